//! The archive: the same answers as from the exports, nothing twice, and never anything between before and after.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, command, crosstenant, json, ndjson, project, stderr, stdout};

fn add(archive: &str, inputs: &[&str]) -> std::process::Output {
    crosstenant(["archive", "add", archive, "--snapshot-date", "2026-10-31"].iter().chain(inputs))
}

/// The archive of the sample logs, made once for all tests; none may change it.
fn samples() -> &'static str {
    static ARCHIVE: OnceLock<(tempfile::TempDir, String)> = OnceLock::new();
    let (_, path) = ARCHIVE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("archive").to_str().expect("UTF-8").to_owned();
        let output = add(&path, &[sample_logs().as_str()]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        (folder, path)
    });
    path
}

fn sample_logs() -> String {
    project("sample-logs").to_str().expect("UTF-8").to_owned()
}

/// Every file of an archive but the lock, by path.
fn bytes(archive: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(archive)
        .into_iter()
        .map(|entry| entry.expect("entry"))
        .filter(|entry| entry.file_type().is_file() && !entry.file_name().to_string_lossy().starts_with(".lock"))
        .map(|entry| (entry.path().strip_prefix(archive).expect("below").to_owned(), fs::read(entry.path()).expect("file")))
        .collect()
}

fn copy(from: &str, to: &Path) {
    for (path, bytes) in bytes(from) {
        let to = to.join(path);
        fs::create_dir_all(to.parent().expect("folder")).expect("folder");
        fs::write(to, bytes).expect("file");
    }
}

fn answer(arguments: &[&str], input: &[&str]) -> String {
    let output = crosstenant(arguments.iter().chain(input).chain(&["--format", "json", "-q"]));
    assert_eq!(code(&output), 0, "{arguments:?} {input:?}\n{}", stderr(&output));
    stdout(&output)
}

const QUESTIONS: &[&[&str]] = &[
    &["coverage"],
    &["partners"],
    &["apps"],
    &["apps", "--by", "app"],
    &["users"],
    &["events"],
    &["timeline", "--by", "hour", "--tz", "Asia/Tokyo"],
    &["failures"],
    &["workloads", "--all"],
    &["changes"],
    &["guests"],
    &["recommend"],
];

#[test]
fn every_command_answers_from_the_archive_as_from_the_exports() {
    for question in QUESTIONS {
        assert_eq!(answer(question, &[samples()]), answer(question, &[&sample_logs()]), "{question:?}");
    }
}

#[test]
fn an_archive_beside_the_exports_it_came_from_changes_no_row() {
    let rows = |text: &str| serde_json::from_str::<Value>(text).expect("JSON")["rows"].clone();
    for question in [&["partners"][..], &["users"], &["changes"], &["guests"], &["failures"]] {
        assert_eq!(rows(&answer(question, &[samples(), &sample_logs()])), rows(&answer(question, &[&sample_logs()])), "{question:?}");
    }
    let both: Value = serde_json::from_str(&answer(&["partners"], &[samples(), &sample_logs()])).expect("JSON");
    let ledger = &both["ledger"];
    let count = |name: &str| ledger[name].as_u64().expect("number");
    assert_eq!(count("records"), count("kept") + count("duplicates") + count("skipped"));
    let alone: Value = serde_json::from_str(&answer(&["partners"], &[&sample_logs()])).expect("JSON");
    assert_eq!(ledger["kept"], alone["ledger"]["kept"], "nothing counts twice");
    assert_eq!(count("records"), 2 * alone["ledger"]["records"].as_u64().expect("number"), "and nothing is lost");
}

#[test]
fn with_a_window_the_answers_are_the_same() {
    let archive = samples();
    let window = ["--from", "2026-10-05", "--to", "2026-10-08"];
    for question in [&["partners"][..], &["apps"], &["users"], &["events"], &["timeline"], &["timeline", "--by", "week", "--tz", "Asia/Tokyo"]] {
        let question: Vec<&str> = question.iter().chain(&window).copied().collect();
        assert_eq!(answer(&question, &[archive]), answer(&question, &[&sample_logs()]), "{question:?}");
    }
}

#[test]
fn adding_the_same_again_changes_no_byte() {
    let folder = Files::new();
    copy(samples(), folder.folder());
    let before = bytes(&folder.path(""));
    let output = add(&folder.path(""), &[&sample_logs()]);
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).contains("were in the archive already, byte for byte"), "{}", stdout(&output));
    assert_eq!(bytes(&folder.path("")), before);
}

#[test]
fn files_that_are_alike_to_the_byte_count_as_in_the_exports() {
    let logs = ndjson(&[json!({}), json!({"id": "22222222-0000-4000-8000-000000000002"})]);
    // One of them is incomplete, so that reading it again could give more.
    let cut = format!("{logs}{{\"id\": 1,}}\n");
    let files = Files::new().with("logs/a.json", &logs).with("logs/b.json", &logs).with("logs/c.json", &cut).with("logs/d.json", &cut);
    let (exports, archive) = (files.path("logs"), files.path("archive"));
    let ledger = |input: &str| {
        let output = crosstenant(["partners", input, "--tenant", OWN, "--format", "json", "--lenient"]);
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON")["ledger"].clone()
    };
    assert_eq!(code(&add(&archive, &[&exports])), 4);
    assert_eq!(ledger(&exports), json!({"files": 4, "records": 10, "kept": 2, "duplicates": 6, "skipped": 2}));
    assert_eq!(ledger(&archive), ledger(&exports));
    let before = bytes(&archive);
    for again in [&exports, &files.path("logs/b.json"), &files.path("logs/d.json")] {
        assert!([0, 4].contains(&code(&add(&archive, &[again]))));
        assert_eq!(bytes(&archive), before, "{again}");
    }
    // Another archive brings both of a pair, and neither twice.
    let second = files.path("second");
    assert!([0, 4].contains(&code(&add(&second, &[&archive, &exports]))));
    assert_eq!(ledger(&second), ledger(&exports));
}

