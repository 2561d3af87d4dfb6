//! Each rule by an example, the laws over random worlds, and the script.

mod current;
mod laws;
mod plan;
mod rules;
mod script;

use super::super::code::Language;
use super::super::{
    AccessType, Asked, B2bSetting, Block, CrossTenantAccessPolicy, DefaultConfiguration, Evaluator, Lookups, MatchMode, PartnerConfiguration,
    RIGHTS_MANAGEMENT, Severity, Target, TargetConfiguration, Verdict, read_policy, read_proposal, validate,
};
use super::*;
use crate::model::{AccessFlags, Direction};

const P1: &str = "22222222-2222-4222-8222-222222222221";
const P2: &str = "22222222-2222-4222-8222-222222222222";
const P3: &str = "22222222-2222-4222-8222-222222222223";
const P4: &str = "22222222-2222-4222-8222-222222222224";
const NOBODY: &str = "22222222-2222-4222-8222-222222222229";
const U1: &str = "aaaaaaaa-0000-4000-8000-000000000001";
const U2: &str = "aaaaaaaa-0000-4000-8000-000000000002";
const A1: &str = "cccccccc-0000-4000-8000-000000000001";
const A2: &str = "cccccccc-0000-4000-8000-000000000002";
const A3: &str = "cccccccc-0000-4000-8000-000000000003";
const A4: &str = "cccccccc-0000-4000-8000-000000000004";
const NEW_APP: &str = "cccccccc-0000-4000-8000-000000000009";
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";
const ARM: &str = "797f4846-ba00-4fd7-ba43-dac1f8f63013";
const TEAMS: &str = "1fec8e78-bce4-4aaf-ab1b-5451cc387264";
const TEAMS_SERVICE: &str = "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe";
const SHAREPOINT: &str = "00000003-0000-0ff1-ce00-000000000000";
const EXCHANGE: &str = "00000002-0000-0ff1-ce00-000000000000";
const FORMS: &str = "c9a559d2-7aab-4f13-a6ed-e7e9c52aec87";
const MY_APPS: &str = "2793995e-0a7d-40d7-bd35-6968ba142197";
const MY_SIGN_INS: &str = "19db86c3-b2b9-44cc-b339-36da233a3be2";
const IN: Direction = Direction::Inbound;
const OUT: Direction = Direction::Outbound;
const DAY: i64 = 86_400;

/// A success of U1 as a guest, on two days.
fn used<'a>(direction: Direction, partner: &'a str, client: Option<&'a str>, resource: Option<&'a str>) -> ObservedAccess<'a> {
    ObservedAccess {
        direction,
        partner,
        partner_name: None,
        partner_cloud: Cloud::Commercial,
        access_type: Some(AccessFlags::B2B_COLLABORATION),
        external_identity: false,
        user: Some(U1),
        user_principal_name: None,
        home_domain: None,
        client,
        client_name: None,
        resource,
        resource_name: None,
        successes: 1,
        other_attempts: 0,
        first_seen: 1_760_000_000,
        last_seen: 1_760_000_000 + 3 * DAY,
        days_seen: 2,
    }
}

fn propose(observed: &[ObservedAccess<'_>]) -> Recommendation {
    recommend(observed, None, &Options::default())
}

fn with_current(observed: &[ObservedAccess<'_>], current: &CrossTenantAccessPolicy) -> Recommendation {
    recommend(observed, Some(current), &Options::default())
}

/// The applications that a block of a partner allows, without those that every list holds; `-` where the block is inherited.
fn apps(recommendation: &Recommendation, partner: &str, block: Block) -> Vec<String> {
    let Some(setting) = recommendation.policy.partner(partner).and_then(|entry| entry.blocks.setting(block)) else { return vec!["-".to_owned()] };
    let list = setting.applications.as_ref().expect("both lists");
    assert_eq!(list.access, AccessType::Allowed);
    let texts = list.targets.iter().map(|target| target.target.text().to_owned());
    texts.filter(|id| !choose::always(id)).collect()
}

/// Users of a block.
fn users(recommendation: &Recommendation, partner: &str, block: Block) -> Vec<String> {
    let setting = recommendation.policy.partner(partner).and_then(|entry| entry.blocks.setting(block)).expect("a block");
    setting.users_and_groups.iter().flat_map(|list| &list.targets).map(|target| target.target.text().to_owned()).collect()
}

/// The one line about this id with this decision.
fn line<'r>(recommendation: &'r Recommendation, partner: &str, id: &str, decision: Decision) -> &'r ReasonRow {
    let mut found = recommendation
        .reasons
        .iter()
        .filter(|row| row.partner.as_deref() == Some(partner) && row.id.as_deref() == Some(id) && row.decision == decision);
    let row = found.next().unwrap_or_else(|| panic!("{id} {decision:?} in {:#?}", recommendation.reasons));
    assert!(found.next().is_none(), "one line about {id}");
    row
}

fn verdict(policy: &CrossTenantAccessPolicy, row: &ObservedAccess<'_>, mode: MatchMode) -> Verdict {
    Evaluator::new(policy, Lookups::default(), mode).judge(&gather::asked(row, Cloud::Commercial)).verdict
}

fn entry(tenant: &str) -> PartnerConfiguration {
    PartnerConfiguration { tenant_id: tenant.to_owned(), ..PartnerConfiguration::default() }
}

fn policy_of(partners: Vec<PartnerConfiguration>) -> CrossTenantAccessPolicy {
    CrossTenantAccessPolicy { partners, ..CrossTenantAccessPolicy::default() }
}

fn allowed(targets: &[Target]) -> TargetConfiguration {
    TargetConfiguration::new(AccessType::Allowed, targets.to_vec())
}
