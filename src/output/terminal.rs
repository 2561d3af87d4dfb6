//! Tables for a terminal: aligned by display width, cut to the width of the window, with nothing in them that a terminal obeys. Notes and the
//! sums of the ledger are said beside a table on standard output; in a file they stand below it.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Context;
use super::markdown::shown;
use crate::report::{Cell, Kind, Report, Table, heading};
use crate::safe::{cut, visible, width, wrapped};
use crate::words::outputs as said;

/// Narrower than this a column of texts is not made.
const NARROWEST: usize = 18;
/// Of a time, the day.
const DAY: usize = 10;
/// Wider than this a column is cut even where there is room, as long as the output is a terminal.
const WIDEST: usize = 60;

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (table, lang) = (&report.table, report.lang);
    let room = context.width.unwrap_or(usize::MAX);
    let paragraph = |out: &mut dyn Write, text: &str| wrapped(&visible(text), room).iter().try_for_each(|line| writeln!(out, "{line}"));
    for sentence in &report.answer {
        paragraph(out, sentence)?;
    }
    if !report.answer.is_empty() && !table.rows.is_empty() {
        writeln!(out)?;
    }
    if table.rows.is_empty() {
        // Where the answer stands in a sentence, an empty table says no more.
        if report.answer.is_empty() {
            paragraph(out, said::no_rows(lang))?;
        }
    } else {
        let cells: Vec<Vec<String>> =
            table.rows.iter().map(|row| (0..row.len()).map(|place| cell_text(&table.shown(row, place, lang), report)).collect()).collect();
        let headings: Vec<String> = table.columns.iter().map(|column| heading(column.name, lang)).collect();
        let (columns, widths) = layout(table, &headings, &cells, context.width);
        let (bold, plain) = if context.color { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
        writeln!(out, "{bold}{}{plain}", line(table, &headings, &columns, &widths))?;
        for row in &cells {
            writeln!(out, "{}", line(table, row, &columns, &widths))?;
        }
        if columns.len() < table.columns.len() {
            let hidden: Vec<&str> =
                (0..table.columns.len()).filter(|place| !columns.contains(place)).map(|place| table.columns[place].name).collect();
            paragraph(out, &said::no_room(lang, &hidden.join(said::separator(lang))))?;
        }
    }
    for caveat in report.caveats.iter().flatten() {
        paragraph(out, &format!("! {} [{}]", caveat.message, caveat.code))?;
    }
    if context.to_file {
        remarks(report).iter().try_for_each(|remark| writeln!(out, "{}", visible(remark)))?;
    }
    Ok(())
}

/// The notes of a table and the sums of the ledger.
pub(crate) fn remarks(report: &Report) -> Vec<String> {
    let sums = report.envelope.ledger.sentence(report.lang).map(|sums| said::sums_aside(report.lang, &sums));
    report.notes.iter().cloned().chain(sums).collect()
}

fn cell_text(cell: &Cell, report: &Report) -> String {
    match cell {
        // A dash is not 0: nothing is known, or nothing applies.
        Cell::Null => "-".to_owned(),
        Cell::List(list) if list.is_empty() => "-".to_owned(),
        Cell::Time(time) => report.zone.show(*time),
        other => visible(&shown(other, report.zone, report.lang)).into_owned(),
    }
}

/// Which columns fit, and how wide they are.
fn layout(table: &Table, headings: &[String], cells: &[Vec<String>], room: Option<usize>) -> (Vec<usize>, Vec<usize>) {
    let mut widths: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(place, _)| cells.iter().map(|row| width(&row[place])).max().unwrap_or(0).max(width(&headings[place])))
        .collect();
    let mut columns: Vec<usize> = (0..table.columns.len()).collect();
    let Some(room) = room else { return (columns, widths) };
    for (_, width) in widths.iter_mut().enumerate().filter(|(place, _)| can_shrink(table, *place)) {
        *width = (*width).min(WIDEST);
    }
    let total = |columns: &[usize], widths: &[usize]| columns.iter().map(|&place| widths[place] + 2).sum::<usize>().saturating_sub(2);
    // Take in columns, those that matter most first, as long as they fit when texts are cut; what matters most is there in any case.
    let least = |place: usize| if can_shrink(table, place) { widths[place].min(NARROWEST) } else { widths[place] } + 2;
    let mut by_need = columns.clone();
    by_need.sort_by_key(|&place| table.columns[place].spare);
    let (mut used, mut enough) = (0, u8::MAX);
    by_need.retain(|&place| {
        let spare = table.columns[place].spare;
        // Once something did not fit, nothing that matters less takes its place.
        let fits = spare == 0 || (spare <= enough && used + least(place) <= room + 2);
        if fits {
            used += least(place);
        } else {
            enough = enough.min(spare);
        }
        fits
    });
    columns.retain(|place| by_need.contains(place));
    let shrink = |widths: &mut Vec<usize>, least: usize| {
        while total(&columns, widths) > room {
            let widest = columns.iter().copied().filter(|&place| can_shrink(table, place)).max_by_key(|&place| widths[place]);
            match widest {
                Some(place) if widths[place] > least => widths[place] -= 1,
                _ => break,
            }
        }
    };
    // First long texts, then the clock of times, then texts to what is hardly more than a hint.
    shrink(&mut widths, NARROWEST);
    for &place in columns.iter().rev().filter(|&&place| table.columns[place].kind == Kind::Time) {
        if total(&columns, &widths) > room {
            widths[place] = widths[place].min(DAY.max(width(&headings[place])));
        }
    }
    shrink(&mut widths, 4);
    (columns, widths)
}

fn can_shrink(table: &Table, place: usize) -> bool {
    // Half an id is of no use.
    let column = table.columns[place];
    matches!(column.kind, Kind::Text | Kind::List) && column.name != "id" && !column.name.ends_with("_id")
}

fn line(table: &Table, cells: &[String], columns: &[usize], widths: &[usize]) -> String {
    let mut line = String::new();
    for &place in columns {
        // A day is whole without its clock, and no ellipsis says more.
        let text = match table.columns[place].kind {
            Kind::Time if width(&cells[place]) > widths[place] => Cow::Borrowed(cells[place].get(..DAY).unwrap_or(&cells[place])),
            _ => cut(&cells[place], widths[place]),
        };
        let pad = " ".repeat(widths[place].saturating_sub(width(&text)));
        if !line.is_empty() {
            line.push_str("  ");
        }
        if table.columns[place].kind == Kind::Int {
            line.push_str(&pad);
            line.push_str(&text);
        } else {
            line.push_str(&text);
            line.push_str(&pad);
        }
    }
    line.truncate(line.trim_end().len());
    line
}
