//! HCL as blocks of members and blocks. Values that are not written out are kept as such; nesting is bounded.

use super::cursor::Cursor;
use super::hcl_tokens::tokens;
use super::node::{At, Member, Node};
use super::reader::Token;
use super::trouble::Fault;

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
    let body = body(&mut Cursor::new(tokens(text)?, &[',', '}', ']', ')']), 0, false)?;
    Ok(body.1)
}

/// A text that is one expression from end to end, as a value at this line; nothing where it is none that is written out.
pub(super) fn expression(text: &str, line: usize) -> Option<Node> {
    let tokens = tokens(text).ok()?.into_iter().map(|(within, token)| (line + within - 1, token)).collect();
    let mut code = Cursor::new(tokens, &[',', '}', ']', ')']);
    code.newlines();
    let found = value(&mut code, 0).ok()?;
    code.newlines();
    code.peek().is_none().then_some(found.node)
}

/// Members and blocks, to the closing brace or to the end.
fn body(code: &mut Cursor, depth: usize, braced: bool) -> Result<(Vec<Member>, Vec<Block>), Fault> {
    code.check_depth(depth)?;
    let (mut members, mut blocks) = (Vec::new(), Vec::new());
    loop {
        code.newlines();
        let line = code.line();
        match code.peek().cloned() {
            None if !braced => return Ok((members, blocks)),
            Some(Token::Sign('}')) if braced => {
                code.pass();
                return Ok((members, blocks));
            }
            Some(Token::Word(name)) => {
                code.pass();
                if code.take('=') {
                    members.push(Member { name, value: value(code, depth + 1)? });
                } else {
                    blocks.push(block(code, name, line, depth)?);
                }
            }
            _ => return Err(code.broken()),
        }
    }
}

fn block(code: &mut Cursor, kind: String, line: usize, depth: usize) -> Result<Block, Fault> {
    let mut labels = Vec::new();
    loop {
        match code.peek().cloned() {
            Some(Token::Text(label) | Token::Word(label)) => labels.push(label),
            Some(Token::Sign('{')) => break,
            _ => return Err(code.broken()),
        }
        code.pass();
    }
    let begin = code.place();
    code.pass();
    let (members, blocks) = body(code, depth + 1, true)?;
    let words = code.since(begin).filter(|token| !matches!(token, Token::Newline | Token::Sign(_))).map(Token::shown).collect();
    Ok(Block { kind, labels, line, members, blocks, words })
}

fn value(code: &mut Cursor, depth: usize) -> Result<At, Fault> {
    code.value(depth, |code, token| match token {
        Token::Text(text) => Ok(Some(Node::Text(text))),
        Token::Number(number) => Ok(Some(Node::Number(number))),
        Token::Word(word) if word == "true" || word == "false" => Ok(Some(Node::Switch(word == "true"))),
        Token::Word(word) if word == "null" => Ok(Some(Node::Null)),
        Token::Word(word) if word == "jsonencode" && code.take('(') => encoded(code, depth),
        Token::Sign('[') => list(code, depth),
        Token::Sign('{') => object(code, depth),
        _ => Ok(None),
    })
}

/// What stands in the brackets of `jsonencode`, to the closing one.
fn encoded(code: &mut Cursor, depth: usize) -> Result<Option<Node>, Fault> {
    code.newlines();
    let inner = value(code, depth + 1)?;
    code.newlines_and(&[',']);
    Ok(code.take(')').then(|| Node::Encoded(Box::new(inner))))
}

/// A list; nothing where it is made by a loop.
fn list(code: &mut Cursor, depth: usize) -> Result<Option<Node>, Fault> {
    let mut items = Vec::new();
    loop {
        code.newlines();
        if code.take(']') {
            return Ok(Some(Node::List(items)));
        }
        if code.peek().is_none() || code.peek() == Some(&Token::Word("for".to_owned())) {
            return Ok(None);
        }
        items.push(value(code, depth + 1)?);
        code.newlines();
        if !code.take(',') && !code.is(']') {
            return Ok(None);
        }
    }
}

/// An object; nothing where it is made by a loop, or a name in it is not written out.
fn object(code: &mut Cursor, depth: usize) -> Result<Option<Node>, Fault> {
    let mut members = Vec::new();
    loop {
        code.newlines();
        if code.take('}') {
            return Ok(Some(Node::Object(members)));
        }
        let name = match code.peek().cloned() {
            Some(Token::Word(name)) if name != "for" => name,
            Some(Token::Text(name)) => name,
            _ => return Ok(None),
        };
        code.pass();
        if !code.take('=') && !code.take(':') {
            return Ok(None);
        }
        members.push(Member { name, value: value(code, depth + 1)? });
        code.take(',');
    }
}
