//! Exports in forms that their product does not write: saved on old Macs, with another log in front, projected, spelled by Python, incomplete.

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use super::{ID, PORTAL, caveats, counted, csv, first, format_of, ledger, run, three};
use crate::support::{Files, OTHER, OWN, code, command, crosstenant, graph, ndjson, stderr};

fn portal_row(n: u32) -> String {
    format!("2026-10-05T12:34:56Z,{ID}{n},u,a@b.example,{OTHER},{OWN},x,0,Success")
}

#[test]
fn lines_that_end_in_a_carriage_return_alone_are_lines() {
    let plain = csv(PORTAL, &[portal_row(1), portal_row(2)]).replace('\n', "\r");
    let rows = [PORTAL.to_owned(), portal_row(1).replace("a@b.example", "\"a\nb\""), portal_row(2)];
    let broken_cells = rows.join("\r");
    let lines = ndjson(&[json!({}), json!({})]).replace('\n', "\r");
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(plain.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for content in [plain.into_bytes(), broken_cells.into_bytes(), lines.into_bytes(), wide] {
        let (code, found, said) = counted(&content);
        assert_eq!((code, found), (0, ledger(2, 0)), "{said}");
    }
    // A carriage return in a cell of a file with other line ends is a part of the cell.
    let heading = PORTAL.replace("User ID", "\"User\rID\"");
    let (code, found, said) = counted(csv(&heading, &[portal_row(1), portal_row(2).replace("a@b.example", "\"a\rb\"")]));
    assert_eq!((code, found), (0, ledger(2, 0)), "{said}");
}

/// More than is looked at to tell what a file is.
const FAR: usize = 20_000;

#[test]
fn a_log_behind_a_long_run_of_other_records_is_found() {
    let [one, two, three] = three();
    let diagnostic = |record: &Value| {
        json!({"time": "2026-10-05T00:00:00Z", "category": "SignInLogs", "tenantId": OWN, "resultType": "0", "properties": record}).to_string()
    };
    let other = json!({"time": "2026-10-05T00:00:00Z", "category": "MicrosoftGraphActivityLogs", "tenantId": OWN, "properties": {"aadTenantId": OWN, "uri": "x".repeat(60)}});
    let vendor = json!({"vendor": "other", "message": "hello ".repeat(20)});
    let in_lines = |before: &Value, record: &str| format!("{}{record}\n", format!("{before}\n").repeat(FAR));
    let in_list = |before: &Value, record: &str| format!("[{}{record}]", format!("{before},").repeat(FAR));
    let table = |table: &str, n: u32| format!("2026-10-05T12:34:56Z,{table},{ID}{n},a@b.example,x,{OTHER},{OWN},0");
    let tables = csv(
        "TimeGenerated,Type,Id,UserPrincipalName,AppId,HomeTenantId,ResourceTenantId,ResultType",
        &[vec![table("OfficeActivity", 2); FAR], vec![table("SigninLogs", 1)]].concat(),
    );
    let far = FAR as u64;
    for (content, format) in [
        (in_lines(&other, &diagnostic(&one)), "diagnostic"),
        (in_lines(&vendor, &two.to_string()), "graph-beta"),
        (in_lines(&vendor, &json!({"_raw": three.to_string()}).to_string()), "graph-beta"),
        (in_list(&other, &diagnostic(&one)), "diagnostic"),
        (in_list(&vendor, &two.to_string()), "graph-beta"),
        (tables, "log-analytics"),
    ] {
        let (code, found, said) = counted(&content);
        assert_eq!((code, found), (0, ledger(1, 0)), "{format}: {said}");
        assert!(said.contains(&format!("{far} records of other logs or products")), "{said}");
        assert_eq!(format_of(&content).0, format);
    }
    // Without a log behind it, it is what it seems to be.
    let (code, _, said) = run(&["partners"], format!("{other}\n").repeat(FAR));
    assert!(code == 3 && said.contains("MicrosoftGraphActivityLogs"), "{code} {said}");
}

#[test]
fn values_that_elastic_gives_as_lists_of_one_are_values() {
    let list = |fields: Value| fields.as_object().expect("fields").iter().map(|(key, value)| (key.clone(), json!([value]))).collect::<Value>();
    let fields = list(json!({"@timestamp": "2026-10-05T12:34:56.000Z", "azure.signinlogs.category": "SignInLogs", "azure.tenant_id": OWN,
        "azure.signinlogs.result_type": "500213", "azure.signinlogs.properties.id": format!("{ID}1"), "azure.signinlogs.properties.user_id": "u",
        "azure.signinlogs.properties.user_principal_name": "a@b.example", "azure.signinlogs.properties.app_display_name": "Teams",
        "azure.signinlogs.properties.app_id": "x", "azure.signinlogs.properties.home_tenant_id": OTHER,
        "azure.signinlogs.properties.resource_tenant_id": OWN, "azure.signinlogs.properties.status.error_code": 500_213}));
    let hit = json!({"_index": "logs", "_id": "1", "_score": null, "fields": fields});
    for content in [json!({"took": 1, "hits": {"total": 1, "hits": [hit]}}), hit.clone(), json!({"_index": "logs", "_source": {"fields": fields}})] {
        let row = first(&["events"], format!("{content}\n"));
        assert_eq!((&row["partner_tenant_id"], &row["error_code"]), (&json!(OTHER), &json!(500_213)), "{content}");
    }
    // A list of several is not one value.
    let record = graph(&json!({"homeTenantId": [OTHER, OWN]}));
    assert_eq!(first(&["partners"], format!("{record}\n"))["partner_tenant_id"], Value::Null);
}

#[test]
fn projected_rows_of_the_audit_table_are_read() {
    let changed = json!([{"displayName": "tenantId", "newValue": format!("\"{OTHER}\"")}, {"displayName": "isServiceProvider", "oldValue": "false", "newValue": "true"}]);
    let targets = json!([{"id": "p", "displayName": format!("CrossTenantAccessPolicy for {OWN}"), "modifiedProperties": changed}]);
    let actor = json!({"user": {"id": "u", "userPrincipalName": "admin@own.example"}});
    let row = |targets: Value, actor: Value| {
        json!([{"TableName": "PrimaryResult", "TimeGenerated": "2026-10-05T12:34:56Z", "OperationName": "Update a partner cross-tenant access setting",
            "Result": "success", "InitiatedBy": actor, "TargetResources": targets}])
    };
    let quoted = |text: &Value| format!("\"{}\"", text.to_string().replace('"', "\"\""));
    let rows = csv(
        "\"TimeGenerated [UTC]\",OperationName,Result,InitiatedBy,TargetResources",
        &[format!("2026-10-05T12:34:56Z,Update a partner cross-tenant access setting,success,{},{}", quoted(&actor), quoted(&targets))],
    );
    let columns = ["TimeGenerated", "OperationName", "TargetResources"].map(|name| json!({"name": name, "type": "string"}));
    let tables =
        json!({"tables": [{"name": "PrimaryResult", "columns": columns, "rows": [["2026-10-05T12:34:56Z", "Add user", targets.to_string()]]}]});
    for content in [row(targets.clone(), actor.clone()).to_string(), row(json!(targets.to_string()), json!(actor.to_string())).to_string(), rows] {
        let (code, table, said) = run(&["changes"], &content);
        assert_eq!(code, 0, "{said}");
        assert_eq!(
            (&table["rows"][0]["time"], &table["rows"][0]["actor"]),
            (&json!("2026-10-05T12:34:56Z"), &json!("admin@own.example")),
            "{content}"
        );
    }
    let (code, table, said) = run(&["coverage"], tables.to_string());
    assert_eq!((code, &table["ledger"], &table["rows"][4]["kept"]), (0, &ledger(1, 0), &json!(1)), "{said}");
    // Rows of the sign-in table have the column as well.
    let sign_in = json!({"TimeGenerated": "2026-10-05T12:34:56Z", "Id": format!("{ID}1"), "OperationName": "Sign-in activity", "UserPrincipalName": "a@b.example",
        "AppId": "x", "HomeTenantId": OTHER, "ResourceTenantId": OWN, "ResultType": "0"});
    let change = row(targets, actor)[0].clone();
    for lines in [[&sign_in, &change], [&change, &sign_in]] {
        let (code, table, said) = run(&["coverage"], lines.map(|line| format!("{line}\n")).concat());
        assert_eq!((code, &table["rows"][0]["kept"], &table["rows"][4]["kept"]), (0, &json!(1), &json!(1)), "{said}");
    }
}

#[test]
fn cells_that_python_wrote_are_opened() {
    let targets = format!(
        "[{{'id': 'p', 'displayName': 'CrossTenantAccessPolicy for {OWN}', 'type': None, 'modifiedProperties': [{{'displayName': 'tenantId', 'newValue': \
         '\"{OTHER}\"'}}, {{'displayName': 'isServiceProvider', 'oldValue': 'false', 'newValue': 'true'}}], 'odd': (True, 1.5, -2, \"it's\")}}]"
    );
    let targets = targets.replace('"', "\"\"");
    let rows = csv(
        ",id,activityDateTime,activityDisplayName,category,result,initiatedBy,targetResources",
        &[format!(
            "0,x1,2026-10-05T12:34:56Z,Update a partner cross-tenant access setting,CrossTenantAccessSettings,success,\
             \"{{'user': {{'id': 'u', 'userPrincipalName': 'admin@own.example'}}, 'app': None}}\",\"{targets}\""
        )],
    );
    let (code, table, said) = run(&["changes"], &rows);
    assert_eq!(code, 0, "{said}");
    assert_eq!((&table["rows"][0]["actor"], &table["rows"][0]["partner_tenant_id"]), (&json!("admin@own.example"), &json!(OTHER)), "{table}");
    let row = format!(
        "2026-10-05T12:34:56Z,{ID}1,a@b.example,Teams,{OTHER},{OWN},\"{{'errorCode': 50126, 'failureReason': \"\"It's, wrong: {{no}}\"\"}}\""
    );
    let sign_in = csv("createdDateTime,id,userPrincipalName,appDisplayName,homeTenantId,resourceTenantId,status", &[row]);
    let row = first(&["events"], &sign_in);
    assert_eq!((&row["error_code"], &row["failure_reason"]), (&json!(50126), &json!("It's, wrong: {no}")), "{row}");
}

#[test]
fn a_title_above_the_heading_of_a_sheet_is_known() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Sign-ins of October 2026").expect("cell");
    for (line, row) in (2..).zip([PORTAL, portal_row(1).as_str(), portal_row(2).as_str()]) {
        for (column, cell) in (0..).zip(row.split(',')) {
            sheet.write(line, column, cell).expect("cell");
        }
    }
    let files = Files::new().with("book.xlsx", book.save_to_buffer().expect("workbook"));
    let output = crosstenant(["partners", &files.path("book.xlsx"), "--tenant", OWN, "--format", "json"]);
    let table: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    assert_eq!((code(&output), &table["ledger"]), (0, &ledger(2, 0)), "{}", stderr(&output));
}

