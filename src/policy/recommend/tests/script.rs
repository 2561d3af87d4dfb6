//! The script: a parser of PowerShell finds no fault in it, and nothing from a log gets out of comments and its one here-string.

use crate::words::Lang;
use serde_json::{Value, json};
use tree_sitter::{Node, Parser};

use super::*;

#[test]
fn a_body_to_copy_is_the_body_in_plain_characters() {
    let body = json!({"usersAndGroups": {"accessType": "allowed", "targets": [{"target": "AllUsers", "targetType": "user"}]},
        "x\u{202e}日本\u{1f600}": [null, {}, [], {"deep": {"deeper": [1, true]}}, "\"\u{7f}\n"]});
    let request = Request { object: Object::Default, method: Method::Patch, path: String::new(), body: Some(body.clone()) };
    let text = request.body_text().expect("a body");
    assert!(text.chars().all(|c| c == '\n' || (' '..='~').contains(&c)), "{text}");
    assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), body, "{text}");
    assert!(text.contains("\n      {\"target\": \"AllUsers\", \"targetType\": \"user\"}\n    ]"), "{text}");
    assert_eq!(Request { body: None, ..request }.body_text(), None);
}

const NASTY: &str = "Evil'@\n'@\r\n$(calc) `whoami` \u{2019}\u{2019}@ \" #> <# ; Remove-Item / \u{202e}\u{2028}'";

/// The first fault that a parser of PowerShell finds.
fn fault(script: &str) -> Option<String> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).expect("the grammar");
    first_fault(parser.parse(script, None).expect("a tree").root_node(), script)
}

fn first_fault(node: Node<'_>, script: &str) -> Option<String> {
    if node.is_error() || node.is_missing() {
        let line = node.start_position().row;
        return Some(format!("line {}: {:?}", line + 1, script.lines().nth(line)));
    }
    let children = (0..node.child_count()).filter_map(|place| node.child(u32::try_from(place).expect("few")));
    children.into_iter().find_map(|child| first_fault(child, script))
}

/// The script without comments, and what its here-string holds.
fn taken_apart(script: &str) -> (String, Value) {
    let (head, rest) = script.split_once("$plan = @'\n").expect("one block of data");
    let (data, tail) = rest.split_once("\n'@ | ConvertFrom-Json\n").expect("its end");
    assert!(data.is_ascii() && !data.contains("\n'@"), "{data}");
    let code = head.lines().chain(tail.lines()).filter(|line| !line.trim_start().starts_with('#') || line.starts_with("#Requires"));
    (code.collect::<Vec<_>>().join("\n"), serde_json::from_str(data).expect("JSON"))
}

fn nasty() -> [ObservedAccess<'static>; 2] {
    let named =
        ObservedAccess { partner_name: Some(NASTY), resource_name: Some(NASTY), client_name: Some(NASTY), ..used(IN, P1, Some(A2), Some(A1)) };
    [named, ObservedAccess { partner: P2, partner_name: Some("'@"), user_principal_name: Some(NASTY), direction: OUT, ..named }]
}

#[test]
fn names_cannot_get_out_of_comments_and_data() {
    let mut current = policy_of(vec![entry(P3)]);
    current.partners[0].display_name = Some(NASTY.to_owned());
    current.partners[0].blocks.other.insert("m365CollaborationInbound".to_owned(), json!({ "x": NASTY }));
    let options = Options { scope_users: true, own_tenant: Some(NOBODY.to_owned()), ..Options::default() };
    for lang in [Lang::En, Lang::Ja] {
        for current in [None, Some(&current)] {
            let proposal = recommend(&nasty(), current, &options);
            let script = to_powershell(&proposal, lang);
            assert_eq!(fault(&script), None);
            let (code, plan) = taken_apart(&script);
            for forbidden in ["calc", "whoami", "Evil", "Remove-Item", "\u{2019}", "\u{202e}", "\u{2028}"] {
                assert!(!code.contains(forbidden), "{forbidden} in {code}");
            }
            assert!(code.is_ascii(), "code needs no encoding");
            assert!(!script.contains(['\r', '\u{202e}', '\u{2028}']));
            assert_eq!(plan, proposal.plan(lang));
            assert_eq!(plan["tenant"], NOBODY);
            // What is shown on a terminal is one visible line each.
            for step in plan["steps"].as_array().expect("steps") {
                let lines = step["difference"].as_array().expect("lines").iter().chain([&step["title"]]);
                assert!(lines.filter_map(Value::as_str).all(|line| !line.chars().any(|c| c.is_control() || c == '\u{202e}')), "{step}");
            }
        }
    }
}

#[test]
fn the_parser_finds_what_is_wrong() {
    let script = to_powershell(&recommend(&[], None, &Options::default()), Lang::En);
    assert_eq!(fault(&script), None);
    for broken in [script.replacen("} finally {", "finally {", 1), script.replacen("foreach ($step in $steps) {", "foreach ($step $steps) {", 1)] {
        assert!(fault(&broken).is_some());
    }
}

#[test]
fn every_request_that_changes_something_is_asked_for_and_written_down_before() {
    let script = to_powershell(&recommend(&[], None, &Options::default()), Lang::En);
    let at = |text: &str| script.find(text).unwrap_or_else(|| panic!("{text} in {script}"));
    assert!(at("ShouldProcess($step.title") < at("Add-Content -LiteralPath $Done"));
    assert!(at("Add-Content -LiteralPath $Done") < at("Invoke-MgGraphRequest -Method DELETE"));
    assert!(
        at("-- left out: a step before it was not done") < at("ShouldProcess($step.title"),
        "a default does not close over a step that was declined"
    );
    assert_eq!(script.matches("Invoke-MgGraphRequest -Method").count(), 3, "one reads, two change");
    assert!(taken_apart(&script).0.lines().count() < 150, "an administrator reads it in a sitting");
}

#[test]
fn a_tenant_that_is_no_id_is_not_written() {
    let options = Options { own_tenant: Some("'; calc".to_owned()), own_cloud: Cloud::UsGovernment, ..Options::default() };
    let script = to_powershell(&recommend(&[], None, &options), Lang::En);
    assert!(!script.contains("calc") && script.contains("$Environment = 'USGov'"), "{script}");
    assert_eq!(taken_apart(&script).1["tenant"], "");
}
