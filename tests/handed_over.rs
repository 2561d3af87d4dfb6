//! What people do to exports before they hand them over: projected, flattened, masked, cut by a spreadsheet, mixed with other products. None of
//! it may become a confident wrong answer.

mod odd_forms;

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, graph, json, ndjson, project, stderr};

const ID: &str = "aaaaaaaa-0000-4000-8000-00000000000";

fn run(args: &[&str], content: impl AsRef<[u8]>) -> (i32, Value, String) {
    let files = Files::new().with("given", content);
    let output = crosstenant([args, &[&files.path("given"), "--tenant", OWN, "--format", "json"]].concat());
    (code(&output), serde_json::from_slice(&output.stdout).unwrap_or_default(), stderr(&output))
}

fn first(args: &[&str], content: impl AsRef<[u8]>) -> Value {
    let (code, table, said) = run(args, content);
    assert_eq!(code, 0, "{said}");
    table["rows"][0].clone()
}

fn format_of(content: impl AsRef<[u8]>) -> (Value, String) {
    let files = Files::new().with("given", content);
    let output = crosstenant(["inspect", &files.path("given"), "--format", "json"]);
    let table: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    (table["rows"][0]["format"].clone(), table["rows"][0]["problem"].as_str().unwrap_or_default().to_owned())
}

fn caveats(content: impl AsRef<[u8]>) -> String {
    run(&["coverage"], content).1["caveats"].to_string()
}

/// A row as `az monitor log-analytics query` gives it behind a `project`.
fn projected(n: u32, code: &str) -> Value {
    json!({"TableName": "PrimaryResult", "CreatedDateTime": "2026-10-05T12:34:56Z", "Id": format!("{ID}{n}"), "UserPrincipalName": "a@b.example",
        "UserType": "Guest", "AppDisplayName": "Teams", "AppId": "1fec8e78-bce4-4aaf-ab1b-5451cc387264", "HomeTenantId": OTHER, "ResourceTenantId": OWN,
        "ResultType": code})
}

#[test]
fn rows_that_a_query_projected_are_rows_of_the_sign_in_log() {
    let rows = json!([projected(1, "0"), projected(2, "500213")]).to_string();
    assert_eq!(format_of(&rows).0, "log-analytics");
    let row = first(&["partners"], &rows);
    assert_eq!((&row["partner_tenant_id"], &row["successes"], &row["failures"]), (&json!(OTHER), &json!(1), &json!(1)));
    assert!(caveats(&rows).contains("no-access-type"), "what the query left out is said");
    // With a time of the workspace, and as lines.
    let mut timed = projected(3, "50126");
    timed["TimeGenerated"] = json!("2026-10-05T12:40:00Z");
    assert_eq!(first(&["partners"], format!("{timed}\n"))["failures"], 1);
    // A row about a user is no list of users.
    let user = json!([{"TableName": "PrimaryResult", "UserPrincipalName": "a@b.example", "UserType": "Guest", "Id": format!("{ID}1"), "IPAddress": "192.0.2.7"}]);
    assert_ne!(format_of(user.to_string()).0, "users");
    let csv = format!(
        "\"CreatedDateTime [UTC]\",UserPrincipalName,AppDisplayName,HomeTenantId,ResourceTenantId,ResourceIdentity,ResultType\r\n\
         \"10/14/2026, 9:30:00.000 AM\",a@b.example,Teams,{OTHER},{OWN},cc15fd57-2c6c-4117-a88c-83b1d56b4bbe,500213\r\n"
    );
    let row = first(&["partners"], &csv);
    assert_eq!((&row["failures"], &row["unknowns"], &row["first_seen"]), (&json!(1), &json!(0), &json!("2026-10-14T09:30:00Z")));
}

