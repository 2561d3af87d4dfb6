//! What a Japanese reader gets: everything is rendered in Japanese, and what is left in English is listed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::support::{Files, code, command, embedded, project, stderr, stdout};

/// Names that hold three Latin words in a row: of products, of applications and organisations of the sample logs, of portal pages.
const NAMES: &[&str] = &[
    "Microsoft Rights Management Services",
    "Microsoft Graph Command Line Tools",
    "Microsoft Authentication Broker",
    "Windows Azure Active Directory",
    "Azure Active Directory PowerShell",
    "Office 365 Exchange Online",
    "Office 365 SharePoint Online",
    "Microsoft Information Protection",
    "Azure AD Identity Governance",
    "Splunk, Elastic, Filebeat",
    "Global Secure Access",
    "Contoso Global Supplier Collaboration and Contract Lifecycle Management Portal Production",
    "Global Supplier Collaboration and Contract Lifecycle Management Portal Production",
    "Global Supplier Collaboration and Contract Lifecycle Management Portal",
    "SharePoint Online Web Client Extensibility",
    "Microsoft App Access Panel",
    "App Access Panel",
    "Azure Resource Manager",
    "Microsoft Azure CLI",
    "Microsoft Entra ID",
    "Microsoft Graph PowerShell",
    "Microsoft Graph beta",
    "Microsoft Power BI",
    "Microsoft Teams Services",
    "Microsoft Teams Web Client",
    "Power BI Service",
    "Publishing Partner Desk",
    "Defender XDR",
    "Elastic Common Schema",
    "Online Web Client",
    "Found invalid target for",
    "Log Analytics",
    "Event Hub",
];

/// Where English is still to be found. Whoever translates a place takes it off this list.
const NOT_YET: &[&str] = &[];

/// A run of a command in Japanese; what it writes to standard output.
fn said(args: &[&str]) -> String {
    let output = command(args.iter().chain(&["--lang", "ja"])).current_dir(project("")).output().expect("runs");
    assert!([0, 4].contains(&code(&output)), "{args:?}: {}", stderr(&output));
    stdout(&output)
}

/// Three Latin words or more in a row, which make a phrase of English.
fn phrases(text: &str) -> BTreeSet<String> {
    let text = NAMES.iter().fold(text.to_owned(), |text, name| text.replace(name, "–"));
    let is_word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic() || c == '\'') || word == "a";
    let mut found = BTreeSet::new();
    let mut run: Vec<&str> = Vec::new();
    for word in text.split([' ', '\n']).chain([""]) {
        let bare = word.trim_end_matches([',', '.', ';', ':', ')', '?']).trim_start_matches('(');
        if is_word(bare) {
            run.push(bare);
        }
        if !is_word(bare) || bare.len() < word.trim_start_matches('(').len() {
            // What is to be typed is typed as it is.
            if run.len() > 2 && run.first() != Some(&"crosstenant") {
                found.insert(run.join(" "));
            }
            run.clear();
        }
    }
    found
}

/// The text of a page without its tables of data, its commands and its bodies, tags taken out.
fn prose(page: &str) -> String {
    let mut rest = page.to_owned();
    for (from, to) in [("<style>", "</style>"), ("<script", "</script>"), ("<tbody>", "</tbody>"), ("<code", "</code>"), ("<pre>", "</pre>")] {
        let mut kept = String::new();
        for (place, piece) in rest.split(from).enumerate() {
            kept.push_str(if place == 0 { piece } else { piece.split_once(to).map_or("", |(_, after)| after) });
            kept.push('\n');
        }
        rest = kept;
    }
    let text: Vec<&str> = rest.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    text.join("\n").replace("&#39;", "'").replace("&#38;", "&").replace("&#62;", ">")
}

