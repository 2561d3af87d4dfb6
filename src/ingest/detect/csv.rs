//! What a CSV file is: by its headings; as a last resort by what its columns hold.

use std::collections::BTreeSet;
use std::io::Read;

use serde_json::Value;

use super::super::dialect::{CsvColumns, Field, normalise_header, squeezed};
use super::super::framing::{CsvFramer, Framer};
use super::super::unwrap::Path;
use super::{Clock, Framing, HEAD, Recognised, Verdict, aggregated, counts_sign_ins, first_format, json, lossy, recognised};
use crate::knowledge::headers::Headers;
use crate::knowledge::portal_columns;
use crate::model::time::{self, TimeError, Zone};
use crate::model::{Holds, Limitation, Log, log_of_category, parse_guid};
use crate::words::{Lang, Text, inputs as said};

/// The headings of a file, normalised and in English where they are known.
pub struct Headings {
    /// One for each column, in order.
    pub(super) names: Vec<String>,
}

impl Headings {
    /// Whether a column has this heading.
    #[must_use]
    pub fn has(&self, wanted: &str) -> bool {
        self.any(|name| name == wanted)
    }

    /// The headings without what tools put between and behind their words.
    #[must_use]
    pub fn spelled(&self) -> Vec<String> {
        self.names.iter().map(|name| squeezed(name)).collect()
    }

    /// Whether the heading of any column is such.
    #[must_use]
    pub fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        self.names.iter().any(|name| is(name))
    }
}

pub(super) fn detect(head: &[u8], name: &str, aliases: &Headers) -> Verdict {
    let (start, separator) = preamble(head);
    let first = Sheet::at(head, start, separator, aliases);
    let Some(verdict) = first.as_ref().map(|sheet| sheet.verdict(name)) else {
        return Sheet::of_one_column(head, start)
            .and_then(|sheet| sheet.json_column(name))
            .unwrap_or_else(|| below_a_title(head, start, name, aliases));
    };
    match verdict {
        Verdict::NoLog(why) => match below_a_title(head, start, name, aliases) {
            Verdict::NoLog(_) => Verdict::NoLog(why),
            found => found,
        },
        verdict => verdict,
    }
}

/// Looks for the first row of a table of sign-ins or changes, to the end of a file that begins with rows of others.
pub(super) fn further(head: &[u8], text: &mut dyn Read, name: &str, aliases: &Headers, max_record: usize) -> Option<Recognised> {
    let (start, separator) = preamble(head);
    let sheet = Sheet::at(head, start, separator, aliases)?;
    let Verdict::Log(found) = sheet.of_headings(name) else { return None };
    let place = sheet.table_column()?;
    let mut framer = CsvFramer::new(sheet.separator, start, max_record);
    let mut memory = Vec::new();
    while let Ok(Some(unit)) = framer.next_unit(text, memory) {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sheet.separator).from_reader(unit.bytes.as_slice());
        let tells = |row: ::csv::ByteRecord| row.get(place).is_some_and(|cell| may_hold_sign_ins(lossy(cell).trim()));
        if reader.byte_records().filter_map(Result::ok).any(tells) {
            return Some(found);
        }
        memory = unit.bytes;
    }
    None
}

/// A title or two above the heading, as reports and spreadsheets have them. A document may show an export too: rows must follow.
fn below_a_title(head: &[u8], start: usize, name: &str, aliases: &Headers) -> Verdict {
    let ends = memchr::memchr_iter(b'\n', &head[start..]).take(TITLE_LINES).map(|end| start + end + 1);
    let sheets = ends.filter_map(|start| Sheet::at(head, start, None, aliases));
    let found = sheets.filter(Sheet::has_rows).find_map(|sheet| match sheet.verdict(name) {
        Verdict::Log(found) if !found.by_position => Some(Verdict::Log(found)),
        _ => None,
    });
    found.unwrap_or_else(|| Verdict::no_log(said::neither_json_nor_csv))
}

