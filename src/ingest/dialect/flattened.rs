//! Sign-ins under the names that tools make of Graph's: one level of all (`properties.userPrincipalName`), words apart
//! (`user_principal_name`), a letter for the type behind each (`UserPrincipalName_s`).

use std::sync::LazyLock;

use super::shapes::{DEVICE_KEYS, STATUS_KEYS};
use super::{Field, Shape, Slot};
use crate::ingest::detect::FormatEvidence;
use crate::ingest::format::Format;
use crate::model::{Limitation, log_of_category};
use crate::words::{exports, inputs};

static STATUS: LazyLock<Shape> = LazyLock::new(|| Shape::new(STATUS_KEYS, &[]).of_any_spelling().or_text(Field::StatusText));

static LOCATION: LazyLock<Shape> = LazyLock::new(|| Shape::new(&[("countryorregion", Field::Country)], &[]).of_any_spelling());

static DEVICE: LazyLock<Shape> = LazyLock::new(|| Shape::new(DEVICE_KEYS, &[]).of_any_spelling().marked(Field::Device));

/// Names without what tools put between and behind their words.
static FLATTENED: LazyLock<Shape> = LazyLock::new(|| {
    let shape = Shape::common(
        &[
            ("createdat", Field::Time),
            ("time", Field::EnvelopeTime),
            ("timestamp", Field::EnvelopeTime),
            ("timegenerated", Field::EnvelopeTime),
            ("category", Field::AuditCategory),
            ("resourceid", Field::ResourceId),
            ("resourceidentity", Field::ResourceId),
            ("resulttype", Field::EnvelopeResult),
            ("resultdescription", Field::EnvelopeReason),
            ("calleripaddress", Field::EnvelopeIp),
            ("identity", Field::Identity),
            ("errorcode", Field::ErrorCode),
            ("failurereason", Field::FailureReason),
            ("statuserrorcode", Field::ErrorCode),
            ("statusfailurereason", Field::FailureReason),
            ("statusadditionaldetails", Field::MfaResult),
            ("devicedetailiscompliant", Field::Compliant),
            ("devicedetailismanaged", Field::Managed),
            ("devicedetailtrusttype", Field::TrustType),
            ("mfadetailauthmethod", Field::MfaMethod),
            ("locationcountryorregion", Field::Country),
            ("locationdetailscountryorregion", Field::Country),
            // Written in one word, it is the workspace of Log Analytics.
            ("tenant_id", Field::OwnerTenantId),
            ("azure.tenant_id", Field::OwnerTenantId),
            ("azure.signinlogs.tenant_id", Field::OwnerTenantId),
        ],
        &[
            ("properties", Slot::Object(&FLATTENED)),
            ("status", Slot::Object(&STATUS)),
            ("location", Slot::Object(&LOCATION)),
            ("devicedetail", Slot::Object(&DEVICE)),
            ("locationdetails", Slot::Object(&LOCATION)),
            ("appliedconditionalaccesspolicies", Slot::Policies),
            ("signineventtypes", Slot::EventTypes),
        ],
    );
    shape.of_any_spelling()
});

/// Steampipe, custom tables of Log Analytics, the Elastic Common Schema, and diagnostic records on one level.
pub const FORMAT: Format = Format {
    json: Some(|head| {
        let table = head.text("Type").is_none_or(|table| table.ends_with("_CL"));
        // An envelope says what is in it.
        let other = head.has("time") && head.has("properties") && head.text("category").is_some_and(|category| log_of_category(category).is_none());
        found(&head.spelled()).filter(|_| table && !other)
    }),
    csv: Some(|head| found(&head.spelled()).map(|found| FormatEvidence { needs_tenants: found.log.is_none(), ..found })),
    ..Format::new("flattened", exports::flattened, 4, &FLATTENED, &[Limitation::LogOwner, Limitation::FailedPolicies], exports::flattened_how)
};

/// Other products have times, users and applications too: it takes Graph's own names to be a sign-in.
fn found(names: &[String]) -> Option<FormatEvidence> {
    let has = |name: &str| names.iter().any(|known| known == name);
    let any = |list: &[&str]| list.iter().any(|name| has(name));
    if has("activitydatetime") && has("activitydisplayname") {
        return Some(FormatEvidence::audit(inputs::flattened_audit_names));
    }
    let timed = any(&["createddatetime", "createdat", "time", "timegenerated", "timestamp"]);
    let used = any(&["userprincipalname", "serviceprincipalid"]) && any(&["appdisplayname", "appid"]);
    let more = any(&["crosstenantaccesstype", "conditionalaccessstatus", "resourcedisplayname", "hometenantid", "resourcetenantid"]);
    (timed && used && more).then(|| FormatEvidence {
        records_tell_log: any(&["signineventtypes", "isinteractive", "category"]),
        ..FormatEvidence::new(inputs::flattened_names)
    })
}
