//! What a change does: two versions of a setting compared by meaning, not by text.
//!
//! What it is not: an account of who was affected (that needs sign-ins after the change). Everybody is sorted into cells by the targets that
//! either version names, plus the cell of those whom neither names; the versions differ if they differ in a cell. That is exact and needs
//! no logs. Sign-ins that were seen add only what ids alone cannot tell: pairs of a client and a resource that meet different targets.

use super::audit_value::{Decoded, setting_name};
use super::block::Block;
use super::clause::{MatchMode, Truth, table};
use super::effective::{Effective, effective};
use super::lookups::Lookups;
use super::model::{AutomaticUserConsent, B2bSetting, Configuration, InboundTrust};
use super::newer::{GROUP_SYNC, list_effect, newer_list};
use super::rule::{Ids, Rule};
use super::target::{Target, TargetConfiguration, TargetKind, TargetName};
use crate::knowledge::apps;

/// What a change does to access.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// More is allowed, nothing more is blocked.
    Loosened,
    /// More is blocked, nothing more is allowed.
    Tightened,
    /// Some of both, or something that is neither.
    Changed,
    /// The same by meaning.
    Unchanged,
    /// A value could not be read.
    Unknown,
}

impl Effect {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Loosened => "loosened",
            Self::Tightened => "tightened",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Unknown => "unknown",
        }
    }

    /// The effect of two changes that were made together.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Unchanged, effect) | (effect, Self::Unchanged) => effect,
            (one, two) if one == two => one,
            _ => Self::Changed,
        }
    }

    /// Turning something on that lets more in, or off.
    #[must_use]
    pub fn of_switch(before: bool, after: bool) -> Self {
        match (before, after) {
            (false, true) => Self::Loosened,
            (true, false) => Self::Tightened,
            _ => Self::Unchanged,
        }
    }
}

/// Users, client and resource of a sign-in that was seen, as in the log, ids lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Observed<'a> {
    /// The user.
    pub user: Option<&'a str>,
    /// The client application.
    pub client: Option<&'a str>,
    /// The resource application.
    pub resource: Option<&'a str>,
}

/// What a change of the two lists of a block does.
#[must_use]
pub fn effect<'a>(
    before: &Effective<'_>,
    after: &Effective<'_>,
    block: Block,
    observed: impl IntoIterator<Item = Observed<'a>>,
    lookups: &Lookups,
) -> Effect {
    let mut whole = Effect::Unchanged;
    let users = cells(before.users_and_groups.1, after.users_and_groups.1, user_meets, is_one_user);
    let applications = cells(before.applications.1, after.applications.1, application_meets, is_one_application);
    for user in &users {
        for application in &applications {
            let outcome = |lists: &Effective<'_>, side: usize| {
                let met = |cell: [bool; 2]| if cell[side] { Truth::True } else { Truth::False };
                table((lists.users_and_groups.1.access, met(*user)), (lists.applications.1.access, met(*application)))[2] == Truth::True
            };
            whole = whole.join(Effect::of_switch(outcome(before, 0), outcome(after, 1)));
        }
    }
    let (before, after) = (Rule::new(block, before), Rule::new(block, after));
    for seen in observed {
        let ids = Ids { user: seen.user, client: seen.client, resource: seen.resource };
        let truth = |rule: &Rule| rule.decide(ids, lookups, MatchMode::Either).truth;
        let (before, after) = (truth(&before), truth(&after));
        if before != Truth::Unknown && after != Truth::Unknown {
            whole = whole.join(Effect::of_switch(before == Truth::True, after == Truth::True));
        }
    }
    whole
}

