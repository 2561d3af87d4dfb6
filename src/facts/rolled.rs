//! Sign-ins that are rolled up where they are read: a whole row group is columns of codes, and what is asked of it are counts over some of
//! them (see [`super::apart`]). Only where no copies have to be found first, and the whole of the input is wanted.

use super::apart::{Bare, Circumstances};
use super::{Facts, Keep};
use crate::model::time::Zone;
use crate::model::{Log, Numbered, PartColumn, PartMap, Parts};

/// Sign-ins of one log, rolled up; parts are those of the worker that read them.
pub struct Rolled {
    log: Log,
    /// For each file how many, the time of the first and of the last.
    files: Vec<(usize, u64, (i64, i64))>,
    pub(super) ended: Vec<Ended>,
    /// Those who met: the numbers of the tenant and of the circumstances.
    pub(super) met: Vec<(u32, u32)>,
    /// For those who met, as their place, the time of a sign-in of each day, the accounts and the applications.
    pub(super) days: Vec<(u32, i64)>,
    pub(super) accounts: Vec<(u32, u32)>,
    pub(super) apps: Vec<(u32, u32)>,
    /// When each account and each pair of applications was seen last.
    who: Vec<(u32, i64)>,
    what: Vec<(u32, i64)>,
}

/// So many sign-ins of a tenant that ended like that; first and last.
pub(super) struct Ended {
    pub tenant: u32,
    pub how: u32,
    pub span: (i64, i64),
    pub count: u32,
}

/// The parts of rows, and the file of each as its place in the input order: none where all are of `only`.
pub struct RolledRows<'r> {
    /// The log.
    pub log: Log,
    /// The time of each (seconds since 1970-01-01 UTC).
    pub times: &'r [i64],
    /// The account of each.
    pub who: &'r PartColumn,
    /// The applications of each.
    pub what: &'r PartColumn,
    /// The circumstances of each.
    pub how: &'r PartColumn,
    /// The file of all.
    pub only: usize,
    /// The file of each.
    pub files: &'r [usize],
}

impl Rolled {
    /// Whether what is wanted can be rolled up where it is read.
    #[must_use]
    pub fn suffices(keep: &Keep) -> bool {
        keep.apart && keep.facts && !keep.events && keep.window == (None, None) && keep.split.is_none()
    }

    /// Rolls rows up.
    #[must_use]
    pub fn of(rows: &RolledRows<'_>, zone: Zone, bare: &mut Bare, parts: &mut Parts) -> Self {
        let &RolledRows { log, times, who, what, how, only, files } = rows;
        let homes: Vec<u32> = who.parts.iter().map(|&number| bare.tenant(number, parts)).collect();
        let ends: Vec<Circumstances> = how.parts.iter().map(|&number| bare.circumstances(number, parts)).collect();
        let column = |rows: &Numbered, values: &mut dyn Iterator<Item = u32>| {
            let (codes, distinct) = Numbered::codes(values);
            (rows.spread(&codes), distinct.len())
        };
        let (tenants, tenant_count) = column(&who.rows, &mut homes.iter().copied());
        let (mets, met_count) = column(&how.rows, &mut ends.iter().map(|end| end.met));
        let (ended, ended_count) = column(&how.rows, &mut ends.iter().map(|end| end.ended));
        let (days, day_count) = days(times, zone);

        let met = Numbered::alike(times.len()).by(&tenants, tenant_count).by(&mets, met_count);
        let tenant = |row: usize| homes[who.rows.numbers()[row] as usize];
        let end = |row: usize| ends[how.rows.numbers()[row] as usize];
        let counted = met.clone().by(&ended, ended_count);
        let tallies = counted.first_rows().zip(counts(&counted)).zip(spans(&counted, times));
        let ended = tallies.map(|((row, count), span)| Ended { tenant: tenant(row), how: end(row).ended, span, count }).collect();
        let days = met.clone().by(&days, day_count).first_rows().map(|row| (met.numbers()[row], times[row])).collect();
        let accounts = pairs(&met, who);
        let apps = pairs(&met, what);
        let met = met.first_rows().map(|row| (tenant(row), end(row).met)).collect();

        let last = |column: &PartColumn| column.parts.iter().copied().zip(spans(&column.rows, times).map(|(_, last)| last)).collect();
        let files = if files.is_empty() {
            // Without rows there is no span.
            spans(&Numbered::alike(times.len()), times).map(|span| (only, times.len() as u64, span)).collect()
        } else {
            let (codes, distinct) = Numbered::codes(files.iter().map(|&file| u32::try_from(file).unwrap_or(u32::MAX)));
            let by_file = Numbered::alike(times.len()).by(&codes, distinct.len());
            let tallies = by_file.first_rows().zip(counts(&by_file)).zip(spans(&by_file, times));
            tallies.map(|((row, count), span)| (files[row], u64::from(count), span)).collect()
        };
        Self { log, files, ended, met, days, accounts, apps, who: last(who), what: last(what) }
    }

