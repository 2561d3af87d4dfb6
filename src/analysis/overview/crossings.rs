//! What crosses the border, counted from the facts once: the figures, sentences and charts of a report say these numbers.
//!
//! What it is not: a table. What a row needs besides its numbers (names, first and last, kinds) the analyses find out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashSet;

use crate::analysis::Params;
use crate::classify::Side;
use crate::dataset::{Dataset, Fact};
use crate::model::{AppId, Direction, Outcome, TenantId, UserKey};

/// Sign-ins by how they ended, in the order of [`Outcome::ALL`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outcomes([u64; Outcome::ALL.len()]);

impl Outcomes {
    fn add(&mut self, fact: &Fact) {
        self.0[fact.outcome as usize] += fact.value.count;
    }

    /// Sign-ins with an outcome.
    pub(super) fn of(&self, outcome: Outcome) -> u64 {
        self.0[outcome as usize]
    }

    /// All of them.
    pub(super) fn all(&self) -> u64 {
        self.0.iter().sum()
    }
}

/// What crosses the border in one direction.
#[derive(Default)]
pub(super) struct Way {
    /// All sign-ins.
    pub(super) total: Outcomes,
    /// Those of each organisation; those without one have the absent id.
    pub(super) partners: BTreeMap<TenantId, Outcomes>,
    /// Those of each day (number since 1970-01-01, in the zone of the report).
    pub(super) days: BTreeMap<i64, Outcomes>,
    /// Sign-ins to each resource through each client.
    pub(super) applications: BTreeMap<(AppId, AppId), u64>,
    users: HashSet<UserKey>,
}

impl Way {
    fn add(&mut self, fact: &Fact) {
        self.total.add(fact);
        self.partners.entry(fact.partner).or_default().add(fact);
        self.days.entry(fact.key.bucket).or_default().add(fact);
        *self.applications.entry((fact.key.app, fact.key.resource)).or_default() += fact.value.count;
        if fact.key.user != UserKey::ABSENT {
            self.users.insert(fact.key.user);
        }
    }

    /// Different users; one who comes through two organisations counts once.
    pub(super) fn users(&self) -> usize {
        self.users.len()
    }

    /// Different organisations.
    pub(super) fn organisations(&self) -> usize {
        self.partners.keys().filter(|partner| !partner.is_absent()).count()
    }

    /// Sign-ins of external identities without an Entra home, or whose tenant the record does not tell.
    pub(super) fn without_home(&self) -> u64 {
        self.partners.get(&TenantId::ABSENT).map_or(0, Outcomes::all)
    }

    /// The organisations in the order of the table: most sign-ins first, then by id, those without one last.
    pub(super) fn ranked(&self, data: &Dataset) -> Vec<(TenantId, Outcomes)> {
        let mut ranked: Vec<_> = self.partners.iter().map(|(&partner, &outcomes)| (partner, outcomes)).collect();
        ranked.sort_by_key(|&(partner, outcomes)| (Reverse(outcomes.all()), partner.is_absent(), data.text(partner.0).map(str::to_owned)));
        ranked
    }
}

/// What crosses the border.
#[derive(Default)]
pub(super) struct Crossings {
    /// Into our tenant.
    pub(super) inbound: Way,
    /// Out of it.
    pub(super) outbound: Way,
    /// Failures and interruptions by who must act, in the order of [`Side::ALL`].
    pub(super) sides: [(u64, u64); Side::ALL.len()],
    /// Sign-ins of each organisation by day, both directions together.
    pub(super) by_day: BTreeMap<TenantId, BTreeMap<i64, u64>>,
}

impl Crossings {
    /// Counts what the filters let through.
    pub(super) fn of(data: &Dataset, params: &Params) -> Self {
        let mut crossings = Self::default();
        for fact in data.facts().filter(|fact| params.filters.matches(fact, data)) {
            let way = match fact.direction {
                Direction::Inbound => &mut crossings.inbound,
                Direction::Outbound => &mut crossings.outbound,
                Direction::Internal | Direction::Foreign | Direction::Undetermined(_) => continue,
            };
            way.add(&fact);
            let (failures, interruptions) = &mut crossings.sides[fact.side as usize];
            match fact.outcome {
                Outcome::Failure => *failures += fact.value.count,
                Outcome::Interrupted => *interruptions += fact.value.count,
                Outcome::Success | Outcome::Passthrough | Outcome::Unknown => {}
            }
            *crossings.by_day.entry(fact.partner).or_default().entry(fact.key.bucket).or_default() += fact.value.count;
        }
        crossings
    }

    /// Sign-ins with an outcome, both directions together.
    pub(super) fn count(&self, outcome: Outcome) -> u64 {
        self.inbound.total.of(outcome) + self.outbound.total.of(outcome)
    }

    /// All sign-ins, both directions together.
    pub(super) fn all(&self) -> u64 {
        self.inbound.total.all() + self.outbound.total.all()
    }

    /// Failures on which a side must act.
    pub(super) fn failures_of(&self, side: Side) -> u64 {
        self.sides[side as usize].0
    }

    /// The days on which anything crossed, without the quiet ones.
    pub(super) fn days(&self) -> BTreeSet<i64> {
        self.inbound.days.keys().chain(self.outbound.days.keys()).copied().collect()
    }
}
