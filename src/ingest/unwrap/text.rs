//! Takes JSON text out of a string, many bytes at a time: quotes in it stand behind backslashes, so that there is one every few bytes.

/// Bytes that are looked at in one go.
const BLOCK: usize = 16;

/// Writes the content of the string that the bytes begin with (its opening quote is gone); gives the place behind its closing quote.
/// `None` where it is not closed, or no JSON.
pub fn unescape(bytes: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    out.clear();
    let mut at = 0;
    loop {
        if let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
            let plain = marks(block).trailing_zeros() as usize / 8;
            let length = out.len();
            // All of the block is written, and what is not plain taken back: that costs less than to write a few bytes.
            out.extend_from_slice(block);
            at += plain;
            if plain == BLOCK {
                continue;
            }
            out.truncate(length + plain);
        } else {
            let rest = bytes.get(at..)?;
            let plain = memchr::memchr2(b'"', b'\\', rest)?;
            out.extend_from_slice(&rest[..plain]);
            at += plain;
        }
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        let (byte, length) = match *bytes.get(at + 1)? {
            plain @ (b'"' | b'\\' | b'/') => (plain, 2),
            b'n' => (b'\n', 2),
            b'r' => (b'\r', 2),
            b't' => (b'\t', 2),
            b'b' => (8, 2),
            b'f' => (12, 2),
            b'u' => {
                let (letter, length) = letter(bytes, at)?;
                out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                at += length;
                continue;
            }
            _ => return None,
        };
        out.push(byte);
        at += length;
    }
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

/// A byte for each of a block: `0xff` where a quote or a backslash stands.
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from looking at the whole block at once")]
#[inline]
fn marks(block: &[u8; BLOCK]) -> u128 {
    let mut marks = [0; BLOCK];
    for (mark, &byte) in marks.iter_mut().zip(block) {
        *mark = if (byte == b'"') | (byte == b'\\') { 0xff } else { 0 };
    }
    u128::from_le_bytes(marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_spelled_as_numbers_are_read() {
        let mut out = Vec::new();
        assert_eq!(unescape(br#"\u55b6\ud83d\ude00\b\f\/ " behind"#, &mut out), Some(26));
        assert_eq!(String::from_utf8_lossy(&out), "営😀\u{8}\u{c}/ ");
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
            prop_assert_eq!(unescape(&bytes.as_bytes()[1..], &mut out), Some(written.len() - 1));
            prop_assert_eq!(String::from_utf8_lossy(&out), text);
        }
    }
}
