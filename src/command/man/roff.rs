//! The language of manual pages: as little of it as they need. Nothing in a text is a command or turns into another character.

use std::fmt::Write as _;

/// A text as roff reads it: a hyphen stays the one that is typed, and a line that begins with a dot or quote is no command.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut at_start = true;
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\e"),
            '-' => out.push_str("\\-"),
            '\'' => out.push_str("\\(aq"),
            '`' => out.push_str("\\(ga"),
            '^' => out.push_str("\\(ha"),
            '~' => out.push_str("\\(ti"),
            '.' if at_start => out.push_str("\\&."),
            c => out.push(c),
        }
        at_start = c == '\n';
    }
    out
}

/// A page under construction.
pub(super) struct Roff(String);

impl Roff {
    /// Begins a page of section 1. It carries no date: the same program makes the same bytes.
    pub(super) fn new(name: &str, version: &str) -> Self {
        let mut page = Self(String::new());
        let _ = writeln!(page.0, ".TH \"{}\" \"1\" \"\" \"{}\" \"\"", text(&name.to_uppercase()), text(version));
        // Options and ids are neither broken nor spread over the line.
        page.0.push_str(".nh\n.ad l\n");
        page
    }

    /// Begins a section.
    pub(super) fn section(&mut self, heading: &str) {
        let _ = writeln!(self.0, ".SH \"{}\"", text(&heading.to_uppercase()).replace('"', "\\(dq"));
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, of: &str) {
        let _ = writeln!(self.0, ".PP\n{}", text(of));
    }

    /// Lines as they are, such as commands.
    pub(super) fn lines(&mut self, of: &str) {
        let _ = writeln!(self.0, ".nf\n{}\n.fi", text(of));
    }

    /// What a word means.
    pub(super) fn entry(&mut self, word: &str, meaning: &str) {
        let _ = writeln!(self.0, ".TP\n\\fB{}\\fR\n{}", text(word), text(meaning));
    }

    /// The page.
    pub(super) fn done(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_a_command() {
        assert_eq!(text(".TH x\n'so y \\n -o"), "\\&.TH x\n\\(aqso y \\en \\-o");
    }
}
