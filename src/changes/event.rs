//! The objects of an event and the properties that were changed, from any of the carriers: Graph's target resources, the same put together
//! from the columns of a CSV, or the lists of the unified audit log.
//!
//! What it is not: the values (see `rows`). Properties are told by their names, never by their places.

use serde_json::Value;

use super::RawChange;
use super::actor::guid;
use super::json::{is_truncated, text_of};
use crate::nested_json::{elements, member, opened, parsed, value_of};

/// The category, which the unified audit log keeps among the details.
pub(super) fn category(raw: &RawChange<'_>) -> String {
    let given = raw.category.trim();
    if !given.is_empty() {
        return given.to_owned();
    }
    let details = parsed(raw.details).and_then(elements).unwrap_or_default();
    let found = details.iter().find(|detail| member(detail, "Name").is_some_and(|name| name.eq_ignore_ascii_case("extendedAuditEventCategory")));
    found.and_then(|detail| member(detail, "Value")).unwrap_or_default().to_owned()
}

/// A changed property.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Property {
    pub name: String,
    pub old: Value,
    pub new: Value,
}

/// An object that was changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object {
    pub id: Option<String>,
    pub name: Option<String>,
    pub properties: Vec<Property>,
}

/// A text that should hold objects or properties and does not.
pub(super) struct Stray {
    pub name: &'static str,
    pub text: String,
    pub truncated: bool,
}

/// How the policy object is named: after the tenant that owns it.
const POLICY_OF: &str = "CrossTenantAccessPolicy for ";
/// Properties that say which organisation is meant, in the order in which they are believed.
const IDENTIFYING: [&str; 3] = ["tenantId", "partnerTenantId", "PartnerIdentifier"];
/// Properties that describe how an entry is stored, repeat the names of other properties, or describe who did it.
const BOOKKEEPING: [&str; 4] = ["PartnerPolicyType", "PartnerPolicyDetailVersion", "Included Updated Properties", "SPN"];
/// How properties begin that describe the actor or the object, not a setting.
const DESCRIBING: [&str; 2] = ["TargetId.", "ActorId."];
/// Properties that hold several others.
const CONTAINERS: [&str; 2] = ["PartnerPolicyDetail", "identitySynchronization"];

/// Targets, and properties of each, that the CSV export of the portal holds.
const CSV_HOLDS: (usize, usize) = (3, 5);

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name.trim()))
}

/// What an event changed.
pub(super) struct Changed {
    /// The objects, those without properties left out where others have some.
    pub objects: Vec<Object>,
    /// What could not be taken apart.
    pub strays: Vec<Stray>,
    /// As many targets, or properties of one target, as a CSV export can hold.
    pub fills_csv: bool,
}

/// Takes an event apart.
pub(super) fn changed(raw: &RawChange<'_>) -> Changed {
    let mut strays = Vec::new();
    let mut list = |name: &'static str, text: &str| {
        let found = if text.trim().is_empty() { Some(Vec::new()) } else { parsed(text).and_then(elements) };
        found.unwrap_or_else(|| {
            strays.push(Stray { name, text: text.to_owned(), truncated: is_truncated(text) });
            Vec::new()
        })
    };
    let (targets, apart) = (list("targetResources", raw.targets), list("modifiedProperties", raw.properties));
    let mut objects = Vec::new();
    for target in &targets {
        let mut object =
            Object { id: member(target, "id").and_then(guid), name: member(target, "displayName").map(str::to_owned), ..Object::default() };
        if let Some(value) = value_of(target, "modifiedProperties") {
            match elements(value.clone()) {
                Some(found) => object.properties = found.iter().filter_map(property).collect(),
                None => strays.push(Stray { name: "modifiedProperties", text: text_of(value), truncated: is_truncated(&text_of(value)) }),
            }
        }
        objects.push(object);
    }
    let fills_csv = objects.len() >= CSV_HOLDS.0 || objects.iter().any(|object| object.properties.len() >= CSV_HOLDS.1);
    if !raw.properties.trim().is_empty() {
        // The unified audit log: the list describes one object by several names.
        let name = targets.iter().filter_map(|target| member(target, "ID")).find(|id| id.starts_with(POLICY_OF)).map(str::to_owned);
        let id = objects.iter().find_map(|object| object.id.clone());
        let inside = objects.into_iter().flat_map(|object| object.properties);
        let properties = apart.iter().filter_map(property).chain(inside).collect();
        objects = vec![Object { id, name, properties }];
    }
    // Where one object has properties, those without only say where it stands.
    if objects.iter().any(|object| !object.properties.is_empty()) {
        objects.retain(|object| !object.properties.is_empty());
    } else {
        objects.truncate(1);
    }
    Changed { objects, strays, fills_csv }
}

fn property(entry: &Value) -> Option<Property> {
    let of = |key: &str| value_of(entry, key).cloned().unwrap_or_default();
    let name = member(entry, "displayName").or_else(|| member(entry, "Name")).unwrap_or_default().to_owned();
    let property = Property { name, old: of("oldValue"), new: of("newValue") };
    (!property.name.is_empty() || !property.old.is_null() || !property.new.is_null()).then_some(property)
}

