//! ★ Every log format. Adding one takes a file in `dialect/` with its names and its evidence, a row here, and a sample in `tests/samples`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::detect::{Found, Headings, JsonHead};
use super::dialect::{
    Field, Shape, defender, diagnostic, flattened, graph, log_analytics, portal, portal_audit, powershell, settings, unified_audit, users,
};

/// What the records of a format are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Sign-ins or audit events.
    Events,
    /// Users.
    Users,
    /// Cross-tenant access settings, read whole.
    Settings,
}

/// What an export cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lack {
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

impl Lack {
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

    /// The field that is missing.
    #[must_use]
    pub fn field(self) -> Option<Field> {
        match self {
            Self::HomeTenant => Some(Field::HomeTenantId),
            Self::AccessType => Some(Field::AccessType),
            Self::UserType => Some(Field::UserType),
            Self::AppOwner => Some(Field::AppOwnerTenantId),
            Self::HomeTenantName => Some(Field::HomeTenantName),
            Self::Names | Self::FailedPolicies | Self::AuditDepth | Self::LogOwner => None,
        }
    }

    /// Every lack.
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

/// A log format.
pub struct Format {
    /// Stable id.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// What its records are.
    pub holds: Holds,
    /// Place in the input order: the more an export can tell, the earlier its copy of an event counts.
    pub rank: u8,
    /// Where records keep their fields.
    pub shape: &'static LazyLock<Shape>,
    /// Recognises a JSON record, whatever list, page or line it stands in.
    pub json: Option<fn(&JsonHead<'_>) -> Option<Found>>,
    /// Recognises the headings of a CSV file or of a JSON table.
    pub csv: Option<fn(&Headings) -> Option<Found>>,
    /// What the export cannot tell.
    pub lacks: &'static [Lack],
    /// How to get it.
    pub export: &'static str,
    /// Whether a cut last line is normal: the file is appended to until its hour ends.
    pub appended: bool,
    /// Whether times without a zone are UTC.
    pub promises_utc: bool,
}

impl Format {
    /// A format that nothing recognises yet.
    #[must_use]
    pub const fn new(
        id: &'static str,
        name: &'static str,
        rank: u8,
        shape: &'static LazyLock<Shape>,
        lacks: &'static [Lack],
        export: &'static str,
    ) -> Self {
        Self { id, name, holds: Holds::Events, rank, shape, json: None, csv: None, lacks, export, appended: false, promises_utc: true }
    }
}

/// Every format, those that can tell most first; the first that recognises a record or a heading has it.
pub const FORMATS: &[Format] = &[
    diagnostic::FORMAT,
    log_analytics::FORMAT,
    powershell::JSON,
    graph::BETA,
    graph::V1,
    graph::AUDIT,
    portal::USERS,
    portal::APPLICATIONS,
    portal_audit::FORMAT,
    powershell::CSV,
    flattened::FORMAT,
    defender::FORMAT,
    unified_audit::FORMAT,
    users::FORMAT,
    settings::FORMAT,
];

/// The format of an id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}
