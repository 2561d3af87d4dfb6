//! Users: what a record says of them, and how one is told from another.

use super::{Sym, UserId};

/// `userType` of a record: the relation to the directory, nothing about the way of signing in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UserType {
    /// Not in the record, or a value that is not known.
    #[default]
    Absent,
    /// Member.
    Member,
    /// Guest.
    Guest,
}

impl UserType {
    /// Reads the value in any case.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text.eq_ignore_ascii_case("member") || text == "メンバー" {
            Self::Member
        } else if text.eq_ignore_ascii_case("guest") || text == "ゲスト" {
            Self::Guest
        } else {
            Self::Absent
        }
    }
}

/// What kind of user a sign-in shows, in Conditional Access words. The order breaks ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UserKind {
    /// A user of an own tenant.
    Member,
    /// An own account with the user type guest.
    InternalGuest,
    /// A guest from outside.
    B2bCollaborationGuest,
    /// A member from outside.
    B2bCollaborationMember,
    /// A user of a Teams shared channel, without an object here.
    B2bDirectConnectUser,
    /// Another external user, such as Microsoft support.
    OtherExternalUser,
    /// A technician of a service provider.
    ServiceProvider,
    /// The logs do not tell.
    Unknown,
}

impl UserKind {
    /// Every kind, in the order that breaks ties.
    pub const ALL: [Self; 8] = [
        Self::Member,
        Self::InternalGuest,
        Self::B2bCollaborationGuest,
        Self::B2bCollaborationMember,
        Self::B2bDirectConnectUser,
        Self::OtherExternalUser,
        Self::ServiceProvider,
        Self::Unknown,
    ];

    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::InternalGuest => "internal_guest",
            Self::B2bCollaborationGuest => "b2b_collaboration_guest",
            Self::B2bCollaborationMember => "b2b_collaboration_member",
            Self::B2bDirectConnectUser => "b2b_direct_connect_user",
            Self::OtherExternalUser => "other_external_user",
            Self::ServiceProvider => "service_provider",
            Self::Unknown => "unknown",
        }
    }
}

/// Who is counted as one user: the object id, or the lower-cased user principal name where a record has no id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserKey(u32);

impl UserKey {
    /// Masked, or not in the record: not counted as a user.
    pub const ABSENT: Self = Self(0);
    const BY_NAME: u32 = 1 << 31;

    /// The key of a user with this id, or else with this lower-cased user principal name.
    #[must_use]
    pub fn new(id: UserId, lower_upn: Sym) -> Self {
        if !id.is_absent() {
            Self(id.0.0)
        } else if lower_upn.is_absent() {
            Self::ABSENT
        } else {
            Self(lower_upn.0 | Self::BY_NAME)
        }
    }

    /// The key from its number (see [`UserKey::number`]).
    #[must_use]
    pub fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// The key as a number, for a column of a data frame.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }

    /// Whether there is no user to count.
    #[must_use]
    pub fn is_absent(self) -> bool {
        self == Self::ABSENT
    }

    /// The object id, where the user has one.
    #[must_use]
    pub fn id(self) -> Option<UserId> {
        (!self.is_absent() && self.0 & Self::BY_NAME == 0).then_some(UserId(Sym(self.0)))
    }

    /// The lower-cased user principal name, where it stands in for the id.
    #[must_use]
    pub fn name(self) -> Option<Sym> {
        (self.0 & Self::BY_NAME != 0).then_some(Sym(self.0 & !Self::BY_NAME))
    }
}
