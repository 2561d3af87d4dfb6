//! The columns of the portal's CSV downloads, with their exact spelling: trailing spaces, a double space and a column that occurs twice.

/// User sign-ins, December 2025: 57 columns.
pub const USERS: [&str; 57] = [
    "Date (UTC)",
    "Request ID",
    "User agent",
    "Correlation ID",
    "User ID",
    "User",
    "Username",
    "User type",
    "Cross tenant access type",
    "Incoming token type",
    "Authentication Protocol",
    "Unique token identifier",
    "Original transfer method",
    "Client credential type",
    "Token Protection - Sign In Session",
    "Token Protection - Sign In Session StatusCode",
    "Application",
    "Application ID ",
    "App owner tenant ID",
    "Resource",
    "Resource ID ",
    "Resource tenant ID",
    "Resource owner tenant ID",
    "Home tenant ID",
    "Home tenant name",
    "IP address",
    "Location",
    "Status",
    "Sign-in error code",
    "Failure reason",
    "Client app",
    "Device ID",
    "Browser",
    "Operating System",
    "Compliant",
    "Managed",
    "Join Type",
    "Multifactor authentication result",
    "Multifactor authentication auth method",
    "Multifactor authentication auth detail",
    "Authentication requirement",
    "Sign-in identifier",
    "Session ID",
    "IP address (seen by resource)",
    "Through Global Secure Access",
    "Global Secure Access IP address",
    "Autonomous system  number",
    "Flagged for review",
    "Token issuer type",
    "Incoming token type",
    "Token issuer name",
    "Latency",
    "Conditional Access",
    "Managed Identity type",
    "Associated Resource Id",
    "Federated Token Id",
    "Federated Token Issuer",
];

/// The two columns that the generation of October 2024 (55 columns) does not have.
pub const OWNERS: [&str; 2] = ["App owner tenant ID", "Resource owner tenant ID"];

/// Service principal sign-ins: 22 columns.
pub const APPLICATIONS: [&str; 22] = [
    "Date (UTC)",
    "Request ID",
    "Correlation ID",
    "Service principal ID",
    "Service principal name",
    "Credential key ID",
    "Credential thumbprint",
    "Application",
    "Application ID ",
    "App owner tenant ID",
    "Resource",
    "Resource ID ",
    "Resource tenant ID",
    "Resource owner tenant ID",
    "Home tenant ID",
    "Home tenant name",
    "IP address",
    "Location",
    "Status",
    "Sign-in error code",
    "Failure reason",
    "Conditional Access",
];

/// The layout with this number of columns, if there is exactly one.
#[must_use]
pub fn layout(width: usize) -> Option<Vec<&'static str>> {
    match width {
        57 => Some(USERS.to_vec()),
        55 => Some(USERS.into_iter().filter(|name| !OWNERS.contains(name)).collect()),
        22 => Some(APPLICATIONS.to_vec()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_its_number_of_columns() {
        for width in [57, 55, 22] {
            assert_eq!(layout(width).map(|names| names.len()), Some(width));
        }
        assert_eq!(layout(56), None);
    }
}