    /// The log.
    pub(super) fn log(&self) -> Log {
        self.log
    }

    /// For each file how many, the time of the first and of the last.
    pub(super) fn files(&self) -> &[(usize, u64, (i64, i64))] {
        &self.files
    }

    /// Adds all to facts, which have other numbers for the parts.
    pub(super) fn add_to(&self, facts: &mut Facts, map: &PartMap) {
        for &(who, last) in &self.who {
            facts.see_who(map.who(who), last);
        }
        for &(what, last) in &self.what {
            facts.see_what(map.what(what), last);
        }
        facts.add_rolled(self, map);
    }
}

/// Those who met, as their place, and the part that each row has. Some come more than once: that hardly any do is enough.
fn pairs(met: &Numbered, column: &PartColumn) -> Vec<(u32, u32)> {
    let mut last = vec![u32::MAX; column.parts.len()];
    let rows = met.numbers().iter().zip(column.rows.numbers());
    let new = rows.filter_map(|(&met, &number)| (std::mem::replace(&mut last[number as usize], met) != met).then_some((met, number)));
    new.map(|(met, number)| (met, column.parts[number as usize])).collect()
}

/// The days of times, as codes, and how many there are.
fn days(times: &[i64], zone: Zone) -> (Vec<u32>, usize) {
    // No zone of the years that logs are of changes its day within a quarter of an hour.
    let mut last = (i64::MAX, 0);
    let day = |&time: &i64| {
        let quarter = time.div_euclid(super::QUARTER);
        if last.0 != quarter {
            last = (quarter, u32::try_from(zone.day(time).rem_euclid(i64::from(u32::MAX))).unwrap_or_default());
        }
        last.1
    };
    let days: Vec<u32> = times.iter().map(day).collect();
    let (first, last) = days.iter().fold((u32::MAX, 0), |(first, last), &day| (first.min(day), last.max(day)));
    let count = last.saturating_sub(first) as usize + 1;
    (days.into_iter().map(|day| day - first).collect(), count)
}

/// How many rows have each number.
fn counts(rows: &Numbered) -> Vec<u32> {
    let mut counts = vec![0; rows.count()];
    for &number in rows.numbers() {
        counts[number as usize] += 1;
    }
    counts
}

