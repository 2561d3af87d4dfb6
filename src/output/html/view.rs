//! A table as the template needs it: cells as texts, with the class that styles them.

use std::fmt;

use crate::model::time::{self, Zone};
use crate::output::markdown::shown;
use crate::output::text::visible;
use crate::report::summary::grouped;
use crate::report::{Cell, Column, Kind, Table, heading};

/// Rows of a table in the page; all are in the CSV and the workbook.
const MOST: usize = 1000;

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
}

pub(super) struct RowView {
    /// Filters for `crosstenant events` that list the sign-ins of this row; empty where there are none.
    pub filters: String,
    pub cells: Vec<CellView>,
}

pub(super) struct TableView {
    pub heads: Vec<HeadView>,
    pub rows: Vec<RowView>,
    /// Rows of the whole table.
    pub all: usize,
    pub has_more: bool,
}

/// Columns that matter less than this are shown at once.
const SHOWN: u8 = 3;

pub(super) fn table_view(command: &str, table: &Table, zone: Zone) -> TableView {
    let class = |column: &Column| {
        let kind = match column.kind {
            Kind::Int => "n",
            Kind::Time => "t",
            Kind::Code | Kind::Bool => "",
            Kind::Text if column.name.ends_with("_id") => "id",
            Kind::Text if matches!(column.name, "meaning" | "action" | "failure_reason") => "long",
            Kind::Text if matches!(column.name, "direction" | "log" | "period" | "side" | "identity") => "t",
            Kind::Text | Kind::List => "x",
        };
        if column.spare > SHOWN { format!("{kind} more").trim_start().to_owned() } else { kind.to_owned() }
    };
    let heads = table.columns.iter().map(|column| HeadView { name: column.name, text: heading(column.name), class: class(column) });
    let rows = table.rows.iter().take(MOST).map(|row| RowView {
        filters: filters(command, table, row, zone),
        cells: table.columns.iter().zip(row).map(|(column, cell)| CellView { text: text(cell, column.kind, zone), class: class(column) }).collect(),
    });
    TableView {
        heads: heads.collect(),
        rows: rows.collect(),
        all: table.rows.len(),
        has_more: table.columns.iter().any(|column| column.spare > SHOWN),
    }
}

fn text(cell: &Cell, kind: Kind, zone: Zone) -> String {
    match cell {
        Cell::Null => "–".to_owned(),
        Cell::List(list) if list.is_empty() => "–".to_owned(),
        Cell::Int(number) if kind == Kind::Int => grouped(*number),
        other => visible(&shown(other, zone)).into_owned(),
    }
}

/// The filters that list the sign-ins behind a row.
fn filters(command: &str, table: &Table, row: &[Cell], zone: Zone) -> String {
    let direction = table.str(row, "direction").map_or_else(String::new, |direction| format!("--direction {direction}"));
    let option = |name: &str, column: &str| table.str(row, column).map_or_else(String::new, |value| format!(" {name} {}", quoted(value)));
    match command {
        "partners" => direction + &option("--partner", "partner_tenant_id"),
        "apps" => {
            let app = if table.str(row, "app_id").is_some() { "app_id" } else { "resource_id" };
            direction + &option("--partner", "partner_tenant_id") + &option("--app", app)
        }
        "users" => {
            let user = if table.str(row, "user_id").is_some() { "user_id" } else { "user_principal_name" };
            direction + &option("--partner", "partner_tenant_id") + &option("--user", user)
        }
        "timeline" => {
            let day = table.str(row, "period").and_then(|day| zone.parse_bound(day)).map(|start| zone.day(start));
            day.map_or(direction.clone(), |day| format!("{direction} --from {} --to {}", time::day_text(day), time::day_text(day + 1)))
        }
        "failures" => {
            let interrupt = table.str(row, "category").is_some_and(|category| category.starts_with("interrupt"));
            format!("{direction} --outcome {}", if interrupt { "interrupted" } else { "failure" })
        }
        _ => String::new(),
    }
}

/// A value as it is typed in PowerShell and in Unix shells.
pub(super) fn quoted(value: &str) -> String {
    if value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '@' | '/' | ':')) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', "''"))
    }
}
