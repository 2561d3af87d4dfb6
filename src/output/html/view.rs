//! A table as the template needs it: cells as texts, with the class that styles them.

use std::fmt;

use crate::model::time::{self, Zone};
use crate::output::markdown::shown;
use crate::output::text::{shell_quoted, visible};
use crate::report::summary::grouped;
use crate::report::{Cell, Column, Kind, Table, heading};

/// Rows of a table in the page; all are in the CSV and the workbook.
pub(super) const MOST: usize = 1000;

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
    /// What holds all rows, where some are left out here.
    pub whole: String,
    pub has_more: bool,
}

/// Columns that matter less than this are shown at once.
const SHOWN: u8 = 3;

/// How a table stands on the page.
pub(super) struct Placed<'p> {
    /// The command that makes it.
    pub command: &'p str,
    /// Rows at most, and what has all of them; `None` = nothing has more than the page.
    pub cut: Option<(usize, String)>,
    /// Zone of times.
    pub zone: Zone,
    /// The filters of the page.
    pub filters: &'p [String],
}

/// A table, cut where something else holds the rest.
pub(super) fn table_view(table: &Table, placed: Placed<'_>) -> TableView {
    let Placed { command, cut, zone, filters: base } = placed;
    let (most, whole) = cut.unwrap_or((usize::MAX, String::new()));
    let class = |column: &Column| {
        let kind = match column.kind {
            Kind::Int => "n",
            Kind::Time => "t",
            Kind::Code | Kind::Bool => "",
            Kind::Text if column.name == "id" || column.name.ends_with("_id") => "id",
            Kind::Text if column.name == "summary" => "said",
            Kind::Text if column.name == "because" => "why",
            Kind::Text if matches!(column.name, "meaning" | "action" | "failure_reason") => "long",
            Kind::Text
                if matches!(column.name, "direction" | "log" | "period" | "side" | "identity" | "verdict" | "decision" | "own_entry" | "kind") =>
            {
                "t"
            }
            Kind::Text | Kind::List => "x",
        };
        if column.spare > SHOWN { format!("{kind} more").trim_start().to_owned() } else { kind.to_owned() }
    };
    let heads = table.columns.iter().map(|column| HeadView { name: column.name, text: heading(column.name), class: class(column) });
    let rows = table.rows.iter().take(most).map(|row| RowView {
        filters: filters(command, table, row, zone, base),
        cells: (table.columns.iter().enumerate())
            .map(|(place, column)| CellView { text: text(&table.shown(row, place), column.kind, zone), class: class(column) })
            .collect(),
    });
    TableView {
        heads: heads.collect(),
        rows: rows.collect(),
        all: table.rows.len(),
        whole,
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

/// The filters that list the sign-ins behind a row: those of the row, and those of the page that the row does not narrow.
fn filters(command: &str, table: &Table, row: &[Cell], zone: Zone, base: &[String]) -> String {
    let value = |column: &str| match table.cell(row, column) {
        Cell::Int(number) => Some(number.to_string()),
        other => other.as_str().map(str::to_owned),
    };
    // A crossing without a partner tenant is asked for with a dash.
    let crosses = matches!(table.str(row, "direction"), Some("inbound" | "outbound"));
    let partner = ("--partner", value("partner_tenant_id").or_else(|| crosses.then(|| "-".to_owned())));
    let user = ("--user", value("user_id").or_else(|| value("user_principal_name")));
    let own: Vec<(&str, Option<String>)> = match command {
        "partners" => vec![partner],
        "simulate" => vec![partner, ("--client", value("app_id")), ("--resource", value("resource_id")), ("--access-type", value("access_type"))],
        "apps" => vec![partner, ("--client", value("app_id")), ("--resource", value("resource_id"))],
        "users" => vec![partner, user],
        "guests" => vec![user],
        "changes" if table.str(row, "partner_tenant_id").is_some() => vec![partner, ("--outcome", Some("failure".to_owned()))],
        "timeline" => {
            let day = table.str(row, "period").and_then(|day| zone.parse_bound(day)).map(|start| zone.day(start));
            vec![("--from", day.map(time::day_text)), ("--to", day.map(|day| time::day_text(day + 1)))]
        }
        "failures" => {
            let interrupt = table.str(row, "category").is_some_and(|category| category.starts_with("interrupt"));
            vec![("--outcome", Some(if interrupt { "interrupted" } else { "failure" }.to_owned())), ("--code", value("error_code"))]
        }
        _ => return String::new(),
    };
    let mut all: Vec<String> = table.str(row, "direction").map(|direction| format!("--direction {direction}")).into_iter().collect();
    all.extend(own.iter().filter_map(|(option, value)| Some(format!("{option} {}", shell_quoted(value.as_ref()?)))));
    let narrowed = |filter: &str| all.iter().any(|own| own.split(' ').next() == filter.split(' ').next());
    let rest: Vec<String> = base.iter().filter(|filter| !narrowed(filter)).cloned().collect();
    all.extend(rest);
    all.join(" ")
}
