//! `--fail-on`: 10 where a condition is met, 0 where it is not, and 2 where the input cannot tell. Never 0 by default.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, ndjson, stderr, stdout};

const THIRD: &str = "33333333-3333-4333-8333-333333333333";

fn on(day: u32, n: u32, more: &Value) -> Value {
    let mut record =
        json!({"createdDateTime": format!("2026-10-{day:02}T12:00:00Z"), "id": format!("aaaaaaaa-0000-4000-8000-{:012}", day * 100 + n)});
    for (key, value) in more.as_object().expect("fields") {
        record[key] = value.clone();
    }
    record
}

/// A policy with entries for these partners.
fn policy(partners: &[(&str, bool)]) -> String {
    let entry =
        |(id, provider): &(&str, bool)| json!({"tenantId": id, "isServiceProvider": provider, "b2bCollaborationInbound": null, "inboundTrust": null});
    json!({"default": {"isServiceDefault": true}, "partners": partners.iter().map(entry).collect::<Vec<_>>()}).to_string()
}

/// A change of the settings by somebody.
pub fn audit(day: u32, home: Option<&str>, result: &str, before: u32, after: u32) -> Value {
    let block = |access: u32| {
        json!({"usersAndGroups": {"accessType": access, "targets": [{"target": "AllUsers", "targetType": 1}]},
            "applications": {"accessType": access, "targets": [{"target": "AllApplications", "targetType": 2}]}})
        .to_string()
    };
    json!({
        "id": format!("Directory_{day}"), "category": "CrossTenantAccessSettings", "correlationId": format!("dddddddd-0000-4000-8000-{day:012}"),
        "result": result, "resultReason": "", "activityDisplayName": "Update a partner cross-tenant access setting",
        "activityDateTime": format!("2026-10-{day:02}T01:00:00Z"), "loggedByService": "Core Directory", "operationType": "Update",
        "initiatedBy": {"app": null, "user": {"id": "eeeeeeee-0000-4000-8000-000000000001", "displayName": null, "userPrincipalName": "admin@contoso.example",
            "ipAddress": "192.0.2.1", "userType": null, "homeTenantId": home, "homeTenantName": null}},
        "targetResources": [{"id": OTHER, "displayName": null, "type": "Policy", "userPrincipalName": null, "groupType": null, "modifiedProperties": [
            {"displayName": "tenantId", "oldValue": format!("\"{OTHER}\""), "newValue": format!("\"{OTHER}\"")},
            {"displayName": "b2bCollaborationInbound", "oldValue": block(before), "newValue": block(after)},
        ]}],
        "additionalDetails": [],
    })
}

