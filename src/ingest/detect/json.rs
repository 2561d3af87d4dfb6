//! What a JSON file is: by the keys of its first records.

mod further;

use std::cell::OnceCell;
use std::ops::Range;

use serde_json::Value;

pub(super) use further::further;

use super::super::dialect::{Shape, is_of_directory, normalise_header, squeezed};
use super::super::formats::by_id;
use super::super::framing::{Framer, JsonFramer, Records, json_value_end};
use super::super::unwrap::{self, Path, PathStep};
use super::{FormatEvidence, Framing, HEAD, Headings, Recognised, Verdict, aggregated, counts_sign_ins, csv, first_format, lossy, recognised};
use crate::ingest::format::Format;
use crate::model::Holds;
use crate::nested_json::{find, value_of};
use crate::safe::quoted;
use crate::words::{Lang, inputs as said};

/// A JSON object.
type Record = serde_json::Map<String, Value>;

/// A record of the head, with those around it.
pub struct JsonHead<'r> {
    /// The record that is looked at.
    pub record: &'r Record,
    /// All records of the head.
    pub(super) all: &'r Head<'r>,
    /// What stands before the first record: the opening of a list or page.
    pub context: &'r str,
}

impl<'r> JsonHead<'r> {
    /// Whether the record has a key, in any case.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        find(self.record, key).is_some()
    }

    /// The text under a key, in any case.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&'r str> {
        find(self.record, key)?.as_str()
    }

    /// The keys of the record and of its `properties`, without what tools put between and behind their words.
    #[must_use]
    pub fn spelled(&self) -> Vec<String> {
        let inner = find(self.record, "properties").and_then(Value::as_object).into_iter().flat_map(|inner| inner.keys());
        self.record.keys().chain(inner).map(|key| squeezed(key)).collect()
    }

    /// Whether any record of the head has a key.
    #[must_use]
    pub fn any_has(&self, key: &str) -> bool {
        self.all.iter().any(|record| find(record, key).is_some())
    }

    /// Whether any record has a key within an object of this name.
    #[must_use]
    pub fn any_within(&self, object: &str, key: &str) -> bool {
        self.all.iter().any(|record| find(record, object).and_then(Value::as_object).is_some_and(|inner| find(inner, key).is_some()))
    }
}

/// Whether the bytes begin like JSON: prose begins with brackets too, a link or a date in a log of a tool.
pub(super) fn begins(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let rest = head.get(1..).unwrap_or_default().trim_ascii_start();
    match (head.first(), rest.first()) {
        (Some(b'{'), second) => second.is_none_or(|byte| matches!(byte, b'"' | b'}')),
        (Some(b'['), Some(b'{' | b'[' | b']' | b'"') | None) => true,
        // A number or a word of JSON, and another element.
        (Some(b'['), Some(_)) => {
            let element = rest.split(|&byte| byte == b',').next().filter(|element| element.len() < 40 && element.len() < rest.len());
            element.is_some_and(|element| serde_json::from_slice::<Value>(element).is_ok())
        }
        _ => false,
    }
}

pub(super) fn detect(head: &[u8], name: &str) -> Verdict {
    let start: String = lossy(&head[..head.len().min(BEGINNING)]).chars().filter(|c| !c.is_whitespace()).take(13).collect();
    let start = start.to_ascii_lowercase();
    if start.starts_with("{\"tables\":[") || start.starts_with("[{\"frametype\"") {
        return tables(head, name).unwrap_or_else(|| Verdict::no_log(said::other_tables));
    }
    let records = Head::new(head);
    if records.iter().next().is_none() && records.strings.is_empty() {
        return match empty_page(head) {
            Some((format, evidence)) => by_id(format).map_or_else(
                || Verdict::no_log(said::empty_list),
                |format| Verdict::Log(recognised(format, &FormatEvidence::new(evidence), Framing::Json, name)),
            ),
            None => of_one_value(head, name).unwrap_or_else(|| Verdict::no_log(said::no_record)),
        };
    }
    of_records(&records, name)
}

