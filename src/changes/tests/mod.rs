//! Events of every activity, in every shape and carrier, and what becomes of them.

mod activities;
mod actors;
mod laws;
mod newer;
mod outside;
mod sentences;
mod undoing;
mod values;

use serde_json::{Value, json};

use super::*;
use crate::policy::{AccessType, B2bSetting, Block, Target, TargetConfiguration};

const OWN: &str = "11111111-1111-4111-8111-111111111111";
const PARTNER: &str = "22222222-2222-4222-8222-222222222222";
const OTHER: &str = "33333333-3333-4333-8333-333333333333";
const POLICY_ID: &str = "99999999-0000-4000-8000-000000000001";
const USER: &str = "aaaaaaaa-0000-4000-8000-000000000001";
const GROUP: &str = "bbbbbbbb-0000-4000-8000-000000000001";
const APP: &str = "cccccccc-0000-4000-8000-000000000001";
const ADMIN: &str = "admin@contoso.example";
const UPDATE: &str = "Update a partner cross-tenant access setting";
const SETTINGS: &str = "CrossTenantAccessSettings";
const SYNC: &str = "CrossTenantIdentitySyncSettings";

/// How an event reaches us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carrier {
    Graph,
    /// The same from the columns of a CSV, where nothing is null and long events are cut.
    Csv,
    Unified,
}

const CARRIERS: [Carrier; 3] = [Carrier::Graph, Carrier::Csv, Carrier::Unified];

/// How the settings of an entry are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// One property for each member.
    Members,
    /// One property with the whole entry.
    Scalable,
}

/// An event before it is written down. Values are JSON; null is absent.
#[derive(Clone, Debug)]
struct Told {
    time: i64,
    id: String,
    activity: String,
    category: String,
    result: &'static str,
    reason: &'static str,
    target: String,
    properties: Vec<(String, Value, Value)>,
}

impl Told {
    fn new(activity: &str, category: &str) -> Self {
        Self {
            time: 1_700_000_000,
            id: "event".to_owned(),
            activity: activity.to_owned(),
            category: category.to_owned(),
            result: "success",
            reason: "",
            target: format!("CrossTenantAccessPolicy for {OWN}"),
            properties: Vec::new(),
        }
    }

    fn with(mut self, name: &str, old: impl Into<Value>, new: impl Into<Value>) -> Self {
        self.properties.push((name.to_owned(), old.into(), new.into()));
        self
    }

    fn failed(self, reason: &'static str) -> Self {
        Self { result: "failure", reason, ..self }
    }

    /// The properties about an organisation, in one of the shapes. Values are members of its entry.
    fn entry(self, shape: Shape, partner: &str, old: &Value, new: &Value) -> Self {
        let side = |value: &Value| if value.is_null() { Value::Null } else { json!(partner) };
        match shape {
            Shape::Members => {
                let mut told = self.with("tenantId", side(old), side(new));
                let mut names: Vec<&String> = [old, new].iter().filter_map(|side| side.as_object()).flat_map(|members| members.keys()).collect();
                names.sort();
                names.dedup();
                for name in names {
                    let of = |side: &Value| side.get(name).cloned().unwrap_or_default();
                    told = told.with(name, of(old), of(new));
                }
                told
            }
            Shape::Scalable => {
                let detail = |value: &Value| match value {
                    Value::Null => Value::Null,
                    members => {
                        let mut members = members.clone();
                        members["TenantId"] = json!(partner);
                        members
                    }
                };
                self.with("PartnerIdentifier", side(old), side(new))
                    .with("PartnerPolicyType", "CrossTenantAccessPolicy", "CrossTenantAccessPolicy")
                    .with("PartnerPolicyDetail", detail(old), detail(new))
                    .with("PartnerPolicyDetailVersion", 1, 2)
                    .with("MultiTenantOrgAddedByTenantId", Value::Null, Value::Null)
                    .with("Included Updated Properties", Value::Null, "PartnerPolicyDetail")
            }
        }
    }

