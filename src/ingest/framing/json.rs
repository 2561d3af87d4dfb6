//! JSON that is not one record a line: a list, a Graph page, a list of pages, pages one after the other, `{"records":[…]}`, a single object.

use std::io::{self, Read};
use std::ops::Range;

use super::{Framer, Records, UNIT, Unit, fill};
use crate::ingest::ledger::SkipCode;

/// Finds the records by their brackets. An object with a list under `value` or `records` is a wrapper, and its elements are the records.
pub struct JsonFramer {
    rest: Vec<u8>,
    max_record: usize,
    ended: bool,
    /// Records are lists in `rows` lists of `tables`, not objects.
    tables: bool,
    /// Open wrappers and lists around the next record.
    stack: Vec<Level>,
    more_pages: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    List,
    Wrapper,
    Rows,
}

/// What the scan of one step found.
enum Step {
    /// A whole record.
    Record(Range<usize>),
    /// A list opened or closed, or a member of a wrapper passed: go on at this place.
    On(usize),
    /// More bytes are needed; nothing before this place is.
    More(usize),
    /// Something that is no record ends here.
    Odd(usize),
}

impl JsonFramer {
    /// A framer that refuses records of more than `max_record` bytes.
    #[must_use]
    pub fn new(max_record: usize) -> Self {
        Self { rest: Vec::new(), max_record, ended: false, tables: false, stack: Vec::new(), more_pages: false }
    }

    /// A framer for the answers of the Log Analytics query API: the records are the lists in `rows`.
    #[must_use]
    pub fn tables(max_record: usize) -> Self {
        Self { tables: true, ..Self::new(max_record) }
    }

    fn step(&mut self, bytes: &[u8], at: usize) -> Step {
        let Some(start) = bytes[at..].iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',')) else {
            return Step::More(bytes.len());
        };
        let start = at + start;
        if self.stack.last() == Some(&Level::Wrapper) {
            return self.members(bytes, start);
        }
        match bytes[start] {
            b'[' if self.stack.last() == Some(&Level::Rows) => match value_end(bytes, start) {
                Some(end) => Step::Record(start..end),
                None => Step::More(start),
            },
            b'[' => {
                self.stack.push(Level::List);
                Step::On(start + 1)
            }
            b']' => {
                self.stack.pop();
                Step::On(start + 1)
            }
            b'{' if self.tables => {
                self.stack.push(Level::Wrapper);
                Step::On(start + 1)
            }
            b'{' => match scan_object(bytes, start) {
                Object::Whole(end) => Step::Record(start..end),
                Object::Wrapper => {
                    self.more_pages = false;
                    self.stack.push(Level::Wrapper);
                    Step::On(start + 1)
                }
                Object::Unfinished => Step::More(start),
            },
            _ => match value_end(bytes, start) {
                Some(end) => Step::Odd(end),
                None => Step::More(start),
            },
        }
    }

    /// One member of a wrapper: its list of records, or something beside it.
    fn members(&mut self, bytes: &[u8], start: usize) -> Step {
        if bytes[start] == b'}' {
            self.stack.pop();
            return Step::On(start + 1);
        }
        let Some((key, value)) = member(bytes, start) else { return Step::More(start) };
        let found = &bytes[key.clone()];
        let list = match self.tables {
            true if found.eq_ignore_ascii_case(b"tables") => Some(Level::List),
            true if found.eq_ignore_ascii_case(b"rows") => Some(Level::Rows),
            true => None,
            false => is_list_key(found).then_some(Level::List),
        };
        if let Some(list) = list.filter(|_| bytes[value] == b'[') {
            self.stack.push(list);
            return Step::On(value + 1);
        }
        match value_end(bytes, value) {
            Some(end) => {
                if bytes[key].eq_ignore_ascii_case(b"@odata.nextLink") && bytes[value] == b'"' && end - value > 2 {
                    self.more_pages = true;
                }
                Step::On(end)
            }
            None => Step::More(start),
        }
    }
}

