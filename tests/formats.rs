//! Shapes that real exports have: wrappers, odd types, old generations, names in other cases.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, graph, json, ndjson, stderr, stdout};

fn partners(files: &Files, name: &str) -> Value {
    json(&["partners", &files.path(name), "--tenant", OWN])
}

#[test]
fn every_wrapping_of_graph_json_is_read() {
    let (a, b) = (graph(&json!({})), graph(&json!({"id": "aaaaaaaa-0000-4000-8000-000000000002"})));
    let context = "https://graph.microsoft.com/beta/$metadata#auditLogs/signIns";
    let pretty = serde_json::to_string_pretty(&json!([a, b])).expect("JSON");
    let files = Files::new()
        .with("page.json", json!({"@odata.context": context, "value": [a, b]}).to_string())
        .with("array.json", json!([a, b]).to_string())
        .with("pretty.json", &pretty)
        .with("bom.json", format!("\u{feff}{pretty}"))
        .with("pages.json", json!([{"value": [a]}, {"value": [b]}]).to_string())
        .with("concatenated.json", format!("{}\n{}", json!({"value": [a]}), json!({"value": [b]})))
        .with("lines.json", format!("{a}\r\n\r\n{b}"))
        .with(
            "utf16.json",
            pretty.encode_utf16().fold(vec![0xff, 0xfe], |mut bytes, unit| {
                bytes.extend(unit.to_le_bytes());
                bytes
            }),
        );
    for name in ["page.json", "array.json", "pretty.json", "bom.json", "pages.json", "concatenated.json", "lines.json", "utf16.json"] {
        let table = partners(&files, name);
        assert_eq!(table["ledger"], json!({"files": 1, "records": 2, "kept": 2, "duplicates": 0, "skipped": 0}), "{name}");
        assert_eq!(table["rows"][0]["sign_ins"], 2, "{name}");
    }
}

#[test]
fn keys_in_any_case_and_values_of_any_type_are_understood() {
    let odd = json!({
        "Id": "AAAAAAAA-0000-4000-8000-000000000001", "CREATEDDATETIME": "2026-10-05T12:34:56.1234567+00:00", "appid": "X", "AppDisplayName": "経費\u{3000}精算",
        "UserPrincipalName": "a@b.example", "status": "{\"errorCode\":\"50126\"}", "HomeTenantId": OTHER.to_uppercase(), "ResourceTenantId": OWN.to_uppercase(),
        "CrossTenantAccessType": "B2B collaboration", "userType": "Guest", "location": {}, "deviceDetail": null, "appliedConditionalAccessPolicies": "none",
    });
    let files = Files::new().with("odd.json", odd.to_string());
    let row = partners(&files, "odd.json")["rows"][0].clone();
    assert_eq!((&row["partner_tenant_id"], &row["access_types"], &row["failures"]), (&json!(OTHER), &json!(["b2bCollaboration"]), &json!(1)));
    let event = json(&["events", &files.path("odd.json"), "--tenant", OWN])["rows"][0].clone();
    assert_eq!((&event["id"], &event["app_id"], &event["country"]), (&json!("aaaaaaaa-0000-4000-8000-000000000001"), &json!("x"), &Value::Null));
}

