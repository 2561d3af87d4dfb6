//! `compare`: what is new, gone, grown or shrunk between two periods, of one input or of two.
//!
//! What it is not: a test of chance. Grown and shrunk are told by a plain rule ([`Thresholds`]) over the days that each side covers.

mod period;
mod seen;
mod words;

pub use period::{Coverage, Period};
pub use seen::{Key, Kind, Tally};

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polars::prelude::PolarsResult;

use super::gates::Gate;
use super::{Analysis, Answer, Ask, Params};
use crate::dataset::Dataset;
use crate::report::{Cell, Column, Table, int, text, time};
use crate::words::analyses;
use seen::seen;

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "compare",
    title: analyses::compare,
    question: analyses::compare_question,
    in_report: false,
    gates: &[Gate::NewPartner, Gate::NewApp, Gate::NewFailure],
    ask: || Box::new(Thresholds::default()),
    ..Analysis::BASE
};

/// From when on something has grown or shrunk. It is asked of the two sides of a split input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Sign-ins more or less than the days of the current period would have had at the pace of the baseline.
    pub difference: u64,
    /// How many times as many, or as few, a covered day.
    pub factor: u64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { difference: 10, factor: 2 }
    }
}

impl Ask for Thresholds {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        let (before, after) = Period::split(data);
        Ok(Comparison::of(before, after, params, *self).found(params))
    }

    fn typed(&self) -> Vec<String> {
        let standard = Self::default();
        let difference = (self.difference != standard.difference).then(|| format!("--threshold {}", self.difference));
        let factor = (self.factor != standard.factor).then(|| format!("--factor {}", self.factor));
        difference.into_iter().chain(factor).collect()
    }
}

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// It was not there before.
    New,
    /// It is not there any more.
    Gone,
    /// There is more of it.
    Grown,
    /// There is less of it.
    Shrunk,
}

impl Change {
    /// Every change, in the order of rows.
    pub const ALL: [Self; 4] = [Self::New, Self::Gone, Self::Grown, Self::Shrunk];

    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Grown => "grown",
            Self::Shrunk => "shrunk",
        }
    }
}

/// A thing that is not as it was.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Which.
    pub key: Key,
    /// What became of it.
    pub change: Change,
    /// How it was.
    pub before: Option<Tally>,
    /// How it is.
    pub after: Option<Tally>,
}

impl Difference {
    /// What people call it, now or before.
    #[must_use]
    pub fn name(&self) -> Option<&Arc<str>> {
        [&self.after, &self.before].into_iter().flatten().find_map(|tally| tally.name.as_ref())
    }

    /// The one partner of its sign-ins, now and before.
    #[must_use]
    pub fn partner(&self) -> Option<&Arc<str>> {
        let mut partners = [&self.after, &self.before].into_iter().flatten().map(|tally| tally.partner.as_ref());
        let one = partners.next().flatten();
        one.filter(|_| partners.all(|other| other == one))
    }

    /// How often it occurs now, or occurred before where it is gone.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.after.as_ref().or(self.before.as_ref()).map_or(0, |tally| tally.count)
    }
}

/// Two periods side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What is not as it was, in the order of rows.
    pub differences: Vec<Difference>,
    /// What the baseline covers.
    pub before: Coverage,
    /// What the current period covers.
    pub after: Coverage,
    /// By what grown and shrunk are told.
    pub thresholds: Thresholds,
    /// Partners, whatever their direction, that occur now and did not before.
    pub new_partners: BTreeSet<Arc<str>>,
}

impl Comparison {
    /// Compares two periods. Settings are compared where both sides have audit logs.
    #[must_use]
    pub fn of(before: Period<'_>, after: Period<'_>, params: &Params, thresholds: Thresholds) -> Self {
        let (covered, covers) = (before.coverage(), after.coverage());
        let (mut was, is) = (seen(&before, params), seen(&after, params));
        let partners = |seen: &BTreeMap<Key, Tally>| -> BTreeSet<Arc<str>> {
            seen.keys().filter(|key| key.kind == Kind::Partner).filter_map(|key| key.id.clone()).collect()
        };
        let new_partners = &partners(&is) - &partners(&was);
        let audited = covered.audit_days > 0 && covers.audit_days > 0;
        let mut differences = Vec::new();
        for (key, now) in is {
            let then = was.remove(&key);
            let days = match key.kind {
                Kind::Setting if !audited => continue,
                Kind::Setting => (covered.audit_days, covers.audit_days),
                _ => (covered.sign_in_days(), covers.sign_in_days()),
            };
            let change = match &then {
                None => Some(Change::New),
                Some(then) => thresholds.change(then.count, now.count, days),
            };
            differences.extend(change.map(|change| Difference { key, change, before: then, after: Some(now) }));
        }
        let gone = was.into_iter().filter(|(key, _)| key.kind != Kind::Setting || audited);
        differences.extend(gone.map(|(key, then)| Difference { key, change: Change::Gone, before: Some(then), after: None }));
        let order = |one: &Difference| (one.key.kind, one.change, one.key.direction, Reverse(one.count()));
        differences.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| ids(&a.key).cmp(&ids(&b.key))));
        Self { differences, before: covered, after: covers, thresholds, new_partners }
    }

    /// What became of things of a kind.
    pub fn of_kind(&self, kind: Kind, change: Change) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(move |difference| difference.key.kind == kind && difference.change == change)
    }

    /// The conditions of `--fail-on` that are met.
    #[must_use]
    pub fn gates(&self) -> Vec<Gate> {
        let is_new = |kind| self.of_kind(kind, Change::New).next().is_some();
        let gates = [(Gate::NewPartner, !self.new_partners.is_empty()), (Gate::NewApp, is_new(Kind::App)), (Gate::NewFailure, is_new(Kind::Code))];
        gates.into_iter().filter_map(|(gate, met)| met.then_some(gate)).collect()
    }

    /// Which periods are compared, in a sentence.
    #[must_use]
    pub fn sides(&self, params: &Params) -> String {
        words::sides(self, params)
    }

    /// What is new, and what makes things look new, in sentences.
    #[must_use]
    pub fn sentences_of_new(&self, params: &Params) -> Vec<String> {
        words::of_new(self, params)
    }

    /// As a table with its answer in words.
    #[must_use]
    pub fn found(&self, params: &Params) -> Answer {
        let rows = self.differences.iter().map(row).collect();
        let mut found = Answer::table(Table { columns: columns(), rows });
        found.answer = words::answer(self, params);
        found.notes = words::notes(self, params.lang);
        found.gates = self.gates();
        found
    }
}

