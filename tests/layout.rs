//! The layout of the source: no arrow points upward, no file grows out of hand, and what CONTRIBUTING.md says about adding things is so.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crosstenant::words::Lang;

/// The folders and files of `src`, lowest first: each may use those before it. ARCHITECTURE.md draws them.
const ORDER: [&str; 21] = [
    "words",
    "failure",
    "safe",
    "files",
    "model",
    "knowledge",
    "nested_json",
    "pseudonym",
    "policy",
    "classify",
    "changes",
    "facts",
    "archive",
    "ingest",
    "report",
    "dataset",
    "analysis",
    "output",
    "demo",
    "cli",
    "command",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file, with its path below `src`.
fn sources() -> Vec<(PathBuf, String)> {
    let src = root().join("src");
    let mut files: Vec<(PathBuf, String)> = walkdir::WalkDir::new(&src)
        .into_iter()
        .map(|entry| entry.expect("listed").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| (path.strip_prefix(&src).expect("below src").to_owned(), fs::read_to_string(&path).expect("read")))
        .collect();
    files.sort();
    files
}

/// The folder or file at the top of `src`.
fn top(path: &Path) -> &str {
    let first = path.components().next().expect("a name").as_os_str().to_str().expect("UTF-8");
    first.trim_end_matches(".rs")
}

/// What comes before the tests of a file; nothing where the whole file is tests.
fn without_tests<'t>(path: &Path, text: &'t str) -> &'t str {
    let parts: Vec<&str> = path.components().filter_map(|part| part.as_os_str().to_str()).collect();
    if parts.iter().any(|part| matches!(*part, "tests" | "tests.rs" | "consistency.rs")) {
        return "";
    }
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// The modules at the top that a text names as `crate::name` or `crate::{name, ..}`.
fn used(text: &str) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        let names = rest.strip_prefix('{').map_or(rest, |group| group.split('}').next().unwrap_or_default());
        let several = rest.starts_with('{');
        for name in names.split(',').take(if several { usize::MAX } else { 1 }) {
            let name = name.trim_start();
            used.insert(name.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default());
        }
    }
    used.retain(|name| !name.is_empty());
    used
}

#[test]
fn no_arrow_points_upward() {
    let place = |name: &str| ORDER.iter().position(|known| *known == name);
    let mut upward = Vec::new();
    for (path, text) in sources() {
        let from = top(&path);
        if matches!(from, "lib" | "main") {
            continue;
        }
        let below = place(from).unwrap_or_else(|| panic!("{} stands in no layer", path.display()));
        for name in used(without_tests(&path, &text)) {
            if place(name).is_some_and(|place| place > below) {
                upward.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(upward.is_empty(), "{upward:#?}");
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("read");
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        assert!(ORDER.contains(&line.trim_end_matches(';')), "{line} stands in no layer");
    }
    let drawn = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("read");
    assert!(ORDER.iter().all(|name| drawn.contains(&format!("**{name}"))), "every layer is drawn");
}

#[test]
fn files_can_be_read_in_a_sitting() {
    let mut lines: Vec<(usize, PathBuf)> = sources().into_iter().map(|(path, text)| (text.lines().count(), path)).collect();
    lines.sort();
    let at = |share: usize| lines[(lines.len() - 1) * share / 100].0;
    let (largest, path) = lines.last().expect("files");
    assert!(at(50) <= 140, "median {}", at(50));
    assert!(at(90) <= 303, "90th percentile {}", at(90));
    assert!(*largest <= 684, "{} has {largest} lines", path.display());
}

#[test]
fn arrows_and_groups_are_seen() {
    let text = "use crate::model::{Log, time};\nuse crate::{demo, inspect};\nlet x = crate::files::write;";
    assert_eq!(used(text), ["demo", "files", "inspect", "model"].into());
    assert_eq!(without_tests(Path::new("a.rs"), "x\n#[cfg(test)]\nmod tests {\nuse crate::demo;"), "x\n");
}

/// The file of a module, alone or in a folder of its own.
fn module(folder: &str, name: &str) -> bool {
    let name = name.replace('-', "_");
    let folder = root().join("src").join(folder);
    folder.join(format!("{name}.rs")).is_file() || folder.join(name).join("mod.rs").is_file()
}

/// Commands that are tested beside another.
const TESTED_WITH: [(&str, &str); 2] = [("formats", "inspect"), ("completions", "demo")];

#[test]
fn each_row_has_its_file() {
    for analysis in crosstenant::analysis::ANALYSES {
        assert!(module("analysis", analysis.id) && module("command", analysis.id), "{}", analysis.id);
    }
    let (built, worded) = (<crosstenant::command::Cli as clap::CommandFactory>::command(), crosstenant::command::help::command(Lang::En));
    for command in built.get_subcommands() {
        let name = command.get_name();
        assert!(module("command", name), "{name}");
        let tests = root()
            .join("tests")
            .join(format!("{}.rs", TESTED_WITH.iter().find(|(other, _)| *other == name).map_or(name, |(_, with)| with)).replace('-', "_"));
        assert!(tests.is_file(), "{name} has no tests of its own");
        let about = worded.find_subcommand(name).and_then(clap::Command::get_about).map(ToString::to_string);
        assert_ne!(about, command.get_about().map(ToString::to_string), "{name} says what it does");
        assert!(about.is_some_and(|about| about.len() > 10), "{name} says what it does");
    }
}

#[test]
fn what_contributing_names_is_there() {
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).expect("read");
    let quoted: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
    let paths = quoted.iter().filter(|name| name.contains('/') && !name.contains(' '));
    let mut seen = 0;
    for path in paths {
        // NAME and LANGUAGE stand for what is added: their folder is there.
        let fixed: Vec<&str> = path
            .split('/')
            .take_while(|part| !part.contains("NAME") && !["LANGUAGE", "FILE", "CODE"].iter().any(|word| part.contains(word)))
            .collect();
        assert!(root().join(fixed.join("/")).exists(), "{path}");
        seen += 1;
    }
    assert!(seen > 8, "{seen} paths");
    for table in ["FORMATS", "WRAPPINGS", "ANALYSES", "OUTPUTS"] {
        let heads = [format!("pub const {table}: &["), format!("pub static {table}: [")];
        let tables: Vec<_> = sources().into_iter().filter(|(_, text)| heads.iter().any(|head| text.contains(head))).collect();
        assert_eq!(tables.len(), 1, "{table} stands in one place");
    }
}
