//! Excel workbooks: a cover, a sheet for each table and one for the evidence, ready to be filtered and printed. Texts are texts, never formulas.

mod cover;
mod figures;
mod looks;
mod sheet;

use std::io::{self, Write};
use std::ops::Range;
use std::path::PathBuf;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::Context;
use crate::model::time::Zone;
use crate::report::{Evidence, Report};
use crate::words::{Lang, outputs as said};
pub use cover::Cover;
use figures::Figures;
use looks::Looks;
use sheet::{Sheet, labelled};

/// Rows of a sheet below its heading; what comes after them stands on further sheets.
const MAX_ROWS: usize = 1_048_575;
/// Rows that are left for the sentences below a table that is not split.
const SENTENCES: usize = 1_000;

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    workbook(std::slice::from_ref(report), None, context.evidence, out)
}

/// Writes a workbook of several reports, with a cover or without.
///
/// # Errors
/// Writing fails.
pub fn workbook(reports: &[Report], cover: Option<&Cover<'_>>, evidence: &Evidence, out: &mut dyn Write) -> io::Result<()> {
    let bytes = build(reports, cover, evidence, MAX_ROWS).map_err(|error| io::Error::other(error.to_string()))?;
    out.write_all(&bytes)
}

/// A sheet that is to be made of a report, or of some of its rows.
struct Planned<'r> {
    name: String,
    report: &'r Report,
    rows: Range<usize>,
}

impl Planned<'_> {
    fn is_last(&self) -> bool {
        self.rows.end == self.report.table.rows.len()
    }

    fn is_whole(&self) -> bool {
        self.is_last() && self.rows.start == 0
    }
}

/// The sheets of the reports, none with more than `most` rows.
fn plan(reports: &[Report], most: usize, lang: Lang) -> Vec<Planned<'_>> {
    let mut planned = Vec::new();
    for report in reports {
        let (name, rows) = (sheet_name(report.command, lang), report.table.rows.len());
        // A full sheet has no room for the sentences below the table.
        let most = if rows + SENTENCES > most { most.saturating_sub(SENTENCES).max(1) } else { most };
        for start in (0..rows.max(1)).step_by(most) {
            let number = start / most + 1;
            let name = if number == 1 { name.to_owned() } else { said::sheet_continued(lang, name, number) };
            planned.push(Planned { name, report, rows: start..rows.min(start + most) });
        }
    }
    planned
}

/// How hard a workbook is packed: the next level takes a quarter longer and saves nothing.
const PACKED: u8 = 5;

fn build(reports: &[Report], cover: Option<&Cover<'_>>, evidence: &Evidence, most: usize) -> Result<Vec<u8>, XlsxError> {
    let (zone, lang) = reports.first().map_or((Zone::UTC, Lang::En), |report| (report.zone, report.lang));
    let looks = Looks::new();
    let mut book = Workbook::new();
    book.set_zip_compression_level(PACKED);
    // Rows wait in files without a name: where the system keeps such files, else, as in a container that has nothing but the program, in
    // the present folder, else in memory.
    let waits = [std::env::temp_dir(), PathBuf::from(".")].iter().any(|folder| book.set_tempdir(folder).is_ok());
    // The clock must not be in the file: the workbook is dated by its last event.
    let last = reports.iter().filter_map(|report| report.envelope.period).map(|(_, last)| last).max().unwrap_or(0);
    let dated = ExcelDateTime::from_timestamp(last.max(0)).or_else(|_| ExcelDateTime::from_timestamp(0))?;
    book.set_properties(&DocProperties::new().set_title(said::book_title(lang)).set_creation_datetime(&dated));
    let planned = plan(reports, most, lang);
    let figures = Figures::of(cover.map_or(&[][..], |cover| cover.charts), lang);
    if let Some(cover) = cover {
        cover.write(book.add_worksheet(), &planned, &figures, &looks, lang)?;
    }
    for (number, planned) in planned.iter().enumerate() {
        let sheet = add_sheet(&mut book, waits)?;
        sheet.set_name(&planned.name)?;
        let mut sheet = Sheet { page: sheet, looks: &looks, zone, lang };
        let name = format!("T{}_{}", number + 1, planned.report.command.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
        let end = sheet.table(&planned.report.table, planned.rows.clone(), &name)?;
        sheet.sentences(end + 1, &planned.report.table, &sentences(planned, lang))?;
    }
    let sheet = add_sheet(&mut book, waits)?;
    sheet.set_name(said::sheet_evidence(lang))?;
    let mut sheet = Sheet { page: sheet, looks: &looks, zone, lang };
    let end = sheet.table(&evidence.files, 0..evidence.files.rows.len(), "Evidence")?;
    let own = reports.first().map(|report| report.envelope.own_tenants.join(", ")).unwrap_or_default();
    let facts = [
        (said::own_tenants(lang), own),
        (said::own_found(lang), evidence.own.clone().unwrap_or_else(|| said::own_given(lang).to_owned())),
        (said::options(lang), evidence.options.join(" ")),
        (said::time_zone(lang), zone.name().to_owned()),
        (said::version(lang), evidence.version.to_owned()),
    ];
    let config = evidence.config.iter().map(|config| (said::settings_set(lang), config.clone()));
    for (row, (name, value)) in (end + 1..).zip(facts.into_iter().chain(config)) {
        labelled(sheet.page, row, name, &value, &looks)?;
    }
    if !figures.is_empty() {
        figures.write(book.add_worksheet(), &looks)?;
    }
    book.save_to_buffer()
}

/// A sheet whose rows wait in a file, or not.
fn add_sheet(book: &mut Workbook, waits: bool) -> Result<&mut Worksheet, XlsxError> {
    if waits { book.add_worksheet_with_constant_memory() } else { Ok(book.add_worksheet()) }
}

/// What is said below a table.
fn sentences(planned: &Planned<'_>, lang: Lang) -> Vec<String> {
    let Planned { report, rows, .. } = planned;
    let mut said = Vec::new();
    if !planned.is_whole() {
        said.push(said::sheet_part(lang, rows.start + 1, rows.end, report.table.rows.len()));
    }
    if planned.is_last() {
        said.extend(report.answer.iter().cloned());
        said.extend(report.caveats.iter().flatten().map(|caveat| caveat.message.clone()));
        said.extend(report.notes.iter().cloned());
    }
    said
}

/// The name of the sheet of a command.
fn sheet_name(command: &str, lang: Lang) -> &str {
    match command {
        "coverage" => said::sheet_coverage(lang),
        "partners" => said::sheet_partners(lang),
        "apps" => said::sheet_apps(lang),
        "users" => said::sheet_users(lang),
        "timeline" => said::sheet_timeline(lang),
        "failures" => said::sheet_failures(lang),
        "workloads" => said::sheet_workloads(lang),
        "changes" => said::sheet_changes(lang),
        "guests" => said::sheet_guests(lang),
        "simulate" => said::sheet_simulate(lang),
        "recommend" => said::sheet_recommend(lang),
        "compare" => said::sheet_compare(lang),
        "trust" => said::sheet_trust(lang),
        "providers" => said::sheet_providers(lang),
        "events" => said::sheet_events(lang),
        "inspect" => said::sheet_inspect(lang),
        "formats" => said::sheet_formats(lang),
        "archive" => said::sheet_archive(lang),
        other => other,
    }
}

#[cfg(test)]
mod tests;
