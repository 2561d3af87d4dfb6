//! Policies written back: as JSON in Graph's own shape, and in the words of a table of changes.
//!
//! What it is not: sentences for people (see `because`). Lists are always written whole, because an update replaces the whole list.
//! What was read and written is read as the same policy.

use serde_json::{Map, Value, json};

use super::block::Block;
use super::model::{
    AutomaticUserConsent, B2bSetting, Configuration, CrossTenantAccessPolicy, DefaultConfiguration, InboundTrust, Other, PartnerConfiguration,
};
use super::newer::words_in;
use super::target::TargetConfiguration;

/// The member that holds the permission to synchronise users, and everything else of identity synchronisation.
pub(super) const IDENTITY_SYNCHRONIZATION: &str = "identitySynchronization";
/// Members of an entry that no update may name: they lead to objects of their own, are read-only, or are not known to be taken.
pub(super) const NOT_SENT: [&str; 5] =
    [IDENTITY_SYNCHRONIZATION, "serviceProviderConstraints", "m365Capabilities", "crossCloudMeetingConfiguration", "protectedContentSharing"];

impl TargetConfiguration {
    /// Graph's JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let targets = self.targets.iter().map(|target| {
            let mut entry = Map::from_iter([("target".to_owned(), json!(target.target.text()))]);
            // Where the export did not say the kind, it is not invented.
            if !target.kind.name().is_empty() {
                entry.insert("targetType".to_owned(), json!(target.kind.name()));
            }
            Value::Object(entry)
        });
        json!({"accessType": self.access.name(), "targets": targets.collect::<Vec<_>>()})
    }

    /// `allowed: id; id`, keywords first, each target once: equal lists have equal words, however they are ordered.
    #[must_use]
    pub fn words(&self) -> String {
        let mut targets: Vec<_> = self.targets.iter().map(|target| &target.target).collect();
        targets.sort();
        targets.dedup();
        let targets: Vec<&str> = targets.into_iter().map(super::target::TargetName::text).collect();
        format!("{}: {}", self.access.name(), if targets.is_empty() { "(none)".to_owned() } else { targets.join("; ") })
    }
}

/// Puts `value` under `key` where there is one.
fn put(members: &mut Other, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        members.insert(key.to_owned(), value);
    }
}

impl B2bSetting {
    /// Graph's JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut members = Other::new();
        put(&mut members, "usersAndGroups", self.users_and_groups.as_ref().map(TargetConfiguration::to_json));
        put(&mut members, "applications", self.applications.as_ref().map(TargetConfiguration::to_json));
        members.extend(self.other.clone());
        Value::Object(members)
    }
}

impl InboundTrust {
    fn switches(&self) -> [(&'static str, Option<bool>); 3] {
        [
            ("isMfaAccepted", self.is_mfa_accepted),
            ("isCompliantDeviceAccepted", self.is_compliant_device_accepted),
            ("isHybridAzureADJoinedDeviceAccepted", self.is_hybrid_azure_ad_joined_device_accepted),
        ]
    }

    /// Graph's JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        switches_json(&self.switches(), &self.other)
    }
}

impl AutomaticUserConsent {
    fn switches(&self) -> [(&'static str, Option<bool>); 2] {
        [("inboundAllowed", self.inbound_allowed), ("outboundAllowed", self.outbound_allowed)]
    }

    /// Graph's JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        switches_json(&self.switches(), &self.other)
    }
}

fn switches_json(switches: &[(&str, Option<bool>)], other: &Other) -> Value {
    let mut members = Other::new();
    for (name, switch) in switches {
        put(&mut members, name, switch.map(Value::Bool));
    }
    members.extend(other.clone());
    Value::Object(members)
}

impl Configuration {
    /// A block in Graph's JSON; `None` where it is inherited.
    #[must_use]
    pub fn block_json(&self, block: Block) -> Option<Value> {
        match block {
            Block::InboundTrust => self.inbound_trust.as_ref().map(InboundTrust::to_json),
            Block::AutomaticUserConsent => self.automatic_user_consent.as_ref().map(AutomaticUserConsent::to_json),
            _ => self.setting(block).map(B2bSetting::to_json),
        }
    }

    /// The blocks that are set, in Graph's JSON, with what is not modelled.
    #[must_use]
    pub fn to_json(&self) -> Other {
        let mut members = Other::new();
        for block in Block::ALL {
            put(&mut members, block.name(), self.block_json(block));
        }
        members.extend(self.other.clone());
        members
    }

