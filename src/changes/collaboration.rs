//! The settings outside the cross-tenant policy that decide who comes in: who may invite, what guests may see, and to which domains
//! invitations may go.
//!
//! What it is not: the partner relationships of delegated administration, of which the logs tell no values worth reading.

use serde_json::Value;

use super::event::Property;
use super::json::{graph_name, is_truncated, settled, text_of};
use super::rows::ChangedSetting;
use super::setting_value::{Domains, SettingValue};
use crate::nested_json::{elements, opened};
use crate::policy::Effect;

/// Who may invite.
pub(super) const INVITERS: &str = "allowInvitesFrom";
/// What guests may see.
pub(super) const GUEST_ROLE: &str = "guestUserRoleId";
/// The list of domains.
pub(super) const DOMAINS: &str = "invitationsAllowedAndBlockedDomainsPolicy";
/// Whether people with a mail address of a verified domain may join by themselves.
pub(super) const EMAIL_JOIN: &str = "allowEmailVerifiedUsersToJoinOrganization";

/// Who may invite, from nobody to everybody; the place is also the number of the enum.
pub(super) const INVITER_VALUES: [&str; 4] = ["none", "adminsAndGuestInviters", "adminsGuestInvitersAndAllMembers", "everyone"];
/// What guests may see, from the least to the same as members.
pub(super) const GUEST_ROLES: [&str; 3] =
    ["2af84b1e-32c8-42b7-82bc-daa82404023b", "10dae51f-b6af-4016-8d66-8c2a99b929b3", "a0b1b346-4d3e-4e8b-98f8-753987be4970"];

/// The place of a value in the order from closed to open.
pub(super) fn rank(setting: &str, part: &SettingValue) -> Option<usize> {
    let text = part.words()?;
    let known: &[&str] = if setting == INVITERS { &INVITER_VALUES } else { &GUEST_ROLES };
    let by_number = || text.parse().ok().filter(|place| setting == INVITERS && *place < known.len());
    known.iter().position(|value| value.eq_ignore_ascii_case(&text)).or_else(by_number)
}

/// The changed settings of the authorization policy, of the domain list, or of a partner relationship.
pub(super) fn rows(properties: &[Property], domain_list: bool) -> Vec<ChangedSetting> {
    let mut found = Vec::new();
    for property in properties {
        let is_list = domain_list && ["PolicyDetail", "Definition"].iter().any(|name| property.name.eq_ignore_ascii_case(name));
        if is_list {
            found.extend(domain_rows(property));
        } else {
            let known = [INVITERS, GUEST_ROLE, EMAIL_JOIN].into_iter().find(|known| property.name.eq_ignore_ascii_case(known));
            let setting = known.map_or_else(|| graph_name(&property.name), str::to_owned);
            let [was, is] = [&property.old, &property.new].map(|value| canonical(&setting, SettingValue::plain(settled(value))));
            let effect = effect(&setting, &was, &is);
            found.extend(row(setting, was, is, effect));
        }
    }
    found
}

fn row(setting: String, was: SettingValue, is: SettingValue, effect: Effect) -> Option<ChangedSetting> {
    let undecoded = [&was, &is].into_iter().any(|part| matches!(part, SettingValue::Unreadable { .. }));
    (was.words() != is.words()).then_some(ChangedSetting { setting, was, is, effect, block: None, pairs_only: false, undecoded })
}

/// Numbers of enums as their names.
fn canonical(setting: &str, part: SettingValue) -> SettingValue {
    match rank(setting, &part) {
        Some(place) if setting == INVITERS => SettingValue::Other(Value::from(INVITER_VALUES[place])),
        _ => part,
    }
}

fn effect(setting: &str, was: &SettingValue, is: &SettingValue) -> Effect {
    match setting {
        INVITERS | GUEST_ROLE => match (rank(setting, was), rank(setting, is)) {
            (Some(was), Some(is)) if was < is => Effect::Loosened,
            (Some(was), Some(is)) if was > is => Effect::Tightened,
            (Some(_), Some(_)) => Effect::Unchanged,
            _ => Effect::Unknown,
        },
        EMAIL_JOIN => match (was, is) {
            (SettingValue::Switch(was), SettingValue::Switch(is)) => Effect::of_switch(*was, *is),
            _ => Effect::Unknown,
        },
        _ => Effect::Changed,
    }
}