/// One value that is longer than what is looked at: what its beginning carries, if a framer can cut it.
fn of_one_value(head: &[u8], name: &str) -> Option<Verdict> {
    let value: Value = serde_json::from_slice(&closed(head)?).ok()?;
    let (found, steps) = of_values(&[value], name)?;
    let path = Path { column: None, steps };
    (!path.split().0.is_empty()).then_some(Verdict::Log(Recognised { framing: Framing::Json, path: Box::new(path), ..found }))
}

/// The beginning of a JSON value up to the last whole object within a list, with what is open closed.
fn closed(head: &[u8]) -> Option<Vec<u8>> {
    let (mut open, mut at, mut last) = (Vec::new(), 0, None);
    while let Some(&byte) = head.get(at) {
        match byte {
            b'"' => match json_value_end(head, at) {
                Some(end) => {
                    at = end;
                    continue;
                }
                None => break,
            },
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => {
                open.pop();
                if open.last() == Some(&b']') {
                    last = Some((at + 1, open.clone()));
                }
            }
            _ => {}
        }
        if open.len() > 128 {
            return None;
        }
        at += 1;
    }
    let (end, open) = last?;
    Some([&head[..end], open.iter().rev().copied().collect::<Vec<u8>>().as_slice()].concat())
}

/// Text that does not begin like JSON, of which most lines end in an object: the first line is broken, something stands before each object,
/// or each is a string that holds one.
pub(super) fn of_lines(head: &[u8], name: &str) -> Verdict {
    let Some(records) = Head::of_lines(head) else { return Verdict::no_log(said::no_json_lines) };
    match of_records(&records, name) {
        // Documents and logs of tools hold examples.
        Verdict::Log(found) if found.prefixed && !records.mostly(found.format, &found.path) => Verdict::no_log(said::text_with_json),
        verdict => verdict,
    }
}

/// The format of a record by itself, if it is of a log, and where it keeps its fields.
#[must_use]
pub fn format_of(raw: &[u8]) -> Option<(&'static Format, &'static Shape)> {
    let all = Head::of(vec![object(raw)?]);
    let head = JsonHead { record: all.all().first()?, all: &all, context: "" };
    first_format(|format| format.json.filter(|_| format.holds == Holds::Events).and_then(|recognise| recognise(&head)))
        .map(|(format, found)| (format, &**found.shape.unwrap_or(format.shape)))
}

/// What the records are by themselves, or by what they carry.
fn of_records(records: &Head<'_>, name: &str) -> Verdict {
    if let Some(found) = carried_from_the_start(records, name) {
        return found;
    }
    match of_plain(records, name) {
        Verdict::NoLog(why) => carried(records, name).unwrap_or(Verdict::NoLog(why)),
        verdict => verdict,
    }
}

fn of_plain(records: &Head<'_>, name: &str) -> Verdict {
    let framing = if records.in_lines { Framing::Lines } else { Framing::Json };
    // The first record that is a log decides: a folder of mixed logs may be one file. A user or settings are less than any log.
    let (mut first, mut lesser) = (None, None);
    for record in records.iter() {
        let head = JsonHead { record, all: records, context: &records.context };
        if let Some((format, found)) = first_format(|format| format.json.and_then(|recognise| recognise(&head))) {
            let (prefixed, mixed) = (records.prefixed, records.are_mixed());
            let verdict = Verdict::Log(Recognised { prefixed, mixed, ..recognised(format, &found, framing, name) });
            if format.holds == Holds::Events {
                return record.keys().find(|key| counts_sign_ins(key)).map_or(verdict, |key| aggregated(key));
            }
            lesser.get_or_insert(verdict);
            continue;
        }
        match other_kind(&head) {
            verdict @ Verdict::SetAside(_) if !matches!(first, Some(Verdict::SetAside(_))) => first = Some(verdict),
            verdict => {
                first.get_or_insert(verdict);
            }
        }
    }
    lesser.or(first).unwrap_or_else(|| Verdict::no_log(said::no_records))
}

