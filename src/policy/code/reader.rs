//! The letters of a text of code, each with its line, and the tokens that they make: the same for all languages. Which letters make which
//! token stands in the file of each language.

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
    /// A variable of PowerShell, without its sign.
    Variable(String),
    Sign(char),
    Newline,
}

impl Token {
    /// As a message shows it.
    pub fn shown(&self) -> String {
        match self {
            Self::Word(text) | Self::Text(text) | Self::Template(text) | Self::Number(text) => text.clone(),
            Self::Variable(name) => format!("${name}"),
            Self::Sign(sign) => sign.to_string(),
            Self::Newline => String::new(),
        }
    }
}

/// Goes through a text.
pub(super) struct Reader {
    text: Vec<char>,
    /// The place of the next letter.
    pub at: usize,
    /// Its line, from 1.
    pub line: usize,
}

impl Reader {
    /// The start of a text.
    pub fn new(text: &str) -> Self {
        Self { text: text.chars().collect(), at: 0, line: 1 }
    }

    /// The letter so many places ahead.
    pub fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).copied()
    }

    /// The next letter, which is passed.
    pub fn next(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    /// The letters from here on that belong together.
    pub fn run(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let run: String = self.text.iter().skip(self.at).copied().take_while(|&c| belongs(c)).collect();
        self.at += run.chars().count();
        run
    }

    /// The rest of a word.
    pub fn word(&mut self) -> String {
        self.run(|c| c.is_alphanumeric() || c == '_' || c == '-')
    }

    /// What stands up to the end of the line.
    pub fn rest_of_line(&mut self) -> String {
        self.run(|c| c != '\n')
    }

    /// What stands between two places.
    pub fn between(&self, begin: usize, end: usize) -> String {
        self.text.iter().take(end).skip(begin).collect()
    }

    /// Passes over a comment to its end; `begin` is how it begins, of which all but the first letter are still to come.
    pub fn comment(&mut self, begin: &str, end: [char; 2]) -> Result<(), Fault> {
        let line = self.line;
        self.at += 1;
        while let Some(c) = self.next() {
            if c == end[0] && self.peek(0) == Some(end[1]) {
                self.at += 1;
                return Ok(());
            }
        }
        Err(broken(line, begin))
    }
}

/// What is no text of the language.
pub(super) fn broken(line: usize, found: &str) -> Fault {
    Fault::new(line, CodeTrouble::Broken(found.to_owned()))
}
