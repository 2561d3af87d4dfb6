//! Reads the Fluent files of one language.

use super::message::{Arm, Key, Message, Piece, Style};
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::{parser, unicode::unescape_unicode_to_string};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The messages of a language, by the name of their file.
pub(crate) struct Language {
    /// The folder, as errors name it.
    pub folder: String,
    pub files: BTreeMap<String, Vec<Message>>,
}

/// A file that was parsed.
struct File {
    name: String,
    path: String,
    text: String,
    entries: Vec<Entry<String>>,
}

impl File {
    /// File and line of what `id` begins.
    fn place(&self, id: &str) -> String {
        let begins = |line: &str| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
        let line = self.text.lines().position(begins).map(|line| format!(":{}", line + 1)).unwrap_or_default();
        format!("{}{line}", self.path)
    }
}

/// Reads a folder. What is wrong is added to `errors`.
pub(crate) fn language(folder: &Path, errors: &mut Vec<String>) -> Language {
    let files = files(folder, errors);
    let mut terms = BTreeMap::new();
    for file in &files {
        for entry in &file.entries {
            if let Entry::Term(term) = entry
                && terms.insert(term.id.name.clone(), (file, &term.value)).is_some()
            {
                errors.push(format!("{}: the term -{} is there twice", file.path, term.id.name));
            }
        }
    }
    let (mut language, mut used) = (Language { folder: folder.display().to_string(), files: BTreeMap::new() }, BTreeSet::new());
    for file in &files {
        let messages = messages(file, &terms, &mut used, errors);
        if !messages.is_empty() {
            language.files.insert(file.name.clone(), messages);
        }
    }
    for (name, (file, _)) in terms.iter().filter(|(name, _)| !used.contains(*name)) {
        errors.push(format!("{}: the term -{name} is not used", file.place(&format!("-{name}"))));
    }
    language
}

fn files(folder: &Path, errors: &mut Vec<String>) -> Vec<File> {
    let paths = std::fs::read_dir(folder).and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>());
    let mut paths = paths.unwrap_or_else(|error| {
        errors.push(format!("{}: {error}", folder.display()));
        Vec::new()
    });
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ftl"));
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let shown = path.display().to_string();
        match std::fs::read_to_string(&path) {
            Err(error) => errors.push(format!("{shown}: {error}")),
            Ok(text) => match parser::parse(text.clone()) {
                Ok(resource) => files.push(File { name, path: shown, text, entries: resource.body }),
                Err((_, wrong)) => errors.extend(wrong.iter().map(|error| {
                    let line = text.bytes().take(error.pos.start).filter(|byte| *byte == b'\n').count() + 1;
                    format!("{shown}:{line}: {error}")
                })),
            },
        }
    }
    files
}

fn messages(file: &File, terms: &BTreeMap<String, (&File, &Pattern<String>)>, used: &mut BTreeSet<String>, errors: &mut Vec<String>) -> Vec<Message> {
    let mut others = BTreeMap::new();
    for entry in &file.entries {
        if let Entry::Message(message) = entry
            && others.insert(message.id.name.as_str(), message.value.as_ref()).is_some()
        {
            errors.push(format!("{}: {} is there twice", file.place(&message.id.name), message.id.name));
        }
    }
    let (mut found, mut inlined): (Vec<Message>, _) = (Vec::new(), BTreeSet::new());
    for entry in &file.entries {
        let Entry::Message(message) = entry else { continue };
        let comment = message.comment.as_ref().map(|comment| comment.content.join("\n")).unwrap_or_default();
        let value = message.value.iter().map(|value| (message.id.name.clone(), value));
        let attributes = message.attributes.iter().map(|one| (format!("{}.{}", message.id.name, one.id.name), &one.value));
        for (id, pattern) in value.chain(attributes) {
            let place = file.place(&message.id.name);
            match (Lowering { terms, others: &others, used, inlined: &mut inlined, depth: 0 }).pattern(pattern) {
                Ok(pieces) => found.push(Message { id, place, comment: comment.clone(), is_inlined: false, pieces }),
                Err(error) => errors.push(format!("{place}: {id}: {error}")),
            }
        }
    }
    for message in &mut found {
        message.is_inlined = inlined.contains(&message.id);
    }
    found
}

