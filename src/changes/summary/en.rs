//! The sentence in English.
//!
//! What it is not: a decision. Verbs come in pairs, because a failed attempt is told with "tried to".

use super::super::activity::Scope;
use super::super::actor::ActorKind;
use super::super::change::Change;
use super::deed::{Deed, Lists, Noun, SWITCHES};
use super::words::{list, partner, place, shown};
use super::{Impact, Names, Notes, WindowEnd, keeps_nobody_out};
use crate::policy::{AccessType, Effect};
use crate::words::Lang;

/// Done, to do, and what.
type Predicate = (&'static str, &'static str, String);

/// In the order of [`SWITCHES`].
const SWITCH_NAMES: [&str; 7] = [
    "trust in multifactor authentication",
    "trust in compliant devices",
    "trust in Microsoft Entra hybrid joined devices",
    "inbound automatic redemption of invitations",
    "outbound automatic redemption of invitations",
    "inbound cross-tenant synchronization of users",
    "joining by users with a verified mail address",
];
const INVITERS: [&str; 4] =
    ["nobody", "only certain admin roles and guest inviters", "members and certain admin roles", "everybody, guests included"];
const GUEST_ROLES: [&str; 3] =
    ["only their own profile (most restrictive)", "a limited part of the directory", "as much as members (most inclusive)"];

pub(super) fn sentence(change: &Change, deed: &Deed, names: &dyn Names, impact: Option<&Impact>, notes: Notes, time: &str) -> String {
    let (done, todo, what) = predicate(change, deed, names);
    let who = who(change, names);
    let mut text = if change.succeeded {
        format!("{time} {who} {done} {what}")
    } else {
        let reason = change.reason.trim_end_matches(['.', '。', ' ']);
        let reason = if reason.is_empty() { String::new() } else { format!(": {}", shown(reason)) };
        format!("{time} {who} tried to {todo} {what}, but it failed{reason}")
    };
    if notes.no_effect {
        text.push_str("; in effect nothing changed");
    }
    text.push_str(match notes.contrary {
        None => "",
        Some(Effect::Loosened) => "; together with the other list of the same event, more is allowed than before",
        Some(_) => "; together with the other list of the same event, less is allowed than before",
    });
    if let Some(impact) = impact {
        text.push_str(&if keeps_nobody_out(change) { still_refused(impact) } else { blocked(impact) });
    }
    text.push('.');
    if notes.pairs_only {
        text.push_str(" Both lists block: only the listed users are cut off, and only from the listed applications.");
    }
    if notes.maybe_cut {
        text.push_str(" The CSV export holds at most 3 targets of 5 properties each, so more may have changed.");
    }
    text
}

fn who(change: &Change, names: &dyn Names) -> String {
    let actor = &change.actor;
    let name = actor.name.as_deref();
    let who = match (actor.kind, name) {
        (ActorKind::User, name) => name.unwrap_or("somebody (the log does not say who)").to_owned(),
        (ActorKind::App, name) => format!("the app {}", name.unwrap_or("without a name")),
        (ActorKind::Service, Some(name)) => format!("a service of Microsoft ({name})"),
        (ActorKind::Service, None) => "a service of Microsoft".to_owned(),
    };
    match (&actor.home_tenant_id, actor.foreign) {
        (Some(home), Some(true)) => format!("{who}, who belongs to another tenant ({}),", partner(home, names)),
        _ => who,
    }
}

fn whose(change: &Change, names: &dyn Names) -> String {
    match (change.scope, &change.partner_tenant_id) {
        (Scope::Default, _) => "all organizations without settings of their own".to_owned(),
        (Scope::MultiTenantOrg, None) => "the multitenant organization".to_owned(),
        (Scope::Collaboration, None) => "this directory".to_owned(),
        (_, Some(id)) => partner(id, names),
        (_, None) => "an organization that the log does not name".to_owned(),
    }
}

/// ` for fabrikam (inbound B2B collaboration)`.
fn scope(change: &Change, names: &dyn Names) -> String {
    if change.scope == Scope::Collaboration && change.partner_tenant_id.is_none() {
        return String::new();
    }
    let default = (change.scope == Scope::Default).then_some("default settings");
    let inside: Vec<&str> = [place(change, Lang::En), default].into_iter().flatten().collect();
    let inside = if inside.is_empty() { String::new() } else { format!(" ({})", inside.join(", ")) };
    format!(" for {}{inside}", whose(change, names))
}

