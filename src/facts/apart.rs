//! Facts of a table that looks at accounts and at applications, but never at both at once: counts by who met whom, and beside them each
//! account and each pair of applications once. Where hardly two sign-ins are alike, that is a small part of what whole facts would be.

use hashbrown::HashSet;

use super::Facts;
use crate::model::{How, PartNumbers, Parts, Sym, UserId, What, Who};

/// What is left of parts where the others are looked at, by the numbers of the parts.
#[derive(Default)]
pub(super) struct Apart {
    /// Of an account: its tenant; and what it is counted by.
    who: Vec<Option<(u32, u32)>>,
    /// Of circumstances: all but the country; and who met whom.
    how: Vec<Option<(u32, u32)>>,
    /// The number of no applications.
    nothing: Option<u32>,
    /// What was seen together.
    met: HashSet<(PartNumbers, bool)>,
}

impl Apart {
    fn who(&mut self, number: u32, parts: &mut Parts) -> (u32, u32) {
        known(&mut self.who, number, || {
            let who = parts.who.values()[number as usize];
            let lower_upn = if who.user.is_absent() { who.lower_upn } else { Sym::ABSENT };
            let account = Who { lower_upn, user: who.user, home: who.home, masked: who.masked, ..Who::ABSENT };
            (parts.who.number(Who { lower_upn: Sym::ABSENT, user: UserId::ABSENT, ..account }), parts.who.number(account))
        })
    }

    fn how(&mut self, number: u32, parts: &mut Parts) -> (u32, u32) {
        known(&mut self.how, number, || {
            let how = How { country: Sym::ABSENT, ..parts.how.values()[number as usize] };
            (parts.how.number(how), parts.how.number(how.without_end()))
        })
    }
}

fn known(known: &mut Vec<Option<(u32, u32)>>, number: u32, find: impl FnOnce() -> (u32, u32)) -> (u32, u32) {
    let place = number as usize;
    if let Some(Some(found)) = known.get(place) {
        return *found;
    }
    let found = find();
    known.resize(known.len().max(place + 1), None);
    known[place] = Some(found);
    found
}

impl Facts {
    /// Adds a sign-in to facts that tell accounts and applications apart.
    pub fn add_apart(&mut self, parts: PartNumbers, time: i64, in_window: bool) {
        let mut apart = std::mem::take(&mut self.apart);
        let (tenant, account) = apart.who(parts.who, &mut self.parts);
        let (how, met) = apart.how(parts.how, &mut self.parts);
        let nothing = *apart.nothing.get_or_insert_with(|| self.parts.what.number(What::ABSENT));
        self.apart = apart;
        self.add(PartNumbers { who: tenant, what: nothing, how }, time, in_window);
        for seen in [PartNumbers { who: account, what: nothing, how: met }, PartNumbers { who: tenant, what: parts.what, how: met }] {
            if self.apart.met.insert((seen, in_window)) {
                self.note(seen, time, in_window);
            }
        }
    }
}
