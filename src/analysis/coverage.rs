//! `coverage`: what these logs can show and what they cannot.

use std::collections::BTreeSet;

use polars::prelude::PolarsResult;

use super::caveats::caveats;
use super::{Analysis, Answer, Params, Plain};
use crate::dataset::Dataset;
use crate::model::Log;
use crate::report::{Cell, Table, int, text, time};
use crate::words::analyses;

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "coverage",
    title: analyses::coverage,
    question: analyses::coverage_question,
    filters: &[],
    ask: || Box::new(Plain(run)),
    ..Analysis::BASE
};

#[expect(clippy::unnecessary_wraps, reason = "every analysis has this signature")]
pub(super) fn run(data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    let rows = Log::ALL.iter().map(|&log| row(data, log)).collect();
    let columns = vec![
        text("log", 0),
        int("files", 0),
        int("records", 0),
        int("kept", 1),
        int("duplicates", 1),
        int("skipped", 1),
        time("first", 0),
        time("last", 0),
        int("days_with_data", 2),
        int("gap_days", 2),
    ];
    let mut found = Answer::table(Table { columns, rows });
    found.caveats = Some(caveats(data, params.lang));
    Ok(found)
}

fn row(data: &Dataset, log: Log) -> Vec<Cell> {
    let ledger = data.log_ledger(log);
    let files = data.input.files.iter().filter(|file| file.logs.contains_key(&log)).count();
    let days = data.input.days.get(&log);
    vec![
        Cell::Word(log.name()),
        Cell::count(files as u64),
        Cell::count(ledger.records),
        Cell::count(ledger.kept),
        Cell::count(ledger.duplicates),
        Cell::count(ledger.skipped),
        ledger.span.map_or(Cell::Null, |(first, _)| Cell::Time(first)),
        ledger.span.map_or(Cell::Null, |(_, last)| Cell::Time(last)),
        days.map_or(Cell::Null, |days| Cell::count(days.len() as u64)),
        days.map_or(Cell::Null, |days| Cell::Int(gap_days(days))),
    ]
}

/// Days without data between the first and the last day.
pub(super) fn gap_days(days: &BTreeSet<i64>) -> i64 {
    match (days.first(), days.last()) {
        (Some(first), Some(last)) => last - first + 1 - i64::try_from(days.len()).unwrap_or_default(),
        _ => 0,
    }
}
