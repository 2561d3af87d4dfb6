//! The roll-up: sign-ins that are alike in everything a table asks for are one fact with a count. All tables are computed from facts.
//!
//! A fact holds what the log says, not what it means: direction, outcome and kind of user are derived when the own tenants are known, which
//! may be only after the last record (see `classify`). It is stored as the numbers of its parts (see `model::Parts`), and is spelled out
//! when it is looked at. Facts are kept in the order of first appearance.

mod apart;
mod collect;
mod counted;
mod ids;
mod names;
mod own_tenant;
mod rolled;

pub use apart::{Bare, Together};
pub use collect::{AuditCopies, Batch, Collected, Collector, Crossing, Keep, SignInRow, Window};
pub use counted::{Beside, CountedInput, Twice};
pub use names::{LatestText, Names};
pub use own_tenant::{OwnEvidence, resolve_own};
pub use rolled::{Rolled, RolledRows};

use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;

use apart::Apart;
use hashbrown::{DefaultHashBuilder, HashMap, HashSet, HashTable};

use crate::classify::Side;
use crate::model::time::Zone;
use crate::model::{
    AppId, Direction, ErrorCode, Evidence, How, Interner, Log, Outcome, PartNumbers, Parts, StatusText, Sym, TenantId, UserKey, UserKind, UserType,
    What, Who,
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
    /// Client application; its name where it has no id.
    pub app: AppId,
    /// Resource application, likewise.
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
    /// What the sign-in shows about multifactor authentication, device, protocol and risk.
    pub evidence: Evidence,
    /// Whether the event lies between `--from` and `--to`.
    pub in_window: bool,
}

