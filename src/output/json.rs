//! JSON: the envelope of the contract with one row a line, and NDJSON, the rows alone. Values are exact, nothing is translated.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::Context;
use crate::model::time::rfc3339;
use crate::report::{Cell, Report, Table};

pub(super) fn write(report: &Report, _: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let envelope = &report.envelope;
    let ledger = &envelope.ledger;
    let time = |time: Option<i64>| time.map_or(Value::Null, |time| Value::String(rfc3339(time)));
    let directions: Map<String, Value> = envelope.directions.iter().map(|&(name, count)| (name.to_owned(), json!(count))).collect();
    let members = [
        ("schema", json!(format!("crosstenant.{}/1", report.command))),
        ("own_tenants", json!(envelope.own_tenants)),
        ("period", json!({"first": time(envelope.period.map(|span| span.0)), "last": time(envelope.period.map(|span| span.1))})),
        (
            "ledger",
            json!({"files": ledger.files, "records": ledger.records, "kept": ledger.kept, "duplicates": ledger.duplicates, "skipped": ledger.skipped}),
        ),
        ("directions", Value::Object(directions)),
    ];
    out.write_all(b"{")?;
    for (name, value) in members {
        write!(out, "{}:{value},\n ", Value::String(name.to_owned()))?;
    }
    out.write_all(b"\"rows\":[")?;
    for (place, row) in report.table.rows.iter().enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        write_row(&report.table, row, out)?;
    }
    out.write_all(b"\n ]")?;
    if let Some(caveats) = &report.caveats {
        let caveats: Vec<Value> = caveats.iter().map(|caveat| json!({"code": caveat.code, "message": caveat.message})).collect();
        write!(out, ",\n \"caveats\":{}", Value::Array(caveats))?;
    }
    if !report.notes.is_empty() {
        write!(out, ",\n \"notes\":{}", json!(report.notes))?;
    }
    out.write_all(b"}\n")
}

pub(super) fn write_rows(report: &Report, _: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    for row in &report.table.rows {
        write_row(&report.table, row, out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn write_row(table: &Table, row: &[Cell], out: &mut dyn Write) -> io::Result<()> {
    let object: Map<String, Value> = table.columns.iter().zip(row).map(|(column, cell)| (column.name.to_owned(), value(cell))).collect();
    serde_json::to_writer(out, &object)?;
    Ok(())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) => Value::String(text.clone()),
        Cell::Int(number) => json!(number),
        Cell::Bool(value) => Value::Bool(*value),
        Cell::Time(time) => Value::String(rfc3339(*time)),
        Cell::List(list) => json!(list),
    }
}
