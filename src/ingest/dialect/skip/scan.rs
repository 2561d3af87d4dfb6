//! Finds where the tokens and values of JSON end. All of it is as strict as `serde_json` is with values that it ignores: `None` = not
//! JSON, or too unusual to judge here.

use wide::u8x16;

/// Containers within containers that are followed; beyond, the record is left to `serde_json`.
pub const DEPTH: u8 = 60;

/// Digits, point and exponent of the longest number that is judged here: none that is shorter leaves the range of an `f64`.
const NUMBER_LENGTH: usize = 40;

/// The first place at or behind `at` that is no white space.
#[inline]
pub fn spaces(text: &[u8], mut at: usize) -> usize {
    while matches!(text.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        at += 1;
    }
    at
}

/// Whether a value may end before `at`: `12` has not ended where `3` follows.
#[inline]
pub fn ends_value(text: &[u8], at: usize) -> bool {
    matches!(text.get(at), Some(b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'))
}

/// Whether bytes are the same. Most runs are short, and a call for each would cost more than comparing them.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each block would cost more than comparing all of them")]
pub fn same(one: &[u8], two: &[u8]) -> bool {
    if one.len() != two.len() || one.len() > LONG {
        return one == two;
    }
    match (one.first_chunk::<BLOCK>(), two.first_chunk::<BLOCK>()) {
        (Some(_), Some(_)) => {
            let blocks = one.as_chunks::<BLOCK>().0.iter().zip(two.as_chunks::<BLOCK>().0);
            blocks.fold(true, |all, (one, two)| all & (one == two)) && one.last_chunk::<BLOCK>() == two.last_chunk::<BLOCK>()
        }
        _ => match (one.first_chunk::<8>(), two.first_chunk::<8>()) {
            (Some(first), Some(other)) => first == other && one.last_chunk::<8>() == two.last_chunk::<8>(),
            _ => one.iter().zip(two).all(|(one, two)| one == two),
        },
    }
}

/// Bytes from which a call is worth it.
const LONG: usize = 96;

/// Bytes that are looked at in one go.
const BLOCK: usize = 16;

/// The first quote, backslash or control character at or behind `at`, or the end of the text.
#[inline]
pub fn special(text: &[u8], mut at: usize) -> usize {
    let [quote, backslash, last_control] = [b'"', b'\\', 0x1f].map(u8x16::splat);
    while let Some(&block) = text.get(at..).and_then(|rest| rest.first_chunk::<BLOCK>()) {
        let block = u8x16::new(block);
        let marks = block.simd_eq(quote) | block.simd_eq(backslash) | block.simd_eq(block.min(last_control));
        let marks = marks.to_bitmask();
        if marks != 0 {
            return at + marks.trailing_zeros() as usize;
        }
        at += BLOCK;
    }
    let is_special = |byte: u8| matches!(byte, b'"' | b'\\' | ..0x20);
    while text.get(at).is_some_and(|&byte| !is_special(byte)) {
        at += 1;
    }
    at
}

/// The place of the closing quote of a string whose opening quote stands before `at`, and whether the string is free of escapes.
#[inline]
pub fn string(text: &[u8], at: usize) -> Option<(usize, bool)> {
    let end = special(text, at);
    if text.get(end) == Some(&b'"') { Some((end, true)) } else { Some((escaped(text, end)?, false)) }
}

/// The closing quote of a string of which `at` is the first byte out of the ordinary.
fn escaped(text: &[u8], at: usize) -> Option<usize> {
    string_content(text, at).filter(|&end| end < text.len())
}

/// The first quote at or behind `at` that is not escaped, or the end of the text, if all before it may stand in a string.
pub fn string_content(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = special(text, at);
        match text.get(at) {
            Some(b'"') | None => return Some(at),
            Some(b'\\') => at = escape(text, at)?,
            Some(_) => return None,
        }
    }
}

/// The place behind an escape whose backslash is at `at`.
#[inline]
fn escape(text: &[u8], at: usize) -> Option<usize> {
    match text.get(at + 1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(at + 2),
        b'u' => text.get(at + 2..at + 6)?.iter().all(u8::is_ascii_hexdigit).then_some(at + 6),
        _ => None,
    }
}

/// The place behind a string at `at`.
#[inline]
pub fn string_end(text: &[u8], at: usize) -> Option<usize> {
    if text.get(at) != Some(&b'"') {
        return None;
    }
    string(text, at + 1).map(|(end, _)| end + 1)
}

fn digits(text: &[u8], mut at: usize) -> Option<usize> {
    let start = at;
    while text.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    (at > start).then_some(at)
}

/// The place behind a number, and whether it has neither fraction nor exponent.
pub fn number(text: &[u8], start: usize) -> Option<(usize, bool)> {
    let mut at = start + usize::from(text.get(start) == Some(&b'-'));
    at = if text.get(at) == Some(&b'0') { at + 1 } else { digits(text, at)? };
    let mut whole = true;
    if text.get(at) == Some(&b'.') {
        whole = false;
        at = digits(text, at + 1)?;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        whole = false;
        let from = at + 1 + usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        at = digits(text, from).filter(|end| end - from <= 2)?;
    }
    (at - start <= NUMBER_LENGTH).then_some((at, whole))
}

/// The place behind `true`, `false` or `null`.
pub fn literal(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let literal: &[u8] = match rest.first()? {
        b't' => b"true",
        b'f' => b"false",
        _ => b"null",
    };
    rest.starts_with(literal).then_some(at + literal.len())
}

/// The place behind a key and its colon.
fn key(text: &[u8], at: usize) -> Option<usize> {
    let at = spaces(text, string_end(text, spaces(text, at))?);
    (text.get(at) == Some(&b':')).then_some(at + 1)
}

/// The place behind the value at `at`, white space before it allowed.
pub fn value_end(text: &[u8], mut at: usize) -> Option<usize> {
    // A bit for each open container: 1 for an object, 0 for a list. The highest bit marks the bottom.
    let mut open: u64 = 1;
    loop {
        at = spaces(text, at);
        at = match *text.get(at)? {
            b'"' => string_end(text, at)?,
            opening @ (b'{' | b'[') => {
                if open >> DEPTH != 0 {
                    return None;
                }
                let object = opening == b'{';
                let inside = spaces(text, at + 1);
                if text.get(inside) == Some(&if object { b'}' } else { b']' }) {
                    inside + 1
                } else {
                    open = open << 1 | u64::from(object);
                    at = if object { key(text, inside)? } else { inside };
                    continue;
                }
            }
            b'-' | b'0'..=b'9' => number(text, at)?.0,
            _ => literal(text, at)?,
        };
        loop {
            if open == 1 {
                return Some(at);
            }
            at = spaces(text, at);
            let object = open & 1 == 1;
            match *text.get(at)? {
                b',' => {
                    at = if object { key(text, at + 1)? } else { at + 1 };
                    break;
                }
                b'}' if object => {}
                b']' if !object => {}
                _ => return None,
            }
            open >>= 1;
            at += 1;
        }
    }
}
