//! Tables for a terminal: aligned by display width, fitted to the width of the window, with nothing in them that a terminal obeys. Sentences
//! that have no room beside a row stand below it. Notes and the sums of the ledger are said beside a table on standard output; in a file they
//! stand below it.

mod layout;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io::{self, Write};

use super::Context;
use super::markdown::shown;
use crate::report::{Cell, Kind, Report, Table, heading};
use crate::safe::{cut, visible, width, wrapped};
use crate::words::outputs as said;
use layout::{DAY, Layout};

/// Counts that add up over the rows of a table. Users, partners and applications do not: one may stand in several rows.
const ADDING: [&str; 12] =
    ["sign_ins", "successes", "interruptions", "failures", "passthroughs", "unknowns", "records", "kept", "duplicates", "skipped", "events", "bytes"];

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
        rows(report, context, out)?;
    }
    for caveat in report.caveats.iter().flatten() {
        paragraph(out, &format!("! {} [{}]", caveat.message, caveat.code))?;
    }
    if context.to_file {
        remarks(report).iter().try_for_each(|remark| writeln!(out, "{}", visible(remark)))?;
    }
    Ok(())
}

/// Writes the headings, the rows with what stands below them, and the total.
fn rows(report: &Report, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (table, lang) = (&report.table, report.lang);
    let room = context.width.unwrap_or(usize::MAX);
    let headings: Vec<String> = table.columns.iter().map(|column| heading(column.name, lang)).collect();
    let mut cells: Vec<Vec<Cow<'_, str>>> = table.rows.iter().map(|row| texts(row, report)).collect();
    let totals = totals(table);
    cells.extend(totals.clone());
    let layout = Layout::of(table, &headings, &cells, context.width);
    let total = totals.map(|mut totals| {
        if let Some(first) = layout.columns.first().and_then(|&place| totals.get_mut(place)).filter(|first| first.is_empty()) {
            *first = Cow::Borrowed(said::total_row(lang));
        }
        totals
    });
    let (bold, plain) = if context.color { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    // Of a line below a row, what follows is set in further.
    let below_room = room.saturating_sub(4).max(20);
    let mut written = String::new();
    writeln!(out, "{bold}{}{plain}", line(table, &headings, &layout, &mut written))?;
    for row in cells.iter().take(table.rows.len()) {
        writeln!(out, "{}", line(table, row, &layout, &mut written))?;
        for text in below(row, &headings, table, &layout, below_room) {
            for (number, line) in wrapped(&text, below_room).iter().enumerate() {
                writeln!(out, "{}{line}", if number == 0 { "  " } else { "    " })?;
            }
        }
    }
    match total {
        Some(total) => {
            writeln!(out, "{bold}{}{plain}", line(table, &total, &layout, &mut written))?;
            for text in details(&total, &headings, &layout, below_room) {
                writeln!(out, "  {bold}{text}{plain}")?;
            }
        }
        None if table.rows.len() > 1 => writeln!(out, "{bold}{}{plain}", said::rows(lang, table.rows.len()))?,
        None => {}
    }
    let hidden: Vec<&str> = layout.hidden(table).map(|place| table.columns[place].name).collect();
    if !hidden.is_empty() {
        let text = said::no_room(lang, &hidden.join(said::separator(lang)));
        wrapped(&text, room).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    Ok(())
}

/// The notes of a table and the sums of the ledger.
pub(crate) fn remarks(report: &Report) -> Vec<String> {
    let sums = report.envelope.ledger.sentence(report.lang).map(|sums| said::sums_aside(report.lang, &sums));
    report.notes.iter().cloned().chain(sums).collect()
}

/// The cells of a row as they are shown. A sentence does not say again the time that stands in a column of its own.
fn texts<'r>(row: &'r [Cell], report: &'r Report) -> Vec<Cow<'r, str>> {
    let table = &report.table;
    let time = table.place("time").and_then(|place| row.get(place)).map(|cell| text(cell, report));
    let of_place = |place: usize| {
        let text = match table.shown(row, place, report.lang) {
            Cow::Borrowed(cell) => text(cell, report),
            Cow::Owned(cell) => Cow::Owned(text(&cell, report).into_owned()),
        };
        let is_sentence = table.columns.get(place).is_some_and(|column| layout::SENTENCES.contains(&column.name));
        match time.as_deref().filter(|_| is_sentence).and_then(|time| text.strip_prefix(time)) {
            Some(rest) => Cow::Owned(rest.trim_start().to_owned()),
            None => text,
        }
    };
    (0..row.len()).map(of_place).collect()
}

fn text<'r>(cell: &'r Cell, report: &Report) -> Cow<'r, str> {
    match cell {
        // A dash is not 0: nothing is known, or nothing applies.
        Cell::Null => Cow::Borrowed("-"),
        Cell::List(list) if list.is_empty() => Cow::Borrowed("-"),
        Cell::Time(time) => Cow::Owned(report.zone.show(*time)),
        other => match shown(other, report.zone, report.lang) {
            Cow::Borrowed(text) => visible(text),
            Cow::Owned(text) => Cow::Owned(visible(&text).into_owned()),
        },
    }
}