/// Records that are carried by those of another product, if any are.
fn carried(records: &Head<'_>, name: &str) -> Option<Verdict> {
    let outer: Vec<Value> = records.strings.iter().cloned().chain(records.iter().map(|record| Value::Object(record.clone()))).collect();
    let (found, steps) = of_values(&outer, name)?;
    Some(of_carriers(records, found, steps))
}

/// What the first records carry, where each of them carries some, none is a log by itself, and nothing is missing from them that those
/// behind them might have: then these decide, as the first record of a plain log does, and the rest need not be looked at.
fn carried_from_the_start(records: &Head<'_>, name: &str) -> Option<Verdict> {
    // Mostly the first record is one by itself.
    let head = JsonHead { record: records.start().next()??, all: records, context: &records.context };
    if first_format(|format| format.json.and_then(|recognise| recognise(&head))).is_some() {
        return None;
    }
    let outer: Vec<Value> = records.start().map(|record| Some(Value::Object(record?.clone()))).collect::<Option<_>>()?;
    let steps = way_to_records(&outer)?;
    let inner: Vec<Vec<Value>> = outer.iter().map(|value| unwrap::values(value, &steps)).collect();
    let each = inner.iter().all(|values| values.iter().any(Value::is_object));
    let found = of_inner(inner.into_iter().flatten(), name)?;
    let whole = found.lacks.len() <= found.format.lacks.len();
    let start = || Head::of(outer.into_iter().filter_map(into_record).collect());
    (each && whole && matches!(of_plain(&start(), name), Verdict::NoLog(_))).then(|| of_carriers(records, found, steps))
}

/// The verdict on records of another product that carry those that were found.
fn of_carriers(records: &Head<'_>, found: Recognised, steps: Vec<PathStep>) -> Verdict {
    let path = Path { column: None, steps };
    // A list that the path leads to through plain JSON is cut by its own framer.
    let in_lines = records.in_lines && path.split().0.is_empty();
    let framing = if in_lines { Framing::Lines } else { Framing::Json };
    Verdict::Log(Recognised { framing, prefixed: records.prefixed, path: Box::new(path), ..found })
}

/// What the values carry, and where.
fn of_values(outer: &[Value], name: &str) -> Option<(Recognised, Vec<PathStep>)> {
    let steps = way_to_records(outer)?;
    Some((of_path(outer, &steps, name)?, steps))
}

/// The steps from the values to records of a log.
fn way_to_records(outer: &[Value]) -> Option<Vec<PathStep>> {
    let is_record = |members: &Record| {
        let all = Head::of(vec![members.clone()]);
        let head = JsonHead { record: members, all: &all, context: "" };
        first_format(|format| format.json.filter(|_| format.holds == Holds::Events).and_then(|recognise| recognise(&head))).is_some()
    };
    outer.iter().take(OUTER).find_map(|value| Some(unwrap::widened(value, unwrap::learn(value, &is_record)?, &is_record)))
}

fn of_path(outer: &[Value], steps: &[PathStep], name: &str) -> Option<Recognised> {
    of_inner(outer.iter().flat_map(|value| unwrap::values(value, steps)), name)
}

/// What values are that others carry.
fn of_inner(values: impl Iterator<Item = Value>, name: &str) -> Option<Recognised> {
    match of_plain(&Head::of(values.filter_map(into_record).take(LOOKED_AT).collect()), name) {
        Verdict::Log(found) => Some(found),
        _ => None,
    }
}

fn into_record(value: Value) -> Option<Record> {
    if let Value::Object(record) = value { Some(record) } else { None }
}

/// What a column of JSON texts holds: records themselves, or what carries them.
pub(super) fn of_column(cells: &[Value], name: &str) -> Option<(Recognised, Vec<PathStep>)> {
    of_path(cells, &[], name).map(|found| (found, Vec::new())).or_else(|| of_values(cells, name))
}

/// Values in which carried records are looked for.
const OUTER: usize = 20;

