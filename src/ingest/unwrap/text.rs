//! Takes JSON text out of a string, several bytes at a time: quotes in it stand behind backslashes, so that there is one every few bytes.

/// Bytes that are looked at in one go.
const BLOCK: usize = 8;
/// Bytes that one step may write.
const ROOM: usize = 2 * BLOCK;

/// Writes the content of the string that the bytes begin with (its opening quote is gone) to the start of `out`; gives the place behind
/// its closing quote and the length of the content. `None` where it is not closed, or no JSON.
pub fn unescape(bytes: &[u8], out: &mut Vec<u8>) -> Option<(usize, usize)> {
    let (mut at, mut to) = (0, 0);
    loop {
        // What `out` held before is overwritten, and it is never made shorter: filling memory costs as much as the work itself.
        if out.len() < to + ROOM {
            out.resize((to + ROOM) * 2, 0);
        }
        if let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
            // All of the block is written, and what follows overwrites what is not plain: that costs less than to write a few bytes.
            out[to..to + BLOCK].copy_from_slice(block);
            let plain = plain(u64::from_le_bytes(*block));
            (at, to) = (at + plain, to + plain);
            if plain == BLOCK {
                continue;
            }
        }
        let byte = match *bytes.get(at)? {
            b'"' => {
                return Some((at + 1, to));
            }
            b'\\' => {
                at += 2;
                match *bytes.get(at - 1)? {
                    plain @ (b'"' | b'\\' | b'/') => plain,
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    b'u' => {
                        let (letter, length) = letter(bytes, at - 2)?;
                        let written = letter.len_utf8();
                        letter.encode_utf8(&mut out[to..to + written]);
                        (at, to) = (at - 2 + length, to + written);
                        continue;
                    }
                    _ => return None,
                }
            }
            // One of the last bytes.
            byte => {
                at += 1;
                byte
            }
        };
        out[to] = byte;
        to += 1;
    }
}

/// How many bytes there are before the first quote or backslash.
fn plain(word: u64) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // The lowest bit that is set is that of the first such byte; those above it may say too much.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 7);
    let found = zero(word ^ (ONES * u64::from(b'"'))) | zero(word ^ (ONES * u64::from(b'\\')));
    found.trailing_zeros() as usize / 8
}

/// The letter that is spelled as a number at `at`, and how many bytes spell it.
fn letter(bytes: &[u8], at: usize) -> Option<(char, usize)> {
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
