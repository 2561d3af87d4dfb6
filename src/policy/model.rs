//! A cross-tenant access policy: a default and entries for partner organisations, each with the blocks that Microsoft Graph names.
//!
//! What it is not: the bytes of an export (see `read`) or a judgement about a sign-in (see `evaluate`). An absent block is `None` and
//! means "inherited", never "blocked". Members that are not modelled are kept as they came, because a policy that is rolled back must
//! come back whole.

use serde_json::{Map, Value};

use super::block::Block;
use super::loose::switch;
use super::surroundings::Surroundings;
use super::target::{AccessType, Target, TargetConfiguration};

/// The member that keeps own users from signing in elsewhere as service providers.
pub(super) const SERVICE_PROVIDER_OUTBOUND: &str = "blockServiceProviderOutboundAccess";

/// Members of Graph objects that are not modelled, in Graph's own spelling.
pub type Other = Map<String, Value>;

/// A block that scopes users and applications. Half a setting (one list missing) inherits the missing half.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct B2bSetting {
    /// Users and groups.
    pub users_and_groups: Option<TargetConfiguration>,
    /// Applications.
    pub applications: Option<TargetConfiguration>,
    /// What else the block holds (`devices` of tenant restrictions).
    pub other: Other,
}

impl B2bSetting {
    /// A setting with both lists.
    #[must_use]
    pub fn new(users_and_groups: TargetConfiguration, applications: TargetConfiguration) -> Self {
        Self { users_and_groups: Some(users_and_groups), applications: Some(applications), other: Other::new() }
    }

    /// Everybody and everything, allowed or blocked.
    #[must_use]
    pub fn everything(access: AccessType) -> Self {
        Self::new(TargetConfiguration::new(access, vec![Target::all_users()]), TargetConfiguration::new(access, vec![Target::all_applications()]))
    }
}

/// Which claims of the home tenant are accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InboundTrust {
    /// Multifactor authentication.
    pub is_mfa_accepted: Option<bool>,
    /// Compliant device.
    pub is_compliant_device_accepted: Option<bool>,
    /// Microsoft Entra hybrid joined device.
    pub is_hybrid_azure_ad_joined_device_accepted: Option<bool>,
    /// Members that are not modelled.
    pub other: Other,
}

/// Automatic redemption: no consent prompt, no invitation mail. Both organisations must turn it on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AutomaticUserConsent {
    /// For users of the partner who come here.
    pub inbound_allowed: Option<bool>,
    /// For own users who go there.
    pub outbound_allowed: Option<bool>,
    /// Members that are not modelled.
    pub other: Other,
}

/// The blocks that a default and a partner entry have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// Guests coming in.
    pub b2b_collaboration_inbound: Option<B2bSetting>,
    /// Own users who are guests elsewhere.
    pub b2b_collaboration_outbound: Option<B2bSetting>,
    /// Shared channels here.
    pub b2b_direct_connect_inbound: Option<B2bSetting>,
    /// Shared channels elsewhere.
    pub b2b_direct_connect_outbound: Option<B2bSetting>,
    /// External accounts on own devices and networks.
    pub tenant_restrictions: Option<B2bSetting>,
    /// Accepted claims.
    pub inbound_trust: Option<InboundTrust>,
    /// Automatic redemption.
    pub automatic_user_consent: Option<AutomaticUserConsent>,
    /// Members that are not modelled.
    pub other: Other,
}

impl Configuration {
    /// The block with lists; `None` where it is inherited, and for blocks without lists.
    #[must_use]
    pub fn setting(&self, block: Block) -> Option<&B2bSetting> {
        match block {
            Block::CollaborationInbound => self.b2b_collaboration_inbound.as_ref(),
            Block::CollaborationOutbound => self.b2b_collaboration_outbound.as_ref(),
            Block::DirectConnectInbound => self.b2b_direct_connect_inbound.as_ref(),
            Block::DirectConnectOutbound => self.b2b_direct_connect_outbound.as_ref(),
            Block::TenantRestrictions => self.tenant_restrictions.as_ref(),
            Block::InboundTrust | Block::AutomaticUserConsent => None,
        }
    }

    /// Whether own users are kept from signing in elsewhere as service providers; `None` where it is inherited.
    #[must_use]
    pub fn blocks_service_provider_outbound(&self) -> Option<bool> {
        switch(self.other.get(SERVICE_PROVIDER_OUTBOUND)?.clone(), SERVICE_PROVIDER_OUTBOUND).ok()?
    }

    /// Puts a block that is in another configuration, or absent there, in the place of the one here.
    pub(super) fn take_block(&mut self, block: Block, from: &Self) {
        match block {
            Block::InboundTrust => self.inbound_trust.clone_from(&from.inbound_trust),
            Block::AutomaticUserConsent => self.automatic_user_consent.clone_from(&from.automatic_user_consent),
            _ => self.set_setting(block, from.setting(block).cloned()),
        }
    }

    /// Replaces a block with lists; a block without lists is left alone.
    pub fn set_setting(&mut self, block: Block, setting: Option<B2bSetting>) {
        match block {
            Block::CollaborationInbound => self.b2b_collaboration_inbound = setting,
            Block::CollaborationOutbound => self.b2b_collaboration_outbound = setting,
            Block::DirectConnectInbound => self.b2b_direct_connect_inbound = setting,
            Block::DirectConnectOutbound => self.b2b_direct_connect_outbound = setting,
            Block::TenantRestrictions => self.tenant_restrictions = setting,
            Block::InboundTrust | Block::AutomaticUserConsent => {}
        }
    }
}

/// The settings of every organisation without an own entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DefaultConfiguration {
    /// Whether Microsoft's factory default was never touched.
    pub is_service_default: Option<bool>,
    /// The blocks.
    pub blocks: Configuration,
}

/// The entry of one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerConfiguration {
    /// Tenant id, lower case.
    pub tenant_id: String,
    /// Its name, where the export carries one.
    pub display_name: Option<String>,
    /// Whether Microsoft made the entry for a service provider.
    pub is_service_provider: Option<bool>,
    /// Whether it is in the same multi-tenant organisation.
    pub is_in_multi_tenant_organization: Option<bool>,
    /// Whether the partner may synchronise users into this tenant.
    pub user_sync_inbound: Option<bool>,
    /// The blocks; an absent one is inherited from the default.
    pub blocks: Configuration,
}

/// An entry that was removed and can still be brought back. It is not in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedPartner {
    /// Tenant id, lower case.
    pub tenant_id: String,
    /// When it was removed, as the export says it; empty where it does not.
    pub deleted: String,
}

/// The whole policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrossTenantAccessPolicy {
    /// Other Microsoft clouds that are let in; `None` where the export does not say.
    pub allowed_cloud_endpoints: Option<Vec<String>>,
    /// The default; `None` where none was given, which leaves the factory default.
    pub default: Option<DefaultConfiguration>,
    /// Entries of organisations, by tenant id.
    pub partners: Vec<PartnerConfiguration>,
    /// Entries that were removed, by tenant id.
    pub deleted: Vec<DeletedPartner>,
    /// What stands around the policy and decides too who comes in.
    pub surroundings: Surroundings,
}

impl CrossTenantAccessPolicy {
    /// The entry of an organisation; `tenant_id` in any case.
    #[must_use]
    pub fn partner(&self, tenant_id: &str) -> Option<&PartnerConfiguration> {
        let wanted = tenant_id.to_lowercase();
        self.partners.binary_search_by(|partner| partner.tenant_id.as_str().cmp(&wanted)).ok().map(|place| &self.partners[place])
    }
}
