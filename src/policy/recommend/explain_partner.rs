//! The lines of one partner: what each of its blocks opens and by which target, what never worked, what its current entry loses or keeps.
//!
//! What it is not: the order of the lines (see `explain`). What is said about an application is what it was chosen for; nothing is chosen
//! here.

use std::collections::{BTreeMap, BTreeSet};

use super::super::block::Block;
use super::super::model::CrossTenantAccessPolicy;
use super::super::target::{AccessType, TargetName};
use super::super::validate::RIGHTS_MANAGEMENT;
use super::choose::{Chosen, Way, Who, always, always_allowed, in_suite, is_collaboration};
use super::explain::{direction_of, left_out, row, widens, with_uses};
use super::gather::{Access, DIRECTIONS, Gathered, Uses, usable};
use super::note::Named;
use super::propose::Proposal;
use super::reason::{Decision, Kind, MatchedBy, ReasonRow};
use super::why::Why;
use super::{HUBS, Options};
use crate::model::Direction;

/// One partner.
pub(super) struct About<'p, 'a> {
    pub gathered: &'p Gathered<'a>,
    pub proposal: &'p Proposal<'a>,
    pub current: Option<&'p CrossTenantAccessPolicy>,
    pub options: &'p Options,
    pub partner: &'p str,
}