/// Kinds of records that are known, but are no logs.
fn other_kind(head: &JsonHead<'_>) -> Verdict {
    let has = |key: &str| head.has(key);
    if let Some(kind) = head.text("@odata.type").filter(|kind| kind.starts_with("#microsoft.graph.")) {
        let kind = kind.trim_start_matches("#microsoft.graph.").to_owned();
        return Verdict::set_aside(move |lang: Lang| said::graph_objects(lang, &kind));
    }
    if has("riskEventType") || (has("riskState") && has("riskLevel")) {
        return Verdict::set_aside(said::risks);
    }
    if has("managedDeviceOwnerType") || (has("azureADDeviceId") && has("operatingSystem")) {
        return Verdict::set_aside(said::devices);
    }
    if has("time") && has("category") && has("properties") {
        let category = head.text("category").unwrap_or_default();
        let provider = head.text("resourceId").filter(|path| !is_of_directory(path)).and_then(|path| path.rsplit_once('/').map(|(_, last)| last));
        let (category, provider) = (category.to_owned(), provider.map(str::to_owned));
        return Verdict::set_aside(move |lang: Lang| said::other_category(lang, &category, provider.as_deref()));
    }
    let result = |name: &&str| !name.eq_ignore_ascii_case("PrimaryResult");
    if let Some(table) = head.text("Type").or_else(|| head.text("TableName").filter(result)).filter(|_| has("TimeGenerated")) {
        let table = table.to_owned();
        return Verdict::set_aside(move |lang: Lang| said::other_table(lang, &table));
    }
    if let Some(verdict) = fetched(head.record) {
        return verdict;
    }
    if has("inviteRedeemUrl") || has("invitedUserEmailAddress") {
        return Verdict::set_aside(said::invitation);
    }
    let of_sign_in = ["homeTenantId", "resourceTenantId", "appDisplayName", "appId", "userPrincipalName"].iter().any(|key| has(key));
    if let Some(key) = head.record.keys().find(|key| of_sign_in && counts_sign_ins(key)) {
        return aggregated(key);
    }
    // `eyJ` is how base64 spells the beginning of a JSON object.
    let encoded = |value: &Value| value.as_str().is_some_and(|text| text.len() > 64 && text.starts_with("eyJ"));
    if let Some((key, _)) = head.record.iter().find(|(_, value)| encoded(value)) {
        let (shown, key) = (quoted(key), key.clone());
        return Verdict::no_log(move |lang: Lang| said::base64(lang, &shown, &key));
    }
    Verdict::no_log(said::other_json)
}

/// What the script of `export-script` notes of what it fetched: which of its slices are whole.
fn fetched(record: &Record) -> Option<Verdict> {
    let of_slice = |slice: &Value| ["pages", "fetched_at", "complete"].iter().all(|key| slice.get(key).is_some());
    if record.is_empty() || !record.values().all(of_slice) {
        return None;
    }
    let open = |(_, slice): &(&String, &Value)| slice.get("complete").and_then(Value::as_bool) != Some(true);
    // Others than days are fetched anew each time.
    let days = || record.iter().filter(|(name, _)| name.contains('/'));
    let (all, open): (usize, Vec<String>) = (days().count(), days().filter(open).map(|(name, _)| name.clone()).collect());
    let open = (!open.is_empty()).then(|| open.join(", "));
    Some(Verdict::set_aside(move |lang: Lang| said::fetched(lang, all, open.as_deref())))
}

/// Records that are looked at.
const LOOKED_AT: usize = 200;

/// Records further on that are looked at because they may be of a directory: a file may begin with those of other products.
const FURTHER: usize = 1000;

/// The records that are worth a look, in order: the first, and of the others those that name a tenant, as every sign-in does.
fn worth_a_look<'h>(records: impl Iterator<Item = &'h [u8]>) -> impl Iterator<Item = &'h [u8]> {
    let names_tenant = memchr::memmem::Finder::new(b"enant");
    records
        .enumerate()
        .filter(move |(place, record)| *place < LOOKED_AT || names_tenant.find(record).is_some())
        .map(|(_, record)| record)
        .take(FURTHER)
}

/// An object, bytes that are not UTF-8 replaced as they are when it is read.
fn object(raw: &[u8]) -> Option<Record> {
    serde_json::from_slice(raw).ok().or_else(|| serde_json::from_str(&lossy(raw)).ok())
}

