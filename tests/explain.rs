//! `explain` answers what a person sees: codes, messages, commands.

use serde_json::json;

use crate::support::{code, crosstenant, json, stderr, stdout};

#[test]
fn explain_takes_what_users_see() {
    let explain = |arguments: &[&str]| {
        let output = crosstenant(["explain"].iter().chain(arguments));
        assert_eq!(code(&output), 0, "{arguments:?} {}", stderr(&output));
        stdout(&output)
    };
    for (text, code, other) in [
        ("Access is blocked by your organization", "500212", "500213"),
        ("お客様の組織によりアクセスがブロックされています", "500212", "500213"),
        ("Access is blocked by the organization fabrikam.com", "500213", "500212"),
        ("組織 fabrikam.com によりアクセスがブロックされています", "500213", "500212"),
        ("AADSTS500213: The resource tenant's cross-tenant access policy does not allow this user to access this tenant.", "500213", "500212"),
        ("AADSTS500213", "500213", "500212"),
        ("500213", "500213", "500212"),
        ("notallowedbyinboundpolicytenant", "500213", "500212"),
    ] {
        for lang in ["en", "ja"] {
            let said = explain(&[text, "--lang", lang]);
            assert!(said.contains(code) && !said.contains(other), "{text}: {said}");
            let side = match (code, lang) {
                ("500212", "en") => "The administrator of the home tenant.",
                ("500212", _) => "ホーム テナントの管理者",
                (_, "en") => "The administrator of the resource tenant.",
                _ => "リソース テナントの管理者",
            };
            assert!(said.contains(side), "{text}: {said}");
        }
    }
    assert_eq!(explain(&["access", "is", "blocked", "by", "your", "organization"]), explain(&["Access is blocked by your organization"]));
    for text in ["the printer is out of paper", "AADSTS1", "99999999"] {
        assert_eq!(code(&crosstenant(["explain", text])), 2, "{text}");
    }
}

#[test]
fn explain_knows_the_codes_that_are_printed() {
    for (asked, kind) in [("exists", "failure"), ("gap-days", "caveat"), ("turned-away", "hint"), ("V9", "finding"), ("incomplete", "gate")] {
        let parsed = json(&["explain", asked]);
        assert_eq!((&parsed["kind"], &parsed["code"]), (&json!(kind), &json!(asked)), "{parsed}");
        assert!(parsed["meaning"].is_string() && parsed["action"].is_string(), "{parsed}");
    }
}

#[test]
fn explain_speaks_json() {
    for (asked, kind) in [
        (vec!["500213"], "code"),
        (vec!["Access is blocked by"], "message"),
        (vec!["bad-json"], "skipped"),
        (vec!["partners"], "command"),
        (vec![], "list"),
    ] {
        let parsed = json(&[&["explain"], asked.as_slice()].concat());
        assert_eq!((&parsed["schema"], &parsed["kind"]), (&json!("crosstenant.explain/1"), &json!(kind)), "{asked:?}");
    }
    let parsed = json(&["explain", "500213"]);
    assert_eq!((&parsed["code"], &parsed["side_inbound"], &parsed["side_outbound"]), (&json!(500_213), &json!("us"), &json!("partner")));
    assert_eq!(parsed["messages"][0]["topic"], "blocked-by-the-organization");
    assert_eq!(code(&crosstenant(["explain", "500213", "--format", "csv"])), 2);
}
