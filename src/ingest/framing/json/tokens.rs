//! Tokens of JSON: where keys and values begin and end. Brackets are matched and strings jumped over; nothing is read.

use std::ops::Range;

/// The place behind the object that begins the bytes, if its brackets match.
#[must_use]
pub fn object_end(bytes: &[u8]) -> Option<usize> {
    json_value_end(bytes, 0)
}

/// The place behind the value at `at`; `None` where it is broken or not all there.
#[must_use]
pub fn json_value_end(bytes: &[u8], at: usize) -> Option<usize> {
    match value_end(bytes, at) {
        Value::End(end) => Some(end),
        Value::Open | Value::Broken(_) => None,
    }
}

/// The next place from `at` on where something stands: neither space nor comma.
#[must_use]
pub fn json_token(bytes: &[u8], at: usize) -> Option<usize> {
    next_token(bytes, at)
}

/// The key (without quotes) of the member at `at`, and where its value starts.
#[must_use]
pub fn json_member(bytes: &[u8], at: usize) -> Option<(Range<usize>, usize)> {
    member(bytes, at)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',')
}

/// The next byte that is neither space nor comma.
pub fn next_token(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..)?.iter().position(|&byte| !is_space(byte)).map(|place| at + place)
}

/// The keys and the places of the values of the first members of the object at `start`, as far as they are there.
pub fn first_members(bytes: &[u8], start: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
    let mut at = Some(start + 1);
    std::iter::from_fn(move || {
        let (key, value) = member(bytes, next_token(bytes, at?)?)?;
        at = json_value_end(bytes, value);
        Some((key, value))
    })
    .take(8)
}

/// Whether the value at `at` is a list that begins with an object.
pub fn is_list_of_objects(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'[' && next_token(bytes, at + 1).is_some_and(|first| bytes[first] == b'{')
}

/// The first two keys of the object at `start`.
pub fn first_two_keys(bytes: &[u8], start: usize) -> Option<(Range<usize>, Range<usize>)> {
    let (one, value) = member(bytes, next_token(bytes, start + 1)?)?;
    let Value::End(end) = value_end(bytes, value) else { return None };
    let (two, _) = member(bytes, next_token(bytes, end)?)?;
    Some((one, two))
}

/// The key (without quotes) of the member at `at` and the start of its value; `None` if it is not all there.
pub fn member(bytes: &[u8], at: usize) -> Option<(Range<usize>, usize)> {
    if bytes[at] != b'"' {
        return None;
    }
    let key_end = string_end(bytes, at)?;
    let mut value = key_end;
    let mut colon = false;
    loop {
        match *bytes.get(value)? {
            b':' if !colon => colon = true,
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ if colon => return Some((at + 1..key_end - 1, value)),
            _ => return None,
        }
        value += 1;
    }
}

/// The place behind the string whose opening quote is at `at`.
fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut place = at + 1;
    loop {
        place += memchr::memchr2(b'"', b'\\', bytes.get(place..)?)?;
        if bytes[place] == b'"' {
            return Some(place + 1);
        }
        place += 2;
    }
}

/// Where a value ends.
pub enum Value {
    /// Behind its last byte.
    End(usize),
    /// Not in these bytes.
    Open,
    /// A closing bracket does not fit the opening one.
    Broken(usize),
}

/// The place behind the value that starts at `at`: brackets are matched, strings jumped over.
pub fn value_end(bytes: &[u8], at: usize) -> Value {
    match bytes[at] {
        b'"' => return string_end(bytes, at).map_or(Value::Open, Value::End),
        b'{' | b'[' => {}
        _ => {
            let end = bytes[at + 1..].iter().position(|&byte| is_space(byte) || matches!(byte, b'}' | b']' | b'{' | b'['));
            return end.map_or(Value::Open, |end| Value::End(at + 1 + end));
        }
    }
    // One bit for each open bracket, 1 = object. Deeper than 128, brackets are counted but no longer told apart: nothing needed is there.
    let (mut depth, mut kinds) = (0usize, 0u128);
    let mut place = at;
    loop {
        let Some(&byte) = bytes.get(place) else { return Value::Open };
        match byte {
            b'"' => match string_end(bytes, place) {
                Some(end) => {
                    place = end;
                    continue;
                }
                None => return Value::Open,
            },
            b'{' | b'[' => {
                if depth < 128 {
                    kinds = kinds << 1 | u128::from(byte == b'{');
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth -= 1;
                if depth < 128 {
                    if (kinds & 1 == 1) != (byte == b'}') {
                        return Value::Broken(place);
                    }
                    kinds >>= 1;
                }
                if depth == 0 {
                    return Value::End(place + 1);
                }
            }
            _ => {}
        }
        place += 1;
    }
}
