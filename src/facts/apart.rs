//! Facts of a table that looks at accounts and at applications, but never at both at once, and at days only to count them: counts by who met
//! whom and how it ended, and beside them which accounts, applications and days were seen with those who met, as pairs of numbers. Where
//! hardly two sign-ins are alike, that is a small part of what whole facts would be, and what is asked of each sign-in fits the cache.

use hashbrown::{HashMap, HashSet};

use super::rolled::{Ended, Rolled};
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
    /// Where a sign-in belongs, by the tenant of its account, its circumstances and its side.
    places: HashMap<(u32, u32, Slot), Place>,
    /// The places in `met` of those who met: tenant, circumstances, side.
    pairs: HashMap<Pair, u32>,
    met: Vec<Met>,
    accounts_met: Vec<Account>,
    days: Seen,
    accounts: Seen,
    apps: Seen,
    /// Tenants of which nobody asks who is there at home.
    unasked: HashSet<TenantId>,
    /// The label of sign-ins that stay within a tenant.
    none: Sym,
}

/// The fact that counts a sign-in, and who met in it.
#[derive(Clone, Copy)]
struct Place {
    row: u32,
    pair: u32,
}

/// Those who met: the numbers of the tenant and of the circumstances, and on which side of window and split.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Pair {
    tenant: u32,
    how: u32,
    side: Slot,
}

/// What is known of an account: the number of its tenant, if it is known, and the pairs it was of last, which are few of most.
#[derive(Clone, Copy)]
struct Account {
    tenant: u32,
    last: [u32; RECENT],
}

impl Account {
    const NEW: Self = Self { tenant: u32::MAX, last: [u32::MAX; RECENT] };
}

/// What is known of those who met.
struct Met {
    pair: Pair,
    /// The day that was seen last.
    day: Option<Slot>,
    /// The applications that were seen, of those with small numbers, as bits.
    apps: Vec<u64>,
    /// Nobody asks for accounts and applications.
    unasked: bool,
}

/// Pairs that are remembered of each account.
const RECENT: usize = 3;

/// Applications that are remembered as bits.
const FEW: u32 = 4096;

/// Numbers that were seen of those who met. Some are noted more than once, until it is worth while to sort them.
#[derive(Default)]
struct Seen {
    noted: Vec<u64>,
    /// How many there were when they were sorted.
    different: usize,
}

/// So many more than twice those that differ are noted at most.
const UNSORTED: usize = 1 << 20;

impl Seen {
    fn note(&mut self, pair: u32, number: u32) {
        self.noted.push(u64::from(pair) << 32 | u64::from(number));
        if self.noted.len() >= 2 * self.different + UNSORTED {
            self.sort();
        }
    }

    fn sort(&mut self) {
        self.noted.sort_unstable();
        self.noted.dedup();
        self.different = self.noted.len();
    }
}

impl Apart {
    fn pair(&mut self, pair: Pair, parts: &Parts) -> u32 {
        *self.pairs.entry(pair).or_insert_with(|| {
            let (home, how) = (parts.who.values()[pair.tenant as usize].home, &parts.how.values()[pair.how as usize]);
            // A label may say that somebody from outside came.
            let labelled = !how.access_type.is_absent() && how.access_type != self.none;
            let unasked = !labelled && [home, how.resource_tenant].iter().all(|tenant| self.unasked.contains(tenant));
            self.met.push(Met { pair, day: None, apps: Vec::new(), unasked });
            u32::try_from(self.met.len() - 1).unwrap_or(u32::MAX)
        })
    }

    fn see_day(&mut self, pair: u32, day: Slot) {
        if self.met[pair as usize].day.replace(day) != Some(day) {
            self.days.note(pair, day.0.cast_unsigned());
        }
    }

    fn see_account(&mut self, pair: u32, who: u32) {
        let last = &mut self.account(who).last;
        if !last.contains(&pair) {
            last.rotate_right(1);
            last[0] = pair;
            self.accounts.note(pair, who);
        }
    }

    fn account(&mut self, who: u32) -> &mut Account {
        let place = who as usize;
        if self.accounts_met.len() <= place {
            self.accounts_met.resize(place + 1, Account::NEW);
        }
        &mut self.accounts_met[place]
    }

    /// The number of the tenant of an account.
    fn tenant(&mut self, who: u32, parts: &mut Parts) -> u32 {
        let known = self.account(who).tenant;
        if known != u32::MAX {
            return known;
        }
        let tenant = self.bare.tenant(who, parts);
        self.account(who).tenant = tenant;
        tenant
    }

