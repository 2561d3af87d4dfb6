//! A distilled archive: what may be asked of it is answered as by the whole one, and what may not is refused.

use std::fs;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, stderr, stdout};

/// A record of the diagnostic log. Its parts are told by small numbers, so that many agree in some.
fn record(n: usize, [kind, user, app, minute, code, name]: [u32; 6]) -> Value {
    let (home, resource, label, user_type) = match kind {
        0..=5 => (OWN, OWN, "none", "Member"),
        6 => (OTHER, OWN, "b2bCollaboration", "Guest"),
        7 => (OWN, OTHER, "b2bCollaboration", "Member"),
        8 => (OWN, OWN, "b2bCollaboration", "Guest"),
        9 => (OWN, OWN, "none", "Guest"),
        10 => (OWN, "", "none", "Member"),
        _ => (OTHER, OTHER, "none", "Member"),
    };
    let category = ["SignInLogs", "NonInteractiveUserSignInLogs", "NonInteractiveUserSignInLogs", "ServicePrincipalSignInLogs"][n % 4];
    // Some days around the ends of a month; a moment of each minute.
    let time = format!("2026-10-{:02}T{:02}:{:02}:{:02}Z", 29 + minute / 1440, minute / 60 % 24, minute % 60, n % 60);
    let code = [0, 0, 0, 50126, 50074, 53003, 530_032][code as usize];
    let mut properties = json!({
        "id": format!("aaaaaaaa-0000-4000-8000-{n:012}"), "createdDateTime": time, "homeTenantId": home, "resourceTenantId": resource,
        "crossTenantAccessType": label, "userType": user_type, "appId": format!("bbbbbbbb-0000-4000-8000-{app:012}"),
        "appDisplayName": format!("App {app} {name}"), "resourceId": format!("cccccccc-0000-4000-8000-{:012}", app % 2),
        "resourceDisplayName": "Resource", "appOwnerTenantId": OTHER, "userId": format!("dddddddd-0000-4000-8000-{user:012}"),
        "userPrincipalName": format!("User{user}.{name}@own.example"), "userDisplayName": format!("User {user} {name}"),
        "status": {"errorCode": code, "failureReason": if name == 0 { "Blocked by risk" } else { "Refused" }},
        "location": {"countryOrRegion": "JP"}, "clientAppUsed": "Browser", "ipAddress": "192.0.2.7",
    });
    let members = properties.as_object_mut().expect("members");
    match (kind, name) {
        (3, 0) => _ = members.remove("id"),
        (4, 0) => _ = members.remove("appId"),
        (5, 0) => _ = members.insert("userPrincipalName".to_owned(), json!("{PII Removed}")),
        _ => {}
    }
    if category.starts_with("Service") {
        members.insert("servicePrincipalId".to_owned(), json!(format!("eeeeeeee-0000-4000-8000-{user:012}")));
        for name in ["userId", "userPrincipalName", "userDisplayName", "userType"] {
            members.remove(name);
        }
    }
    json!({"time": time, "category": category, "tenantId": OWN, "properties": properties})
}

fn lines(records: &[Value]) -> String {
    records.iter().flat_map(|record| [record.to_string(), "\n".to_owned()]).collect()
}

