//! What a JSON file is: by the keys of its first records.

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
    /// All records that were read.
    pub all: &'r [Record],
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
    let start: String = lossy(head).chars().filter(|c| !c.is_whitespace()).take(12).collect();
    if start.to_ascii_lowercase().starts_with("{\"tables\":[") {
        return tables(head, name)
            .unwrap_or_else(|| Verdict::NoLog("tables of a query, but without the columns of a sign-in or audit log".to_owned()));
    }
    let (records, context, wrapper) = framed_records(head);
    let lines = if wrapper { Vec::new() } else { line_records(head) };
    // One record a line is read faster and loses less to a bad line; but pretty JSON has a line that is a record here and there.
    let in_lines = !lines.is_empty() && lines.len() >= records.len();
    let records = if in_lines { lines } else { records };
    if records.is_empty() {
        return match empty_page(head) {
            Some((format, evidence)) => by_id(format).map_or_else(
                || Verdict::NoLog("an empty list".to_owned()),
                |format| Verdict::Log(recognised(format, &Found::new(evidence), Framing::Json, name)),
            ),
            None => Verdict::NoLog("no complete JSON record at the start".to_owned()),
        };
    }
    let framing = if in_lines { Framing::Lines } else { Framing::Json };
    // The first record that is a log decides: a folder of mixed logs may be one file.
    let mut first = None;
    for record in &records {
        let head = JsonHead { record, all: &records, context: &context };
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

/// The records of the head as lists and wrappers hold them, what stands before the first, and whether there is a list or wrapper.
fn framed_records(head: &[u8]) -> (Vec<Record>, String, bool) {
    let mut framer = JsonFramer::new(head.len().max(HEAD));
    let mut source = head;
    let Ok(Some(unit)) = framer.next_unit(&mut source, Vec::new()) else { return (Vec::new(), String::new(), false) };
    let Records::Framed(found) = &unit.records else { return (Vec::new(), String::new(), false) };
    let before = found.first().map_or_else(String::new, |first| lossy(&unit.bytes[..first.range.start]).into_owned());
    let wrapper = before.contains(['[', '{']);
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
