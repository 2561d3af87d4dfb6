//! `changes`: who changed which setting, what that does, and whom it blocked.

mod impact;

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

pub use impact::Blocks;

use self::impact::{Impact, Impacts, unexplained};
use super::gates::Gate;
use super::{Analysis, Answer, Ask, Needs, Params};
use crate::changes::{ActorKind, Change, Names, Scope, state_at, summary};
use crate::dataset::{Dataset, Filter, Filters, same_name};
use crate::model::{AppId, Direction, TenantId, UserId, UserKey};
use crate::policy::{CrossTenantAccessPolicy, Effect};
use crate::report::{Cell, Column, Drill, Kind, Table, int, text, time};
use crate::words::{Lang, analyses, impacts as said};

/// The options of `changes`.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Days before and after a change in which blocked sign-ins are counted.
    pub impact_window: i64,
    /// The time at which the settings are wanted, instead of the changes.
    pub at: Option<i64>,
}

impl Default for Options {
    fn default() -> Self {
        Self { impact_window: 7, at: None }
    }
}

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        Ok(run(*self, data, params))
    }

    fn typed(&self) -> Vec<String> {
        let window = (self.impact_window != Self::default().impact_window).then(|| format!("--impact-window {}", self.impact_window));
        let at = self.at.map(|at| format!("--at {}", crate::model::time::rfc3339(at)));
        window.into_iter().chain(at).collect()
    }
}

/// Names of the input.
pub struct DataNames<'d>(pub &'d Dataset);

impl Names for DataNames<'_> {
    fn partner(&self, tenant_id: &str) -> Option<String> {
        let id = self.0.input.texts.lookup(tenant_id)?;
        self.0.partner_name(TenantId(id)).map(str::to_owned)
    }

    fn app(&self, app_id: &str) -> Option<String> {
        let listed = || crate::knowledge::apps::find(app_id).map(|app| app.name.clone());
        let Some(id) = self.0.input.texts.lookup(app_id).map(AppId) else { return listed() };
        self.0.app_name(id).or_else(|| self.0.resource_name(id)).map(str::to_owned).or_else(listed)
    }

    fn object(&self, object_id: &str) -> Option<String> {
        let id = UserId(self.0.input.texts.lookup(object_id)?);
        self.0.upn(UserKey::new(id, crate::model::Sym::ABSENT)).map(str::to_owned)
    }
}

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "changes",
    title: analyses::changes,
    question: analyses::changes_question,
    filters: &[Filter::Window, Filter::Partner],
    needs: Needs::CROSSINGS,
    charts: &["changes"],
    drill: &[Drill::FailuresOfPartner],
    gates: &[Gate::ForeignActor, Gate::Tightened],
    ask: || Box::new(Options::default()),
    ..Analysis::BASE
};

fn run(options: Options, data: &Dataset, params: &Params) -> Answer {
    let (events, all) = data.changes();
    if let (Some(at), Some(policy)) = (options.at, &data.policy) {
        return state(data, params, policy, all, at);
    }
    let blocks = Blocks::of(data);
    let impacts = Impacts::new(data, all, &blocks, options.impact_window);
    let names = DataNames(data);
    let filters = &params.filters;
    let wanted = |change: &Change| {
        filters.from.is_none_or(|from| change.time >= from)
            && filters.to.is_none_or(|to| change.time < to)
            && wants_partner(&names, filters, change.partner_tenant_id.as_deref())
    };
    let mut shown: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, event) in events.iter().enumerate().filter(|(place, _)| wanted(&all[*place])) {
        shown.entry(*event).or_default().push(place);
    }
    // What was blocked is told of an event, on its first row.
    let counted: BTreeMap<usize, Impact> = shown.values().filter_map(|places| Some((*places.first()?, impacts.of(places)?))).collect();
    let mut places: Vec<usize> = shown.into_values().flatten().collect();
    places.sort_unstable();
    let rows = places.iter().map(|place| row(data, params, &all[*place], counted.get(place), &names));
    let mut found = Answer::table(Table { columns: columns(), rows: rows.collect() });
    let selected: Vec<(usize, &Change)> = places.iter().map(|&place| (events[place], &all[place])).collect();
    found.notes = notes(&selected, params.lang);
    let (gates, open) = gates(&selected, !data.own.own.is_empty());
    (found.gates, found.open) = (gates, open);
    found.notes.extend(unexplained(data, all, &blocks, options, params));
    found
}