/// The different ways of meeting two versions of a list: `[meets the one, meets the other]`.
fn cells(
    before: &TargetConfiguration,
    after: &TargetConfiguration,
    meets: fn(&TargetConfiguration, Option<&TargetName>) -> bool,
    is_one: fn(&Target) -> bool,
) -> Vec<[bool; 2]> {
    let both = |target: Option<&TargetName>| [meets(before, target), meets(after, target)];
    let named: Vec<&Target> = before.targets.iter().chain(&after.targets).collect();
    let mut cells = vec![both(None)];
    cells.extend(named.iter().map(|target| both(Some(&target.target))));
    // Somebody may be in a group of the one version and in a group, or be a user, of the other; but nobody is two users.
    let of = |cell: [bool; 2]| named.iter().filter(move |target| both(Some(&target.target)) == cell);
    let several = |cell| of(cell).any(|target| !is_one(target));
    let any = |cell| of(cell).next().is_some();
    let (first, second) = ([true, false], [false, true]);
    if (several(first) && any(second)) || (any(first) && several(second)) {
        cells.push([true, true]);
    }
    cells.sort_unstable();
    cells.dedup();
    cells
}

fn user_meets(list: &TargetConfiguration, user: Option<&TargetName>) -> bool {
    let named = |target: &Target| Some(&target.target) == user && target.kind != TargetKind::Application;
    list.names(&TargetName::AllUsers) || matches!(user, Some(TargetName::Id(_) | TargetName::Keyword(_))) && list.targets.iter().any(named)
}

fn is_one_user(target: &Target) -> bool {
    matches!((&target.target, &target.kind), (TargetName::Id(_), TargetKind::User))
}

/// Whether an application meets a list: one of this id, or some other one that only this keyword covers.
fn application_meets(list: &TargetConfiguration, application: Option<&TargetName>) -> bool {
    let Some(target) = application else { return list.names(&TargetName::AllApplications) };
    let (office365, microsoft) = match target {
        TargetName::Id(id) => apps::find(id).map_or((false, false), |app| (app.office365, app.first_party)),
        TargetName::Office365 => (true, true),
        TargetName::AllMicrosoftApps => (false, true),
        TargetName::AllUsers | TargetName::AllApplications | TargetName::Keyword(_) => (false, false),
    };
    list.names(&TargetName::AllApplications)
        || (office365 && list.names(&TargetName::Office365))
        || (microsoft && list.names(&TargetName::AllMicrosoftApps))
        || (*target != TargetName::AllUsers && list.names(target))
}

/// What Office 365 covers is known, so only other keywords may cover an application that is listed as well.
fn is_one_application(target: &Target) -> bool {
    !matches!(target.target, TargetName::Keyword(_))
}

/// What the change of one modified property does (`name` as in the audit log, dotted or not). Inherited values are those of `default`,
/// else of the factory default; for a change of the default itself, give none.
#[must_use]
pub fn change_effect<'a>(
    name: &str,
    before: &Decoded,
    after: &Decoded,
    default: Option<&Configuration>,
    observed: impl IntoIterator<Item = Observed<'a>>,
    lookups: &Lookups,
) -> Effect {
    if before == after {
        return Effect::Unchanged;
    }
    if [before, after].into_iter().any(|value| matches!(value, Decoded::Raw { .. })) {
        return Effect::Unknown;
    }
    if [before, after].into_iter().any(|value| matches!(value, Decoded::Text(_))) {
        return Effect::Changed;
    }
    let name = setting_name(name);
    match name.as_str() {
        "isServiceProvider" | "isInMultiTenantOrganization" | "isServiceDefault" => return Effect::Changed,
        "blockServiceProviderOutboundAccess" => {
            let on = |value: &Decoded| *value == Decoded::Switch(true);
            return Effect::of_switch(on(after), on(before));
        }
        "userSyncInbound.isSyncAllowed" | GROUP_SYNC => {
            let on = |value: &Decoded| *value == Decoded::Switch(true);
            return Effect::of_switch(on(before), on(after));
        }
        _ => {}
    }
    if let Some(newer) = newer_list(&name) {
        return list_effect(newer, before, after, default);
    }
    let (Some(before), Some(after)) = (as_configuration(&name, before), as_configuration(&name, after)) else { return Effect::Unknown };
    configuration_effect(&before, &after, default, observed, lookups)
}

