//! Filters: OR within an option, AND between options; they change rows and never the facts about the input.

use serde_json::json;

use crate::support::{Files, OTHER, OWN, code, crosstenant, json, ndjson, stderr, stdout};

pub fn log() -> Files {
    Files::new().with(
        "log.ndjson",
        ndjson(&[
            json!({}),
            json!({"createdDateTime": "2026-10-06T23:30:00Z", "crossTenantAccessType": "b2bCollaboration,serviceProvider", "status": {"errorCode": 500_213, "failureReason": "no"}}),
            json!({"homeTenantId": OWN, "resourceTenantId": OTHER, "userId": "dddddddd-0000-4000-8000-000000000001", "userPrincipalName": "Own@contoso.example", "userType": "member",
                   "signInEventTypes": ["nonInteractiveUser"], "status": {"errorCode": 50140, "failureReason": "kmsi"}}),
            json!({"homeTenantId": OWN, "crossTenantAccessType": "none", "userType": "member", "createdDateTime": "2026-10-07T00:00:00Z"}),
            json!({"homeTenantId": OWN, "userId": null, "userPrincipalName": "Someone@Outlook.com", "appId": "99999999-0000-4000-8000-000000000009", "appDisplayName": "経費精算システム"}),
            json!({"resourceTenantId": OTHER, "crossTenantAccessType": "passthrough"}),
        ]),
    )
}

/// Sign-ins that a command counts under these filters.
fn counted(files: &Files, filters: &[&str]) -> u64 {
    let log = files.path("log.ndjson");
    let table = json(&[&["partners", &log, "--tenant", OWN], filters].concat());
    assert_eq!(table["ledger"]["kept"], 6, "the ledger describes the input");
    assert_eq!(table["directions"], json!({"inbound": 3, "outbound": 1, "internal": 1, "foreign": 1, "undetermined": 0, "workload": 0}));
    assert_eq!(table["period"], json!({"first": "2026-10-05T12:34:56Z", "last": "2026-10-07T00:00:00Z"}));
    let partners: u64 = table["rows"].as_array().expect("rows").iter().map(|row| row["sign_ins"].as_u64().expect("count")).sum();
    // The other tables count the same sign-ins under the same filters.
    let events = json(&[&["events", &log, "--tenant", OWN], filters].concat());
    assert_eq!(events["rows"].as_array().expect("rows").len() as u64, partners, "{filters:?}");
    let apps = json(&[&["apps", &log, "--tenant", OWN], filters].concat());
    assert_eq!(
        apps["rows"].as_array().expect("rows").iter().map(|row| row["sign_ins"].as_u64().expect("count")).sum::<u64>(),
        partners,
        "{filters:?}"
    );
    partners
}

#[test]
fn every_filter_selects() {
    let files = log();
    for (filters, expected) in [
        (vec![], 5),
        (vec!["--direction", "internal"], 1),
        (vec!["--direction", "inbound"], 3),
        (vec!["--direction", "inbound", "--direction", "outbound"], 4),
        (vec!["--direction", "foreign"], 1),
        (vec!["--partner", OTHER], 3),
        (vec!["--partner", "FABRIKAM.example"], 3),
        (vec!["--partner", "nobody"], 0),
        (vec!["--app", "99999999-0000-4000-8000-000000000009"], 1),
        (vec!["--app", "経費精算システム"], 1),
        (vec!["--app", "microsoft teams"], 4),
        (vec!["--app", "CC15FD57-2c6c-4117-a88c-83b1d56b4bbe"], 5),
        (vec!["--client", "microsoft teams"], 4),
        (vec!["--resource", "microsoft teams"], 0),
        (vec!["--client", "経費精算システム", "--resource", "Microsoft Teams Services"], 1),
        (vec!["--partner", "-", "--direction", "inbound"], 1),
        (vec!["--code", "500213"], 1),
        (vec!["--code", "500213", "--code", "50140"], 2),
        (vec!["--user", "someone@outlook.com"], 1),
        (vec!["--user", "dddddddd-0000-4000-8000-000000000001"], 1),
        (vec!["--user", "OWN@contoso.example"], 1),
        (vec!["--access-type", "service provider"], 1),
        (vec!["--access-type", "b2bCollaboration"], 4),
        (vec!["--outcome", "failure"], 1),
        (vec!["--outcome", "interrupted", "--outcome", "failure"], 2),
        (vec!["--outcome", "success"], 2),
        (vec!["--log", "non-interactive"], 1),
        (vec!["--log", "interactive", "--log", "non_interactive"], 5),
        (vec!["--from", "2026-10-06"], 1),
        (vec!["--from", "2026-10-06", "--direction", "inbound", "--direction", "internal"], 2),
        (vec!["--to", "2026-10-06"], 4),
        (vec!["--from", "2026-10-07", "--tz", "Asia/Tokyo"], 1),
        (vec!["--from", "2026-10-06T23:30:00Z", "--to", "2026-10-06T23:30:01Z"], 1),
        (vec!["--to", "2026-10-06T23:30:00Z", "--from", "2026-10-06"], 0),
        (vec!["--partner", OTHER, "--outcome", "failure"], 1),
    ] {
        assert_eq!(counted(&files, &filters), expected, "{filters:?}");
    }
}

