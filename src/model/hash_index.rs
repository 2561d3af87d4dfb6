//! Numbers of values that were met before, by keyed hashes of them.

use std::hash::{BuildHasher, Hash};

use hashbrown::{DefaultHashBuilder, HashTable};

/// Numbers by values. A value is known by two hashes, with keys that are new in each run: that two different values of a log agree in all 96
/// bits does not happen, and what is known need not be looked at again, which would cost more than all the rest.
#[derive(Default)]
pub struct HashIndex {
    known: HashTable<Known>,
    hashers: [DefaultHashBuilder; 2],
}

/// So many values are looked up at once.
pub const AT_ONCE: usize = 128;

/// The hashes of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueHash(u64, u32);

struct Known {
    first: u64,
    second: u32,
    number: u32,
}

impl HashIndex {
    /// The hashes of a value.
    #[must_use]
    pub fn hash<T: Hash + ?Sized>(&self, value: &T) -> ValueHash {
        let [first, second] = self.hashers.each_ref().map(|hasher| hasher.hash_one(value));
        ValueHash(first, (second >> 32) as u32)
    }

    /// The number of a value, if it is known.
    #[must_use]
    pub fn get(&self, ValueHash(first, second): ValueHash) -> Option<u32> {
        self.known.find(first, |known| known.first == first && known.second == second).map(|known| known.number)
    }

    /// The numbers of several values. Memory answers many questions at once, where nothing else is done between them.
    pub fn get_all(&self, hashes: &[ValueHash], found: &mut Vec<Option<u32>>) {
        found.clear();
        found.extend(hashes.iter().map(|&hash| self.get(hash)));
    }

    /// Gives a value that is not known a number.
    pub fn insert(&mut self, ValueHash(first, second): ValueHash, number: u32) {
        self.known.insert_unique(first, Known { first, second, number }, |known| known.first);
    }

    /// Forgets all and keeps the memory.
    pub fn clear(&mut self) {
        self.known.clear();
    }
}