#[test]
fn without_codes_nothing_is_claimed_about_failures() {
    let csv = format!(
        "\"CreatedDateTime [UTC]\",UserPrincipalName,AppDisplayName,HomeTenantId,ResourceTenantId,ResourceIdentity\r\n\
         \"10/14/2026, 9:30:00.000 AM\",a@b.example,Teams,{OTHER},{OWN},cc15fd57-2c6c-4117-a88c-83b1d56b4bbe\r\n"
    );
    for command in ["partners", "apps", "users", "timeline"] {
        let row = first(&[command], &csv);
        for column in ["successes", "interruptions", "failures", "passthroughs"] {
            assert_eq!(row[column], Value::Null, "{command} {column}");
        }
        assert_eq!((&row["sign_ins"], &row["unknowns"]), (&json!(1), &json!(1)), "{command}");
    }
    // A quiet day and direction are not known to be without failures either.
    let (_, timeline, _) = run(&["timeline"], &csv);
    assert_eq!((&timeline["rows"][1]["sign_ins"], &timeline["rows"][1]["failures"]), (&json!(0), &Value::Null));
    assert!(caveats(&csv).contains("no-codes"));
    let files = Files::new().with("given.csv", &csv);
    let output = crosstenant(["report", &files.path("given.csv"), "--tenant", OWN, "-o", &files.path("out")]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let page = std::fs::read_to_string(files.path("out/report.html")).expect("page");
    assert!(!page.contains("No sign-in across the border failed") && page.contains("cannot be told"), "the headline");
    // A status in words tells outcomes, but not why.
    let portal = format!(
        "Date (UTC),Request ID,Username,Home tenant ID,Resource tenant ID,Status\n2026-10-05T12:34:56Z,{ID}1,a@b.example,{OTHER},{OWN},Failure\n"
    );
    assert_eq!(first(&["partners"], &portal)["failures"], 1);
    assert!(caveats(&portal).contains("no-codes"));
    assert!(!caveats(ndjson(&[json!({})])).contains("no-codes"));
}

#[test]
fn other_tables_are_told_by_their_type() {
    let csv = |table: &str| format!("TimeGenerated,Type,UserId,AADTenantId,ResultType\n2026-10-05T12:34:56Z,{table},u,{OWN},0\n");
    for table in ["OfficeActivity", "AzureActivity", "SecurityEvent", "DeviceLogonEvents", "IntuneAuditLogs"] {
        for content in [
            csv(table),
            json!([{"TimeGenerated": "2026-10-05T12:34:56Z", "Type": table, "AADTenantId": OWN, "ResultType": "0", "TableName": "SigninLogs"}])
                .to_string(),
        ] {
            let (code, _, said) = run(&["partners"], &content);
            assert_eq!(code, 3, "{table}");
            assert!(said.contains(table), "{table}: {said}");
            let files = Files::new().with("other", &content).with("log.ndjson", ndjson(&[json!({})]));
            let output = crosstenant(["partners", files.folder().to_str().expect("UTF-8"), "--tenant", OWN]);
            assert_eq!(code_of(&output), 0, "{}", stderr(&output));
        }
    }
    let intune = json!({"time": "2026-10-05T00:00:00Z", "category": "AuditLogs", "resourceId": format!("/TENANTS/{OWN}/PROVIDERS/MICROSOFT.INTUNE"),
        "operationName": "Patch", "properties": {"ActivityDate": "x", "Actor": {}}});
    let (code, _, said) = run(&["coverage"], format!("{intune}\n"));
    assert!(code == 3 && said.contains("INTUNE"), "{code} {said}");
    // In a log of several tables the others are set aside, counted, and not in the ledger.
    let row = |table: &str, n: u32| {
        json!({"TimeGenerated": "2026-10-05T12:34:56Z", "Id": format!("{ID}{n}"), "UserPrincipalName": "a@b.example", "AppId": "x",
        "HomeTenantId": OTHER, "ResourceTenantId": OWN, "ResultType": "0", "Type": table})
    };
    let (code, table, said) = run(&["partners"], format!("{}\n{}\n{}\n", row("SigninLogs", 1), row("OfficeActivity", 2), row("SigninLogs", 3)));
    assert_eq!((code, &table["ledger"]), (0, &json!({"files": 1, "records": 2, "kept": 2, "duplicates": 0, "skipped": 0})));
    assert!(said.contains("1 record of another log"), "{said}");
}

fn code_of(output: &std::process::Output) -> i32 {
    code(output)
}

#[test]
fn codes_in_words_and_codes_on_one_level_are_read() {
    let diagnostic = |result: &str| {
        let mut properties = graph(&json!({}));
        properties.as_object_mut().expect("record").remove("status");
        json!({"time": "2026-10-05T00:00:00Z", "category": "SignInLogs", "tenantId": OWN, "resultType": result, "properties": properties}).to_string()
            + "\n"
    };
    for (result, column) in [
        ("Success", "successes"),
        ("Failure", "failures"),
        ("50126", "failures"),
        ("InvalidUserNameOrPassword", "failures"),
        ("50140", "interruptions"),
    ] {
        assert_eq!(first(&["partners"], diagnostic(result))[column], 1, "{result}");
    }
    for key in ["status.errorCode", "status_errorCode", "status/errorCode"] {
        let record = graph(&json!({"status": null, key: 500_213}));
        assert_eq!(first(&["failures"], format!("{record}\n"))["error_code"], 500_213, "{key}");
        let csv = format!(
            "createdDateTime,id,userPrincipalName,appDisplayName,homeTenantId,resourceTenantId,{key}\n2026-10-05T12:34:56Z,{ID}1,a@b.example,Teams,{OTHER},{OWN},500213\n"
        );
        assert_eq!(first(&["failures"], &csv)["error_code"], 500_213, "{key}");
    }
    for status in [
        r#""{""errorCode"":500213,""failureReason"":""x""}""#,
        "@{errorCode=500213; failureReason=x}",
        "\"{'errorCode': 500213, 'failureReason': 'x'}\"",
    ] {
        let csv = format!(
            "createdDateTime,id,userPrincipalName,appDisplayName,homeTenantId,resourceTenantId,status\n2026-10-05T12:34:56Z,{ID}1,a@b.example,Teams,{OTHER},{OWN},{status}\n"
        );
        assert_eq!(first(&["failures"], &csv)["error_code"], 500_213, "{status}");
    }
}

#[test]
fn masked_ids_are_no_ids() {
    for mask in ["xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "3f2a****-****-****-****-************", "REDACTED", "11111111-1111-1111-1111-111111111111"] {
        let record = json!({"id": mask, "userId": mask, "userPrincipalName": mask, "homeTenantId": mask});
        let files = Files::new().with("log.ndjson", format!("{}\n{}\n", graph(&record), graph(&record)));
        // Nobody is inferred to be us because of a placeholder.
        let table = json(&["partners", &files.path("log.ndjson")]);
        assert_eq!(table["own_tenants"], json!([OWN]), "{mask}");
        assert_eq!(table["ledger"]["kept"], 2, "two sign-ins with one placeholder are two: {mask}");
        let row = &table["rows"][0];
        assert_eq!((&row["direction"], &row["partner_tenant_id"], &row["users"]), (&json!("undetermined"), &Value::Null, &json!(0)), "{mask}");
    }
    for hidden in ["{PII Removed}", "{PII removed - Tenant Restrictions}", "{pii removed}"] {
        assert_eq!(
            first(&["partners"], format!("{}\n", graph(&json!({"userId": null, "userPrincipalName": hidden, "userDisplayName": hidden}))))["users"],
            0,
            "{hidden}"
        );
    }
}

#[test]
fn applications_without_ids_are_told_apart_by_name() {
    let records = [("Payroll", 1), ("Payroll", 2), ("Travel", 3)].map(|(name, n)| {
        graph(&json!({"id": format!("{ID}{n}"), "appId": null, "appDisplayName": name, "resourceId": null, "resourceDisplayName": null})).to_string()
    });
    let text = records.join("\n");
    let (_, table, _) = run(&["apps"], &text);
    let rows: Vec<_> =
        table["rows"].as_array().expect("rows").iter().map(|row| (row["app_id"].clone(), row["app_name"].clone(), row["sign_ins"].clone())).collect();
    assert_eq!(rows, [(Value::Null, json!("Payroll"), json!(2)), (Value::Null, json!("Travel"), json!(1))]);
    assert_eq!(first(&["partners"], &text)["apps"], 2);
    assert_eq!(first(&["events", "--app", "Travel"], &text)["app_name"], "Travel");
    assert!(caveats(&text).contains("3 sign-ins name an application without its id"));
}

#[test]
fn other_objects_of_graph_are_no_users() {
    let risk = json!({"id": "a", "requestId": "b", "correlationId": "c", "riskEventType": "anonymizedIPAddress", "riskState": "atRisk", "riskLevel": "medium",
        "activityDateTime": "2026-10-05T12:34:56Z", "userId": "u", "userDisplayName": "n", "userPrincipalName": "a@b.example", "ipAddress": "192.0.2.7"});
    let risky = json!({"id": "u", "isDeleted": false, "riskLevel": "high", "riskState": "atRisk", "userDisplayName": "n", "userPrincipalName": "a@b.example"});
    let device = json!({"id": "d", "userId": "u", "deviceName": "n", "operatingSystem": "Windows", "azureADDeviceId": "x", "userPrincipalName": "a@b.example", "emailAddress": "a@b.example"});
    let typed =
        json!({"@odata.type": "#microsoft.graph.riskyUser", "id": "u", "userPrincipalName": "a@b.example", "displayName": "n", "userType": "Guest"});
    for object in [&risk, &risky, &device, &typed] {
        let (code, _, said) = run(&["guests"], json!({"value": [object]}).to_string());
        assert_eq!(code, 3, "{object}\n{said}");
        assert!(said.contains("no sign-ins"), "{said}");
    }
    let user =
        json!({"@odata.type": "#microsoft.graph.user", "id": "u", "userPrincipalName": "a@b.example", "displayName": "n", "userType": "Guest"});
    assert_eq!(format_of(json!({"value": [user]}).to_string()).0, "users");
}

#[test]
fn the_unified_audit_log_names_errors_where_it_has_no_numbers() {
    let event = |operation: &str, error: Value| {
        json!({"CreationTime": "2026-10-05T12:34:56", "Id": "x", "Operation": operation, "Workload": "AzureActiveDirectory", "OrganizationId": OWN, "UserId": "a@b.example",
            "ActorContextId": OTHER, "TargetContextId": OWN, "ApplicationId": "x", "LogonError": error})
    };
    let row = first(&["failures"], format!("{}\n", event("UserLoginFailed", json!("InvalidUserNameOrPassword"))));
    assert_eq!(row["error_code"], 50126);
    let row = first(&["partners"], format!("{}\n", event("UserLoginFailed", json!("SomethingNew"))));
    assert_eq!(row["failures"], 1);
}

#[test]
fn an_audit_record_whose_own_category_stands_outside_is_read() {
    let record = json!({"time": "2026-10-05T12:34:56Z", "resourceId": format!("/tenants/{OWN}/providers/Microsoft.aadiam"), "category": "Policy", "tenantId": OWN,
        "properties": {"id": "x", "activityDateTime": "2026-10-05T12:34:56Z", "activityDisplayName": "Add policy", "category": "Policy", "targetResources": []}});
    let (code, table, said) = run(&["coverage"], format!("{record}\n"));
    assert_eq!((code, &table["ledger"]["kept"]), (0, &json!(1)), "{said}");
    assert_eq!(table["rows"][4]["kept"], 1);
}

#[test]
fn records_of_other_vendors_are_set_aside() {
    let others = [
        json!({"createdDateTime": "2026-10-05T12:34:56Z", "id": "x", "title": "an incident"}),
        json!({"time": "2026-10-05T12:34:56Z", "vendor": "firewall", "action": "deny"}),
        json!({"id": "r", "createdDateTime": "2026-10-05T12:34:56Z", "userPrincipalName": "a@b.example", "riskLevel": "high"}),
    ];
    let text = format!("{}{}\n{}\n{}\n", ndjson(&[json!({})]), others[0], others[1], others[2]);
    let (code, table, said) = run(&["partners"], text);
    assert_eq!((code, &table["ledger"]), (0, &json!({"files": 1, "records": 1, "kept": 1, "duplicates": 0, "skipped": 0})), "{said}");
    assert!(said.contains("3 records of other logs or products"), "{said}");
}

/// The portal's columns up to those that matter.
fn portal(rows: &[String]) -> String {
    let heading = "Date (UTC),Request ID,User ID,User,Username,Application,Application ID,Resource,Resource ID,Resource tenant ID,Home tenant ID,Home tenant name,Sign-in error code,Failure reason";
    format!("{heading}\r\n{}\r\n", rows.join("\r\n"))
}

fn portal_row(n: u32, user: &str, end: &str) -> String {
    let (app, resource) = ("1fec8e78-bce4-4aaf-ab1b-5451cc387264", "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe");
    format!("2026-10-05T12:34:56Z,{ID}{n},cccccccc-0000-4000-8000-000000000001,{user},a@b.example,Teams,{app},Services,{resource},{OWN},{OTHER}{end}")
}

#[test]
fn rows_of_spreadsheets_are_read_and_moved_cells_never() {
    let good = portal_row(1, "Ann", ",,0,");
    let ledger = |row: &str| {
        let (code, table, said) = run(&["partners"], portal(&[good.clone(), row.to_owned(), portal_row(9, "Bob", ",,0,")]));
        let directions: Vec<Value> = table["rows"].as_array().expect("rows").iter().map(|row| row["direction"].clone()).collect();
        assert_eq!(directions, ["inbound"], "{row}");
        (code, table["ledger"]["kept"].clone(), table["ledger"]["skipped"].clone(), said)
    };
    // A spreadsheet leaves out empty cells at the end, or adds some.
    let (code, kept, skipped, said) = ledger(&portal_row(2, "Ann", ",,0"));
    assert_eq!((code, kept, skipped), (0, json!(3), json!(0)));
    assert!(said.contains("1 row has fewer cells"), "{said}");
    assert_eq!(ledger(&portal_row(2, "Ann", "")).1, 3);
    assert_eq!(ledger(&portal_row(2, "Ann", ",,0,,,,")).1, 3);
    // One separator in a name that is not quoted moves everything behind it.
    for moved in
        [portal_row(2, "Smith, John", ",,0,"), portal_row(2, "Smith, John", ",,0"), portal_row(2, "Smith, John", ""), portal_row(2, "a,b,c", ",,0,,")]
    {
        let (code, kept, skipped, _) = ledger(&moved);
        assert_eq!((code, kept, skipped), (4, json!(2), json!(1)), "{moved}");
    }
    // As many cells as headings, but no tenant where one belongs.
    assert_eq!(ledger(&portal_row(2, "Ann", ",,0,").replace(OTHER, "smith")).2, 1);
    for token in ["", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "REDACTED"] {
        let (code, table, said) = run(&["partners"], portal(&[portal_row(2, "Ann", ",,0,").replace(OTHER, token)]));
        assert_eq!((code, &table["ledger"]["kept"]), (0, &json!(1)), "{token}: {said}");
    }
    // A line break within a cell makes no row more.
    let broken = portal_row(2, "\"Smith,\nJohn\"", ",,0,").replace(",Teams,", ",Teams,x,");
    assert_eq!(ledger(&broken).2, 1);
    let (code, kept, skipped, said) = ledger(&portal_row(2, "Ann\nfrom Sales", ",,0,"));
    assert_eq!((code, kept, skipped), (0, json!(3), json!(0)), "{said}");
}

#[test]
fn lines_above_the_heading_are_known() {
    let rows = portal(&[portal_row(1, "Ann", ",,0,")]);
    for above in ["sep=,\r\n", "Sign-ins of October 2026\r\n\r\n", "Contoso Ltd, confidential\r\n", "#TYPE x\r\n"] {
        assert_eq!(first(&["partners"], format!("{above}{rows}"))["sign_ins"], 1, "{above:?}");
    }
    assert_eq!(first(&["partners"], format!("sep=;\r\n{}", rows.replace(',', ";")))["sign_ins"], 1);
}

#[test]
fn prose_is_never_a_log() {
    let record = graph(&json!({})).to_string();
    let csv = portal(&[portal_row(1, "Ann", ",,0,")]);
    for prose in [
        "# How to\n\nGET https://graph.microsoft.com/beta/auditLogs/signIns and auditLogs/directoryAudits\n".to_owned(),
        format!("# How to\n\nA record looks so:\n\n```json\n{record}\n```\n\nand that is that.\nReally.\n"),
        format!("[link](https://x/auditLogs/signIns)\n\n{record}\n\nmore\nand more\n"),
        format!("A report.\n\nThe export begins like this, and goes on for long:\n\nfirst\nsecond\nthird\nfourth\n{csv}"),
        "[1] See https://graph.microsoft.com/beta/auditLogs/signIns\n".to_owned(),
        "$uri = 'https://graph.microsoft.com/beta/auditLogs/signIns'\n$page | ConvertFrom-Json\n".to_owned(),
    ] {
        let (format, problem) = format_of(&prose);
        assert_eq!(format, Value::Null, "{prose}\n{problem}");
    }
}

/// This repository's own documents and sources speak of logs on every page.
#[test]
fn our_own_documents_are_no_logs() {
    let mut seen = 0;
    let walk = walkdir::WalkDir::new(project(""))
        .into_iter()
        .filter_entry(|entry| !matches!(entry.file_name().to_str(), Some("target" | ".git" | "tests" | "sample-logs")));
    let files: Vec<String> = walk
        .filter_map(Result::ok)
        .filter(|entry| {
            matches!(
                entry.path().extension().and_then(|end| end.to_str()),
                Some("md" | "rs" | "ps1" | "html" | "toml" | "txt" | "py" | "sh" | "css" | "js")
            )
        })
        .map(|entry| entry.path().to_str().expect("UTF-8").to_owned())
        .collect();
    for part in files.chunks(100) {
        let output = crosstenant([&["inspect", "--format", "json"], part.iter().map(String::as_str).collect::<Vec<_>>().as_slice()].concat());
        let table: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        for row in table["rows"].as_array().expect("rows") {
            assert_eq!(row["format"], Value::Null, "{row}");
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn what_stands_before_a_record_on_its_line_is_left_out() {
    let lines = |prefix: &str| {
        ndjson(&[json!({}), json!({}), json!({})]).lines().flat_map(|line| [prefix, line, "\n"].map(str::to_owned)).collect::<String>()
    };
    for prefix in ["<134>1 2026-10-05T12:34:56Z host forwarder - - - ", "2026-10-05 12:34:56 INFO {worker} ", "[2026-10-05T12:34:56Z] "] {
        let (code, table, said) = run(&["partners"], lines(prefix));
        assert_eq!((code, &table["ledger"]["kept"]), (0, &json!(3)), "{prefix}: {said}");
        assert!(said.contains("3 records stand behind something else"), "{said}");
    }
    let (code, table, said) = run(&["partners"], format!("{}tool: rotated\n", lines("host: ")));
    assert_eq!((code, &table["ledger"]), (0, &json!({"files": 1, "records": 3, "kept": 3, "duplicates": 0, "skipped": 0})), "{said}");
    assert!(said.contains("1 record of another log"), "{said}");
}

/// An answer of a search is one value, however long, and its list is cut as any other.
#[test]
fn a_long_answer_that_carries_records_is_read() {
    let count = 3000;
    let records: Vec<Value> =
        (0..count).map(|n| graph(&json!({"id": format!("aaaaaaaa-0000-4000-8000-{n:012}"), "userAgent": "x".repeat(300)}))).collect();
    let hits: Vec<Value> = records.iter().map(|record| json!({"_index": "logs", "_source": {"message": record.to_string()}})).collect();
    for (answer, path) in [
        (json!({"took": 1, "hits": {"total": count, "hits": hits}}), "hits.hits[]._source.message"),
        (json!({"statusCode": 200, "body": {"value": records}}), "body.value[]"),
    ] {
        let files = Files::new().with("answer.json", answer.to_string()).with("pretty.json", serde_json::to_string_pretty(&answer).expect("JSON"));
        for name in ["answer.json", "pretty.json"] {
            for threads in ["1", "3"] {
                let table = json(&["partners", &files.path(name), "--tenant", OWN, "--threads", threads]);
                assert_eq!(table["ledger"], json!({"files": 1, "records": count, "kept": count, "duplicates": 0, "skipped": 0}), "{name}");
            }
            assert_eq!(json(&["inspect", &files.path(name)])["rows"][0]["unwrapped"], path, "{name}");
        }
    }
}

#[test]
fn what_is_seen_but_not_read_is_named_with_the_command_that_unwraps_it() {
    // "{\"time\":..." in base64.
    let body = format!("eyJ{}", "0aW1lIjoi".repeat(20));
    let (_, problem) = format_of(json!({"Offset": 1, "Body": body}).to_string());
    assert!(problem.contains("base64") && problem.contains("jq -r '.[\"Body\"] | @base64d'"), "{problem}");
    assert!(format_of(b"Obj\x01\x04\x16avro.schema").1.contains("avro-tools tojson"));
}

#[test]
fn a_recognised_file_never_says_nothing() {
    let (code, _, said) = run(&["partners"], "Date (UTC),Request ID,Username,Home tenant ID,Resource tenant ID\r\n");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("holds no record"), "{said}");
}

/// Three records of Graph beta with ids of their own.
fn three() -> [Value; 3] {
    [1, 2, 3].map(|n| graph(&json!({"id": format!("{ID}{n}")})))
}

fn csv(heading: &str, rows: &[String]) -> String {
    format!("{heading}\n{}\n", rows.join("\n"))
}

fn counted(content: impl AsRef<[u8]>) -> (i32, Value, String) {
    let (code, table, said) = run(&["partners"], content);
    (code, table["ledger"].clone(), said)
}

fn ledger(kept: u64, skipped: u64) -> Value {
    json!({"files": 1, "records": kept + skipped, "kept": kept, "duplicates": 0, "skipped": skipped})
}

const PORTAL: &str = "Date (UTC),Request ID,User ID,Username,Home tenant ID,Resource tenant ID,Application ID,Sign-in error code,Status";

#[test]
fn words_for_nothing_are_no_values() {
    for word in ["NULL", "null", "nan", "NaN", "N/A", "n/a", "(null)", "undefined", "#N/A", "--", "GUID", "<guid>", "{{id}}", "None"] {
        let record = json!({"id": word, "userId": word, "userPrincipalName": word, "homeTenantId": word, "appId": word});
        let (_, table, _) = run(&["partners"], format!("{0}\n{0}\n", graph(&record)));
        let row = &table["rows"][0];
        assert_eq!(table["ledger"]["kept"], 2, "{word}");
        assert_eq!((&row["direction"], &row["partner_tenant_id"], &row["users"]), (&json!("undetermined"), &Value::Null, &json!(0)), "{word}");
        let row = format!("2026-10-05T12:34:56Z,{word},{word},a@b.example,{word},{OWN},{word},{word},Failure");
        let (code, found, said) = counted(csv(PORTAL, &[row.clone(), row]));
        assert_eq!((code, found), (0, ledger(2, 0)), "{word}: {said}");
    }
}

#[test]
fn what_is_no_code_tells_nothing_and_codes_may_be_grouped() {
    let row = |code: &str, status: &str| csv(PORTAL, &[format!("2026-10-05T12:34:56Z,{ID}1,u,a@b.example,{OTHER},{OWN},x,{code},{status}")]);
    for (code, status, column) in [
        ("what is this", "Success", "successes"),
        ("what is this", "", "unknowns"),
        ("NULL", "Failure", "failures"),
        ("\"50,140\"", "Failure", "interruptions"),
        ("\"50,126\"", "", "failures"),
        ("AADSTS50126: Error validating", "", "failures"),
        ("None", "Something unheard of", "unknowns"),
        ("", "Échec", "failures"),
        ("", "中断", "interruptions"),
        ("", "Something unheard of", "unknowns"),
    ] {
        assert_eq!(first(&["partners"], row(code, status))[column], 1, "{code} {status}");
    }
}

#[test]
fn records_before_a_log_do_not_decide_what_a_file_is() {
    let [one, two, three] = three();
    let user = json!({"id": format!("{ID}9"), "displayName": "A", "userPrincipalName": "a@b.example", "userType": "Guest", "mail": "a@b.example"});
    assert_eq!(counted(format!("{user}\n{one}\n{two}\n{three}\n")).1, ledger(3, 0));
    let diagnostic = |category: &str, record: &Value| {
        json!({"time": "2026-10-05T00:00:00Z", "category": category, "tenantId": OWN, "resultType": "0", "properties": record}).to_string()
    };
    let adfs = diagnostic("ADFSSignInLogs", &graph(&json!({"id": format!("{ID}8")})));
    let risk = diagnostic("UserRiskEvents", &json!({"riskEventType": "x", "userPrincipalName": "a@b.example"}));
    let log = diagnostic("SignInLogs", &one);
    for lines in [[&adfs, &risk, &log], [&log, &adfs, &risk]] {
        let text = lines.map(|line| format!("{line}\n")).concat();
        assert_eq!(counted(&text).1, ledger(1, 0), "{text}");
        assert_eq!(format_of(&text).0, "diagnostic");
    }
    let noise = "{\"vendor\":\"other\",\"message\":\"hello\"}\n".repeat(700);
    assert_eq!(counted(format!("{noise}{one}\n")).1, ledger(1, 0));
    // Each record in its own shape.
    let row = json!({"TimeGenerated": "2026-10-05T12:34:56Z", "Id": format!("{ID}7"), "UserPrincipalName": "c@d.example", "AppId": "y", "ResourceIdentity": "z",
        "HomeTenantId": OTHER, "ResourceTenantId": OWN, "ResultType": "50126", "Type": "SigninLogs"});
    for lines in
        [[log.clone(), two.to_string(), row.to_string()], [two.to_string(), row.to_string(), log.clone()], [row.to_string(), log, two.to_string()]]
    {
        let (code, table, said) = run(&["partners"], lines.join("\n"));
        assert_eq!((code, &table["ledger"]), (0, &ledger(3, 0)), "{said}");
        assert_eq!((&table["rows"][0]["successes"], &table["rows"][0]["failures"]), (&json!(2), &json!(1)), "{lines:?}");
    }
}

#[test]
fn an_object_may_hold_several_lists() {
    let [one, two, three] = three();
    let audit = json!({"id": "x1", "activityDateTime": "2026-10-05T00:00:00Z", "activityDisplayName": "Add user", "category": "UserManagement"});
    for content in [
        json!({"interactive": [one, two], "nonInteractive": [three]}),
        json!({"page1": {"value": [one]}, "page2": {"value": [two, three]}}),
        json!({"0": one, "1": two, "2": three}),
    ] {
        assert_eq!(counted(content.to_string()).1, ledger(3, 0), "{content}");
    }
    assert_eq!(counted(json!({"signIns": [one, two], "directoryAudits": [audit]}).to_string()).1, ledger(3, 0));
}

#[test]
fn a_code_that_is_none_tells_that_cells_were_moved() {
    let row = |rest: &str| format!("2026-10-05T12:34:56Z,{ID}1,u,a@b.example,{OTHER},{OWN},1fec8e78-bce4-4aaf-ab1b-5451cc387264,{rest}");
    assert_eq!(counted(csv(PORTAL, &[row("0,Success,")])).1, ledger(1, 0));
    let (code, found, _) = counted(csv(PORTAL, &[row("\"it failed, so\",0,")]));
    assert_eq!((code, found), (4, ledger(0, 1)));
}

#[test]
fn a_broken_archive_in_a_folder_is_named() {
    let mut cut = b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec();
    for content in [cut.clone(), b"PK\x03\x04 broken".to_vec()] {
        let files = Files::new().with("in/a.gz", &content).with("in/b.ndjson", ndjson(&[json!({})]));
        let output = crosstenant(["partners", &files.path("in"), "--tenant", OWN]);
        assert!(code(&output) == 4 && stderr(&output).contains("a.gz"), "{} {}", code(&output), stderr(&output));
        cut.clear();
    }
}

#[test]
fn what_comes_before_a_cut_of_a_small_file_is_kept() {
    let records: Vec<Value> = (0..400).map(|n| json!({"ipAddress": format!("192.0.{}.{}", n * 37 % 251, n * 91 % 241)})).collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, ndjson(&records).as_bytes()).expect("memory");
    let packed = packed.finish().expect("memory");
    let (code, ledger, said) = counted(&packed[..packed.len() * 3 / 4]);
    assert!(code == 4 && ledger["kept"].as_u64() > Some(0), "{code} {ledger} {said}");
}

#[test]
fn a_column_alone_may_hold_the_records() {
    let [one, two, _] = three();
    for (heading, before) in [("_raw", ""), ("message", ""), ("_raw", "Oct  5 12:34:56 host app: ")] {
        let cell = |record: &Value| format!("\"{before}{}\"", record.to_string().replace('"', "\"\""));
        let (code, found, said) = counted(csv(heading, &[cell(&one), cell(&two)]));
        assert_eq!((code, found), (0, ledger(2, 0)), "{heading} {before}: {said}");
    }
}

#[test]
fn a_status_on_one_level_is_understood_in_json_too() {
    for (fields, column) in [
        (json!({"status": "Success"}), "successes"),
        (json!({"status": "Failure"}), "failures"),
        (json!({"status": null, "errorCode": 50126}), "failures"),
        (json!({"status": null, "ErrorCode": "0"}), "successes"),
        (json!({"status": null, "status__errorCode": 50126}), "failures"),
        (json!({"status": null, "status:errorCode": 50126}), "failures"),
    ] {
        assert_eq!(first(&["partners"], format!("{}\n", graph(&fields)))[column], 1, "{fields}");
    }
}

#[test]
fn odd_lines_are_told_from_records() {
    let [one, two, three] = three();
    assert_eq!(counted(format!("{one}{two}{three}")).1, ledger(3, 0));
    assert_eq!(counted(format!("{one}\n{two}{three}\n")).1, ledger(3, 0));
    let (code, found, said) = counted(format!("{one}\n# exported by somebody\n{two}\n{three}\n"));
    assert_eq!((code, found), (0, ledger(3, 0)), "{said}");
    // What may be a record that was damaged is said.
    let (code, found, _) = counted(format!("{one}\n-- end of page --\n{two}\n{three}\n"));
    assert_eq!((code, found), (4, ledger(3, 1)));
    let row = |n: u32| format!("2026-10-05T12:34:56Z,{ID}{n},u,a@b.example,{OTHER},{OWN},x,0,Success");
    let (code, found, said) = counted(csv(PORTAL, &[row(1), PORTAL.to_owned(), row(2)]));
    assert_eq!((code, found), (0, ledger(2, 0)), "{said}");
    let latin = one.to_string().replace("Fabrikam Sales 03", "Ren\u{e9} Sales").chars().map(|letter| letter as u8).collect::<Vec<u8>>();
    assert_eq!(counted(latin).1, ledger(1, 0));
}

#[test]
fn custom_tables_are_read_as_csv_too() {
    let plain = csv(
        "TimeGenerated,Type,Id,UserPrincipalName,AppId,HomeTenantId,ResourceTenantId,ResultType",
        &[format!("2026-10-05T12:34:56Z,SigninLogs_CL,{ID}1,a@b.example,x,{OTHER},{OWN},0")],
    );
    let lettered = csv(
        "TimeGenerated [UTC+09:00],Type,Id_g,UserPrincipalName_s,AppId_g,HomeTenantId_g,ResourceTenantId_g,ResultType_s",
        &[format!("2026-10-05T21:34:56,Entra_CL,{ID}1,a@b.example,x,{OTHER},{OWN},0")],
    );
    for content in [plain, lettered] {
        let row = first(&["partners"], &content);
        assert_eq!((&row["successes"], &row["first_seen"]), (&json!(1), &json!("2026-10-05T12:34:56Z")), "{content}");
    }
}