impl<'a> About<'_, 'a> {
    /// Its lines, in no order.
    pub fn rows(&self) -> Vec<ReasonRow> {
        let mut rows = Vec::new();
        for choice in self.proposal.chosen.get(self.partner).into_iter().flat_map(BTreeMap::values) {
            if let Some(why) = self.kept_as_is(choice.block).or_else(|| choice.kept.is_some().then_some(Why::BlockListKept)) {
                let id = Some(choice.block.name());
                rows.push(with_uses(row(Kind::Block, Some(choice.block), id, Decision::CarryOver, why), &choice.total));
            } else {
                rows.extend(self.of_choice(choice));
                rows.extend(self.of_replaced(choice));
            }
        }
        for choice in self.proposal.too_few.get(self.partner).into_iter().flat_map(BTreeMap::values) {
            rows.extend(self.too_few(choice));
        }
        rows.extend(self.tried());
        rows.extend(self.closed());
        rows.extend(left_out(self.gathered, self.partner));
        for (block, decision, why) in self.proposal.fates.get(self.partner).into_iter().flatten() {
            let kind = match block {
                None => Kind::Partner,
                Some(Block::InboundTrust | Block::AutomaticUserConsent) => Kind::Trust,
                Some(_) => Kind::Block,
            };
            rows.push(row(kind, *block, block.map(Block::name), *decision, why.clone()));
        }
        let name = self.gathered.partner_name(self.partner, self.current);
        for line in &mut rows {
            line.partner = Some(self.partner.to_owned());
            line.partner_name.clone_from(&name);
            if line.kind == Kind::Application && line.name.is_none() {
                line.name = line.id.as_deref().and_then(|id| self.gathered.app_name(id));
            }
        }
        rows
    }

    /// Why a block of the current entry stays although there is traffic.
    fn kept_as_is(&self, block: Block) -> Option<Why> {
        let fates = self.proposal.fates.get(self.partner)?;
        let why = fates.iter().find(|(.., why)| matches!(why, Why::ServiceProviderEntry | Why::MultiTenantEntry)).map(|(.., why)| why.clone());
        why.filter(|_| !fates.contains(&(Some(block), Decision::Allow, Why::ProtectedButNeeded)))
    }

    fn app(choice: &Chosen<'_>, id: &str, uses: Option<&Uses<'_>>, matched_by: MatchedBy, why: Why) -> ReasonRow {
        let line = ReasonRow { matched_by: Some(matched_by), ..row(Kind::Application, Some(choice.block), Some(id), Decision::Allow, why) };
        uses.map_or(line.clone(), |uses| with_uses(line, uses))
    }

    fn of_choice(&self, choice: &Chosen<'a>) -> Vec<ReasonRow> {
        let why = if choice.by_default { Why::OnDefault } else { Why::Used(choice.apps.len()) };
        let mut rows = vec![with_uses(row(Kind::Block, Some(choice.block), Some(choice.block.name()), Decision::Allow, why), &choice.total)];
        if let Some(uses) = &choice.everything {
            rows.push(Self::app(choice, TargetName::AllApplications.text(), Some(uses), MatchedBy::All, Why::NoIds));
        } else if let Some(suite) = &choice.suite {
            let mut members = Uses::default();
            choice.apps.iter().filter(|(id, _)| in_suite(id)).for_each(|(_, used)| members.merge(&used.uses));
            let why = Why::Suite { teams: suite.teams, members: suite.members };
            rows.push(Self::app(choice, TargetName::Office365.text(), Some(&members), MatchedBy::Suite, why));
        }
        let scoped = is_collaboration(choice.block) && choice.everything.is_none();
        for id in always_allowed().filter(|id| scoped && (!choice.by_default || *id == RIGHTS_MANAGEMENT)) {
            let uses = choice.apps.get(id).or_else(|| choice.below.get(id)).map(|used| &used.uses);
            let (matched_by, why) = match id {
                RIGHTS_MANAGEMENT => (MatchedBy::RightsManagement, Why::RightsManagement),
                _ => (MatchedBy::Companion, Why::Companion),
            };
            rows.push(Self::app(choice, id, uses, matched_by, why));
        }
        for (id, used) in choice.apps.iter().chain(&choice.below).filter(|(id, _)| !(scoped && always(id))) {
            rows.push(if choice.lets_through(id) {
                let (matched_by, why) = self.allowed(choice, id, &used.ways);
                Self::app(choice, id, Some(&used.uses), matched_by, why)
            } else {
                self.seldom(choice, Some(id), &used.uses)
            });
        }
        rows.extend(choice.nameless_below.as_ref().map(|uses| self.seldom(choice, None, uses)));
        for (hub, uses) in choice.hubs.iter().filter(|(hub, _)| choice.everything.is_none() && !choice.apps.contains_key(*hub)) {
            rows.push(if choice.lists(hub) {
                Self::app(choice, hub, Some(uses), MatchedBy::Resource, Why::HubIncluded)
            } else {
                with_uses(row(Kind::Application, Some(choice.block), Some(hub), Decision::Omit, Why::HubByClients), uses)
            });
        }
        for target in choice.targets_untold() {
            rows.push(Self::app(choice, target.text(), None, MatchedBy::All, Why::Untold));
        }
        rows.extend(self.listed_users(choice));
        rows
    }

    /// What succeeded once and is closed today.
    fn closed(&self) -> Vec<ReasonRow> {
        let mut ways: BTreeMap<(Direction, Option<&str>), Uses<'_>> = BTreeMap::new();
        for ((direction, _, pair), closed) in self.gathered.closed.iter().filter(|((_, partner, _), _)| *partner == self.partner) {
            ways.entry((*direction, pair.resource.or(pair.client))).or_default().merge(&closed.uses);
        }
        let line = |((direction, id), uses): (&(Direction, Option<&str>), &Uses<'_>)| {
            let line = row(Kind::Application, None, *id, Decision::Omit, Why::ClosedToday);
            with_uses(ReasonRow { direction: Some(*direction), ..line }, uses)
        };
        ways.iter().map(line).collect()
    }

    /// By which target, and why, an application is allowed.
    fn allowed(&self, choice: &Chosen<'a>, id: &str, ways: &BTreeSet<Way>) -> (MatchedBy, Why) {
        if choice.everything.is_some() {
            return (MatchedBy::All, Why::UnderEverything);
        }
        if choice.by_suite(id) {
            return (MatchedBy::Suite, Why::InSuite);
        }
        match ways.first() {
            Some(Way::Hub) => (MatchedBy::Resource, Why::HubWithoutClient),
            Some(Way::ClientOfHub) => {
                let access = self.gathered.access.get(self.partner).and_then(|blocks| blocks.get(&choice.block));
                let pairs = access.into_iter().flat_map(Access::all_pairs).map(|(pair, ..)| pair).filter(|pair| pair.client == Some(id));
                let hubs: BTreeSet<&str> = pairs.filter_map(|pair| pair.resource).filter(|id| HUBS.contains(id)).collect();
                (MatchedBy::Client, Why::ClientOfHubs(hubs.into_iter().map(|hub| Named::new(hub, self.gathered.app_name(hub))).collect()))
            }
            Some(Way::ClientAlone) => (MatchedBy::Client, Why::ClientAlone),
            Some(Way::ClientToday) => (MatchedBy::Client, Why::ClientToday),
            Some(Way::HubToday) => (MatchedBy::Resource, Why::HubToday),
            Some(Way::Resource) | None => (MatchedBy::Resource, Why::Resource),
        }
    }

    fn seldom(&self, choice: &Chosen<'_>, id: Option<&str>, uses: &Uses<'_>) -> ReasonRow {
        let why = Why::TooFew { minimum: self.options.min_successes };
        with_uses(row(Kind::Application, Some(choice.block), id, Decision::Omit, why), uses)
    }

    fn too_few(&self, choice: &Chosen<'_>) -> Vec<ReasonRow> {
        let apps = choice.below.iter().map(|(id, used)| self.seldom(choice, Some(id), &used.uses));
        apps.chain(choice.nameless_below.iter().map(|uses| self.seldom(choice, None, uses))).collect()
    }

    /// Users that are named outbound.
    fn listed_users(&self, choice: &Chosen<'a>) -> Vec<ReasonRow> {
        let Who::Listed(users) = &choice.who else { return Vec::new() };
        let mut seen: BTreeMap<&str, (u64, Option<i64>, Option<&str>)> = BTreeMap::new();
        let accesses = self.gathered.access.get(self.partner).and_then(|blocks| blocks.get(&choice.block)).into_iter();
        for access in accesses.flat_map(|access| &access.rows) {
            if let Some(user) = usable(access.user).filter(|user| users.contains(user) && !choice.by_default) {
                let (successes, last, name) = seen.entry(user).or_default();
                *successes += access.successes;
                *last = (*last).max(Some(access.last_seen));
                *name = [*name, access.user_principal_name].into_iter().flatten().min();
            }
        }
        let lines = seen.into_iter().map(|(user, (sign_ins, last_seen, name))| ReasonRow {
            name: name.map(str::to_owned),
            users: 1,
            sign_ins,
            last_seen,
            ..row(Kind::User, Some(choice.block), Some(user), Decision::Allow, Why::UserSeen)
        });
        lines.collect()
    }

    /// What of the current lists of a block is not in the new ones.
    fn of_replaced(&self, choice: &Chosen<'_>) -> Vec<ReasonRow> {
        let mut rows = Vec::new();
        let entry = self.current.and_then(|current| current.partner(self.partner));
        let Some(setting) = entry.and_then(|entry| entry.blocks.setting(choice.block)).filter(|_| !choice.by_default) else { return rows };
        if let Some(list) = &setting.applications {
            let all = list.names(&TargetName::AllApplications);
            if list.access == AccessType::Blocked && !all {
                rows.push(row(Kind::Block, Some(choice.block), Some(choice.block.name()), Decision::Remove, Why::BlockListReplaced));
            }
            for target in list.targets.iter().filter(|_| list.access == AccessType::Allowed) {
                let stays = match &target.target {
                    TargetName::Id(id) => choice.lets_through(id),
                    TargetName::Office365 => choice.suite.is_some() || choice.everything.is_some() || choice.untold,
                    _ => choice.everything.is_some() || choice.untold,
                };
                if !stays {
                    let id = Some(target.target.text());
                    rows.push(row(Kind::Application, Some(choice.block), id, Decision::Remove, Why::UnusedTarget));
                }
            }
        }
        if widens(self.current, self.partner, choice) {
            rows.push(row(Kind::User, Some(choice.block), Some(TargetName::AllUsers.text()), Decision::Allow, Why::UsersWidened));
        }
        rows
    }

    /// What never worked: by application where others work in that direction, else as a whole.
    fn tried(&self) -> Vec<ReasonRow> {
        let mut rows = Vec::new();
        for direction in DIRECTIONS {
            let Some(apps) = self.gathered.tried.get(&(direction, self.partner)) else { continue };
            let seen = |blocks: &BTreeMap<Block, Chosen<'_>>| blocks.keys().any(|&block| direction_of(block) == Some(direction));
            let chosen = self.proposal.chosen.get(self.partner);
            let known = chosen.is_some_and(seen) || self.proposal.too_few.get(self.partner).is_some_and(seen);
            if !known {
                let mut all = Uses::default();
                for uses in apps.values() {
                    all.merge(uses);
                }
                let line = row(Kind::Partner, None, None, Decision::Omit, Why::NeverSucceeded(all.others));
                rows.push(with_uses(ReasonRow { direction: Some(direction), ..line }, &all));
                continue;
            }
            let open = |id: &str| {
                let too_few = self.proposal.too_few.get(self.partner);
                let blocks = chosen.into_iter().chain(too_few).flatten().filter(|(block, _)| direction_of(**block) == Some(direction));
                blocks.into_iter().any(|(_, choice)| choice.lets_through(id) || choice.below.contains_key(id))
            };
            for (id, uses) in apps.iter().filter(|(id, _)| !id.is_some_and(open)) {
                let line = row(Kind::Application, None, *id, Decision::Omit, Why::NeverSucceeded(uses.others));
                rows.push(with_uses(ReasonRow { direction: Some(direction), ..line }, uses));
            }
        }
        rows
    }
}