/// Bytes in which the first records are looked for: hardly ever are more needed.
const BEGINNING: usize = 1 << 16;

/// The records at the start of a file, each read only when it is looked at: mostly the first decides, and folders hold many files.
#[derive(Default)]
pub(super) struct Head<'h> {
    bytes: &'h [u8],
    /// The records near the start, or all of them where these do not tell enough.
    first: Vec<OnceCell<Option<Record>>>,
    first_raw: Vec<&'h [u8]>,
    /// All records of the head, where more than the first were asked for.
    all: OnceCell<Vec<Record>>,
    /// What stands before the first record.
    context: String,
    /// Each record stands on a line by itself.
    in_lines: bool,
    /// Something stands before the objects on their lines.
    prefixed: bool,
    /// How many lines there are, where lines were looked at.
    lines: usize,
    /// Strings that hold JSON, in the place of records.
    strings: Vec<Value>,
}

impl<'h> Head<'h> {
    fn new(bytes: &'h [u8]) -> Self {
        let beginning = &bytes[..bytes.len().min(BEGINNING)];
        if let Some((context, ranges)) = sound_records(beginning, beginning.len() < bytes.len()) {
            let first_raw: Vec<&[u8]> = ranges.iter().filter_map(|range| beginning.get(range.clone())).collect();
            let wrapper = is_wrapper(&context);
            let in_lines = !wrapper
                && on_lines(beginning, &ranges)
                && !may_wrap(bytes)
                && !commas_end_lines(beginning)
                && first_raw.iter().all(|record| !record.contains(&b'\n'));
            if wrapper || in_lines {
                let first = first_raw.iter().map(|_| OnceCell::new()).collect();
                return Self { bytes, first, first_raw, context, in_lines, ..Self::default() };
            }
        }
        let (records, context, wrapper) = framed_records(bytes);
        let lines = if wrapper { Vec::new() } else { line_records(bytes) };
        // One record a line is read faster and loses less to a bad line; but pretty JSON has a line that is a record here and there.
        let in_lines = !lines.is_empty() && lines.len() >= records.len();
        let strings = if records.is_empty() { strings_of_list(bytes) } else { Vec::new() };
        Self { bytes, all: OnceCell::from(if in_lines { lines } else { records }), context, in_lines, strings, ..Self::default() }
    }

    /// These records.
    fn of(records: Vec<Record>) -> Self {
        Self { all: OnceCell::from(records), ..Self::default() }
    }

    /// The objects at the end of lines, or the strings that are lines, if most lines have one.
    fn of_lines(bytes: &'h [u8]) -> Option<Self> {
        let cut = bytes.len() > BEGINNING;
        let mut lines: Vec<&[u8]> = bytes[..bytes.len().min(BEGINNING)].split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).collect();
        if cut {
            lines.pop();
        }
        lines.retain(|line| !line.is_empty());
        let (mut records, mut strings, mut prefixed) = (Vec::new(), Vec::new(), false);
        for line in &lines {
            if let Some(text) = json_string(line) {
                strings.push(text);
            } else if let Some((place, record)) = last_object(line, object) {
                prefixed |= place > 0;
                records.push(record);
            }
        }
        let lines = lines.len();
        let most = (records.len() + strings.len()) * 2 > lines;
        most.then(|| Self { bytes, all: OnceCell::from(records), in_lines: true, prefixed, lines, strings, ..Self::default() })
    }

    /// Whether most lines end in a record of this format.
    fn mostly(&self, format: &Format, path: &Path) -> bool {
        let is_one = |record: &Record| {
            let inner = unwrap::values(&Value::Object(record.clone()), &path.steps);
            inner.iter().filter_map(Value::as_object).any(|record| {
                let all = Head::of(vec![record.clone()]);
                let head = JsonHead { record, all: &all, context: "" };
                format.json.is_some_and(|recognise| recognise(&head).is_some())
            })
        };
        self.iter().filter(|record| is_one(record)).count() * 2 > self.lines
    }

    /// Whether some records are rows of Log Analytics and others are not: their names are so much alike that each format would take those of
    /// the other for poor ones of its own.
    fn are_mixed(&self) -> bool {
        let row = memchr::memmem::Finder::new(b"\"TimeGenerated\"");
        let mut rows = self.first_raw.iter().map(|record| row.find(record).is_some());
        let first = rows.next();
        rows.any(|other| Some(other) != first)
    }

    /// The records that can be read, in order.
    fn iter(&self) -> impl Iterator<Item = &Record> {
        let first = self.start().flatten();
        // Behind the first come those further on, if anybody wants them.
        let mut further = None;
        first.chain(std::iter::from_fn(move || {
            let (records, next) =
                further.get_or_insert_with(|| (self.all(), self.first.iter().filter(|record| matches!(record.get(), Some(Some(_)))).count()));
            let record = records.get(*next)?;
            *next += 1;
            Some(record)
        }))
    }

    /// The records near the start, `None` for one that cannot be read.
    fn start(&self) -> impl Iterator<Item = Option<&Record>> {
        self.first.iter().zip(&self.first_raw).map(|(record, raw)| record.get_or_init(|| object(raw)).as_ref())
    }

    fn all(&self) -> &[Record] {
        self.all.get_or_init(|| if self.in_lines { line_records(self.bytes) } else { framed_records(self.bytes).0 })
    }
}

