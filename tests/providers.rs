//! `providers`: technicians of service providers, beside the settings and the relationships that allow them.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, graph, json as answer, stderr};

const THIRD: &str = "33333333-3333-4333-8333-333333333333";
const FOURTH: &str = "44444444-4444-4444-8444-444444444444";

fn technician(n: u32, fields: &Value) -> String {
    let mut record = graph(&json!({
        "id": format!("aaaaaaaa-0000-4000-8000-{n:012}"),
        "userId": format!("cccccccc-0000-4000-8000-{:012}", n % 2),
        "createdDateTime": format!("2026-10-0{}T0{n}:00:00Z", 1 + n % 3),
        "crossTenantAccessType": "serviceProvider",
        "userType": "member",
    }));
    for (key, value) in fields.as_object().expect("fields") {
        record[key] = value.clone();
    }
    format!("{record}\n")
}

fn files() -> Files {
    let logs = [
        technician(1, &json!({})),
        technician(2, &json!({})),
        technician(3, &json!({"status": {"errorCode": 50126}})),
        technician(4, &json!({"crossTenantAccessType": "b2bCollaboration"})),
        technician(5, &json!({"homeTenantId": OWN, "resourceTenantId": FOURTH})),
    ];
    let policy = json!({"default": {"b2bCollaborationInbound": null, "isServiceDefault": true}, "partners": [
        {"tenantId": OTHER, "isServiceProvider": true}, {"tenantId": "55555555-5555-4555-8555-555555555555", "isServiceProvider": true},
    ]});
    Files::new().with("logs.ndjson", logs.concat()).with("policy.json", policy.to_string())
}

#[test]
fn technicians_are_counted_and_whoever_may_come_has_a_row() {
    let files = files();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/relationships.json");
    let table = answer(&["providers", &files.path("logs.ndjson"), &files.path("policy.json"), sample, "--tenant", OWN]);
    let rows = table["rows"].as_array().expect("rows");
    let of = |row: &Value, names: &[&str]| names.iter().map(|name| row[name].clone()).collect::<Vec<_>>();
    let ids: Vec<Value> = rows.iter().map(|row| row["partner_tenant_id"].clone()).collect();
    assert_eq!(ids, [json!(OTHER), json!(THIRD), json!("55555555-5555-4555-8555-555555555555"), json!(FOURTH)]);
    let seen =
        of(&rows[0], &["direction", "sign_ins", "successes", "failures", "technicians", "apps", "resources", "days_seen", "is_service_provider"]);
    assert_eq!(seen, [json!("inbound"), json!(3), json!(2), json!(1), json!(2), json!(1), json!(1), json!(3), json!(true)]);
    assert_eq!(of(&rows[0], &["first_seen", "last_seen"]), [json!("2026-10-01T03:00:00Z"), json!("2026-10-03T02:00:00Z")]);
    let roles = json!(["62e90394-69f5-4237-9190-012177145e10", "729827e3-9c14-49f7-bb1b-9608f156bbb8"]);
    assert_eq!(
        of(&rows[0], &["relationships", "roles", "relationship_end"]),
        [json!(1), roles, json!("2026-10-20T00:00:00Z")],
        "one that has ended counts for nothing"
    );
    let third = of(&rows[1], &["sign_ins", "technicians", "first_seen", "is_service_provider", "relationships"]);
    assert_eq!(third, [json!(0), json!(0), Value::Null, json!(false), json!(1)]);
    assert_eq!(
        of(&rows[2], &["sign_ins", "is_service_provider", "relationships", "relationship_end"]),
        [json!(0), json!(true), json!(0), Value::Null]
    );
    assert_eq!(of(&rows[3], &["direction", "sign_ins", "technicians"]), [json!("outbound"), json!(1), json!(1)]);

    let output = crosstenant(["providers", &files.path("logs.ndjson"), sample, "--tenant", OWN]);
    assert_eq!(code(&output), 0);
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), stderr(&output));
    for part in [
        "end within 30 days",
        "without a sign-in in this period: 1",
        "extended by themselves (autoExtendDuration): 1",
        "Global Administrator: 1",
        "4 sign-ins by technicians",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn without_an_export_relationships_are_null() {
    let files = files();
    let table = answer(&["providers", &files.path("logs.ndjson"), "--tenant", OWN]);
    let row = &table["rows"][0];
    for name in ["is_service_provider", "relationships", "roles", "relationship_end"] {
        assert_eq!(row[name], Value::Null, "{name}");
    }
    let names: Vec<&str> = row.as_object().expect("a row").keys().map(String::as_str).collect();
    let expected = "direction partner_tenant_id partner_name sign_ins successes interruptions failures passthroughs unknowns technicians apps resources days_seen \
                    first_seen last_seen is_service_provider relationships roles relationship_end";
    assert_eq!(names, expected.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn a_relationship_that_names_nobody_else_is_not_given_to_anybody() {
    let one = json!([{"status": "active", "customer": {"tenantId": OWN}, "duration": "P1Y", "accessDetails": {"unifiedRoles": []}}]);
    let files = files().with("gdap.json", one.to_string());
    let inputs = [files.path("logs.ndjson"), files.path("gdap.json")];
    let table = answer(&["providers", &inputs[0], &inputs[1], "--tenant", OWN]);
    assert_eq!(table["rows"][0]["relationships"], 0);
    let output = crosstenant(["providers", &inputs[0], &inputs[1], "--tenant", OWN]);
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), stderr(&output));
    assert!(said.contains("1 relationship names no other tenant than ours"), "{said}");
    // An archive keeps it beside settings and user lists.
    let archive = files.path("archive");
    assert_eq!(code(&crosstenant(["archive", "add", &archive, &inputs[0], &inputs[1], "--snapshot-date", "2026-10-06"])), 0);
    assert_eq!(answer(&["providers", &archive, "--tenant", OWN])["rows"], table["rows"]);
}

/// The roles that the settings allow stand beside those that relationships grant.
#[test]
fn roles_that_the_settings_allow_are_held_against_those_that_are_granted() {
    let one = "729827E3-9C14-49F7-BB1B-9608F156BBB8";
    let policy = |partner: Value| json!({"default": {"isServiceDefault": true, "inboundTrust": null}, "partners": [partner]}).to_string();
    let limited = json!({"tenantId": OTHER, "isServiceProvider": true,
        "serviceProviderConstraints": {"delegatedAdminServiceProviderConstraints": {"allowedRoleTemplateIds": [one]}}});
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/relationships.json");
    let files = files().with("limited.json", policy(limited)).with("free.json", policy(json!({"tenantId": OTHER, "isServiceProvider": true})));
    let said = |policy: &str, more: &[&str]| {
        let output = crosstenant([&["providers", &files.path("logs.ndjson"), &files.path(policy), "--tenant", OWN], more].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        format!("{}{}", String::from_utf8_lossy(&output.stdout), stderr(&output))
    };
    let alone = said("limited.json", &["--format", "markdown"]);
    assert!(alone.contains("1 role (serviceProviderConstraints): 729827e3-9c14-49f7-bb1b-9608f156bbb8"), "{alone}");
    assert!(!alone.contains("do not allow it"), "{alone}");
    let beside = said("limited.json", &[sample, "--format", "markdown"]);
    assert!(beside.contains("grant 1 role that the settings do not allow it: 62e90394-69f5-4237-9190-012177145e10"), "{beside}");
    assert!(said("limited.json", &[sample, "--lang", "ja", "--format", "markdown"]).contains("設定では許可されていないロール: 1 個"));
    assert!(!said("free.json", &[sample, "--format", "markdown"]).contains("serviceProviderConstraints"));
}