/// The sums of the columns that add up, a text for each column; nothing where there is no such column or a single row. Of a column in which
/// something is not known there is no sum.
fn totals(table: &Table) -> Option<Vec<Cow<'static, str>>> {
    let adds = |place: usize| table.columns.get(place).is_some_and(|column| column.kind == Kind::Int && ADDING.contains(&column.name));
    if table.rows.len() < 2 || !(0..table.columns.len()).any(adds) {
        return None;
    }
    let sum = |place: usize| {
        let numbers = table.rows.iter().map(|row| if let Some(Cell::Int(number)) = row.get(place) { Some(*number) } else { None });
        numbers.sum::<Option<i64>>().map_or(Cow::Borrowed("-"), |sum| Cow::Owned(sum.to_string()))
    };
    Some((0..table.columns.len()).map(|place| if adds(place) { sum(place) } else { Cow::Borrowed("") }).collect())
}

/// What stands below a row: details that had no room, then its sentences.
fn below(row: &[Cow<'_, str>], headings: &[String], table: &Table, layout: &Layout, room: usize) -> Vec<String> {
    let sentence = |&place: &usize| match table.columns[place].name {
        "action" => format!("> {}", row[place]),
        _ => row[place].to_string(),
    };
    let sentences = layout.sentences.iter().filter(|&&place| is_known(&row[place])).map(sentence);
    details(row, headings, layout, room).into_iter().chain(sentences).collect()
}

fn is_known(text: &str) -> bool {
    text != "-" && !text.is_empty()
}

/// The details of a row that had no room, behind their headings, in lines that part no heading from its value.
fn details(row: &[Cow<'_, str>], headings: &[String], layout: &Layout, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for &place in layout.details.iter().filter(|&&place| is_known(&row[place])) {
        let detail = format!("{}: {}", headings[place], row[place]);
        match lines.last_mut().filter(|line| width(line) + 2 + width(&detail) <= room) {
            Some(line) => {
                line.push_str("  ");
                line.push_str(&detail);
            }
            None => lines.push(detail),
        }
    }
    lines
}

/// A line of cells, written into memory that is used again.
fn line<'l, S: AsRef<str>>(table: &Table, cells: &[S], layout: &Layout, line: &'l mut String) -> &'l str {
    line.clear();
    for &place in &layout.columns {
        let (wide, cell) = (layout.widths[place], cells[place].as_ref());
        // A day is whole without its clock, and no ellipsis says more.
        let text = match table.columns[place].kind {
            Kind::Time if width(cell) > wide => Cow::Borrowed(cell.get(..DAY).unwrap_or(cell)),
            _ => cut(cell, wide),
        };
        let pad = std::iter::repeat_n(' ', wide.saturating_sub(width(&text)));
        if !line.is_empty() {
            line.push_str("  ");
        }
        if table.columns[place].kind == Kind::Int {
            line.extend(pad);
            line.push_str(&text);
        } else {
            line.push_str(&text);
            line.extend(pad);
        }
    }
    line.trim_end()
}
