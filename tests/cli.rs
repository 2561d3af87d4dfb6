//! Exit codes, where output goes, how it is escaped, and that nothing depends on order or threads.

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, command, crosstenant, graph, json, ndjson, stderr, stdout, whole_story};

fn one_log() -> Files {
    Files::new().with("log.ndjson", ndjson(&[json!({}), json!({"homeTenantId": OWN, "crossTenantAccessType": "none", "userType": "member"})]))
}

#[test]
fn exit_codes_of_the_contract() {
    let files = one_log()
        .with("broken.ndjson", format!("{}{{broken\n", ndjson(&[json!({})])))
        .with("readme.txt", "hello\n")
        .with("ambiguous.ndjson", ndjson(&[json!({}), json!({"homeTenantId": OWN, "resourceTenantId": OTHER})]))
        .with("both/a.ndjson", ndjson(&[json!({})]))
        .with("both/readme.txt", "hello\n");
    let run = |args: &[&str]| code(&crosstenant(args));
    let log = &files.path("log.ndjson");
    assert_eq!(run(&["partners", log, "--tenant", OWN]), 0);
    assert_eq!(run(&["partners", &files.path("nowhere.json"), "--tenant", OWN]), 2, "a path that does not exist");
    assert_eq!(run(&["partners", &files.path("*.none"), "--tenant", OWN]), 2, "a pattern that matches nothing");
    assert_eq!(run(&["partners", &files.path("readme.txt"), "--tenant", OWN]), 3, "nothing recognised");
    assert_eq!(run(&["partners", &files.path("broken.ndjson"), "--tenant", OWN]), 4, "a skipped record");
    assert_eq!(run(&["partners", &files.path("broken.ndjson"), "--tenant", OWN, "--lenient"]), 0);
    assert_eq!(run(&["partners", log, &files.path("readme.txt"), "--tenant", OWN]), 4, "a named file that is no log");
    assert_eq!(run(&["partners", &files.path("both"), "--tenant", OWN]), 0, "a found file that is no log");
    assert_eq!(run(&["coverage", log, "--tenant", OWN, "--partner", OTHER]), 2, "a filter that the command cannot apply");
    assert_eq!(run(&["workloads", log, "--tenant", OWN, "--direction", "inbound"]), 2);
    assert_eq!(run(&["partners", log, "--tenant", "contoso"]), 2, "not a tenant id");
    assert_eq!(run(&["partners", log, "--from", "2026-13-01"]), 2);
    assert_eq!(run(&["partners", log, "--format", "pdf"]), 2);
    assert_eq!(run(&["partners", log, "--tz", "Mars/Olympus"]), 2);
    assert_eq!(run(&["partners"]), 2);
    assert_eq!(run(&["nonsense"]), 2);
    assert_eq!(run(&["formats"]), 0);
}

#[test]
fn the_own_tenant_is_inferred_or_asked_for() {
    // The own tenant is on every row, the others are not.
    let rows: Vec<Value> = (0..20).map(|n| if n % 2 == 0 { json!({"homeTenantId": OWN}) } else { json!({}) }).collect();
    let files = Files::new()
        .with("clear.ndjson", ndjson(&rows))
        .with("unclear.ndjson", ndjson(&[json!({}), json!({"homeTenantId": OWN, "resourceTenantId": OTHER})]));
    let output = crosstenant(["partners", &files.path("clear.ndjson"), "--format", "json"]);
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).contains("inferred: home or resource in 20 of 20"), "{}", stderr(&output));
    let parsed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(parsed["own_tenants"], json!([OWN]));

    let output = crosstenant(["partners", &files.path("unclear.ndjson")]);
    assert_eq!(code(&output), 2);
    let said = stderr(&output);
    assert!(said.contains(&format!("{OWN}  2 records")) && said.contains(&format!("{OTHER}  2 records")) && said.contains("--tenant"), "{said}");
    assert!(output.stdout.is_empty());

    // A tenant that is in none of the sign-ins makes every number wrong.
    let absent = "33333333-3333-4333-8333-333333333333";
    for command in ["partners", "coverage", "report", "failures", "changes", "guests"] {
        let output = crosstenant([command, &files.path("clear.ndjson"), "--tenant", absent, "-o", &files.path("out.json")]);
        assert_eq!(code(&output), 2, "{command}");
        let said = stderr(&output);
        assert!(said.contains(&format!("{OWN}  20 records")) && said.contains(&format!("{OTHER}  10 records")), "{said}");
        assert!(!std::path::Path::new(&files.path("out.json")).exists(), "{command}");
    }
    let one_missing = crosstenant(["partners", &files.path("clear.ndjson"), "--tenant", OWN, "--tenant", absent]);
    assert_eq!(code(&one_missing), 0);
    assert!(stderr(&one_missing).contains(&format!("note: the own tenant {absent} occurs in no sign-in")), "{}", stderr(&one_missing));

    // A group of companies: sign-ins between them are internal.
    let both = json(&["partners", &files.path("unclear.ndjson"), "--tenant", OWN, "--tenant", OTHER]);
    assert_eq!(both["own_tenants"], json!([OWN, OTHER]));
    assert_eq!(both["directions"]["internal"], 2);
}

