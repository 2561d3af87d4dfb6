//! Every value of a log is written by strangers: making texts safe for terminals, CSV and Markdown, and measuring them.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

/// Whether a character can do something to a terminal or hide something in it: control, bidirectional and zero-width characters.
#[must_use]
pub fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{061c}' | '\u{feff}' | '\u{ad}' | '\u{180e}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{2028}' | '\u{2029}')
}

/// The text with treacherous characters shown as `\u{..}`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_treacherous(c) {
            let _ = write!(out, "\\u{{{:x}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Columns that a text takes on a terminal.
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The text cut to a number of columns, with an ellipsis where something was cut.
#[must_use]
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        out.push(c);
    }
    out.push('…');
    Cow::Owned(out)
}

/// A CSV cell that no spreadsheet takes for a formula: a leading `= + - @ ' TAB CR LF NUL`, or a full-width form, gets a `'` before it.
/// The `'` itself is among them, so that the step can be undone.
#[must_use]
pub fn defused(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\'' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠' | '＇') => Cow::Owned(format!("'{text}")),
        _ => Cow::Borrowed(text),
    }
}

/// A value as it is typed in a shell: plain where that is safe, else in quotes that PowerShell and Unix shells read alike as far as
/// there are such.
#[must_use]
pub fn shell_quoted(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@');
    if !value.is_empty() && value.chars().all(plain) {
        value.to_owned()
    } else if !value.contains('\'') {
        format!("'{value}'")
    } else if !value.contains(['"', '$', '`', '\\', '!']) {
        format!("\"{value}\"")
    } else {
        // No form is right everywhere: this one is PowerShell's.
        format!("'{}'", value.replace('\'', "''"))
    }
}

/// A Markdown table cell: nothing in it is markup or a link.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for (place, c) in visible(text).chars().enumerate() {
        match c {
            '|' | '`' | '[' | ']' | '*' | '_' | '\\' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '#' | '-' | '+' if place == 0 => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_csv_cell_is_a_formula_and_the_escape_can_be_undone(text in r"(?s)['=+\-@\t\r\n＝＋－＠]?.{0,8}") {
            let safe = defused(&text);
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']));
            let undone = safe.strip_prefix('\'').unwrap_or(&safe);
            prop_assert_eq!(undone, text.as_str());
        }

        #[test]
        fn nothing_treacherous_reaches_a_terminal(text in any::<String>()) {
            prop_assert!(!visible(&text).chars().any(is_treacherous));
        }

        #[test]
        fn a_cut_text_fits(text in any::<String>(), columns in 1usize..40) {
            prop_assert!(width(&cut(&text, columns)) <= columns);
        }
    }

    #[test]
    fn values_are_quoted_for_shells() {
        for (value, quoted) in
            [("a-b/c.json", "a-b/c.json"), ("A. Datum", "'A. Datum'"), ("o'brien@p.com", "\"o'brien@p.com\""), ("$(x)", "'$(x)'"), ("", "''")]
        {
            assert_eq!(shell_quoted(value), quoted);
        }
    }

    #[test]
    fn widths_are_display_widths() {
        assert_eq!(width("テナント"), 8);
        assert_eq!(cut("テナント", 5), "テナ…");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(visible("a\u{1b}[31m\u{202e}b"), "a\\u{1b}[31m\\u{202e}b");
        assert_eq!(markdown("a|b <x> [l](u)"), "a\\|b &lt;x&gt; \\[l\\](u)");
    }
}
