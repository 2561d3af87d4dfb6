//! JSON records: on lines, in lists, and carried by those of other products.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use super::{Reading, beginning};
use crate::ingest::detect::last_object;
use crate::ingest::dialect::{Fields, Json, read_record};
use crate::ingest::framing::{Around, Framer, JsonFramer, Records, Unit, json_value_end, object_end};
use crate::model::ledger::SkipCode;
use crate::words::Text;

impl Reading<'_> {
    /// A part of a JSON list. Mostly a record ends where its reader says; where anything is odd, brackets decide as everywhere else.
    pub(super) fn elements(&mut self, bytes: &[u8], around: &Around) {
        let text = if self.reader.steps.is_empty() { Json::checked(bytes) } else { Json::unchecked(bytes) };
        let mut at = 0;
        while let Some(start) = bytes[at..].iter().position(|byte| !matches!(byte, b',' | b' ' | b'\n' | b'\r' | b'\t')).map(|n| at + n) {
            if !self.reader.steps.is_empty() {
                let carried = if matches!(bytes[start], b'{' | b'"') { self.carried_by_first(&bytes[start..]) } else { None };
                match carried {
                    Some(end) if !self.seen_enough => at = start + end,
                    Some(_) => return,
                    None => return self.odd_elements(&bytes[start..], around),
                }
                continue;
            }
            let mut fields = Fields::default();
            let read = if bytes[start] == b'{' { self.skip_reader.read_first(text.behind(start), &mut fields).ok() } else { None };
            at = match read.map(|end| start + end) {
                Some(end) if end - start <= self.reader.max_record => {
                    self.take(&fields, Some(&bytes[start..end]));
                    end
                }
                _ => match object_end(&bytes[start..]).filter(|_| bytes[start] == b'{') {
                    Some(end) => {
                        self.json(&bytes[start..start + end], false);
                        start + end
                    }
                    None => return self.odd_elements(&bytes[start..], around),
                },
            };
            if self.seen_enough {
                return;
            }
        }
    }

    /// The rest of a part of a list in which brackets do not match, or the list ends and another begins.
    fn odd_elements(&mut self, mut bytes: &[u8], around: &Around) {
        let mut framer = JsonFramer::within(around);
        // Reading from memory does not fail.
        while let Ok(Some(unit)) = framer.next_unit(&mut bytes, Vec::new()) {
            match &unit.records {
                Records::Framed(records) => self.framed(&unit.bytes, records),
                Records::Elements(_) | Records::Lines | Records::Rows => {}
                // The file goes on behind this part: what is not closed here is not cut, but broken.
                Records::Unusable(SkipCode::Cut) => self.skip(SkipCode::BadJson, beginning(&unit.bytes)),
                Records::Unusable(code) => self.skip(*code, String::new()),
            }
        }
        self.batch.problem = self.batch.problem.take().or_else(|| framer.error().map(Text::from));
    }

    pub(super) fn lines(&mut self, unit: &Unit) {
        let mut start = 0;
        while start < unit.bytes.len() && !self.seen_enough {
            let end = memchr::memchr(b'\n', &unit.bytes[start..]).map(|n| start + n);
            let line = unit.bytes[start..end.unwrap_or(unit.bytes.len())].trim_ascii();
            if !line.is_empty() {
                let open_end = end.is_none() && unit.open_end;
                if self.reader.prefixed {
                    self.prefixed(line, open_end);
                } else if is_remark(line) {
                    self.other();
                } else {
                    self.json(line, open_end);
                }
            }
            start = end.map_or(unit.bytes.len(), |end| end + 1);
        }
    }

    /// A line that ends in a JSON record, whatever stands before it.
    pub(super) fn prefixed(&mut self, line: &[u8], open_end: bool) {
        let object = last_object(line, |json| serde_json::from_slice::<IgnoredAny>(json).ok()).map(|(place, _)| place);
        match object.or_else(|| memchr::memmem::find(line, b"{\"")) {
            Some(place) => {
                self.batch.prefixed += u64::from(place > 0);
                self.json(&line[place..], open_end);
            }
            // A line of the tool itself.
            None => self.other(),
        }
    }

    /// Takes the records that a value carries.
    fn carried(&mut self, bytes: &[u8], open_end: bool) {
        if bytes.len() > self.reader.max_record {
            return self.skip(SkipCode::TooLong, String::new());
        }
        if self.carried_by_first(bytes).is_none() {
            self.skip(if open_end { SkipCode::Cut } else { SkipCode::BadJson }, String::new());
        }
    }

    /// Takes the records that the value at the start of the bytes carries; gives the place behind it, `None` where it is broken.
    fn carried_by_first(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut unwrapper = std::mem::take(&mut self.unwrapper);
        let found = unwrapper.follow(bytes, &self.reader.steps, &mut |record| self.inner(record));
        self.unwrapper = unwrapper;
        let (end, led) = found?;
        if !led {
            self.other();
        }
        Some(end)
    }

    /// A carried record, which begins the bytes; gives the place behind it.
    fn inner(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut fields = Fields::default();
        if let Ok(end) = self.skip_reader.read_first(Json::unchecked(bytes), &mut fields) {
            self.take(&fields, bytes.get(..end));
            return Some(end);
        }
        let end = json_value_end(bytes, 0)?;
        if bytes.first() == Some(&b'{') {
            self.record(&bytes[..end], false);
        } else {
            self.other();
        }
        Some(end)
    }

    /// A JSON value that is a record, or carries some. `open_end` = nothing follows it, so that it may be cut.
    pub(super) fn json(&mut self, bytes: &[u8], open_end: bool) {
        if self.reader.steps.is_empty() { self.record(bytes, open_end) } else { self.carried(bytes, open_end) }
    }

    /// One JSON record.
    fn record(&mut self, bytes: &[u8], open_end: bool) {
        if bytes.len() > self.reader.max_record {
            return self.skip(SkipCode::TooLong, String::new());
        }
        let mut fields = Fields::default();
        if self.skip_reader.read(bytes, &mut fields).is_ok() {
            return self.take(&fields, Some(bytes));
        }
        if is_deeper_than(bytes, DEEPEST) {
            return self.skip(SkipCode::BadJson, "nested far deeper than any log".to_owned());
        }
        let result = read_record(bytes, self.reader.shape, self.reader.want.details, &mut fields);
        let Err(error) = result else { return self.take(&fields, Some(bytes)) };
        // Another record may follow on the same line.
        if let Some(end) = object_end(bytes).filter(|&end| bytes[end..].trim_ascii_start().first() == Some(&b'{')) {
            let mut rest = bytes;
            let mut end = Some(end);
            while let Some(place) = end.filter(|_| !self.seen_enough) {
                self.record(&rest[..place], false);
                rest = rest[place..].trim_ascii_start();
                end = if rest.first() == Some(&b'{') { object_end(rest) } else { None };
            }
            if !rest.is_empty() && !self.seen_enough {
                self.skip(if open_end { SkipCode::Cut } else { SkipCode::BadJson }, beginning(rest));
            }
            return;
        }
        // Bytes that are not UTF-8 are replaced, and the record is read once more.
        let text = String::from_utf8_lossy(bytes);
        if let Cow::Owned(text) = &text {
            let mut fields = Fields::default();
            if read_record(text.as_bytes(), self.reader.shape, self.reader.want.details, &mut fields).is_ok() {
                self.batch.replaced += 1;
                return self.take(&fields, Some(text.as_bytes()));
            }
        }
        if open_end && error.is_eof() {
            self.skip(SkipCode::Cut, String::new());
        } else {
            self.skip(SkipCode::BadJson, found_at(bytes, &error));
        }
    }
}

