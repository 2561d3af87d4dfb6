//! Log Analytics: the CSV that "Export to CSV" of the Azure portal makes of a query, one table per file.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::diagnostic::{category, resource_path};
use super::pieces::{
    Dialect, authentication_details, device, incoming_token, latency, location, network_number, policies, risk_level, session_id, status, token_id,
    user_type_label,
};
use super::{delay, moment};
use crate::demo::cast::Text;
use crate::demo::scenario::{Event, Log};
use crate::demo::{OWN_TENANT, rng::named_guid};

/// Columns that all four tables begin with.
const COMMON: &str = "TenantId|SourceSystem|TimeGenerated [UTC]|ResourceId|OperationName|OperationVersion|Category|ResultType|ResultSignature|\
ResultDescription|DurationMs|CorrelationId|ResourceGroup|Identity|Level|Location|AppId|ConditionalAccessPolicies|ConditionalAccessStatus|\
CreatedDateTime [UTC]|Id|IPAddress|LocationDetails|ResourceDisplayName|ResourceIdentity|ServicePrincipalId|ServicePrincipalName|Status|\
UniqueTokenIdentifier|AADTenantId|AppOwnerTenantId|ResourceOwnerTenantId";

/// What the two tables of people add. `ProcessingTime` is spelled in two ways.
const PEOPLE: &str = "|AppDisplayName|AuthenticationContextClassReferences|AuthenticationDetails|AuthenticationProcessingDetails|\
AuthenticationRequirement|AuthenticationRequirementPolicies|ClientAppUsed|DeviceDetail|IsInteractive|MfaDetail|NetworkLocationDetails|\
OriginalRequestId|ProcessingTime|RiskDetail|RiskEventTypes|RiskLevelAggregated|RiskLevelDuringSignIn|RiskState|TokenIssuerName|TokenIssuerType|\
UserAgent|UserDisplayName|UserId|UserPrincipalName|UserType|FlaggedForReview|SignInIdentifier|ResourceTenantId|HomeTenantId|HomeTenantName|\
SessionLifetimePolicies|AutonomousSystemNumber|AuthenticationProtocol|CrossTenantAccessType|IncomingTokenType|IsTenantRestricted|SessionId";

/// The table of a log.
#[must_use]
pub const fn table(log: Log) -> &'static str {
    match log {
        Log::Interactive => "SigninLogs",
        Log::NonInteractive => "AADNonInteractiveUserSignInLogs",
        Log::ServicePrincipal => "AADServicePrincipalSignInLogs",
        Log::ManagedIdentity => "AADManagedIdentitySignInLogs",
    }
}

/// Columns that the documented table of non-interactive sign-ins does not have.
const INTERACTIVE_ONLY: [&str; 4] = ["ResourceId", "ServicePrincipalName", "FlaggedForReview", "SignInIdentifier"];

fn columns(log: Log) -> Vec<&'static str> {
    let people = if log.is_user() { PEOPLE } else { "" };
    let processing = if log == Log::NonInteractive { "ProcessingTimeInMs" } else { "ProcessingTimeInMilliseconds" };
    let named =
        COMMON.split('|').chain(people.split('|').skip(1)).chain(["Type"]).map(|name| if name == "ProcessingTime" { processing } else { name });
    named.filter(|name| log != Log::NonInteractive || !INTERACTIVE_ONLY.contains(name)).collect()
}

/// Writes a table.
///
/// # Errors
/// When the output cannot be written.
pub fn write<'a>(out: &mut dyn Write, log: Log, events: impl Iterator<Item = &'a Event>) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let columns = columns(log);
    writer.write_record(&columns)?;
    for event in events {
        writer.write_record(columns.iter().map(|column| cell(event, column)))?;
    }
    writer.flush()
}

/// `9/19/2026, 1:45:17.287 PM`.
fn american(seconds: i64, millis: u16) -> String {
    moment(seconds, millis).format("%-m/%-d/%Y, %-I:%M:%S%.3f %p").to_string()
}

