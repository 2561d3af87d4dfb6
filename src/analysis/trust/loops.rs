//! Users who were asked for multifactor authentication again and again in a short time: what those who are asked twice complain of.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::analysis::Params;
use crate::analysis::hints::listed;
use crate::dataset::Dataset;
use crate::model::{Direction, Limitation, Log, Outcome, TenantId, UserKey};
use crate::words::trust as said;

/// So many prompts, none of them followed by a success, within so many seconds are a loop.
const LEAST: usize = 3;
const WITHIN: i64 = 15 * 60;

/// Codes by which a user is asked for a second factor, or has not given it.
const PROMPTS: [i64; 7] = [50_072, 50_074, 50_076, 50_078, 50_079, 53_004, 500_121];

/// The prompts of loops.
#[derive(Default)]
struct Loops {
    users: BTreeSet<UserKey>,
    partners: BTreeSet<TenantId>,
    codes: BTreeSet<i64>,
    prompts: usize,
}

/// When (seconds since 1970-01-01 UTC), whether it succeeded, and its code.
type Attempt = (i64, bool, i64);

/// What is said of loops, for those who come in and those who go out. Background refreshes ask nobody: only interactive sign-ins count.
pub(super) fn loops(data: &Dataset, params: &Params) -> Vec<String> {
    // Where a query has summed sign-ins up, what came after what is not told.
    if data.input.files.iter().any(|file| file.lacks.contains(&Limitation::SingleSignIns)) {
        return Vec::new();
    }
    let mut attempts: BTreeMap<(Direction, TenantId, UserKey), Vec<Attempt>> = BTreeMap::new();
    for crossing in &data.input.crossings {
        let fact = data.fact(crossing.fact as usize);
        let code = fact.key.code.get().unwrap_or_default();
        let (prompt, success) = (PROMPTS.contains(&code), fact.outcome == Outcome::Success);
        let asked = fact.key.log == Log::Interactive && (prompt || success);
        if asked && !fact.key.user.is_absent() && params.filters.matches(&fact, data) {
            attempts.entry((fact.direction, fact.partner, fact.key.user)).or_default().push((crossing.time, success, code));
        }
    }
    let mut found: BTreeMap<Direction, Loops> = BTreeMap::new();
    for ((direction, partner, user), mut attempts) in attempts {
        // Of one second, the success came last.
        attempts.sort_unstable();
        let prompts = in_loops(&attempts);
        if let Some(loops) = (!prompts.is_empty()).then(|| found.entry(direction).or_default()) {
            loops.users.insert(user);
            loops.partners.insert(partner);
            loops.prompts += prompts.len();
            loops.codes.extend(prompts);
        }
    }
    let lang = params.lang;
    [Direction::Inbound, Direction::Outbound]
        .into_iter()
        .filter_map(|direction| {
            let Loops { users, partners, codes, prompts } = found.get(&direction)?;
            let codes = codes.iter().map(i64::to_string).collect::<Vec<_>>().join(said::separator(lang));
            let names = partners.iter().map(|&partner| data.shown_partner(partner, lang)).collect();
            let (inbound, names) = (direction == Direction::Inbound, listed(&names, lang));
            Some(said::loops(lang, inbound, users.len(), LEAST, WITHIN / 60, *prompts, &codes, &names))
        })
        .collect()
}

/// The codes of the prompts that are in loops, among the prompts and successes of a user in the order of time.
fn in_loops(attempts: &[Attempt]) -> Vec<i64> {
    let (mut found, mut run, mut counted) = (Vec::new(), VecDeque::new(), 0);
    for &(time, success, code) in attempts {
        if success {
            (run, counted) = (VecDeque::new(), 0);
            continue;
        }
        while run.front().is_some_and(|&(first, _)| time - first > WITHIN) {
            run.pop_front();
            counted = counted.min(run.len());
        }
        run.push_back((time, code));
        if run.len() >= LEAST {
            // Those in front were counted when the loop became one.
            found.extend(run.iter().skip(counted).map(|&(_, code)| code));
            counted = run.len();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_prompts_in_a_quarter_of_an_hour_without_a_success_are_a_loop() {
        let prompt = |minute: i64| (minute * 60, false, 50_074);
        let success = |minute: i64| (minute * 60, true, 0);
        let count = |attempts: &[Attempt]| in_loops(attempts).len();
        assert_eq!(count(&[prompt(0), prompt(1)]), 0);
        assert_eq!(count(&[prompt(0), prompt(1), prompt(15)]), 3);
        assert_eq!(count(&[prompt(0), prompt(1), prompt(16)]), 0, "the first is too long ago");
        assert_eq!(count(&[prompt(0), prompt(1), success(2), prompt(3), prompt(4)]), 0, "let in between");
        assert_eq!(count(&[prompt(0), prompt(1), prompt(2), prompt(3), success(4)]), 4, "let in at last");
        assert_eq!(count(&[prompt(0), prompt(1), prompt(2), prompt(60), prompt(61), prompt(62)]), 6);
        assert_eq!(count(&[prompt(0), prompt(1), prompt(2), prompt(16), prompt(17)]), 5, "each once, in loops that run into each other");
    }
}
