//! The ids of events seen so far: of two events with one id the second is a copy.

use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;

use crate::model::{EventId, FREE, Interner, first_place, more_places};

/// Ids as numbers. There may be many millions: in several sets, of which one at a time grows.
#[derive(Default)]
pub(super) struct Ids {
    seen: [Numbers; 4],
    hasher: DefaultHashBuilder,
}

/// A set of numbers. Each stands in the first free place from that on which its hash says, so that one look at memory finds it.
#[derive(Default)]
struct Numbers {
    /// [`FREE`], which is no id, where nothing stands.
    places: Vec<u128>,
    known: usize,
}

impl Ids {
    /// Whether the id was seen before; from now on it was. An absent one never is.
    pub fn again(&mut self, id: EventId, texts: &Interner) -> bool {
        let (number, hash) = self.number(id, texts);
        self.seen_again(number, hash)
    }

    /// The same of many ids.
    pub fn all_again(&mut self, ids: impl Iterator<Item = EventId>, texts: &Interner, again: &mut Vec<bool>) {
        // Apart from what comes before and behind: memory answers several questions at once where nothing else is done between them.
        let numbers: Vec<(u128, u64)> = ids.map(|id| self.number(id, texts)).collect();
        again.clear();
        again.extend(numbers.into_iter().map(|(number, hash)| self.seen_again(number, hash)));
    }

    /// The number of an id, 0 where it is absent, and its hash.
    fn number(&self, id: EventId, texts: &Interner) -> (u128, u64) {
        let number = id.guid().unwrap_or_else(|| {
            // A masked id: two independent 64-bit hashes of its text stand in for the number that a GUID is.
            let hashes = |text: String| u128::from(self.hasher.hash_one(&text)) << 64 | u128::from(self.hasher.hash_one((&text, 1)));
            id.to_text(texts).map_or(0, hashes)
        });
        (number, self.hasher.hash_one(number))
    }

    fn seen_again(&mut self, number: u128, hash: u64) -> bool {
        number != 0 && self.seen[(number >> 126) as usize].again(number, hash, &self.hasher)
    }
}

impl Numbers {
    fn again(&mut self, number: u128, hash: u64, hasher: &DefaultHashBuilder) -> bool {
        if let Some(more) = more_places(self.places.len(), self.known) {
            self.grow(more, hasher);
        }
        let place = self.place(number, hash);
        let seen = std::mem::replace(&mut self.places[place], number) != FREE;
        self.known += usize::from(!seen);
        seen
    }

    #[cold]
    fn grow(&mut self, more: usize, hasher: &DefaultHashBuilder) {
        for number in std::mem::replace(&mut self.places, vec![FREE; more]).into_iter().filter(|&number| number != FREE) {
            let place = self.place(number, hasher.hash_one(number));
            self.places[place] = number;
        }
    }

    /// The place where a number stands, or the free one where it belongs.
    fn place(&self, number: u128, hash: u64) -> usize {
        let mut place = first_place(hash, self.places.len());
        while ![FREE, number].contains(&self.places[place]) {
            place = if place + 1 < self.places.len() { place + 1 } else { 0 };
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_was_seen_before_if_it_was(ids in proptest::collection::vec(prop_oneof![1u128..40, 1u128.., (1u128..400).prop_map(|n| (n % 256) << 120 | n)], 0..400)) {
            let (mut seen, texts) = (Ids::default(), Interner::new());
            let mut expected = std::collections::HashSet::new();
            let mut many = Vec::new();
            for &number in &ids {
                let text = format!("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", number >> 96, number >> 80 & 0xffff, number >> 64 & 0xffff, number >> 48 & 0xffff, number & 0xffff_ffff_ffff);
                let id = EventId::parse(&text, &mut Interner::new());
                prop_assert!(id.guid() == Some(number) || id.is_absent());
                many.push(id);
            }
            let (first, rest) = many.split_at(many.len() / 3);
            let mut again = Vec::new();
            for part in [first, rest] {
                seen.all_again(part.iter().copied(), &texts, &mut again);
                let expected: Vec<bool> = part.iter().map(|id| !id.is_absent() && !expected.insert(id.guid())).collect();
                prop_assert_eq!(&again, &expected);
            }
        }
    }
}
