//! Cause and effect: the sign-ins that a setting blocked, in the days before and after it was changed; and blocks that no change explains.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::{Change, Impact as Shown, Scope};
use crate::dataset::Dataset;
use crate::model::time::Zone;
use crate::model::{AccessFlags, Direction, UserKey};
use crate::policy::{Block, Lang};

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

/// What a change did to sign-ins.
pub(super) struct Impact {
    /// Blocked in the window before; `None` where the logs do not cover it.
    pub before: Option<u64>,
    /// Blocked in the window after.
    pub after: Option<u64>,
    /// Users blocked after.
    pub users: Option<u64>,
    /// First block after.
    pub first_block: Option<i64>,
    until_next_change: bool,
    days: i64,
}

impl Impact {
    /// As the sentence wants it.
    pub fn shown(&self, zone: Zone) -> Shown {
        Shown {
            blocked_before: self.before,
            blocked_after: self.after,
            users_blocked_after: self.users,
            window_days: self.days.unsigned_abs(),
            until_next_change: self.until_next_change,
            first_block_shown: self.first_block.map(|time| zone.show(time)),
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

    /// The impact of a change by its place; `None` where its setting blocks nothing that can be counted.
    pub fn of(&self, place: usize) -> Option<Impact> {
        let change = self.changes.get(place)?;
        let block = change.block.filter(|_| !change.codes().is_empty())?;
        let window = self.days * DAY;
        let same = |other: &&Change| {
            other.succeeded
                && other.time > change.time
                && other.block == change.block
                && other.partner_tenant_id == change.partner_tenant_id
                && other.scope == change.scope
        };
        let next = self.changes.iter().filter(same).map(|other| other.time).min();
        let end = next.map_or(change.time + window, |next| next.min(change.time + window));
        let covered = |from: i64, to: i64| self.span.is_some_and(|(first, last)| first <= from && to <= last);
        let of_change = |blocked: &&Blocked| {
            change.codes().contains(&blocked.code)
                && change.direction().is_none_or(|direction| direction == blocked.direction)
                && governs(block, blocked.direct_connect)
                && match &change.partner_tenant_id {
                    Some(partner) => *partner == blocked.partner,
                    None => !self.own_settings.get(&(block as usize)).is_some_and(|partners| partners.contains(&blocked.partner)),
                }
        };
        let within = |from: i64, to: i64| self.blocks.0.iter().filter(move |blocked| (from..to).contains(&blocked.time)).filter(of_change);
        let (before, after) = (covered(change.time - window, change.time), covered(change.time, end));
        let users: BTreeSet<u32> =
            within(change.time, end).map(|blocked| blocked.user).filter(|user| !user.is_absent()).map(UserKey::number).collect();
        Some(Impact {
            before: before.then(|| within(change.time - window, change.time).count() as u64),
            after: after.then(|| within(change.time, end).count() as u64),
            users: after.then_some(users.len() as u64),
            first_block: within(change.time, end).map(|blocked| blocked.time).next().filter(|_| after),
            until_next_change: next.is_some_and(|next| next < change.time + window),
            days: self.days,
        })
    }
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

/// Blocks before which no change of ours is in these logs: an older setting of ours, or the partner's.
pub(super) fn unexplained(data: &Dataset, changes: &[Change], blocks: &Blocks, days: i64, lang: Lang) -> Vec<String> {
    let mut groups: BTreeMap<(bool, &str, Direction, i64), (u64, i64)> = BTreeMap::new();
    for blocked in &blocks.0 {
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
    let names = super::DataNames(data);
    let line = |((ours, partner, direction, code), (count, _)): &((bool, &str, Direction, i64), (u64, i64))| {
        let name = crate::changes::Names::partner(&names, partner).unwrap_or_else(|| (*partner).to_owned());
        match (lang, ours) {
            (Lang::En, true) => {
                format!("{count} sign-ins were blocked with {code} ({name}, {}): our setting is older than these logs.", direction.name())
            }
            (Lang::En, false) => format!(
                "{count} sign-ins were blocked with {code} ({name}, {}): that is the partner's setting, or a network's; nothing here changes it.",
                direction.name()
            ),
            (Lang::Ja, true) => format!(
                "{name} ({}) で {count} 件のサインインが {code} でブロックされています。自テナントの設定ですが、変更はこのログより前です。",
                direction_ja(*direction)
            ),
            (Lang::Ja, false) => format!(
                "{name} ({}) で {count} 件のサインインが {code} でブロックされています。相手側またはネットワークの設定によるもので、自テナントでは変更できません。",
                direction_ja(*direction)
            ),
        }
    };
    let mut lines: Vec<String> = found.iter().take(MOST).map(line).collect();
    if found.len() > MOST {
        lines.push(match lang {
            Lang::En => format!("{} more kinds of blocks without a change; crosstenant failures lists them.", found.len() - MOST),
            Lang::Ja => format!("変更の記録がないブロックがほかに {} 種類あります。crosstenant failures で確認してください。", found.len() - MOST),
        });
    }
    lines
}

fn direction_ja(direction: Direction) -> &'static str {
    if direction == Direction::Inbound { "受信" } else { "送信" }
}
