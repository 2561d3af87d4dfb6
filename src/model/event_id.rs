//! The id of an event (request id, correlation id): nearly always a GUID, hence 16 bytes instead of a text.

use super::{Interner, Sym, is_masked, is_null_word};

/// An event id, compared without regard to case. What is no GUID is kept as text; a masked id is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EventId {
    guid: u128,
    text: Sym,
}

impl EventId {
    /// No id in the log.
    pub const ABSENT: Self = Self { guid: 0, text: Sym::ABSENT };

    /// Reads an id; absent ids (empty, all-zero GUID) and masked ones give [`EventId::ABSENT`]: two events with one placeholder are two.
    pub fn parse(text: &str, texts: &mut Interner) -> Self {
        match parse_guid(text) {
            Some(guid) if guid == SAME_DIGITS * (guid & 0xf) => Self::ABSENT,
            Some(guid) => Self { guid, text: Sym::ABSENT },
            None if is_null_word(text) || is_masked(text) => Self::ABSENT,
            None => Self { guid: 0, text: texts.intern(&text.to_lowercase()) },
        }
    }

    /// An id that is this text.
    #[must_use]
    pub fn named(text: Sym) -> Self {
        Self { guid: 0, text }
    }

    /// The id as its number, 0 where it is no GUID, and its text otherwise.
    #[must_use]
    pub fn into_parts(self) -> (u128, Sym) {
        (self.guid, self.text)
    }

    /// The id of such parts.
    #[must_use]
    pub fn of_parts(guid: u128, text: Sym) -> Self {
        Self { guid, text }
    }

    /// Whether the log had no id.
    #[must_use]
    pub fn is_absent(self) -> bool {
        self == Self::ABSENT
    }

    /// The id as a number, where it is a GUID.
    #[must_use]
    pub fn guid(self) -> Option<u128> {
        (self.guid != 0).then_some(self.guid)
    }

    /// The same id in another interner, `map` giving the new symbol of each old one.
    #[must_use]
    pub fn remap(self, map: &[Sym]) -> Self {
        Self { guid: self.guid, text: map[self.text.0 as usize] }
    }

    /// The id as text, lower case; `None` where absent.
    #[must_use]
    pub fn to_text(self, texts: &Interner) -> Option<String> {
        if self.guid != 0 { Some(format_guid(self.guid)) } else { texts.get(self.text).map(str::to_owned) }
    }
}

/// Reads `8-4-4-4-12` hexadecimal digits, with or without braces.
#[must_use]
pub fn parse_guid(text: &str) -> Option<u128> {
    let bytes = text.as_bytes();
    let bytes = match bytes {
        [b'{', inner @ .., b'}'] => inner,
        _ => bytes,
    };
    let bytes: &[u8; 36] = bytes.try_into().ok()?;
    if [8, 13, 18, 23].iter().any(|&place| bytes[place] != b'-') {
        return None;
    }
    let mut value = 0u128;
    let mut wrong = 0;
    for part in [&bytes[..8], &bytes[9..13], &bytes[14..18], &bytes[19..23], &bytes[24..]] {
        let mut digits = 0u64;
        for &byte in part {
            let digit = DIGITS[usize::from(byte)];
            wrong |= digit;
            digits = digits << 4 | u64::from(digit & 0xf);
        }
        value = value << (4 * part.len()) | u128::from(digits);
    }
    (wrong & NO_DIGIT == 0).then_some(value)
}

/// A GUID of ones; times a digit, the GUID that has only this digit.
const SAME_DIGITS: u128 = u128::MAX / 0xf;

/// Marks a byte that is no hexadecimal digit.
const NO_DIGIT: u8 = 0x80;

/// The value of each hexadecimal digit.
const DIGITS: [u8; 256] = {
    let mut digits = [NO_DIGIT; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value as usize] as usize] = value;
        digits[b"0123456789ABCDEF"[value as usize] as usize] = value;
        value += 1;
    }
    digits
};

fn format_guid(guid: u128) -> String {
    let mut text = String::with_capacity(36);
    for place in 0..32 {
        if matches!(place, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        // Four bits are a digit.
        let digit = (guid >> (4 * (31 - place))) as usize & 0xf;
        text.push(char::from(b"0123456789abcdef"[digit]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_compare_without_case_and_masked_ids_are_none() {
        let mut texts = Interner::new();
        let lower = EventId::parse("0a1b2c3d-0000-4000-8000-00000000000f", &mut texts);
        assert_eq!(lower, EventId::parse("{0A1B2C3D-0000-4000-8000-00000000000F}", &mut texts));
        assert_eq!(lower.to_text(&texts).as_deref(), Some("0a1b2c3d-0000-4000-8000-00000000000f"));
        assert!(EventId::parse("00000000-0000-0000-0000-000000000000", &mut texts).is_absent());
        for no_guid in ["0a1b2c3d-0000-4000-8000-00000000000g", "0a1b2c3d00000-4000-8000-00000000000f", "0a1b2c3d-0000-4000-8000-0000000000-f", "あ"]
        {
            assert_eq!(parse_guid(no_guid), None, "{no_guid}");
        }
        let other = EventId::parse("Request-17", &mut texts);
        assert_eq!(other.to_text(&texts).as_deref(), Some("request-17"));
        for masked in ["XXXXXXX-XXXX-1", "REDACTED", "3f2a****-****-****-****-************", "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"] {
            assert!(EventId::parse(masked, &mut texts).is_absent(), "{masked}");
        }
    }
}