#[test]
fn a_filter_that_matches_nothing_is_said_with_what_was_perhaps_meant() {
    let files = log();
    let output = crosstenant(["partners", &files.path("log.ndjson"), "--tenant", OWN, "--partner", "fabrikam", "-q"]);
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).contains("--partner \"fabrikam\" occurs nowhere in these logs; did you mean fabrikam.example?"), "{}", stderr(&output));
    let output = crosstenant(["partners", &files.path("log.ndjson"), "--tenant", OWN, "--partner", "fabrikam.example"]);
    assert!(!stderr(&output).contains("nowhere"), "{}", stderr(&output));
}

#[test]
fn names_are_given_or_the_latest_of_the_log() {
    let files = Files::new()
        .with(
            "log.ndjson",
            ndjson(&[
                json!({"createdDateTime": "2026-10-07T00:00:00Z", "appDisplayName": "New name"}),
                json!({"appDisplayName": "Old name", "homeTenantName": "Fabrikam Inc."}),
                json!({"appId": "00000012-0000-0000-c000-000000000000", "appDisplayName": ""}),
            ]),
        )
        .with("names.csv", format!("tenant_id,name\n{},Fabrikam (supplier)\n", OTHER.to_uppercase()));
    let log = files.path("log.ndjson");
    let apps = json(&["apps", &log, "--tenant", OWN]);
    let names: Vec<&str> = apps["rows"].as_array().expect("rows").iter().map(|row| row["app_name"].as_str().expect("name")).collect();
    assert_eq!(names, ["New name", "Microsoft Rights Management Services"]);
    assert_eq!(apps["rows"][0]["partner_name"], "Fabrikam Inc.");
    assert_eq!(apps["rows"][1]["first_party"], true);
    let apps = json(&["apps", &log, "--tenant", OWN, "--names", &files.path("names.csv")]);
    assert_eq!(apps["rows"][0]["partner_name"], "Fabrikam (supplier)");
}

#[test]
fn names_compare_after_the_case_folding_of_unicode() {
    let files = Files::new()
        .with(
            "log.ndjson",
            ndjson(&[
                json!({"appDisplayName": "Straßenbau", "homeTenantName": "Große Brücke"}),
                json!({"appId": "99999999-0000-4000-8000-000000000009", "userId": "cccccccc-0000-4000-8000-000000000009", "appDisplayName": "Σίσυφος", "userPrincipalName": "Groß@fabrikam.example", "homeTenantId": "33333333-3333-4333-8333-333333333333"}),
            ]),
        )
        .with("names.csv", "name,tenant_id\nMüßig GmbH,33333333-3333-4333-8333-333333333333\n");
    let log = files.path("log.ndjson");
    let names = files.path("names.csv");
    for filter in [
        ["--app", "STRASSENBAU"],
        ["--client", "strassenbau"],
        ["--app", "ΣΊΣΥΦΟΣ"],
        ["--partner", "GROSSE BRÜCKE"],
        ["--partner", "MÜSSIG gmbh"],
        ["--user", "GROSS@fabrikam.example"],
    ] {
        let output = crosstenant(["events", &log, "--tenant", OWN, "--names", &names, "--format", "ndjson"].iter().chain(&filter));
        assert_eq!((code(&output), stdout(&output).lines().count()), (0, 1), "{filter:?} {}", stderr(&output));
        assert!(!stderr(&output).contains("nowhere"), "{filter:?} {}", stderr(&output));
    }
}

#[test]
fn empty_values_and_times_without_their_zone_are_refused() {
    let files = log();
    let log = files.path("log.ndjson");
    for option in
        ["--partner", "--app", "--client", "--resource", "--user", "--access-type", "--outcome", "--code", "--log", "--direction", "--from", "--to"]
    {
        for empty in ["", " "] {
            let output = crosstenant(["partners", &log, "--tenant", OWN, option, empty]);
            assert_eq!(code(&output), 2, "{option} {empty:?}");
            assert!(output.stdout.is_empty(), "{option}");
        }
    }
    for time in ["2026-10-06T00:00:00", "2026-10-06 00:00", "10/06/2026", "10/06/2026 0:00", "2026/10/06"] {
        let output = crosstenant(["partners", &log, "--tenant", OWN, "--from", time]);
        assert_eq!(code(&output), 2, "{time}");
    }
    let said = stderr(&crosstenant(["partners", &log, "--tenant", OWN, "--from", "2026-10-06T00:00:00"]));
    assert!(said.contains("zone") && said.contains("2026-10-01T09:30:00+09:00"), "{said}");
    assert_eq!(counted(&files, &["--from", "2026-10-07T00:00:00+09:00"]), 1);
    assert_eq!(counted(&files, &["--code", "AADSTS500213"]), 1);
    assert_eq!(counted(&files, &["--code", "aadsts50140"]), 1);
}

