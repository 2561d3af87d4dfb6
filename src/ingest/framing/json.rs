//! JSON that is not one record a line: a list, a Graph page, a list of pages, pages one after the other, `{"records":[…]}`, a single object.

mod tokens;

use std::io::{self, Read};
use std::ops::Range;

use tokens::{Value, first_members, first_two_keys, is_list_of_objects, member, next_token, value_end};
pub use tokens::{json_member, json_token, json_value_end, object_end};

use super::{Framed, Framer, Records, UNIT, Unit, begin, fill};
use crate::ingest::unwrap::ANY;
use crate::model::ledger::SkipCode;
use crate::words::{Lang, system as said};

/// Finds the records by their brackets. An object with a list under `value` or `records` is a wrapper, and its elements are the records.
///
/// A record whose brackets do not match costs itself only: reading goes on at the next place that begins like the records before it.
pub struct JsonFramer {
    rest: Vec<u8>,
    max_record: usize,
    ended: bool,
    /// Records are lists in `rows` lists of `tables`, not objects.
    tables: bool,
    /// The table at hand is not the result of the query.
    other_table: bool,
    /// The keys on the way to the list of records; empty = pages, known by their keys.
    route: Vec<Vec<u8>>,
    /// Open wrappers and lists around the next record.
    stack: Vec<Level>,
    more_pages: bool,
    /// An answer beside or around the records says that it is an error.
    has_error: bool,
    /// The first two keys of the last whole record: what the start of a record looks like.
    first_keys: Option<(Vec<u8>, Vec<u8>)>,
    /// How one record follows another in a long list.
    border: Option<Border>,
    /// Every record is wanted by itself: long lists are not cut where records may be left together.
    one_by_one: bool,
}

/// Where a list may be cut without looking at what lies between: the bytes from the closing brace of a record to the first key of the next.
///
/// A quote within a JSON string stands behind a backslash, so these bytes can only be structure. That they stand between records and
/// nowhere else is checked on the first records of the list, and whoever reads such a part looks at every bracket of it again.
struct Border {
    finder: memchr::memmem::FinderRev<'static>,
    /// The place of the opening brace in it.
    brace: usize,
}

/// What stands around the records of a part of a list: what is needed to find their borders one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    stack: Vec<Level>,
    route: Vec<Vec<u8>>,
    first_keys: Option<(Vec<u8>, Vec<u8>)>,
    max_record: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    /// A list; so many keys of the route lead to it.
    List(usize),
    /// An object around records, likewise.
    Wrapper(usize),
    Rows,
}

/// What the scan of one step found.
enum Scan {
    /// A whole record.
    Record(Range<usize>),
    /// A list opened or closed, or a member of a wrapper passed: go on at this place.
    On(usize),
    /// More bytes are needed; nothing before this place is.
    More(usize),
    /// Something that is no record.
    Odd(Range<usize>),
    /// A record that begins here and whose brackets do not match.
    Broken(usize),
}

impl JsonFramer {
    /// A framer that gives up records of more than `max_record` bytes.
    #[must_use]
    pub fn new(max_record: usize) -> Self {
        Self {
            rest: Vec::new(),
            max_record,
            ended: false,
            tables: false,
            other_table: false,
            route: Vec::new(),
            stack: Vec::new(),
            more_pages: false,
            has_error: false,
            first_keys: None,
            border: None,
            one_by_one: false,
        }
    }

    /// A framer that gives each record by itself.
    #[must_use]
    pub fn one_by_one(max_record: usize) -> Self {
        Self { one_by_one: true, ..Self::new(max_record) }
    }

    /// A framer for a list of records at the end of these keys.
    #[must_use]
    pub fn along(route: &[String], max_record: usize) -> Self {
        Self { route: route.iter().map(|key| key.as_bytes().to_vec()).collect(), ..Self::new(max_record) }
    }

    /// A framer for the answers of the query APIs of Log Analytics and Kusto: the records are the lists in `rows`.
    #[must_use]
    pub fn tables(max_record: usize) -> Self {
        Self { tables: true, ..Self::new(max_record) }
    }

    /// A framer for a part of a list, which gives each record by itself.
    #[must_use]
    pub fn within(around: &Around) -> Self {
        let Around { stack, route, first_keys, max_record } = around.clone();
        Self { route, stack, first_keys, ..Self::one_by_one(max_record) }
    }