#[test]
fn zones_of_half_an_hour_and_numbers_of_seconds_are_times() {
    for (zone, time) in [
        ("UTC+05:30", "2026-10-05T07:04:56Z"),
        ("Asia/Kolkata", "2026-10-05T07:04:56Z"),
        ("UTC-03:30", "2026-10-05T16:04:56Z"),
        ("UTC+9", "2026-10-05T03:34:56Z"),
        ("UTC+05:45", "2026-10-05T06:49:56Z"),
        ("UTC", "2026-10-05T12:34:56Z"),
    ] {
        let content = csv(
            &format!("TimeGenerated [{zone}],Type,Id,UserPrincipalName,AppId,HomeTenantId,ResourceTenantId,ResultType"),
            &[format!("2026-10-05T12:34:56,SigninLogs,{ID}1,a@b.example,x,{OTHER},{OWN},0")],
        );
        assert_eq!(first(&["partners"], &content)["first_seen"], time, "{zone}");
    }
    for written in [json!(1_759_276_800_000_u64), json!(1_759_276_800), json!("1759276800000"), json!(1_759_276_800.25)] {
        let mut record = graph(&json!({"createdDateTime": null}));
        record["createdDateTime"] = written.clone();
        let diagnostic = json!({"time": written, "category": "SignInLogs", "tenantId": OWN, "resultType": "0", "properties": graph(&json!({"createdDateTime": null}))});
        for content in [record, diagnostic] {
            assert_eq!(first(&["partners"], format!("{content}\n"))["first_seen"], "2025-10-01T00:00:00Z", "{content}");
        }
    }
    // Other numbers are no times.
    let (code, found, _) = counted(format!("{}\n", graph(&json!({"createdDateTime": 17}))));
    assert_eq!((code, found), (4, ledger(0, 1)));
}

