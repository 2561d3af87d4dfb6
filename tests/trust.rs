//! `trust`: evidence about multifactor authentication and devices, in every format that carries it, and null where none does.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, graph, json as answer, stderr};

const EXTERNAL: &str = "MFA requirement satisfied by claim provided by external provider";
const DENIED: &str = "MFA denied; user declined the authentication";

/// What a sign-in shows, as Graph beta writes it: requirement, results of the steps with their success, compliance and join.
fn shown(n: u32, steps: &[(&str, bool)], fields: &Value) -> Value {
    let steps: Vec<Value> = std::iter::once(&("Correct password", true))
        .chain(steps)
        .enumerate()
        .map(|(place, (result, succeeded))| {
            json!({"authenticationStepDateTime": format!("2026-10-05T12:34:{n:02}Z"), "authenticationMethod": "Password", "succeeded": succeeded,
                "authenticationStepResultDetail": result, "authenticationStepRequirement": if place == 0 { "Primary authentication" } else { "Multifactor authentication" }})
        })
        .collect();
    let mut record = graph(&json!({
        "id": format!("aaaaaaaa-0000-4000-8000-{n:012}"),
        "userId": format!("cccccccc-0000-4000-8000-{n:012}"),
        "authenticationRequirement": "multiFactorAuthentication",
        "authenticationDetails": steps,
        "deviceDetail": {"deviceId": "", "operatingSystem": "Windows10", "isCompliant": false, "isManaged": false, "trustType": ""},
        "riskLevelDuringSignIn": "none", "riskLevelAggregated": "none", "riskState": "none",
    }));
    for (key, value) in fields.as_object().expect("fields") {
        record[key] = value.clone();
    }
    record
}

/// One of each kind.
fn records() -> Vec<Value> {
    vec![
        shown(1, &[(EXTERNAL, true)], &json!({"deviceDetail": {"isCompliant": true, "trustType": "Hybrid Azure AD joined"}})),
        shown(2, &[(EXTERNAL, true)], &json!({"userId": "cccccccc-0000-4000-8000-000000000001"})),
        shown(3, &[(DENIED, false), ("MFA successfully completed", true)], &json!({})),
        shown(4, &[(DENIED, false)], &json!({"status": {"errorCode": 500_121}})),
        shown(5, &[], &json!({"status": {"errorCode": 50074}})),
        shown(6, &[("MFA requirement satisfied by claim in the token", true)], &json!({"clientAppUsed": "IMAP4", "riskLevelDuringSignIn": "high"})),
        shown(7, &[], &json!({"authenticationRequirement": "singleFactorAuthentication"})),
    ]
}

fn lines(records: &[Value]) -> String {
    records.iter().map(Value::to_string).collect::<Vec<_>>().join("\n")
}

const COUNTED: [&str; 10] = [
    "mfa_required",
    "mfa_external",
    "mfa_here",
    "mfa_unmet",
    "device_compliant",
    "device_hybrid_joined",
    "legacy",
    "risky",
    "users_asked_again",
    "users_spared",
];

fn counted(row: &Value) -> Vec<Value> {
    COUNTED.iter().map(|name| row[name].clone()).collect()
}

fn numbers(counts: [u64; 10]) -> Vec<Value> {
    counts.map(Value::from).to_vec()
}

const ALL: [u64; 10] = [6, 2, 1, 2, 1, 1, 1, 1, 1, 1];

#[test]
fn evidence_is_counted_for_each_partner() {
    let files = Files::new().with("logs.ndjson", lines(&records()));
    let table = answer(&["trust", &files.path("logs.ndjson"), "--tenant", OWN]);
    let row = &table["rows"][0];
    assert_eq!(counted(row), numbers(ALL), "{row}");
    assert_eq!((&row["sign_ins"], &row["users"], &row["partner_tenant_id"]), (&json!(7), &json!(6), &json!(OTHER)));
    assert_eq!((&row["trusts_mfa"], &row["first_seen"]), (&Value::Null, &json!("2026-10-05T12:34:56Z")));
    let names: Vec<&str> = row.as_object().expect("a row").keys().map(String::as_str).collect();
    let expected = "direction partner_tenant_id partner_name sign_ins successes interruptions failures passthroughs unknowns users mfa_required mfa_external mfa_here \
                    mfa_unmet device_compliant device_hybrid_joined legacy risky trusts_mfa trusts_compliant trusts_hybrid users_asked_again users_spared first_seen last_seen";
    assert_eq!(names, expected.split_whitespace().collect::<Vec<_>>());
}

