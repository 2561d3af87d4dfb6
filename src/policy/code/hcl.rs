//! HCL as blocks of members and blocks. Values that are not written out are kept as such; nesting is bounded.

use super::hcl_tokens::{Token, tokens};
use super::node::{At, DEEPEST, Member, Node};
use super::trouble::{CodeTrouble, Fault};

/// A block: `type "label" { .. }`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub kind: String,
    pub labels: Vec<String>,
    pub line: usize,
    pub members: Vec<Member>,
    pub blocks: Vec<Self>,
    /// Every word and text in it, for what is looked at without being read.
    pub words: Vec<String>,
}

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, Fault> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0 };
    let body = parser.body(0, false)?;
    Ok(body.1)
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
}

type Body = (Vec<Member>, Vec<Block>);

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn is(&self, sign: char) -> bool {
        self.peek() == Some(&Token::Sign(sign))
    }

    fn take(&mut self, sign: char) -> bool {
        let there = self.is(sign);
        self.at += usize::from(there);
        there
    }

    fn line(&self) -> usize {
        self.tokens.get(self.at).or_else(|| self.tokens.last()).map_or(1, |(line, _)| *line)
    }

    fn broken(&self) -> Fault {
        Fault::new(self.line(), CodeTrouble::Broken(self.peek().map(Token::shown).unwrap_or_default()))
    }

    fn newlines(&mut self) {
        while self.peek() == Some(&Token::Newline) {
            self.at += 1;
        }
    }

    /// Members and blocks, to the closing brace or to the end.
    fn body(&mut self, depth: usize, braced: bool) -> Result<Body, Fault> {
        if depth > DEEPEST {
            return Err(Fault::new(self.line(), CodeTrouble::TooDeep));
        }
        let (mut members, mut blocks) = (Vec::new(), Vec::new());
        loop {
            self.newlines();
            let line = self.line();
            match self.peek().cloned() {
                None if braced => return Err(self.broken()),
                None => return Ok((members, blocks)),
                Some(Token::Sign('}')) if braced => {
                    self.at += 1;
                    return Ok((members, blocks));
                }
                Some(Token::Word(name)) => {
                    self.at += 1;
                    if self.take('=') {
                        members.push(Member { name, value: self.value(depth + 1, false)? });
                    } else {
                        blocks.push(self.block(name, line, depth)?);
                    }
                }
                Some(_) => return Err(self.broken()),
            }
        }
    }

    fn block(&mut self, kind: String, line: usize, depth: usize) -> Result<Block, Fault> {
        let mut labels = Vec::new();
        loop {
            match self.peek().cloned() {
                Some(Token::Text(label) | Token::Word(label)) => labels.push(label),
                Some(Token::Sign('{')) => break,
                _ => return Err(self.broken()),
            }
            self.at += 1;
        }
        let begin = self.at;
        self.at += 1;
        let (members, blocks) = self.body(depth + 1, true)?;
        let inside = self.tokens.iter().take(self.at).skip(begin);
        let words = inside.filter(|(_, token)| !matches!(token, Token::Newline | Token::Sign(_))).map(|(_, token)| token.shown()).collect();
        Ok(Block { kind, labels, line, members, blocks, words })
    }

    /// Whether a value ends here.
    fn ends(&self, in_list: bool) -> bool {
        match self.peek() {
            None | Some(Token::Newline | Token::Sign(',' | '}' | ']')) => true,
            // In brackets a value may go on in the next line, so only a sign ends it there.
            _ => in_list && self.is(']'),
        }
    }

    fn value(&mut self, depth: usize, in_list: bool) -> Result<At, Fault> {
        if depth > DEEPEST {
            return Err(Fault::new(self.line(), CodeTrouble::TooDeep));
        }
        let (line, begin) = (self.line(), self.at);
        let node = match self.peek().cloned() {
            Some(Token::Text(text)) => Some(self.one(Node::Text(text))),
            Some(Token::Number(number)) => Some(self.one(Node::Number(number))),
            Some(Token::Word(word)) if word == "true" || word == "false" => Some(self.one(Node::Switch(word == "true"))),
            Some(Token::Word(word)) if word == "null" => Some(self.one(Node::Null)),
            Some(Token::Sign('[')) => self.list(depth)?,
            Some(Token::Sign('{')) => self.object(depth)?,
            _ => None,
        };
        match node {
            Some(node) if self.ends(in_list) => Ok(At { line, node }),
            _ => {
                self.at = begin;
                self.skip_value()?;
                let shown = self.tokens.iter().take(self.at).skip(begin).map(|(_, token)| token.shown());
                Ok(At { line, node: Node::Other(shown.collect()) })
            }
        }
    }

    fn one(&mut self, node: Node) -> Node {
        self.at += 1;
        node
    }

    /// Passes over an expression, to where it ends outside of all brackets.
    fn skip_value(&mut self) -> Result<(), Fault> {
        let mut open: Vec<char> = Vec::new();
        while let Some(token) = self.peek() {
            match token {
                Token::Newline | Token::Sign(',' | '}' | ']') if open.is_empty() => break,
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

    /// A list; nothing where it is made by a loop.
    fn list(&mut self, depth: usize) -> Result<Option<Node>, Fault> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.newlines();
            if self.take(']') {
                return Ok(Some(Node::List(items)));
            }
            if self.peek().is_none() || self.peek() == Some(&Token::Word("for".to_owned())) {
                return Ok(None);
            }
            items.push(self.value(depth + 1, true)?);
            self.newlines();
            if !self.take(',') && !self.is(']') {
                return Ok(None);
            }
        }
    }

    /// An object; nothing where it is made by a loop, or a name in it is not written out.
    fn object(&mut self, depth: usize) -> Result<Option<Node>, Fault> {
        self.at += 1;
        let mut members = Vec::new();
        loop {
            self.newlines();
            if self.take('}') {
                return Ok(Some(Node::Object(members)));
            }
            let name = match self.peek().cloned() {
                Some(Token::Word(name)) if name != "for" => name,
                Some(Token::Text(name)) => name,
                _ => return Ok(None),
            };
            self.at += 1;
            if !self.take('=') && !self.take(':') {
                return Ok(None);
            }
            members.push(Member { name, value: self.value(depth + 1, false)? });
            self.take(',');
        }
    }
}
