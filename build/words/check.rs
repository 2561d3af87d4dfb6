//! What the languages must agree on, and the arguments that follow from it.

use super::LANGUAGES;
use super::message::{Key, Message, Piece, Style};
use super::read::Language;
use std::collections::{BTreeMap, BTreeSet};

/// A file that all languages have.
pub(crate) struct Module<'a> {
    pub name: &'a str,
    /// Words that variables select by, each variable with its own.
    pub choices: BTreeMap<&'a str, BTreeSet<&'a str>>,
    pub functions: Vec<Function<'a>>,
}

/// A message that all languages have, in their order.
pub(crate) struct Function<'a> {
    pub messages: Vec<&'a Message>,
    pub arguments: Vec<Argument<'a>>,
}

/// An argument.
pub(crate) struct Argument<'a> {
    pub name: &'a str,
    pub kind: Kind,
    /// One of the languages says what stands where there is none.
    pub optional: bool,
}

/// The type of an argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Bool,
    /// One of the words of [`Module::choices`].
    Choice,
}

/// How a variable is used.
#[derive(Default)]
struct Use<'a> {
    printed: bool,
    number: bool,
    spaced: bool,
    keys: BTreeSet<&'a Key>,
}

impl Use<'_> {
    fn kind(&self) -> Kind {
        let mut words = self.keys.iter().filter(|key| !key.is("none") && !key.is("other")).peekable();
        let is_number = |key: &&&Key| matches!(key, Key::Number(_)) || PLURALS.iter().any(|plural| key.is(plural));
        match words.peek() {
            _ if self.number => Kind::Number,
            None => Kind::Text,
            Some(first) if is_number(first) => Kind::Number,
            Some(first) if first.is("true") || first.is("false") => Kind::Bool,
            Some(_) => Kind::Choice,
        }
    }
}

/// Names of plurals in Unicode's rules, besides `other`.
const PLURALS: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// Lays the languages side by side. What does not fit is added to `errors`.
pub(crate) fn modules<'a>(languages: &'a [Language], errors: &mut Vec<String>) -> Vec<Module<'a>> {
    let names: BTreeSet<&String> = languages.iter().flat_map(|language| language.files.keys()).collect();
    let mut modules = Vec::new();
    for name in names {
        let missing = languages.iter().filter(|language| !language.files.contains_key(name));
        let missing: Vec<String> = missing.map(|language| format!("{}/{name}.ftl is missing", language.folder)).collect();
        if missing.is_empty() {
            let files: Vec<&Vec<Message>> = languages.iter().filter_map(|language| language.files.get(name)).collect();
            modules.push(module(name, &files, languages, errors));
        }
        errors.extend(missing);
    }
    modules
}

