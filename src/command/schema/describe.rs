//! From columns and values to JSON Schema.

use serde_json::{Map, Value, json};

use crate::analysis::{compare, marks};
use crate::model::{Direction, Outcome, UserKind};
use crate::report::{Column, Kind, Report, heading};
use crate::words::Lang;

/// Instants as they are written.
const TIME: &str = "date-time";

/// The schema of an answer: what every answer has around its rows, and the rows.
pub(super) fn answer(report: &Report, lang: Lang) -> Value {
    let mut schema = envelope(report.shape, report.question, &row(&report.table.columns, lang));
    for column in marks::possible(&report.table, report.command == compare::ANALYSIS.id) {
        schema["properties"]["rows"]["items"]["properties"][column.name] = cell(&column, lang);
    }
    let mut further: Vec<(&str, Value, bool)> = report.extra.iter().map(|(name, value)| (*name, like(value), true)).collect();
    if report.caveats.is_some() {
        further.push((
            "caveats",
            list(&json!({"type": "object", "required": ["code", "message"], "properties": {"code": text(), "message": text()}})),
            true,
        ));
    }
    further.extend([("gates", list(&text()), false), ("answer", list(&text()), false), ("notes", list(&text()), false)]);
    for (name, member, always) in further {
        schema["properties"][name] = member;
        if always && let Some(required) = schema["required"].as_array_mut() {
            required.push(json!(name));
        }
    }
    schema
}

/// An object with the members that every answer has; `rows` = the schema of a row.
pub(super) fn envelope(name: &str, question: &str, row: &Value) -> Value {
    let count = json!({"type": "integer", "minimum": 0});
    let counts = |names: &[&str]| object(&names.iter().map(|name| ((*name).to_owned(), count.clone())).collect());
    let time = json!({"type": ["string", "null"], "format": TIME});
    let directions: Vec<&str> = directions().into_iter().chain(["workload"]).collect();
    let members = [
        ("schema", json!({"const": format!("crosstenant.{name}/1")})),
        ("own_tenants", list(&text())),
        ("period", object(&["first", "last"].map(|name| (name.to_owned(), time.clone())).into_iter().collect())),
        ("ledger", counts(&["files", "records", "kept", "duplicates", "skipped"])),
        ("directions", counts(&directions)),
        ("rows", list(row)),
    ];
    let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> = members.iter().map(|(name, member)| ((*name).to_owned(), member.clone())).collect();
    json!({"title": format!("crosstenant.{name}/1"), "description": question, "type": "object", "required": required, "properties": properties})
}

/// The names of the directions, each once.
fn directions() -> Vec<&'static str> {
    let mut names: Vec<&str> = Direction::ALL.iter().map(|direction| direction.name()).collect();
    names.dedup();
    names
}

/// The schema of a row: each column, and none beside them.
fn row(columns: &[Column], lang: Lang) -> Value {
    object(&columns.iter().map(|column| (column.name.to_owned(), cell(column, lang))).collect())
}

/// The schema of a cell. Whatever is not known is null; a list is so of files that are no log, and of roles that no export tells.
fn cell(column: &Column, lang: Lang) -> Value {
    let heading = heading(column.name, lang);
    let words = |names: Vec<&str>| json!({"title": heading, "enum": names.into_iter().map(Value::from).chain([Value::Null]).collect::<Vec<_>>()});
    match (column.name, column.kind) {
        ("direction", _) => words(directions()),
        ("outcome", _) => words(Outcome::ALL.iter().map(|outcome| outcome.name()).collect()),
        ("user_kind", _) => words(UserKind::ALL.iter().map(|kind| kind.name()).collect()),
        (_, Kind::Text) => json!({"title": heading, "type": ["string", "null"]}),
        (_, Kind::Int | Kind::Code) => json!({"title": heading, "type": ["integer", "null"]}),
        (_, Kind::Bool) => json!({"title": heading, "type": ["boolean", "null"]}),
        (_, Kind::Time) => json!({"title": heading, "type": ["string", "null"], "format": TIME}),
        ("missing" | "cannot_tell" | "roles", Kind::List) => json!({"title": heading, "type": ["array", "null"], "items": {"type": "string"}}),
        (_, Kind::List) => json!({"title": heading, "type": "array", "items": {"type": "string"}}),
    }
}

/// The schema of values like this one, which may have further members. Null is not known to be anything.
pub(super) fn like(value: &Value) -> Value {
    match value {
        Value::Null => json!({}),
        Value::Bool(_) => json!({"type": "boolean"}),
        Value::Number(_) => json!({"type": "number"}),
        Value::String(_) => text(),
        Value::Array(values) => values.first().map_or_else(|| json!({"type": "array"}), |value| list(&like(value))),
        Value::Object(members) => {
            let required: Vec<&String> = members.keys().collect();
            let properties: Map<String, Value> = members.iter().map(|(name, value)| (name.clone(), like(value))).collect();
            json!({"type": "object", "required": required, "properties": properties})
        }
    }
}

fn text() -> Value {
    json!({"type": "string"})
}

fn list(items: &Value) -> Value {
    json!({"type": "array", "items": items})
}

/// An object with these members and no others.
fn object(members: &Map<String, Value>) -> Value {
    let required: Vec<&String> = members.keys().collect();
    json!({"type": "object", "required": required, "properties": members, "additionalProperties": false})
}
