//! Literals of Python: what pandas writes into a cell where a record has an object or a list.

use std::str::Chars;

use serde_json::{Map, Value};

/// How deep a value may be nested.
const DEEPEST: u8 = 60;

/// The value that a text spells as Python does; `None` where it is anything else.
#[must_use]
pub fn literal(text: &str) -> Option<Value> {
    let mut reader = Reader { rest: text };
    let value = reader.value(DEEPEST)?;
    reader.rest.trim().is_empty().then_some(value)
}

/// Whether a text begins like an object or a list of Python with texts in it, as no JSON does.
#[must_use]
pub fn may_be_literal(text: &str) -> bool {
    text.starts_with(['{', '[', '(']) && text.trim_start_matches(['{', '[', '(', ' ']).starts_with('\'')
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    /// Whether this comes next; if so, what follows is behind it.
    fn takes(&mut self, mark: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, deeper: u8) -> Option<Value> {
        let deeper = deeper.checked_sub(1)?;
        for quote in ['\'', '"'] {
            if self.takes(quote) {
                return self.text(quote).map(Value::String);
            }
        }
        if self.takes('{') {
            return self.object(deeper);
        }
        if self.takes('[') {
            return self.list(']', deeper);
        }
        if self.takes('(') { self.list(')', deeper) } else { self.word() }
    }

    fn list(&mut self, close: char, deeper: u8) -> Option<Value> {
        let mut elements = Vec::new();
        while !self.takes(close) {
            elements.push(self.value(deeper)?);
            if !self.takes(',') {
                return self.takes(close).then_some(Value::Array(elements));
            }
        }
        Some(Value::Array(elements))
    }

    fn object(&mut self, deeper: u8) -> Option<Value> {
        let mut members = Map::new();
        while !self.takes('}') {
            let Value::String(key) = self.value(deeper)? else { return None };
            let value = if self.takes(':') { self.value(deeper)? } else { return None };
            members.insert(key, value);
            if !self.takes(',') {
                return self.takes('}').then_some(Value::Object(members));
            }
        }
        Some(Value::Object(members))
    }

    /// A text from behind its opening quote.
    fn text(&mut self, quote: char) -> Option<String> {
        let (mut letters, mut text) = (self.rest.chars(), String::new());
        loop {
            match letters.next()? {
                '\\' => text.push(escaped(&mut letters)?),
                letter if letter == quote => break,
                letter => text.push(letter),
            }
        }
        self.rest = letters.as_str();
        Some(text)
    }

    /// A number, a truth value or nothing.
    fn word(&mut self) -> Option<Value> {
        let text = self.rest.trim_start();
        let (word, rest) = text.split_at(text.find([',', ':', '}', ']', ')']).unwrap_or(text.len()));
        self.rest = rest;
        match word.trim_end() {
            "None" | "nan" => Some(Value::Null),
            "True" => Some(Value::Bool(true)),
            "False" => Some(Value::Bool(false)),
            number => number.parse().ok().map(Value::Number),
        }
    }
}

/// The letter that stands behind a backslash, or is spelled there as a number.
fn escaped(letters: &mut Chars<'_>) -> Option<char> {
    let digits = match letters.next()? {
        'n' => return Some('\n'),
        'r' => return Some('\r'),
        't' => return Some('\t'),
        plain @ ('\\' | '\'' | '"') => return Some(plain),
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return None,
    };
    let code = (0..digits).try_fold(0, |code, _| Some(code * 16 + letters.next()?.to_digit(16)?))?;
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_python_writes_is_read_and_nothing_else() {
        let text = r#"[{'id': 'a\'b\\', 'n': None, 'list': (True, False, -2, 1.5, []), "it's": "quote '\"", 'x': '\u55b6\xe9\n', 'nan': nan}, {}]"#;
        let value = json!([{"id": "a'b\\", "n": null, "list": [true, false, -2, 1.5, []], "it's": "quote '\"", "x": "営é\n", "nan": null}, {}]);
        assert!(may_be_literal(text));
        assert_eq!(literal(text), Some(value));
        assert_eq!(literal("{'a': 1,}"), Some(json!({"a": 1})));
        for other in ["", "{'a'}", "{1: 2}", "{'a': }", "{'a': 1", "{'a': x}", "{'a': datetime.datetime(2026, 1, 1)}", "'a' 'b'", "[1 2]", r"'\q'"] {
            assert_eq!(literal(other), None, "{other}");
        }
        assert_eq!(literal(&"[".repeat(100_000)), None);
        assert!(!may_be_literal(r#"[{"id": "x"}]"#) && !may_be_literal("'"));
    }
}
