//! The unified audit log of Microsoft Purview: sign-ins (poorer than in the sign-in log) and directory changes among those of all services.

use std::sync::LazyLock;

use super::{Field, Shape, Slot};
use crate::ingest::detect::FormatEvidence;
use crate::ingest::format::Format;
use crate::model::Limitation;
use crate::words::{exports, inputs};

static UNIFIED_AUDIT: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new(
        &[
            ("creationtime", Field::EnvelopeTime),
            ("id", Field::EnvelopeId),
            // The request id of the sign-in, as the sign-in log has it.
            ("intrasystemid", Field::Id),
            ("intersystemsid", Field::CorrelationId),
            ("workload", Field::Workload),
            ("operation", Field::Operation),
            ("organizationid", Field::OwnerTenantId),
            ("actorcontextid", Field::HomeTenantId),
            ("targetcontextid", Field::ResourceTenantId),
            ("applicationid", Field::AppId),
            ("userid", Field::UserPrincipalName),
            ("errornumber", Field::ErrorCode),
            ("logonerror", Field::FailureReason),
            ("resultstatus", Field::AuditResult),
            ("clientip", Field::IpAddress),
            ("actoripaddress", Field::EnvelopeIp),
        ],
        &[
            ("actor", Slot::Json(Field::AuditActor)),
            ("target", Slot::Json(Field::AuditTargets)),
            ("extendedproperties", Slot::Json(Field::AuditDetails)),
            ("modifiedproperties", Slot::Json(Field::AuditProperties)),
            // The CSV of the portal and the output of Search-UnifiedAuditLog hold the record as text.
            ("auditdata", Slot::Object(&UNIFIED_AUDIT)),
        ],
    )
});

/// JSON records, or records as JSON text in a column.
pub const FORMAT: Format = Format {
    json: Some(|head| {
        let plain = head.has("CreationTime") && head.has("Workload") && head.has("Operation");
        (plain || head.has("AuditData")).then(|| FormatEvidence::new(inputs::unified_audit_keys))
    }),
    csv: Some(|head| head.has("auditdata").then(|| FormatEvidence::names("AuditData"))),
    ..Format::new(
        "unified-audit",
        exports::unified_audit,
        7,
        &UNIFIED_AUDIT,
        &[
            Limitation::AccessType,
            Limitation::UserType,
            Limitation::AppOwner,
            Limitation::HomeTenantName,
            Limitation::Names,
            Limitation::FailedPolicies,
        ],
        exports::unified_audit_how,
    )
};
