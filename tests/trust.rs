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
    assert_eq!((&old["schema"], &old["sources"][0]["columns"]), (&json!("crosstenant.archive/1"), &json!(4)));
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

/// What a command says beside its table.
fn sentences(args: &[&str]) -> String {
    let output = crosstenant(args.iter().copied().chain(["--tenant", OWN, "--format", "markdown"]));
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    format!("{}{}", String::from_utf8_lossy(&output.stdout), stderr(&output))
}

/// A step that was done here by a method.
fn by(method: &str) -> Value {
    json!([{"authenticationMethod": method, "succeeded": true, "authenticationStepResultDetail": "MFA successfully completed"}])
}

/// Somebody who is asked again and again, and sign-ins of which each shows something else.
fn others() -> Vec<Value> {
    let prompt = |n: u32, minute: u32, code: u32| {
        let time = format!("2026-10-05T08:{minute:02}:00Z");
        shown(n, &[], &json!({"userId": "cccccccc-0000-4000-8000-000000000099", "createdDateTime": time, "status": {"errorCode": code}}))
    };
    vec![
        prompt(30, 0, 50074),
        prompt(31, 4, 500_121),
        prompt(32, 12, 50076),
        shown(
            33,
            &[],
            &json!({"authenticationDetails": by("FIDO2 security key"), "deviceDetail": {"isCompliant": false, "isManaged": true, "trustType": ""}}),
        ),
        shown(
            34,
            &[],
            &json!({"authenticationDetails": by("Text message"), "signInTokenProtectionStatus": "unbound", "agent": {"agentType": "notAgentic"}}),
        ),
        shown(
            35,
            &[],
            &json!({"tokenProtectionStatusDetails": {"signInSessionStatus": "bound", "signInSessionStatusCode": 0}, "isTenantRestricted": true}),
        ),
        shown(36, &[], &json!({"agent": {"agentType": "agentIDuser"}, "sessionLifetimePolicies": []})),
        shown(37, &[], &json!({"sessionLifetimePolicies": [{"expirationRequirement": "signInFrequencyPeriodicReauthentication", "detail": "x"}]})),
        shown(
            38,
            &[(EXTERNAL, true)],
            &json!({"authenticationRequirementPolicies": demanded(&["multiConditionalAccess", "user"]), "incomingTokenType": "primaryRefreshToken",
                "resourceOwnerTenantId": "f8cdef31-a31e-4b4a-93e4-5f571e91255a"}),
        ),
        shown(
            39,
            &[("MFA requirement satisfied by claim in the token", true)],
            &json!({"authenticationRequirementPolicies": demanded(&["authenticationStrengths"]), "incomingTokenType": "saml20", "resourceOwnerTenantId": OTHER}),
        ),
        // Of what was not demanded, and of a claim that did not count, nothing is told.
        shown(
            40,
            &[],
            &json!({"authenticationRequirement": "singleFactorAuthentication", "authenticationRequirementPolicies": demanded(&["securityDefaults"]),
                "incomingTokenType": "refreshToken", "resourceOwnerTenantId": OWN.to_uppercase()}),
        ),
    ]
}

fn demanded(by: &[&str]) -> Value {
    by.iter().map(|name| json!({"requirementProvider": name, "detail": "Conditional Access"})).collect()
}

const TOLD: [&str; 14] = [
    "MFA behind a primary refresh token was done when the user signed in to the device",
    "trust in it is trust in that provider",
    "What required MFA of those who came in (authenticationRequirementPolicies; a sign-in may name several): Conditional Access 1, an authentication strength 1, \
     per-user MFA 1; not told of 8.",
    "That security defaults and per-user MFA accept a claim from outside is documented nowhere",
    "where it demands these and trust is off, guests are locked out",
    "what they brought along (incomingTokenType): primary refresh token of a device 1, SAML token of a federated identity provider 1.",
    "1 inbound sign-in was to applications that neither the own tenant nor Microsoft publishes",
    "had to sign in 3 times or more within 15 minutes because MFA was asked for or failed, without getting in between: 3 prompts, codes 50074, 50076, 500121",
    "Windows Hello, certificate) 1, app or token 0, call or text message 1, other 0, not told 0",
    "1 inbound sign-in came from devices that are managed but claim neither",
    "Token protection is told of 2 sign-ins, of which 1 rest on a token",
    "1 sign-in was under tenant restrictions",
    "1 sign-in is of agents and not of persons",
    "1 sign-in was under a sign-in frequency",
];

