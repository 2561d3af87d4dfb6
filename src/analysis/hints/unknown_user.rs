//! External users without an object in the resource tenant: never invited, or lost it (rule D-8).

use std::collections::BTreeMap;

use super::{Attempt, about, listed, names, of_users};
use crate::classify::Side;
use crate::dataset::{Dataset, NO_OBJECT};
use crate::model::{Direction, Outcome, TenantId, UserKey};
use crate::report::Hint;
use crate::words::{Lang, hints as said};

/// Why a user is not known there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// Nothing shows that there ever was an object.
    Never,
    /// There is one, or an invitation.
    Object,
    /// The user got in before.
    Lost,
}

/// One hint for each direction, cause and side.
pub(super) fn hints(data: &Dataset, attempts: &[Attempt], lang: Lang) -> Vec<Hint> {
    let mut refused: BTreeMap<(Direction, UserKey, TenantId), Vec<&Attempt>> = BTreeMap::new();
    for attempt in attempts.iter().filter(|attempt| NO_OBJECT.contains(&attempt.code()) && !attempt.user.is_absent()) {
        refused.entry((attempt.direction, attempt.user, attempt.partner)).or_default().push(attempt);
    }
    if refused.is_empty() {
        return Vec::new();
    }
    let mut successes: BTreeMap<(Direction, UserKey, TenantId), (i64, i64)> = BTreeMap::new();
    for attempt in attempts.iter().filter(|attempt| attempt.outcome == Outcome::Success) {
        let key = (attempt.direction, attempt.user, attempt.partner);
        successes.entry(key).or_insert((attempt.time, attempt.time)).1 = attempt.time;
    }
    // The same evidence that makes a row of `guests`, so that nobody is a guest there and none here.
    let is_guest = |user: &UserKey| data.guests().users.contains(user);
    let mut groups: BTreeMap<(Direction, Cause, Side), Vec<&Attempt>> = BTreeMap::new();
    for (key, refused) in refused {
        let (direction, user, _) = key;
        let Some(last) = refused.last() else { continue };
        let cause = match successes.get(&key) {
            // Invited since: nothing is left to do.
            Some((_, success)) if *success > last.time => continue,
            Some((first, _)) if *first < last.time => Cause::Lost,
            _ if direction == Direction::Inbound && is_guest(&user) => Cause::Object,
            _ => Cause::Never,
        };
        let side = last.side;
        groups.entry((direction, cause, side)).or_default().extend(refused.into_iter().filter(|attempt| attempt.side == side));
    }
    groups.into_iter().map(|((direction, cause, side), refused)| hint(data, (direction, cause, side), &refused, lang)).collect()
}

fn hint(data: &Dataset, (direction, cause, side): (Direction, Cause, Side), refused: &[&Attempt], lang: Lang) -> Hint {
    let (code, cause) = match cause {
        Cause::Never => ("no-object", said::Cause::Never),
        Cause::Object => ("object-not-found", said::Cause::Object),
        Cause::Lost => ("object-lost", said::Cause::Lost),
    };
    let (hint, names) = (about(data, code, "D-8", refused), names(data, refused, lang));
    let text = said::not_known(lang, hint.users, &listed(&names, lang), cause, direction == Direction::Inbound, side == Side::User);
    let filters = of_users(&format!("--direction {} --outcome failure", direction.name()), &names);
    Hint { text, filters, ..hint }
}