/// Looks for the object that ends a line, whatever stands before it: the first brace from which the rest is one.
pub fn last_object<'l, T>(line: &'l [u8], read: impl Fn(&'l [u8]) -> Option<T>) -> Option<(usize, T)> {
    if line.last() != Some(&b'}') {
        return None;
    }
    memchr::memchr_iter(b'{', line).take(BRACES).find_map(|place| read(line.get(place..)?).map(|found| (place, found)))
}

/// Braces that may stand before an object without being its first.
const BRACES: usize = 16;

/// A string that holds a JSON object or list.
fn json_string(line: &[u8]) -> Option<Value> {
    let text: Value = serde_json::from_slice(line.strip_prefix(b"\"").map(|_| line)?).ok()?;
    text.as_str().is_some_and(|text| text.trim_start().starts_with(['{', '['])).then_some(text)
}

/// The strings of a list of strings that hold JSON.
fn strings_of_list(bytes: &[u8]) -> Vec<Value> {
    let mut framer = JsonFramer::one_by_one(bytes.len().max(HEAD));
    let mut source = bytes;
    let Ok(Some(unit)) = framer.next_unit(&mut source, Vec::new()) else { return Vec::new() };
    let Records::Framed(found) = &unit.records else { return Vec::new() };
    found.iter().take(LOOKED_AT).filter_map(|record| json_string(&unit.bytes[record.range.clone()])).collect()
}

/// Whether lines end in commas: elements of a list whose brackets are gone.
fn commas_end_lines(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    lines.next().is_some_and(|line| line.ends_with(b"},"))
}

/// What stands before the first record opens a list or an object around it.
fn is_wrapper(context: &str) -> bool {
    context.contains(['[', '{'])
}

/// Whether a line ends between each record and the next.
fn on_lines(bytes: &[u8], records: &[Range<usize>]) -> bool {
    records.windows(2).all(|two| matches!(two, [one, next] if bytes.get(one.end..next.start).is_some_and(|between| between.contains(&b'\n'))))
}

/// What stands before the first record, and where the records stand, if all that are whole are sound and there is one at least. `more` = the bytes
/// are a part of the file, so that the last record may be cut.
fn sound_records(bytes: &[u8], more: bool) -> Option<(String, Vec<Range<usize>>)> {
    let mut framer = JsonFramer::one_by_one(bytes.len().max(HEAD));
    let mut source = bytes;
    let unit = framer.next_unit(&mut source, Vec::new()).ok()??;
    let Records::Framed(found) = &unit.records else { return None };
    let (last, whole) = found.split_last()?;
    let sound = if more { whole } else { found };
    if sound.iter().any(|record| record.problem.is_some()) || (!more && last.problem.is_some()) || unit.bytes.len() > bytes.len() {
        return None;
    }
    let context = lossy(&unit.bytes[..sound.first()?.range.start]).into_owned();
    Some((context, sound.iter().take(LOOKED_AT).map(|record| record.range.clone()).collect()))
}

