//! Excel workbooks: a sheet for each table and one for the evidence. Texts are texts, never formulas.

use std::borrow::Cow;
use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::Context;
use crate::model::time::Zone;
use crate::report::{Cell, Evidence, Kind, Report, Table, heading};
use crate::safe::width;
use crate::words::{Lang, outputs as said};

/// Rows of a sheet below its heading.
const MAX_ROWS: usize = 1_048_575;
/// Characters of a cell.
const MAX_TEXT: usize = 32_767;

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    workbook(std::slice::from_ref(report), &[], context.evidence, out)
}

/// Writes a workbook of several reports; `summary` = sentences for a first sheet, if there are any.
///
/// # Errors
/// Writing fails.
pub fn workbook(reports: &[Report], summary: &[String], evidence: &Evidence, out: &mut dyn Write) -> io::Result<()> {
    let bytes = build(reports, summary, evidence).map_err(|error| io::Error::other(error.to_string()))?;
    out.write_all(&bytes)
}

fn build(reports: &[Report], summary: &[String], evidence: &Evidence) -> Result<Vec<u8>, XlsxError> {
    let (zone, lang) = reports.first().map_or((Zone::UTC, Lang::En), |report| (report.zone, report.lang));
    let mut book = Workbook::new();
    // The clock must not be in the file: the workbook is dated by its last event.
    let last = reports.iter().filter_map(|report| report.envelope.period).map(|(_, last)| last).max().unwrap_or(0);
    book.set_properties(&DocProperties::new().set_title(said::book_title(lang)).set_creation_datetime(&ExcelDateTime::from_timestamp(last.max(0))?));
    if !summary.is_empty() {
        let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(said::sheet_summary(lang))?;
        sheet.set_column_width(0, 120)?;
        for (row, text) in (0..).zip(summary) {
            sheet.write_string_with_format(row, 0, text, &wrap)?;
        }
    }
    for report in reports {
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(report.command, lang))?;
        let end = table(sheet, &report.table, 0, zone, lang)?;
        let sentences = report.caveats.iter().flatten().map(|caveat| caveat.message.as_str()).chain(report.notes.iter().map(String::as_str));
        for (row, text) in (end + 1..).zip(sentences) {
            sheet.write_string(row, 0, text)?;
        }
    }
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(said::sheet_evidence(lang))?;
    let end = table(sheet, &evidence.files, 0, zone, lang)?;
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
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, value)?;
    }
    book.save_to_buffer()
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
        "events" => said::sheet_events(lang),
        "inspect" => said::sheet_inspect(lang),
        "formats" => said::sheet_formats(lang),
        "archive" => said::sheet_archive(lang),
        other => other,
    }
}

/// Writes a table from a row on; returns the row behind it.
fn table(sheet: &mut Worksheet, table: &Table, top: u32, zone: Zone, lang: Lang) -> Result<u32, XlsxError> {
    let head = Format::new().set_bold().set_background_color(0x00DD_EBF7).set_align(FormatAlign::Top).set_text_wrap();
    let date = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let number = Format::new().set_num_format("#,##0");
    for (place, column) in table.columns.iter().enumerate() {
        let place = small(place);
        sheet.write_string_with_format(top, place, heading(column.name, lang), &head)?;
        sheet.set_column_width(place, column_width(table, place.into(), lang))?;
    }
    let mut row = top;
    for cells in table.rows.iter().take(MAX_ROWS) {
        row += 1;
        for (place, column) in table.columns.iter().enumerate() {
            let cell = table.shown(cells, place, lang);
            let place = small(place);
            match cell.as_ref() {
                Cell::Null => {}
                Cell::Word(word) => {
                    sheet.write_string(row, place, *word)?;
                }
                Cell::Text(text) => {
                    sheet.write_string(row, place, clipped(text))?;
                }
                Cell::Int(value) if column.kind == Kind::Code => {
                    sheet.write_number(row, place, real(*value))?;
                }
                Cell::Int(value) => {
                    sheet.write_number_with_format(row, place, real(*value), &number)?;
                }
                Cell::Bool(value) => {
                    sheet.write_boolean(row, place, *value)?;
                }
                Cell::Time(time) => {
                    sheet.write_datetime_with_format(row, place, ExcelDateTime::from_timestamp(zone.local_seconds(*time))?, &date)?;
                }
                Cell::List(list) => {
                    sheet.write_string(row, place, clipped(&list.join("; ")))?;
                }
            }
        }
    }
    if !table.columns.is_empty() && row > top {
        sheet.autofilter(top, 0, row, small(table.columns.len() - 1))?;
    }
    sheet.set_freeze_panes(top + 1, 0)?;
    if table.rows.len() > MAX_ROWS {
        sheet.write_string(row, 0, said::sheet_full(lang, table.rows.len() - MAX_ROWS, table.rows.len()))?;
    }
    Ok(row + 1)
}

fn column_width(table: &Table, place: usize, lang: Lang) -> f64 {
    let Some(column) = table.columns.get(place) else { return 10.0 };
    let texts = table.rows.iter().take(200).filter_map(|row| match row.get(place)? {
        Cell::Word(word) => Some(width(word)),
        Cell::Text(text) => Some(width(text)),
        Cell::List(list) => Some(width(&list.join("; "))),
        Cell::Time(_) => Some(19),
        Cell::Int(_) | Cell::Bool(_) | Cell::Null => Some(8),
    });
    let widest = texts.max().unwrap_or(0).max(width(&heading(column.name, lang))).clamp(8, 48);
    real(i64::try_from(widest).unwrap_or(48)) + 2.0
}

fn clipped(text: &str) -> Cow<'_, str> {
    // No text has more characters than bytes.
    if text.len() <= MAX_TEXT { Cow::Borrowed(text) } else { Cow::Owned(text.chars().take(MAX_TEXT).collect()) }
}

fn small(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "Excel has no other numbers; counts stay far below 2^53")]
fn real(number: i64) -> f64 {
    number as f64
}
