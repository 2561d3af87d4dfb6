//! What the script of the page works with: tables whole, facts as columns, words; packed so that a browser unpacks it without help.
//!
//! The length of a description in JSON (4 bytes, the lowest first), the description, then the columns of facts: of each the lowest bytes of
//! all numbers, then the next. All of it deflated, in Base64: no letter of it can end a script or begin markup.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde_json::{Map, Value, json};

use super::view::class;
use super::words::explorer_words;
use super::{Page, Section};
use crate::model::time::Zone;
use crate::report::{Cell, Drill, Explorer, FactColumn, Folded, Kind, Table, heading};
use crate::words::{Lang, page as said};

/// The tables that are computed from the facts.
const COMPUTED: [&str; 5] = ["partners", "apps", "users", "timeline", "failures"];

/// Rows of a table that does not follow the filters at most, where something is folded: those of users are the most.
const FOLDED_ROWS: usize = 5_000;

/// Whether a table follows every filter of the page.
fn follows(explorer: Option<&Explorer>, section: &Section<'_>) -> bool {
    let folded = explorer.map_or(Folded::All, |explorer| explorer.folded);
    section.id == section.report.command
        && COMPUTED.contains(&section.id)
        && (folded == Folded::Nothing || (folded == Folded::Users && section.id != "users"))
}

/// Everything for the script, in Base64.
pub(super) fn embedded(page: &Page<'_>, explorer: Option<&Explorer>) -> io::Result<String> {
    let description = serde_json::to_vec(&description(page, explorer))?;
    let mut out = DeflateEncoder::new(Vec::new(), Compression::default());
    out.write_all(&u32::try_from(description.len()).map_err(io::Error::other)?.to_le_bytes())?;
    out.write_all(&description)?;
    for column in columns(explorer) {
        for byte in 0..width(column) {
            let plane: Vec<u8> = column.values.iter().filter_map(|value| value.to_le_bytes().get(byte).copied()).collect();
            out.write_all(&plane)?;
        }
    }
    Ok(super::base64(&out.finish()?))
}

/// The columns that the page holds.
fn columns(explorer: Option<&Explorer>) -> &[FactColumn] {
    explorer.map_or(&[], |explorer| &explorer.columns)
}

/// What the script is told beside the columns.
fn description(page: &Page<'_>, explorer: Option<&Explorer>) -> Map<String, Value> {
    let lang = page.lang;
    let most = explorer.filter(|explorer| explorer.folded != Folded::Nothing).map_or(usize::MAX, |_| FOLDED_ROWS);
    let mut tables = Vec::new();
    let mut times = Times::default();
    for section in &page.sections {
        let follows = follows(explorer, section);
        // What is left out stands elsewhere, or nothing is.
        let rows = section.report.table.rows.len();
        let whole = page.whole(section).filter(|_| !follows && rows > most);
        let held = if follows { 0 } else { whole.as_ref().map_or(rows, |_| most) };
        let mut table = table(&section.report.table, held, section.report.drill, lang);
        if let Some(whole) = whole {
            table.insert("cut".to_owned(), json!({"rows": rows, "said": said::rows_cut(lang, most, rows, &whole)}));
        }
        table.insert("id".to_owned(), json!(section.id));
        table.insert("command".to_owned(), json!(section.report.command));
        table.insert("title".to_owned(), json!(section.title));
        if follows {
            table.insert("rows".to_owned(), Value::Null);
            table.insert("extra".to_owned(), extra(&section.report.table));
        } else {
            times.see_table(&section.report.table);
        }
        tables.push(Value::Object(table));
        if let Some(aside) = section.aside {
            let mut left_out = self::table(&aside.left_out, usize::MAX, &[], lang);
            left_out.insert("id".to_owned(), json!("left-out"));
            left_out.insert("command".to_owned(), json!(section.report.command));
            left_out.insert("title".to_owned(), json!(section.title));
            times.see_table(&aside.left_out);
            tables.push(Value::Object(left_out));
        }
    }
    let mut files = table(&page.evidence.files, usize::MAX, &[], lang);
    files.insert("id".to_owned(), json!("files"));
    times.see_table(&page.evidence.files);
    tables.push(Value::Object(files));
    let explorer = explorer.filter(|explorer| explorer.folded != Folded::All);
    let mut description = explorer.map(|explorer| explorer.lists.clone()).unwrap_or_default();
    if let Some(period) = page.sections.first().and_then(|section| section.report.envelope.period) {
        times.see(period.0);
        times.see(period.1);
    }
    let about = [
        ("tables", Value::Array(tables)),
        ("facts", json!(explorer.map(count))),
        ("columns", columns(explorer).iter().map(|column| json!([column.name, width(column)])).collect()),
        ("folded", json!(explorer.is_some_and(|explorer| explorer.folded == Folded::Users))),
        ("offsets", times.offsets(page.zone)),
        ("inputs", json!(page.evidence.inputs)),
        ("base", json!(page.evidence.filters)),
        ("words", Value::Object(explorer_words(lang))),
    ];
    description.extend(about.into_iter().map(|(name, value)| (name.to_owned(), value)));
    description
}

