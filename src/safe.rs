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

/// Whether a text is of printable ASCII alone, as most are.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The text with treacherous characters shown as `\u{..}`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.chars().any(is_treacherous) {
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

/// The text between double quotes, as messages name what was typed or found: backslashes stay single, so that a path can be copied.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", visible(text))
}

/// Texts between double quotes, in brackets: headings or keys that were found where others were wanted.
#[must_use]
pub fn quoted_list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    format!("[{}]", texts.into_iter().map(|text| quoted(text.as_ref())).collect::<Vec<_>>().join(", "))
}

/// Columns that a text takes on a terminal.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
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

/// A value as it is typed in PowerShell, cmd and bash alike: plain where that is safe, else between double quotes, which all three know.
/// What any of them would act on there is written `\u{..}`, which [`typed`] reads.
#[must_use]
pub fn shell_quoted(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@');
    // PowerShell puts the values of a variable in the place of a word that begins with @.
    if !value.is_empty() && !value.starts_with('@') && value.chars().all(plain) {
        return value.to_owned();
    }
    // A quote ends the text (PowerShell takes typographic ones too), $ ` % and ! begin something else.
    let acts = |c: char| matches!(c, '"' | '“' | '”' | '„' | '$' | '`' | '%' | '!') || is_treacherous(c);
    let mut out = String::from("\"");
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        let next = rest.clone().next();
        // A backslash counts where another, an escape or the end follows; one before `u{` is no escape of ours.
        let joins = c == '\\' && next.is_none_or(|next| next == '\\' || acts(next) || rest.as_str().starts_with("u{"));
        if joins || acts(c) {
            let _ = write!(out, "\\u{{{:x}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    out.push('"');
    out
}

/// A value of the command line: `\u{..}` stands for the character of that number, as terminals are shown it and as commands are shown
/// for copying.
#[must_use]
pub fn typed(value: &str) -> Cow<'_, str> {
    if !value.contains("\\u{") {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("\\u{") {
        out.push_str(before);
        let escape = after.split_once('}').and_then(|(number, after)| Some((char::from_u32(u32::from_str_radix(number, 16).ok()?)?, after)));
        rest = if let Some((c, after)) = escape {
            out.push(c);
            after
        } else {
            out.push_str("\\u{");
            after
        };
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What begins no line in Japanese text.
const CLOSING: &str = "、。，．」』）】〉》｝〕・：；？！…々ー～ぁぃぅぇぉっゃゅょァィゥェォッャュョ)].,:;!?%";
/// What ends no line there.
const OPENING: &str = "「『（【〈《｛〔([";

/// Whether a line may end between these: after a space, and beside a Japanese letter.
fn may_break(before: char, after: char) -> bool {
    let is_wide = |c: char| c.width() == Some(2);
    before == ' ' || (is_wide(before) || is_wide(after)) && after != ' ' && !CLOSING.contains(after) && !OPENING.contains(before)
}

/// The text in lines of at most so many columns, broken between words where it can be.
#[must_use]
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    let mut words = vec![String::new()];
    let mut before = None;
    for c in text.chars() {
        if before.replace(c).is_some_and(|before| may_break(before, c)) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    for word in words {
        if used > 0 && used + width(word.trim_end()) > columns {
            lines.push(String::new());
            used = 0;
        }
        for c in word.chars() {
            let of_c = c.width().unwrap_or(0);
            // A word that is longer than a line, and a text without spaces, are broken anywhere.
            if used > 0 && c != ' ' && used + of_c > columns {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
            used += of_c;
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// A Markdown table cell: nothing in it is markup or a link, not even an address that many readers would make one of.
#[must_use]
pub fn markdown(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 4);
    for (place, c) in text.char_indices() {
        let (before, rest) = text.split_at(place);
        match c {
            ':' if rest.starts_with("://") => out.push_str("\\:"),
            '.' if before.get(before.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www")) => out.push_str("\\."),
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
        #![proptest_config(ProptestConfig::with_cases(20_000))]

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
    }

    proptest! {
        #[test]
        fn a_cut_text_fits(text in any::<String>(), columns in 1usize..40) {
            prop_assert!(width(&cut(&text, columns)) <= columns);
        }
    }

    #[test]
    fn values_are_quoted_for_shells() {
        for (value, quoted) in [
            ("a-b/c.json", "a-b/c.json"),
            ("A. Datum", r#""A. Datum""#),
            ("o'brien@p.com", r#""o'brien@p.com""#),
            ("@list", r#""@list""#),
            ("$(x) 5%!", r#""\u{24}(x) 5\u{25}\u{21}""#),
            (r"C:\my logs\", r#""C:\my logs\u{5c}""#),
            (r"\\server\users", r#""\u{5c}\server\users""#),
            ("", r#""""#),
        ] {
            assert_eq!(shell_quoted(value), quoted);
        }
        assert_eq!(typed(r"\u{24}\u{zz}\u{41"), r"$\u{zz}\u{41");
    }

    /// What is between double quotes, as bash, PowerShell, and cmd with the runtime of C hand it to a program; nothing where a shell would
    /// act on it.
    fn read_by_shells(quoted: &str) -> [Option<String>; 3] {
        let Some(inner) = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
            return [(); 3].map(|()| Some(quoted.to_owned()));
        };
        let bash = || {
            let mut out = String::new();
            let mut chars = inner.chars().peekable();
            while let Some(c) = chars.next() {
                match c {
                    '"' | '$' | '`' | '!' => return None,
                    '\\' if chars.peek().is_none() => return None,
                    '\\' => out.push(chars.next_if(|next| matches!(next, '$' | '`' | '"' | '\\')).unwrap_or('\\')),
                    c => out.push(c),
                }
            }
            Some(out)
        };
        let powershell = || (!inner.contains(['"', '“', '”', '„', '$', '`'])).then(|| inner.to_owned());
        // In the runtime of C backslashes count only before a quote, which the closing one is.
        let cmd = || (!inner.contains(['"', '%', '!', '\n', '\r']) && !inner.ends_with('\\')).then(|| inner.to_owned());
        [bash(), powershell(), cmd()]
    }

    proptest! {
        #[test]
        fn every_shell_hands_the_program_what_was_quoted(value in r#"([\\"'$`%!“ u{}@5a-cé^&|<>#\n\x1b\u{202e}]|\\u\{24\}|\PC){0,12}"#) {
            for read in read_by_shells(&shell_quoted(&value)) {
                let given = read.map(|read| typed(&read).into_owned());
                prop_assert_eq!(given.as_ref(), Some(&value));
            }
        }

        #[test]
        fn wrapped_lines_fit_and_lose_no_letter(text in r"(テナント|[a-z]{1,30}| ){0,12}", columns in 2usize..40) {
            let lines = wrapped(&text, columns);
            for line in &lines {
                prop_assert!(width(line) <= columns, "{line}");
            }
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }

    #[test]
    fn japanese_lines_break_between_letters_but_not_before_a_full_stop() {
        assert_eq!(wrapped("既定の設定 fabrikam の受信です。", 16), ["既定の設定", "fabrikam の受信", "です。"]);
        assert_eq!(wrapped("受信です。「送信」", 8), ["受信で", "す。「送", "信」"]);
    }

    #[test]
    fn a_path_in_quotes_can_be_copied() {
        assert_eq!(quoted(r"C:\logs\a b.json"), r#""C:\logs\a b.json""#);
        assert_eq!(quoted("a\u{1b}\n"), r#""a\u{1b}\u{a}""#);
        assert_eq!(quoted_list([r"a\b", "c"]), r#"["a\b", "c"]"#);
    }

    #[test]
    fn widths_are_display_widths() {
        assert_eq!(width("テナント"), 8);
        assert_eq!(cut("テナント", 5), "テナ…");
        assert_eq!(cut("abc", 3), "abc");
        assert_eq!(visible("a\u{1b}[31m\u{202e}b"), "a\\u{1b}[31m\\u{202e}b");
        assert_eq!(markdown("a|b <x> [l](u)"), "a\\|b &lt;x&gt; \\[l\\](u)");
        assert_eq!(markdown("https://x.example WWW.x.example a:b 株ww.x"), "https\\://x.example WWW\\.x.example a:b 株ww.x");
    }
}
