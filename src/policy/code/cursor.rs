//! Goes through the tokens of a text of code.

use super::node::{At, DEEPEST, Node};
use super::reader::{Token, broken};
use super::trouble::{CodeTrouble, Fault};

/// The tokens, each with its line, and the place of the next.
pub(super) struct Cursor {
    tokens: Vec<(usize, Token)>,
    at: usize,
    /// The signs that end a value, beside the end of its line.
    ends: &'static [char],
}

impl Cursor {
    /// The start of some tokens.
    pub fn new(tokens: Vec<(usize, Token)>, ends: &'static [char]) -> Self {
        Self { tokens, at: 0, ends }
    }

    /// The next token.
    pub fn peek(&self) -> Option<&Token> {
        self.ahead(0)
    }

    /// The token so many places ahead.
    pub fn ahead(&self, places: usize) -> Option<&Token> {
        self.tokens.get(self.at + places).map(|(_, token)| token)
    }

    /// The next token that is no end of a line.
    pub fn after_newlines(&self) -> Option<&Token> {
        self.tokens.iter().skip(self.at).map(|(_, token)| token).find(|token| **token != Token::Newline)
    }

    /// The place of the next token.
    pub fn place(&self) -> usize {
        self.at
    }

    /// The tokens from a place to here.
    pub fn since(&self, begin: usize) -> impl Iterator<Item = &Token> {
        self.tokens.iter().take(self.at).skip(begin).map(|(_, token)| token)
    }

    /// Passes the next token.
    pub fn pass(&mut self) {
        self.at += 1;
    }

    /// Whether the next token is this sign.
    pub fn is(&self, sign: char) -> bool {
        self.peek() == Some(&Token::Sign(sign))
    }

    /// Passes this sign, if it is next.
    pub fn take(&mut self, sign: char) -> bool {
        let there = self.is(sign);
        self.at += usize::from(there);
        there
    }

    /// Passes the ends of lines, and such signs between them.
    pub fn newlines_and(&mut self, signs: &[char]) {
        while self.peek().is_some_and(|token| matches!(token, Token::Newline) || matches!(token, Token::Sign(sign) if signs.contains(sign))) {
            self.at += 1;
        }
    }

    /// Passes the ends of lines.
    pub fn newlines(&mut self) {
        self.newlines_and(&[]);
    }

    /// The line of the next token.
    pub fn line(&self) -> usize {
        self.tokens.get(self.at).or_else(|| self.tokens.last()).map_or(1, |(line, _)| *line)
    }

    /// The next token does not belong there.
    pub fn broken(&self) -> Fault {
        broken(self.line(), &self.peek().map(Token::shown).unwrap_or_default())
    }

    /// Refuses what lies deeper than any settings.
    pub fn check_depth(&self, depth: usize) -> Result<(), Fault> {
        if depth > DEEPEST { Err(Fault::new(self.line(), CodeTrouble::TooDeep)) } else { Ok(()) }
    }

    fn ends_here(&self) -> bool {
        match self.peek() {
            None | Some(Token::Newline) => true,
            Some(Token::Sign(sign)) => self.ends.contains(sign),
            Some(_) => false,
        }
    }

    /// A value of which `read` reads what is written out; anything else is passed over, and kept as it stands there.
    pub fn value(&mut self, depth: usize, read: impl FnOnce(&mut Self, Token) -> Result<Option<Node>, Fault>) -> Result<At, Fault> {
        self.check_depth(depth)?;
        let (line, begin) = (self.line(), self.at);
        let node = match self.peek().cloned() {
            Some(token) => {
                self.at += 1;
                read(self, token)?
            }
            None => None,
        };
        if let Some(node) = node.filter(|_| self.ends_here()) {
            return Ok(At { line, node });
        }
        self.at = begin;
        self.skip_value()?;
        let shown = self.since(begin).map(Token::shown).collect();
        Ok(At { line, node: Node::Other(shown) })
    }

    /// Passes over an expression, to where it ends outside of all brackets.
    fn skip_value(&mut self) -> Result<(), Fault> {
        let mut open: Vec<char> = Vec::new();
        while let Some(token) = self.peek() {
            if open.is_empty() && self.ends_here() {
                break;
            }
            match token {
                Token::Sign('(') => open.push(')'),
                Token::Sign('[') => open.push(']'),
                Token::Sign('{') => open.push('}'),
                Token::Sign(sign @ (')' | ']' | '}')) if open.pop() != Some(*sign) => return Err(self.broken()),
                _ => {}
            }
            self.at += 1;
        }
        if open.is_empty() { Ok(()) } else { Err(self.broken()) }
    }
}
