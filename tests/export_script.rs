//! `export-script`: one script, on standard output or in a file that Windows PowerShell reads.

use crate::support::{Files, OWN, code, crosstenant, json, ndjson, stderr, stdout};

#[test]
fn the_script_is_written_whole_and_asks_for_what_it_reads() {
    let all = stdout(&crosstenant(["export-script"]));
    assert!(all.contains("AuditLog.Read.All, Policy.Read.All, User.Read.All") && all.contains("#Requires -Modules Microsoft.Graph.Authentication"));
    assert!(!all.contains("ReadWrite") && all.contains("include-unknown-enum-members") && all.contains("Retry-After"));
    let part = stdout(&crosstenant(["export-script", "--what", "signins,audit", "--since", "2026-10-01", "--crossing-only"]));
    assert!(part.contains("\"since\": \"2026-10-01\"") && part.contains("crossTenantAccessType%20ne%20'none'") && !part.contains("/users?"));
    assert_eq!(all, stdout(&crosstenant(["export-script", "--days", "30"])), "the same script each time");
}

#[test]
fn in_a_file_it_begins_so_that_windows_powershell_reads_its_comments() {
    let files = Files::new();
    let path = files.path("get-logs.ps1");
    assert_eq!(code(&crosstenant(["export-script", "-o", &path, "--lang", "ja"])), 0);
    let text = std::fs::read(&path).expect("written");
    assert!(text.starts_with("\u{feff}# サインイン ログ".as_bytes()));
    assert_eq!(code(&crosstenant(["export-script", "-o", &path])), 2, "what is there stays");
}

#[test]
fn what_cannot_be_fetched_is_refused() {
    for args in
        [&["--what", "mail"][..], &["--since", "yesterday"], &["--days", "0"], &["--days", "7", "--since", "2026-10-01"], &["--format", "csv"]]
    {
        let output = crosstenant(["export-script"].iter().chain(args));
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn what_the_script_noted_tells_which_days_are_whole() {
    let slice = |complete: bool| serde_json::json!({"pages": 1, "fetched_at": "2026-10-06T05:00:00.0000000Z", "complete": complete});
    let noted =
        serde_json::json!({"signIns_interactive/2026-10-04": slice(true), "signIns_interactive/2026-10-05": slice(false), "users": slice(false)});
    let files = Files::new()
        .with("logs/fetched.json", noted.to_string())
        .with("logs/signIns_interactive/2026-10-05/00001.json", ndjson(&[serde_json::json!({})]));
    let listed = json(&["inspect", &files.path("logs")]);
    let of_note =
        listed["rows"].as_array().expect("rows").iter().find(|row| row.to_string().contains("fetched.json")).expect("it is listed").to_string();
    assert!(of_note.contains("2 days of logs; records may still arrive for signIns_interactive/2026-10-05"), "{of_note}");
    let caveats = json(&["coverage", &files.path("logs"), "--tenant", OWN])["caveats"].to_string();
    assert!(caveats.contains("records may still arrive for signIns_interactive/2026-10-05"), "{caveats}");
}
