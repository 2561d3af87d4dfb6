//! The script: nothing from a log gets out of comments and here-strings, and it is well-formed as far as that can be told without a shell.

use serde_json::json;

use super::*;

#[test]
fn a_body_to_copy_is_the_body_in_plain_characters() {
    let body = json!({"usersAndGroups": {"accessType": "allowed", "targets": [{"target": "AllUsers", "targetType": "user"}]},
        "x\u{202e}日本\u{1f600}": [null, {}, [], {"deep": {"deeper": [1, true]}}, "\"\u{7f}\n"]});
    let request = Request { object: Object::Default, method: Method::Patch, path: String::new(), body: Some(body.clone()) };
    let text = request.body_text().expect("a body");
    assert!(text.chars().all(|c| c == '\n' || (' '..='~').contains(&c)), "{text}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), body, "{text}");
    assert!(text.contains("\n      {\"target\": \"AllUsers\", \"targetType\": \"user\"}\n    ]"), "{text}");
    assert_eq!(Request { body: None, ..request }.body_text(), None);
}

const NASTY: &str = "Evil'@\n'@\r\n$(calc) `whoami` \u{2019}\u{2019}@ \" #> <# ; Remove-Item / \u{202e}\u{2028}'";

/// The script without comments and here-strings; fails where a here-string is not closed or a comment is not on its own line.
fn code(script: &str) -> String {
    let mut code = String::new();
    let mut inside = false;
    for line in script.lines() {
        if inside {
            inside = !line.starts_with("'@");
            if !inside {
                assert_eq!(line, "'@", "nothing follows the end of a here-string");
            }
            assert!(!line.starts_with(['\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}']), "{line}");
        } else if line.trim_start().starts_with('#') && !line.starts_with("#Requires") {
        } else {
            inside = line.ends_with("@'");
            code.push_str(line);
            code.push('\n');
        }
    }
    assert!(!inside, "an open here-string");
    code
}

/// Brackets outside of literals are balanced.
fn assert_balanced(code: &str) {
    let mut open = Vec::new();
    for line in code.lines() {
        let mut chars = line.trim_end_matches("@'").chars();
        while let Some(c) = chars.next() {
            match c {
                '\'' => assert!(chars.any(|c| c == '\''), "an open literal: {line}"),
                '"' => {
                    // Expressions inside of expanding strings are written by us and have brackets of their own.
                    assert!(chars.any(|c| c == '"'), "an open literal: {line}");
                }
                '(' | '{' | '[' => open.push(c),
                ')' | '}' | ']' => assert!(matches!((open.pop(), c), (Some('('), ')') | (Some('{'), '}') | (Some('['), ']')), "{line}"),
                _ => {}
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

fn nasty() -> [ObservedAccess<'static>; 2] {
    let named =
        ObservedAccess { partner_name: Some(NASTY), resource_name: Some(NASTY), client_name: Some(NASTY), ..used(IN, P1, Some(A2), Some(A1)) };
    [named, ObservedAccess { partner: P2, partner_name: Some("'@"), user_principal_name: Some(NASTY), direction: OUT, ..named }]
}

#[test]
fn names_cannot_get_out_of_comments_and_here_strings() {
    let mut current = policy_of(vec![entry(P3)]);
    current.partners[0].display_name = Some(NASTY.to_owned());
    current.partners[0].blocks.other.insert("m365CollaborationInbound".to_owned(), serde_json::json!({ "x": NASTY }));
    let options = Options { scope_users: true, own_tenant: Some(NOBODY.to_owned()), ..Options::default() };
    for lang in [Lang::En, Lang::Ja] {
        for current in [None, Some(&current)] {
            let script = to_powershell(&recommend(&nasty(), current, &options), lang);
            let code = code(&script);
            for forbidden in ["calc", "whoami", "Evil", "Remove-Item", "\u{2019}", "\u{202e}", "\u{2028}"] {
                assert!(!code.contains(forbidden), "{forbidden} in {code}");
            }
            assert!(code.is_ascii(), "code needs no encoding");
            assert!(!script.contains(['\r', '\u{202e}', '\u{2028}']));
            assert_balanced(&code);
            assert!(code.contains(&format!("$tenant = '{NOBODY}'")));
            assert_eq!(code.contains("[switch] $Rollback"), current.is_some());
        }
    }
}

#[test]
fn it_reads_first_shows_and_asks_and_closes_the_default_last() {
    let mut unused = entry(P3);
    unused.blocks.b2b_collaboration_inbound = Some(B2bSetting::everything(AccessType::Allowed));
    let abroad = ObservedAccess { partner_cloud: Cloud::China, ..used(IN, P4, None, Some(A1)) };
    let proposal = with_current(&[used(IN, P1, None, Some(A1)), abroad], &policy_of(vec![unused]));
    let script = to_powershell(&proposal, Lang::En);
    let at = |text: &str| script.find(text).unwrap_or_else(|| panic!("{text} in {script}"));
    assert!(at("[CmdletBinding(SupportsShouldProcess") < at("Set-Content -LiteralPath $SaveTo"));
    assert!(at("Set-Content") < at("$steps = @("));
    assert!(at("Kind  = 'AddClouds'") < at("Kind  = 'Partner'") && at("Kind  = 'Partner'") < at("Kind  = 'Default'"));
    assert!(at("Kind  = 'Default'") < at("Kind  = 'Remove'") && at("Kind  = 'Remove'") < at("if ($Rollback)"));
    assert!(at("$PSCmdlet.ShouldProcess") < at("Invoke-MgGraphRequest -Method $method"));
    assert_eq!(script.matches("Invoke-MgGraphRequest -Method $method").count(), 2, "both inside of ShouldProcess");
    assert!(script.contains(&format!("# b2bCollaborationInbound: allow {A1} - 1 successes, 1 users, last 2025-10-12T08:53:20Z; the resource")));
    let bodies: Vec<&str> = script.split("Body  = @'\n").skip(1).filter_map(|rest| rest.split("\n'@").next()).collect();
    assert_eq!(bodies.len(), proposal.changes.len() + proposal.rollback.as_ref().map_or(0, Vec::len));
    for body in bodies.iter().filter(|body| !body.is_empty()) {
        assert!(body.is_ascii() && serde_json::from_str::<serde_json::Value>(body).is_ok_and(|body| body.get("tenantId").is_none()), "{body}");
    }
}

#[test]
fn a_tenant_that_is_no_id_is_not_written() {
    let options = Options { own_tenant: Some("'; calc".to_owned()), own_cloud: Cloud::UsGovernment, ..Options::default() };
    let script = to_powershell(&recommend(&[], None, &options), Lang::En);
    assert!(script.contains("$tenant = ''\n") && !script.contains("calc") && script.contains("$Environment = 'USGov'"), "{script}");
}
