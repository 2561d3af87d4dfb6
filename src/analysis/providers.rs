//! `providers`: tenants whose technicians administer ours (CSP, GDAP), and those that ours administer, beside the relationships that allow it.
//!
//! What it is not: every sign-in of such a tenant. Its guests are counted elsewhere; here are those that came as a service provider.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashSet;
use polars::prelude::PolarsResult;

use super::group::{COUNTS, count_cells, row_key, sorted};
use super::marks::some_of;
use super::{Analysis, Answer, Ask, Needs, Params};
use crate::dataset::{Dataset, Fact, Filter, same_name};
use crate::facts::Granularity;
use crate::knowledge::tenants::short_id;
use crate::model::{AccessFlags, AppId, Direction, Outcome, Relationship, TenantId, UserKey};
use crate::policy::allowed_roles;
use crate::report::{Cell, Column, Drill, Kind, Table, int, text, time};
use crate::words::{Lang, analyses, providers as said};

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "providers",
    title: analyses::providers,
    question: analyses::providers_question,
    needs: Needs::WINDOW,
    drill: &[Drill::Partner],
    ask: || Box::new(Options),
    ..Analysis::BASE
};

/// It has no options; by itself it looks at hours.
#[derive(Clone, Copy, Debug)]
pub struct Options;

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        Ok(run(data, params))
    }

    fn granularity(&self) -> Granularity {
        Granularity::Hour
    }
}

/// A relationship that ends within so many seconds of the last event ends soon: thirty days.
const SOON: i64 = 30 * 86_400;
const DAY: i64 = 86_400;

/// The definition of Global Administrator: relationships with it are not extended by themselves.
const GLOBAL_ADMINISTRATOR: &str = "62e90394-69f5-4237-9190-012177145e10";

/// What is known of a provider, or of a customer.
#[derive(Default)]
struct Tally<'d> {
    /// In the order of [`COUNTS`].
    counts: [i64; COUNTS.len()],
    technicians: HashSet<UserKey>,
    apps: HashSet<AppId>,
    resources: HashSet<AppId>,
    days: BTreeSet<i64>,
    span: Option<(i64, i64)>,
    relationships: Vec<&'d Relationship>,
}

type Key = (Direction, Option<TenantId>);

/// The hours of the day of sign-ins, in the zone of the report.
type Hours = [u64; 24];

fn run(data: &Dataset, params: &Params) -> Answer {
    let marked = marked(data);
    let related: HashSet<TenantId> = data.input.relationships.iter().flatten().flat_map(Relationship::tenants).collect();
    let known = |partner: TenantId| marked.contains(&partner) || related.contains(&partner);
    // Exports without the access type tell of a provider by its settings or a relationship alone.
    let as_provider = |fact: &Fact| {
        let access = data.text(fact.key.access_type);
        access.map_or_else(|| !fact.partner.is_absent() && known(fact.partner), |text| AccessFlags::of(text).contains(AccessFlags::SERVICE_PROVIDER))
    };
    let (mut tallies, mut hours): (BTreeMap<Key, Tally<'_>>, Hours) = (BTreeMap::new(), [0; 24]);
    for fact in data.user_facts().filter(|fact| as_provider(fact) && params.filters.matches(fact, data)) {
        let partner = (!fact.partner.is_absent()).then_some(fact.partner);
        tallies.entry((fact.direction, partner)).or_default().add(&fact, data, &mut hours);
    }
    // Who may come and did not is a row too, unless sign-ins of some kind alone are asked for.
    let whole = params.filters.used().iter().all(|filter| matches!(filter, Filter::Window | Filter::Direction | Filter::Partner));
    let wanted = |direction: Direction, partner: TenantId| {
        let is = |wanted: &String| {
            data.text(partner.0).is_some_and(|id| same_name(wanted, id)) || data.partner_name(partner).is_some_and(|name| same_name(wanted, name))
        };
        params.filters.wants_direction(direction) && (params.filters.partners.is_empty() || params.filters.partners.iter().any(is))
    };
    for partner in marked.iter().filter(|&&partner| whole && wanted(Direction::Inbound, partner)) {
        tallies.entry((Direction::Inbound, Some(*partner))).or_default();
    }
    let untold = relate(data, &mut tallies, |direction, partner| whole && wanted(direction, partner));

    let mut rows = Vec::with_capacity(tallies.len());
    for (&(direction, partner), tally) in &tallies {
        let id = partner.map_or(Cell::Null, |partner| data.cell(data.text(partner.0)));
        let cells = tally.cells(direction, partner.unwrap_or(TenantId::ABSENT), data);
        rows.push((row_key(direction, tally.counts[0], &[&id]), cells));
    }
    let mut found = Answer::table(Table { columns: table_columns(), rows: sorted(rows) });
    found.notes = notes(data, params, &tallies, &hours, untold);
    found
}

/// The tenants that the settings mark as service providers. Whoever occurs in no log has a symbol only where something else names it.
fn marked(data: &Dataset) -> BTreeSet<TenantId> {
    let entries = data.policy.iter().flat_map(|policy| &policy.partners).filter(|entry| entry.is_service_provider == Some(true));
    entries.filter_map(|entry| data.input.texts.lookup(&entry.tenant_id.to_lowercase()).map(TenantId)).collect()
}

/// Puts each relationship that is in force to the tenant on its other side; gives how many name nobody there.
fn relate<'d>(data: &'d Dataset, tallies: &mut BTreeMap<Key, Tally<'d>>, wanted: impl Fn(Direction, TenantId) -> bool) -> u64 {
    let mut untold = 0;
    for relationship in data.input.relationships.iter().flatten().filter(|relationship| relationship.in_force) {
        let is_own = |tenant: TenantId| data.own.own.contains(&tenant);
        let other = relationship.tenants().find(|&tenant| !is_own(tenant));
        let Some(other) = other else {
            untold += 1;
            continue;
        };
        // The provider's own export names its customers, and them alone.
        let direction = if is_own(relationship.customer) || other == relationship.provider { Direction::Inbound } else { Direction::Outbound };
        let rows: Vec<Key> = tallies.keys().filter(|(_, partner)| *partner == Some(other)).copied().collect();
        let place = if rows.iter().any(|row| row.0 == direction) { Some((direction, Some(other))) } else { rows.first().copied() };
        match place {
            Some(row) => tallies.entry(row).or_default().relationships.push(relationship),
            None if wanted(direction, other) => tallies.entry((direction, Some(other))).or_default().relationships.push(relationship),
            None => {}
        }
    }
    untold
}

