//! Defender XDR advanced hunting: `EntraIdSignInEvents` and its forerunner `AADSignInEventsBeta`. The home tenant is not in these tables,
//! so only what leaves can be told by tenant.

use std::sync::LazyLock;

use super::{Field, Shape, Slot};
use crate::ingest::detect::FormatEvidence;
use crate::ingest::format::Format;
use crate::model::Limitation;
use crate::words::{exports, inputs};

static DEFENDER: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new(
        &[
            ("timestamp", Field::Time),
            ("timegenerated", Field::EnvelopeTime),
            ("requestid", Field::Id),
            ("correlationid", Field::CorrelationId),
            ("application", Field::AppName),
            ("applicationid", Field::AppId),
            ("accountobjectid", Field::UserId),
            ("accountupn", Field::UserPrincipalName),
            ("accountdisplayname", Field::UserDisplayName),
            ("isguestuser", Field::IsGuest),
            ("resourcedisplayname", Field::ResourceName),
            ("resourceid", Field::ResourceId),
            ("resourcetenantid", Field::ResourceTenantId),
            ("errorcode", Field::ErrorCode),
            ("clientappused", Field::ClientApp),
            ("conditionalaccessstatus", Field::ConditionalAccess),
            ("ipaddress", Field::IpAddress),
            ("country", Field::Country),
            ("authenticationrequirement", Field::Requirement),
            ("iscompliant", Field::Compliant),
            ("ismanaged", Field::Managed),
            ("devicetrusttype", Field::TrustType),
            ("risklevelduringsignin", Field::RiskDuring),
            ("risklevelaggregated", Field::RiskAggregated),
            ("riskstate", Field::RiskState),
        ],
        &[("logontype", Slot::EventTypes), ("conditionalaccesspolicies", Slot::Policies)],
    )
});

const KEYS: [&str; 3] = ["timestamp", "accountupn", "applicationid"];

/// The portal's CSV, or the JSON of the API.
pub const FORMAT: Format = Format {
    json: Some(|head| KEYS.iter().all(|key| head.has(key)).then(|| FormatEvidence::new(inputs::defender_keys))),
    csv: Some(|head| {
        KEYS.iter()
            .all(|key| head.has(key))
            .then(|| FormatEvidence { records_tell_log: head.has("logontype"), ..FormatEvidence::names("Timestamp, AccountUpn, ApplicationId") })
    }),
    ..Format::new(
        "defender",
        exports::defender,
        6,
        &DEFENDER,
        &[Limitation::HomeTenant, Limitation::AccessType, Limitation::AppOwner, Limitation::HomeTenantName, Limitation::LogOwner],
        exports::defender_how,
    )
};
