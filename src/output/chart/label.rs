//! Labels: cleaning, estimating their width, cutting them to it, and numbers with grouped digits.
//!
//! No font is at hand, so a width is an estimate that leans towards too wide. Escaping for XML is not done here.

use unicode_width::UnicodeWidthChar;

use crate::words::group;

/// Marks that may follow one letter; more of them would only grow over the neighbours.
const MARKS: usize = 4;

/// A text in one line, without characters that are invisible, reorder the text, or are not allowed in XML.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for letter in text.chars() {
        if letter.is_whitespace() || letter.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            continue;
        }
        if is_hidden(letter) {
            continue;
        }
        marks = if letter.width() == Some(0) { marks + 1 } else { 0 };
        if marks <= MARKS {
            out.push(letter);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Bidirectional controls, invisible fillers, tags and noncharacters.
fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E007F}')
}

/// Width of a letter in thousandths of the font size.
fn thousandths(letter: char) -> i32 {
    match letter.width() {
        None | Some(0) => 0,
        Some(1) => match letter {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 320,
            'f' | 't' | 'r' | '(' | ')' | '[' | ']' | ' ' | '-' | '/' => 400,
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 960,
            letter if letter.is_uppercase() => 700,
            _ => 590,
        },
        Some(_) => 1000,
    }
}

/// Estimated width of a text at a font size.
pub(super) fn width(text: &str, size: i32) -> i32 {
    let sum = text.chars().fold(0_i32, |sum, letter| sum.saturating_add(thousandths(letter)));
    sum.saturating_mul(size) / 1000 + i32::from(sum > 0)
}

/// Estimated width of a bold text.
pub(super) fn bold_width(text: &str, size: i32) -> i32 {
    width(text, size).saturating_mul(6) / 5
}

/// A clean text that is at most so wide: as it is, or its beginning and an ellipsis.
pub(super) fn cut(text: &str, room: i32, size: i32) -> String {
    let text = clean(text);
    if width(&text, size) <= room {
        return text;
    }
    let room = room.saturating_sub(size).saturating_mul(1000) / size.max(1);
    let mut out = String::new();
    let mut used = 0;
    for letter in text.chars() {
        used += thousandths(letter);
        if used > room {
            break;
        }
        out.push(letter);
    }
    out.truncate(out.trim_end_matches([' ', '\u{200D}']).len());
    out.push('…');
    out
}

/// A number with its digits in groups of three.
pub(super) fn grouped(number: u128) -> String {
    let mut out = String::new();
    group(&mut out, &number.to_string());
    out
}