    fn see_apps(&mut self, pair: u32, what: u32) {
        if what >= FEW {
            return self.apps.note(pair, what);
        }
        let (apps, word, bit) = (&mut self.met[pair as usize].apps, what as usize / 64, 1 << (what % 64));
        if apps.len() <= word {
            apps.resize(word + 1, 0);
        }
        if apps[word] & bit == 0 {
            apps[word] |= bit;
            self.apps.note(pair, what);
        }
    }

    /// What was seen, when all was.
    pub(super) fn close(mut self) -> Together {
        let Self { days, accounts, apps, .. } = &mut self;
        std::thread::scope(|scope| {
            scope.spawn(|| accounts.sort());
            days.sort();
            apps.sort();
        });
        let Self { met, days, accounts, apps, .. } = self;
        Together { pairs: met.into_iter().map(|met| met.pair).collect(), days: days.noted, accounts: accounts.noted, apps: apps.noted }
    }
}

/// Which accounts, applications and days were seen with those who met; of those who stay at home, where nobody asks, days alone. Facts that
/// tell accounts and applications apart have it beside them, and name neither.
#[derive(Default)]
pub struct Together {
    pairs: Vec<Pair>,
    days: Vec<u64>,
    accounts: Vec<u64>,
    apps: Vec<u64>,
}

impl Together {
    /// How many have met: they are known by their places.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether nobody has met.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The numbers of the tenant at home, as an account of which nothing else is known, and of the circumstances of those at a place, and
    /// whether they met between `--from` and `--to`.
    #[must_use]
    pub fn met(&self, place: usize) -> (u32, u32, bool) {
        let Pair { tenant, how, side } = self.pairs[place];
        (tenant, how, side.in_window())
    }

    /// The place of those who met, and a day on which they did; by place, each once.
    pub fn days(&self) -> impl Iterator<Item = (u32, i64)> {
        halves(&self.days).map(|(pair, day)| (pair, Slot(day.cast_signed()).number()))
    }

    /// Likewise the number of an account.
    pub fn accounts(&self) -> impl Iterator<Item = (u32, u32)> {
        halves(&self.accounts)
    }

    /// Likewise the number of a pair of applications.
    pub fn apps(&self) -> impl Iterator<Item = (u32, u32)> {
        halves(&self.apps)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the halves of a number")]
fn halves(list: &[u64]) -> impl Iterator<Item = (u32, u32)> {
    list.iter().map(|&both| ((both >> 32) as u32, both as u32))
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
        let mut apart = self.apart.take().unwrap_or_default();
        let day = self.slot(span.0, in_window);
        let Circumstances { ended, met } = apart.bare.circumstances(parts.how, &mut self.parts);
        let tenant = apart.tenant(parts.who, &mut self.parts);
        let key = (tenant, ended, day.side());
        let known = apart.places.get(&key).copied();
        let pair = if let Some(Place { pair, .. }) = known.filter(|place| self.extend(place.row, span, count)) {
            pair
        } else {
            let bare = PartNumbers { who: tenant, what: apart.bare.nothing(&mut self.parts), how: ended };
            let row = self.add_under(day.side(), bare, span, count, in_window);
            let pair = apart.pair(Pair { tenant, how: met, side: day.side() }, &self.parts);
            apart.places.insert(key, Place { row, pair });
            pair
        };
        apart.see_day(pair, day);
        if !apart.met[pair as usize].unasked {
            apart.see_account(pair, parts.who);
            apart.see_apps(pair, parts.what);
        }
        self.apart = Some(apart);
    }

    /// Looks at what is known of the accounts of some sign-ins, before each is added.
    pub(super) fn look_at_accounts(&mut self, sign_ins: &[(PartNumbers, i64)]) {
        let apart = self.apart.get_or_insert_default();
        for (parts, _) in sign_ins {
            apart.tenant(parts.who, &mut self.parts);
        }
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
        let side = Slot::new(0, true, false);
        let pair = |&(tenant, how): &(u32, u32)| apart.pair(Pair { tenant: map.who(tenant), how: map.how(how), side }, &self.parts);
        let pairs: Vec<u32> = rolled.met.iter().map(pair).collect();
        for &(met, time) in &rolled.days {
            apart.see_day(pairs[met as usize], self.slot(time, true));
        }
        let asked = |met: u32, apart: &Apart| Some(pairs[met as usize]).filter(|&pair| !apart.met[pair as usize].unasked);
        for &(met, who) in &rolled.accounts {
            if let Some(pair) = asked(met, &apart) {
                apart.see_account(pair, map.who(who));
            }
        }
        for &(met, what) in &rolled.apps {
            if let Some(pair) = asked(met, &apart) {
                apart.see_apps(pair, map.what(what));
            }
        }
        self.apart = Some(apart);
    }
}