/// Lines that may stand above a heading.
const TITLE_LINES: usize = 5;

/// A heading and what stands below it.
struct Sheet<'h> {
    head: &'h [u8],
    start: usize,
    separator: u8,
    raw: Vec<String>,
    headings: Headings,
}

impl<'h> Sheet<'h> {
    /// The heading that begins at a place.
    fn at(head: &'h [u8], start: usize, separator: Option<u8>, aliases: &Headers) -> Option<Self> {
        let (separator, raw) = first_row(head.get(start..)?, separator)?;
        let headings = Headings { names: raw.iter().map(|heading| english(heading, aliases)).collect() };
        Some(Self { head, start, separator, raw, headings })
    }

    /// A heading of one column, such as `_raw`, with quoted cells below it.
    fn of_one_column(head: &'h [u8], start: usize) -> Option<Self> {
        let (heading, below) = head.get(start..)?.split_at_checked(memchr::memchr(b'\n', head.get(start..)?)? + 1)?;
        let heading = lossy(heading.trim_ascii()).into_owned();
        let quoted = below.first() == Some(&b'"') && !heading.contains('{');
        let headings = Headings { names: vec![normalise_header(&heading)] };
        quoted.then_some(Self { head, start, separator: b',', raw: vec![heading], headings })
    }

    fn verdict(&self, name: &str) -> Verdict {
        match self.of_headings(name) {
            Verdict::Log(found) if found.format.id == "log-analytics" => self.of_another_table().unwrap_or(Verdict::Log(found)),
            verdict => verdict,
        }
    }

    /// What the headings tell, whatever the rows are of.
    fn of_headings(&self, name: &str) -> Verdict {
        let framing = Framing::Csv(self.separator);
        let by_position = || by_position(&self.head[self.start..], name, self.separator, &self.headings);
        let known = known(name, framing, &self.headings);
        let verdict = match known {
            // A tool may have put fields it knows beside the record itself, which has all of them.
            None => self.json_column(name).unwrap_or_else(by_position),
            Some(Verdict::Log(found)) if found.format.id == "flattened" => self.json_column(name).unwrap_or(Verdict::Log(found)),
            // Perhaps only the headings of the tenant columns are not known.
            Some(Verdict::Log(found)) if found.no_tenant_columns => match by_position() {
                Verdict::Log(better) if !better.no_tenant_columns => Verdict::Log(better),
                _ => Verdict::Log(found),
            },
            Some(verdict) => verdict,
        };
        match (verdict, clock_of(&self.raw)) {
            (Verdict::Log(found), clock) => {
                let columns = found.columns.map(|columns| Box::new(columns.below(&self.raw)));
                Verdict::Log(Recognised { clock: clock.unwrap_or(found.clock), preamble: self.start, columns, ..found })
            }
            (verdict, _) => verdict,
        }
    }

    /// The first rows, without the last of the head, which may be cut.
    fn rows(&self, most: usize) -> Vec<::csv::ByteRecord> {
        let bytes = &self.head[self.start..];
        let whole = if self.head.len() < HEAD { bytes } else { &bytes[..memchr::memrchr(b'\n', bytes).map_or(0, |end| end + 1)] };
        let mut reader = ::csv::ReaderBuilder::new().has_headers(true).flexible(true).delimiter(self.separator).from_reader(whole);
        reader.byte_records().take(most).filter_map(Result::ok).collect()
    }

    /// Whether a row of as many cells follows that has an id or a time.
    fn has_rows(&self) -> bool {
        let tells = |cell: &[u8]| parse_guid(&lossy(cell)).is_some() || time::parse(&lossy(cell), None) != Err(TimeError::Unreadable);
        self.rows(3).iter().any(|row| row.len() == self.headings.names.len() && row.iter().any(tells))
    }

