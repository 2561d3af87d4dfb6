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

/// A proposal that holds a default and a list is whole; any other is laid over the current settings.
#[test]
fn a_part_is_laid_over_what_is_there() {
    let open = setting(("allowed", "AllUsers"), ("allowed", "AllApplications"));
    let now = json!({"default": {"b2bCollaborationInbound": blocked()}, "partners": [
        {"tenantId": OTHER, "b2bCollaborationInbound": open}, {"tenantId": THIRD, "b2bCollaborationInbound": open}]});
    let files = Files::new().with("log.ndjson", log()).with("now.json", now.to_string());
    let blocked_by = |proposal: Value| {
        std::fs::write(files.folder().join("p.json"), proposal.to_string()).expect("written");
        let table = json(&[
            "simulate",
            &files.path("log.ndjson"),
            "--tenant",
            OWN,
            "--current",
            &files.path("now.json"),
            "--policy",
            &files.path("p.json"),
            "--direction",
            "inbound",
        ]);
        table["totals"]["successes_blocked"].as_u64().expect("a number")
    };
    assert_eq!(blocked_by(json!({"partners": [{"tenantId": OTHER, "b2bCollaborationInbound": blocked()}]})), 3, "the other entry stays");
    assert_eq!(blocked_by(json!({"default": {"b2bCollaborationInbound": blocked()}})), 0, "the entries stay");
    assert_eq!(
        blocked_by(json!({"default": {"b2bCollaborationInbound": blocked()}, "partners": [{"tenantId": OTHER, "b2bCollaborationInbound": open}]})),
        1,
        "whole"
    );
    assert_eq!(blocked_by(json!({"partners": [{"tenantId": OTHER, "inboundTrust": {"isMfaAccepted": true}}]})), 0, "block by block");
    assert_eq!(blocked_by(json!({"partners": [{"tenantId": OTHER, "b2bCollaborationInbound": null}]})), 3, "null goes back to the default");
    let deleted = json!({"@odata.context": "https://graph.microsoft.com/beta/$metadata#policies/deletedItems/crossTenantPartners",
        "value": [{"tenantId": OTHER, "deletedDateTime": "2026-10-01T00:00:00Z", "b2bCollaborationInbound": blocked()}]});
    assert_eq!(blocked_by(deleted), 0, "a removed entry is not in force");
}