#[test]
fn what_else_is_shown_stands_in_sentences_whatever_the_format() {
    let text = |value: &Value| if value.is_null() { Value::from("") } else { Value::from(value.to_string()) };
    let diagnostic = |record: &Value| {
        json!({"time": record["createdDateTime"], "category": "SignInLogs", "tenantId": OWN, "resultType": record["status"]["errorCode"].to_string(),
            "resourceId": format!("/tenants/{OWN}/providers/Microsoft.aadiam"), "properties": record})
    };
    let row = |record: &Value| {
        json!({"Type": "SigninLogs", "TimeGenerated": record["createdDateTime"], "CreatedDateTime": record["createdDateTime"], "Id": record["id"],
            "UserId": record["userId"], "UserPrincipalName": record["userPrincipalName"], "AppId": record["appId"], "AppDisplayName": record["appDisplayName"],
            "HomeTenantId": OTHER, "ResourceTenantId": OWN, "CrossTenantAccessType": "b2bCollaboration", "UserType": "Guest", "AADTenantId": OWN,
            "ResultType": record["status"]["errorCode"].to_string(), "AuthenticationRequirement": record["authenticationRequirement"],
            "AuthenticationDetails": text(&record["authenticationDetails"]), "DeviceDetail": text(&record["deviceDetail"]), "Agent": text(&record["agent"]),
            "AuthenticationRequirementPolicies": text(&record["authenticationRequirementPolicies"]), "IncomingTokenType": record["incomingTokenType"],
            "ResourceOwnerTenantId": record["resourceOwnerTenantId"], "SessionLifetimePolicies": text(&record["sessionLifetimePolicies"]), "TokenProtectionStatusDetails": text(&record["tokenProtectionStatusDetails"]),
            "SignInTokenProtectionStatus": record["signInTokenProtectionStatus"], "IsTenantRestricted": record["isTenantRestricted"]})
    };
    let dressed = |dress: &dyn Fn(&Value) -> Value| lines(&others().iter().map(dress).collect::<Vec<_>>());
    let mut files = Files::new();
    for (name, content) in [("graph.ndjson", lines(&others())), ("diagnostic.json", dressed(&diagnostic)), ("tables.ndjson", dressed(&row))] {
        files = files.with(name, content);
        let said = sentences(&["trust", &files.path(name)]);
        for told in TOLD {
            assert!(said.contains(told), "{name}: {told}\n{said}");
        }
    }
    // An archive keeps it.
    let archive = files.path("archive");
    assert_eq!(code(&crosstenant(["archive", "add", &archive, &files.path("graph.ndjson")])), 0);
    let said = sentences(&["trust", &archive]);
    assert!(TOLD.iter().all(|told| said.contains(told)), "{said}");
    let japanese = sentences(&["trust", &archive, "--lang", "ja"]);
    for part in [
        "15 分以内に 3 回以上",
        "電話または SMS 1 件",
        "準拠もハイブリッド参加も主張していないデバイスからの受信サインインが 1 件",
        "エージェントのサインインが 1 件",
        "条件付きアクセス 1 件、認証強度 1 件、ユーザーごとの MFA 1 件、記録なし 8 件。",
        "デバイスのプライマリ更新トークン 1 件、フェデレーション ID プロバイダーの SAML トークン 1 件。",
        "発行元でないアプリケーションへの受信サインインが 1 件",
    ] {
        assert!(japanese.contains(part), "{part}\n{japanese}");
    }
    // Where nothing of the kind is shown, nothing is said.
    let plain = files.with("plain.ndjson", lines(&records()));
    let said = sentences(&["trust", &plain.path("plain.ndjson")]);
    let others = ["had to sign in", "Token protection", "agents", "frequency", "restrictions", "What required", "brought along", "publishes"];
    assert!(others.iter().all(|part| !said.contains(part)), "{said}");
}

