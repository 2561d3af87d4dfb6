//! Broken, odd and malicious input: each costs only itself, and is said.

mod files;
mod markdown;
mod outputs;
mod settled;
#[cfg(target_os = "linux")]
mod terminal;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, command, crosstenant, graph, json, ndjson, stderr};

/// Exit code and ledger of `coverage` over one file.
fn ledger(name: &str, content: impl AsRef<[u8]>, options: &[&str]) -> (i32, Value) {
    let files = Files::new().with(name, content);
    let output = crosstenant([&["coverage", &files.path(name), "--tenant", OWN, "--format", "json"], options].concat());
    let parsed: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (code(&output), parsed["ledger"].clone())
}

fn counts(records: u64, kept: u64, duplicates: u64, skipped: u64) -> Value {
    json!({"files": 1, "records": records, "kept": kept, "duplicates": duplicates, "skipped": skipped})
}

const HEADINGS: &str =
    "Date (UTC),Request ID,User ID,Username,User type,Cross tenant access type,Resource tenant ID,Home tenant ID,Sign-in error code";

fn row(n: u32) -> String {
    format!("2026-10-05T00:00:00Z,aaaaaaaa-0000-4000-8000-{n:012},u,a@b.example,Guest,b2bCollaboration,{OWN},{OTHER},0")
}

#[test]
fn csv_rows_of_another_shape_are_never_read_under_wrong_headings() {
    let file = |rows: &[String]| format!("{HEADINGS}\r\n{}\r\n", rows.join("\r\n"));
    let name = "InteractiveSignIns.csv";
    let extra = row(2).replacen(",u,", ",u,x,", 1);
    let short = row(2).replacen(",u,", ",", 1);
    let lost_quote = row(2).replacen(",u,", ",\"u,", 1);
    for odd in [extra, short, lost_quote] {
        assert_eq!(ledger(name, file(&[row(1), odd.clone(), row(3)]), &[]), (4, counts(3, 2, 0, 1)), "{odd}");
    }
    assert_eq!(ledger(name, file(&[row(1), row(2) + ",,", row(3)]), &[]), (0, counts(3, 3, 0, 0)), "empty cells at the end do no harm");
}

#[test]
fn a_broken_or_foreign_first_record_does_not_decide_for_the_file() {
    let good = ndjson(&[json!({}), json!({})]);
    assert_eq!(ledger("a.ndjson", format!("{{broken\n{good}"), &[]), (4, counts(3, 2, 0, 1)));
    assert_eq!(ledger("b.ndjson", format!("broken\n{good}"), &[]), (4, counts(3, 2, 0, 1)));
    let risk = json!({"time": "2026-10-05T00:00:00Z", "category": "RiskyUsers", "properties": {}});
    let mut properties = graph(&json!({}));
    properties["id"] = json!("aaaaaaaa-0000-4000-8000-000000000007");
    let sign_in = json!({"time": "2026-10-05T00:00:00Z", "category": "NonInteractiveUserSignInLogs", "tenantId": OWN, "properties": properties});
    assert_eq!(ledger("PT1H.json", format!("{risk}\n{sign_in}\n"), &[]), (0, counts(1, 1, 0, 0)));
    let mut without_app = graph(&json!({}));
    without_app.as_object_mut().expect("record").remove("appId");
    assert_eq!(ledger("c.json", json!([without_app]).to_string(), &[]), (0, counts(1, 1, 0, 0)));
    let long = ndjson(&[json!({"userAgent": "x".repeat(1_500_000)}), json!({})]);
    assert_eq!(ledger("d.ndjson", long, &[]), (0, counts(2, 2, 0, 0)), "a first record of more than a megabyte");
    assert_eq!(ledger("empty.json", "[]", &[]), (0, counts(0, 0, 0, 0)), "an empty list is an export of nothing");
}

#[test]
fn a_cut_last_line_is_counted_for_its_own_log() {
    let line = |n: u32| {
        let mut properties = graph(&json!({}));
        properties["id"] = json!(format!("aaaaaaaa-0000-4000-8000-{n:012}"));
        json!({"time": "2026-10-05T00:00:00Z", "category": "NonInteractiveUserSignInLogs", "tenantId": OWN, "properties": properties}).to_string()
            + "\n"
    };
    let text = line(1) + &line(2);
    let files = Files::new().with("PT1H.json", &text.as_bytes()[..text.len() - 50]);
    let table = json(&["coverage", &files.path("PT1H.json")]);
    let row = |log: &str| table["rows"].as_array().expect("rows").iter().find(|row| row["log"] == log).expect("row").clone();
    assert_eq!((&row("non_interactive")["skipped"], &row("interactive")["files"]), (&json!(1), &json!(0)));
}