#[test]
fn lists_under_keys_of_their_own_are_read_however_far_apart() {
    let many = 4000;
    let records = |page: u32| -> Vec<Value> {
        (0..many).map(|n| graph(&json!({"id": format!("aaaaaaaa-0000-4000-800{page}-{n:012}"), "userAgent": "x".repeat(100)}))).collect()
    };
    for content in [
        json!({"page1": records(1), "page2": records(2)}),
        json!({"page1": {"value": records(1)}, "page2": {"value": records(2)}}),
        json!({"page1": {"value": records(1)}, "page2": {"count": 1, "items": records(2)}}),
        // One of them in an object of its own.
        json!({"page1": records(1), "page2": {"items": records(2)}}),
        json!({"page1": {"items": records(1)}, "page2": records(2)}),
    ] {
        let (code, found, said) = counted(content.to_string());
        assert_eq!((code, found), (0, ledger(2 * many, 0)), "{said}");
    }
    let third = json!({"page1": records(1), "page2": {"items": records(2), "count": 1}, "page3": records(3), "page4": []});
    for content in [third.to_string(), serde_json::to_string_pretty(&third).expect("JSON")] {
        let (code, found, said) = counted(content);
        assert_eq!((code, found), (0, ledger(3 * many, 0)), "{said}");
    }
    // Lists of several tools in one file: what is around one is not around the next.
    let few = 60;
    let [one, two] = [1, 2].map(|page| Value::Array(records(page).into_iter().take(few).collect()));
    for content in [format!("{one}\n{}", json!({"value": two})), format!("{}\n{two}", json!({"value": one}))] {
        let (code, found, said) = counted(content);
        assert_eq!((code, found), (0, ledger(2 * u64::try_from(few).expect("few"), 0)), "{said}");
    }
}