#[test]
fn whatever_the_portions_and_their_order_the_answers_are_those_of_the_whole() {
    let folder = Files::new();
    let archive = folder.path("archive");
    let logs = sample_logs();
    let mut portions: Vec<String> =
        fs::read_dir(&logs).expect("folder").map(|entry| entry.expect("entry").path().to_str().expect("UTF-8").to_owned()).collect();
    portions.sort();
    portions.reverse();
    for portion in &portions {
        assert_eq!(code(&add(&archive, &[portion])), 0, "{portion}");
    }
    for question in QUESTIONS {
        assert_eq!(answer(question, &[&archive]), answer(question, &[&logs]), "{question:?}");
    }
    assert!(code(&crosstenant(["archive", "verify", &archive])) == 0);
}

#[test]
fn a_richer_copy_replaces_a_poorer_one_and_never_the_other_way() {
    let rich = ndjson(&[json!({})]);
    let poor = ndjson(&[json!({"crossTenantAccessType": null, "userType": null, "signInEventTypes": null, "homeTenantId": OTHER})])
        .replace("\"signInEventTypes\"", "\"x\"");
    let poor = format!("{{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/signIns\",\"value\":[{}]}}", poor.trim());
    let files = Files::new().with("poor.json", poor).with("rich.json", rich);
    for order in [["poor.json", "rich.json"], ["rich.json", "poor.json"]] {
        let archive = files.path(order[0]) + ".archive";
        for name in order {
            let output = add(&archive, &[&files.path(name)]);
            assert_eq!(code(&output), 0, "{}", stderr(&output));
        }
        let partners = json(&["partners", &archive, "--tenant", OWN]);
        assert_eq!(partners["rows"][0]["access_types"], json!(["b2bCollaboration"]), "{order:?}");
        assert_eq!(partners["ledger"], json!({"files": 2, "records": 2, "kept": 1, "duplicates": 1, "skipped": 0}), "{order:?}");
    }
}

#[test]
fn damage_is_named_counted_and_healed_by_adding_the_exports_again() {
    let folder = Files::new();
    let archive = folder.path("archive");
    copy(samples(), Path::new(&archive));
    let whole: Value = serde_json::from_str(&answer(&["partners"], &[&archive])).expect("JSON");
    let data: Vec<PathBuf> = bytes(&archive).into_keys().filter(|path| path.starts_with("signins/log=interactive")).collect();
    let (flipped, gone) = (Path::new(&archive).join(&data[3]), Path::new(&archive).join(&data[9]));
    let mut content = fs::read(&flipped).expect("file");
    let middle = content.len() / 2;
    content[middle] ^= 0x40;
    fs::write(&flipped, content).expect("file");
    fs::remove_file(&gone).expect("file");

    let verified = crosstenant(["archive", "verify", &archive, "--format", "json"]);
    assert_eq!(code(&verified), 4);
    let found: Value = serde_json::from_slice(&verified.stdout).expect("JSON");
    let named: Vec<&str> = found["rows"].as_array().expect("rows").iter().map(|row| row["path"].as_str().expect("path")).collect();
    assert_eq!(named, [data[3].to_str().expect("UTF-8"), data[9].to_str().expect("UTF-8")]);
    let lost: u64 = found["rows"].as_array().expect("rows").iter().map(|row| row["events"].as_u64().expect("number")).sum();

    // An answer from what is left would look like the whole.
    for question in QUESTIONS {
        let output = crosstenant(question.iter().copied().chain([archive.as_str(), "--format", "json"]));
        assert_eq!((code(&output), stdout(&output).as_str()), (4, ""), "{question:?}");
        assert!(stderr(&output).contains(named[0]) && stderr(&output).contains("archive verify"), "{}", stderr(&output));
    }
    // Beside exports theirs is the answer, and that something is missing is said.
    let beside = crosstenant(["partners", &archive, &sample_logs(), "--format", "json"]);
    assert_eq!(code(&beside), 4);
    assert!(stderr(&beside).contains(named[0]), "{}", stderr(&beside));
    let beside: Value = serde_json::from_slice(&beside.stdout).expect("JSON");
    assert_eq!((&beside["rows"], &beside["ledger"]), (&whole["rows"], &whole["ledger"]));
    assert_eq!(code(&crosstenant(["partners", &archive, &sample_logs(), "--lenient"])), 0);
    assert_eq!(code(&add(&folder.path("another"), &[&archive])), 4, "nor does it go into another archive");
    assert!(!Path::new(&folder.path("another")).exists());
    // Once a writer has taken out what is lost, the rest is whole again, and says what is missing for as long as it is.
    let copied = folder.path("copied");
    copy(&archive, Path::new(&copied));
    assert_eq!(code(&add(&copied, &[&format!("{}/settings", sample_logs())])), 4);
    let output = crosstenant(["partners", &copied, "--format", "json"]);
    assert_eq!(code(&output), 4);
    let partial: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let count = |name: &str| partial["ledger"][name].as_u64().expect("number");
    assert_eq!(count("records"), count("kept") + count("duplicates") + count("skipped"));
    assert_eq!(count("skipped"), lost);
    assert_eq!(partial["ledger"]["records"], whole["ledger"]["records"]);

    let healed = add(&archive, &[&sample_logs()]);
    assert_eq!(code(&healed), 4, "what was lost is said");
    for question in QUESTIONS {
        assert_eq!(answer(question, &[&archive]), answer(question, &[&sample_logs()]), "{question:?}");
    }
    assert_eq!(code(&crosstenant(["archive", "verify", &archive])), 0);
}

