//! From exported files to a policy: Graph answers, pages, folders of single objects, one file with everything, PowerShell dumps.
//!
//! What it is not: finding and opening files, which the caller does, or judging the policy (see `validate`). What a file is is told by its
//! members, never by its name. The same object twice is harmless if it is the same, and an error if it is not: guessing which of two
//! policies holds would be worse than asking.

use std::collections::BTreeMap;

use serde_json::Value;

use super::code::Language;
use super::decode::{configuration, partner, synchronisation, tenant_name};
use super::error::{Expected, PolicyError, Trouble, TroubleKind};
use super::loose::{Members, dotted, is_type_name, list, object, switch, text};
use super::model::{CrossTenantAccessPolicy, DefaultConfiguration, DeletedPartner, Other, PartnerConfiguration};
use super::proposal::{Given, Proposal};
use super::surroundings::{Surroundings, is_around, is_template};
use super::write::IDENTITY_SYNCHRONIZATION;
use crate::nested_json::opened;
use crate::safe::quoted_list;
use crate::words::{Lang, Text, errors as said};

/// What a JSON object of a policy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyKind {
    /// The settings of every organisation without an own entry.
    Default,
    /// The entry of one organisation.
    Partner,
    /// Whether one organisation may synchronise users.
    IdentitySynchronization,
    /// The policy object itself, with the clouds it lets in.
    Base,
    /// Several of these in one object.
    Combined,
    /// What new members of a multi-tenant organisation get; not in force.
    Template,
    /// Settings beside the policy that decide too who comes in.
    Surroundings,
}

/// Members that only a default or a partner entry has.
const SIGNATURE: [&str; 11] = [
    "m365CollaborationInbound",
    "m365CollaborationOutbound",
    "appServiceConnectInbound",
    "b2bCollaborationInbound",
    "b2bCollaborationOutbound",
    "b2bDirectConnectInbound",
    "b2bDirectConnectOutbound",
    "inboundTrust",
    "automaticUserConsentSettings",
    "tenantRestrictions",
    "isServiceDefault",
];
/// Members that only a partner entry has.
const PARTNER_SIGNATURE: [&str; 5] =
    ["isServiceProvider", "isInMultiTenantOrganization", IDENTITY_SYNCHRONIZATION, "m365Capabilities", "serviceProviderConstraints"];
/// What annotations of the policy contain.
const TYPE: &str = "crosstenantaccesspolicy";
/// What annotations of a list of removed entries contain.
const REMOVED: &str = "deleteditems/crosstenantpartners";
/// The member that says when an entry was removed.
const DELETED: &str = "deletedDateTime";

fn member<'v>(object: &'v Other, name: &str) -> Option<&'v Value> {
    object.iter().find(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_null()).map(|(_, value)| value)
}

fn has(object: &Other, names: &[&str]) -> bool {
    names.iter().any(|name| object.keys().any(|key| key.eq_ignore_ascii_case(name)))
}

/// An object, or the first object of a list.
fn first_object(value: &Value) -> Option<&Other> {
    value.as_array().map_or(Some(value), |items| items.first())?.as_object()
}

