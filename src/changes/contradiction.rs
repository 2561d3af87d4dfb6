//! Where the history of the settings does not fit the policy, in words.
//!
//! What it is not: a fault of the directory. It says that something is missing or cut: an event outside the logs, a snapshot of another day,
//! an event without values.

use super::change::ENTRY;
use super::summary::Names;
use super::summary::words::{partner, shown};
use crate::policy::Lang;

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
        let whose = match (&self.partner_tenant_id, lang) {
            (Some(id), _) => partner(id, names),
            (None, Lang::En) => "the default settings".to_owned(),
            (None, Lang::Ja) => "既定の設定".to_owned(),
        };
        let setting = &self.setting;
        let what = match (setting == ENTRY, lang) {
            (true, _) => whose,
            (false, Lang::En) => format!("{setting} of {whose}"),
            (false, Lang::Ja) => format!("{whose} の {setting}"),
        };
        let value = |text: &Option<String>| text.as_deref().map_or_else(|| lang.pick("not set", "未設定").to_owned(), shown);
        let other = match (self.against, lang) {
            (Some(time), Lang::En) => format!("the event of {}", shown_time(time)),
            (Some(time), Lang::Ja) => format!("{} のイベント", shown_time(time)),
            (None, Lang::En) => "the policy".to_owned(),
            (None, Lang::Ja) => "ポリシー".to_owned(),
        };
        match (&self.disagreement, lang) {
            (Disagreement::Differs { expected, found }, Lang::En) => {
                format!(
                    "The event of {time} says {what} = {}, but {other} says {}: a change in between is not in the logs.",
                    value(expected),
                    value(found)
                )
            }
            (Disagreement::Differs { expected, found }, Lang::Ja) => {
                format!(
                    "{time} のイベントでは {what} = {} ですが、{other}では {} です。その間の変更がログにありません。",
                    value(expected),
                    value(found)
                )
            }
            (Disagreement::EntryMissing, Lang::En) => format!("The event of {time} is about the entry of {what}, but {other} has none."),
            (Disagreement::EntryMissing, Lang::Ja) => {
                format!("{time} のイベントは {what} の設定に関するものですが、{other}にはその設定がありません。")
            }
            (Disagreement::EntryThere, Lang::En) => {
                format!("According to the event of {time} there was no entry of {what}, but {other} has one: a change in between is not in the logs.")
            }
            (Disagreement::EntryThere, Lang::Ja) => {
                format!("{time} のイベントによると {what} の設定はありませんでしたが、{other}にはあります。その間の変更がログにありません。")
            }
            (Disagreement::Unexplained { found }, Lang::En) => {
                format!("{what} = {}, but no event since the entry was added at {time} says who set it.", value(found))
            }
            (Disagreement::Unexplained { found }, Lang::Ja) => {
                format!("{what} = {} ですが、{time} に追加された後、これを設定したイベントがログにありません。", value(found))
            }
            (Disagreement::NotTold, Lang::En) => format!("The event of {time} does not say which settings {what} had before: they are left out."),
            (Disagreement::NotTold, Lang::Ja) => format!("{time} のイベントには {what} の変更前の設定が記録されていないため、省略しました。"),
            (Disagreement::Unreadable, Lang::En) => format!("The event of {time} has a value of {what} that cannot be read: it is left as it is."),
            (Disagreement::Unreadable, Lang::Ja) => format!("{time} のイベントの {what} の値は読み取れないため、そのままにしました。"),
        }
    }
}