    /// Records from which the border between them is learned. Whoever wants each by itself looks at so many of a file.
    fn enough(&self) -> usize {
        if self.one_by_one { 32 } else { 8 }
    }

    /// What an answer beside or around the records says if it is an error.
    #[must_use]
    pub fn error(&self) -> Option<fn(Lang) -> &'static str> {
        self.has_error.then_some(said::answer_is_error)
    }

    /// Learns from the first records of a list where it may be cut.
    fn learn_border(&mut self, bytes: &[u8], records: &[Framed]) -> bool {
        let [one, two, ..] = records else { return false };
        let sound = matches!(self.stack.last(), Some(Level::List(_))) && !self.tables && records.iter().all(|record| record.problem.is_none());
        let Some((key, _)) = first_two_keys(bytes, two.range.start).filter(|_| sound) else { return false };
        let Some(border) = bytes.get(one.range.end - 1..=key.end) else { return false };
        let between = bytes.get(..records[records.len() - 1].range.end).unwrap_or_default();
        let brace = two.range.start + 1 - one.range.end;
        // Lists within records may look alike, but for the second key.
        let found = memchr::memmem::find_iter(between, border).filter(|&place| place >= one.range.start && self.starts(between, place + brace));
        if found.count() == records.len() - 1 {
            self.border = Some(Border { finder: memchr::memmem::FinderRev::new(border).into_owned(), brace });
        }
        self.border.is_some()
    }

    /// Whether an object begins like the records before: with the same two keys.
    fn starts(&self, bytes: &[u8], place: usize) -> bool {
        let keys = self.first_keys.as_ref().zip(first_two_keys(bytes, place));
        keys.is_some_and(|((first, second), (one, two))| bytes[one] == **first && bytes[two] == **second)
    }

    /// The last place where the list may be cut: behind a record.
    fn last_border(&self, bytes: &[u8]) -> Option<usize> {
        let border = self.border.as_ref().filter(|_| !self.one_by_one && matches!(self.stack.last(), Some(Level::List(_))))?;
        let place = border.finder.rfind_iter(bytes).take(MOST_TRIES).find(|&place| self.starts(bytes, place + border.brace))?;
        // A list may end in between and another begin. What stands around that must be the same.
        let around_is_same = if self.ended {
            self.closes(&bytes[place + 1..])
        } else if self.route.is_empty() {
            memchr::memmem::find(&bytes[..place], b"\"@odata.").is_none()
        } else {
            !self.begins_list(&bytes[..place])
        };
        around_is_same.then_some(place + 1)
    }

    /// Whether a list of such records begins in between.
    fn begins_list(&self, bytes: &[u8]) -> bool {
        let Some((first, _)) = &self.first_keys else { return true };
        let key = [b"\"".as_slice(), first, b"\""].concat();
        memchr::memmem::find_iter(bytes, &key).any(|key| {
            let opening = bytes[..key].trim_ascii_end().strip_suffix(b"{");
            opening.is_some_and(|before| before.trim_ascii_end().ends_with(b"[") && self.starts(bytes, before.len()))
        })
    }

    /// Whether the rest of a file is whole records and closes all that is open.
    fn closes(&self, mut rest: &[u8]) -> bool {
        let mut framer = Self::within(&self.around());
        // Reading from memory does not fail.
        while let Ok(Some(unit)) = framer.next_unit(&mut rest, Vec::new()) {
            if !matches!(&unit.records, Records::Framed(records) if records.iter().all(|record| record.problem.is_none())) {
                return false;
            }
        }
        framer.stack.is_empty()
    }

    fn around(&self) -> Around {
        Around { stack: self.stack.clone(), route: self.route.clone(), first_keys: self.first_keys.clone(), max_record: self.max_record }
    }

    /// A unit of what stands before such a place; the rest is for the next one.
    fn elements(&mut self, mut bytes: Vec<u8>, cut: usize) -> Unit {
        self.rest.extend_from_slice(&bytes[cut..]);
        bytes.truncate(cut);
        Unit { bytes, records: Records::Elements(Box::new(self.around())), open_end: false }
    }

    fn step(&mut self, bytes: &[u8], at: usize) -> Scan {
        let Some(start) = next_token(bytes, at) else { return Scan::More(bytes.len()) };
        let passed = match self.stack.last() {
            Some(&Level::Wrapper(passed)) => return self.members(bytes, start, passed),
            Some(&Level::List(passed)) => passed,
            Some(Level::Rows) | None => 0,
        };
        match bytes[start] {
            b'[' if self.stack.last() != Some(&Level::Rows) => {
                self.stack.push(Level::List(passed));
                Scan::On(start + 1)
            }
            b']' => {
                self.stack.pop();
                Scan::On(start + 1)
            }
            b'{' if self.tables || self.is_wrapper(bytes, start, passed) => {
                self.more_pages = false;
                self.stack.push(Level::Wrapper(passed));
                Scan::On(start + 1)
            }
            first => match value_end(bytes, start) {
                Value::End(end) if first == b'{' || first == b'[' => Scan::Record(start..end),
                Value::End(end) => Scan::Odd(start..end),
                Value::Open => Scan::More(start),
                Value::Broken(_) => Scan::Broken(start),
            },
        }
    }

    /// One member of a wrapper: its list of records, or something beside it.
    fn members(&mut self, bytes: &[u8], start: usize, passed: usize) -> Scan {
        if bytes[start] == b'}' {
            self.stack.pop();
            return Scan::On(start + 1);
        }
        let Some((key, value)) = member(bytes, start) else {
            // Not even a key: skip the token, so that reading goes on.
            return if bytes[start] == b'"' { Scan::More(start) } else { Scan::On(start + 1) };
        };
        let found = &bytes[key.clone()];
        let inside = match (self.tables, bytes[value]) {
            (true, b'[') if found.eq_ignore_ascii_case(b"tables") => Some(Level::List(0)),
            (true, b'[') if found.eq_ignore_ascii_case(b"rows") && !self.other_table => Some(Level::Rows),
            (true, _) => None,
            (false, opening) => self.leads_on(found, opening, passed).or_else(|| self.beside(bytes, value, passed)),
        };
        if let Some(level) = inside {
            self.stack.push(level);
            return Scan::On(value + 1);
        }
        match value_end(bytes, value) {
            Value::End(end) => {
                if self.tables && is_table_name(found) {
                    self.other_table = !is_result(&bytes[value..end]);
                }
                self.has_error |= is_error(found, &bytes[value..end]);
                if found.eq_ignore_ascii_case(b"@odata.nextLink") && bytes[value] == b'"' && end - value > 2 {
                    self.more_pages = true;
                }
                Scan::On(end)
            }
            Value::Broken(at) => Scan::On(at + 1),
            Value::Open => Scan::More(start),
        }
    }

    /// What a member of an object around records opens, if it leads to them.
    fn leads_on(&self, key: &[u8], opening: u8, passed: usize) -> Option<Level> {
        let on_route = self.route.get(passed).is_some_and(|next| next == key || next == ANY.as_bytes());
        match opening {
            b'[' if on_route => Some(Level::List(passed + 1)),
            b'{' if on_route => Some(Level::Wrapper(passed + 1)),
            // Pages stand around everything.
            b'[' if passed == 0 && is_list_key(key) => Some(Level::List(0)),
            _ => None,
        }
    }

    /// Another list of objects beside the one on the way, or an object with one: the other half of an export that was put into one object.
    fn beside(&self, bytes: &[u8], value: usize, passed: usize) -> Option<Level> {
        let left = self.route.len().checked_sub(passed + 1).filter(|&left| left <= 1)?;
        let holds_list = || bytes[value] == b'{' && first_members(bytes, value).any(|(_, value)| is_list_of_objects(bytes, value));
        if is_list_of_objects(bytes, value) {
            // What is in it are records, however many keys led to the first of them.
            Some(Level::List(self.route.len()))
        } else {
            holds_list().then_some(Level::Wrapper(passed + left))
        }
    }

    /// Whether the object at `start` is around records. A record has many members; a wrapper is known by one of its first, and looking at
    /// more would walk every record member by member.
    fn is_wrapper(&self, bytes: &[u8], start: usize, passed: usize) -> bool {
        if passed > 0 && passed == self.route.len() {
            return false;
        }
        first_members(bytes, start).any(|(key, value)| {
            let is_refused = || passed > 0 && json_value_end(bytes, value).is_some_and(|end| is_error(&bytes[key.clone()], &bytes[value..end]));
            self.leads_on(&bytes[key.clone()], bytes[value], passed).is_some() || is_refused()
        })
    }

    /// The next place behind `from` that begins like the records before: the same first two keys.
    fn next_start(&self, bytes: &[u8], from: usize) -> Option<usize> {
        self.first_keys.as_ref()?;
        memchr::memchr_iter(b'{', bytes.get(from..)?).map(|place| from + place).find(|&place| self.starts(bytes, place))
    }
}