impl Tally<'_> {
    fn add(&mut self, fact: &Fact, data: &Dataset, hours: &mut Hours) {
        let value = fact.value;
        let count = value.count.cast_signed();
        let place = match fact.outcome {
            Outcome::Success => 1,
            Outcome::Interrupted => 2,
            Outcome::Failure => 3,
            Outcome::Passthrough => 4,
            Outcome::Unknown => 5,
        };
        self.counts[0] += count;
        self.counts[place] += count;
        self.technicians.extend((!fact.key.user.is_absent()).then_some(fact.key.user));
        self.apps.extend((!fact.key.app.is_absent()).then_some(fact.key.app));
        self.resources.extend((!fact.key.resource.is_absent()).then_some(fact.key.resource));
        let by_hours = data.input.granularity == Granularity::Hour;
        self.days.insert(if by_hours { data.input.zone.day(fact.key.bucket) } else { fact.key.bucket });
        let (first, last) = self.span.unwrap_or((value.first, value.last));
        self.span = Some((first.min(value.first), last.max(value.last)));
        if by_hours {
            let hour = data.input.zone.local_seconds(fact.key.bucket).rem_euclid(DAY) / 3600;
            if let Some(sum) = usize::try_from(hour).ok().and_then(|hour| hours.get_mut(hour)) {
                *sum += value.count;
            }
        }
    }

    fn cells(&self, direction: Direction, partner: TenantId, data: &Dataset) -> Vec<Cell> {
        let named = self.relationships.iter().find_map(|relationship| data.text(relationship.name));
        let name = data.partner_name(partner).or(named.filter(|_| !partner.is_absent()));
        let mut cells = vec![Cell::Word(direction.name()), data.cell(data.text(partner.0)), data.cell(name)];
        cells.extend(count_cells(data.tells_outcomes(), &self.counts));
        let number = |count: usize| Cell::count(count as u64);
        let at = |time: Option<i64>| time.map_or(Cell::Null, Cell::Time);
        cells.extend([number(self.technicians.len()), number(self.apps.len()), number(self.resources.len()), number(self.days.len())]);
        cells.extend([at(self.span.map(|span| span.0)), at(self.span.map(|span| span.1))]);
        let entry = |id: &str| data.policy.as_ref().map(|policy| policy.partner(id).is_some_and(|entry| entry.is_service_provider == Some(true)));
        cells.push(data.text(partner.0).and_then(entry).map_or(Cell::Null, Cell::Bool));
        if data.input.relationships.is_none() {
            cells.extend([Cell::Null, Cell::Null, Cell::Null]);
            return cells;
        }
        let roles: BTreeSet<&String> = self.relationships.iter().flat_map(|relationship| &relationship.roles).collect();
        cells.push(number(self.relationships.len()));
        cells.push(Cell::List(roles.into_iter().cloned().collect()));
        cells.push(at(self.relationships.iter().filter_map(|relationship| relationship.end).max()));
        cells
    }
}

