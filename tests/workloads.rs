//! `workloads`: sign-ins without a person.

use serde_json::json;

use crate::support::{Files, OTHER, OWN, graph, json};

#[test]
fn workloads_are_kept_out_of_the_user_tables() {
    let record = |n: u32, owner: &str| {
        graph(
            &json!({"id": format!("aaaaaaaa-0000-4000-8000-{n:012}"), "userId": "", "userPrincipalName": "", "userDisplayName": "", "servicePrincipalId": "sp",
            "appId": format!("app-{n}"), "appOwnerTenantId": owner, "signInEventTypes": ["servicePrincipal"], "homeTenantId": null, "resourceTenantId": null, "crossTenantAccessType": "none"}),
        )
    };
    let records = [record(1, OWN), record(2, "f8cdef31-a31e-4b4a-93e4-5f571e91255a"), record(3, OTHER), record(4, "")];
    let files = Files::new().with("sp.ndjson", records.map(|record| record.to_string()).join("\n"));
    let ids = |args: &[&str]| -> Vec<String> {
        let table = json(&[&["workloads", &files.path("sp.ndjson"), "--tenant", OWN], args].concat());
        assert_eq!(table["directions"]["workload"], 4);
        table["rows"].as_array().expect("rows").iter().map(|row| row["app_id"].as_str().expect("id").to_owned()).collect()
    };
    assert_eq!(ids(&[]), ["app-3", "app-4"], "ours and Microsoft's are left out, an unknown owner is not");
    assert_eq!(ids(&["--all"]).len(), 4);
    assert!(json(&["partners", &files.path("sp.ndjson"), "--tenant", OWN])["rows"].as_array().expect("rows").is_empty());
}
