//! The roll-up: sign-ins that are alike in everything a table asks for are one fact with a count. All tables are computed from facts.
//!
//! A fact holds what the log says, not what it means: direction, outcome and kind of user are derived once per fact when the own
//! tenants are known, which may be only after the last record (see `classify`). Facts are kept in the order of first appearance.

mod collect;
mod names;
mod own_tenant;

pub use collect::{AuditCopies, Batch, Collected, Collector, Crossing, Keep};
pub use names::{LatestText, Names};
pub use own_tenant::{OwnEvidence, resolve_own};

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::classify::Side;
use crate::model::{
    AppId, Direction, ErrorCode, Log, Outcome, ShortHash, SignIn, StatusText, Sym, TenantId, UndeterminedReason, UserKey, UserKind, UserType,
};

/// What makes two sign-ins the same fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FactKey {
    /// Day number in the zone of the report, or start of the hour in seconds since 1970-01-01 UTC (see `Granularity`).
    pub bucket: i64,
    /// Home tenant.
    pub home: TenantId,
    /// Resource tenant.
    pub resource_tenant: TenantId,
    /// Canonical cross-tenant access type.
    pub access_type: Sym,
    /// User.
    pub user: UserKey,
    /// Client application.
    pub app: AppId,
    /// Resource application.
    pub resource: AppId,
    /// Country or region.
    pub country: Sym,
    /// Error code.
    pub code: ErrorCode,
    /// Log.
    pub log: Log,
    /// Guest or member.
    pub user_type: UserType,
    /// Status in words.
    pub status: StatusText,
    /// Whether the failure reason of a 530032 speaks of risk.
    pub risk_in_reason: bool,
    /// Whether the event lies between `--from` and `--to`.
    pub in_window: bool,
}

impl FactKey {
    /// The key of an event, in the time bucket it belongs to.
    #[must_use]
    pub fn of(event: &SignIn, bucket: i64, in_window: bool) -> Self {
        Self {
            bucket,
            home: event.home,
            resource_tenant: event.resource_tenant,
            access_type: event.access_type,
            user: UserKey::new(event.user, event.lower_upn),
            app: event.app,
            resource: event.resource,
            country: event.country,
            code: event.code,
            log: event.log,
            user_type: event.user_type,
            status: event.status,
            risk_in_reason: event.risk_in_reason,
            in_window,
        }
    }
}

/// How often, and when first and last (seconds since 1970-01-01 UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactValue {
    /// Number of sign-ins.
    pub count: u64,
    /// Time of the first.
    pub first: i64,
    /// Time of the last.
    pub last: i64,
}

/// Sign-ins that are alike, and what they mean for us: known only when the own tenants are, after the last record.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// What the logs say.
    pub key: FactKey,
    /// How often and when.
    pub value: FactValue,
    /// Direction seen from the own tenants.
    pub direction: Direction,
    /// The tenant on the other side.
    pub partner: TenantId,
    /// How the sign-ins ended.
    pub outcome: Outcome,
    /// What kind of user.
    pub user_kind: UserKind,
    /// Who must act, for failures and interruptions.
    pub side: Side,
}

impl Fact {
    /// A fact of which nobody has said yet what it means.
    fn raw(key: FactKey, value: FactValue) -> Self {
        Self {
            key,
            value,
            direction: Direction::Undetermined(UndeterminedReason::BothAbsent),
            partner: TenantId::ABSENT,
            outcome: Outcome::Unknown,
            user_kind: UserKind::Unknown,
            side: Side::Unclassified,
        }
    }
}

/// Width of the time buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// Calendar days of the report's zone.
    Day,
    /// Hours of the report's zone.
    Hour,
}

/// A set of facts. Adding and merging only sum, and take the earliest and the latest: the result does not depend on the order.
#[derive(Default)]
pub struct Facts {
    rows: Vec<Fact>,
    index: HashTable<(ShortHash, u32)>,
    hasher: DefaultHashBuilder,
}

impl Facts {
    /// Adds sign-ins with the same key; returns the place of their fact in [`Facts::rows`].
    pub fn add(&mut self, key: FactKey, value: FactValue) -> u32 {
        let hash = ShortHash::of(self.hasher.hash_one(key));
        if let Some(&(_, row)) = self.index.find(hash.spread(), |&(other, row)| other == hash && self.rows[row as usize].key == key) {
            let old = &mut self.rows[row as usize].value;
            old.count += value.count;
            old.first = old.first.min(value.first);
            old.last = old.last.max(value.last);
            return row;
        }
        let row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(Fact::raw(key, value));
        self.index.insert_unique(hash.spread(), (hash, row), |(hash, _)| hash.spread());
        row
    }

    /// Adds all facts of another set that uses the same interner.
    pub fn merge(&mut self, other: &Self) {
        for fact in &other.rows {
            self.add(fact.key, fact.value);
        }
    }

    /// All facts, in the order of first appearance.
    #[must_use]
    pub fn rows(&self) -> &[Fact] {
        &self.rows
    }

    /// All facts, to be classified.
    #[must_use]
    pub fn into_rows(self) -> Vec<Fact> {
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(n: u32) -> FactKey {
        FactKey {
            bucket: i64::from(n % 3),
            home: TenantId(Sym(n % 2)),
            resource_tenant: TenantId(Sym(1)),
            access_type: Sym::ABSENT,
            user: UserKey::from_number(n % 5),
            app: AppId::ABSENT,
            resource: AppId::ABSENT,
            country: Sym::ABSENT,
            code: ErrorCode(0),
            log: Log::Interactive,
            user_type: UserType::Absent,
            status: StatusText::Absent,
            risk_in_reason: false,
            in_window: true,
        }
    }

    fn sorted(facts: &Facts) -> Vec<String> {
        let mut rows: Vec<_> = facts.rows().iter().map(|row| format!("{row:?}")).collect();
        rows.sort();
        rows
    }

    proptest! {
        /// However the events are split into parts, and in whatever order the parts are merged, the facts are the same.
        #[test]
        fn split_and_order_do_not_matter(events in proptest::collection::vec((0u32..30, 0i64..1000), 0..200), parts in 1usize..5) {
            let add = |facts: &mut Facts, &(n, time): &(u32, i64)| { facts.add(key(n), FactValue { count: 1, first: time, last: time }); };
            let mut whole = Facts::default();
            for event in &events {
                add(&mut whole, event);
            }
            let mut merged = Facts::default();
            for part in (0..parts).rev() {
                let mut some = Facts::default();
                for event in events.iter().skip(part).step_by(parts) {
                    add(&mut some, event);
                }
                merged.merge(&some);
            }
            prop_assert_eq!(sorted(&whole), sorted(&merged));
            prop_assert_eq!(whole.rows().iter().map(|fact| fact.value.count).sum::<u64>(), events.len() as u64);
        }
    }
}
