//! The same story in every format gives the same tables, except for what a format cannot know.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{json, whole_story};

const COMMANDS: [&str; 7] = ["partners", "apps", "users", "timeline", "failures", "workloads", "events"];

fn table(format: &str, command: &str) -> Value {
    let folder = whole_story().join(format);
    json(&[command, folder.to_str().expect("UTF-8"), "--tenant", crosstenant::demo::OWN_TENANT])
}

/// The rows without the columns that a format cannot know, and without those that depend on the file.
fn rows(table: &Value, without: &[&str]) -> Vec<Value> {
    let mut rows = table["rows"].as_array().expect("rows").clone();
    for row in &mut rows {
        let row = row.as_object_mut().expect("row");
        row.shift_remove("source");
        for column in without {
            row.shift_remove(*column);
        }
    }
    rows
}

fn caveats(format: &str) -> Vec<String> {
    let table = table(format, "coverage");
    table["caveats"].as_array().expect("caveats").iter().map(|caveat| caveat["code"].as_str().expect("code").to_owned()).collect()
}

#[test]
fn formats_that_know_everything_agree_on_everything() {
    // For each format: the columns that it cannot know, and the caveat that says so.
    let formats: [(&str, &[&str], &[&str]); 6] = [
        ("graph-beta-ndjson", &[], &[]),
        ("portal-json", &[], &[]),
        ("diagnostic", &["partner_name"], &["no-home-tenant-name"]),
        ("log-analytics", &["partner_name"], &["no-home-tenant-name"]),
        ("portal-csv", &["ca_policies"], &["no-failed-policies"]),
        ("portal-csv-55", &["ca_policies", "first_party"], &["no-failed-policies", "no-app-owner"]),
    ];
    for command in COMMANDS {
        let reference = table("graph-beta", command);
        assert!(!reference["rows"].as_array().expect("rows").is_empty(), "{command}");
        for (format, unknown, _) in formats {
            let found = table(format, command);
            assert_eq!(found["directions"], reference["directions"], "{format} {command}");
            assert_eq!(found["period"], reference["period"], "{format} {command}");
            let (found, expected) = (rows(&found, unknown), rows(&reference, unknown));
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found, expected, "{format} {command}");
            }
            assert_eq!(found.len(), expected.len(), "{format} {command}");
        }
    }
    for (format, _, expected) in formats {
        let found = caveats(format);
        for caveat in ["no-access-type", "no-user-type", "no-app-owner", "no-home-tenant-name", "no-failed-policies"] {
            assert_eq!(found.iter().any(|code| code == caveat), expected.contains(&caveat), "{format}: {caveat}");
        }
    }
}

#[test]
fn what_is_not_known_is_null_and_not_wrong() {
    for row in table("portal-csv-55", "apps")["rows"].as_array().expect("rows") {
        assert_ne!(row["first_party"], json!(false), "without the owner nothing is known of an application that is not listed: {row}");
    }
    for row in table("portal-csv", "events")["rows"].as_array().expect("rows") {
        assert_eq!(row["ca_policies"], Value::Null);
    }
}

/// Graph v1.0 has no access type, no user type and no workloads. What follows from that is written down here.
#[test]
fn graph_v1_degrades_as_foreseen() {
    let (full, poor) = (table("graph-beta", "partners"), table("graph-v1.0", "partners"));
    assert_eq!(full["directions"], json!({"inbound": 1184, "outbound": 453, "internal": 945, "foreign": 10, "undetermined": 9, "workload": 225}));
    // The 51 external identities without an Entra home have home = resource = own and look internal; the 3 of the consumer tenant do not.
    assert_eq!(poor["directions"], json!({"inbound": 1133, "outbound": 453, "internal": 996, "foreign": 10, "undetermined": 9, "workload": 0}));

    let events = |format: &str| -> BTreeMap<String, Value> {
        let table = table(format, "events");
        let rows = table["rows"].as_array().expect("rows").iter();
        rows.map(|row| (row["id"].as_str().expect("id").to_owned(), row.clone())).collect()
    };
    let (full, poor) = (events("graph-beta"), events("graph-v1.0"));
    let mut changed: BTreeMap<String, u32> = BTreeMap::new();
    for (id, row) in &poor {
        let known = &full[id];
        assert_eq!(row["access_type"], Value::Null);
        if row["direction"] == "inbound" {
            assert_eq!(row["user_kind"], "unknown");
        }
        if row["outcome"] != known["outcome"] {
            *changed.entry(format!("{} -> {}", known["outcome"], row["outcome"])).or_default() += 1;
        }
        for column in [
            "time",
            "direction",
            "partner_tenant_id",
            "user_id",
            "user_principal_name",
            "app_id",
            "app_name",
            "resource_id",
            "ip",
            "country",
            "error_code",
            "failure_reason",
            "conditional_access",
        ] {
            assert_eq!(row[column], known[column], "{id} {column}");
        }
    }
    let missing: Vec<&Value> = full.iter().filter(|(id, _)| !poor.contains_key(*id)).map(|(_, row)| row).collect();
    assert_eq!(missing.len(), 51);
    assert!(missing.iter().all(|row| row["partner_tenant_id"].is_null() && row["access_type"] == "b2bCollaboration"));
    // Without the label a passthrough looks like a success.
    assert_eq!(changed, BTreeMap::from([("\"passthrough\" -> \"success\"".to_owned(), 8), ("\"unknown\" -> \"success\"".to_owned(), 4)]));
    for caveat in ["no-access-type", "no-user-type", "no-app-owner", "no-home-tenant-name"] {
        assert!(caveats("graph-v1.0").iter().any(|code| code == caveat), "{caveat}");
    }
}