fn predicate(change: &Change, deed: &Deed, names: &dyn Names) -> Predicate {
    let (at, whose) = (scope(change, names), whose(change, names));
    let back = if change.scope == Scope::Default { "Microsoft's own default" } else { "the default settings" };
    let sync = change.scope == Scope::Sync;
    let object = if sync { "the cross-tenant synchronization setting of" } else { "the partner organization" };
    let value = |text: &Option<String>| text.as_deref().map_or_else(|| "not set".to_owned(), shown);
    // What did not happen has no consequence.
    let then = |consequence: &'static str| if change.succeeded { consequence } else { "" };
    match deed {
        Deed::Added if sync => ("added", "add", format!("{object} {whose}")),
        Deed::Added => ("added", "add", format!("{object} {whose}{}", then(", which follows the default settings until it has its own"))),
        Deed::Removed if sync => ("removed", "remove", format!("{object} {whose}")),
        Deed::Removed => ("removed", "remove", format!("{object} {whose}{}", then(", so that the default settings apply to it"))),
        Deed::Reset => ("reset", "reset", format!("the settings{at} to {back}")),
        Deed::Migrated => ("moved", "move", format!("the settings of {whose} to a new storage model; nobody changed a setting")),
        Deed::Saved => ("saved", "save", format!("the settings{at} without changing any value that the log shows")),
        Deed::Activity => {
            let subject = if change.scope == Scope::MultiTenantOrg { "the multitenant organization" } else { "the external collaboration settings" };
            let partner = change.partner_tenant_id.as_ref().map(|_| format!(", {whose}")).unwrap_or_default();
            ("changed", "change", format!("{subject} ({}{partner})", shown(&change.activity)))
        }
        Deed::List { noun: Noun::Domains, lists } => domains(lists),
        Deed::List { noun, lists } => targets(*noun, lists, &at, back),
        Deed::Switch(on) => {
            let n = SWITCHES.iter().position(|name| *name == change.setting).unwrap_or_default();
            let what = format!("{}{at}", SWITCH_NAMES[n]);
            match on {
                Some(true) => ("turned on", "turn on", what),
                Some(false) => ("turned off", "turn off", what),
                None => ("returned", "return", format!("{what} to {back}")),
            }
        }
        Deed::Inviters(places) => ("changed", "change", format!("who may invite guests{}", from_to(*places, &INVITERS))),
        Deed::GuestRole(places) => ("changed", "change", format!("what guests may see{}", from_to(*places, &GUEST_ROLES))),
        Deed::Value { from, to } => ("changed", "change", format!("the setting {}{at} from {} to {}", change.setting, value(from), value(to))),
        Deed::Unreadable { truncated } => {
            let why = if *truncated { "the log cut the value off" } else { "the value could not be read" };
            ("changed", "change", format!("the setting {}{at}; {why}, so it is shown as text", change.setting))
        }
    }
}

fn from_to<const N: usize>([from, to]: [Option<usize>; 2], words: &[&str; N]) -> String {
    let word = |place: Option<usize>| place.and_then(|place| words.get(place));
    let from = word(from).map(|word| format!(" from {word}")).unwrap_or_default();
    format!("{from}{}", word(to).map(|word| format!(" to {word}")).unwrap_or_default())
}

fn verb(access: AccessType) -> (&'static str, &'static str) {
    match access {
        AccessType::Allowed => ("allowed", "allow"),
        AccessType::Blocked => ("blocked", "block"),
    }
}

fn targets(noun: Noun, lists: &Lists, at: &str, back: &str) -> Predicate {
    let noun = if noun == Noun::Users { "users" } else { "applications" };
    let named = |names: &[String]| list(names, Lang::En);
    match lists {
        Lists::Inherit => ("returned", "return", format!("the {noun}{at} to {back}")),
        Lists::Everything(access) => (verb(*access).0, verb(*access).1, format!("all {noun}{at}")),
        Lists::Only(access, only) => (verb(*access).0, verb(*access).1, format!("only the {noun} {}{at}", named(only))),
        Lists::Edit { access, added, removed } => edit(&format!("{} {noun}{at}", verb(*access).0), added, removed),
    }
}

fn edit(of: &str, added: &[String], removed: &[String]) -> Predicate {
    let named = |names: &[String]| list(names, Lang::En);
    match (added.is_empty(), removed.is_empty()) {
        (false, true) => ("added", "add", format!("{} to the {of}", named(added))),
        (true, false) => ("removed", "remove", format!("{} from the {of}", named(removed))),
        (false, false) => ("changed", "change", format!("the {of}: added {}, removed {}", named(added), named(removed))),
        (true, true) => ("changed", "change", format!("the {of}")),
    }
}

