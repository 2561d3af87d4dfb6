//! The Entra admin center's CSV downloads of sign-ins, by English column heading (other languages are translated before).

use std::sync::LazyLock;

use super::{Field, Shape};
use crate::ingest::detect::FormatEvidence;
use crate::ingest::format::Format;
use crate::model::{Limitation, Log};
use crate::words::{exports, inputs};

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
            ("resource owner tenant id", Field::ResourceOwnerTenantId),
            ("incoming token type", Field::IncomingToken),
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
            ("authentication requirement", Field::Requirement),
            ("multifactor authentication result", Field::MfaResult),
            ("multifactor authentication auth method", Field::MfaMethod),
            ("compliant", Field::Compliant),
            ("managed", Field::Managed),
            ("token protection - sign in session", Field::TokenBinding),
            ("join type", Field::TrustType),
        ],
        &[],
    )
});

/// Sign-ins of users. Interactive and non-interactive ones look the same inside; the file name tells.
pub const USERS: Format = Format {
    csv: Some(|head| {
        (head.has("date (utc)") && head.has("request id") && (head.has("username") || head.has("user id"))).then(|| FormatEvidence {
            records_tell_log: head.has("is interactive"),
            needs_tenants: true,
            ..FormatEvidence::names("Date (UTC), Request ID, Username")
        })
    }),
    ..Format::new("portal-csv", exports::portal_csv, 3, &PORTAL_CSV, &[Limitation::LogOwner, Limitation::FailedPolicies], exports::portal_csv_how)
};

/// Sign-ins of applications.
pub const APPLICATIONS: Format = Format {
    csv: Some(|head| {
        (head.has("date (utc)") && head.has("request id") && head.has("service principal id") && !head.has("username")).then(|| FormatEvidence {
            log: Some(Log::ServicePrincipal),
            records_tell_log: true,
            ..FormatEvidence::new(inputs::no_user)
        })
    }),
    ..Format::new(
        "portal-csv-apps",
        exports::portal_csv_apps,
        3,
        &PORTAL_CSV,
        &[Limitation::LogOwner, Limitation::AccessType, Limitation::UserType, Limitation::FailedPolicies],
        exports::portal_csv_apps_how,
    )
};
