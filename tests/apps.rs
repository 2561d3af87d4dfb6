//! `apps`: the pairs of client and resource that settings are made of.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, json, ndjson};

const THIRD: &str = "33333333-3333-4333-8333-333333333333";
const MY_APPS: &str = "2793995e-0a7d-40d7-bd35-6968ba142197";
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";

fn files() -> Files {
    let teams = json!({"resourceId": MY_APPS, "resourceDisplayName": "My Apps"});
    let expenses = json!({"appId": "99999999-0000-4000-8000-000000000009", "appDisplayName": "Expenses", "resourceId": GRAPH, "resourceDisplayName": "Microsoft Graph"});
    let mut of_third = expenses.clone();
    of_third["homeTenantId"] = json!(THIRD);
    let named = json!({"appId": null, "appDisplayName": "Nameless"});
    Files::new().with("log.ndjson", ndjson(&[teams.clone(), teams, expenses, of_third, named]))
}

#[test]
fn a_row_is_a_pair_of_a_partner() {
    let files = files();
    let table = json(&["apps", &files.path("log.ndjson"), "--tenant", OWN, "--partner", OTHER]);
    let row = |name: &str| {
        let rows = table["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["app_name"] == name).unwrap_or_else(|| panic!("{name} in {table}")).clone()
    };
    let teams = row("Microsoft Teams");
    assert_eq!((&teams["sign_ins"], &teams["first_party"], &teams["target"]), (&json!(2), &json!(true), &json!("portal")));
    let expenses = row("Expenses");
    assert_eq!((&expenses["resource_id"], &expenses["first_party"]), (&json!(GRAPH), &Value::Null), "nobody says whose it is");
    assert_eq!(row("Nameless")["app_id"], Value::Null, "a name is the key where there is no id");
}

#[test]
fn over_all_partners_a_pair_is_one_row() {
    let files = files();
    let table = json(&["apps", &files.path("log.ndjson"), "--tenant", OWN, "--by", "app", "--app", "expenses"]);
    let rows = table["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 1, "{table}");
    assert_eq!((&rows[0]["sign_ins"], &rows[0]["partners"]), (&json!(2), &json!(2)));
    assert_eq!(rows[0].get("partner_tenant_id"), None);
}
