//! The same file as different programs save it: encodings, archives, workbooks, locales, clocks.

use std::io::Write;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

use crate::support::{Files, OTHER, OWN, code, crosstenant, json, project, stderr};

type Save = (&'static str, fn(&str) -> Option<Vec<u8>>);

const ENCODINGS: [Save; 5] = [
    ("utf8", |text| Some(text.as_bytes().to_vec())),
    ("bom", |text| Some(format!("\u{feff}{text}").into_bytes())),
    ("utf16le", |text| Some([vec![0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat())),
    ("utf16be", |text| Some([vec![0xfe, 0xff], text.encode_utf16().flat_map(u16::to_be_bytes).collect()].concat())),
    ("cp932", |text| {
        let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(text);
        (!lost).then(|| bytes.into_owned())
    }),
];

fn gzip(bytes: &[u8]) -> Vec<u8> {
    // Two members, as `cat a.gz b.gz` makes them.
    let (one, two) = bytes.split_at(bytes.len() / 2);
    let pack = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).expect("compressed");
        encoder.finish().expect("compressed")
    };
    [pack(one), pack(two)].concat()
}

fn zip(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("export", stored).expect("member");
    archive.write_all(bytes).expect("content");
    archive.finish().expect("archive").into_inner()
}

/// Every sample in every encoding and every compression: each is recognised and tells the same.
#[test]
fn every_shape_encoding_and_compression_is_recognised() {
    let mut files = Files::new();
    let mut count = 0;
    let mut expected = Vec::new();
    for entry in std::fs::read_dir(project("tests/samples")).expect("samples") {
        let path = entry.expect("entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("UTF-8").to_owned();
        let text = std::fs::read_to_string(&path).expect("sample").trim_start_matches('\u{feff}').to_owned();
        for (encoding, encode) in ENCODINGS {
            let bytes = encode(&text).expect("the samples hold nothing that CP932 lacks");
            let format = name.split('.').next().expect("format").to_owned();
            for (compression, bytes) in
                [("plain", bytes.clone()), ("gz", gzip(&bytes)), ("zst", zstd::encode_all(&bytes[..], 1).expect("zst")), ("zip", zip(&bytes))]
            {
                files = files.with(&format!("in/{encoding}-{compression}-{name}"), bytes);
                count += 1;
            }
            expected.push((encoding, format));
        }
    }
    let table = json(&["inspect", &files.path("in")]);
    let rows = table["rows"].as_array().expect("rows");
    assert_eq!((rows.len(), count), (1040, 1040));
    for row in rows {
        let file = row["file"].as_str().expect("file");
        let name = file.rsplit("/in/").next().expect("name").trim_end_matches("!export");
        let (encoding, format) =
            expected.iter().find(|(encoding, format)| name.starts_with(encoding) && name.contains(&format!("-{format}."))).expect(name);
        let kept = if format == "settings" || format == "relationships" { 0 } else { 3 };
        assert_eq!((&row["format"], &row["kept"], &row["skipped"]), (&json!(format), &json!(kept), &json!(0)), "{file}");
        let known = match *encoding {
            "utf16le" => "UTF-16LE",
            "utf16be" => "UTF-16BE",
            // ASCII alone is both.
            "cp932" if ["portal-csv-apps", "settings", "relationships"].contains(&format.as_str()) || format.contains("audit") => "UTF-8",
            "cp932" => "CP932",
            _ => "UTF-8",
        };
        assert_eq!(row["encoding"], known, "{file}");
    }
}

#[test]
fn an_encoding_changes_no_byte_of_the_result() {
    let text = std::fs::read_to_string(project("tests/samples/portal-csv.csv")).expect("sample");
    let mut results = Vec::new();
    for (_, encode) in ENCODINGS {
        let files = Files::new().with("InteractiveSignIns.csv", encode(text.trim_start_matches('\u{feff}')).expect("encodable"));
        let output = crosstenant(["users", &files.path("InteractiveSignIns.csv"), "--tenant", OWN, "--direction", "inbound", "--format", "json"]);
        assert!(stderr(&output).is_empty() || code(&output) == 0);
        results.push(output.stdout);
    }
    assert!(String::from_utf8_lossy(&results[0]).contains("営業 太郎"));
    assert!(results.iter().all(|result| *result == results[0]));
}

fn portal(date: &str, separator: &str, interactive: &str) -> String {
    let headings = "Date (UTC),Request ID,User,Username,Home tenant ID,Resource tenant ID,Sign-in error code,Is interactive";
    let row = [date, "aaaaaaaa-0000-4000-8000-000000000001", "営業", "a@b.example", OTHER, OWN, "0", interactive];
    format!("{}\r\n{}\r\n", headings.replace(',', separator), row.map(|cell| cell.replace(separator, " ")).join(separator))
}

/// The portal's CSV, opened in Excel and saved again.
#[test]
fn what_excel_saves_in_each_country_is_never_misread() {
    let events = |text: String, options: &[&str]| {
        let files = Files::new().with("export.csv", text);
        let output = crosstenant([&["events", &files.path("export.csv"), "--tenant", OWN, "--format", "json"], options].concat());
        let table: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (code(&output), table["rows"][0]["time"].clone(), table["rows"][0]["log"].clone(), stderr(&output))
    };
    for (country, text) in [
        ("en-US", portal("10/14/2026 12:34", ",", "TRUE")),
        ("ja-JP", portal("2026/10/14 12:34", ",", "TRUE")),
        ("de-DE", portal("14.10.2026 12:34", ";", "WAHR")),
        ("en-GB", portal("14/10/2026 12:34", ",", "TRUE")),
        ("fr-FR", portal("14/10/2026 12:34", ";", "VRAI")),
        ("it-IT", portal("14/10/2026 12:34", "\t", "VERO")),
    ] {
        let (code, time, log, said) = events(text, &[]);
        assert_eq!((code, time, log), (0, json!("2026-10-14T12:34:00Z"), json!("interactive")), "{country}: {said}");
    }
    let (code, time, _, said) = events(portal("05/10/2026 12:34", ",", "TRUE"), &[]);
    assert_eq!((code, time), (4, Value::Null), "day or month?");
    assert!(said.contains("--date-order"), "{said}");
    for (order, expected) in [("dmy", "2026-10-05T12:34:00Z"), ("mdy", "2026-05-10T12:34:00Z")] {
        assert_eq!(events(portal("05/10/2026 12:34", ",", "TRUE"), &["--date-order", order]).1, json!(expected), "{order}");
    }
}

#[test]
fn one_date_that_leaves_no_doubt_decides_for_its_file() {
    let file = |dates: &[&str]| {
        let rows = dates.iter().enumerate().map(|(n, date)| format!("{date},aaaaaaaa-0000-4000-8000-{n:012},a@b.example,{OTHER},{OWN},0\r\n"));
        format!("Date (UTC),Request ID,Username,Home tenant ID,Resource tenant ID,Sign-in error code\r\n{}", rows.collect::<Vec<_>>().concat())
    };
    // Two megabytes of days that could be months, and the one that tells at the very end.
    let mut long: Vec<&str> = vec!["05/10/2026 12:34"; 16_000];
    long.push("31/10/2026 12:34");
    for (dates, expected, kept) in [
        (vec!["05/10/2026 12:34", "31/10/2026 12:34"], "2026-10-05T12:34:00Z", 2),
        (vec!["10/31/2026 12:34", "10/05/2026 12:34"], "2026-10-05T12:34:00Z", 2),
        (long, "2026-10-05T12:34:00Z", 16_001),
    ] {
        let files = Files::new().with("InteractiveSignIns.csv", file(&dates));
        let table = json(&["coverage", &files.path("InteractiveSignIns.csv"), "--tenant", OWN, "--date-order", "mdy"]);
        assert_eq!((&table["ledger"]["kept"], &table["rows"][0]["first"]), (&json!(kept), &json!(expected)), "the file knows better than the option");
    }
    // Two files joined, one of each order: what is in doubt stays in doubt.
    let files = Files::new().with("InteractiveSignIns.csv", file(&["10/31/2026 1:00", "31/10/2026 1:00", "05/10/2026 1:00"]));
    let output = crosstenant(["coverage", &files.path("InteractiveSignIns.csv"), "--tenant", OWN, "--format", "json"]);
    let table: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((code(&output), &table["ledger"]["kept"], &table["ledger"]["skipped"]), (4, &json!(2), &json!(1)));
}

#[test]
fn a_clock_without_a_zone_needs_one_where_the_format_promises_none() {
    let tenants = format!("{OTHER},{OWN}");
    let log_analytics = |suffix: &str| {
        format!(
            "\"TimeGenerated [{suffix}]\",\"CreatedDateTime [{suffix}]\",Id,UserPrincipalName,HomeTenantId,ResourceTenantId,ResultType,Type\r\n\
             \"10/14/2026, 9:30:00.000 AM\",\"10/14/2026, 9:30:00.000 AM\",aaaaaaaa-0000-4000-8000-000000000001,a@b.example,{tenants},0,SigninLogs\r\n"
        )
    };
    let shell = format!(
        "\"Id\",\"CreatedDateTime\",\"UserPrincipalName\",\"AppDisplayName\",\"HomeTenantId\",\"ResourceTenantId\"\r\n\
         \"aaaaaaaa-0000-4000-8000-000000000001\",\"10/14/2026 9:30:00 AM\",\"a@b.example\",\"App\",{tenants}\r\n"
    );
    let time = |text: &str, options: &[&str]| {
        let files = Files::new().with("export.csv", text);
        let output = crosstenant([&["events", &files.path("export.csv"), "--tenant", OWN, "--format", "json"], options].concat());
        let table: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (code(&output), table["rows"][0]["time"].clone(), stderr(&output))
    };
    assert_eq!(time(&log_analytics("UTC"), &[]).1, "2026-10-14T09:30:00Z");
    assert_eq!(time(&log_analytics("UTC"), &["--zone", "Asia/Tokyo"]).1, "2026-10-14T09:30:00Z", "a promise is a promise");
    assert_eq!(time(&log_analytics("Asia/Tokyo"), &[]).1, "2026-10-14T00:30:00Z");
    for text in [&log_analytics("Local Time"), &shell] {
        let (code, none, said) = time(text, &[]);
        assert_eq!((code, none), (4, Value::Null));
        assert!(said.contains("--zone") && said.contains("no-zone"), "{said}");
        assert_eq!(time(text, &["--zone", "Asia/Tokyo"]).1, "2026-10-14T00:30:00Z");
    }
    assert_eq!(time(&shell, &["--zone", "Mars/Phobos"]).0, 2);
}

#[test]
fn a_workbook_is_read_as_the_csv_it_was() {
    let mut book = Workbook::new();
    let notes = book.add_worksheet();
    notes.set_name("notes").expect("name");
    notes.write(0, 0, "nothing of interest").expect("cell");
    let sheet = book.add_worksheet();
    sheet.set_name("サインイン").expect("name");
    let headings =
        ["Date (UTC)", "Request ID", "User", "Username", "Application ID ", "Home tenant ID", "Resource tenant ID", "Sign-in error code", "Location"];
    for (column, heading) in (0..).zip(headings) {
        sheet.write(0, column, heading).expect("heading");
    }
    let day = Format::new().set_num_format("m/d/yyyy h:mm");
    let time = ExcelDateTime::parse_from_str("2026-10-05T12:34:56").expect("time");
    sheet.write_datetime_with_format(1, 0, &time, &day).expect("cell");
    for (column, cell) in [(1, "aaaaaaaa-0000-4000-8000-000000000001"), (2, "営業, \"担当\"\n03"), (3, "a@b.example"), (5, OTHER), (6, OWN)] {
        sheet.write(1, column, cell).expect("cell");
    }
    sheet.write(1, 7, 500_213).expect("cell");
    sheet.write(2, 0, "2026-10-06T01:02:03Z").expect("cell");
    sheet.write(2, 1, "aaaaaaaa-0000-4000-8000-000000000002").expect("cell");
    sheet.write(2, 5, OTHER).expect("cell");
    sheet.write(2, 6, OWN).expect("cell");
    let bytes = book.save_to_buffer().expect("workbook");
    let files = Files::new().with("InteractiveSignIns.xlsx", bytes).with("empty.xlsx", {
        let mut book = Workbook::new();
        book.add_worksheet();
        book.save_to_buffer().expect("workbook")
    });
    let path = files.path("InteractiveSignIns.xlsx");
    let events = json(&["events", &path, "--tenant", OWN]);
    assert_eq!(events["ledger"], json!({"files": 1, "records": 2, "kept": 2, "duplicates": 0, "skipped": 0}));
    let event = &events["rows"][1];
    assert_eq!(
        (&event["time"], &event["user_display_name"], &event["error_code"], &event["country"]),
        (&json!("2026-10-05T12:34:56Z"), &json!("営業, \"担当\"\n03"), &json!(500_213), &Value::Null)
    );
    assert!(event["source"].as_str().expect("source").ends_with("InteractiveSignIns.xlsx!サインイン:1"), "{event}");
    assert_eq!(json(&["inspect", &path])["rows"][0]["container"], "xlsx");
    // A workbook that is named and holds no log at all is an error, as any other file.
    let output = crosstenant(["coverage", &path, &files.path("empty.xlsx"), "--tenant", OWN]);
    assert_eq!(code(&output), 4, "{}", stderr(&output));
}

#[test]
fn names_that_became_question_marks_are_said() {
    let text = format!(
        "\"Id\",\"CreatedDateTime\",\"UserPrincipalName\",\"UserDisplayName\",\"AppDisplayName\",\"HomeTenantId\",\"ResourceTenantId\"\r\n\
         \"a1\",\"2026-10-14T09:30:00Z\",\"a@b.example\",\"?? ??\",\"????\",{OTHER},{OWN}\r\n\
         \"a2\",\"2026-10-14T09:30:00Z\",\"c@b.example\",\"Why?\",\"App\",{OTHER},{OWN}\r\n"
    );
    let caveats = |text: &str| {
        let files = Files::new().with("export.csv", text);
        json(&["coverage", &files.path("export.csv"), "--tenant", OWN])["caveats"].to_string()
    };
    assert!(caveats(&text).contains("names-destroyed"));
    assert!(!caveats(&text.replace("??", "x")).contains("names-destroyed"));
}
