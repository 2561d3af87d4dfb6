//! A day of sign-ins, distilled: what crosses the border stays whole, what stays at home is counted. A pure function of the file.
//!
//! A sign-in is *quiet* where home, resource and owner of the log are one tenant, it carries no label and no guest, and nothing else about it
//! is counted by itself (an event without an id, an application without one). Quiet ones are counted by quarter hour and by how they ended;
//! rows of zero keep the names that accounts and applications had, and when accounts were there. Workloads are counted by quarter hour and all
//! their parts. Quarter hours are those of UTC, so that any zone's days and hours are made of whole ones.

use std::collections::BTreeMap;

use polars::prelude::PolarsResult;

use super::columns::Parquet;
use super::table::{Row, read_sign_ins, write_counted};
use crate::model::{Counted, How, Interner, Log, PartNumbers, Parts, QUARTER, SignIn, Sym, TenantId, UserType, What, Who};

/// A file, distilled.
pub struct Distilled {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its rows.
    pub rows: u64,
    /// Sign-ins that are counted.
    pub counted: u64,
}

/// Sign-ins of one source that are alike, by quarter of an hour.
type Alike = (u32, i64, [u32; 3]);

/// The rows of a file in the making.
#[derive(Default)]
struct Rows {
    parts: Parts,
    whole: Vec<Row<SignIn>>,
    /// When the first was, and the rest.
    counted: BTreeMap<Alike, (i64, Counted)>,
    /// Accounts and applications by the tenant they were met in, with a source and when they were seen last.
    names: BTreeMap<[u32; 3], (u32, Counted)>,
}

/// Distils a file of sign-ins of a log; `None` where nothing in it is to be counted.
///
/// # Errors
/// The bytes are damaged, or of a version that is not known.
pub fn distill(file: &Parquet, log: Log) -> PolarsResult<Option<Distilled>> {
    let (mut texts, mut rows) = (Interner::new(), Rows::default());
    let none = texts.intern("none");
    for group in 0..file.row_groups().len() {
        for row in read_sign_ins(file, group, log, &mut texts)? {
            rows.take(row, none);
        }
    }
    if rows.counted.is_empty() {
        return Ok(None);
    }
    let counted = rows.counted.values().map(|(_, counted)| u64::from(counted.sign_ins)).sum();
    let (rows, of) = rows.in_order(log);
    Ok(Some(Distilled { bytes: write_counted(&rows, &of, &texts)?, rows: rows.len() as u64, counted }))
}

impl Rows {
    fn take(&mut self, row: Row<SignIn>, none: Sym) {
        let event = row.event;
        if event.log.is_workload() {
            // Whether the reason speaks of risk is told by the reason alone.
            if event.id.is_absent() || event.risk_in_reason {
                self.whole.push(row);
            } else {
                let parts = self.parts.of(&event);
                self.count(row.source, event.time, parts);
            }
            return;
        }
        if !is_quiet(&event, none) {
            self.whole.push(row);
            return;
        }
        let how = How { country: Sym::ABSENT, risk_in_reason: false, ..How::of(&event) };
        let place = self.parts.how.number(How { access_type: Sym::ABSENT, ..how.without_end() });
        let at_home = Who { home: event.home, ..Who::ABSENT };
        let numbers = PartNumbers {
            who: self.parts.who.number(Who { masked: event.masked, ..at_home }),
            what: self.parts.what.number(What::ABSENT),
            how: self.parts.how.number(how),
        };
        self.count(row.source, event.time, numbers);
        let who = self.parts.who.number(Who::of(&event));
        self.name(row.source, event.time, [who, numbers.what, place]);
        let (someone, what) = (self.parts.who.number(at_home), self.parts.what.number(What::of(&event)));
        self.name(row.source, event.time, [someone, what, place]);
    }

    fn count(&mut self, source: u32, time: i64, PartNumbers { who, what, how }: PartNumbers) {
        let alike = self.counted.entry((source, time.div_euclid(QUARTER), [who, what, how])).or_insert((time, Counted::new(0, time)));
        let (first, counted) = alike;
        *first = time.min(*first);
        counted.sign_ins = counted.sign_ins.saturating_add(1);
        counted.last = counted.last.max(time);
    }

    fn name(&mut self, source: u32, time: i64, parts: [u32; 3]) {
        let (_, counted) = self.names.entry(parts).or_insert((source, Counted::new(0, time)));
        counted.last = counted.last.max(time);
        counted.quarters |= Counted::quarter(time);
    }

    /// All rows in the order of time, and what each stands for.
    fn in_order(self, log: Log) -> (Vec<Row<SignIn>>, Vec<Option<Counted>>) {
        let Self { parts, whole, counted, names } = self;
        let (who, what, how) = (parts.who.values(), parts.what.values(), parts.how.values());
        let nobody = |number: u32| Who { home: TenantId::ABSENT, ..who[number as usize] } == Who::ABSENT;
        let event = |time: i64, numbers: [u32; 3]| {
            let [who_of, what_of, how_of] = numbers.map(|number| number as usize);
            SignIn { time, log, ..SignIn::of(&who[who_of], &what[what_of], &how[how_of]) }
        };
        let mut all: Vec<(Row<SignIn>, Option<Counted>)> = whole.into_iter().map(|row| (row, None)).collect();
        all.extend(counted.into_iter().map(|((source, _, numbers), (time, counted))| (Row { event: event(time, numbers), source }, Some(counted))));
        all.extend(names.into_iter().map(|(numbers, (source, counted))| {
            // When applications were used is asked by nobody.
            let quarters = if nobody(numbers[0]) { 0 } else { counted.quarters };
            (Row { event: event(counted.last, numbers), source }, Some(Counted { quarters, ..counted }))
        }));
        // Whole ones, counts, names; of those the order of first appearance.
        all.sort_by_key(|(row, counted)| (row.event.time, counted.map(|counted| counted.sign_ins == 0), row.source, row.event.record));
        all.into_iter().unzip()
    }
}

/// Whether a sign-in stays at home, and is nothing that is asked of by itself.
fn is_quiet(event: &SignIn, none: Sym) -> bool {
    let named = |id: Sym, name: Sym| !id.is_absent() || name.is_absent();
    !event.home.is_absent()
        && event.home == event.resource_tenant
        && event.home == event.owner
        && (event.access_type.is_absent() || event.access_type == none)
        && event.user_type != UserType::Guest
        && !event.id.is_absent()
        && named(event.app.0, event.app_name)
        && named(event.resource.0, event.resource_name)
}