/// Whether the filters want an organisation.
pub(in crate::analysis) fn wants_partner(names: &DataNames<'_>, filters: &Filters, partner: Option<&str>) -> bool {
    let name = partner.and_then(|id| names.partner(id));
    let is = |wanted: &String| [partner, name.as_deref()].into_iter().flatten().any(|found| same_name(found, wanted));
    filters.partners.is_empty() || filters.partners.iter().any(is)
}

fn row(data: &Dataset, params: &Params, change: &Change, impact: Option<&Impact>, names: &DataNames<'_>) -> Vec<Cell> {
    let shown = impact.map(|impact| impact.shown(params.zone));
    let sentence = summary(change, names, shown.as_ref(), params.lang, &params.zone.show(change.time));
    let text = |text: &Option<String>| Cell::text(text.as_deref());
    let filled = |text: &str| data.cell((!text.is_empty()).then_some(text));
    let count = |count: Option<u64>| count.map_or(Cell::Null, Cell::count);
    vec![
        Cell::Time(change.time),
        filled(&change.activity),
        filled(&change.category),
        filled(&change.result),
        Cell::Word(change.actor.kind.name()),
        text(&change.actor.name),
        text(&change.actor.id),
        text(&change.actor.ip),
        text(&change.actor.home_tenant_id),
        change.actor.foreign.map_or(Cell::Null, Cell::Bool),
        Cell::Word(change.scope.name()),
        text(&change.partner_tenant_id),
        Cell::text(change.partner_tenant_id.as_deref().and_then(|id| names.partner(id)).as_deref()),
        filled(&change.setting),
        text(&change.before),
        text(&change.after),
        Cell::Word(change.effect.name()),
        Cell::text(Some(&sentence)),
        count(impact.and_then(|impact| impact.before)),
        count(impact.and_then(|impact| impact.after)),
        count(impact.and_then(|impact| impact.users)),
        impact.and_then(|impact| impact.first_block).map_or(Cell::Null, Cell::Time),
        filled(&change.correlation_id),
    ]
}

fn columns() -> Vec<Column> {
    vec![
        time("time", 0),
        text("activity", 6),
        text("category", 7),
        text("result", 4),
        text("actor_kind", 5),
        text("actor", 4),
        text("actor_id", 7),
        text("actor_ip", 6),
        text("actor_home_tenant_id", 7),
        Column { name: "foreign_actor", kind: Kind::Bool, spare: 5 },
        text("scope", 5),
        text("partner_tenant_id", 6),
        text("partner_name", 4),
        text("setting", 4),
        text("before", 4),
        text("after", 4),
        text("effect", 0),
        text("summary", 0),
        int("blocked_before", 3),
        int("blocked_after", 2),
        int("users_blocked_after", 3),
        time("first_block", 4),
        text("correlation_id", 7),
    ]
}

/// What stands out among the changes that are shown, each with the number of its event.
fn notes(shown: &[(usize, &Change)], lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    let count = |is: &dyn Fn(&Change) -> bool| shown.iter().filter(|(_, change)| is(change)).map(|(event, _)| *event).collect::<BTreeSet<_>>().len();
    let (foreign, failed) = (count(&|change| change.actor.foreign == Some(true)), count(&|change| !change.succeeded));
    if foreign > 0 {
        notes.push(said::foreign(lang, foreign));
    }
    if failed > 0 {
        notes.push(said::failed(lang, failed));
    }
    if shown.iter().any(|(_, change)| change.maybe_cut) {
        notes.push(said::maybe_cut(lang).to_owned());
    }
    notes
}