fn cell(event: &Event, column: &str) -> String {
    let text = |value: Option<&Text>| value.map_or_else(String::new, ToString::to_string);
    let failed = event.error_code != 0;
    match column {
        // The workspace, not the directory: a trap for whoever reads this table.
        "TenantId" => named_guid(0, "contoso log analytics workspace"),
        "SourceSystem" => "Azure AD".to_owned(),
        "TimeGenerated [UTC]" => american(event.time + delay(event), event.millis),
        "ResourceId" => resource_path(),
        "OperationName" => "Sign-in activity".to_owned(),
        "OperationVersion" => "1.0".to_owned(),
        "Category" => category(event.log).to_owned(),
        "ResultType" => event.error_code.to_string(),
        "ResultSignature" => if failed { "FAILURE" } else { "SUCCESS" }.to_owned(),
        "ResultDescription" => if failed { event.failure_reason } else { "" }.to_owned(),
        "DurationMs" => "0".to_owned(),
        "CorrelationId" => event.correlation_id.to_string(),
        "ResourceGroup" => "Microsoft.aadiam".to_owned(),
        "Identity" | "UserDisplayName" => text(event.user_display_name.as_ref()),
        "Level" => "4".to_owned(),
        "Location" => event.place.country.to_owned(),
        "AppId" => event.app.id.to_string(),
        "AppDisplayName" => event.app.name.to_string(),
        "ConditionalAccessStatus" => event.ca_status.to_owned(),
        "CreatedDateTime [UTC]" => american(event.time, event.millis),
        "Id" | "OriginalRequestId" => event.id.clone(),
        "IPAddress" => text(event.ip.as_ref()),
        "ResourceDisplayName" => event.resource.name.to_string(),
        "ResourceIdentity" => event.resource.id.to_string(),
        "ServicePrincipalId" => text(event.service_principal_id.as_ref()),
        "ServicePrincipalName" => text(event.service_principal_name.as_ref()),
        "UniqueTokenIdentifier" => token_id(event),
        "AADTenantId" => OWN_TENANT.to_owned(),
        "AppOwnerTenantId" => text(event.app.owner.as_ref()),
        "ResourceOwnerTenantId" => text(event.resource.owner.as_ref()),
        "AuthenticationRequirement" => event.requirement.to_owned(),
        "ClientAppUsed" => event.client_app.to_owned(),
        "IsInteractive" => (event.log == Log::Interactive).to_string(),
        "ProcessingTimeInMs" | "ProcessingTimeInMilliseconds" => latency(event).to_string(),
        "RiskLevelDuringSignIn" => risk_level(event).to_owned(),
        "RiskDetail" | "RiskLevelAggregated" | "RiskState" | "AuthenticationProtocol" => "none".to_owned(),
        "TokenIssuerType" => "AzureAD".to_owned(),
        "UserAgent" => event.agent.header.to_owned(),
        "UserId" => text(event.user_id.as_ref()),
        "UserPrincipalName" => text(event.user_principal_name.as_ref()),
        "UserType" => user_type_label(event).to_owned(),
        "FlaggedForReview" => "false".to_owned(),
        "ResourceTenantId" => text(event.resource_tenant.as_ref()),
        "HomeTenantId" => text(event.home_tenant.as_ref()),
        "AutonomousSystemNumber" => network_number(event).to_string(),
        "CrossTenantAccessType" => event.access_type.to_owned(),
        "IncomingTokenType" => incoming_token(event).to_owned(),
        "IsTenantRestricted" => event.tenant_restricted.to_string(),
        "SessionId" => session_id(event),
        "Type" => table(event.log).to_owned(),
        _ => dynamic(event, column).map_or_else(String::new, |value| value.to_string()),
    }
}

/// The columns that hold JSON; nothing for the ones this story leaves empty.
fn dynamic(event: &Event, column: &str) -> Option<Value> {
    let dialect = Dialect::Diagnostic;
    Some(match column {
        "Status" => status(event, dialect),
        "LocationDetails" => location(event, dialect),
        "DeviceDetail" => device(event, dialect),
        "ConditionalAccessPolicies" => policies(event, dialect),
        "AuthenticationDetails" => authentication_details(event, dialect),
        "AuthenticationProcessingDetails" => json!([{"key": "Is CAE Token", "value": "False"}]),
        "MfaDetail" => json!({}),
        "AuthenticationContextClassReferences"
        | "AuthenticationRequirementPolicies"
        | "NetworkLocationDetails"
        | "RiskEventTypes"
        | "SessionLifetimePolicies" => {
            json!([])
        }
        _ => return None,
    })
}
