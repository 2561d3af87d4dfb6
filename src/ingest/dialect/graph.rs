//! Microsoft Graph: sign-ins (beta and v1.0) and directory audits, as pages, lists or lines; the portal's JSON downloads are the same objects.

use std::sync::LazyLock;

use super::shapes::{LOCATION, STATUS};
use super::{Field, Shape, Slot};
use crate::ingest::detect::{FormatEvidence, JsonHead};
use crate::ingest::format::Format;
use crate::model::Limitation;
use crate::words::{exports, inputs};

/// Graph `signIn` and `directoryAudit`.
pub static GRAPH: LazyLock<Shape> = LazyLock::new(|| {
    Shape::common(
        &[("resourceid", Field::ResourceId), ("category", Field::AuditCategory)],
        &[
            ("status", Slot::Object(&STATUS)),
            ("location", Slot::Object(&LOCATION)),
            ("appliedconditionalaccesspolicies", Slot::Policies),
            ("signineventtypes", Slot::EventTypes),
            // The PowerShell modules put what their version does not know in here.
            ("additionalproperties", Slot::Object(&GRAPH)),
        ],
    )
});

/// Sign-ins with the access type.
pub const BETA: Format = Format {
    json: Some(|head| is_sign_in(head).filter(|()| !is_v1(head)).map(|()| FormatEvidence::new(inputs::beta_keys))),
    ..Format::new("graph-beta", exports::graph_beta, 2, &GRAPH, &[Limitation::LogOwner], exports::graph_beta_how)
};

/// Sign-ins without it.
pub const V1: Format = Format {
    json: Some(|head| is_sign_in(head).filter(|()| is_v1(head)).map(|()| FormatEvidence::new(inputs::v1_keys))),
    ..Format::new(
        "graph-v1",
        exports::graph_v1,
        5,
        &GRAPH,
        &[Limitation::AccessType, Limitation::UserType, Limitation::AppOwner, Limitation::HomeTenantName, Limitation::LogOwner],
        exports::graph_v1_how,
    )
};

/// Directory audits.
pub const AUDIT: Format = Format {
    json: Some(|head| (head.has("activityDateTime") && head.has("activityDisplayName")).then(|| FormatEvidence::audit(inputs::audit_keys))),
    ..Format::new("graph-audit", exports::graph_audit, 2, &GRAPH, &[Limitation::LogOwner], exports::graph_audit_how)
};

/// Keys of which a sign-in has at least two besides its time.
const OF_SIGN_IN: [&str; 8] =
    ["appId", "resourceTenantId", "homeTenantId", "status", "ipAddress", "crossTenantAccessType", "correlationId", "servicePrincipalId"];

/// Whether the record is a sign-in, whatever wrote it.
pub(super) fn is_sign_in(head: &JsonHead<'_>) -> Option<()> {
    let other = head.text("@odata.type").is_some_and(|kind| !kind.to_ascii_lowercase().ends_with("signin"));
    (!other && head.has("createdDateTime") && OF_SIGN_IN.iter().filter(|key| head.has(key)).count() >= 2).then_some(())
}

fn is_v1(head: &JsonHead<'_>) -> bool {
    head.context.contains("/v1.0/") || (!head.context.contains("/beta/") && !head.any_has("crossTenantAccessType"))
}