    /// Rows that are all of a table of Log Analytics that holds no sign-ins.
    fn of_another_table(&self) -> Option<Verdict> {
        let place = self.table_column()?;
        // Mostly the first row tells.
        let known = |row: &::csv::ByteRecord| row.get(place).is_some_and(|cell| may_hold_sign_ins(lossy(cell).trim()));
        if self.rows(1).first().is_some_and(known) {
            return None;
        }
        let rows = self.rows(POSITION_ROWS);
        let tables: BTreeSet<String> =
            rows.iter().filter_map(|row| row.get(place)).map(|cell| lossy(cell).trim().to_owned()).filter(|table| !table.is_empty()).collect();
        other_tables(&tables)
    }

    /// The column that names the table of each row.
    fn table_column(&self) -> Option<usize> {
        let timed = self.headings.has("timegenerated") || self.headings.has("createddatetime");
        self.headings.names.iter().position(|heading| heading == "type").filter(|_| timed)
    }

    /// A column of JSON texts that are records, or carry them.
    fn json_column(&self, name: &str) -> Option<Verdict> {
        let rows = self.rows(JSON_ROWS);
        (0..self.headings.names.len()).find_map(|place| {
            // Whatever wrote the record down may have put a time and a host before it.
            let cells = rows.iter().filter_map(|row| row.get(place));
            let found: Vec<(usize, Value)> =
                cells.filter_map(|cell| json::last_object(cell.trim_ascii(), |json| serde_json::from_slice(json).ok())).collect();
            let prefixed = found.iter().any(|(place, _)| *place > 0);
            let values: Vec<Value> = found.into_iter().map(|(_, value)| value).collect();
            let (found, steps) = json::of_column(&values, name)?;
            let path = Box::new(Path { column: Some(self.raw.get(place)?.trim().trim_matches('"').to_owned()), steps });
            let columns = Some(Box::new(CsvColumns::of_json(place, self.headings.names.len())));
            Some(Verdict::Log(Recognised { framing: Framing::Csv(self.separator), columns, path, prefixed, ..found }))
        })
    }
}

/// Rows in which JSON is looked for.
const JSON_ROWS: usize = 50;

/// Whether a table is one of sign-ins or changes, or a custom one, which may hold anything.
fn may_hold_sign_ins(table: &str) -> bool {
    log_of_category(table).is_some() || table.ends_with("_CL")
}

/// What is said where none of these tables holds sign-ins or changes of the directory; `None` where one does, or none is named.
pub(super) fn other_tables(tables: &BTreeSet<String>) -> Option<Verdict> {
    let other = !tables.is_empty() && !tables.iter().any(|table| may_hold_sign_ins(table));
    other.then(|| {
        let names = tables.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
        Verdict::set_aside(move |lang: Lang| said::other_rows(lang, &names))
    })
}

/// Whether the rows are steps of the authentication of sign-ins.
fn tell_steps(headings: &Headings) -> bool {
    ["request id", "authentication method", "succeeded"].iter().all(|wanted| headings.has(wanted))
}

/// The columns of a file whose rows are steps of the authentication of sign-ins.
#[derive(Clone, Copy, Debug)]
pub struct StepColumns {
    /// Bytes before the heading.
    pub start: usize,
    /// What stands between cells.
    pub separator: u8,
    /// The id of the sign-in.
    pub id: usize,
    /// The method.
    pub method: usize,
    /// Whether it succeeded.
    pub succeeded: usize,
    /// What came of it, in words.
    pub result: Option<usize>,
}

/// The columns of authentication details, where a file begins with their heading.
#[must_use]
pub fn step_columns(head: &[u8], aliases: &Headers) -> Option<StepColumns> {
    let (start, separator) = preamble(head);
    let sheet = Sheet::at(head, start, separator, aliases).filter(|sheet| tell_steps(&sheet.headings))?;
    let place = |wanted: &str| sheet.headings.names.iter().position(|name| name == wanted);
    let (id, method, succeeded) = (place("request id")?, place("authentication method")?, place("succeeded")?);
    Some(StepColumns { start, separator: sheet.separator, id, method, succeeded, result: place("result detail") })
}