#[test]
fn two_log_owners_are_never_mixed_silently() {
    let line = |owner: &str, n: u32| {
        let mut properties = graph(&json!({}));
        properties["id"] = json!(format!("aaaaaaaa-0000-4000-8000-{n:012}"));
        json!({"time": "2026-10-05T12:35:56Z", "category": "SignInLogs", "tenantId": owner, "properties": properties}).to_string()
    };
    let files = Files::new().with("one.json", line(OWN, 1)).with("two.json", line(OTHER, 2));
    assert_eq!(code(&crosstenant(["partners", &files.path("one.json")])), 0);
    let output = crosstenant(["partners", &files.path("one.json"), &files.path("two.json")]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("more than one tenant as their owner"), "{}", stderr(&output));
}

#[test]
#[expect(clippy::too_many_lines, reason = "the columns of every table, side by side")]
fn the_envelope_and_the_columns_are_those_of_the_contract() {
    let files = one_log();
    let log = files.path("log.ndjson");
    let counts = ["sign_ins", "successes", "interruptions", "failures", "passthroughs", "unknowns"];
    let with_counts = |before: &[&str], after: &[&str]| [before, &counts, after].concat().iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let plain = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let cases: Vec<(Vec<&str>, Vec<String>)> = vec![
        (
            vec!["partners"],
            with_counts(
                &["direction", "partner_tenant_id", "partner_name", "domains", "access_types"],
                &["users", "apps", "resources", "first_seen", "last_seen", "days_seen", "setting", "reason"],
            ),
        ),
        (
            vec!["apps"],
            with_counts(
                &["direction", "partner_tenant_id", "partner_name", "app_id", "app_name", "resource_id", "resource_name"],
                &["users", "first_seen", "last_seen", "first_party", "target"],
            ),
        ),
        (
            vec!["apps", "--by", "app"],
            with_counts(
                &["direction", "app_id", "app_name", "resource_id", "resource_name"],
                &["users", "first_seen", "last_seen", "first_party", "target", "partners"],
            ),
        ),
        (
            vec!["users"],
            with_counts(
                &["direction", "partner_tenant_id", "partner_name", "user_id", "user_principal_name", "user_display_name", "user_kind"],
                &["apps", "resources", "countries", "first_seen", "last_seen"],
            ),
        ),
        (
            vec!["events"],
            plain(&[
                "time",
                "id",
                "correlation_id",
                "log",
                "direction",
                "partner_tenant_id",
                "partner_name",
                "access_type",
                "user_id",
                "user_principal_name",
                "user_display_name",
                "user_kind",
                "app_id",
                "app_name",
                "resource_id",
                "resource_name",
                "client_app",
                "ip",
                "country",
                "outcome",
                "error_code",
                "failure_reason",
                "conditional_access",
                "ca_policies",
                "source",
            ]),
        ),
        (vec!["timeline"], with_counts(&["period", "direction"], &["users", "partners"])),
        (
            vec!["failures"],
            plain(&[
                "direction",
                "error_code",
                "error_name",
                "category",
                "meaning",
                "side",
                "action",
                "sign_ins",
                "users",
                "partners",
                "first_seen",
                "last_seen",
            ]),
        ),
        (
            vec!["workloads"],
            with_counts(&["app_owner_tenant_id", "app_id", "app_name", "resource_id", "resource_name", "identity"], &["first_seen", "last_seen"]),
        ),
        (vec!["coverage"], plain(&["log", "files", "records", "kept", "duplicates", "skipped", "first", "last", "days_with_data", "gap_days"])),
    ];
    for (mut args, columns) in cases {
        let name = args[0];
        args.insert(1, &log);
        args.extend(["--tenant", OWN]);
        let csv = stdout(&crosstenant(args.iter().copied().chain(["--format", "csv"])));
        assert_eq!(csv.lines().next().expect("heading"), columns.join(","), "{name}");
        let parsed = json(&args);
        let mut keys: Vec<&str> = parsed.as_object().expect("object").keys().map(String::as_str).collect();
        keys.truncate(6);
        assert_eq!(keys, ["schema", "own_tenants", "period", "ledger", "directions", "rows"], "{name}");
        let shape = if args.contains(&"--by") && name == "apps" { "apps-by-app" } else { name };
        assert_eq!(parsed["schema"], format!("crosstenant.{shape}/1"));
        assert_eq!(parsed["period"], json!({"first": "2026-10-05T12:34:56Z", "last": "2026-10-05T12:34:56Z"}));
        assert_eq!(parsed["ledger"], json!({"files": 1, "records": 2, "kept": 2, "duplicates": 0, "skipped": 0}));
        assert_eq!(parsed["directions"], json!({"inbound": 1, "outbound": 0, "internal": 1, "foreign": 0, "undetermined": 0, "workload": 0}));
        if let Some(row) = parsed["rows"].get(0) {
            let keys: Vec<&str> = row.as_object().expect("row").keys().map(String::as_str).collect();
            assert_eq!(keys, columns, "{name}");
        }
    }
}

