//! Log Analytics and Sentinel: rows of the sign-in and audit tables, as CSV, JSON, lines, or the tables of the query API.

use std::sync::LazyLock;

use super::marks::{of_log_analytics, of_sign_in};
use super::shapes::{LOCATION, STATUS};
use super::{Field, Shape, Slot};
use crate::ingest::detect::{FormatEvidence, JsonHead};
use crate::ingest::format::Format;
use crate::model::{Limitation, Log, log_of_category};
use crate::words::{exports, inputs};

/// The tables' columns. `ResourceId` is the log's own resource here, the application's is `ResourceIdentity`; `TenantId` is the workspace
/// and never a directory.
pub static LOG_ANALYTICS: LazyLock<Shape> = LazyLock::new(|| columns(&[]));

/// The same, of rows of the audit table of which a query left only `OperationName` to tell what was done. Rows of the sign-in tables have
/// that column too, with a text of no use, so that others do not read it.
static PROJECTED_AUDIT: LazyLock<Shape> = LazyLock::new(|| columns(&[("operationname", Field::Activity)]));

/// The column that says how many sign-ins a row stands for.
const SIGN_INS: &str = "signins";
/// The column that says when the last of them was.
const LAST_TIME: &str = "lastdatetime";

fn columns(others: &[(&'static str, Field)]) -> Shape {
    let names: &[(&'static str, Field)] = &[
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
        // Of the query that `kql` writes: a row stands for several sign-ins.
        (SIGN_INS, Field::SignIns),
        (LAST_TIME, Field::LastDateTime),
    ];
    Shape::common(
        &[names, others].concat(),
        &[
            ("status", Slot::Object(&STATUS)),
            ("locationdetails", Slot::Object(&LOCATION)),
            ("conditionalaccesspolicies", Slot::Policies),
            ("appliedconditionalaccesspolicies", Slot::Policies),
        ],
    )
}

/// Rows in any wrapping. Every value may be text.
pub const FORMAT: Format = Format {
    json: Some(recognise),
    csv: Some(|head| {
        let has = |name: &str| head.has(name);
        let timed = has("timegenerated") || (has("createddatetime") && of_log_analytics(has));
        // What the rows of a table are, its column `Type` says; without it there must be the columns of a sign-in or audit event.
        // Custom tables have a letter for the type behind each name.
        let custom = head.any(|name| name.ends_with("_s"));
        let shape = projected_audit(has);
        let audit = has("activitydisplayname") || shape.is_some();
        if !timed || custom || !((has("type") && has("timegenerated")) || of_sign_in(has) || audit) {
            return None;
        }
        // Tables of applications and the audit table have no tenant columns by nature.
        let other = (!has("userprincipalname") && has("serviceprincipalid")) || audit;
        Some(FormatEvidence {
            records_tell_log: has("type") || has("category"),
            needs_tenants: !other,
            lacks: summed_up(has),
            shape,
            ..FormatEvidence::names("TimeGenerated")
        })
    }),
    ..Format::new("log-analytics", exports::log_analytics, 1, &LOG_ANALYTICS, &[Limitation::HomeTenantName], exports::log_analytics_how)
};

/// The columns of the audit table where a query left only `OperationName` to tell what was done.
fn projected_audit(has: impl Fn(&str) -> bool) -> Option<&'static LazyLock<Shape>> {
    let of_change = || ["initiatedby", "targetresources", "resultreason"].iter().any(|name| has(name));
    (has("operationname") && !has("activitydisplayname") && of_change()).then_some(&PROJECTED_AUDIT)
}

/// A row as an object: of a whole table, or of the columns that a query left.
fn recognise(head: &JsonHead<'_>) -> Option<FormatEvidence> {
    let has = |name: &str| head.has(name);
    let log = match head.text("Type") {
        // Another table.
        Some(table) => Some(log_of_category(table)?),
        None => head.text("TableName").and_then(log_of_category),
    };
    // The command line of Azure begins each row with the name of the result.
    let row = has("TimeGenerated") || has("TableName");
    let shape = projected_audit(has).filter(|_| log.is_none_or(|log| log == Log::Audit));
    let log = match log {
        Some(log) if row || of_sign_in(has) => log,
        None if (has("ActivityDisplayName") || shape.is_some()) && row => Log::Audit,
        None if of_sign_in(has) && (row || (has("CreatedDateTime") && of_log_analytics(has))) => Log::Interactive,
        Some(_) | None => return None,
    };
    let lacks = if log == Log::Audit { Vec::new() } else { lacking(head) };
    let evidence = if has("TimeGenerated") { inputs::key_of_time } else { inputs::columns_of_sign_ins };
    Some(FormatEvidence { log: Some(log), lacks, shape, ..FormatEvidence::new(evidence) })
}

/// Rows that stand for several sign-ins do not tell each of them.
fn summed_up(has: impl Fn(&str) -> bool) -> Vec<Limitation> {
    if has(SIGN_INS) && has(LAST_TIME) { vec![Limitation::SingleSignIns] } else { Vec::new() }
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