#[test]
fn of_an_archive_with_a_damaged_manifest_nothing_is_shown() {
    let folder = Files::new();
    let archive = folder.path("archive");
    copy(samples(), Path::new(&archive));
    let manifest = Path::new(&archive).join("manifest.json");
    let text = fs::read_to_string(&manifest).expect("manifest");
    let first = text.lines().find(|line| line.contains("signins/")).expect("a file").trim();
    let fresh = folder.path("fresh");
    for (what, damaged) in [
        ("cut", text.split_at(text.len() / 2).0.to_owned()),
        ("empty", String::new()),
        ("another", "{}\n".to_owned()),
        ("noise", "\u{1}\u{2}noise".to_owned()),
        ("of a later version", text.replace("crosstenant.archive/1", "crosstenant.archive/9")),
        ("with a path outside", text.replacen(first, "\"path\": \"../../notes.txt\",", 1)),
    ] {
        fs::write(&manifest, &damaged).expect("manifest");
        let verified = crosstenant(["archive", "verify", &archive, "--format", "json"]);
        assert_eq!(code(&verified), 4, "{what}");
        let verified: Value = serde_json::from_slice(&verified.stdout).expect("JSON");
        let said = verified["rows"][0]["damage"].as_str().expect("text").to_owned();
        for arguments in [
            &["partners"][..],
            &["coverage"],
            &["events"],
            &["guests"],
            &["changes"],
            &["failures", "--format", "csv"],
            &["recommend", "--format", "json"],
            &["report", "-o", &folder.path("report")],
            &["archive", "info"],
            &["archive", "export"],
            &["archive", "add", &fresh],
        ] {
            let output = crosstenant(arguments.iter().copied().chain([archive.as_str()]));
            assert_eq!((code(&output), stdout(&output).as_str()), (4, ""), "{what} {arguments:?}: {}", stderr(&output));
            assert!(stderr(&output).contains(&said), "{what} {arguments:?}: {}", stderr(&output));
        }
        let added = crosstenant(["archive", "add", &archive, &sample_logs()]);
        assert_eq!(code(&added), 4, "{what}: {}", stderr(&added));
        assert_eq!(fs::read_to_string(&manifest).expect("manifest"), damaged, "{what}: and nothing is written over it");
        assert!(!Path::new(&folder.path("report")).exists() && !Path::new(&fresh).exists(), "{what}");
        let inspected = crosstenant(["inspect", &archive, "--format", "json"]);
        assert_eq!(code(&inspected), 4, "{what}");
        assert!(stdout(&inspected).contains("archive"), "{what}");
        // Found in a folder, beside exports: they answer, and the archive is missing.
        let beside = crosstenant(["users", &folder.path(""), &sample_logs(), "--format", "json"]);
        assert_eq!(code(&beside), 4, "{what}");
        let beside: Value = serde_json::from_slice(&beside.stdout).expect("JSON");
        assert_eq!(beside["rows"], serde_json::from_str::<Value>(&answer(&["users"], &[&sample_logs()])).expect("JSON")["rows"], "{what}");
        // A user list and settings are no log to rest an answer on.
        let lists = format!("{}/directory", sample_logs());
        assert_eq!(code(&crosstenant(["guests", &archive, &lists])), 4, "{what}");
    }
    // The lock tells that it was an archive, where the folder was not left by a first run that was interrupted.
    fs::remove_file(&manifest).expect("removed");
    fs::write(Path::new(&archive).join(".lock"), "").expect("lock");
    for arguments in [&["partners"][..], &["guests"], &["archive", "verify"], &["archive", "info"]] {
        let output = crosstenant(arguments.iter().copied().chain([archive.as_str()]));
        assert_eq!(code(&output), 4, "{arguments:?} {}", stderr(&output));
    }
    // And adding to it does not clear what can still be saved.
    let before = bytes(&archive);
    let added = crosstenant(["archive", "add", &archive, &sample_logs()]);
    assert_eq!(code(&added), 4, "{}", stderr(&added));
    assert_eq!(bytes(&archive), before);
    assert_eq!(code(&crosstenant(["archive", "verify", &folder.path("nothing")])), 2);
    let others = Files::new().with("manifest.json", "{\"name\": \"of a web page\"}").with("log.ndjson", ndjson(&[json!({})]));
    assert_eq!(json(&["partners", &others.path(""), "--tenant", OWN])["ledger"]["kept"], 1, "a manifest of something else is no archive");
}