/// The same sign-ins in other dresses say the same.
#[test]
fn every_format_that_carries_it_says_the_same() {
    let text = |value: &Value| Value::String(value.to_string());
    let diagnostic = |record: &Value| {
        json!({"time": record["createdDateTime"], "category": "SignInLogs", "tenantId": OWN, "resultType": record["status"]["errorCode"].to_string(),
            "resourceId": format!("/tenants/{OWN}/providers/Microsoft.aadiam"), "properties": record})
    };
    let rows = |nested: bool| {
        move |record: &Value| {
            let dress = |value: &Value| if nested { text(value) } else { value.clone() };
            json!({"Type": "SigninLogs", "TimeGenerated": record["createdDateTime"], "CreatedDateTime": record["createdDateTime"], "Id": record["id"],
                "UserId": record["userId"], "UserPrincipalName": record["userPrincipalName"], "AppId": record["appId"], "AppDisplayName": record["appDisplayName"],
                "HomeTenantId": OTHER, "ResourceTenantId": OWN, "CrossTenantAccessType": "b2bCollaboration", "UserType": "Guest", "AADTenantId": OWN,
                "ResultType": record["status"]["errorCode"].to_string(), "Status": dress(&record["status"]), "ClientAppUsed": record["clientAppUsed"],
                "AuthenticationRequirement": record["authenticationRequirement"], "AuthenticationDetails": dress(&record["authenticationDetails"]),
                "DeviceDetail": dress(&record["deviceDetail"]), "RiskLevelDuringSignIn": record["riskLevelDuringSignIn"]})
        }
    };
    let pascal = |record: &Value| {
        record.to_string().replace("\"authenticationDetails\"", "\"AuthenticationDetails\"").replace("\"deviceDetail\"", "\"DeviceDetail\"")
    };
    let records = records();
    let dressed = |dress: &dyn Fn(&Value) -> Value| lines(&records.iter().map(dress).collect::<Vec<_>>());
    let csv = {
        let rows: Vec<Value> = records.iter().map(rows(true)).collect();
        let names: Vec<String> = rows[0].as_object().expect("a row").keys().cloned().collect();
        let cell = |value: &Value| format!("\"{}\"", value.as_str().map_or_else(|| value.to_string(), str::to_owned).replace('"', "\"\""));
        let line = |row: &Value| names.iter().map(|name| cell(&row[name])).collect::<Vec<_>>().join(",");
        format!("{}\n{}\n", names.join(","), rows.iter().map(line).collect::<Vec<_>>().join("\n"))
    };
    for (name, content) in [
        ("diagnostic.json", dressed(&diagnostic)),
        ("tables.ndjson", dressed(&rows(false))),
        ("strings.ndjson", dressed(&rows(true))),
        ("tables.csv", csv),
        ("list.json", format!("[{}]", records.iter().map(pascal).collect::<Vec<_>>().join(",\n"))),
    ] {
        let files = Files::new().with(name, content);
        let table = answer(&["trust", &files.path(name), "--tenant", OWN]);
        assert_eq!(counted(&table["rows"][0]), numbers(ALL), "{name}");
    }
}

#[test]
fn the_csv_of_the_portal_says_it_in_columns_of_its_own() {
    let heading = "Date (UTC),Request ID,User ID,Username,User type,Cross tenant access type,Application,Application ID,Resource ID,Resource tenant ID,Home tenant ID,Status,\
                   Sign-in error code,Client app,Compliant,Managed,Join Type,Multifactor authentication result,Multifactor authentication auth method,Authentication requirement";
    let row = |n: u32, end: &str| {
        format!(
            "2026-10-05T00:00:0{n}Z,aaaaaaaa-0000-4000-8000-00000000000{n},cccccccc-0000-4000-8000-00000000000{n},u{n}@x.example,Guest,b2bCollaboration,App,\
                 1fec8e78-bce4-4aaf-ab1b-5451cc387264,cc15fd57-2c6c-4117-a88c-83b1d56b4bbe,{OWN},{OTHER},{end}"
        )
    };
    let rows = [
        row(1, "Success,0,Browser,Yes,Yes,Hybrid Azure AD joined,外部プロバイダーから送信された要求によって満たされました,,多要素認証"),
        row(2, "Success,0,Other clients,No,No,,MFA completed in Azure AD,Mobile app notification,Multifactor authentication"),
        row(3, "Success,0,Browser,No,No,,,,Single-factor authentication"),
        row(4, "Interrupted,50074,Browser,,,,,,Multifactor authentication"),
    ];
    let files = Files::new().with("InteractiveSignIns.csv", format!("{heading}\n{}\n", rows.join("\n")));
    let table = answer(&["trust", &files.path("InteractiveSignIns.csv"), "--tenant", OWN]);
    let row = &table["rows"][0];
    let expected = [json!(3), json!(1), json!(1), json!(1), json!(1), json!(1), json!(1), Value::Null, json!(1), json!(1)];
    assert_eq!(counted(row), expected, "{row}");
}

