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
    assert_eq!(
        settings.as_object().expect("object").keys().collect::<Vec<_>>(),
        ["allowedCloudEndpoints", "default", "partners", "notes", "reopen", "totals"]
    );
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
    let decision = |more: &[&str]| {
        let table = json_rows(&[&["recommend", &log, "--current", &now, "--tenant", OWN, "--format", "ndjson"], more].concat());
        table.iter().find(|row| row["partner_tenant_id"] == unused).map(|row| row["decision"].clone())
    };
    assert_eq!((decision(&[]), decision(&["--remove-unused"])), (Some(json!("carry_over")), Some(json!("remove"))), "deleted on request only");
    assert!(settings["partners"].as_array().expect("entries").iter().any(|entry| entry["tenantId"] == unused) && settings.get("remove").is_none());
    let removing: Value =
        serde_json::from_str(&stdout(&crosstenant(["recommend", &log, &now, "--tenant", OWN, "--format", "json", "--remove-unused"]))).expect("JSON");
    assert_eq!(removing["remove"], json!([unused]));
    assert!(!removing["partners"].to_string().contains(unused));
}

fn settings_of(args: &[&str]) -> Value {
    let output = crosstenant([args, &["--format", "json"]].concat());
    assert_eq!(code(&output), 0, "{args:?} {}", stderr(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// What is known of a part of the traffic never becomes settings for everybody.
#[test]
fn a_filter_never_becomes_a_recommendation_for_all() {
    let open = json!({"usersAndGroups": {"accessType": "allowed", "targets": [{"target": "AllUsers", "targetType": "user"}]},
        "applications": {"accessType": "allowed", "targets": [{"target": "AllApplications", "targetType": "application"}]}});
    let current = json!({"allowedCloudEndpoints": ["microsoftonline.us"], "default": {"b2bCollaborationInbound": open, "b2bDirectConnectOutbound": open},
        "partners": [{"tenantId": THIRD, "b2bCollaborationInbound": open}]});
    let files = Files::new().with("log.ndjson", log()).with("now.json", current.to_string());
    let (log, now) = (files.path("log.ndjson"), files.path("now.json"));
    let given = ["recommend", &log, "--tenant", OWN, "--current", &now];
    for filter in [
        ["--user", "own-1"],
        ["--direction", "inbound"],
        ["--app", CLIENT],
        ["--client", CLIENT],
        ["--resource", RESOURCE],
        ["--from", "2026-10-05"],
        ["--outcome", "success"],
        ["--log", "interactive"],
        ["--code", "0"],
        ["--access-type", "b2bCollaboration"],
    ] {
        let output = crosstenant([&given[..], &filter].concat());
        assert_eq!(code(&output), 2, "{filter:?}");
        assert!(stderr(&output).contains("cut off the rest") && output.stdout.is_empty(), "{}", stderr(&output));
        assert_eq!(code(&crosstenant([&given[..], &filter, &["--partner", OTHER]].concat())), 2, "cut further: {filter:?}");
    }
    for nobody in ["-", "Nobody Ltd", "44444444-4444-4444-8444-444444444444"] {
        assert_eq!(code(&crosstenant([&given[..], &["--partner", nobody]].concat())), 2, "{nobody}");
        assert_eq!(code(&crosstenant([&given[..], &["--reopen", nobody]].concat())), 2, "{nobody}");
    }
    let part = settings_of(&[&given[..], &["--partner", OTHER, "--remove-unused"]].concat());
    for absent in ["default", "allowedCloudEndpoints", "remove"] {
        assert!(part.get(absent).is_none(), "{absent} in {part}");
    }
    let entries = part["partners"].as_array().expect("entries");
    assert!(entries.len() == 1 && entries[0]["tenantId"] == OTHER);
    assert!(!part.to_string().contains(THIRD), "{part}");
    assert!(part["rollback"].as_array().expect("requests").iter().all(|request| request["path"].as_str().is_some_and(|path| path.ends_with(OTHER))));
    // Judged over everything, it blocks nothing that today's settings allow.
    let files = files.with("part.json", part.to_string());
    let replay = json(&["simulate", &log, "--tenant", OWN, "--current", &now, "--policy", &files.path("part.json"), "--fail-on", "blocked-success"]);
    assert_eq!((&replay["totals"]["successes_blocked"], &replay["gates"]), (&json!(0), &json!([])));
    assert!(replay["answer"].to_string().contains("stays as in the current settings"), "{}", replay["answer"]);
    // The report under a filter says nothing about closing the default, and why.
    let folder = files.path("report");
    let output = crosstenant(["report", &log, &now, "--tenant", OWN, "--user", "own-1", "-o", &folder]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).replace("\n  ", " ").contains("Nothing is recommended"), "{}", stdout(&output));
    for absent in ["tables/recommend.csv", "tables/simulate.csv", "charts/tightening.svg"] {
        assert!(!files.folder().join("report").join(absent).exists(), "{absent}");
    }
    let page = std::fs::read_to_string(files.folder().join("report/report.html")).expect("page");
    assert!(!page.contains("<section id=\"recommend\">") && page.contains("leaves traffic out"));
    let whole = crosstenant(["report", &log, &now, "--tenant", OWN, "--partner", OTHER, "-o", &folder]);
    assert_eq!(code(&whole), 0, "{}", stderr(&whole));
    let page = std::fs::read_to_string(files.folder().join("report/report.html")).expect("page");
    assert!(page.contains("<section id=\"recommend\">") && page.contains("Only the named partners"));
}

/// Where nobody looked there is nothing to recommend.
#[test]
fn nothing_follows_from_nothing() {
    let records = [json!({"homeTenantId": null, "resourceTenantId": null}), json!({"status": null})];
    for record in records {
        let files = Files::new().with("log.ndjson", ndjson(&[record]));
        let output = crosstenant(["recommend", &files.path("log.ndjson"), "--tenant", OWN]);
        assert_eq!(code(&output), 2, "{}", stderr(&output));
    }
}

/// A success before the change that closed it is no reason to open it again.
#[test]
fn what_a_change_closed_is_listed_with_its_author() {
    let at = |time: &str, fields: Value| {
        let mut record = json!({"createdDateTime": time, "appId": CLIENT, "resourceId": RESOURCE});
        record.as_object_mut().expect("object").extend(fields.as_object().cloned().unwrap_or_default());
        record
    };
    let log = ndjson(&[
        at("2026-10-05T08:00:00Z", json!({"userId": "cccccccc-0000-4000-8000-000000000001"})),
        at("2026-10-09T08:00:00Z", json!({"userId": "cccccccc-0000-4000-8000-000000000001"})),
        at("2026-10-20T08:00:00Z", json!({"userId": "cccccccc-0000-4000-8000-000000000002", "status": {"errorCode": 500_213}})),
    ]);
    let blocked = json!({"usersAndGroups": {"accessType": "blocked", "targets": [{"target": "AllUsers", "targetType": "user"}]},
        "applications": {"accessType": "blocked", "targets": [{"target": "AllApplications", "targetType": "application"}]}});
    let change = json!({"id": "dddddddd-0000-4000-8000-000000000001", "category": "CrossTenantAccessSettings", "result": "success",
        "activityDisplayName": "Update a partner cross-tenant access setting", "activityDateTime": "2026-10-12T06:00:00Z",
        "initiatedBy": {"user": {"userPrincipalName": "admin@contoso.example", "id": "eeeeeeee-0000-4000-8000-000000000001"}},
        "targetResources": [{"type": "Policy", "displayName": format!("CrossTenantAccessPolicy for {OWN}"), "modifiedProperties": [
            {"displayName": "tenantId", "oldValue": null, "newValue": format!("\"{OTHER}\"")},
            {"displayName": "b2bCollaborationInbound", "oldValue": null, "newValue": blocked.to_string()}]}]});
    let now = json!({"default": {"isServiceDefault": true}, "partners": [{"tenantId": OTHER, "b2bCollaborationInbound": blocked}]});
    let files = Files::new().with("log.ndjson", log).with("audit.json", json!({"value": [change]}).to_string()).with("now.json", now.to_string());
    let (log, audit, now) = (files.path("log.ndjson"), files.path("audit.json"), files.path("now.json"));
    for inputs in [vec!["recommend", &log, &audit, &now, "--tenant", OWN], vec!["recommend", &log, &audit, "--tenant", OWN]] {
        let settings = settings_of(&inputs);
        let way = &settings["reopen"][0];
        assert_eq!(
            (&way["partner_tenant_id"], &way["direction"], &way["resource_id"]),
            (&json!(OTHER), &json!("inbound"), &json!(RESOURCE)),
            "{settings}"
        );
        assert_eq!((&way["successes"], &way["users"], &way["last_success"]), (&json!(2), &json!(1), &json!("2026-10-09T08:00:00Z")));
        assert_eq!((&way["blocked_at"], &way["blocked_by"]), (&json!("2026-10-12T06:00:00Z"), &json!("admin@contoso.example")));
        assert!(!settings["partners"].to_string().contains(RESOURCE), "{}", settings["partners"]);
        let open = settings_of(&[&inputs[..], &["--reopen", OTHER]].concat());
        assert!(open["partners"].to_string().contains(RESOURCE) && open["reopen"] == json!([]), "{open}");
        let said = stdout(&crosstenant(&inputs));
        let said = said + &stderr(&crosstenant(&inputs));
        assert!(said.contains("reopen: ") && said.contains("admin@contoso.example"), "{said}");
    }
    // In doubt without current settings, and said so.
    assert!(settings_of(&["recommend", &log, &audit, "--tenant", OWN])["notes"].to_string().contains("in doubt"));
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
    // The name stands in comments and in the block of data, where PowerShell reads nothing.
    let (head, rest) = script.split_once("$plan = @'\n").expect("a block of data");
    let (data, tail) = rest.split_once("\n'@ | ConvertFrom-Json\n").expect("its end");
    assert!(data.contains("Remove-Item /"), "{data}");
    let code_lines = head.lines().chain(tail.lines()).filter(|line| !line.trim_start().starts_with('#'));
    assert!(code_lines.clone().count() > 50 && !code_lines.collect::<String>().contains("Remove-Item"));
    let file = files.path("settings.ps1");
    assert_eq!(code(&crosstenant(["recommend", &log, "--tenant", OWN, "-o", &file])), 0);
    assert!(std::fs::read(&file).expect("script").starts_with(b"\xef\xbb\xbf"), "Windows PowerShell needs the mark");
    assert_eq!(code(&crosstenant(["recommend", &log, "--tenant", OWN, "--format", "json,powershell", "-o", &files.path("both")])), 2);
}