impl Framer for JsonFramer {
    fn next_unit(&mut self, source: &mut dyn Read, mut bytes: Vec<u8>) -> io::Result<Option<Unit>> {
        bytes.clear();
        bytes.append(&mut self.rest);
        let mut target = UNIT.max(bytes.len() + UNIT / 2);
        let mut ranges = Vec::new();
        let mut at = 0;
        loop {
            if !self.ended {
                self.ended = fill(source, &mut bytes, target)?;
            }
            let keep = loop {
                match self.step(&bytes, at) {
                    Step::Record(range) => {
                        at = range.end;
                        ranges.push(range);
                    }
                    Step::On(place) => at = place,
                    Step::Odd(place) => {
                        if !ranges.is_empty() {
                            // The records before it first; it is met again at the start of the next unit.
                            self.rest.extend_from_slice(&bytes[at..]);
                            return Ok(Some(Unit { bytes, records: Records::Ranges(ranges), open_end: false }));
                        }
                        self.rest.extend_from_slice(&bytes[place..]);
                        return Ok(Some(Unit { bytes: Vec::new(), records: Records::Unusable(SkipCode::NotAnObject), open_end: false }));
                    }
                    Step::More(place) => break place,
                }
            };
            at = keep;
            if !ranges.is_empty() {
                self.rest.extend_from_slice(&bytes[at..]);
                return Ok(Some(Unit { bytes, records: Records::Ranges(ranges), open_end: false }));
            }
            let open = bytes.len() - at;
            if self.ended && open == 0 {
                return Ok(None);
            }
            if self.ended || open > self.max_record {
                let code = if self.ended { SkipCode::Cut } else { SkipCode::TooLong };
                self.rest.clear();
                if !self.ended {
                    skip_rest(source, &mut self.ended)?;
                }
                return Ok(Some(Unit { bytes: Vec::new(), records: Records::Unusable(code), open_end: false }));
            }
            bytes.drain(..at);
            at = 0;
            target = bytes.len() + UNIT;
        }
    }

    fn more_pages(&self) -> bool {
        self.more_pages
    }
}

/// After a record that never ends, its border is lost and so is everything behind it.
fn skip_rest(source: &mut dyn Read, ended: &mut bool) -> io::Result<()> {
    *ended = true;
    io::copy(source, &mut io::sink()).map(|_| ())
}

fn is_list_key(key: &[u8]) -> bool {
    key.eq_ignore_ascii_case(b"value") || key.eq_ignore_ascii_case(b"records")
}

enum Object {
    Whole(usize),
    Wrapper,
    Unfinished,
}

/// Finds the end of the object that starts at `start`, unless it turns out to be a wrapper.
fn scan_object(bytes: &[u8], start: usize) -> Object {
    // A record has many members; a wrapper is known by one of its first. Looking at more would walk every record member by member.
    let mut at = start + 1;
    for _ in 0..8 {
        let Some(place) = bytes[at..].iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',')) else { return Object::Unfinished };
        at += place;
        if bytes[at] == b'}' {
            return Object::Whole(at + 1);
        }
        let Some((key, value)) = member(bytes, at) else {
            return value_end(bytes, start).map_or(Object::Unfinished, Object::Whole);
        };
        if is_list_key(&bytes[key]) && bytes[value] == b'[' {
            return Object::Wrapper;
        }
        let Some(end) = value_end(bytes, value) else { return Object::Unfinished };
        at = end;
    }
    value_end(bytes, start).map_or(Object::Unfinished, Object::Whole)
}

