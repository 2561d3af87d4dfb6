//! Writes the functions.

use super::LANGUAGES;
use super::check::{Argument, Function, Kind, Module, number_of};
use super::message::{Arm, Key, Piece, Style};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A file of Rust with a module for each file of messages. What cannot be written is added to `errors`.
pub(crate) fn write(modules: &[Module], errors: &mut Vec<String>) -> String {
    let mut code = String::new();
    for module in modules {
        let _ = write!(
            code,
            "/// `{0}.ftl`.\npub mod {1} {{\n    use crate::words::{{Lang, Number, digits, grouped, space}};\n\n",
            module.name,
            rust_name(module.name)
        );
        for (name, words) in &module.choices {
            let _ = write!(
                code,
                "    /// What `${name}` selects by.\n    #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n    pub enum {} {{\n",
                type_name(name)
            );
            for word in words {
                let _ = writeln!(code, "        /// `[{word}]`.\n        {},", type_name(word));
            }
            code.push_str("    }\n\n");
        }
        for function in &module.functions {
            function_code(function, &module.choices, &mut code, errors);
        }
        code.push_str("}\n");
    }
    code
}

fn function_code(function: &Function, choices: &BTreeMap<&str, BTreeSet<&str>>, code: &mut String, errors: &mut Vec<String>) {
    let Function { messages, arguments } = function;
    let _ = writeln!(code, "    #[doc = {:?}]\n    #[must_use]", format!("`{}`: {}", messages[0].id, shown(&messages[0].pieces)));
    // A message may be there for other messages alone.
    if messages.iter().any(|message| message.is_inlined) {
        code.push_str("    #[allow(dead_code)]\n");
    }
    let _ = write!(code, "    pub fn {}(lang: Lang", rust_name(&messages[0].id));
    for argument in arguments {
        let kind = match argument.kind {
            Kind::Text => "&str".to_owned(),
            Kind::Number => "impl Into<Number>".to_owned(),
            Kind::Bool => "bool".to_owned(),
            Kind::Choice => type_name(argument.name),
        };
        let kind = if argument.optional { format!("Option<{kind}>") } else { kind };
        let _ = write!(code, ", {}: {kind}", rust_name(argument.name));
    }
    if arguments.is_empty() {
        code.push_str(") -> &'static str {\n        match lang {\n");
        for (message, (_, lang, _)) in messages.iter().zip(LANGUAGES) {
            let text = if let [Piece::Text(text)] = message.pieces.as_slice() { text } else { "" };
            let _ = writeln!(code, "            Lang::{lang} => {text:?},");
        }
        code.push_str("        }\n    }\n\n");
        return;
    }
    code.push_str(") -> String {\n");
    for argument in arguments.iter().filter(|argument| argument.kind == Kind::Number) {
        let name = rust_name(argument.name);
        let value = if argument.optional { format!("{name}.map(|number| number.into().get())") } else { format!("{name}.into().get()") };
        let _ = writeln!(code, "        let {name} = {value};");
    }
    code.push_str("        let mut out = String::new();\n");
    let is_spaced = messages.iter().any(|message| has_spaced(&message.pieces));
    if is_spaced {
        code.push_str("        let mut seams = Vec::new();\n");
    }
    code.push_str("        match lang {\n");
    for (language, message) in messages.iter().enumerate() {
        let _ = writeln!(code, "            Lang::{} => {{", LANGUAGES[language].1);
        let mut writer = Writer { language, arguments, choices, present: Vec::new(), absent: Vec::new(), indent: 4, code };
        if let Err(error) = writer.pieces(&message.pieces) {
            errors.push(format!("{}: {}: {error}", message.place, message.id));
        }
        code.push_str("            }\n");
    }
    code.push_str("        }\n");
    if is_spaced {
        code.push_str("        space(&mut out, &seams);\n");
    }
    code.push_str("        out\n    }\n\n");
}