/// The conditions that successful changes meet, and those that they leave open: without an own tenant nobody is known to be of another.
fn gates(shown: &[(usize, &Change)], own_known: bool) -> (Vec<Gate>, Vec<Gate>) {
    let any = |is: fn(&Change) -> bool| shown.iter().any(|(_, change)| change.succeeded && is(change));
    let mut met = Vec::new();
    if any(|change| change.actor.foreign == Some(true)) {
        met.push(Gate::ForeignActor);
    }
    if any(|change| change.effect == Effect::Tightened) {
        met.push(Gate::Tightened);
    }
    let doubtful = !own_known && any(|change| change.actor.foreign.is_none() && change.actor.kind == ActorKind::User);
    (met, if doubtful { vec![Gate::ForeignActor] } else { Vec::new() })
}

/// The settings that held at a time.
fn state(data: &Dataset, params: &Params, policy: &CrossTenantAccessPolicy, all: &[Change], at: i64) -> Answer {
    let (then, contradictions) = state_at(policy, i64::MAX, all, at);
    let names = DataNames(data);
    let mut rows = Vec::new();
    let mut push = |scope: Scope, partner: Option<&str>, settings: Vec<(String, String)>| {
        for (setting, value) in settings {
            let name = partner.and_then(|id| names.partner(id));
            rows.push(vec![
                Cell::Word(scope.name()),
                Cell::text(partner),
                Cell::text(name.as_deref()),
                Cell::text(Some(&setting)),
                Cell::text(Some(&value)),
            ]);
        }
    };
    if let Some(default) = &then.default {
        push(Scope::Default, None, default.blocks.settings());
    }
    for partner in &then.partners {
        let mut settings = partner.blocks.settings();
        settings.extend(partner.user_sync_inbound.map(|allowed| ("userSyncInbound.isSyncAllowed".to_owned(), allowed.to_string())));
        if settings.is_empty() {
            settings.push(("entry".to_owned(), "inherits the default".to_owned()));
        }
        push(Scope::Partner, Some(&partner.tenant_id), settings);
    }
    let columns = vec![text("scope", 0), text("partner_tenant_id", 3), text("partner_name", 0), text("setting", 0), text("value", 0)];
    let mut found = Answer::table(Table { columns, rows });
    let shown = |time: i64| params.zone.show(time);
    found.answer.push(said::held(params.lang, &shown(at), all.len()));
    found.notes = contradictions.iter().map(|contradiction| contradiction.words(&names, params.lang, &shown)).collect();
    found.shape = Some("changes-at");
    found.extra.push(("policy", then.to_json()));
    found
}

/// A change that opens or closes somebody's way, for a picture.
pub struct Mark {
    /// When.
    pub time: i64,
    /// The partner.
    pub partner: TenantId,
    /// Which way.
    pub direction: Direction,
    /// What it did.
    pub effect: Effect,
    /// Who made it, where the log says.
    pub actor: Option<String>,
}

/// The changes of partners' settings that deserve a mark in a picture.
#[must_use]
pub fn marks(data: &Dataset) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for change in &data.changes().1 {
        let bites = change.succeeded && !change.codes().is_empty() && matches!(change.effect, Effect::Tightened | Effect::Loosened | Effect::Changed);
        let partner = change.partner_tenant_id.as_deref().and_then(|id| data.input.texts.lookup(id)).map(TenantId);
        if let (true, Some(partner), Some(direction)) = (bites, partner, change.direction()) {
            let known = marks.last().is_some_and(|last| last.time == change.time && last.partner == partner && last.direction == direction);
            if !known {
                marks.push(Mark { time: change.time, partner, direction, effect: change.effect, actor: change.actor.name.clone() });
            }
        }
    }
    marks
}