/// Times that are told from the last event give what the same moments give, in every table, with every file order and from an archive.
#[test]
fn relative_times_are_those_before_the_last_event_of_the_input() {
    let files = log();
    let log = files.path("log.ndjson");
    let archive = files.path("archive");
    assert_eq!(code(&crosstenant(["archive", "add", &archive, &log])), 0);
    // The last event, at 2026-10-07T00:00:00Z, is internal: it is of the input, whatever is asked for.
    for (relative, moments) in [
        (&["--from", "24h"][..], &["--from", "2026-10-06T00:00:00Z"][..]),
        (&["--from", "1d"], &["--from", "2026-10-06T00:00:00Z"]),
        (&["--from", "36 hours ago"], &["--from", "2026-10-05T12:00:00Z"]),
        (&["--from", "1w"], &["--from", "2026-09-30T00:00:00Z"]),
        (&["--from", "yesterday"], &["--from", "2026-10-06"]),
        (&["--from", "yesterday", "--to", "today"], &["--from", "2026-10-06", "--to", "2026-10-07"]),
        (&["--to", "yesterday"], &["--to", "2026-10-06"]),
        (&["--from", "2026-10-05", "--to", "1h"], &["--from", "2026-10-05", "--to", "2026-10-06T23:00:00Z"]),
        (&["--from", "yesterday", "--tz", "Asia/Tokyo"], &["--from", "2026-10-06", "--tz", "Asia/Tokyo"]),
    ] {
        for command in ["partners", "apps", "users", "events", "timeline", "failures"] {
            for input in [&log, &archive] {
                let ask = |window: &[&str]| {
                    let output = crosstenant(
                        [command, input, "--tenant", OWN, "--direction", "inbound", "--direction", "internal", "--format", "json"]
                            .iter()
                            .chain(window),
                    );
                    assert_eq!(code(&output), 0, "{command} {window:?} {}", stderr(&output));
                    (stdout(&output), stderr(&output))
                };
                let (told, said) = ask(relative);
                assert_eq!(told, ask(moments).0, "{command} {relative:?}");
                assert!(said.contains("from the last event of the input"), "{said}");
            }
        }
    }
    let quiet = crosstenant(["partners", &log, "--tenant", OWN, "--from", "1d", "-q"]);
    assert_eq!(stderr(&quiet), "");
    let said = stderr(&crosstenant(["partners", &log, "--tenant", OWN, "--from", "yesterday", "--tz", "Asia/Tokyo"]));
    assert!(said.contains("--from yesterday = 2026-10-06 00:00:00 (Asia/Tokyo)") && said.contains("(2026-10-07 09:00:00)"), "{said}");
    for (window, expected) in [(["--from", "today", "--to", "yesterday"], 2), (["--from", "7 moons", "--to", "today"], 2)] {
        assert_eq!(code(&crosstenant(["partners", &log, "--tenant", OWN].iter().chain(&window))), expected, "{window:?}");
    }
    assert_eq!(code(&crosstenant(["coverage", &log, "--tenant", OWN, "--from", "7d"])), 2, "a filter that the command cannot apply");
}

#[test]
fn a_name_that_no_shell_lets_through_can_be_typed_as_it_is_shown() {
    let files = Files::new().with("log.ndjson", ndjson(&[json!({"appDisplayName": "50% \"off\" $(x)!"}), json!({"appDisplayName": "plain"})]));
    let apps = json(&["apps", &files.path("log.ndjson"), "--tenant", OWN, "--client", r"50\u{25} \u{22}off\u{22} \u{24}(x)\u{21}"]);
    assert_eq!(apps["rows"].as_array().expect("rows").len(), 1, "{apps}");
}

#[test]
fn names_without_headings_are_refused() {
    let files = log().with("bare.csv", format!("{OTHER},Fabrikam\n")).with("good.csv", format!("cloud,name,tenant_id\n,Fabrikam,{OTHER}\n"));
    let log = files.path("log.ndjson");
    let output = crosstenant(["partners", &log, "--tenant", OWN, "--names", &files.path("bare.csv")]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("headings tenant_id and name"), "{}", stderr(&output));
    let partners = json(&["partners", &log, "--tenant", OWN, "--names", &files.path("good.csv"), "--partner", OTHER]);
    assert_eq!(partners["rows"][0]["partner_name"], "Fabrikam");
}
