//! What is fetched: addresses of Microsoft Graph, by day where there is much.

use serde_json::{Value, json};

/// Hours after the end of a day in which records of it still arrive: non-interactive sign-ins come hours late.
const SETTLES_AFTER: u32 = 48;

/// What a user list must tell.
const USER: &str = "id,userPrincipalName,displayName,mail,userType,accountEnabled,creationType,externalUserState,externalUserStateChangeDateTime,createdDateTime,identities";

/// From when on logs are fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Since {
    /// So many days before the script runs.
    Days(u32),
    /// A day (`2026-10-01`).
    Day(String),
}

/// What is fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct What {
    pub sign_ins: bool,
    pub audit: bool,
    pub users: bool,
    pub settings: bool,
}

impl What {
    /// What is named; everything where nothing is.
    pub(super) fn of(names: &[String]) -> Self {
        let has = |name: &str| names.is_empty() || names.iter().any(|named| named == name);
        Self { sign_ins: has("signins"), audit: has("audit"), users: has("users"), settings: has("settings") }
    }
}

/// Something to fetch: a log by days, or a list at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Folder below that of the script's answers.
    pub name: &'static str,
    /// Whether it is fetched day by day.
    pub daily: bool,
    /// Its address; others in its place, where the first is refused. `{from}` and `{to}` are the bounds of a day.
    pub uris: Vec<String>,
}

/// All that a script fetches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    what: What,
    since: Since,
    /// Only sign-ins of users that cross the border.
    pub crossing_only: bool,
}

/// The four sign-in logs: type in Graph, folder, folder of those that cross the border.
const LOGS: [(&str, &str, Option<&str>); 4] = [
    ("interactiveUser", "signins-interactive", Some("signins-interactive-crossing")),
    ("nonInteractiveUser", "signins-non-interactive", Some("signins-non-interactive-crossing")),
    // Workloads carry no access type.
    ("servicePrincipal", "signins-service-principal", None),
    ("managedIdentity", "signins-managed-identity", None),
];

impl Plan {
    pub(super) fn new(what: What, since: Since, crossing_only: bool) -> Self {
        Self { what, since, crossing_only }
    }

    /// The rights it needs: to read, nothing else.
    pub(super) fn scopes(&self) -> Vec<&'static str> {
        let What { sign_ins, audit, users, settings } = self.what;
        let needed = [("AuditLog.Read.All", sign_ins || audit || users), ("Policy.Read.All", settings), ("User.Read.All", users)];
        needed.into_iter().filter(|(_, needed)| *needed).map(|(scope, _)| scope).collect()
    }

    /// What is fetched, in this order.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        if self.what.settings {
            let policy = "/v1.0/policies/crossTenantAccessPolicy";
            for (name, uri) in [
                ("settings-policy", policy.to_owned()),
                ("settings-default", format!("{policy}/default")),
                ("settings-partners", format!("{policy}/partners")),
            ] {
                items.push(Item { name, daily: false, uris: vec![uri] });
            }
        }
        if self.what.users {
            let list = |select: &str, top: u32| format!("/v1.0/users?$select={select}&$top={top}");
            // When users signed in last is told with Entra ID P1 alone.
            let activity = list(&format!("{USER},signInActivity"), 500);
            let uris = vec![format!("{activity}&$expand=sponsors($select=id)"), activity, list(USER, 999)];
            items.push(Item { name: "users", daily: false, uris });
        }
        if self.what.audit {
            let uri = filtered("/v1.0/auditLogs/directoryAudits", "activityDateTime ge {from} and activityDateTime lt {to}");
            items.push(Item { name: "audit", daily: true, uris: vec![uri] });
        }
        for (kind, name, crossing) in LOGS.into_iter().filter(|_| self.what.sign_ins) {
            let filter = format!("createdDateTime ge {{from}} and createdDateTime lt {{to}} and signInEventTypes/any(t: t eq '{kind}')");
            let (name, filter) = match crossing.filter(|_| self.crossing_only) {
                Some(name) => (name, format!("{filter} and crossTenantAccessType ne 'none'")),
                None => (name, filter),
            };
            items.push(Item { name, daily: true, uris: vec![filtered("/beta/auditLogs/signIns", &filter)] });
        }
        items
    }

    /// As the script reads it.
    pub(super) fn to_json(&self) -> Value {
        let (days, since) = match &self.since {
            Since::Days(days) => (json!(days), Value::Null),
            Since::Day(day) => (Value::Null, json!(day)),
        };
        let items: Vec<Value> = self.items().into_iter().map(|item| json!({"name": item.name, "daily": item.daily, "uris": item.uris})).collect();
        json!({"scopes": self.scopes(), "days": days, "since": since, "settles_after_hours": SETTLES_AFTER, "items": items})
    }
}

/// An address with a filter, a thousand records a page.
fn filtered(path: &str, filter: &str) -> String {
    format!("{path}?$top=1000&$filter={}", filter.replace(' ', "%20"))
}
