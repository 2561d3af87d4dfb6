//! `partners`: one row an organisation, and one for each reason why a direction cannot be told.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, json, ndjson};

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
