//! `kql`: the query, and that what it gives answers as the tables themselves.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::{Files, OTHER, code, crosstenant, project, stderr, stdout};

/// The own tenant of the demo.
const CONTOSO: &str = "2b7c0e4a-91d6-4f38-a5c2-7d10e8b3f649";

#[test]
fn the_query_is_written_as_it_stands() {
    let golden = fs::read_to_string(project("tests/kql/rollup.kql")).expect("the query");
    let arguments = ["kql", "--tenant", CONTOSO, "--from", "2026-10-01", "--to", "2026-11-01T00:00:00Z"];
    assert_eq!(stdout(&crosstenant(arguments)), golden);
    assert!(!stdout(&crosstenant(["kql", "--tenant", CONTOSO])).contains("datetime("));
    let tokyo = stdout(&crosstenant(["kql", "--tenant", &CONTOSO.to_uppercase(), "--from", "2026-10-01", "--tz", "Asia/Tokyo"]));
    assert!(tokyo.contains(CONTOSO) && tokyo.contains("datetime(2026-09-30T15:00:00Z)"), "{tokyo}");
    let files = Files::new();
    let path = files.path("rollup.kql");
    assert_eq!(code(&crosstenant(["kql", "--tenant", CONTOSO, "-o", &path])), 0);
    assert_eq!(code(&crosstenant(["kql", "--tenant", CONTOSO, "-o", &path])), 2, "what is there stays");
    for refused in [
        &["--tenant", "\" or true"][..],
        &["--tenant", "00000000-0000-0000-0000-000000000000"],
        &["--tenant", OTHER, "--from", "7d"],
        &["--tenant", OTHER, "--from", "2026-10-02", "--to", "2026-10-01"],
        &["--tenant", OTHER, "--format", "csv"],
        &[],
    ] {
        let output = crosstenant(["kql"].iter().chain(refused));
        assert_eq!((code(&output), stdout(&output).as_str()), (2, ""), "{refused:?}: {}", stderr(&output));
    }
}

/// No rule stands in the query, and no column that the documented tables lack is named without asking whether it is there.
#[test]
fn the_query_groups_columns_as_they_are() {
    let query = stdout(&crosstenant(["kql", "--tenant", CONTOSO]));
    for rule in ["inbound", "outbound", "b2b", "Guest", "50126", "let ", "dcount"] {
        assert!(!query.contains(rule), "{rule}");
    }
    // Its type is another in each table, and where the two are one a column of two types has no name any more.
    let (_, united) = query.split_once("\n|").expect("steps after the union");
    assert!(!united.contains("LocationDetails") && query.matches("LocationDetails").count() == 2, "{query}");
    for column in ["AADTenantId", "HomeTenantName", "AppOwnerTenantId"] {
        assert!(query.contains(&format!("{column} = column_ifexists(\"{column}\", \"\")")), "{column}");
    }
}

/// `10/23/2026, 2:12:51.718 AM` as text that sorts.
fn sorted(american: &str) -> String {
    let (date, clock) = american.split_once(", ").expect("a date");
    let numbers = |text: &str, at: char| text.split(at).map(str::to_owned).collect::<Vec<_>>();
    let (date, (clock, half)) = (numbers(date, '/'), clock.split_once(' ').expect("a half"));
    let clock = numbers(clock, ':');
    let hour: u32 = clock[0].parse::<u32>().expect("an hour") % 12 + if half == "PM" { 12 } else { 0 };
    format!("{}-{:0>2}-{:0>2}T{hour:02}:{:0>2}:{:0>6}Z", date[2], date[0], date[1], clock[1], clock[2])
}

/// What the query says of rows, worked out by other means: the columns that it groups by, and how it names them.
const GROUPED: [&str; 16] = [
    "Type",
    "AADTenantId",
    "HomeTenantId",
    "HomeTenantName",
    "ResourceTenantId",
    "CrossTenantAccessType",
    "UserId",
    "UserPrincipalName",
    "UserDisplayName",
    "UserType",
    "AppId",
    "AppDisplayName",
    "AppOwnerTenantId",
    "ResourceIdentity",
    "ResourceDisplayName",
    "Location",
];

