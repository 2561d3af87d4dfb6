//! Audit records: `directoryAudit` of Graph, and the `AuditLogs` category of diagnostic settings.

use serde_json::{Value, json};

use super::diagnostic::{resource_path, spaced};
use super::pieces::Record;
use super::{moment, to_the_second};
use crate::demo::OWN_TENANT;
use crate::demo::audit::{AuditEvent, Change};
use crate::demo::rng::hash;

/// The time with seven digits, the same ones wherever the record appears.
fn precise(event: &AuditEvent, zone: &str) -> String {
    let digits = hash(&event.id) % 10_000_000;
    format!("{}.{digits:07}{zone}", moment(event.time, 0).format("%Y-%m-%dT%H:%M:%S"))
}

fn properties(changes: &[Change]) -> Value {
    changes.iter().map(|change| json!({"displayName": change.name, "oldValue": change.old, "newValue": change.new})).collect()
}

/// Who did it: a user, or an application.
fn initiated_by(event: &AuditEvent, user: Record, diagnostic: bool) -> Value {
    if event.actor.user_principal_name.is_none() {
        let app = json!({"appId": null, "displayName": &*event.actor.name, "servicePrincipalId": &*event.actor.id, "servicePrincipalName": null});
        return if diagnostic { json!({"app": app}) } else { json!({"user": null, "app": app}) };
    }
    if diagnostic { json!({"user": user.finish()}) } else { json!({"user": user.finish(), "app": null}) }
}

fn body(event: &AuditEvent, time: String, diagnostic: bool) -> Value {
    let actor = &event.actor;
    let mut user = Record::default();
    user.put("id", &*actor.id)
        .put("displayName", if diagnostic { Value::Null } else { (*actor.name).into() })
        .text("userPrincipalName", actor.user_principal_name.as_ref())
        .put("ipAddress", &*actor.ip);
    if diagnostic {
        user.put("roles", json!([]));
    }
    // The home tenant of an actor appears in both shapes of the newer logs, null for our own people.
    user.put("homeTenantId", actor.home_tenant.as_ref().map_or(Value::Null, |tenant| (**tenant).into()));
    let mut target = Record::default();
    target.put("id", event.target.id.as_str()).put("displayName", event.target.name.as_str()).put("type", event.target.kind);
    if let Some(upn) = &event.target.user_principal_name {
        target.put("userPrincipalName", upn.as_str());
    } else if !diagnostic {
        target.put("userPrincipalName", Value::Null);
    }
    target.put("modifiedProperties", properties(&event.changes));
    if diagnostic {
        target.put("administrativeUnits", json!([]));
    }
    let details: Value = event.details.iter().map(|(key, value)| json!({"key": key, "value": value})).collect();
    let mut record = Record::default();
    record
        .put("id", event.id.as_str())
        .put("category", event.category)
        .put("correlationId", event.correlation_id.as_str())
        .put("result", event.result)
        .put("resultReason", event.reason)
        .put("activityDisplayName", event.activity)
        .put("activityDateTime", time)
        .put("loggedByService", event.service)
        .put("operationType", event.operation)
        .put("userAgent", Value::Null)
        .put("initiatedBy", initiated_by(event, user, diagnostic))
        .put("targetResources", json!([target.finish()]))
        .put("additionalDetails", details);
    record.finish()
}

/// The `directoryAudit` record of Graph.
#[must_use]
pub fn graph(event: &AuditEvent) -> Value {
    let time = to_the_second(event.time);
    body(event, time, false)
}

/// The line of the `AuditLogs` category, without the line feed.
#[must_use]
pub fn line(event: &AuditEvent) -> String {
    let mut members: Vec<(&str, Value)> = vec![
        ("time", precise(event, "Z").into()),
        ("resourceId", resource_path().into()),
        ("operationName", event.activity.into()),
        ("operationVersion", "1.0".into()),
        ("category", "AuditLogs".into()),
        ("tenantId", OWN_TENANT.into()),
        ("resultSignature", "None".into()),
    ];
    if !event.reason.is_empty() {
        members.push(("resultDescription", event.reason.into()));
    }
    members.extend([
        ("durationMs", 0.into()),
        ("callerIpAddress", (*event.actor.ip).into()),
        ("correlationId", event.correlation_id.as_str().into()),
        ("identity", (*event.actor.name).into()),
        ("Level", 4.into()),
        ("properties", body(event, precise(event, "+00:00"), true)),
    ]);
    spaced(&members)
}
