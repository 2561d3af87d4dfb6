//! The tightest settings that break nothing: what they hold, that they hold, and how they are written.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, json, ndjson, stderr, stdout};

const CLIENT: &str = "aaaa0000-0000-4000-8000-000000000001";
const RESOURCE: &str = "bbbb0000-0000-4000-8000-000000000001";
const THIRD: &str = "33333333-3333-4333-8333-333333333333";
const COMPANIONS: [&str; 5] = [
    "2793995e-0a7d-40d7-bd35-6968ba142197",
    "0000000c-0000-0000-c000-000000000000",
    "8c59ead7-d703-4a27-9e55-c96a0054c8d2",
    "19db86c3-b2b9-44cc-b339-36da233a3be2",
    "00000012-0000-0000-c000-000000000000",
];

fn log() -> String {
    ndjson(&[
        json!({"appId": CLIENT, "resourceId": RESOURCE}),
        json!({"appId": CLIENT, "resourceId": "00000003-0000-0000-c000-000000000000"}),
        // Failures and service providers justify nothing.
        json!({"appId": CLIENT, "resourceId": "cccc0000-0000-4000-8000-000000000001", "status": {"errorCode": 500_213}}),
        json!({"homeTenantId": THIRD, "crossTenantAccessType": "serviceProvider", "appId": CLIENT, "resourceId": RESOURCE}),
        json!({"homeTenantId": OWN, "resourceTenantId": THIRD, "userId": "own-1", "crossTenantAccessType": "b2bDirectConnect",
            "appId": "1fec8e78-bce4-4aaf-ab1b-5451cc387264", "resourceId": "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe"}),
    ])
}

fn targets(setting: &Value) -> Vec<&str> {
    setting["applications"]["targets"].as_array().expect("targets").iter().map(|target| target["target"].as_str().expect("id")).collect()
}

#[test]
fn it_allows_what_was_used_and_nothing_else_and_simulate_agrees() {
    let files = Files::new().with("log.ndjson", log());
    let log = files.path("log.ndjson");
    let output = crosstenant(["recommend", &log, "--tenant", OWN, "--format", "json"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let settings: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(settings.as_object().expect("object").keys().collect::<Vec<_>>(), ["allowedCloudEndpoints", "default", "partners", "notes"]);
    assert_eq!(settings["default"]["b2bCollaborationInbound"]["applications"]["accessType"], "blocked");
    assert_eq!(targets(&settings["default"]["b2bCollaborationOutbound"]), [COMPANIONS[4]]);
    let partner =
        |id: &str| settings["partners"].as_array().expect("partners").iter().find(|partner| partner["tenantId"] == id).expect("partner").clone();
    let inbound = partner(OTHER)["b2bCollaborationInbound"].clone();
    let listed = targets(&inbound);
    for id in COMPANIONS.iter().chain(&[RESOURCE, CLIENT]) {
        assert!(listed.contains(id), "{id} in {listed:?}");
    }
    assert_eq!(listed.len(), 7, "a hub is not listed, nor what only failed: {listed:?}");
    assert!(partner(THIRD)["b2bDirectConnectOutbound"]["applications"]["accessType"] == "allowed");
    assert!(partner(THIRD).get("b2bCollaborationInbound").is_none_or(Value::is_null), "a service provider justifies nothing");
    let files = files.with("proposal.json", output.stdout);
    let checked =
        json(&["simulate", &log, "--tenant", OWN, "--policy", &files.path("proposal.json"), "--fail-on", "blocked-success,depends-success"]);
    assert_eq!((&checked["totals"]["successes_blocked"], &checked["totals"]["allowed"]["successes"]), (&json!(0), &json!(3)));
}

#[test]
fn the_current_settings_give_what_to_carry_over_to_remove_and_the_way_back() {
    let unused = "44444444-4444-4444-8444-444444444444";
    let open = json!({"usersAndGroups": {"accessType": "allowed", "targets": [{"target": "AllUsers", "targetType": "user"}]},
        "applications": {"accessType": "allowed", "targets": [{"target": "AllApplications", "targetType": "application"}]}});
    let current = json!({"default": {"b2bCollaborationInbound": open}, "partners": [
        {"tenantId": OTHER, "inboundTrust": {"isMfaAccepted": true, "isCompliantDeviceAccepted": false, "isHybridAzureADJoinedDeviceAccepted": false}},
        {"tenantId": unused, "b2bCollaborationInbound": open}]});
    let files = Files::new().with("log.ndjson", log()).with("now.json", current.to_string());
    let (log, now) = (files.path("log.ndjson"), files.path("now.json"));
    let settings: Value = serde_json::from_str(&stdout(&crosstenant(["recommend", &log, &now, "--tenant", OWN, "--format", "json"]))).expect("JSON");
    assert_eq!(settings["partners"][0]["inboundTrust"]["isMfaAccepted"], true, "trust is carried over");
    assert!(settings["rollback"].to_string().contains("AllApplications"), "{}", settings["rollback"]);
    let table = json_rows(&["recommend", &log, "--current", &now, "--tenant", OWN, "--format", "ndjson"]);
    assert!(table.iter().any(|row| row["partner_tenant_id"] == unused && row["decision"] == "remove"), "{table:#?}");
}

fn json_rows(args: &[&str]) -> Vec<Value> {
    stdout(&crosstenant(args)).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_script_shows_before_it_changes_and_trusts_no_name() {
    let names = format!("tenant_id,name\n{OTHER},\"Evil'; Remove-Item / #$(calc)\"\n");
    let files = Files::new().with("log.ndjson", log()).with("names.csv", names);
    let log = files.path("log.ndjson");
    let script = stdout(&crosstenant(["recommend", &log, "--tenant", OWN, "--names", &files.path("names.csv"), "--format", "powershell"]));
    assert!(script.contains("SupportsShouldProcess") && script.contains("-WhatIf") && script.contains(RESOURCE));
    // The name stands in comments, or alone between the marks of a single-quoted here-string, where PowerShell reads nothing.
    let lines: Vec<&str> = script.lines().collect();
    let mut places = 0;
    for around in lines.windows(3).filter(|around| around[1].contains("Remove-Item /")) {
        places += 1;
        assert!(around[1].trim_start().starts_with('#') || (around[0].ends_with("@'") && around[2] == "'@"), "{around:?}");
    }
    assert!(places > 0);
    let file = files.path("settings.ps1");
    assert_eq!(code(&crosstenant(["recommend", &log, "--tenant", OWN, "-o", &file])), 0);
    assert!(std::fs::read(&file).expect("script").starts_with(b"\xef\xbb\xbf"), "Windows PowerShell needs the mark");
    assert_eq!(code(&crosstenant(["recommend", &log, "--tenant", OWN, "--format", "json,powershell", "-o", &files.path("both")])), 2);
}
