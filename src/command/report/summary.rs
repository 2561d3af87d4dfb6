//! `summary.json`: every figure, hint, caveat and gate of a report, each with its code, for programs.

use serde_json::{Value, json};

use crate::analysis::compare::{Change, Comparison, Kind};
use crate::analysis::gates::State;
use crate::analysis::overview::Overview;
use crate::analysis::{Params, envelope};
use crate::dataset::Dataset;
use crate::report::{Cell, Hint, Report, Table, int, text};
use crate::words::help as said;

/// The summary as a table of figures, with all the rest beside it; `met` = the gates asked for that are met, `states` = how all gates stand.
pub(in crate::command) fn summary(
    overview: &Overview,
    comparison: Option<&Comparison>,
    data: &Dataset,
    params: &Params,
    met: &[&'static str],
    states: &[State],
) -> Report {
    let figures = overview
        .summary
        .figures
        .iter()
        .map(|figure| vec![Cell::Word(figure.code), Cell::Int(figure.number), Cell::Word(figure.label), Cell::text(Some(&figure.note))]);
    let columns = vec![text("code", 0), int("value", 0), text("label", 0), text("note", 0)];
    let table = Table { columns, rows: figures.collect() };
    let mut report = Report::new("report", said::about_report(params.lang), table, envelope(data), params.zone, params.lang);
    report.caveats = Some(overview.caveats.clone());
    let tables = overview.reports.iter().map(|report| {
        let name = report.command;
        json!({"command": name, "rows": report.table.rows.len(), "csv": format!("tables/{name}.csv"), "json": format!("tables/{name}.json")})
    });
    report.extra = vec![
        ("hints", overview.hints.iter().map(Hint::to_json).collect()),
        ("gates", json!(met)),
        ("gate_states", states.iter().map(|(gate, state)| json!({"code": gate, "state": state})).collect()),
        ("new_since", comparison.map_or(Value::Null, differences)),
        ("tables", tables.collect()),
        ("sentences", json!(overview.summary.sentences)),
        ("version", json!(env!("CARGO_PKG_VERSION"))),
    ];
    report
}

/// How many things of each kind are new, gone, grown or shrunk.
fn differences(comparison: &Comparison) -> Value {
    let mut kinds = serde_json::Map::new();
    for kind in Kind::ALL {
        let counts = Change::ALL.map(|change| (change.name().to_owned(), json!(comparison.of_kind(kind, change).count())));
        kinds.insert(kind.name().to_owned(), Value::Object(counts.into_iter().collect()));
    }
    kinds.insert("days_before".to_owned(), json!(comparison.before.sign_in_days()));
    kinds.insert("days_after".to_owned(), json!(comparison.after.sign_in_days()));
    Value::Object(kinds)
}
