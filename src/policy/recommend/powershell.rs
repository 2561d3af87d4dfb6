//! The proposal as a script for Microsoft Graph PowerShell: it saves what there is, shows what it would change, and asks before it does.
//!
//! What it is not: run by this program, or by anything else than an administrator who has read it. Names come from logs and could hold
//! anything, so they appear in comments and single-quoted here-strings only, without control characters and never at the start of a line.
//! Bodies are pure ASCII, so that no encoding can change them.

use std::fmt::Write as _;

use serde_json::Value;

use super::super::block::Block;
use super::super::cloud::Cloud;
use super::super::lang::Lang;
use super::changes::{Method, Object, Request};
use super::json::ascii;
use super::reason::{Decision, Kind};
use super::{Note, ReasonRow, Recommendation};
use crate::model::parse_guid;
use crate::model::time::rfc3339;

/// The fixed parts: the head up to the steps, and the loop over them.
const HEAD: &str = include_str!("script_head.ps1");
const TAIL: &str = include_str!("script_tail.ps1");

/// Whether a character ends a line, is invisible, or turns the direction of text.
fn is_treacherous(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A text on one line, everything visible.
fn one_line(text: &str) -> String {
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
fn comment(script: &mut String, indent: &str, text: &str) {
    let _ = writeln!(script, "{indent}# {}", one_line(text));
}

/// Whether PowerShell reads it as a single quote.
fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}')
}

/// A literal: quotes of every kind doubled.
fn quoted(text: &str) -> String {
    let mut literal = String::from("'");
    for c in one_line(text).chars() {
        literal.extend(std::iter::repeat_n(c, if is_quote(c) { 2 } else { 1 }));
    }
    literal + "'"
}

/// A here-string. It ends where a line begins with `'@`, so no line of `text` may begin with a quote.
fn here_string(text: &str) -> String {
    debug_assert!(text.lines().all(|line| !line.starts_with(is_quote)));
    format!("@'\n{text}\n'@")
}

/// JSON whose every character is ASCII.
fn ascii_json(value: &Value) -> String {
    let mut text = String::new();
    ascii(&serde_json::to_string_pretty(value).unwrap_or_default(), &mut text);
    text
}

/// The script. With a current policy it can also undo itself (`-Rollback`).
#[must_use]
pub fn to_powershell(recommendation: &Recommendation, lang: Lang) -> String {
    let mut script = String::new();
    let title = lang.pick(
        "Cross-tenant access settings with least privilege, from observed sign-ins.",
        "サインインの実績に基づく、最小権限のクロステナント アクセス設定",
    );
    comment(&mut script, "", title);
    let usage = lang.pick(
        "Read it, then run it with -WhatIf, which changes nothing; without it, each change is asked for (-Confirm:$false to not ask).",
        "内容を確認し、まず -WhatIf を付けて実行してください (何も変更されません)。付けない場合は変更ごとに確認します。",
    );
    comment(&mut script, "", usage);
    for note in &recommendation.notes {
        comment(&mut script, "", &format!("- {}", Note::words(note, lang)));
    }
    let rollback = recommendation.rollback.as_deref();
    let environment = match recommendation.own_cloud {
        Cloud::Commercial => "Global",
        Cloud::UsGovernment => "USGov",
        Cloud::China => "China",
    };
    let tenant = recommendation.own_tenant.as_deref().filter(|tenant| parse_guid(tenant).is_some()).unwrap_or_default();
    let switch =
        if rollback.is_some() { ",\n    # Puts back the settings that were current when this was written.\n    [switch] $Rollback" } else { "" };
    script.push_str(&HEAD.replace("<ENVIRONMENT>", environment).replace("<TENANT>", &quoted(tenant)).replace("<ROLLBACK>", switch));
    script.push_str("\n$steps = @(\n");
    for change in &recommendation.changes {
        step(&mut script, recommendation, change, lang, true);
    }
    script.push_str(")\n");
    if let Some(rollback) = rollback {
        script.push_str("\nif ($Rollback) {\n$steps = @(\n");
        for change in rollback {
            step(&mut script, recommendation, change, lang, false);
        }
        script.push_str(")\n}\n");
    }
    script.push('\n');
    script.push_str(TAIL);
    script
}