#[test]
fn a_damaged_user_list_of_an_archive_is_found_when_it_is_read() {
    let folder = Files::new();
    let archive = folder.path("archive");
    copy(samples(), Path::new(&archive));
    let users = bytes(&archive).into_keys().find(|path| path.starts_with("users")).expect("a user list");
    let path = Path::new(&archive).join(&users);
    let text = fs::read_to_string(&path).expect("users");
    fs::write(&path, text + " ").expect("written");
    let output = crosstenant(["guests", &archive]);
    assert_eq!((code(&output), stdout(&output).as_str()), (4, ""), "{}", stderr(&output));
    assert!(stderr(&output).contains(users.to_str().expect("UTF-8")), "{}", stderr(&output));
}

#[test]
fn archives_merge_into_one_that_answers_as_all_exports_do() {
    let folder = Files::new();
    let logs = sample_logs();
    let mut portions: Vec<String> =
        fs::read_dir(&logs).expect("folder").map(|entry| entry.expect("entry").path().to_str().expect("UTF-8").to_owned()).collect();
    portions.sort();
    // Two archives that share some exports, and together hold all.
    let (one, other) = (folder.path("one"), folder.path("other"));
    let middle = portions.len() / 2;
    for (archive, portions) in [(&one, &portions[..=middle]), (&other, &portions[middle - 1..])] {
        for portion in portions {
            assert_eq!(code(&add(archive, &[portion])), 0, "{portion}");
        }
    }
    let before = bytes(&other);
    for (name, inputs) in [("forth", [&one, &other]), ("back", [&other, &one])] {
        let both = folder.path(name);
        for input in inputs {
            let output = add(&both, &[input]);
            assert_eq!(code(&output), 0, "{}", stderr(&output));
        }
        for question in [&["coverage"][..], &["partners"], &["events"], &["changes"], &["guests"]] {
            assert_eq!(answer(question, &[&both]), answer(question, &[&logs]), "{name} {question:?}");
        }
        assert_eq!(code(&crosstenant(["archive", "verify", &both])), 0);
        let merged = bytes(&both);
        for again in [&one, &other, &both, &logs] {
            assert_eq!(code(&add(&both, &[again])), 0);
            assert_eq!(bytes(&both), merged, "{name}: {again} was there already");
        }
    }
    // In one step, beside exports.
    let output = add(&one, &[&other, &logs]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(answer(&["events"], &[&one]), answer(&["events"], &[&logs]));
    assert_eq!(bytes(&other), before, "what is merged stays as it is");
}

#[test]
fn merging_doubles_nothing_that_has_no_id_and_brings_every_snapshot() {
    let record = |day: u32| json!({"id": null, "createdDateTime": format!("2026-10-{day:02}T10:00:00Z")});
    let strip = |records: &[Value]| {
        let lines = ndjson(records);
        lines
            .lines()
            .map(|line| {
                let mut record: Value = serde_json::from_str(line).expect("JSON");
                record.as_object_mut().expect("record").remove("id");
                record.to_string() + "\n"
            })
            .collect::<String>()
    };
    let users = |name: &str| {
        json!({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users", "value": [
        {"id": "cccccccc-0000-4000-8000-000000000001", "userPrincipalName": format!("{name}@contoso.example"), "userType": "Member"}]})
        .to_string()
    };
    let files = Files::new()
        .with("a.ndjson", strip(&[record(1), record(2)]))
        .with("b.ndjson", format!("{}{{broken\n", strip(&[record(2), record(3)])))
        .with("old.json", users("old"))
        .with("new.json", users("new"));
    let (one, other) = (files.path("one"), files.path("other"));
    let take = |archive: &str, name: &str, date: &str| code(&crosstenant(["archive", "add", archive, &files.path(name), "--snapshot-date", date]));
    assert_eq!((take(&one, "a.ndjson", "2026-10-01"), take(&one, "old.json", "2026-10-10")), (0, 0));
    assert_eq!(take(&other, "a.ndjson", "2026-10-01"), 0);
    assert_eq!(take(&other, "b.ndjson", "2026-10-01"), 4, "a record is skipped");
    assert_eq!((take(&other, "new.json", "2026-10-20"), take(&other, "old.json", "2026-10-21")), (0, 0));
    let merged = crosstenant(["archive", "add", &one, &other]);
    assert_eq!(code(&merged), 0, "what was skipped was said when it was skipped: {}", stderr(&merged));
    let partners = json(&["partners", &one, "--tenant", OWN]);
    assert_eq!(partners["ledger"], json!({"files": 3, "records": 5, "kept": 4, "duplicates": 0, "skipped": 1}));
    assert_eq!(partners["rows"][0]["sign_ins"], 4);
    let info = json(&["archive", "info", &one]);
    let users = info["rows"].as_array().expect("rows").iter().find(|row| row["log"] == "users").expect("users").clone();
    assert_eq!((&users["days"], &users["first"], &users["last"]), (&json!(3), &json!("2026-10-10"), &json!("2026-10-21")));
    assert_eq!(code(&crosstenant(["archive", "verify", &one])), 0);
}

