//! `partners`: one row for each direction and tenant on the other side.

use polars::prelude::*;

use super::group::{COUNTS, Groups, distinct, row_key, sorted};
use super::{Analysis, Answer, Needs, Params, Plain};
use crate::dataset::Dataset;
use crate::model::{Direction, TenantId};
use crate::report::{Cell, Column, Drill, Kind, Table, int, text, time};
use crate::words::analyses;

/// Whether an organisation has settings of its own; null where the settings are not among the inputs.
pub(super) fn setting(data: &Dataset, partner: TenantId) -> Cell {
    match (&data.policy, data.text(partner.0)) {
        (Some(policy), Some(id)) => Cell::Word(if policy.partner(id).is_some() { "organization" } else { "default" }),
        _ => Cell::Null,
    }
}

/// Domains shown of a partner.
pub(super) const DOMAINS: usize = 5;

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "partners",
    title: analyses::partners,
    question: analyses::partners_question,
    needs: Needs::WINDOW,
    charts: &["partners-inbound", "partners-outbound", "partners-by-day"],
    drill: &[Drill::Partner],
    ask: || Box::new(Plain(run)),
    ..Analysis::BASE
};

pub(super) fn run(data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    let aggregations = [
        distinct("user", "users"),
        distinct("app", "apps"),
        distinct("resource", "resources"),
        col("bucket").n_unique().alias("days_seen"),
        col("access_type").drop_nulls().unique().alias("access_types"),
    ];
    let columns = ["user", "app", "resource", "bucket", "access_type"];
    let groups = Groups::of(data, |fact| params.filters.matches(fact, data), &["reason", "partner"], &columns, &aggregations)?;
    let mut rows = Vec::with_capacity(groups.len());
    for row in 0..groups.len() {
        let direction = groups.direction("reason", row)?;
        let partner = TenantId(groups.sym("partner", row)?);
        let domains: Vec<String> =
            if direction == Direction::Inbound { data.domains(partner).iter().take(DOMAINS).cloned().collect() } else { Vec::new() };
        let id = data.cell(data.text(partner.0));
        let reason = Cell::text(direction.reason());
        let key = row_key(direction, groups.int("sign_ins", row)?, &[&id, &reason]);
        let mut cells = vec![
            Cell::Word(direction.name()),
            id,
            data.cell(data.partner_name(partner)),
            Cell::List(domains),
            Cell::List(groups.texts("access_types", row, data)?),
        ];
        cells.extend(groups.counts(row)?);
        cells.extend([
            Cell::Int(groups.int("users", row)?),
            Cell::Int(groups.int("apps", row)?),
            Cell::Int(groups.int("resources", row)?),
            Cell::Time(groups.int("first", row)?),
            Cell::Time(groups.int("last", row)?),
            Cell::Int(groups.int("days_seen", row)?),
            setting(data, partner),
            reason,
        ]);
        rows.push((key, cells));
    }
    let mut columns = vec![
        text("direction", 0),
        text("partner_tenant_id", 4),
        text("partner_name", 0),
        Column { name: "domains", kind: Kind::List, spare: 5 },
        Column { name: "access_types", kind: Kind::List, spare: 3 },
    ];
    columns.extend(COUNTS);
    columns.extend([
        int("users", 1),
        int("apps", 2),
        int("resources", 3),
        time("first_seen", 3),
        time("last_seen", 1),
        int("days_seen", 3),
        text("setting", 6),
        text("reason", 5),
    ]);
    Ok(Answer::table(Table { columns, rows: sorted(rows) }))
}