#[test]
fn a_diagnostic_record_uses_its_envelope_where_the_inside_is_sparse() {
    let line = json!({
        "time": "2026-10-05T12:40:00Z", "resourceId": format!("/tenants/{OWN}/providers/Microsoft.aadiam"), "category": "NonInteractiveUserSignInLogs",
        "resultType": "50158", "resultDescription": "challenge", "callerIpAddress": "192.0.2.9", "correlationId": "bbbbbbbb-0000-4000-8000-000000000001",
        "identity": "Fabrikam Sales 03", "location": "FR",
        "properties": {"id": "aaaaaaaa-0000-4000-8000-000000000001", "createdDateTime": "2026-10-05T12:34:56.1234567+00:00", "userPrincipalName": "a@b.example",
            "userId": "u", "appId": "x", "homeTenantId": OTHER, "resourceTenantId": OWN, "crossTenantAccessType": "b2bCollaboration", "resourceId": "r", "location": {}}
    });
    let files = Files::new().with("PT1H.json", line.to_string());
    let output = crosstenant(["events", &files.path("PT1H.json"), "--format", "json"]);
    assert_eq!(code(&output), 0, "the log owner is known without --tenant");
    let table: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let event = &table["rows"][0];
    for (column, expected) in [
        ("time", "2026-10-05T12:34:56Z"),
        ("log", "non_interactive"),
        ("outcome", "interrupted"),
        ("failure_reason", "challenge"),
        ("ip", "192.0.2.9"),
        ("correlation_id", "bbbbbbbb-0000-4000-8000-000000000001"),
        ("user_display_name", "Fabrikam Sales 03"),
        ("country", "FR"),
        ("resource_id", "r"),
    ] {
        assert_eq!(event[column], expected, "{column}");
    }
    assert_eq!(event["error_code"], 50158);
}

#[test]
fn the_portal_csv_is_read_by_heading() {
    let header = "\"Date (UTC)\",\"Request ID\",\"Incoming token type\",\"User ID\",\"User\",\"Username\",\"User type\",\"Cross tenant access type\",\"Application\",\"Application ID \",\"Resource ID \",\"Resource tenant ID\",\"Home tenant ID\",\"Home tenant name\",\"Location\",\"Status\",\"Sign-in error code\",\"Failure reason\",\"Incoming token type\"";
    let row = format!(
        "\"2026-10-05T12:34:56Z\",\"AAAAAAAA-0000-4000-8000-000000000001\",\"none\",\"u1\",\"営業部 \"\"担当\"\" 03\",\"a@b.example\",\"Guest\",\"B2B collaboration\",\"Line\r\nbreak, and comma\",\"APP-1\",\"res-1\",\"{OWN}\",\"{OTHER}\",\"\",\"Tokyo, , JP\",\"Failure\",\"500213\",\"reason\",\"refreshToken\""
    );
    let text = format!("\u{feff}{header}\r\n{row}\r\n");
    let files = Files::new()
        .with("InteractiveSignIns_2026.csv", &text)
        .with("NonInteractiveSignIns_2026.csv", &text)
        .with("renamed.csv", text.replace("\",\"", "\";\""))
        .with(
            "InteractiveSignIns_AuthDetails_2026.csv",
            "\"Request ID\",\"Date\",\"Authentication method\",\"Succeeded\"\r\n\"a\",\"b\",\"c\",\"true\"\r\n",
        );
    for (name, log) in
        [("InteractiveSignIns_2026.csv", "interactive"), ("NonInteractiveSignIns_2026.csv", "non_interactive"), ("renamed.csv", "interactive")]
    {
        let event = json(&["events", &files.path(name), "--tenant", OWN])["rows"][0].clone();
        for (column, expected) in [
            ("log", log),
            ("user_display_name", "営業部 \"担当\" 03"),
            ("app_name", "Line\r\nbreak, and comma"),
            ("app_id", "app-1"),
            ("country", "JP"),
            ("partner_tenant_id", OTHER),
            ("outcome", "failure"),
        ] {
            assert_eq!(event[column], expected, "{name} {column}");
        }
    }
    let caveats = json(&["coverage", &files.path("renamed.csv"), "--tenant", OWN])["caveats"].to_string();
    assert!(caveats.contains("log-assumed"), "{caveats}");
    // Authentication details are no sign-ins: known, set aside, and no reason to fail.
    let both =
        json(&["coverage", &files.path("InteractiveSignIns_2026.csv"), &files.path("InteractiveSignIns_AuthDetails_2026.csv"), "--tenant", OWN]);
    assert_eq!(both["ledger"]["records"], 1);
}