#[test]
fn lists_lose_only_what_is_broken() {
    let records: Vec<Value> = (1..=4).map(|n| graph(&json!({"id": format!("aaaaaaaa-0000-4000-8000-{n:012}")}))).collect();
    let [a, b, c, d] = records.as_slice() else { panic!("four records") };
    assert_eq!(ledger("cut.json", format!("[{a},{b}"), &[]).0, 4, "a list that is not closed");
    assert_eq!(ledger("cut.json", format!("[{a},{b}"), &[]).1, counts(2, 2, 0, 0));
    let open = b.to_string().trim_end_matches('}').to_owned();
    assert_eq!(ledger("open.json", format!("[{a},{open},{c},{d}]"), &[]), (4, counts(4, 3, 0, 1)));
    let mut long = b.clone();
    long["userAgent"] = json!("[{".repeat(3 << 20));
    assert_eq!(ledger("long.json", json!([a, long, c, d]).to_string(), &["--max-record", "1000000"]), (4, counts(4, 3, 0, 1)));
    assert_eq!(ledger("short.ndjson", format!("{a}\n{}\n", json!({"id": "x".repeat(5000)})), &["--max-record", "4000"]), (4, counts(2, 1, 0, 1)));
    let nested = format!("{{\"id\":\"x\",\"deep\":{}{}}}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert_eq!(ledger("deep.ndjson", format!("{a}\n{nested}\n{c}\n"), &[]), (4, counts(3, 2, 0, 1)), "a million brackets, no time");
}

#[test]
fn cut_anywhere_exactly_the_whole_records_are_kept() {
    let quoted = |line: &str| format!("\"{}\"", line.replace(',', "\",\""));
    let rows = [quoted(&row(1)), quoted(&row(2))];
    let records = [graph(&json!({})).to_string(), graph(&json!({"id": "aaaaaaaa-0000-4000-8000-000000000009"})).to_string()];
    let [a, b] = &records;
    let mut files = Files::new();
    let mut expected = BTreeMap::new();
    for (name, text, records) in [
        ("log.ndjson", format!("{a}\n{b}\n"), &records),
        ("list.json", format!("[{a},\n {b}]"), &records),
        ("page.json", format!("{{\"@odata.context\":\"x/beta/$metadata#auditLogs/signIns\",\"value\":[{a},{b}]}}"), &records),
        ("InteractiveSignIns.csv", format!("{}\r\n{}\r\n{}\r\n", quoted(HEADINGS), rows[0], rows[1]), &rows),
    ] {
        let ends: Vec<usize> = records.iter().map(|record| text.find(record).expect("record") + record.len()).collect();
        for end in 0..text.len() {
            let name = format!("{end:05}-{name}");
            files = files.with(&format!("in/{name}"), &text.as_bytes()[..end]);
            expected.insert(name, ends.iter().filter(|&&whole| whole <= end).count());
        }
    }
    let output = crosstenant(["inspect", &files.path("in"), "--format", "json"]);
    let table: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut recognised = 0;
    for inspected in table["rows"].as_array().expect("rows") {
        let name = inspected["file"].as_str().and_then(|file| file.rsplit('/').next()).expect("name");
        // Before the first record is whole, nothing tells what the file is.
        let kept = inspected["kept"].as_u64().unwrap_or_default();
        recognised += u32::from(inspected["kept"].is_u64());
        assert_eq!(kept, expected[name] as u64, "{name}");
    }
    assert_eq!(table["rows"].as_array().expect("rows").len(), expected.len());
    assert!(recognised > 2000, "{recognised}");
}

#[test]
fn ten_thousand_flipped_bytes_never_panic_and_the_ledger_sums() {
    let csv = format!("{HEADINGS}\r\n{}\r\n{}\r\n", row(1), row(2));
    let list = json!([graph(&json!({})), graph(&json!({"id": "aaaaaaaa-0000-4000-8000-000000000009"}))]).to_string();
    let texts = [("a.ndjson", ndjson(&[json!({}), json!({})])), ("b.json", list), ("InteractiveSignIns.csv", csv)];
    let folder = tempfile::tempdir().expect("folder");
    // Many files in one run: a flip for each.
    let mut files = 0u64;
    for (name, text) in &texts {
        for place in 0..text.len() {
            for flip in [0x01u8, 0x22, 0x80] {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= flip;
                std::fs::write(folder.path().join(format!("{place:05}-{flip}-{name}")), bytes).expect("file");
                files += 1;
            }
        }
    }
    assert!(files >= 10_000, "{files}");
    let output = crosstenant(["coverage", folder.path().to_str().expect("UTF-8"), "--tenant", OWN, "--format", "json", "-q"]);
    assert!(matches!(code(&output), 0 | 4), "{}", stderr(&output));
    let parsed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let number = |name: &str| parsed["ledger"][name].as_u64().expect("count");
    assert_eq!(number("records"), number("kept") + number("duplicates") + number("skipped"));
    assert!(number("files") > files / 2 && number("records") > files, "{}", parsed["ledger"]);
}

/// A zip file of stored members, written by hand so that it can lie.
fn zip(members: &[(&str, &[u8])], shared: bool) -> Vec<u8> {
    let (mut body, mut directory) = (Vec::new(), Vec::new());
    let header = |name: &str, data: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(data);
        let size = u32::try_from(data.len()).expect("small").to_le_bytes();
        let name = u16::try_from(name.len()).expect("short").to_le_bytes();
        [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &crc.sum().to_le_bytes(), &size, &size, &name, &[0, 0]].concat()
    };
    for (name, data) in members {
        // Members that share bytes all point at the first.
        let place = if shared { 0 } else { body.len() };
        if !shared || body.is_empty() {
            body.extend([&b"PK\x03\x04"[..], &header(name, data), name.as_bytes(), data].concat());
        }
        let place = u32::try_from(place).expect("small").to_le_bytes();
        directory.extend([&b"PK\x01\x02\x14\x00"[..], &header(name, data), &[0; 10], &place, name.as_bytes()].concat());
    }
    let count = u16::try_from(members.len()).expect("few").to_le_bytes();
    let (size, start) = (u32::try_from(directory.len()).expect("small").to_le_bytes(), u32::try_from(body.len()).expect("small").to_le_bytes());
    [body, directory, [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &size, &start, &[0, 0]].concat()].concat()
}

