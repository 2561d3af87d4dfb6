//! Markdown: a table with escaped cells, for tickets and wikis.

use std::io::{self, Write};

use super::Context;
use crate::model::time::Zone;
use crate::report::{Cell, Kind, Report, heading};
use crate::safe::markdown;

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let columns = &report.table.columns;
    for sentence in &report.answer {
        writeln!(out, "{}\n", markdown(sentence))?;
    }
    let headings: Vec<String> = columns.iter().map(|column| markdown(&heading(column.name))).collect();
    writeln!(out, "| {} |", headings.join(" | "))?;
    let rules: Vec<&str> = columns.iter().map(|column| if column.kind == Kind::Int { "---:" } else { "---" }).collect();
    writeln!(out, "|{}|", rules.join("|"))?;
    for row in &report.table.rows {
        let cells: Vec<String> = (0..row.len()).map(|place| markdown(&shown(&report.table.shown(row, place), report.zone))).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    for caveat in report.caveats.iter().flatten() {
        writeln!(out, "\n- **{}**: {}", caveat.code, markdown(&caveat.message))?;
    }
    for note in &report.notes {
        writeln!(out, "\n{}", markdown(note))?;
    }
    if let Some(sums) = report.envelope.ledger.sentence(context.lang) {
        writeln!(out, "\n{sums}")?;
    }
    Ok(())
}

/// A cell as people read it: times in the zone of the report, nothing for null.
pub(crate) fn shown(cell: &Cell, zone: Zone) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Word(word) => (*word).to_owned(),
        Cell::Text(text) => text.to_string(),
        Cell::Int(number) => number.to_string(),
        Cell::Bool(value) => if *value { "yes" } else { "no" }.to_owned(),
        Cell::Time(time) => zone.show(*time),
        Cell::List(list) => list.join("; "),
    }
}
