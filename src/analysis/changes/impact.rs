//! Cause and effect: the sign-ins that a setting blocked, in the days before and after it was changed; and blocks that no change explains.

use std::collections::{BTreeMap, BTreeSet};

use super::{Options, Params};
use crate::changes::{Change, Impact as Shown, Scope, WindowEnd};
use crate::dataset::Dataset;
use crate::knowledge::tenants::short_id;
use crate::model::time::Zone;
use crate::model::{AccessFlags, Direction, UserKey};
use crate::policy::{Block, Effect};
use crate::words::impacts as said;

const DAY: i64 = 86_400;

/// A sign-in that a setting blocked.
struct Blocked {
    time: i64,
    direction: Direction,
    partner: String,
    code: i64,
    user: UserKey,
    /// Whether it was a sign-in to a shared channel, which settings of their own govern.
    direct_connect: bool,
}

/// Every blocked sign-in of the input.
pub struct Blocks(Vec<Blocked>);

/// The codes by which settings block.
const CODES: [i64; 5] = [500_212, 500_213, 90_071, 530_004, 5_000_211];

impl Blocks {
    /// Collects them; the input must have been read with its crossings.
    #[must_use]
    pub fn of(data: &Dataset) -> Self {
        let mut blocks = Vec::new();
        for crossing in &data.input.crossings {
            let fact = data.fact(crossing.fact as usize);
            let code = fact.key.code.get().unwrap_or_default();
            if let (true, Some(partner)) = (CODES.contains(&code), data.text(fact.partner.0)) {
                let access = AccessFlags::of(data.text(fact.key.access_type).unwrap_or_default());
                let direct_connect = access.contains(AccessFlags::B2B_DIRECT_CONNECT);
                blocks.push(Blocked {
                    time: crossing.time,
                    direction: fact.direction,
                    partner: partner.to_owned(),
                    code,
                    user: fact.key.user,
                    direct_connect,
                });
            }
        }
        blocks.sort_by_key(|block| block.time);
        Self(blocks)
    }
}

/// What an event did to sign-ins.
pub(super) struct Impact {
    /// Blocked in the window before; `None` where the logs do not cover it.
    pub before: Option<u64>,
    /// Blocked in the window after.
    pub after: Option<u64>,
    /// Users blocked after.
    pub users: Option<u64>,
    /// First block after.
    pub first_block: Option<i64>,
    /// Blocked sign-ins and users to the end of the logs, or to the next change of the same setting.
    to_date: Option<(u64, u64)>,
    /// The first of them.
    first_to_date: Option<i64>,
    end: WindowEnd,
    days: i64,
    of_several: bool,
    may_block: bool,
}

impl Impact {
    /// As the sentence wants it.
    pub fn shown(&self, zone: Zone) -> Shown {
        Shown {
            blocked_before: self.before,
            blocked_after: self.after,
            users_blocked_after: self.users,
            window_days: self.days.unsigned_abs(),
            end: self.end,
            first_block_shown: self.first_block.or(self.first_to_date.filter(|_| self.after.is_none())).map(|time| zone.show(time)),
            to_date: self.to_date,
            of_several: self.of_several,
            may_block: self.may_block,
        }
    }
}

/// The impacts of all changes.
pub(super) struct Impacts<'c> {
    changes: &'c [Change],
    blocks: &'c Blocks,
    span: Option<(i64, i64)>,
    days: i64,
    /// Partners with settings of their own, by block: a change of the default does not reach them.
    own_settings: BTreeMap<usize, BTreeSet<String>>,
}

impl<'c> Impacts<'c> {
    pub fn new(data: &Dataset, changes: &'c [Change], blocks: &'c Blocks, days: i64) -> Self {
        let mut own_settings: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for change in changes.iter().filter(|change| change.scope == Scope::Partner && change.succeeded) {
            if let (Some(block), Some(partner)) = (change.block, &change.partner_tenant_id) {
                own_settings.entry(block as usize).or_default().insert(partner.clone());
            }
        }
        for partner in data.policy.iter().flat_map(|policy| &policy.partners) {
            for block in Block::ALL {
                if partner.blocks.block_json(block).is_some() {
                    own_settings.entry(block as usize).or_default().insert(partner.tenant_id.clone());
                }
            }
        }
        Self { changes, blocks, span: data.sign_in_span(), days, own_settings }
    }