#[test]
fn zip_files_that_lie_are_refused_and_write_nothing() {
    let line = ndjson(&[json!({})]);
    let inner = zip(&[("in.ndjson", line.as_bytes())], false);
    let many: Vec<(String, &[u8])> = (0..10_001).map(|n| (format!("{n}.json"), &b"[]"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, data)| (name.as_str(), *data)).collect();
    let files = Files::new()
        .with("in/plain.zip", zip(&[("../../../../tmp/x.ndjson", line.as_bytes()), ("C:\\evil.txt", b"hello")], false))
        .with("in/overlap.zip", zip(&[("a.json", line.as_bytes()), ("b.json", line.as_bytes())], true))
        .with("in/nested.zip", zip(&[("inner.zip", &inner)], false))
        .with("in/many.zip", zip(&many, false));
    let before = walkdir::WalkDir::new(files.folder()).into_iter().count();
    let output = crosstenant(["inspect", &files.path("in"), "--format", "json"]);
    let table: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let problem = |part: &str| {
        let rows = table["rows"].as_array().expect("rows").iter();
        let row = rows.clone().find(|row| row["file"].as_str().is_some_and(|file| file.contains(part))).expect(part);
        (row["kept"].clone(), row["problem"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(problem("plain.zip!../").0, 1, "a name is a name and no path");
    assert!(problem("overlap.zip").1.contains("overlap"), "{:?}", problem("overlap.zip"));
    assert!(problem("nested.zip!inner").1.contains("archive within an archive"), "{:?}", problem("nested.zip"));
    assert!(problem("many.zip").1.contains("10001 members"), "{:?}", problem("many.zip"));
    assert_eq!(walkdir::WalkDir::new(files.folder()).into_iter().count(), before, "nothing is unpacked to disk");
}

#[test]
fn a_workbook_that_unpacks_to_far_too_much_is_refused() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..30_000 {
        for column in 0..50 {
            sheet.write(row, column, 0).expect("cell");
        }
    }
    let files = Files::new().with("big.xlsx", book.save_to_buffer().expect("workbook"));
    let output = crosstenant(["inspect", &files.path("big.xlsx"), "--format", "json", "--max-unpacked", "1000000"]);
    let table: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(table["rows"][0]["problem"].as_str().expect("problem").contains("--max-unpacked"), "{table}");
}

#[test]
fn odd_ids_codes_and_times_are_what_they_mean() {
    let zero = "{00000000-0000-0000-0000-000000000000}";
    let files = Files::new().with(
        "log.ndjson",
        ndjson(&[
            json!({"homeTenantId": zero}),
            json!({"status": {"errorCode": "AADSTS50126"}}),
            json!({"status": {"errorCode": 2_147_942_405_u32}}),
            json!({"status": {"errorCode": "80045C4D"}}),
            json!({"createdDateTime": "0001-01-01T00:00:00Z"}),
        ]),
    );
    let output = crosstenant(["partners", &files.path("log.ndjson"), "--tenant", OWN, "--format", "json"]);
    assert_eq!(code(&output), 4);
    let table: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&table["rows"][0]["failures"], &table["rows"][0]["sign_ins"]), (&json!(3), &json!(3)), "{table}");
    assert_eq!((&table["rows"][1]["direction"], &table["rows"][1]["reason"]), (&json!("undetermined"), &json!("home_absent")));
    assert_eq!(table["ledger"]["skipped"], 1, "a time before there were logs");
    assert_eq!(code(&crosstenant(["partners", &files.path("log.ndjson"), "--tenant", "00000000-0000-0000-0000-000000000000"])), 2);
}

