//! The proposal as a script for Microsoft Graph PowerShell: it shows what it would change, asks before it does, and writes down what it did.
//!
//! What it is not: run by this program, or by anything else than an administrator who has read it. Names come from logs and could hold
//! anything, so they appear in comments and in one single-quoted here-string only, without control characters and never at the start of a
//! line. The here-string is pure ASCII, so that no encoding can change it.

use std::fmt::Write as _;

use super::super::cloud::Cloud;
use super::json::lay_out;
use super::{Note, Recommendation};
use crate::words::Lang;

/// The script; the plan and the cloud are filled in.
const SCRIPT: &str = include_str!("script.ps1");

/// Whether a character ends a line, is invisible, or turns the direction of text.
fn is_treacherous(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A text on one line, everything visible.
pub(super) fn one_line(text: &str) -> String {
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
    let title = lang.pick(
        "Cross-tenant access settings with least privilege, from observed sign-ins.",
        "サインインの実績に基づく、最小権限のクロステナント アクセス設定",
    );
    comment(&mut script, title);
    let usage = lang.pick(
        "Read it, then run it with -WhatIf, which changes nothing; without it, each change is asked for (-Confirm:$false to not ask).",
        "内容を確認し、まず -WhatIf を付けて実行してください (何も変更されません)。付けない場合は変更ごとに確認します。",
    );
    comment(&mut script, usage);
    let pilot = lang.pick(
        "-Partner ID changes that entry alone; -Rollback FILE undoes what a run did. Before each step it checks that what is there is what was there.",
        "-Partner ID を付けるとその組織の設定だけを変更します。-Rollback FILE で実行済みの変更を元に戻します。変更の前に、現在の設定が作成時と同じか確認します。",
    );
    comment(&mut script, pilot);
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
    script.push_str(&SCRIPT.replace("<ENVIRONMENT>", environment).replace("<PLAN>", &plan));
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_one_and_everything_in_it_is_visible() {
        assert_eq!(one_line("a\r\n'@\u{2028}b\u{202e}c"), r"a\u{d}\u{a}'@\u{2028}b\u{202e}c");
    }
}
