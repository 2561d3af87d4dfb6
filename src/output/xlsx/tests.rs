//! Workbooks read back, by a library that did not write them.

use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};

use super::*;
use crate::model::ledger::Ledger;
use crate::report::chart::{Bar, Chart, DaySeries, Figure, LegendEntry, Tone};
use crate::report::{Cell, Column, Envelope, KeyFigure, Kind, Summary, Table, int, text, time};

fn report(command: &'static str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Report {
    Report::new(command, "Who?", Table { columns, rows }, Envelope::without_sign_ins(Ledger::default()), Zone::UTC, Lang::En)
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

/// The parts of a workbook whose names contain a text.
fn parts(bytes: &[u8], name: &str) -> Vec<String> {
    let mut book = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a zip file");
    let names = book.file_names().filter_map(|known| Some(known.ok()?.into_owned()));
    let names: Vec<String> = names.filter(|known| known.contains(name)).collect();
    names.iter().map(|name| io::read_to_string(book.by_name(name).expect("a part")).expect("XML")).collect()
}

#[test]
fn more_rows_than_a_sheet_holds_stand_on_further_sheets() {
    let rows: Vec<Vec<Cell>> = (0..4_500).map(|n| vec![Cell::Int(n)]).collect();
    let report = report("users", vec![int("sign_ins", 0)], rows);
    let bytes = build(&[report], None, &Evidence::none(), 3_000).expect("written");
    let mut book = open(&bytes);
    assert_eq!(book.sheet_names(), ["users", "users (2)", "users (3)", "evidence"]);
    let numbers: Vec<f64> = ["users", "users (2)", "users (3)"]
        .iter()
        .flat_map(|name| book.worksheet_range(name).expect("a sheet").rows().filter_map(|row| row[0].get_float()).collect::<Vec<_>>())
        .collect();
    assert_eq!(numbers.len(), 4_500);
    assert!(numbers.iter().zip(0_u32..).all(|(number, place)| (number - f64::from(place)).abs() < 0.5), "each row once, in order");
    let said = book.worksheet_range("users (2)").expect("a sheet");
    assert!(said.rows().any(|row| row[0].get_string() == Some("Rows 2,001 to 4,000 of 4,500: no sheet holds more.")));
}

#[test]
fn a_sheet_too_large_for_an_excel_table_has_its_filter_and_its_bands() {
    let columns: Vec<Column> = ["a", "b", "c", "d", "e", "f", "g", "h"].into_iter().map(|name| int(name, 0)).collect();
    let rows: Vec<Vec<Cell>> = (0..50_001).map(|n| vec![Cell::Int(n); 8]).collect();
    for (rows, is_table) in [(rows[1..].to_vec(), true), (rows, false)] {
        let bytes = build(&[report("users", columns.clone(), rows)], None, &Evidence::none(), MAX_ROWS).expect("written");
        let sheet = parts(&bytes, "sheet1.xml").concat();
        assert_eq!(sheet.contains("<tablePart"), is_table);
        assert_eq!(sheet.contains("<autoFilter") && sheet.contains("MOD(ROW(),2)=0"), !is_table);
    }
}

#[test]
fn cells_are_dates_numbers_and_texts() {
    let code = Column { name: "error_code", kind: Kind::Code, spare: 0 };
    let columns = vec![text("period", 0), time("first_seen", 0), int("sign_ins", 0), code, text("because", 0)];
    let long = "🦀".repeat(20_000);
    let rows = vec![
        vec![Cell::text(Some("2026-10-05")), Cell::Time(1_790_000_000), Cell::Int(7), Cell::Int(500_213), Cell::text(Some("=1+1"))],
        vec![Cell::text(Some("2026-10-05T13:00:00Z")), Cell::Time(-90_000_000_000), Cell::Int(i64::MAX), Cell::Null, Cell::text(Some(&long))],
    ];
    let bytes = build(&[report("timeline", columns, rows)], None, &Evidence::none(), MAX_ROWS).expect("written");
    let mut book = open(&bytes);
    let sheet = book.worksheet_range("timeline").expect("a sheet");
    let at = |row: u32, column: u32| sheet.get_value((row, column)).expect("a cell").clone();
    assert!(matches!(at(1, 0), Data::DateTime(day) if (day.as_f64() - 46_300.0).abs() < f64::EPSILON), "{:?}", at(1, 0));
    assert!(matches!(at(2, 0), Data::DateTime(_)) && matches!(at(1, 1), Data::DateTime(_)));
    assert_eq!(at(2, 1), Data::String(crate::model::time::rfc3339(-90_000_000_000)), "Excel knows no such year");
    assert_eq!((at(1, 2), at(1, 3)), (Data::Float(7.0), Data::Float(500_213.0)));
    assert_eq!(at(2, 2), Data::String(i64::MAX.to_string()), "no number of Excel is this one");
    assert_eq!(at(1, 4), Data::String("=1+1".to_owned()));
    let Data::String(kept) = at(2, 4) else { panic!("a text") };
    assert!(kept.ends_with("🦀…") && kept.encode_utf16().count() <= 32_767, "what is cut says so");
    assert!(book.worksheet_formula("timeline").expect("a sheet").is_empty());
}

#[test]
fn ids_beside_names_are_folded_and_said() {
    let columns = vec![text("app_id", 0), text("app_name", 0), text("resource_id", 0), text("resource_name", 0)];
    let row = |resource| vec![Cell::text(Some("1")), Cell::text(Some("Teams")), Cell::text(Some("2")), Cell::text(resource)];
    let bytes = build(&[report("apps", columns, vec![row(Some("Graph")), row(None)])], None, &Evidence::none(), MAX_ROWS).expect("written");
    let sheets = parts(&bytes, "worksheets/sheet1.xml");
    let folded = sheets[0].matches("hidden=\"1\"").count();
    assert_eq!(folded, 1, "an id without a name beside it stays");
    assert!(sheets[0].contains("fitToWidth=\"1\"") || sheets[0].contains("<pageSetUpPr fitToPage=\"1\"/>"));
    assert!(sheets[0].contains("orientation=\"landscape\"") && sheets[0].contains("state=\"frozen\""));
    assert_eq!(parts(&bytes, "tables/table1.xml").len(), 1);
    assert!(parts(&bytes, "workbook.xml").iter().any(|part| part.contains("Print_Titles")));
    let said = open(&bytes).worksheet_range("apps").expect("a sheet");
    assert!(said.rows().any(|row| row[0].to_string().contains("Folded away") && row[0].to_string().contains(": Client app ID.")), "{said:?}");
}

#[test]
fn the_cover_links_every_sheet_and_draws_what_excel_can_draw() {
    let part = LegendEntry { name: "No error".to_owned(), tone: Tone::Inbound };
    let bars = vec![Bar { label: "=HYPERLINK(\"x\")".to_owned(), parts: vec![3] }];
    let days = vec!["2026-10-05".to_owned()];
    let series = DaySeries { name: "Inbound".to_owned(), tone: Tone::Inbound, sign_ins: vec![4], failures: vec![1], marks: Vec::new() };
    let chart = |id, figure| Chart { id, title: id.to_owned(), description: String::new(), figure };
    let charts = [
        chart("timeline", Figure::Days { days: days.clone(), series: vec![series] }),
        chart("partners-inbound", Figure::Bars { parts: vec![part], bars }),
        chart("partners-by-day", Figure::Heat { days, rows: Vec::new() }),
    ];
    let figure = KeyFigure { code: "inbound", label: "Sign-ins from outside", number: 1_184, note: "102 users".to_owned() };
    let summary = Summary { figures: vec![figure], sentences: vec!["A sentence.".to_owned()] };
    let facts = [("Own tenant", "=cmd".to_owned())];
    let cover = Cover { title: "=Title", facts: &facts, summary: &summary, hints: &[], caveats: &[], charts: &charts };
    let reports = [report("partners", vec![int("sign_ins", 0)], vec![vec![Cell::Int(1)]]), report("guests", vec![int("sign_ins", 0)], Vec::new())];
    let bytes = build(&reports, Some(&cover), &Evidence::none(), MAX_ROWS).expect("written");
    assert_eq!(bytes, build(&reports, Some(&cover), &Evidence::none(), MAX_ROWS).expect("written"), "the same bytes");
    let mut book = open(&bytes);
    let names = book.sheet_names();
    assert_eq!(names, ["summary", "partners", "guests", "evidence", "chart data"]);
    let links = parts(&bytes, "worksheets/sheet1.xml").concat();
    for name in names.iter().skip(1) {
        let place = if name.contains(' ') { format!("location=\"'{name}'!A1\"") } else { format!("location=\"{name}!A1\"") };
        assert!(links.contains(&place) || links.contains(&format!("location=\"'{name}'!A1\"")), "{name} is linked: {links}");
    }
    assert_eq!(parts(&bytes, "charts/chart").len(), 2);
    assert!(parts(&bytes, "worksheets/").iter().all(|sheet| !sheet.contains("<f>")), "no formula");
    let said = book.worksheet_range("guests").expect("a sheet");
    assert!(said.rows().any(|row| row[0].get_string() == Some("No rows: nothing in the input matches.")));
}
