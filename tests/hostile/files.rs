//! What is written: readable by its owner only whatever the umask, in the place of a link and never through it, and never onto a device.

#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::json;

use crate::support::{Files, OWN, code, crosstenant, ndjson, stderr};

/// A run under a umask that forbids nothing.
fn open_to_all(folder: &Path, args: &[&str]) -> Output {
    Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_crosstenant")])
        .args(args)
        .current_dir(folder)
        .env("XDG_CONFIG_HOME", folder.join("no-settings-here"))
        .output()
        .expect("runs")
}

#[test]
fn only_their_owner_can_read_what_is_written_whatever_the_umask() {
    let log = ndjson(&[json!({}), json!({"id": "aaaaaaaa-0000-4000-8000-000000000002", "createdDateTime": "2026-10-20T12:00:00Z"})]) + "broken\n";
    let files = Files::new().with("log.ndjson", log);
    let out = files.folder().join("out");
    let formats = crosstenant::output::OUTPUTS.iter().map(|output| output.id).collect::<Vec<_>>().join(",");
    std::fs::create_dir(&out).expect("a folder");
    std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o700)).expect("set");
    let log = "../log.ndjson";
    for args in [
        &["partners", log, "--tenant", OWN, "--format", &formats, "-o", "tables/of", "--rejects", "rejected/here.ndjson"][..],
        &["users", log, "--tenant", OWN, "-o", "deep/er/users.csv", "--pseudonymise", "keys/key", "--make-key", "--mapping", "maps/map.csv"],
        &["report", log, "--tenant", OWN, "-o", "reports/one"],
        &["report", log, "--tenant", OWN, "-o", "reports/partner", "--partner", "fabrikam.example", "--for-partner", "--pseudonymise", "keys/key"],
        &["digest", log, "--tenant", OWN, "--format", "markdown", "-o", "digest.md"],
        &["recommend", log, "--tenant", OWN, "--format", "powershell", "-o", "settings.ps1"],
        &["recommend", log, "--tenant", OWN, "--format", "terraform", "-o", "settings.tf"],
        &["archive", "add", "store", log, "--tenant", OWN, "--rejects", "rejected/archive.ndjson"],
        &["archive", "distill", "store", "small"],
        &["update", log, "--archive", "weekly/store", "--tenant", OWN, "-o", "weekly/reports"],
        &["inspect", log, "-o", "files.json"],
        &["demo", "story", "--size", "50"],
        &["schema", "partners", "-o", "schema.json"],
        &["explain", "50126", "-o", "explained.json"],
        &["export-script", "-o", "fetch.ps1"],
        &["kql", "--tenant", OWN, "-o", "query.kql"],
        &["spark", "init", "job"],
        &["man", "manual"],
    ] {
        let output = open_to_all(&out, args);
        assert!(matches!(code(&output), 0 | 4), "{args:?}: {}", stderr(&output));
    }
    let mut seen = (0, 0);
    for entry in walkdir::WalkDir::new(&out) {
        let entry = entry.expect("listed");
        let mode = entry.metadata().expect("known").permissions().mode() & 0o777;
        let (wanted, count) = if entry.file_type().is_dir() { (0o700, &mut seen.1) } else { (0o600, &mut seen.0) };
        *count += 1;
        assert_eq!(mode, wanted, "{}: {mode:o}", entry.path().display());
    }
    assert!(seen.0 > 100 && seen.1 > 15, "{seen:?}");
}

#[test]
fn a_link_is_replaced_and_what_it_leads_to_stays() {
    let files = Files::new().with("log.ndjson", ndjson(&[json!({})])).with("kept/precious.csv", "mine\n").with("kept/report/mine.txt", "mine\n");
    let (log, link) = (files.path("log.ndjson"), files.path("partners.csv"));
    let write = |more: &[&str]| code(&crosstenant([&["partners", &log, "--tenant", OWN, "-q", "-o", &link], more].concat()));
    symlink(files.path("kept/precious.csv"), &link).expect("a link");
    assert_eq!(write(&[]), 2, "a link is something that is there");
    assert_eq!(write(&["--force"]), 0);
    assert_eq!(std::fs::read_to_string(files.path("kept/precious.csv")).expect("there"), "mine\n");
    assert!(Path::new(&link).symlink_metadata().expect("there").is_file(), "the link is a file now");
    // A link that leads nowhere is no way to make a file elsewhere.
    std::fs::remove_file(&link).expect("removed");
    symlink(files.path("nowhere.csv"), &link).expect("a link");
    assert_eq!((write(&[]), write(&["--force"])), (2, 0));
    assert!(!Path::new(&files.path("nowhere.csv")).exists());
    // A folder: a link to a report is replaced, the report stays; a link to what is not ours is refused.
    let report = |place: &str| code(&crosstenant(["report", &log, "--tenant", OWN, "-q", "-o", &files.path(place)]));
    assert_eq!(report("first"), 0);
    symlink(files.path("first"), files.path("latest")).expect("a link");
    assert_eq!(report("latest"), 0);
    assert!(Path::new(&files.path("latest")).symlink_metadata().expect("there").is_dir(), "the link is a folder now");
    assert!(Path::new(&files.path("first/report.html")).is_file());
    symlink(files.path("kept/report"), files.path("theirs")).expect("a link");
    assert_eq!(report("theirs"), 2);
    assert_eq!(std::fs::read_dir(files.path("kept/report")).expect("listed").count(), 1);
}

#[test]
fn a_device_is_never_written_over() {
    let files = Files::new().with("log.ndjson", ndjson(&[json!({})]));
    let log = files.path("log.ndjson");
    let pipe = files.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("runs").success());
    symlink("/dev/null", files.path("link")).expect("a link");
    for place in [pipe.as_str(), &files.path("link")] {
        for format in ["csv", "html"] {
            let output = crosstenant(["partners", &log, "--tenant", OWN, "--format", format, "-o", place, "--force"]);
            assert_eq!(code(&output), 2, "{place}: {}", stderr(&output));
            assert!(stderr(&output).contains("next:") && stderr(&output).contains("standard output"), "{}", stderr(&output));
        }
    }
    let kind = |place: &str| Path::new(place).symlink_metadata().expect("still there").file_type();
    assert!(!kind(&pipe).is_file() && kind(&files.path("link")).is_symlink());
    let output = crosstenant(["report", &log, "--tenant", OWN, "-o", &pipe, "--force"]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert!(!kind(&pipe).is_file() && !kind(&pipe).is_dir());
}
