//! Members of the policy that Graph has got since the seven blocks: their names, and the lists and values in them.
//!
//! What it is not: a judgement. Sign-ins do not show what these members decide, so the evaluator knows nothing of them (but for own users as
//! service providers elsewhere). They are kept as they came, and here they are told by name.

use serde_json::Value;

use super::audit_value::Decoded;
use super::block::Block;
use super::decode::target_configuration;
use super::effect::{Effect, effect};
use super::effective::{Effective, Level, factory};
use super::lookups::Lookups;
use super::loose::Members;
use super::model::{Configuration, SERVICE_PROVIDER_OUTBOUND};
use super::target::TargetConfiguration;
use super::write::{IDENTITY_SYNCHRONIZATION, raw_words};
use crate::nested_json::opened;
use crate::words::{Lang, settings_2026 as said};

/// A block with one list.
#[derive(Debug, PartialEq, Eq)]
pub struct NewerList {
    /// Its name.
    pub block: &'static str,
    /// The name of its list.
    pub list: &'static str,
    /// Both, with a dot.
    pub dotted: &'static str,
    /// Whether it lists users.
    pub of_users: bool,
}

/// The blocks with one list.
pub static NEWER_LISTS: [NewerList; 3] = [
    NewerList { block: "m365CollaborationInbound", list: "users", dotted: "m365CollaborationInbound.users", of_users: true },
    NewerList { block: "m365CollaborationOutbound", list: "usersAndGroups", dotted: "m365CollaborationOutbound.usersAndGroups", of_users: true },
    NewerList { block: "appServiceConnectInbound", list: "applications", dotted: "appServiceConnectInbound.applications", of_users: false },
];

/// Members that hold others, each of which is a setting.
const STRUCTURED: [&str; 6] = [
    IDENTITY_SYNCHRONIZATION,
    "serviceProviderConstraints",
    "m365Capabilities",
    "invitationRedemptionIdentityProviderConfiguration",
    "crossCloudMeetingConfiguration",
    "protectedContentSharing",
];
/// The roles that a service provider may hold.
pub const ALLOWED_ROLES: &str = "serviceProviderConstraints.delegatedAdminServiceProviderConstraints.allowedRoleTemplateIds";
/// The permission to synchronise groups.
pub const GROUP_SYNC: &str = "groupSyncInbound.isSyncAllowed";
/// The application that a tenant of another cloud synchronises with.
const EXTERNAL_CLOUD_APP: &str = "externalCloudAuthorizedApplicationId";

/// The list of this name in any case: of the block, or of the list in it.
#[must_use]
pub fn newer_list(name: &str) -> Option<&'static NewerList> {
    let name = name.trim();
    NEWER_LISTS.iter().find(|newer| newer.block.eq_ignore_ascii_case(name) || newer.dotted.eq_ignore_ascii_case(name))
}

impl NewerList {
    /// Its name in sentences.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &'static str {
        match self.block {
            "m365CollaborationInbound" => said::m365_inbound(lang),
            "m365CollaborationOutbound" => said::m365_outbound(lang),
            _ => said::app_service_inbound(lang),
        }
    }

    /// The list in a value of the block, or the value as the list.
    pub(super) fn read(&self, value: Value) -> Option<TargetConfiguration> {
        let value = match opened(value) {
            Value::Object(members) => {
                let mut members = Members::new(members);
                let list = members.take(&self.list.to_lowercase());
                if list.is_null() { Value::Object(members.rest()) } else { list }
            }
            other => other,
        };
        target_configuration(value, "").ok().flatten()
    }
}

/// Graph's name of a member in any case; `None` where it is none of these.
pub(super) fn canonical(name: &str) -> Option<&'static str> {
    let last = name.rsplit('.').next().unwrap_or_default();
    let names = [SERVICE_PROVIDER_OUTBOUND, EXTERNAL_CLOUD_APP].into_iter().chain(STRUCTURED);
    if last.eq_ignore_ascii_case("allowedRoleTemplateIds") {
        return Some(ALLOWED_ROLES);
    }
    names.into_iter().find(|known| known.eq_ignore_ascii_case(last))
}

