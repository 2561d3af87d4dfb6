//! ★ Every log format. Adding one takes a row here, a shape in `dialect/` if its names are new, and a sample.

use super::dialect::{DIAGNOSTIC, Field, GRAPH, GRAPH_CSV, LOG_ANALYTICS, PORTAL_AUDIT_CSV, PORTAL_CSV, Shape};
use std::sync::LazyLock;

/// How records lie in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// One JSON object a line.
    Lines,
    /// JSON lists, pages and wrappers.
    Json,
    /// CSV with a heading.
    Csv,
    /// JSON tables: column names once, then rows as lists.
    Tables,
}

/// What an export cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// The cross-tenant access type.
    AccessType,
    /// Guest or member.
    UserType,
    /// The tenant that owns the client application.
    AppOwner,
    /// The name of the home tenant.
    HomeTenantName,
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
            Self::AccessType => Some(Field::AccessType),
            Self::UserType => Some(Field::UserType),
            Self::AppOwner => Some(Field::AppOwnerTenantId),
            Self::HomeTenantName => Some(Field::HomeTenantName),
            Self::FailedPolicies | Self::AuditDepth | Self::LogOwner => None,
        }
    }

    /// Every lack.
    pub const ALL: [Self; 7] =
        [Self::AccessType, Self::UserType, Self::AppOwner, Self::HomeTenantName, Self::FailedPolicies, Self::AuditDepth, Self::LogOwner];
}

/// A log format.
pub struct Format {
    /// Stable id.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Place in the input order: the more an export can tell, the earlier its copy of an event counts.
    pub rank: u8,
    /// How records lie in the file.
    pub framing: Framing,
    /// Where they keep their fields.
    pub shape: &'static LazyLock<Shape>,
    /// What the export cannot tell.
    pub lacks: &'static [Lack],
    /// How to get it.
    pub export: &'static str,
    /// Whether a cut last line is normal: the file is appended to until its hour ends.
    pub appended: bool,
}

const fn format(
    id: &'static str,
    name: &'static str,
    rank: u8,
    framing: Framing,
    shape: &'static LazyLock<Shape>,
    lacks: &'static [Lack],
    export: &'static str,
) -> Format {
    Format { id, name, rank, framing, shape, lacks, export, appended: false }
}