#[test]
fn the_loser_of_two_writers_names_the_winner_that_is_only_just_there() {
    let files = Files::new().with("log.ndjson", ndjson(&[json!({})])).with("archive/.lock", "");
    let archive = files.path("archive");
    let lock = fs::OpenOptions::new().read(true).write(true).open(Path::new(&archive).join(".lock")).expect("lock");
    lock.try_lock().expect("nobody writes");
    let loser = command(["archive", "add", &archive, &files.path("log.ndjson")]).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("start");
    std::thread::sleep(Duration::from_millis(300));
    fs::write(Path::new(&archive).join(".lock-holder"), "4711").expect("holder");
    let output = loser.wait_with_output().expect("end");
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("process 4711 is writing"), "{}", stderr(&output));
}

#[test]
fn readers_beside_a_writer_see_it_as_it_was_or_as_it_is() {
    let record = |n: u32| json!({"id": format!("aaaaaaaa-0000-4000-8000-{n:012}"), "createdDateTime": format!("2026-10-{:02}T10:00:00Z", 1 + n % 3)});
    let mut files = Files::new();
    for n in 0..12 {
        files = files.with(&format!("{n}.ndjson"), ndjson(&[record(3 * n), record(3 * n + 1), record(3 * n + 2)]));
    }
    let archive = files.path("archive");
    assert_eq!(code(&add(&archive, &[&files.path("0.ndjson")])), 0);
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let (started, mut last) = (Instant::now(), 0);
                while !done.load(std::sync::atomic::Ordering::Relaxed) && started.elapsed() < Duration::from_secs(100) {
                    let kept = json(&["events", &archive, "--tenant", OWN])["ledger"]["kept"].as_u64().expect("number");
                    assert!(kept.is_multiple_of(3) && kept >= last, "{kept} after {last}");
                    last = kept;
                }
            });
        }
        for n in 1..12 {
            assert_eq!(code(&add(&archive, &[&files.path(&format!("{n}.ndjson"))])), 0);
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    assert_eq!(json(&["events", &archive, "--tenant", OWN])["ledger"]["kept"], 36);
}

#[test]
fn as_long_as_somebody_reads_the_old_files_stay() {
    let record =
        |n: u32, day: u32| json!({"id": format!("aaaaaaaa-0000-4000-8000-{n:012}"), "createdDateTime": format!("2026-10-{day:02}T10:00:00Z")});
    let files =
        Files::new().with("a.ndjson", ndjson(&[record(1, 1)])).with("b.ndjson", ndjson(&[record(2, 1)])).with("c.ndjson", ndjson(&[record(3, 1)]));
    let archive = files.path("archive");
    let parquet = || bytes(&archive).into_keys().filter(|path| path.extension().is_some_and(|ending| ending == "parquet")).count();
    assert_eq!(code(&add(&archive, &[&files.path("a.ndjson")])), 0);
    let reader = fs::File::open(Path::new(&archive).join("manifest.json")).expect("manifest");
    reader.lock_shared().expect("a reader");
    assert_eq!(code(&add(&archive, &[&files.path("b.ndjson")])), 0);
    assert_eq!(parquet(), 2, "the file that the reader may need, and the new one");
    drop(reader);
    assert_eq!(code(&add(&archive, &[&files.path("c.ndjson")])), 0);
    assert_eq!(parquet(), 1);
}

#[test]
fn a_second_writer_fails_at_once_and_names_the_first() {
    let folder = Files::new();
    let archive = folder.path("archive");
    copy(samples(), Path::new(&archive));
    let before = bytes(&archive);
    let lock = fs::OpenOptions::new().create(true).truncate(true).write(true).open(Path::new(&archive).join(".lock")).expect("lock");
    lock.try_lock().expect("nobody writes");
    fs::write(Path::new(&archive).join(".lock-holder"), "4711").expect("holder");
    let logs = Files::new().with("new.ndjson", ndjson(&[json!({"id": "aaaaaaaa-0000-4000-8000-00000000ffff"})]));
    let started = Instant::now();
    let output = add(&archive, &[&logs.path("new.ndjson")]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("process 4711 is writing"), "{}", stderr(&output));
    assert!(started.elapsed() < Duration::from_secs(5));
    assert_eq!(bytes(&archive), before);
    assert_eq!(answer(&["partners"], &[&archive]), answer(&["partners"], &[&sample_logs()]), "readers need no lock");
    drop(lock);
    assert_eq!(code(&add(&archive, &[&logs.path("new.ndjson")])), 0, "a lock that nobody holds is no lock");
    assert!(!Path::new(&archive).join(".lock-holder").exists(), "a lock that is let go names nobody");
}

