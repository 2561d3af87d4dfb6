//! Two hundred payloads in what audit logs, user lists, settings and lists of names hold, and in the names of files: through every table that
//! shows them, in every output.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::outputs::{looked_at, payloads};
use crate::support::{Files, OWN, code, crosstenant, graph, ndjson, stderr, stdout};

fn tenant(n: usize) -> String {
    format!("22222222-2222-4222-8222-{n:012}")
}

/// A partner that was there before all others, so that they are new.
const BEFORE: usize = 9_999;

fn side(target: &str, of: &str) -> Value {
    json!({"accessType": "allowed", "targets": [{"target": target, "targetType": of}]})
}

/// An administrator changes the settings for a partner: the actor, what was changed, and from what to what.
fn change(n: usize, text: &str) -> Value {
    let lists = |target: &str| {
        json!({"UsersAndGroups": {"AccessType": 1, "Targets": [{"Target": target, "TargetType": 1}]},
            "Applications": {"AccessType": 1, "Targets": [{"Target": target, "TargetType": 3}]}})
        .to_string()
    };
    let (old, new) = (lists("AllUsers"), lists(text));
    json!({"id": format!("change-{n}"), "category": "CrossTenantAccessSettings", "correlationId": text, "result": "success",
        "activityDisplayName": "Update a partner cross-tenant access setting", "activityDateTime": format!("2026-10-05T{:02}:{:02}:00Z", n / 60, n % 60),
        "additionalDetails": [{"key": text, "value": text}],
        "initiatedBy": {"user": {"id": text, "displayName": text, "userPrincipalName": text, "ipAddress": text}, "app": null},
        "targetResources": [{"id": "p", "displayName": text, "type": "Policy", "modifiedProperties": [
            {"displayName": "tenantId", "oldValue": null, "newValue": format!("\"{}\"", tenant(n))},
            {"displayName": "b2bCollaborationInbound", "oldValue": old, "newValue": new},
            {"displayName": text, "oldValue": json!(text).to_string(), "newValue": json!({text: [text]}).to_string()}]}]})
}

/// A guest is invited.
fn invitation(n: usize, text: &str) -> Value {
    json!({"id": format!("invitation-{n}"), "category": "UserManagement", "correlationId": text, "result": "success",
        "activityDisplayName": "Invite external user", "activityDateTime": "2026-09-01T00:00:00Z",
        "targetResources": [{"id": format!("invited-{n}"), "displayName": text, "type": "User", "userPrincipalName": format!("{text}_x.example#EXT#@contoso.example"), "modifiedProperties": []}],
        "additionalDetails": [{"key": "invitedUserEmailAddress", "value": format!("{text}@x.example")}],
        "initiatedBy": {"user": {"userPrincipalName": text, "displayName": text}}})
}

fn listed(n: usize, text: &str) -> Value {
    json!({"id": format!("listed-{n}"), "displayName": text, "userPrincipalName": format!("{text}_y.example#EXT#@contoso.example"), "mail": format!("{text}@y.example"),
        "userType": "Guest", "accountEnabled": true, "creationType": "Invitation", "externalUserState": "Accepted", "createdDateTime": "2026-09-01T00:00:00Z",
        "identities": [{"signInType": text, "issuer": text, "issuerAssignedId": text}]})
}

fn entry(n: usize, text: &str) -> Value {
    json!({"tenantId": tenant(n), "displayName": text, "b2bCollaborationInbound": {"usersAndGroups": side(text, "user"), "applications": side(text, "application")},
        "identitySynchronization": {"displayName": text, "userSyncInbound": {"isSyncAllowed": true}}, "extra": {text: text}})
}

/// A log of every partner, all that can be exported beside it, and lists that somebody keeps.
fn files(payloads: &[String]) -> Files {
    let all = |make: &dyn Fn(usize, &str) -> Value| payloads.iter().enumerate().map(|(n, text)| make(n, text)).collect::<Vec<Value>>();
    let before = graph(&json!({"createdDateTime": "2026-09-20T12:00:00Z", "homeTenantId": tenant(BEFORE), "userId": "listed-0"}));
    let sign_ins = all(&|n, text| {
        graph(&json!({"id": format!("aaaaaaaa-0000-4000-8000-{n:012}"), "homeTenantId": tenant(n), "userId": format!("listed-{n}"),
            "resourceDisplayName": text, "resourceId": format!("eeeeeeee-0000-4000-8000-{n:012}")}))
    });
    let default =
        json!({"b2bCollaborationInbound": {"usersAndGroups": side("AllUsers", "user"), "applications": side("AllApplications", "application")}});
    let list = |heading: &str, more: &str| {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(heading.split(',')).expect("written");
        for (n, text) in payloads.iter().enumerate() {
            let row = [tenant(n), text.clone()].into_iter().chain(more.split_terminator(',').map(|_| text.clone()));
            csv.write_record(row).expect("written");
        }
        csv.into_inner().expect("written")
    };
    Files::new()
        .with("log.ndjson", ndjson(&[sign_ins, vec![before]].concat()))
        .with("audit.json", Value::Array([all(&change), all(&invitation)].concat()).to_string())
        .with("users.json", json!({"value": all(&listed)}).to_string())
        .with("policy.json", json!({"default": default, "partners": all(&entry)}).to_string())
        .with("names.csv", list("tenant_id,name", ""))
        .with("expected.csv", list("tenant_id,name,owner,reason", "owner,reason"))
}

