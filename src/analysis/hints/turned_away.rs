//! Partners that got in, and from some day on never again because of one code.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Attempt, NAMED, about, of_partners};
use crate::analysis::Params;
use crate::analysis::changes::{Mark, marks};
use crate::classify::Side;
use crate::dataset::Dataset;
use crate::model::{Direction, Outcome, TenantId};
use crate::policy::Effect;
use crate::report::Hint;
use crate::words::{Lang, hints as said};

/// So many refusals are no accident.
const LEAST: usize = 3;
/// How long before the first refusal a change may lie to be named as its cause, in seconds.
const WEEK: i64 = 7 * 86_400;

/// One partner that is turned away.
struct Turned<'a> {
    partner: TenantId,
    first: &'a Attempt,
    blocked: Vec<&'a Attempt>,
    /// Sign-ins that succeeded before.
    before: u64,
}

/// Whose setting it is, in words.
fn refusal(side: Side, code: i64, direction: Direction, lang: Lang) -> String {
    let whose = match (side, code, direction) {
        (Side::Us, 90_071 | 530_004, _) => said::Whose::Trust,
        (Side::Us, _, Direction::Outbound) => said::Whose::Outbound,
        (Side::Us, ..) => said::Whose::Inbound,
        _ => said::Whose::Partner,
    };
    said::refusal(lang, whose)
}

/// The hints, one for each direction and code, and the partners that they explain.
pub(super) fn hints(data: &Dataset, attempts: &[Attempt], params: &Params) -> (Vec<Hint>, BTreeSet<TenantId>) {
    let mut by_partner: BTreeMap<(Direction, TenantId), Vec<&Attempt>> = BTreeMap::new();
    for attempt in attempts.iter().filter(|attempt| !attempt.partner.is_absent()) {
        by_partner.entry((attempt.direction, attempt.partner)).or_default().push(attempt);
    }
    let (mut kinds, mut explained) = (BTreeMap::<(Direction, i64), Vec<Turned<'_>>>::new(), BTreeSet::new());
    for ((direction, partner), attempts) in by_partner {
        let last_success = attempts.iter().rposition(|attempt| attempt.outcome == Outcome::Success);
        let (earlier, later) = attempts.split_at(last_success.map_or(0, |place| place + 1));
        let after = later.iter().filter(|attempt| attempt.outcome == Outcome::Failure);
        let blocked: Vec<&Attempt> =
            after.clone().filter(|attempt| matches!(attempt.code(), 500_212 | 500_213 | 90_071 | 530_004)).copied().collect();
        let (Some(&first), true) = (blocked.first(), blocked.len() >= LEAST && blocked.len() * 2 > after.count()) else { continue };
        explained.insert(partner);
        let before = earlier.iter().filter(|attempt| attempt.outcome == Outcome::Success).count() as u64;
        kinds.entry((direction, first.code())).or_default().push(Turned { partner, first, blocked, before });
    }
    let marks = if kinds.is_empty() { Vec::new() } else { marks(data) };
    let hints = kinds.into_values().map(|mut turned| {
        turned.sort_by_key(|turned| (Reverse(super::users(&turned.blocked)), Reverse(turned.blocked.len()), turned.first.time));
        let cases: Vec<Hint> = turned.iter().map(|turned| one(data, turned, &marks, params)).collect();
        if turned.len() == 1 { cases } else { vec![folded(data, &turned, cases, params)] }
    });
    (hints.flatten().collect(), explained)
}

fn one(data: &Dataset, turned: &Turned<'_>, marks: &[Mark], params: &Params) -> Hint {
    let (zone, lang) = (params.zone, params.lang);
    let Turned { partner, first, blocked, before } = turned;
    let hint = about(data, "turned-away", "D-1", blocked);
    // The last change of ours that could have done it, within the week before.
    let ours = |mark: &&Mark| {
        mark.partner == *partner
            && mark.direction == first.direction
            && (first.time - WEEK..=first.time).contains(&mark.time)
            && mark.effect != Effect::Loosened
    };
    let cause = match marks.iter().rfind(ours) {
        Some(mark) => said::changed_before(lang, &zone.show(mark.time), mark.actor.as_deref()),
        None => said::look_for_change(lang).to_owned(),
    };
    let (name, inbound, since) = (data.shown_partner(*partner, lang), first.direction == Direction::Inbound, zone.show(first.time));
    let refusal = refusal(hint.side, first.code(), first.direction, lang);
    let (sign_ins, users, code) = (hint.sign_ins, hint.users, first.code());
    let text = said::turned_away(lang, &name, inbound, &since, zone.name(), sign_ins, users, code, *before, &refusal, &cause);
    Hint { text, filters: of_partners(&hint), ..hint }
}

fn folded(data: &Dataset, turned: &[Turned<'_>], cases: Vec<Hint>, params: &Params) -> Hint {
    let (zone, lang) = (params.zone, params.lang);
    let all: Vec<&Attempt> = turned.iter().flat_map(|turned| turned.blocked.iter().copied()).collect();
    let hint = about(data, "turned-away", "D-1", &all);
    let named: Vec<String> = turned
        .iter()
        .zip(&cases)
        .take(NAMED)
        .map(|(turned, case)| {
            let (name, since) = (data.shown_partner(turned.partner, lang), zone.show(turned.first.time));
            said::turned_away_case(lang, &name, &since, case.sign_ins, case.users)
        })
        .collect();
    let more = turned.len() - named.len();
    let (code, direction) = (turned[0].first.code(), turned[0].first.direction);
    let (refusal, inbound) = (refusal(hint.side, code, direction, lang), direction == Direction::Inbound);
    let (partners, sign_ins, users) = (turned.len(), hint.sign_ins, hint.users);
    let (named, zone) = (named.join(said::separator(lang)), zone.name());
    let text = said::several_turned_away(lang, partners, inbound, sign_ins, users, code, &refusal, &named, more, zone);
    Hint { text, filters: of_partners(&hint), cases, ..hint }
}