/// Ids in the order of their bytes, null last.
fn ids(key: &Key) -> [(bool, Option<&Arc<str>>); 3] {
    [&key.partner, &key.id, &key.by_name].map(|id| (id.is_none(), id.as_ref()))
}

impl Thresholds {
    /// Whether so many are more or fewer than so many were; `days` = those covered before and now.
    fn change(self, was: u64, is: u64, (before, now): (u64, u64)) -> Option<Change> {
        if before == 0 || now == 0 {
            return None;
        }
        // Both at the pace of one side, in whole numbers: times the days of the other.
        let (was, is) = (u128::from(was) * u128::from(now), u128::from(is) * u128::from(before));
        let (factor, difference) = (u128::from(self.factor), u128::from(self.difference) * u128::from(before));
        if is >= was * factor && is - was >= difference && is > was {
            Some(Change::Grown)
        } else if was >= is * factor && was - is >= difference && was > is {
            Some(Change::Shrunk)
        } else {
            None
        }
    }
}

fn columns() -> Vec<Column> {
    vec![
        text("kind", 0),
        text("change", 0),
        text("direction", 0),
        text("partner_tenant_id", 4),
        text("id", 2),
        text("name", 0),
        int("sign_ins_before", 0),
        int("sign_ins_after", 0),
        int("users_before", 3),
        int("users_after", 3),
        time("first_seen", 3),
        time("last_seen", 1),
    ]
}

fn row(difference: &Difference) -> Vec<Cell> {
    let Difference { key, change, before, after } = difference;
    let shared = |text: Option<&Arc<str>>| text.map_or(Cell::Null, |text| Cell::Text(text.clone()));
    let count = |tally: &Option<Tally>| Cell::count(tally.as_ref().map_or(0, |tally| tally.count));
    let users = |tally: &Option<Tally>| match tally {
        None if key.kind == Kind::Setting => Cell::Null,
        None => Cell::Int(0),
        Some(tally) => tally.users.map_or(Cell::Null, Cell::count),
    };
    let both = || [before, after].into_iter().flatten();
    let time = |time: Option<i64>| time.map_or(Cell::Null, Cell::Time);
    vec![
        Cell::Word(key.kind.name()),
        Cell::Word(change.name()),
        key.direction.map_or(Cell::Null, |direction| Cell::Word(direction.name())),
        shared(key.partner.as_ref().or_else(|| difference.partner())),
        shared(key.id.as_ref()),
        shared(difference.name().or(key.by_name.as_ref())),
        count(before),
        count(after),
        users(before),
        users(after),
        time(both().map(|tally| tally.first).min()),
        time(both().map(|tally| tally.last).max()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grown_and_shrunk_are_told_by_the_day() {
        let change = |was, is, days| Thresholds::default().change(was, is, days);
        assert_eq!(change(10, 20, (5, 5)), Some(Change::Grown));
        assert_eq!(change(10, 19, (5, 5)), None, "less than twice as many");
        assert_eq!(change(1, 10, (5, 5)), None, "nine more");
        assert_eq!(change(20, 10, (5, 5)), Some(Change::Shrunk));
        assert_eq!(change(70, 70, (10, 5)), Some(Change::Grown), "as many in half the days");
        assert_eq!(change(100, 50, (10, 5)), None, "the same pace");
        assert_eq!(change(30, 3, (30, 7)), None, "seven were to be expected: four fewer are too few to tell");
        assert_eq!(change(0, 0, (0, 5)), None);
        let all = Thresholds { difference: 0, factor: 1 };
        assert_eq!(all.change(7, 7, (5, 5)), None, "the same is no change");
        assert_eq!(all.change(7, 8, (5, 5)), Some(Change::Grown));
    }
}
