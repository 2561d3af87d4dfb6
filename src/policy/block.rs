//! The blocks of a configuration by name, and which of them governs a sign-in.
//!
//! What it is not: their content (see `model`). Audit events, findings and reports name blocks as Graph does, so the names stand here once.

use crate::model::Direction;
use crate::words::{Lang, policy as said};

/// A block of a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Block {
    /// Guests coming in.
    CollaborationInbound,
    /// Own users who are guests elsewhere.
    CollaborationOutbound,
    /// Shared channels here.
    DirectConnectInbound,
    /// Shared channels elsewhere.
    DirectConnectOutbound,
    /// External accounts on own devices and networks.
    TenantRestrictions,
    /// Accepted claims.
    InboundTrust,
    /// Automatic redemption.
    AutomaticUserConsent,
}

impl Block {
    /// Every block, in the order in which they are written.
    pub const ALL: [Self; 7] = [
        Self::CollaborationInbound,
        Self::CollaborationOutbound,
        Self::DirectConnectInbound,
        Self::DirectConnectOutbound,
        Self::TenantRestrictions,
        Self::InboundTrust,
        Self::AutomaticUserConsent,
    ];
    /// The blocks that scope users and applications.
    pub const SETTINGS: [Self; 5] =
        [Self::CollaborationInbound, Self::CollaborationOutbound, Self::DirectConnectInbound, Self::DirectConnectOutbound, Self::TenantRestrictions];

    /// Graph's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CollaborationInbound => "b2bCollaborationInbound",
            Self::CollaborationOutbound => "b2bCollaborationOutbound",
            Self::DirectConnectInbound => "b2bDirectConnectInbound",
            Self::DirectConnectOutbound => "b2bDirectConnectOutbound",
            Self::TenantRestrictions => "tenantRestrictions",
            Self::InboundTrust => "inboundTrust",
            Self::AutomaticUserConsent => "automaticUserConsentSettings",
        }
    }

    /// Its name in sentences.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::CollaborationInbound => said::block_collaboration_inbound(lang),
            Self::CollaborationOutbound => said::block_collaboration_outbound(lang),
            Self::DirectConnectInbound => said::block_direct_connect_inbound(lang),
            Self::DirectConnectOutbound => said::block_direct_connect_outbound(lang),
            Self::TenantRestrictions => said::block_tenant_restrictions(lang),
            Self::InboundTrust => said::block_inbound_trust(lang),
            Self::AutomaticUserConsent => said::block_automatic_user_consent(lang),
        }
    }

    /// The block of a name in any case; a dotted name counts by its first part.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let first = name.split('.').next().unwrap_or_default().trim();
        Self::ALL.into_iter().find(|block| block.name().eq_ignore_ascii_case(first))
    }

    /// The block that governs B2B collaboration in this direction; `None` where no border is crossed.
    #[must_use]
    pub fn collaboration(direction: Direction) -> Option<Self> {
        match direction {
            Direction::Inbound => Some(Self::CollaborationInbound),
            Direction::Outbound => Some(Self::CollaborationOutbound),
            Direction::Internal | Direction::Foreign | Direction::Undetermined(_) => None,
        }
    }

    /// The block that governs B2B direct connect in this direction; `None` where no border is crossed.
    #[must_use]
    pub fn direct_connect(direction: Direction) -> Option<Self> {
        match direction {
            Direction::Inbound => Some(Self::DirectConnectInbound),
            Direction::Outbound => Some(Self::DirectConnectOutbound),
            Direction::Internal | Direction::Foreign | Direction::Undetermined(_) => None,
        }
    }
}
