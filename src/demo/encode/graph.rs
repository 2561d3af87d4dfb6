//! Graph: the beta record (also the JSON download of the portal) and the 30 properties of v1.0.

use serde_json::{Value, json};

use super::pieces::{
    Dialect, Record, authentication_details, device, incoming_token, latency, location, network_number, policies, risk_level, session_id, status,
    token_id,
};
use super::to_the_second;
use crate::demo::scenario::{Event, Log};

/// `signInEventTypes`.
const fn event_type(log: Log) -> &'static str {
    match log {
        Log::Interactive => "interactiveUser",
        Log::NonInteractive => "nonInteractiveUser",
        Log::ServicePrincipal => "servicePrincipal",
        Log::ManagedIdentity => "managedIdentity",
    }
}

/// The beta record.
#[must_use]
pub fn beta(event: &Event) -> Value {
    let mut record = Record::default();
    record
        .put("id", event.id.as_str())
        .put("createdDateTime", to_the_second(event.time))
        .text("userDisplayName", event.user_display_name.as_ref())
        .text("userPrincipalName", event.user_principal_name.as_ref())
        .text("userId", event.user_id.as_ref())
        .put("appId", &*event.app.id)
        .put("appDisplayName", &*event.app.name)
        .text("ipAddress", event.ip.as_ref())
        .put("ipAddressFromResourceProvider", Value::Null)
        .put("clientAppUsed", event.client_app)
        .put("userAgent", event.agent.header)
        .put("correlationId", &*event.correlation_id)
        .put("conditionalAccessStatus", event.ca_status)
        .put("originalRequestId", event.id.as_str())
        .put("isInteractive", event.log == Log::Interactive)
        .put("tokenIssuerName", "")
        .put("tokenIssuerType", "AzureAD")
        .put("authenticationProtocol", "none")
        .put("incomingTokenType", incoming_token(event))
        .put("processingTimeInMilliseconds", latency(event));
    risk(&mut record, event);
    record
        .text("homeTenantId", event.home_tenant.as_ref())
        .text("homeTenantName", event.home_tenant_name.as_ref())
        .text("resourceTenantId", event.resource_tenant.as_ref())
        .put("resourceDisplayName", &*event.resource.name)
        .put("resourceId", &*event.resource.id)
        .text("appOwnerTenantId", event.app.owner.as_ref())
        .text("resourceOwnerTenantId", event.resource.owner.as_ref())
        .put("authenticationMethodsUsed", json!([]))
        .put("authenticationRequirement", event.requirement)
        .text("azureResourceId", event.azure_resource.as_ref())
        .put("signInIdentifier", "")
        .put("signInIdentifierType", Value::Null)
        .put("signInEventTypes", json!([event_type(event.log)]))
        .text("servicePrincipalId", event.service_principal_id.as_ref())
        .text("servicePrincipalName", event.service_principal_name.as_ref())
        .text("servicePrincipalCredentialKeyId", event.credential_id.as_ref())
        .put("userType", if event.user_type.is_empty() { Value::Null } else { event.user_type.into() })
        .put("flaggedForReview", false)
        .put("isTenantRestricted", event.tenant_restricted)
        .put("autonomousSystemNumber", network_number(event))
        .put("crossTenantAccessType", event.access_type)
        .put("uniqueTokenIdentifier", token_id(event))
        .put("originalTransferMethod", "none")
        .put("clientCredentialType", if event.credential_id.is_some() { "clientSecret" } else { "none" })
        .put("sessionId", if event.log.is_user() { session_id(event) } else { String::new() })
        .put("status", status(event, Dialect::Beta))
        .put("deviceDetail", device(event, Dialect::Beta))
        .put("location", location(event, Dialect::Beta))
        .put("appliedConditionalAccessPolicies", policies(event, Dialect::Beta))
        .put("authenticationProcessingDetails", json!([{"key": "Is CAE Token", "value": "False"}]))
        .put("networkLocationDetails", json!([]))
        .put("authenticationDetails", authentication_details(event, Dialect::Beta))
        .put("authenticationRequirementPolicies", json!([]))
        .put("sessionLifetimePolicies", json!([]));
    record.finish()
}

/// The v1.0 record: no access type, no user type.
#[must_use]
pub fn v1(event: &Event) -> Value {
    let mut record = Record::default();
    record
        .put("id", event.id.as_str())
        .put("createdDateTime", to_the_second(event.time))
        .text("userDisplayName", event.user_display_name.as_ref())
        .text("userPrincipalName", event.user_principal_name.as_ref())
        .text("userId", event.user_id.as_ref())
        .put("appId", &*event.app.id)
        .put("appDisplayName", &*event.app.name)
        .text("ipAddress", event.ip.as_ref())
        .put("clientAppUsed", event.client_app)
        .put("userAgent", event.agent.header)
        .put("correlationId", &*event.correlation_id)
        .put("conditionalAccessStatus", event.ca_status)
        .put("isInteractive", event.log == Log::Interactive);
    risk(&mut record, event);
    record
        .put("riskEventTypes", json!([]))
        .put("resourceDisplayName", &*event.resource.name)
        .put("resourceId", &*event.resource.id)
        .text("homeTenantId", event.home_tenant.as_ref())
        .text("resourceTenantId", event.resource_tenant.as_ref())
        .text("servicePrincipalId", event.service_principal_id.as_ref())
        .put("servicePrincipalName", Value::Null)
        .put("authenticationAppDeviceDetails", Value::Null)
        .put("status", status(event, Dialect::V1))
        .put("deviceDetail", device(event, Dialect::V1))
        .put("location", location(event, Dialect::V1))
        .put("appliedConditionalAccessPolicies", policies(event, Dialect::V1));
    record.finish()
}

/// The risk properties.
fn risk(record: &mut Record, event: &Event) {
    record
        .put("riskDetail", "none")
        .put("riskLevelAggregated", "none")
        .put("riskLevelDuringSignIn", risk_level(event))
        .put("riskState", "none")
        .put("riskEventTypes_v2", json!([]));
}

/// A page around records. Only a page that is not the last one says where to go on.
#[must_use]
pub fn page(version: &str, collection: &str, records: Vec<Value>, next: Option<usize>) -> Value {
    let mut record = Record::default();
    record.put("@odata.context", format!("https://graph.microsoft.com/{version}/$metadata#auditLogs/{collection}"));
    if let Some(next) = next {
        let link = format!("https://graph.microsoft.com/{version}/auditLogs/{collection}?$top={}&$skiptoken=contoso-demo-{next}", records.len());
        record.put("@odata.nextLink", link);
    }
    record.put("value", records);
    record.finish()
}