fn table_columns() -> Vec<Column> {
    let mut columns = vec![text("direction", 0), text("partner_tenant_id", 4), text("partner_name", 0)];
    columns.extend(COUNTS);
    columns.extend([
        int("technicians", 0),
        int("apps", 3),
        int("resources", 3),
        int("days_seen", 2),
        time("first_seen", 4),
        time("last_seen", 1),
        Column { name: "is_service_provider", kind: Kind::Bool, spare: 2 },
        int("relationships", 2),
        Column { name: "roles", kind: Kind::List, spare: 5 },
        time("relationship_end", 2),
    ]);
    columns
}

/// A tenant in a sentence.
fn name(data: &Dataset, partner: TenantId) -> String {
    let named = data.partner_name(partner).or_else(|| data.text(partner.0).filter(|id| !id.contains('-')));
    named.map_or_else(|| short_id(data.text(partner.0).unwrap_or_default()), str::to_owned)
}

/// The roles that the settings allow each provider, and those that its relationships grant beyond them.
fn allowed_roles_beside(data: &Dataset, tallies: &BTreeMap<Key, Tally<'_>>, lang: Lang) -> Vec<String> {
    let mut found = Vec::new();
    for (&(direction, partner), tally) in tallies {
        let entry = partner.filter(|_| direction == Direction::Inbound).and_then(|partner| {
            let entry = data.policy.as_ref()?.partner(data.text(partner.0)?)?;
            Some((partner, allowed_roles(&entry.blocks)?))
        });
        let Some((partner, allowed)) = entry else { continue };
        let name = name(data, partner);
        let granted: BTreeSet<&String> = tally.relationships.iter().flat_map(|relationship| &relationship.roles).collect();
        let beyond: Vec<String> = granted.into_iter().filter(|role| !allowed.contains(role)).cloned().collect();
        found.push(said::allowed_roles(lang, &name, allowed.len(), &allowed.join(", ")));
        found.extend((!beyond.is_empty()).then(|| said::beyond_allowed(lang, &name, beyond.len(), &beyond.join(", "))));
    }
    found
}

fn notes(data: &Dataset, params: &Params, tallies: &BTreeMap<Key, Tally<'_>>, hours: &Hours, untold: u64) -> Vec<String> {
    let lang = params.lang;
    let mut notes = Vec::new();
    let all: u64 = hours.iter().sum();
    if all > 0 {
        // The hours between six in the evening and six in the morning.
        let night: u64 = hours.iter().enumerate().filter(|(hour, _)| !(6..18).contains(hour)).map(|(_, count)| count).sum();
        let used: Vec<usize> = (0..24).filter(|&hour| hours[hour] > 0).collect();
        let (first, last) = (used.first().copied().unwrap_or_default(), used.last().copied().unwrap_or_default());
        notes.push(said::hours(lang, all, data.input.zone.name(), &format!("{first:02}"), &format!("{last:02}"), night));
    }
    notes.extend(allowed_roles_beside(data, tallies, lang));
    if data.input.relationships.is_none() {
        notes.push(said::no_relationships(lang).to_owned());
        return notes;
    }
    if untold > 0 {
        notes.push(said::untold(lang, untold));
    }
    let name = |&(_, partner): &Key| name(data, partner.unwrap_or(TenantId::ABSENT));
    let last = data.period().map(|(_, last)| last);
    let say = |said: fn(Lang, u64, &str) -> String, wanted: &dyn Fn(&Tally<'_>, &Relationship) -> bool| {
        let of = |(key, tally): (&Key, &Tally<'_>)| {
            let count = tally.relationships.iter().filter(|relationship| wanted(tally, relationship)).count() as u64;
            (count > 0).then(|| (count, name(key)))
        };
        let found: Vec<(u64, String)> = tallies.iter().filter_map(of).collect();
        let names: Vec<String> = found.iter().map(|(_, name)| name.clone()).collect();
        (!found.is_empty()).then(|| said(lang, found.iter().map(|(count, _)| count).sum(), &some_of(&names, lang)))
    };
    let ends = |relationship: &Relationship, within: i64| relationship.end.zip(last).is_some_and(|(end, last)| end <= last + within);
    let ended = |relationship: &Relationship| ends(relationship, 0);
    // Of a part of the traffic it would say too much.
    let whole = params.filters.used().iter().all(|filter| matches!(filter, Filter::Direction | Filter::Partner));
    notes.extend(say(said::unused, &|tally, _| whole && tally.counts[0] == 0));
    notes.extend(say(said::ended, &|_, one| ended(one)));
    notes.extend(say(said::ends_soon, &|_, one| ends(one, SOON) && !ended(one) && !one.extends));
    notes.extend(say(said::extends, &|_, one| one.extends));
    notes.extend(say(said::global_administrator, &|_, one| one.roles.iter().any(|role| role == GLOBAL_ADMINISTRATOR)));
    notes
}
