//! The tokens of HCL, as far as settings need them: names, texts, numbers, and signs, each with its line.
//!
//! What it is not: a check that a text is HCL. Whatever is no token that is known is a sign of one character.

use super::trouble::{CodeTrouble, Fault};

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Word(String),
    /// A text without anything to be filled in.
    Text(String),
    /// A text with something to be filled in, or one that goes over several lines: as it stands there.
    Template(String),
    Number(String),
    Sign(char),
    Newline,
}

impl Token {
    /// As a message shows it.
    pub fn shown(&self) -> String {
        match self {
            Self::Word(text) | Self::Text(text) | Self::Template(text) | Self::Number(text) => text.clone(),
            Self::Sign(sign) => sign.to_string(),
            Self::Newline => String::new(),
        }
    }
}

struct Reader {
    text: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn rest_of_line(&mut self) -> String {
        let mut rest = String::new();
        while let Some(c) = self.peek(0).filter(|c| *c != '\n') {
            rest.push(c);
            self.at += 1;
        }
        rest
    }

    fn broken(&self, found: &str) -> Fault {
        Fault::new(self.line, CodeTrouble::Broken(found.to_owned()))
    }

    fn word(&mut self, first: char) -> String {
        let mut word = String::from(first);
        while let Some(c) = self.peek(0).filter(|c| c.is_alphanumeric() || *c == '_' || *c == '-') {
            word.push(c);
            self.at += 1;
        }
        word
    }

    fn number(&mut self, first: char) -> String {
        let mut number = String::from(first);
        while let Some(c) = self.peek(0).filter(|c| c.is_ascii_alphanumeric() || *c == '.') {
            number.push(c);
            self.at += 1;
        }
        number
    }

    /// What follows an opening quote.
    fn quoted(&mut self) -> Result<Token, Fault> {
        let begin = self.at;
        let mut text = String::new();
        // What is open: a text, or an expression in one with so many braces.
        let mut open: Vec<Option<usize>> = vec![None];
        let mut template = false;
        while let Some(inner) = open.last_mut() {
            let Some(c) = self.next() else { return Err(self.broken("\"")) };
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
                    '\n' => return Err(Fault::new(self.line - 1, CodeTrouble::Broken(text))),
                    '\\' => self.escape(&mut text)?,
                    '$' | '%' if self.peek(0) == Some(c) && self.peek(1) == Some('{') => {
                        self.at += 2;
                        text.push(c);
                        text.push('{');
                    }
                    '$' | '%' if self.peek(0) == Some('{') => {
                        self.at += 1;
                        template = true;
                        open.push(Some(1));
                    }
                    _ => text.push(c),
                },
            }
        }
        let raw = || self.text.iter().skip(begin).take(self.at.saturating_sub(begin + 1)).collect();
        Ok(if template { Token::Template(raw()) } else { Token::Text(text) })
    }

    fn escape(&mut self, text: &mut String) -> Result<(), Fault> {
        let c = match self.next() {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(c @ ('"' | '\\')) => c,
            Some(c @ ('u' | 'U')) => {
                let digits = if c == 'u' { 4 } else { 8 };
                let mut code = 0;
                for _ in 0..digits {
                    let digit = self.next().and_then(|c| c.to_digit(16)).ok_or_else(|| self.broken("\\u"))?;
                    code = code * 16 + digit;
                }
                char::from_u32(code).ok_or_else(|| self.broken("\\u"))?
            }
            _ => return Err(self.broken("\\")),
        };
        text.push(c);
        Ok(())
    }

    /// What follows `<<`: everything to the line that is the mark.
    fn heredoc(&mut self) -> Result<Token, Fault> {
        let mark = self.rest_of_line();
        let mark = mark.trim_start_matches('-').trim().to_owned();
        let mut text = String::new();
        while self.next().is_some() {
            let line = self.rest_of_line();
            if line.trim() == mark {
                return Ok(Token::Template(text));
            }
            text.push_str(&line);
            text.push('\n');
        }
        Err(self.broken(&mark))
    }

    fn comment(&mut self) -> Result<(), Fault> {
        let line = self.line;
        self.at += 1;
        while let Some(c) = self.next() {
            if c == '*' && self.peek(0) == Some('/') {
                self.at += 1;
                return Ok(());
            }
        }
        Err(Fault::new(line, CodeTrouble::Broken("/*".to_owned())))
    }
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Fault> {
    let mut reader = Reader { text: text.chars().collect(), at: 0, line: 1 };
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
                reader.comment()?;
                continue;
            }
            c if c.is_whitespace() => continue,
            '"' => reader.quoted()?,
            '<' if reader.peek(0) == Some('<') && reader.peek(1).is_some_and(|c| c == '-' || c.is_alphabetic()) => {
                reader.at += 1;
                reader.heredoc()?
            }
            c if c.is_alphabetic() || c == '_' => Token::Word(reader.word(c)),
            c if c.is_ascii_digit() => Token::Number(reader.number(c)),
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
