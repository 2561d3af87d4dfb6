//! What was done, with whom it was done by and where, in the words of a language.
//!
//! What it is not: a decision. Each arm is one message.

use super::super::activity::Scope;
use super::super::actor::ActorKind;
use super::super::change::Change;
use super::kind::{ChangeKind, Lists};
use super::words::{list, partner, place, shown};
use super::{Impact, Names, WindowEnd};
use crate::policy::AccessType;
use crate::words::Lang;
use crate::words::changes::{self as said, Access, End, GuestRole, Inviters, Noun, Part};

/// From closed to open.
const INVITERS: [Inviters; 4] = [Inviters::Nobody, Inviters::Admins, Inviters::Members, Inviters::Everybody];
/// From the least to the same as members.
const GUEST_ROLES: [GuestRole; 3] = [GuestRole::Restricted, GuestRole::Limited, GuestRole::AsMembers];

/// Who did it.
pub(super) fn who(change: &Change, names: &dyn Names, lang: Lang) -> String {
    let actor = &change.actor;
    let name = actor.name.as_deref();
    let who = match actor.kind {
        ActorKind::User => said::user(lang, name),
        ActorKind::App => said::app(lang, name),
        ActorKind::Service => said::service(lang, name),
    };
    match (&actor.home_tenant_id, actor.foreign) {
        (Some(home), Some(true)) => said::foreign(lang, &who, &partner(home, names)),
        _ => who,
    }
}

/// Whose settings they are.
fn whose(change: &Change, names: &dyn Names, lang: Lang) -> String {
    match (change.scope, &change.partner_tenant_id) {
        (Scope::Default, _) => said::everybody_else(lang).to_owned(),
        (Scope::MultiTenantOrg, None) => said::multitenant_organization(lang).to_owned(),
        (Scope::Collaboration, None) => said::this_directory(lang).to_owned(),
        (_, Some(id)) => partner(id, names),
        (_, None) => said::unnamed_organization(lang).to_owned(),
    }
}

/// What was done, or tried.
pub(super) fn sentence(change: &Change, kind: &ChangeKind, names: &dyn Names, lang: Lang) -> String {
    let tried = !change.succeeded;
    let whose = whose(change, names, lang);
    let is_default = change.scope == Scope::Default;
    let is_nowhere = change.scope == Scope::Collaboration && change.partner_tenant_id.is_none();
    let at = |part| said::at(lang, &whose, is_default, is_nowhere, place(change, lang), part);
    let back = said::back(lang, is_default);
    let setting = change.setting.as_str();
    let is_sync = change.scope == Scope::Sync;
    match kind {
        ChangeKind::Added if is_sync => said::sync_added(lang, tried, &whose),
        ChangeKind::Added => said::added(lang, tried, &whose),
        ChangeKind::Removed if is_sync => said::sync_removed(lang, tried, &whose),
        ChangeKind::Removed => said::removed(lang, tried, &whose),
        ChangeKind::Reset => said::reset(lang, tried, &at(Part::Whole), &back),
        ChangeKind::Migrated => said::migrated(lang, tried, &whose),
        ChangeKind::Saved => said::saved(lang, tried, &at(Part::WholeOf)),
        ChangeKind::Activity => {
            let partner = change.partner_tenant_id.as_ref().map(|_| whose.as_str());
            said::activity(lang, tried, &shown(&change.activity), change.scope == Scope::MultiTenantOrg, partner)
        }
        ChangeKind::Domains(lists) => domains(lists, tried, lang),
        ChangeKind::List { noun, lists } => targets(*noun, lists, tried, &at(Part::List), &back, lang),
        ChangeKind::Switch(switch, Some(true)) => said::turned_on(lang, tried, *switch, &at(Part::Setting)),
        ChangeKind::Switch(switch, Some(false)) => said::turned_off(lang, tried, *switch, &at(Part::Setting)),
        ChangeKind::Switch(switch, None) => said::returned(lang, tried, *switch, &at(Part::Setting), &back),
        ChangeKind::Inviters(places) => {
            let [from, to] = places.map(|place| place.and_then(|place| INVITERS.get(place)).map(|inviters| said::inviters(lang, *inviters)));
            said::inviters_changed(lang, tried, from.as_deref(), to.as_deref())
        }
        ChangeKind::GuestRole(places) => {
            let [from, to] = places.map(|place| place.and_then(|place| GUEST_ROLES.get(place)).map(|role| said::guest_role(lang, *role)));
            said::guest_role_changed(lang, tried, from.as_deref(), to.as_deref())
        }
        ChangeKind::Value { from, to } => {
            let [from, to] = [from, to].map(|value| value.as_deref().map(shown));
            said::value_changed(lang, tried, setting, &at(Part::Setting), from.as_deref(), to.as_deref())
        }
        ChangeKind::Unreadable { truncated } => said::unreadable(lang, tried, setting, &at(Part::Setting), *truncated),
    }
}