/// Where a setting stands among the members that are not modelled: the names on the way to it.
#[must_use]
pub fn path(setting: &str) -> Vec<&str> {
    let first = setting.split('.').next().unwrap_or_default();
    if first == "groupSyncInbound" || first == EXTERNAL_CLOUD_APP {
        return std::iter::once(IDENTITY_SYNCHRONIZATION).chain(setting.split('.')).collect();
    }
    let known = STRUCTURED.contains(&first) || NEWER_LISTS.iter().any(|newer| newer.block == first);
    if known { setting.split('.').collect() } else { vec![setting] }
}

/// The settings in a member: dotted names and values; the member itself where nothing is known of what it holds.
#[must_use]
pub fn settings_in(name: &str, value: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    if let Some(newer) = newer_list(name).filter(|newer| newer.read(value.clone()).is_some()) {
        return vec![(newer.dotted.to_owned(), value.get(newer.list).cloned().unwrap_or_else(|| value.clone()))];
    }
    if STRUCTURED.contains(&name) {
        leaves(name, value, &mut found);
    } else {
        found.push((name.to_owned(), value.clone()));
    }
    // Settings of synchronisation are called as audit logs call them.
    let sync = format!("{IDENTITY_SYNCHRONIZATION}.");
    for (name, _) in &mut found {
        if let Some(rest) =
            name.strip_prefix(&sync).filter(|rest| rest.starts_with("groupSync") || rest.starts_with("userSync") || *rest == EXTERNAL_CLOUD_APP)
        {
            *name = rest.to_owned();
        }
    }
    found
}

fn leaves(name: &str, value: &Value, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (member, value) in members {
                leaves(&format!("{name}.{member}"), value, found);
            }
        }
        value => found.push((name.to_owned(), value.clone())),
    }
}

/// The settings in a member, in words.
pub(super) fn words_in(name: &str, value: &Value) -> Vec<(String, String)> {
    let words = |(name, value): (String, Value)| {
        let list = newer_list(&name).and_then(|newer| newer.read(value.clone()));
        let texts = || texts(&value).map_or_else(|| raw_words(&value), |texts| texts.join("; "));
        let words = list.map_or_else(texts, |list| list.words());
        (name, words)
    };
    settings_in(name, value).into_iter().map(words).collect()
}

/// A list of texts.
#[must_use]
pub fn texts(value: &Value) -> Option<Vec<String>> {
    let items = value.as_array().filter(|items| !items.is_empty())?;
    items.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

/// The roles that a service provider may hold, by the ids of their templates in lower case; `None` where the settings do not limit them.
#[must_use]
pub fn allowed_roles(blocks: &Configuration) -> Option<Vec<String>> {
    let way = path(ALLOWED_ROLES);
    let (first, rest) = way.split_first()?;
    let found = rest.iter().try_fold(blocks.other.get(*first)?, |value, name| value.get(name))?;
    Some(texts(found)?.iter().map(|role| role.to_lowercase()).collect())
}

/// What the change of such a list does. What is inherited is that of `default`; where that does not say it, nothing is known of it.
pub(super) fn list_effect(newer: &NewerList, before: &Decoded, after: &Decoded, default: Option<&Configuration>) -> Effect {
    let inherited = default.and_then(|default| newer.read(default.other.get(newer.block)?.clone()));
    let side = |value: &Decoded| match value {
        Decoded::Targets(list) => Some(list.clone()),
        _ => inherited.clone(),
    };
    let (Some(before), Some(after)) = (side(before), side(after)) else { return Effect::Changed };
    // Whoever or whatever the block does not scope is let through.
    let [users, applications] = factory(Block::CollaborationInbound);
    let lists = |list| {
        let (users, applications) = if newer.of_users { (list, applications) } else { (users, list) };
        Effective { users_and_groups: (Level::Partner, users), applications: (Level::Partner, applications) }
    };
    effect(&lists(&before), &lists(&after), Block::CollaborationInbound, [], &Lookups::default())
}