/// Where JSON is broken, and what stands there.
pub(super) fn found_at(bytes: &[u8], error: &serde_json::Error) -> String {
    let line: usize = bytes.split_inclusive(|&byte| byte == b'\n').take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
    let at = (line + error.column().saturating_sub(1)).min(bytes.len());
    let place = if error.line() > 1 { format!("line {}, column {}", error.line(), error.column()) } else { format!("column {}", error.column()) };
    match beginning(&bytes[at..]) {
        found if found.is_empty() || error.is_eof() => format!("{place}: the record ends there; it begins with {}", beginning(bytes)),
        found => format!("{place}: {found}"),
    }
}

/// Whether a line is a remark of whoever put lines together, and not a record that was damaged.
fn is_remark(line: &[u8]) -> bool {
    line.first() == Some(&b'#')
}

/// Nesting beyond which a record is not looked at any further.
const DEEPEST: usize = 10_000;

/// Whether brackets are nested deeper than this. It stops where they are, so that such a record costs next to nothing.
fn is_deeper_than(bytes: &[u8], most: usize) -> bool {
    let (mut depth, mut at) = (0usize, 0);
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'"', b'[', b'{', rest)).map(|found| at + found) {
        let closed = bytes[at..next].iter().filter(|&&byte| matches!(byte, b']' | b'}')).count();
        depth = depth.saturating_sub(closed);
        at = next + 1;
        if bytes[next] != b'"' {
            depth += 1;
            if depth > most {
                return true;
            }
            continue;
        }
        // Over the string. Where it is not closed, `serde_json` will say so.
        loop {
            let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) else { return false };
            at += found + 1;
            if bytes[at - 1] == b'"' {
                break;
            }
            at += 1;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_outside_strings_only() {
        let deep = |n: usize| format!("{{\"a\":\"[[[[\\\\\",\"b\":{}{}}}", "[".repeat(n), "]".repeat(n));
        assert!(is_deeper_than(deep(10).as_bytes(), 10) && !is_deeper_than(deep(9).as_bytes(), 10));
        assert!(!is_deeper_than("[]".repeat(50).as_bytes(), 10));
        for odd in ["\"", "\"\\", "[\"[[[[[[[[[[[[[[", ""] {
            assert!(!is_deeper_than(odd.as_bytes(), 3), "{odd}");
        }
    }
}
