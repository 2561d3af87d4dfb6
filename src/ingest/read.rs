//! Reads the records of one unit into a batch: the part that runs on many threads.

use std::borrow::Cow;
use std::convert::Infallible;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::sync::LazyLock;

use serde::de::IgnoredAny;

use super::detect::{Clock, Framing, Recognised, format_of, last_object};
use super::dialect::{
    Canonical, CsvColumns, Familiar, Field, Fields, Hints, InParts, Shape, SkipReader, Want, canonical, event_time_text, read_record,
};
use super::framing::{Around, Cells, Framed, Framer, JsonFramer, Records, Unit, json_value_end, object_end};
use super::unwrap::{Step, Unwrapper};
use crate::facts::{Batch, Brief};
use crate::model::ledger::{Skip, SkipCode};
use crate::model::time::{self, TimeError, Zone};
use crate::model::{Holds, Interner, Log, Parts, parse_guid};
use crate::safe::cut;

/// Reads the units of one file.
pub struct UnitReader {
    file: usize,
    shape: &'static LazyLock<Shape>,
    framing: Framing,
    columns: Option<CsvColumns>,
    /// The steps from what a framer or a column gives to the records in it.
    steps: Vec<Step>,
    /// Something stands before the JSON object of each line.
    prefixed: bool,
    /// The records are of several formats.
    mixed: bool,
    hints: Hints,
    want: Want,
    no_tenant_columns: bool,
    skip_log: Log,
    max_record: usize,
}

/// What one worker has learned and keeps from unit to unit.
#[derive(Default)]
pub struct Worker {
    number: usize,
    /// How many bytes it may remember.
    share: usize,
    /// A skipping reader for each shape.
    readers: Vec<(&'static Shape, SkipReader)>,
    /// The texts met so far.
    texts: Interner,
    /// The parts of sign-ins met so far.
    parts: Parts,
    /// The fields they were read from.
    familiar: Familiar,
    /// Memory for units.
    bytes: Vec<u8>,
}

/// Bytes of texts and fields that all workers together remember; whoever has more than its share begins anew. So memory grows neither with
/// the input nor with the number of processors.
const REMEMBERED: usize = 64 << 20;

impl Worker {
    /// A worker with a number of its own, one of so many.
    #[must_use]
    pub fn new(number: usize, workers: usize) -> Self {
        Self { number, share: REMEMBERED / workers.max(2), ..Self::default() }
    }

    /// Fills a batch of a file, in the memory of an earlier one, with what is read into this worker's texts.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn fill<E>(&mut self, file: usize, memory: Batch, read: impl FnOnce(&mut Self, &mut Batch) -> Result<(), E>) -> Result<Batch, E> {
        if self.texts.bytes() + self.familiar.bytes() > self.share {
            self.texts.clear();
            self.parts.clear();
            self.familiar.clear();
        }
        // Symbol 0 is no text.
        let (known, known_parts) = (self.texts.len(), self.parts.lengths());
        let mut batch = memory.renewed(file);
        batch.worker = self.number;
        read(self, &mut batch)?;
        batch.texts = batch.texts.of(&self.texts, known);
        batch.parts = batch.parts.of(&self.parts, known_parts);
        Ok(batch)
    }

    /// The texts and the parts of sign-ins met so far.
    pub fn met(&mut self) -> (&mut Interner, &mut Parts) {
        (&mut self.texts, &mut self.parts)
    }

    /// The place of the skipping reader for a shape.
    fn reader(&mut self, shape: &'static Shape, policies: bool) -> usize {
        self.readers.iter().position(|(known, _)| std::ptr::eq(*known, shape)).unwrap_or_else(|| {
            self.readers.push((shape, SkipReader::new(shape, policies)));
            self.readers.len() - 1
        })
    }
}

/// Looks at the time of a record, as written, and says whether it has seen enough.
type SeeTime<'f> = dyn FnMut(&str) -> ControlFlow<()> + 'f;

