//! The tokens of HCL, as far as settings need them.
//!
//! What it is not: a check that a text is HCL. Whatever is no token that is known is a sign of one character.

use super::reader::{Reader, Token, broken};
use super::trouble::Fault;

/// What follows an opening quote.
fn quoted_text(reader: &mut Reader) -> Result<Token, Fault> {
    let begin = reader.at;
    let mut text = String::new();
    // What is open: a text, or an expression in one with so many braces.
    let mut open: Vec<Option<usize>> = vec![None];
    let mut template = false;
    while let Some(inner) = open.last_mut() {
        let Some(c) = reader.next() else { return Err(broken(reader.line, "\"")) };
        match inner {
            Some(braces) => match c {
                '"' => open.push(None),
                '{' => *braces += 1,
                '}' if *braces == 1 => {
                    open.pop();
                }
                '}' => *braces -= 1,
                _ => {}
            },
            None => match c {
                '"' => {
                    open.pop();
                }
                '\n' => return Err(broken(reader.line - 1, &text)),
                '\\' => escape(reader, &mut text)?,
                '$' | '%' if reader.peek(0) == Some(c) && reader.peek(1) == Some('{') => {
                    reader.at += 2;
                    text.push(c);
                    text.push('{');
                }
                '$' | '%' if reader.peek(0) == Some('{') => {
                    reader.at += 1;
                    template = true;
                    open.push(Some(1));
                }
                _ => text.push(c),
            },
        }
    }
    Ok(if template { Token::Template(reader.between(begin, reader.at.saturating_sub(1))) } else { Token::Text(text) })
}

fn escape(reader: &mut Reader, text: &mut String) -> Result<(), Fault> {
    let c = match reader.next() {
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some(c @ ('"' | '\\')) => c,
        Some(c @ ('u' | 'U')) => {
            let digits = if c == 'u' { 4 } else { 8 };
            let mut code = 0;
            for _ in 0..digits {
                let digit = reader.next().and_then(|c| c.to_digit(16)).ok_or_else(|| broken(reader.line, "\\u"))?;
                code = code * 16 + digit;
            }
            char::from_u32(code).ok_or_else(|| broken(reader.line, "\\u"))?
        }
        _ => return Err(broken(reader.line, "\\")),
    };
    text.push(c);
    Ok(())
}

/// What follows `<<`: everything to the line that is the mark.
fn heredoc(reader: &mut Reader) -> Result<Token, Fault> {
    let mark = reader.rest_of_line();
    let mark = mark.trim_start_matches('-').trim().to_owned();
    let mut text = String::new();
    while reader.next().is_some() {
        let line = reader.rest_of_line();
        if line.trim() == mark {
            return Ok(Token::Template(text));
        }
        text.push_str(&line);
        text.push('\n');
    }
    Err(broken(reader.line, &mark))
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
            '/' if reader.peek(0) == Some('/') => {
                reader.rest_of_line();
                continue;
            }
            '/' if reader.peek(0) == Some('*') => {
                reader.comment("/*", ['*', '/'])?;
                continue;
            }
            c if c.is_whitespace() => continue,
            '"' => quoted_text(&mut reader)?,
            '<' if reader.peek(0) == Some('<') && reader.peek(1).is_some_and(|c| c == '-' || c.is_alphabetic()) => {
                reader.at += 1;
                heredoc(&mut reader)?
            }
            c if c.is_alphabetic() || c == '_' => Token::Word(format!("{c}{}", reader.word())),
            c if c.is_ascii_digit() => Token::Number(format!("{c}{}", reader.run(|c| c.is_ascii_alphanumeric() || c == '.'))),
            sign => Token::Sign(sign),
        };
        found.push((line, token));
    }
}

/// A text as HCL writes it, everything in it visible and nothing filled in.
pub(super) fn quoted(text: &str) -> String {
    use std::fmt::Write as _;
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::from("\"");
    for (place, &c) in letters.iter().enumerate() {
        // In a run of signs before a brace all but the last are coded, so that no two of them can be taken for an escape.
        let run = || letters.iter().skip(place + 1).take_while(|next| **next == c).count();
        let brace = |run: usize| letters.get(place + 1 + run) == Some(&'{');
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if brace(run()) => {
                let _ = if run() == 0 { write!(out, "{c}{c}") } else { write!(out, "\\u{:04x}", u32::from(c)) };
            }
            c if crate::policy::recommend::is_treacherous(c) => {
                let code = u32::from(c);
                let _ = if code > 0xffff { write!(out, "\\U{code:08x}") } else { write!(out, "\\u{code:04x}") };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