impl Object {
    /// The tenant that owns the policy.
    pub fn owner(&self) -> Option<String> {
        guid(self.name.as_deref()?.strip_prefix(POLICY_OF)?)
    }

    /// The organisation that is meant. `by_object`: whether the object itself may be the entry of an organisation.
    pub fn partner(&self, own: &[&str], by_object: bool) -> Option<String> {
        let named = IDENTIFYING.iter().flat_map(|name| self.properties.iter().filter(move |property| property.name.eq_ignore_ascii_case(name)));
        let told = named.flat_map(|property| [&property.new, &property.old]).find_map(|value| guid(opened(value.clone()).as_str()?));
        let detail = || self.properties.iter().filter(|property| is_one_of(&CONTAINERS, &property.name)).find_map(Property::tenant);
        let object = || {
            let name = self.name.as_deref().unwrap_or_default();
            if !by_object || name.starts_with(POLICY_OF.trim_end()) {
                return None;
            }
            let in_name = name.split(|letter: char| !letter.is_ascii_hexdigit() && letter != '-').find_map(guid);
            in_name.or_else(|| self.id.clone()).filter(|id| !own.iter().any(|own| own.eq_ignore_ascii_case(id)))
        };
        told.or_else(detail).or_else(object)
    }

    /// The properties that are settings; those that only repeat `partner` or describe the event are left out.
    fn telling<'o>(&'o self, partner: Option<&'o str>, domain_list: bool) -> impl Iterator<Item = &'o Property> {
        self.properties.iter().filter(move |property| {
            let name = property.name.as_str();
            let names_policy = domain_list && is_one_of(&["DisplayName", "PolicyType"], name);
            let describes = DESCRIBING.iter().any(|start| name.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start)));
            !names_policy && !describes && !is_one_of(&BOOKKEEPING, name) && !property.only_names(partner)
        })
    }

    /// Whether the event tells values at all, changed or not.
    pub fn tells(&self, partner: Option<&str>, domain_list: bool) -> bool {
        self.telling(partner, domain_list).any(|property| !property.old.is_null() || !property.new.is_null())
    }

    /// The properties that are settings, opened where one holds several.
    pub fn settings(&self, partner: Option<&str>, domain_list: bool) -> Vec<Property> {
        let mut settings = Vec::new();
        for property in self.telling(partner, domain_list) {
            property.open(partner, &mut settings);
        }
        settings
    }
}

impl Property {
    fn only_names(&self, partner: Option<&str>) -> bool {
        let repeats = |value: &Value| match opened(value.clone()) {
            Value::Null => true,
            // An event about the default names nobody but the owner.
            Value::String(text) => guid(&text).is_some_and(|id| partner.is_none_or(|partner| id == partner)),
            _ => false,
        };
        is_one_of(&IDENTIFYING, &self.name) && repeats(&self.old) && repeats(&self.new)
    }

    fn tenant(&self) -> Option<String> {
        [&self.new, &self.old].into_iter().find_map(|value| match elements(value.clone())?.as_slice() {
            [entry] => guid(member(&opened(entry.clone()), "tenantId")?),
            _ => None,
        })
    }

    /// Whether this property holds others, which could not be told apart.
    pub fn is_container(&self) -> bool {
        is_one_of(&CONTAINERS, &self.name)
    }

    fn open(&self, partner: Option<&str>, into: &mut Vec<Self>) {
        let sides = self.is_container().then(|| [&self.old, &self.new].map(|value| members(value, partner)));
        let Some([Some(old), Some(new)]) = sides else {
            into.push(self.clone());
            return;
        };
        let mut names: Vec<&String> = Vec::new();
        for name in old.iter().chain(&new).map(|(name, _)| name) {
            if !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                names.push(name);
            }
        }
        for name in names {
            let of = |side: &[(String, Value)]| {
                side.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map_or(Value::Null, |(_, value)| value.clone())
            };
            let inner = Self { name: name.clone(), old: of(&old), new: of(&new) };
            if !inner.only_names(partner) {
                inner.open(partner, into);
            }
        }
    }
}

/// The members of an entry, of several in a list the one of `partner`. `None` where it is no entry.
fn members(value: &Value, partner: Option<&str>) -> Option<Vec<(String, Value)>> {
    let entries = elements(value.clone())?;
    let entry = match entries.as_slice() {
        [] => return Some(Vec::new()),
        [entry] => opened(entry.clone()),
        several => {
            let is_meant = |entry: &Value| partner.is_some() && member(entry, "tenantId").and_then(guid).as_deref() == partner;
            several.iter().cloned().map(opened).find(is_meant)?
        }
    };
    match entry {
        Value::Null => Some(Vec::new()),
        Value::Object(members) => Some(members.into_iter().collect()),
        _ => None,
    }
}