    /// The texts of the carrier: actor, targets, properties.
    fn texts(&self, carrier: Carrier) -> [String; 3] {
        // Values are JSON text in a string.
        let text = |value: &Value| if value.is_null() { Value::Null } else { json!(value.to_string()) };
        let values = self.properties.iter().map(|(name, old, new)| (name, text(old), text(new)));
        if carrier == Carrier::Unified {
            let bare = |value: Value| if value.is_null() { json!("") } else { value };
            let properties: Vec<Value> = values.map(|(name, old, new)| json!({"Name": name, "OldValue": bare(old), "NewValue": bare(new)})).collect();
            let actor = json!([{"ID": ADMIN, "Type": 5}, {"ID": "1003BFFD", "Type": 3}, {"ID": format!("User_{USER}"), "Type": 2},
                    {"ID": USER, "Type": 2}, {"ID": "User", "Type": 2}]);
            let target = json!([{"ID": format!("Policy_{POLICY_ID}"), "Type": 2}, {"ID": POLICY_ID, "Type": 2}, {"ID": "Policy", "Type": 2},
                    {"ID": self.target, "Type": 1}]);
            [actor.to_string(), target.to_string(), json!(properties).to_string()]
        } else {
            let user = json!({"user": {"id": USER, "displayName": null, "userPrincipalName": ADMIN, "ipAddress": "192.0.2.1"}, "app": null});
            let properties: Vec<Value> = values.map(|(name, old, new)| json!({"displayName": name, "oldValue": old, "newValue": new})).collect();
            let target = json!([{"id": POLICY_ID, "displayName": self.target, "type": "Policy", "modifiedProperties": properties}]);
            let whole = |value: &Value| if carrier == Carrier::Csv { without_nulls(value).to_string() } else { value.to_string() };
            [whole(&user), whole(&target), String::new()]
        }
    }

    fn decode_with(&self, carrier: Carrier, own: &[&str], default: Option<&Configuration>) -> Vec<Change> {
        let [actor, targets, properties] = self.texts(carrier);
        let activity = if carrier == Carrier::Unified { format!("{}.", self.activity) } else { self.activity.clone() };
        let raw = RawChange {
            time: self.time,
            event_id: &self.id,
            correlation_id: "correlation",
            activity: &activity,
            category: if carrier == Carrier::Unified { "" } else { &self.category },
            result: self.result,
            reason: self.reason,
            actor: &actor,
            actor_ip: if carrier == Carrier::Unified { "192.0.2.1" } else { "" },
            targets: &targets,
            properties: &properties,
            details: "",
            maybe_cut: carrier == Carrier::Csv,
        };
        decoded(&raw, own, default)
    }

    fn decode(&self) -> Vec<Change> {
        self.decode_with(Carrier::Graph, &[OWN], None)
    }
}

fn decoded(raw: &RawChange<'_>, own: &[&str], default: Option<&Configuration>) -> Vec<Change> {
    let lookups = Lookups::default();
    decode(raw, own, &Context { observed: &|_, _| Vec::new(), default, lookups: &lookups })
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key.clone(), without_nulls(value))).collect()
        }
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

/// As audit logs write it: capital letters and numbers for words.
fn audited(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| {
                let number = match value.as_str() {
                    Some("allowed" | "user") if key == "accessType" || key == "targetType" => Some(1),
                    Some("blocked" | "group") if key == "accessType" || key == "targetType" => Some(2),
                    Some("application") if key == "targetType" => Some(3),
                    _ => None,
                };
                let mut letters = key.chars();
                let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
                (capital, number.map_or_else(|| audited(value), Value::from))
            })
            .collect(),
        Value::Array(items) => items.iter().map(audited).collect(),
        other => other.clone(),
    }
}

fn everything(access: AccessType) -> Value {
    audited(&B2bSetting::everything(access).to_json())
}

fn only(access: AccessType, applications: &[&str]) -> Value {
    let users = TargetConfiguration::new(AccessType::Allowed, vec![Target::all_users()]);
    let applications = TargetConfiguration::new(access, applications.iter().map(|id| Target::application(id)).collect());
    audited(&B2bSetting::new(users, applications).to_json())
}

/// Setting, before, after, effect.
fn rows(changes: &[Change]) -> Vec<(&str, Option<&str>, Option<&str>, Effect)> {
    changes.iter().map(|change| (change.setting.as_str(), change.before.as_deref(), change.after.as_deref(), change.effect)).collect()
}

struct Named;

impl Names for Named {
    fn partner(&self, tenant_id: &str) -> Option<String> {
        (tenant_id == PARTNER).then(|| "fabrikam".to_owned())
    }

    fn app(&self, app_id: &str) -> Option<String> {
        (app_id == APP).then(|| "Expenses".to_owned())
    }
}