/// Every payload stands in a column, as it was or within what stands around it.
fn holds_all(rows: &[Value], column: &str, payloads: &[String], around: &dyn Fn(&str) -> String) {
    let values: BTreeSet<&str> = rows.iter().filter_map(|row| row[column].as_str()).collect();
    let missing: Vec<&String> = payloads.iter().filter(|payload| !values.contains(around(payload.trim()).as_str())).collect();
    assert!(missing.is_empty(), "{column}: {} of {}, such as {:?}", missing.len(), payloads.len(), &missing[..missing.len().min(5)]);
}

#[test]
fn what_is_written_beside_sign_ins_is_shown_and_never_obeyed() {
    let payloads = payloads();
    let files = files(&payloads);
    let path = |name: &str| files.path(name);
    let (log, audit, users, policy, names, expected) =
        (path("log.ndjson"), path("audit.json"), path("users.json"), path("policy.json"), path("names.csv"), path("expected.csv"));
    let plain = &|text: &str| text.to_owned();
    let changes = looked_at(&["changes", &audit, &log, "--tenant", OWN, "--names", &names], "actor");
    holds_all(&changes, "actor", &payloads, plain);
    let guests = looked_at(&["guests", &audit, &users, &log, "--tenant", OWN], "invited_by");
    holds_all(&guests, "invited_by", &payloads, plain);
    assert_eq!(guests.len(), 2 * payloads.len(), "those who were invited, and those of the list");
    let partners = looked_at(&["partners", &log, "--tenant", OWN, "--names", &names, "--current", &policy, "--expected", &expected], "partner_name");
    holds_all(&partners, "partner_name", &payloads, plain);
    let by_user = ["simulate", &log, "--tenant", OWN, "--policy", &policy, "--current", &policy, "--names", &names, "--by", "user"];
    holds_all(&looked_at(&by_user, "partner_name"), "partner_name", &payloads, plain);
    let reasons = ["recommend", &log, &audit, "--tenant", OWN, "--current", &policy, "--names", &names, "--reopen", "all"];
    assert!(looked_at(&reasons, "name").len() > payloads.len());
    let at = ["changes", &audit, &policy, "--tenant", OWN, "--at", "2026-10-05T01:00:00Z", "--names", &names];
    assert!(!looked_at(&at, "value").is_empty());
    let split = ["compare", &log, &audit, "--tenant", OWN, "--split", "2026-10-05T00:00:00Z", "--names", &names];
    assert!(looked_at(&split, "name").len() > payloads.len());
}

#[test]
fn a_message_about_what_is_new_holds_no_markup() {
    let payloads = payloads();
    let files = files(&payloads);
    for place in 0..payloads.len() / 20 {
        // Few at a time, since it tells the first ones only.
        let partners: Vec<String> = (place * 20..place * 20 + 20).chain([BEFORE]).flat_map(|n| ["--partner".to_owned(), tenant(n)]).collect();
        for format in ["text", "markdown", "adaptive-card"] {
            let args = [
                "digest",
                &files.path("log.ndjson"),
                &files.path("audit.json"),
                "--tenant",
                OWN,
                "--names",
                &files.path("names.csv"),
                "--since",
                "2026-10-05",
                "--format",
                format,
            ];
            let output = crosstenant(args.iter().copied().chain(partners.iter().map(String::as_str)));
            assert_eq!(code(&output), 0, "{format}: {}", stderr(&output));
            let said = stdout(&output);
            assert!(!format!("{said}{}", stderr(&output)).chars().any(|c| c != '\n' && crosstenant::safe::is_treacherous(c)), "{format}: {said}");
            assert!(said.contains("new partners"), "{said}");
            if format == "markdown" {
                let bare = said.replace("\\\\", "").replace("\\`", "").replace("\\[", "").replace("\\]", "").replace("\\<", "");
                // Our own marks are headings, items, emphasis and code; no link, no picture, no element.
                assert!(!bare.contains("](") && !bare.contains("<script") && !bare.contains("<img") && !bare.contains("<svg"), "{said}");
                let code = bare.lines().filter(|line| line.matches('`').count() % 2 == 1).count();
                assert_eq!(code, 0, "{said}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_are_shown_and_never_obeyed() {
    // What a file system takes, which is all but a slash, and as long as it takes it.
    let payloads = payloads();
    let short: Vec<&String> = payloads.iter().filter(|text| text.len() < 200 && !text.contains(['/', '\0'])).collect();
    assert!(short.len() > 100, "{}", short.len());
    let mut files = Files::new();
    for (n, text) in short.iter().enumerate() {
        files = files.with(&format!("in/{text}.ndjson"), ndjson(&[json!({"id": format!("aaaaaaaa-0000-4000-8000-{n:012}")})]));
    }
    let folder = files.path("in");
    let rows = looked_at(&["inspect", &folder], "file");
    assert_eq!(rows.len(), short.len());
    looked_at(&["coverage", &folder, "--tenant", OWN], "log");
    // A command that is shown for copying reaches a file of such a name.
    let report = files.path("report");
    assert_eq!(code(&crosstenant(["report", &folder, "--tenant", OWN, "-o", &report, "-q"])), 0);
    let page = std::fs::read_to_string(format!("{report}/report.html")).expect("a page");
    for markup in ["<script>alert", "<img src=x", "<svg onload", "<iframe", "<!--"] {
        assert!(!page.contains(markup), "{markup}");
    }
}
