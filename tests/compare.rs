//! What is new: `compare`, the marks in the tables, and the report.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, json, ndjson, stderr};

const THIRD: &str = "33333333-3333-4333-8333-333333333333";

/// A day of October 2026 in each of two halves, and what happens on it.
pub fn at(day: u32, more: &Value) -> Value {
    let mut record =
        json!({"createdDateTime": format!("2026-10-{day:02}T12:00:00Z"), "id": format!("aaaaaaaa-0000-4000-8000-{:012}", 100_000 + day)});
    for (key, value) in more.as_object().expect("fields") {
        record[key] = value.clone();
    }
    record
}

/// Ten days of the same, then ten days with something new at its end.
pub fn story() -> (Vec<Value>, Vec<Value>) {
    let before = (1..=10).map(|day| at(day, &json!({}))).collect();
    let mut after: Vec<Value> = (11..=20).map(|day| at(day, &json!({}))).collect();
    after.push(at(
        20,
        &json!({
            "id": "bbbbbbbb-0000-4000-8000-000000000001", "homeTenantId": THIRD, "userId": "cccccccc-0000-4000-8000-000000000009",
            "userPrincipalName": "new@third.example", "appId": "99999999-0000-4000-8000-000000000009", "appDisplayName": "経費精算システム",
        }),
    ));
    after.push(at(19, &json!({"id": "bbbbbbbb-0000-4000-8000-000000000002", "status": {"errorCode": 500_213, "failureReason": "no"}})));
    (before, after)
}

pub fn files() -> Files {
    let (before, after) = story();
    let both = [before.clone(), after.clone()].concat();
    Files::new().with("before.ndjson", ndjson(&before)).with("after.ndjson", ndjson(&after)).with("both.ndjson", ndjson(&both))
}

fn rows<'a>(answer: &'a Value, kind: &str) -> Vec<&'a Value> {
    answer["rows"].as_array().expect("rows").iter().filter(|row| row["kind"] == kind).collect()
}

#[test]
fn two_inputs_and_one_that_is_split_say_the_same() {
    let files = files();
    let (before, after, both) = (files.path("before.ndjson"), files.path("after.ndjson"), files.path("both.ndjson"));
    let apart = json(&["compare", "--tenant", OWN, "--baseline", &before, "--current-period", &after]);
    let split = json(&["compare", &both, "--tenant", OWN, "--split", "2026-10-11"]);
    assert_eq!(apart["rows"], split["rows"]);
    assert_eq!(apart["answer"], split["answer"]);
    assert_eq!(apart["schema"], "crosstenant.compare/1");
    assert_eq!(json(&["compare", &after, "--tenant", OWN, "--baseline", &before])["rows"], split["rows"]);
    assert_eq!(
        rows(&split, "partner"),
        [&json!({
            "kind": "partner", "change": "new", "direction": "inbound", "partner_tenant_id": THIRD, "id": THIRD, "name": "third.example",
            "sign_ins_before": 0, "sign_ins_after": 1, "users_before": 0, "users_after": 1,
            "first_seen": "2026-10-20T12:00:00Z", "last_seen": "2026-10-20T12:00:00Z",
        })]
    );
    assert_eq!(rows(&split, "app").len(), 1);
    assert_eq!((&rows(&split, "app")[0]["name"], &rows(&split, "app")[0]["partner_tenant_id"]), (&json!("経費精算システム"), &Value::Null));
    assert_eq!(rows(&split, "user").len(), 1);
    assert_eq!((&rows(&split, "user")[0]["name"], &rows(&split, "user")[0]["partner_tenant_id"]), (&json!("new@third.example"), &json!(THIRD)));
    let codes = rows(&split, "code");
    assert_eq!((codes.len(), &codes[0]["id"], &codes[0]["sign_ins_after"]), (1, &json!("500213"), &json!(1)));
}

#[test]
fn the_moment_of_the_split_belongs_to_what_came_after() {
    let files = files();
    let change = |split: &str| {
        let answer = json(&["compare", &files.path("both.ndjson"), "--tenant", OWN, "--split", split]);
        rows(&answer, "partner").into_iter().find(|row| row["id"] == THIRD).map(|row| row["change"].clone())
    };
    assert_eq!(change("2026-10-20T12:00:00Z"), Some(json!("new")));
    assert_eq!(change("2026-10-20T12:00:01Z"), Some(json!("gone")));
    assert_eq!(change("0h"), Some(json!("new")), "told from the last event");
}

