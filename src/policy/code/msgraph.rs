//! Resources of the provider `Microsoft/msgraph`: a path of Graph, and the body that is sent there.

use serde_json::Value;

use super::super::read::PolicyKind;
use super::hcl::Block;
use super::node::{At, Member, Node, Object};
use super::shape::body;
use super::taken::text_of;
use super::trouble::{CodeTrouble, Fault};
use crate::model::parse_guid;

const POLICY: &str = "policies/crosstenantaccesspolicy";

/// What a path leads to.
enum Place {
    /// Something else than the policy.
    Elsewhere,
    /// An object, and the organisation that the path names.
    Object(PolicyKind, Option<String>),
    /// Something of the policy that is not known.
    Unknown,
}

fn place(url: &str, creates: bool) -> Place {
    let lower = url.trim_matches('/').to_lowercase();
    let Some(rest) = lower.strip_prefix(POLICY) else {
        return if lower.contains("crosstenantaccesspolicy") { Place::Unknown } else { Place::Elsewhere };
    };
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
    let guid = |id: &str| parse_guid(id).map(|_| id.to_owned());
    match parts.as_slice() {
        ["partners"] if creates => Place::Object(PolicyKind::Partner, None),
        [] if !creates => Place::Object(PolicyKind::Base, None),
        ["default"] if !creates => Place::Object(PolicyKind::Default, None),
        ["partners", id] if !creates && guid(id).is_some() => Place::Object(PolicyKind::Partner, guid(id)),
        ["partners", id, "identitysynchronization"] if !creates && guid(id).is_some() => Place::Object(PolicyKind::IdentitySynchronization, guid(id)),
        _ => Place::Unknown,
    }
}

/// The object that a block describes; nothing where it is about something else.
pub(super) fn object(block: &Block, kind: &str) -> Result<Option<Object>, Fault> {
    let find = |name: &str| block.members.iter().find(|member| member.name == name);
    let unknown = || Fault::new(block.line, CodeTrouble::UnknownResource(kind.to_owned()));
    let Some(url) = find("url") else { return Err(Fault::new(block.line, CodeTrouble::Missing("url".to_owned()))) };
    if let Node::Other(found) = &url.value.node {
        // What the path begins with may be enough to know that it leads elsewhere.
        let begin = found.split("${").next().unwrap_or_default().trim_matches('/').to_lowercase();
        let names = block.words.iter().any(|word| word.to_lowercase().contains("crosstenantaccesspolicy"));
        if !names && !begin.is_empty() && found.contains("${") && !POLICY.starts_with(&begin) {
            return Ok(None);
        }
    }
    let creates = kind == "msgraph_resource";
    let (kind_of, tenant) = match place(&text_of(url)?, creates) {
        Place::Elsewhere => return Ok(None),
        Place::Object(..) if !creates && kind != "msgraph_update_resource" => return Err(unknown()),
        Place::Object(kind, tenant) => (kind, tenant),
        Place::Unknown => return Err(unknown()),
    };
    let mut value = match find("body") {
        Some(Member { value: At { node: Node::Encoded(inner), .. }, .. }) => body("body", inner)?,
        Some(member) => body("body", &member.value)?,
        None => Value::Object(serde_json::Map::new()),
    };
    let Some(members) = value.as_object_mut() else {
        return Err(Fault::new(block.line, CodeTrouble::Missing("body".to_owned())));
    };
    if let Some(tenant) = tenant {
        members.insert("tenantId".to_owned(), Value::from(tenant));
    }
    if kind_of == PolicyKind::Partner && members.get("tenantId").and_then(Value::as_str).is_none_or(str::is_empty) {
        return Err(Fault::new(block.line, CodeTrouble::Missing("tenantId".to_owned())));
    }
    // An update adds to what is there; only a resource that makes an entry is one of all entries.
    Ok(Some(Object { line: block.line, kind: kind_of, value, absent: false, whole: creates, lists_entries: creates }))
}
