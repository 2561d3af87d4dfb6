//! Replaying sign-ins against settings: verdicts, totals, what changes, and the gate.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, json, ndjson, stderr};

fn side(kind: &str, target: &str, of: &str) -> Value {
    json!({"accessType": kind, "targets": [{"target": target, "targetType": of}]})
}

fn setting(users: (&str, &str), apps: (&str, &str)) -> Value {
    let of = if users.1 == "AllUsers" { "user" } else { "group" };
    json!({"usersAndGroups": side(users.0, users.1, of), "applications": side(apps.0, apps.1, "application")})
}

fn blocked() -> Value {
    setting(("blocked", "AllUsers"), ("blocked", "AllApplications"))
}

const THIRD: &str = "33333333-3333-4333-8333-333333333333";
const CLIENT: &str = "aaaa0000-0000-4000-8000-000000000001";
const RESOURCE: &str = "bbbb0000-0000-4000-8000-000000000001";
const OTHER_RESOURCE: &str = "cccc0000-0000-4000-8000-000000000001";
const GROUP: &str = "99999999-0000-4000-8000-000000000001";

fn log() -> String {
    ndjson(&[
        json!({"userId": "u1", "appId": CLIENT, "resourceId": RESOURCE}),
        json!({"userId": "u2", "appId": CLIENT, "resourceId": RESOURCE}),
        json!({"userId": "u1", "appId": CLIENT, "resourceId": OTHER_RESOURCE}),
        json!({"userId": "u3", "homeTenantId": THIRD, "appId": CLIENT, "resourceId": RESOURCE}),
        json!({"userId": "u3", "homeTenantId": THIRD, "appId": CLIENT, "resourceId": RESOURCE, "status": {"errorCode": 500_213}}),
        json!({"userId": "u4", "homeTenantId": THIRD, "crossTenantAccessType": "serviceProvider"}),
        json!({"userId": "u5", "homeTenantId": THIRD, "crossTenantAccessType": "passthrough"}),
        json!({"userId": "u6", "homeTenantId": OWN, "resourceTenantId": OTHER, "crossTenantAccessType": "none"}),
    ])
}

fn policy(partner: &Value) -> Value {
    json!({"default": {"b2bCollaborationInbound": blocked()}, "partners": [{"tenantId": OTHER, "b2bCollaborationInbound": partner}]})
}

#[test]
fn verdicts_totals_and_reasons() {
    let allow = policy(&setting(("allowed", "AllUsers"), ("allowed", RESOURCE)));
    let files = Files::new().with("log.ndjson", log()).with("policy.json", allow.to_string());
    let table = json(&["simulate", &files.path("log.ndjson"), "--tenant", OWN, "--policy", &files.path("policy.json")]);
    let rows: Vec<String> = table["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            let text = |name: &str| row[name].as_str().unwrap_or("-").to_owned();
            format!(
                "{} {} {} {} {} {} {} {}",
                text("direction"),
                text("partner_name").chars().take(1).collect::<String>(),
                text("resource_id").chars().take(5).collect::<String>(),
                text("verdict"),
                text("decided_by"),
                text("matched"),
                row["sign_ins"],
                row["users"]
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "inbound f bbbb0 allowed partner resource 2 2",
            "inbound f bbbb0 blocked default both 2 1",
            "inbound f cccc0 blocked partner none 1 1",
            "inbound f cc15f unknown none none 1 1",
            "inbound f cc15f not_governed none none 1 1",
            "outbound f cc15f allowed factory both 1 1",
        ]
    );
    let totals = &table["totals"];
    assert_eq!(totals["blocked"], json!({"sign_ins": 3, "successes": 2, "users": 2}));
    assert_eq!(totals["depends"], json!({"sign_ins": 0, "successes": 0, "users": 0}));
    assert_eq!((&totals["successes_blocked"], &totals["successes_depends"], &totals["assumed_collaboration"]), (&json!(2), &json!(0), &json!(1)));
    let answer = table["answer"][0].as_str().expect("answer");
    assert_eq!(answer, "2 of 6 successful sign-ins would be blocked: 2 users of 2 partners, 2 applications.");
    assert!(table["answer"].to_string().contains("our side"));
    let because = table["rows"][1]["because"].as_str().expect("reason");
    assert!(because.contains("default") && because.contains("blocked"), "{because}");
    assert!(table["findings"].to_string().contains("\"V9\""), "{}", table["findings"]);
    let by_user = json(&["simulate", &files.path("log.ndjson"), "--tenant", OWN, "--policy", &files.path("policy.json"), "--by", "user"]);
    let keys: Vec<&String> = by_user["rows"][0].as_object().expect("row").keys().collect();
    assert_eq!(keys[8..11], ["user_id", "user_principal_name", "verdict"]);
    assert_eq!(by_user["rows"].as_array().expect("rows").len(), 7);
}

