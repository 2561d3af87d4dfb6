//! Terraform: resources of the policy, read and written.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use super::super::model::CrossTenantAccessPolicy;
use super::super::read::PolicyKind;
use super::Language;
use super::hcl::{Block, blocks};
use super::hcl_tokens::quoted;
use super::head::{Head, Section, sections};
use super::msgraph;
use super::node::{Node, Object};
use super::resource::Resource;
use super::shape::Shape;
use super::taken;
use super::tf_json;
use super::trouble::{CodeTrouble, Fault};

/// How resources of the policy are called.
const FAMILY: &str = "microsoft365wp_cross_tenant_";

fn names_policy(block: &Block) -> bool {
    block.words.iter().map(|word| word.to_lowercase()).any(|word| word.contains(FAMILY) || word.contains("crosstenantaccesspolicy"))
}

/// The objects of the policy in a text.
pub(super) fn read(text: &str) -> Result<Vec<Object>, Fault> {
    let mut found = Vec::new();
    // No file of HCL begins with a brace.
    let blocks = if text.trim_start().starts_with('{') { tf_json::blocks(text)? } else { blocks(text)? };
    for block in blocks {
        let kind = block.labels.first().map(String::as_str).unwrap_or_default();
        match block.kind.as_str() {
            "module" => return Err(Fault::new(block.line, CodeTrouble::Repeated("module".to_owned()))),
            "removed" if names_policy(&block) => return Err(Fault::new(block.line, CodeTrouble::Elsewhere("removed".to_owned()))),
            "resource" if kind.starts_with(FAMILY) => {
                let Some(resource) = Resource::find(Language::Terraform, kind) else {
                    return Err(Fault::new(block.line, CodeTrouble::UnknownResource(kind.to_owned())));
                };
                plain(&block)?;
                found.push(taken::object(Language::Terraform, resource, block.members, block.line, false)?);
            }
            "resource" if kind.starts_with("msgraph_") => {
                if let Some(object) = msgraph::object(&block, kind)? {
                    plain(&block)?;
                    found.push(object);
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

/// Refuses a resource that may stand for several or for none, or that is not carried out as it is written.
fn plain(block: &Block) -> Result<(), Fault> {
    if let Some(member) = block.members.iter().find(|member| ["for_each", "count"].contains(&member.name.as_str())) {
        return Err(Fault::new(member.value.line, CodeTrouble::Repeated(member.name.clone())));
    }
    for inner in &block.blocks {
        match inner.kind.as_str() {
            "lifecycle" => {
                let ignored = inner.members.iter().find(|member| member.name == "ignore_changes");
                if let Some(member) = ignored.filter(|member| member.value.node != Node::List(Vec::new())) {
                    return Err(Fault::new(member.value.line, CodeTrouble::Elsewhere(member.name.clone())));
                }
            }
            "timeouts" | "provisioner" | "connection" => {}
            "dynamic" => return Err(Fault::new(inner.line, CodeTrouble::Repeated(inner.kind.clone()))),
            _ => return Err(Fault::new(inner.line, CodeTrouble::UnknownMember(inner.kind.clone()))),
        }
    }
    Ok(())
}

/// Graph's name as the provider spells it.
fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (place, c) in letters.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| letters.get(place));
        let next = letters.get(place + 1).is_some_and(char::is_ascii_lowercase);
        let begins = c.is_ascii_uppercase() && before.is_some_and(|before| !before.is_ascii_uppercase() || next);
        if begins {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

fn put(out: &mut String, indent: usize, value: &Value, shape: Shape) {
    match (shape, value) {
        (Shape::Object(shapes), Value::Object(members)) => {
            let known: Vec<_> = shapes.iter().filter_map(|(name, shape)| Some((*name, *shape, members.get(*name)?))).collect();
            let flat = known.iter().all(|(_, shape, _)| matches!(shape, Shape::Text | Shape::Switch)) && indent > 6;
            if flat {
                let parts: Vec<String> = known
                    .iter()
                    .map(|(name, shape, value)| {
                        let mut text = format!("{} = ", snake(name));
                        put(&mut text, indent, value, *shape);
                        text
                    })
                    .collect();
                let _ = write!(out, "{{ {} }}", parts.join(", "));
                return;
            }
            out.push_str("{\n");
            for (name, shape, value) in known {
                let _ = write!(out, "{:1$}{2} = ", "", indent + 2, snake(name));
                put(out, indent + 2, value, shape);
                out.push('\n');
            }
            let _ = write!(out, "{:1$}}}", "", indent);
        }
        (Shape::List(inner), Value::Array(items)) => put_list(out, indent, items, *inner),
        (Shape::Texts, Value::Array(items)) => put_list(out, indent, items, Shape::Text),
        (_, Value::String(text)) => out.push_str(&quoted(text)),
        (_, value) => {
            let _ = write!(out, "{value}");
        }
    }
}

fn put_list(out: &mut String, indent: usize, items: &[Value], shape: Shape) {
    if items.is_empty() {
        return out.push_str("[]");
    }
    out.push_str("[\n");
    for item in items {
        let _ = write!(out, "{:1$}", "", indent + 2);
        put(out, indent + 2, item, shape);
        out.push_str(",\n");
    }
    let _ = write!(out, "{:1$}]", "", indent);
}

/// The settings as a file.
pub(super) fn write(policy: &CrossTenantAccessPolicy, head: &Head<'_>) -> String {
    let found = sections(Language::Terraform, policy, head);
    let mut out = head.comments(Language::Terraform, &found, |section| format!("{}.{}", section.resource.name, section.label));
    let mut entries = BTreeSet::new();
    for section in &found {
        out.push('\n');
        if let Some(named) = &section.named {
            let _ = writeln!(out, "# {named}");
        }
        resource(&mut out, section, head, &entries);
        if section.resource.kind == PolicyKind::Partner {
            entries.insert(format!("{}.{}", section.resource.name, section.label));
        }
    }
    out
}

fn resource(out: &mut String, section: &Section, head: &Head<'_>, entries: &BTreeSet<String>) {
    let Section { resource, label, tenant, value, .. } = section;
    let _ = writeln!(out, "resource {} {} {{", quoted(resource.name), quoted(label));
    if let (Some(key), Some(tenant)) = (resource.key, tenant) {
        let _ = writeln!(out, "  {key} = {}", quoted(tenant));
    }
    for (name, shape) in resource.members {
        if let Some(value) = value.get(*name) {
            let _ = write!(out, "\n  {} = ", snake(name));
            put(out, 2, value, *shape);
            out.push('\n');
        }
    }
    // The default closes after everybody has an entry, and an organisation is synchronised after it has one.
    let needed: Vec<&String> = match resource.kind {
        PolicyKind::Default => entries.iter().collect(),
        PolicyKind::IdentitySynchronization => entries.iter().filter(|entry| entry.ends_with(&format!(".{label}"))).collect(),
        _ => Vec::new(),
    };
    if !needed.is_empty() {
        out.push_str("\n  depends_on = [\n");
        for entry in needed {
            let _ = writeln!(out, "    {entry},");
        }
        out.push_str("  ]\n");
    }
    if head.fragment.is_some() {
        out.push_str("\n  lifecycle {\n    prevent_destroy = true\n  }\n");
    }
    out.push_str("}\n");
}
