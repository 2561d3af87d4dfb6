//! Who did it: a person, an application of ours or of somebody else, or a service of Microsoft.
//!
//! What it is not: proof. A display name proves nothing, since anybody may name an application like a service of Microsoft, so a service is
//! told by its application id or by what it did, never by its name.

use serde_json::Value;

use crate::knowledge::{apps, tenants};
use crate::model::parse_guid;
use crate::nested_json::{elements, member, parsed, value_of};

/// What kind of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActorKind {
    /// A person, or nobody that the log names.
    User,
    /// An application.
    App,
    /// Microsoft itself.
    Service,
}

impl ActorKind {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::App => "app",
            Self::Service => "service",
        }
    }
}

/// Who did it; `None` where the log does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// What kind.
    pub kind: ActorKind,
    /// User principal name, else a display name, else the id.
    pub name: Option<String>,
    /// Object id, lower case; of an application without one, its application id.
    pub id: Option<String>,
    /// Address it came from.
    pub ip: Option<String>,
    /// Tenant it belongs to, lower case.
    pub home_tenant_id: Option<String>,
    /// Whether that tenant is not ours; `None` where the log does not say or ours is not known.
    pub foreign: Option<bool>,
}

/// A GUID as it is kept, `None` for other texts and for all zeros.
pub(super) fn guid(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['"', '{', '}']).to_lowercase();
    (parse_guid(&text).is_some() && text != tenants::NO_TENANT).then_some(text)
}

impl Actor {
    /// Reads Graph's `initiatedBy` or the actor list of the unified audit log.
    pub(super) fn read(text: &str, ip: &str, own: &[&str]) -> Self {
        let value = parsed(text).unwrap_or(Value::Null);
        let mut actor = match &value {
            Value::Array(list) => Self::of_list(list),
            object => Self::of_object(object),
        };
        let given = ip.trim();
        if !given.is_empty() {
            actor.ip = Some(given.to_owned());
        }
        let home = actor.home_tenant_id.as_deref();
        actor.foreign = home.filter(|_| !own.is_empty()).map(|home| !own.iter().any(|own| own.eq_ignore_ascii_case(home)));
        actor
    }

    fn nobody() -> Self {
        Self { kind: ActorKind::User, name: None, id: None, ip: None, home_tenant_id: None, foreign: None }
    }

    fn of_object(object: &Value) -> Self {
        let empty = Value::Null;
        // Columns hold the inner objects as text.
        let part = |key: &str| value_of(object, key).cloned().and_then(elements).and_then(|mut found| found.pop()).unwrap_or_else(|| empty.clone());
        let (user, app) = (part("user"), part("app"));
        let of = |object: &Value, keys: &[&str]| keys.iter().find_map(|key| member(object, key)).map(str::to_owned);
        let id_of = |object: &Value, keys: &[&str]| of(object, keys).map(|id| id.to_lowercase());
        let app_name = of(&app, &["displayName", "servicePrincipalName", "appId", "servicePrincipalId"]);
        // The CSV export puts the object id of an application into the column of the user.
        let is_app = of(&user, &["userPrincipalName"]).is_none() && app_name.is_some();
        let name = if is_app { app_name } else { of(&user, &["userPrincipalName", "displayName", "id"]) };
        let id = if is_app { id_of(&app, &["servicePrincipalId", "appId"]).or_else(|| id_of(&user, &["id"])) } else { id_of(&user, &["id"]) };
        let home = [&user, &app].into_iter().find_map(|object| guid(member(object, "homeTenantId")?));
        let kind = if is_app { kind_of(id_of(&app, &["appId"]).as_deref()) } else { ActorKind::User };
        Self { kind, name, id, ip: of(&user, &["ipAddress"]).or_else(|| of(&app, &["ipAddress"])), home_tenant_id: home, foreign: None }
    }

    /// `[{ID, Type}]`: type 5 is a user principal name, 1 a display name, 2 ids with and without the kind of object in front.
    fn of_list(list: &[Value]) -> Self {
        let id = |entry: &Value| member(entry, "ID").map(str::to_owned);
        let is = |entry: &Value, kind: &str| value_of(entry, "Type").is_some_and(|found| found.to_string().trim_matches('"') == kind);
        let ids = || list.iter().filter_map(id);
        let of_kind = |prefix: &str| ids().find_map(|id| guid(id.strip_prefix(prefix)?));
        let upn = list.iter().find(|entry| is(entry, "5")).and_then(id).or_else(|| ids().find(|id| id.contains('@')));
        let named = list.iter().find(|entry| is(entry, "1")).and_then(id);
        let (user, principal) = (of_kind("User_"), of_kind("ServicePrincipal_"));
        let is_app = upn.is_none() && user.is_none() && (principal.is_some() || named.is_some());
        let object = user.or(principal);
        let bare = |not: Option<&String>| ids().filter_map(|id| guid(&id)).find(|id| Some(id) != not);
        if is_app {
            let app_id = bare(object.as_ref());
            let kind = kind_of(app_id.as_deref());
            let id = object.or(app_id);
            return Self { kind, name: named.or_else(|| id.clone()), id, ..Self::nobody() };
        }
        let object = object.or_else(|| bare(None));
        Self { name: upn.or(named).or_else(|| object.clone()), id: object, ..Self::nobody() }
    }
}

fn kind_of(app_id: Option<&str>) -> ActorKind {
    // An application of Microsoft that acts without a user is a service.
    if app_id.and_then(apps::find).is_some_and(|app| app.first_party) { ActorKind::Service } else { ActorKind::App }
}
