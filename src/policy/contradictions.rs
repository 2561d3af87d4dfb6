//! Where the cross-tenant access settings and what stands around them say different things, and which of them wins; entries that are removed
//! and not gone yet; settings that sign-ins do not show.
//!
//! What it is not: a check of the policy by itself (see `validate`). What is not given is not guessed: without an export of the other settings
//! there is no contradiction.

use super::block::Block;
use super::finding::{Finding, Rule};
use super::model::{Configuration, CrossTenantAccessPolicy};
use super::newer::{ALLOWED_ROLES, NEWER_LISTS, allowed_roles};
use super::surroundings::Sharing;
use super::validate::{Seen, allows};
use crate::model::time;
use crate::words::Lang;

/// Days for which a removed entry can be brought back.
const KEPT: i64 = 30;
/// Members that sign-ins do not show, beside the newer lists.
const UNSHOWN: [&str; 4] =
    ["m365Capabilities", "invitationRedemptionIdentityProviderConfiguration", "crossCloudMeetingConfiguration", "protectedContentSharing"];

/// What there is to say of a policy and its surroundings, by number.
#[must_use]
pub fn contradictions(policy: &CrossTenantAccessPolicy, seen: Option<&Seen>, lang: Lang) -> Vec<Finding> {
    let mut found = domains(policy, seen, lang);
    found.extend(invitations(policy, lang));
    found.extend(removed(policy, lang));
    let unshown = unshown(policy);
    if !unshown.is_empty() {
        found.push(Rule::V22(unshown).finding("default".to_owned(), lang));
    }
    if policy.surroundings.templates {
        found.push(Rule::V23.finding("default".to_owned(), lang));
    }
    found.extend(roles(policy, lang));
    found
}

/// V24: the roles that a service provider may hold here.
fn roles(policy: &CrossTenantAccessPolicy, lang: Lang) -> Vec<Finding> {
    let entries = policy.partners.iter().filter_map(|entry| Some((entry, allowed_roles(&entry.blocks)?)));
    entries.map(|(entry, roles)| Rule::V24(roles).finding(format!("{}.{ALLOWED_ROLES}", entry.tenant_id), lang)).collect()
}

/// V17 and the domains of V19: partners whose domain is known from their users.
fn domains(policy: &CrossTenantAccessPolicy, seen: Option<&Seen>, lang: Lang) -> Vec<Finding> {
    let around = &policy.surroundings;
    let mut found = Vec::new();
    for (tenant, domains) in seen.iter().flat_map(|seen| &seen.domains) {
        let open = allows(&policy.effective(Block::CollaborationInbound, Some(tenant)));
        let place = || format!("{tenant}.{}", Block::CollaborationInbound.name());
        for domain in domains {
            if let Some(list) = &around.domains {
                match (open, list.refuses(domain), list.only_these) {
                    (true, true, _) => found.push(Rule::V17Refused { domain: domain.clone(), only_these: list.only_these }.finding(place(), lang)),
                    (false, false, true) => found.push(Rule::V17Blocked(domain.clone()).finding(place(), lang)),
                    _ => {}
                }
            }
            let list = around.share_point.as_ref().and_then(|share_point| share_point.domains.as_ref());
            if open && list.is_some_and(|list| list.refuses(domain)) {
                found.push(Rule::V19Domain(domain.clone()).finding(place(), lang));
            }
        }
    }
    found.sort_by_key(|finding| finding.number);
    found
}

/// V18, V19 and V20: what concerns everybody.
fn invitations(policy: &CrossTenantAccessPolicy, lang: Lang) -> Vec<Finding> {
    let around = &policy.surroundings;
    let by_default = allows(&policy.effective(Block::CollaborationInbound, None));
    let open = by_default || policy.partners.iter().any(|entry| allows(&policy.effective(Block::CollaborationInbound, Some(&entry.tenant_id))));
    let place = || format!("default.{}", Block::CollaborationInbound.name());
    let mut rules = Vec::new();
    match around.invites.as_deref() {
        Some("none") if open => rules.push(Rule::V18Nobody),
        Some("everyone") if !by_default => rules.push(Rule::V18Everyone),
        _ => {}
    }
    match around.share_point.as_ref().map(|share_point| share_point.sharing) {
        Some(Sharing::Disabled) if open => rules.push(Rule::V19Off { existing: false }),
        Some(Sharing::Existing) if open => rules.push(Rule::V19Off { existing: true }),
        Some(Sharing::NewGuests) if !by_default => rules.push(Rule::V19Open),
        _ => {}
    }
    if around.teams_guests == Some(false) && open {
        rules.push(Rule::V20);
    }
    rules.into_iter().map(|rule| rule.finding(place(), lang)).collect()
}

/// V21: entries that are removed, and when they are gone for good.
fn removed(policy: &CrossTenantAccessPolicy, lang: Lang) -> Vec<Finding> {
    let rule = |deleted: &str| {
        let at = time::parse(deleted, None).ok().map(|at| at.div_euclid(86_400));
        Rule::V21(at.map(|day| [time::day_text(day), time::day_text(day + KEPT)]))
    };
    policy.deleted.iter().map(|entry| rule(&entry.deleted).finding(entry.tenant_id.clone(), lang)).collect()
}

/// The members that are set anywhere and that sign-ins do not show.
fn unshown(policy: &CrossTenantAccessPolicy) -> Vec<&'static str> {
    let all: Vec<&Configuration> =
        policy.default.iter().map(|default| &default.blocks).chain(policy.partners.iter().map(|entry| &entry.blocks)).collect();
    let names = NEWER_LISTS.iter().map(|newer| newer.block).chain(UNSHOWN);
    let mut found: Vec<&str> = names.filter(|name| all.iter().any(|blocks| blocks.other.contains_key(*name))).collect();
    if !found.is_empty() && all.iter().any(|blocks| blocks.tenant_restrictions.is_some()) {
        found.push(Block::TenantRestrictions.name());
    }
    found
}
