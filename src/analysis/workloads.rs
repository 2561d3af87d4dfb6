//! `workloads`: applications that sign in by themselves and belong neither to us nor to Microsoft.

use polars::prelude::PolarsResult;

use super::group::{COUNTS, Groups, row_key, sorted};
use super::{Analysis, Answer, Ask, Needs, Params};
use crate::dataset::{Dataset, Fact, Filter, Filters};
use crate::model::{AppId, Direction, Log};
use crate::report::{Cell, Table, text, time};
use crate::words::{analyses, tables as said};

/// The options of `workloads`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// `--all`: ours and Microsoft's too.
    pub all: bool,
}

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        run(*self, data, params)
    }

    fn typed(&self) -> Vec<String> {
        self.all.then(|| "--all".to_owned()).into_iter().collect()
    }
}

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "workloads",
    title: analyses::workloads,
    question: analyses::workloads_question,
    filters: &[Filter::Window, Filter::App, Filter::Client, Filter::Resource, Filter::Outcome, Filter::Code],
    needs: Needs::WINDOW,
    ask: || Box::new(Options::default()),
    ..Analysis::BASE
};

fn run(options: Options, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    let foreign = |app: AppId| {
        let owner = data.input.names.app_owner(app);
        let ours = data.own.own.contains(&owner);
        let microsofts = data.first_party(app) == Some(true);
        !ours && !microsofts
    };
    // In a report the other filters are about people; an application has no partner and no access type.
    let filters = Filters {
        directions: Vec::new(),
        partners: Vec::new(),
        users: Vec::new(),
        access_types: Vec::new(),
        logs: Vec::new(),
        ..params.filters.clone()
    };
    let wanted = |fact: &Fact| fact.key.log.is_workload() && (options.all || foreign(fact.key.app)) && filters.matches_but_direction(fact, data);
    let groups = Groups::of(data, wanted, &["app", "resource", "log"], &[])?;
    let mut unknown_owners = 0;
    let mut rows = Vec::with_capacity(groups.len());
    for row in 0..groups.len() {
        let (app, resource) = (AppId(groups.sym("app", row)?), AppId(groups.sym("resource", row)?));
        let owner = data.cell(data.text(data.input.names.app_owner(app).0));
        unknown_owners += usize::from(owner == Cell::Null);
        let (app_id, resource_id) = (data.cell(data.text(app.0)), data.cell(data.text(resource.0)));
        let (app_name, resource_name) = (data.cell(data.app_name(app)), data.cell(data.resource_name(resource)));
        let identity = if groups.sym("log", row)?.0 == Log::ManagedIdentity as u32 { Log::ManagedIdentity } else { Log::ServicePrincipal };
        let identity = Cell::Word(identity.name());
        let key = row_key(Direction::Inbound, groups.int("sign_ins", row)?, &[&owner, &app_id, &resource_id, &identity, &app_name, &resource_name]);
        let mut cells = vec![owner, app_id, app_name, resource_id, resource_name, identity];
        cells.extend(groups.counts(row)?);
        cells.extend([Cell::Time(groups.int("first", row)?), Cell::Time(groups.int("last", row)?)]);
        rows.push((key, cells));
    }
    let mut columns = vec![
        text("app_owner_tenant_id", 1),
        text("app_id", 2),
        text("app_name", 0),
        text("resource_id", 3),
        text("resource_name", 0),
        text("identity", 0),
    ];
    columns.extend(COUNTS);
    columns.extend([time("first_seen", 3), time("last_seen", 2)]);
    let mut found = Answer::table(Table { columns, rows: sorted(rows) });
    if unknown_owners > 0 {
        found.notes.push(said::unknown_owners(params.lang, unknown_owners));
    }
    Ok(found)
}
