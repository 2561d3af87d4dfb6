//! `archive export`: the events as NDJSON in the shape of diagnostic settings, the export that can tell most: other programs know it, and
//! this one reads it again.

use std::io::{self, Write};
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::archive::{Archive, Row, read_audits, read_sign_ins, sound};
use crate::model::{AuditEvent, Interner, Log, SignIn, Sym, UserType, time};
use crate::words::{Lang, archive as said};

/// Writes every event as a line: log by log, in the order of time. Returns the number of lines.
///
/// # Errors
/// A file of the archive is damaged or gone; `out` cannot be written.
pub fn export(dir: &Path, archive: &Archive, lang: Lang, out: &mut dyn Write) -> io::Result<u64> {
    let mut lines = 0;
    for file in &archive.manifest().files {
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, said::export_damaged(lang, &file.path));
        let log = file.log().ok_or_else(damaged)?;
        let parquet = sound(dir, file).ok_or_else(damaged)?;
        for group in 0..parquet.row_groups().len() {
            let mut texts = Interner::new();
            let records: Vec<Value> = if log == Log::Audit {
                let rows = read_audits(&parquet, group, &mut texts).map_err(|_| damaged())?;
                rows.iter().map(|row| audit(row, &texts)).collect()
            } else {
                let rows = read_sign_ins(&parquet, group, log, &mut texts).map_err(|_| damaged())?;
                rows.iter().map(|row| sign_in(row, &texts)).collect()
            };
            for record in records {
                lines += 1;
                writeln!(out, "{record}")?;
            }
        }
    }
    Ok(lines)
}

/// Leaves out what the record does not have: absent is not the same as empty.
fn record(members: Vec<(&str, Value)>) -> Value {
    Value::Object(members.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}

fn sign_in(row: &Row<SignIn>, texts: &Interner) -> Value {
    let event = &row.event;
    let text = |sym: Sym| texts.get(sym).map_or(Value::Null, Value::from);
    let category = match event.log {
        Log::Interactive => "SignInLogs",
        Log::NonInteractive => "NonInteractiveUserSignInLogs",
        Log::ServicePrincipal => "ServicePrincipalSignInLogs",
        Log::ManagedIdentity | Log::Audit => "ManagedIdentitySignInLogs",
    };
    let status = record(vec![("errorCode", event.code.get().map_or(Value::Null, Value::from)), ("failureReason", text(event.failure_reason))]);
    let policies: Vec<Value> = texts
        .get(event.ca_policies)
        .map(|names| names.split("; ").map(|name| json!({"displayName": name, "result": "failure"})).collect())
        .unwrap_or_default();
    let user_type = match event.user_type {
        UserType::Guest => Value::from("guest"),
        UserType::Member => Value::from("member"),
        UserType::Absent => Value::Null,
    };
    let of_app = event.log.is_workload();
    let properties = record(vec![
        ("id", event.id.to_text(texts).map_or(Value::Null, Value::from)),
        ("createdDateTime", Value::from(time::rfc3339(event.time))),
        ("correlationId", event.correlation_id.to_text(texts).map_or(Value::Null, Value::from)),
        ("isInteractive", if event.log.is_user() { Value::from(event.log == Log::Interactive) } else { Value::Null }),
        ("homeTenantId", text(event.home.0)),
        ("homeTenantName", text(event.home_name)),
        ("resourceTenantId", text(event.resource_tenant.0)),
        ("crossTenantAccessType", text(event.access_type)),
        ("userId", text(event.user.0)),
        ("userPrincipalName", text(event.upn)),
        ("userDisplayName", text(event.user_name)),
        ("userType", user_type),
        ("appId", text(event.app.0)),
        ("appDisplayName", if of_app { Value::Null } else { text(event.app_name) }),
        ("servicePrincipalName", if of_app { text(event.app_name) } else { Value::Null }),
        ("appOwnerTenantId", text(event.app_owner.0)),
        ("resourceId", text(event.resource.0)),
        ("resourceDisplayName", text(event.resource_name)),
        ("clientAppUsed", text(event.client_app)),
        ("ipAddress", text(event.ip)),
        ("location", texts.get(event.country).map_or(Value::Null, |country| json!({"countryOrRegion": country}))),
        ("status", status),
        ("conditionalAccessStatus", text(event.conditional_access)),
        ("appliedConditionalAccessPolicies", if policies.is_empty() { Value::Null } else { Value::from(policies) }),
    ]);
    envelope(event.time, category, text(event.owner.0), properties)
}

fn envelope(time: i64, category: &str, owner: Value, properties: Value) -> Value {
    record(vec![("time", Value::from(time::rfc3339(time))), ("category", Value::from(category)), ("tenantId", owner), ("properties", properties)])
}

fn audit(row: &Row<AuditEvent>, texts: &Interner) -> Value {
    let event = &row.event;
    let text = |sym: Sym| texts.get(sym).map_or(Value::Null, Value::from);
    let json = |sym: Sym| texts.get(sym).map_or(Value::Null, |text| serde_json::from_str(text).unwrap_or_else(|_| Value::from(text)));
    let properties = record(vec![
        ("id", event.id.to_text(texts).map_or(Value::Null, Value::from)),
        ("activityDateTime", Value::from(time::rfc3339(event.time))),
        ("correlationId", event.correlation_id.to_text(texts).map_or(Value::Null, Value::from)),
        ("activityDisplayName", text(event.activity)),
        ("category", text(event.category)),
        ("result", text(event.result)),
        ("resultReason", text(event.reason)),
        ("initiatedBy", json(event.actor)),
        ("targetResources", json(event.targets)),
        ("modifiedProperties", json(event.properties)),
        ("additionalDetails", json(event.details)),
    ]);
    envelope(event.time, "AuditLogs", text(event.owner.0), properties)
}