impl Framer for JsonFramer {
    fn next_unit(&mut self, source: &mut dyn Read, mut bytes: Vec<u8>) -> io::Result<Option<Unit>> {
        let mut target = begin(source, &mut bytes, &mut self.rest, &mut self.ended)?;
        let mut records: Vec<Framed> = Vec::new();
        let mut at = 0;
        if self.border.is_some() {
            if !self.ended {
                self.ended = fill(source, &mut bytes, target)?;
            }
            if let Some(cut) = self.last_border(&bytes) {
                return Ok(Some(self.elements(bytes, cut)));
            }
        }
        loop {
            if !self.ended {
                self.ended = fill(source, &mut bytes, target)?;
            }
            let open = loop {
                match self.step(&bytes, at) {
                    Scan::Record(range) => {
                        if self.first_keys.is_none() {
                            let keys = first_two_keys(&bytes, range.start);
                            self.first_keys = keys.map(|(one, two)| (bytes[one].to_vec(), bytes[two].to_vec()));
                        }
                        at = range.end;
                        records.push(Framed { range, problem: None });
                        if self.border.is_none() && records.len() == self.enough() && self.learn_border(&bytes, &records) {
                            let first = records[0].range.start;
                            if let Some(cut) = self.last_border(&bytes[first..]) {
                                // What stands around the records is known by now.
                                bytes[..first].fill(b' ');
                                return Ok(Some(self.elements(bytes, first + cut)));
                            }
                            break at;
                        }
                    }
                    Scan::On(place) => at = place,
                    Scan::Odd(range) => {
                        at = range.end;
                        records.push(Framed { range, problem: Some(SkipCode::NotAnObject) });
                    }
                    Scan::Broken(start) => match self.next_start(&bytes, start + 1) {
                        Some(next) => {
                            at = next;
                            records.push(Framed { range: start..next, problem: Some(SkipCode::BadJson) });
                        }
                        None if !self.ended && bytes.len() - start <= self.max_record => break start,
                        None => {
                            at = bytes.len();
                            self.stack.clear();
                            records.push(Framed { range: start..at, problem: Some(SkipCode::BadJson) });
                        }
                    },
                    Scan::More(place) => break place,
                }
            };
            at = open;
            if !records.is_empty() {
                self.rest.extend_from_slice(&bytes[at..]);
                return Ok(Some(Unit { bytes, records: Records::Framed(records), open_end: false }));
            }
            let length = bytes.len() - at;
            if self.ended && length == 0 {
                return Ok(None);
            }
            if self.ended || length > self.max_record {
                // Never closed, or far too long. Perhaps only a quote was lost: another record may begin in what was read.
                if let Some(start) = self.next_start(&bytes, at + 1) {
                    records.push(Framed { range: at..start, problem: Some(SkipCode::BadJson) });
                    at = start;
                    continue;
                }
                if self.ended {
                    self.stack.clear();
                    bytes.drain(..at);
                    return Ok(Some(Unit { bytes, records: Records::Unusable(SkipCode::Cut), open_end: false }));
                }
                self.rest = skip_value(source, bytes, at, &mut self.ended)?;
                return Ok(Some(Unit { bytes: Vec::new(), records: Records::Unusable(SkipCode::TooLong), open_end: false }));
            }
            bytes.drain(..at);
            at = 0;
            target = bytes.len() + UNIT;
        }
    }

