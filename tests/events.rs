//! `events`: the sign-ins themselves, newest first.

use serde_json::{Value, json};

use crate::support::{Files, OWN, json, ndjson};

#[test]
fn the_newest_come_first_with_their_place_in_the_log() {
    let at = |day: u32| json!({"createdDateTime": format!("2026-10-{day:02}T08:00:00.9Z")});
    let mut failed = at(7);
    failed["status"] = json!({"errorCode": 500_213, "failureReason": "blocked"});
    failed["appliedConditionalAccessPolicies"] = json!([{"displayName": "Block", "result": "failure"}, {"displayName": "MFA", "result": "success"}]);
    let files = Files::new().with("log.ndjson", ndjson(&[at(5), failed, at(6)]));
    let log = files.path("log.ndjson");
    let rows = json(&["events", &log, "--tenant", OWN])["rows"].clone();
    let times: Vec<&Value> = rows.as_array().expect("rows").iter().map(|row| &row["time"]).collect();
    assert_eq!(times, ["2026-10-07T08:00:00Z", "2026-10-06T08:00:00Z", "2026-10-05T08:00:00Z"], "truncated to the second");
    let newest = &rows[0];
    assert_eq!((&newest["outcome"], &newest["error_code"], &newest["failure_reason"]), (&json!("failure"), &json!(500_213), &json!("blocked")));
    assert_eq!(newest["ca_policies"], "Block", "those that failed");
    assert!(newest["source"].as_str().is_some_and(|source| source.ends_with("log.ndjson:2")), "{newest}");
    assert_eq!((&rows[1]["error_code"], &rows[1]["ca_policies"]), (&json!(0), &Value::Null));
    let limited = json(&["events", &log, "--tenant", OWN, "--limit", "1"]);
    assert_eq!(limited["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(limited["rows"][0], *newest);
}
