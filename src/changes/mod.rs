//! Changes of cross-tenant settings: audit events decoded to "who changed which setting from what to what, and what that does", sentences
//! about them, and the policy that held at any time.
//!
//! What it is not: the reading of logs, the counting of blocked sign-ins, or the table. Nothing here fails: what cannot be read is kept as
//! the text it was, and said.

mod activity;
mod actor;
mod change;
mod collaboration;
mod contradiction;
mod event;
mod json;
mod pseudonymised;
mod replay;
mod rows;
mod setting_value;
mod state;
mod summary;

pub use activity::{Operation, Scope};
pub use actor::{Actor, ActorKind};
pub use change::{Change, ENTRY};
pub use contradiction::{Contradiction, Disagreement};
pub use replay::state_at;
pub use setting_value::{Domains, SettingValue};
pub use summary::{Impact, Names, WindowEnd, summary};

use crate::model::Direction;
use crate::policy::{Configuration, Effect, Lookups, Observed};
use activity::Activity;
use event::{Changed, Object};
use rows::ChangedSetting;

/// The tenant that Microsoft's support works from.
const SUPPORT: &str = "b4c546a4-7dac-46a6-a7dd-ed822a11efd3";

/// An audit event as the logs have it; texts are empty where absent, JSON text may be wrapped in strings.
#[derive(Clone, Copy, Debug, Default)]
pub struct RawChange<'a> {
    /// When: seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Id of the event.
    pub event_id: &'a str,
    /// Correlation id.
    pub correlation_id: &'a str,
    /// Activity.
    pub activity: &'a str,
    /// Category.
    pub category: &'a str,
    /// Result.
    pub result: &'a str,
    /// Reason of the result.
    pub reason: &'a str,
    /// Graph's `initiatedBy`, or the actor list of the unified audit log.
    pub actor: &'a str,
    /// Address beside the actor.
    pub actor_ip: &'a str,
    /// Graph's `targetResources`, or the target list of the unified audit log.
    pub targets: &'a str,
    /// `ModifiedProperties` of the unified audit log.
    pub properties: &'a str,
    /// Graph's `additionalDetails`, or `ExtendedProperties` of the unified audit log.
    pub details: &'a str,
    /// Whether it comes from the CSV export of the portal, which cuts long events.
    pub maybe_cut: bool,
}

/// What else decides what a change does.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The different users and applications that were seen in one direction with a partner; `None` as partner asks for those of every
    /// organisation.
    pub observed: &'c dyn Fn(Direction, Option<&str>) -> Vec<Observed<'c>>,
    /// The default settings, which entries inherit; `None` where they are not known, which leaves Microsoft's own.
    pub default: Option<&'c Configuration>,
    /// Members of groups and home ids of guests.
    pub lookups: &'c Lookups,
}

/// The settings that an event changed, or tried to change, in the order of rows. `own`: our tenants; may be empty.
#[must_use]
pub fn decode(raw: &RawChange<'_>, own: &[&str], context: &Context<'_>) -> Vec<Change> {
    let activity = raw.activity.trim().trim_end_matches('.').trim_end();
    let Changed { objects, strays, fills_csv } = event::changed(raw);
    let owner = objects.iter().find_map(Object::owner);
    let proven: Vec<&str> = owner.as_deref().into_iter().collect();
    let own = if own.is_empty() { proven.as_slice() } else { own };
    let actor = Actor::read(raw.actor, raw.actor_ip, own);
    let category = event::category(raw);
    let about = Activity::read(activity, &category, false);
    let event = Event { raw, own, context, activity, category, actor, result: result(raw.result), maybe_cut: raw.maybe_cut && fills_csv };
    let nothing = Object::default();
    // An event of which nothing can be taken apart still happened.
    let objects = if objects.is_empty() { std::slice::from_ref(&nothing) } else { &objects };
    // What cannot be taken apart speaks for an event that shows nothing else.
    let shown = objects.iter().filter(|object| strays.is_empty() || !object.properties.is_empty());
    let mut changes: Vec<Change> = shown.flat_map(|object| event.changes(object)).collect();
    let partner = objects.iter().find_map(|object| object.partner(own, false));
    for stray in strays {
        let is = SettingValue::Unreadable { text: stray.text, truncated: stray.truncated };
        let row = ChangedSetting { is, undecoded: true, ..plain_row(stray.name.to_owned(), Effect::Unknown) };
        changes.push(event.change(about, partner.as_deref(), row));
    }
    changes.sort_by(|one, two| one.rank().cmp(&two.rank()));
    changes.dedup();
    // That nothing changed is said of an event as a whole, once.
    let nothing = |change: &Change| change.setting == ENTRY && change.effect == Effect::Unchanged && change.after.is_none();
    if changes.iter().all(nothing) {
        changes.truncate(1);
    } else {
        changes.retain(|change| !nothing(change));
    }
    changes
}

