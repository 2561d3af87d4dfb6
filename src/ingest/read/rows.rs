//! Rows of CSV files and of JSON tables: never a row whose cells stand under wrong headings.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use super::Reading;
use super::json::found_at;
use crate::ingest::detect::Framing;
use crate::ingest::dialect::{Begun, CsvColumns, Fields, InParts};
use crate::ingest::framing::{Cells, Unit};
use crate::model::ledger::SkipCode;
use crate::model::parse_guid;
use crate::model::time::{self, TimeError};

/// A CSV row as it stands in its unit.
struct RawRow<'t> {
    bytes: &'t [u8],
    /// Whether the file ends with it.
    last: bool,
    /// Whether bytes of the unit were not UTF-8, and are replaced.
    decoded: bool,
}

/// Rows that were begun to be read, in memory that is used again.
struct Lot<'t> {
    columns: &'t CsvColumns,
    cells: Vec<Cells<'t>>,
    begun: Vec<Begun>,
    known: Vec<Option<InParts>>,
}

/// So many rows are looked up at once.
const AT_ONCE: usize = 64;

impl Reading<'_> {
    /// One row of a JSON table: a list whose places are the columns.
    pub(super) fn list(&mut self, bytes: &[u8], columns: &CsvColumns) {
        let cells: Vec<serde_json::Value> = match serde_json::from_slice(bytes) {
            Ok(cells) => cells,
            Err(error) => return self.skip(SkipCode::BadJson, found_at(bytes, &error)),
        };
        let cells: Vec<Cow<'_, str>> = cells
            .iter()
            .map(|cell| match cell {
                serde_json::Value::Null => Cow::Borrowed(""),
                serde_json::Value::String(text) => Cow::Borrowed(text.as_str()),
                other => Cow::Owned(other.to_string()),
            })
            .collect();
        let mut row = Cells::default();
        row.set(cells.iter().map(AsRef::as_ref));
        self.row(&row, columns);
    }

    pub(super) fn rows(&mut self, unit: &Unit) {
        let (Framing::Csv(separator), Some(columns)) = (self.reader.framing, &self.reader.columns) else { return };
        let text = simdutf8::basic::from_utf8(&unit.bytes).map_or_else(|_| String::from_utf8_lossy(&unit.bytes), Cow::Borrowed);
        let mut at = 0;
        let raw = |start: usize, end: usize| RawRow {
            bytes: text.as_bytes().get(start..end).unwrap_or_default(),
            last: unit.open_end && end >= text.len(),
            decoded: matches!(text, Cow::Owned(_)),
        };
        let (mut odd_rows, mut odd) = (None, csv::StringRecord::new());
        let in_lots = columns.are_plain() && self.wants_parts_alone();
        let cells = std::iter::repeat_with(|| Cells::new(&text)).take(if in_lots { AT_ONCE } else { 1 }).collect();
        let mut lot = Lot { columns, cells, begun: Vec::with_capacity(AT_ONCE), known: Vec::with_capacity(AT_ONCE) };
        while !self.seen_enough {
            // Blank lines are no rows.
            let Some(start) = text.as_bytes()[at..].iter().position(|byte| !matches!(byte, b'\n' | b'\r')).map(|n| at + n) else { break };
            let cells = &mut lot.cells[lot.begun.len()];
            at = if let Some(end) = cells.read(start, separator) {
                end
            } else {
                let reader = odd_rows.get_or_insert_with(|| row_reader(Cursor::new(text.as_bytes()), separator));
                let mut place = csv::Position::new();
                place.set_byte(start as u64);
                if reader.seek(place).is_err() || !matches!(reader.read_record(&mut odd), Ok(true)) {
                    break;
                }
                cells.set(&odd);
                usize::try_from(reader.position().byte()).unwrap_or(text.len())
            };
            let raw = raw(start, at);
            if in_lots
                && self.is_plain(cells, &raw, columns)
                && let Some(begun) = columns.row(cells).and_then(|row| self.begin(&row))
            {
                lot.begun.push(begun);
                if lot.begun.len() == AT_ONCE {
                    self.settle(&mut lot);
                }
                continue;
            }
            let place = lot.begun.len();
            self.settle(&mut lot);
            let cells = &lot.cells[place];
            if cells.len() < columns.width
                && let Some(end) = self.broken_row(cells, &text, at, separator, columns)
            {
                at = end;
            } else {
                self.one_of_rows(cells, &raw, separator, columns);
            }
        }
        self.settle(&mut lot);
    }

    /// Takes in the rows that were begun.
    fn settle(&mut self, lot: &mut Lot<'_>) {
        // Apart from all else: memory answers many questions at once.
        lot.known.clear();
        lot.known.extend(lot.begun.iter().map(|begun| self.familiar.known(begun)));
        for ((begun, &known), cells) in lot.begun.iter().zip(&lot.known).zip(&lot.cells) {
            let end = |row| self.familiar.end(begun, &row, self.reader.want, self.texts, self.parts);
            match known.or_else(|| lot.columns.row(cells).map(end)) {
                Some(sign_in) => self.keep_parts(sign_in),
                None => self.row(cells, lot.columns),
            }
        }
        lot.begun.clear();
    }

    /// Whether a row is as wide as the heading, and like nearly all rows in all else.
    fn is_plain(&self, row: &Cells<'_>, raw: &RawRow<'_>, columns: &CsvColumns) -> bool {
        let whole = row.len() == columns.width && !raw.last && !raw.decoded && raw.bytes.len() <= self.reader.max_record;
        whole && row.has(0) && !columns.is_heading(row) && columns.has_ids_in_place(row)
    }

    /// A row that a line break within a cell without quotes has broken in two: it is read as one, and the place behind it given.
    fn broken_row(&mut self, begun: &Cells<'_>, text: &str, at: usize, separator: u8, columns: &CsvColumns) -> Option<usize> {
        let mut rest = Cells::new(text);
        let end = rest.read(at, separator)?;
        let (begun, rest): (Vec<Cow<'_, str>>, Vec<Cow<'_, str>>) = (begun.iter().collect(), rest.iter().collect());
        let ((last, begun), (first, rest)) = (begun.split_last()?, rest.split_first()?);
        // A row begins with a time, an id or nothing, and not with the rest of a name.
        let begins = first.is_empty() || parse_guid(first).is_some() || time::parse(first, None) != Err(TimeError::Unreadable);
        if begins || begun.len() + 1 + rest.len() != columns.width {
            return None;
        }
        let broken = format!("{last}\n{first}");
        let mut row = Cells::default();
        row.set(begun.iter().map(AsRef::as_ref).chain([broken.as_str()]).chain(rest.iter().map(AsRef::as_ref)));
        if !columns.has_ids_in_place(&row) {
            return None;
        }
        self.row(&row, columns);
        Some(end)
    }

    fn one_of_rows(&mut self, row: &Cells<'_>, raw: &RawRow<'_>, separator: u8, columns: &CsvColumns) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if columns.is_heading(row) {
            return self.other();
        }
        if raw.decoded && row.iter().any(|cell| cell.contains('\u{fffd}')) {
            self.batch.replaced += 1;
        }
        let RawRow { bytes, last, .. } = *raw;
        if last && (row.len() < columns.width || is_cut(bytes, separator)) {
            self.misshapen(bytes, separator, columns, SkipCode::Cut);
        } else if bytes.len() > self.reader.max_record {
            self.skip(SkipCode::TooLong, String::new());
        } else if fits(row, columns) {
            self.batch.short_rows += u64::from(row.len() < columns.width);
            self.row(row, columns);
        } else {
            self.misshapen(bytes, separator, columns, SkipCode::BadCsv);
        }
    }

    /// A row whose values would stand under wrong headings. Where a lost quote has joined several lines, those that are rows by themselves
    /// are read. `last_line` = what is wrong with the last of them. A line break within a cell makes no row more.
    fn misshapen(&mut self, raw: &[u8], separator: u8, columns: &CsvColumns, last_line: SkipCode) {
        let found = |row: &Cells<'_>| {
            let moved = if row.len() == columns.width { ", ids not under their headings" } else { "" };
            format!("{} cells under {} headings{moved}", row.len(), columns.width)
        };
        let lines: Vec<&[u8]> = raw.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).collect();
        let mut rows = Vec::new();
        for (place, line) in lines.iter().enumerate() {
            let (mut record, mut row) = (csv::StringRecord::new(), Cells::default());
            let read = row_reader(*line, separator).read_record(&mut record).unwrap_or(false);
            row.set(&record);
            let whole = !is_cut(line, separator) || (place + 1 < lines.len() && quotes(line).is_multiple_of(2));
            let fits = read && whole && row.len() >= columns.width && fits(&row, columns);
            rows.push((row, fits));
        }
        if !rows.iter().any(|(_, fits)| *fits) {
            let what = rows.first().map_or_else(String::new, |(row, _)| found(row));
            return self.skip(last_line, what);
        }
        for (place, (row, fits)) in rows.iter().enumerate() {
            if *fits {
                self.row(row, columns);
            } else {
                self.skip(if place + 1 == rows.len() { last_line } else { SkipCode::BadCsv }, found(row));
            }
        }
    }

    fn row(&mut self, row: &Cells<'_>, columns: &CsvColumns) {
        if let Some(place) = columns.json {
            let cell = row.get(place).unwrap_or_default();
            return match cell.trim().as_bytes() {
                [] => self.other(),
                cell if self.reader.prefixed => self.prefixed(cell, false),
                cell => self.json(cell, false),
            };
        }
        if self.reader.no_tenant_columns {
            return self.skip(SkipCode::NoTenantColumns, String::new());
        }
        let steps = self.reader.second_factors.get();
        if let Some(row) = columns.row(row).filter(|_| steps.is_none()) {
            return self.take(&row, None);
        }
        let mut fields = Fields::default();
        columns.read(row, self.reader.want.details, &mut fields);
        if let Some(steps) = steps {
            steps.join(&mut fields);
        }
        self.take(&fields, None);
    }
}

fn row_reader<R: Read>(bytes: R, separator: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes)
}

fn quotes(row: &[u8]) -> usize {
    memchr::memchr_iter(b'"', row).count()
}

/// Whether a row that ends the file breaks off: within quotes, or behind a separator where every cell is quoted, even an empty one.
fn is_cut(row: &[u8], separator: u8) -> bool {
    !quotes(row).is_multiple_of(2) || (row.first() == Some(&b'"') && row.ends_with(&[separator]))
}

/// Whether the cells of a row stand under their headings. Spreadsheets leave out empty cells at the end, or add some: then the ids must tell
/// that nothing was moved.
fn fits(row: &Cells<'_>, columns: &CsvColumns) -> bool {
    (row.len() == columns.width || (row.len() > 1 && (columns.width..row.len()).all(|place| !row.has(place)))) && columns.has_ids_in_place(row)
}
