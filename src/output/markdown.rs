//! Markdown: a table with escaped cells, for tickets and wikis.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Context;
use crate::model::time::Zone;
use crate::report::{Cell, Kind, Report, heading, truth};
use crate::safe::markdown;
use crate::words::Lang;

pub(super) fn write(report: &Report, _: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (columns, lang) = (&report.table.columns, report.lang);
    for sentence in &report.answer {
        writeln!(out, "{}\n", markdown(sentence))?;
    }
    let headings: Vec<String> = columns.iter().map(|column| markdown(&heading(column.name, lang))).collect();
    writeln!(out, "| {} |", headings.join(" | "))?;
    let rules: Vec<&str> = columns.iter().map(|column| if column.kind == Kind::Int { "---:" } else { "---" }).collect();
    writeln!(out, "|{}|", rules.join("|"))?;
    for row in &report.table.rows {
        let cells: Vec<String> = (0..row.len()).map(|place| markdown(&shown(&report.table.shown(row, place, lang), report.zone, lang))).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    for caveat in report.caveats.iter().flatten() {
        writeln!(out, "\n- **{}**: {}", caveat.code, markdown(&caveat.message))?;
    }
    for note in &report.notes {
        writeln!(out, "\n{}", markdown(note))?;
    }
    if let Some(sums) = report.envelope.ledger.sentence(lang) {
        writeln!(out, "\n{sums}")?;
    }
    Ok(())
}

/// A cell as people read it: times in the zone of the report, nothing for null.
pub(crate) fn shown(cell: &Cell, zone: Zone, lang: Lang) -> Cow<'_, str> {
    match cell {
        Cell::Null => Cow::Borrowed(""),
        Cell::Word(word) => Cow::Borrowed(word),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Int(number) => Cow::Owned(number.to_string()),
        Cell::Bool(value) => Cow::Borrowed(truth(*value, lang)),
        Cell::Time(time) => Cow::Owned(zone.show(*time)),
        Cell::List(list) => Cow::Owned(list.join("; ")),
    }
}