/// The annotations of an object, wherever PowerShell put them, in lower case.
fn annotations(object: &Other) -> String {
    let apart = member(object, "AdditionalProperties").and_then(Value::as_object);
    let all = [Some(object), apart].into_iter().flatten();
    let texts = all.flat_map(|object| ["@odata.context", "@odata.type"].map(|name| member(object, name).and_then(Value::as_str).unwrap_or_default()));
    texts.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn kind_of(object: &Other, context: &str) -> Option<PolicyKind> {
    let named = format!("{} {context}", annotations(object));
    let ours = named.contains(TYPE) || named.contains(REMOVED);
    let tenant = ["tenantId", "partnerTenantId"].iter().any(|name| member(object, name).is_some());
    if is_template(object, &named) {
        return Some(PolicyKind::Template);
    }
    let inside = |name: &str, names: &[&str]| member(object, name).and_then(first_object).is_some_and(|inner| has(inner, names));
    if has(object, &["default", "partners"])
        && (ours
            || (has(object, &["default"]) && has(object, &["partners"]))
            || has(object, &["allowedCloudEndpoints"])
            || inside("default", &SIGNATURE)
            || inside("partners", &["tenantId", "partnerTenantId"]))
    {
        Some(PolicyKind::Combined)
    } else if has(object, &PARTNER_SIGNATURE) || (tenant && has(object, &SIGNATURE)) {
        Some(PolicyKind::Partner)
    } else if tenant && (has(object, &["userSyncInbound"]) || named.contains("identitysync")) {
        Some(PolicyKind::IdentitySynchronization)
    } else if tenant && ours {
        Some(PolicyKind::Partner)
    } else if has(object, &SIGNATURE) {
        Some(PolicyKind::Default)
    } else if has(object, &["allowedCloudEndpoints"]) || ours {
        Some(PolicyKind::Base)
    } else {
        is_around(object).then_some(PolicyKind::Surroundings)
    }
}

/// Whether the annotations of a page say that it lists entries, removed ones included.
fn lists_partners(annotations: &str) -> bool {
    annotations.contains(&format!("{TYPE}/partners")) || annotations.contains(REMOVED)
}

/// What a JSON value is, if it is of a cross-tenant access policy: told by its members, or by those of the first object in a list or page.
#[must_use]
pub fn is_policy(value: &Value) -> Option<PolicyKind> {
    match value {
        Value::Array(items) => items.first()?.as_object().and_then(|first| kind_of(first, "")),
        Value::Object(object) => match member(object, "value") {
            Some(Value::Array(items)) => match items.first() {
                Some(first) => kind_of(first.as_object()?, &annotations(object)),
                None => lists_partners(&annotations(object)).then_some(PolicyKind::Partner),
            },
            Some(Value::Object(inner)) if !has(object, &SIGNATURE) => kind_of(inner, &annotations(object)),
            _ => kind_of(object, ""),
        },
        _ => None,
    }
}

/// What a JSON text is, if it is of a policy.
#[must_use]
pub fn is_policy_text(text: &str) -> Option<PolicyKind> {
    let first = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}')).into_iter().next()?.ok()?;
    is_policy(&opened(first))
}

/// Reads a policy from JSON texts, each with its path as shown. A text may hold several JSON values one after the other.
///
/// # Errors
/// A text is no JSON or no policy, something in it cannot be understood, or two texts contradict each other.
pub fn read_policy<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<CrossTenantAccessPolicy, PolicyError> {
    Ok(read(texts)?.finish().0)
}

/// Reads somebody's proposal, which may give a part of a policy: what it gives is remembered beside the policy itself.
///
/// # Errors
/// As [`read_policy`]; also that a file of code is only half understood, or that texts of several kinds are mixed.
pub fn read_proposal<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<Proposal, PolicyError> {
    let texts: Vec<(&str, &str)> = texts.into_iter().collect();
    let kinds = || texts.iter().map(|(path, _)| (*path, Language::of_path(path)));
    let (first, language) = kinds().next().unwrap_or_default();
    if let Some((second, _)) = kinds().find(|(_, other)| *other != language) {
        return Err(PolicyError::Mixed { first: first.to_owned(), second: second.to_owned() });
    }
    let found = match language {
        Some(language) => read_code(language, &texts)?,
        None => read(texts)?,
    };
    let (policy, given) = found.finish();
    Ok(Proposal::new(policy, given))
}

/// Reads settings kept as code, all files of one language.
fn read_code(language: Language, texts: &[(&str, &str)]) -> Result<Gathered, PolicyError> {
    let mut found = Gathered::default();
    for (path, text) in texts {
        let objects = language.read(text);
        let objects = objects.map_err(|fault| PolicyError::Code { place: format!("{path}:{}", fault.line), trouble: fault.trouble })?;
        for object in objects {
            (found.any, found.settings) = (true, true);
            // Such files are a whole state: where they give the default, they give every entry.
            found.given.partners |= object.lists_entries;
            let value = object.value;
            let place = format!("{path}:{}", object.line);
            let members = Members::new(value.as_object().cloned().unwrap_or_default());
            let tenant = text_of(value.get("tenantId"));
            if object.absent {
                found.given.note_gone(tenant);
                continue;
            }
            if matches!(object.kind, PolicyKind::Default | PolicyKind::Partner) {
                found.given.note_silent(&tenant, &members, object.whole);
            }
            if object.kind == PolicyKind::Partner && found.partners.contains_key(&tenant) {
                let (_, first) = &found.partners[&tenant];
                let what = Text::from(move |lang: Lang| said::the_partner(lang, &tenant));
                return Err(PolicyError::Contradiction { what, first: first.clone(), second: place });
            }
            found.take_object(object.kind, members, &place, "")?;
        }
    }
    let path = texts.first().map(|(path, _)| (*path).to_owned()).unwrap_or_default();
    if found.any { Ok(found) } else { Err(PolicyError::NoResources { path }) }
}

