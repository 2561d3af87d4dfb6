//! Records that other products carry: as a member of an event of theirs, as JSON text in a string, as lists in an answer. Where the record
//! stands is a [`Path`], learned from the first records and checked on each; what the record is, the formats say as everywhere.

mod text;

use std::fmt;

use serde_json::Value;

use super::framing::{json_member, json_token, json_value_end};
use text::unescape;

/// One step towards the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// The value of a member, its key as written.
    Member(String),
    /// The value of each member that is an object or a list.
    Members,
    /// Each element of a list.
    Elements,
    /// JSON text in a string.
    Text,
}

/// Where the records stand in what a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// The column of a CSV file that holds them, by its heading.
    pub column: Option<String>,
    /// The steps from there.
    pub steps: Vec<PathStep>,
}

impl Path {
    /// Whether the records stand in the file as they are.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.column.is_none() && self.steps.is_empty()
    }

    /// The part that leads through plain JSON to a list of records, as the keys on the way, and the part that leads on from each element:
    /// a framer cuts the list, so that it may be longer than any record.
    #[must_use]
    pub fn split(&self) -> (Vec<String>, Vec<PathStep>) {
        let plain = self.steps.iter().take_while(|step| **step != PathStep::Text).count();
        let list = self.steps.iter().take(plain).rposition(|step| *step == PathStep::Elements).map_or(0, |place| place + 1);
        let (way, rest) = self.steps.split_at(list);
        let keys = way.iter().filter_map(|step| match step {
            PathStep::Member(key) => Some(key.clone()),
            PathStep::Members => Some(ANY.to_owned()),
            PathStep::Elements | PathStep::Text => None,
        });
        (keys.collect(), rest.to_vec())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        if let Some(column) = &self.column {
            write!(out, "{column}")?;
            first = false;
        }
        for step in &self.steps {
            match step {
                PathStep::Members if first => write!(out, "*")?,
                PathStep::Members => write!(out, ".*")?,
                PathStep::Member(key) if first => write!(out, "{key}")?,
                PathStep::Member(key) => write!(out, ".{key}")?,
                PathStep::Elements => write!(out, "[]")?,
                // Strings are opened wherever they hold JSON.
                PathStep::Text => continue,
            }
            first = false;
        }
        if first { write!(out, "JSON text") } else { Ok(()) }
    }
}

/// On the way of a framer, the key that stands for every key.
pub const ANY: &str = "";

/// How deep a record may lie, and how many values are looked at to find it.
const DEEPEST: usize = 8;
const MOST_VALUES: usize = 2000;
/// Elements of a list that are looked at.
const ELEMENTS: usize = 5;

/// The steps to the nearest object that `is_record` takes for a record, the outer ones first.
#[must_use]
pub fn learn(value: &Value, is_record: &dyn Fn(&serde_json::Map<String, Value>) -> bool) -> Option<Vec<PathStep>> {
    let mut level = vec![(Vec::new(), value.clone())];
    let mut looked_at = 0;
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for (steps, value) in level {
            looked_at += 1;
            if looked_at > MOST_VALUES {
                return None;
            }
            let mut deeper = |step: PathStep, value: Value| next.push(([steps.as_slice(), &[step]].concat(), value));
            match value {
                Value::Object(members) if !steps.is_empty() && is_record(&members) => return Some(steps),
                Value::Object(members) => {
                    for (key, value) in members {
                        deeper(PathStep::Member(key), value);
                    }
                }
                Value::Array(elements) => {
                    for element in elements.into_iter().take(ELEMENTS) {
                        deeper(PathStep::Elements, element);
                    }
                }
                Value::String(text) if text.trim_start().starts_with(['{', '[', '"']) => {
                    if let Ok(inner @ (Value::Object(_) | Value::Array(_) | Value::String(_))) = serde_json::from_str(&text) {
                        deeper(PathStep::Text, inner);
                    }
                }
                _ => {}
            }
        }
        level = next;
    }
    None
}