/// Writes what one language says.
struct Writer<'a> {
    language: usize,
    arguments: &'a [Argument<'a>],
    choices: &'a BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Optional arguments that are known to be there, in the variant being written.
    present: Vec<String>,
    /// Those that are known not to be.
    absent: Vec<String>,
    indent: usize,
    code: &'a mut String,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.code, "{}{text}", "    ".repeat(self.indent));
    }

    fn argument(&self, name: &str) -> Result<&Argument<'_>, String> {
        self.arguments.iter().find(|argument| argument.name == name).ok_or_else(|| format!("${name} is not known"))
    }

    /// Whether an argument is still an `Option` here.
    fn is_open(&self, argument: &Argument) -> bool {
        argument.optional && !self.present.iter().any(|name| name == argument.name)
    }

    fn pieces(&mut self, pieces: &[Piece]) -> Result<(), String> {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.line(&format!("out.push_str({text:?});")),
                Piece::Value { name, style } => self.value(name, *style)?,
                Piece::Select { name, arms, .. } => self.select(name, arms)?,
            }
        }
        Ok(())
    }

    fn value(&mut self, name: &str, style: Style) -> Result<(), String> {
        let argument = self.argument(name)?;
        if self.absent.iter().any(|absent| absent == name) {
            return Err(format!("${name} is none here"));
        }
        if self.is_open(argument) {
            return Err(format!("${name} may be none here: select [none] first"));
        }
        let (kind, name) = (argument.kind, rust_name(name));
        match (kind, style) {
            (Kind::Number, Style::Digits) => self.line(&format!("digits(&mut out, {name});")),
            (Kind::Number, _) => self.line(&format!("grouped(&mut out, {name});")),
            (_, Style::Spaced) => {
                self.line("seams.push(out.len());");
                self.line(&format!("out.push_str({name});"));
                self.line("seams.push(out.len());");
            }
            _ => self.line(&format!("out.push_str({name});")),
        }
        Ok(())
    }

    fn select(&mut self, name: &str, arms: &[Arm]) -> Result<(), String> {
        let argument = self.argument(name)?;
        let (kind, is_open) = (argument.kind, self.is_open(argument));
        if is_open && !arms.iter().any(|arm| arm.key.is("none")) {
            return Err(format!("${name} may be none here: say what stands for [none]"));
        }
        self.complete(name, kind, arms)?;
        // Where it is settled already, only one side can be.
        if self.absent.iter().any(|absent| absent == name) {
            return arms.iter().filter(|arm| arm.key.is("none")).try_for_each(|arm| self.pieces(&arm.pieces));
        }
        let arms = arms.iter().filter(|arm| is_open || !arm.key.is("none"));
        let value = rust_name(name);
        self.line(&format!("match {value} {{"));
        // What matches everything else comes last.
        let (last, exact): (Vec<&Arm>, Vec<&Arm>) = arms.partition(|arm| arm.key.is("other"));
        for arm in exact.into_iter().chain(last) {
            let is_none = arm.key.is("none");
            let pattern = self.pattern(name, kind, arm)?;
            let pattern = match (is_open, is_none) {
                (_, true) => "None".to_owned(),
                (true, false) if pattern == "_" => format!("Some({value})"),
                // Text and words are not looked at again; a number may be printed.
                (true, false) if kind == Kind::Number => format!("Some({value} @ {pattern})"),
                (true, false) => format!("Some({pattern})"),
                (false, false) => pattern,
            };
            self.indent += 1;
            self.line(&format!("{pattern} => {{"));
            self.indent += 1;
            let known = if is_none { &mut self.absent } else { &mut self.present };
            known.push(name.to_owned());
            self.pieces(&arm.pieces)?;
            let known = if is_none { &mut self.absent } else { &mut self.present };
            known.pop();
            self.indent -= 1;
            self.line("}");
            self.indent -= 1;
        }
        self.line("}");
        Ok(())
    }

    fn pattern(&self, name: &str, kind: Kind, arm: &Arm) -> Result<String, String> {
        let key = &arm.key;
        if key.is("other") || key.is("none") {
            return Ok("_".to_owned());
        }
        Ok(match (kind, key) {
            (Kind::Number, _) => match number_of(key, self.language) {
                Some(number) => number.to_string(),
                None => return Err(format!("${name}: the language has no plural [{key}]")),
            },
            (Kind::Bool, Key::Word(word)) if word == "true" || word == "false" => word.clone(),
            (Kind::Choice, Key::Word(word)) => format!("{}::{}", type_name(name), type_name(word)),
            _ => return Err(format!("${name}: [{key}] does not belong with the other keys")),
        })
    }

    /// Every case must be said: a word that is new in one message would otherwise fall under another, unseen.
    fn complete(&self, name: &str, kind: Kind, arms: &[Arm]) -> Result<(), String> {
        let has = |word: &str| arms.iter().any(|arm| arm.key.is(word));
        if has("other") {
            return Ok(());
        }
        let wanted: Vec<&str> = match kind {
            Kind::Bool => vec!["true", "false"],
            Kind::Choice => self.choices.get(name).into_iter().flatten().copied().collect(),
            Kind::Text | Kind::Number => vec!["other"],
        };
        match wanted.iter().find(|word| !has(word)) {
            Some(missing) => Err(format!("${name}: [{missing}] is missing")),
            None => Ok(()),
        }
    }
}

fn has_spaced(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Text(_) => false,
        Piece::Value { style, .. } => *style == Style::Spaced,
        Piece::Select { arms, .. } => arms.iter().any(|arm| has_spaced(&arm.pieces)),
    })
}

/// The text for the documentation, each selector by its default.
fn shown(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Value { name, .. } => format!("{{{name}}}"),
            Piece::Select { arms, .. } => arms.iter().find(|arm| arm.default).map(|arm| shown(&arm.pieces)).unwrap_or_default(),
        })
        .collect()
}

fn rust_name(name: &str) -> String {
    let name = name.replace(['-', '.'], "_");
    let is_keyword = matches!(
        name.as_str(),
        "as" | "break"
            | "const"
            | "continue"
            | "else"
            | "enum"
            | "false"
            | "fn"
            | "for"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "true"
            | "type"
            | "unsafe"
            | "use"
            | "where"
            | "while"
    );
    if is_keyword { format!("r#{name}") } else { name }
}

fn type_name(name: &str) -> String {
    let word = |word: &str| {
        word.chars().enumerate().map(|(place, letter)| if place == 0 { letter.to_ascii_uppercase() } else { letter }).collect::<String>()
    };
    name.split(['-', '_']).map(word).collect()
}
