//! The service provider part of the story: delegated admin relationships as Graph gives them. One is in daily use and extends itself, one still
//! has the rights of a migration and ends soon, one belongs to a provider that nobody has seen, and one has ended.

use serde_json::{Value, json};

use super::cast::{Cast, RELECLOUD};
use super::rng::named_guid;
use super::scenario::{DAYS, FIRST_DAY};
use super::{OWN_TENANT, Options};
use crate::model::time::rfc3339;

/// A day of seconds.
const DAY: i64 = 86_400;
/// The day after the last one of the story.
const END: i64 = FIRST_DAY + DAYS * DAY;

const GLOBAL_ADMINISTRATOR: &str = "62e90394-69f5-4237-9190-012177145e10";
const HELPDESK_ADMINISTRATOR: &str = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
const SERVICE_SUPPORT_ADMINISTRATOR: &str = "f023fd81-a637-4b56-95fd-791ac0226033";
const GLOBAL_READER: &str = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";

/// The answer of `tenantRelationships/delegatedAdminRelationships`.
#[must_use]
pub fn delegated_admin(options: &Options) -> Value {
    let provider = Cast::new(options.seed, super::DEFAULT_SIZE).partners[RELECLOUD].tenant.to_string();
    let backup = named_guid(options.seed, "tenant bellowscollege.example");
    let one = |name: &str, provider: &str, status: &str, (start, end): (i64, i64), extends: &str, roles: &[&str]| {
        let id = named_guid(options.seed, &format!("relationship {name}"));
        let roles: Vec<Value> = roles.iter().map(|role| json!({ "roleDefinitionId": role })).collect();
        json!({
            "id": format!("{id}-{id}"),
            "displayName": name,
            "duration": format!("P{}D", (end - start) / DAY),
            "autoExtendDuration": extends,
            "status": status,
            "createdDateTime": rfc3339(start - DAY),
            "activatedDateTime": rfc3339(start),
            "endDateTime": rfc3339(end),
            "customer": {"tenantId": OWN_TENANT, "displayName": "Contoso"},
            "partner": {"tenantId": provider},
            "accessDetails": {"unifiedRoles": roles},
        })
    };
    let helpdesk = [HELPDESK_ADMINISTRATOR, SERVICE_SUPPORT_ADMINISTRATOR];
    let value = [
        one("Relecloud helpdesk", &provider, "active", (FIRST_DAY - 200 * DAY, END + 165 * DAY), "P180D", &helpdesk),
        one("Relecloud migration", &provider, "active", (FIRST_DAY - 300 * DAY, END + 19 * DAY), "PT0S", &[GLOBAL_ADMINISTRATOR]),
        one("Bellows College backup", &backup, "active", (FIRST_DAY - 100 * DAY, END + 265 * DAY), "PT0S", &[GLOBAL_READER]),
        one("Relecloud trial", &provider, "expired", (FIRST_DAY - 700 * DAY, FIRST_DAY - 335 * DAY), "PT0S", &[GLOBAL_READER]),
    ];
    json!({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#tenantRelationships/delegatedAdminRelationships", "value": value})
}