/// A CSV file or JSON table whose headings are those of a known export.
pub(super) fn known(name: &str, framing: Framing, headings: &Headings) -> Option<Verdict> {
    let has = |wanted: &str| headings.has(wanted);
    if tell_steps(headings) {
        return Some(Verdict::set_aside(said::authentication_details));
    }
    let found = first_format(|format| format.csv.and_then(|recognise| recognise(headings)));
    let of_sign_in = found.as_ref().is_some_and(|(format, _)| format.holds == Holds::Events)
        || ["hometenantid", "resourcetenantid", "home tenant id", "appid", "appdisplayname"].iter().any(|key| has(key));
    // The query that `kql` writes says more than how many: when the first and the last was.
    let ours = found.as_ref().is_some_and(|(_, found)| found.lacks.contains(&Limitation::SingleSignIns));
    if let Some(column) = headings.names.iter().find(|name| of_sign_in && !ours && counts_sign_ins(name)) {
        return Some(aggregated(column));
    }
    let (format, found) = found?;
    let recognised = recognised(format, &found, framing, name);
    let columns = CsvColumns::new(&headings.names, recognised.shape);
    // A column alone does not help: HomeTenantName of Log Analytics is always empty.
    let has = |field| columns.has(field) || (field == Field::UserType && columns.has(Field::IsGuest));
    let lacking = |lack: &Limitation| recognised.lacks.contains(lack) || field_of(*lack).is_some_and(|field| !has(field));
    let nested = format.id == "unified-audit";
    let lacks = if recognised.log == Log::Audit || nested || format.holds != Holds::Events {
        recognised.lacks.clone()
    } else {
        Limitation::ALL.into_iter().filter(lacking).collect()
    };
    let no_tenant_columns = found.needs_tenants && !columns.has_tenants();
    let log_assumed = !found.records_tell_log && super::log_of_name(name).is_none();
    let (count, inner) = (headings.names.len(), recognised.evidence.clone());
    let evidence = Text::from(move |lang: Lang| said::by_columns(lang, count, &inner.say(lang)));
    Some(Verdict::Log(Recognised { lacks, columns: Some(Box::new(columns)), no_tenant_columns, log_assumed, evidence, ..recognised }))
}

/// The field that an export with this limitation lacks.
fn field_of(limitation: Limitation) -> Option<Field> {
    match limitation {
        Limitation::HomeTenant => Some(Field::HomeTenantId),
        Limitation::AccessType => Some(Field::AccessType),
        Limitation::UserType => Some(Field::UserType),
        Limitation::AppOwner => Some(Field::AppOwnerTenantId),
        Limitation::HomeTenantName => Some(Field::HomeTenantName),
        Limitation::Names | Limitation::FailedPolicies | Limitation::AuditDepth | Limitation::LogOwner | Limitation::SingleSignIns => None,
    }
}

/// The last resort for a language that no list knows: exactly as many columns as the portal writes, with ids and times where they belong.
fn by_position(head: &[u8], name: &str, separator: u8, headings: &Headings) -> Verdict {
    let no_log = || Verdict::no_log(said::other_columns);
    let Some(layout) = portal_columns::layout(headings.names.len()) else { return no_log() };
    let english = Headings { names: layout.iter().map(|name| normalise_header(name)).collect() };
    if !columns_hold(head, separator, &english) {
        let lines = headings.names.iter().map(|heading| format!("\n    \"{}\",", heading.replace('"', "\"\""))).collect::<Vec<_>>().concat();
        return Verdict::no_log(move |lang: Lang| said::unknown_headings(lang, &lines));
    }
    let Some(Verdict::Log(found)) = known(name, Framing::Csv(separator), &english) else { return no_log() };
    let count = headings.names.len();
    let evidence = Text::from(move |lang: Lang| said::by_position(lang, count));
    Verdict::Log(Recognised { evidence, by_position: true, ..found })
}

/// Rows that are looked at before columns are taken by position.
const POSITION_ROWS: usize = 1000;