fn module<'a>(name: &'a str, files: &[&'a Vec<Message>], languages: &[Language], errors: &mut Vec<String>) -> Module<'a> {
    let mut module = Module { name, choices: BTreeMap::new(), functions: Vec::new() };
    let (first, others) = files.split_first().map_or((&[][..], &[][..]), |(first, others)| (first.as_slice(), others));
    for message in first {
        let mut messages = vec![message];
        for (other, language) in others.iter().zip(&languages[1..]) {
            match other.iter().find(|other| other.id == message.id) {
                Some(found) => messages.push(found),
                None => errors.push(format!("{}/{name}.ftl: {} is missing ({} has it)", language.folder, message.id, message.place)),
            }
        }
        if messages.len() == files.len() {
            match arguments(&messages, &mut module.choices) {
                Ok(arguments) => module.functions.push(Function { messages, arguments }),
                Err(wrong) => errors.extend(wrong),
            }
        }
    }
    stale_names(first, others, errors);
    for message in others.iter().copied().flatten().filter(|message| first.iter().all(|first| first.id != message.id)) {
        errors.push(format!("{}: {} is in this language only", message.place, message.id));
    }
    module
}

/// Names in comments that the message below, and its attributes, do not have in any language.
fn stale_names(messages: &[Message], others: &[&Vec<Message>], errors: &mut Vec<String>) {
    for group in messages.chunk_by(|one, next| one.place == next.place) {
        let elsewhere = others.iter().copied().flatten().filter(|other| group.iter().any(|one| one.id == other.id));
        let uses: Vec<_> = group.iter().chain(elsewhere).map(uses_of).collect();
        for name in named(&group[0].comment).iter().filter(|name| !uses.iter().any(|uses| uses.contains_key(name.as_str()))) {
            errors.push(format!("{}: {}: the comment names ${name}, which is not there", group[0].place, group[0].id));
        }
    }
}

/// The arguments, in the order of the comment in the first language.
fn arguments<'a>(messages: &[&'a Message], choices: &mut BTreeMap<&'a str, BTreeSet<&'a str>>) -> Result<Vec<Argument<'a>>, Vec<String>> {
    let mut errors = Vec::new();
    let uses: Vec<_> = messages.iter().map(|message| uses_of(message)).collect();
    let mut all: BTreeMap<&str, Use> = BTreeMap::new();
    for one in uses.iter().flatten() {
        let (name, one) = one;
        let sum = all.entry(name).or_default();
        sum.printed |= one.printed;
        sum.number |= one.number;
        sum.spaced |= one.spaced;
        sum.keys.extend(&one.keys);
    }
    let first = messages[0];
    let order = named(&first.comment);
    let places: BTreeMap<&str, usize> = order.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
    for (name, found) in &all {
        let kind = found.kind();
        if all.len() > 1 && !places.contains_key(name) {
            errors.push(format!("{}: {}: name ${name} in the comment above: its order is that of the arguments", first.place, first.id));
        }
        for (message, own) in messages.iter().zip(&uses) {
            let is_printed = own.get(name).is_some_and(|own| own.printed);
            // A translator may leave something out, but says so.
            if found.printed && !is_printed && !message.comment.contains(&format!("without ${name}")) {
                errors.push(format!("{}: {}: ${name} is missing", message.place, message.id));
            }
        }
        let wrong = match kind {
            Kind::Number if found.spaced => Some("is a number, which is not SPACED"),
            Kind::Bool | Kind::Choice if found.printed => Some("selects by words, so it cannot be printed"),
            _ => None,
        };
        errors.extend(wrong.map(|wrong| format!("{}: {}: ${name} {wrong}", first.place, first.id)));
        if kind == Kind::Choice {
            let words = found.keys.iter().filter(|key| !key.is("none") && !key.is("other"));
            choices.entry(name).or_default().extend(words.filter_map(|key| if let Key::Word(word) = key { Some(word.as_str()) } else { None }));
        }
    }
    let mut arguments: Vec<Argument> =
        all.iter().map(|(name, found)| Argument { name, kind: found.kind(), optional: found.keys.iter().any(|key| key.is("none")) }).collect();
    arguments.sort_by_key(|argument| places.get(argument.name).copied());
    if errors.is_empty() { Ok(arguments) } else { Err(errors) }
}

/// The variables that a comment names, in its order.
fn named(comment: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in comment.split('$').skip(1) {
        let name: String = part.chars().take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_')).collect();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn uses_of(message: &Message) -> BTreeMap<&str, Use<'_>> {
    let mut uses = BTreeMap::new();
    collect(&message.pieces, &mut uses);
    uses
}

fn collect<'a>(pieces: &'a [Piece], uses: &mut BTreeMap<&'a str, Use<'a>>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Value { name, style } => {
                let one = uses.entry(name).or_default();
                one.printed = true;
                one.number |= matches!(style, Style::Grouped | Style::Digits);
                one.spaced |= *style == Style::Spaced;
            }
            Piece::Select { name, number, arms } => {
                let one = uses.entry(name).or_default();
                one.number |= number;
                one.keys.extend(arms.iter().map(|arm| &arm.key));
                for arm in arms {
                    collect(&arm.pieces, uses);
                }
            }
        }
    }
}

/// The number that a key stands for in a language.
pub(crate) fn number_of(key: &Key, language: usize) -> Option<i64> {
    match key {
        Key::Number(number) => Some(*number),
        Key::Word(word) if word == "one" => LANGUAGES[language].2,
        Key::Word(_) => None,
    }
}
