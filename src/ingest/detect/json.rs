//! What a JSON file is: by the keys of its first records.

use std::cell::OnceCell;

use serde_json::Value;

use super::super::dialect::normalise_header;
use super::super::formats::by_id;
use super::super::framing::{Framer, JsonFramer, Records};
use super::{COUNT_COLUMNS, Found, Framing, HEAD, Headings, Verdict, aggregated, csv, first_format, lossy, recognised};
use crate::nested_json::find;

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

pub(super) fn detect(head: &[u8], name: &str) -> Verdict {
    let start: String = lossy(&head[..head.len().min(BEGINNING)]).chars().filter(|c| !c.is_whitespace()).take(12).collect();
    if start.to_ascii_lowercase().starts_with("{\"tables\":[") {
        return tables(head, name)
            .unwrap_or_else(|| Verdict::NoLog("tables of a query, but without the columns of a sign-in or audit log".to_owned()));
    }
    let records = Head::new(head);
    let framing = if records.in_lines { Framing::Lines } else { Framing::Json };
    if records.iter().next().is_none() {
        return match empty_page(head) {
            Some((format, evidence)) => by_id(format).map_or_else(
                || Verdict::NoLog("an empty list".to_owned()),
                |format| Verdict::Log(recognised(format, &Found::new(evidence), Framing::Json, name)),
            ),
            None => Verdict::NoLog("no complete JSON record at the start".to_owned()),
        };
    }
    // The first record that is a log decides: a folder of mixed logs may be one file.
    let mut first = None;
    for record in records.iter() {
        let head = JsonHead { record, all: &records, context: &records.context };
        if let Some((format, found)) = first_format(|format| format.json.and_then(|recognise| recognise(&head))) {
            return match COUNT_COLUMNS.iter().find(|key| head.has(key)) {
                Some(key) => aggregated(key),
                None => Verdict::Log(recognised(format, &found, framing, name)),
            };
        }
        match other_kind(&head) {
            verdict @ Verdict::SetAside(_) if !matches!(first, Some(Verdict::SetAside(_))) => first = Some(verdict),
            verdict => {
                first.get_or_insert(verdict);
            }
        }
    }
    first.unwrap_or_else(|| Verdict::NoLog("the JSON holds no records".to_owned()))
}

/// Kinds of records that are known, but are no logs.
fn other_kind(head: &JsonHead<'_>) -> Verdict {
    let aside = |why: &str| Verdict::SetAside(why.to_owned());
    let has = |key: &str| head.has(key);
    if has("time") && has("category") && has("properties") {
        let category = head.text("category").unwrap_or_default();
        return aside(&format!("a diagnostic log of the category {category}, which holds no sign-ins"));
    }
    if let Some(table) = head.text("Type").or_else(|| head.text("TableName")).filter(|_| has("TimeGenerated")) {
        return aside(&format!("the Log Analytics table {table}, which holds no sign-ins of this directory"));
    }
    if has("inviteRedeemUrl") || has("invitedUserEmailAddress") {
        return aside("an invitation as Graph returns it; the audit log tells what became of it");
    }
    if let Some(key) = COUNT_COLUMNS.iter().find(|key| has(key)) {
        return aggregated(key);
    }
    Verdict::NoLog("JSON, but without the fields of a sign-in or audit record".to_owned())
}

/// Records that are looked at.
const LOOKED_AT: usize = 200;

/// Bytes in which the first records are looked for: hardly ever are more needed.
const BEGINNING: usize = 1 << 16;

/// The records at the start of a file, each read only when it is looked at: mostly the first decides, and folders hold many files.
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
}

impl<'h> Head<'h> {
    fn new(bytes: &'h [u8]) -> Self {
        let beginning = &bytes[..bytes.len().min(BEGINNING)];
        let none = Self { bytes, first: Vec::new(), first_raw: Vec::new(), all: OnceCell::new(), context: String::new(), in_lines: false };
        if let Some((context, first_raw)) = sound_records(beginning, beginning.len() < bytes.len()) {
            let wrapper = is_wrapper(&context);
            let in_lines = !wrapper && !may_wrap(bytes) && first_raw.iter().all(|record| !record.contains(&b'\n'));
            if wrapper || in_lines {
                let first = first_raw.iter().map(|_| OnceCell::new()).collect();
                return Self { first, first_raw, context, in_lines, ..none };
            }
        }
        let (records, context, wrapper) = framed_records(bytes);
        let lines = if wrapper { Vec::new() } else { line_records(bytes) };
        // One record a line is read faster and loses less to a bad line; but pretty JSON has a line that is a record here and there.
        let in_lines = !lines.is_empty() && lines.len() >= records.len();
        let all = OnceCell::new();
        let _ = all.set(if in_lines { lines } else { records });
        Self { all, context, in_lines, ..none }
    }

