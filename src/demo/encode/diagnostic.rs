//! Diagnostic settings: one line per event, with spaces at the top level and none inside `properties`, as in real blobs.

use serde_json::{Value, json};

use super::pieces::{
    Dialect, Record, authentication_details, device, incoming_token, latency, location, network_number, policies, risk_level, session_id, status,
    token_id, user_type_label,
};
use super::{delay, seven_digits};
use crate::demo::OWN_TENANT;
use crate::demo::scenario::{Event, Log};

/// The category of a log, also a part of the container's name.
#[must_use]
pub const fn category(log: Log) -> &'static str {
    match log {
        Log::Interactive => "SignInLogs",
        Log::NonInteractive => "NonInteractiveUserSignInLogs",
        Log::ServicePrincipal => "ServicePrincipalSignInLogs",
        Log::ManagedIdentity => "ManagedIdentitySignInLogs",
    }
}

/// The resource every record of the directory belongs to.
#[must_use]
pub fn resource_path() -> String {
    format!("/tenants/{OWN_TENANT}/providers/Microsoft.aadiam")
}

/// The line of a sign-in, without the line feed.
#[must_use]
pub fn line(event: &Event) -> String {
    let failed = event.error_code != 0;
    let mut top: Vec<(&str, Value)> = vec![
        ("time", seven_digits(event, delay(event), "Z").into()),
        ("resourceId", resource_path().into()),
        ("operationName", "Sign-in activity".into()),
        ("operationVersion", "1.0".into()),
        ("category", category(event.log).into()),
        ("tenantId", OWN_TENANT.into()),
        ("resultType", event.error_code.to_string().into()),
        ("resultSignature", if failed { "FAILURE" } else { "SUCCESS" }.into()),
    ];
    if failed {
        top.push(("resultDescription", event.failure_reason.into()));
    }
    top.push(("durationMs", 0.into()));
    if let Some(ip) = &event.ip {
        top.push(("callerIpAddress", (**ip).into()));
    }
    top.push(("correlationId", (*event.correlation_id).into()));
    if let Some(name) = &event.user_display_name {
        top.push(("identity", (**name).into()));
    }
    top.push(("Level", 4.into()));
    if !event.place.country.is_empty() {
        top.push(("location", event.place.country.into()));
    }
    top.push(("properties", if event.log.is_user() { user(event) } else { workload(event) }));
    spaced(&top)
}

/// `{ "time": "...", ..., "properties": {...}}`: the odd spacing of the real service.
#[must_use]
pub fn spaced(members: &[(&str, Value)]) -> String {
    let members: Vec<String> = members.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{ {}}}", members.join(", "))
}

