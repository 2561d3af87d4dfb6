//! Facts of a table that looks at accounts and at applications, but never at both at once, and at days only to count them: counts by who met
//! whom and how it ended, and beside them facts that count nothing, one for each account, pair of applications and day of those who met.
//! Where hardly two sign-ins are alike, that is a small part of what whole facts would be, and what is asked of each sign-in fits the cache.

use hashbrown::{HashMap, HashSet};

use super::{Facts, Slot};
use crate::model::{Evidence, How, PartNumbers, Parts, Sym, UserId, What, Who};

/// What is known of the parts and of what was seen together.
#[derive(Default)]
pub(super) struct Apart {
    who: Vec<Option<Account>>,
    /// What is left of circumstances, by their numbers: all but the country and the evidence; and who met whom.
    how: Vec<Option<(u32, u32)>>,
    /// The number of no applications.
    nothing: Option<u32>,
    /// The places in `met` of those who met: tenant, circumstances, and whether they met in the window, on which side of the split.
    pairs: HashMap<(u32, u32, Slot), u32>,
    met: Vec<Met>,
    /// What was seen of a pair, beside what is remembered elsewhere.
    seen: HashSet<(u32, Seen)>,
}

/// What is left of an account.
#[derive(Clone, Copy)]
struct Account {
    /// The number of its tenant alone, and of what the account is counted by.
    tenant: u32,
    counted: u32,
    /// The pairs it was of last: most accounts are of few.
    pairs: [u32; 2],
}

/// Those who met.
#[derive(Default)]
struct Met {
    /// The day that was seen last.
    day: Option<Slot>,
    /// The applications that were seen, of those with small numbers, as bits.
    apps: Vec<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Seen {
    Day(Slot),
    Account(u32),
    Apps(u32),
}

/// Applications that are remembered as bits.
const FEW: u32 = 4096;

impl Apart {
    fn account(&mut self, number: u32, parts: &mut Parts) -> &mut Account {
        known(&mut self.who, number, || {
            let who = parts.who.values()[number as usize];
            let lower_upn = if who.user.is_absent() { who.lower_upn } else { Sym::ABSENT };
            let account = Who { lower_upn, user: who.user, home: who.home, masked: who.masked, ..Who::ABSENT };
            let tenant = parts.who.number(Who { lower_upn: Sym::ABSENT, user: UserId::ABSENT, ..account });
            Account { tenant, counted: parts.who.number(account), pairs: [u32::MAX; 2] }
        })
    }

    fn how(&mut self, number: u32, parts: &mut Parts) -> (u32, u32) {
        *known(&mut self.how, number, || {
            let how = How { country: Sym::ABSENT, evidence: Evidence::NONE, ..parts.how.values()[number as usize] };
            (parts.how.number(how), parts.how.number(how.without_end()))
        })
    }

    fn pair(&mut self, tenant: u32, how: u32, side: Slot) -> u32 {
        *self.pairs.entry((tenant, how, side)).or_insert_with(|| {
            self.met.push(Met::default());
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
}

fn known<T: Copy>(known: &mut Vec<Option<T>>, number: u32, find: impl FnOnce() -> T) -> &mut T {
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
        let mut apart = std::mem::take(&mut self.apart);
        let day = self.slot(time, in_window);
        let side = day.side();
        let (how, met) = apart.how(parts.how, &mut self.parts);
        let Account { tenant, counted, pairs } = *apart.account(parts.who, &mut self.parts);
        let what = *apart.nothing.get_or_insert_with(|| self.parts.what.number(What::ABSENT));
        self.add_under(side, PartNumbers { who: tenant, what, how }, span, count, in_window);
        let pair = apart.pair(tenant, met, side);
        if apart.new_day(pair, day) {
            self.note(PartNumbers { who: tenant, what, how: met }, time, in_window);
        }
        if !pairs.contains(&pair) {
            apart.account(parts.who, &mut self.parts).pairs = [pair, pairs[0]];
            if apart.seen.insert((pair, Seen::Account(counted))) {
                self.note(PartNumbers { who: counted, what, how: met }, time, in_window);
            }
        }
        if apart.new_apps(pair, parts.what) {
            self.note(PartNumbers { who: tenant, what: parts.what, how: met }, time, in_window);
        }
        self.apart = apart;
    }
}