impl UnitReader {
    /// A reader for a recognised file, `file` being its place in the input order.
    #[must_use]
    pub fn new(file: usize, recognised: &Recognised, max_record: usize, want: Want) -> Self {
        Self {
            file,
            shape: recognised.format.shape,
            framing: recognised.framing,
            columns: recognised.columns.clone(),
            steps: if recognised.framing == Framing::Json { recognised.path.split().1 } else { recognised.path.steps.clone() },
            prefixed: recognised.prefixed,
            mixed: recognised.mixed,
            hints: Hints { holds: recognised.format.holds, log: recognised.log, date_order: recognised.date_order, clock: recognised.clock },
            skip_log: recognised.skip_log,
            max_record,
            want,
            no_tenant_columns: recognised.no_tenant_columns,
        }
    }

    /// Reads one unit, into the memory of an earlier batch. Never fails: what cannot be read is in the batch as skipped.
    #[must_use]
    pub fn read(&self, unit: &Unit, worker: &mut Worker, memory: Batch) -> Batch {
        self.filled(worker, memory, |worker, batch| self.reading(worker, batch, None).unit(unit))
    }

    /// Reads the units of a whole file into one batch; `next` gives the next unit, in the memory of the one before.
    #[must_use]
    pub fn read_file(&self, next: &mut dyn FnMut(Vec<u8>) -> Option<Unit>, worker: &mut Worker, memory: Batch) -> Batch {
        self.filled(worker, memory, |worker, batch| {
            let mut bytes = std::mem::take(&mut worker.bytes);
            let mut reading = self.reading(worker, batch, None);
            while let Some(unit) = next(std::mem::take(&mut bytes)) {
                reading.unit(&unit);
                bytes = unit.bytes;
            }
            worker.bytes = bytes;
        })
    }

    fn filled(&self, worker: &mut Worker, memory: Batch, read: impl FnOnce(&mut Worker, &mut Batch)) -> Batch {
        let filled: Result<Batch, Infallible> = worker.fill(self.file, memory, |worker, batch| {
            read(worker, batch);
            Ok(())
        });
        match filled {
            Ok(batch) => batch,
            Err(never) => match never {},
        }
    }

    /// Shows the times of a unit's records, as written, until `see` has seen enough.
    pub fn times<'s>(&'s self, unit: &Unit, see: &'s mut SeeTime<'s>) {
        self.reading(&mut Worker::default(), &mut Batch::default(), Some(see)).unit(unit);
    }

    fn reading<'r>(&'r self, worker: &'r mut Worker, batch: &'r mut Batch, see_time: Option<&'r mut SeeTime<'r>>) -> Reading<'r> {
        let place = worker.reader(self.shape, self.want.details);
        let Worker { readers, texts, parts, familiar, .. } = worker;
        let skip_reader = &mut readers[place].1;
        let unwrapper = Unwrapper::default();
        Reading { reader: self, skip_reader, texts, parts, familiar, batch, unwrapper, last_log: self.skip_log, see_time, seen_enough: false }
    }
}

/// A CSV row as it stands in its unit.
struct RawRow<'t> {
    bytes: &'t [u8],
    /// Whether the file ends with it.
    last: bool,
    /// Whether bytes of the unit were not UTF-8, and are replaced.
    decoded: bool,
}

/// How a record begins that cannot be read, to be found again.
fn beginning(bytes: &[u8]) -> String {
    // No character is longer than four bytes.
    cut(String::from_utf8_lossy(&bytes[..bytes.len().min(4 * SHOWN)]).trim(), SHOWN).into_owned()
}

/// Where JSON is broken, and what stands there.
fn found_at(bytes: &[u8], error: &serde_json::Error) -> String {
    let line: usize = bytes.split_inclusive(|&byte| byte == b'\n').take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
    let at = (line + error.column().saturating_sub(1)).min(bytes.len());
    let place = if error.line() > 1 { format!("line {}, column {}", error.line(), error.column()) } else { format!("column {}", error.column()) };
    match beginning(&bytes[at..]) {
        found if found.is_empty() || error.is_eof() => format!("{place}: the record ends there; it begins with {}", beginning(bytes)),
        found => format!("{place}: {found}"),
    }
}

/// Whether a line is a remark of whoever put lines together, and not a record that was damaged.
fn is_remark(line: &[u8]) -> bool {
    line.first() == Some(&b'#')
}

/// Columns of what was found that are shown.
const SHOWN: usize = 50;

