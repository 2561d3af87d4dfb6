//! Numbers of values that were met before, by keyed hashes of them.

use std::hash::{BuildHasher, Hash, Hasher};

use hashbrown::DefaultHashBuilder;

/// Numbers by values. A value is known by two hashes, with keys that are new in each run: that two different values of a log agree in all 96
/// bits does not happen, and what is known need not be looked at again, which would cost more than all the rest. All that is known of a value
/// stands in one place, so that to find it takes a single look at memory: these looks are what reading costs.
#[derive(Default)]
pub struct HashIndex {
    /// The 96 bits of a value, and its number; [`FREE`] where nothing stands. Some places are always free. A value stands in the first free
    /// one from that on which its hash says.
    places: Vec<u128>,
    known: usize,
    hashers: [DefaultHashBuilder; 2],
}

/// So many values are looked up at once.
const AT_ONCE: usize = 128;

/// The hashes of a value, in the highest 96 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueHash(u128);

/// Makes both hashes of a value at once.
pub struct BothHashers([<DefaultHashBuilder as BuildHasher>::Hasher; 2]);

macro_rules! both {
    ($($write:ident: $of:ty),*) => {$(
        #[inline]
        fn $write(&mut self, value: $of) {
            for hasher in &mut self.0 {
                hasher.$write(value);
            }
        }
    )*};
}

impl Hasher for BothHashers {
    both! { write: &[u8], write_u8: u8, write_u32: u32, write_u64: u64, write_u128: u128, write_usize: usize }

    /// The first of the two.
    fn finish(&self) -> u64 {
        self.0[0].finish()
    }
}

/// Bits of a number.
const NUMBER: u32 = 32;

/// What stands where nothing stands. Not 0: what is fetched zeroed comes in fresh pages of the system, which cost more than to fill old ones.
pub const FREE: u128 = u128::MAX;

/// The place, of so many, that a hash says: the order of places is that of hashes, so that what is put into more places is read and written
/// in one order.
#[inline]
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "it is below the number of places")]
pub fn first_place(hash: u64, places: usize) -> usize {
    ((u128::from(hash) * places as u128) >> 64) as usize
}

/// How many places are needed where so many hold so much, if others: four in five are taken at most.
#[must_use]
pub fn more_places(places: usize, known: usize) -> Option<usize> {
    (known * 5 >= places * 4).then(|| (places * 2).max(16))
}

impl HashIndex {
    /// The hashes of a value.
    #[must_use]
    pub fn hash<T: Hash + ?Sized>(&self, value: &T) -> ValueHash {
        self.hash_of(|both| value.hash(both))
    }

    /// The hashes of a value that is told piece by piece.
    #[inline]
    #[must_use]
    pub fn hash_of(&self, tell: impl FnOnce(&mut BothHashers)) -> ValueHash {
        let mut both = BothHashers(self.hashers.each_ref().map(BuildHasher::build_hasher));
        tell(&mut both);
        let [first, second] = both.0.map(|hasher| u128::from(hasher.finish()));
        ValueHash((first << 64 | second) >> NUMBER << NUMBER)
    }

    /// The number of a value, if it is known.
    #[inline]
    #[must_use]
    pub fn get(&self, hash: ValueHash) -> Option<u32> {
        let known = *self.places.get(self.place(hash))?;
        #[expect(clippy::cast_possible_truncation, reason = "the lowest bits are the number")]
        (known != FREE).then_some(known as u32)
    }

    /// The number of a value, which `new` gives where it is not known.
    #[inline]
    pub fn number<K: Hash + ?Sized>(&mut self, key: &K, new: impl FnOnce() -> u32) -> u32 {
        let hash = self.hash(key);
        self.get(hash).unwrap_or_else(|| {
            let number = new();
            self.insert(hash, number);
            number
        })
    }

    /// The numbers of many values by their keys, one for each in their order. They are looked up in lots: memory answers many questions at
    /// once, where nothing else is done between them.
    pub fn number_all<T: Copy, K: Hash + ?Sized>(
        &mut self,
        mut values: impl Iterator<Item = T>,
        key: impl Fn(&T) -> &K,
        mut new: impl FnMut(T) -> u32,
    ) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(values.size_hint().0);
        let (mut lot, mut hashes) = (Vec::with_capacity(AT_ONCE), Vec::with_capacity(AT_ONCE));
        let mut found: Vec<Option<u32>> = Vec::with_capacity(AT_ONCE);
        loop {
            lot.clear();
            lot.extend(values.by_ref().take(AT_ONCE));
            hashes.clear();
            hashes.extend(lot.iter().map(|value| self.hash(key(value))));
            found.clear();
            found.extend(hashes.iter().map(|&hash| self.get(hash)));
            for ((&value, &hash), found) in lot.iter().zip(&hashes).zip(&found) {
                // It may have come just before.
                numbers.push(found.or_else(|| self.get(hash)).unwrap_or_else(|| {
                    let number = new(value);
                    self.insert(hash, number);
                    number
                }));
            }
            if lot.len() < AT_ONCE {
                return numbers;
            }
        }
    }

    /// Gives a value that is not known a number: any but the highest.
    pub fn insert(&mut self, hash: ValueHash, number: u32) {
        if let Some(more) = more_places(self.places.len(), self.known) {
            for known in std::mem::replace(&mut self.places, vec![FREE; more]).into_iter().filter(|&known| known != FREE) {
                let place = self.place(ValueHash(known));
                self.places[place] = known;
            }
        }
        let place = self.place(hash);
        self.places[place] = hash.0 | u128::from(number);
        self.known += 1;
    }

    /// The place where a value stands, or the free one where it belongs; 0 where there are no places.
    #[inline]
    fn place(&self, ValueHash(hash): ValueHash) -> usize {
        let mut place = first_place((hash >> 64) as u64, self.places.len());
        while self.places.get(place).is_some_and(|&known| known != FREE && (known ^ hash) >> NUMBER != 0) {
            place = if place + 1 < self.places.len() { place + 1 } else { 0 };
        }
        place
    }

    /// Bytes of what is known, with the places that are free beside it.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.known * size_of::<u128>() * 3 / 2
    }

    /// Forgets all and keeps the memory.
    pub fn clear(&mut self) {
        self.places.fill(FREE);
        self.known = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn values_have_the_numbers_they_were_given_until_all_is_forgotten() {
        let mut index = HashIndex::default();
        for round in 0..3 {
            let mut expected = HashMap::new();
            for value in 0u32..5000 {
                let value = value.wrapping_mul(2_654_435_761) % 3001;
                let hash = index.hash(&value);
                assert_eq!(index.get(hash), expected.get(&value).copied(), "round {round}");
                if !expected.contains_key(&value) {
                    let number = u32::try_from(expected.len()).expect("few");
                    index.insert(hash, number);
                    expected.insert(value, number);
                }
            }
            assert_eq!(index.bytes(), expected.len() * 24);
            index.clear();
            assert!(index.bytes() == 0 && index.get(index.hash(&1u32)).is_none());
        }
        // Values whose hashes begin alike stand next to each other.
        let alike = |second: u32| ValueHash(u128::from(u64::MAX) << 64 | u128::from(second) << NUMBER);
        for second in 0..40 {
            assert_eq!(index.get(alike(second)), None);
            index.insert(alike(second), second);
        }
        assert!((0..40).all(|second| index.get(alike(second)) == Some(second)));
    }
}