/// What the portal has of it; it writes the heading of the token twice, and fills the one or the other.
#[test]
fn the_csv_of_the_portal_tells_tokens_and_publishers() {
    let heading = "Date (UTC),Request ID,User ID,Username,User type,Cross tenant access type,Incoming token type,Application,Application ID,Resource ID,Resource tenant ID,\
                   Resource owner tenant ID,Home tenant ID,Status,Sign-in error code,Client app,Multifactor authentication result,Authentication requirement,Incoming token type";
    let row = |n: u32, first: &str, owner: &str, second: &str| {
        format!(
            "2026-10-05T00:00:0{n}Z,aaaaaaaa-0000-4000-8000-00000000000{n},cccccccc-0000-4000-8000-00000000000{n},u{n}@x.example,Guest,b2bCollaboration,{first},App,\
                 1fec8e78-bce4-4aaf-ab1b-5451cc387264,cc15fd57-2c6c-4117-a88c-83b1d56b4bbe,{OWN},{owner},{OTHER},Success,0,Browser,{EXTERNAL},Multifactor authentication,{second}"
        )
    };
    let rows = [row(1, "Primary refresh token", OWN, ""), row(2, "", OTHER, "Primary refresh token"), row(3, "None", OWN, "None")];
    let files = Files::new().with("InteractiveSignIns.csv", format!("{heading}\n{}\n", rows.join("\n")));
    let said = sentences(&["trust", &files.path("InteractiveSignIns.csv")]);
    assert!(said.contains("(incomingTokenType): primary refresh token of a device 2, no token 1."), "{said}");
    assert!(said.contains("1 inbound sign-in was to applications that neither the own tenant nor Microsoft publishes"), "{said}");
    assert!(!said.contains("What required MFA") && !said.contains("SAML"), "{said}");
}

#[test]
fn refreshes_in_the_background_and_prompts_before_a_success_are_no_loop() {
    let at = |n: u32, minute: u32, code: u32, log: &str| {
        let time = format!("2026-10-05T08:{minute:02}:00Z");
        let user = "cccccccc-0000-4000-8000-000000000099";
        shown(n, &[], &json!({"userId": user, "createdDateTime": time, "status": {"errorCode": code}, "signInEventTypes": [log]}))
    };
    let interactive = |n, minute, code| at(n, minute, code, "interactiveUser");
    let quiet = [0, 1, 2, 3].map(|n| at(n, n, 50076, "nonInteractiveUser"));
    let let_in =
        [interactive(10, 20, 50074), interactive(11, 21, 50074), interactive(12, 22, 0), interactive(13, 23, 50074), interactive(14, 24, 50074)];
    let files = Files::new().with("logs.ndjson", lines(&[&quiet[..], &let_in].concat()));
    assert!(!sentences(&["trust", &files.path("logs.ndjson")]).contains("had to sign in"));
    // Among our own people at a partner it is told as well.
    let out = [30, 31, 32].map(|n| {
        let mut record = interactive(n, n, 50074);
        record["homeTenantId"] = json!(OWN);
        record["resourceTenantId"] = json!(OTHER);
        record
    });
    let files = files.with("out.ndjson", lines(&out));
    assert!(sentences(&["trust", &files.path("out.ndjson")]).contains("1 user of ours at "));
}