struct Reading<'r> {
    reader: &'r UnitReader,
    batch: &'r mut Batch,
    texts: &'r mut Interner,
    parts: &'r mut Parts,
    familiar: &'r mut Familiar,
    unwrapper: Unwrapper,
    /// The log of the record before: an unreadable one most probably belongs to the same.
    last_log: Log,
    skip_reader: &'r mut SkipReader,
    /// Only the times are wanted, by this.
    see_time: Option<&'r mut SeeTime<'r>>,
    seen_enough: bool,
}

impl Reading<'_> {
    fn unit(&mut self, unit: &Unit) {
        match &unit.records {
            Records::Lines => self.lines(unit),
            Records::Framed(records) => self.framed(&unit.bytes, records),
            Records::Elements(around) => self.elements(&unit.bytes, around),
            Records::Rows => self.rows(unit),
            Records::Unusable(code) => self.skip(*code, String::new()),
        }
    }

    fn framed(&mut self, bytes: &[u8], records: &[Framed]) {
        for record in records {
            if self.seen_enough {
                return;
            }
            let bytes = &bytes[record.range.clone()];
            match (record.problem, &self.reader.columns) {
                (Some(SkipCode::NotAnObject), None) if self.reader.steps.first() == Some(&Step::Text) => self.json(bytes, false),
                (Some(code), _) => self.skip(code, if code == SkipCode::TooLong { String::new() } else { beginning(bytes) }),
                (None, None) => self.json(bytes, false),
                (None, Some(columns)) => self.list(bytes, columns),
            }
        }
    }

    /// A part of a JSON list. Mostly a record ends where its reader says; where anything is odd, brackets decide as everywhere else.
    fn elements(&mut self, bytes: &[u8], around: &Around) {
        let mut at = 0;
        while let Some(start) = bytes[at..].iter().position(|byte| !matches!(byte, b',' | b' ' | b'\n' | b'\r' | b'\t')).map(|n| at + n) {
            if !self.reader.steps.is_empty() {
                let carried = if matches!(bytes[start], b'{' | b'"') { self.carried_by_first(&bytes[start..]) } else { None };
                match carried {
                    Some(end) if !self.seen_enough => at = start + end,
                    Some(_) => return,
                    None => return self.odd_elements(&bytes[start..], around),
                }
                continue;
            }
            let mut fields = Fields::default();
            let read = if bytes[start] == b'{' { self.skip_reader.read_first(&bytes[start..], &mut fields).ok() } else { None };
            at = match read.map(|end| start + end) {
                Some(end) if end - start <= self.reader.max_record => {
                    self.take(&fields, Some(&bytes[start..end]));
                    end
                }
                _ => match object_end(&bytes[start..]).filter(|_| bytes[start] == b'{') {
                    Some(end) => {
                        self.json(&bytes[start..start + end], false);
                        start + end
                    }
                    None => return self.odd_elements(&bytes[start..], around),
                },
            };
            if self.seen_enough {
                return;
            }
        }
    }

    /// The rest of a part of a list in which brackets do not match, or the list ends and another begins.
    fn odd_elements(&mut self, mut bytes: &[u8], around: &Around) {
        let mut framer = JsonFramer::within(around);
        // Reading from memory does not fail.
        while let Ok(Some(unit)) = framer.next_unit(&mut bytes, Vec::new()) {
            match &unit.records {
                Records::Framed(records) => self.framed(&unit.bytes, records),
                Records::Elements(_) | Records::Lines | Records::Rows => {}
                // The file goes on behind this part: what is not closed here is not cut, but broken.
                Records::Unusable(SkipCode::Cut) => self.skip(SkipCode::BadJson, beginning(&unit.bytes)),
                Records::Unusable(code) => self.skip(*code, String::new()),
            }
        }
    }

    fn skip(&mut self, code: SkipCode, found: String) {
        self.batch.records += 1;
        self.batch.skips.push((self.last_log, Skip { record: self.batch.records, code, found }));
    }

    fn lines(&mut self, unit: &Unit) {
        let mut start = 0;
        while start < unit.bytes.len() && !self.seen_enough {
            let end = memchr::memchr(b'\n', &unit.bytes[start..]).map(|n| start + n);
            let line = unit.bytes[start..end.unwrap_or(unit.bytes.len())].trim_ascii();
            if !line.is_empty() {
                let open_end = end.is_none() && unit.open_end;
                if self.reader.prefixed {
                    self.prefixed(line, open_end);
                } else if is_remark(line) {
                    self.other();
                } else {
                    self.json(line, open_end);
                }
            }
            start = end.map_or(unit.bytes.len(), |end| end + 1);
        }
    }

    /// A line that ends in a JSON record, whatever stands before it.
    fn prefixed(&mut self, line: &[u8], open_end: bool) {
        let object = last_object(line, |json| serde_json::from_slice::<IgnoredAny>(json).ok()).map(|(place, _)| place);
        match object.or_else(|| memchr::memmem::find(line, b"{\"")) {
            Some(place) => {
                self.batch.prefixed += u64::from(place > 0);
                self.json(&line[place..], open_end);
            }
            // A line of the tool itself.
            None => self.other(),
        }
    }

    /// A record of another kind: it is counted, and not in the ledger.
    fn other(&mut self) {
        self.batch.records += 1;
        self.batch.others += 1;
    }

    /// Takes the records that a value carries.
    fn carried(&mut self, bytes: &[u8], open_end: bool) {
        if bytes.len() > self.reader.max_record {
            return self.skip(SkipCode::TooLong, String::new());
        }
        if self.carried_by_first(bytes).is_none() {
            self.skip(if open_end { SkipCode::Cut } else { SkipCode::BadJson }, String::new());
        }
    }

    /// Takes the records that the value at the start of the bytes carries; gives the place behind it, `None` where it is broken.
    fn carried_by_first(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut unwrapper = std::mem::take(&mut self.unwrapper);
        let found = unwrapper.follow(bytes, &self.reader.steps, &mut |record| self.inner(record));
        self.unwrapper = unwrapper;
        let (end, led) = found?;
        if !led {
            self.other();
        }
        Some(end)
    }

    /// A carried record, which begins the bytes; gives the place behind it.
    fn inner(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut fields = Fields::default();
        if let Ok(end) = self.skip_reader.read_first(bytes, &mut fields) {
            self.take(&fields, bytes.get(..end));
            return Some(end);
        }
        let end = json_value_end(bytes, 0)?;
        if bytes.first() == Some(&b'{') {
            self.record(&bytes[..end], false);
        } else {
            self.other();
        }
        Some(end)
    }

    /// A JSON value that is a record, or carries some. `open_end` = nothing follows it, so that it may be cut.
    fn json(&mut self, bytes: &[u8], open_end: bool) {
        if self.reader.steps.is_empty() { self.record(bytes, open_end) } else { self.carried(bytes, open_end) }
    }

    /// One JSON record.
    fn record(&mut self, bytes: &[u8], open_end: bool) {
        if bytes.len() > self.reader.max_record {
            return self.skip(SkipCode::TooLong, String::new());
        }
        let mut fields = Fields::default();
        if self.skip_reader.read(bytes, &mut fields).is_ok() {
            return self.take(&fields, Some(bytes));
        }
        if is_deeper_than(bytes, DEEPEST) {
            return self.skip(SkipCode::BadJson, "nested far deeper than any log".to_owned());
        }
        let result = read_record(bytes, self.reader.shape, self.reader.want.details, &mut fields);
        let Err(error) = result else { return self.take(&fields, Some(bytes)) };
        // Another record may follow on the same line.
        if let Some(end) = object_end(bytes).filter(|&end| bytes[end..].trim_ascii_start().first() == Some(&b'{')) {
            let mut rest = bytes;
            let mut end = Some(end);
            while let Some(place) = end.filter(|_| !self.seen_enough) {
                self.record(&rest[..place], false);
                rest = rest[place..].trim_ascii_start();
                end = if rest.first() == Some(&b'{') { object_end(rest) } else { None };
            }
            if !rest.is_empty() && !self.seen_enough {
                self.skip(if open_end { SkipCode::Cut } else { SkipCode::BadJson }, beginning(rest));
            }
            return;
        }
        // Bytes that are not UTF-8 are replaced, and the record is read once more.
        let text = String::from_utf8_lossy(bytes);
        if let Cow::Owned(text) = &text {
            let mut fields = Fields::default();
            if read_record(text.as_bytes(), self.reader.shape, self.reader.want.details, &mut fields).is_ok() {
                self.batch.replaced += 1;
                return self.take(&fields, Some(text.as_bytes()));
            }
        }
        if open_end && error.is_eof() {
            self.skip(SkipCode::Cut, String::new());
        } else {
            self.skip(SkipCode::BadJson, found_at(bytes, &error));
        }
    }

    /// One row of a JSON table: a list whose places are the columns.
    fn list(&mut self, bytes: &[u8], columns: &CsvColumns) {
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

    fn rows(&mut self, unit: &Unit) {
        let (Framing::Csv(separator), Some(columns)) = (self.reader.framing, &self.reader.columns) else { return };
        let text = simdutf8::basic::from_utf8(&unit.bytes).map_or_else(|_| String::from_utf8_lossy(&unit.bytes), Cow::Borrowed);
        let (mut at, mut cells) = (0, Cells::new(&text));
        let raw = |start: usize, end: usize| RawRow {
            bytes: text.as_bytes().get(start..end).unwrap_or_default(),
            last: unit.open_end && end >= text.len(),
            decoded: matches!(text, Cow::Owned(_)),
        };
        let (mut odd_rows, mut odd) = (None, csv::StringRecord::new());
        while !self.seen_enough {
            // Blank lines are no rows.
            let Some(start) = text.as_bytes()[at..].iter().position(|byte| !matches!(byte, b'\n' | b'\r')).map(|n| at + n) else { return };
            at = if let Some(end) = cells.read(start, separator) {
                end
            } else {
                let reader = odd_rows.get_or_insert_with(|| row_reader(Cursor::new(text.as_bytes()), separator));
                let mut place = csv::Position::new();
                place.set_byte(start as u64);
                if reader.seek(place).is_err() || !matches!(reader.read_record(&mut odd), Ok(true)) {
                    return;
                }
                cells.set(&odd);
                usize::try_from(reader.position().byte()).unwrap_or(text.len())
            };
            if cells.len() < columns.width
                && let Some(end) = self.broken_row(&cells, &text, at, separator, columns)
            {
                at = end;
                continue;
            }
            self.one_of_rows(&cells, &raw(start, at), separator, columns);
        }
    }

    /// A row that a line break within a cell without quotes has broken in two: it is read as one, and the place behind it given.
    fn broken_row(&mut self, begun: &Cells<'_>, text: &str, at: usize, separator: u8, columns: &CsvColumns) -> Option<usize> {
        let mut rest = Cells::new(text);
        let end = rest.read(at, separator)?;
        let (begun, rest): (Vec<&str>, Vec<&str>) = (begun.iter().collect(), rest.iter().collect());
        let ((last, begun), (first, rest)) = (begun.split_last()?, rest.split_first()?);
        // A row begins with a time, an id or nothing, and not with the rest of a name.
        let begins = first.is_empty() || parse_guid(first).is_some() || time::parse(first, None) != Err(TimeError::Unreadable);
        if begins || begun.len() + 1 + rest.len() != columns.width {
            return None;
        }
        let broken = format!("{last}\n{first}");
        let mut row = Cells::default();
        row.set(begun.iter().copied().chain([broken.as_str()]).chain(rest.iter().copied()));
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
            return match row.get(place).map(str::trim).filter(|cell| !cell.is_empty()) {
                Some(cell) if self.reader.prefixed => self.prefixed(cell.as_bytes(), false),
                Some(cell) => self.json(cell.as_bytes(), false),
                None => self.other(),
            };
        }
        if self.reader.no_tenant_columns {
            return self.skip(SkipCode::NoTenantColumns, String::new());
        }
        let mut fields = Fields::default();
        columns.read(row, self.reader.want.details, &mut fields);
        self.take(&fields, None);
    }

    /// Takes in a record; `json` = as it stands in the file, where it is of JSON.
    fn take(&mut self, fields: &Fields<'_>, json: Option<&[u8]>) {
        if let Some(see) = &mut self.see_time {
            self.seen_enough = event_time_text(fields).is_some_and(|text| see(&text).is_break());
            return;
        }
        self.batch.seen |= fields.present();
        let mixed = json.filter(|_| self.reader.mixed);
        if mixed.is_some_and(|json| self.in_own_shape(json)) || self.in_parts(fields) {
            return;
        }
        let record = self.batch.records + 1;
        self.batch.question_marks += u64::from(fields.have_question_marks(&[Field::UserDisplayName, Field::AppName, Field::ResourceName]));
        let event = canonical(fields, self.reader.hints, self.reader.want, record, self.texts);
        let unfit = matches!(event, Canonical::Other | Canonical::Skip(SkipCode::NoTime, _));
        if unfit && json.is_some_and(|json| self.in_own_shape(json)) {
            return;
        }
        self.keep(event);
    }

    /// Takes in a record of another format than that of the file, if it is one of a log: files of several are joined.
    fn in_own_shape(&mut self, json: &[u8]) -> bool {
        // Every sign-in and every change names a tenant or an activity, and most records of other products do not.
        let worth_it = [b"enant".as_slice(), b"ctivity"].iter().any(|name| memchr::memmem::find(json, name).is_some());
        let Some(format) = Some(json).filter(|_| worth_it && self.reader.hints.holds == Holds::Events).and_then(format_of) else { return false };
        let mut fields = Fields::default();
        let same = std::ptr::eq(format.shape, self.reader.shape);
        if same || read_record(json, format.shape, self.reader.want.details, &mut fields).is_err() {
            return false;
        }
        let clock = if format.promises_utc { Clock::Zone(Zone::UTC) } else { self.reader.hints.clock };
        let hints = Hints { clock, ..self.reader.hints };
        self.batch.seen |= fields.present();
        let event = canonical(&fields, hints, self.reader.want, self.batch.records + 1, self.texts);
        let fits = !matches!(event, Canonical::Other);
        if fits {
            self.keep(event);
        }
        fits
    }

    /// Puts an event into the batch.
    fn keep(&mut self, event: Canonical) {
        let record = self.batch.records + 1;
        match event {
            Canonical::SignIn(event) => {
                self.last_log = event.log;
                self.batch.push(&event, self.parts, self.reader.want.details);
            }
            Canonical::Audit(event) => {
                self.last_log = Log::Audit;
                self.batch.audits.push(event);
            }
            Canonical::User(user) => self.batch.users.push(user),
            Canonical::Other => self.batch.others += 1,
            Canonical::Skip(code, found) => return self.skip(code, found),
        }
        self.batch.records = record;
    }

    /// Takes in a record as a sign-in of which only the parts are wanted, if it is one.
    fn in_parts(&mut self, fields: &Fields<'_>) -> bool {
        let hints = self.reader.hints;
        if self.reader.want.details || hints.holds != Holds::Events {
            return false;
        }
        let Some(InParts { time, id, parts, log, question_marks }) = self.familiar.read(fields, hints, self.texts, self.parts) else { return false };
        self.last_log = log;
        self.batch.question_marks += u64::from(question_marks);
        self.batch.sign_ins.push(Brief { time, id, parts });
        self.batch.records += 1;
        true
    }
}

