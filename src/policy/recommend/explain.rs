//! The reasoning, line by line: the default, the clouds, then each partner with what is allowed, left out, removed and carried over.
//!
//! What it is not: the deciding (see `choose` and `propose`), or what is said about a partner (see `explain_partner`). Partners come in the order of their successes, the most used first; within one,
//! by direction, block, decision, and use. External identities, which these settings do not govern, come last.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::block::Block;
use super::super::model::{CrossTenantAccessPolicy, DefaultConfiguration};
use super::super::target::TargetName;
use super::Options;
use super::choose::{Chosen, Who};
use super::explain_partner::About;
use super::gather::{Gathered, Uses};
use super::propose::{ACCESS, Proposal};
use super::reason::{Decision, Kind, ReasonRow};
use super::why::Why;
use crate::model::Cloud;
use crate::model::Direction;

/// Which way a block goes; `None` for those that are about both.
pub(super) fn direction_of(block: Block) -> Option<Direction> {
    [Direction::Inbound, Direction::Outbound]
        .into_iter()
        .find(|&direction| [Block::collaboration(direction), Block::direct_connect(direction)].contains(&Some(block)))
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// A line about nobody in particular.
pub(super) fn row(kind: Kind, block: Option<Block>, id: Option<&str>, decision: Decision, why: Why) -> ReasonRow {
    ReasonRow {
        direction: block.and_then(direction_of),
        block,
        partner: None,
        partner_name: None,
        kind,
        id: id.map(str::to_owned),
        name: None,
        decision,
        matched_by: None,
        users: 0,
        sign_ins: 0,
        last_seen: None,
        why,
    }
}

pub(super) fn with_uses(row: ReasonRow, uses: &Uses<'_>) -> ReasonRow {
    ReasonRow { users: count(uses.people()), sign_ins: uses.successes, last_seen: uses.last_seen(), ..row }
}

/// Every line.
pub(super) fn rows(gathered: &Gathered<'_>, proposal: &Proposal<'_>, current: Option<&CrossTenantAccessPolicy>, options: &Options) -> Vec<ReasonRow> {
    let mut rows = if options.scope.is_none() { of_default(current.and_then(|current| current.default.as_ref())) } else { Vec::new() };
    rows.extend(of_clouds(gathered, proposal));
    let mut partners: BTreeMap<&str, u64> = BTreeMap::new();
    for (partner, blocks) in &proposal.chosen {
        partners.insert(partner, blocks.values().map(|choice| choice.total.successes).sum());
    }
    let others = gathered.tried.keys().map(|(_, partner)| *partner).chain(gathered.left_out.keys().copied());
    let others = others.chain(proposal.too_few.keys().copied()).chain(proposal.fates.keys().map(String::as_str));
    let others = others.chain(gathered.closed.keys().map(|(_, partner, _)| *partner));
    for partner in others.filter(|partner| !partner.is_empty()) {
        partners.entry(partner).or_default();
    }
    let mut partners: Vec<(&str, u64)> = partners.into_iter().collect();
    partners.sort_by_key(|&(partner, successes)| (Reverse(successes), partner));
    for (partner, _) in partners {
        let about = About { gathered, proposal, current, options, partner };
        let mut lines = about.rows();
        lines.sort_by(|a, b| order(a).cmp(&order(b)));
        rows.extend(lines);
    }
    rows.extend(left_out(gathered, ""));
    rows
}

/// What the settings do not govern, or cannot allow.
pub(super) fn left_out(gathered: &Gathered<'_>, partner: &str) -> Vec<ReasonRow> {
    let lines = gathered.left_out.get(partner).into_iter().flatten().map(|((direction, reason), uses)| {
        let line = row(Kind::Partner, None, None, Decision::Omit, Why::NotGoverned(reason.clone()));
        with_uses(ReasonRow { direction: Some(*direction), ..line }, uses)
    });
    lines.collect()
}

fn of_default(current: Option<&DefaultConfiguration>) -> Vec<ReasonRow> {
    let closed = ACCESS.into_iter().map(|block| {
        let why = match block {
            Block::CollaborationInbound => Why::DefaultInbound,
            Block::CollaborationOutbound => Why::DefaultOutbound,
            _ => Why::DefaultDirectConnect,
        };
        row(Kind::Default, Some(block), Some(block.name()), Decision::Block, why)
    });
    let mut rows: Vec<ReasonRow> = closed.collect();
    if let Some(current) = current {
        let (trust, restrictions) = (Block::InboundTrust, Block::TenantRestrictions);
        if current.blocks.inbound_trust.is_some() {
            rows.push(row(Kind::Trust, Some(trust), Some(trust.name()), Decision::CarryOver, Why::Trust));
        }
        if current.blocks.tenant_restrictions.is_some() {
            rows.push(row(Kind::Default, Some(restrictions), Some(restrictions.name()), Decision::CarryOver, Why::TenantRestrictions));
        }
        rows.extend(
            super::propose::sendable(&current.blocks)
                .other
                .keys()
                .map(|key| row(Kind::Default, None, Some(key), Decision::CarryOver, Why::OtherSettings)),
        );
    }
    rows
}

fn of_clouds(gathered: &Gathered<'_>, proposal: &Proposal<'_>) -> Vec<ReasonRow> {
    let needed: BTreeSet<Cloud> = proposal.chosen.keys().filter_map(|partner| gathered.clouds.get(partner)).flatten().copied().collect();
    let clouds = proposal.policy.allowed_cloud_endpoints.iter().flatten();
    let rows = clouds.map(|endpoint| match needed.iter().find(|cloud| cloud.endpoint() == endpoint) {
        Some(cloud) => row(Kind::Cloud, None, Some(endpoint), Decision::Allow, Why::CloudNeeded(*cloud)),
        None => row(Kind::Cloud, None, Some(endpoint), Decision::CarryOver, Why::CloudEnabled),
    });
    rows.collect()
}

/// The key that sorts the lines of a partner.
type Order<'r> = ((bool, Option<Direction>), (bool, Option<Block>), Decision, Kind, Reverse<u64>, (bool, Option<&'r str>));

/// Absent last.
fn order(row: &ReasonRow) -> Order<'_> {
    let id = row.id.as_deref();
    ((row.direction.is_none(), row.direction), (row.block.is_none(), row.block), row.decision, row.kind, Reverse(row.sign_ins), (id.is_none(), id))
}

/// Whether the current entry lets through named users only, and the new one everybody.
pub(super) fn widens(current: Option<&CrossTenantAccessPolicy>, partner: &str, choice: &Chosen<'_>) -> bool {
    let entry = current.and_then(|current| current.partner(partner));
    let users = entry.and_then(|entry| entry.blocks.setting(choice.block)).and_then(|setting| setting.users_and_groups.as_ref());
    let named = users.is_some_and(|users| !users.names(&TargetName::AllUsers) && !users.targets.is_empty());
    named && !choice.by_default && choice.kept.is_none() && matches!(choice.who, Who::All | Who::AllUnknown)
}