/// The portal gives the steps in a file of their own, in the language of whoever downloads it.
#[test]
fn authentication_details_of_the_portal_are_read_beside_their_sign_ins() {
    let heading = "Date (UTC),Request ID,User ID,Username,User type,Cross tenant access type,Application,Application ID,Resource ID,Resource tenant ID,Home tenant ID,Status,\
                   Sign-in error code,Client app,Authentication requirement";
    let row = |n: u32, end: &str| {
        format!(
            "2026-10-05T00:00:0{n}Z,aaaaaaaa-0000-4000-8000-00000000000{n},cccccccc-0000-4000-8000-00000000000{n},u{n}@x.example,Guest,b2bCollaboration,App,\
                 1fec8e78-bce4-4aaf-ab1b-5451cc387264,cc15fd57-2c6c-4117-a88c-83b1d56b4bbe,{OWN},{OTHER},{end}"
        )
    };
    let several = "Browser,Multifactor authentication";
    let rows = [
        row(1, &format!("Success,0,{several}")),
        row(2, &format!("Success,0,{several}")),
        row(3, &format!("Failure,500121,{several}")),
        row(4, "Success,0,Browser,Single-factor authentication"),
    ];
    let steps = |heading: &str, results: [&str; 4], methods: [&str; 2], yes_no: [&str; 2]| {
        let id = |n: u32| format!("AAAAAAAA-0000-4000-8000-00000000000{n}");
        let [yes, no] = yes_no;
        let [correct, external, done, denied] = results;
        let lines = [
            format!("{},2026-10-05T00:00:01Z,{},,{yes},{correct},x", id(1), methods[0]),
            format!("{},2026-10-05T00:00:01Z,,,{yes},{external},x", id(1)),
            format!("{},2026-10-05T00:00:02Z,{},,{no},{denied},x", id(2), methods[1]),
            format!("{},2026-10-05T00:00:02Z,{},,{yes},{done},x", id(2), methods[1]),
            format!("{},2026-10-05T00:00:03Z,{},,{no},{denied},x", id(3), methods[1]),
            format!("{},2026-10-05T00:00:09Z,{},,{yes},{done},x", id(9), methods[1]),
        ];
        format!("\u{feff}{heading}\r\n{}\r\n", lines.join("\r\n"))
    };
    let english = steps(
        "Request ID,Date,Authentication method,Authentication method detail,Succeeded,Result detail,Requirement",
        ["Correct password", EXTERNAL, "MFA successfully completed", DENIED],
        ["Password", "Mobile app notification"],
        ["true", "false"],
    );
    let japanese = steps(
        "要求 ID,日付,認証方法,認証方法の詳細,成功,結果の詳細,要件",
        ["正しいパスワード", "外部プロバイダーから送信された要求によって満たされました", "MFA は正常に完了しました", "MFA が拒否されました"],
        ["パスワード", "モバイル アプリの通知"],
        ["はい", "いいえ"],
    );
    let files = Files::new()
        .with("InteractiveSignIns.csv", format!("{heading}\n{}\n", rows.join("\n")))
        .with("InteractiveSignIns_AuthDetails.csv", english)
        .with("ja/InteractiveSignIns_AuthDetails.csv", japanese);
    let (logs, details) = (files.path("InteractiveSignIns.csv"), files.path("InteractiveSignIns_AuthDetails.csv"));
    let of = |inputs: &[&str]| answer(&[&["trust"], inputs, &["--tenant", OWN]].concat());
    let told = |row: &Value| ["mfa_required", "mfa_external", "mfa_here", "mfa_unmet"].map(|name| row[name].clone());
    let alone = of(&[&logs]);
    assert_eq!(told(&alone["rows"][0]), [json!(3), Value::Null, Value::Null, json!(1)]);
    for details in [&details, &files.path("ja/InteractiveSignIns_AuthDetails.csv")] {
        let both = of(&[&logs, details]);
        assert_eq!(told(&both["rows"][0]), [json!(3), json!(1), json!(1), json!(1)], "{details}");
        assert_eq!(both["ledger"], alone["ledger"], "they are no sign-ins");
        let said = sentences(&["trust", &logs, details]);
        assert!(said.contains("app or token 1") && said.contains("read beside the sign-ins"), "{said}");
    }
    // Other commands have no use for them.
    assert!(!sentences(&["partners", &logs, &details]).contains("read beside"));
    let archive = files.path("archive");
    assert_eq!(code(&crosstenant(["archive", "add", &archive, &logs, &details])), 0);
    assert_eq!(of(&[&archive])["rows"], of(&[&logs, &details])["rows"]);
    assert_eq!(code(&crosstenant(["trust", &details, "--tenant", OWN])), 3, "alone they are no log");

    // Sign-ins that are in an archive already learn it when both are given, and forget nothing afterwards.
    let later = files.path("later");
    let told_of = || of(&[&later])["rows"].clone();
    let add = |inputs: &[&str]| {
        let output = crosstenant(["archive", "add", &later].iter().chain(inputs));
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stderr(&output)
    };
    let manifest = || std::fs::read_to_string(std::path::Path::new(&later).join("manifest.json")).expect("a manifest");
    assert!(!add(&[&logs]).contains("AuthDetails"));
    assert_eq!(told_of(), alone["rows"]);
    let unused = sentences(&["trust", &later, &details]);
    assert!(unused.contains("authentication details of 4 sign-ins that are not among the CSV files") && !unused.contains("read beside"), "{unused}");
    let alone = crosstenant(["archive", "add", &later, &details]);
    assert!(code(&alone) == 3 && stderr(&alone).contains("give both together"), "{}", stderr(&alone));
    assert!(add(&[&logs, &details]).contains("authentication details of 1 sign-in that"));
    assert_eq!(told_of(), of(&[&logs, &details])["rows"]);
    let whole = manifest();
    add(&[&logs, &details]);
    assert_eq!(manifest(), whole, "added again");
    add(&[&logs]);
    assert_eq!(manifest(), whole, "added without them");
    let others = files.with(
        "other/InteractiveSignIns_AuthDetails.csv",
        "Request ID,Authentication method,Succeeded\naaaaaaaa-0000-4000-8000-000000000004,Password,true\n",
    );
    add(&[&logs, &others.path("other/InteractiveSignIns_AuthDetails.csv")]);
    assert_eq!(told_of(), of(&[&logs, &details])["rows"], "details of others take nothing away");
}

