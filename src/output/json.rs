//! JSON: the envelope of the contract with one row a line, and NDJSON, the rows alone. Values are exact, nothing is translated.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

use super::Context;
use crate::model::time::rfc3339;
use crate::report::{Cell, Envelope, Hint, Report, Table};

pub(super) fn write(report: &Report, _: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    open(report.shape, &report.envelope, out)?;
    for (place, row) in report.table.rows.iter().enumerate() {
        out.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        write_row(&report.table, row, out)?;
    }
    out.write_all(b"\n ]")?;
    if let Some(caveats) = &report.caveats {
        let caveats: Vec<Value> = caveats.iter().map(|caveat| json!({"code": caveat.code.name(), "message": caveat.message})).collect();
        write!(out, ",\n \"caveats\":{}", Value::Array(caveats))?;
    }
    for (name, value) in &report.extra {
        write!(out, ",\n {}:{value}", Value::String((*name).to_owned()))?;
    }
    if !report.answer.is_empty() {
        write!(out, ",\n \"answer\":{}", json!(report.answer))?;
    }
    if !report.notes.is_empty() {
        write!(out, ",\n \"notes\":{}", json!(report.notes))?;
    }
    out.write_all(b"}\n")
}

/// Writes all hints of a report, with the envelope of its tables.
///
/// # Errors
/// Writing fails.
pub fn hints(envelope: &Envelope, hints: &[Hint], out: &mut dyn Write) -> io::Result<()> {
    open("hints", envelope, out)?;
    for (place, hint) in hints.iter().enumerate() {
        write!(out, "{}\n{}", if place == 0 { "" } else { "," }, hint.to_json())?;
    }
    out.write_all(b"\n ]}\n")
}

/// Writes what comes before the rows.
fn open(shape: &str, envelope: &Envelope, out: &mut dyn Write) -> io::Result<()> {
    let ledger = &envelope.ledger;
    let time = |time: Option<i64>| time.map_or(Value::Null, |time| Value::String(rfc3339(time)));
    let directions: Map<String, Value> = envelope.directions.iter().map(|&(name, count)| (name.to_owned(), json!(count))).collect();
    let members = [
        ("schema", json!(format!("crosstenant.{shape}/1"))),
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
    out.write_all(b"\"rows\":[")
}

pub(super) fn write_rows(report: &Report, _: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    for row in &report.table.rows {
        write_row(&report.table, row, out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn write_row(table: &Table, row: &[Cell], out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::new(out);
    let mut object = serializer.serialize_map(Some(row.len()))?;
    for (column, cell) in table.columns.iter().zip(row) {
        object.serialize_entry(column.name, &JsonCell(cell))?;
    }
    object.end()?;
    Ok(())
}

/// A cell as its JSON value.
struct JsonCell<'c>(&'c Cell);

impl Serialize for JsonCell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Null => serializer.serialize_unit(),
            Cell::Word(word) => serializer.serialize_str(word),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Int(number) => serializer.serialize_i64(*number),
            Cell::Bool(value) => serializer.serialize_bool(*value),
            Cell::Time(time) => serializer.serialize_str(&rfc3339(*time)),
            Cell::List(list) => list.serialize(serializer),
        }
    }
}