/// Whether a list may stand under a key that pages have: then a line may hold a page.
fn may_wrap(head: &[u8]) -> bool {
    let opens = |key: &str| {
        memchr::memmem::find_iter(head, key.as_bytes()).any(|at| {
            let behind = head[at + key.len()..].trim_ascii_start();
            behind.strip_prefix(b":").is_some_and(|value| value.trim_ascii_start().first() == Some(&b'['))
        })
    };
    ["\"value\"", "\"Value\"", "\"records\"", "\"results\"", "\"tables\""].iter().any(|key| opens(key))
}

/// The records of the head as lists and wrappers hold them, what stands before the first, and whether there is a list or wrapper.
fn framed_records(head: &[u8]) -> (Vec<Record>, String, bool) {
    let mut framer = JsonFramer::one_by_one(head.len().max(HEAD));
    let mut source = head;
    let Ok(Some(unit)) = framer.next_unit(&mut source, Vec::new()) else { return (Vec::new(), String::new(), false) };
    let Records::Framed(found) = &unit.records else { return (Vec::new(), String::new(), false) };
    let before = found.first().map_or_else(String::new, |first| lossy(&unit.bytes[..first.range.start]).into_owned());
    let wrapper = is_wrapper(&before);
    let records = found.iter().filter(|record| record.problem.is_none()).map(|record| &unit.bytes[record.range.clone()]);
    (worth_a_look(records).filter_map(object).collect(), before, wrapper)
}

/// The records of the head that stand on a line by themselves.
fn line_records(head: &[u8]) -> Vec<Record> {
    let lines = head.split(|&byte| byte == b'\n').filter(|line| line.trim_ascii_start().first() == Some(&b'{'));
    let records: Vec<Record> = worth_a_look(lines).filter_map(object).collect();
    let wraps = |record: &Record| ["value", "records", "results", "tables"].iter().any(|key| find(record, key).is_some_and(Value::is_array));
    if records.iter().any(wraps) { Vec::new() } else { records }
}

/// What a file was recognised by.
type Evidence = fn(Lang) -> &'static str;

/// A page or list without records still tells what it is. It must be JSON from end to end: documents speak of pages too.
fn empty_page(head: &[u8]) -> Option<(&'static str, Evidence)> {
    let pages: Vec<Value> = serde_json::Deserializer::from_slice(head).into_iter().collect::<Result<_, _>>().ok()?;
    let page = pages.first()?;
    let is_empty = |page: &Value| page.as_array().or_else(|| find(page.as_object()?, "value")?.as_array()).is_some_and(Vec::is_empty);
    if !pages.iter().all(is_empty) {
        return None;
    }
    let context = page.as_object().and_then(|page| find(page, "@odata.context")?.as_str()).unwrap_or_default().to_ascii_lowercase();
    if context.contains("auditlogs/directoryaudits") {
        return Some(("graph-audit", said::of_empty_page));
    }
    if context.contains("auditlogs/signins") {
        return Some((if context.contains("/v1.0/") { "graph-v1" } else { "graph-beta" }, said::of_empty_page));
    }
    Some(("graph-beta", said::of_empty_list))
}

/// The answers of the query APIs of Log Analytics and Kusto: tables with their columns. Beside the result there may be tables about the
/// query.
fn tables(head: &[u8], name: &str) -> Option<Verdict> {
    let text = lossy(head);
    let lower = text.to_ascii_lowercase();
    lower.match_indices("\"columns\"").find_map(|(start, _)| {
        let list = text.get(start..)?.find('[').and_then(|open| text.get(start + open..))?;
        let columns = serde_json::Deserializer::from_str(list).into_iter::<Vec<Value>>().next()?.ok()?;
        let heading = |column: &Value| value_of(column, "name").or_else(|| value_of(column, "ColumnName"))?.as_str().map(normalise_header);
        let names: Vec<String> = columns.iter().filter_map(heading).collect();
        if names.len() != columns.len() {
            return None;
        }
        csv::known(name, Framing::Tables, &Headings { names })
    })
}
