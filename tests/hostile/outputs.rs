//! Two hundred payloads in every field that strangers write, through every output: each shows them, none obeys them.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use crosstenant::safe::is_treacherous;
use serde_json::{Value, json};

use crate::support::{Files, OWN, code, command, crosstenant, graph, ndjson, stderr, stdout};

/// What is written by somebody who means harm, or by chance.
pub(super) const CORES: [&str; 41] = [
    "=HYPERLINK(\"http://x.example\",\"a\")",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "＝1+1",
    "'=1",
    "\t=1",
    "\r=1",
    "\n=1",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)",
    "]]></title><svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "\"><iframe src=javascript:alert(1)>",
    "' onmouseover='alert(1)",
    "{{7*7}}{% raw %}${7*7}",
    "\u{2028}alert(1)\u{2029}",
    "&lt;b&gt;&#x27;",
    "</svg><a xlink:href=\"javascript:alert(1)\">",
    "[a](javascript:alert(1))",
    "![a](http://x.example/a.png)",
    "a|b|c",
    "`rm -rf /`",
    "# heading",
    "- item\n- item",
    "***bold*** _it_ ~~x~~",
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]52;c;YQ==\u{7}",
    "\u{1b}]8;;http://x.example\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "\u{9b}2J\u{90}x\u{9c}",
    "a\u{202e}gpj.exe",
    "\u{2066}a\u{2069}\u{200f}",
    "z\u{200b}e\u{200d}r\u{feff}o\u{ad}",
    "tags\u{e0041}\u{e007f}",
    "pаypаl.example",
    "$(id);`id`&&id||id",
    "..\\..\\C:\\windows\\x\\",
    "_x001B_ _x0000_",
    "🦀\u{0}\u{8}\u{7f}",
    "see https://x.example/?a=b or www.x.example",
];

pub(super) fn payloads() -> Vec<String> {
    let long = "長".repeat(3_000);
    let frames: [&dyn Fn(&str) -> String; 5] =
        [&str::to_owned, &|core| format!("Ann {core}"), &|core| format!("{core}{core}"), &|core| format!("{core} 株式会社"), &|core| {
            format!("{core}{long}")
        }];
    frames.iter().flat_map(|frame| CORES.iter().map(move |core| frame(core))).collect()
}

/// A sign-in for each payload, which stands in every text that somebody can choose.
fn log() -> (Vec<String>, String) {
    let payloads = payloads();
    let records: Vec<Value> = payloads
        .iter()
        .enumerate()
        .map(|(n, text)| {
            graph(&json!({
                "id": format!("aaaaaaaa-0000-4000-8000-{n:012}"), "userId": format!("cccccccc-0000-4000-8000-{n:012}"),
                "appId": format!("dddddddd-0000-4000-8000-{n:012}"), "resourceId": format!("eeeeeeee-0000-4000-8000-{n:012}"),
                "homeTenantId": format!("22222222-2222-4222-8222-{n:012}"), "homeTenantName": text,
                "userDisplayName": text, "userPrincipalName": format!("{text}@x.example"), "appDisplayName": text, "resourceDisplayName": text,
                "clientAppUsed": text, "correlationId": text, "ipAddress": text, "location": {"countryOrRegion": text},
                "userAgent": text, "deviceDetail": {"displayName": text, "browser": text},
                "status": {"errorCode": 53003, "failureReason": text},
                "appliedConditionalAccessPolicies": [{"id": "p", "displayName": text, "result": "failure"}],
            }))
        })
        .collect();
    (payloads, ndjson(&records))
}

/// What a command line writes in a format.
fn run(args: &[&str], format: &str) -> Vec<u8> {
    let output = crosstenant([args, &["--format", format]].concat());
    assert_eq!(code(&output), 0, "{args:?} {format}: {}", stderr(&output));
    assert!(!stderr(&output).chars().any(|c| c != '\n' && is_treacherous(c)), "{args:?}");
    output.stdout
}

/// The rows of a command line, after every output of it was looked at. A workbook is looked at for the texts of one column.
pub(super) fn looked_at(args: &[&str], column: &str) -> Vec<Value> {
    let lines = String::from_utf8(run(args, "ndjson")).expect("UTF-8");
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("a row")).collect();
    // What is sent to Graph has another shape.
    if args[0] != "recommend" {
        let parsed: Value = serde_json::from_slice(&run(args, "json")).expect("JSON");
        assert_eq!(parsed["rows"], Value::Array(rows.clone()), "{args:?}");
    }
    terminal(args);
    csv(&run(args, "csv"), &rows, args);
    markdown(&String::from_utf8(run(args, "markdown")).expect("UTF-8"), rows.len(), args);
    workbook(run(args, "xlsx"), &rows, column, args);
    rows
}

/// The commands with what strangers write in their tables, and a column that holds every payload.
const TABLES: [(&str, &str); 4] =
    [("events", "failure_reason"), ("users", "user_display_name"), ("apps", "resource_name"), ("partners", "partner_name")];

