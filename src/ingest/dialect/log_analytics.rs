//! Log Analytics and Sentinel: rows of the sign-in and audit tables, as CSV, JSON, lines, or the tables of the query API.

use std::sync::LazyLock;

use super::shapes::{LOCATION, STATUS};
use super::{Field, Shape, Slot};
use crate::ingest::detect::{Found, log_of_category};
use crate::ingest::formats::{Format, Lack};
use crate::model::Log;

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
            ("tablename", Field::Category),
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
    json: Some(|head| {
        if !head.has("TimeGenerated") {
            return None;
        }
        let table = head.text("Type").or_else(|| head.text("TableName"));
        let log = table.map(log_of_category);
        let told = ["ResultType", "AADTenantId", "HomeTenantId", "ResourceTenantId"].iter().any(|key| head.has(key));
        let log = match log {
            Some(Some(log)) => log,
            None if told => Log::Interactive,
            // Another table, or nothing that tells.
            Some(None) | None => return None,
        };
        Some(Found { log: Some(log), ..Found::new("key TimeGenerated") })
    }),
    csv: Some(|head| {
        let known = ["type", "resulttype", "aadtenantid", "hometenantid"];
        if !head.has("timegenerated") || !known.iter().any(|name| head.has(name)) {
            return None;
        }
        // Tables of applications and the audit table have no tenant columns by nature.
        let other = (!head.has("userprincipalname") && head.has("serviceprincipalid")) || head.has("activitydisplayname");
        Some(Found { records_tell_log: head.has("type") || head.has("category"), needs_tenants: !other, ..Found::new("TimeGenerated") })
    }),
    ..Format::new(
        "log-analytics",
        "Log Analytics or Sentinel: CSV, JSON or one row a line of SigninLogs, AADNonInteractiveUserSignInLogs, AuditLogs and the like",
        1,
        &LOG_ANALYTICS,
        &[Lack::HomeTenantName],
        "Log Analytics workspace > Logs > SigninLogs | where TimeGenerated > ago(30d) > Export > CSV (all columns)",
    )
};