#[test]
fn an_answer_that_is_an_error_in_part_is_incomplete() {
    let [one, two, _] = three();
    let sound = json!({"id": "1", "status": 200, "headers": {}, "body": {"value": [one, two]}});
    let refused =
        |status: u32| json!({"id": "2", "status": status, "headers": {"Retry-After": "10"}, "body": {"error": {"code": "TooManyRequests"}}});
    let columns = ["TimeGenerated", "Id", "UserPrincipalName", "AppId", "HomeTenantId", "ResourceTenantId", "ResultType"];
    let rows = json!([
        ["2026-10-05T12:34:56Z", format!("{ID}1"), "a@b.example", "x", OTHER, OWN, "0"],
        ["2026-10-05T12:34:56Z", format!("{ID}2"), "a@b.example", "x", OTHER, OWN, "0"]
    ]);
    let tables = json!([{"name": "PrimaryResult", "columns": columns.map(|name| json!({"name": name, "type": "string"})), "rows": rows}]);
    for content in [
        json!({"responses": [sound, refused(429)]}),
        json!({"responses": [refused(503), sound]}),
        json!({"tables": tables, "error": {"code": "PartialError", "message": "There were some errors when processing your query."}}),
    ] {
        let (code, found, said) = counted(content.to_string());
        assert_eq!((code, found), (4, ledger(2, 0)), "{content}\n{said}");
        assert!(said.contains("is an error"), "{said}");
        assert!(caveats(content.to_string()).contains("is an error"));
        assert_eq!(run(&["partners", "--fail-on", "incomplete"], content.to_string()).0, 10);
    }
    for content in [json!({"responses": [sound]}), json!({"tables": tables, "error": null})] {
        assert_eq!(counted(content.to_string()).0, 0, "{content}");
    }
}

