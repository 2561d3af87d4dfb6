//! Reads needed values: texts, numbers, truth values.

use std::borrow::Cow;
use std::ops::Range;

use super::super::{Field, Fields, Scalar};
use super::scan::{literal, number, spaces, string, value_end};

/// Whether JSON text in a string may say that a policy has failed: in plain letters, or in any that are spelled as numbers.
pub fn may_say_failure(text: &[u8]) -> bool {
    memchr::memmem::find(text, b"\\u").is_some() || text.windows(7).any(|letters| letters.eq_ignore_ascii_case(b"failure"))
}

/// JSON text, mostly UTF-8 as a whole: then its strings need not be looked at one by one.
#[derive(Clone, Copy)]
pub struct Json<'a> {
    /// The text.
    pub bytes: &'a [u8],
    whole: Option<&'a str>,
}

impl<'a> Json<'a> {
    /// Text that is looked at as a whole.
    #[must_use]
    pub fn checked(bytes: &'a [u8]) -> Self {
        Self { bytes, whole: simdutf8::basic::from_utf8(bytes).ok() }
    }

    /// Text of which each string is looked at when it is read.
    #[must_use]
    pub fn unchecked(bytes: &'a [u8]) -> Self {
        Self { bytes, whole: None }
    }

    /// What stands from a place on.
    #[must_use]
    pub fn behind(self, at: usize) -> Self {
        Self { bytes: self.bytes.get(at..).unwrap_or_default(), whole: self.whole.and_then(|text| text.get(at..)) }
    }

    /// A part of it, if that is UTF-8.
    #[inline]
    #[must_use]
    pub fn text(self, range: Range<usize>) -> Option<&'a str> {
        match self.whole {
            Some(text) => text.get(range),
            None => std::str::from_utf8(self.bytes.get(range)?).ok(),
        }
    }
}

/// A needed value and the place behind it.
#[inline]
pub fn scalar(json: Json<'_>, at: usize) -> Option<(Scalar<'_>, usize)> {
    let text = json.bytes;
    match text.get(at)? {
        b'"' => {
            let (end, plain) = string(text, at + 1)?;
            let content = text.get(at + 1..end)?;
            let mut unescaped = Vec::new();
            let value = if plain {
                Cow::Borrowed(json.text(at + 1..end)?)
            } else if unescape(content, &mut unescaped) {
                Cow::Owned(String::from_utf8(unescaped).ok()?)
            } else {
                Cow::Owned(serde_json::from_slice(text.get(at..=end)?).ok()?)
            };
            Some((Scalar::Text(value), end + 1))
        }
        b't' => Some((Scalar::Bool(true), literal(text, at)?)),
        b'f' => Some((Scalar::Bool(false), literal(text, at)?)),
        b'n' => Some((Scalar::Absent, literal(text, at)?)),
        b'[' => of_list(json, at),
        b'{' => {
            let end = value_end(text, at)?;
            storable(&text[at..end]).then_some((Scalar::Absent, end))
        }
        b' ' | b'\n' | b'\r' | b'\t' => scalar(json, spaces(text, at)),
        b'-' | b'0'..=b'9' => {
            let (end, whole) = number(text, at)?;
            let digits = json.text(at..end)?;
            // A zero with a sign is a float to `serde_json`.
            if !whole || digits == "-0" {
                return None;
            }
            Some((Scalar::Int(digits.parse().ok()?), end))
        }
        _ => None,
    }
}

/// The only element of a list, and the place behind the list.
#[inline(never)]
fn of_list(json: Json<'_>, at: usize) -> Option<(Scalar<'_>, usize)> {
    let text = json.bytes;
    let end = value_end(text, at)?;
    let first = spaces(text, at + 1);
    if text.get(first) == Some(&b']') {
        return Some((Scalar::Absent, end));
    }
    let (value, behind) = scalar(json, first)?;
    let value = if spaces(text, behind) + 1 == end { value } else { Scalar::Absent };
    Some((value, end))
}

/// Reads a list of texts without escapes from behind its opening bracket.
pub fn event_types<'a>(json: Json<'a>, at: usize, fields: &mut Fields<'a>) -> Option<usize> {
    let text = json.bytes;
    let mut at = spaces(text, at);
    if text.get(at) == Some(&b']') {
        return Some(at + 1);
    }
    loop {
        let (end, true) = string(text, at + 1).filter(|_| text.get(at) == Some(&b'"'))? else { return None };
        fields.set(Field::EventType, Scalar::Text(Cow::Borrowed(json.text(at + 1..end)?)));
        at = spaces(text, end + 1);
        match text.get(at)? {
            b',' => at = spaces(text, at + 1),
            b']' => return Some(at + 1),
            _ => return None,
        }
    }
}

/// Whether `serde_json` would not only jump over a value but read it: then texts must be texts.
pub fn storable(value: &[u8]) -> bool {
    std::str::from_utf8(value).is_ok() && !memchr::memmem::find_iter(value, b"\\u").any(|at| matches!(value.get(at + 2), Some(b'd' | b'D')))
}

/// Resolves the escapes of a string; `false` where that is not simple.
pub fn unescape(text: &[u8], out: &mut Vec<u8>) -> bool {
    out.clear();
    out.reserve(text.len());
    let mut rest = text;
    while let Some(place) = memchr::memchr(b'\\', rest) {
        let (before, behind) = rest.split_at(place);
        out.extend_from_slice(before);
        let (byte, length) = match behind.get(1) {
            Some(&plain @ (b'"' | b'\\' | b'/')) => (plain, 2),
            Some(b'n') => (b'\n', 2),
            Some(b'r') => (b'\r', 2),
            Some(b't') => (b'\t', 2),
            Some(b'u') => {
                let digits = behind.get(2..6).and_then(|digits| std::str::from_utf8(digits).ok());
                // Half of a surrogate pair is no character.
                let Some(letter) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32) else { return false };
                out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                rest = &behind[6..];
                continue;
            }
            _ => return false,
        };
        out.push(byte);
        rest = &behind[length..];
    }
    out.extend_from_slice(rest);
    true
}
