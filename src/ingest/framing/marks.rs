//! Which bytes of a block are of some kind, as bits: what stands between them is passed over at once.

use wide::u8x16;

/// Bytes that are looked at in one go.
pub const BLOCK: usize = 64;

/// A bit for each of the first [`BLOCK`] bytes that is one of `kinds`, the lowest for the first, and how many bytes were looked at: fewer only
/// at the end.
#[inline]
#[must_use]
pub fn marks<const N: usize>(bytes: &[u8], kinds: [u8; N]) -> (u64, usize) {
    if let Some(block) = bytes.first_chunk() {
        return (marks_of(block, kinds), BLOCK);
    }
    let mut block = [0; BLOCK];
    block[..bytes.len()].copy_from_slice(bytes);
    (marks_of(&block, kinds) & ((1 << bytes.len()) - 1), bytes.len())
}

/// The same, of a whole block.
#[inline]
#[must_use]
pub fn marks_of<const N: usize>(block: &[u8; BLOCK], kinds: [u8; N]) -> u64 {
    block.as_chunks().0.iter().enumerate().fold(0, |all, (place, &part)| {
        let part = u8x16::new(part);
        let marks = kinds.iter().fold(u8x16::ZERO, |marks, &kind| marks | part.simd_eq(u8x16::splat(kind)));
        all | u64::from(marks.to_bitmask()) << (16 * place)
    })
}

/// What is within quotes, followed through blocks one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Quoting {
    /// The next block begins within quotes.
    pub within: bool,
    /// A quote may open where the next block begins: a separator, a line end or a closing quote stands before it.
    may_open: bool,
}

/// What is known of the quotes of a block, as bits.
#[derive(Clone, Copy, Debug)]
pub struct Quoted {
    /// What stands within quotes, the opening ones included.
    pub within: u64,
    /// Quotes that close. Of two that stand for one, the first closes and the second opens.
    pub closing: u64,
}

impl Quoting {
    /// At a place that is not within quotes and where one may open or not.
    #[must_use]
    pub fn at(may_open: bool) -> Self {
        Self { within: false, may_open }
    }

    /// Goes over a block with these quotes, and with these separators and line ends.
    #[inline]
    pub fn follow(&mut self, quotes: u64, ends: u64) -> Quoted {
        let mut within = if self.within { u64::MAX } else { 0 };
        if quotes != 0 {
            // Each quote turns over all that follows.
            within ^= [1, 2, 4, 8, 16, 32].iter().fold(quotes, |turned, shift| turned ^ turned << shift);
        }
        let mut closing = quotes & !within;
        if quotes & within & !((closing | ends & !within) << 1 | u64::from(self.may_open)) != 0 {
            Quoted { within, closing } = self.one_by_one(quotes, ends);
        }
        *self = Self { within: within >> (BLOCK - 1) == 1, may_open: (closing | ends & !within) >> (BLOCK - 1) == 1 };
        Quoted { within, closing }
    }

    /// The same where a quote stands in the middle of a cell that has none around it: there it is a letter like others.
    #[cold]
    fn one_by_one(self, mut quotes: u64, ends: u64) -> Quoted {
        let mut found = Quoted { within: if self.within { u64::MAX } else { 0 }, closing: 0 };
        while let Some(place) = next_mark(&mut quotes) {
            let quote = 1 << place;
            let is_within = found.within & quote != 0;
            let may_open = if place == 0 { self.may_open } else { (ends | found.closing) & quote >> 1 != 0 };
            if is_within {
                found.closing |= quote;
            }
            if is_within || may_open {
                found.within ^= u64::MAX << place;
            }
        }
        found
    }
}

/// The place of the lowest bit, which is taken away.
#[inline]
pub fn next_mark(marks: &mut u64) -> Option<usize> {
    let place = (*marks != 0).then(|| marks.trailing_zeros() as usize);
    *marks &= marks.wrapping_sub(1);
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_byte_of_the_kinds_is_marked_and_no_other(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'"')], 0..100)) {
            let (mut found, length) = marks(&bytes, [b'"', b'\n']);
            prop_assert_eq!(length, bytes.len().min(BLOCK));
            let expected: Vec<usize> = (0..length).filter(|&place| matches!(bytes[place], b'"' | b'\n')).collect();
            prop_assert_eq!(std::iter::from_fn(|| next_mark(&mut found)).collect::<Vec<_>>(), expected);
        }
    }
}
