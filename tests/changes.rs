//! Changes of settings: decoded from every shape, told in a sentence, joined to what they blocked, undone to any time.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, graph, json, project, stderr};

fn setting(kind: u8) -> String {
    json!({"UsersAndGroups": {"AccessType": kind, "Targets": [{"Target": "AllUsers", "TargetType": 1}]},
        "Applications": {"AccessType": kind, "Targets": [{"Target": "AllApplications", "TargetType": 3}]}})
    .to_string()
}

fn event(n: u32, time: &str, activity: &str, properties: &Value) -> Value {
    json!({"id": format!("audit-{n}"), "category": "CrossTenantAccessSettings", "correlationId": format!("bbbbbbbb-0000-4000-8000-{n:012}"), "result": "success",
        "activityDisplayName": activity, "activityDateTime": time, "additionalDetails": [],
        "initiatedBy": {"user": {"id": "A1", "userPrincipalName": "admin@contoso.example", "ipAddress": "192.0.2.1"}, "app": null},
        "targetResources": [{"id": "p", "displayName": format!("CrossTenantAccessPolicy for {OWN}"), "type": "Policy", "modifiedProperties": properties}]})
}

fn property(name: &str, old: Option<&str>, new: Option<&str>) -> Value {
    json!({"displayName": name, "oldValue": old, "newValue": new})
}

const UPDATE: &str = "Update a partner cross-tenant access setting";

/// Sign-ins of Other for two weeks, refused from the ninth day on.
fn sign_ins() -> Value {
    let row = |day: u32, n: u32, code: u32| {
        graph(&json!({"id": format!("aaaaaaaa-0000-4000-8000-{:012}", day * 10 + n), "createdDateTime": format!("2026-10-{day:02}T12:00:0{n}Z"),
            "userId": format!("u{n}"), "userPrincipalName": format!("u{n}@p.example"), "status": {"errorCode": code}}))
    };
    (1..=20)
        .flat_map(|day| [row(day, 1, if day == 10 || day == 11 { 500_213 } else { 0 }), row(day, 2, if day == 10 { 500_213 } else { 0 })])
        .collect()
}

fn story() -> Files {
    let tenant = property("tenantId", None, Some(&format!("\"{OTHER}\"")));
    let (open, closed) = (setting(1), setting(2));
    let events = json!([
        event(1, "2026-10-09T13:00:00Z", UPDATE, &json!([tenant, property("b2bCollaborationInbound", Some(&open), Some(&closed))])),
        event(2, "2026-10-12T00:00:00Z", UPDATE, &json!([tenant, property("b2bCollaborationInbound", Some(&closed), Some(&open))])),
    ]);
    Files::new().with("audit.json", events.to_string()).with("signins.json", sign_ins().to_string())
}