    fn more_pages(&self) -> bool {
        self.more_pages
    }

    fn problem(&self) -> Option<fn(Lang) -> &'static str> {
        if self.ended && !self.stack.is_empty() {
            return Some(said::list_not_closed);
        }
        self.error()
    }
}

/// Places that look like a border and are none, before a part is taken record by record.
const MOST_TRIES: usize = 1000;

/// Drops the value that begins at `at`, reading on to its end; returns what follows it.
fn skip_value(source: &mut dyn Read, mut bytes: Vec<u8>, at: usize, ended: &mut bool) -> io::Result<Vec<u8>> {
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    let mut from = at;
    loop {
        for (place, &byte) in bytes.iter().enumerate().skip(from) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Ok(bytes.split_off(place + 1));
                    }
                }
                _ => {}
            }
        }
        bytes.clear();
        from = 0;
        if *ended {
            return Ok(bytes);
        }
        *ended = fill(source, &mut bytes, UNIT)?;
    }
}

/// Whether a member beside or around records says that what should be there could not be had: the status of an answer of several, or what
/// the query services say of a result that is not all of it.
fn is_error(key: &[u8], value: &[u8]) -> bool {
    let is = |name: &[u8]| key.eq_ignore_ascii_case(name);
    match value.first() {
        Some(b'{' | b'"') => is(b"error") && value.len() > 2,
        Some(b'4' | b'5') => value.len() == 3 && (is(b"status") || is(b"statusCode")),
        Some(b't') => is(b"HasErrors"),
        _ => false,
    }
}