fn count(explorer: &Explorer) -> usize {
    explorer.columns.first().map_or(0, |column| column.values.len())
}

/// Bytes that the numbers of a column need: 1, 2 or 4.
fn width(column: &FactColumn) -> usize {
    match column.values.iter().max().copied().unwrap_or_default() {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    }
}

/// The column that says what stands out, which no fact tells; those before it are computed on the page.
const MARKS: [&str; 1] = ["new"];

/// The columns that tell the rows of a table that is computed on the page.
const TELLING: [&str; 11] = [
    "direction",
    "partner_tenant_id",
    "app_id",
    "app_name",
    "resource_id",
    "resource_name",
    "user_id",
    "user_principal_name",
    "error_code",
    "side",
    "reason",
];

/// What stands out of the rows of a table, by what tells them: the cells that are not computed. Such rows are the same under every filter.
fn extra(table: &Table) -> Value {
    let marks: Vec<&str> = MARKS.into_iter().filter(|mark| table.place(mark).is_some()).collect();
    if marks.is_empty() {
        return Value::Null;
    }
    let told = |row: &[Cell]| {
        let cell = |name: &&str| match row.get(table.place(name)?)? {
            Cell::Int(number) => Some(number.to_string()),
            cell => Some(cell.as_str().unwrap_or_default().to_owned()),
        };
        TELLING.iter().filter_map(cell).collect::<Vec<_>>().join("\n")
    };
    let rows = table.rows.iter().map(|row| (told(row), marks.iter().map(|mark| plain(table.cell(row, mark))).collect()));
    json!({"telling": TELLING, "rows": rows.collect::<Map<String, Value>>()})
}

/// A cell as data.
fn plain(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Word(word) => json!(word),
        Cell::Text(text) => json!(&**text),
        Cell::Int(number) | Cell::Time(number) => json!(number),
        Cell::Bool(value) => json!(value),
        Cell::List(list) => json!(list),
    }
}

