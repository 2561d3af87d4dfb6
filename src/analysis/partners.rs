//! `partners`: one row for each direction and tenant on the other side.

use polars::prelude::*;

use super::expected_list::List;
use super::gates::Gate;
use super::group::{COUNTS, Groups, distinct, row_key, sorted};
use super::marks::some_of;
use super::{Analysis, Answer, Ask, Needs, Params};
use crate::dataset::{Dataset, Filter, same_name};
use crate::knowledge::tenants::short_id;
use crate::model::{Direction, TenantId};
use crate::report::{Cell, Column, Drill, Kind, Table, int, text, time};
use crate::words::{analyses, expected as said};

/// The options of `partners`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// As a list of expected partners instead of the table.
    pub list: Option<List>,
}

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        let mut found = run(data, params)?;
        if let Some(list) = self.list {
            found.table = list.of(&found.table, params.marks.expected.as_deref());
        }
        Ok(found)
    }
}

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
    gates: &[Gate::NewPartner, Gate::UnexpectedPartner, Gate::UnusedSetting],
    ask: || Box::new(Options::default()),
    ..Analysis::BASE
};

fn run(data: &Dataset, params: &Params) -> PolarsResult<Answer> {
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
    let mut found = Answer::table(Table { columns, rows: sorted(rows) });
    let unexpected = params.marks.unexpected(&found.table, params.lang);
    if !unexpected.is_empty() {
        found.gates.push(Gate::UnexpectedPartner);
        found.notes.push(said::unexpected(params.lang, unexpected.len(), &some_of(&unexpected, params.lang)));
    }
    let unused = unused(&found.table, data, params);
    if !unused.is_empty() {
        found.gates.push(Gate::UnusedSetting);
        // Of a part of the traffic it would say too much.
        if data.tells_outcomes() && params.filters.used().iter().all(|filter| *filter == Filter::Partner) {
            found.notes.push(said::unused(params.lang, unused.len(), &some_of(&unused, params.lang)));
        }
    }
    Ok(found)
}

/// The entries of the current settings, those of service providers aside, of whose partners no sign-in succeeded.
fn unused(table: &Table, data: &Dataset, params: &Params) -> Vec<String> {
    let succeeded = |id: &str| table.rows.iter().any(|row| table.str(row, "partner_tenant_id") == Some(id) && table.number(row, "successes") > 0);
    let entries = data.policy.iter().flat_map(|policy| &policy.partners).filter(|entry| entry.is_service_provider != Some(true));
    let unused = entries.filter(|entry| !succeeded(&entry.tenant_id)).filter_map(|entry| {
        let tenant = data.input.texts.lookup(&entry.tenant_id).map(TenantId);
        let name = tenant.and_then(|tenant| data.partner_name(tenant)).or(entry.display_name.as_deref());
        let wanted = &params.filters.partners;
        let is = |wanted: &String| same_name(wanted, &entry.tenant_id) || name.is_some_and(|name| same_name(wanted, name));
        (wanted.is_empty() || wanted.iter().any(is)).then(|| name.map_or_else(|| short_id(&entry.tenant_id), str::to_owned))
    });
    unused.collect()
}
