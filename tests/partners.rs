//! `partners`: one row an organisation, and one for each reason why a direction cannot be told.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, json, ndjson};

#[test]
fn a_row_sums_up_an_organisation() {
    let user = |n: u32, upn: &str| json!({"userId": format!("cccccccc-0000-4000-8000-{n:012}"), "userPrincipalName": upn});
    let of_day = |day: u32, mut record: Value| {
        record["createdDateTime"] = json!(format!("2026-10-{day:02}T08:00:00Z"));
        record
    };
    let files = Files::new().with(
        "log.ndjson",
        ndjson(&[
            of_day(5, user(1, "a@Fabrikam.example")),
            of_day(6, user(1, "a@Fabrikam.example")),
            of_day(6, user(2, "b@fabrikam-labs.example")),
            of_day(6, user(3, "c@fabrikam.example")),
            of_day(9, json!({"homeTenantId": null, "resourceTenantId": null})),
            of_day(9, json!({"homeTenantId": OWN, "resourceTenantId": OTHER})),
        ]),
    );
    let settings = json!({"default": {}, "partners": [{"tenantId": OTHER}]});
    let files = files.with("settings.json", settings.to_string());
    let rows = json(&["partners", &files.path("log.ndjson"), &files.path("settings.json"), "--tenant", OWN])["rows"].clone();
    let inbound = &rows[0];
    assert_eq!((&inbound["direction"], &inbound["partner_tenant_id"]), (&json!("inbound"), &json!(OTHER)));
    assert_eq!(inbound["domains"], json!(["fabrikam.example", "fabrikam-labs.example"]), "most users first");
    assert_eq!((&inbound["sign_ins"], &inbound["users"], &inbound["days_seen"]), (&json!(4), &json!(3), &json!(2)));
    assert_eq!((&inbound["first_seen"], &inbound["last_seen"]), (&json!("2026-10-05T08:00:00Z"), &json!("2026-10-06T08:00:00Z")));
    assert_eq!((&inbound["setting"], &inbound["reason"]), (&json!("organization"), &Value::Null));
    let outbound = &rows[1];
    assert_eq!((&outbound["direction"], &outbound["domains"]), (&json!("outbound"), &json!([])));
    assert_eq!(outbound["partner_name"], json!("fabrikam.example"), "named by those who come from there");
    let untold = &rows[2];
    assert_eq!((&untold["direction"], &untold["partner_tenant_id"]), (&json!("undetermined"), &Value::Null));
    assert_eq!((&untold["reason"], &untold["setting"]), (&json!("both_absent"), &Value::Null));
    assert_eq!(rows.as_array().map(Vec::len), Some(3));
}

/// Sign-ins by numbers: of user, partner (even: they come to us), application, code, second, and whether a copy lies in another file too.
type Event = (u32, u32, u32, usize, i64, bool);

/// A record of such a sign-in, its keys in the order that `turn` rotates them to.
fn record((user, partner, app, code, second, _): Event, place: usize, turn: usize, padding: &str) -> String {
    let tenant = format!("33333333-0000-4000-8000-{:012}", partner + 1);
    let (home, resource) = if partner % 2 == 0 { (tenant.as_str(), OWN) } else { (OWN, tenant.as_str()) };
    let time = format!("2026-10-{:02}T{:02}:{:02}:{:02}Z", 1 + second / 86_400, second / 3600 % 24, second / 60 % 60, second % 60);
    let status = format!("{{\"errorCode\":{}}}", [0, 50_074, 50_126][code]);
    let text = |value: &str| json!(value).to_string();
    let mut members = [
        ("id", text(&format!("aaaaaaaa-0000-4000-8000-{place:012}"))),
        ("createdDateTime", text(&time)),
        ("userId", text(&format!("cccccccc-0000-4000-8000-{user:012}"))),
        ("userPrincipalName", text(&format!("user{user}@partner{partner}.example"))),
        ("homeTenantId", text(home)),
        ("resourceTenantId", text(resource)),
        ("crossTenantAccessType", text("b2bCollaboration")),
        ("appId", text(&format!("dddddddd-0000-4000-8000-{app:012}"))),
        ("resourceId", text(&format!("eeeeeeee-0000-4000-8000-{:012}", app % 2))),
        ("status", status),
        ("userAgent", text(padding)),
    ];
    members.rotate_left(turn % 11);
    format!("{{{}}}", members.map(|(key, value)| format!("\"{key}\":{value}")).join(","))
}

