//! A table as the template needs it: cells as texts, with the class that styles them.

use std::fmt;

use super::badge::{Badge, badges, named};
use crate::model::time::Zone;
use crate::output::markdown::shown;
use crate::report::{Cell, Column, Kind, Table, grouped, heading};
use crate::safe::visible;
use crate::words::{Lang, explorer, page as said};

/// Rows of a table in the page; all are in the CSV and the workbook.
pub(super) const MOST: usize = 1000;
/// Rows of a table that are printed, as the style has it.
const PRINTED: usize = 20;

/// Markup drawn by this program: a chart, the style, the script.
pub(super) struct Svg(pub String);

impl fmt::Display for Svg {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Svg {}
impl askama::FastWritable for Svg {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        dest.write_str(&self.0)?;
        Ok(())
    }
}

pub(super) struct HeadView {
    pub name: &'static str,
    pub text: String,
    pub class: String,
}

pub(super) struct CellView {
    pub text: String,
    pub class: String,
    /// What makes the row stand out, beside its name.
    pub badges: Vec<Badge>,
}

pub(super) struct RowView {
    pub cells: Vec<CellView>,
}

pub(super) struct TableView {
    pub heads: Vec<HeadView>,
    pub rows: Vec<RowView>,
    /// Says how many rows are printed.
    pub printed: String,
    /// Says that rows are left out, where some are.
    pub cut: Option<String>,
}

/// Columns that matter less than this are shown at once.
const SHOWN: u8 = 3;

/// How a table stands on the page.
pub(super) struct Placed {
    /// Rows at most, and what has all of them; `None` = nothing has more than the page.
    pub cut: Option<(usize, String)>,
    /// Zone of times.
    pub zone: Zone,
    /// Language of the page.
    pub lang: Lang,
}

/// A table, cut where something else holds the rest.
pub(super) fn table_view(table: &Table, placed: Placed) -> TableView {
    let Placed { cut, zone, lang } = placed;
    let (most, whole) = cut.unwrap_or((usize::MAX, String::new()));
    let named = named(table);
    let heads = table.columns.iter().map(|column| HeadView { name: column.name, text: heading(column.name, lang), class: class(column) });
    let rows = table.rows.iter().take(most).map(|row| RowView {
        cells: (table.columns.iter().enumerate())
            .map(|(place, column)| CellView {
                text: text(&table.shown(row, place, lang), column.kind, zone, lang),
                class: class(column),
                badges: if named == Some(place) { badges(table, row, lang) } else { Vec::new() },
            })
            .collect(),
    });
    TableView {
        heads: heads.collect(),
        rows: rows.collect(),
        cut: (table.rows.len() > most).then(|| said::rows_cut(lang, most, table.rows.len(), &whole)),
        printed: printed(lang, table.rows.len()),
    }
}

/// How many rows are printed, and of how many.
fn printed(lang: Lang, rows: usize) -> String {
    let count = |rows: usize| grouped(i64::try_from(rows).unwrap_or(i64::MAX));
    explorer::printed(lang, &count(rows.min(PRINTED)), &count(rows))
}

/// What styles the cells of a column.
pub(super) fn class(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Int => "n",
        Kind::Time => "t",
        Kind::Code | Kind::Bool => "",
        Kind::Text if matches!(column.name, "id" | "sha256") || column.name.ends_with("_id") => "id",
        Kind::Text if column.name == "summary" => "said",
        Kind::Text if column.name == "because" => "why",
        Kind::Text if matches!(column.name, "meaning" | "action" | "failure_reason") => "long",
        Kind::Text if matches!(column.name, "direction" | "log" | "period" | "side" | "identity" | "verdict" | "decision" | "own_entry" | "kind") => {
            "t"
        }
        Kind::Text | Kind::List => "x",
    };
    if column.spare > SHOWN { format!("{kind} more").trim_start().to_owned() } else { kind.to_owned() }
}

fn text(cell: &Cell, kind: Kind, zone: Zone, lang: Lang) -> String {
    match cell {
        Cell::Null => "–".to_owned(),
        Cell::List(list) if list.is_empty() => "–".to_owned(),
        Cell::Int(number) if kind == Kind::Int => grouped(*number),
        other => visible(&shown(other, zone, lang)).into_owned(),
    }
}