#[test]
fn groups_are_unknown_until_their_members_are_given() {
    let only_group = policy(&setting(("allowed", GROUP), ("allowed", "AllApplications")));
    let members = format!("group_id,user_id\n{GROUP},u1\n");
    let files = Files::new().with("log.ndjson", log()).with("policy.json", only_group.to_string()).with("members.csv", members);
    let (log, policy, members) = (files.path("log.ndjson"), files.path("policy.json"), files.path("members.csv"));
    let totals =
        |more: &[&str]| json(&[&["simulate", &log, "--tenant", OWN, "--policy", &policy, "--partner", OTHER], more].concat())["totals"].clone();
    assert_eq!(totals(&[])["successes_depends"], 3);
    let known = totals(&["--members", &members]);
    assert_eq!((&known["allowed"]["successes"], &known["successes_blocked"], &known["successes_depends"]), (&json!(3), &json!(1), &json!(0)));
}

#[test]
fn the_gate_and_the_client_id() {
    let client = policy(&setting(("allowed", "AllUsers"), ("allowed", CLIENT)));
    let files = Files::new()
        .with("log.ndjson", log())
        .with("policy.json", client.to_string())
        .with("open.json", json!({"isServiceDefault": true}).to_string());
    let run = |policy: &str, more: &[&str]| {
        let output = crosstenant(
            [&["simulate", &files.path("log.ndjson"), "--tenant", OWN, "--policy", &files.path(policy), "--format", "json"], more].concat(),
        );
        let table: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (code(&output), table["totals"]["successes_blocked"].clone(), table["answer"].to_string())
    };
    let (exit, successes, answer) = run("policy.json", &["--fail-on", "blocked-success,depends-success"]);
    assert_eq!((exit, successes), (10, json!(1)));
    assert!(answer.contains("client id alone"), "{answer}");
    assert_eq!(run("policy.json", &["--fail-on", "depends-success"]).0, 0);
    assert_eq!(run("policy.json", &["--match", "resource"]).1, 4, "the stricter question");
    assert_eq!(run("open.json", &["--fail-on", "blocked-success"]).0, 0);
    assert_eq!(run("missing.json", &[]).0, 2);
    let none = crosstenant(["simulate", &files.path("log.ndjson"), "--policy", &files.path("open.json"), "--tenant", OWN, "--tenant", THIRD]);
    assert_eq!(code(&none), 2, "exactly one own tenant: {}", stderr(&none));
    let wrong = Files::new().with("p.json", "{\"b2bCollaborationInbound\":{\"usersAndGroups\":{\"accessType\":\"perhaps\",\"targets\":[]}}}");
    let output = crosstenant(["simulate", &files.path("log.ndjson"), "--policy", &wrong.path("p.json"), "--tenant", OWN]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("perhaps") && stderr(&output).contains("next:"), "{}", stderr(&output));
}

#[test]
fn against_the_current_settings_it_says_what_is_new() {
    let (now, then) = (policy(&blocked()), policy(&setting(("allowed", "AllUsers"), ("allowed", "AllApplications"))));
    let open = json!({"default": {"b2bCollaborationInbound": setting(("allowed", "AllUsers"), ("allowed", "AllApplications"))}});
    let files = Files::new()
        .with("log.ndjson", log())
        .with("now.json", now.to_string())
        .with("then.json", then.to_string())
        .with("open.json", open.to_string());
    let changes = |current: &[&str]| -> Vec<Value> {
        let (log, policy) = (files.path("log.ndjson"), files.path("then.json"));
        json(&[&["simulate", &log, "--tenant", OWN, "--policy", &policy, "--direction", "inbound"], current].concat())["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| row["change"].clone())
            .collect()
    };
    let (now, open) = (files.path("now.json"), files.path("open.json"));
    assert_eq!(changes(&[])[0], Value::Null);
    assert_eq!(changes(&["--current", &now])[..3], [json!("newly_allowed"), json!("unchanged"), json!("newly_allowed")]);
    assert_eq!(
        changes(&[&open])[..3],
        [json!("unchanged"), json!("newly_blocked"), json!("unchanged")],
        "settings among the inputs are the current ones"
    );
}
