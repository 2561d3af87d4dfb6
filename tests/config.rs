//! `crosstenant.toml`, the environment, and what goes before what.

use std::process::Output;

use crate::support::{Files, OWN, code, command, json, project, stderr, stdout};

/// A run in a folder with these variables.
fn run(files: &Files, args: &[&str], variables: &[(&str, &str)]) -> Output {
    command(args).current_dir(files.path("")).envs(variables.iter().copied()).output().expect("runs")
}

fn table(output: &Output) -> serde_json::Value {
    assert_eq!(code(output), 0, "{}", stderr(output));
    serde_json::from_str(&stdout(output)).expect("JSON")
}

/// Value and origin of a key.
fn shown(output: &Output, key: &str) -> (String, String) {
    let table = table(output);
    let row = table["rows"].as_array().expect("rows").iter().find(|row| row["key"] == key).expect("the key").clone();
    (row["value"].as_str().unwrap_or("-").to_owned(), row["origin"].as_str().expect("origin").to_owned())
}

#[test]
fn options_go_before_the_environment_and_the_environment_before_the_file() {
    let files = Files::new().with("crosstenant.toml", "tz = 'Asia/Tokyo'\ndormant_days = 30\n");
    let show = |more: &[&str], variables: &[(&str, &str)]| {
        let output = run(&files, &[&["config", "show", "--format", "json"], more].concat(), variables);
        shown(&output, "tz")
    };
    let is = |value: &str, origin: &str| (value.to_owned(), origin.to_owned());
    assert_eq!(show(&[], &[]), is("Asia/Tokyo", "file"));
    assert_eq!(show(&[], &[("CROSSTENANT_TZ", "Asia/Seoul")]), is("Asia/Seoul", "environment"));
    assert_eq!(show(&["--tz", "UTC"], &[("CROSSTENANT_TZ", "Asia/Seoul")]), is("UTC", "option"));
    assert_eq!(show(&["--no-config"], &[]), is("UTC", "default"));
}

#[test]
fn what_a_file_sets_is_used_said_and_kept_as_evidence() {
    let logs = project("sample-logs").display().to_string();
    let files = Files::new().with("crosstenant.toml", format!("inputs = ['{logs}']\ntz = 'Asia/Tokyo'\ndormant_days = 30\noutput = 'out'\n"));
    let typed = json(&["timeline", &logs, "--tz", "Asia/Tokyo", "--no-config"]);
    let output = run(&files, &["timeline", "--format", "json"], &[]);
    assert_eq!(table(&output)["rows"], typed["rows"]);
    assert!(stderr(&output).contains("crosstenant.toml sets inputs = ") && stderr(&output).contains("tz = Asia/Tokyo"), "{}", stderr(&output));
    assert!(!stderr(&output).contains("dormant_days"), "it decides nothing here: {}", stderr(&output));
    // The guests of the report are those of the command.
    let guests = table(&run(&files, &["guests", "--format", "json"], &[]));
    assert_eq!(code(&run(&files, &["report"], &[])), 0);
    let report = std::fs::read_to_string(files.path("out/tables/guests.json")).expect("written");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&report).expect("JSON")["rows"], guests["rows"]);
    let page = std::fs::read_to_string(files.path("out/report.html")).expect("written");
    assert!(page.contains("--dormant-days 30") && page.contains("crosstenant.toml sets inputs = "), "the evidence tells");
    // What is typed decides, and then the file is not said to.
    let output = run(&files, &["timeline", &logs, "--tz", "UTC"], &[]);
    assert!(!stderr(&output).contains("crosstenant.toml"), "{}", stderr(&output));
}

#[test]
fn the_nearest_file_upward_counts_and_one_that_is_named_before_it() {
    let files = Files::new().with("crosstenant.toml", "tz = 'Asia/Tokyo'\n").with("a/b/other.toml", "tz = 'Asia/Seoul'\n");
    let show = |more: &[&str]| {
        let args = [&["config", "show", "--format", "json"], more].concat();
        shown(&command(args).current_dir(files.path("a/b")).output().expect("runs"), "tz").0
    };
    assert_eq!((show(&[]).as_str(), show(&["--config", "other.toml"]).as_str()), ("Asia/Tokyo", "Asia/Seoul"));
}

/// As in a container that has nothing but the program.
#[cfg(target_os = "linux")]
#[test]
fn a_file_of_ours_counts_where_nothing_temporary_can_be_written() {
    let files = Files::new().with("crosstenant.toml", "tz = 'Asia/Tokyo'\n");
    let output = run(&files, &["config", "show", "--format", "json"], &[("TMPDIR", "/nowhere")]);
    assert_eq!(shown(&output, "tz"), ("Asia/Tokyo".to_owned(), "file".to_owned()));
}