#[test]
fn what_is_not_recorded_is_null_and_a_note_says_so() {
    let files = Files::new().with("logs.ndjson", lines(&[graph(&json!({}))]));
    let table = answer(&["trust", &files.path("logs.ndjson"), "--tenant", OWN]);
    let row = &table["rows"][0];
    for name in COUNTED {
        // The kind of client is there.
        assert_eq!(row[name], if name == "legacy" { json!(0) } else { Value::Null }, "{name}: {row}");
    }
    let output = crosstenant(["trust", &files.path("logs.ndjson"), "--tenant", OWN]);
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), stderr(&output));
    assert!(said.contains("Not recorded") && said.contains("authenticationDetails") && said.contains("evidence, not proof"), "{said}");
}

const POLICY: &str = r#"{"default":{"inboundTrust":{"isMfaAccepted":true,"isCompliantDeviceAccepted":false,"isHybridAzureADJoinedDeviceAccepted":false}},
    "partners":[{"tenantId":"33333333-3333-4333-8333-333333333333","inboundTrust":{"isMfaAccepted":false,"isCompliantDeviceAccepted":true,"isHybridAzureADJoinedDeviceAccepted":true}}]}"#;

#[test]
fn trust_of_the_settings_stands_beside_the_evidence_and_simulate_says_who_is_hit() {
    const THIRD: &str = "33333333-3333-4333-8333-333333333333";
    let mut all = records();
    all.push(shown(20, &[(EXTERNAL, true)], &json!({"homeTenantId": THIRD})));
    all.push(shown(21, &[(EXTERNAL, true)], &json!({"homeTenantId": OWN, "resourceTenantId": OTHER})));
    all.push(shown(22, &[(EXTERNAL, true)], &json!({"homeTenantId": THIRD, "crossTenantAccessType": "serviceProvider"})));
    let off = POLICY.replace("\"isMfaAccepted\":true", "\"isMfaAccepted\":false");
    let files = Files::new().with("logs.ndjson", lines(&all)).with("policy.json", POLICY).with("off.json", off);
    let (logs, policy) = (files.path("logs.ndjson"), files.path("policy.json"));
    let table = answer(&["trust", &logs, &policy, "--tenant", OWN]);
    let told = |row: &Value| ["direction", "trusts_mfa", "trusts_compliant", "trusts_hybrid", "users_asked_again"].map(|name| row[name].clone());
    assert_eq!(told(&table["rows"][0]), [json!("inbound"), json!(true), json!(false), json!(false), json!(1)]);
    assert_eq!(told(&table["rows"][1]), [json!("inbound"), json!(false), json!(true), json!(true), json!(1)], "technicians are never asked again");
    assert_eq!(told(&table["rows"][2]), [json!("outbound"), Value::Null, Value::Null, Value::Null, Value::Null]);

    let notes = |args: &[&str]| {
        let output = crosstenant(args.iter().copied().chain(["--tenant", OWN]));
        assert!(matches!(code(&output), 0 | 10), "{}", stderr(&output));
        format!("{}{}", String::from_utf8_lossy(&output.stdout), stderr(&output))
    };
    let hit = notes(&["simulate", &logs, &policy, "--policy", &files.path("off.json")]);
    assert!(hit.contains("Trust in MFA is turned off: 2 sign-ins of 1 user from 1 partner"), "{hit}");
    assert!(!notes(&["simulate", &logs, &policy, "--policy", &policy]).contains("Trust in MFA is turned off"));
    assert!(notes(&["recommend", &logs, &policy]).contains("3 sign-ins of 2 users from 2 partners met MFA by a claim from outside"));
}

/// An archive keeps the evidence; one of an older version says that it has none, and learns it when its sources are added again.
#[test]
fn archives_keep_the_evidence_and_older_ones_learn_it() {
    let files = Files::new().with("logs.ndjson", lines(&records()));
    let (logs, archive) = (files.path("logs.ndjson"), files.path("archive"));
    let add = || assert_eq!(code(&crosstenant(["archive", "add", &archive, &logs])), 0);
    let trust = |input: &str| answer(&["trust", input, "--tenant", OWN])["rows"].clone();
    add();
    assert_eq!(trust(&archive), trust(&logs));

    // As a version wrote the manifest that did not know the columns.
    let manifest = std::path::Path::new(&archive).join("manifest.json");
    let read = || std::fs::read_to_string(&manifest).expect("a manifest");
    let new = read();
    let mut old: Value = serde_json::from_str(&new).expect("JSON");
    assert_eq!((&old["schema"], &old["sources"][0]["columns"]), (&json!("crosstenant.archive/1"), &json!(2)));
    old["sources"][0].as_object_mut().expect("a source").remove("columns");
    std::fs::write(&manifest, serde_json::to_string_pretty(&old).expect("JSON")).expect("written");
    add();
    assert_eq!(read(), new, "read again, once");
    add();
    assert_eq!((read(), trust(&archive)), (new, trust(&logs)));

    let older = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/archive-v1");
    let row = trust(older)[0].clone();
    assert_eq!((&row["mfa_external"], &row["device_compliant"], &row["mfa_required"]), (&Value::Null, &Value::Null, &Value::Null), "{row}");
}
