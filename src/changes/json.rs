//! The values of changed properties: settled, as text, and under Graph's name.
//!
//! What it is not: the meaning of a value (the policy module knows that). Nothing here fails: what is no JSON stays the text it was.

use serde_json::Value;

use crate::nested_json::opened;

/// How many lists of one may lie in each other.
const LISTS: usize = 3;

/// A plain value out of its strings and lists of one: `"[\"true\"]"` is `true`.
pub(super) fn settled(value: &Value) -> Value {
    let mut value = opened(value.clone());
    for _ in 0..LISTS {
        match value {
            Value::Array(mut items) if items.len() <= 1 => value = items.pop().map_or(Value::Null, opened),
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