#[test]
fn a_record_that_is_too_long_costs_only_itself() {
    let long = format!("{{\"id\":\"{}\"}}\n", "x".repeat(3 << 20));
    let files = Files::new().with("log.ndjson", ndjson(&[json!({})]) + &long + &ndjson(&[json!({"id": "aaaaaaaa-0000-4000-8000-000000000009"})]));
    let output = crosstenant(["coverage", &files.path("log.ndjson"), "--tenant", OWN, "--max-record", "1000000", "--format", "json"]);
    assert_eq!(code(&output), 4);
    let parsed: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(parsed["ledger"], json!({"files": 1, "records": 3, "kept": 2, "duplicates": 0, "skipped": 1}));
}

/// The same records as PowerShell, the query API and Export-Csv write them.
#[test]
fn powershell_and_query_results_are_read() {
    let pascal = json!({
        "Id": "aaaaaaaa-0000-4000-8000-000000000001", "CreatedDateTime": "/Date(1790000000000)/", "AppId": "x", "AppDisplayName": "App", "UserId": "u",
        "UserPrincipalName": "a@b.example", "HomeTenantId": null, "Location": "Microsoft.Graph.PowerShell.Models.MicrosoftGraphSignInLocation",
        "Status": {"ErrorCode": 500_213, "FailureReason": "no"}, "IsInteractive": true,
        "AdditionalProperties": {"homeTenantId": OTHER, "resourceTenantId": OWN, "crossTenantAccessType": "b2bCollaboration", "userType": "guest"}
    });
    let mut cut = pascal.clone();
    cut["Id"] = json!("aaaaaaaa-0000-4000-8000-000000000002");
    cut["Status"] = json!("Microsoft.Graph.PowerShell.Models.MicrosoftGraphSignInStatus");
    let columns = [
        "TimeGenerated",
        "CreatedDateTime",
        "Id",
        "UserPrincipalName",
        "HomeTenantId",
        "ResourceTenantId",
        "CrossTenantAccessType",
        "UserType",
        "Status",
        "Type",
    ];
    let columns: Vec<Value> = columns.iter().map(|name| json!({"name": name, "type": "string"})).collect();
    let row = json!([
        "2026-10-05T12:40:00Z",
        "2026-10-05T12:34:56Z",
        "aaaaaaaa-0000-4000-8000-000000000003",
        "a@b.example",
        OTHER,
        OWN,
        "b2bCollaboration",
        "Guest",
        "{\"errorCode\":0}",
        "SigninLogs"
    ]);
    let export = format!(
        "#TYPE Microsoft.Graph.PowerShell.Models.MicrosoftGraphSignIn\r\n\"Id\",\"CreatedDateTime\",\"UserPrincipalName\",\"AppDisplayName\",\"AppId\",\"HomeTenantId\",\"ResourceTenantId\",\"Status\"\r\n\
         \"aaaaaaaa-0000-4000-8000-000000000004\",\"2026/10/05 12:34:56\",\"a@b.example\",\"App\",\"x\",\"{OTHER}\",\"{OWN}\",\"Microsoft.Graph.PowerShell.Models.MicrosoftGraphSignInStatus\"\r\n"
    );
    let files = Files::new()
        .with("shell.json", json!({"value": [pascal, cut], "Count": 2}).to_string())
        .with("tables.json", json!({"tables": [{"name": "PrimaryResult", "columns": columns, "rows": [row]}]}).to_string())
        .with("export.csv", export);
    let row = partners(&files, "shell.json")["rows"][0].clone();
    assert_eq!((&row["partner_tenant_id"], &row["sign_ins"], &row["failures"], &row["unknowns"]), (&json!(OTHER), &json!(2), &json!(1), &json!(1)));
    assert_eq!(row["access_types"], json!(["b2bCollaboration"]));
    assert_eq!(row["first_seen"], "2026-09-21T14:13:20Z");
    let row = partners(&files, "tables.json")["rows"][0].clone();
    assert_eq!((&row["partner_tenant_id"], &row["successes"]), (&json!(OTHER), &json!(1)));
    let row = json(&["partners", &files.path("export.csv"), "--tenant", OWN, "--zone", "UTC"])["rows"][0].clone();
    assert_eq!((&row["partner_tenant_id"], &row["unknowns"], &row["access_types"]), (&json!(OTHER), &json!(1), &json!([])));
    let caveats = json(&["coverage", &files.path("export.csv"), "--tenant", OWN, "--zone", "UTC"])["caveats"].to_string();
    assert!(caveats.contains("no-access-type"), "{caveats}");
}

