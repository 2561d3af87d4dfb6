//! The ledger and what the logs cannot show.

use std::io::Write;

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, graph, json, ndjson, stderr};

fn caveats(args: &[&str]) -> (Vec<String>, Value) {
    let output = crosstenant(args.iter().copied().chain(["--tenant", OWN, "--format", "json"]));
    let parsed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let codes = parsed["caveats"].as_array().expect("caveats").iter().map(|caveat| caveat["code"].as_str().expect("code").to_owned()).collect();
    (codes, parsed)
}

fn has(codes: &[String], wanted: &str) -> bool {
    codes.iter().any(|code| code == wanted)
}

#[test]
fn every_record_ends_as_kept_duplicate_or_skipped() {
    let mut lines = ndjson(&[json!({}), json!({}), json!({"createdDateTime": null}), json!({"createdDateTime": "yesterday"})]);
    lines.push_str("{broken\n[1]\n\n");
    lines.push_str(&ndjson(&[json!({})]));
    let files = Files::new().with("log.ndjson", lines);
    let (log, rejects) = (files.path("log.ndjson"), files.path("rejects.ndjson"));
    let output = crosstenant(["coverage", &log, "--tenant", OWN, "--format", "json", "--rejects", &rejects]);
    assert_eq!(code(&output), 4);
    let parsed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(parsed["ledger"], json!({"files": 1, "records": 7, "kept": 2, "duplicates": 1, "skipped": 4}));
    let rejected: Vec<Value> =
        std::fs::read_to_string(&rejects).expect("rejects").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let seen: Vec<(u64, &str)> =
        rejected.iter().map(|line| (line["record"].as_u64().expect("record"), line["code"].as_str().expect("code"))).collect();
    assert_eq!(seen, [(3, "no-time"), (4, "bad-time"), (5, "bad-json"), (6, "bad-json")]);
    assert_eq!(rejected[0]["file"], log);
    assert_eq!(rejected[1]["found"], "yesterday");
    assert!(stderr(&output).contains(&format!("{log}:3: skipped (no-time)")), "{}", stderr(&output));
    assert_eq!(rejected[2]["found"], "column 2: broken");
    assert!(stderr(&output).contains(&format!("{log}:5: skipped (bad-json), found \"column 2: broken\"")), "{}", stderr(&output));
}