/// Long lists are read in parts, and what stands between them is seen nevertheless.
#[test]
fn an_answer_that_is_an_error_between_long_ones_is_seen() {
    let many = 60;
    let records = |page: u32| -> Vec<Value> { (0..many).map(|n| graph(&json!({"id": format!("aaaaaaaa-0000-4000-800{page}-{n:012}")}))).collect() };
    let sound = |page: u32| json!({"id": page.to_string(), "status": 200, "body": {"value": records(page)}});
    let refused = json!({"id": "9", "status": 429, "body": {"error": {"code": "TooManyRequests"}}});
    let page = |page: u32, error: &Value| json!({"value": records(page), "error": error});
    let error = json!({"code": "PartialError"});
    for content in [
        json!({"responses": [sound(1), refused, sound(2)]}).to_string(),
        format!("{}\n{}", page(1, &error), page(2, &Value::Null)),
        format!("{}\n{}", page(1, &Value::Null), page(2, &error)),
    ] {
        let (code, found, said) = counted(content.clone());
        assert_eq!((code, found), (4, ledger(2 * many, 0)), "{said}");
        assert!(said.contains("is an error"), "{said}");
    }
    let content = format!("{}\n{}", page(1, &Value::Null), page(2, &Value::Null));
    assert_eq!(counted(content).0, 0);
}

/// A zip file with one member that is locked: the bit that says so is set, and the bytes stay as they are.
fn half_locked() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, n) in [("locked.ndjson", 0), ("open.ndjson", 1)] {
        archive.start_file(name, stored).expect("member");
        archive.write_all(three()[n].to_string().as_bytes()).expect("content");
    }
    let mut bytes = archive.finish().expect("archive").into_inner();
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let place = memchr::memmem::find(&bytes, signature).expect("a header");
        bytes[place + flags] |= 1;
    }
    bytes
}

#[test]
fn a_locked_member_costs_itself_only() {
    let files = Files::new().with("in/logs.zip", half_locked()).with("in/log.ndjson", three()[2].to_string());
    let output = crosstenant(["partners", &files.path("in"), "--tenant", OWN, "--format", "json"]);
    let table: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let said = stderr(&output);
    assert_eq!((code(&output), &table["ledger"]["kept"]), (4, &json!(2)), "{said}");
    assert!(said.contains("logs.zip!locked.ndjson") && said.contains("encrypted; unpack it first"), "{said}");
}

#[test]
fn a_zip_file_on_standard_input_is_refused_with_what_to_do() {
    let mut child = command(["partners", "-", "--tenant", OWN])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("standard input").write_all(&half_locked()).expect("written");
    let output = child.wait_with_output().expect("ended");
    let said = stderr(&output);
    assert!(code(&output) == 3 && said.contains("zip file") && said.contains("save it to a file"), "{said}");
}