#[test]
fn compressed_files_and_archives_are_read_in_place() {
    use std::io::Write;
    let text = ndjson(&[json!({}), json!({})]);
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in [("../../evil/one.ndjson", text.as_str()), ("two/readme.txt", "hello"), ("three.json", "[]")] {
        archive.start_file(name, stored).expect("member");
        archive.write_all(content.as_bytes()).expect("content");
    }
    let archive = archive.finish().expect("archive").into_inner();
    let files = Files::new()
        .with("in/logs.zip", archive)
        .with("in/log.ndjson.zst", zstd::encode_all(text.replace("aaaaaaaa-", "aaaaaaab-").as_bytes(), 3).expect("compressed"));
    let folder = files.path("in");
    let table = json(&["partners", &folder, "--tenant", OWN]);
    assert_eq!(table["ledger"], json!({"files": 3, "records": 4, "kept": 4, "duplicates": 0, "skipped": 0}));
    let events = json(&["events", &folder, "--tenant", OWN]);
    let sources: Vec<&str> = events["rows"].as_array().expect("rows").iter().map(|row| row["source"].as_str().expect("source")).collect();
    assert!(sources.iter().any(|source| source.ends_with("logs.zip!../../evil/one.ndjson:1")), "{sources:?}");
    let inspected = json(&["inspect", &folder]);
    assert_eq!(inspected["rows"].as_array().expect("rows").len(), 4);
    let inside: Vec<_> =
        walkdir::WalkDir::new(files.folder()).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()).collect();
    assert_eq!(inside.len(), 2, "nothing is unpacked to disk");
}

#[test]
fn a_bomb_is_stopped_early() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let line = ndjson(&[json!({})]);
    std::io::Write::write_all(&mut encoder, line.as_bytes()).expect("compressed");
    for _ in 0..1024 {
        std::io::Write::write_all(&mut encoder, &vec![b' '; 1 << 20]).expect("compressed");
    }
    let files = Files::new().with("bomb.json.gz", encoder.finish().expect("compressed"));
    let output = crosstenant(["partners", &files.path("bomb.json.gz"), "--tenant", OWN, "--format", "json"]);
    assert_eq!(code(&output), 4);
    assert!(crate::support::stderr(&output).contains("--max-unpacked"), "{}", crate::support::stderr(&output));
    let table: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(table["ledger"]["kept"], 1, "what came before is kept");
}