    /// The records that can be read, in order.
    fn iter(&self) -> impl Iterator<Item = &Record> {
        let first =
            self.first.iter().zip(&self.first_raw).filter_map(|(record, raw)| record.get_or_init(|| serde_json::from_slice(raw).ok()).as_ref());
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

    fn all(&self) -> &[Record] {
        self.all.get_or_init(|| if self.in_lines { line_records(self.bytes) } else { framed_records(self.bytes).0 })
    }
}

/// What stands before the first record opens a list or an object around it.
fn is_wrapper(context: &str) -> bool {
    context.contains(['[', '{'])
}

/// What stands before the first record, and the records, if all that are whole are sound and there is one at least. `more` = the bytes
/// are a part of the file, so that the last record may be cut.
fn sound_records(bytes: &[u8], more: bool) -> Option<(String, Vec<&[u8]>)> {
    let mut framer = JsonFramer::new(bytes.len().max(HEAD));
    let mut source = bytes;
    let unit = framer.next_unit(&mut source, Vec::new()).ok()??;
    let Records::Framed(found) = &unit.records else { return None };
    let (last, whole) = found.split_last()?;
    let sound = if more { whole } else { found };
    if sound.iter().any(|record| record.problem.is_some()) || (!more && last.problem.is_some()) || unit.bytes.len() > bytes.len() {
        return None;
    }
    let context = lossy(&unit.bytes[..sound.first()?.range.start]).into_owned();
    let records = sound.iter().take(LOOKED_AT).map(|record| bytes.get(record.range.clone())).collect::<Option<Vec<_>>>()?;
    Some((context, records))
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
    let mut framer = JsonFramer::new(head.len().max(HEAD));
    let mut source = head;
    let Ok(Some(unit)) = framer.next_unit(&mut source, Vec::new()) else { return (Vec::new(), String::new(), false) };
    let Records::Framed(found) = &unit.records else { return (Vec::new(), String::new(), false) };
    let before = found.first().map_or_else(String::new, |first| lossy(&unit.bytes[..first.range.start]).into_owned());
    let wrapper = is_wrapper(&before);
    let records = found.iter().take(LOOKED_AT).filter(|record| record.problem.is_none());
    (records.filter_map(|record| serde_json::from_slice(&unit.bytes[record.range.clone()]).ok()).collect(), before, wrapper)
}

/// The records of the head that stand on a line by themselves.
fn line_records(head: &[u8]) -> Vec<Record> {
    let lines = head.split(|&byte| byte == b'\n').filter(|line| line.trim_ascii_start().first() == Some(&b'{')).take(LOOKED_AT);
    let records: Vec<Record> = lines.filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let wraps = |record: &Record| ["value", "records", "results", "tables"].iter().any(|key| find(record, key).is_some_and(Value::is_array));
    if records.iter().any(wraps) { Vec::new() } else { records }
}

/// A page or list without records still tells what it is.
fn empty_page(head: &[u8]) -> Option<(&'static str, &'static str)> {
    let text = lossy(head).to_ascii_lowercase();
    if text.contains("auditlogs/directoryaudits") {
        return Some(("graph-audit", "an empty page"));
    }
    if text.contains("auditlogs/signins") {
        return Some((if text.contains("/v1.0/") { "graph-v1" } else { "graph-beta" }, "an empty page"));
    }
    let value: Value = serde_json::from_slice(head).ok()?;
    let list = value.as_array().or_else(|| find(value.as_object()?, "value")?.as_array())?;
    list.is_empty().then_some(("graph-beta", "an empty list"))
}

/// The answer of the Log Analytics query API: tables with their columns.
fn tables(head: &[u8], name: &str) -> Option<Verdict> {
    let text = lossy(head);
    let start = text.find("\"columns\"")?;
    let list = text.get(start..)?.find('[').and_then(|open| text.get(start + open..))?;
    let columns = serde_json::Deserializer::from_str(list).into_iter::<Vec<Value>>().next()?.ok()?;
    let names: Vec<String> = columns.iter().filter_map(|column| column.get("name")?.as_str()).map(normalise_header).collect();
    if names.len() != columns.len() {
        return None;
    }
    csv::known(name, Framing::Tables, &Headings { names })
}
