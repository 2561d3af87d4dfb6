//! What a report says about the settings: who rides on the default, what closing it would cut, and what to send instead.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, command, crosstenant, json, ndjson, project, stderr, stdout};

const THIRD: &str = "33333333-3333-4333-8333-333333333333";
const CLIENT: &str = "aaaa0000-0000-4000-8000-000000000001";
const RESOURCE: &str = "bbbb0000-0000-4000-8000-000000000001";

fn everything(access: &str) -> Value {
    json!({"usersAndGroups": {"accessType": access, "targets": [{"target": "AllUsers", "targetType": "user"}]},
        "applications": {"accessType": access, "targets": [{"target": "AllApplications", "targetType": "application"}]}})
}

/// Three successes of Other, which has an entry for the way in; two of Third, which has one for trust only; and one of our people at Other.
fn files() -> Files {
    let log = ndjson(&[
        json!({"userId": "u1", "appId": CLIENT, "resourceId": RESOURCE}),
        json!({"userId": "u2", "appId": CLIENT, "resourceId": RESOURCE}),
        json!({"userId": "u2", "appId": CLIENT, "resourceId": RESOURCE}),
        json!({"userId": "u3", "homeTenantId": THIRD, "appId": CLIENT, "resourceId": RESOURCE}),
        json!({"userId": "u4", "homeTenantId": THIRD, "appId": CLIENT, "resourceId": RESOURCE}),
        json!({"userId": "u4", "homeTenantId": THIRD, "appId": CLIENT, "resourceId": RESOURCE, "status": {"errorCode": 500_213}}),
        json!({"userId": "own", "homeTenantId": OWN, "resourceTenantId": OTHER, "appId": CLIENT, "resourceId": RESOURCE}),
    ]);
    let now = json!({"default": {"b2bCollaborationInbound": everything("allowed")}, "partners": [
        {"tenantId": OTHER, "b2bCollaborationInbound": everything("allowed")},
        {"tenantId": THIRD, "inboundTrust": {"isMfaAccepted": true}}]});
    let shut =
        json!({"default": {"b2bCollaborationInbound": everything("blocked"), "b2bCollaborationOutbound": everything("blocked")}, "partners": []});
    Files::new().with("log.ndjson", log).with("now.json", now.to_string()).with("shut.json", shut.to_string())
}

/// Writes a report of the files with these options; returns what it said and its page.
fn report(files: &Files, more: &[&str]) -> (String, String) {
    let (log, folder) = (files.path("log.ndjson"), files.path("report"));
    let output = crosstenant([&["report", &log, "-o", &folder], more].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    (stdout(&output), std::fs::read_to_string(Path::new(&folder).join("report.html")).expect("page"))
}

fn table(files: &Files, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(files.folder().join(format!("report/tables/{name}.json"))).expect("file")).expect("JSON")
}

/// The part of a page about one thing.
fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let start = page.find(&format!("<section id=\"{id}\">")).unwrap_or_else(|| panic!("no section {id}"));
    page.get(start..).and_then(|rest| rest.split("</section>").next()).expect("a section")
}

