//! Facts of a table that looks at accounts and at applications, but never at both at once, and at days only to count them: counts by who met
//! whom and how it ended, and beside them facts that count nothing, one for each account, pair of applications and day of those who met.
//! Where hardly two sign-ins are alike, that is a small part of what whole facts would be, and what is asked of each sign-in fits the cache.

use hashbrown::{HashMap, HashSet};

use super::rolled::{Ended, NoteKind, Noted, Rolled};
use super::{Facts, Slot};
use crate::model::{Evidence, How, PartMap, PartNumbers, Parts, Sym, TenantId, What, Who};

/// What is left of parts whose sign-ins are told apart.
#[derive(Default)]
pub struct Bare {
    who: Vec<Option<u32>>,
    how: Vec<Option<Circumstances>>,
    /// The number of no applications.
    nothing: Option<u32>,
}

/// What is left of circumstances: the numbers of all but the country and the evidence, and of who met whom.
#[derive(Clone, Copy)]
pub(super) struct Circumstances {
    pub ended: u32,
    pub met: u32,
}

impl Bare {
    /// The number of the tenant of an account alone.
    pub(super) fn tenant(&mut self, number: u32, parts: &mut Parts) -> u32 {
        *known(&mut self.who, number, || {
            let who = parts.who.values()[number as usize];
            parts.who.number(Who { home: who.home, masked: who.masked, ..Who::ABSENT })
        })
    }

    pub(super) fn circumstances(&mut self, number: u32, parts: &mut Parts) -> Circumstances {
        *known(&mut self.how, number, || {
            let how = How { country: Sym::ABSENT, evidence: Evidence::NONE, ..parts.how.values()[number as usize] };
            Circumstances { ended: parts.how.number(how), met: parts.how.number(how.without_end()) }
        })
    }

    /// The number of no applications.
    pub(super) fn nothing(&mut self, parts: &mut Parts) -> u32 {
        *self.nothing.get_or_insert_with(|| parts.what.number(What::ABSENT))
    }

    /// Forgets all, with the parts.
    pub fn clear(&mut self) {
        self.who.clear();
        self.how.clear();
        self.nothing = None;
    }
}

/// What was seen together.
#[derive(Default)]
pub(super) struct Apart {
    bare: Bare,
    /// The places in `met` of those who met: tenant, circumstances, and whether they met in the window, on which side of the split.
    pairs: HashMap<(u32, u32, Slot), u32>,
    met: Vec<Met>,
    /// The pairs that each account was of last: most are of few.
    last: Vec<[u32; RECENT]>,
    /// What was seen of a pair, beside what is remembered elsewhere.
    seen: HashSet<(u32, Seen)>,
    /// Tenants of which nobody asks who is there at home.
    unasked: HashSet<TenantId>,
    /// The label of sign-ins that stay within a tenant.
    none: Sym,
}

