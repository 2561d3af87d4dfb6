//! Partners that got in, and from some day on never again because of one code.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Attempt, NAMED, about, of_partners, people, times};
use crate::analysis::changes::{Mark, marks};
use crate::classify::Side;
use crate::dataset::Dataset;
use crate::model::time::Zone;
use crate::model::{Direction, Outcome, TenantId};
use crate::report::Hint;

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
fn whose(side: Side, code: i64, direction: Direction) -> &'static str {
    match (side, code, direction) {
        (Side::Us, 90_071 | 530_004, _) => "your trust settings do not accept what their home tenant proves",
        (Side::Us, _, Direction::Outbound) => "your outbound setting refuses them",
        (Side::Us, ..) => "your inbound setting refuses them",
        _ => "the partner's setting refuses them",
    }
}

/// The hints, one for each direction and code, and the partners that they explain.
pub(super) fn hints(data: &Dataset, attempts: &[Attempt], zone: Zone) -> (Vec<Hint>, BTreeSet<TenantId>) {
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
        let cases: Vec<Hint> = turned.iter().map(|turned| one(data, turned, &marks, zone)).collect();
        if turned.len() == 1 { cases } else { vec![folded(data, &turned, cases, zone)] }
    });
    (hints.flatten().collect(), explained)
}

fn one(data: &Dataset, turned: &Turned<'_>, marks: &[Mark], zone: Zone) -> Hint {
    let Turned { partner, first, blocked, before } = turned;
    let hint = about(data, "turned-away", "D-1", blocked);
    let history = if *before > 0 { format!("{} succeeded before", times(*before)) } else { "none ever succeeded in these logs".to_owned() };
    // The last change of ours that could have done it, within the week before.
    let ours = |mark: &&Mark| {
        mark.partner == *partner
            && mark.direction == first.direction
            && (first.time - WEEK..=first.time).contains(&mark.time)
            && mark.effect != "loosened"
    };
    let cause = match marks.iter().rfind(ours) {
        Some(mark) => {
            let who = mark.actor.as_deref().map_or_else(String::new, |actor| format!(" by {actor}"));
            format!("The setting was changed at {}{who}; crosstenant changes tells how.", zone.show(mark.time))
        }
        None => "If that is not meant, look for a change of the settings shortly before.".to_owned(),
    };
    let text = format!(
        "{} ({}): nothing has worked since {} {}; {} of {} were refused with {}, {history}: {}. {cause}",
        data.shown_partner(*partner),
        first.direction.name(),
        zone.show(first.time),
        zone.name(),
        times(hint.sign_ins),
        people(hint.users),
        first.code(),
        whose(hint.side, first.code(), first.direction),
    );
    Hint { text, filters: of_partners(&hint), ..hint }
}

fn folded(data: &Dataset, turned: &[Turned<'_>], cases: Vec<Hint>, zone: Zone) -> Hint {
    let all: Vec<&Attempt> = turned.iter().flat_map(|turned| turned.blocked.iter().copied()).collect();
    let hint = about(data, "turned-away", "D-1", &all);
    let named: Vec<String> = turned
        .iter()
        .zip(&cases)
        .take(NAMED)
        .map(|(turned, case)| {
            let since = zone.show(turned.first.time);
            format!("{} since {since} ({} of {})", data.shown_partner(turned.partner), times(case.sign_ins), people(case.users))
        })
        .collect();
    let more = turned.len() - named.len();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let (code, direction) = (turned[0].first.code(), turned[0].first.direction);
    let text = format!(
        "{} organisations ({}): from some day on nothing has worked; {} of {} were refused with {code}: {}. {}{more} (times in {}). crosstenant changes \
         tells who changed what shortly before.",
        turned.len(),
        direction.name(),
        times(hint.sign_ins),
        people(hint.users),
        whose(hint.side, code, direction),
        named.join(", "),
        zone.name(),
    );
    Hint { text, filters: of_partners(&hint), cases, ..hint }
}