fn is_list_key(key: &[u8]) -> bool {
    [b"value".as_slice(), b"records", b"results"].iter().any(|name| key.eq_ignore_ascii_case(name))
}

/// Whether a key names a table or says of which kind it is.
fn is_table_name(key: &[u8]) -> bool {
    [b"name".as_slice(), b"TableName", b"TableKind"].iter().any(|name| key.eq_ignore_ascii_case(name))
}

/// Whether a name or kind is that of the table that holds the result of a query, beside those that tell of the query itself.
fn is_result(name: &[u8]) -> bool {
    let name = name.trim_ascii();
    let of_query: [&[u8]; 5] = [b"QueryProperties", b"QueryCompletionInformation", b"QueryStatus", b"ExtendedProperties", b"QueryPlan"];
    let numbered = name.strip_prefix(b"\"Table_").is_some_and(|number| number != b"0\"");
    !numbered && !of_query.iter().any(|other| memchr::memmem::find(name, other).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str, max_record: usize) -> (Vec<String>, Vec<SkipCode>, bool) {
        let mut framer = JsonFramer::one_by_one(max_record);
        let mut source = text.as_bytes();
        let (mut all, mut bad) = (Vec::new(), Vec::new());
        while let Some(unit) = framer.next_unit(&mut source, Vec::new()).expect("reads from memory do not fail") {
            match unit.records {
                Records::Framed(found) => {
                    for Framed { range, problem } in found {
                        match problem {
                            None => all.push(String::from_utf8_lossy(&unit.bytes[range]).into_owned()),
                            Some(code) => bad.push(code),
                        }
                    }
                }
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
        let Records::Framed(found) = unit.records else { panic!("framed records") };
        let rows: Vec<_> = found.into_iter().map(|row| String::from_utf8_lossy(&unit.bytes[row.range]).into_owned()).collect();
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
    fn a_list_that_ends_with_the_file_is_left_together_up_to_its_last_record() {
        let record = |n: usize| format!(r#"{{"id":{n},"time":"t","x":[{{"id":1}}]}}"#);
        let all: Vec<String> = (0..50).map(record).collect();
        let units = |text: &str| {
            let mut framer = JsonFramer::new(100_000);
            let mut source = text.as_bytes();
            let mut units = Vec::new();
            while let Some(unit) = framer.next_unit(&mut source, Vec::new()).expect("reads from memory do not fail") {
                units.push(unit);
            }
            (units, framer.more_pages())
        };
        let page = |beside: &str| format!(r#"{{"@odata.context":"c","value":[{}]{beside}}}"#, all.join(","));
        let (found, more) = units(&page(r#","@odata.nextLink":"https://x""#));
        let [together, last] = found.as_slice() else { panic!("two units, and not {}", found.len()) };
        assert!(matches!(together.records, Records::Elements(_)) && more);
        assert_eq!(String::from_utf8_lossy(&together.bytes).trim_start(), all[..49].join(","));
        assert!(matches!(&last.records, Records::Framed(one) if one.len() == 1 && one[0].problem.is_none()));
        // The last page counts.
        let (_, more) = units(&format!("{}\n{}", page(""), page(r#","@odata.nextLink":"https://x""#)));
        assert!(more);
    }

    #[test]
    fn an_answer_that_is_an_error_is_noticed_beside_records_only() {
        let problem = |route: &[&str], text: &str| {
            let mut framer = JsonFramer::along(&route.iter().map(ToString::to_string).collect::<Vec<_>>(), 1000);
            let mut source = text.as_bytes();
            while framer.next_unit(&mut source, Vec::new()).expect("reads from memory do not fail").is_some() {}
            framer.problem().is_some()
        };
        let batch =
            |other: &str| format!(r#"{{"responses":[{{"status":200,"body":{{"value":[{{"id":1,"error":{{"a":1}},"status":500}}]}}}},{other}]}}"#);
        for (other, is_error) in [
            (r#"{"status":429,"body":{"error":{"code":"x"}}}"#, true),
            (r#"{"status":200,"body":{"error":{"code":"x"}}}"#, true),
            (r#"{"status":503,"body":{}}"#, true),
            (r#"{"status":503,"body":"none"}"#, true),
            (r#"{"status":200,"body":{"error":null,"value":[]}}"#, false),
            (r#"{"status":"500","body":{"value":[]}}"#, false),
        ] {
            assert_eq!(problem(&["responses", "body", "value"], &batch(other)), is_error, "{other}");
        }
        assert!(problem(&[], r#"{"value":[{"id":1}],"error":{"code":"PartialError"}}"#));
        assert!(!problem(&[], r#"[{"id":1,"error":{"code":"x"}}]"#));
    }

    #[test]
    fn lists_beside_the_one_on_the_way_are_read_too() {
        let found = |route: &[&str], text: &str| {
            let mut framer = JsonFramer::along(&route.iter().map(ToString::to_string).collect::<Vec<_>>(), 1000);
            let unit = framer.next_unit(&mut text.as_bytes(), Vec::new()).expect("reads from memory do not fail").expect("records");
            let Records::Framed(found) = unit.records else { panic!("framed records") };
            found.len()
        };
        assert_eq!(found(&["a"], r#"{"a":[{"id":1}],"b":[{"id":2}],"c":[1]}"#), 2);
        assert_eq!(found(&["a", "value"], r#"{"a":{"value":[{"id":1}]},"b":{"n":1,"items":[{"id":2}]},"c":{"n":{}}}"#), 2);
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
    fn one_broken_record_costs_one_record() {
        let good = |n: u32| format!(r#"{{"id":{n},"time":"t","x":[{{"id":1,"y":2}}]}}"#);
        for broken in
            [r#"{"id":"x","time":"t","#, r#"{"id":"x","time":"t","x":[{"y":1]}"#, r#"{"id":"x","time":"t,"x":[]}"#, r#"{"id":"x","time":"t"]"#]
        {
            let text = format!("[{},{broken},{},{}]", good(1), good(2), good(3));
            let (found, bad, _) = records(&text, 100_000);
            assert_eq!(found, [good(1), good(2), good(3)], "{broken}");
            assert_eq!(bad.len(), 1, "{broken}");
        }
    }

    #[test]
    fn a_record_that_is_too_long_costs_itself_only() {
        let text = format!("[{{\"id\":1}},{{\"id\":2,\"long\":\"{}\"}},{{\"id\":3}}]", "[{".repeat(2 * UNIT));
        let (found, bad, _) = records(&text, UNIT);
        assert_eq!((found, bad), (vec![r#"{"id":1}"#.to_owned(), r#"{"id":3}"#.to_owned()], vec![SkipCode::TooLong]));
    }

    #[test]
    fn many_odd_elements_take_no_more_than_their_share_of_time() {
        let text = format!("[{}{{\"id\":1}}]", "null,".repeat(400_000));
        let (found, bad, _) = records(&text, UNIT);
        assert_eq!((found.len(), bad.len()), (1, 400_000));
    }

    #[test]
    fn elements_that_are_no_objects_are_counted() {
        assert_eq!(
            records(r#"[1,{"id":2},"x",null,{"id":3}]"#, 1000),
            (vec![r#"{"id":2}"#.into(), r#"{"id":3}"#.into()], vec![SkipCode::NotAnObject; 3], false)
        );
    }
}