/// Those who met.
#[derive(Default)]
struct Met {
    /// The day that was seen last.
    day: Option<Slot>,
    /// The applications that were seen, of those with small numbers, as bits.
    apps: Vec<u64>,
    /// Nobody asks for accounts and applications.
    unasked: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Seen {
    Day(Slot),
    Account(u32),
    Apps(u32),
}

/// Pairs that are remembered of each account.
const RECENT: usize = 4;

/// Applications that are remembered as bits.
const FEW: u32 = 4096;

impl Apart {
    fn pair(&mut self, tenant: u32, met: u32, side: Slot, parts: &Parts) -> u32 {
        *self.pairs.entry((tenant, met, side)).or_insert_with(|| {
            let (home, how) = (parts.who.values()[tenant as usize].home, &parts.how.values()[met as usize]);
            // A label may say that somebody from outside came.
            let labelled = !how.access_type.is_absent() && how.access_type != self.none;
            let at_home = !labelled && [home, how.resource_tenant].iter().all(|tenant| self.unasked.contains(tenant));
            self.met.push(Met { unasked: at_home, ..Met::default() });
            u32::try_from(self.met.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Whether a pair is seen with these applications for the first time.
    fn new_apps(&mut self, pair: u32, what: u32) -> bool {
        if what >= FEW {
            return self.seen.insert((pair, Seen::Apps(what)));
        }
        let (apps, word, bit) = (&mut self.met[pair as usize].apps, what as usize / 64, 1 << (what % 64));
        if apps.len() <= word {
            apps.resize(word + 1, 0);
        }
        let new = apps[word] & bit == 0;
        apps[word] |= bit;
        new
    }

    fn new_day(&mut self, pair: u32, day: Slot) -> bool {
        self.met[pair as usize].day.replace(day) != Some(day) && self.seen.insert((pair, Seen::Day(day)))
    }

    /// Whether a pair is seen with this account for the first time.
    fn new_account(&mut self, pair: u32, who: u32) -> bool {
        let place = who as usize;
        if self.last.len() <= place {
            self.last.resize(place + 1, [u32::MAX; RECENT]);
        }
        let last = &mut self.last[place];
        if last.contains(&pair) {
            return false;
        }
        last.rotate_right(1);
        last[0] = pair;
        self.seen.insert((pair, Seen::Account(who)))
    }
}

fn known<T: Copy>(known: &mut Vec<Option<T>>, number: u32, find: impl FnOnce() -> T) -> &T {
    let place = number as usize;
    if known.len() <= place {
        known.resize(place + 1, None);
    }
    known[place].get_or_insert_with(find)
}

impl Facts {
    /// Adds a sign-in to facts that tell accounts and applications apart.
    pub fn add_apart(&mut self, parts: PartNumbers, span: (i64, i64), count: u32, in_window: bool) {
        let time = span.0;
        let mut apart = self.apart.take().unwrap_or_default();
        let day = self.slot(time, in_window);
        let Circumstances { ended, met } = apart.bare.circumstances(parts.how, &mut self.parts);
        let tenant = apart.bare.tenant(parts.who, &mut self.parts);
        let what = apart.bare.nothing(&mut self.parts);
        self.add_under(day.side(), PartNumbers { who: tenant, what, how: ended }, span, count, in_window);
        let pair = apart.pair(tenant, met, day.side(), &self.parts);
        if apart.new_day(pair, day) {
            self.note(PartNumbers { who: tenant, what, how: met }, time, in_window);
        }
        if !apart.met[pair as usize].unasked {
            if apart.new_account(pair, parts.who) {
                self.note(PartNumbers { who: parts.who, what, how: met }, time, in_window);
            }
            if apart.new_apps(pair, parts.what) {
                self.note(PartNumbers { who: tenant, what: parts.what, how: met }, time, in_window);
            }
        }
        self.apart = Some(apart);
    }

    /// Says that nobody asks who of these tenants is there at home; `none` = the label of sign-ins that stay within a tenant.
    pub fn leave_out_at_home(&mut self, tenants: impl IntoIterator<Item = TenantId>, none: Sym) {
        let apart = self.apart.get_or_insert_default();
        apart.none = none;
        apart.unasked.extend(tenants);
    }

    /// Adds sign-ins that were rolled up where they were read, by the numbers that we have for their parts.
    pub(super) fn add_rolled(&mut self, rolled: &Rolled, map: &PartMap) {
        let mut apart = self.apart.take().unwrap_or_default();
        let what = apart.bare.nothing(&mut self.parts);
        for &Ended { tenant, how, span, count } in &rolled.ended {
            let parts = PartNumbers { who: map.who(tenant), what, how: map.how(how) };
            self.add_under(self.slot(span.0, true).side(), parts, span, count, true);
        }
        let side = |facts: &Self, time: i64| facts.slot(time, true).side();
        let met: Vec<(PartNumbers, u32)> = rolled
            .met
            .iter()
            .map(|met| {
                let parts = PartNumbers { who: map.who(met.tenant), what, how: map.how(met.how) };
                (parts, apart.pair(parts.who, parts.how, side(self, met.time), &self.parts))
            })
            .collect();
        for &Noted { met: place, time, kind } in &rolled.noted {
            let (parts, pair) = met[place as usize];
            let asked = !apart.met[pair as usize].unasked;
            match kind {
                NoteKind::Day => {
                    if apart.new_day(pair, self.slot(time, true)) {
                        self.note(parts, time, true);
                    }
                }
                NoteKind::Account { who } => {
                    let who = map.who(who);
                    if asked && apart.new_account(pair, who) {
                        self.note(PartNumbers { who, ..parts }, time, true);
                    }
                }
                NoteKind::Apps { what } => {
                    let what = map.what(what);
                    if asked && apart.new_apps(pair, what) {
                        self.note(PartNumbers { what, ..parts }, time, true);
                    }
                }
            }
        }
        self.apart = Some(apart);
    }
}
