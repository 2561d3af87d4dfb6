//! Policies as exporters really write them: objects wrapped in lists and lists wrapped in objects, members kept apart, switches in words.
//!
//! What it is not: the shape of a policy (see `decode`). None of these habits changes the meaning, so all of them are undone here, once.

use serde_json::Value;

use super::error::{Expected, Trouble, TroubleKind};
use super::model::Other;
use crate::nested_json::opened;

/// How PowerShell begins what it writes in place of an object that lies deeper than its `-Depth`.
const CUT: [&str; 4] = ["Microsoft.Graph.", "System.Collections.", "System.Object", "@{"];

/// Whether this can only be the name of a type, wherever it stands.
pub(super) fn is_type_name(text: &str) -> bool {
    ["Microsoft.Graph.PowerShell.Models.", "System.Collections.", "System.Object[]"].iter().any(|start| text.trim_start().starts_with(start))
}

/// Whether PowerShell put a text in place of the object or list that is expected here.
pub(super) fn is_cut(text: &str) -> bool {
    CUT.iter().any(|start| text.trim_start().starts_with(start))
}

fn shape(expected: Expected, place: &str, found: &Value) -> Trouble {
    let kind = if found.as_str().is_some_and(is_cut) { TroubleKind::DepthCut } else { TroubleKind::Shape(expected) };
    match found {
        Value::String(text) => Trouble::new(kind, place, text),
        other => Trouble::new(kind, place, other),
    }
}

/// The members of an object, found by name in any case.
#[derive(Debug, Default)]
pub(super) struct Members(Vec<(String, String, Value)>);

impl Members {
    /// Extra members that PowerShell keeps apart count as members.
    pub fn new(object: Other) -> Self {
        let mut members = Self::default();
        let mut apart = Vec::new();
        for (key, value) in object {
            if key.eq_ignore_ascii_case("AdditionalProperties") {
                if let Value::Object(inner) = value {
                    apart.extend(inner);
                }
            } else {
                members.0.push((key.to_lowercase(), key, value));
            }
        }
        for (key, value) in apart {
            let lower = key.to_lowercase();
            match members.0.iter_mut().find(|(known, ..)| *known == lower) {
                Some((.., known)) if known.is_null() => *known = value,
                Some(_) => {}
                None => members.0.push((lower, key, value)),
            }
        }
        members
    }

    /// Whether a member is there and says nothing, which is more than being absent.
    pub fn is_null(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _, value)| key == name && tidy_value(opened(value.clone())).is_null())
    }

    /// Whether a member is there, even if it says nothing.
    pub fn gives(&self, name: &str) -> bool {
        self.0.iter().any(|(key, ..)| key == name)
    }

    /// Whether a member is there and says something.
    pub fn holds(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _, value)| key == name && !opened(value.clone()).is_null())
    }

    /// Takes a member out; null where it is absent.
    pub fn take(&mut self, name: &str) -> Value {
        self.0.iter().position(|(key, ..)| key == name).map_or(Value::Null, |place| self.0.remove(place).2)
    }

    /// What was not taken, in Graph's spelling.
    pub fn rest(self) -> Other {
        tidy(self.0.into_iter().map(|(_, name, value)| (name, value)).collect())
    }
}

/// Members in Graph's spelling, without annotations and without members that say nothing (null, objects of nulls).
fn tidy(object: Other) -> Other {
    let mut kept = Other::new();
    for (_, key, value) in Members::new(object).0 {
        if key.starts_with("@odata.") || key.contains("@odata.") {
            continue;
        }
        let mut letters = key.chars();
        let key: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
        match tidy_value(value) {
            Value::Null => {}
            value => {
                kept.entry(key).or_insert(value);
            }
        }
    }
    kept
}

fn tidy_value(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let kept = tidy(object);
            if kept.is_empty() { Value::Null } else { Value::Object(kept) }
        }
        Value::Array(items) => Value::Array(items.into_iter().map(tidy_value).collect()),
        scalar => scalar,
    }
}

/// An object, also in a string or alone in a list; `None` for null.
pub(super) fn object(value: Value, place: &str) -> Result<Option<Members>, Trouble> {
    let mut value = opened(value);
    loop {
        match value {
            Value::Null => return Ok(None),
            Value::Object(members) => return Ok(Some(Members::new(members))),
            Value::Array(mut items) if items.len() <= 1 => value = items.pop().map_or(Value::Null, opened),
            other => return Err(shape(Expected::Object, place, &other)),
        }
    }
}

/// A list, also in a string, as an object `{"value": [..], "Count": n}`, or one object without the list around it.
pub(super) fn list(value: Value, place: &str) -> Result<Vec<Value>, Trouble> {
    match opened(value) {
        Value::Null => Ok(Vec::new()),
        Value::Array(items) => Ok(items),
        Value::Object(mut members) => match members.get_mut("value") {
            Some(Value::Array(items)) => Ok(std::mem::take(items)),
            _ => Ok(vec![Value::Object(members)]),
        },
        other => Err(shape(Expected::List, place, &other)),
    }
}

/// A truth value, also in words or as a number.
pub(super) fn switch(value: Value, place: &str) -> Result<Option<bool>, Trouble> {
    let value = opened(value);
    let text = match &value {
        Value::Null => return Ok(None),
        Value::Bool(switch) => return Ok(Some(*switch)),
        Value::Array(items) if items.len() == 1 => return switch(items[0].clone(), place),
        Value::String(text) => text.trim().to_lowercase(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    match text.as_str() {
        "true" | "1" => Ok(Some(true)),
        "false" | "0" => Ok(Some(false)),
        _ => Err(shape(Expected::Switch, place, &value)),
    }
}

/// A text; numbers and truth values are their own text, and nothing is an empty text.
pub(super) fn text(value: Value) -> Option<String> {
    let outside = value.as_str().map(str::to_owned);
    let text = match (opened(value), outside) {
        (Value::String(text), _) => text.trim().to_owned(),
        (Value::Number(number), _) => number.to_string(),
        (Value::Bool(switch), _) => switch.to_string(),
        // A name may look like JSON.
        (Value::Array(_) | Value::Object(_), Some(outside)) => outside.trim().to_owned(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// `place.member`, or `member` at the top.
pub(super) fn dotted(place: &str, member: &str) -> String {
    if place.is_empty() { member.to_owned() } else { format!("{place}.{member}") }
}
