//! `apps`: client and resource application ids for each partner, the ids that inbound and outbound settings are made of.

use polars::prelude::PolarsResult;

use super::gates::Gate;
use super::group::{COUNTS, Each, Groups, row_key, sorted};
use super::{Analysis, Answer, Ask, Needs, Params};
use crate::dataset::Dataset;
use crate::knowledge::apps;
use crate::model::{AppId, TenantId};
use crate::report::{Cell, Column, Drill, Kind, Table, int, text, time};
use crate::words::{analyses, tables as said};

/// The options of `apps`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// `--by app`: over all partners.
    pub by_app: bool,
}

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        run(*self, data, params)
    }

    fn typed(&self) -> Vec<String> {
        self.by_app.then(|| "--by app".to_owned()).into_iter().collect()
    }
}

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "apps",
    title: analyses::apps,
    question: analyses::apps_question,
    needs: Needs::WINDOW,
    charts: &["applications"],
    drill: &[Drill::Partner, Drill::Client, Drill::Resource],
    gates: &[Gate::NewApp],
    ask: || Box::new(Options::default()),
    ..Analysis::BASE
};

fn run(options: Options, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    let each = [Each::Distinct("user", "users"), Each::Distinct("partner", "partners")];
    let (keys, each): (&[&str], _) =
        if options.by_app { (&["direction", "app", "resource"], &each[..]) } else { (&["direction", "partner", "app", "resource"], &each[..1]) };
    let groups = Groups::of(data, |fact| params.filters.matches(fact, data), keys, each)?;
    let (mut rows, mut by_name) = (Vec::with_capacity(groups.len()), 0);
    for row in 0..groups.len() {
        let direction = groups.direction("direction", row)?;
        let (app, resource) = (AppId(groups.sym("app", row)?), AppId(groups.sym("resource", row)?));
        let partner = if options.by_app { TenantId::ABSENT } else { TenantId(groups.sym("partner", row)?) };
        let (partner_id, app_id, resource_id) = (data.cell(data.text(partner.0)), data.cell(data.text(app.0)), data.cell(data.text(resource.0)));
        let (app_name, resource_name) = (data.cell(data.app_name(app)), data.cell(data.resource_name(resource)));
        let key = row_key(direction, groups.int("sign_ins", row)?, &[&partner_id, &app_id, &resource_id, &app_name, &resource_name]);
        if app.is_name() || resource.is_name() {
            by_name += groups.int("sign_ins", row)?;
        }
        let mut cells = vec![Cell::Word(direction.name())];
        if !options.by_app {
            cells.extend([partner_id, data.cell(data.partner_name(partner))]);
        }
        cells.extend([app_id, app_name, resource_id, resource_name]);
        cells.extend(groups.counts(row)?);
        let first_party = data.first_party(app);
        let target = data.text(resource.0).and_then(|id| apps::find(id)?.target.as_deref());
        cells.extend([
            Cell::Int(groups.int("users", row)?),
            Cell::Time(groups.int("first", row)?),
            Cell::Time(groups.int("last", row)?),
            first_party.map_or(Cell::Null, Cell::Bool),
            Cell::text(target),
        ]);
        if options.by_app {
            cells.push(Cell::Int(groups.int("partners", row)?));
        }
        rows.push((key, cells));
    }
    let mut columns = vec![text("direction", 0)];
    if !options.by_app {
        columns.extend([text("partner_tenant_id", 5), text("partner_name", 0)]);
    }
    columns.extend([text("app_id", 1), text("app_name", 0), text("resource_id", 1), text("resource_name", 0)]);
    columns.extend(COUNTS);
    columns.extend([
        int("users", 1),
        time("first_seen", 4),
        time("last_seen", 3),
        Column { name: "first_party", kind: Kind::Bool, spare: 4 },
        text("target", 5),
    ]);
    if options.by_app {
        columns.push(int("partners", 1));
    }
    let mut found = Answer::table(Table { columns, rows: sorted(rows) });
    found.shape = options.by_app.then_some("apps-by-app");
    if by_name > 0 {
        found.notes.push(said::apps_by_name(params.lang, by_name));
    }
    Ok(found)
}