#[test]
fn the_portal_in_other_languages_is_read() {
    let english = crosstenant::knowledge::portal_columns::layout(57).expect("layout");
    let japanese = [
        ("Date (UTC)", "日付 (UTC)"),
        ("Request ID", "要求 ID"),
        ("Correlation ID", "関連付け ID"),
        ("User ID", "ユーザー ID"),
        ("User", "ユーザー"),
        ("Username", "ユーザー名"),
        ("User type", "ユーザーの種類"),
        ("Cross tenant access type", "クロス テナント アクセスの種類"),
        ("Resource tenant ID", "リソース テナント ID"),
        ("Home tenant ID", "ホーム テナント ID"),
        ("Status", "状態"),
        ("Sign-in error code", "サインイン エラー コード"),
    ];
    let cell = |name: &str| match name {
        "Date (UTC)" => "2026-10-05T12:34:56Z".to_owned(),
        "Request ID" => "aaaaaaaa-0000-4000-8000-000000000001".to_owned(),
        "Username" => "a@b.example".to_owned(),
        "User" => "営業部 担当 03".to_owned(),
        "Home tenant ID" => OTHER.to_owned(),
        "Resource tenant ID" => OWN.to_owned(),
        "Cross tenant access type" => "b2bCollaboration".to_owned(),
        "Sign-in error code" => "500213".to_owned(),
        _ => String::new(),
    };
    let file = |heading: &dyn Fn(&str) -> String, cell: &dyn Fn(&str) -> String| {
        let line = |cells: Vec<String>| format!("\"{}\"\r\n", cells.join("\",\""));
        line(english.iter().map(|name| heading(name)).collect()) + &line(english.iter().map(|name| cell(name)).collect())
    };
    let in_japanese = file(&|name| japanese.iter().find(|(known, _)| *known == name).map_or(name, |(_, japanese)| japanese).to_owned(), &cell);
    let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode(&in_japanese);
    let unknown = |name: &str| format!("kolonne {}", english.iter().position(|known| *known == name).unwrap_or_default());
    let broken = |name: &str| if name == "Home tenant ID" { "not a guid".to_owned() } else { cell(name) };
    let aliases =
        "alias,english\nkolonne 0,Date (UTC)\nkolonne 1,Request ID\nkolonne 6,Username\nkolonne 21,Resource tenant ID\nkolonne 23,Home tenant ID\n";
    let files = Files::new()
        .with("ja/InteractiveSignIns.csv", &in_japanese)
        .with("cp932/InteractiveSignIns.csv", &cp932)
        .with("position/InteractiveSignIns.csv", file(&unknown, &cell))
        .with("refused/InteractiveSignIns.csv", file(&unknown, &broken))
        .with("headers.csv", aliases);
    for name in ["ja", "cp932", "position"] {
        let path = files.path(&format!("{name}/InteractiveSignIns.csv"));
        let event = json(&["events", &path, "--tenant", OWN])["rows"][0].clone();
        assert_eq!(
            (&event["partner_tenant_id"], &event["user_display_name"], &event["error_code"]),
            (&json!(OTHER), &json!("営業部 担当 03"), &json!(500_213)),
            "{name}"
        );
        let caveats = json(&["coverage", &path, "--tenant", OWN])["caveats"].to_string();
        assert_eq!(caveats.contains("headings-by-position"), name == "position", "{name}: {caveats}");
    }
    let refused = files.path("refused/InteractiveSignIns.csv");
    let output = crosstenant(["partners", &refused, "--tenant", OWN]);
    assert_eq!(code(&output), 3);
    assert!(
        crate::support::stderr(&output).contains("--headers") && crate::support::stderr(&output).contains("kolonne 23"),
        "{}",
        crate::support::stderr(&output)
    );
    // With the headings named it is a log, and the row without a tenant id where one belongs is not read.
    let output = crosstenant(["partners", &refused, "--tenant", OWN, "--headers", &files.path("headers.csv"), "--format", "json"]);
    let named: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!((code(&output), &named["ledger"]["kept"], &named["ledger"]["skipped"]), (4, &json!(0), &json!(1)));
}

#[test]
fn the_audit_log_as_csv_is_counted_and_its_limits_are_said() {
    let text = "\u{feff}\"Date (UTC)\",\"CorrelationId\",\"Activity\",\"ActorType\",\"Target1ObjectId\",\"Target1ModifiedProperty1Name\"\r\n\
                \"2026-10-05T12:34:56Z\",\"c1\",\"Update a partner cross-tenant access setting\",\"User\",\"t1\",\"b2bCollaborationInbound\"\r\n\
                \"2026-10-05T12:34:56Z\",\"c1\",\"Update a partner cross-tenant access setting\",\"User\",\"t1\",\"b2bCollaborationInbound\"\r\n\
                \"2026-10-05T12:34:56Z\",\"c2\",\"Update a partner cross-tenant access setting\",\"User\",\"t1\",\"b2bCollaborationInbound\"\r\n";
    let files = Files::new().with("AuditLogs.csv", text);
    let table = json(&["coverage", &files.path("AuditLogs.csv")]);
    assert_eq!(table["ledger"], json!({"files": 1, "records": 3, "kept": 2, "duplicates": 1, "skipped": 0}));
    assert_eq!(table["own_tenants"], json!([]));
    assert!(table["caveats"].to_string().contains("lossy-audit-csv"), "{}", table["caveats"]);
}