/// An archive of these records, and what is distilled from it.
fn both(files: &Files) -> (String, String) {
    let (archive, out) = (files.path("archive"), files.path("out"));
    assert_eq!(code(&crosstenant(["archive", "add", &archive, &files.path("logs"), "-q"])), 0);
    let output = crosstenant(["archive", "distill", &archive, &out]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    (archive, out)
}

/// Exit code and answer of a question.
fn answer(question: &str, input: &str) -> (i32, String) {
    let output = crosstenant(question.split(' ').chain([input, "--format", "json", "-q"]));
    (code(&output), stdout(&output))
}

const QUESTIONS: [&str; 16] = [
    "coverage",
    "coverage --tz Asia/Kathmandu",
    "partners --direction inbound --direction outbound --direction foreign --direction undetermined",
    "partners --from 2026-10-30T10:07:11Z",
    "apps --tz Asia/Kolkata",
    "users --tz America/St_Johns",
    "users --user user1.0@own.example",
    "events",
    "timeline --by hour --tz Asia/Kathmandu",
    "timeline --by hour --direction internal --direction inbound --tz Asia/Kolkata",
    "timeline --by day --direction internal --tz Asia/Kathmandu --log non_interactive",
    "timeline --by week --direction internal --from 2026-10-30 --tz Asia/Tokyo",
    "failures",
    "workloads --all --tz Asia/Kathmandu",
    "compare --split 2026-10-30T12:07:11Z",
    "recommend",
];

#[test]
fn what_may_be_asked_is_answered_to_the_byte_as_by_the_whole() {
    let part = [0..12_u32, 0..6, 0..4, 0..4320, 0..7, 0..2];
    let records = proptest::collection::vec(part, 40..160);
    let config = ProptestConfig { cases: 3, failure_persistence: None, max_shrink_iters: 0, ..ProptestConfig::default() };
    let mut runner = TestRunner::new(config);
    let law = |parts: Vec<[u32; 6]>| {
        let records: Vec<Value> = parts.into_iter().enumerate().map(|(n, parts)| record(n, parts)).collect();
        let files = Files::new().with("logs/a.json", lines(&records));
        let (archive, out) = both(&files);
        prop_assert!(fs::read_to_string(files.path("out/manifest.json")).expect("manifest").contains("crosstenant.archive/2"));
        prop_assert_eq!(code(&crosstenant(["archive", "verify", &out])), 0);
        for question in QUESTIONS {
            prop_assert_eq!(answer(question, &out), answer(question, &archive), "{}", question);
        }
        Ok(())
    };
    runner.run(&records, law).expect("the law");
}

/// Sign-ins at home, one of them twice in a quarter of an hour, and one that comes in.
fn few() -> Files {
    let parts = [[0, 1, 1, 605, 0, 1], [0, 2, 1, 610, 0, 1], [0, 1, 2, 700, 3, 1], [6, 3, 1, 611, 0, 1]];
    // All in one log.
    Files::new().with("logs/a.json", lines(&parts.iter().enumerate().map(|(n, &parts)| record(n * 4 + 1, parts)).collect::<Vec<_>>()))
}

#[test]
fn what_may_not_be_asked_is_refused_with_the_reason() {
    let files = few();
    let (archive, out) = both(&files);
    let refused = |arguments: &[&str], reason: &str| {
        let output = crosstenant(arguments);
        assert_eq!((code(&output), stdout(&output).as_str()), (2, ""), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(reason), "{arguments:?}: {}", stderr(&output));
    };
    for command in ["partners", "users", "apps", "failures", "events"] {
        assert_eq!(code(&crosstenant([command, &archive, "--direction", "internal"])), 0);
        refused(&[command, &out, "--direction", "internal"], "sign-ins-counted");
    }
    refused(&["timeline", &out, "--direction", "internal", "--user", "User1.1@own.example"], "sign-ins-counted");
    refused(&["timeline", &out, "--direction", "internal", "--from", "2026-10-29T10:07:00Z"], "quarter");
    refused(&["partners", &out, "--tenant", OTHER], OWN);
    assert_eq!(code(&crosstenant(["partners", &out, "--tenant", OTHER, "--tenant", OWN])), 0);
    refused(&["archive", "export", &out], "archive-distilled");
    refused(&["archive", "distill", &out, &files.path("again")], "archive-distilled");
    refused(&["archive", "distill", &archive, &archive], "archive-distilled");
    refused(&["archive", "add", &out, &files.path("logs")], "archive-distilled");
    refused(&["archive", "add", &files.path("new"), &out], "archive-distilled");
    assert!(!std::path::Path::new(&files.path("new")).exists() && !std::path::Path::new(&files.path("again")).exists());
    for other in [&files.path("logs"), &archive] {
        refused(&["partners", &out, other], "counted-beside-others");
    }
}

#[test]
fn another_day_another_log_and_other_kinds_of_input_may_stand_beside_it() {
    let files = few().with("beside/other-day.json", lines(&[record(101, [6, 4, 1, 1500, 0, 1])]));
    let files = files.with("beside/other-log.json", lines(&[record(100, [6, 5, 1, 610, 0, 1])]));
    let (archive, out) = both(&files);
    assert_eq!(answer(&format!("partners {}", files.path("beside")), &out), answer(&format!("partners {}", files.path("beside")), &archive));
}

#[test]
fn days_that_have_not_changed_are_kept_and_the_same_archive_gives_the_same_bytes() {
    let files = few();
    let (archive, out) = both(&files);
    let manifest = || fs::read_to_string(files.path("out/manifest.json")).expect("manifest");
    let first = manifest();
    let again = crosstenant(["archive", "distill", &archive, &out]);
    assert!(stdout(&again).contains("0 of 1 days were made anew"), "{}", stdout(&again));
    assert_eq!(manifest(), first);
    fs::write(files.path("logs/b.json"), lines(&[record(201, [0, 4, 1, 1500, 0, 1])])).expect("written");
    assert_eq!(code(&crosstenant(["archive", "add", &archive, &files.path("logs"), "-q"])), 0);
    let grown = crosstenant(["archive", "distill", &archive, &out]);
    assert!(stdout(&grown).contains("1 of 2 days were made anew"), "{}", stdout(&grown));
    // A file that was changed behind its back is made anew.
    let day = walkdir::WalkDir::new(files.path("out/signins")).into_iter().map(|entry| entry.expect("entry").into_path());
    let day = day.filter(|path| path.is_file()).min().expect("a day");
    let whole = fs::read(&day).expect("bytes");
    fs::write(&day, b"nothing").expect("written");
    assert_eq!(code(&crosstenant(["archive", "distill", &archive, &out])), 0);
    assert_eq!(fs::read(&day).expect("bytes"), whole);
}

#[test]
fn who_knows_version_1_alone_must_refuse_it() {
    let files = few();
    let (archive, out) = both(&files);
    let schema =
        |dir: &str| serde_json::from_slice::<Value>(&fs::read(format!("{dir}/manifest.json")).expect("manifest")).expect("JSON")["schema"].clone();
    assert_eq!((schema(&archive), schema(&out)), (json!("crosstenant.archive/1"), json!("crosstenant.archive/2")));
    // As any version that is not known.
    let later = fs::read_to_string(files.path("out/manifest.json")).expect("manifest").replace("crosstenant.archive/2", "crosstenant.archive/3");
    fs::write(files.path("out/manifest.json"), later).expect("written");
    let output = crosstenant(["partners", &out]);
    assert_eq!((code(&output), stdout(&output).as_str()), (4, ""));
}
