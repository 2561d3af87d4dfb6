//! Log Analytics and Sentinel: rows of the sign-in and audit tables, as CSV, JSON, lines, or the tables of the query API.

use std::sync::LazyLock;

use super::marks::{of_log_analytics, of_sign_in};
use super::shapes::{LOCATION, STATUS};
use super::{Field, Shape, Slot};
use crate::ingest::detect::{Found, JsonHead};
use crate::ingest::format::Format;
use crate::model::{Limitation, Log, log_of_category};
use crate::words::formats as said;

/// The tables' columns. `ResourceId` is the log's own resource here, the application's is `ResourceIdentity`; `TenantId` is the workspace
/// and never a directory.
pub static LOG_ANALYTICS: LazyLock<Shape> = LazyLock::new(|| {
    Shape::common(
        &[
            ("timegenerated", Field::EnvelopeTime),
            ("identity", Field::Identity),
            ("resourceidentity", Field::ResourceId),
            ("location", Field::EnvelopeCountry),
            ("resulttype", Field::EnvelopeResult),
            ("resultdescription", Field::EnvelopeReason),
            ("category", Field::AuditCategory),
            ("type", Field::Category),
            ("tablename", Field::TableName),
            ("aadtenantid", Field::OwnerTenantId),
            ("resourceid", Field::OwnerPath),
        ],
        &[
            ("status", Slot::Object(&STATUS)),
            ("locationdetails", Slot::Object(&LOCATION)),
            ("conditionalaccesspolicies", Slot::Policies),
            ("appliedconditionalaccesspolicies", Slot::Policies),
        ],
    )
});

/// Rows in any wrapping. Every value may be text.
pub const FORMAT: Format = Format {
    json: Some(recognise),
    csv: Some(|head| {
        let has = |name: &str| head.has(name);
        let timed = has("timegenerated") || (has("createddatetime") && of_log_analytics(has));
        // What the rows of a table are, its column `Type` says; without it there must be the columns of a sign-in or audit event.
        // Custom tables have a letter for the type behind each name.
        let custom = head.any(|name| name.ends_with("_s"));
        if !timed || custom || !((has("type") && has("timegenerated")) || of_sign_in(has) || has("activitydisplayname")) {
            return None;
        }
        // Tables of applications and the audit table have no tenant columns by nature.
        let other = (!has("userprincipalname") && has("serviceprincipalid")) || has("activitydisplayname");
        Some(Found { records_tell_log: has("type") || has("category"), needs_tenants: !other, ..Found::new("TimeGenerated") })
    }),
    ..Format::new("log-analytics", said::log_analytics, 1, &LOG_ANALYTICS, &[Limitation::HomeTenantName], said::log_analytics_export)
};

/// A row as an object: of a whole table, or of the columns that a query left.
fn recognise(head: &JsonHead<'_>) -> Option<Found> {
    let has = |name: &str| head.has(name);
    let log = match head.text("Type") {
        // Another table.
        Some(table) => Some(log_of_category(table)?),
        None => head.text("TableName").and_then(log_of_category),
    };
    // The command line of Azure begins each row with the name of the result.
    let row = has("TimeGenerated") || has("TableName");
    let log = match log {
        Some(log) if row || of_sign_in(has) => log,
        None if has("ActivityDisplayName") && row => Log::Audit,
        None if of_sign_in(has) && (row || (has("CreatedDateTime") && of_log_analytics(has))) => Log::Interactive,
        Some(_) | None => return None,
    };
    let lacks = if log == Log::Audit { Vec::new() } else { lacking(head) };
    let evidence = if has("TimeGenerated") { "key TimeGenerated" } else { "columns of a sign-in table" };
    Some(Found { log: Some(log), lacks, ..Found::new(evidence) })
}

/// What none of the first rows has: a query may have left the column out.
fn lacking(head: &JsonHead<'_>) -> Vec<Limitation> {
    let columns = [
        (Limitation::HomeTenant, "HomeTenantId"),
        (Limitation::AccessType, "CrossTenantAccessType"),
        (Limitation::UserType, "UserType"),
        (Limitation::AppOwner, "AppOwnerTenantId"),
    ];
    columns.into_iter().filter(|(_, column)| !head.any_has(column)).map(|(lack, _)| lack).collect()
}
