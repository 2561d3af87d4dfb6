//! The CSV download of the Entra portal, with its exact header spellings: trailing spaces, a double space and a column
//! that occurs twice.

use std::io::{self, Write};

use super::pieces::{incoming_token, latency, network_number, session_id, token_id, trust_type, user_type_label};
use super::to_the_second;
use crate::demo::cast::Text;
use crate::demo::scenario::{Event, Log};
use crate::knowledge::portal_columns::{APPLICATIONS, OWNERS, USERS};

/// The generations of the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// December 2025: 57 columns.
    Users57,
    /// October 2024: 55 columns, without the two owner tenants.
    Users55,
    /// Service principals: 22 columns.
    Applications,
    /// Managed identities: 24 columns.
    ManagedIdentities,
}

/// What managed identities have beyond service principals.
const WORKLOAD_EXTRA: [&str; 2] = ["Managed Identity type", "Associated Resource Id"];

impl Layout {
    /// The header.
    #[must_use]
    pub fn columns(self) -> Vec<&'static str> {
        match self {
            Self::Users57 => USERS.to_vec(),
            Self::Users55 => USERS.into_iter().filter(|column| !OWNERS.contains(column)).collect(),
            Self::Applications => APPLICATIONS.to_vec(),
            Self::ManagedIdentities => [APPLICATIONS.as_slice(), &WORKLOAD_EXTRA].concat(),
        }
    }
}

/// Writes a file: byte order mark, every cell quoted, CR LF.
///
/// # Errors
/// When the output cannot be written.
pub fn write<'a>(out: &mut dyn Write, layout: Layout, events: impl Iterator<Item = &'a Event>) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).terminator(csv::Terminator::CRLF).from_writer(out);
    let columns = layout.columns();
    table.write_record(&columns)?;
    for event in events {
        table.write_record(columns.iter().map(|column| cell(event, column)))?;
    }
    table.flush()
}

/// One cell. The names of the columns tell the layouts apart well enough.
fn cell(event: &Event, column: &str) -> String {
    let text = |value: Option<&Text>| value.map_or_else(String::new, ToString::to_string);
    match column {
        "Date (UTC)" => to_the_second(event.time),
        "Request ID" => event.id.clone(),
        "User agent" => event.agent.header.to_owned(),
        "Correlation ID" => event.correlation_id.to_string(),
        "User ID" => text(event.user_id.as_ref()),
        "User" => text(event.user_display_name.as_ref()),
        "Username" => text(event.user_principal_name.as_ref()),
        "User type" => user_type_label(event).to_owned(),
        "Cross tenant access type" => event.access_type.to_owned(),
        "Incoming token type" => incoming_token(event).to_owned(),
        "Unique token identifier" => token_id(event),
        "Authentication Protocol" | "Original transfer method" | "Client credential type" | "Token Protection - Sign In Session" => "none".to_owned(),
        "Token Protection - Sign In Session StatusCode" => "1002".to_owned(),
        "Application" => event.app.name.to_string(),
        "Application ID " => event.app.id.to_string(),
        "App owner tenant ID" => text(event.app.owner.as_ref()),
        "Resource" => event.resource.name.to_string(),
        "Resource ID " => event.resource.id.to_string(),
        "Resource tenant ID" => text(event.resource_tenant.as_ref()),
        "Resource owner tenant ID" => text(event.resource.owner.as_ref()),
        "Home tenant ID" => text(event.home_tenant.as_ref()),
        "Home tenant name" => text(event.home_tenant_name.as_ref()),
        "IP address" => text(event.ip.as_ref()),
        "Location" => format!("{}, {}, {}", event.place.city, event.place.state, event.place.country),
        "Status" => status(event).to_owned(),
        "Sign-in error code" => event.error_code.to_string(),
        "Failure reason" => event.failure_reason.to_owned(),
        "Client app" => event.client_app.to_owned(),
        "Device ID" => text(event.device.as_ref()),
        "Browser" => event.agent.browser.to_owned(),
        "Operating System" => event.agent.system.to_owned(),
        "Compliant" | "Managed" => if event.device.is_some() { "true" } else { "false" }.to_owned(),
        "Join Type" => trust_type(event).to_owned(),
        "Multifactor authentication result" => event.additional_details.to_owned(),
        "Authentication requirement" => event.requirement.to_owned(),
        "Session ID" => session_id(event),
        "Through Global Secure Access" => "false".to_owned(),
        "Autonomous system  number" => network_number(event).to_string(),
        "Flagged for review" => "No".to_owned(),
        "Token issuer type" => "Azure AD".to_owned(),
        "Latency" => latency(event).to_string(),
        "Conditional Access" => conditional_access(event).to_owned(),
        "Service principal ID" => text(event.service_principal_id.as_ref()),
        "Service principal name" => text(event.service_principal_name.as_ref()),
        "Credential key ID" => text(event.credential_id.as_ref()),
        "Managed Identity type" => if event.log == Log::ManagedIdentity { "systemAssigned" } else { "none" }.to_owned(),
        "Associated Resource Id" => text(event.azure_resource.as_ref()),
        _ => String::new(),
    }
}

/// The portal's own word for the end of a sign-in.
const fn status(event: &Event) -> &'static str {
    match event.error_code {
        0 => "Success",
        50072 | 50074 | 50076 | 50140 | 65001 | 700_082 => "Interrupted",
        _ => "Failure",
    }
}

fn conditional_access(event: &Event) -> &'static str {
    match event.ca_status {
        "success" => "Success",
        "failure" => "Failure",
        _ => "Not Applied",
    }
}
