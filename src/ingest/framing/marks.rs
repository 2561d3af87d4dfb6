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
