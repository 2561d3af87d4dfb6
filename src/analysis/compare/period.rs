//! One side of a comparison: which sign-ins of which input, and the days that it covers.

use std::collections::BTreeSet;

use crate::dataset::{Dataset, Fact, Filters};
use crate::model::Log;

/// The sign-ins and changes of an input in a stretch of time.
#[derive(Clone, Copy)]
pub struct Period<'d> {
    /// The input.
    pub data: &'d Dataset,
    /// Start (inclusive), in seconds since 1970-01-01 UTC. It is the split of the input where facts are concerned, so that no fact lies on
    /// both sides of it.
    from: Option<i64>,
    /// End (exclusive), likewise.
    until: Option<i64>,
    /// Whether `--from` and `--to` bound it too.
    windowed: bool,
    /// Whether it holds the baseline too: what was there already is no news.
    pub(in crate::analysis) holds_baseline: bool,
}

impl<'d> Period<'d> {
    /// All of an input.
    #[must_use]
    pub fn whole(data: &'d Dataset) -> Self {
        Self { data, from: None, until: None, windowed: true, holds_baseline: false }
    }

    /// What came before the split of an input, and what came from then on; all of an input without a split is after.
    #[must_use]
    pub fn split(data: &'d Dataset) -> (Self, Self) {
        let at = data.input.facts.split();
        let until = at.or(Some(i64::MIN));
        (Self { until, ..Self::whole(data) }, Self { from: at, ..Self::whole(data) })
    }

    /// The same, whatever `--from` and `--to` say: what was seen before a window was seen.
    #[must_use]
    pub fn at_any_time(self) -> Self {
        Self { windowed: false, ..self }
    }

    /// The same, holding all of the baseline beside what is new.
    #[must_use]
    pub fn with_baseline(self) -> Self {
        Self { holds_baseline: true, ..self }
    }

    /// Whether something of this time belongs to it, the window aside.
    pub(in crate::analysis) fn holds(&self, time: i64) -> bool {
        self.from.is_none_or(|from| time >= from) && self.until.is_none_or(|until| time < until)
    }

    /// Whether a sign-in of a user belongs to it, whatever the filters say of anything but the time.
    fn covers(&self, fact: &Fact) -> bool {
        fact.key.log.is_user() && self.holds(fact.value.first) && (fact.key.in_window || !self.windowed)
    }

    /// Whether a fact belongs to it and is wanted.
    pub(super) fn wants(&self, fact: &Fact, filters: &Filters) -> bool {
        self.covers(fact) && filters.matches_at_any_time(fact, self.data)
    }

    /// The time between `--from` and `--to`, where they bound it.
    pub(in crate::analysis) fn in_window(&self, time: i64, filters: &Filters) -> bool {
        !self.windowed || (filters.from.is_none_or(|from| time >= from) && filters.to.is_none_or(|to| time < to))
    }

    /// What it covers, whatever is filtered.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage { days: BTreeSet::new(), span: None, logs: BTreeSet::new(), audit_days: 0 };
        for fact in self.data.facts().filter(|fact| self.covers(fact)) {
            coverage.days.insert(self.data.input.zone.day(fact.value.first));
            coverage.logs.insert(fact.key.log);
            let (first, last) = coverage.span.unwrap_or((fact.value.first, fact.value.last));
            coverage.span = Some((first.min(fact.value.first), last.max(fact.value.last)));
        }
        let audits = self.data.input.audits.iter().filter(|event| self.holds(event.time));
        coverage.audit_days = audits.map(|event| self.data.input.zone.day(event.time)).collect::<BTreeSet<_>>().len() as u64;
        coverage
    }
}

/// What one side of a comparison covers.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Days (numbers, in the zone) with any sign-in of a user: those without are no part of an average.
    pub days: BTreeSet<i64>,
    /// First and last sign-in of a user (seconds since 1970-01-01 UTC).
    pub span: Option<(i64, i64)>,
    /// The logs that have any.
    pub logs: BTreeSet<Log>,
    /// Days with any audit event.
    pub audit_days: u64,
}

impl Coverage {
    /// Days of sign-ins.
    #[must_use]
    pub fn sign_in_days(&self) -> u64 {
        self.days.len() as u64
    }
}
