//! What was done, before it is said in a language.
//!
//! What it is not: the effect on access, which the evaluator works out; here only the two values are compared as texts a reader would see.

use super::super::activity::{Operation, Scope};
use super::super::change::{Change, ENTRY};
use super::super::collaboration::{DOMAINS, EMAIL_JOIN, GUEST_ROLE, INVITERS, rank};
use super::super::setting_value::{Domains, SettingValue};
use super::{Names, words};
use crate::policy::{AccessType, Effect, GROUP_SYNC, Target, TargetConfiguration, TargetName, newer_list};
use crate::words::changes::{Noun, Switch};

/// What was done to a list.
pub(super) enum Lists {
    /// Nothing is set any more.
    Inherit,
    /// Everything is let through, or nothing.
    Everything(AccessType),
    /// Another list, or none before.
    Only(AccessType, Vec<String>),
    /// The same kind of list with other targets.
    Edit { access: AccessType, added: Vec<String>, removed: Vec<String> },
}

/// What was done.
pub(super) enum ChangeKind {
    Added,
    Removed,
    Reset,
    Migrated,
    /// An event that changed nothing that it shows.
    Saved,
    /// An activity that is best told by its own name.
    Activity,
    List {
        noun: Noun,
        lists: Lists,
    },
    /// A list of domains.
    Domains(Lists),
    /// On, off or not set any more.
    Switch(Switch, Option<bool>),
    /// Places in the order from closed to open.
    Inviters([Option<usize>; 2]),
    GuestRole([Option<usize>; 2]),
    Value {
        from: Option<String>,
        to: Option<String>,
    },
    Unreadable {
        truncated: bool,
    },
}

/// A list as it is told.
struct View {
    access: AccessType,
    everything: bool,
    names: Vec<String>,
}

impl View {
    fn of(part: &SettingValue, names: &dyn Names) -> Option<Self> {
        match part {
            SettingValue::List(list) => Some(Self::of_list(list, names)),
            SettingValue::Domains(Domains { allowed, blocked }) => match (allowed.is_empty(), blocked.is_empty()) {
                (true, true) => Some(Self { access: AccessType::Allowed, everything: true, names: Vec::new() }),
                (false, true) => Some(Self { access: AccessType::Allowed, everything: false, names: allowed.clone() }),
                (true, false) => Some(Self { access: AccessType::Blocked, everything: false, names: blocked.clone() }),
                // Both at once cannot be set in the portal.
                (false, false) => None,
            },
            _ => None,
        }
    }

    fn of_list(list: &TargetConfiguration, names: &dyn Names) -> Self {
        let all = [TargetName::AllUsers, TargetName::AllApplications].iter().any(|all| list.names(all));
        // A list of nothing lets nobody through, or stops nobody.
        let (access, everything) = match (list.targets.is_empty(), list.access) {
            (true, AccessType::Allowed) => (AccessType::Blocked, true),
            (true, AccessType::Blocked) => (AccessType::Allowed, true),
            (false, access) => (access, all),
        };
        let mut targets: Vec<&Target> = list.targets.iter().collect();
        targets.sort();
        targets.dedup();
        Self { access, everything, names: targets.into_iter().map(|target| words::target(target, names)).collect() }
    }
}

fn lists(change: &Change, names: &dyn Names) -> Option<Lists> {
    if change.is == SettingValue::Inherited {
        return Some(Lists::Inherit);
    }
    let (was, is) = (View::of(&change.was, names), View::of(&change.is, names)?);
    Some(match was {
        _ if is.everything => Lists::Everything(is.access),
        Some(was) if !was.everything && was.access == is.access => {
            let without = |one: &[String], other: &[String]| one.iter().filter(|name| !other.contains(name)).cloned().collect::<Vec<_>>();
            Lists::Edit { access: is.access, added: without(&is.names, &was.names), removed: without(&was.names, &is.names) }
        }
        _ => Lists::Only(is.access, is.names),
    })
}

impl ChangeKind {
    pub fn of(change: &Change, names: &dyn Names) -> Self {
        if change.operation == Operation::Migrate && !change.undecoded {
            return Self::Migrated;
        }
        if change.setting == ENTRY {
            return match (change.scope, change.operation) {
                (Scope::MultiTenantOrg | Scope::Collaboration, _) => Self::Activity,
                (_, Operation::Add) => Self::Added,
                (_, Operation::Remove) => Self::Removed,
                (_, Operation::Reset) => Self::Reset,
                _ => Self::Saved,
            };
        }
        if change.undecoded {
            let cut = |part: &SettingValue| matches!(part, SettingValue::Unreadable { truncated: true, .. });
            return Self::Unreadable { truncated: cut(&change.was) || cut(&change.is) };
        }
        let value = || Self::Value { from: change.before.clone(), to: change.after.clone() };
        let places = |setting: &str| [rank(setting, &change.was), rank(setting, &change.is)];
        let is_list = [&change.was, &change.is].into_iter().any(|part| matches!(part, SettingValue::List(_) | SettingValue::Domains(_)));
        match change.setting.as_str() {
            INVITERS if places(INVITERS)[1].is_some() => Self::Inviters(places(INVITERS)),
            GUEST_ROLE if places(GUEST_ROLE)[1].is_some() => Self::GuestRole(places(GUEST_ROLE)),
            DOMAINS => lists(change, names).map_or_else(value, Self::Domains),
            name if is_list => {
                let noun = if name.ends_with("usersAndGroups") || newer_list(name).is_some_and(|newer| newer.of_users) {
                    Noun::Users
                } else {
                    Noun::Applications
                };
                lists(change, names).map_or_else(value, |lists| Self::List { noun, lists })
            }
            name => match (switch(name), &change.was, &change.is) {
                (Some(switch), _, SettingValue::Switch(on)) => Self::Switch(switch, Some(*on)),
                (Some(switch), SettingValue::Switch(_), SettingValue::Inherited) => Self::Switch(switch, None),
                _ => value(),
            },
        }
    }

    /// What a reader would take the effect for, where the words leave no doubt.
    pub fn seems(&self) -> Option<Effect> {
        match self {
            Self::List { lists: Lists::Everything(AccessType::Allowed), .. } | Self::Domains(Lists::Everything(AccessType::Allowed)) => {
                Some(Effect::Loosened)
            }
            Self::List { lists: Lists::Everything(AccessType::Blocked), .. } | Self::Domains(Lists::Everything(AccessType::Blocked)) => {
                Some(Effect::Tightened)
            }
            _ => None,
        }
    }

    /// Whether a reader would expect it to let somebody in or keep somebody out.
    pub fn is_of_access(&self) -> bool {
        matches!(self, Self::List { .. } | Self::Domains(_) | Self::Switch(..))
    }
}

/// The switches that have a name in sentences.
fn switch(setting: &str) -> Option<Switch> {
    Some(match setting {
        "inboundTrust.isMfaAccepted" => Switch::Mfa,
        "inboundTrust.isCompliantDeviceAccepted" => Switch::Compliant,
        "inboundTrust.isHybridAzureADJoinedDeviceAccepted" => Switch::Hybrid,
        "automaticUserConsentSettings.inboundAllowed" => Switch::RedemptionInbound,
        "automaticUserConsentSettings.outboundAllowed" => Switch::RedemptionOutbound,
        "userSyncInbound.isSyncAllowed" => Switch::Synchronization,
        GROUP_SYNC => Switch::GroupSynchronization,
        "blockServiceProviderOutboundAccess" => Switch::ServiceProviderBlock,
        EMAIL_JOIN => Switch::EmailJoin,
        _ => return None,
    })
}