#[test]
fn what_cannot_be_used_ends_the_run_with_the_nearest_name() {
    for (text, said) in [
        ("tennant = 'x'", "did you mean tenant?"),
        ("lang = 'fr'", "invalid value 'fr'"),
        ("dormant_days = 0", "dormant_days"),
        ("tz = 3", "text"),
        ("tz", "crosstenant.toml:1"),
    ] {
        let files = Files::new().with("crosstenant.toml", text);
        let output = run(&files, &["formats"], &[]);
        assert_eq!(code(&output), 2, "{text}: {}", stderr(&output));
        assert!(stderr(&output).contains(said) && stdout(&output).is_empty(), "{text}: {}", stderr(&output));
        assert_eq!(code(&run(&files, &["formats", "--no-config"], &[])), 0);
    }
    let output = run(&Files::new(), &["formats"], &[("CROSSTENANT_TENNANT", OWN)]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert_eq!(code(&run(&Files::new(), &["formats", "--config", "missing.toml"], &[])), 2);
}

/// As PowerShell writes what is redirected, and as the editor of Windows saves it.
#[test]
fn a_file_is_read_in_whatever_encoding_windows_writes() {
    let text = "# 設定\r\ntz = 'Asia/Tokyo'\r\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let cp932 = b"# \x90\xdd\x92\xe8\r\ntz = 'Asia/Tokyo'\r\n";
    for bytes in [text.as_bytes(), format!("\u{feff}{text}").as_bytes(), &utf16, cp932] {
        let files = Files::new().with("crosstenant.toml", bytes);
        let output = run(&files, &["config", "show", "--format", "json"], &[]);
        assert_eq!(shown(&output, "tz"), ("Asia/Tokyo".to_owned(), "file".to_owned()), "{bytes:?}");
    }
    // Letters that are lost are never guessed.
    let files = Files::new().with("crosstenant.toml", b"archive = 'caf\xe9 \xff'\n");
    assert_eq!(code(&run(&files, &["config", "show"], &[])), 2);
    // Escapes that were meant as a path of Windows say how it is written.
    let files = Files::new().with("crosstenant.toml", r#"archive = "C:\entra\archive""#);
    let output = run(&files, &["config", "show"], &[]);
    assert!(code(&output) == 2 && stderr(&output).contains("paths of Windows between single quotes"), "{}", stderr(&output));
}

#[test]
fn the_language_of_the_file_is_that_of_help_and_errors() {
    let files = Files::new().with("crosstenant.toml", "lang = 'ja'\n");
    assert!(stdout(&run(&files, &["partners", "--help"], &[])).contains("使い方"));
    assert!(stderr(&run(&files, &["partners", "missing"], &[])).contains("見つかりません"));
    assert!(stdout(&run(&files, &["partners", "--help"], &[("CROSSTENANT_LANG", "en")])).contains("Usage"));
}

#[test]
fn expected_partners_may_stand_in_the_file_itself() {
    let (before, after) = crate::compare::story();
    let third = "33333333-3333-4333-8333-333333333333";
    let logs = crate::support::ndjson(&[before, after].concat());
    let settings = format!(
        "tenant = '{OWN}'\ninputs = ['log.ndjson']\n\n[[expected]]\ntenant_id = '{}'\nname = 'Fabrikam, \"Ltd\"'\nuntil = 2026-12-31\n",
        crate::support::OTHER
    );
    let files = Files::new().with("log.ndjson", logs).with("crosstenant.toml", &settings);
    let standing = |more: &[&str]| {
        let answer = table(&run(&files, &[&["partners", "--format", "json"], more].concat(), &[]));
        let rows = answer["rows"].as_array().expect("rows").iter();
        rows.map(|row| (row["partner_tenant_id"].as_str().unwrap_or("-").to_owned(), row["expected"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(standing(&[]), [(crate::support::OTHER.to_owned(), "listed".into()), (third.to_owned(), "not_listed".into())]);
    // What is typed goes before it.
    std::fs::write(files.path("list.csv"), format!("tenant_id,name\n{third},Third\n")).expect("written");
    assert_eq!(standing(&["--expected", "list.csv"])[1].1, "listed");
    assert!(standing(&["--no-config", "--tenant", OWN, &files.path("log.ndjson")]).iter().all(|(_, standing)| standing.is_null()));
    let output = run(&files, &["partners", "--fail-on", "unexpected-partner"], &[]);
    assert_eq!(code(&output), 10, "{}", stderr(&output));
    assert!(stderr(&output).contains("[[expected]] x 1"), "{}", stderr(&output));
    assert_eq!(shown(&run(&files, &["config", "show", "--format", "json"], &[]), "expected").0, "[[expected]] x 1");
    for (wrong, said) in
        [("tenant_id = '22222222-2222-4222-8222-222222222222'\nuntil = 'soon'", "soon"), ("owners = 'x'", "owners"), ("tenant_id = 7", "tenant_id")]
    {
        let settings = format!("tenant = '{OWN}'\ninputs = ['log.ndjson']\n\n[[expected]]\nname = 'x'\n{wrong}\n");
        std::fs::write(files.path("crosstenant.toml"), settings).expect("written");
        let output = run(&files, &["partners"], &[]);
        assert!(code(&output) == 2 && stderr(&output).contains(said), "{wrong}: {}", stderr(&output));
    }
}
