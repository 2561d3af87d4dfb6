//! The Microsoft Graph PowerShell modules: their objects as JSON and as CSV, and what collectors flatten them to.

use std::sync::LazyLock;

use super::graph::is_sign_in;
use super::shapes::LOCATION;
use super::{Field, GRAPH, Shape, Slot};
use crate::ingest::detect::{FormatEvidence, JsonHead};
use crate::ingest::format::Format;
use crate::model::Limitation;
use crate::words::{exports, inputs};

/// Graph objects flattened to CSV: `Export-Csv` and the collectors of incident responders.
static GRAPH_CSV: LazyLock<Shape> = LazyLock::new(|| {
    let mut shape = Shape::new(
        &[
            ("errorcode", Field::ErrorCode),
            ("failurereason", Field::FailureReason),
            ("countryorregion", Field::Country),
            ("country", Field::Country),
            ("signineventtypes", Field::EventType),
            ("status", Field::StatusText),
        ],
        &[("location", Slot::Object(&LOCATION))],
    );
    shape.extend(&GRAPH);
    shape
});

/// `ConvertTo-Json`: keys in Pascal case. What the module's version does not know is in a bag, or not there at all.
pub const JSON: Format = Format {
    json: Some(recognise),
    ..Format::new("powershell-json", exports::powershell_json, 4, &GRAPH, &[Limitation::LogOwner], exports::powershell_json_how)
};

/// `Export-Csv`: times in the clock and the order of the operator's computer.
pub const CSV: Format = Format {
    csv: Some(|head| {
        (head.has("createddatetime") && head.has("userprincipalname") && head.has("appdisplayname")).then(|| {
            let told = head.has("signineventtypes") || head.has("isinteractive");
            FormatEvidence {
                records_tell_log: told,
                needs_tenants: true,
                ..FormatEvidence::names("CreatedDateTime, UserPrincipalName, AppDisplayName")
            }
        })
    }),
    promises_utc: false,
    ..Format::new(
        "powershell-csv",
        exports::powershell_csv,
        4,
        &GRAPH_CSV,
        &[Limitation::LogOwner, Limitation::FailedPolicies],
        exports::powershell_csv_how,
    )
};

fn recognise(head: &JsonHead<'_>) -> Option<FormatEvidence> {
    is_sign_in(head)?;
    if !head.record.contains_key("CreatedDateTime") {
        return None;
    }
    let known = |key: &str| head.any_has(key) || head.any_within("AdditionalProperties", key);
    let lacks = [
        (Limitation::AccessType, "crossTenantAccessType"),
        (Limitation::UserType, "userType"),
        (Limitation::AppOwner, "appOwnerTenantId"),
        (Limitation::HomeTenantName, "homeTenantName"),
    ];
    let lacks = lacks.into_iter().filter(|(_, key)| !known(key)).map(|(lack, _)| lack).collect();
    Some(FormatEvidence { lacks, ..FormatEvidence::new(inputs::pascal_keys) })
}