fn rolled_up(tables: &[String]) -> String {
    let mut groups: BTreeMap<(String, Vec<String>), BTreeMap<String, String>> = BTreeMap::new();
    for table in tables {
        let text = fs::read_to_string(table).expect("a table");
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let headings = reader.headers().expect("headings").clone();
        for row in reader.records() {
            let row = row.expect("a row");
            let cell = |name: &str| headings.iter().position(|heading| heading == name).and_then(|at| row.get(at)).unwrap_or_default().to_owned();
            let time = sorted(&cell("CreatedDateTime [UTC]"));
            let result = cell("ResultType");
            let minute: u32 = time.get(14..16).expect("a time").parse().expect("a minute");
            let moment = if result == "0" {
                format!("{}{:02}", time.get(..14).expect("a time"), minute / 15 * 15)
            } else {
                time.get(..19).expect("a time").to_owned()
            };
            let mut key: Vec<String> = GROUPED.iter().map(|name| cell(name)).collect();
            key.extend([result, cell("ResultDescription")]);
            let first = groups.entry((moment, key)).or_default().entry(cell("Id")).or_insert_with(|| time.clone());
            *first = time.min(first.clone());
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let more = ["ResultType", "ResultDescription", "SignIns", "LastDateTime [UTC]", "CreatedDateTime [UTC]"];
    writer.write_record(GROUPED.iter().chain(&more)).expect("written");
    for ((_, key), copies) in groups {
        let (first, last) = (copies.values().min().expect("one"), copies.values().max().expect("one"));
        let count = copies.len().to_string();
        writer.write_record(key.iter().chain([&count, last, first])).expect("written");
    }
    String::from_utf8(writer.into_inner().expect("written")).expect("UTF-8")
}

/// The tables of the demo, and the same summed up.
fn story() -> (Files, String, String) {
    let files = Files::new();
    let options = crosstenant::demo::Options { seed: 9, size: Some(1500), all_formats: true };
    crosstenant::demo::write(&files.folder().join("story"), &options).expect("the story is written");
    let table = |name: &str| files.path(&format!("story/log-analytics/{name}.csv"));
    let tables = [table("SigninLogs"), table("AADNonInteractiveUserSignInLogs")];
    let rows = rolled_up(&tables);
    let records: usize = tables.iter().map(|table| fs::read_to_string(table).expect("a table").lines().count() - 1).sum();
    assert!(rows.lines().count() - 1 < records, "some rows stand for several sign-ins");
    let files = files.with("summed-up/rollup.csv", rows);
    for (name, text) in ["SigninLogs", "AADNonInteractiveUserSignInLogs"].iter().zip(tables.map(|table| fs::read(table).expect("a table"))) {
        let path = files.folder().join(format!("tables/{name}.csv"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        fs::write(path, text).expect("written");
    }
    let (tables, summed_up) = (files.path("tables"), files.path("summed-up"));
    (files, tables, summed_up)
}

fn answer(question: &str, input: &str) -> Value {
    let output = crosstenant(question.split(' ').chain([input, "--format", "json", "-q"]));
    assert_eq!(code(&output), 0, "{question}: {}", stderr(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn same_answers(tables: &str, summed_up: &str) {
    for question in [
        "partners",
        "partners --direction internal",
        "partners --from 2026-10-20",
        "apps --by app",
        "users --direction internal --direction inbound --tz Asia/Kolkata",
        "timeline --by hour --direction internal --direction outbound --tz Asia/Kathmandu",
        "failures",
        "workloads --all",
    ] {
        let (mut raw, mut summed) = (answer(question, tables), answer(question, summed_up));
        for answer in [&mut raw, &mut summed] {
            answer["ledger"]["files"] = Value::Null;
            // Copies are gone before anything is summed up.
            let duplicates = answer["ledger"]["duplicates"].take().as_u64().expect("a number");
            answer["ledger"]["records"] = (answer["ledger"]["records"].as_u64().expect("a number") - duplicates).into();
        }
        // Which success followed a failure is not told by what was summed up.
        if let Some(hints) = raw.get_mut("hints").and_then(Value::as_array_mut) {
            hints.retain(|hint| hint["rule"] != "D-6");
        }
        assert!(summed == raw, "{question}");
    }
}

/// What `ClickHouse` made of the query in its dialect of Kusto: `tests/engines/clickhouse.py`.
#[test]
fn what_an_engine_summed_up_answers_as_the_tables_themselves() {
    let path = |name: &str| project(&format!("tests/kql/{name}")).to_str().expect("UTF-8").to_owned();
    let (tables, summed_up) = (path("tables"), path("rollup.csv"));
    same_answers(&tables, &summed_up);
    let kept = |input: &str| answer("partners", input)["ledger"]["kept"].as_u64().expect("a number");
    let rows = fs::read_to_string(&summed_up).expect("rows").lines().count() as u64 - 1;
    assert!(kept(&summed_up) == kept(&tables) && rows * 3 < kept(&tables) * 2, "many rows stand for several sign-ins");
    assert!(answer("partners", &tables)["ledger"]["duplicates"].as_u64() > Some(0), "copies are among the rows");
}

#[test]
fn what_was_summed_up_answers_as_the_tables_themselves() {
    let (_files, tables, summed_up) = story();
    same_answers(&tables, &summed_up);
    let coverage = answer("coverage", &summed_up);
    let caveats: Vec<&str> = coverage["caveats"].as_array().expect("caveats").iter().filter_map(|caveat| caveat["code"].as_str()).collect();
    assert!(caveats.contains(&"no-single-sign-ins") && !caveats.contains(&"no-event-id"), "{caveats:?}");
    assert_eq!(coverage["rows"][0]["records"], answer("coverage", &tables)["rows"][0]["records"], "records counts sign-ins");
}

#[test]
fn what_was_summed_up_is_refused_where_single_sign_ins_are_needed() {
    let (files, tables, summed_up) = story();
    let refused = |arguments: &[&str], reason: &str| {
        let output = crosstenant(arguments);
        assert_eq!((code(&output), stdout(&output).as_str()), (2, ""), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(reason), "{arguments:?}: {}", stderr(&output));
    };
    refused(&["events", &summed_up], "sign-ins-counted");
    refused(&["partners", &summed_up, &tables], "counted-beside-others");
    refused(&["archive", "add", &files.path("archive"), &summed_up], "archive-distilled");
    let report = files.path("report");
    assert_eq!(code(&crosstenant(["report", &summed_up, "-o", &report, "-q"])), 0);
    assert!(!fs::read_to_string(format!("{report}/summary.json")).expect("a summary").contains("\"retried\""));
    // A count that is none, and a last time before the first.
    let text = fs::read_to_string(files.path("summed-up/rollup.csv")).expect("rows");
    let row = text.lines().nth(1).expect("a row");
    let cells: Vec<&str> = row.rsplitn(4, ',').collect();
    let broken = format!("{text}{},0,{},{}\n{},1,2020-01-01T00:00:00Z,{}\n", cells[3], cells[1], cells[0], cells[3], cells[0]);
    let files = files.with("broken.csv", broken);
    let output = crosstenant(["partners", &files.path("broken.csv"), "--format", "json"]);
    assert_eq!(code(&output), 4, "{}", stderr(&output));
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).expect("JSON")["ledger"]["skipped"], 2);
}
