//! A hundred thousand strings that mean harm, on a terminal: of what arrives there, only our own colours are obeyed.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use crosstenant::safe::is_treacherous;
use serde_json::{Value, json};

use crate::support::{Files, OWN, graph, ndjson};

const RECORDS: usize = 20_000;

/// What strings are made of: what terminals obey, what hides, and what stands after it.
const PARTS: [&str; 36] = [
    "\u{1b}",
    "\u{1b}[",
    "\u{1b}]",
    "\u{1b}P",
    "\u{1b}\\",
    "\u{9b}",
    "\u{9d}",
    "\u{90}",
    "\u{9c}",
    "\u{7}",
    "\u{8}",
    "\r",
    "\n",
    "\u{b}",
    "\u{c}",
    "\u{e}",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{202e}",
    "\u{2066}",
    "\u{200f}",
    "\u{200b}",
    "\u{feff}",
    "\u{e0041}",
    "\u{2028}",
    "31m",
    "2J",
    "0;title",
    "52;c;YQ==",
    "8;;http://x.example",
    "a",
    "長",
    "é",
    "🦀",
    ";",
];

/// Strings that follow from a number.
struct Strings(u64);

impl Strings {
    fn next(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn text(&mut self) -> String {
        let parts = 1 + self.next(6);
        let middle: String = (0..parts).map(|_| PARTS[usize::try_from(self.next(PARTS.len() as u64)).expect("small")]).collect();
        // Space at the ends means nothing in any export.
        format!("x{middle}x")
    }
}

/// What a command writes on a terminal of so many columns.
fn on_a_terminal(args: &[&str], columns: u32) -> String {
    let quoted = |arg: &&str| format!("'{}'", arg.replace('\'', "'\\''"));
    let line = [&[env!("CARGO_BIN_EXE_crosstenant")], args].concat().iter().map(quoted).collect::<Vec<_>>().join(" ");
    let output = Command::new("script")
        .args(["-qec", &format!("stty cols {columns} rows 50; exec {line}"), "/dev/null"])
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR")
        .env("TERM", "xterm-256color")
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("script runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success(), "{args:?}: {}", text.chars().take(2000).collect::<String>());
    text
}

/// The text without colours, and the colours.
fn without_colours(text: &str) -> (String, BTreeSet<&str>) {
    let mut colours = BTreeSet::new();
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !(c.is_ascii_digit() || c == ';')).unwrap_or(part.len());
        let (codes, rest) = part.split_at(end);
        let behind = rest.strip_prefix('m').filter(|_| codes.split(';').all(|code| code.len() <= 2));
        colours.insert(codes);
        plain.push_str(behind.unwrap_or_else(|| panic!("no colour: {:?}", part.chars().take(40).collect::<String>())));
    }
    (plain, colours)
}

#[test]
fn of_a_hundred_thousand_strings_none_reaches_a_terminal_as_it_was() {
    let mut strings = Strings(0x2545_f491_4f6c_dd1d);
    let mut fields = 0;
    let records: Vec<Value> = (0..RECORDS)
        .map(|n| {
            fields += 5;
            graph(&json!({"id": format!("aaaaaaaa-0000-4000-8000-{n:012}"), "userId": format!("cccccccc-0000-4000-8000-{n:012}"),
                "appId": format!("dddddddd-0000-4000-8000-{n:012}"), "resourceId": format!("eeeeeeee-0000-4000-8000-{n:012}"),
                "userDisplayName": strings.text(), "userPrincipalName": format!("{}@x.example", strings.text()), "appDisplayName": strings.text(),
                "resourceDisplayName": strings.text(), "status": {"errorCode": 53003, "failureReason": strings.text()}}))
        })
        .collect();
    assert!(fields >= 100_000, "{fields}");
    let files = Files::new().with("log.ndjson", ndjson(&records));
    let log = files.path("log.ndjson");
    for (name, columns) in [("events", 1200), ("events", 80), ("users", 100), ("apps", 60)] {
        let text = on_a_terminal(&[name, &log, "--tenant", OWN, "-q"], columns);
        let (plain, colours) = without_colours(&text);
        assert!(plain.lines().count() > RECORDS, "{name}: {} lines", plain.lines().count());
        assert!(colours.len() > 1 && colours.len() < 8, "{name}: {colours:?}");
        let hit = plain.replace("\r\n", "").chars().find(|c| is_treacherous(*c));
        assert_eq!(hit, None, "{name} at {columns}");
        if columns == 1200 {
            assert!(plain.matches("\\u{1b}").count() > 20_000, "they are shown");
        }
    }
}

#[test]
fn messages_about_hostile_input_are_harmless_on_a_terminal() {
    let harm = "\u{1b}]0;owned\u{7}\u{202e}\u{9b}2J";
    let files = Files::new()
        .with("log.ndjson", ndjson(&[json!({"homeTenantName": harm})]) + &format!("{{\"id\":\"{}\",broken\n", "\u{202e}\u{200b}"))
        .with("policy.json", json!({"default": {"b2bCollaborationInbound": {"usersAndGroups": {"accessType": harm, "targets": []}}}}).to_string())
        .with("names.csv", format!("tenant_id,name,cloud\n{harm},x,{harm}\n"))
        .with("expected.csv", format!("tenant_id,name\n{harm},{harm}\n"));
    let (log, policy, names, expected) = (files.path("log.ndjson"), files.path("policy.json"), files.path("names.csv"), files.path("expected.csv"));
    let missing = files.path(&format!("missing {}", harm.replace('\u{7}', "")));
    for args in [
        &["partners", &log, "--tenant", OWN, "--partner", harm, "--fail-on", "incomplete"][..],
        &["partners", &log, "--tenant", OWN, "--names", &names],
        &["partners", &log, "--tenant", OWN, "--expected", &expected],
        &["simulate", &log, "--tenant", OWN, "--policy", &policy],
        &["partners", &missing],
        &["partners", &log, "--tenant", harm],
        &["partners", &log, "--tz", harm],
        &["partners", &log, harm],
        &[harm],
        &["explain", harm],
        &["partners", &log, "--format", harm],
        &["report", &log, "--tenant", OWN, "-o", &log],
    ] {
        let quoted = |arg: &&str| format!("'{}'", arg.replace('\'', "'\\''"));
        let line = [&[env!("CARGO_BIN_EXE_crosstenant")], args].concat().iter().map(quoted).collect::<Vec<_>>().join(" ");
        let output = Command::new("script")
            .args(["-qec", &format!("stty cols 80 rows 50; {line}; echo ended with $?"), "/dev/null"])
            .env_remove("NO_COLOR")
            .env("TERM", "xterm-256color")
            .stdin(Stdio::null())
            .output()
            .expect("script runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(!text.contains("ended with 0"), "{args:?} is refused: {text}");
        let (plain, _) = without_colours(&text);
        assert!(!plain.replace("\r\n", "").chars().any(is_treacherous), "{args:?}: {plain:?}");
    }
}
