//! What an export cannot tell, whatever the records in it say.

use serde::{Deserialize, Serialize};

/// What an export cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limitation {
    /// The home tenant.
    HomeTenant,
    /// The cross-tenant access type.
    AccessType,
    /// Guest or member.
    UserType,
    /// The tenant that owns the client application.
    AppOwner,
    /// The name of the home tenant.
    HomeTenantName,
    /// Names of users, applications and resources.
    Names,
    /// Which Conditional Access policies failed.
    FailedPolicies,
    /// Changes beyond three targets of five properties each.
    AuditDepth,
    /// The tenant the log belongs to.
    LogOwner,
}

impl Limitation {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::HomeTenant => "home tenant",
            Self::Names => "names of users, applications and resources",
            Self::AccessType => "cross-tenant access type",
            Self::UserType => "user type (guest or member)",
            Self::AppOwner => "owner of the client application",
            Self::HomeTenantName => "name of the home tenant",
            Self::FailedPolicies => "names of failed Conditional Access policies",
            Self::AuditDepth => "audit details beyond 3 targets of 5 properties",
            Self::LogOwner => "own tenant (inferred, or --tenant)",
        }
    }

    /// The caveat of `coverage` for sign-ins from such an export: its code, and what follows from it. The own tenant is no caveat:
    /// how it was found is said in any case.
    #[must_use]
    pub fn caveat(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::HomeTenant => (
                "no-home-tenant",
                "who comes in from which organisation cannot be told there: such sign-ins are undetermined. Export the sign-in log itself instead.",
            ),
            Self::Names => ("no-names", "ids stand there without names, unless another input has them."),
            Self::AccessType => (
                "no-access-type",
                "guests, direct connect and service providers look alike there, external identities without an Entra home look internal, and a passthrough \
                 looks like a success. Export from Graph beta, the portal or diagnostic settings instead.",
            ),
            Self::UserType => ("no-user-type", "inbound users are of unknown kind there."),
            Self::AppOwner => ("no-app-owner", "whose an application is, is known there for listed Microsoft applications only."),
            Self::HomeTenantName => {
                ("no-home-tenant-name", "partners are named by the domain of their users there; --names gives them better names.")
            }
            Self::FailedPolicies => {
                ("no-failed-policies", "which Conditional Access policy refused a sign-in is not in them; the JSON download has it.")
            }
            Self::AuditDepth => ("lossy-audit-csv", "a long change of settings may be cut there; the JSON download has all of it."),
            Self::LogOwner => return None,
        })
    }

    /// Every limitation.
    pub const ALL: [Self; 9] = [
        Self::HomeTenant,
        Self::AccessType,
        Self::UserType,
        Self::AppOwner,
        Self::HomeTenantName,
        Self::Names,
        Self::FailedPolicies,
        Self::AuditDepth,
        Self::LogOwner,
    ];
}