#[test]
fn many_writers_lose_nothing_and_double_nothing() {
    let folder = Files::new();
    let archive = folder.path("archive");
    let mut files = Files::new();
    for writer in 0..4 {
        for round in 0..5 {
            let records: Vec<Value> = (0..20)
                .map(|n| json!({"id": format!("aaaaaaaa-{writer:04}-4000-8000-{:012}", round * 10 + n), "createdDateTime": format!("2026-10-{:02}T10:00:00Z", 1 + n % 5)}))
                .collect();
            files = files.with(&format!("{writer}-{round}.ndjson"), ndjson(&records));
        }
    }
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (archive, files) = (&archive, &files);
            scope.spawn(move || {
                for round in 0..5 {
                    let path = files.path(&format!("{writer}-{round}.ndjson"));
                    // Whoever is refused comes again.
                    loop {
                        let output = add(archive, &[&path]);
                        if code(&output) == 0 {
                            break;
                        }
                        assert!(code(&output) == 1 && stderr(&output).contains("is writing to the archive"), "{}", stderr(&output));
                    }
                }
            });
        }
    });
    let partners = json(&["partners", &archive, "--tenant", OWN]);
    assert_eq!(partners["ledger"], json!({"files": 20, "records": 400, "kept": 240, "duplicates": 160, "skipped": 0}));
    assert_eq!(code(&crosstenant(["archive", "verify", &archive])), 0);
}

#[test]
fn killed_at_any_moment_it_is_as_before_or_as_after() {
    let folder = Files::new();
    let logs = sample_logs();
    let half = format!("{logs}/diagnostic");
    let before_dir = folder.path("before");
    assert_eq!(code(&add(&before_dir, &[&format!("{logs}/portal")])), 0);
    let after_dir = folder.path("after");
    copy(&before_dir, Path::new(&after_dir));
    let started = Instant::now();
    assert_eq!(code(&add(&after_dir, &[&half])), 0);
    let takes = started.elapsed();
    let tenant = ["--tenant", "2b7c0e4a-91d6-4f38-a5c2-7d10e8b3f649"];
    let ask = |archive: &str| answer(&["partners", tenant[0], tenant[1]], &[archive]);
    let (before, after) = (ask(&before_dir), ask(&after_dir));
    assert_ne!(before, after);
    let rounds: u32 = std::env::var("CROSSTENANT_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(25);
    let mut seen = [0, 0];
    for round in 0..rounds {
        let archive = folder.path(&format!("killed{round}"));
        copy(&before_dir, Path::new(&archive));
        let mut child =
            command(["archive", "add", &archive, &half]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("start");
        // Moments spread over the whole run, more of them near its end, where files move to their places.
        let share = f64::from(round) / f64::from(rounds);
        std::thread::sleep(takes.mul_f64(1.05 * share.sqrt()));
        child.kill().expect("kill -9");
        child.wait().expect("end");
        let now = ask(&archive);
        assert!(now == before || now == after, "round {round}");
        seen[usize::from(now == after)] += 1;
        assert_eq!(code(&crosstenant(["archive", "verify", &archive])), 0, "round {round}");
        assert_eq!(code(&add(&archive, &[&half])), 0, "the next writer is not hindered");
        assert_eq!(bytes(&archive), bytes(&after_dir), "round {round}: and nothing is left behind");
        fs::remove_dir_all(&archive).expect("remove");
    }
    assert!(seen[0] > 0, "at least one run was cut: {seen:?}");
}

#[test]
#[cfg(unix)]
fn a_full_disk_leaves_the_archive_as_it_was() {
    let folder = Files::new();
    let archive = folder.path("archive");
    let logs = sample_logs();
    assert_eq!(code(&add(&archive, &[&format!("{logs}/portal")])), 0);
    let before = bytes(&archive);
    // Files may not grow beyond so many blocks: writing fails as on a full disk, at one place or another.
    for blocks in [0, 4, 16, 24, 40] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" archive add \"$1\" \"$2\"");
        let half = format!("{logs}/diagnostic");
        let output =
            std::process::Command::new("bash").args(["-c", &script, env!("CARGO_BIN_EXE_crosstenant"), &archive, &half]).output().expect("bash");
        assert_eq!(code(&output), 1, "{blocks}: {}", stderr(&output));
        assert!(stderr(&output).contains("as it was before"), "{}", stderr(&output));
        assert_eq!(bytes(&archive), before, "{blocks}");
    }
    let new = folder.path("new");
    for blocks in [0, 16] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" archive add \"$1\" \"$2\"");
        let output = std::process::Command::new("bash").args(["-c", &script, env!("CARGO_BIN_EXE_crosstenant"), &new, &logs]).output().expect("bash");
        assert_eq!((code(&output), Path::new(&new).exists()), (1, false), "{blocks}: {}", stderr(&output));
    }
}