fn files() -> Files {
    let (inter, non) = (json!(["interactiveUser"]), json!(["nonInteractiveUser"]));
    // Twenty days, each with both logs.
    let days = |days: std::ops::RangeInclusive<u32>| -> Vec<Value> {
        days.flat_map(|day| [on(day, 0, &json!({"signInEventTypes": inter})), on(day, 1, &json!({"signInEventTypes": non}))]).collect()
    };
    let new = on(
        20,
        5,
        &json!({"homeTenantId": THIRD, "userId": "cccccccc-0000-4000-8000-000000000009", "userPrincipalName": "x@third.example",
        "appId": "99999999-0000-4000-8000-000000000009", "appDisplayName": "New app"}),
    );
    let other_way = on(
        20,
        6,
        &json!({"homeTenantId": OWN, "resourceTenantId": OTHER, "userId": "cccccccc-0000-4000-8000-000000000010", "userType": "member",
        "userPrincipalName": "own@contoso.example"}),
    );
    let failure = on(20, 7, &json!({"status": {"errorCode": 500_213, "failureReason": "no"}}));
    let interrupted = on(20, 8, &json!({"status": {"errorCode": 50_074, "failureReason": "MFA"}}));
    let audits = |list: &[Value]| json!({"value": list}).to_string();
    let bare = json!({"appId": null, "appDisplayName": null, "resourceId": null, "resourceDisplayName": null});
    let uncoded = json!({"status": null});
    Files::new()
        .with("quiet.ndjson", ndjson(&days(1..=20)))
        .with("early.ndjson", ndjson(&days(1..=10)))
        .with("late.ndjson", ndjson(&[days(11..=20), vec![new.clone()]].concat()))
        .with("new.ndjson", ndjson(&[days(1..=20), vec![new]].concat()))
        .with("way.ndjson", ndjson(&[days(1..=20), vec![other_way]].concat()))
        .with("failure.ndjson", ndjson(&[days(1..=20), vec![failure]].concat()))
        .with("interrupted.ndjson", ndjson(&[days(1..=20), vec![interrupted]].concat()))
        .with("gap.ndjson", ndjson(&[days(1..=10), days(12..=20)].concat()))
        .with("bare.ndjson", ndjson(&(1..=20).map(|day| on(day, 0, &bare)).collect::<Vec<_>>()))
        .with("uncoded.ndjson", ndjson(&(1..=20).map(|day| on(day, 0, &uncoded)).collect::<Vec<_>>()))
        .with("used.json", policy(&[(OTHER, false), (THIRD, true)]))
        .with("unused.json", policy(&[(OTHER, false), (THIRD, false)]))
        .with("loosened.json", audits(&[audit(5, Some(OWN), "success", 2, 1)]))
        .with("tightened.json", audits(&[audit(5, Some(OWN), "success", 1, 2)]))
        .with("tried.json", audits(&[audit(5, Some(THIRD), "failure", 1, 2)]))
        .with("foreign.json", audits(&[audit(5, Some(THIRD), "success", 2, 1)]))
        .with("both.csv", format!("tenant_id,name\n{OTHER},Fabrikam\n"))
        .with("inbound.csv", format!("tenant_id,name,direction\n{OTHER},Fabrikam,inbound\n"))
        .with("expired.csv", format!("tenant_id,name,until\n{OTHER},Fabrikam,2026-10-19\n"))
        .with("current.csv", format!("tenant_id,name,until\n{OTHER},Fabrikam,2026-10-20\n"))
}

/// The exit code of a command; names of files among its words are completed.
fn exit(files: &Files, line: &str) -> (i32, String) {
    let words: Vec<String> = line
        .split(' ')
        .map(|word| if [".ndjson", ".json", ".csv"].iter().any(|end| word.ends_with(end)) { files.path(word) } else { word.to_owned() })
        .collect();
    let output = crosstenant(words.iter().map(String::as_str).chain(["--tenant", OWN, "-q"]));
    (code(&output), stderr(&output))
}

