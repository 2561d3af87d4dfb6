//! What a CSV file is: by its headings; as a last resort by what its columns hold.

use super::super::dialect::{CsvColumns, Field, normalise_header};
use super::super::formats::{Holds, Lack};
use super::super::framing;
use super::{COUNT_COLUMNS, Clock, Framing, Recognised, Verdict, aggregated, first_format, lossy, recognised};
use crate::knowledge::headers::Headers;
use crate::knowledge::portal_columns;
use crate::model::time::{self, TimeError, Zone};
use crate::model::{Log, parse_guid};

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

    /// Whether the heading of any column is such.
    #[must_use]
    pub fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        self.names.iter().any(|name| is(name))
    }
}

pub(super) fn detect(head: &[u8], name: &str, aliases: &Headers) -> Verdict {
    let Some((separator, raw)) = first_row(head) else { return Verdict::NoLog("neither JSON nor CSV with a heading".to_owned()) };
    let clock = clock_of(&raw);
    let names = raw.iter().map(|heading| english(heading, aliases)).collect();
    let headings = Headings { names };
    let framing = Framing::Csv(separator);
    let by_position = || by_position(head, name, separator, &headings);
    let verdict = match known(name, framing, &headings) {
        None => by_position(),
        // Perhaps only the headings of the tenant columns are not known.
        Some(Verdict::Log(found)) if found.no_tenant_columns => match by_position() {
            Verdict::Log(better) if !better.no_tenant_columns => Verdict::Log(better),
            _ => Verdict::Log(found),
        },
        Some(verdict) => verdict,
    };
    match (verdict, clock) {
        (Verdict::Log(found), Some(clock)) => Verdict::Log(Recognised { clock, ..found }),
        (verdict, _) => verdict,
    }
}

/// A CSV file or JSON table whose headings are those of a known export.
pub(super) fn known(name: &str, framing: Framing, headings: &Headings) -> Option<Verdict> {
    let has = |wanted: &str| headings.has(wanted);
    if has("request id") && has("authentication method") && has("succeeded") {
        let why = "authentication details of sign-ins (AuthDetails), which name no tenants; the sign-ins themselves are in the file without AuthDetails \
                   in its name";
        return Some(Verdict::SetAside(why.to_owned()));
    }
    let found = first_format(|format| format.csv.and_then(|recognise| recognise(headings)));
    let of_sign_in = found.is_some() || ["hometenantid", "resourcetenantid", "home tenant id", "appid", "appdisplayname"].iter().any(|key| has(key));
    if let Some(column) = COUNT_COLUMNS.iter().find(|key| of_sign_in && has(key)) {
        return Some(aggregated(column));
    }
    let (format, found) = found?;
    let recognised = recognised(format, &found, framing, name);
    let columns = CsvColumns::new(&headings.names, format.shape);
    // A column alone does not help: HomeTenantName of Log Analytics is always empty.
    let has = |field| columns.has(field) || (field == Field::UserType && columns.has(Field::IsGuest));
    let lacking = |lack: &Lack| recognised.lacks.contains(lack) || lack.field().is_some_and(|field| !has(field));
    let nested = format.id == "unified-audit";
    let lacks = if recognised.log == Log::Audit || nested || format.holds != Holds::Events {
        recognised.lacks.clone()
    } else {
        Lack::ALL.into_iter().filter(lacking).collect()
    };
    let no_tenant_columns = found.needs_tenants && !columns.has_tenants();
    let log_assumed = !found.records_tell_log && super::log_of_name(name).is_none();
    let evidence = format!("{} columns, {}", headings.names.len(), recognised.evidence);
    Some(Verdict::Log(Recognised { lacks, columns: Some(columns), no_tenant_columns, log_assumed, evidence, ..recognised }))
}

/// The last resort for a language that no list knows: exactly as many columns as the portal writes, with ids and times where they belong.
fn by_position(head: &[u8], name: &str, separator: u8, headings: &Headings) -> Verdict {
    let no_log = || Verdict::NoLog("text, but not with the columns of a sign-in or audit log".to_owned());
    let Some(layout) = portal_columns::layout(headings.names.len()) else { return no_log() };
    let english = Headings { names: layout.iter().map(|name| normalise_header(name)).collect() };
    if !columns_hold(head, separator, &english) {
        let lines = headings.names.iter().map(|heading| format!("\n    \"{}\",", heading.replace('"', "\"\""))).collect::<Vec<_>>().concat();
        return Verdict::NoLog(format!(
            "it has as many columns as a sign-in log of the portal, but headings that are not known. Write the English heading behind each that matters, and give the \
             file with --headers:{lines}"
        ));
    }
    let Some(Verdict::Log(found)) = known(name, Framing::Csv(separator), &english) else { return no_log() };
    let evidence = format!("{} columns of the portal by their position; the headings are in a language that is not known", headings.names.len());
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

/// The separator and the headings of the first row.
fn first_row(head: &[u8]) -> Option<(u8, Vec<String>)> {
    let head = &head[framing::type_line(head)..];
    let line_end = memchr::memchr(b'\n', head).unwrap_or(head.len());
    let count = |byte: u8| memchr::memchr_iter(byte, &head[..line_end]).count();
    let separator = [b',', b';', b'\t'].into_iter().rev().max_by_key(|&byte| count(byte))?;
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
        of_time.contains(&name.to_lowercase().as_str()).then(|| Zone::parse(zone).map_or(Clock::Unknown, Clock::Zone))
    })
}
