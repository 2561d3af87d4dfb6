//! One setting in a policy: reading it and putting it back.
//!
//! What it is not: the history (see `replay`). A block of which nothing is left is inherited again, as in a policy that was read.

use serde_json::Value;

use super::change::{Change, ENTRY};
use super::setting_value::{SettingValue, consent_switches, other_value, trust_switches};
use crate::policy::{
    AutomaticUserConsent, B2bSetting, Block, Configuration, CrossTenantAccessPolicy, InboundTrust, Other, PartnerConfiguration, factory, path,
};

/// Where a setting stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Place {
    /// The organisation; `None` for the default.
    pub tenant: Option<String>,
    /// Graph's dotted name.
    pub setting: String,
}

impl Place {
    pub fn of(change: &Change) -> Self {
        Self { tenant: change.partner_tenant_id.clone(), setting: change.setting.clone() }
    }

    fn block(&self) -> Option<(Block, &str)> {
        let (_, member) = self.setting.split_once('.')?;
        Some((Block::find(&self.setting)?, member))
    }

    /// The value in a policy.
    pub fn get(&self, policy: &CrossTenantAccessPolicy) -> SettingValue {
        let switch = |switch: Option<bool>| switch.map_or(SettingValue::Inherited, SettingValue::Switch);
        if let Some(tenant) = &self.tenant {
            let Some(entry) = policy.partner(tenant) else { return SettingValue::Inherited };
            return match self.setting.as_str() {
                "userSyncInbound.isSyncAllowed" => switch(entry.user_sync_inbound),
                "isServiceProvider" => switch(entry.is_service_provider),
                "isInMultiTenantOrganization" => switch(entry.is_in_multi_tenant_organization),
                "displayName" => entry.display_name.as_deref().map_or(SettingValue::Inherited, |name| SettingValue::Other(Value::from(name))),
                _ => self.in_blocks(&entry.blocks),
            };
        }
        let Some(default) = &policy.default else { return SettingValue::Inherited };
        if self.setting == "isServiceDefault" { switch(default.is_service_default) } else { self.in_blocks(&default.blocks) }
    }

    fn in_blocks(&self, blocks: &Configuration) -> SettingValue {
        let other = |value: Option<&Value>| value.map_or(SettingValue::Inherited, |value| SettingValue::plain(value.clone()));
        let Some((block, member)) = self.block() else { return self.in_others(&blocks.other) };
        let of = |switches: &[(&str, Option<bool>)], rest: Option<&Value>| match switches.iter().find(|(name, _)| *name == member) {
            Some((_, switch)) => switch.map_or(SettingValue::Inherited, SettingValue::Switch),
            None => other(rest),
        };
        match block {
            Block::InboundTrust => {
                blocks.inbound_trust.as_ref().map_or(SettingValue::Inherited, |trust| of(&trust_switches(trust), trust.other.get(member)))
            }
            Block::AutomaticUserConsent => {
                let consent = blocks.automatic_user_consent.as_ref();
                consent.map_or(SettingValue::Inherited, |consent| of(&consent_switches(consent), consent.other.get(member)))
            }
            _ => {
                let Some(setting) = blocks.setting(block) else { return SettingValue::Inherited };
                let list = match member {
                    "usersAndGroups" => &setting.users_and_groups,
                    "applications" => &setting.applications,
                    _ => return other(setting.other.get(member)),
                };
                list.clone().map_or(SettingValue::Inherited, SettingValue::List)
            }
        }
    }

    /// The value among the members that are not modelled.
    fn in_others(&self, others: &Other) -> SettingValue {
        let path = path(&self.setting);
        let [first, rest @ ..] = path.as_slice() else { return SettingValue::Inherited };
        let found = rest.iter().try_fold(others.get(*first), |value, name| Some(value?.get(name))).flatten();
        found.map_or(SettingValue::Inherited, |value| other_value(&self.setting, value))
    }

    /// Puts a value into a policy. An entry that is not there yet is made; a value that no policy can hold is left out.
    pub fn put(&self, policy: &mut CrossTenantAccessPolicy, part: &SettingValue) {
        if self.setting == ENTRY {
            return;
        }
        let switch = if let SettingValue::Switch(switch) = part { Some(*switch) } else { None };
        let Some(tenant) = &self.tenant else {
            let default = policy.default.get_or_insert_default();
            if self.setting == "isServiceDefault" {
                default.is_service_default = switch;
            } else {
                self.put_into(&mut default.blocks, part);
            }
            return;
        };
        let entry = entry_mut(policy, tenant);
        match self.setting.as_str() {
            "userSyncInbound.isSyncAllowed" => entry.user_sync_inbound = switch,
            "isServiceProvider" => entry.is_service_provider = switch,
            "isInMultiTenantOrganization" => entry.is_in_multi_tenant_organization = switch,
            "displayName" => entry.display_name = part.words(),
            _ => self.put_into(&mut entry.blocks, part),
        }
    }

