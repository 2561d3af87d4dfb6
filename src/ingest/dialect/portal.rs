//! The Entra admin center's CSV downloads of sign-ins, by English column heading (other languages are translated before).

use std::sync::LazyLock;

use super::{Field, Shape};
use crate::ingest::detect::Found;
use crate::ingest::format::Format;
use crate::model::{Limitation, Log};
use crate::words::formats as said;

/// Headings after `normalise_header`: users, service principals, managed identities.
pub static PORTAL_CSV: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new(
        &[
            ("date (utc)", Field::Time),
            ("request id", Field::Id),
            ("correlation id", Field::CorrelationId),
            ("user id", Field::UserId),
            ("user", Field::UserDisplayName),
            ("username", Field::UserPrincipalName),
            ("user type", Field::UserType),
            ("cross tenant access type", Field::AccessType),
            ("application", Field::AppName),
            ("application id", Field::AppId),
            ("app owner tenant id", Field::AppOwnerTenantId),
            ("resource", Field::ResourceName),
            ("resource id", Field::ResourceId),
            ("resource tenant id", Field::ResourceTenantId),
            ("home tenant id", Field::HomeTenantId),
            ("home tenant name", Field::HomeTenantName),
            ("ip address", Field::IpAddress),
            ("location", Field::Location),
            ("status", Field::StatusText),
            ("sign-in error code", Field::ErrorCode),
            ("failure reason", Field::FailureReason),
            ("client app", Field::ClientApp),
            ("conditional access", Field::ConditionalAccess),
            ("service principal id", Field::ServicePrincipalId),
            ("service principal name", Field::ServicePrincipalName),
            ("is interactive", Field::IsInteractive),
        ],
        &[],
    )
});

/// Sign-ins of users. Interactive and non-interactive ones look the same inside; the file name tells.
pub const USERS: Format = Format {
    csv: Some(|head| {
        (head.has("date (utc)") && head.has("request id") && (head.has("username") || head.has("user id"))).then(|| Found {
            records_tell_log: head.has("is interactive"),
            needs_tenants: true,
            ..Found::new("Date (UTC), Request ID, Username")
        })
    }),
    ..Format::new("portal-csv", said::portal_csv, 3, &PORTAL_CSV, &[Limitation::LogOwner, Limitation::FailedPolicies], said::portal_csv_export)
};

/// Sign-ins of applications.
pub const APPLICATIONS: Format = Format {
    csv: Some(|head| {
        (head.has("date (utc)") && head.has("request id") && head.has("service principal id") && !head.has("username")).then(|| Found {
            log: Some(Log::ServicePrincipal),
            records_tell_log: true,
            ..Found::new("Service principal ID, no user")
        })
    }),
    ..Format::new(
        "portal-csv-apps",
        said::portal_csv_apps,
        3,
        &PORTAL_CSV,
        &[Limitation::LogOwner, Limitation::AccessType, Limitation::UserType, Limitation::FailedPolicies],
        said::portal_csv_apps_export,
    )
};