fn unescaped(text: &str) -> String {
    text.replace("&#34;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The requests of the page, each way: method and path, and the body.
fn requests(page: &str) -> [Vec<(String, Option<Value>)>; 2] {
    let text = section(page, "recommend");
    let (forward, back) = text.split_once("The way back").unwrap_or((text, ""));
    [forward, back].map(|text| {
        let parts = text.split("<details class=\"sent\">").skip(1);
        let request = parts.map(|part| {
            let line = part.split("<code class=\"cmd\">").nth(1).and_then(|rest| rest.split("</code>").next()).expect("a request");
            let body = part.split("<pre>").nth(1).and_then(|rest| rest.split("</pre>").next());
            (unescaped(line), body.map(|body| serde_json::from_str(&unescaped(body)).expect("a body is JSON")))
        });
        request.collect()
    })
}

#[test]
fn closing_the_default_is_replayed_with_the_entries_of_today() {
    let files = files();
    let (said, page) = report(&files, &["--tenant", OWN, "--current", &files.path("now.json")]);
    let replay = table(&files, "simulate");
    // Other keeps its entry for the way in; its way out and Third rest on the default.
    let answer = "3 of 6 successful sign-ins would be blocked: 3 users of 2 partners, 1 application.";
    assert_eq!(replay["answer"][0], answer);
    assert_eq!(replay["totals"]["successes_newly_blocked"], 3);
    assert!(replay["answer"][2].as_str().expect("a sentence").contains("default is simply closed"), "{}", replay["answer"]);
    for text in [section(&page, "answer"), section(&page, "simulate"), &said.replace("\n  ", " ")] {
        assert!(text.contains(answer), "{text}");
    }
    let blocked = section(&page, "simulate");
    assert!(blocked.contains("today&#39;s entries stay") && blocked.contains("1 more rows") && !blocked.contains(">allowed<"), "{blocked}");
    // The same, asked by hand: the recommended default over today's entries.
    let settings: Value = serde_json::from_str(&stdout(&crosstenant([
        "recommend",
        &files.path("log.ndjson"),
        &files.path("now.json"),
        "--tenant",
        OWN,
        "--format",
        "json",
    ])))
    .expect("JSON");
    let now: Value = serde_json::from_slice(&std::fs::read(files.path("now.json")).expect("file")).expect("JSON");
    let closed = json!({"default": settings["default"], "partners": now["partners"]});
    let files = files.with("closed.json", closed.to_string());
    let asked =
        json(&["simulate", &files.path("log.ndjson"), "--tenant", OWN, "--current", &files.path("now.json"), "--policy", &files.path("closed.json")]);
    assert_eq!((&asked["rows"], &asked["totals"]), (&replay["rows"], &replay["totals"]));
}

#[test]
fn who_rides_on_the_default_is_told_even_with_an_entry_that_is_silent() {
    let files = files();
    let (_, page) = report(&files, &["--tenant", OWN, &files.path("now.json")]);
    let text = section(&page, "riding");
    assert!(text.contains("3 successful sign-ins of 2 organisations rest on the default alone: 3 users."), "{text}");
    let rows: Vec<&str> = text.split("<tr>").skip(2).collect();
    assert_eq!(rows.len(), 2, "{text}");
    assert!(rows[0].contains(">inbound<") && rows[0].contains(THIRD) && rows[0].contains("silent on this"), "{}", rows[0]);
    assert!(rows[1].contains(">outbound<") && rows[1].contains(OTHER), "{}", rows[1]);
    assert!(text.contains("2 of them have an entry that says nothing"), "{text}");
    let nobody = files.with(
        "now.json",
        json!({"default": {"b2bCollaborationInbound": everything("blocked"), "b2bCollaborationOutbound": everything("blocked")}}).to_string(),
    );
    let (_, page) = report(&nobody, &["--tenant", OWN, &nobody.path("now.json")]);
    assert!(section(&page, "riding").contains("Nobody"), "what is blocked does not ride on it");
}

#[test]
fn proposed_settings_are_replayed_in_its_place() {
    let files = files();
    let shut = files.path("shut.json");
    let (_, page) = report(&files, &["--tenant", OWN, "--policy", &shut]);
    let replay = table(&files, "simulate");
    assert_eq!(replay["totals"]["successes_blocked"], 6);
    assert!(replay["answer"][2].as_str().expect("a sentence").starts_with("That is with the proposed settings"), "{}", replay["answer"]);
    let asked = json(&["simulate", &files.path("log.ndjson"), "--tenant", OWN, "--policy", &shut]);
    assert_eq!((&asked["rows"], &asked["totals"], &asked["findings"]), (&replay["rows"], &replay["totals"], &replay["findings"]));
    assert!(section(&page, "simulate").contains(&format!("--policy {shut}")) && section(&page, "evidence").contains("--policy"));
    assert!(!page.contains("<section id=\"riding\">"), "nobody knows who rides on a default that is not known");
    let missing =
        crosstenant(["report", &files.path("log.ndjson"), "--tenant", OWN, "--policy", &files.path("missing.json"), "-o", &files.path("x")]);
    assert_eq!(code(&missing), 2);
    let group = crosstenant(["report", &files.path("log.ndjson"), "--tenant", OWN, "--tenant", THIRD, "--policy", &shut, "-o", &files.path("x")]);
    assert_eq!(code(&group), 2, "exactly one own tenant: {}", stderr(&group));
}

#[test]
fn what_is_to_be_sent_is_what_recommend_says() {
    let files = files();
    let (log, now) = (files.path("log.ndjson"), files.path("now.json"));
    let (_, page) = report(&files, &["--tenant", OWN, &now]);
    let settings: Value = serde_json::from_str(&stdout(&crosstenant(["recommend", &log, &now, "--tenant", OWN, "--format", "json"]))).expect("JSON");
    let [forward, back] = requests(&page);
    let graph = "https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy";
    let lines: Vec<&str> = forward.iter().map(|(line, _)| line.as_str()).collect();
    assert_eq!(lines, [format!("PATCH {graph}/partners/{OTHER}"), format!("PATCH {graph}/partners/{THIRD}"), format!("PATCH {graph}/default")]);
    for ((_, body), partner) in forward.iter().zip(settings["partners"].as_array().expect("partners")) {
        let mut partner = partner.clone();
        partner.as_object_mut().expect("an entry").shift_remove("tenantId");
        assert_eq!(body.as_ref(), Some(&partner));
    }
    assert_eq!(forward[2].1.as_ref(), Some(&settings["default"]));
    let rollback: Vec<Value> = settings["rollback"].as_array().expect("requests").iter().map(|request| request["body"].clone()).collect();
    assert_eq!(back.iter().map(|(_, body)| body.clone().unwrap_or_default()).collect::<Vec<_>>(), rollback);
    // The reasoning stands below: what only failed is left out, with the reason.
    let reasons = table(&files, "recommend");
    assert!(reasons["rows"].as_array().expect("rows").iter().any(|row| row["kind"] == "application" && row["decision"] == "allow"));
    let text = section(&page, "recommend");
    assert!(text.contains("<table id=\"t-left-out\">") && text.contains("Rights Management: one line each"), "{text}");
    assert!(text.contains("What each step of tightening would cut") && files.folder().join("report/charts/tightening.svg").is_file());
}

#[test]
fn filters_hold_here_too_and_the_page_warns() {
    let files = files();
    let (_, page) = report(&files, &["--tenant", OWN, &files.path("now.json"), "--partner", THIRD]);
    assert_eq!(table(&files, "simulate")["answer"][0], "2 of 2 successful sign-ins would be blocked: 2 users of 1 partner, 1 application.");
    let text = section(&page, "recommend");
    assert!(text.contains("Only the named partners are in here") && !text.contains("/default<"), "{text}");
    assert!(!section(&page, "simulate").contains(OTHER) && !section(&page, "riding").contains(OTHER), "nobody else is spoken of");
    let (_, page) = report(&files, &["--tenant", OWN, &files.path("now.json"), "--lang", "ja"]);
    assert!(section(&page, "simulate").contains("既定の設定を閉じ") && section(&page, "riding").contains("2 組織"));
}

#[test]
fn without_settings_nothing_is_said_about_them() {
    let files = files();
    let (said, page) = report(&files, &["--tenant", OWN]);
    assert!(!said.contains("would be blocked") && !page.contains("Would be blocked"), "{said}");
    assert!(!files.folder().join("report/tables/simulate.csv").exists() && !files.folder().join("report/charts/tightening.svg").exists());
    let (said, page) = report(&files, &["--tenant", OWN, "--tenant", THIRD, &files.path("now.json")]);
    assert!(!page.contains("Would be blocked") && said.contains("needs exactly one own tenant"), "{said}");
}

#[test]
fn no_settings_are_made_from_nothing() {
    let files = files();
    for given in [&["--current", "now.json"], &["--policy", "shut.json"]] {
        let (said, page) = report(&files, &["--tenant", OWN, "--from", "2027-01-01", given[0], &files.path(given[1])]);
        assert!(!page.contains("Recommended settings") && said.replace("\n  ", " ").contains("Nothing is recommended"), "{said}");
    }
}

#[test]
fn the_settings_of_the_story_are_what_its_audit_log_left() {
    let mut command = command(["changes", "sample-logs/audit", "sample-logs/diagnostic", "--format", "ndjson", "-q"]);
    let rows = stdout(&command.current_dir(project("")).output().expect("runs"));
    let mut last: Vec<((String, String), Value)> = Vec::new();
    for row in rows.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")) {
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        if text("activity").starts_with("Delete partner") {
            // The whole entry goes, not only what the event lists.
            last.retain(|((partner, _), _)| *partner != text("partner_tenant_id"));
        }
        if row["result"] == "success" && text("setting").contains('.') && matches!(row["scope"].as_str(), Some("default" | "partner")) {
            last.retain(|(key, _)| *key != (text("partner_tenant_id"), text("setting")));
            last.push(((text("partner_tenant_id"), text("setting")), row["after"].clone()));
        }
    }
    assert!(last.len() > 12, "{last:?}");
    let texts = ["default", "partners"].map(|name| std::fs::read_to_string(project(&format!("sample-logs/settings/{name}.json"))).expect("file"));
    let policy = crosstenant::policy::read_policy(texts.iter().map(|text| ("settings", text.as_str()))).expect("settings");
    for ((partner, setting), after) in last {
        let blocks =
            if partner.is_empty() { policy.default.as_ref().map(|entry| &entry.blocks) } else { policy.partner(&partner).map(|entry| &entry.blocks) };
        let now = blocks.into_iter().flat_map(crosstenant::policy::Configuration::settings).find(|(name, _)| *name == setting);
        let now = now.map(|(_, words)| words.split_once(": ").map_or(words.clone(), |(access, ids)| format!("{access}: {}", sorted(ids))));
        let after = after.as_str().map(|after| after.split_once(": ").map_or(after.to_owned(), |(access, ids)| format!("{access}: {}", sorted(ids))));
        assert_eq!(now, after, "{setting} of {partner:?}");
    }
}

fn sorted(ids: &str) -> String {
    ids.split("; ").collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; ")
}

#[test]
fn the_rows_of_the_reasoning_come_in_the_order_of_the_contract() {
    let mut command = command(["recommend", "sample-logs", "--format", "ndjson", "-q"]);
    let rows = stdout(&command.current_dir(project("")).output().expect("runs"));
    let rows: Vec<Value> = rows.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let key = |row: &Value| {
        let direction = ["inbound", "outbound"].iter().position(|name| row["direction"] == *name).unwrap_or(2);
        let id = |name: &str| (row[name].is_null(), row[name].as_str().unwrap_or_default().to_owned());
        (direction, std::cmp::Reverse(row["sign_ins"].as_u64().expect("a count")), id("partner_tenant_id"), id("id"))
    };
    let keys: Vec<_> = rows.iter().map(key).collect();
    assert!(rows.len() > 300 && keys.is_sorted(), "{keys:?}");
}
