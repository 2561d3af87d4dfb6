//! One sentence about a change, for somebody who does not know the settings: who did what to whom, and who was blocked since.
//!
//! What it is not: the whole truth of a row, which has the exact values beside it. The sentence names at most three targets. What was done is
//! found out first (see `kind`) and then said (see `said`).

mod kind;
mod said;
pub(super) mod words;

use super::change::Change;
use crate::policy::Effect;
use crate::words::Lang;
use crate::words::changes::{self as message, Contrary};
use kind::ChangeKind;

/// Names for ids; ids in lower case.
pub trait Names {
    /// The name of an organisation.
    fn partner(&self, tenant_id: &str) -> Option<String>;
    /// The name of an application.
    fn app(&self, app_id: &str) -> Option<String>;
    /// The name of a user or group.
    fn object(&self, _object_id: &str) -> Option<String> {
        None
    }
}

/// How many sign-ins the settings of an event blocked in the days before and after; `None` where the sign-in logs do not cover them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Blocked sign-ins before.
    pub blocked_before: Option<u64>,
    /// Blocked sign-ins after.
    pub blocked_after: Option<u64>,
    /// Users blocked after.
    pub users_blocked_after: Option<u64>,
    /// Length of the window on each side.
    pub window_days: u64,
    /// What ended the window after.
    pub end: WindowEnd,
    /// Time of the first blocked sign-in after, as shown.
    pub first_block_shown: Option<String>,
    /// Blocked sign-ins and users to the end of the logs, or to the next change of the same setting.
    pub to_date: Option<(u64, u64)>,
    /// Whether the event changed other settings as well that block sign-ins: the counts are of all of them.
    pub of_several: bool,
    /// Whether any setting of the event may let less through than before.
    pub may_block: bool,
}

/// What ended the days after a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WindowEnd {
    /// The window was over.
    #[default]
    Days,
    /// The same setting was changed again.
    NextChange,
    /// The one for some settings of the event, the other for others.
    Either,
}

/// The sentence. `impact` is given for the first change of an event, and left out where its settings block nothing that can be counted;
/// `shown_time` is the time as shown.
#[must_use]
pub fn summary(change: &Change, names: &dyn Names, impact: Option<&Impact>, lang: Lang, shown_time: &str) -> String {
    let kind = ChangeKind::of(change, names);
    // What an attempt would have blocked cannot have blocked anybody.
    let impact = impact.filter(|_| change.succeeded);
    let impact = impact.map(|impact| if keeps_nobody_out(change) { said::still_refused(impact, lang) } else { said::blocked(impact, lang) });
    let reason = change.reason.trim_end_matches(['.', '。', ' ']);
    let reason = (!reason.is_empty()).then(|| words::shown(reason));
    let has_no_effect = change.succeeded && change.effect == Effect::Unchanged && kind.is_of_access();
    // The sentence may sound like the opposite: the other list of the block decided.
    let contrary = match (kind.seems(), change.effect) {
        _ if !change.succeeded => None,
        (Some(Effect::Tightened), Effect::Loosened) => Some(Contrary::Loosened),
        (Some(Effect::Loosened), Effect::Tightened) => Some(Contrary::Tightened),
        _ => None,
    };
    message::sentence(
        lang,
        shown_time,
        &said::who(change, names, lang),
        &said::sentence(change, &kind, names, lang),
        !change.succeeded,
        reason.as_deref(),
        has_no_effect,
        contrary,
        impact.as_deref(),
        change.pairs_only && matches!(kind, ChangeKind::List { .. } | ChangeKind::Domains(_)),
        change.maybe_cut,
    )
}

/// Whether a change can have kept nobody out: what is blocked after it is not blocked by it.
fn keeps_nobody_out(change: &Change) -> bool {
    matches!(change.effect, Effect::Loosened | Effect::Unchanged)
}
