//! `demo` writes a story for its owner only, and `completions` knows the program.

use crate::support::{Files, code, crosstenant, stdout};

#[test]
fn completions_and_demo_work() {
    assert!(stdout(&crosstenant(["completions", "powershell"])).contains("crosstenant"));
    let files = Files::new();
    let folder = files.path("demo");
    assert_eq!(code(&crosstenant(["demo", &folder, "--size", "300"])), 0);
    assert_eq!(code(&crosstenant(["demo", &folder])), 2, "a folder with files in it is left alone");
    assert_eq!(code(&crosstenant(["partners", &folder])), 0);
    #[cfg(unix)]
    for entry in walkdir::WalkDir::new(&folder) {
        use std::os::unix::fs::PermissionsExt;
        let entry = entry.expect("entry");
        let mode = entry.metadata().expect("metadata").permissions().mode() & 0o777;
        assert_eq!(mode, if entry.file_type().is_dir() { 0o700 } else { 0o600 }, "{}", entry.path().display());
    }
}