/// A table with its rows, or the first of them.
fn table(table: &Table, most: usize, drill: &'static [Drill], lang: Lang) -> Map<String, Value> {
    let columns = table.columns.iter().map(|column| {
        let kind = match column.kind {
            Kind::Text => "text",
            Kind::Int => "int",
            Kind::Code => "code",
            Kind::Bool => "bool",
            Kind::Time => "time",
            Kind::List => "list",
        };
        json!({"name": column.name, "kind": kind, "heading": heading(column.name, lang), "css": class(column)})
    });
    let rows = table.rows.iter().take(most).map(|row| {
        let cell = |(place, cell): (usize, &Cell)| match cell {
            // A name that people are shown and that is no data.
            Cell::Null => table.shown(row, place, lang).as_str().map_or(Value::Null, |shown| json!({"shown": shown})),
            cell => plain(cell),
        };
        row.iter().enumerate().map(cell).collect::<Value>()
    });
    let drill = drill.iter().map(|drill| drill.name());
    [("columns", columns.collect()), ("rows", rows.collect()), ("drill", drill.collect())]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// Between which times the page shows any.
#[derive(Default)]
struct Times(Option<(i64, i64)>);

impl Times {
    fn see(&mut self, time: i64) {
        self.0 = Some(self.0.map_or((time, time), |(first, last)| (first.min(time), last.max(time))));
    }

    fn see_table(&mut self, table: &Table) {
        for cell in table.rows.iter().flatten() {
            if let Cell::Time(time) = cell {
                self.see(*time);
            }
        }
    }

    /// How far the clock of a zone is from UTC, and since when.
    fn offsets(&self, zone: Zone) -> Value {
        const STEP: i64 = 86_400;
        let Some((first, last)) = self.0 else { return json!([]) };
        let offset = |time: i64| zone.local_seconds(time) - time;
        let mut offsets = vec![json!([first, offset(first)])];
        let mut start = first;
        while start <= last {
            let end = start + STEP;
            if offset(start) != offset(end) {
                let (mut before, mut after) = (start, end);
                while after - before > 1 {
                    let middle = before.midpoint(after);
                    if offset(middle) == offset(start) { before = middle } else { after = middle }
                }
                offsets.push(json!([after, offset(after)]));
            }
            start = end;
        }
        Value::Array(offsets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ledger::Ledger;
    use crate::output::html::tests::holding;
    use crate::report::{Envelope, Evidence, Report, int};

    /// Where something is folded, a table of the users is no longer computed: it holds its first rows and says where all are.
    #[test]
    fn a_page_that_folds_holds_the_first_rows_of_the_others() {
        let rows = (0..6_000).map(|n| vec![Cell::Int(n)]).collect();
        let table = Table { columns: vec![int("sign_ins", 0)], rows };
        let [users, apps] = ["users", "apps"]
            .map(|name| Report::new(name, "Who?", table.clone(), Envelope::without_sign_ins(Ledger::default()), Zone::UTC, Lang::En));
        let evidence = Evidence::none();
        let page = holding(vec![Section::of("Users", &users), Section::of("Apps", &apps)], &evidence);
        let (none, some) = (Value::Null, |rows: usize| json!(rows));
        for (folded, held) in [
            (Some(Folded::Nothing), [none.clone(), none.clone()]),
            (Some(Folded::Users), [some(5_000), none.clone()]),
            (Some(Folded::All), [some(5_000), some(5_000)]),
            (None, [some(6_000), some(6_000)]),
        ] {
            let explorer = folded.map(|folded| Explorer { lists: Map::new(), columns: Vec::new(), folded });
            let told = description(&page, explorer.as_ref());
            for (place, (name, held)) in ["users", "apps"].into_iter().zip(held).enumerate() {
                let table = &told["tables"][place];
                assert_eq!(table["rows"].as_array().map_or(Value::Null, |rows| json!(rows.len())), held, "{folded:?} {name}");
                let cut = json!({"rows": 6000, "said": format!("The first 5000 of 6000 rows; tables/{name}.csv has all.")});
                assert_eq!(table["cut"], if held == 5_000 { cut } else { Value::Null }, "{folded:?} {name}");
            }
        }
    }

    #[test]
    fn clock_changes_are_told() {
        let zone = Zone::parse("Europe/Berlin").expect("a zone");
        let times = Times(Some((1_740_000_000, 1_765_000_000)));
        // Last Sunday of March and of October 2025, 01:00 UTC.
        assert_eq!(times.offsets(zone), json!([[1_740_000_000, 3600], [1_743_296_400, 7200], [1_761_440_400, 3600]]));
        assert_eq!(Times(None).offsets(zone), json!([]));
    }

    #[test]
    fn numbers_take_as_many_bytes_as_the_largest_needs() {
        let width = |values: &[u32]| width(&FactColumn { name: "n", values: values.to_vec() });
        assert_eq!([width(&[]), width(&[255, 3]), width(&[256]), width(&[65_535]), width(&[65_536, 1])], [1, 1, 2, 2, 4]);
    }
}