#[test]
fn a_row_holds_what_the_log_says() {
    let files = one_log();
    let row = json(&["partners", &files.path("log.ndjson"), "--tenant", OWN])["rows"][0].clone();
    assert_eq!(
        row,
        json!({
            "direction": "inbound", "partner_tenant_id": OTHER, "partner_name": "fabrikam.example", "domains": ["fabrikam.example"],
            "access_types": ["b2bCollaboration"], "sign_ins": 1, "successes": 1, "interruptions": 0, "failures": 0, "passthroughs": 0, "unknowns": 0,
            "users": 1, "apps": 1, "resources": 1, "first_seen": "2026-10-05T12:34:56Z", "last_seen": "2026-10-05T12:34:56Z", "days_seen": 1,
            "setting": null, "reason": null
        })
    );
}

#[test]
fn neither_order_nor_threads_change_a_byte() {
    let story = whole_story();
    let folder = |name: &str| story.join(name).to_str().expect("UTF-8").to_owned();
    let (a, b, c) = (folder("portal-csv"), folder("diagnostic"), folder("graph-beta"));
    for command in ["partners", "apps", "users", "events", "timeline", "failures", "workloads", "coverage"] {
        let run = |inputs: [&str; 3], threads: &str| {
            let output = crosstenant([command, inputs[0], inputs[1], inputs[2], "--threads", threads, "--format", "json"]);
            assert_eq!(code(&output), 0, "{command}: {}", stderr(&output));
            output.stdout
        };
        let first = run([&a, &b, &c], "1");
        assert!(first.len() > 500, "{command}");
        assert!(first == run([&c, &a, &b], "2"), "{command}: two threads, other order");
        assert!(first == run([&b, &c, &a], "7"), "{command}: seven threads, other order");
    }
}

#[test]
fn output_goes_where_it_is_sent_and_nothing_is_overwritten() {
    let files = one_log().with("kept.csv", "mine");
    let log = files.path("log.ndjson");
    let csv = files.path("out.csv");
    assert_eq!(code(&crosstenant(["partners", &log, "--tenant", OWN, "-o", &csv])), 0);
    let text = std::fs::read_to_string(&csv).expect("CSV");
    assert!(text.starts_with("\u{feff}direction,"), "a CSV file begins with a byte order mark");
    assert!(stdout(&crosstenant(["partners", &log, "--tenant", OWN, "--format", "csv"])).starts_with("direction,"), "standard output does not");

    let kept = files.path("kept.csv");
    assert_eq!(code(&crosstenant(["partners", &log, "--tenant", OWN, "-o", &kept])), 2);
    assert_eq!(std::fs::read_to_string(&kept).expect("kept"), "mine");
    assert_eq!(code(&crosstenant(["partners", &log, "--tenant", OWN, "-o", &kept, "--force"])), 0);
    assert!(std::fs::read_to_string(&kept).expect("replaced").contains("inbound"));

    let folder = files.path("several");
    assert_eq!(
        code(&crosstenant(["partners", &log, "--tenant", OWN, "--format", "csv,json,markdown,xlsx,html,ndjson,parquet,table", "-o", &folder])),
        0
    );
    let mut names: Vec<String> =
        std::fs::read_dir(&folder).expect("folder").map(|entry| entry.expect("entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    assert_eq!(
        names,
        ["partners.csv", "partners.html", "partners.json", "partners.md", "partners.ndjson", "partners.parquet", "partners.txt", "partners.xlsx"]
    );
    assert_eq!(code(&crosstenant(["partners", &log, "--tenant", OWN, "--format", "csv,json"])), 2, "several formats need a folder");
}

#[cfg(unix)]
#[test]
fn what_is_written_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let files = one_log();
    let folder = files.path("report");
    assert_eq!(code(&crosstenant(["report", &files.path("log.ndjson"), "--tenant", OWN, "-o", &folder])), 0);
    let mode = |path: &std::path::Path| std::fs::metadata(path).expect("exists").permissions().mode() & 0o777;
    for entry in walkdir::WalkDir::new(&folder) {
        let entry = entry.expect("entry");
        let expected = if entry.file_type().is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(entry.path()), expected, "{}", entry.path().display());
    }
}