#[test]
fn days_without_data_are_taken_out_of_both_sides() {
    // Two a day on five of thirty days, then two a day on five days in a row: the same pace.
    let two = |day: u32, n: u32| at(day, &json!({"id": format!("aaaaaaaa-0000-4000-8000-{:012}", day * 10 + n)}));
    let days = |days: &[u32]| -> Vec<Value> { days.iter().flat_map(|&day| (0..8).map(move |n| (day, n))).map(|(day, n)| two(day, n)).collect() };
    let files = Files::new().with("log.ndjson", ndjson(&[days(&[1, 3, 9, 15, 20]), days(&[21, 22])].concat()));
    let answer = json(&["compare", &files.path("log.ndjson"), "--tenant", OWN, "--split", "2026-10-21"]);
    assert_eq!(answer["rows"], json!([]), "{answer}");
    let said = answer["answer"].to_string();
    assert!(said.contains("5 days with sign-ins") && said.contains("2 days with sign-ins"), "{said}");
}

#[test]
fn one_period_is_nothing_to_compare() {
    let files = files();
    for args in [
        vec![files.path("both.ndjson")],
        vec!["--baseline".to_owned(), files.path("before.ndjson")],
        vec!["--split".to_owned(), "2026-10-11".to_owned()],
    ] {
        let output = crosstenant([vec!["compare".to_owned(), "--tenant".to_owned(), OWN.to_owned()], args].concat());
        assert_eq!(code(&output), 2, "{}", stderr(&output));
    }
}

#[test]
fn what_is_new_stands_out_in_every_table() {
    let files = files();
    let both = files.path("both.ndjson");
    for (command, name) in [("partners", "partner"), ("apps", "app"), ("failures", "code")] {
        let answer = json(&[command, &both, "--tenant", OWN, "--since", "2026-10-11"]);
        let new: Vec<&Value> = answer["rows"].as_array().expect("rows").iter().filter(|row| row["new"] != json!([])).collect();
        assert_eq!(new.len(), 1, "{command}: {answer}");
        assert!(new[0]["new"].as_array().expect("kinds").contains(&json!(name)), "{command}: {}", new[0]);
        assert!(json(&[command, &both, "--tenant", OWN])["rows"][0].get("new").is_none(), "a column only where it is asked for");
        let by_inputs = json(&[command, &files.path("after.ndjson"), "--tenant", OWN, "--baseline", &files.path("before.ndjson")]);
        assert_eq!(by_inputs["rows"].as_array().expect("rows").iter().filter(|row| row["new"] != json!([])).count(), 1, "{command}");
    }
}

#[test]
fn the_report_begins_with_what_is_new() {
    let files = files();
    let folder = files.path("report");
    let list = Files::new().with("list.csv", format!("tenant_id,name\n{OTHER},Fabrikam\n"));
    let args = ["report", &files.path("both.ndjson"), "--tenant", OWN, "--since", "2026-10-11", "--expected", &list.path("list.csv"), "-o", &folder];
    let output = crosstenant(args.iter().chain(&["--format", "json"]));
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let page = std::fs::read_to_string(format!("{folder}/report.html")).expect("page");
    let sections: Vec<&str> = page
        .split("<section id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|id| !["answer", "limits", "explore", "explorer"].contains(id))
        .collect();
    assert_eq!(sections.first(), Some(&"compare"), "{sections:?}");
    assert!(page.contains("<span class=\"badge new\">new</span>") && page.contains("<span class=\"badge unexpected\">not expected</span>"));
    let summary = std::fs::read(format!("{folder}/summary.json")).expect("summary");
    assert_eq!(output.stdout, summary, "what is printed is what stands in the folder");
    let summary: Value = serde_json::from_slice(&summary).expect("JSON");
    assert_eq!((&summary["schema"], &summary["gates"]), (&json!("crosstenant.report/1"), &json!([])));
    assert_eq!((&summary["new_since"]["partner"]["new"], &summary["new_since"]["days_before"]), (&json!(1), &json!(10)));
    let state =
        |code: &str| summary["gate_states"].as_array().expect("states").iter().find(|state| state["code"] == code).expect(code)["state"].clone();
    assert_eq!(state("new-partner"), "met");
    assert_eq!(state("unexpected-partner"), "met");
    assert_eq!(state("incomplete"), "met", "interactive only");
    assert_eq!(state("unused-setting"), "unknown", "no settings were given");
    assert_eq!(state("blocked-success"), "unknown", "no proposal was given");
    assert!(std::fs::exists(format!("{folder}/tables/compare.csv")).expect("a folder"));
    // Without a baseline the report has neither.
    let plain = files.path("plain");
    assert_eq!(code(&crosstenant(["report", &files.path("both.ndjson"), "--tenant", OWN, "-o", &plain, "-q"])), 0);
    assert!(!std::fs::read_to_string(format!("{plain}/report.html")).expect("page").contains("class=\"badge"));
    assert!(!std::fs::exists(format!("{plain}/tables/compare.csv")).expect("a folder"));
}
