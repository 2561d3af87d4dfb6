//! Settings in which organisations, people and groups have given way to tokens. They are judged as before: what is compared is replaced alike on
//! both sides.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Block;
use super::model::{
    AutomaticUserConsent, B2bSetting, Configuration, CrossTenantAccessPolicy, DefaultConfiguration, DeletedPartner, InboundTrust,
    PartnerConfiguration,
};
use super::target::{Target, TargetConfiguration, TargetKind, TargetName};
use crate::pseudonym::{Kind, Pseudonyms};

impl Target {
    /// The same target under its token: ids of applications and keywords stay.
    #[must_use]
    pub fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let target = match (&self.target, &self.kind) {
            (TargetName::Id(id), _) if names.is_app(id) => TargetName::Id(id.clone()),
            (TargetName::Id(id), TargetKind::Application) => TargetName::Id(id.clone()),
            // An id of an unknown kind may be that of a person.
            (TargetName::Id(id), TargetKind::User | TargetKind::Unknown(_)) => TargetName::Id(names.of(Kind::User, id)),
            (TargetName::Id(id), TargetKind::Group) => TargetName::Id(names.of(Kind::Group, id)),

            (TargetName::Keyword(word), _) => TargetName::Keyword(names.text(word)),
            (keyword, _) => keyword.clone(),
        };
        let kind = match &self.kind {
            TargetKind::Unknown(kind) => TargetKind::Unknown(names.text(kind)),
            known => known.clone(),
        };
        Self { target, kind }
    }
}

impl TargetConfiguration {
    /// The same list under tokens.
    #[must_use]
    pub fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        Self { access: self.access, targets: self.targets.iter().map(|target| target.pseudonymised(names)).collect() }
    }

    /// The ids of applications that the list names.
    fn apps(&self) -> impl Iterator<Item = String> + '_ {
        self.targets.iter().filter(|target| target.kind == TargetKind::Application).filter_map(|target| match &target.target {
            TargetName::Id(id) => Some(id.clone()),
            _ => None,
        })
    }
}

impl B2bSetting {
    fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let Self { users_and_groups, applications, other } = self;
        let list = |list: &Option<TargetConfiguration>| list.as_ref().map(|list| list.pseudonymised(names));
        Self { users_and_groups: list(users_and_groups), applications: list(applications), other: names.members(other) }
    }
}

impl Configuration {
    /// The same blocks under tokens.
    #[must_use]
    pub fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let Self {
            b2b_collaboration_inbound,
            b2b_collaboration_outbound,
            b2b_direct_connect_inbound,
            b2b_direct_connect_outbound,
            tenant_restrictions,
            inbound_trust,
            automatic_user_consent,
            other,
        } = self;
        let setting = |setting: &Option<B2bSetting>| setting.as_ref().map(|setting| setting.pseudonymised(names));
        let trust = |trust: &InboundTrust| InboundTrust { other: names.members(&trust.other), ..trust.clone() };
        let consent = |consent: &AutomaticUserConsent| AutomaticUserConsent { other: names.members(&consent.other), ..consent.clone() };
        Self {
            b2b_collaboration_inbound: setting(b2b_collaboration_inbound),
            b2b_collaboration_outbound: setting(b2b_collaboration_outbound),
            b2b_direct_connect_inbound: setting(b2b_direct_connect_inbound),
            b2b_direct_connect_outbound: setting(b2b_direct_connect_outbound),
            tenant_restrictions: setting(tenant_restrictions),
            inbound_trust: inbound_trust.as_ref().map(trust),
            automatic_user_consent: automatic_user_consent.as_ref().map(consent),
            other: names.members(other),
        }
    }
}

impl PartnerConfiguration {
    fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let Self { tenant_id, display_name, is_service_provider, is_in_multi_tenant_organization, user_sync_inbound, blocks } = self;
        let mut blocks = blocks.pseudonymised(names);
        let stays = names.keeps_tenant(tenant_id);
        if stays {
            // The lists of those who come in name the partner's own users.
            for block in [Block::CollaborationInbound, Block::DirectConnectInbound] {
                let Some(own) = self.blocks.setting(block).and_then(|own| own.users_and_groups.as_ref()) else { continue };
                let mut setting = blocks.setting(block).cloned().unwrap_or_default();
                setting.users_and_groups = Some(own.clone());
                blocks.set_setting(block, Some(setting));
            }
        }
        let name = |name: &String| if stays { name.clone() } else { names.of(Kind::Tenant, name) };
        Self {
            tenant_id: names.tenant(tenant_id),
            display_name: display_name.as_ref().map(name),
            is_service_provider: *is_service_provider,
            is_in_multi_tenant_organization: *is_in_multi_tenant_organization,
            user_sync_inbound: *user_sync_inbound,
            blocks,
        }
    }
}

impl CrossTenantAccessPolicy {
    /// The same settings under tokens.
    #[must_use]
    pub fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let Self { allowed_cloud_endpoints, default, partners, deleted, surroundings } = self;
        let default = default
            .as_ref()
            .map(|default| DefaultConfiguration { is_service_default: default.is_service_default, blocks: default.blocks.pseudonymised(names) });
        let mut partners: Vec<PartnerConfiguration> = partners.iter().map(|entry| entry.pseudonymised(names)).collect();
        partners.sort_by(|a, b| a.tenant_id.cmp(&b.tenant_id));
        let deleted = deleted.iter().map(|entry| DeletedPartner { tenant_id: names.tenant(&entry.tenant_id), deleted: entry.deleted.clone() });
        let mut deleted: Vec<DeletedPartner> = deleted.collect();
        deleted.sort_by(|a, b| a.tenant_id.cmp(&b.tenant_id));
        let surroundings = surroundings.pseudonymised(names);
        Self { allowed_cloud_endpoints: allowed_cloud_endpoints.clone(), default, partners, deleted, surroundings }
    }

    /// The ids of applications that the lists name.
    #[must_use]
    pub fn apps(&self) -> BTreeSet<String> {
        let default = self.default.iter().map(|default| &default.blocks);
        let blocks = default.chain(self.partners.iter().map(|entry| &entry.blocks));
        let settings = blocks.flat_map(|blocks| Block::SETTINGS.into_iter().filter_map(|block| blocks.setting(block)));
        settings.filter_map(|setting| setting.applications.as_ref()).flat_map(TargetConfiguration::apps).collect()
    }
}

/// Nulls by tenant, the default being the empty one.
pub(super) fn tenants<T: Clone>(of: &BTreeMap<String, T>, names: &Pseudonyms) -> BTreeMap<String, T> {
    of.iter().map(|(tenant, what)| (if tenant.is_empty() { String::new() } else { names.tenant(tenant) }, what.clone())).collect()
}