/// What a naive sum over these sign-ins says of each direction and partner: sign-ins, successes, users, apps, resources, days.
fn naive(events: &[Event]) -> Vec<Value> {
    let mut sums: BTreeMap<u32, Vec<Event>> = BTreeMap::new();
    for event in events {
        sums.entry(event.1).or_default().push(*event);
    }
    let distinct = |events: &[Event], of: fn(&Event) -> i64| events.iter().map(of).collect::<BTreeSet<_>>().len();
    let row = |(partner, events): (u32, Vec<Event>)| {
        json!({
            "direction": if partner % 2 == 0 { "inbound" } else { "outbound" },
            "partner_tenant_id": format!("33333333-0000-4000-8000-{:012}", partner + 1),
            "sign_ins": events.len(),
            "successes": events.iter().filter(|event| event.3 == 0).count(),
            "users": distinct(&events, |event| event.0.into()),
            "apps": distinct(&events, |event| event.2.into()),
            "resources": distinct(&events, |event| (event.2 % 2).into()),
            "days_seen": distinct(&events, |event| event.4 / 86_400),
        })
    };
    sums.into_iter().map(row).collect()
}

#[test]
fn any_number_of_threads_counts_what_a_naive_sum_counts() {
    let event = (0u32..40, 0u32..5, 0u32..6, 0usize..3, 0i64..1_000_000, any::<bool>());
    let events = proptest::collection::vec(event, 2500..3500);
    let mut runner = TestRunner::new(Config { cases: 3, failure_persistence: None, ..Config::default() });
    let held = runner.run(&events, |events| {
        // Several units in a file, keys in one order and in eleven, and copies in a third file of another format.
        let padding = "x".repeat(2500);
        let lines = |odd: bool| {
            let records = events.iter().enumerate().filter(|(place, _)| (place % 2 == 1) == odd);
            records.map(|(place, event)| record(*event, place, if odd { place } else { 0 }, &padding)).collect::<Vec<_>>().join("\n")
        };
        let copies = events.iter().enumerate().filter(|(_, event)| event.5);
        let page = copies.map(|(place, event)| record(*event, place, 3, "")).collect::<Vec<_>>().join(",");
        let page = format!("{{\"@odata.context\":\"https://graph.microsoft.com/beta/$metadata#auditLogs/signIns\",\"value\":[{page}]}}");
        let files = Files::new().with("even.ndjson", lines(false)).with("odd.ndjson", lines(true)).with("page.json", page);
        let inputs = ["even.ndjson", "odd.ndjson", "page.json"].map(|name| files.path(name));
        let run = |inputs: &[String], threads: &str| {
            let mut args = vec!["partners"];
            args.extend(inputs.iter().map(String::as_str));
            json(&[&args[..], &["--tenant", OWN, "--threads", threads]].concat())
        };
        let first = run(&inputs, "1");
        let told: Vec<Value> = naive(&events);
        let columns = ["direction", "partner_tenant_id", "sign_ins", "successes", "users", "apps", "resources", "days_seen"];
        let mut rows: Vec<Value> = Vec::new();
        for row in first["rows"].as_array().expect("rows") {
            rows.push(columns.iter().map(|&column| (column.to_owned(), row[column].clone())).collect::<serde_json::Map<_, _>>().into());
        }
        rows.sort_by_key(|row| row["partner_tenant_id"].to_string());
        prop_assert_eq!(&rows, &told);
        for threads in ["2", "3", "5", "8"] {
            prop_assert_eq!(&run(&inputs, threads), &first, "{} threads", threads);
        }
        // Rolled up row group by row group, an archive of them says the same.
        let archive = files.path("archive");
        let mut add = vec!["archive", "add", &archive, "-q"];
        add.extend(inputs.iter().map(String::as_str));
        prop_assert_eq!(code(&crosstenant(&add)), 0);
        for threads in ["1", "4"] {
            prop_assert_eq!(&run(std::slice::from_ref(&archive), threads)["rows"], &first["rows"], "archive, {} threads", threads);
        }
        Ok(())
    });
    held.expect("the same");
}