#[test]
fn a_sign_in_and_an_audit_event_may_share_an_id() {
    let id = "aaaaaaaa-0000-4000-8000-000000000001";
    let audit = json!({"id": id, "activityDateTime": "2026-10-05T12:00:00Z", "activityDisplayName": "Invite external user", "targetResources": []});
    let files = Files::new().with("s.json", json!([graph(&json!({}))]).to_string()).with("a.json", json!([audit]).to_string());
    let table = json(&["coverage", &files.path("s.json"), &files.path("a.json"), "--tenant", OWN]);
    assert_eq!((&table["ledger"]["kept"], &table["ledger"]["duplicates"]), (&json!(2), &json!(0)));
}

#[test]
fn people_who_changed_their_name_are_found_by_the_old_one() {
    let records =
        [json!({"userPrincipalName": "old@p.example"}), json!({"createdDateTime": "2026-10-06T00:00:00Z", "userPrincipalName": "new@p.example"})];
    let files = Files::new().with("log.ndjson", ndjson(&records));
    for name in ["old@p.example", "NEW@p.example", "{CCCCCCCC-0000-4000-8000-000000000001}"] {
        let table = json(&["users", &files.path("log.ndjson"), "--tenant", OWN, "--user", name]);
        assert_eq!(table["rows"][0]["sign_ins"], 2, "{name}");
    }
}

#[test]
fn our_own_reports_are_no_input() {
    let files = Files::new().with("log.ndjson", ndjson(&[json!({})]));
    let folder = files.folder().to_str().expect("UTF-8").to_owned();
    for _ in 0..2 {
        let output = command(["report", &folder, "--tenant", OWN, "-o", &files.path("reports/one")]).output().expect("runs");
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        assert!(!stderr(&output).contains("hold no log"), "{}", stderr(&output));
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_and_pipes_are_no_trouble() {
    let files = Files::new().with("in/log.ndjson", ndjson(&[json!({})]));
    std::os::unix::fs::symlink("/nowhere/at/all", files.folder().join("in/broken")).expect("link");
    assert_eq!(json(&["partners", &files.path("in"), "--tenant", OWN])["ledger"]["kept"], 1);

    // A pipe given as a path can be read only once.
    let pipe = files.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let mut writer = std::process::Command::new("sh").args(["-c", &format!("cat {} > {pipe}", files.path("in/log.ndjson"))]).spawn().expect("writer");
    assert_eq!(json(&["partners", &pipe, "--tenant", OWN])["ledger"]["kept"], 1);
    assert!(writer.wait().expect("ends").success());
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_ends_at_once() {
    let mut child = command(["partners", "-", "--tenant", OWN]).stdin(std::process::Stdio::piped()).spawn().expect("the program starts");
    std::thread::sleep(std::time::Duration::from_millis(1500));
    // Waiting closes its standard input, which would end it too: signal and look.
    let ended = (0..20).find_map(|_| {
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
        std::thread::sleep(std::time::Duration::from_millis(200));
        child.try_wait().expect("state")
    });
    child.kill().ok();
    assert_eq!(ended.and_then(|status| status.code()), Some(130));
}