/// A tenant as it is kept; empty where there is none.
fn text_of(value: Option<&Value>) -> String {
    value.cloned().and_then(text).map(|id| tenant_name(&id)).unwrap_or_default()
}

fn read<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<Gathered, PolicyError> {
    let mut found = Gathered::default();
    for (path, text) in texts {
        let values: Result<Vec<Value>, _> = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}')).into_iter().collect();
        let values = values.map_err(|error| PolicyError::NotJson { path: path.to_owned(), detail: Text::verbatim(error.to_string()) })?;
        if values.is_empty() {
            return Err(PolicyError::NotJson { path: path.to_owned(), detail: Text::from(said::empty_file) });
        }
        // Objects one after the other are a list without its brackets.
        found.given.partners |= values.len() > 1 && values.iter().all(|value| is_policy(value) == Some(PolicyKind::Partner));
        for value in values {
            let value = opened(value);
            cut_at(&value, "").map_or(Ok(()), Err).map_err(unreadable(path))?;
            found.take(value, path, "", "")?;
        }
    }
    if found.any { Ok(found) } else { Err(PolicyError::NoPolicy) }
}

fn unreadable(path: &str) -> impl Fn(Trouble) -> PolicyError {
    move |trouble| PolicyError::Unreadable { path: path.to_owned(), trouble }
}

/// The first place where PowerShell wrote the name of a type in place of an object.
fn cut_at(value: &Value, place: &str) -> Option<Trouble> {
    match value {
        Value::String(text) if is_type_name(text) => Some(Trouble::new(TroubleKind::DepthCut, place, text)),
        Value::String(_) => Some(opened(value.clone())).filter(|inner| !inner.is_string()).and_then(|inner| cut_at(&inner, place)),
        Value::Array(items) => items.iter().enumerate().find_map(|(n, item)| cut_at(item, &format!("{place}[{n}]"))),
        Value::Object(members) => members.iter().find_map(|(name, inner)| cut_at(inner, &dotted(place, name))),
        _ => None,
    }
}

/// What was found so far, each with the path it came from.
#[derive(Default)]
struct Gathered {
    clouds: Option<(Vec<String>, String)>,
    default: Option<(DefaultConfiguration, String)>,
    partners: BTreeMap<String, (PartnerConfiguration, String)>,
    /// Identity synchronisation, which comes with its entry or alone.
    syncs: BTreeMap<String, (PartnerConfiguration, String)>,
    deleted: BTreeMap<String, DeletedPartner>,
    surroundings: Surroundings,
    given: Given,
    any: bool,
    /// Whether there is anything but surroundings.
    settings: bool,
}

/// Keeps one value, or accepts the same value again.
fn once<T: PartialEq>(slot: &mut Option<(T, String)>, value: T, path: &str, what: Text) -> Result<(), PolicyError> {
    match slot {
        Some((known, first)) if *known != value => Err(PolicyError::Contradiction { what, first: first.clone(), second: path.to_owned() }),
        Some(_) => Ok(()),
        None => {
            *slot = Some((value, path.to_owned()));
            Ok(())
        }
    }
}

