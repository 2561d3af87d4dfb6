//! The JSON of audit events: text inside text, lists of one, keys in any case.
//!
//! What it is not: the meaning of a value (the policy module knows that). Nothing here fails: what is no JSON stays the text it was.

use serde_json::Value;

/// How often JSON may be wrapped in a string of JSON.
const WRAPPINGS: usize = 3;

/// The value of JSON text, out of the strings it may be wrapped in; `None` where it is no JSON.
pub(super) fn unwrap_json(text: &str) -> Option<Value> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    for _ in 0..WRAPPINGS {
        match &value {
            Value::String(inner) => match serde_json::from_str(inner) {
                Ok(unwrapped) => value = unwrapped,
                Err(_) => break,
            },
            _ => break,
        }
    }
    Some(value)
}

/// A member, its key in any case.
pub(super) fn value_of<'v>(object: &'v Value, key: &str) -> Option<&'v Value> {
    object.as_object()?.iter().find(|(found, _)| found.eq_ignore_ascii_case(key)).map(|(_, value)| value)
}

/// The text of a member, its key in any case; `None` where it is absent, no text, or a mark for "nothing".
pub(super) fn member<'v>(object: &'v Value, key: &str) -> Option<&'v str> {
    value_of(object, key)?.as_str().map(str::trim).filter(|text| !matches!(*text, "" | "-" | "null"))
}

/// The elements of a list that may be wrapped in strings; one object counts as a list of one, and null as an empty list. `None` where it
/// is neither.
pub(super) fn elements(value: &Value) -> Option<Vec<Value>> {
    match opened(value) {
        Value::Null => Some(Vec::new()),
        Value::Array(items) => Some(items),
        object @ Value::Object(_) => Some(vec![object]),
        _ => None,
    }
}

/// JSON in strings opened; other values and texts stay as they are, so that no number is rewritten. A text that says nothing is null.
pub(super) fn opened(value: &Value) -> Value {
    let mut value = value.clone();
    for _ in 0..=WRAPPINGS {
        let Value::String(text) = &value else { break };
        let text = text.trim();
        if text.is_empty() || text == "null" {
            return Value::Null;
        }
        if !text.starts_with(['{', '[', '"']) {
            break;
        }
        match serde_json::from_str(text) {
            Ok(inner) => value = inner,
            Err(_) => break,
        }
    }
    value
}

/// A plain value out of its strings and lists of one: `"[\"true\"]"` is `true`.
pub(super) fn settled(value: &Value) -> Value {
    let mut value = opened(value);
    for _ in 0..WRAPPINGS {
        match value {
            Value::Array(mut items) if items.len() <= 1 => value = items.pop().map_or(Value::Null, |item| opened(&item)),
            _ => break,
        }
    }
    match value.as_str().map(str::to_lowercase).as_deref() {
        Some("true") => Value::Bool(true),
        Some("false") => Value::Bool(false),
        _ => value,
    }
}

/// A value as text: its own, or compact JSON.
pub(super) fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Graph's spelling of a member: the first letter small, where it is one word and no abbreviation.
pub(super) fn graph_name(name: &str) -> String {
    let name = name.trim();
    let mut letters = name.chars();
    let Some(first) = letters.next() else { return "unnamed".to_owned() };
    let is_word = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
        && !name.chars().nth(1).is_some_and(|second| second.is_ascii_uppercase());
    if is_word { format!("{}{}", first.to_ascii_lowercase(), letters.as_str()) } else { name.to_owned() }
}

/// Whether a text is JSON that ends too early.
pub(super) fn is_truncated(text: &str) -> bool {
    serde_json::from_str::<Value>(text.trim()).is_err_and(|error| error.is_eof())
}
