//! `export-script`: one script, on standard output or in a file that Windows PowerShell reads.

use crate::support::{Files, code, crosstenant, stderr, stdout};

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