/// The same steps, but along every member where others beside the one on the way hold records too: `{"interactive": [..], "others": [..]}`.
/// What stands in strings besides may be the same record once more, and is left alone.
#[must_use]
pub fn widened(value: &Value, mut steps: Vec<PathStep>, is_record: &dyn Fn(&serde_json::Map<String, Value>) -> bool) -> Vec<PathStep> {
    if steps.contains(&PathStep::Text) {
        return steps;
    }
    let records = |steps: &[PathStep]| values(value, steps).iter().filter(|value| value.as_object().is_some_and(is_record)).count();
    for place in 0..steps.len() {
        if matches!(steps[place], PathStep::Member(_)) {
            let mut wider = steps.clone();
            wider[place] = PathStep::Members;
            if records(&wider) > records(&steps) {
                steps = wider;
            }
        }
    }
    steps
}

/// The values at the end of some steps.
#[must_use]
pub fn values(value: &Value, steps: &[PathStep]) -> Vec<Value> {
    let Some((step, rest)) = steps.split_first() else { return vec![value.clone()] };
    match (step, value) {
        (PathStep::Member(key), Value::Object(members)) => members.get(key).map_or_else(Vec::new, |value| values(value, rest)),
        (PathStep::Members, Value::Object(members)) => members.values().flat_map(|value| values(value, rest)).collect(),
        (PathStep::Elements, Value::Array(elements)) => elements.iter().flat_map(|element| values(element, rest)).collect(),
        (PathStep::Text, Value::String(text)) => match serde_json::from_str(text) {
            Ok(value) if rest.is_empty() => vec![value],
            Ok(value) => values(&value, rest),
            Err(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// What is taken of each record: it reads the one that begins the bytes, and gives the place behind it.
pub type Take<'t> = dyn FnMut(&[u8]) -> Option<usize> + 't;

/// Follows a path through the bytes of records.
#[derive(Default)]
pub struct Unwrapper {
    /// JSON text out of strings, one for each string within a string.
    texts: Vec<Vec<u8>>,
    /// Whether the way ended before its end: the record is of another kind.
    missing: bool,
}

impl Unwrapper {
    /// Follows the steps from the value that begins the bytes, and hands each record to `take`; gives the place behind the value, and whether
    /// the path leads anywhere in it. `None` where the bytes are no JSON.
    pub fn follow(&mut self, bytes: &[u8], steps: &[PathStep], take: &mut Take<'_>) -> Option<(usize, bool)> {
        self.missing = false;
        let end = self.value(bytes, json_token(bytes, 0)?, steps, take)?;
        Some((end, !self.missing))
    }

    fn value(&mut self, bytes: &[u8], at: usize, steps: &[PathStep], take: &mut Take<'_>) -> Option<usize> {
        let Some((step, rest)) = steps.split_first() else { return Some(at + take(bytes.get(at..)?)?) };
        match (step, bytes.get(at)?) {
            (PathStep::Member(key), b'{') => self.member(bytes, at + 1, Some(key), rest, take),
            (PathStep::Members, b'{') => self.member(bytes, at + 1, None, rest, take),
            (PathStep::Elements, b'[') => self.elements(bytes, at + 1, rest, take),
            (PathStep::Text, b'"') => self.text(bytes, at + 1, rest, take),
            _ => {
                self.missing = true;
                json_value_end(bytes, at)
            }
        }
    }

    fn member(&mut self, bytes: &[u8], mut at: usize, wanted: Option<&String>, rest: &[PathStep], take: &mut Take<'_>) -> Option<usize> {
        let mut found = false;
        loop {
            at = json_token(bytes, at)?;
            if bytes[at] == b'}' {
                self.missing |= !found;
                return Some(at + 1);
            }
            let (key, value) = json_member(bytes, at)?;
            let led = match wanted {
                Some(wanted) => !found && bytes[key] == *wanted.as_bytes(),
                None => matches!(bytes.get(value), Some(b'{' | b'[')),
            };
            at = if led {
                found = true;
                self.value(bytes, value, rest, take)?
            } else {
                json_value_end(bytes, value)?
            };
        }
    }

    fn elements(&mut self, bytes: &[u8], mut at: usize, rest: &[PathStep], take: &mut Take<'_>) -> Option<usize> {
        loop {
            at = json_token(bytes, at)?;
            if bytes[at] == b']' {
                return Some(at + 1);
            }
            at = self.value(bytes, at, rest, take)?;
        }
    }

    fn text(&mut self, bytes: &[u8], at: usize, rest: &[PathStep], take: &mut Take<'_>) -> Option<usize> {
        let mut text = self.texts.pop().unwrap_or_default();
        let (end, length) = unescape(bytes.get(at..)?, &mut text)?;
        let json = text[..length].trim_ascii();
        // What is no JSON is something else that the product carries.
        if json.first().is_some_and(|first| matches!(first, b'{' | b'[' | b'"')) {
            // A record that is broken is counted by whoever takes it.
            let inner = if rest.is_empty() { take(json) } else { self.value(json, 0, rest, take) };
            inner?;
        } else {
            self.missing = true;
        }
        self.texts.push(text);
        Some(at + end)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(value: &Value, steps: &[PathStep]) -> (Vec<String>, bool) {
        let mut records = Vec::new();
        let text = value.to_string();
        let mut take = |bytes: &[u8]| {
            let end = json_value_end(bytes, 0)?;
            records.push(String::from_utf8_lossy(&bytes[..end]).into_owned());
            Some(end)
        };
        let (end, led) = Unwrapper::default().follow(text.as_bytes(), steps, &mut take).expect("JSON");
        assert_eq!(end, text.len());
        (records, led)
    }

    #[test]
    fn the_way_to_a_record_is_learned_and_leads_to_all_of_them() {
        let record = json!({"mark": 1, "text": "a \"b\" \\ 営業 \n", "list": [{"other": 2}]});
        let is_record = |members: &serde_json::Map<String, Value>| members.contains_key("mark");
        let text = record.to_string();
        for (wrapped, path, count) in [
            (json!({"result": {"_raw": text}}), "result._raw", 1),
            (
                json!({"took": 1, "hits": {"total": 2, "hits": [{"_source": {"message": text}}, {"_source": {"message": text}}]}}),
                "hits.hits[]._source.message",
                2,
            ),
            (json!({"body": {"value": [record, record]}}), "body.value[]", 2),
            (json!({"Body": json!({"records": [record]}).to_string()}), "Body.records[]", 1),
            (json!({"a": json!(text).to_string()}), "a", 1),
            (json!(text), "JSON text", 1),
            (json!({"event.original": record}), "event.original", 1),
            (json!({"first": [record], "count": 2, "second": [record]}), "*[]", 2),
            (json!({"page1": {"value": [record]}, "page2": {"value": [record]}}), "*.value[]", 2),
            (json!({"0": record, "1": record}), "*", 2),
        ] {
            let steps = widened(&wrapped, learn(&wrapped, &is_record).expect(path), &is_record);
            assert_eq!(Path { column: None, steps: steps.clone() }.to_string(), path);
            assert_eq!(found(&wrapped, &steps), (vec![text.clone(); count], true), "{path}");
            assert_eq!(values(&wrapped, &steps), vec![record.clone(); count], "{path}");
        }
        assert_eq!(learn(&record, &is_record), None, "nothing is around it");
        let steps = [PathStep::Member("a".to_owned()), PathStep::Text];
        assert_eq!(found(&json!({"b": 1}), &steps), (Vec::new(), false));
        assert_eq!(found(&json!({"a": "plain text"}), &steps), (Vec::new(), false));
    }

    #[test]
    fn a_path_is_split_where_a_list_may_be_cut() {
        let member = |key: &str| PathStep::Member(key.to_owned());
        let path = Path {
            column: None,
            steps: vec![member("hits"), member("hits"), PathStep::Elements, member("_source"), PathStep::Text, member("a"), PathStep::Elements],
        };
        assert_eq!(
            path.split(),
            (vec!["hits".to_owned(), "hits".to_owned()], vec![member("_source"), PathStep::Text, member("a"), PathStep::Elements])
        );
        let path = Path { column: None, steps: vec![member("message"), PathStep::Text] };
        assert_eq!(path.split(), (Vec::new(), vec![member("message"), PathStep::Text]));
    }
}