#[test]
fn export_writes_back_what_reads_as_the_same() {
    let files = Files::new();
    let exported = files.path("all.ndjson");
    let output = crosstenant(["archive", "export", samples(), "-o", &exported]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    // Settings are no events, so they are not exported: what follows from them is left out.
    let rows = |text: String| {
        let mut rows = serde_json::from_str::<Value>(&text).expect("JSON")["rows"].clone();
        for row in rows.as_array_mut().expect("rows") {
            row.as_object_mut().expect("row").remove("setting");
        }
        rows
    };
    for question in [&["partners"][..], &["apps"], &["users"], &["failures"], &["workloads"]] {
        assert_eq!(rows(answer(question, &[&exported])), rows(answer(question, &[samples()])), "{question:?}");
    }
    let lines = fs::read_to_string(&exported).expect("file").lines().count() as u64;
    let info: Value = serde_json::from_str(&answer(&["archive", "info"], &[samples()])).expect("JSON");
    let events: u64 = info["rows"].as_array().expect("rows").iter().filter_map(|row| row["events"].as_u64()).sum();
    assert_eq!(lines, events);
}

#[test]
fn settings_and_user_lists_are_dated_and_the_newest_count() {
    let policy = |access: &str| {
        json!({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/default", "isServiceDefault": false,
            "b2bCollaborationInbound": {"usersAndGroups": {"accessType": access, "targets": [{"target": "AllUsers", "targetType": "user"}]},
                "applications": {"accessType": access, "targets": [{"target": "AllApplications", "targetType": "application"}]}}})
        .to_string()
    };
    let files = Files::new().with("logs.ndjson", ndjson(&[json!({})])).with("old.json", policy("allowed")).with("new.json", policy("blocked"));
    let archive = files.path("archive");
    assert_eq!(code(&add(&archive, &[&files.path("logs.ndjson")])), 0);
    let take = |name: &str, date: &str| code(&crosstenant(["archive", "add", &archive, &files.path(name), "--snapshot-date", date]));
    assert_eq!((take("new.json", "2026-10-20"), take("old.json", "2026-10-10")), (0, 0));
    let info = json(&["archive", "info", &archive]);
    let policies = info["rows"].as_array().expect("rows").iter().find(|row| row["log"] == "policies").expect("policies").clone();
    assert_eq!((&policies["days"], &policies["first"], &policies["last"]), (&json!(2), &json!("2026-10-10"), &json!("2026-10-20")));
    // The later one counts, whichever was added first: the partner rides on a default that is blocked.
    let settings = json(&["partners", &archive, "--tenant", OWN]);
    assert_eq!(settings["rows"][0]["setting"], "default");
    let changed = crosstenant(["simulate", &archive, "--tenant", OWN, "--policy", &files.path("old.json"), "--format", "json"]);
    let changed: Value = serde_json::from_slice(&changed.stdout).expect("JSON");
    assert_eq!(changed["rows"][0]["change"], "newly_allowed", "{changed}");
    // What is named beside the archive is newer than what it holds.
    let beside = crosstenant([
        "simulate",
        &archive,
        "--tenant",
        OWN,
        "--current",
        &files.path("old.json"),
        "--policy",
        &files.path("old.json"),
        "--format",
        "json",
    ]);
    let beside: Value = serde_json::from_slice(&beside.stdout).expect("JSON");
    assert_eq!(beside["rows"][0]["change"], "unchanged", "{beside}");
}

#[test]
fn where_nothing_comes_of_it_nothing_is_left_behind() {
    let files = Files::new().with("notes.txt", "mine");
    assert_eq!(code(&add(&files.path("new"), &[&files.path("notes.txt")])), 3);
    assert!(!Path::new(&files.path("new")).exists());
    assert_eq!(code(&add(&files.path("new"), &[&files.path("missing.json")])), 2);
    assert!(!Path::new(&files.path("new")).exists());
}

#[test]
fn folders_made_for_an_archive_go_with_it_and_no_others() {
    let files = Files::new().with("notes.txt", "mine").with("log.ndjson", ndjson(&[json!({})]));
    fs::create_dir(files.path("there")).expect("folder");
    for (archive, made, stays) in
        [("new/er/archive", "new", "."), ("there/new/archive", "there/new", "there"), ("there/archive/", "there/archive", "there")]
    {
        assert_eq!(code(&add(&files.path(archive), &[&files.path("notes.txt")])), 3, "{archive}");
        assert!(!Path::new(&files.path(made)).exists() && Path::new(&files.path(stays)).is_dir(), "{archive}");
        let distilled = crosstenant(["archive", "distill", &files.path("log.ndjson"), &files.path(archive)]);
        assert_ne!(code(&distilled), 0, "{archive}");
        assert!(!Path::new(&files.path(made)).exists() && Path::new(&files.path(stays)).is_dir(), "{archive}");
    }
    // A link, a file or a folder that cannot be made in the way is no reason to leave half of them.
    assert_eq!(code(&add(&files.path("notes.txt/archive"), &[&files.path("log.ndjson")])), 1);
    let too_long = format!("new/{}/archive", "x".repeat(300));
    assert_eq!(code(&add(&files.path(&too_long), &[&files.path("log.ndjson")])), 1);
    assert!(!Path::new(&files.path("new")).exists());
    // What somebody puts there meanwhile stays, and so does the folder.
    let mut waiting =
        command(["archive", "add", &files.path("new/archive"), "-"]).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().expect("starts");
    let until = Instant::now() + Duration::from_secs(20);
    while !Path::new(&files.path("new/archive/.lock-holder")).exists() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(5));
    }
    fs::write(files.path("new/mine.txt"), "mine").expect("written");
    drop(waiting.stdin.take());
    assert_eq!(waiting.wait().expect("ends").code(), Some(3));
    assert_eq!(fs::read_dir(files.path("new")).expect("folder").count(), 1, "the archive alone is gone");
    assert_eq!(code(&add(&files.path("other/archive"), &[&files.path("log.ndjson")])), 0);
    assert_eq!(code(&crosstenant(["archive", "verify", &files.path("other/archive")])), 0);
}

