//! `users`: one row a person.

use serde_json::{Value, json};

use crate::filters::log;
use crate::support::{OWN, json};

#[test]
fn users_without_an_id_are_told_by_their_name() {
    let files = log();
    let table = json(&["users", &files.path("log.ndjson"), "--tenant", OWN, "--direction", "inbound"]);
    let rows = table["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0]["user_kind"], &rows[0]["sign_ins"]), (&json!("b2b_collaboration_guest"), &json!(2)), "a tie goes to the kind listed first");
    assert_eq!(
        (&rows[1]["user_id"], &rows[1]["user_principal_name"], &rows[1]["partner_tenant_id"]),
        (&Value::Null, &json!("Someone@Outlook.com"), &Value::Null)
    );
}