/// The list of domains, and what else the policy object holds.
fn domain_rows(property: &Property) -> Vec<ChangedSetting> {
    let (Some(was), Some(is)) = (policy(&property.old), policy(&property.new)) else {
        let sides = [&property.old, &property.new].map(|value| match value {
            Value::Null => SettingValue::Inherited,
            value => SettingValue::Unreadable { text: text_of(value), truncated: is_truncated(&text_of(value)) },
        });
        let [was, is] = sides;
        return row(DOMAINS.to_owned(), was, is, Effect::Unknown).into_iter().collect();
    };
    let effect = domain_effect(was.0.as_ref(), is.0.as_ref());
    let list = |domains: Option<Domains>| domains.map_or(SettingValue::Inherited, SettingValue::Domains);
    let domains = row(DOMAINS.to_owned(), list(was.0), list(is.0), effect);
    let rest = row("policyDetail".to_owned(), SettingValue::plain(was.1), SettingValue::plain(is.1), Effect::Changed);
    domains.into_iter().chain(rest).collect()
}

/// The domains in a policy object, and the object without them; `None` where it cannot be read.
fn policy(value: &Value) -> Option<(Option<Domains>, Value)> {
    let mut value = settled(value);
    let domains = match take_lists(&mut value) {
        Some(lists) => Some(domains(&lists)?),
        None => None,
    };
    match value {
        // What is left of the frame says nothing.
        Value::Object(frame) if frame.is_empty() => Some((domains, Value::Null)),
        Value::Null | Value::Object(_) => Some((domains, value)),
        _ => None,
    }
}

/// Takes the object with the two lists out, wherever it stands.
fn take_lists(value: &mut Value) -> Option<Value> {
    let Value::Object(members) = value else { return None };
    let keys: Vec<String> = members.keys().cloned().collect();
    for key in keys {
        let mut inner = opened(members.get(&key)?.clone());
        if key.eq_ignore_ascii_case(DOMAINS) {
            members.shift_remove(&key);
            return Some(inner);
        }
        if let Some(found) = take_lists(&mut inner) {
            if inner.as_object().is_some_and(serde_json::Map::is_empty) {
                members.shift_remove(&key);
            } else {
                members.insert(key, inner);
            }
            return Some(found);
        }
    }
    None
}

fn domains(value: &Value) -> Option<Domains> {
    let mut found = Domains::default();
    for (key, value) in value.as_object()? {
        let list = if key.eq_ignore_ascii_case("AllowedDomains") {
            &mut found.allowed
        } else if key.eq_ignore_ascii_case("BlockedDomains") {
            &mut found.blocked
        } else {
            return None;
        };
        for domain in elements(value.clone())? {
            list.push(domain.as_str()?.trim().to_lowercase());
        }
        list.sort();
        list.dedup();
    }
    Some(found)
}

/// Exact: domains that neither version names all fare alike.
fn domain_effect(was: Option<&Domains>, is: Option<&Domains>) -> Effect {
    let any = Domains::default();
    let (was, is) = (was.unwrap_or(&any), is.unwrap_or(&any));
    let lets = |domains: &Domains, domain: Option<&String>| {
        let listed = |list: &[String]| domain.is_some_and(|domain| list.contains(domain));
        !listed(&domains.blocked) && (domains.allowed.is_empty() || listed(&domains.allowed))
    };
    let named = [&was.allowed, &was.blocked, &is.allowed, &is.blocked].into_iter().flatten();
    let whole = Effect::of_switch(lets(was, None), lets(is, None));
    named.fold(whole, |whole, domain| whole.join(Effect::of_switch(lets(was, Some(domain)), lets(is, Some(domain)))))
}
