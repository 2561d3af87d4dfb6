//! Sentences about a recommendation: how much stays allowed, and what it would take to reopen what was closed.

use crate::analysis::Params;
use crate::model::Direction;
use crate::policy::recommend::{Named, Reopening, Totals};
use crate::words::{Lang, recommendation as said};

/// How many successes stay allowed, as the range that is known.
#[must_use]
pub fn allowed(totals: Totals, lang: Lang) -> String {
    let Totals { allowed_strict: strict, allowed_either: either } = totals;
    if strict == either { said::allowed(lang, strict) } else { said::allowed_range(lang, strict, either) }
}

/// Ways that are listed in words; the JSON has all of them.
const MOST_REOPENINGS: usize = 20;

/// What it would take to reopen what was closed, a line for each way.
pub(super) fn reopenings(ways: &[Reopening], params: &Params) -> Vec<String> {
    let lang = params.lang;
    let named = |named: &Option<Named>| named.as_ref().map_or_else(|| "-".to_owned(), Named::words);
    let line = |way: &Reopening| {
        let closed = way.blocked_at.map(|time| params.zone.show(time));
        let last = way.last_success.map_or_else(|| "-".to_owned(), |time| params.zone.show(time));
        said::reopen(
            lang,
            &way.partner.words(),
            way.direction == Direction::Inbound,
            &named(&way.app),
            &named(&way.resource),
            way.successes,
            way.users,
            &last,
            closed.as_deref(),
            way.blocked_by.as_deref(),
        )
    };
    let mut lines: Vec<String> = ways.iter().take(MOST_REOPENINGS).map(line).collect();
    let more = ways.len().saturating_sub(MOST_REOPENINGS);
    if more > 0 {
        lines.push(said::reopen_more(lang, more));
    }
    lines
}
