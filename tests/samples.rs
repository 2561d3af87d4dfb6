//! `tests/samples` holds the same three sign-ins (or three changes, or three users) in every format: a guest of another tenant who comes in, a user of ours
//! who is refused there, and one who stays at home. A format without a sample is not done.

use std::collections::BTreeMap;
use std::process::Output;

use serde_json::{Value, json};

use crate::support::{OTHER, OWN, crosstenant, json, project, stderr, stdout};

fn files() -> Vec<(String, String)> {
    let folder = std::fs::read_dir(project("tests/samples")).expect("samples");
    let names = folder.map(|entry| entry.expect("entry").file_name().into_string().expect("UTF-8"));
    let mut files: Vec<(String, String)> =
        names.map(|name| (name.split('.').next().expect("format").to_owned(), format!("tests/samples/{name}"))).collect();
    files.sort();
    files.into_iter().map(|(format, file)| (format, project(&file).to_string_lossy().into_owned())).collect()
}

#[test]
fn every_format_has_a_sample_and_is_recognised_by_its_content() {
    let formats: Value = serde_json::from_str(&stdout(&crosstenant(["formats", "--format", "json"]))).expect("JSON");
    let ids: Vec<&str> = formats["rows"].as_array().expect("rows").iter().map(|row| row["format"].as_str().expect("id")).collect();
    let files = files();
    for id in &ids {
        assert!(files.iter().any(|(format, _)| format == id), "no sample of {id}");
    }
    for (format, file) in files {
        let row = json(&["inspect", &file])["rows"][0].clone();
        let records = if matches!(format.as_str(), "settings" | "relationships") { json!(0) } else { json!(3) };
        assert_eq!((&row["format"], &row["records"], &row["kept"]), (&json!(format), &records, &records), "{file}");
        // The name must not matter, but for the log of the portal's CSV.
        let renamed = tempfile::Builder::new().suffix(".txt").tempfile().expect("file");
        std::fs::copy(&file, renamed.path()).expect("copied");
        let again = json(&["inspect", renamed.path().to_str().expect("UTF-8")])["rows"][0].clone();
        assert_eq!((&again["format"], &again["evidence"]), (&row["format"], &row["evidence"]), "{file}");
    }
}

#[test]
fn every_wrapping_has_a_sample_and_its_path_is_shown() {
    let files = files();
    for wrapping in crosstenant::ingest::wrappings::WRAPPINGS {
        let of_wrapping = |file: &&(String, String)| file.1.rsplit('/').next().is_some_and(|name| name.split('.').nth(1) == Some(wrapping.id));
        let samples: Vec<_> = files.iter().filter(of_wrapping).collect();
        assert!(!samples.is_empty(), "no sample of {}", wrapping.id);
        for (_, file) in samples {
            let row = json(&["inspect", file])["rows"][0].clone();
            let (path, evidence) = (row["unwrapped"].as_str().expect("a path"), row["evidence"].as_str().expect("evidence"));
            assert!(wrapping.paths.iter().any(|known| path.ends_with(known)), "{file}: {path}");
            assert!(evidence.contains((wrapping.product)(crosstenant::words::Lang::En)), "{file}: {evidence}");
        }
    }
}

#[test]
fn every_format_tells_the_same_story_as_far_as_it_can() {
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, file) in files().into_iter().filter(|(format, _)| format != "users" && format != "settings") {
        let table = json(&["events", &file, "--tenant", OWN, "--direction", "inbound", "--direction", "outbound", "--direction", "undetermined"]);
        let columns = [
            "time",
            "direction",
            "partner_tenant_id",
            "user_id",
            "user_principal_name",
            "app_id",
            "resource_id",
            "ip",
            "outcome",
            "error_code",
            "id",
        ];
        let rows: Vec<Value> =
            table["rows"].as_array().expect("rows").iter().map(|row| Value::from_iter(columns.map(|name| (name, row[name].clone())))).collect();
        told.entry(Value::from(rows).to_string()).or_default().push(file);
    }
    let stories: Vec<(usize, String)> = told.iter().map(|(story, files)| (files.len(), story.clone())).collect();
    let sign_ins = |count: &dyn Fn(usize) -> bool| stories.iter().filter(|(_, story)| count(story.matches("\"time\"").count())).collect::<Vec<_>>();
    // Audit logs and applications tell of no user; Defender does not know who came in; Export-Csv was told to keep no addresses.
    assert_eq!(sign_ins(&|rows| rows == 0).len(), 1, "{told:#?}");
    assert_eq!(sign_ins(&|rows| rows == 3).iter().map(|(files, _)| files).sum::<usize>(), 2, "Defender\n{told:#?}");
    let two = sign_ins(&|rows| rows == 2);
    assert_eq!(two.iter().map(|(files, _)| *files).max(), Some(42), "{told:#?}");
    assert!(
        two.iter().all(|(_, story)| story.contains(OTHER) && story.contains("\"error_code\":500213") && story.contains("\"outcome\":\"success\""))
    );
    assert_eq!(two.len(), 2, "all but Export-Csv, which has no addresses, tell the same\n{told:#?}");
}

#[test]
fn copies_of_one_event_count_once_whatever_their_formats() {
    let all = project("tests/samples").to_string_lossy().into_owned();
    let table = json(&["coverage", &all, "--tenant", OWN, "--zone", "UTC"]);
    assert_eq!(table["ledger"], json!({"files": 52, "records": 144, "kept": 9, "duplicates": 135, "skipped": 0}));
    let table = json(&["partners", &all, "--tenant", OWN]);
    for (format, said) in [("table", stderr as fn(&Output) -> String), ("markdown", stdout)] {
        let text = said(&crosstenant(["partners", &all, "--tenant", OWN, "--zone", "UTC", "--format", format]));
        assert!(text.contains("144 records in 52 files = 9 kept + 135 duplicates + 0 skipped"), "{text}");
    }
    assert_eq!(table["rows"].as_array().expect("rows").len(), 2, "the richest copies have the tenants");
    assert_eq!(table["rows"][0]["setting"], "organization", "the settings among the inputs name the partner");
}

#[test]
fn the_readme_shows_the_list_of_formats_as_the_program_does() {
    let readme = std::fs::read_to_string(project("README.md")).expect("README");
    let table = stdout(&crosstenant(["formats", "--format", "markdown"]));
    let table = table.lines().filter(|line| line.starts_with('|')).collect::<Vec<_>>().join("\n");
    assert!(readme.contains(&table), "put the output of `crosstenant formats --format markdown` into README:\n{table}");
}
