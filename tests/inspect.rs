//! `inspect` and `formats`: what a file is, and what can be read.

use serde_json::{Value, json};

use crate::support::{Files, code, crosstenant, json, ndjson, stderr, stdout};

#[test]
fn inspect_says_what_a_file_is() {
    let files = Files::new().with("log.ndjson", ndjson(&[json!({})])).with("readme.txt", "hello\n");
    let parsed = json(&["inspect", files.folder().to_str().expect("UTF-8")]);
    let row = |name: &str| {
        parsed["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .find(|row| row["file"].as_str().is_some_and(|file| file.ends_with(name)))
            .expect("row")
            .clone()
    };
    let log = row("log.ndjson");
    assert_eq!((&log["format"], &log["records"], &log["encoding"]), (&json!("graph-beta"), &json!(1), &json!("UTF-8")));
    assert!(log["evidence"].as_str().expect("evidence").contains("createdDateTime"));
    assert!(row("readme.txt")["problem"].as_str().expect("problem").contains("CSV"));
    assert_eq!(code(&crosstenant(["inspect", &files.path("readme.txt")])), 3);
}

#[test]
fn the_list_of_formats_names_what_each_cannot_tell() {
    let table: Value = serde_json::from_str(&stdout(&crosstenant(["formats", "--format", "json"]))).expect("JSON");
    let v1 = table["rows"].as_array().expect("rows").iter().find(|row| row["format"] == "graph-v1").expect("row").clone();
    assert!(v1["cannot_tell"].to_string().contains("cross-tenant access type"));
    let japanese = stdout(&crosstenant(["formats", "--format", "json", "--lang", "ja"]));
    assert!(japanese.contains("クロステナント アクセスの種類") && japanese.contains("診断設定"), "{japanese}");
}

#[test]
fn why_a_file_is_no_log_is_said_in_japanese() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "hello\n").expect("written");
    let path = path.to_str().expect("UTF-8");
    let output = crosstenant(["inspect", path, "--lang", "ja", "--format", "json"]);
    assert!(stdout(&output).contains("ありません"), "{}", stdout(&output));
    let said = stderr(&crosstenant(["partners", path, "--lang", "ja"]));
    assert!(said.contains("1 件の入力の中に、サインイン ログも監査ログもありません:"), "{said}");
}

#[test]
fn under_tokens_no_name_of_a_file_and_nothing_found_in_it_is_told() {
    let files = Files::new()
        .with("Fabrikam exports/log.ndjson", ndjson(&[json!({})]) + "{\"id\":\"ann@fabrikam.example\",broken\n")
        .with("Fabrikam exports/carried.json", json!({"of Fabrikam": [crate::support::graph(&json!({}))]}).to_string())
        .with("Fabrikam exports/notes of Fabrikam.txt", "hello\n")
        .with("key", "key\n");
    let folder = files.path("Fabrikam exports");
    let map = files.path("map.csv");
    let args = ["inspect", &folder, "--pseudonymise", &files.path("key"), "--mapping", &map];
    let clear = json_of(&crosstenant(["inspect", &folder, "--format", "json"]));
    let under = json_of(&crosstenant(args.into_iter().chain(["--format", "json"])));
    let figures = |table: &Value| {
        let mut rows: Vec<String> = table["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| ["format", "bytes", "records", "kept", "skipped", "first", "own_tenant"].map(|column| row[column].to_string()).join(" "))
            .collect();
        rows.sort();
        rows
    };
    assert_eq!(figures(&under), figures(&clear));
    assert_eq!((under["rows"].as_array().expect("rows").len(), &under["ledger"]), (3, &clear["ledger"]));
    assert!(clear.to_string().contains("of Fabrikam"), "{clear}");
    assert!(!under.to_string().to_lowercase().contains("fabrikam"), "{under}");
    assert!(std::fs::read_to_string(&map).expect("a mapping").contains("notes of Fabrikam.txt"));
    let table = crosstenant(args.into_iter().chain(["--force"]));
    let said = format!("{}{}", stdout(&table), stderr(&table)).to_lowercase();
    assert!(!said.contains("fabrikam") && said.contains("file_"), "{said}");
    assert_eq!(code(&crosstenant(["inspect", &folder, "--pseudonymise", &files.path("no such key")])), 2);
}

/// The output of a run that left something out.
fn json_of(output: &std::process::Output) -> Value {
    assert_eq!(code(output), 4, "{}", stderr(output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}
