//! The proposal as a script for Microsoft Graph PowerShell: it shows what it would change, asks before it does, and writes down what it did.
//!
//! What it is not: run by this program, or by anything else than an administrator who has read it. Names come from logs and could hold
//! anything, so they appear in comments and in one single-quoted here-string only, without control characters and never at the start of a
//! line. The here-string is pure ASCII, so that no encoding can change it.

use std::fmt::Write as _;

use super::json::lay_out;
use super::{Note, Recommendation};
use crate::model::Cloud;
use crate::words::{Lang, script as said};

/// The script; the comments, the plan and the cloud are filled in.
const SCRIPT: &str = include_str!("script.ps1");

/// Whether a character ends a line, is invisible, or turns the direction of text.
pub(in crate::policy) fn is_treacherous(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A text on one line, everything visible.
pub(in crate::policy) fn one_line(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut line, c| {
        if is_treacherous(c) {
            let _ = write!(line, "\\u{{{:x}}}", u32::from(c));
        } else {
            line.push(c);
        }
        line
    })
}

/// A comment of one line.
fn comment(script: &mut String, text: &str) {
    let _ = writeln!(script, "# {}", one_line(text));
}

/// The script: notes, one block of data, one loop.
#[must_use]
pub fn to_powershell(recommendation: &Recommendation, lang: Lang) -> String {
    let mut script = String::new();
    for text in [said::title(lang), said::usage(lang), said::pilot(lang)] {
        comment(&mut script, text);
    }
    for note in &recommendation.notes {
        comment(&mut script, &format!("- {}", Note::words(note, lang)));
    }
    let environment = match recommendation.own_cloud {
        Cloud::Commercial => "Global",
        Cloud::UsGovernment => "USGov",
        Cloud::China => "China",
    };
    let mut plan = String::new();
    lay_out(&recommendation.plan(lang), 0, &mut plan);
    script.push('\n');
    // The plan comes last: what is in it is no placeholder.
    script.push_str(&commented(lang).replace("<ENVIRONMENT>", environment).replace("<PLAN>", &plan));
    script
}

/// The script with its comments in a language. What it says while it runs is English, which no encoding can change.
fn commented(lang: Lang) -> String {
    let comments = [
        ("<partner>", said::partner(lang)),
        ("<rollback>", said::rollback(lang)),
        ("<accept-unknown>", said::accept_unknown(lang)),
        ("<done>", said::done(lang)),
        ("<environment>", said::environment(lang)),
        ("<select-part>", said::select_part(lang)),
        ("<keep-list>", said::keep_list(lang)),
        ("<get-shape>", said::get_shape(lang)),
        ("<read-there>", said::read_there(lang)),
        ("<write-first>", said::write_first(lang)),
    ];
    comments.iter().fold(SCRIPT.to_owned(), |script, (place, text)| script.replace(place, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_comment_is_said() {
        for lang in [Lang::En, Lang::Ja] {
            let script = commented(lang);
            assert_eq!(script.matches("# <").count(), 0, "{script}");
            // A comment ends with its line, and the rest of the script is the same in every language.
            let code = |script: &str| script.lines().filter(|line| !line.trim_start().starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(code(&script), code(&commented(Lang::En)));
        }
    }

    #[test]
    fn a_line_stays_one_and_everything_in_it_is_visible() {
        assert_eq!(one_line("a\r\n'@\u{2028}b\u{202e}c"), r"a\u{d}\u{a}'@\u{2028}b\u{202e}c");
    }
}
