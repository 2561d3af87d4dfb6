//! From tenant ids, labels and codes to direction, outcome, kind of user and the side that must act: pure functions.

use crate::knowledge::error_codes::{self, Actor};
use crate::model::{AccessFlags, Direction, ErrorCode, Outcome, StatusText, TenantId, UndeterminedReason, UserKind, UserRecord, UserType};

/// The own tenants, and the one tenant of consumer accounts, as ids of one interner.
#[derive(Clone, Debug, Default)]
pub struct Tenants {
    own: Vec<TenantId>,
    consumers: TenantId,
}

impl Tenants {
    /// `consumers` is the id of the tenant of consumer Microsoft accounts, absent if it never occurs.
    #[must_use]
    pub fn new(own: Vec<TenantId>, consumers: TenantId) -> Self {
        Self { own, consumers }
    }

    /// Whether a tenant is one of ours.
    #[must_use]
    pub fn is_own(&self, tenant: TenantId) -> bool {
        self.own.contains(&tenant)
    }
}

/// The direction of a user sign-in and the tenant on the other side, absent where there is none (an external identity without an
/// Entra home) or where it is not one tenant. The label only tells external identities from own users inside one tenant.
#[must_use]
pub fn direction(home: TenantId, resource: TenantId, access: AccessFlags, tenants: &Tenants) -> (Direction, TenantId) {
    use UndeterminedReason::{BothAbsent, HomeAbsent, ResourceAbsent};
    let side = |tenant: TenantId| (!tenant.is_absent()).then(|| tenants.is_own(tenant));
    // Consumer accounts have a tenant id that is no organisation.
    let partner = |tenant: TenantId| if tenant == tenants.consumers { TenantId::ABSENT } else { tenant };
    match (side(home), side(resource)) {
        (Some(false), Some(true) | None) => (Direction::Inbound, partner(home)),
        (Some(true) | None, Some(false)) => (Direction::Outbound, resource),
        (Some(true), Some(true)) if home == resource && access.contains(AccessFlags::B2B_COLLABORATION) => (Direction::Inbound, TenantId::ABSENT),
        (Some(true), Some(true)) => (Direction::Internal, TenantId::ABSENT),
        (Some(false), Some(false)) => (Direction::Foreign, TenantId::ABSENT),
        (Some(true), None) => (Direction::Undetermined(ResourceAbsent), TenantId::ABSENT),
        (None, Some(true)) => (Direction::Undetermined(HomeAbsent), TenantId::ABSENT),
        (None, None) => (Direction::Undetermined(BothAbsent), TenantId::ABSENT),
    }
}

/// How a sign-in ended: a code other than 0 decides, then the label, then the status text.
#[must_use]
pub fn outcome(code: ErrorCode, status: StatusText, access: AccessFlags) -> Outcome {
    let granted = || {
        // No token was issued although there is no error.
        if access.contains(AccessFlags::PASSTHROUGH) {
            Outcome::Passthrough
        } else if access.contains(AccessFlags::UNKNOWN_FUTURE_VALUE) {
            Outcome::Unknown
        } else {
            Outcome::Success
        }
    };
    match (code.get(), status) {
        (Some(0), _) | (None, StatusText::Success) => granted(),
        (Some(_), _) if error_codes::find(code).is_some_and(error_codes::CodeInfo::is_interrupt) => Outcome::Interrupted,
        (Some(_), _) | (None, StatusText::Failure) => Outcome::Failure,
        (None, StatusText::Interrupted) => Outcome::Interrupted,
        (None, StatusText::Absent) => Outcome::Unknown,
    }
}

/// What kind of user a sign-in shows. A user list knows better than the row: it tells who authenticates a guest.
#[must_use]
pub fn user_kind(direction: Direction, access: AccessFlags, user_type: UserType, listed: Option<&UserRecord>) -> UserKind {
    let user_type = match (user_type, listed) {
        (UserType::Absent, Some(user)) => user.user_type,
        (user_type, _) => user_type,
    };
    match direction {
        Direction::Outbound => UserKind::Member,
        Direction::Inbound if access.contains(AccessFlags::SERVICE_PROVIDER) => UserKind::ServiceProvider,
        Direction::Inbound if access.contains(AccessFlags::B2B_DIRECT_CONNECT) => UserKind::B2bDirectConnectUser,
        Direction::Inbound if access.contains(AccessFlags::MICROSOFT_SUPPORT) => UserKind::OtherExternalUser,
        Direction::Inbound => match user_type {
            UserType::Guest => UserKind::B2bCollaborationGuest,
            UserType::Member => UserKind::B2bCollaborationMember,
            UserType::Absent => UserKind::Unknown,
        },
        Direction::Internal => match listed.map(|user| (user.external, user.user_type)) {
            Some((false, UserType::Guest)) => UserKind::InternalGuest,
            Some((true, UserType::Guest)) => UserKind::B2bCollaborationGuest,
            Some((true, UserType::Member)) => UserKind::B2bCollaborationMember,
            None | Some(_) if user_type != UserType::Guest => UserKind::Member,
            None | Some(_) => UserKind::Unknown,
        },
        Direction::Foreign | Direction::Undetermined(_) => UserKind::Unknown,
    }
}