fn plain_row(setting: String, effect: Effect) -> ChangedSetting {
    ChangedSetting { setting, was: SettingValue::Inherited, is: SettingValue::Inherited, effect, block: None, pairs_only: false, undecoded: false }
}

/// Graph's word for a result.
fn result(text: &str) -> String {
    let text = text.trim();
    let lower = text.to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let word = if starts(&["succe", "成功"]) {
        "success"
    } else if starts(&["fail", "失敗"]) {
        "failure"
    } else if starts(&["timeout"]) {
        "timeout"
    } else {
        text
    };
    word.to_owned()
}

/// What the changes of one event have in common.
struct Event<'e, 'c> {
    raw: &'e RawChange<'e>,
    own: &'e [&'e str],
    context: &'e Context<'c>,
    activity: &'e str,
    category: String,
    actor: Actor,
    result: String,
    maybe_cut: bool,
}

impl Event<'_, '_> {
    fn succeeded(&self) -> bool {
        matches!(self.result.as_str(), "success" | "")
    }

    fn changes(&self, object: &Object) -> Vec<Change> {
        let named = object.partner(self.own, false);
        let about = Activity::read(self.activity, &self.category, named.is_some());
        let partner = match about.scope {
            Scope::Default => None,
            scope => object.partner(self.own, matches!(scope, Scope::Partner | Scope::Sync)),
        };
        let partner = partner.as_deref();
        let settings = object.settings(partner, about.domain_list);
        let mut rows = match about.scope {
            Scope::Collaboration => collaboration::rows(&settings, about.domain_list),
            scope => rows::rows(&settings, partner, matches!(scope, Scope::Partner | Scope::Sync), self.context),
        };
        if about.operation == Operation::Migrate {
            // What stands on one side only has moved from one shape to the other.
            rows.retain(|row| row.undecoded || (row.was != SettingValue::Inherited && row.is != SettingValue::Inherited));
        }
        if rows.is_empty() {
            let told = object.tells(partner, about.domain_list);
            let is = change::entry_word(about.operation, told);
            rows.push(ChangedSetting { is, ..plain_row(ENTRY.to_owned(), entry_effect(about, told)) });
        }
        let made_by_microsoft = about.scope == Scope::Partner && about.operation == Operation::Add && {
            let provider = |row: &ChangedSetting| row.setting == "isServiceProvider" && row.is == SettingValue::Switch(true);
            partner == Some(SUPPORT) || rows.iter().any(provider)
        };
        let mut changes: Vec<Change> = rows.into_iter().map(|row| self.change(about, partner, row)).collect();
        if made_by_microsoft {
            for change in &mut changes {
                change.automatic = true;
                change.actor.kind = ActorKind::Service;
            }
        }
        changes
    }

    fn change(&self, about: Activity, partner: Option<&str>, row: ChangedSetting) -> Change {
        let raw = self.raw;
        let for_support = self.activity.to_lowercase().starts_with("adding allowed assignable roles");
        let automatic = about.operation == Operation::Migrate || self.actor.kind == ActorKind::Service || for_support;
        let kind = if automatic { ActorKind::Service } else { self.actor.kind };
        Change {
            time: raw.time,
            event_id: raw.event_id.to_owned(),
            correlation_id: raw.correlation_id.to_owned(),
            activity: self.activity.to_owned(),
            category: self.category.clone(),
            result: self.result.clone(),
            reason: raw.reason.trim().to_owned(),
            succeeded: self.succeeded(),
            actor: Actor { kind, ..self.actor.clone() },
            scope: about.scope,
            operation: about.operation,
            partner_tenant_id: partner.map(str::to_owned),
            before: row.was.words(),
            after: row.is.words(),
            effect: if self.succeeded() { row.effect } else { Effect::Unchanged },
            block: row.block,
            added: change::more(&row.is, &row.was),
            removed: change::more(&row.was, &row.is),
            pairs_only: row.pairs_only,
            undecoded: row.undecoded,
            maybe_cut: self.maybe_cut,
            automatic,
            setting: row.setting,
            was: row.was,
            is: row.is,
        }
    }
}

/// What an event does that shows no changed value. `told`: whether it shows values at all.
fn entry_effect(about: Activity, told: bool) -> Effect {
    match (about.scope, about.operation) {
        (Scope::MultiTenantOrg, Operation::Add | Operation::Remove | Operation::Reset | Operation::Update) => Effect::Changed,
        (Scope::Collaboration, operation) if about.partnership => match operation {
            Operation::Add => Effect::Loosened,
            Operation::Remove => Effect::Tightened,
            _ => Effect::Changed,
        },
        // A new entry inherits everything, who moves settings keeps them, and in what was saved nothing differs.
        (_, Operation::Migrate | Operation::Update) | (Scope::Partner | Scope::Sync, Operation::Add) => Effect::Unchanged,
        _ if told => Effect::Unchanged,
        _ => Effect::Unknown,
    }
}

#[cfg(test)]
mod tests;