#[test]
fn values_of_strangers_do_no_harm() {
    let evil = "=HYPERLINK(\"http://evil.example\")";
    let escape = "red\u{1b}[31m\u{202e}|<script>alert(1)</script>";
    let files = Files::new().with("log.ndjson", ndjson(&[json!({"appDisplayName": evil, "resourceDisplayName": escape})]));
    let log = files.path("log.ndjson");
    let run = |format: &str| stdout(&crosstenant(["apps", &log, "--tenant", OWN, "--format", format]));
    assert!(run("csv").contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\""));
    let table = run("table");
    assert!(!table.contains('\u{1b}') && table.contains("red\\u{1b}[31m\\u{202e}|"), "{table}");
    assert!(run("markdown").contains("\\|&lt;script&gt;alert(1)&lt;/script&gt;"));
    let html = run("html");
    assert!(html.contains("&#60;script&#62;alert(1)") && !html.contains("<script>alert"), "the page escapes");
    let row: Value = serde_json::from_str(&run("ndjson")).expect("JSON");
    assert_eq!(row["app_name"], evil, "JSON keeps values exactly");
    assert_eq!(row["resource_name"], escape);
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let story = whole_story().join("graph-beta");
    let mut child = command(["events", story.to_str().expect("UTF-8"), "--format", "csv"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!(code(&output), 0);
    assert!(!stderr(&output).contains("bug"), "{}", stderr(&output));
}

#[test]
fn standard_input_and_patterns_are_inputs() {
    use std::io::Write;
    let files = one_log().with("sub/a.json", ndjson(&[json!({})]));
    let mut child = command(["partners", "-", "--tenant", OWN, "--format", "json"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("stdin").write_all(ndjson(&[json!({}), json!({})]).as_bytes()).expect("written");
    let output = child.wait_with_output().expect("ends");
    let parsed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(parsed["ledger"]["kept"], 2);

    let parsed = json(&["partners", &files.path("*.ndjson"), "--tenant", OWN]);
    assert_eq!(parsed["ledger"]["files"], 1);
    let parsed = json(&["partners", &files.path("**/*.*json"), "--tenant", OWN]);
    assert_eq!(parsed["ledger"]["files"], 2);
    // A pattern that meets a folder reads it, like the folder itself.
    for pattern in ["su*", "s?b", "**/sub"] {
        let parsed = json(&["partners", &files.path(pattern), "--tenant", OWN]);
        assert_eq!(parsed["ledger"]["files"], 1, "{pattern}");
    }
    let parsed = json(&["partners", &files.path("*"), "--tenant", OWN]);
    assert_eq!(parsed["ledger"]["files"], 2);
    // The same file, named and found, is read once.
    let folder = files.folder().to_str().expect("UTF-8");
    let parsed = json(&["partners", folder, &files.path("log.ndjson"), "--tenant", OWN]);
    assert_eq!(parsed["ledger"]["files"], 2);
}

/// As people name their folders, and as PowerShell hands a pattern on: unexpanded, with the quotes gone.
#[test]
fn names_with_spaces_and_japanese_letters_are_names_like_others() {
    let log = ndjson(&[json!({})]);
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(log.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let files = one_log().with("会社 ログ [2026]/サインイン 10月.json", &log).with("会社 ログ [2026]/redirected.json", utf16);
    for (typed, expected) in [("会社 ログ [2026]", 2), ("会社 ログ [2026]/サインイン 10月.json", 1), ("会社 ログ [2026]/サイン*.json", 1)]
    {
        let parsed = json(&["partners", &files.path(typed), "--tenant", OWN]);
        assert_eq!(parsed["ledger"]["files"], expected, "{typed}");
    }
    let (folder, archive) = (files.path("報告 書/10 月"), files.path("保管 庫"));
    assert_eq!(code(&crosstenant(["report", &files.path("会社 ログ [2026]"), "--tenant", OWN, "-o", &folder, "-q"])), 0);
    assert!(std::path::Path::new(&folder).join("report.html").is_file());
    assert_eq!(code(&crosstenant(["archive", "add", &archive, &files.path("会社 ログ [2026]"), "-q"])), 0);
    assert_eq!(json(&["partners", &archive, "--tenant", OWN])["ledger"]["files"], 2);
    let output = crosstenant(["partners", &files.path(r"会社 ログ\missing.json")]);
    assert!(stderr(&output).contains(r"会社 ログ\missing.json"), "a path can be copied from a message: {}", stderr(&output));
    // "会社 ログ\" -o out, as cmd and Windows PowerShell hand it on.
    let output = crosstenant(["partners", "会社 ログ\" -o out"]);
    assert!(code(&output) == 2 && stderr(&output).contains("leave that backslash out"), "{}", stderr(&output));
}

/// The main thread of Windows has a small stack; none of the work is done on it.
#[cfg(unix)]
#[test]
fn a_small_stack_is_enough() {
    let files = one_log();
    let script = "ulimit -s 160; exec \"$0\" \"$@\"";
    let output = std::process::Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_crosstenant"), "report", &files.path("log.ndjson"), "--tenant", OWN, "-o", &files.path("report")])
        .output()
        .expect("bash");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_terminal_table_fits_its_width() {
    let story = whole_story().join("graph-beta");
    for width in ["60", "100", "160"] {
        let output = command(["partners", story.to_str().expect("UTF-8")]).env("COLUMNS", width).output().expect("runs");
        let room: usize = width.parse().expect("number");
        for line in stdout(&output).lines() {
            assert!(crosstenant::safe::width(line) <= room, "{width}: {line}");
        }
    }
    let sample_logs = crate::support::project("sample-logs");
    let output = command(["coverage", sample_logs.to_str().expect("UTF-8")]).env("COLUMNS", "60").output().expect("runs");
    let table = stdout(&output);
    assert!(table.lines().all(|line| crosstenant::safe::width(line) <= 60), "{table}");
    assert!(table.contains("non_interactive") && table.contains("2026-10") && table.contains("! "), "{table}");
    let piped = stdout(&crosstenant(["partners", story.to_str().expect("UTF-8")]));
    assert!(piped.lines().next().expect("heading").contains("Reason"), "a pipe is not cut");
}

#[test]
fn notes_and_sums_are_said_beside_a_table_and_not_in_it() {
    let rows: Vec<Value> = (0..3).map(|_| json!({})).collect();
    let files = Files::new().with("log.ndjson", ndjson(&rows));
    let events = |more: &[&str]| crosstenant(["events", &files.path("log.ndjson"), "--tenant", OWN, "--limit", "2"].iter().chain(more));
    let (note, sums) = ("The newest 2 of 3 sign-ins", "3 records in 1 file = 3 kept");
    let output = events(&[]);
    assert!(stderr(&output).contains(note) && stderr(&output).contains(sums), "{}", stderr(&output));
    assert!(!stdout(&output).contains(note) && !stdout(&output).contains(sums), "{}", stdout(&output));
    let quiet = events(&["-q"]);
    assert_eq!((stderr(&quiet).as_str(), stdout(&quiet)), ("", stdout(&output)));
    // A file is read where nobody sees standard error.
    assert_eq!(code(&events(&["-o", &files.path("table.txt")])), 0);
    let table = std::fs::read_to_string(files.path("table.txt")).expect("file");
    assert!(table.contains(note) && table.contains(sums), "{table}");
}

#[test]
fn failures_speak_the_language_of_the_run() {
    let failed = |arguments: &[&str]| {
        let output = crosstenant(arguments);
        assert_ne!(code(&output), 0, "{arguments:?}");
        stderr(&output)
    };
    let said = failed(&["report", "no-such-folder", "--lang", "ja"]);
    assert!(said.starts_with("エラー: ファイルまたはフォルダー \"no-such-folder\" が見つかりません。\n  次の手順: "), "{said}");
    assert!(said.ends_with("\n  コード: input-missing\n"), "{said}");
    let said = failed(&["report", "no-such-folder", "--lang=en"]);
    assert!(said.starts_with("error: there is no file or folder \"no-such-folder\"\n  next: "), "{said}");
    let said = failed(&["partners", "x", "--partner", " ", "--lang", "ja"]);
    assert!(said.contains("値が空です"), "{said}");
}
