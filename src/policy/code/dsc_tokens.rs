//! The tokens of PowerShell, as far as a configuration needs them: words, texts, variables and signs, each with its line.
//!
//! What it is not: a check that a text is PowerShell. Typographic quotes are quotes, as they are for PowerShell.

use super::trouble::{CodeTrouble, Fault};

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Word(String),
    Text(String),
    /// A text with something to be filled in: as it stands there.
    Template(String),
    Variable(String),
    Sign(char),
    Newline,
}

impl Token {
    /// As a message shows it.
    pub fn shown(&self) -> String {
        match self {
            Self::Word(text) | Self::Text(text) | Self::Template(text) => text.clone(),
            Self::Variable(name) => format!("${name}"),
            Self::Sign(sign) => sign.to_string(),
            Self::Newline => String::new(),
        }
    }
}

fn single(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}')
}

fn double(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201e}')
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

    fn broken(line: usize, found: &str) -> Fault {
        Fault::new(line, CodeTrouble::Broken(found.to_owned()))
    }

    fn word(&mut self, first: Option<char>) -> String {
        let mut word: String = first.into_iter().collect();
        while let Some(c) = self.peek(0).filter(|c| c.is_alphanumeric() || *c == '_' || *c == '-') {
            word.push(c);
            self.at += 1;
        }
        word
    }

    fn single_quoted(&mut self) -> Result<Token, Fault> {
        let line = self.line;
        let mut text = String::new();
        loop {
            match self.next() {
                None => return Err(Self::broken(line, "'")),
                Some(c) if single(c) => match self.peek(0).filter(|c| single(*c)) {
                    Some(doubled) => {
                        text.push(doubled);
                        self.at += 1;
                    }
                    None => return Ok(Token::Text(text)),
                },
                Some(c) => text.push(c),
            }
        }
    }

    /// `$([char]0x202e)`, the one thing filled in that is as good as written out.
    fn coded(&mut self) -> Option<char> {
        const BEGIN: &str = "([char]0x";
        let begin: String = self.text.iter().skip(self.at).take(BEGIN.len()).collect();
        let digits: String = self.text.iter().skip(self.at + BEGIN.len()).take_while(|c| c.is_ascii_hexdigit()).take(5).collect();
        let end = self.at + BEGIN.len() + digits.len();
        let c = u32::from_str_radix(&digits, 16).ok().filter(|_| begin == BEGIN).and_then(char::from_u32)?;
        (self.text.get(end) == Some(&')')).then(|| {
            self.at = end + 1;
            c
        })
    }

    fn double_quoted(&mut self) -> Result<Token, Fault> {
        let (line, begin) = (self.line, self.at);
        let mut text = String::new();
        let mut template = false;
        // Brackets of what is filled in, which may hold texts of its own.
        let mut open = 0_usize;
        loop {
            let Some(c) = self.next() else { return Err(Self::broken(line, "\"")) };
            if open > 0 {
                match c {
                    '(' => open += 1,
                    ')' => open -= 1,
                    c if single(c) => drop(self.single_quoted()?),
                    _ => {}
                }
                continue;
            }
            match c {
                '`' => match self.next() {
                    Some('n') => text.push('\n'),
                    Some('r') => text.push('\r'),
                    Some('t') => text.push('\t'),
                    Some('0') => text.push('\0'),
                    Some(c) => text.push(c),
                    None => return Err(Self::broken(line, "`")),
                },
                '$' => {
                    if let Some(c) = self.coded() {
                        text.push(c);
                    } else if self.peek(0).is_some_and(|c| c.is_alphanumeric() || "_{(:?$^".contains(c)) {
                        template = true;
                        if self.peek(0) == Some('(') {
                            self.at += 1;
                            open = 1;
                        }
                    } else {
                        text.push('$');
                    }
                }
                c if double(c) => match self.peek(0).filter(|c| double(*c)) {
                    Some(doubled) => {
                        text.push(doubled);
                        self.at += 1;
                    }
                    None if template => {
                        return Ok(Token::Template(self.text.iter().skip(begin).take(self.at.saturating_sub(begin + 1)).collect()));
                    }
                    None => return Ok(Token::Text(text)),
                },
                c => text.push(c),
            }
        }
    }

    /// What follows `@'` or `@"` at the end of a line: everything to the line that begins with the mark.
    fn here(&mut self, expands: bool) -> Result<Token, Fault> {
        let line = self.line;
        self.rest_of_line();
        let mut lines = Vec::new();
        while self.next().is_some() {
            let ends = |c: char| if expands { double(c) } else { single(c) };
            if self.peek(0).is_some_and(ends) && self.peek(1) == Some('@') {
                self.at += 2;
                return Ok(Token::Template(lines.join("\n")));
            }
            lines.push(self.rest_of_line());
        }
        Err(Self::broken(line, "@"))
    }

    fn comment(&mut self) -> Result<(), Fault> {
        let line = self.line;
        self.at += 1;
        while let Some(c) = self.next() {
            if c == '#' && self.peek(0) == Some('>') {
                self.at += 1;
                return Ok(());
            }
        }
        Err(Self::broken(line, "<#"))
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
            '<' if reader.peek(0) == Some('#') => {
                reader.comment()?;
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
                reader.here(expands)?
            }
            c if single(c) => reader.single_quoted()?,
            c if double(c) => reader.double_quoted()?,
            '$' => Token::Variable(reader.word(None)),
            c if c.is_alphanumeric() || c == '_' => Token::Word(reader.word(Some(c))),
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
