//! Terraform's other syntax: the blocks of a configuration as JSON (`.tf.json`). Objects are blocks where a block belongs and values elsewhere;
//! a text may hold something to be filled in, as in HCL.

use super::cursor::Cursor;
use super::hcl::{Block, expression};
use super::node::{At, Member, Node};
use super::reader::{Reader, Token, broken};
use super::trouble::{CodeTrouble, Fault};

/// Blocks that a resource may hold; whatever else is in it is a member.
const INNER: [&str; 5] = ["lifecycle", "dynamic", "provisioner", "connection", "timeouts"];

/// The blocks of a text.
pub(super) fn blocks(text: &str) -> Result<Vec<Block>, Fault> {
    let mut code = Cursor::new(tokens(text)?, &[]);
    let whole = value(&mut code, 0)?;
    if code.peek().is_some() {
        return Err(code.broken());
    }
    let Node::Object(members) = whole.node else { return Err(broken(whole.line, &whole.node.shown())) };
    let mut found = Vec::new();
    for member in members {
        // How many names a block of this kind has: each is a level of objects.
        let names = match member.name.as_str() {
            "//" => continue,
            "resource" | "data" | "ephemeral" => 2,
            "module" | "provider" | "variable" | "output" | "check" => 1,
            _ => 0,
        };
        put_blocks(&mut found, &member.name, Vec::new(), names, member.value)?;
    }
    Ok(found)
}

/// The blocks of a kind that a value holds: one, or a list of them, below so many levels of names.
fn put_blocks(found: &mut Vec<Block>, kind: &str, labels: Vec<String>, names: usize, at: At) -> Result<(), Fault> {
    match at.node {
        Node::List(items) => items.into_iter().try_for_each(|item| put_blocks(found, kind, labels.clone(), names, item)),
        Node::Object(members) if names > 0 => members.into_iter().filter(|member| member.name != "//").try_for_each(|member| {
            let labels = labels.iter().cloned().chain([member.name]).collect();
            put_blocks(found, kind, labels, names - 1, member.value)
        }),
        Node::Object(all) => {
            let mut words = Vec::new();
            for member in &all {
                put_words(member, &mut words);
            }
            let (mut members, mut blocks) = (Vec::new(), Vec::new());
            for member in all.into_iter().filter(|member| member.name != "//") {
                if INNER.contains(&member.name.as_str()) {
                    let names = usize::from(matches!(member.name.as_str(), "dynamic" | "provisioner"));
                    put_blocks(&mut blocks, &member.name, Vec::new(), names, member.value)?;
                } else {
                    members.push(member);
                }
            }
            found.push(Block { kind: kind.to_owned(), labels, line: at.line, members, blocks, words });
            Ok(())
        }
        other => Err(Fault::new(at.line, CodeTrouble::Shape { name: kind.to_owned(), found: other.shown() })),
    }
}

/// Every word and text in a member.
fn put_words(member: &Member, words: &mut Vec<String>) {
    words.push(member.name.clone());
    put_texts(&member.value, words);
}

fn put_texts(at: &At, words: &mut Vec<String>) {
    match &at.node {
        Node::Text(text) | Node::Number(text) | Node::Other(text) => words.push(text.clone()),
        Node::List(items) => items.iter().for_each(|item| put_texts(item, words)),
        Node::Object(members) => members.iter().for_each(|member| put_words(member, words)),
        Node::Encoded(inner) => put_texts(inner, words),
        Node::Null | Node::Switch(_) => {}
    }
}

fn value(code: &mut Cursor, depth: usize) -> Result<At, Fault> {
    code.check_depth(depth)?;
    let line = code.line();
    let Some(token) = code.peek().cloned() else { return Err(code.broken()) };
    code.pass();
    let node = match token {
        Token::Text(text) => Node::Text(text),
        // What is filled in may be written out all the same: `${jsonencode({..})}`.
        Token::Template(text) => match text.strip_prefix("${").and_then(|text| text.strip_suffix('}')).and_then(|inner| expression(inner, line)) {
            Some(node) if !matches!(node, Node::Other(_)) => node,
            _ => Node::Other(text),
        },
        Token::Number(number) => Node::Number(number),
        Token::Word(word) if word == "true" || word == "false" => Node::Switch(word == "true"),
        Token::Word(word) if word == "null" => Node::Null,
        Token::Sign('[') => Node::List(list(code, depth)?),
        Token::Sign('{') => Node::Object(object(code, depth)?),
        other => return Err(broken(line, &other.shown())),
    };
    Ok(At { line, node })
}

fn list(code: &mut Cursor, depth: usize) -> Result<Vec<At>, Fault> {
    let mut items = Vec::new();
    if code.take(']') {
        return Ok(items);
    }
    loop {
        items.push(value(code, depth + 1)?);
        if code.take(']') {
            return Ok(items);
        }
        if !code.take(',') {
            return Err(code.broken());
        }
    }
}

fn object(code: &mut Cursor, depth: usize) -> Result<Vec<Member>, Fault> {
    let mut members = Vec::new();
    if code.take('}') {
        return Ok(members);
    }
    loop {
        let Some(Token::Text(name)) = code.peek().cloned() else { return Err(code.broken()) };
        code.pass();
        if !code.take(':') {
            return Err(code.broken());
        }
        members.push(Member { name, value: value(code, depth + 1)? });
        if code.take('}') {
            return Ok(members);
        }
        if !code.take(',') {
            return Err(code.broken());
        }
    }
}

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Fault> {
    let mut reader = Reader::new(text);
    let mut found = Vec::new();
    loop {
        let (line, begin) = (reader.line, reader.at);
        let Some(c) = reader.next() else { return Ok(found) };
        let token = match c {
            c if c.is_whitespace() => continue,
            '"' => quoted_text(&mut reader, line, begin)?,
            c if c.is_ascii_alphabetic() => Token::Word(format!("{c}{}", reader.word())),
            c if c.is_ascii_digit() || c == '-' => Token::Number(format!("{c}{}", reader.run(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)))),
            sign => Token::Sign(sign),
        };
        found.push((line, token));
    }
}

/// What follows an opening quote: a text, or one with something to be filled in.
fn quoted_text(reader: &mut Reader, line: usize, begin: usize) -> Result<Token, Fault> {
    loop {
        match reader.next() {
            Some('"') => break,
            Some('\\') => drop(reader.next()),
            Some('\n') | None => return Err(broken(line, "\"")),
            Some(_) => {}
        }
    }
    let raw = reader.between(begin, reader.at);
    let text: String = serde_json::from_str(&raw).map_err(|_| broken(line, &raw))?;
    Ok(literal(&text).map_or_else(|| Token::Template(text.clone()), Token::Text))
}

/// A text as Terraform takes it, in which a doubled sign before a brace stands for one; nothing where something is to be filled in.
fn literal(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(place) = rest.find("${").into_iter().chain(rest.find("%{")).min() {
        let (before, after) = rest.split_at(place);
        let sign = after.chars().next()?;
        out.push_str(before.strip_suffix(sign)?);
        out.push_str(after.get(..2)?);
        rest = after.get(2..)?;
    }
    out.push_str(rest);
    Some(out)
}
