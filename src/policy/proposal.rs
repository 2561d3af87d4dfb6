//! Somebody's proposal: a whole policy, or a part of one that is laid over the current settings.
//!
//! What it is not: a recommendation of ours (see `recommend`), though that is one too once it is written. The rule: settings that hold both a
//! default and a list of organisations are whole, and an organisation that the list leaves out has no entry. Any other is a part, and what it
//! does not give stays as it is, block by block.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Block;
use super::loose::Members;
use super::model::{Configuration, CrossTenantAccessPolicy, DefaultConfiguration, DeletedPartner, PartnerConfiguration};
use super::pseudonymised::tenants;
use crate::pseudonym::Pseudonyms;

/// What the texts of a proposal give, beyond what the policy made of them can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// Whether there is a default.
    pub default: bool,
    /// Whether there is a list of organisations, which may be empty.
    pub partners: bool,
    /// Blocks that are given as null: they go back to what is inherited. The default is the empty tenant.
    nulls: BTreeMap<String, BTreeSet<Block>>,
    /// Blocks that an object of settings as code does not speak about, and that stay as they are although the whole is whole.
    silent: BTreeMap<String, BTreeSet<Block>>,
    /// Organisations that are said to have no entry.
    gone: BTreeSet<String>,
    /// Whether it is settings as code, which cannot say everything: what they cannot say stays as it is.
    code: bool,
}

impl Given {
    /// Remembers which blocks an object gives as null.
    pub fn note_nulls(&mut self, tenant: Option<&str>, members: &Members) {
        let nulls = Block::ALL.into_iter().filter(|block| members.is_null(&block.name().to_lowercase()));
        self.nulls.entry(tenant.unwrap_or_default().to_owned()).or_default().extend(nulls);
    }

    /// Remembers the blocks that an object of settings as code leaves out: one that is `whole` means by it that they are inherited, any other
    /// that they stay.
    pub fn note_silent(&mut self, tenant: &str, members: &Members, whole: bool) {
        self.code = true;
        let silent = Block::ALL.into_iter().filter(|block| !members.gives(&block.name().to_lowercase()));
        let kept = if whole { &mut self.nulls } else { &mut self.silent };
        kept.entry(tenant.to_owned()).or_default().extend(silent);
    }

    /// Remembers that an organisation is said to have no entry.
    pub fn note_gone(&mut self, tenant: String) {
        self.code = true;
        self.gone.insert(tenant);
    }

    /// Takes over what was remembered of an object before its tenant was known.
    pub fn take_nulls(&mut self, tenant: &str, of: Self) {
        self.nulls.entry(tenant.to_owned()).or_default().extend(of.nulls.into_values().flatten());
    }
}

/// Proposed settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What is given.
    policy: CrossTenantAccessPolicy,
    given: Given,
}

impl Proposal {
    pub(super) fn new(policy: CrossTenantAccessPolicy, given: Given) -> Self {
        Self { policy, given }
    }

    /// A whole policy.
    #[must_use]
    pub fn whole(policy: CrossTenantAccessPolicy) -> Self {
        Self { policy, given: Given { default: true, partners: true, ..Given::default() } }
    }

    /// A part that gives these entries and nothing else.
    #[must_use]
    pub fn part(policy: CrossTenantAccessPolicy) -> Self {
        Self { policy, given: Given { partners: true, ..Given::default() } }
    }

