//! Users who fail at one partner or at all of them, who are asked for MFA for ever, or whom a Conditional Access policy refuses.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Attempt, NAMED, about, listed, names, of_partners, of_users, who};
use crate::classify::Side;
use crate::dataset::{Dataset, NO_OBJECT};
use crate::model::{Direction, Outcome, TenantId, UserKey};
use crate::report::Hint;
use crate::words::{Lang, hints as said};

/// So many MFA prompts without a success are a loop.
const LOOP: usize = 3;
/// Refused by a Conditional Access policy.
const CONDITIONAL_ACCESS: i64 = 53_003;
/// MFA is asked for and not passed.
const MFA: [i64; 5] = [50_072, 50_074, 50_076, 50_079, 53_004];

/// Own users who fail at one partner only, or at every partner they try (rule D-7).
pub(super) fn one_or_all(data: &Dataset, attempts: &[Attempt], explained: &BTreeSet<TenantId>, lang: Lang) -> Vec<Hint> {
    #[derive(Default)]
    struct Reach<'a> {
        reached: BTreeSet<TenantId>,
        failed: BTreeMap<TenantId, Vec<&'a Attempt>>,
    }
    let mut users: BTreeMap<UserKey, Reach<'_>> = BTreeMap::new();
    for attempt in attempts.iter().filter(|attempt| attempt.direction == Direction::Outbound && !attempt.user.is_absent()) {
        // Said already, or said below with its cause.
        if attempt.failed() && (explained.contains(&attempt.partner) || NO_OBJECT.contains(&attempt.code())) {
            continue;
        }
        let reach = users.entry(attempt.user).or_default();
        match attempt.outcome {
            Outcome::Success => {
                reach.reached.insert(attempt.partner);
            }
            Outcome::Failure => reach.failed.entry(attempt.partner).or_default().push(attempt),
            Outcome::Interrupted | Outcome::Passthrough | Outcome::Unknown => {}
        }
    }
    let mut one: BTreeMap<TenantId, Vec<&Attempt>> = BTreeMap::new();
    let mut all = Vec::new();
    for reach in users.values() {
        let failed: Vec<_> = reach.failed.iter().filter(|(partner, _)| !reach.reached.contains(partner)).collect();
        if !reach.reached.is_empty() {
            for (partner, attempts) in failed {
                one.entry(*partner).or_default().extend(attempts);
            }
        } else if failed.len() > 1 {
            all.extend(failed.into_iter().flat_map(|(_, attempts)| attempts.iter().copied()));
        }
    }
    let mut hints = Vec::from_iter(at_one_partner(data, one, lang));
    if !all.is_empty() {
        let hint = about(data, "all-partners", "D-7", &all);
        let names = names(data, &all, lang);
        let text = said::all_partners(lang, hint.users, &listed(&names, lang), who(hint.side, lang));
        hints.push(Hint { text, filters: of_users("--direction outbound --outcome failure", &names), ..hint });
    }
    hints
}

/// One hint about the users who fail at one partner, whichever partners those are.
fn at_one_partner(data: &Dataset, by_partner: BTreeMap<TenantId, Vec<&Attempt>>, lang: Lang) -> Option<Hint> {
    let mut cases: Vec<(String, Hint)> = by_partner
        .iter()
        .map(|(partner, attempts)| {
            let hint = about(data, "one-partner", "D-7", attempts);
            let name = data.shown_partner(*partner, lang);
            let text = said::one_partner(lang, hint.users, &listed(&names(data, attempts, lang), lang), &name, who(hint.side, lang));
            (name, Hint { text, filters: of_partners(&hint), ..hint })
        })
        .collect();
    cases.sort_by_key(|(_, hint)| (Reverse(hint.users), Reverse(hint.sign_ins), hint.partners.clone()));
    if cases.len() < 2 {
        return cases.pop().map(|(_, hint)| hint);
    }
    let all: Vec<&Attempt> = by_partner.into_values().flatten().collect();
    let hint = about(data, "one-partner", "D-7", &all);
    let named: Vec<String> = cases.iter().take(NAMED).map(|(name, hint)| said::users_of(lang, name, hint.users)).collect();
    let (more, named) = (cases.len() - named.len(), named.join(said::separator(lang)));
    let text = said::some_partners(lang, hint.users, cases.len(), &named, more, who(hint.side, lang));
    let filters = of_partners(&hint);
    Some(Hint { text, filters, cases: cases.into_iter().map(|(_, hint)| hint).collect(), ..hint })
}

/// Guests who are asked for MFA again and again and never get in (rule D-10).
pub(super) fn mfa_loops(data: &Dataset, attempts: &[Attempt], lang: Lang) -> Vec<Hint> {
    let mut prompts: BTreeMap<(UserKey, TenantId), Vec<&Attempt>> = BTreeMap::new();
    for attempt in attempts.iter().filter(|attempt| attempt.direction == Direction::Inbound && !attempt.user.is_absent()) {
        let key = (attempt.user, attempt.partner);
        if attempt.outcome == Outcome::Success {
            prompts.remove(&key);
        } else if MFA.contains(&attempt.code()) {
            prompts.entry(key).or_default().push(attempt);
        }
    }
    let looping: Vec<&Attempt> = prompts.into_values().filter(|prompts| prompts.len() >= LOOP).flatten().collect();
    if looping.is_empty() {
        return Vec::new();
    }
    let (hint, names) = (about(data, "mfa-loop", "D-10", &looping), names(data, &looping, lang));
    let who = (hint.side != Side::User).then(|| who(hint.side, lang));
    let text = said::mfa_loop(lang, hint.users, &listed(&names, lang), who);
    vec![Hint { text, filters: of_users("--direction inbound", &names), ..hint }]
}

/// Refusals by Conditional Access: whose policy it is follows from the direction (rule D-9).
pub(super) fn by_policy(data: &Dataset, attempts: &[Attempt], lang: Lang) -> Vec<Hint> {
    let mut hints = Vec::new();
    for direction in [Direction::Inbound, Direction::Outbound] {
        let refused: Vec<&Attempt> =
            attempts.iter().filter(|attempt| attempt.direction == direction && attempt.code() == CONDITIONAL_ACCESS).collect();
        if refused.is_empty() {
            continue;
        }
        let hint = about(data, "refused-by-policy", "D-9", &refused);
        let partners: BTreeSet<String> = refused.iter().map(|attempt| data.shown_partner(attempt.partner, lang)).collect();
        let text = said::refused_by_policy(lang, direction == Direction::Inbound, hint.sign_ins, hint.users, &listed(&partners, lang));
        hints.push(Hint { text, filters: format!("--direction {} --code {CONDITIONAL_ACCESS}", direction.name()), ..hint });
    }
    hints
}