/// Who must act on a failure, seen from us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Our administrators.
    Us,
    /// The other organisation, or an external identity provider.
    Partner,
    /// Whoever runs the network that adds a tenant restriction.
    Network,
    /// The user.
    User,
    /// The owner of the application.
    AppOwner,
    /// Microsoft.
    Microsoft,
    /// Nobody: part of a normal sign-in.
    Nobody,
    /// Not known.
    Unclassified,
}

impl Side {
    /// Every side, in the order of charts and ties.
    pub const ALL: [Self; 8] =
        [Self::Us, Self::Partner, Self::Network, Self::User, Self::AppOwner, Self::Microsoft, Self::Nobody, Self::Unclassified];

    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Partner => "partner",
            Self::Network => "network",
            Self::User => "user",
            Self::AppOwner => "app_owner",
            Self::Microsoft => "microsoft",
            Self::Nobody => "nobody",
            Self::Unclassified => "unclassified",
        }
    }
}

/// "Blocked by a security policy": a risky user at home, or plainly the resource side's policy (rule D-5).
pub const SECURITY_POLICY: ErrorCode = ErrorCode(530_032);

/// Whether the failure reason of such a sign-in speaks of risk.
#[must_use]
pub fn speaks_of_risk(reason: &str) -> bool {
    reason.to_lowercase().contains("risk") || reason.contains("リスク")
}

/// Who must act on a code in a sign-in of this direction (rules D-2 and D-5). `risk` = the failure reason speaks of risk.
#[must_use]
pub fn side(code: ErrorCode, risk: bool, direction: Direction) -> Side {
    side_of(actor(code, risk), direction)
}

/// Who must act on a code, whichever side that is: `None` where the code is not known. `risk` as for [`side`].
#[must_use]
pub fn actor(code: ErrorCode, risk: bool) -> Option<Actor> {
    let info = error_codes::find(code)?;
    Some(if code == SECURITY_POLICY && !risk { Actor::ResourceAdmin } else { info.who_acts })
}

/// Where the one who must act is found, seen from us.
#[must_use]
pub fn side_of(actor: Option<Actor>, direction: Direction) -> Side {
    let Some(actor) = actor else { return Side::Unclassified };
    match (actor, direction) {
        (Actor::HomeAdmin | Actor::ResourceAdmin, Direction::Internal)
        | (Actor::ResourceAdmin, Direction::Inbound)
        | (Actor::HomeAdmin, Direction::Outbound) => Side::Us,
        (Actor::HomeAdmin, Direction::Inbound) | (Actor::ResourceAdmin, Direction::Outbound) => Side::Partner,
        (Actor::HomeAdmin | Actor::ResourceAdmin, Direction::Foreign | Direction::Undetermined(_)) => Side::Unclassified,
        (Actor::NetworkAdmin, _) => Side::Network,
        (Actor::User, _) => Side::User,
        (Actor::AppOwner, _) => Side::AppOwner,
        (Actor::Microsoft, _) => Side::Microsoft,
        (Actor::Nobody, _) => Side::Nobody,
    }
}

/// The name a user has at home: the directory form `a_b#EXT#@c` becomes `a@b`, any other name stays (rule D-4). Lower case.
#[must_use]
pub fn home_name(upn: &str) -> String {
    let lower = upn.to_lowercase();
    // Guests with a Microsoft account may be written `live.com#a@b`.
    let lower = lower.strip_prefix("live.com#").map_or(lower.clone(), str::to_owned);
    let mangled = lower.split_once("#ext#").and_then(|(mangled, _)| mangled.rsplit_once('_'));
    mangled.map_or(lower.clone(), |(local, domain)| format!("{local}@{domain}"))
}

/// The domain of a user principal name: `a@b` and the directory form `a_b#EXT#@c` both give `b`. Lower case.
#[must_use]
pub fn domain(upn: &str) -> Option<String> {
    let name = home_name(upn);
    // What could not be taken apart ends in our own domain.
    let (_, domain) = name.rsplit_once('@').filter(|_| !name.contains("#ext#"))?;
    (!domain.is_empty()).then(|| domain.to_owned())
}

#[cfg(test)]
mod tests;
