//! What stands around the cross-tenant access settings and decides too who comes in: to which domains invitations may go, who may invite,
//! how `SharePoint` shares, whether Teams lets guests in. Read from their exports.
//!
//! What it is not: part of the policy (see `model`), or a judgement (see `contradictions`). Graph, PowerShell and the old policy objects spell
//! the same things differently; that is settled here.

use std::collections::BTreeSet;

use serde_json::Value;

use super::loose::{Members, text};
use super::model::Other;
use crate::nested_json::opened;
use crate::pseudonym::{Kind, Pseudonyms};

/// A list of domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainList {
    /// Whether only these are let in; otherwise these are kept out.
    pub only_these: bool,
    /// The domains, lower case.
    pub domains: BTreeSet<String>,
}

impl DomainList {
    /// Whether the list keeps a domain out.
    #[must_use]
    pub fn refuses(&self, domain: &str) -> bool {
        self.domains.contains(domain) != self.only_these
    }

    fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        Self { only_these: self.only_these, domains: self.domains.iter().map(|domain| names.of(Kind::Domain, domain)).collect() }
    }
}

/// With whom `SharePoint` shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// With nobody from outside.
    Disabled,
    /// With guests who are in the directory already.
    Existing,
    /// With new guests too, perhaps with anybody.
    NewGuests,
}

/// What `SharePoint` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharePoint {
    /// With whom it shares.
    pub sharing: Sharing,
    /// Its own list of domains.
    pub domains: Option<DomainList>,
}

/// What stands around the policy, as far as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// To which domains invitations may go.
    pub domains: Option<DomainList>,
    /// Who may invite, as Graph says it (`allowInvitesFrom`).
    pub invites: Option<String>,
    /// `SharePoint`'s sharing.
    pub share_point: Option<SharePoint>,
    /// Whether Teams lets guests in.
    pub teams_guests: Option<bool>,
    /// Whether there are templates for members of a multi-tenant organisation.
    pub templates: bool,
    /// Whether nothing else was given: then there are no settings.
    pub alone: bool,
}

fn holds(object: &Other, name: &str) -> bool {
    object.keys().any(|key| key.eq_ignore_ascii_case(name))
}

const INVITES: &str = "allowInvitesFrom";
const SHARING: &str = "sharingCapability";
const TEAMS: &str = "allowGuestUser";
const DOMAINS: &str = "InvitationsAllowedAndBlockedDomainsPolicy";
const B2B: &str = "B2BManagementPolicy";

/// Whether an object is one of these exports.
pub(super) fn is_around(object: &Other) -> bool {
    [INVITES, SHARING, TEAMS, DOMAINS, B2B].iter().any(|name| holds(object, name))
        || (holds(object, "definition") && object.values().any(|value| value.as_str() == Some(B2B)))
}

/// Whether an object is a template for members of a multi-tenant organisation: it has the blocks of the default, and is not in force.
pub(super) fn is_template(object: &Other, annotations: &str) -> bool {
    holds(object, "templateApplicationLevel") || (annotations.contains("multitenantorganization") && annotations.contains("template"))
}

/// A list of texts, also as one text with spaces or commas.
fn texts(value: Value) -> BTreeSet<String> {
    let split = |text: &str| text.split([' ', ',', ';']).map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    match opened(value) {
        Value::Array(items) => items.iter().filter_map(Value::as_str).flat_map(split).collect(),
        Value::String(text) => split(&text).into_iter().collect(),
        _ => BTreeSet::new(),
    }
}

/// The lists of domains in a value, wherever they lie.
fn domain_list(value: &Value, depth: usize) -> Option<DomainList> {
    if depth > 8 {
        return None;
    }
    match opened(value.clone()) {
        Value::Object(object) => {
            if let Some((_, lists)) = object.iter().find(|(key, _)| key.eq_ignore_ascii_case(DOMAINS)) {
                let mut lists = Members::new(opened(lists.clone()).as_object().cloned().unwrap_or_default());
                let (only, never) = (texts(lists.take("alloweddomains")), texts(lists.take("blockeddomains")));
                return Some(DomainList { only_these: !only.is_empty(), domains: if only.is_empty() { never } else { only } });
            }
            object.values().find_map(|inner| domain_list(inner, depth + 1))
        }
        Value::Array(items) => items.iter().find_map(|item| domain_list(item, depth + 1)),
        _ => None,
    }
}

fn sharing(text: &str) -> Option<Sharing> {
    match text.trim().to_lowercase().as_str() {
        "disabled" | "0" => Some(Sharing::Disabled),
        "existingexternalusersharingonly" | "3" => Some(Sharing::Existing),
        "externalusersharingonly" | "1" | "externaluserandguestsharing" | "2" => Some(Sharing::NewGuests),
        _ => None,
    }
}

impl Surroundings {
    /// Whether anything was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { alone: self.alone, ..Self::default() }
    }

    /// Takes an export in. What was told before stays where this is silent.
    pub(super) fn take(&mut self, object: Other) {
        if let Some(list) = domain_list(&Value::Object(object.clone()), 0) {
            self.domains = Some(list);
        }
        let mut members = Members::new(object);
        if let Some(invites) = text(members.take(&INVITES.to_lowercase())) {
            self.invites = Some(invites);
        }
        if let Some(sharing) = text(members.take(&SHARING.to_lowercase())).as_deref().and_then(sharing) {
            let mode = text(members.take("sharingdomainrestrictionmode")).unwrap_or_default().to_lowercase();
            let domains = match mode.as_str() {
                "allowlist" | "1" => Some(DomainList { only_these: true, domains: texts(members.take("sharingalloweddomainlist")) }),
                "blocklist" | "2" => Some(DomainList { only_these: false, domains: texts(members.take("sharingblockeddomainlist")) }),
                _ => None,
            };
            self.share_point = Some(SharePoint { sharing, domains });
        }
        if let Ok(Some(guests)) = super::loose::switch(members.take(&TEAMS.to_lowercase()), TEAMS) {
            self.teams_guests = Some(guests);
        }
    }

    /// What these say, and what others say where these are silent.
    #[must_use]
    pub fn or(&self, others: Option<&Self>) -> Self {
        let others = others.cloned().unwrap_or_default();
        Self {
            domains: self.domains.clone().or(others.domains),
            invites: self.invites.clone().or(others.invites),
            share_point: self.share_point.clone().or(others.share_point),
            teams_guests: self.teams_guests.or(others.teams_guests),
            templates: self.templates || others.templates,
            alone: self.alone && others.alone,
        }
    }

    /// The same under tokens.
    #[must_use]
    pub fn pseudonymised(&self, names: &Pseudonyms) -> Self {
        let share_point = self.share_point.as_ref().map(|share_point| SharePoint {
            sharing: share_point.sharing,
            domains: share_point.domains.as_ref().map(|list| list.pseudonymised(names)),
        });
        Self { domains: self.domains.as_ref().map(|list| list.pseudonymised(names)), share_point, ..self.clone() }
    }
}
