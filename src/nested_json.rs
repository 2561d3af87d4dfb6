//! JSON as logs and exports carry it: JSON in strings in JSON, keys in any case, a single object where a list belongs.
//!
//! What it is not: the meaning of a value. Nothing here fails: what is no JSON stays the text it was.

use serde_json::{Map, Value};

/// How often JSON may be wrapped in a string of JSON.
const WRAPPINGS: usize = 4;

/// Opens JSON that is hidden in strings; other values and texts stay as they are, so that no number is rewritten. A text that says nothing
/// is null.
#[must_use]
pub fn opened(mut value: Value) -> Value {
    for _ in 0..WRAPPINGS {
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

/// The value of JSON text, out of the strings it may be wrapped in; `None` where it is no JSON.
#[must_use]
pub fn parsed(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().map(opened)
}

/// The elements of a list that may be wrapped in strings; one object counts as a list of one, and null as an empty list. `None` where it
/// is neither.
#[must_use]
pub fn elements(value: Value) -> Option<Vec<Value>> {
    match opened(value) {
        Value::Null => Some(Vec::new()),
        Value::Array(items) => Some(items),
        object @ Value::Object(_) => Some(vec![object]),
        _ => None,
    }
}

/// The value of a key, in any case.
#[must_use]
pub fn find<'v>(members: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    members.iter().find(|(found, _)| found.eq_ignore_ascii_case(key)).map(|(_, value)| value)
}

/// The value of a member, its key in any case; `None` where it is absent or `object` is none.
#[must_use]
pub fn value_of<'v>(object: &'v Value, key: &str) -> Option<&'v Value> {
    find(object.as_object()?, key)
}

/// The text of a member, its key in any case; `None` where it is absent, no text, or a mark for "nothing".
#[must_use]
pub fn member<'v>(object: &'v Value, key: &str) -> Option<&'v str> {
    value_of(object, key)?.as_str().map(str::trim).filter(|text| !matches!(*text, "" | "-" | "null"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_in_strings_is_opened_and_texts_stay() {
        let inner = json!([{"Id": " x "}]);
        let once = Value::from(inner.to_string());
        let twice = Value::from(once.to_string());
        for value in [&inner, &once, &twice] {
            assert_eq!(elements(value.clone()), Some(vec![json!({"Id": " x "})]));
        }
        assert_eq!(parsed(&twice.to_string()), Some(inner.clone()));
        assert_eq!(elements(json!({"a": 1})), Some(vec![json!({"a": 1})]));
        assert_eq!(elements(json!(" null ")), Some(Vec::new()));
        assert_eq!((elements(json!("x")), parsed("{")), (None, None));
        assert_eq!(opened(json!("1e5")), json!("1e5"));
        assert_eq!(opened(json!("{cut")), json!("{cut"));
        assert_eq!(member(&inner[0], "ID"), Some("x"));
        assert_eq!(member(&json!({"a": "-"}), "a"), None);
        assert_eq!(value_of(&json!("a"), "a"), None);
    }
}