/// Records enough for several units, with lists inside that begin like a record.
fn long_list() -> Vec<Value> {
    let policies: Vec<Value> =
        (0..12).map(|n| json!({"id": format!("policy-{n}"), "displayName": "所在地 },{\"id\":\"x\",\"createdDateTime\":"})).collect();
    (0..6000)
        .map(|n| {
            serde_json::from_str(&crate::support::ndjson(&[json!({
                "id": format!("bbbbbbbb-0000-4000-8000-{n:012}"),
                "createdDateTime": format!("2026-10-{:02}T{:02}:00:00Z", 1 + n % 28, n % 24),
                "userId": format!("cccccccc-0000-4000-8000-{:012}", n % 700),
                "appliedConditionalAccessPolicies": policies,
            })]))
            .expect("a record")
        })
        .collect()
}

#[test]
fn a_long_list_is_read_as_the_same_records_one_a_line() {
    let records = long_list();
    let lines = records.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    let page = |records: &[Value], more: bool| {
        let next = if more { "\"@odata.nextLink\":\"https://graph.microsoft.com/beta/next\"," } else { "" };
        let list: Vec<String> = records.iter().map(Value::to_string).collect();
        format!("{{\"@odata.context\":\"https://graph.microsoft.com/beta/$metadata#auditLogs/signIns\",{next}\"value\":[{}]}}", list.join(","))
    };
    let (first, second) = records.split_at(4000);
    let files = Files::new()
        .with("lines.ndjson", &lines)
        .with("list.json", serde_json::to_string(&records).expect("JSON"))
        .with("pretty.json", serde_json::to_string_pretty(&records).expect("JSON"))
        .with("page.json", page(&records, false))
        .with("pages.json", format!("[{},{}]", page(first, true), page(second, false)))
        .with("one-after-the-other.json", format!("{}\n{}", page(first, true), page(second, false)));
    let ask = |name: &str, threads: &str| {
        let output = crosstenant(["users", &files.path(name), "--tenant", OWN, "--format", "json", "--threads", threads]);
        (code(&output), stdout(&output), stderr(&output))
    };
    let (ended, expected, _) = ask("lines.ndjson", "2");
    assert_eq!(ended, 0);
    for name in ["list.json", "pretty.json", "page.json", "pages.json", "one-after-the-other.json"] {
        for threads in ["1", "2", "7"] {
            let (ended, found, said) = ask(name, threads);
            assert_eq!(ended, 0, "{name}: {said}");
            assert!(found == expected, "{name} with {threads} threads");
            assert!(!said.contains("more pages"), "{name}: {said}");
        }
    }
}

#[test]
fn a_broken_record_in_a_long_list_costs_itself_only() {
    let records = long_list();
    let texts: Vec<String> = records.iter().map(Value::to_string).collect();
    for broken in [10, 3000, 5990] {
        // A brace, a bracket, a quote is lost.
        for (lost, by) in [("}]", "]"), ("\"status\":{", "\"status\":"), ("\"appId\":\"", "\"appId\":")] {
            let mut texts = texts.clone();
            texts[broken] = texts[broken].replacen(lost, by, 1);
            let files = Files::new().with("list.json", format!("[{}]", texts.join(",\n")));
            let results: Vec<String> = ["1", "7"]
                .iter()
                .map(|threads| {
                    let output = crosstenant(["partners", &files.path("list.json"), "--tenant", OWN, "--format", "json", "--threads", threads]);
                    assert_eq!(code(&output), 4, "{}", stderr(&output));
                    stdout(&output)
                })
                .collect();
            assert_eq!(results[0], results[1], "{broken} {lost}");
            let ledger = serde_json::from_str::<Value>(&results[0]).expect("JSON")["ledger"].clone();
            assert_eq!(ledger["kept"], 5999, "{broken} {lost}: {ledger}");
            let sum = ["kept", "duplicates", "skipped"].iter().map(|name| ledger[name].as_u64().expect("number")).sum::<u64>();
            assert_eq!(ledger["records"], sum, "{broken} {lost}");
            // Where a record closes too early, each of its scattered members is skipped by itself.
            assert!(lost != "}]" || ledger["skipped"] == 1, "{broken} {lost}: {ledger}");
        }
    }
}