/// Whether every id column holds GUIDs or nothing, and the time column times.
fn columns_hold(head: &[u8], separator: u8, headings: &Headings) -> bool {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(true).flexible(true).delimiter(separator).from_reader(head);
    let mut rows = 0;
    let mut records = reader.byte_records().take(POSITION_ROWS).peekable();
    while let Some(Ok(row)) = records.next() {
        // The last row of the head may be cut.
        if row.len() < headings.names.len() && records.peek().is_none() {
            break;
        }
        rows += 1;
        for (heading, cell) in headings.names.iter().zip(row.iter()) {
            let cell = lossy(cell);
            let fits = match heading.as_str() {
                "date (utc)" => time::parse(&cell, None) != Err(TimeError::Unreadable),
                "request id" | "correlation id" | "user id" | "application id" | "resource id" | "home tenant id" | "resource tenant id" => {
                    cell.trim().is_empty() || parse_guid(cell.trim()).is_some()
                }
                _ => true,
            };
            if !fits {
                return false;
            }
        }
    }
    rows > 0
}

/// Bytes before the heading, a line of `Export-Csv` that names a type or a line of Excel that names the separator; and that separator.
fn preamble(head: &[u8]) -> (usize, Option<u8>) {
    let line = memchr::memchr(b'\n', head).map_or(head.len(), |end| end + 1);
    let first = head[..line].trim_ascii_end();
    let separator = separator_line(first);
    (if first.starts_with(b"#TYPE") || separator.is_some() || first.eq_ignore_ascii_case(b"sep=") { line } else { 0 }, separator)
}

/// The separator that a line `sep=;` of Excel names.
fn separator_line(line: &[u8]) -> Option<u8> {
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    let (start, separator) = line.split_at_checked(4)?;
    match separator {
        [separator] if start.eq_ignore_ascii_case(b"sep=") => Some(*separator),
        // A tab is gone with the white space around it; it is found by itself.
        _ => None,
    }
}

/// The separator and the headings of the first row.
fn first_row(head: &[u8], separator: Option<u8>) -> Option<(u8, Vec<String>)> {
    let line_end = memchr::memchr(b'\n', head).unwrap_or(head.len());
    let count = |byte: u8| memchr::memchr_iter(byte, &head[..line_end]).count();
    let separator = separator.or_else(|| [b',', b';', b'\t'].into_iter().rev().max_by_key(|&byte| count(byte)))?;
    if count(separator) == 0 {
        return None;
    }
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(head);
    let record = reader.byte_records().next()?.ok()?;
    Some((separator, record.iter().map(|heading| lossy(heading).into_owned()).collect()))
}

fn english(heading: &str, aliases: &Headers) -> String {
    let plain = normalise_header(heading);
    aliases.english(&plain).map_or(plain.clone(), str::to_owned)
}

/// The clock that Log Analytics names in the headings of its times: ` [UTC]`, ` [Local Time]`, or a zone.
fn clock_of(headings: &[String]) -> Option<Clock> {
    headings.iter().find_map(|heading| {
        let (name, zone) = heading.trim().trim_matches('"').strip_suffix(']')?.rsplit_once(" [")?;
        let of_time = ["timegenerated", "createddatetime", "activitydatetime", "timestamp"];
        let clock = || Zone::parse(zone).map(Clock::Zone).or_else(|| of_offset(zone).map(Clock::Ahead)).unwrap_or(Clock::Unknown);
        of_time.contains(&name.to_lowercase().as_str()).then(clock)
    })
}

/// Seconds ahead of UTC of an offset such as `UTC+09:00`, `UTC-3` or `+05:30`.
fn of_offset(zone: &str) -> Option<i64> {
    let offset = zone.trim().trim_start_matches(['U', 'T', 'C', 'G', 'M']);
    let sign = match offset.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = offset.get(1..)?;
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "0"));
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 15 && minutes < 60).then(|| sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60))
}