/// Ctrl-C leaves as little behind as a failure.
#[cfg(unix)]
#[test]
fn interrupted_a_new_archive_takes_its_folders_along() {
    let files = Files::new();
    let mut waiting = command(["archive", "add", &files.path("new/er/archive"), "-"]).stdin(Stdio::piped()).spawn().expect("starts");
    let until = Instant::now() + Duration::from_secs(20);
    while !Path::new(&files.path("new/er/archive/.lock-holder")).exists() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(5));
    }
    let sent = std::process::Command::new("bash").args(["-c", "kill -INT $0", &waiting.id().to_string()]).status().expect("bash");
    assert!(sent.success());
    assert_eq!(waiting.wait().expect("ends").code(), Some(130));
    assert!(!Path::new(&files.path("new")).exists());
}

#[test]
fn what_is_no_archive_is_told_from_one() {
    let files = Files::new().with("folder/notes.txt", "mine").with("logs.ndjson", ndjson(&[json!({})]));
    let output = add(&files.path("folder"), &[&files.path("logs.ndjson")]);
    assert_eq!(code(&output), 2, "a folder of somebody else stays as it is");
    let parquet = bytes(samples()).into_keys().find(|path| path.extension().is_some_and(|ending| ending == "parquet")).expect("a file");
    let output = crosstenant(["partners", Path::new(samples()).join(parquet).to_str().expect("UTF-8")]);
    assert_eq!(code(&output), 3);
    assert!(stderr(&output).contains("manifest.json"), "{}", stderr(&output));
    let inspected = json(&["inspect", project("tests/archive-v1").to_str().expect("UTF-8")]);
    let archives = inspected["rows"].as_array().expect("rows").iter().filter(|row| row["format"] == "archive").count();
    assert_eq!(archives, 1, "{inspected}");
    // In a folder that is walked, an archive is one input.
    copy(samples(), &files.folder().join("walked/archive"));
    assert_eq!(answer(&["users"], &[&files.path("walked")]), answer(&["users"], &[samples()]));
}

#[test]
fn a_record_that_could_not_be_read_can_come_again() {
    let good = ndjson(&[json!({}), json!({"createdDateTime": "2026-10-06T00:00:00Z"})]);
    let files = Files::new().with("logs.ndjson", format!("{good}{{\"broken\n"));
    let archive = files.path("archive");
    assert_eq!(code(&add(&archive, &[&files.path("logs.ndjson")])), 4);
    let before = bytes(&archive);
    assert_eq!(code(&add(&archive, &[&files.path("logs.ndjson")])), 4, "read again, because some of it could not be read");
    assert_eq!(bytes(&archive), before, "and nothing changes");
    // It was said then; coverage keeps telling of it, and no later command fails for it.
    let coverage = json(&["coverage", &archive, "--tenant", OWN]);
    assert!(coverage["caveats"].as_array().expect("caveats").iter().any(|caveat| caveat["code"] == "skipped-records"), "{coverage}");
    let output = crosstenant(["partners", &archive, "--tenant", OWN, "--format", "json"]);
    assert_eq!((code(&output), stderr(&output).contains("skipped")), (0, false), "{}", stderr(&output));
    let partners: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(partners["ledger"], json!({"files": 1, "records": 3, "kept": 2, "duplicates": 0, "skipped": 1}));
}

#[test]
fn standard_input_can_be_added_once() {
    let files = Files::new();
    let archive = files.path("archive");
    let logs = ndjson(&[json!({}), json!({"createdDateTime": "2026-10-06T00:00:00Z"})]);
    let run = || {
        let mut child =
            command(["archive", "add", &archive, "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("start");
        std::io::Write::write_all(&mut child.stdin.take().expect("stdin"), logs.as_bytes()).expect("write");
        child.wait_with_output().expect("end")
    };
    assert_eq!(code(&run()), 0);
    let before = bytes(&archive);
    assert_eq!(code(&run()), 0);
    assert_eq!(bytes(&archive), before);
}

#[test]
#[cfg(unix)]
fn only_the_owner_can_look_into_it() {
    use std::os::unix::fs::PermissionsExt;
    for entry in walkdir::WalkDir::new(samples()) {
        let entry = entry.expect("entry");
        let mode = entry.metadata().expect("metadata").permissions().mode() & 0o777;
        assert_eq!(mode, if entry.file_type().is_dir() { 0o700 } else { 0o600 }, "{:?}", entry.path());
    }
}

/// An archive as version 1 wrote it, from some of `tests/samples`: it must be readable for ever.
#[test]
fn an_archive_of_version_1_answers_as_the_files_it_came_from() {
    let path = |name: &str| project("tests").join(name).to_str().expect("UTF-8").to_owned();
    let samples = ["graph-beta.json", "graph-audit.json", "users.json", "settings.json"].map(|name| path(&format!("samples/{name}")));
    let samples: Vec<&str> = samples.iter().map(String::as_str).collect();
    for question in [&["partners"][..], &["apps"], &["users"], &["failures"], &["changes"], &["guests"]] {
        let question: Vec<&str> = question.iter().copied().chain(["--tenant", OWN]).collect();
        let rows = |inputs: &[&str]| serde_json::from_str::<Value>(&answer(&question, inputs)).expect("JSON")["rows"].clone();
        assert_eq!(rows(&[&path("archive-v1")]), rows(&samples), "{question:?}");
    }
    assert_eq!(code(&crosstenant(["archive", "info", &path("archive-v1")])), 0);
}