/// Puts terms and other messages in their places.
struct Lowering<'a> {
    terms: &'a BTreeMap<String, (&'a File, &'a Pattern<String>)>,
    others: &'a BTreeMap<&'a str, Option<&'a Pattern<String>>>,
    used: &'a mut BTreeSet<String>,
    inlined: &'a mut BTreeSet<String>,
    /// How many terms and messages deep: whoever names itself never ends.
    depth: usize,
}

impl Lowering<'_> {
    fn pattern(&mut self, pattern: &Pattern<String>) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push_text(&mut pieces, value),
                PatternElement::Placeable { expression } => self.expression(expression, &mut pieces)?,
            }
        }
        Ok(pieces)
    }

    fn expression(&mut self, expression: &Expression<String>, pieces: &mut Vec<Piece>) -> Result<(), String> {
        let (selector, variants) = match expression {
            Expression::Inline(inline) => return self.inline(inline, pieces),
            Expression::Select { selector, variants } => (selector, variants),
        };
        let Some((name, style)) = value(selector)?.filter(|(_, style)| matches!(style, Style::Plain | Style::Grouped)) else {
            return Err("only $name and NUMBER($name) can select".to_owned());
        };
        let mut arms = Vec::new();
        for variant in variants {
            let key = match &variant.key {
                VariantKey::Identifier { name } => Key::Word(name.clone()),
                VariantKey::NumberLiteral { value } => Key::Number(value.parse().map_err(|_| format!("{value} is no whole number"))?),
            };
            arms.push(Arm { key, default: variant.default, pieces: self.pattern(&variant.value)? });
        }
        pieces.push(Piece::Select { name, number: style == Style::Grouped, arms });
        Ok(())
    }

    fn inline(&mut self, inline: &InlineExpression<String>, pieces: &mut Vec<Piece>) -> Result<(), String> {
        let inner = match inline {
            InlineExpression::StringLiteral { value } => {
                push_text(pieces, &unescape_unicode_to_string(value));
                return Ok(());
            }
            InlineExpression::NumberLiteral { value } => {
                push_text(pieces, value);
                return Ok(());
            }
            InlineExpression::Placeable { expression } => return self.expression(expression, pieces),
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.used.insert(id.name.clone());
                self.terms.get(&id.name).map(|(_, pattern)| *pattern).ok_or_else(|| format!("there is no term -{}", id.name))?
            }
            InlineExpression::MessageReference { id, attribute: None } => {
                self.inlined.insert(id.name.clone());
                self.others.get(id.name.as_str()).copied().flatten().ok_or_else(|| format!("there is no message {} in this file", id.name))?
            }
            other => {
                let (name, style) = value(other)?.ok_or("terms with arguments, and attributes of others, are not supported")?;
                pieces.push(Piece::Value { name, style });
                return Ok(());
            }
        };
        if self.depth > 8 {
            return Err("it names itself".to_owned());
        }
        self.depth += 1;
        let inner = self.pattern(inner)?;
        self.depth -= 1;
        for piece in inner {
            match piece {
                Piece::Text(text) => push_text(pieces, &text),
                other => pieces.push(other),
            }
        }
        Ok(())
    }
}

/// Texts that stand side by side are one.
fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// `$name` or a function of it.
fn value(inline: &InlineExpression<String>) -> Result<Option<(String, Style)>, String> {
    match inline {
        InlineExpression::VariableReference { id } => Ok(Some((id.name.clone(), Style::Plain))),
        InlineExpression::FunctionReference { id, arguments } => {
            let CallArguments { positional, named } = arguments;
            let [InlineExpression::VariableReference { id: of }] = positional.as_slice() else {
                return Err(format!("{} takes one $name", id.name));
            };
            let named: Vec<(&str, &InlineExpression<String>)> = named.iter().map(|one| (one.name.name.as_str(), &one.value)).collect();
            let style = match (id.name.as_str(), named.as_slice()) {
                ("NUMBER", []) => Style::Grouped,
                ("NUMBER", [("useGrouping", InlineExpression::NumberLiteral { value })]) if value == "0" => Style::Digits,
                ("SPACED", []) => Style::Spaced,
                (other, _) => {
                    return Err(format!("{other} is not known with these arguments: NUMBER($n), NUMBER($n, useGrouping: 0), SPACED($text)"));
                }
            };
            Ok(Some((of.name.clone(), style)))
        }
        _ => Ok(None),
    }
}