impl From<AccessType> for Access {
    fn from(access: AccessType) -> Self {
        match access {
            AccessType::Allowed => Self::Allowed,
            AccessType::Blocked => Self::Blocked,
        }
    }
}

fn targets(noun: Noun, lists: &Lists, tried: bool, at: &str, back: &str, lang: Lang) -> String {
    match lists {
        Lists::Inherit => said::list_inherited(lang, tried, noun, at, back),
        Lists::Everything(access) => said::list_everything(lang, tried, (*access).into(), noun, at),
        Lists::Only(access, only) => said::list_only(lang, tried, (*access).into(), noun, &list(only, lang), at),
        Lists::Edit { access, added, removed } => edit(&said::list(lang, (*access).into(), noun, at), added, removed, tried, lang),
    }
}

fn domains(lists: &Lists, tried: bool, lang: Lang) -> String {
    match lists {
        Lists::Inherit | Lists::Everything(_) => said::domains_any(lang, tried),
        Lists::Only(AccessType::Allowed, only) => said::domains_allowed(lang, tried, &list(only, lang)),
        Lists::Only(AccessType::Blocked, only) => said::domains_blocked(lang, tried, &list(only, lang)),
        Lists::Edit { access, added, removed } => edit(&said::domains(lang, (*access).into()), added, removed, tried, lang),
    }
}

fn edit(of: &str, added: &[String], removed: &[String], tried: bool, lang: Lang) -> String {
    match (added.is_empty(), removed.is_empty()) {
        (false, true) => said::list_longer(lang, tried, of, &list(added, lang)),
        (true, false) => said::list_shorter(lang, tried, of, &list(removed, lang)),
        (false, false) => said::list_changed(lang, tried, of, &list(added, lang), &list(removed, lang)),
        (true, true) => said::list_touched(lang, tried, of),
    }
}

/// Whom a change kept out.
pub(super) fn blocked(impact: &Impact, lang: Lang) -> String {
    let Impact { blocked_before: before, window_days: days, of_several: several, .. } = *impact;
    let (end, first) = (end(impact), impact.first_block_shown.as_deref());
    match (impact.blocked_after, impact.to_date) {
        (Some(within), to_date) => {
            let to_date = to_date.filter(|_| impact.end == WindowEnd::Days);
            let (total, people) = to_date.map_or((None, 0), |(total, people)| (Some(if total > within { total } else { 0 }), people));
            said::blocked(lang, several, within, impact.users_blocked_after, first, total, people, before, end, days)
        }
        (None, Some((count, people))) => said::blocked_so_far(lang, several, count, people, first, before, end, days),
        (None, None) => said::blocked_unknown(lang, several, before, end, days),
    }
}

/// Whom a change that keeps nobody out found kept out, before and still.
pub(super) fn still_refused(impact: &Impact, lang: Lang) -> String {
    let Impact { blocked_before: before, blocked_after: count, users_blocked_after: users, window_days: days, may_block: may, .. } = *impact;
    said::still_refused(lang, before, count, users, may, end(impact), days)
}

fn end(impact: &Impact) -> End {
    match impact.end {
        WindowEnd::Days => End::Days,
        WindowEnd::NextChange => End::NextChange,
        WindowEnd::Either => End::Either,
    }
}
