//! Reads the records of one unit into a batch: the part that runs on many threads.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::detect::Recognised;
use super::dialect::{Canonical, CsvColumns, Fields, Hints, Shape, Want, canonical, read_record};
use super::framing::{Records, Unit};
use super::ledger::{Skip, SkipCode};
use crate::facts::Batch;
use crate::model::Log;
use crate::model::time::DateOrder;

/// Reads the units of one file.
pub struct UnitReader {
    file: usize,
    shape: &'static LazyLock<Shape>,
    csv: Option<(u8, CsvColumns)>,
    hints: Hints,
    want: Want,
    no_tenant_columns: bool,
}

impl UnitReader {
    /// A reader for a recognised file, `file` being its place in the input order.
    #[must_use]
    pub fn new(file: usize, recognised: &Recognised, date_order: Option<DateOrder>, want: Want) -> Self {
        Self {
            file,
            shape: recognised.format.shape,
            csv: recognised.csv.clone(),
            hints: Hints { log: recognised.log, date_order },
            want,
            no_tenant_columns: recognised.no_tenant_columns,
        }
    }

    /// Reads one unit. Never fails: what cannot be read is in the batch as skipped.
    #[must_use]
    pub fn read(&self, unit: &Unit) -> Batch {
        let mut reading = Reading {
            reader: self,
            batch: Batch { file: self.file, texts: crate::model::Interner::new(), ..Batch::default() },
            last_log: self.hints.log,
        };
        if let Some(code) = super::unusable(unit) {
            reading.skip(code, String::new());
            return reading.batch;
        }
        match &unit.records {
            Records::Lines => reading.lines(unit),
            Records::Ranges(ranges) => {
                for range in ranges {
                    match &self.csv {
                        None => reading.json(&unit.bytes[range.clone()], false),
                        Some((_, columns)) => reading.list(&unit.bytes[range.clone()], columns),
                    }
                }
            }
            Records::Rows => reading.rows(unit),
            Records::Unusable(_) => {}
        }
        reading.batch
    }
}

struct Reading<'r> {
    reader: &'r UnitReader,
    batch: Batch,
    /// The log of the record before: an unreadable one most probably belongs to the same.
    last_log: Log,
}

impl Reading<'_> {
    fn skip(&mut self, code: SkipCode, found: String) {
        self.batch.records += 1;
        self.batch.skips.push((self.last_log, Skip { record: self.batch.records, code, found }));
    }

    fn lines(&mut self, unit: &Unit) {
        let mut start = 0;
        while start < unit.bytes.len() {
            let end = memchr::memchr(b'\n', &unit.bytes[start..]).map(|n| start + n);
            let line = unit.bytes[start..end.unwrap_or(unit.bytes.len())].trim_ascii();
            if !line.is_empty() {
                self.json(line, end.is_none() && unit.open_end);
            }
            start = end.map_or(unit.bytes.len(), |end| end + 1);
        }
    }

    /// One JSON record. `open_end` = nothing follows it, so that it may be cut.
    fn json(&mut self, bytes: &[u8], open_end: bool) {
        let mut fields = Fields::default();
        let result = read_record(bytes, self.reader.shape, self.reader.want.details, &mut fields);
        let Err(error) = result else { return self.take(&fields) };
        // The slow path: bytes that are not UTF-8 are replaced, and the record is read once more.
        let text = String::from_utf8_lossy(bytes);
        if let Cow::Owned(text) = &text {
            let mut fields = Fields::default();
            if read_record(text.as_bytes(), self.reader.shape, self.reader.want.details, &mut fields).is_ok() {
                self.batch.replaced += 1;
                return self.take(&fields);
            }
        }
        if open_end && error.is_eof() {
            self.skip(SkipCode::Cut, String::new());
        } else {
            self.skip(SkipCode::BadJson, format!("column {}", error.column()));
        }
    }

    /// One row of a JSON table: a list whose places are the columns.
    fn list(&mut self, bytes: &[u8], columns: &CsvColumns) {
        let cells: Vec<serde_json::Value> = match serde_json::from_slice(bytes) {
            Ok(cells) => cells,
            Err(error) => return self.skip(SkipCode::BadJson, format!("column {}", error.column())),
        };
        let cells: csv::StringRecord = cells
            .iter()
            .map(|cell| match cell {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            })
            .collect();
        if self.reader.no_tenant_columns {
            return self.skip(SkipCode::NoTenantColumns, String::new());
        }
        let mut fields = Fields::default();
        columns.read(&cells, self.reader.want.details, &mut fields);
        self.take(&fields);
    }

    fn rows(&mut self, unit: &Unit) {
        let Some((separator, columns)) = &self.reader.csv else { return };
        let text = match String::from_utf8_lossy(&unit.bytes) {
            Cow::Borrowed(_) => Cow::Borrowed(unit.bytes.as_slice()),
            Cow::Owned(text) => {
                self.batch.replaced += 1;
                Cow::Owned(text.into_bytes())
            }
        };
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(*separator).from_reader(text.as_ref());
        let mut row = csv::StringRecord::new();
        loop {
            match reader.read_record(&mut row) {
                Ok(false) => return,
                Ok(true) => {}
                Err(_) => {
                    self.skip(SkipCode::BadCsv, String::new());
                    continue;
                }
            }
            if row.len() == 1 && row.get(0).is_some_and(|cell| cell.trim().is_empty()) {
                continue;
            }
            let last = unit.open_end && reader.position().byte() >= text.len() as u64;
            if last && (row.len() < columns.width || open_quotes(&text)) {
                self.skip(SkipCode::Cut, String::new());
                continue;
            }
            if self.reader.no_tenant_columns {
                self.skip(SkipCode::NoTenantColumns, String::new());
                continue;
            }
            let mut fields = Fields::default();
            columns.read(&row, self.reader.want.details, &mut fields);
            self.take(&fields);
        }
    }

    fn take(&mut self, fields: &Fields<'_>) {
        let record = self.batch.records + 1;
        match canonical(fields, self.reader.hints, self.reader.want, record, &mut self.batch.texts) {
            Canonical::SignIn(event) => {
                self.last_log = event.log;
                self.batch.sign_ins.push(event);
            }
            Canonical::Audit(event) => {
                self.last_log = Log::Audit;
                self.batch.audits.push(event);
            }
            Canonical::Other => self.batch.others += 1,
            Canonical::Skip(code, found) => return self.skip(code, found),
        }
        self.batch.records = record;
    }
}

/// Whether the text ends inside quotes.
fn open_quotes(text: &[u8]) -> bool {
    memchr::memchr_iter(b'"', text).count() % 2 == 1
}