fn domains(lists: &Lists) -> Predicate {
    let named = |names: &[String]| list(names, Lang::En);
    match lists {
        Lists::Inherit | Lists::Everything(_) => ("allowed", "allow", "invitations to any domain".to_owned()),
        Lists::Only(AccessType::Allowed, only) => ("allowed", "allow", format!("invitations only to the domains {}", named(only))),
        Lists::Only(AccessType::Blocked, only) => ("blocked", "block", format!("invitations to the domains {}", named(only))),
        Lists::Edit { access, added, removed } => edit(&format!("domains to which invitations are {}", verb(*access).0), added, removed),
    }
}

fn sign_ins(count: u64) -> String {
    if count == 1 { "1 sign-in".to_owned() } else { format!("{count} sign-ins") }
}

fn users(count: u64) -> String {
    if count == 1 { "1 user".to_owned() } else { format!("{count} users") }
}

fn days(impact: &Impact) -> String {
    if impact.window_days == 1 { "day".to_owned() } else { format!("{} days", impact.window_days) }
}

/// How long after is counted.
fn after(impact: &Impact) -> String {
    match impact.end {
        WindowEnd::Days => format!("in the {} after", days(impact)),
        WindowEnd::NextChange => "until the next change of this setting".to_owned(),
        WindowEnd::Either => format!("in the {} after or until the next change of the same setting", days(impact)),
    }
}

/// Whom a change kept out.
fn blocked(impact: &Impact) -> String {
    let cut = impact.end != WindowEnd::Days;
    let before = match impact.blocked_before {
        None => "how many before is not known, because the sign-in logs do not cover it".to_owned(),
        Some(0) => "none before".to_owned(),
        Some(count) => format!("{count} {}before", if cut { format!("in the {} ", days(impact)) } else { String::new() }),
    };
    let first = impact.first_block_shown.as_deref().map(|time| format!(" (first at {time})")).unwrap_or_default();
    let of = if impact.of_several { "by all that this event changed, " } else { "" };
    let after = after(impact);
    match impact.blocked_after {
        None => {
            let known = impact.blocked_before.map(|_| format!(", {before}")).unwrap_or_default();
            match impact.to_date {
                // The logs end too early.
                Some((0, _)) => {
                    format!("; {of}no sign-ins were blocked so far, but the sign-in logs end before the {} are over{known}", days(impact))
                }
                Some((count, people)) => {
                    let were = if count == 1 { "was" } else { "were" };
                    let so_far = format!("{} of {} {were} blocked so far{first}", sign_ins(count), users(people));
                    format!("; {of}{so_far}, and the sign-in logs end before the {} are over{known}", days(impact))
                }
                None => format!("; {of}how many sign-ins were blocked {after} is not known, because the sign-in logs do not cover it{known}"),
            }
        }
        Some(within) => {
            let to_date = match impact.to_date.filter(|_| !cut) {
                Some((count, people)) if count > within => format!(", {count} of {} to date", users(people)),
                Some(_) => " and none since".to_owned(),
                None => String::new(),
            };
            if within == 0 {
                return format!("; {of}no sign-ins were blocked {after}{to_date}, {before}");
            }
            let people = impact.users_blocked_after.map(|count| format!(" of {}", users(count))).unwrap_or_default();
            let were = if within == 1 { "was" } else { "were" };
            format!("; {of}{}{people} {were} blocked {after}{first}{to_date}, {before}", sign_ins(within))
        }
    }
}

/// Whom a change that keeps nobody out found kept out, before and still.
fn still_refused(impact: &Impact) -> String {
    let days = days(impact);
    let before = match impact.blocked_before {
        None => "how many sign-ins were blocked before is not known, because the sign-in logs do not cover it".to_owned(),
        Some(0) => format!("no sign-ins were blocked in the {days} before"),
        Some(1) => format!("1 sign-in was blocked in the {days} before"),
        Some(count) => format!("{} were blocked in the {days} before", sign_ins(count)),
    };
    let after = match impact.blocked_after {
        None => "whether any were refused later is not known, because the sign-in logs do not cover it".to_owned(),
        Some(0) => format!("none {}", after(impact)),
        Some(count) => {
            let of = impact.users_blocked_after.map(|people| format!(" of {}", users(people))).unwrap_or_default();
            let cause = if impact.may_block { "which other changes of this event may have caused" } else { "which this change did not cause" };
            format!("{}{of} still refused {}, {cause}", sign_ins(count), after(impact))
        }
    };
    format!("; {before}, {after}")
}