/// Nesting beyond which a record is not looked at any further.
const DEEPEST: usize = 10_000;

/// Whether brackets are nested deeper than this. It stops where they are, so that such a record costs next to nothing.
fn is_deeper_than(bytes: &[u8], most: usize) -> bool {
    let (mut depth, mut at) = (0usize, 0);
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'"', b'[', b'{', rest)).map(|found| at + found) {
        let closed = bytes[at..next].iter().filter(|&&byte| matches!(byte, b']' | b'}')).count();
        depth = depth.saturating_sub(closed);
        at = next + 1;
        if bytes[next] != b'"' {
            depth += 1;
            if depth > most {
                return true;
            }
            continue;
        }
        // Over the string. Where it is not closed, `serde_json` will say so.
        loop {
            let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) else { return false };
            at += found + 1;
            if bytes[at - 1] == b'"' {
                break;
            }
            at += 1;
        }
    }
    false
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
    (row.len() == columns.width || (row.len() > 1 && row.iter().skip(columns.width).all(str::is_empty))) && columns.has_ids_in_place(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_outside_strings_only() {
        let deep = |n: usize| format!("{{\"a\":\"[[[[\\\\\",\"b\":{}{}}}", "[".repeat(n), "]".repeat(n));
        assert!(is_deeper_than(deep(10).as_bytes(), 10) && !is_deeper_than(deep(9).as_bytes(), 10));
        assert!(!is_deeper_than("[]".repeat(50).as_bytes(), 10));
        for odd in ["\"", "\"\\", "[\"[[[[[[[[[[[[[[", ""] {
            assert!(!is_deeper_than(odd.as_bytes(), 3), "{odd}");
        }
    }
}