#[test]
fn a_cut_file_keeps_its_whole_records() {
    let text = ndjson(&[json!({}), json!({}), json!({})]);
    let cut = &text.as_bytes()[..text.len() - 40];
    let files = Files::new().with("log.ndjson", cut);
    let output = crosstenant(["coverage", &files.path("log.ndjson"), "--tenant", OWN, "--format", "json"]);
    assert_eq!(code(&output), 4);
    let parsed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(parsed["ledger"], json!({"files": 1, "records": 3, "kept": 2, "duplicates": 0, "skipped": 1}));

    // A diagnostic blob is written until its hour ends: a cut last line is a note.
    let line = |n: u32| {
        let mut properties = graph(&json!({}));
        properties["id"] = json!(format!("aaaaaaaa-0000-4000-8000-{n:012}"));
        format!("{}\n", json!({"time": "2026-10-05T12:35:56Z", "category": "SignInLogs", "tenantId": OWN, "properties": properties}))
    };
    let text = line(1) + &line(2);
    let files = Files::new().with("PT1H.json", &text.as_bytes()[..text.len() - 40]);
    let output = crosstenant(["coverage", &files.path("PT1H.json"), "--format", "json"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let parsed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(parsed["ledger"], json!({"files": 1, "records": 2, "kept": 1, "duplicates": 0, "skipped": 1}));
    assert!(stderr(&output).contains("the last record is cut"), "{}", stderr(&output));
}

#[test]
fn broken_compression_keeps_what_came_before() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let records: Vec<Value> = (0..2000).map(|_| json!({})).collect();
    encoder.write_all(ndjson(&records).as_bytes()).expect("compressed");
    let whole = encoder.finish().expect("compressed");
    let files = Files::new().with("log.ndjson.gz", &whole[..whole.len() / 2]).with("whole.ndjson.gz", &whole);
    assert_eq!(json(&["coverage", &files.path("whole.ndjson.gz"), "--tenant", OWN])["ledger"]["kept"], 2000);
    let output = crosstenant(["coverage", &files.path("log.ndjson.gz"), "--tenant", OWN, "--format", "json"]);
    assert_eq!(code(&output), 4);
    let parsed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(parsed["ledger"]["kept"].as_u64().expect("kept") > 100, "{parsed}");
    assert!(parsed["caveats"].to_string().contains("read-error"));
}

#[test]
fn a_csv_without_tenant_columns_is_refused_and_never_zero() {
    let old = "Date (UTC),Request ID,User,Username,Application,Status\n2020-01-01T00:00:00Z,a,b,c@d.example,e,Success\n2020-01-02T00:00:00Z,f,b,c@d.example,e,Success\n";
    let flat =
        "CreatedDateTime,UserPrincipalName,UserDisplayName,AppDisplayName,IPAddress,Status\n2020-01-01T00:00:00Z,c@d.example,b,e,192.0.2.1,x\n";
    let files = Files::new().with("InteractiveSignIns.csv", old).with("flat.csv", flat);
    let output = crosstenant(["partners", files.folder().to_str().expect("UTF-8"), "--tenant", OWN, "--format", "json"]);
    assert_eq!(code(&output), 4);
    let parsed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(parsed["ledger"], json!({"files": 2, "records": 3, "kept": 0, "duplicates": 0, "skipped": 3}));
    assert!(stderr(&output).contains("no-tenant-columns") && stderr(&output).contains("download the sign-in log again"), "{}", stderr(&output));
}

#[test]
fn caveats_say_what_is_missing() {
    let files = Files::new()
        .with("v1.ndjson", ndjson(&[json!({"crossTenantAccessType": null, "userType": null, "signInEventTypes": null, "isInteractive": true})]))
        .with("odd.ndjson", ndjson(&[
            json!({"crossTenantAccessType": "none"}),
            json!({"homeTenantId": OWN, "crossTenantAccessType": "serviceProvider"}),
            json!({"homeTenantId": null}),
            json!({"homeTenantId": "", "resourceTenantId": "00000000-0000-0000-0000-000000000000"}),
            json!({"resourceTenantId": OTHER}),
            json!({"userId": "00000000-0000-0000-0000-000000000000", "userPrincipalName": "{PII Removed}@fabrikam.example"}),
            json!({"id": null}),
            json!({"createdDateTime": "2026-10-09T00:00:00Z"}),
        ]))
        .with("page/1.json", json!({"@odata.context": "https://graph.microsoft.com/beta/$metadata#auditLogs/signIns", "@odata.nextLink": "https://graph.microsoft.com/x", "value": [graph(&json!({}))]}).to_string())
        .with("pages/1.json", json!({"@odata.nextLink": "https://graph.microsoft.com/x", "value": [graph(&json!({}))]}).to_string())
        .with("pages/2.json", json!({"value": [graph(&json!({"id": "aaaaaaaa-0000-4000-8000-000000000002"}))]}).to_string());
    let (codes, _) = caveats(&["coverage", &files.path("v1.ndjson")]);
    assert!(
        has(&codes, "no-access-type") && has(&codes, "no-user-type") && has(&codes, "interactive-only") && has(&codes, "short-window"),
        "{codes:?}"
    );
    let (codes, parsed) = caveats(&["coverage", &files.path("odd.ndjson")]);
    for code in ["label-contradicts-tenants", "undetermined", "foreign", "masked-users", "no-event-id", "gap-days"] {
        assert!(has(&codes, code), "{code} in {codes:?}");
    }
    assert_eq!(parsed["directions"], json!({"inbound": 4, "outbound": 0, "internal": 1, "foreign": 1, "undetermined": 2, "workload": 0}));
    assert!(parsed["caveats"].to_string().contains("2 sign-ins carry an access type that does not fit"), "{parsed}");
    assert!(has(&caveats(&["coverage", &files.path("page")]).0, "more-pages"));
    assert!(!has(&caveats(&["coverage", &files.path("pages")]).0, "more-pages"));
}

/// Codes and numbers are the same in every language; sentences, reasons and what is said on standard error follow it.
#[test]
fn what_is_said_about_the_input_follows_the_language() {
    let files = Files::new()
        .with("log.ndjson", ndjson(&[json!({}), json!({"createdDateTime": "yesterday"}), json!({"crossTenantAccessType": null, "id": "x"})]));
    let (log, rejects) = (files.path("log.ndjson"), files.path("rejects.ndjson"));
    let (english, _) = caveats(&["coverage", &log]);
    let (japanese, parsed) = caveats(&["coverage", &log, "--lang", "ja"]);
    assert_eq!(english, japanese);
    for caveat in parsed["caveats"].as_array().expect("caveats") {
        let message = caveat["message"].as_str().expect("a message");
        assert!(message.ends_with('。') && !message.contains("。。"), "{message}");
    }
    let output = crosstenant(["coverage", &log, "--tenant", OWN, "--lang", "ja", "--rejects", &rejects]);
    let said = stderr(&output);
    assert!(said.contains(&format!("警告: {log}:2: スキップしました (bad-time)。値: \"yesterday\"")), "{said}");
    assert!(said.contains("\n  次の手順: 日時の") && said.contains("(1 ファイル、3 レコード = 採用 2 + 重複 0 + スキップ 1)"), "{said}");
    let rejected: Value = serde_json::from_str(&std::fs::read_to_string(&rejects).expect("rejects")).expect("JSON");
    assert!(rejected["code"] == "bad-time" && rejected["reason"].as_str().is_some_and(|reason| reason.starts_with("日時の形式")), "{rejected}");
}

#[test]
fn the_status_text_is_compared_with_the_code() {
    let heading = "\"Date (UTC)\",\"Request ID\",\"User ID\",\"Username\",\"User type\",\"Cross tenant access type\",\"Resource tenant ID\",\"Home tenant ID\",\"Status\",\"Sign-in error code\"";
    let row = |n: u32, status: &str, code: &str| {
        format!(
            "\"2026-10-05T00:00:00Z\",\"aaaaaaaa-0000-4000-8000-{n:012}\",\"u\",\"a@b.example\",\"Guest\",\"b2bCollaboration\",\"{OWN}\",\"{OTHER}\",\"{status}\",\"{code}\""
        )
    };
    let rows = [
        row(1, "Success", "0"),
        row(2, "Success", "500213"),
        row(3, "Failure", ""),
        row(4, "", ""),
        row(5, "Interrupted", "50140"),
        row(6, "Success", "None"),
    ];
    let files = Files::new().with("InteractiveSignIns.csv", format!("\u{feff}{heading}\r\n{}\r\n", rows.join("\r\n")));
    let (codes, parsed) = caveats(&["coverage", &files.path("InteractiveSignIns.csv")]);
    assert!(has(&codes, "status-contradicts-code") && parsed["caveats"].to_string().contains("1 sign-in has a status text"), "{parsed}");
    let row = json(&["partners", &files.path("InteractiveSignIns.csv"), "--tenant", OWN])["rows"][0].clone();
    assert_eq!(
        (&row["sign_ins"], &row["successes"], &row["failures"], &row["interruptions"], &row["unknowns"]),
        (&json!(6), &json!(2), &json!(2), &json!(1), &json!(1))
    );
}

#[test]
fn duplicates_count_once_and_the_richer_copy_counts() {
    // The same event in a v1.0 export (poor) and a beta export (rich): the rich one counts, whatever the names and the order.
    let files = Files::new()
        .with("a-v1.ndjson", ndjson(&[json!({"crossTenantAccessType": null, "userType": null})]))
        .with("z-beta.ndjson", ndjson(&[json!({})]));
    for order in [["a-v1.ndjson", "z-beta.ndjson"], ["z-beta.ndjson", "a-v1.ndjson"]] {
        let parsed = json(&["users", &files.path(order[0]), &files.path(order[1]), "--tenant", OWN]);
        assert_eq!(parsed["ledger"], json!({"files": 2, "records": 2, "kept": 1, "duplicates": 1, "skipped": 0}));
        assert_eq!(parsed["rows"][0]["user_kind"], "b2b_collaboration_guest");
    }
}
