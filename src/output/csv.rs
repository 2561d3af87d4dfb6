//! CSV for spreadsheets: texts are quoted and never formulas, lists joined with `;`, times in UTC, null is empty.

use std::io::{self, Write};

use super::Context;
use crate::model::time::rfc3339;
use crate::report::{Cell, Report};
use crate::safe::defused;

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    if context.to_file {
        // Excel takes a file without it for the local code page.
        out.write_all("\u{feff}".as_bytes())?;
    }
    let names: Vec<&str> = report.table.columns.iter().map(|column| column.name).collect();
    writeln!(out, "{}", names.join(","))?;
    for row in &report.table.rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                out.write_all(b",")?;
            }
            match cell {
                Cell::Null => {}
                Cell::Word(word) => quoted(word, out)?,
                Cell::Text(text) => quoted(text, out)?,
                Cell::Int(number) => write!(out, "{number}")?,
                Cell::Bool(value) => write!(out, "{value}")?,
                Cell::Time(time) => out.write_all(rfc3339(*time).as_bytes())?,
                Cell::List(list) if list.is_empty() => {}
                Cell::List(list) => quoted(&list.join(";"), out)?,
            }
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn quoted(text: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "\"{}\"", defused(text).replace('"', "\"\""))
}