impl FactKey {
    /// The key of a sign-in with these parts, in the time bucket it belongs to.
    #[must_use]
    pub fn of(who: &Who, what: &What, how: &How, bucket: i64, in_window: bool) -> Self {
        let (app, resource) = what.keys();
        Self {
            bucket,
            home: who.home,
            resource_tenant: how.resource_tenant,
            access_type: how.access_type,
            user: who.key(),
            app,
            resource,
            country: how.country,
            code: how.code,
            log: how.log,
            user_type: who.user_type,
            status: how.status,
            risk_in_reason: how.risk_in_reason,
            evidence: how.evidence,
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

/// Width of the time buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// Calendar days of the report's zone.
    Day,
    /// Hours of the report's zone.
    Hour,
}

/// Sign-ins with the same parts in the same time bucket, as they are stored: there may be many millions.
#[derive(Clone, Copy, Debug)]
struct StoredFact {
    parts: PartNumbers,
    slot: Slot,
    count: u32,
    /// Time of the first, in seconds from the start of the slot.
    first: i32,
    /// Time of the last, likewise.
    last: i32,
}

/// A time bucket, whether the sign-ins in it lie between `--from` and `--to`, and on which side of the split: all in one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Slot(i32);

impl Slot {
    fn new(number: i64, in_window: bool, after: bool) -> Self {
        // Logs end with the year 9999.
        Self(i32::try_from(number * 4 + i64::from(after) * 2 + i64::from(in_window)).unwrap_or(i32::MAX))
    }

    fn number(self) -> i64 {
        i64::from(self.0 >> 2)
    }

    fn in_window(self) -> bool {
        self.0 & 1 == 1
    }

    /// The same without its bucket.
    fn side(self) -> Self {
        Self(self.0 & 3)
    }
}

/// The start of an hour is told by the quarter of an hour it lies in: no zone is off by less.
const QUARTER: i64 = 900;
const DAY: i64 = 86_400;

/// A set of facts. Adding only sums, and takes the earliest and the latest: the result does not depend on the order.
pub struct Facts {
    parts: Parts,
    rows: Vec<StoredFact>,
    /// Places in `rows`, by slot: logs are read day by day, and the table of a day fits the cache. Four bytes each: that a table which grows
    /// must look at the rows again costs less than to carry their hashes.
    index: Vec<(Slot, HashTable<u32>)>,
    /// The place in `index` of each slot, and of the one that was used last.
    slots: HashMap<Slot, usize>,
    current: usize,
    /// What is known of sign-ins whose accounts and applications are told apart, while they are added and then.
    apart: Option<Box<Apart>>,
    together: Option<Together>,
    hasher: DefaultHashBuilder,
    granularity: Granularity,
    zone: Zone,
    /// A time that no fact lies on both sides of.
    split: Option<i64>,
    /// When each account and each pair of applications was seen last: who is named how.
    who_last: Vec<i64>,
    what_last: Vec<i64>,
}

impl Facts {
    /// No facts yet.
    #[must_use]
    pub fn new(granularity: Granularity, zone: Zone) -> Self {
        Self {
            parts: Parts::default(),
            rows: Vec::new(),
            index: Vec::new(),
            slots: HashMap::new(),
            current: 0,
            apart: None,
            together: None,
            hasher: DefaultHashBuilder::default(),
            granularity,
            zone,
            split: None,
            who_last: Vec::new(),
            what_last: Vec::new(),
        }
    }

    /// The parts that facts are made of.
    #[must_use]
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The parts, to add some.
    pub fn parts_mut(&mut self) -> &mut Parts {
        &mut self.parts
    }

    /// Notes when the account and the applications of a sign-in were seen: their names are those they had last.
    pub fn see(&mut self, parts: PartNumbers, time: i64) {
        self.see_who(parts.who, time);
        self.see_what(parts.what, time);
    }

    /// The same of many, of which accounts and applications will be told apart or not.
    fn see_all(&mut self, sign_ins: &[(PartNumbers, i64)], apart: bool) {
        for &(parts, time) in sign_ins {
            self.see_who(parts.who, time);
        }
        for &(parts, time) in sign_ins {
            self.see_what(parts.what, time);
        }
        if apart {
            self.look_at_accounts(sign_ins);
        }
    }

    fn see_who(&mut self, who: u32, time: i64) {
        see(&mut self.who_last, who, time);
    }

    fn see_what(&mut self, what: u32, time: i64) {
        see(&mut self.what_last, what, time);
    }

    /// Splits the time in two before anything is added: no fact holds sign-ins from before `at` and from then on.
    pub fn split_at(&mut self, at: Option<i64>) {
        self.split = at;
    }

    /// The time that no fact lies on both sides of (seconds since 1970-01-01 UTC).
    #[must_use]
    pub fn split(&self) -> Option<i64> {
        self.split
    }

    /// The time bucket of a sign-in.
    fn slot(&self, time: i64, in_window: bool) -> Slot {
        let number = match self.granularity {
            Granularity::Day => self.zone.day(time),
            Granularity::Hour => self.zone.hour_start(time).div_euclid(QUARTER),
        };
        Slot::new(number, in_window, self.split.is_some_and(|split| time >= split))
    }

    /// How many seconds a time lies behind the start of a bucket. A day of any zone begins less than a day from that of UTC.
    fn offset(&self, slot: Slot, time: i64) -> Option<i32> {
        let width = if self.granularity == Granularity::Day { DAY } else { QUARTER };
        i32::try_from(time - slot.number() * width).ok()
    }

    /// Adds a sign-in; returns the place of its fact.
    pub fn add(&mut self, parts: PartNumbers, time: i64, in_window: bool) -> u32 {
        self.add_many(parts, (time, time), 1, in_window)
    }

    /// Adds sign-ins of one bucket, the first and the last at these times; returns the place of their fact. None of them says only what was
    /// seen together.
    pub fn add_many(&mut self, parts: PartNumbers, span: (i64, i64), count: u32, in_window: bool) -> u32 {
        self.add_under(self.slot(span.0, in_window), parts, span, count, in_window)
    }

    /// Whether two times lie in one bucket.
    pub(super) fn alike(&self, (first, last): (i64, i64)) -> bool {
        self.slot(first, true) == self.slot(last, true)
    }

    /// Adds a sign-in to the facts of a key, of which one with its parts is its own: that of its bucket, or of several buckets.
    fn add_under(&mut self, key: Slot, parts: PartNumbers, (time, last): (i64, i64), count: u32, in_window: bool) -> u32 {
        if self.index.get(self.current).is_none_or(|(known, _)| *known != key) {
            self.current = *self.slots.entry(key).or_insert_with(|| {
                self.index.push((key, HashTable::new()));
                self.index.len() - 1
            });
        }
        let hash = self.hasher.hash_one(parts);
        let new = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let found = self.index[self.current].1.find(hash, |&row| self.rows[row as usize].parts == parts).copied();
        if let Some(row) = found.filter(|&row| self.extend(row, (time, last), count)) {
            return row;
        }
        let Self { rows, index, current, hasher, .. } = self;
        let index = &mut index[*current].1;
        if let Some(row) = found.and_then(|_| index.find_mut(hash, |&row| rows[row as usize].parts == parts)) {
            // A full one is followed by another.
            *row = new;
        } else {
            index.insert_unique(hash, new, |&row| hasher.hash_one(rows[row as usize].parts));
        }
        self.push(parts, (time, last), in_window, count);
        new
    }

    /// Adds sign-ins to the fact at a place, where it has room for them.
    fn extend(&mut self, row: u32, (time, last): (i64, i64), count: u32) -> bool {
        let slot = self.rows[row as usize].slot;
        let (first, end) = (self.offset(slot, time), self.offset(slot, last));
        let old = &mut self.rows[row as usize];
        let (Some(count), Some(first), Some(end)) = (old.count.checked_add(count), first, end) else { return false };
        (old.count, old.first, old.last) = (count, old.first.min(first), old.last.max(end));
        true
    }

    fn push(&mut self, parts: PartNumbers, (time, last): (i64, i64), in_window: bool, count: u32) {
        let slot = self.slot(time, in_window);
        let offset = |time| self.offset(slot, time).unwrap_or(i32::MAX);
        self.rows.push(StoredFact { parts, slot, count, first: offset(time), last: offset(last) });
    }

    /// Gives back what only adding needs.
    pub fn close(&mut self) {
        (self.index, self.slots) = (Vec::new(), HashMap::new());
        self.together = self.apart.take().map(|apart| apart.close());
    }

    /// What was seen together, where accounts and applications are told apart: then facts name neither.
    #[must_use]
    pub fn together(&self) -> Option<&Together> {
        self.together.as_ref()
    }

    /// How many facts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The parts of each fact, and how many sign-ins it stands for, in the order of first appearance.
    pub fn counts(&self) -> impl Iterator<Item = (PartNumbers, u64)> {
        self.rows.iter().map(|row| (row.parts, u64::from(row.count)))
    }

    /// The numbers of the parts of the fact at a place.
    #[must_use]
    pub fn part_numbers(&self, place: usize) -> PartNumbers {
        self.rows[place].parts
    }

    /// What the fact at a place says.
    #[must_use]
    pub fn get(&self, place: usize) -> (FactKey, FactValue) {
        let row = &self.rows[place];
        let number = row.slot.number();
        let width = if self.granularity == Granularity::Day { DAY } else { QUARTER };
        let at = |offset: i32| number * width + i64::from(offset);
        let value = FactValue { count: u64::from(row.count), first: at(row.first), last: at(row.last) };
        let bucket = if self.granularity == Granularity::Day { number } else { self.zone.hour_start(value.first) };
        let who = &self.parts.who.values()[row.parts.who as usize];
        let what = &self.parts.what.values()[row.parts.what as usize];
        let how = &self.parts.how.values()[row.parts.how as usize];
        (FactKey::of(who, what, how, bucket, row.slot.in_window()), value)
    }

    /// The days, in the zone, on which each log has sign-ins.
    #[must_use]
    pub fn days(&self) -> BTreeMap<Log, BTreeSet<i64>> {
        let log = |how: u32| self.parts.how.values()[how as usize].log;
        let mut slots: HashSet<(Log, i64)> = self.rows.iter().map(|row| (log(row.parts.how), row.slot.number())).collect();
        if let Some(together) = &self.together {
            slots.extend(together.days().map(|(place, day)| (log(together.met(place as usize).1), day)));
        }
        let mut days: BTreeMap<Log, BTreeSet<i64>> = BTreeMap::new();
        for (log, number) in slots.into_iter().collect::<BTreeSet<_>>() {
            let day = if self.granularity == Granularity::Day { number } else { self.zone.day(number * QUARTER + QUARTER - 1) };
            days.entry(log).or_default().insert(day);
        }
        days
    }

    /// The names over all sign-ins seen; `earlier` = with those that users had before.
    #[must_use]
    pub fn names(&self, texts: &Interner, earlier: bool) -> Names {
        let mut names = Names::default();
        for (who, &last) in self.parts.who.values().iter().zip(&self.who_last) {
            if last > i64::MIN {
                names.see_who(who, last, texts);
                if earlier {
                    names.see_known_as(who);
                }
            }
        }
        for (what, &last) in self.parts.what.values().iter().zip(&self.what_last) {
            if last > i64::MIN {
                names.see_what(what, last, texts);
            }
        }
        names
    }
}

/// Notes when a part was seen.
fn see(last: &mut Vec<i64>, part: u32, time: i64) {
    let part = part as usize;
    if last.len() <= part {
        last.resize(part + 1, i64::MIN);
    }
    last[part] = last[part].max(time);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SignIn, UserId};
    use proptest::prelude::*;

    fn sorted(facts: &Facts) -> Vec<String> {
        let mut rows: Vec<_> = (0..facts.len()).map(|place| format!("{:?}", facts.get(place))).collect();
        rows.sort();
        rows
    }

    fn sign_in(n: u32) -> SignIn {
        SignIn {
            home: TenantId(Sym(n % 2)),
            resource_tenant: TenantId(Sym(1)),
            user: UserId(Sym(n % 5)),
            app: AppId(Sym(n % 3)),
            ..SignIn::empty(0, Log::Interactive)
        }
    }

    #[test]
    fn no_fact_lies_on_both_sides_of_the_split() {
        let mut facts = Facts::new(Granularity::Day, Zone::UTC);
        facts.split_at(Some(1_790_000_000));
        let parts = facts.parts_mut().of(&sign_in(1));
        for time in [1_789_999_999, 1_790_000_000, 1_789_999_990, 1_790_000_001] {
            facts.add(parts, time, true);
        }
        let spans: Vec<_> = (0..facts.len()).map(|place| facts.get(place).1).map(|value| (value.count, value.first, value.last)).collect();
        assert_eq!(spans, [(2, 1_789_999_990, 1_789_999_999), (2, 1_790_000_000, 1_790_000_001)]);
    }

    proptest! {
        /// In whatever order the events come, the facts are the same, and they say of each event what it said.
        #[test]
        fn order_does_not_matter_and_nothing_is_lost(
            events in proptest::collection::vec((0u32..30, 0i64..200_000, any::<bool>()), 0..200),
            hours in any::<bool>(),
            zone in prop_oneof![Just("UTC"), Just("Asia/Tokyo"), Just("Australia/Lord_Howe"), Just("America/New_York")],
        ) {
            let zone = Zone::parse(zone).expect("a zone");
            let granularity = if hours { Granularity::Hour } else { Granularity::Day };
            let (mut forward, mut backward) = (Facts::new(granularity, zone), Facts::new(granularity, zone));
            let start = 1_790_000_000;
            let add = |facts: &mut Facts, &(n, time, in_window): &(u32, i64, bool)| {
                let parts = facts.parts_mut().of(&sign_in(n));
                facts.add(parts, start + time, in_window) as usize
            };
            let mut naive: std::collections::BTreeMap<String, FactValue> = std::collections::BTreeMap::new();
            for event in &events {
                let place = add(&mut forward, event);
                let time = start + event.1;
                let bucket = if hours { zone.hour_start(time) } else { zone.day(time) };
                let event_key = sign_in(event.0);
                let key = FactKey::of(&Who::of(&event_key), &What::of(&event_key), &How::of(&event_key), bucket, event.2);
                prop_assert_eq!(forward.get(place).0, key);
                let value = naive.entry(format!("{key:?}")).or_insert(FactValue { count: 0, first: time, last: time });
                *value = FactValue { count: value.count + 1, first: value.first.min(time), last: value.last.max(time) };
            }
            for event in events.iter().rev() {
                add(&mut backward, event);
            }
            prop_assert_eq!(sorted(&forward), sorted(&backward));
            let found: std::collections::BTreeMap<String, FactValue> =
                (0..forward.len()).map(|place| forward.get(place)).map(|(key, value)| (format!("{key:?}"), value)).collect();
            prop_assert_eq!(found, naive);
            let days: BTreeSet<i64> = events.iter().map(|event| zone.day(start + event.1)).collect();
            prop_assert_eq!(forward.days().remove(&Log::Interactive).unwrap_or_default(), days);
        }
    }
}
