//! Where the history of the settings does not fit the policy, in words.
//!
//! What it is not: a fault of the directory. It says that something is missing or cut: an event outside the logs, a snapshot of another day,
//! an event without values.

use super::change::ENTRY;
use super::summary::Names;
use super::summary::words::{partner, shown};
use crate::words::{Lang, contradictions as said};

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// The event left another value than is found.
    Differs {
        /// What the event says, in words.
        expected: Option<String>,
        /// What is found, in words.
        found: Option<String>,
    },
    /// The event is about an entry that is not there.
    EntryMissing,
    /// The event says that the entry was not there, but it is.
    EntryThere,
    /// The entry holds a value that no event put there.
    Unexplained {
        /// In words.
        found: Option<String>,
    },
    /// Something was removed or reset, and the event does not say what it was.
    NotTold,
    /// The event has a value that cannot be read.
    Unreadable,
}

/// A place where the history does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// When the event happened: seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Id of the event.
    pub event_id: String,
    /// The organisation; `None` for the default settings.
    pub partner_tenant_id: Option<String>,
    /// Graph's dotted name, or `entry`.
    pub setting: String,
    /// When the other event happened that it does not fit; `None` for the snapshot.
    pub against: Option<i64>,
    /// What does not fit.
    pub disagreement: Disagreement,
}

impl Contradiction {
    /// A sentence. `shown_time` gives a time as it is shown.
    #[must_use]
    pub fn words(&self, names: &dyn Names, lang: Lang, shown_time: &dyn Fn(i64) -> String) -> String {
        let time = shown_time(self.time);
        let whose = self.partner_tenant_id.as_ref().map_or_else(|| said::default_settings(lang).to_owned(), |id| partner(id, names));
        let what = if self.setting == ENTRY { whose } else { said::setting_of(lang, &self.setting, &whose) };
        let value = |text: &Option<String>| text.as_deref().map_or_else(|| said::not_set(lang).to_owned(), shown);
        let other = self.against.map_or_else(|| said::policy(lang).to_owned(), |time| said::event(lang, &shown_time(time)));
        match &self.disagreement {
            Disagreement::Differs { expected, found } => said::differs(lang, &time, &what, &value(expected), &other, &value(found)),
            Disagreement::EntryMissing => said::entry_missing(lang, &time, &what, &other),
            Disagreement::EntryThere => said::entry_there(lang, &time, &what, &other),
            Disagreement::Unexplained { found } => said::unexplained(lang, &time, &what, &value(found)),
            Disagreement::NotTold => said::not_told(lang, &time, &what),
            Disagreement::Unreadable => said::unreadable(lang, &time, &what),
        }
    }
}