#[test]
fn what_strangers_write_is_shown_and_never_obeyed() {
    let (payloads, text) = log();
    assert!(payloads.len() >= 200);
    let files = Files::new().with("log.ndjson", text);
    for (name, column) in TABLES {
        let rows = looked_at(&[name, &files.path("log.ndjson"), "--tenant", OWN], column);
        // JSON has every value as it was.
        let values: BTreeSet<&str> = rows.iter().filter_map(|row| row[column].as_str()).collect();
        for payload in &payloads {
            // Space around a text means nothing in any export.
            assert!(values.contains(payload.trim()), "{name} {column}: {payload:?}");
        }
    }
}

/// Nothing that a terminal obeys, at any width.
fn terminal(args: &[&str]) {
    for columns in ["40", "80", "200", ""] {
        let mut command = command(args);
        if !columns.is_empty() {
            command.env("COLUMNS", columns);
        }
        let output = command.output().expect("runs");
        assert_eq!(code(&output), 0);
        for text in [stdout(&output), stderr(&output)] {
            assert!(!text.chars().any(|c| c != '\n' && is_treacherous(c)), "{args:?} {columns}");
        }
    }
}

/// No cell is a formula, and without the quote before it each is the value.
fn csv(bytes: &[u8], rows: &[Value], name: &[&str]) {
    let mut reader = csv::Reader::from_reader(bytes);
    let headings = reader.headers().expect("headings").clone();
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a row")).collect();
    assert_eq!(records.len(), rows.len(), "{name:?}");
    for (record, row) in records.iter().zip(rows) {
        for (column, cell) in headings.iter().zip(record) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']), "{name:?} {column}: {cell:?}");
            if let Some(value) = row[column].as_str() {
                assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), value, "{name:?} {column}");
            }
        }
    }
}

/// One line a row, cells where they belong, and no markup.
fn markdown(text: &str, rows: usize, name: &[&str]) {
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(lines.len(), rows + 2, "{name:?}");
    let borders = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
    let expected = borders(lines[0]);
    for line in lines {
        assert_eq!(borders(line), expected, "{name:?}: {line}");
        let bare = line.replace("\\\\", "");
        for mark in ['`', '[', '*', '~', '!'] {
            assert_eq!(bare.matches(mark).count(), bare.matches(&format!("\\{mark}")).count(), "{name:?} {mark}: {line}");
        }
        assert!(!line.contains('<') && !line.contains('>'), "{name:?}: {line}");
        assert!(!line.chars().any(is_treacherous), "{name:?}: {line}");
    }
}

/// Texts, no formula, and each text as it was; characters that XML cannot hold are escaped as Excel escapes them.
fn workbook(bytes: Vec<u8>, rows: &[Value], column: &str, name: &[&str]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.clone())).expect("a zip file");
    let parts: Vec<String> = archive.file_names().filter_map(|part| Some(part.ok()?.into_owned())).collect();
    for part in parts {
        let xml = std::io::read_to_string(archive.by_name(&part).expect("a part")).expect("UTF-8");
        assert!(!xml.contains("<f>") && !xml.contains("<f "), "{name:?} {part}");
        assert!(!xml.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t') && !('\u{7f}'..='\u{9f}').contains(&c)), "{name:?} {part}");
        assert!(!xml.contains("TargetMode=\"External\""), "{name:?} {part} leads outside");
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("rows");
    let place = rows[0].as_object().expect("a row").keys().position(|key| key == column).expect("the column");
    let plain = |text: &str| !text.chars().any(char::is_control) && !text.contains("_x");
    for (shown, row) in sheet.rows().skip(1).zip(rows) {
        let Some(value) = row[column].as_str().filter(|value| plain(value)) else { continue };
        assert_eq!(shown[place], Data::String(value.to_owned()), "{name:?}");
    }
}

#[test]
fn pictures_hold_nothing_but_shapes_and_texts() {
    let (_, text) = log();
    let files = Files::new().with("log.ndjson", text);
    let folder = files.path("report");
    let output = crosstenant(["report", &files.path("log.ndjson"), "--tenant", OWN, "-o", &folder, "-q"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let mut seen = 0;
    for entry in std::fs::read_dir(std::path::Path::new(&folder).join("charts")).expect("charts") {
        let svg = std::fs::read_to_string(entry.expect("entry").path()).expect("UTF-8");
        let elements = svg.split('<').skip(1).map(|rest| rest.trim_start_matches('/').split([' ', '>', '/', '\n']).next().unwrap_or_default());
        for element in elements {
            let known = ["svg", "title", "desc", "g", "rect", "line", "polyline", "polygon", "path", "circle", "text", "tspan"];
            assert!(known.contains(&element), "<{element}");
        }
        assert!(!svg.contains("href=\"") && !svg.contains("url(#"), "nothing is referred to");
        assert!(!svg.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t' | '\r')));
        seen += 1;
    }
    assert!(seen > 3, "{seen}");
}