    /// The impact of an event, given the places of its changes; `None` where none of its settings blocks anything that can be counted.
    /// Both lists of a block, and everything else that an event changes, block together: a sign-in counts once.
    pub fn of(&self, places: &[usize]) -> Option<Impact> {
        let event: Vec<&Change> = places.iter().filter_map(|&place| self.changes.get(place)).collect();
        let mut parts: Vec<ChangedBlock<'_>> = Vec::new();
        for change in event.iter().filter(|change| change.succeeded && !change.codes().is_empty()) {
            let Some(block) = change.block else { continue };
            let known = |part: &ChangedBlock<'_>| part.block == block && part.change.partner_tenant_id == change.partner_tenant_id;
            if !parts.iter().any(known) {
                parts.push(ChangedBlock { change, block, next: self.next(change) });
            }
        }
        let time = parts.first()?.change.time;
        let window = self.days * DAY;
        let end = |part: &ChangedBlock<'_>| part.next.map_or(time + window, |next| next.min(time + window));
        let covered = |from: i64, to: i64| self.span.is_some_and(|(first, last)| first <= from && to <= last);
        let within = |from: i64, to: &dyn Fn(&ChangedBlock<'_>) -> i64| -> Vec<&Blocked> {
            let wanted = |blocked: &&Blocked| parts.iter().any(|part| (from..to(part)).contains(&blocked.time) && self.is_blocked_by(blocked, part));
            self.blocks.0.iter().filter(wanted).collect()
        };
        let people = |blocked: &[&Blocked]| {
            let users: BTreeSet<u32> = blocked.iter().map(|blocked| blocked.user).filter(|user| !user.is_absent()).map(UserKey::number).collect();
            users.len() as u64
        };
        let before = covered(time - window, time).then(|| within(time - window, &|_| time).len() as u64);
        let after = parts.iter().all(|part| covered(time, end(part))).then(|| within(time, &end));
        let to_date = covered(time, time).then(|| within(time, &|part| part.next.unwrap_or(i64::MAX)));
        let cut = parts.iter().filter(|part| part.next.is_some_and(|next| next < time + window)).count();
        let own_parts = event.first().is_some_and(|first| !first.codes().is_empty());
        Some(Impact {
            before,
            users: after.as_deref().map(people),
            first_block: after.as_ref().and_then(|blocked| blocked.first()).map(|blocked| blocked.time),
            after: after.map(|blocked| blocked.len() as u64),
            first_to_date: to_date.as_ref().and_then(|blocked| blocked.first()).map(|blocked| blocked.time),
            to_date: to_date.map(|blocked| (blocked.len() as u64, people(&blocked))),
            end: if cut == 0 {
                WindowEnd::Days
            } else if cut == parts.len() {
                WindowEnd::NextChange
            } else {
                WindowEnd::Either
            },
            days: self.days,
            of_several: parts.len() > 1 || !own_parts,
            may_block: event.iter().any(|change| !matches!(change.effect, Effect::Loosened | Effect::Unchanged)),
        })
    }

    /// When the same setting was changed next.
    fn next(&self, change: &Change) -> Option<i64> {
        let same = |other: &&Change| {
            other.succeeded
                && other.time > change.time
                && other.block == change.block
                && other.partner_tenant_id == change.partner_tenant_id
                && other.scope == change.scope
        };
        self.changes.iter().filter(same).map(|other| other.time).min()
    }

    fn is_blocked_by(&self, blocked: &Blocked, part: &ChangedBlock<'_>) -> bool {
        part.change.codes().contains(&blocked.code)
            && part.change.direction().is_none_or(|direction| direction == blocked.direction)
            && governs(part.block, blocked.direct_connect)
            && match &part.change.partner_tenant_id {
                Some(partner) => *partner == blocked.partner,
                None => !self.own_settings.get(&(part.block as usize)).is_some_and(|partners| partners.contains(&blocked.partner)),
            }
    }
}

/// A block that an event changed for an organisation, or by default.
struct ChangedBlock<'c> {
    change: &'c Change,
    block: Block,
    /// When it was changed again.
    next: Option<i64>,
}

/// Whether a block is about such a sign-in: collaboration and direct connect have blocks of their own, trust is for both.
fn governs(block: Block, direct_connect: bool) -> bool {
    match block {
        Block::CollaborationInbound | Block::CollaborationOutbound => !direct_connect,
        Block::DirectConnectInbound | Block::DirectConnectOutbound => direct_connect,
        Block::InboundTrust | Block::TenantRestrictions | Block::AutomaticUserConsent => true,
    }
}

/// Most partners that are named.
const MOST: usize = 8;

/// Blocks before which no change of ours is in these logs: an older setting of ours, or the partner's. `filters`: which of them are wanted.
pub(super) fn unexplained(data: &Dataset, changes: &[Change], blocks: &Blocks, options: Options, params: &Params) -> Vec<String> {
    let (days, lang, filters) = (options.impact_window, params.lang, &params.filters);
    let names = super::DataNames(data);
    let mut groups: BTreeMap<(bool, &str, Direction, i64), (u64, i64)> = BTreeMap::new();
    let wanted = |blocked: &&Blocked| {
        filters.from.is_none_or(|from| blocked.time >= from)
            && filters.to.is_none_or(|to| blocked.time < to)
            && super::wants_partner(&names, filters, Some(&blocked.partner))
    };
    for blocked in blocks.0.iter().filter(wanted) {
        // Inbound, the resource side's codes are ours; outbound, the home side's.
        let ours = match blocked.direction {
            Direction::Inbound => blocked.code != 500_212 && blocked.code != 5_000_211,
            Direction::Outbound => blocked.code == 500_212,
            _ => continue,
        };
        let entry = groups.entry((ours, &blocked.partner, blocked.direction, blocked.code)).or_insert((0, blocked.time));
        entry.0 += 1;
    }
    let explains = |change: &Change, partner: &str, direction: Direction, code: i64, first: i64| {
        change.succeeded
            && change.codes().contains(&code)
            && change.direction().is_none_or(|of| of == direction)
            && change.partner_tenant_id.as_deref().is_none_or(|of| of == partner)
            && change.time <= first
            && first - change.time <= days * DAY
    };
    let mut found: Vec<_> = groups
        .into_iter()
        .filter(|((ours, partner, direction, code), (_, first))| {
            !ours || !changes.iter().any(|change| explains(change, partner, *direction, *code, *first))
        })
        .collect();
    found.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    let line = |((ours, partner, direction, code), (count, _)): &((bool, &str, Direction, i64), (u64, i64))| {
        let name = crate::changes::Names::partner(&names, partner).unwrap_or_else(|| short_id(partner));
        said::unexplained(lang, *count, *code, &name, *direction == Direction::Inbound, *ours)
    };
    let mut lines: Vec<String> = found.iter().take(MOST).map(line).collect();
    if found.len() > MOST {
        lines.push(said::more_unexplained(lang, found.len() - MOST));
    }
    lines
}