#[test]
fn a_block_is_told_with_whom_it_hit() {
    let files = story();
    let table = json(&["changes", &files.path("audit.json"), &files.path("signins.json"), "--tenant", OWN]);
    let rows = table["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 4, "users and applications of two changes");
    let first = &rows[0];
    for (column, expected) in [
        ("time", json!("2026-10-09T13:00:00Z")),
        ("activity", json!(UPDATE)),
        ("result", json!("success")),
        ("actor_kind", json!("user")),
        ("actor", json!("admin@contoso.example")),
        ("actor_id", json!("a1")),
        ("actor_ip", json!("192.0.2.1")),
        ("actor_home_tenant_id", Value::Null),
        ("foreign_actor", Value::Null),
        ("scope", json!("partner")),
        ("partner_tenant_id", json!(OTHER)),
        ("partner_name", json!("p.example")),
        ("setting", json!("b2bCollaborationInbound.applications")),
        ("before", json!("allowed: AllApplications")),
        ("after", json!("blocked: AllApplications")),
        ("effect", json!("tightened")),
        ("blocked_before", json!(0)),
        ("blocked_after", json!(3)),
        ("users_blocked_after", json!(2)),
        ("first_block", json!("2026-10-10T12:00:01Z")),
    ] {
        assert_eq!(first[column], expected, "{column}");
    }
    let sentence = first["summary"].as_str().expect("sentence");
    assert!(sentence.starts_with("2026-10-09 13:00:00 admin@contoso.example blocked all applications for p.example"), "{sentence}");
    assert!(sentence.contains("3 sign-ins of 2 users were blocked"), "{sentence}");
    assert_eq!((&rows[2]["effect"], &rows[2]["blocked_before"], &rows[2]["blocked_after"]), (&json!("loosened"), &json!(3), &json!(0)));
    // The counts belong to the event, and stand on its first row.
    for row in [&rows[1], &rows[3]] {
        for column in ["blocked_before", "blocked_after", "users_blocked_after", "first_block"] {
            assert_eq!(row[column], Value::Null, "{column}");
        }
        let sentence = row["summary"].as_str().expect("sentence");
        assert!(sentence.contains("all users for p.example") && !sentence.contains("sign-in"), "{sentence}");
    }
    let loosened = rows[2]["summary"].as_str().expect("sentence");
    assert!(loosened.ends_with("3 sign-ins were blocked in the 7 days before, none in the 7 days after."), "{loosened}");
    let japanese = json(&["changes", &files.path("audit.json"), &files.path("signins.json"), "--tenant", OWN, "--lang", "ja"]);
    assert!(japanese["rows"][0]["summary"].as_str().expect("sentence").contains("ブロックしました"), "{}", japanese["rows"][0]);
    // A window that the logs do not cover is not zero.
    let wide = json(&["changes", &files.path("audit.json"), &files.path("signins.json"), "--tenant", OWN, "--impact-window", "30"]);
    assert_eq!((&wide["rows"][0]["blocked_before"], &wide["rows"][2]["blocked_after"]), (&Value::Null, &Value::Null));
    let alone = json(&["changes", &files.path("audit.json")]);
    assert_eq!((&alone["rows"][0]["blocked_after"], alone["rows"].as_array().map(Vec::len)), (&Value::Null, Some(4)), "audit logs alone go on");
    let late = json(&["changes", &files.path("audit.json"), &files.path("signins.json"), "--tenant", OWN, "--from", "2026-10-10"]);
    assert_eq!(
        (late["rows"].as_array().map(Vec::len), &late["rows"][0]["blocked_before"]),
        (Some(2), &json!(3)),
        "a filter selects changes, not their windows"
    );
    assert_eq!(code(&crosstenant(["changes", &files.path("audit.json"), "--direction", "inbound"])), 2);
}

#[test]
fn counts_are_of_the_event_whatever_it_changed() {
    let tenant = property("tenantId", None, Some(&format!("\"{OTHER}\"")));
    let trust = |on: bool| format!("{{\"IsMfaAccepted\":{on}}}");
    let event = event(
        1,
        "2026-10-09T13:00:00Z",
        UPDATE,
        &json!([
            tenant,
            property("automaticUserConsentSettings", Some("{\"InboundAllowed\":false}"), Some("{\"InboundAllowed\":true}")),
            property("b2bCollaborationInbound", Some(&setting(1)), Some(&setting(2))),
            property("inboundTrust", Some(&trust(true)), Some(&trust(false))),
        ]),
    );
    let mut signs = sign_ins().as_array().expect("sign-ins").clone();
    // One more user is refused for want of MFA, one after the window is over.
    let row = |n: u32, day: u32, code: u32| {
        graph(&json!({"id": format!("bbbbbbbb-0000-4000-8000-{n:012}"), "createdDateTime": format!("2026-10-{day:02}T13:00:00Z"),
            "userId": format!("v{n}"), "userPrincipalName": format!("v{n}@p.example"), "status": {"errorCode": code}}))
    };
    signs.extend([row(1, 10, 90_071), row(2, 18, 500_213)]);
    let files = Files::new().with("audit.json", json!([event]).to_string()).with("signins.json", json!(signs).to_string());
    let table = json(&["changes", &files.path("audit.json"), &files.path("signins.json"), "--tenant", OWN]);
    let rows = table["rows"].as_array().expect("rows");
    let counts = |row: &Value| ["blocked_before", "blocked_after", "users_blocked_after"].map(|column| row[column].clone());
    assert_eq!(rows.len(), 4);
    assert_eq!((&rows[0]["setting"], counts(&rows[0])), (&json!("automaticUserConsentSettings.inboundAllowed"), [json!(0), json!(4), json!(3)]));
    assert!(rows[1..].iter().all(|row| counts(row) == [Value::Null, Value::Null, Value::Null]), "{rows:#?}");
    // The first row opens something, so its sentence blames the others.
    let sentence = rows[0]["summary"].as_str().expect("sentence");
    assert!(sentence.contains("4 sign-ins of 3 users still refused in the 7 days after, which other changes of this event"), "{sentence}");
    // With the window open to the end, the numbers to date are those of the event as well.
    let month = json(&["changes", &files.path("audit.json"), &files.path("signins.json"), "--tenant", OWN, "--impact-window", "8", "--lang", "ja"]);
    assert!(month["rows"][0]["summary"].as_str().expect("sentence").contains("別の変更による可能性"), "{}", month["rows"][0]);
}

#[test]
fn the_figure_to_date_is_the_one_of_the_hint() {
    let tenant = property("tenantId", None, Some(&format!("\"{OTHER}\"")));
    let event = event(1, "2026-10-09T13:00:00Z", UPDATE, &json!([tenant, property("b2bCollaborationInbound", Some(&setting(1)), Some(&setting(2)))]));
    let row = |day: u32, n: u32, code: u32| {
        graph(&json!({"id": format!("aaaaaaaa-0000-4000-8000-{:012}", day * 10 + n), "createdDateTime": format!("2026-10-{day:02}T12:00:0{n}Z"),
            "userId": format!("u{n}"), "userPrincipalName": format!("u{n}@p.example"), "status": {"errorCode": code}}))
    };
    let sign_ins: Vec<Value> = (1..=28).flat_map(|day| (1..=2).map(move |n| row(day, n, if day > 9 { 500_213 } else { 0 }))).collect();
    let files = Files::new().with("audit.json", json!([event]).to_string()).with("signins.json", json!(sign_ins).to_string());
    let inputs = [files.path("audit.json"), files.path("signins.json")];
    let changes = json(&["changes", &inputs[0], &inputs[1], "--tenant", OWN]);
    let sentence = changes["rows"][0]["summary"].as_str().expect("sentence");
    assert!(
        sentence.contains("14 sign-ins of 2 users were blocked in the 7 days after (first at 2026-10-10 12:00:01), 38 of 2 users to date"),
        "{sentence}"
    );
    let hint = json(&["failures", &inputs[0], &inputs[1], "--tenant", OWN])["hints"][0].clone();
    assert_eq!((&hint["code"], &hint["sign_ins"], &hint["users"], &hint["side"]), (&json!("turned-away"), &json!(38), &json!(2), &json!("us")));
}

#[test]
fn notes_speak_of_the_changes_that_are_shown() {
    let (mine, theirs) = (format!("\"{OTHER}\""), "\"44444444-0000-4000-8000-000000000004\"");
    let change = |n: u32, time: &str, partner: &str| {
        event(n, time, UPDATE, &json!([property("tenantId", None, Some(partner)), property("inboundTrust", None, Some("{\"IsMfaAccepted\":true}"))]))
    };
    let mut failed = change(1, "2026-10-01T00:00:00Z", &mine);
    failed["result"] = json!("failure");
    let mut foreign = change(2, "2026-10-02T00:00:00Z", theirs);
    foreign["initiatedBy"]["user"]["homeTenantId"] = json!(OTHER);
    // Blocked by a setting of which these logs show no change.
    let blocked = graph(&json!({"createdDateTime": "2026-10-03T00:00:00Z", "status": {"errorCode": 500_213}}));
    let files = Files::new().with("audit.json", json!([failed, foreign]).to_string()).with("signins.json", json!([blocked]).to_string());
    let notes = |filters: &[&str]| {
        let table = json(&[&["changes", &files.path("audit.json"), &files.path("signins.json"), "--tenant", OWN], filters].concat());
        table["notes"].as_array().cloned().unwrap_or_default().iter().map(|note| note.as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    let all = notes(&[]);
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all[0].starts_with("1 of these events was made") && all[1].starts_with("1 of these events is an attempt"), "{all:?}");
    assert!(all[2].starts_with("1 sign-in was blocked with 500213 (fabrikam.example, inbound)"), "{all:?}");
    assert_eq!(notes(&["--partner", OTHER]), all[1..], "only what concerns this partner");
    assert_eq!(notes(&["--from", "2026-10-02", "--to", "2026-10-03"]), all[..1], "only what lies in these days");
    assert!(notes(&["--from", "2026-10-04"]).is_empty());
}

#[test]
fn every_carrier_of_one_event_tells_the_same() {
    let table = |name: &str| {
        let table = json(&["changes", &project(&format!("tests/samples/{name}")).to_string_lossy()]);
        let rows = table["rows"].as_array().expect("rows").clone();
        let columns = ["time", "activity", "actor_kind", "actor", "scope", "partner_tenant_id", "setting", "before", "after", "effect"];
        rows.into_iter().map(|row| columns.map(|column| row[column].clone()).to_vec()).collect::<Vec<_>>()
    };
    let graph = table("graph-audit.json");
    assert_eq!(graph.len(), 5, "an entry, and two changes of users and applications");
    assert_eq!(table("portal-audit-csv.csv"), graph);
}

#[test]
fn attempts_foreign_actors_and_unreadable_values_stand_out() {
    let tenant = property("tenantId", None, Some(&format!("\"{OTHER}\"")));
    let mut failed = event(1, "2026-10-01T00:00:00Z", UPDATE, &json!([tenant, property("b2bCollaborationInbound", None, Some(&setting(2)))]));
    (failed["result"], failed["resultReason"]) = (json!("failure"), json!("Found invalid target for Applications."));
    let mut foreign = event(
        2,
        "2026-10-02T00:00:00Z",
        UPDATE,
        &json!([tenant, property("inboundTrust", Some("{\"IsMfaAccepted\":false}"), Some("{\"IsMfaAccepted\":true}"))]),
    );
    foreign["initiatedBy"]["user"]["homeTenantId"] = json!(OTHER);
    let broken = event(
        3,
        "2026-10-03T00:00:00Z",
        UPDATE,
        &json!([tenant, property("b2bCollaborationOutbound", None, Some("{\"UsersAndGroups\":{\"AccessTy"))]),
    );
    let files = Files::new().with("audit.json", json!([failed, foreign, broken]).to_string());
    let table = json(&["changes", &files.path("audit.json")]);
    let row = |time: &str| {
        table["rows"].as_array().expect("rows").iter().find(|row| row["time"].as_str().expect("time").contains(time)).expect("row").clone()
    };
    assert_eq!((&row("10-01")["effect"], &row("10-01")["result"]), (&json!("unchanged"), &json!("failure")));
    assert_eq!(
        (&row("10-02")["foreign_actor"], &row("10-02")["effect"], &row("10-02")["setting"]),
        (&json!(true), &json!("loosened"), &json!("inboundTrust.isMfaAccepted"))
    );
    assert_eq!((&row("10-03")["effect"], &row("10-03")["after"]), (&json!("unknown"), &json!("{\"UsersAndGroups\":{\"AccessTy")), "nothing is lost");
    let notes = table["notes"].to_string();
    assert!(notes.contains("not ours") && notes.contains("failed"), "{notes}");
}

#[test]
fn the_settings_of_any_time_are_known_from_a_snapshot() {
    let files = story();
    let open = json!({"usersAndGroups": {"accessType": "allowed", "targets": [{"target": "AllUsers", "targetType": "user"}]},
        "applications": {"accessType": "allowed", "targets": [{"target": "AllApplications", "targetType": "application"}]}});
    let files = files.with("now.json", json!({"default": {}, "partners": [{"tenantId": OTHER, "b2bCollaborationInbound": open}]}).to_string());
    let at = |time: &str| {
        let table = json(&["changes", &files.path("audit.json"), &files.path("now.json"), "--tenant", OWN, "--at", time]);
        table["rows"].as_array().expect("rows").iter().find(|row| row["setting"] == "b2bCollaborationInbound.applications").expect("row")["value"]
            .clone()
    };
    assert_eq!(at("2026-10-10"), "blocked: AllApplications");
    assert_eq!(at("2026-10-01"), "allowed: AllApplications");
    assert_eq!(at("2026-10-20"), "allowed: AllApplications");
    let output = crosstenant(["changes", &files.path("audit.json"), "--tenant", OWN, "--at", "2026-10-10"]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert!(stderr(&output).contains("--current"), "{}", stderr(&output));
}