impl Gathered {
    /// Takes a value in: an object, a list, or a page.
    fn take(&mut self, value: Value, path: &str, place: &str, context: &str) -> Result<(), PolicyError> {
        let stranger = |found: Text| PolicyError::NotAPolicy { path: path.to_owned(), place: place.to_owned(), found };
        match opened(value) {
            Value::Array(items) if items.is_empty() && !context.contains(TYPE) && !context.contains(REMOVED) => {
                Err(stranger(Text::from(said::empty_list)))
            }
            Value::Array(items) => {
                self.any = true;
                self.settings |= items.is_empty();
                self.given.partners |= match items.first() {
                    Some(first) => {
                        first.as_object().and_then(|first| kind_of(first, context)) == Some(PolicyKind::Partner) && !context.contains(REMOVED)
                    }
                    None => context.contains(&format!("{TYPE}/partners")),
                };
                items.into_iter().enumerate().try_for_each(|(n, item)| self.take(item, path, &format!("{place}[{n}]"), context))
            }
            Value::Object(object) => {
                if let Some(inner @ (Value::Array(_) | Value::Object(_))) = member(&object, "value")
                    && !has(&object, &SIGNATURE)
                {
                    return self.take(inner.clone(), path, &dotted(place, "value"), &annotations(&object));
                }
                // Somebody says that these are settings, so little is asked of a file that gives little.
                let gives = |name: &str, is: fn(&Value) -> bool| member(&object, name).is_some_and(is);
                let loose = (gives("default", Value::is_object) || gives("partners", Value::is_array)).then_some(PolicyKind::Combined);
                let Some(kind) = kind_of(&object, context).or(loose) else {
                    let names: Vec<&str> = object.keys().map(String::as_str).take(6).collect();
                    if names.is_empty() {
                        return Err(stranger(Text::from(said::empty_object)));
                    }
                    let names = quoted_list(names);
                    return Err(stranger(Text::from(move |lang: Lang| said::members(lang, &names))));
                };
                self.any = true;
                match kind {
                    PolicyKind::Template => {
                        self.surroundings.templates = true;
                        return Ok(());
                    }
                    PolicyKind::Surroundings => {
                        self.surroundings.take(object);
                        return Ok(());
                    }
                    _ => self.settings = true,
                }
                let removed = format!("{} {context}", annotations(&object)).contains(REMOVED) || member(&object, DELETED).is_some();
                if removed && kind == PolicyKind::IdentitySynchronization {
                    return Ok(());
                }
                if removed && kind == PolicyKind::Partner {
                    self.take_deleted(Members::new(object));
                    return Ok(());
                }
                self.take_object(kind, Members::new(object), path, place)
            }
            other => Err(stranger(Text::verbatim(super::error::cut(&other.to_string())))),
        }
    }

    fn take_object(&mut self, kind: PolicyKind, mut members: Members, path: &str, place: &str) -> Result<(), PolicyError> {
        match kind {
            PolicyKind::Partner => self.take_partner(members, path, place),
            PolicyKind::Default => self.take_default(members, path, place),
            PolicyKind::IdentitySynchronization => {
                let tenant_id = text(members.take("tenantid")).map(|id| tenant_name(&id)).unwrap_or_default();
                let mut entry = PartnerConfiguration { tenant_id, ..PartnerConfiguration::default() };
                synchronisation(&mut entry, members, place).map_err(unreadable(path))?;
                self.take_sync(entry, path)
            }
            PolicyKind::Template | PolicyKind::Surroundings => Ok(()),
            PolicyKind::Base | PolicyKind::Combined => {
                let clouds = members.take("allowedcloudendpoints");
                if !opened(clouds.clone()).is_null() {
                    let clouds = list(clouds, &dotted(place, "allowedCloudEndpoints")).map_err(unreadable(path))?;
                    let mut clouds: Vec<String> = clouds.into_iter().filter_map(text).map(|cloud| cloud.to_lowercase()).collect();
                    clouds.sort();
                    clouds.dedup();
                    once(&mut self.clouds, clouds, path, Text::verbatim("allowedCloudEndpoints"))?;
                }
                let default_place = dotted(place, "default");
                if let Some(default) = object(members.take("default"), &default_place).map_err(unreadable(path))? {
                    self.take_default(default, path, &default_place)?;
                }
                let partners_place = dotted(place, "partners");
                self.given.partners |= members.holds("partners");
                for (n, entry) in list(members.take("partners"), &partners_place).map_err(unreadable(path))?.into_iter().enumerate() {
                    let place = format!("{partners_place}[{n}]");
                    let entry = object(entry, &place).map_err(unreadable(path))?.unwrap_or_default();
                    if entry.holds("deleteddatetime") { self.take_deleted(entry) } else { self.take_partner(entry, path, &place)? }
                }
                Ok(())
            }
        }
    }