/// The first and the last time of each number.
fn spans(rows: &Numbered, times: &[i64]) -> impl Iterator<Item = (i64, i64)> {
    let mut spans = vec![(i64::MAX, i64::MIN); rows.count()];
    for (&number, &time) in rows.numbers().iter().zip(times) {
        let (first, last) = &mut spans[number as usize];
        (*first, *last) = ((*first).min(time), (*last).max(time));
    }
    spans.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Granularity;
    use crate::model::{AppId, ErrorCode, How, NewParts, SignIn, Sym, TenantId, UserId, What, Who};
    use proptest::prelude::*;

    /// All facts, and when each account and each pair of applications was seen last, as texts in an order of their own.
    fn told(facts: &Facts) -> Vec<String> {
        let fact = |place: usize| {
            let (mut key, value) = facts.get(place);
            // Of many days, a count lies on that of its first sign-in, as read or by time.
            key.bucket = 0;
            format!("{key:?} {value:?}")
        };
        let (together, parts) = (facts.together().expect("told apart"), facts.parts());
        let met = |place: u32| {
            let (tenant, how, in_window) = together.met(place as usize);
            format!("{:?} {:?} {in_window}", parts.who.values()[tenant as usize], parts.how.values()[how as usize])
        };
        let days = together.days().map(|(place, day)| format!("{} {day}", met(place)));
        let accounts = together.accounts().map(|(place, who)| format!("{} {:?}", met(place), parts.who.values()[who as usize]));
        let apps = together.apps().map(|(place, what)| format!("{} {:?}", met(place), parts.what.values()[what as usize]));
        let seen = days.chain(accounts).chain(apps);
        let last = |(part, time): (String, &i64)| format!("{part} {time}");
        let who = facts.parts().who.values().iter().map(|who| format!("{who:?}")).zip(&facts.who_last).filter(|(_, time)| **time > i64::MIN);
        let what = facts.parts().what.values().iter().map(|what| format!("{what:?}")).zip(&facts.what_last).filter(|(_, time)| **time > i64::MIN);
        let mut told: Vec<String> = (0..facts.len()).map(fact).chain(who.map(last)).chain(what.map(last)).chain(seen).collect();
        told.sort();
        told
    }

    fn column(numbers: Vec<u32>) -> PartColumn {
        let (codes, parts) = Numbered::codes(numbers);
        PartColumn { rows: Numbered::alike(codes.len()).by(&codes, parts.len() + 1), parts }
    }

    proptest! {
        /// Rolled up row group by row group, sign-ins make the facts that they make one by one.
        #[test]
        fn rolled_up_they_make_the_same_facts(
            groups in proptest::collection::vec(proptest::collection::vec((0u32..4, 0u32..3, 0u32..3, 0u32..4, 0i64..3, 0i64..400_000), 1..40), 1..4)
        ) {
            let zone = Zone::parse("Asia/Tokyo").expect("a zone");
            let (mut one, mut many) = (Facts::new(Granularity::Day, zone), Facts::new(Granularity::Day, zone));
            let (mut parts, mut bare, mut map) = (Parts::default(), Bare::default(), PartMap::default());
            let same: Vec<Sym> = (0..20).map(Sym).collect();
            for group in groups {
                let event = |&(user, home, resource, app, code, time): &(u32, u32, u32, u32, i64, i64)| SignIn {
                    user: UserId(Sym(user)),
                    lower_upn: Sym(10 + user % 2),
                    home: TenantId(Sym(1 + home)),
                    resource_tenant: TenantId(Sym(1 + resource)),
                    app: AppId(Sym(5 + app)),
                    code: ErrorCode(code),
                    ..SignIn::empty(time, Log::Interactive)
                };
                let events: Vec<SignIn> = group.iter().map(event).collect();
                let known = parts.lengths();
                for event in &events {
                    let (who, what, how) = (Who::of(event), What::of(event), How::of(event));
                    let numbers = crate::model::PartNumbers {
                        who: one.parts_mut().who.number(who),
                        what: one.parts_mut().what.number(what),
                        how: one.parts_mut().how.number(how),
                    };
                    one.see(numbers, event.time);
                    one.add_apart(numbers, (event.time, event.time), 1, true);
                }
                let times: Vec<i64> = events.iter().map(|event| event.time).collect();
                let who = column(events.iter().map(|event| parts.who.number(Who::of(event))).collect());
                let what = column(events.iter().map(|event| parts.what.number(What::of(event))).collect());
                let how = column(events.iter().map(|event| parts.how.number(How::of(event))).collect());
                let files: Vec<usize> = group.iter().map(|row| row.3 as usize).collect();
                let rows = RolledRows { log: Log::Interactive, times: &times, who: &who, what: &what, how: &how, only: 0, files: &files };
                let rolled = Rolled::of(&rows, zone, &mut bare, &mut parts);
                NewParts::default().of(&parts, known).learn(&mut map, &same, many.parts_mut());
                rolled.add_to(&mut many, &map);
                for &(file, count, span) in rolled.files() {
                    let of_file: Vec<i64> = files.iter().zip(&times).filter(|(other, _)| **other == file).map(|(_, time)| *time).collect();
                    prop_assert_eq!((count, Some(span.0), Some(span.1)), (of_file.len() as u64, of_file.iter().min().copied(), of_file.iter().max().copied()));
                }
            }
            one.close();
            many.close();
            prop_assert_eq!(told(&many), told(&one));
        }
    }
}
