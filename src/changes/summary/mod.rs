//! One sentence about a change, for somebody who does not know the settings: who did what to whom, and who was blocked since.
//!
//! What it is not: the whole truth of a row, which has the exact values beside it. The sentence names at most three targets. What was done is
//! found out once (see `deed`) and said in each language.

mod deed;
mod en;
mod ja;
pub(super) mod words;

use super::change::Change;
use crate::policy::{Effect, Lang};
use deed::Deed;

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

/// How many sign-ins the setting blocked in the days before and after; `None` where the sign-in logs do not cover them.
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
    /// Whether the next change of the same setting ended the window after.
    pub until_next_change: bool,
    /// Time of the first blocked sign-in after, as shown.
    pub first_block_shown: Option<String>,
}

/// The sentence. `impact` is left out where the setting blocks nothing that can be counted; `shown_time` is the time as shown.
#[must_use]
pub fn summary(change: &Change, names: &dyn Names, impact: Option<&Impact>, lang: Lang, shown_time: &str) -> String {
    let deed = Deed::of(change, names);
    // What an attempt would have blocked, or a change without effect, cannot have blocked anybody.
    let impact = impact.filter(|_| change.succeeded && !change.codes().is_empty());
    let notes = Notes {
        no_effect: change.succeeded && change.effect == Effect::Unchanged && deed.is_of_access(),
        contrary: deed.seems().filter(|seems| change.succeeded && *seems != change.effect && deed::is_one_way(change.effect)).map(|_| change.effect),
        pairs_only: change.pairs_only && matches!(deed, Deed::List { .. }),
        maybe_cut: change.maybe_cut,
    };
    match lang {
        Lang::En => en::sentence(change, &deed, names, impact, notes, shown_time),
        Lang::Ja => ja::sentence(change, &deed, names, impact, notes, shown_time),
    }
}

/// What a reader must know besides.
#[derive(Clone, Copy)]
struct Notes {
    no_effect: bool,
    /// The effect, where the sentence sounds like the opposite: the other list of the block decided.
    contrary: Option<Effect>,
    pairs_only: bool,
    maybe_cut: bool,
}