/// The ids of our log are those of our directory, and an inbound list names users of the partner's.
#[test]
fn an_id_of_ours_in_an_inbound_list_proves_nothing() {
    let guest = "cccccccc-0000-4000-8000-000000000007";
    let home = "dddddddd-0000-4000-8000-000000000007";
    let only = |id: &str| {
        let users = json!({"accessType": "allowed", "targets": [{"target": id, "targetType": "user"}]});
        json!({"default": {}, "partners": [{"tenantId": OTHER, "b2bCollaborationInbound": {"usersAndGroups": users, "applications": side("allowed", "AllApplications", "application")},
            "b2bDirectConnectInbound": {"usersAndGroups": users, "applications": side("allowed", "AllApplications", "application")}}]})
    };
    let records = ["b2bCollaboration", "b2bDirectConnect"]
        .map(|kind| json!({"userId": guest, "appId": CLIENT, "resourceId": RESOURCE, "crossTenantAccessType": kind}));
    let files = Files::new()
        .with("log.ndjson", ndjson(&records))
        .with("local.json", only(guest).to_string())
        .with("home.json", only(home).to_string())
        .with("map.csv", format!("home_user_id,user_id\n{home},{guest}\n"));
    let log = files.path("log.ndjson");
    let run = |policy: &str, more: &[&str]| json(&[&["simulate", &log, "--tenant", OWN, "--policy", &files.path(policy)], more].concat());
    let local = run("local.json", &[]);
    assert_eq!((&local["totals"]["successes_depends"], &local["totals"]["allowed"]["successes"]), (&json!(2), &json!(0)));
    assert!(local["findings"].as_array().expect("findings").iter().any(|finding| finding["code"] == "V16"), "{}", local["findings"]);
    assert_eq!(run("home.json", &[])["totals"]["successes_depends"], 2);
    assert_eq!(run("home.json", &["--user-map", &files.path("map.csv")])["totals"]["allowed"]["successes"], 2);
    assert_eq!(run("local.json", &["--user-map", &files.path("map.csv")])["totals"]["successes_blocked"], 2, "the mapped user is not that one");
    // A group of the partner has the partner's ids as well: a list of them tells nothing of ours without the map.
    let group = only(GROUP).to_string().replace("\"user\"", "\"group\"");
    let files = files.with("group.json", group).with("members.csv", format!("group_id,user_id\n{GROUP},{home}\n"));
    let members = files.path("members.csv");
    let run = |more: &[&str]| {
        json(&[&["simulate", &log, "--tenant", OWN, "--policy", &files.path("group.json"), "--members", &members], more].concat())["totals"].clone()
    };
    assert_eq!(run(&[])["successes_depends"], 2);
    assert_eq!(run(&["--user-map", &files.path("map.csv")])["allowed"]["successes"], 2);
    let twice = files.with("twice.csv", format!("home_user_id,user_id\n{home},{guest}\n{GROUP},{guest}\n"));
    let output = crosstenant(["simulate", &log, "--tenant", OWN, "--policy", &twice.path("group.json"), "--user-map", &twice.path("twice.csv")]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
}

#[test]
fn our_people_can_be_kept_from_being_service_providers() {
    let record =
        json!({"userId": "own", "homeTenantId": OWN, "resourceTenantId": OTHER, "crossTenantAccessType": "b2bCollaboration,serviceProvider"});
    let files = Files::new().with("log.ndjson", ndjson(&[record]));
    let decided = |default: Option<bool>, partner: Option<bool>| {
        let proposal = json!({"default": {"isServiceDefault": false, "blockServiceProviderOutboundAccess": default},
            "partners": [{"tenantId": OTHER, "blockServiceProviderOutboundAccess": partner, "inboundTrust": {"isMfaAccepted": true}}]});
        std::fs::write(files.folder().join("p.json"), proposal.to_string()).expect("written");
        let row = json(&["simulate", &files.path("log.ndjson"), "--tenant", OWN, "--policy", &files.path("p.json")])["rows"][0].clone();
        format!("{} {}", row["verdict"].as_str().unwrap_or_default(), row["decided_by"].as_str().unwrap_or_default())
    };
    assert_eq!(decided(None, None), "not_governed none");
    assert_eq!(decided(Some(true), None), "blocked default");
    assert_eq!(decided(Some(true), Some(false)), "not_governed none");
    assert_eq!(decided(Some(false), Some(true)), "blocked partner");
}

/// How many stay allowed whichever id counts is said beside how many do if either counts.
#[test]
fn the_headline_is_a_range() {
    let client = policy(&setting(("allowed", "AllUsers"), ("allowed", CLIENT)));
    let files = Files::new().with("log.ndjson", log()).with("p.json", client.to_string());
    let table = json(&["simulate", &files.path("log.ndjson"), "--tenant", OWN, "--policy", &files.path("p.json")]);
    assert_eq!((&table["totals"]["successes_allowed_either"], &table["totals"]["successes_allowed_strict"]), (&json!(4), &json!(1)));
    assert!(table["answer"][1].as_str().is_some_and(|text| text.starts_with("1 to 4 successful sign-ins stay allowed")), "{}", table["answer"]);
}

/// A gate that cannot be answered is never passed.
#[test]
fn a_gate_fails_closed() {
    let files = Files::new()
        .with("log.ndjson", log())
        .with("both.ndjson", log() + &ndjson(&[json!({"id": "aaaaaaaa-0000-4000-8000-000000000099", "signInEventTypes": ["nonInteractiveUser"]})]))
        .with("open.json", json!({"default": {"isServiceDefault": true}, "partners": []}).to_string())
        .with("no-codes.ndjson", ndjson(&[json!({"status": null})]))
        .with("no-tenants.ndjson", ndjson(&[json!({"homeTenantId": null, "resourceTenantId": null})]));
    let run = |log: &str, more: &[&str]| {
        let base = ["simulate", &files.path(log), "--tenant", OWN, "--policy", &files.path("open.json"), "--fail-on", "blocked-success"];
        let output = crosstenant([&base[..], more].concat());
        (code(&output), stderr(&output))
    };
    assert_eq!(run("log.ndjson", &[]).0, 0);
    for nobody in [
        ["--partner", "Fabrikam Ldt"],
        ["--app", "Teems"],
        ["--client", "Teems"],
        ["--resource", "Teems"],
        ["--user", "nobody@fabrikam.example"],
        ["--from", "2027-01-01"],
        ["--to", "2020-01-01"],
    ] {
        let (exit, said) = run("log.ndjson", &nobody);
        assert_eq!(exit, 2, "{nobody:?} {said}");
    }
    for answer in [["--direction", "foreign"], ["--outcome", "passthrough"], ["--code", "50105"], ["--log", "non_interactive"]] {
        assert_eq!(run("log.ndjson", &answer).0, 0, "{answer:?} is an answer, not a mistake");
    }
    assert_eq!((run("no-codes.ndjson", &[]).0, run("no-tenants.ndjson", &[]).0), (2, 2));
    let (exit, said) = run("log.ndjson", &["--fail-on", "incomplete"]);
    assert_eq!(exit, 10, "no non-interactive log");
    assert_eq!(said.lines().last(), Some("gate: incomplete (exit code 10)"), "{said}");
    assert_eq!(run("both.ndjson", &["--fail-on", "incomplete"]).0, 0);
    let partners =
        |more: &[&str]| code(&crosstenant([&["partners", &files.path("both.ndjson"), "--tenant", OWN, "--fail-on", "incomplete"], more].concat()));
    assert_eq!((partners(&[]), partners(&["--from", "2027-01-01"]), partners(&["--partner", "Nobody"])), (0, 2, 2));
    assert_eq!(code(&crosstenant(["partners", &files.path("log.ndjson"), "--tenant", OWN, "--fail-on", "incomplete"])), 10);
    assert_eq!(code(&crosstenant(["partners", &files.path("log.ndjson"), "--tenant", OWN, "--fail-on", "blocked-success"])), 2, "another pair");
    let gates = json(&["partners", &files.path("both.ndjson"), "--tenant", OWN, "--fail-on", "incomplete"])["gates"].clone();
    assert_eq!(gates, json!([]));
}

/// Technicians of service providers and Microsoft support are no guests: lists of domains are not about them.
#[test]
fn lists_of_domains_are_held_against_guests_alone() {
    let of = |home: &str, access: &str, domain: &str| json!({"homeTenantId": home, "crossTenantAccessType": access, "userPrincipalName": format!("a@{domain}")});
    let log = ndjson(&[of(OTHER, "b2bCollaboration", "fabrikam.example"), of(THIRD, "serviceProvider", "relecloud.example")]);
    let share_point = json!({"sharingCapability": "externalUserSharingOnly", "sharingDomainRestrictionMode": "allowList", "sharingAllowedDomainList": ["x.example"]});
    let files = Files::new()
        .with("log.ndjson", log)
        .with(
            "policy.json",
            json!({"default": {"b2bCollaborationInbound": setting(("allowed", "AllUsers"), ("allowed", "AllApplications"))}}).to_string(),
        )
        .with("sharing.json", share_point.to_string());
    // Whether today's settings are there too or not.
    for inputs in [vec!["log.ndjson", "policy.json", "sharing.json"], vec!["log.ndjson", "sharing.json"]] {
        let inputs: Vec<String> = inputs.into_iter().map(|name| files.path(name)).collect();
        let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
        let findings =
            json(&[&["simulate"], inputs.as_slice(), &["--tenant", OWN, "--policy", &files.path("policy.json")]].concat())["findings"].to_string();
        assert!(findings.contains("fabrikam.example") && !findings.contains("relecloud.example"), "{inputs:?} {findings}");
    }
}
