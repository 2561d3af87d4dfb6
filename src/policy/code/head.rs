//! What a file of code holds, resource by resource, and what stands above it.
//!
//! What it is not: the spelling (see `terraform` and `dsc`). Names come from logs and could hold anything, so they stand in comments of one
//! visible line only.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::model::CrossTenantAccessPolicy;
use super::super::read::PolicyKind;
use super::super::recommend::one_line;
use super::super::write::IDENTITY_SYNCHRONIZATION;
use super::Language;
use super::resource::Resource;
use super::shape::{Named, Shape};
use crate::model::parse_guid;
use crate::words::{Lang, as_code as said};

/// Why a file is no whole state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// The settings that are there are not known.
    NoCurrent,
    /// Only some organisations are in it.
    SomePartners,
}

/// What stands above the resources.
#[derive(Clone, Debug)]
pub struct Head<'a> {
    /// The language of the comments.
    pub lang: Lang,
    /// Why it is only a part; nothing where it is the whole state.
    pub fragment: Option<Fragment>,
    /// Organisations that have an entry today.
    pub there: BTreeSet<String>,
    /// Organisations whose entries go.
    pub removed: &'a [String],
    /// Names of organisations.
    pub names: &'a BTreeMap<String, String>,
    /// What must be known before it is applied.
    pub notes: Vec<String>,
}

/// One resource of a file.
pub(super) struct Section {
    pub resource: &'static Resource,
    /// Its name in the file.
    pub label: String,
    /// The organisation.
    pub tenant: Option<String>,
    /// The organisation as a comment names it.
    pub named: Option<String>,
    /// What can be said of it.
    pub value: Value,
    /// What cannot, by dotted names.
    pub unsaid: Vec<String>,
    /// Whether it says that there is no such object.
    pub absent: bool,
}

/// What a shape can hold of a value; the rest goes to `unsaid`.
fn sayable(value: &Value, shape: Shape, place: &str, unsaid: &mut Vec<String>) -> Option<Value> {
    let whole = match (shape, value) {
        (Shape::Object(shapes), Value::Object(members)) => {
            return Some(Value::Object(members_said(members, shapes, place, unsaid)))
                .filter(|value| value.as_object().is_some_and(|it| !it.is_empty()));
        }
        (Shape::List(shape), Value::Array(items)) => {
            let said: Option<Vec<Value>> = items.iter().map(|item| sayable(item, *shape, place, unsaid)).collect();
            return said.map(Value::Array);
        }
        (Shape::Text, Value::String(_)) | (Shape::Switch, Value::Bool(_)) => true,
        (Shape::Texts, Value::Array(items)) => items.iter().all(Value::is_string),
        _ => false,
    };
    if !whole {
        unsaid.push(place.to_owned());
    }
    whole.then(|| value.clone())
}

fn members_said(members: &Map<String, Value>, shapes: &[Named], place: &str, unsaid: &mut Vec<String>) -> Map<String, Value> {
    let mut said = Map::new();
    for (name, value) in members {
        let place = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
        match shapes.iter().find(|(known, _)| known == name) {
            Some((_, shape)) => said.extend(sayable(value, *shape, &place, unsaid).map(|value| (name.clone(), value))),
            None => unsaid.push(place),
        }
    }
    said
}

/// A name that both languages take: letters, digits and underscores.
fn label(tenant: &str, place: usize) -> String {
    let plain: String = tenant.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if parse_guid(tenant).is_some() { format!("partner_{plain}") } else { format!("partner_{place}_{plain}") }
}

/// The resources of a file, in the order in which they are applied: entries before the default closes.
pub(super) fn sections(language: Language, policy: &CrossTenantAccessPolicy, head: &Head<'_>) -> Vec<Section> {
    let mut found = Vec::new();
    let mut add = |kind: PolicyKind, label: String, tenant: Option<&str>, members: &Map<String, Value>, absent: bool| {
        let Some(resource) = Resource::of_kind(language, kind) else { return };
        let mut unsaid = Vec::new();
        let value = Value::Object(members_said(members, resource.members, "", &mut unsaid));
        let named = tenant.map(|tenant| head.names.get(tenant).map_or_else(|| one_line(tenant), |name| one_line(&format!("{name} ({tenant})"))));
        found.push(Section { resource, label, tenant: tenant.map(str::to_owned), named, value, unsaid, absent });
    };
    if let Some(clouds) = &policy.allowed_cloud_endpoints {
        let members = Map::from_iter([("allowedCloudEndpoints".to_owned(), Value::from(clouds.clone()))]);
        add(PolicyKind::Base, "this".to_owned(), None, &members, false);
    }
    for (place, entry) in policy.partners.iter().enumerate() {
        let Value::Object(mut members) = entry.to_json() else { continue };
        for read_only in ["tenantId", "displayName", "isServiceProvider", "isInMultiTenantOrganization"] {
            members.shift_remove(read_only);
        }
        let sync = match language {
            Language::Terraform => members.shift_remove(IDENTITY_SYNCHRONIZATION),
            Language::Dsc => None,
        };
        let (label, tenant) = (label(&entry.tenant_id, place), Some(entry.tenant_id.as_str()));
        add(PolicyKind::Partner, label.clone(), tenant, &members, false);
        if let Some(Value::Object(sync)) = sync {
            add(PolicyKind::IdentitySynchronization, label, tenant, &sync, false);
        }
    }
    if language == Language::Dsc {
        for (place, tenant) in head.removed.iter().enumerate() {
            add(PolicyKind::Partner, format!("removed_{}", label(tenant, place)), Some(tenant), &Map::new(), true);
        }
    }
    if let Some(default) = &policy.default {
        let mut members = default.blocks.to_json();
        members.shift_remove("isServiceDefault");
        add(PolicyKind::Default, "this".to_owned(), None, &members, false);
    }
    found
}

impl Head<'_> {
    /// The comments above the resources. `address`: how the language names a resource.
    pub(super) fn comments(&self, language: Language, sections: &[Section], address: impl Fn(&Section) -> String) -> String {
        let lang = self.lang;
        let terraform = language == Language::Terraform;
        let mut lines: Vec<String> = vec![said::title(lang).to_owned(), if terraform { said::provider(lang) } else { said::module(lang) }.to_owned()];
        lines.push(match (self.fragment, terraform) {
            (None, true) => said::whole_terraform(lang).to_owned(),
            (None, false) => said::whole_dsc(lang).to_owned(),
            (Some(fragment), terraform) => said::fragment(lang, fragment == Fragment::NoCurrent, terraform),
        });
        lines.push(said::check(lang).to_owned());
        if !self.removed.is_empty() {
            lines.push(said::removed(lang, &self.removed.join(", "), terraform));
        }
        let unsaid = sections.iter().filter(|section| !section.unsaid.is_empty());
        for section in unsaid {
            let whose = section.named.clone().unwrap_or_else(|| said::the_default(lang).to_owned());
            lines.push(said::unsaid(lang, &whose, &section.unsaid.join(", ")));
        }
        lines.extend(self.notes.iter().map(|note| format!("- {note}")));
        let there = |section: &&Section| section.tenant.as_ref().is_some_and(|tenant| self.there.contains(tenant)) && !section.absent;
        let imports: Vec<String> = sections
            .iter()
            .filter(there)
            .filter_map(|section| Some(format!("  terraform import {} {}", address(section), section.tenant.as_ref()?)))
            .collect();
        if terraform && !imports.is_empty() {
            lines.push(said::import(lang).to_owned());
            lines.extend(imports);
        }
        lines.iter().fold(String::new(), |text, line| text + "# " + &one_line(line) + "\n")
    }
}