#[test]
fn simulate_says_whose_devices_are_no_longer_trusted() {
    let compliant = json!({"isCompliant": true, "trustType": "Azure AD joined"});
    let both = json!({"isCompliant": true, "trustType": "Hybrid Azure AD joined"});
    let records = [shown(1, &[], &json!({"deviceDetail": compliant})), shown(2, &[], &json!({"deviceDetail": both})), shown(3, &[], &json!({}))];
    let policy = |compliant: bool, hybrid: bool| {
        json!({"default": {"inboundTrust": {"isMfaAccepted": true, "isCompliantDeviceAccepted": compliant, "isHybridAzureADJoinedDeviceAccepted": hybrid}}}).to_string()
    };
    let files = Files::new()
        .with("logs.ndjson", lines(&records))
        .with("on.json", policy(true, true))
        .with("half.json", policy(false, true))
        .with("off.json", policy(false, false));
    let said = |policy: &str, lang: &str| {
        let output = crosstenant([
            "simulate",
            &files.path("logs.ndjson"),
            &files.path("on.json"),
            "--policy",
            &files.path(policy),
            "--tenant",
            OWN,
            "--lang",
            lang,
        ]);
        format!("{}{}", String::from_utf8_lossy(&output.stdout), stderr(&output))
    };
    assert!(!said("on.json", "en").contains("Trust in device claims"));
    assert!(
        said("half.json", "en").contains("Trust in device claims is turned off: 1 sign-in of 1 user from 1 partner"),
        "{}",
        said("half.json", "en")
    );
    assert!(said("off.json", "en").contains("Trust in device claims is turned off: 2 sign-ins of 2 users from 1 partner"));
    assert!(said("off.json", "ja").contains("デバイスの要求の信頼が無効になります"));
}
