//! Which lists hold for an organisation: its own entry, else the default, else Microsoft's factory default, list by list.
//!
//! What it is not: a judgement. A block that an entry leaves out is inherited whole; half a block inherits the missing half (Graph refuses
//! half a block, so this is a reading of what an export may hold, and validation says so).

use std::sync::LazyLock;

use super::block::Block;
use super::model::{B2bSetting, CrossTenantAccessPolicy, InboundTrust};
use super::target::{AccessType, Target, TargetConfiguration};
use crate::words::{Lang, policy as said};

/// Where a list comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The entry of the organisation.
    Partner,
    /// The default settings.
    Default,
    /// Microsoft's factory default, where no default is given for the block.
    Factory,
}

impl Level {
    /// In sentences; the words of the portal.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Partner => said::level_partner(lang),
            Self::Default => said::level_default(lang),
            Self::Factory => said::level_factory(lang),
        }
    }
}

/// The two lists that hold, each with its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effective<'p> {
    /// Users and groups.
    pub users_and_groups: (Level, &'p TargetConfiguration),
    /// Applications.
    pub applications: (Level, &'p TargetConfiguration),
}

/// Users and applications, everybody and everything.
static EVERYTHING: LazyLock<[[TargetConfiguration; 2]; 2]> = LazyLock::new(|| {
    [AccessType::Allowed, AccessType::Blocked]
        .map(|access| [Target::all_users(), Target::all_applications()].map(|target| TargetConfiguration::new(access, vec![target])))
});

/// Microsoft's factory default of a block, users and applications: collaboration allowed both ways, direct connect blocked both ways.
/// Tenant restrictions are blocked in what Graph answers for an untouched directory; they bind only devices and networks set up for them.
#[must_use]
pub fn factory(block: Block) -> &'static [TargetConfiguration; 2] {
    match block {
        Block::CollaborationInbound | Block::CollaborationOutbound => &EVERYTHING[0],
        _ => &EVERYTHING[1],
    }
}

/// The lists that hold where an entry and a default say this much about a block.
#[must_use]
pub fn effective<'p>(partner: Option<&'p B2bSetting>, default: Option<&'p B2bSetting>, block: Block) -> Effective<'p> {
    let given = [(Level::Partner, partner), (Level::Default, default)];
    let first = |list: fn(&B2bSetting) -> Option<&TargetConfiguration>, factory| {
        given.into_iter().find_map(|(level, setting)| Some((level, list(setting?)?))).unwrap_or((Level::Factory, factory))
    };
    let [users, applications] = factory(block);
    Effective {
        users_and_groups: first(|setting| setting.users_and_groups.as_ref(), users),
        applications: first(|setting| setting.applications.as_ref(), applications),
    }
}

impl CrossTenantAccessPolicy {
    /// The lists that hold for an organisation; `None` as tenant asks for an organisation without an entry.
    #[must_use]
    pub fn effective(&self, block: Block, tenant_id: Option<&str>) -> Effective<'_> {
        let partner = tenant_id.and_then(|id| self.partner(id)).and_then(|entry| entry.blocks.setting(block));
        let default = self.default.as_ref().and_then(|default| default.blocks.setting(block));
        effective(partner, default, block)
    }

    /// Whether a claim of the home tenant is accepted; nothing is by factory default.
    #[must_use]
    pub fn trusts(&self, tenant_id: Option<&str>, claim: fn(&InboundTrust) -> Option<bool>) -> bool {
        let partner = tenant_id.and_then(|id| self.partner(id)).and_then(|entry| entry.blocks.inbound_trust.as_ref());
        let default = self.default.as_ref().and_then(|default| default.blocks.inbound_trust.as_ref());
        [partner, default].into_iter().flatten().find_map(claim).unwrap_or_default()
    }
}
