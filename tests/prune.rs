//! An archive that forgets: whole days, in one step, and it keeps that they were removed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

use crate::support::{Files, OWN, code, command, crosstenant, json, ndjson, stderr, stdout};

/// A sign-in of a day of October, by number.
fn event(number: u32, day: u32) -> Value {
    json!({"id": format!("aaaaaaaa-0000-4000-8000-{number:012}"), "createdDateTime": format!("2026-10-{day:02}T12:00:00Z")})
}

/// Logs of two exports that overlap, and settings of an old and a new day.
fn files() -> Files {
    let all: Vec<Value> = (1..=9).map(|day| event(day, day)).collect();
    let late: Vec<Value> = (4..=9).map(|day| event(day, day)).chain([event(12, 2)]).collect();
    let settings = |allowed: bool| {
        json!({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/default",
        "isServiceDefault": false, "inboundTrust": {"isMfaAccepted": allowed, "isCompliantDeviceAccepted": false, "isHybridAzureADJoinedDeviceAccepted": false}}).to_string()
    };
    Files::new()
        .with("all.ndjson", ndjson(&all))
        .with("late.ndjson", ndjson(&late))
        .with("old.json", settings(true))
        .with("new.json", settings(false))
}

fn filled(files: &Files) -> String {
    let archive = files.path("archive");
    let add = |name: &str, day: &str| {
        let output = crosstenant(["archive", "add", &archive, &files.path(name), "--snapshot-date", day]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
    };
    add("all.ndjson", "2026-10-01");
    add("old.json", "2026-10-02");
    add("new.json", "2026-10-08");
    archive
}

fn prune(archive: &str, day: &str, more: &[&str]) -> Output {
    let output = crosstenant(["archive", "prune", archive, "--before", day].iter().chain(more));
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    output
}

/// Every file of an archive but the lock.
fn bytes(archive: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(archive).into_iter().map(|entry| entry.expect("entry"));
    let files = files.filter(|entry| entry.file_type().is_file() && entry.file_name() != ".lock");
    files.map(|entry| (entry.path().strip_prefix(archive).expect("below").to_owned(), fs::read(entry.path()).expect("file"))).collect()
}

fn coverage(archive: &str) -> Value {
    json(&["coverage", archive, "--tenant", OWN])
}

#[test]
fn days_and_snapshots_go_and_coverage_says_so() {
    let files = files();
    let archive = filled(&files);
    let before = bytes(&archive);
    let told = stdout(&prune(&archive, "2026-10-05", &["--dry-run"]));
    assert!(told.contains("4 events in 4 files") && told.contains("1 user lists and settings") && told.contains("Nothing was changed"), "{told}");
    assert_eq!(bytes(&archive), before, "a dry run changes nothing");
    prune(&archive, "2026-10-05", &["-q"]);
    let days: Vec<PathBuf> = bytes(&archive).into_keys().filter(|path| path.starts_with("signins")).collect();
    assert_eq!(days.len(), 5, "{days:?}");
    assert!(days.iter().all(|path| !path.to_string_lossy().contains("2026-10-04")), "{days:?}");
    assert_eq!(bytes(&archive).keys().filter(|path| path.starts_with("policies")).count(), 1);
    let coverage = coverage(&archive);
    let ledger = &coverage["ledger"];
    assert_eq!((&ledger["records"], &ledger["kept"], &ledger["duplicates"], &ledger["skipped"]), (&json!(5), &json!(5), &json!(0), &json!(0)));
    assert_eq!(coverage["rows"][0]["first"], "2026-10-05T12:00:00Z");
    let caveats: Vec<&str> = coverage["caveats"].as_array().expect("caveats").iter().filter_map(|caveat| caveat["code"].as_str()).collect();
    assert!(caveats.contains(&"days-removed") && !caveats.contains(&"no-records"), "{caveats:?}");
    assert_eq!(code(&crosstenant(["archive", "verify", &archive])), 0);
    let after = bytes(&archive);
    prune(&archive, "2026-10-05", &[]);
    assert_eq!(bytes(&archive), after, "once more changes nothing");
}

#[test]
fn what_was_removed_comes_back_only_when_it_is_asked_for() {
    let files = files();
    let archive = filled(&files);
    let before = bytes(&archive);
    prune(&archive, "2026-10-05", &[]);
    let pruned = bytes(&archive);
    let add = |name: &str, more: &[&str]| {
        let output = crosstenant(["archive", "add", &archive, &files.path(name), "--snapshot-date", "2026-10-02"].iter().chain(more));
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stdout(&output)
    };
    add("all.ndjson", &[]);
    assert!(add("old.json", &[]).contains("left out"));
    assert_eq!(bytes(&archive), pruned, "the same file and the same settings again");
    // Another export of the same days: what is new and of kept days comes, the rest does not.
    let told = add("late.ndjson", &[]);
    assert!(told.contains("2 records of days before 2026-10-05 were left out"), "{told}");
    let count = |name: &str| coverage(&archive)["ledger"][name].as_u64();
    assert_eq!((count("records"), count("kept"), count("duplicates")), (Some(10), Some(5), Some(5)));
    let told = add("late.ndjson", &["--restore"]);
    assert!(told.contains("2 of 7 records"), "{told}");
    add("all.ndjson", &["--restore"]);
    add("old.json", &["--restore"]);
    assert_eq!((count("records"), count("kept"), count("duplicates")), (Some(16), Some(10), Some(6)));
    let now: Value = serde_json::from_slice(&bytes(&archive)[Path::new("manifest.json")]).expect("JSON");
    assert!(now.get("pruned").is_none(), "all of it is back");
    let days = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().filter_map(|path| path.parent().map(Path::to_owned)).collect::<Vec<_>>();
    assert_eq!(days(&bytes(&archive)), days(&before));
}

#[test]
fn killed_at_any_moment_it_is_as_before_or_as_after() {
    let files = files();
    let archive = filled(&files);
    let after = files.path("after");
    let copy = |to: &str| {
        for (path, bytes) in bytes(&archive) {
            let to = Path::new(to).join(path);
            fs::create_dir_all(to.parent().expect("folder")).expect("folder");
            fs::write(to, bytes).expect("file");
        }
    };
    copy(&after);
    let started = Instant::now();
    prune(&after, "2026-10-05", &[]);
    let takes = started.elapsed();
    let ask = |archive: &str| coverage(archive)["rows"].clone();
    let (old, new) = (ask(&archive), ask(&after));
    assert_ne!(old, new);
    let mut seen = [0, 0];
    for round in 0..20 {
        let killed = files.path(&format!("killed{round}"));
        copy(&killed);
        let mut run = command(["archive", "prune", &killed, "--before", "2026-10-05"]);
        let mut child = run.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("start");
        std::thread::sleep(takes.mul_f64(1.1 * (f64::from(round) / 20.0).sqrt()));
        child.kill().expect("kill -9");
        child.wait().expect("end");
        let now = ask(&killed);
        assert!(now == old || now == new, "round {round}: {now}");
        seen[usize::from(now == new)] += 1;
        assert_eq!(code(&crosstenant(["archive", "verify", &killed])), 0, "round {round}");
        prune(&killed, "2026-10-05", &[]);
        assert_eq!(bytes(&killed), bytes(&after), "round {round}: and nothing is left behind");
    }
    assert!(seen[0] > 0, "at least one run was cut: {seen:?}");
}

#[test]
fn what_cannot_be_pruned_is_told() {
    let files = files();
    let archive = filled(&files);
    for (args, wanted) in [([archive.as_str(), "yesterday"], 2), ([archive.as_str(), "2026-13-01"], 2), ([&files.path("nothing"), "2026-10-05"], 2)] {
        let output = crosstenant(["archive", "prune", args[0], "--before", args[1]]);
        assert_eq!(code(&output), wanted, "{args:?}: {}", stderr(&output));
    }
    assert!(!Path::new(&files.path("nothing")).exists());
    prune(&archive, "2027-01-01", &[]);
    assert_eq!(coverage_code(&archive), 0, "an archive that forgot everything is still one");
}

fn coverage_code(archive: &str) -> i32 {
    let output = crosstenant(["coverage", archive, "--tenant", OWN]);
    code(&output)
}
