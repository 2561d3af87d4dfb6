//! The tokens of PowerShell, as far as a configuration needs them.
//!
//! What it is not: a check that a text is PowerShell. Typographic quotes are quotes, as they are for PowerShell.

use super::reader::{Reader, Token, broken};
use super::trouble::Fault;

fn single(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}')
}

fn double(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201e}')
}

fn single_quoted(reader: &mut Reader) -> Result<Token, Fault> {
    let line = reader.line;
    let mut text = String::new();
    loop {
        match reader.next() {
            None => return Err(broken(line, "'")),
            Some(c) if single(c) => match reader.peek(0).filter(|c| single(*c)) {
                Some(doubled) => {
                    text.push(doubled);
                    reader.at += 1;
                }
                None => return Ok(Token::Text(text)),
            },
            Some(c) => text.push(c),
        }
    }
}

/// `$([char]0x202e)`, the one thing filled in that is as good as written out.
fn coded(reader: &mut Reader) -> Option<char> {
    const BEGIN: &str = "([char]0x";
    let start = reader.at + BEGIN.len();
    let digits: String = reader.between(start, start + 5).chars().take_while(char::is_ascii_hexdigit).collect();
    let end = start + digits.len();
    let begin = reader.between(reader.at, start);
    let c = u32::from_str_radix(&digits, 16).ok().filter(|_| begin == BEGIN).and_then(char::from_u32)?;
    (reader.between(end, end + 1) == ")").then(|| {
        reader.at = end + 1;
        c
    })
}

fn double_quoted(reader: &mut Reader) -> Result<Token, Fault> {
    let (line, begin) = (reader.line, reader.at);
    let mut text = String::new();
    let mut template = false;
    // Brackets of what is filled in, which may hold texts of its own.
    let mut open = 0_usize;
    loop {
        let Some(c) = reader.next() else { return Err(broken(line, "\"")) };
        if open > 0 {
            match c {
                '(' => open += 1,
                ')' => open -= 1,
                c if single(c) => drop(single_quoted(reader)?),
                _ => {}
            }
            continue;
        }
        match c {
            '`' => match reader.next() {
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some('t') => text.push('\t'),
                Some('0') => text.push('\0'),
                Some(c) => text.push(c),
                None => return Err(broken(line, "`")),
            },
            '$' => {
                if let Some(c) = coded(reader) {
                    text.push(c);
                } else if reader.peek(0).is_some_and(|c| c.is_alphanumeric() || "_{(:?$^".contains(c)) {
                    template = true;
                    if reader.peek(0) == Some('(') {
                        reader.at += 1;
                        open = 1;
                    }
                } else {
                    text.push('$');
                }
            }
            c if double(c) => match reader.peek(0).filter(|c| double(*c)) {
                Some(doubled) => {
                    text.push(doubled);
                    reader.at += 1;
                }
                None if template => {
                    return Ok(Token::Template(reader.between(begin, reader.at.saturating_sub(1))));
                }
                None => return Ok(Token::Text(text)),
            },
            c => text.push(c),
        }
    }
}

/// What follows `@'` or `@"` at the end of a line: everything to the line that begins with the mark.
fn here(reader: &mut Reader, expands: bool) -> Result<Token, Fault> {
    let line = reader.line;
    reader.rest_of_line();
    let mut lines = Vec::new();
    while reader.next().is_some() {
        let ends = |c: char| if expands { double(c) } else { single(c) };
        if reader.peek(0).is_some_and(ends) && reader.peek(1) == Some('@') {
            reader.at += 2;
            return Ok(Token::Template(lines.join("\n")));
        }
        lines.push(reader.rest_of_line());
    }
    Err(broken(line, "@"))
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Fault> {
    let mut reader = Reader::new(text);
    let mut found = Vec::new();
    loop {
        let line = reader.line;
        let Some(c) = reader.next() else { return Ok(found) };
        let token = match c {
            '\n' => Token::Newline,
            '#' => {
                reader.rest_of_line();
                continue;
            }
            '<' if reader.peek(0) == Some('#') => {
                reader.comment("<#", ['#', '>'])?;
                continue;
            }
            // A line that goes on in the next one.
            '`' if reader.peek(0).is_some_and(|c| c == '\n' || c == '\r') => {
                reader.rest_of_line();
                reader.next();
                continue;
            }
            c if c.is_whitespace() => continue,
            '@' if reader.peek(0).is_some_and(|c| single(c) || double(c)) => {
                let expands = reader.peek(0).is_some_and(double);
                here(&mut reader, expands)?
            }
            c if single(c) => single_quoted(&mut reader)?,
            c if double(c) => double_quoted(&mut reader)?,
            '$' => Token::Variable(reader.word()),
            c if c.is_alphanumeric() || c == '_' => Token::Word(format!("{c}{}", reader.word())),
            sign => Token::Sign(sign),
        };
        found.push((line, token));
    }
}

/// A text as PowerShell writes it, everything in it visible and nothing filled in.
pub(super) fn quoted(text: &str) -> String {
    use std::fmt::Write as _;
    let hidden = crate::policy::recommend::is_treacherous;
    if !text.contains(hidden) {
        let mut out = String::from("'");
        for c in text.chars() {
            if single(c) {
                out.push(c);
            }
            out.push(c);
        }
        out.push('\'');
        return out;
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\n' => out.push_str("`n"),
            '\r' => out.push_str("`r"),
            '\t' => out.push_str("`t"),
            '`' | '$' => {
                out.push('`');
                out.push(c);
            }
            c if double(c) => {
                out.push('`');
                out.push(c);
            }
            c if hidden(c) => {
                let _ = write!(out, "$([char]0x{:x})", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