/// Everything a Japanese reader is told, by where it stands.
fn everything(files: &Files) -> BTreeMap<String, String> {
    let folder = files.path("report");
    let mut places = BTreeMap::from([("report".to_owned(), said(&["report", "sample-logs", "-o", &folder]))]);
    places.insert("page".to_owned(), prose(&std::fs::read_to_string(Path::new(&folder).join("report.html")).expect("page")));
    for entry in std::fs::read_dir(Path::new(&folder).join("charts")).expect("charts") {
        let path = entry.expect("entry").path();
        let name = path.file_stem().expect("name").to_string_lossy().into_owned();
        places.insert(format!("chart {name}"), prose(&std::fs::read_to_string(&path).expect("chart")));
    }
    // Sentences inside the data.
    for entry in std::fs::read_dir(Path::new(&folder).join("tables")).expect("tables") {
        let path = entry.expect("entry").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let table: Value = serde_json::from_slice(&std::fs::read(&path).expect("file")).expect("JSON");
        let name = path.file_stem().expect("name").to_string_lossy().into_owned();
        let texts = |value: &Value| value.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join("\n");
        places.insert(format!("{name} answer"), texts(&table["answer"]));
        places.insert(format!("{name} notes"), texts(&table["notes"]));
        let messages = table["caveats"].as_array().into_iter().flatten().filter_map(|caveat| caveat["message"].as_str());
        places.insert(format!("{name} caveats"), messages.collect::<Vec<_>>().join("\n"));
        for column in ["meaning", "action", "because", "summary", "text"] {
            let cells = table["rows"].as_array().into_iter().flatten().filter_map(|row| row[column].as_str());
            places.insert(format!("{name} {column}"), cells.collect::<Vec<_>>().join("\n"));
        }
    }
    for command in COMMANDS {
        let words: Vec<&str> = command.split(' ').filter(|word| !word.is_empty()).collect();
        places.insert(format!("help {command}"), said(&[&words[..], &["--help"]].concat()));
    }
    for args in [&["formats", "--format", "markdown"][..], &["explain"], &["explain", "500213"], &["explain", "bad-json"]] {
        places.insert(args.join(" "), said(args));
    }
    places.insert("inspect".to_owned(), said(&["inspect", "sample-logs", "--format", "markdown"]));
    places.insert("export script".to_owned(), comments(&said(&["export-script", "--crossing-only"])));
    places.insert("script".to_owned(), comments(&said(&["recommend", "sample-logs", "--format", "powershell", "-q"])));
    places
}

/// The comments of a script.
fn comments(script: &str) -> String {
    script.lines().filter(|line| line.trim_start().starts_with("# ")).collect::<Vec<_>>().join("\n")
}

const COMMANDS: &[&str] = &[
    "",
    "report",
    "coverage",
    "partners",
    "apps",
    "users",
    "events",
    "timeline",
    "failures",
    "changes",
    "guests",
    "simulate",
    "recommend",
    "workloads",
    "archive",
    "archive add",
    "archive info",
    "archive verify",
    "archive export",
    "archive prune",
    "archive distill",
    "archive sources",
    "archive adopt",
    "inspect",
    "formats",
    "explain",
    "demo",
    "export-script",
    "spark",
    "spark init",
    "kql",
    "schema",
    "config",
    "config show",
    "completions",
];

#[test]
fn nothing_is_left_in_english() {
    let files = Files::new();
    let left: BTreeMap<String, BTreeSet<String>> =
        everything(&files).into_iter().map(|(place, text)| (place, phrases(&text))).filter(|(_, phrases)| !phrases.is_empty()).collect();
    let places: Vec<&str> = left.keys().map(String::as_str).collect();
    assert_eq!(places, NOT_YET, "{left:#?}");
}