    /// The body of an update that brings these blocks about: those that are set, and `null` for those of `mentioned` that are inherited,
    /// which is what undoes an update that set them.
    #[must_use]
    pub fn patch_body(&self, mentioned: &[Block]) -> Other {
        let mut members = self.to_json();
        members.retain(|key, _| !NOT_SENT.contains(&key.as_str()));
        for block in mentioned {
            members.entry(block.name()).or_insert(Value::Null);
        }
        members
    }

    /// Every setting that is set: its dotted name and its value in words, in the order of [`Block::ALL`].
    #[must_use]
    pub fn settings(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for block in Block::SETTINGS {
            if let Some(setting) = self.setting(block) {
                found.extend(setting_words(block.name(), setting));
            }
        }
        if let Some(trust) = &self.inbound_trust {
            found.extend(switch_words(Block::InboundTrust.name(), &trust.switches(), &trust.other));
        }
        if let Some(consent) = &self.automatic_user_consent {
            found.extend(switch_words(Block::AutomaticUserConsent.name(), &consent.switches(), &consent.other));
        }
        found.extend(self.other.iter().flat_map(|(key, value)| words_in(key, value)));
        found
    }
}

/// The lists of a block, by dotted name.
pub(super) fn setting_words(block: &str, setting: &B2bSetting) -> Vec<(String, String)> {
    let lists = [("usersAndGroups", &setting.users_and_groups), ("applications", &setting.applications)];
    let lists = lists.into_iter().filter_map(|(name, list)| Some((format!("{block}.{name}"), list.as_ref()?.words())));
    lists.chain(other_words(block, &setting.other)).collect()
}

fn switch_words(block: &str, switches: &[(&str, Option<bool>)], other: &Other) -> Vec<(String, String)> {
    let switches = switches.iter().filter_map(|(name, switch)| Some((format!("{block}.{name}"), (*switch)?.to_string())));
    switches.chain(other_words(block, other)).collect()
}

fn other_words<'o>(block: &'o str, other: &'o Other) -> impl Iterator<Item = (String, String)> + 'o {
    other.iter().map(move |(key, value)| (format!("{block}.{key}"), raw_words(value)))
}

/// A value that is not modelled: its text, or compact JSON.
pub(super) fn raw_words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl DefaultConfiguration {
    /// Graph's JSON.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut members = Other::new();
        put(&mut members, "isServiceDefault", self.is_service_default.map(Value::Bool));
        members.extend(self.blocks.to_json());
        Value::Object(members)
    }

    /// The body of an update of the default: without read-only members, and automatic redemption is read-only here.
    #[must_use]
    pub fn patch_body(&self) -> Value {
        let mut members = self.blocks.patch_body(&[]);
        members.shift_remove(Block::AutomaticUserConsent.name());
        Value::Object(members)
    }
}

impl PartnerConfiguration {
    /// Graph's JSON, with what only Microsoft can set.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut members = Other::new();
        members.insert("tenantId".to_owned(), json!(self.tenant_id));
        put(&mut members, "displayName", self.display_name.as_deref().map(Value::from));
        put(&mut members, "isServiceProvider", self.is_service_provider.map(Value::Bool));
        put(&mut members, "isInMultiTenantOrganization", self.is_in_multi_tenant_organization.map(Value::Bool));
        members.extend(self.blocks.to_json());
        if let Some(allowed) = self.user_sync_inbound {
            let mut sync = Other::from_iter([("userSyncInbound".to_owned(), json!({"isSyncAllowed": allowed}))]);
            if let Some(Value::Object(rest)) = members.get(IDENTITY_SYNCHRONIZATION) {
                sync.extend(rest.clone());
            }
            members.insert(IDENTITY_SYNCHRONIZATION.to_owned(), Value::Object(sync));
        }
        Value::Object(members)
    }

    /// The body of an update of this entry, without read-only members (see [`Configuration::patch_body`]).
    #[must_use]
    pub fn patch_body(&self, mentioned: &[Block]) -> Value {
        Value::Object(self.blocks.patch_body(mentioned))
    }
}

impl CrossTenantAccessPolicy {
    /// One object with everything, as `read` understands it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut members = Other::new();
        put(&mut members, "allowedCloudEndpoints", self.allowed_cloud_endpoints.as_ref().map(|clouds| json!(clouds)));
        put(&mut members, "default", self.default.as_ref().map(DefaultConfiguration::to_json));
        members.insert("partners".to_owned(), Value::Array(self.partners.iter().map(PartnerConfiguration::to_json).collect()));
        Value::Object(members)
    }
}
