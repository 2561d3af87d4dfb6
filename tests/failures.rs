//! `failures`: what a code means and who must act.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, json, ndjson};

#[test]
fn failures_say_what_it_means_and_who_must_act() {
    let failing = |code: u32, reason: &str| json!({"status": {"errorCode": code, "failureReason": reason}});
    let files = Files::new().with(
        "log.ndjson",
        ndjson(&[
            failing(500_213, "blocked"),
            failing(530_032, "User blocked due to risk on home tenant."),
            failing(530_032, "The tenant security policy does not allow it."),
            failing(7_099_991, "new"),
            failing(50_140, "kmsi"),
            json!({"homeTenantId": OWN, "resourceTenantId": OTHER, "status": {"errorCode": 500_213, "failureReason": "blocked"}}),
        ]),
    );
    let table = json(&["failures", &files.path("log.ndjson"), "--tenant", OWN]);
    let rows: Vec<(String, i64, String)> = table["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            (
                row["direction"].as_str().expect("direction").to_owned(),
                row["error_code"].as_i64().expect("code"),
                row["side"].as_str().expect("side").to_owned(),
            )
        })
        .collect();
    let row = |direction: &str, code, side: &str| (direction.to_owned(), code, side.to_owned());
    assert_eq!(
        rows,
        [
            row("inbound", 50_140, "nobody"),
            row("inbound", 500_213, "us"),
            row("inbound", 530_032, "us"),
            row("inbound", 530_032, "partner"),
            row("inbound", 7_099_991, "unclassified"),
            row("outbound", 500_213, "partner"),
        ]
    );
    let unknown = &table["rows"][4];
    assert_eq!((&unknown["error_name"], &unknown["category"]), (&Value::Null, &Value::Null));
}