/// Every format, those that can tell most first.
pub const FORMATS: &[Format] = &[
    Format {
        appended: true,
        ..format(
            "diagnostic",
            "Diagnostic settings: storage account or Event Hub, one record a line",
            0,
            Framing::Lines,
            &DIAGNOSTIC,
            &[Lack::HomeTenantName],
            "Entra admin center > Monitoring & health > Diagnostic settings > Archive to a storage account; download the insights-logs-… containers",
        )
    },
    format(
        "diagnostic-records",
        "Diagnostic settings: {\"records\":[…]}",
        0,
        Framing::Json,
        &DIAGNOSTIC,
        &[Lack::HomeTenantName],
        "Event Hub consumers that store whole messages",
    ),
    format(
        "log-analytics-csv",
        "Log Analytics or Sentinel: CSV of a query",
        1,
        Framing::Csv,
        &LOG_ANALYTICS,
        &[Lack::HomeTenantName],
        "Log Analytics workspace > Logs > SigninLogs | where TimeGenerated > ago(30d) > Export > CSV (all columns)",
    ),
    format(
        "log-analytics-ndjson",
        "Log Analytics or Sentinel: one row a line",
        1,
        Framing::Lines,
        &LOG_ANALYTICS,
        &[Lack::HomeTenantName],
        "Data export rules of a Log Analytics workspace",
    ),
    format(
        "log-analytics-json",
        "Log Analytics or Sentinel: list of rows",
        1,
        Framing::Json,
        &LOG_ANALYTICS,
        &[Lack::HomeTenantName],
        "az monitor log-analytics query",
    ),
    format(
        "log-analytics-tables",
        "Log Analytics or Sentinel: {\"tables\":[…]} of the query API",
        1,
        Framing::Tables,
        &LOG_ANALYTICS,
        &[Lack::HomeTenantName],
        "POST https://api.loganalytics.io/v1/workspaces/<workspace>/query",
    ),
    format(
        "graph-beta",
        "Microsoft Graph beta: page, pages or list; portal JSON",
        2,
        Framing::Json,
        &GRAPH,
        &[Lack::LogOwner],
        "GET https://graph.microsoft.com/beta/auditLogs/signIns (all pages), or Sign-in logs > Download > JSON",
    ),
    format(
        "graph-beta-ndjson",
        "Microsoft Graph beta: one record a line",
        2,
        Framing::Lines,
        &GRAPH,
        &[Lack::LogOwner],
        "collectors that store one Graph record a line",
    ),
    format(
        "portal-csv",
        "Entra admin center: CSV of user sign-ins (57 or 55 columns)",
        3,
        Framing::Csv,
        &PORTAL_CSV,
        &[Lack::LogOwner, Lack::FailedPolicies],
        "Entra admin center > Monitoring & health > Sign-in logs > Download > CSV (interactive and non-interactive)",
    ),
    format(
        "portal-csv-apps",
        "Entra admin center: CSV of application sign-ins (22 columns)",
        3,
        Framing::Csv,
        &PORTAL_CSV,
        &[Lack::LogOwner, Lack::AccessType, Lack::UserType, Lack::FailedPolicies],
        "Entra admin center > Monitoring & health > Sign-in logs > Download > CSV (service principals, managed identities)",
    ),
    format(
        "powershell-json",
        "Microsoft Graph PowerShell: ConvertTo-Json of Get-MgAuditLogSignIn or Get-MgBetaAuditLogSignIn",
        4,
        Framing::Json,
        &GRAPH,
        &[Lack::LogOwner],
        "Get-MgBetaAuditLogSignIn -All | ConvertTo-Json -Depth 8 | Set-Content signins.json -Encoding UTF8",
    ),
    format(
        "powershell-csv",
        "Microsoft Graph PowerShell: Export-Csv, and flattened Graph records of other tools",
        4,
        Framing::Csv,
        &GRAPH_CSV,
        &[Lack::LogOwner, Lack::FailedPolicies],
        "prefer ConvertTo-Json -Depth 8: Export-Csv drops what is nested, error codes among it",
    ),
    format(
        "graph-v1",
        "Microsoft Graph v1.0: page, pages or list",
        5,
        Framing::Json,
        &GRAPH,
        &[Lack::AccessType, Lack::UserType, Lack::AppOwner, Lack::HomeTenantName, Lack::LogOwner],
        "GET https://graph.microsoft.com/v1.0/auditLogs/signIns; prefer beta, which tells the access type",
    ),
    format(
        "graph-v1-ndjson",
        "Microsoft Graph v1.0: one record a line",
        5,
        Framing::Lines,
        &GRAPH,
        &[Lack::AccessType, Lack::UserType, Lack::AppOwner, Lack::HomeTenantName, Lack::LogOwner],
        "collectors that store one Graph record a line",
    ),
    format(
        "graph-audit",
        "Microsoft Graph: directory audits, page, pages or list; portal JSON",
        2,
        Framing::Json,
        &GRAPH,
        &[Lack::LogOwner],
        "GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits, or Audit logs > Download > JSON",
    ),
    format(
        "portal-audit-csv",
        "Entra admin center: CSV of the audit log (86 columns)",
        3,
        Framing::Csv,
        &PORTAL_AUDIT_CSV,
        &[Lack::LogOwner, Lack::AuditDepth],
        "Audit logs > Download > CSV; prefer JSON, the CSV cuts long changes",
    ),
    format(
        "graph-audit-ndjson",
        "Microsoft Graph: directory audits, one record a line",
        2,
        Framing::Lines,
        &GRAPH,
        &[Lack::LogOwner],
        "collectors that store one Graph record a line",
    ),
];

/// The format of an id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}
