//! The words for columns, as people read them. Names in CSV and JSON are never translated; this is the one place for another language.

use super::{Cell, Table};
use crate::knowledge::tenants::short_id;

/// What stands on the other side of a sign-in that has no organisation there: a Microsoft account, Google, a one-time passcode.
pub const NO_ENTRA_HOME: &str = "external identities without an Entra home";

/// What people are shown as the name of the organisation of a row: without one the beginning of its id, or what it is instead.
#[must_use]
pub fn shown_name(table: &Table, row: &[Cell]) -> String {
    let column = |name| table.str_if_any(row, name);
    if let Some(name) = column("partner_name") {
        return name.to_owned();
    }
    if let Some(id) = column("partner_tenant_id") {
        return short_id(id);
    }
    let instead = match (column("direction"), column("scope")) {
        // A recommended setting of no organisation.
        _ if table.place("decision").is_some() => "default settings",
        (Some("foreign"), _) => "tenants that are not ours",
        (Some("undetermined"), _) => "not told by the log",
        (Some("internal"), _) => "own tenant",
        (Some(_), _) => NO_ENTRA_HOME,
        (None, Some("default")) => "all without settings of their own",
        (None, _) => "this directory",
    };
    instead.to_owned()
}

/// The heading of a column in a table, page or workbook.
#[must_use]
pub fn heading(column: &str) -> String {
    let known = match column {
        "partner_tenant_id" => "Partner tenant ID",
        "partner_name" => "Partner",
        "user_principal_name" => "User principal name",
        "user_display_name" => "User",
        "user_kind" => "Kind of user",
        "user_id" => "User ID",
        "app_id" => "Client app ID",
        "app_name" => "Client app",
        "app_owner_tenant_id" => "App owner tenant ID",
        "resource_id" => "Resource app ID",
        "resource_name" => "Resource",
        "access_types" => "Access types",
        "sign_ins" => "Sign-ins",
        "first_seen" => "First seen",
        "last_seen" => "Last seen",
        "days_seen" => "Days seen",
        "first_party" => "Microsoft app",
        "target" => "Can be a target",
        "error_code" => "Code",
        "error_name" => "Name",
        "side" => "Who must act",
        "action" => "What to do",
        "ip" => "IP address",
        "ca_policies" => "Policies that failed",
        "client_app" => "Kind of client",
        "conditional_access" => "Conditional Access",
        "id" => "ID",
        "correlation_id" => "Correlation ID",
        "identity" => "Identity",
        "days_with_data" => "Days with data",
        "gap_days" => "Days without data",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let plain = column.replace('_', " ");
    let mut letters = plain.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