#[test]
fn each_gate_is_met_or_not_or_refused() {
    let files = files();
    for (expected, line) in [
        // What is new needs something to compare with.
        (2, "partners new.ndjson --fail-on new-partner"),
        (10, "partners new.ndjson --fail-on new-partner --since 2026-10-11"),
        (0, "partners quiet.ndjson --fail-on new-partner --since 2026-10-11"),
        (10, "partners late.ndjson --fail-on new-partner --baseline early.ndjson"),
        (0, "partners quiet.ndjson --fail-on new-partner --baseline early.ndjson"),
        // A known partner in another direction is no new partner; its application there is a new one.
        (0, "partners way.ndjson --fail-on new-partner --since 2026-10-11"),
        (10, "apps way.ndjson --fail-on new-app --since 2026-10-11"),
        (10, "apps new.ndjson --fail-on new-app --since 7d"),
        (0, "apps quiet.ndjson --fail-on new-app --since 7d"),
        (10, "failures failure.ndjson --fail-on new-failure --since 7d"),
        (0, "failures interrupted.ndjson --fail-on new-failure --since 7d"),
        // A window does not make what was seen before it new.
        (0, "partners quiet.ndjson --from 2026-10-15 --fail-on new-partner --since 2026-10-15"),
        (10, "partners new.ndjson --from 2026-10-15 --fail-on new-partner --since 2026-10-15"),
        // Nothing before, or nothing after.
        (2, "partners new.ndjson --fail-on new-partner --since 2026-10-01"),
        (2, "partners new.ndjson --fail-on new-partner --since 2026-11-01"),
        (10, "compare new.ndjson --split 2026-10-11 --fail-on new-partner,new-app"),
        (10, "compare new.ndjson --since 2026-10-11 --fail-on new-partner"),
        (0, "compare new.ndjson --split 2026-10-11 --fail-on new-failure"),
        (2, "compare new.ndjson --split 2026-10-11 --fail-on unused-setting"),
        // Filters change the answer, and a slip is no answer.
        (0, "partners new.ndjson --direction outbound --fail-on new-partner --since 2026-10-11"),
        (2, "partners new.ndjson --partner nobody --fail-on new-partner --since 2026-10-11"),
        // No record carries what the gate needs.
        (2, "apps bare.ndjson --fail-on new-app --since 2026-10-11"),
        (2, "failures uncoded.ndjson --fail-on new-failure --since 2026-10-11"),
        (2, "failures failure.ndjson --fail-on new-failure --baseline uncoded.ndjson"),
        // Expected partners.
        (2, "partners new.ndjson --fail-on unexpected-partner"),
        (10, "partners new.ndjson --expected both.csv --fail-on unexpected-partner"),
        (0, "partners quiet.ndjson --expected both.csv --fail-on unexpected-partner"),
        (0, "partners way.ndjson --expected both.csv --fail-on unexpected-partner"),
        (10, "partners way.ndjson --expected inbound.csv --fail-on unexpected-partner"),
        (0, "partners way.ndjson --direction inbound --expected inbound.csv --fail-on unexpected-partner"),
        (10, "partners quiet.ndjson --expected expired.csv --fail-on unexpected-partner"),
        (0, "partners quiet.ndjson --expected current.csv --fail-on unexpected-partner"),
        (0, "partners quiet.ndjson --to 2026-10-20 --expected expired.csv --fail-on unexpected-partner"),
        (2, "users quiet.ndjson --expected both.csv --fail-on unexpected-partner"),
        // Entries without a success; those of service providers do not count.
        (2, "partners quiet.ndjson --fail-on unused-setting"),
        (0, "partners quiet.ndjson used.json --fail-on unused-setting"),
        (10, "partners quiet.ndjson unused.json --fail-on unused-setting"),
        (2, "partners uncoded.ndjson unused.json --fail-on unused-setting"),
        // Changes of the settings.
        (2, "changes quiet.ndjson --fail-on tightened"),
        (0, "changes loosened.json --fail-on tightened,foreign-actor"),
        (10, "changes tightened.json --fail-on tightened"),
        (0, "changes tightened.json --fail-on foreign-actor"),
        (0, "changes tried.json --fail-on tightened,foreign-actor"),
        (10, "changes foreign.json --fail-on foreign-actor"),
        (2, "changes foreign.json --from 2026-11-01 --fail-on foreign-actor"),
        // Guests: twenty days of logs do not tell about ninety.
        (2, "guests quiet.ndjson loosened.json --fail-on unused-setting"),
        (0, "guests quiet.ndjson --fail-on dormant-guest"),
        // Everything.
        (10, "digest new.ndjson --fail-on new-partner"),
        (0, "digest quiet.ndjson --fail-on new-partner,new-app,new-failure,incomplete"),
        (2, "digest quiet.ndjson --fail-on blocked-success"),
        (10, "digest quiet.ndjson tightened.json --fail-on tightened"),
        (10, "coverage gap.ndjson --fail-on incomplete"),
        (0, "coverage quiet.ndjson --fail-on incomplete"),
        (10, "partners late.ndjson --baseline gap.ndjson --fail-on incomplete"),
        (2, "coverage quiet.ndjson --fail-on new-partner"),
        (2, "partners quiet.ndjson --fail-on nothing-of-the-kind"),
    ] {
        let (found, said) = exit(&files, line);
        assert_eq!(found, expected, "{line}\n{said}");
        let last = said.lines().last().unwrap_or_default();
        assert_eq!(last.starts_with("gate: "), expected == 10, "{line}\n{said}");
    }
}