/// One entry of `$steps`.
fn step(script: &mut String, recommendation: &Recommendation, request: &Request, lang: Lang, forward: bool) {
    let (kind, id, title) = match (&request.object, request.method) {
        // What is enabled by then is kept: the list is added to on the way there, and replaced on the way back.
        (Object::Clouds, _) => {
            (if forward { "AddClouds" } else { "Clouds" }, "", lang.pick("Microsoft cloud settings", "Microsoft クラウド設定").to_owned())
        }
        (Object::Default, _) => ("Default", "", lang.pick("Default settings", "既定の設定").to_owned()),
        (Object::Partner(tenant), method) => {
            let name = recommendation.reasons.iter().find(|row| row.partner.as_ref() == Some(tenant)).and_then(|row| row.partner_name.as_deref());
            let kind = if method == Method::Delete { "Remove" } else { "Partner" };
            (kind, tenant.as_str(), format!("{} {tenant} {}", lang.pick("Organization", "組織の設定"), name.unwrap_or_default()))
        }
    };
    if forward && let Object::Partner(tenant) = &request.object {
        for row in recommendation.reasons.iter().filter(|row| row.partner.as_ref() == Some(tenant)) {
            comment(script, "    ", &line(row, lang));
        }
    }
    // The script itself decides whether an entry is new, by what it finds.
    let body = request.body.as_ref().map(|body| {
        let mut body = body.clone();
        if let (Value::Object(members), "Partner") = (&mut body, kind) {
            members.shift_remove("tenantId");
        }
        ascii_json(&body)
    });
    let _ = writeln!(script, "    [pscustomobject]@{{");
    let _ = writeln!(script, "        Kind  = '{kind}'");
    let _ = writeln!(script, "        Id    = {}", quoted(id));
    let _ = writeln!(script, "        Title = {}", here_string(&one_line(title.trim_end())));
    let _ = writeln!(script, "        Body  = {}", here_string(&body.unwrap_or_default()));
    let _ = writeln!(script, "    }}");
}

/// A line of the reasoning: block, decision, name, numbers, why.
fn line(row: &ReasonRow, lang: Lang) -> String {
    let block = row.block.map(Block::name).or_else(|| row.direction.map(crate::model::Direction::name)).unwrap_or("-");
    let what = match (row.kind, &row.name, &row.id) {
        (Kind::Application | Kind::User, Some(name), Some(id)) => format!("{name} ({id}) "),
        (Kind::Application | Kind::User, _, Some(id)) => format!("{id} "),
        _ => String::new(),
    };
    let numbers = match (row.decision, row.last_seen) {
        (Decision::Remove, _) | (_, None) => String::new(),
        (_, Some(last)) => lang.pick(
            format!("{} successes, {} users, last {}; ", row.sign_ins, row.users, rfc3339(last)),
            format!("成功 {} 件、{} ユーザー、最終 {}。", row.sign_ins, row.users, rfc3339(last)),
        ),
    };
    format!("{block}: {} {what}- {numbers}{}", row.decision.words(lang), row.words(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_ends_a_literal_or_a_line() {
        assert_eq!(quoted("O'Brien ‘x’ $(calc) `n"), "'O''Brien ‘‘x’’ $(calc) `n'");
        assert_eq!(one_line("a\r\n'@\u{2028}b\u{202e}c"), r"a\u{d}\u{a}'@\u{2028}b\u{202e}c");
        let json = ascii_json(&serde_json::json!({"x": "テ\u{1f600}\u{7f}'@\n'@"}));
        assert!(json.is_ascii() && json.lines().all(|line| !line.starts_with('\'')), "{json}");
        assert_eq!(serde_json::from_str::<Value>(&json).expect("JSON")["x"], "テ\u{1f600}\u{7f}'@\n'@");
    }
}
