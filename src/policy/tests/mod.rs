//! Laws of the policy module, and the documented examples.

mod around;
mod audit;
mod effects;
mod exhaustive;
mod faults;
mod judging;
mod laws;
mod reading;
mod table;

use super::*;
use crate::model::{Cloud, Direction};

const PARTNER: &str = "22222222-2222-4222-8222-222222222222";
const OTHER_PARTNER: &str = "33333333-3333-4333-8333-333333333333";
const U1: &str = "aaaaaaaa-0000-4000-8000-000000000001";
const U2: &str = "aaaaaaaa-0000-4000-8000-000000000002";
const G1: &str = "bbbbbbbb-0000-4000-8000-000000000001";
const G2: &str = "bbbbbbbb-0000-4000-8000-000000000002";
const A1: &str = "cccccccc-0000-4000-8000-000000000001";
const A2: &str = "cccccccc-0000-4000-8000-000000000002";
const TEAMS: &str = "1fec8e78-bce4-4aaf-ab1b-5451cc387264";
const SHAREPOINT: &str = "00000003-0000-0ff1-ce00-000000000000";

/// A target by a short name.
fn target(name: &str) -> Target {
    match name {
        "AllUsers" => Target::all_users(),
        "AllApplications" => Target::all_applications(),
        "Office365" => Target::office365(),
        "u1" => Target::user(U1),
        "u2" => Target::user(U2),
        "g1" => Target::group(G1),
        "g2" => Target::group(G2),
        "a1" => Target::application(A1),
        "a2" => Target::application(A2),
        id => Target::application(id),
    }
}

/// `allow g1 u1`, `block AllUsers`.
fn list(words: &str) -> TargetConfiguration {
    let mut words = words.split_whitespace();
    let access = if words.next() == Some("allow") { AccessType::Allowed } else { AccessType::Blocked };
    TargetConfiguration::new(access, words.map(target).collect())
}

fn setting(users: &str, applications: &str) -> B2bSetting {
    B2bSetting::new(list(users), list(applications))
}

/// A policy whose default says this about outbound collaboration.
fn outbound_default(users: &str, applications: &str) -> CrossTenantAccessPolicy {
    let mut default = DefaultConfiguration::default();
    default.blocks.b2b_collaboration_outbound = Some(setting(users, applications));
    CrossTenantAccessPolicy { default: Some(default), ..CrossTenantAccessPolicy::default() }
}

fn with_partner(mut policy: CrossTenantAccessPolicy, change: impl FnOnce(&mut PartnerConfiguration)) -> CrossTenantAccessPolicy {
    let mut entry = PartnerConfiguration { tenant_id: PARTNER.to_owned(), ..PartnerConfiguration::default() };
    change(&mut entry);
    policy.partners.push(entry);
    policy
}

fn asked<'a>(direction: Direction, user: &'a str, application: &'a str) -> Asked<'a> {
    Asked { user: Some(user), client: Some(application), resource: Some(application), ..Asked::new(direction, PARTNER) }
}
