//! How many users, applications, resources and days partners have, where facts tell accounts and applications apart.

use hashbrown::HashMap;

use crate::dataset::{Dataset, Fact};
use crate::model::{Direction, TenantId};

/// Different users, applications, resources and days.
pub type Counts = [i64; 4];

/// The counts of each direction and partner; directions by their numbers.
pub struct PartnerCounts(HashMap<(u32, TenantId), Counts>);

impl PartnerCounts {
    /// Counts those of wanted facts; `None` where facts are whole, and name accounts and applications themselves.
    pub fn of(data: &Dataset, wanted: impl Fn(&Fact) -> bool) -> Option<Self> {
        let (together, parts) = (data.input.facts.together()?, data.input.facts.parts());
        let mut numbers = HashMap::new();
        let mut members = Vec::new();
        for (place, fact) in data.met().enumerate().filter(|(_, fact)| wanted(fact)) {
            let new = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            members.push((*numbers.entry((fact.direction.number(), fact.partner)).or_insert(new), place));
        }
        members.sort_unstable();
        let count = |seen: &mut dyn Iterator<Item = (u32, u32)>| count(together.len(), &members, seen);
        let who = |number: u32| parts.who.values()[number as usize].key().number();
        let keys = |number: u32| parts.what.values()[number as usize].keys();
        // Odd, because 0 is no value.
        let day = |day: i64| u32::try_from((day * 2 + 1).rem_euclid(1 << 32)).unwrap_or_default();
        let (users, [apps, resources, days]) = std::thread::scope(|scope| {
            // Accounts are more than all else.
            let users = scope.spawn(|| count(&mut together.accounts().map(|(place, number)| (place, who(number)))));
            let others = [
                count(&mut together.apps().map(|(place, number)| (place, keys(number).0.0.0))),
                count(&mut together.apps().map(|(place, number)| (place, keys(number).1.0.0))),
                count(&mut together.days().map(|(place, number)| (place, day(number)))),
            ];
            (users.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), others)
        });
        let counts = |group: u32| [&users, &apps, &resources, &days].map(|counts| counts[group as usize]);
        Some(Self(numbers.into_iter().map(|(key, group)| (key, counts(group))).collect()))
    }

    /// The counts of a direction and a partner.
    #[must_use]
    pub fn get(&self, direction: Direction, partner: TenantId) -> Counts {
        self.0.get(&(direction.number(), partner)).copied().unwrap_or_default()
    }
}

/// How many different values each group has. `members` = the number of a group and the place of those who met, of so many, sorted; `seen` =
/// their place and a value, by place. 0 is no value.
fn count(met: usize, members: &[(u32, usize)], seen: &mut dyn Iterator<Item = (u32, u32)>) -> Vec<i64> {
    let (places, values): (Vec<u32>, Vec<u32>) = seen.unzip();
    let mut first = vec![0; met + 1];
    for &place in &places {
        first[place as usize + 1] += 1;
    }
    for place in 1..first.len() {
        first[place] += first[place - 1];
    }
    // The group that each value was of last: groups come one after the other.
    let mut last: HashMap<u32, u32> = HashMap::new();
    let mut counts = Vec::new();
    for &(group, place) in members {
        counts.resize(group as usize + 1, 0);
        for &value in values[first[place]..first[place + 1]].iter().filter(|value| **value != 0) {
            counts[group as usize] += i64::from(last.insert(value, group) != Some(group));
        }
    }
    counts
}