    /// Whether it is a whole policy, so that an organisation it leaves out has no entry.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.given.default && self.given.partners
    }

    /// The same proposal under tokens.
    #[must_use]
    pub fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let Given { default, partners, nulls, silent, gone, code } = &self.given;
        let gone = gone.iter().map(|tenant| names.tenant(tenant)).collect();
        let given = Given { default: *default, partners: *partners, nulls: tenants(nulls, names), silent: tenants(silent, names), gone, code: *code };
        Self { policy: self.policy.pseudonymised(names), given }
    }

    /// What it gives, as it was given.
    #[must_use]
    pub fn policy(&self) -> &CrossTenantAccessPolicy {
        &self.policy
    }

    /// Whether it says something about the default (`None`) or about an organisation.
    #[must_use]
    pub fn speaks_of(&self, tenant_id: Option<&str>) -> bool {
        match tenant_id {
            None => self.policy.default.is_some(),
            Some(tenant) => self.policy.partner(tenant).is_some(),
        }
    }

    /// The settings that hold once it is applied to the current ones; without any, to what Microsoft sets.
    #[must_use]
    pub fn over(&self, current: Option<&CrossTenantAccessPolicy>) -> CrossTenantAccessPolicy {
        let Some(current) = current else { return self.policy.clone() };
        let clouds = self.policy.allowed_cloud_endpoints.clone().or_else(|| current.allowed_cloud_endpoints.clone());
        let whole = self.is_whole();
        let default = match (&self.policy.default, &current.default) {
            (Some(given), Some(now)) if !whole => {
                Some(DefaultConfiguration { is_service_default: given.is_service_default, blocks: self.laid_over(&given.blocks, &now.blocks, "") })
            }
            (Some(given), Some(now)) if self.given.code => {
                Some(DefaultConfiguration { is_service_default: given.is_service_default, blocks: self.unsaid(&given.blocks, &now.blocks, "") })
            }
            (Some(given), _) => Some(given.clone()),
            (None, now) => now.clone(),
        };
        let mut partners: BTreeMap<&str, PartnerConfiguration> = BTreeMap::new();
        if !whole {
            let stays = |entry: &&PartnerConfiguration| !self.given.gone.contains(&entry.tenant_id);
            partners.extend(current.partners.iter().filter(stays).map(|entry| (entry.tenant_id.as_str(), entry.clone())));
        }
        for given in &self.policy.partners {
            let now = current.partner(&given.tenant_id);
            let over = |now: &PartnerConfiguration| match (whole, self.given.code) {
                (false, _) => Some(self.laid_over(&given.blocks, &now.blocks, &given.tenant_id)),
                (true, true) => Some(self.unsaid(&given.blocks, &now.blocks, &given.tenant_id)),
                (true, false) => None,
            };
            let blocks = now.and_then(over);
            // Only Microsoft sets these, so a proposal that is silent about them changes nothing.
            let entry = PartnerConfiguration {
                is_service_provider: given.is_service_provider.or_else(|| now?.is_service_provider),
                is_in_multi_tenant_organization: given.is_in_multi_tenant_organization.or_else(|| now?.is_in_multi_tenant_organization),
                display_name: given.display_name.clone().or_else(|| now?.display_name.clone()),
                user_sync_inbound: given.user_sync_inbound.or_else(|| now?.user_sync_inbound),
                blocks: blocks.unwrap_or_else(|| given.blocks.clone()),
                tenant_id: given.tenant_id.clone(),
            };
            partners.insert(&given.tenant_id, entry);
        }
        let partners: Vec<PartnerConfiguration> = partners.into_values().collect();
        // Neither is in force, and neither is changed by a proposal that is silent about it.
        let live = |entry: &&DeletedPartner| !partners.iter().any(|there: &PartnerConfiguration| there.tenant_id == entry.tenant_id);
        let deleted = current.deleted.iter().filter(live).cloned().collect();
        let surroundings = self.policy.surroundings.or(Some(&current.surroundings));
        CrossTenantAccessPolicy { allowed_cloud_endpoints: clouds, default, partners, deleted, surroundings }
    }

    /// The blocks of a whole that is kept as code, with those of today that it does not speak about.
    fn unsaid(&self, given: &Configuration, now: &Configuration, tenant: &str) -> Configuration {
        let mut blocks = given.clone();
        for block in self.given.silent.get(tenant).into_iter().flatten() {
            blocks.take_block(*block, now);
        }
        blocks.other.clone_from(&now.other);
        blocks.other.extend(given.other.clone());
        blocks
    }

    /// The blocks of a part over those of today.
    fn laid_over(&self, given: &Configuration, now: &Configuration, tenant: &str) -> Configuration {
        let mut blocks = now.clone();
        let nulls = self.given.nulls.get(tenant);
        for block in Block::ALL {
            if given.block_json(block).is_some() || nulls.is_some_and(|nulls| nulls.contains(&block)) {
                blocks.take_block(block, given);
            }
        }
        blocks.other.extend(given.other.clone());
        blocks
    }
}