#[test]
fn the_report_answers_every_gate() {
    let files = files();
    let folder = files.path("report");
    let run = |line: &str| exit(&files, &format!("report {line} --force -o {folder}")).0;
    assert_eq!(run("new.ndjson --since 2026-10-11 --fail-on new-partner,new-app,new-failure"), 10);
    assert_eq!(run("quiet.ndjson --since 2026-10-11 --fail-on new-partner,new-app,new-failure,incomplete"), 0);
    assert_eq!(run("quiet.ndjson --fail-on new-partner"), 2);
    assert_eq!(run("quiet.ndjson unused.json --fail-on unused-setting"), 10);
    assert_eq!(run("quiet.ndjson tightened.json --fail-on tightened"), 10);
    assert_eq!(run("quiet.ndjson tightened.json --fail-on foreign-actor"), 0);
    assert_eq!(run("quiet.ndjson --expected expired.csv --fail-on unexpected-partner"), 10);
    assert_eq!(run("quiet.ndjson used.json --fail-on blocked-success"), 2, "no proposal");
    assert_eq!(run("quiet.ndjson --policy used.json --fail-on blocked-success"), 0);
}

/// What cannot be told of the guests is not passed over.
#[test]
fn a_guest_who_may_be_dormant_is_no_pass() {
    let guest = |day: u32, n: u32| {
        on(day, n, &json!({"userId": format!("cccccccc-0000-4000-8000-{n:012}"), "userPrincipalName": format!("guest{n}@fabrikam.example")}))
    };
    let days: Vec<Value> = (1..=20).map(|day| guest(day, 1)).chain([guest(2, 2)]).collect();
    let files = Files::new().with("log.ndjson", ndjson(&days)).with("short.ndjson", ndjson(&days[15..]));
    assert_eq!(exit(&files, "guests log.ndjson --dormant-days 10 --fail-on dormant-guest").0, 10);
    assert_eq!(exit(&files, "guests log.ndjson --dormant-days 19 --fail-on dormant-guest").0, 0);
    assert_eq!(exit(&files, "guests short.ndjson --dormant-days 10 --fail-on dormant-guest").0, 10, "the logs begin with the second guest");
    assert_eq!(exit(&files, "guests log.ndjson --dormant-days 90 --fail-on dormant-guest").0, 0, "both came in the last ninety days");
    // Redeemed long before the logs begin: nobody knows what came between.
    let audit = json!({"value": [{
        "id": "Directory_1", "category": "UserManagement", "correlationId": "dddddddd-0000-4000-8000-000000000001", "result": "success", "resultReason": "",
        "activityDisplayName": "Redeem external user invite", "activityDateTime": "2026-01-05T01:00:00Z", "loggedByService": "B2B Auth",
        "operationType": "Update", "initiatedBy": {"user": null, "app": null}, "additionalDetails": [],
        "targetResources": [{"id": "cccccccc-0000-4000-8000-000000000077", "displayName": "UPN: silent@fabrikam.example, Email: silent@fabrikam.example",
            "type": "User", "userPrincipalName": "silent_fabrikam.example#EXT#@contoso.example", "groupType": null, "modifiedProperties": []}],
    }]});
    let files = files.with("audit.json", audit.to_string());
    let (found, said) = exit(&files, "guests log.ndjson audit.json --dormant-days 90 --fail-on dormant-guest");
    assert_eq!(found, 2, "{said}");
}

#[test]
fn the_list_of_what_was_seen_is_a_list_of_what_is_expected() {
    let files = files();
    for (format, head) in [("expected", "tenant_id,name,owner,reason,until,direction"), ("watchlist", "TenantId,Name,Owner,Reason,Until,Direction")] {
        let output = crosstenant(["partners", &files.path("new.ndjson"), "--tenant", OWN, "--format", format, "-q"]);
        assert_eq!((code(&output), stdout(&output).lines().next()), (0, Some(head)));
    }
    let list = files.path("list.csv");
    assert_eq!(exit(&files, "partners new.ndjson --format expected --force -o list.csv").0, 0);
    assert_eq!(exit(&files, &format!("partners new.ndjson --expected {list} --fail-on unexpected-partner")).0, 0);
    assert_eq!(exit(&files, &format!("partners way.ndjson --expected {list} --fail-on unexpected-partner")).0, 10);
    // What a list says of a partner is carried over.
    let files = files.with("own.csv", format!("tenant_id,name,owner,reason,until\n{OTHER},Fabrikam,me,project,2026-12-31\n"));
    let output =
        crosstenant(["partners", &files.path("quiet.ndjson"), "--tenant", OWN, "--expected", &files.path("own.csv"), "--format", "expected", "-q"]);
    assert!(stdout(&output).contains("\"me\",\"project\",\"2026-12-31\",\"inbound\""), "{}", stdout(&output));
}
