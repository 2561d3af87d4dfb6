//! The ids of events seen so far: of two events with one id the second is a copy.

use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;

use crate::model::{EventId, Interner};

/// Ids as numbers. There may be many millions: in several sets, of which one at a time grows.
#[derive(Default)]
pub(super) struct Ids {
    seen: [Numbers; 16],
    hasher: DefaultHashBuilder,
}

/// A set of numbers. Each stands in the first free place from that on which its hash says, so that one look at memory finds it.
#[derive(Default)]
struct Numbers {
    /// As many as a power of two, or none; 0, which is no id, where nothing stands.
    places: Vec<u128>,
    known: usize,
}

impl Ids {
    /// Whether the id was seen before; from now on it was.
    pub fn again(&mut self, id: EventId, texts: &Interner) -> bool {
        let number = id.guid().unwrap_or_else(|| {
            // A masked id: two independent 64-bit hashes of its text stand in for the number that a GUID is.
            let text = id.to_text(texts).unwrap_or_default();
            u128::from(self.hasher.hash_one(&text)) << 64 | u128::from(self.hasher.hash_one((&text, 1)))
        });
        self.seen[(number >> 124) as usize].again(number, &self.hasher)
    }
}

impl Numbers {
    fn again(&mut self, number: u128, hasher: &DefaultHashBuilder) -> bool {
        // Two thirds of the places at most.
        if self.known * 3 >= self.places.len() * 2 {
            let more = (self.places.len() * 2).max(16);
            let mut places = Vec::with_capacity(more);
            places.resize(more, 0);
            for number in std::mem::replace(&mut self.places, places).into_iter().filter(|&number| number != 0) {
                let place = self.place(number, hasher);
                self.places[place] = number;
            }
        }
        let place = self.place(number, hasher);
        let seen = std::mem::replace(&mut self.places[place], number) != 0;
        self.known += usize::from(!seen);
        seen
    }

    /// The place where a number stands, or the free one where it belongs.
    fn place(&self, number: u128, hasher: &DefaultHashBuilder) -> usize {
        let last = self.places.len() - 1;
        #[expect(clippy::cast_possible_truncation, reason = "the lowest bits are enough")]
        let mut place = hasher.hash_one(number) as usize & last;
        while ![0, number].contains(&self.places[place]) {
            place = (place + 1) & last;
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
            for number in ids {
                let text = format!("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", number >> 96, number >> 80 & 0xffff, number >> 64 & 0xffff, number >> 48 & 0xffff, number & 0xffff_ffff_ffff);
                let id = EventId::parse(&text, &mut Interner::new());
                prop_assert_eq!(id.guid(), Some(number));
                prop_assert_eq!(seen.again(id, &texts), !expected.insert(number));
            }
        }
    }
}