/// What the change from one set of blocks to another does. Inherited values are those of `default`, else of the factory default.
#[must_use]
pub fn configuration_effect<'a>(
    before: &Configuration,
    after: &Configuration,
    default: Option<&Configuration>,
    observed: impl IntoIterator<Item = Observed<'a>>,
    lookups: &Lookups,
) -> Effect {
    let observed: Vec<Observed<'a>> = observed.into_iter().collect();
    let mut whole = if before.other == after.other { Effect::Unchanged } else { Effect::Changed };
    for block in Block::SETTINGS {
        let (one, two) = (before.setting(block), after.setting(block));
        if one == two {
            continue;
        }
        let inherited = default.and_then(|default| default.setting(block));
        let lists = |setting| effective(setting, inherited, block);
        whole = whole.join(effect(&lists(one), &lists(two), block, observed.iter().copied(), lookups));
        let other = |setting: Option<&B2bSetting>| setting.map(|setting| setting.other.clone()).unwrap_or_default();
        if other(one) != other(two) {
            whole = whole.join(Effect::Changed);
        }
    }
    let rest = |blocks: &Configuration| {
        let trust = blocks.inbound_trust.as_ref().map(|trust| trust.other.clone()).unwrap_or_default();
        (trust, blocks.automatic_user_consent.as_ref().map(|consent| consent.other.clone()).unwrap_or_default())
    };
    if rest(before) != rest(after) {
        whole = whole.join(Effect::Changed);
    }
    for switch in SWITCHES {
        let on = |blocks: &Configuration| switch(blocks).or_else(|| default.and_then(switch)).unwrap_or_default();
        whole = whole.join(Effect::of_switch(on(before), on(after)));
    }
    whole
}

/// The switches of which "on" lets more in.
const SWITCHES: [fn(&Configuration) -> Option<bool>; 5] = [
    |blocks| blocks.inbound_trust.as_ref()?.is_mfa_accepted,
    |blocks| blocks.inbound_trust.as_ref()?.is_compliant_device_accepted,
    |blocks| blocks.inbound_trust.as_ref()?.is_hybrid_azure_ad_joined_device_accepted,
    |blocks| blocks.automatic_user_consent.as_ref()?.inbound_allowed,
    |blocks| blocks.automatic_user_consent.as_ref()?.outbound_allowed,
];

/// A value as the one thing that is set; `None` where its name does not say what it is.
fn as_configuration(name: &str, value: &Decoded) -> Option<Configuration> {
    let mut blocks = Configuration::default();
    match value {
        Decoded::Inherited => {}
        Decoded::Setting(setting) => blocks.set_setting(Block::find(name)?, Some(setting.clone())),
        Decoded::Targets(list) => {
            let list = Some(list.clone());
            let users = name.ends_with("usersAndGroups");
            let setting = B2bSetting {
                users_and_groups: if users { list.clone() } else { None },
                applications: if users { None } else { list },
                ..B2bSetting::default()
            };
            blocks.set_setting(Block::find(name)?, Some(setting));
        }
        Decoded::Trust(trust) => blocks.inbound_trust = Some(trust.clone()),
        Decoded::Consent(consent) => blocks.automatic_user_consent = Some(consent.clone()),
        Decoded::Switch(switch) => {
            let (mut trust, mut consent) = (InboundTrust::default(), AutomaticUserConsent::default());
            let slot = match name {
                "inboundTrust.isMfaAccepted" => &mut trust.is_mfa_accepted,
                "inboundTrust.isCompliantDeviceAccepted" => &mut trust.is_compliant_device_accepted,
                "inboundTrust.isHybridAzureADJoinedDeviceAccepted" => &mut trust.is_hybrid_azure_ad_joined_device_accepted,
                "automaticUserConsentSettings.inboundAllowed" => &mut consent.inbound_allowed,
                "automaticUserConsentSettings.outboundAllowed" => &mut consent.outbound_allowed,
                _ => return None,
            };
            *slot = Some(*switch);
            blocks.inbound_trust = Some(trust);
            blocks.automatic_user_consent = Some(consent);
        }
        Decoded::Configuration(whole) => blocks = whole.as_ref().clone(),
        Decoded::Text(_) | Decoded::Raw { .. } => return None,
    }
    Some(blocks)
}