    fn put_into(&self, blocks: &mut Configuration, part: &SettingValue) {
        let value = match part {
            SettingValue::Other(value) => Some(value.clone()),
            SettingValue::Switch(switch) => Some(Value::Bool(*switch)),
            _ => None,
        };
        let switch = if let SettingValue::Switch(switch) = part { Some(*switch) } else { None };
        let put_other = |other: &mut crate::policy::Other, key: &str| match value.clone() {
            Some(value) => {
                other.insert(key.to_owned(), value);
            }
            None => {
                other.shift_remove(key);
            }
        };
        let Some((block, member)) = self.block() else {
            let value = match part {
                SettingValue::List(list) => Some(list.to_json()),
                SettingValue::Texts(texts) => Some(Value::from(texts.clone())),
                _ => value,
            };
            return put_at(&mut blocks.other, &path(&self.setting), value);
        };
        match block {
            Block::InboundTrust => {
                let mut trust = blocks.inbound_trust.take().unwrap_or_default();
                match member {
                    "isMfaAccepted" => trust.is_mfa_accepted = switch,
                    "isCompliantDeviceAccepted" => trust.is_compliant_device_accepted = switch,
                    "isHybridAzureADJoinedDeviceAccepted" => trust.is_hybrid_azure_ad_joined_device_accepted = switch,
                    _ => put_other(&mut trust.other, member),
                }
                blocks.inbound_trust = (trust != InboundTrust::default()).then_some(trust);
            }
            Block::AutomaticUserConsent => {
                let mut consent = blocks.automatic_user_consent.take().unwrap_or_default();
                match member {
                    "inboundAllowed" => consent.inbound_allowed = switch,
                    "outboundAllowed" => consent.outbound_allowed = switch,
                    _ => put_other(&mut consent.other, member),
                }
                blocks.automatic_user_consent = (consent != AutomaticUserConsent::default()).then_some(consent);
            }
            _ => {
                let list = if let SettingValue::List(list) = part { Some(list.clone()) } else { None };
                let mut setting = blocks.setting(block).cloned().unwrap_or_default();
                match member {
                    "usersAndGroups" => setting.users_and_groups = list,
                    "applications" => setting.applications = list,
                    _ => put_other(&mut setting.other, member),
                }
                blocks.set_setting(block, (setting != B2bSetting::default()).then_some(setting));
            }
        }
    }

    /// Whether two values of this setting mean the same. Where nothing is set in the default, Microsoft's own holds.
    pub fn same(&self, one: &SettingValue, two: &SettingValue) -> bool {
        let [one, two] = [one, two].map(|part| self.meant(part));
        match (&one, &two) {
            (SettingValue::Other(one), SettingValue::Other(two)) => loose(one) == loose(two),
            _ => one.words() == two.words(),
        }
    }

    fn meant(&self, part: &SettingValue) -> SettingValue {
        if *part != SettingValue::Inherited || self.tenant.is_some() {
            return part.clone();
        }
        match self.block() {
            Some((Block::InboundTrust | Block::AutomaticUserConsent, _)) => SettingValue::Switch(false),
            Some((block, "usersAndGroups")) => SettingValue::List(factory(block)[0].clone()),
            Some((block, "applications")) => SettingValue::List(factory(block)[1].clone()),
            _ => SettingValue::Inherited,
        }
    }
}

/// Puts a value under a path, and takes out what holds nothing any more.
fn put_at(members: &mut Other, path: &[&str], value: Option<Value>) {
    match path {
        [] => {}
        [name] => match value {
            Some(value) => drop(members.insert((*name).to_owned(), value)),
            None => drop(members.shift_remove(*name)),
        },
        [name, rest @ ..] => {
            let mut inner = members.get(*name).and_then(Value::as_object).cloned().unwrap_or_default();
            put_at(&mut inner, rest, value);
            if inner.is_empty() {
                members.shift_remove(*name);
            } else {
                members.insert((*name).to_owned(), Value::Object(inner));
            }
        }
    }
}

/// The entry of an organisation, made where there is none; entries stay in order.
pub(super) fn entry_mut<'p>(policy: &'p mut CrossTenantAccessPolicy, tenant: &str) -> &'p mut PartnerConfiguration {
    let place = policy.partners.binary_search_by(|entry| entry.tenant_id.as_str().cmp(tenant)).unwrap_or_else(|place| {
        policy.partners.insert(place, PartnerConfiguration { tenant_id: tenant.to_owned(), ..PartnerConfiguration::default() });
        place
    });
    &mut policy.partners[place]
}

/// A value that is not modelled, without regard to spelling: audit logs write other cases and numbers for words.
fn loose(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| {
                let key = key.to_lowercase();
                let word = match (key.as_str(), value.as_u64()) {
                    ("accesstype", Some(1)) => Some("allowed"),
                    ("accesstype", Some(2)) => Some("blocked"),
                    ("targettype", Some(1)) => Some("user"),
                    ("targettype", Some(2)) => Some("group"),
                    ("targettype", Some(3)) => Some("application"),
                    _ => None,
                };
                (key, word.map_or_else(|| loose(value), Value::from))
            })
            .collect(),
        Value::Array(items) => items.iter().map(loose).collect(),
        Value::String(text) => Value::from(text.to_lowercase()),
        other => other.clone(),
    }
}
