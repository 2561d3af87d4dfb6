//! Failures and interruptions that a retry mended within minutes (rule D-6).

use std::collections::BTreeMap;

use super::{Attempt, about};
use crate::classify::Side;
use crate::dataset::Dataset;
use crate::model::{Outcome, Sym, UserKey};
use crate::report::Hint;
use crate::words::{Lang, hints as said};

/// A retry counts as the same attempt within this many seconds.
const RETRY: i64 = 15 * 60;

/// Who tries to get where: attempts with the same target are retries of each other.
type Target = (UserKey, Sym, Sym);

pub(super) fn hint(data: &Dataset, attempts: &[Attempt], lang: Lang) -> Option<Hint> {
    let mut successes: BTreeMap<Target, Vec<i64>> = BTreeMap::new();
    let target = |attempt: &Attempt| (attempt.user, attempt.app.0, attempt.resource.0);
    for attempt in attempts.iter().filter(|attempt| attempt.outcome == Outcome::Success) {
        successes.entry(target(attempt)).or_default().push(attempt.time);
    }
    let failed: Vec<&Attempt> = attempts.iter().filter(|attempt| attempt.failed() && !attempt.user.is_absent()).collect();
    let is_mended = |attempt: &&&Attempt| {
        let Some(times) = successes.get(&target(attempt)) else { return false };
        let next = times.partition_point(|&time| time < attempt.time);
        times.get(next).is_some_and(|&time| time - attempt.time <= RETRY)
    };
    let mended: Vec<&Attempt> = failed.iter().filter(is_mended).copied().collect();
    if mended.is_empty() {
        return None;
    }
    let text = said::retried(lang, mended.len(), failed.len());
    // Who got in is not hit.
    let of_kind = about(data, "retried", "D-6", &mended);
    let filters = "--outcome failure --outcome interrupted".to_owned();
    Some(Hint { direction: None, side: Side::Nobody, codes: Vec::new(), users: 0, text, filters, ..of_kind })
}