#[test]
fn every_column_has_a_japanese_heading() {
    let files = Files::new().with("settings.json", "{\"default\": {\"b2bCollaborationInbound\": null}}");
    let archive = files.path("archive");
    assert_eq!(code(&command(["archive", "add", &archive, "sample-logs"]).current_dir(project("")).output().expect("runs")), 0);
    let logs = "sample-logs";
    let settings = files.path("settings.json");
    for args in [
        &["coverage", logs][..],
        &["partners", logs],
        &["apps", logs],
        &["apps", logs, "--by", "app"],
        &["users", logs],
        &["events", logs, "--limit", "3"],
        &["timeline", logs],
        &["failures", logs],
        &["workloads", logs],
        &["changes", logs],
        &["guests", logs],
        &["guests", logs, "--review"],
        &["simulate", logs, "--policy", &settings],
        &["simulate", logs, "--policy", &settings, "--by", "user"],
        &["recommend", logs],
        &["inspect", logs],
        &["formats"],
        &["archive", "info", &archive],
    ] {
        let table = said(&[args, &["--format", "markdown", "-q"]].concat());
        let heading = table.lines().find(|line| line.starts_with('|')).expect("a heading");
        for cell in heading.trim_matches('|').split('|').map(str::trim) {
            assert!(["ID", "SHA-256"].contains(&cell) || !cell.is_ascii(), "{args:?}: {cell}");
        }
    }
}

#[test]
fn the_page_is_japanese_to_a_browser_and_to_its_script() {
    let files = Files::new();
    let page = files.path("users.html");
    said(&["users", "sample-logs", "-o", &page]);
    let page = std::fs::read_to_string(page).expect("page");
    assert!(page.contains("<html lang=\"ja\">"));
    let words = embedded(&page).0["words"].clone();
    assert_eq!(words["counted"], "{rows} 行中 {shown} 行", "the script has its words from the page");
    let english = embedded(&std::fs::read_to_string(project("reports/example/report.html")).expect("page")).0["words"].clone();
    for (name, word) in words.as_object().expect("words") {
        assert!(*word != english[name] || ["CSV", "Microsoft"].contains(&word.as_str().expect("text")), "{name}: {word}");
    }
    for entry in std::fs::read_dir(project("src/output/html/page")).expect("folder") {
        let path = entry.expect("entry").path();
        let script = std::fs::read_to_string(&path).expect("script");
        // What is said is said by its name: no text of the script, comments aside, is a sentence.
        let code = script.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
        for text in code.flat_map(|line| line.split('"').skip(1).step_by(2)) {
            let words = text.split(' ').filter(|word| word.len() > 2 && word.chars().all(|c| c.is_ascii_alphabetic())).count();
            let is_css = text.contains(['.', '#', '[', ':', '-', '>']);
            assert!(words < 3 || is_css, "{}: {text}", path.display());
        }
    }
}

#[test]
fn a_command_line_that_is_not_understood_is_refused_in_japanese() {
    for (args, said) in [
        (&["partners", "x", "--direction", "in", "--lang", "ja"][..], "使える値: inbound, outbound"),
        (&["partners", "x", "--nothing", "--lang=ja"], "引数 '--nothing' は認識できません。"),
        (&["partners", "--lang", "ja"], "必要な引数がありません: <INPUT>..."),
    ] {
        let output = command(args).output().expect("runs");
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
}

#[test]
fn the_japanese_example_is_reproduced_byte_for_byte() {
    let files = Files::new();
    let folder = files.path("report");
    said(&["report", "sample-logs", "-o", &folder]);
    let fresh = std::fs::read(Path::new(&folder).join("report.html")).expect("page");
    let example = std::fs::read(project("reports/example-ja/report.html")).expect("example");
    assert!(fresh == example, "reports/example-ja/report.html differs: after a wanted change run `just example`");
}

/// The commands that a text shows, in code of a line or in blocks.
fn shown(readme: &str) -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    for line in readme.lines() {
        if let Some(command) = line.strip_prefix("crosstenant ") {
            shown.insert(command.split("  ").next().unwrap_or_default().to_owned());
        }
        shown.extend(line.split('`').skip(1).step_by(2).filter_map(|code| code.strip_prefix("crosstenant ")).map(str::to_owned));
    }
    shown
}

#[test]
fn both_readmes_name_the_same_commands() {
    let read = |name: &str| std::fs::read_to_string(project(name)).expect("README");
    let (english, japanese) = (shown(&read("README.md")), shown(&read("README.ja.md")));
    assert!(english.len() > 20, "{english:?}");
    assert_eq!(english, japanese);
}