fn user(event: &Event) -> Value {
    let mut record = Record::default();
    record
        .put("id", event.id.as_str())
        .put("createdDateTime", seven_digits(event, 0, "+00:00"))
        .text("userDisplayName", event.user_display_name.as_ref())
        .text("userPrincipalName", event.user_principal_name.as_ref())
        .text("userId", event.user_id.as_ref())
        .put("appId", &*event.app.id)
        .put("appDisplayName", &*event.app.name)
        .text("ipAddress", event.ip.as_ref())
        .put("status", status(event, Dialect::Diagnostic))
        .put("clientAppUsed", event.client_app);
    if !event.agent.header.is_empty() {
        record.put("userAgent", event.agent.header);
    }
    record
        .put("deviceDetail", device(event, Dialect::Diagnostic))
        .put("location", location(event, Dialect::Diagnostic))
        .put("correlationId", &*event.correlation_id)
        .put("conditionalAccessStatus", event.ca_status)
        .put("appliedConditionalAccessPolicies", policies(event, Dialect::Diagnostic))
        .put("authenticationContextClassReferences", json!([]))
        .put("originalRequestId", event.id.as_str())
        .put("isInteractive", event.log == Log::Interactive)
        .put("tokenIssuerName", "")
        .put("tokenIssuerType", "AzureAD")
        .put("authenticationProcessingDetails", json!([{"key": "Is CAE Token", "value": "False"}]))
        .put("networkLocationDetails", json!([]))
        .put("clientCredentialType", "none")
        .put("processingTimeInMilliseconds", latency(event))
        .same(&["riskDetail", "riskLevelAggregated"], &"none".into())
        .put("riskLevelDuringSignIn", risk_level(event))
        .put("riskState", "none")
        .same(&["riskEventTypes", "riskEventTypes_v2"], &json!([]))
        .put("resourceDisplayName", &*event.resource.name)
        .put("resourceId", &*event.resource.id)
        .text("resourceTenantId", event.resource_tenant.as_ref())
        .text("homeTenantId", event.home_tenant.as_ref())
        .put("tenantId", OWN_TENANT)
        .put("authenticationDetails", authentication_details(event, Dialect::Diagnostic))
        .same(&["authenticationRequirementPolicies", "sessionLifetimePolicies"], &json!([]))
        .put("authenticationRequirement", event.requirement)
        .put("servicePrincipalId", "")
        .put("userType", user_type_label(event));
    ending(&mut record, event);
    record
        .put("rngcStatus", 0)
        .put("sessionId", session_id(event))
        .text("appOwnerTenantId", event.app.owner.as_ref())
        .text("resourceOwnerTenantId", event.resource.owner.as_ref());
    record.finish()
}

/// Workloads carry neither a user nor a home or resource tenant.
fn workload(event: &Event) -> Value {
    let mut record = Record::default();
    record
        .put("id", event.id.as_str())
        .put("createdDateTime", seven_digits(event, 0, "+00:00"))
        .put("userId", Value::Null)
        .put("appId", &*event.app.id)
        .text("ipAddress", event.ip.as_ref())
        .put("status", status(event, Dialect::Diagnostic))
        .put("location", location(event, Dialect::Diagnostic))
        .put("correlationId", &*event.correlation_id)
        .put("conditionalAccessStatus", event.ca_status)
        .put("appliedConditionalAccessPolicies", json!([]))
        .put("isInteractive", false)
        .put("tokenIssuerType", "AzureAD")
        .put("authenticationProcessingDetails", json!([]))
        .put("clientCredentialType", if event.credential_id.is_some() { "clientSecret" } else { "none" })
        .put("processingTimeInMilliseconds", 0)
        .same(&["riskDetail", "riskState"], &"none".into())
        .same(&["riskLevelAggregated", "riskLevelDuringSignIn"], &"low".into())
        .put("resourceDisplayName", &*event.resource.name)
        .put("resourceId", &*event.resource.id)
        .text("servicePrincipalName", event.service_principal_name.as_ref())
        .text("servicePrincipalId", event.service_principal_id.as_ref());
    match &event.credential_id {
        Some(id) => record.put("servicePrincipalCredentialKeyId", &**id),
        None => record.put("federatedCredentialId", ""),
    };
    ending(&mut record, event);
    if let Some(owner) = &event.app.owner {
        record.put("appOwnerTenantId", &**owner);
    }
    record.text("resourceOwnerTenantId", event.resource.owner.as_ref());
    record.finish()
}

/// What both kinds end with.
fn ending(record: &mut Record, event: &Event) {
    record
        .put("flaggedForReview", false)
        .put("isTenantRestricted", event.tenant_restricted)
        .put("autonomousSystemNumber", network_number(event))
        .put("crossTenantAccessType", event.access_type)
        .put("uniqueTokenIdentifier", token_id(event))
        .put("incomingTokenType", incoming_token(event))
        .put("authenticationProtocol", "none")
        .put("appServicePrincipalId", Value::Null)
        .put("resourceServicePrincipalId", "")
        .same(&["signInTokenProtectionStatus", "originalTransferMethod"], &"none".into())
        .put("isThroughGlobalSecureAccess", false);
}