    fn take_default(&mut self, mut members: Members, path: &str, place: &str) -> Result<(), PolicyError> {
        let place_of_flag = dotted(place, "isServiceDefault");
        let is_service_default = switch(members.take("isservicedefault"), &place_of_flag).map_err(unreadable(path))?;
        // The key of the object, which is the same in every directory.
        members.take("id");
        self.given.default = true;
        self.given.note_nulls(None, &members);
        let blocks = configuration(members, place).map_err(unreadable(path))?;
        once(&mut self.default, DefaultConfiguration { is_service_default, blocks }, path, Text::verbatim("default"))
    }

    fn take_deleted(&mut self, mut members: Members) {
        let tenant = [members.take("tenantid"), members.take("partnertenantid")].into_iter().find_map(text);
        let tenant_id = tenant.map(|id| tenant_name(&id)).unwrap_or_default();
        let deleted = text(members.take("deleteddatetime")).unwrap_or_default();
        self.deleted.insert(tenant_id.clone(), DeletedPartner { tenant_id, deleted });
    }

    fn take_partner(&mut self, members: Members, path: &str, place: &str) -> Result<(), PolicyError> {
        let mut nulls = Given::default();
        nulls.note_nulls(Some(""), &members);
        let entry = partner(members, place).map_err(unreadable(path))?;
        let mut entry =
            entry.ok_or_else(|| unreadable(path)(Trouble::new(TroubleKind::Shape(Expected::TenantId), &dotted(place, "tenantId"), &"nothing")))?;
        let sync = entry.blocks.other.shift_remove(IDENTITY_SYNCHRONIZATION);
        if sync.is_some() || entry.user_sync_inbound.is_some() {
            let mut alone = PartnerConfiguration {
                tenant_id: entry.tenant_id.clone(),
                user_sync_inbound: entry.user_sync_inbound.take(),
                ..PartnerConfiguration::default()
            };
            alone.blocks.other.extend(sync.map(|sync| (IDENTITY_SYNCHRONIZATION.to_owned(), sync)));
            self.take_sync(alone, path)?;
        }
        let what = entry.tenant_id.clone();
        self.given.take_nulls(&what, nulls);
        insert(&mut self.partners, entry, path, Text::from(move |lang: Lang| said::the_partner(lang, &what)))
    }

    fn take_sync(&mut self, alone: PartnerConfiguration, path: &str) -> Result<(), PolicyError> {
        let id = alone.tenant_id.clone();
        insert(&mut self.syncs, alone, path, Text::from(move |lang: Lang| said::the_synchronisation(lang, &id)))
    }

    fn finish(mut self) -> (CrossTenantAccessPolicy, Given) {
        for (tenant, (sync, path)) in self.syncs {
            let empty = PartnerConfiguration { tenant_id: tenant.clone(), ..PartnerConfiguration::default() };
            // Synchronisation hangs on an entry, so there is one even where the export leaves it out.
            let (entry, _) = self.partners.entry(tenant).or_insert((empty, path));
            entry.user_sync_inbound = sync.user_sync_inbound;
            entry.blocks.other.extend(sync.blocks.other);
        }
        let policy = CrossTenantAccessPolicy {
            allowed_cloud_endpoints: self.clouds.map(|(clouds, _)| clouds),
            default: self.default.map(|(default, _)| default),
            partners: self.partners.into_values().map(|(entry, _)| entry).collect(),
            deleted: self.deleted.into_values().collect(),
            surroundings: Surroundings { alone: !self.settings, ..self.surroundings },
        };
        (policy, self.given)
    }
}

fn insert(
    entries: &mut BTreeMap<String, (PartnerConfiguration, String)>,
    entry: PartnerConfiguration,
    path: &str,
    what: Text,
) -> Result<(), PolicyError> {
    let tenant = entry.tenant_id.clone();
    let mut slot = entries.remove(&tenant);
    let kept = once(&mut slot, entry, path, what);
    entries.extend(slot.map(|slot| (tenant, slot)));
    kept
}