/// The key (without quotes) of the member at `at` and the start of its value; `None` if it is not all there.
fn member(bytes: &[u8], at: usize) -> Option<(Range<usize>, usize)> {
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

/// The place behind the value that starts at `at`: brackets are counted, strings jumped over.
fn value_end(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes[at] {
        b'"' => return string_end(bytes, at),
        b'{' | b'[' => {}
        _ => {
            let end = bytes[at + 1..].iter().position(|byte| matches!(byte, b',' | b'}' | b']' | b'{' | b'[' | b' ' | b'\t' | b'\r' | b'\n'))?;
            return Some(at + 1 + end);
        }
    }
    let mut depth = 0usize;
    let mut place = at;
    loop {
        match *bytes.get(place)? {
            b'"' => {
                place = string_end(bytes, place)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(place + 1);
                }
            }
            _ => {}
        }
        place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str, max_record: usize) -> (Vec<String>, Vec<SkipCode>, bool) {
        let mut framer = JsonFramer::new(max_record);
        let mut source = text.as_bytes();
        let (mut all, mut bad) = (Vec::new(), Vec::new());
        while let Some(unit) = framer.next_unit(&mut source, Vec::new()).expect("reads from memory do not fail") {
            match unit.records {
                Records::Ranges(ranges) => all.extend(ranges.into_iter().map(|range| String::from_utf8_lossy(&unit.bytes[range]).into_owned())),
                Records::Unusable(code) => bad.push(code),
                other => panic!("unexpected {other:?}"),
            }
        }
        (all, bad, framer.more_pages())
    }

    #[test]
    fn every_wrapping_gives_the_same_records() {
        let expected = vec![r#"{"id":"a","x":[{"value":1}]}"#.to_owned(), r#"{"id":"b]}\"","y":{}}"#.to_owned()];
        let [a, b] = expected.as_slice() else { panic!("two records") };
        for text in [
            format!("[{a},{b}]"),
            format!("[\n  {a} ,\n  {b}\n]\n"),
            format!("{{\"@odata.context\":\"c\",\"value\":[{a},{b}]}}"),
            format!("{{\"@odata.context\":null,\"value\":[{a}]}}\n{{\"value\":[{b}]}}"),
            format!("[{{\"value\":[{a}]}},{{\"value\":[],\"Count\":0}},{{\"value\":[{b}]}}]"),
            format!("{{\"records\":[{a},{b}]}}"),
            format!("[[{a}],[{b}]]"),
            format!("{a}{b}"),
        ] {
            let (found, bad, more) = records(&text, 1000);
            assert_eq!(found, expected, "{text}");
            assert!(bad.is_empty() && !more, "{text}");
        }
    }

    #[test]
    fn rows_of_tables_are_records() {
        let text = r#"{"tables":[{"name":"PrimaryResult","columns":[{"name":"a","type":"string"}],"rows":[["x","[1]"],["y",null]]}]}"#;
        let mut framer = JsonFramer::tables(1000);
        let unit = framer.next_unit(&mut text.as_bytes(), Vec::new()).expect("reads from memory do not fail").expect("rows");
        let Records::Ranges(ranges) = unit.records else { panic!("ranges") };
        let rows: Vec<_> = ranges.into_iter().map(|range| String::from_utf8_lossy(&unit.bytes[range]).into_owned()).collect();
        assert_eq!(rows, [r#"["x","[1]"]"#, r#"["y",null]"#]);
    }

    #[test]
    fn a_next_link_on_the_last_page_is_noticed_wherever_it_stands() {
        assert!(records(r#"{"@odata.nextLink":"https://x","value":[{"id":1}]}"#, 1000).2);
        assert!(records(r#"{"value":[{"id":1}],"@odata.nextLink":"https://x"}"#, 1000).2);
        assert!(!records(r#"[{"value":[{"id":1}],"@odata.nextLink":"https://x"},{"value":[]}]"#, 1000).2);
        assert!(!records(r#"{"value":[{"id":1}],"@odata.nextLink":null}"#, 1000).2);
    }

    #[test]
    fn a_cut_list_keeps_its_whole_records() {
        let text = r#"[{"id":1},{"id":2},{"id":3}]"#;
        for end in 0..text.len() {
            let part = text.get(..end).expect("ASCII");
            let (found, bad, _) = records(part, 1000);
            assert_eq!(found.len(), part.matches('}').count(), "{part}");
            assert!(bad.len() <= 1, "{part}");
        }
    }

    #[test]
    fn elements_that_are_no_objects_are_counted() {
        assert_eq!(
            records(r#"[1,{"id":2},"x",null,{"id":3}]"#, 1000),
            (vec![r#"{"id":2}"#.into(), r#"{"id":3}"#.into()], vec![SkipCode::NotAnObject; 3], false)
        );
    }
}
