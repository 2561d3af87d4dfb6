//! From a resource with its members to an object of the policy.

use serde_json::{Map, Value, json};

use super::super::read::PolicyKind;
use super::Language;
use super::node::{Member, Node, Object};
use super::resource::Resource;
use super::shape::members_to_json;
use super::trouble::{CodeTrouble, Fault};
use crate::model::parse_guid;

/// The text of a member, which has to be written out.
pub(super) fn text_of(member: &Member) -> Result<String, Fault> {
    match &member.value.node {
        Node::Text(text) => Ok(text.clone()),
        other => {
            let (name, found) = (member.name.clone(), other.shown());
            Err(Fault::new(member.value.line, CodeTrouble::NotLiteral { name, found }))
        }
    }
}

/// The object that a resource describes. `absent`: the resource says that there is none.
pub(super) fn object(language: Language, resource: &Resource, members: Vec<Member>, line: usize, absent: bool) -> Result<Object, Fault> {
    let mut key = None;
    let mut settings = Vec::new();
    for member in members {
        if resource.key.is_some_and(|name| name.eq_ignore_ascii_case(&member.name)) {
            if key.replace(text_of(&member)?).is_some() {
                return Err(Fault::new(member.value.line, CodeTrouble::Twice(member.name)));
            }
        } else if !resource.ignores(language, &member.name) {
            settings.push(member);
        }
    }
    let mut value = members_to_json(&settings, resource.members)?;
    let found = value.as_object_mut();
    if let (Some(name), Some(found)) = (resource.key, found) {
        let tenant = key.filter(|key| !key.trim().is_empty()).ok_or_else(|| Fault::new(line, CodeTrouble::Missing(name.to_owned())))?;
        found.shift_insert(0, "tenantId".to_owned(), Value::from(tenant));
    }
    match (language, resource.kind) {
        (Language::Dsc, PolicyKind::IdentitySynchronization) => {
            if let Some(allowed) = value.as_object_mut().and_then(|found| found.shift_remove("isSyncAllowed")) {
                value["userSyncInbound"] = json!({ "isSyncAllowed": allowed });
            }
        }
        (Language::Terraform, PolicyKind::Default) => provider_defaults(&mut value),
        _ => {}
    }
    if language == Language::Dsc {
        ids_alone(&value, line)?;
    }
    let whole = language == Language::Terraform;
    let lists_entries = matches!(resource.kind, PolicyKind::Default | PolicyKind::Partner);
    Ok(Object { line, kind: resource.kind, value, absent, whole, lists_entries })
}

/// Fills in what the provider takes a list of the default to say where it is silent.
fn provider_defaults(default: &mut Value) {
    for (block, access) in [
        ("b2bCollaborationInbound", "allowed"),
        ("b2bCollaborationOutbound", "allowed"),
        ("b2bDirectConnectInbound", "blocked"),
        ("b2bDirectConnectOutbound", "blocked"),
        ("tenantRestrictions", "blocked"),
    ] {
        for (list, all, kind) in [("usersAndGroups", "AllUsers", "user"), ("applications", "AllApplications", "application")] {
            let Some(members) = default.get_mut(block).and_then(|block| block.get_mut(list)).and_then(Value::as_object_mut) else { continue };
            let absent = |members: &Map<String, Value>, name: &str| members.get(name).is_none_or(Value::is_null);
            if absent(members, "accessType") && absent(members, "targets") {
                continue;
            }
            if absent(members, "accessType") {
                members.insert("accessType".to_owned(), Value::from(access));
            }
            if absent(members, "targets") {
                members.insert("targets".to_owned(), json!([{ "target": all }]));
            }
            for target in members.get_mut("targets").and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut) {
                if absent(target, "targetType") {
                    target.insert("targetType".to_owned(), Value::from(kind));
                }
            }
        }
    }
}

/// Refuses users and groups by name, which the module looks up when it runs and nobody can before.
fn ids_alone(value: &Value, line: usize) -> Result<(), Fault> {
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| ids_alone(item, line)),
        Value::Object(members) => {
            let text = |name: &str| members.get(name).and_then(Value::as_str);
            if let (Some(target), Some(kind)) = (text("target"), text("targetType")) {
                let named = match kind.to_lowercase().as_str() {
                    "user" => target.contains('@'),
                    "group" => parse_guid(target).is_none(),
                    _ => false,
                };
                if named {
                    return Err(Fault::new(line, CodeTrouble::NamedPrincipal(target.to_owned())));
                }
            }
            members.values().try_for_each(|member| ids_alone(member, line))
        }
        _ => Ok(()),
    }
}
