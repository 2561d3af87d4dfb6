//! Takes JSON text out of a string, many bytes at a time: quotes in it stand behind backslashes, so that there is one every few bytes.

use crate::ingest::framing::{BLOCK, marks_of};

/// Bytes that are copied in one go: hardly ever does so much stand between two backslashes.
const RUN: usize = 32;
/// A block, and what a copy that begins in it may touch behind it.
type Block = [u8; BLOCK + RUN];

/// Writes the content of the string that the bytes begin with (its opening quote is gone) to the start of `out`; gives the place behind
/// its closing quote and the length of the content. `None` where it is not closed, or no JSON.
pub fn unescape(bytes: &[u8], out: &mut Vec<u8>) -> Option<(usize, usize)> {
    let (mut at, mut to) = (0, 0);
    let mut last;
    loop {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let block = if let Some(block) = rest.first_chunk() {
            block
        } else {
            last = [0; BLOCK + RUN];
            last[..rest.len()].copy_from_slice(rest);
            &last
        };
        // What `out` held before is overwritten, and it is never made shorter: filling memory costs as much as the work itself.
        if out.len() < to + block.len() {
            out.resize((to + block.len()) * 2, 0);
        }
        let (read, written) = plain(block, out[to..].first_chunk_mut()?);
        (at, to) = (at + read, to + written);
        if read == BLOCK {
            continue;
        }
        if bytes[at] == b'"' {
            return Some((at + 1, to));
        }
        let (letter, length) = letter(bytes, at)?;
        to += letter.encode_utf8(&mut out[to..]).len();
        at += length;
    }
}

/// Writes what a block holds, up to the end of the string, to an escape that is neither a quote nor a backslash, or to one that goes on
/// behind the block; gives how many bytes were read and written.
fn plain(block: &Block, out: &mut Block) -> (usize, usize) {
    let marks = block.first_chunk().map_or(0, |block| marks_of(block, [b'"', b'\\']));
    let (mut open, mut from, mut dropped) = (marks & !LAST, 0, 0);
    // More is written than is meant, and overwritten by what follows: that costs less than to write a few bytes.
    let mut copy = |from: usize, end: usize, to: usize| {
        out[to % BLOCK..][..RUN].copy_from_slice(&block[from % BLOCK..][..RUN]);
        if end > from + RUN {
            out[(to + RUN) % BLOCK..][..RUN].copy_from_slice(&block[(from + RUN) % BLOCK..][..RUN]);
        }
    };
    while open != 0 {
        let place = open.trailing_zeros() as usize;
        copy(from, place, from - dropped);
        if !matches!([block[place], block[place + 1]], [b'\\', b'"' | b'\\']) {
            return (place, place - dropped);
        }
        // What is escaped begins the next run, whatever it is.
        (from, dropped) = (place + 1, dropped + 1);
        open &= open - 1;
        open &= open.wrapping_sub(1);
    }
    let end = if marks & LAST == 0 || from == BLOCK - 1 { BLOCK } else { BLOCK - 1 };
    copy(from, end, from - dropped);
    (end, end - dropped)
}

/// The bit of the last byte of a block.
const LAST: u64 = 1 << (BLOCK - 1);

/// The letter that is spelled by the escape at `at`, and how many bytes spell it.
fn letter(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let letter = match *bytes.get(at + 1)? {
        plain @ (b'"' | b'\\' | b'/') => plain.into(),
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'u' => return number(bytes, at),
        _ => return None,
    };
    Some((letter, 2))
}

/// The letter that is spelled as a number at `at`, and how many bytes spell it.
fn number(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().all(u8::is_ascii_hexdigit).then(|| u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok())?
    };
    let first = unit(at)?;
    if let Some(letter) = char::from_u32(first.into()) {
        return Some((letter, 6));
    }
    char::decode_utf16([first, unit(at + 6)?]).next()?.ok().map(|letter| (letter, 12))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_spelled_as_numbers_are_read() {
        let mut out = Vec::new();
        let (end, length) = unescape(br#"\u55b6\ud83d\ude00\b\f\/ " behind"#, &mut out).expect("a string");
        assert_eq!((end, String::from_utf8_lossy(&out[..length]).as_ref()), (26, "営😀\u{8}\u{c}/ "));
        for broken in [r#"\ud83d""#, r#"\ud83d\u0041""#, r#"\u+041""#, r#"\x""#, "open", r"open\", r#"\u00""#] {
            assert_eq!(unescape(broken.as_bytes(), &mut out), None, "{broken}");
        }
    }

    #[test]
    fn escapes_are_read_wherever_they_stand_in_a_block() {
        let mut out = Vec::new();
        for before in 0..2 * BLOCK {
            for escape in [r#"\""#, r"\\", r#"\\\""#, r"\/", r"\n", r"\u55b6", r"\ud83d\ude00", "a"] {
                let written = format!("{}{}", "x".repeat(before), escape.repeat(40));
                let expected: String = serde_json::from_str(&format!("\"{written}\"")).expect("a string");
                let (end, length) = unescape(format!("{written}\"\"").as_bytes(), &mut out).expect("a string");
                assert_eq!((end, String::from_utf8_lossy(&out[..length]).as_ref()), (written.len() + 1, expected.as_str()));
                assert_eq!(unescape(written.as_bytes(), &mut out), None, "not closed: {written}");
            }
        }
    }

    proptest! {
        /// What `serde_json` writes comes back, and the place is that behind the string.
        #[test]
        fn what_was_written_comes_back(pieces in proptest::collection::vec(prop_oneof![
            4 => Just("\""), 4 => Just("\\"), 2 => Just("営業"), 6 => Just("plain text, long enough"), 2 => Just("\n"), 2 => Just("a"), 1 => Just("\u{1}"),
        ], 0..20), behind in "[a-z\"]{0,20}") {
            let text = pieces.concat();
            let written = serde_json::to_string(&text).expect("a string");
            let bytes = format!("{written}{behind}");
            let mut out = Vec::new();
            let (end, length) = unescape(&bytes.as_bytes()[1..], &mut out).expect("a string");
            prop_assert_eq!(end, written.len() - 1);
            prop_assert_eq!(String::from_utf8_lossy(&out[..length]), text);
        }
    }
}
