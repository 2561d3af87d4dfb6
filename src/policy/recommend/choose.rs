//! The smallest list of applications that lets through what succeeded between one partner and us through one block.
//!
//! What it is not: the entry of the partner (see `propose`). An application is named by its resource id, which opens that resource alone.
//! Where the resource is a hub, that would open nearly everything, so the client is named instead; where the log has no usable id at all,
//! only every application together can be named.

use std::collections::{BTreeMap, BTreeSet};

use super::super::block::Block;
use super::super::model::B2bSetting;
use super::super::target::{AccessType, Target, TargetConfiguration, TargetName};
use super::super::validate::{COMPANIONS, RIGHTS_MANAGEMENT};
use super::gather::{Access, Pair, Uses};
use super::today::{Apps, Limit};
use super::{HUBS, Options};
use crate::knowledge::apps;

/// So many members of the Office 365 suite make the keyword the better target.
const SUITE: usize = 3;

/// Why an application has to be named by this id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// It is the resource.
    Resource,
    /// It is a hub, and the log does not say which client used it.
    Hub,
    /// It is the client that used a hub.
    ClientOfHub,
    /// It is the client, and the log does not say which resource it used.
    ClientAlone,
    /// It is the client that today's list names; naming the resource would let in more than that list does.
    ClientToday,
    /// It is a hub that today's list names, and not its clients.
    HubToday,
}

/// An application that was used.
#[derive(Clone, Debug, Default)]
pub(super) struct Used<'a> {
    pub uses: Uses<'a>,
    pub ways: BTreeSet<Way>,
}

/// Why the Office 365 suite is named as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suite {
    /// Whether Teams was used, which needs `SharePoint` and Exchange.
    pub teams: bool,
    /// How many members were used.
    pub members: usize,
}

/// Who is let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who<'a> {
    /// Everybody.
    All,
    /// Everybody, although users were to be listed: a success has no user id.
    AllUnknown,
    /// These.
    Listed(BTreeSet<&'a str>),
    /// Whom today's list lets through.
    Carried(TargetConfiguration),
}

/// What one block of one partner has to let through.
#[derive(Clone, Debug)]
pub(super) struct Chosen<'a> {
    pub block: Block,
    /// Applications with enough successes.
    pub apps: BTreeMap<&'a str, Used<'a>>,
    /// Applications with too few.
    pub below: BTreeMap<&'a str, Used<'a>>,
    /// Successes that only every application together can let through.
    pub everything: Option<Uses<'a>>,
    /// Successes without any usable application id, too few of them.
    pub nameless_below: Option<Uses<'a>>,
    /// Hub resources that were used through clients that are named.
    pub hubs: BTreeMap<&'a str, Uses<'a>>,
    pub suite: Option<Suite>,
    pub who: Who<'a>,
    /// All successes that the block lets through.
    pub total: Uses<'a>,
    /// Whether the proposed default lets all of it through, so that no list is needed.
    pub by_default: bool,
    /// Today's setting, where it has to stay as it is.
    pub kept: Option<B2bSetting>,
    /// Today's targets, where the log does not tell which of them are used.
    pub untold: bool,
    targets: Vec<Target>,
}

fn is_hub(id: &str) -> bool {
    HUBS.contains(&id)
}

/// Whether an application belongs to the suite that the keyword `Office365` names.
pub(super) fn in_suite(id: &str) -> bool {
    !always(id) && apps::find(id).is_some_and(|app| app.office365)
}

fn is_teams(id: &str) -> bool {
    in_suite(id) && apps::find(id).is_some_and(|app| app.name.starts_with("Microsoft Teams"))
}

/// Whether every list of collaboration holds it.
pub(super) fn always(id: &str) -> bool {
    COMPANIONS.contains(&id) || id == RIGHTS_MANAGEMENT
}

/// The applications that every list of collaboration holds, in the order in which they are written.
pub(super) fn always_allowed() -> impl Iterator<Item = &'static str> {
    COMPANIONS.into_iter().chain([RIGHTS_MANAGEMENT])
}

pub(super) fn is_collaboration(block: Block) -> bool {
    matches!(block, Block::CollaborationInbound | Block::CollaborationOutbound)
}

/// The id that a pair is to be named by, within the limit; `None` where there is none.
fn named_by<'a>(pair: &Pair<'a>, limit: &Limit<'_>) -> Option<(&'a str, Way)> {
    let ways = match (pair.client, pair.resource) {
        (client, Some(resource)) if !is_hub(resource) => [Some((resource, Way::Resource)), client.map(|client| (client, Way::ClientToday))],
        (Some(client), Some(hub)) => [Some((client, Way::ClientOfHub)), Some((hub, Way::HubToday))],
        (Some(client), None) => [Some((client, Way::ClientAlone)), None],
        (None, hub) => [hub.map(|hub| (hub, Way::Hub)), None],
    };
    ways.into_iter().flatten().find(|(id, _)| limit.covers(id))
}

impl<'a> Chosen<'a> {
    /// Chooses.
    pub fn new(block: Block, access: &Access<'a>, limit: &Limit<'_>, options: &Options) -> Self {
        // A way that is reopened goes beyond today's list, and then nothing of it has to be kept.
        let kept = limit.kept().filter(|_| access.reopened.is_empty());
        let limit_of = |reopened: bool| if reopened { &Limit::NONE } else { limit };
        let mut apps = BTreeMap::<&str, Used<'_>>::new();
        let mut nameless = Uses::default();
        let (mut untold, mut reopens_all) = (false, false);
        for (pair, uses, reopened) in access.all_pairs() {
            if let Some((id, way)) = named_by(pair, limit_of(reopened)) {
                let used = apps.entry(id).or_default();
                used.uses.merge(uses);
                used.ways.insert(way);
            } else {
                untold |= !reopened && matches!(limit.apps, Apps::Within(_));
                reopens_all |= reopened;
                nameless.merge(uses);
            }
        }
        let enough = |uses: &Uses<'_>| uses.successes >= options.min_successes.max(1);
        let (apps, below): (BTreeMap<_, _>, BTreeMap<_, _>) = apps.into_iter().partition(|(_, used)| enough(&used.uses));
        let (everything, nameless_below) = match nameless.successes {
            0 => (None, None),
            _ if enough(&nameless) => (Some(nameless), None),
            _ => (None, Some(nameless)),
        };
        // What is reopened without an id needs all applications, and then today's list is not all there is to hold.
        let untold = untold && !reopens_all && everything.is_some();
        let mut chosen = Self {
            block,
            apps,
            below,
            everything,
            nameless_below,
            hubs: BTreeMap::new(),
            suite: None,
            who: Who::All,
            total: Uses::default(),
            by_default: false,
            kept,
            untold,
            targets: Vec::new(),
        };
        chosen.look_at_pairs(access, &limit_of);
        chosen.name_targets(limit, options);
        chosen.name_users(access, limit, options);
        chosen
    }

    /// Whether nothing has enough successes to be let through.
    pub fn is_empty(&self) -> bool {
        self.apps.is_empty() && self.everything.is_none() && !self.untold
    }

    /// The totals, the hubs behind clients, and whether the suite is named as a whole.
    fn look_at_pairs<'l>(&mut self, access: &Access<'a>, limit_of: &dyn Fn(bool) -> &'l Limit<'l>) {
        let mut teams = false;
        for (pair, uses, reopened) in access.all_pairs() {
            let through = named_by(pair, limit_of(reopened)).map_or(self.everything.is_some(), |(id, _)| self.apps.contains_key(id));
            if !through {
                continue;
            }
            self.total.merge(uses);
            if let (Some(_), Some(hub)) = (pair.client, pair.resource.filter(|id| is_hub(id))) {
                self.hubs.entry(hub).or_default().merge(uses);
            }
            teams |= pair.client.is_some_and(is_teams) || pair.resource.is_some_and(is_teams);
        }
        let members = self.apps.keys().filter(|id| in_suite(id)).count();
        self.suite = (teams || members >= SUITE).then_some(Suite { teams, members });
    }

    fn name_targets(&mut self, limit: &Limit<'_>, options: &Options) {
        let collaboration = is_collaboration(self.block);
        self.suite = self.suite.take().filter(|_| limit.covers_suite());
        if let (true, Apps::Within(list)) = (self.untold, limit.apps) {
            // What the log does not tell is one of these, and all applications would be more than them.
            self.everything = None;
            self.targets.clone_from(&list.targets);
            let missing = always_allowed().map(Target::application).filter(|target| collaboration && !list.targets.contains(target));
            self.targets.extend(missing);
            let reopened =
                self.apps.keys().map(|id| Target::application(id)).filter(|target| matches!(&target.target, TargetName::Id(id) if !limit.covers(id)));
            self.targets.extend(reopened.collect::<Vec<_>>());
            return;
        }
        if self.everything.is_some() {
            self.targets = vec![Target::all_applications()];
            return;
        }
        let mut ids: BTreeSet<&str> = self.apps.keys().copied().filter(|id| !(self.by_suite(id) || (collaboration && always(id)))).collect();
        if options.include_hubs {
            ids.extend(self.hubs.keys().filter(|hub| limit.covers(hub)));
        }
        let keyword = self.suite.is_some().then(Target::office365);
        let always = always_allowed().filter(|_| collaboration).map(Target::application);
        self.targets = keyword.into_iter().chain(ids.into_iter().map(Target::application)).chain(always).collect();
        // A part leaves the default as it is, so nothing can be left to it.
        self.by_default = options.scope.is_none()
            && self.kept.is_none()
            && self.block == Block::CollaborationOutbound
            && self.apps.keys().all(|id| *id == RIGHTS_MANAGEMENT);
    }

    fn name_users(&mut self, access: &Access<'a>, limit: &Limit<'_>, options: &Options) {
        let outbound = matches!(self.block, Block::CollaborationOutbound | Block::DirectConnectOutbound);
        if let Some(list) = limit.users.filter(|_| !access.reopened_users) {
            self.who = Who::Carried(list.clone());
        } else if options.scope_users && outbound {
            self.who = if self.total.anonymous { Who::AllUnknown } else { Who::Listed(self.total.users.clone()) };
        }
    }

    /// Whether the keyword covers an application.
    pub fn by_suite(&self, id: &str) -> bool {
        self.suite.is_some() && in_suite(id)
    }

    /// Today's targets that stay because the log does not tell which of them is used.
    pub fn targets_untold(&self) -> impl Iterator<Item = &TargetName> {
        let named = |target: &TargetName| matches!(target, TargetName::Id(id) if self.apps.contains_key(id.as_str()) || always(id));
        self.targets.iter().filter(|_| self.untold).map(|target| &target.target).filter(move |target| !named(target))
    }

    /// Whether the list itself names an application.
    pub fn lists(&self, id: &str) -> bool {
        self.targets.contains(&Target::application(id))
    }

    /// Whether an application is let through, by whatever target.
    pub fn lets_through(&self, id: &str) -> bool {
        if self.kept.is_some() {
            return true;
        }
        if self.by_default {
            return id == RIGHTS_MANAGEMENT;
        }
        let suite_today = self.untold && self.targets.contains(&Target::office365());
        self.everything.is_some() || self.lists(id) || self.by_suite(id) || (suite_today && in_suite(id))
    }

    /// Successes that are not let through, because there are too few of their kind.
    pub fn left_out(&self) -> u64 {
        let apps = self.below.iter().filter(|(id, _)| self.is_empty() || !self.lets_through(id)).map(|(_, used)| used.uses.successes);
        apps.chain(self.nameless_below.iter().map(|uses| uses.successes)).sum()
    }

    /// The setting, both lists complete.
    pub fn setting(&self) -> B2bSetting {
        if let Some(kept) = &self.kept {
            return kept.clone();
        }
        let users = match &self.who {
            Who::Listed(users) => TargetConfiguration::new(AccessType::Allowed, users.iter().map(|id| Target::user(id)).collect()),
            Who::Carried(list) => list.clone(),
            Who::All | Who::AllUnknown => TargetConfiguration::new(AccessType::Allowed, vec![Target::all_users()]),
        };
        B2bSetting::new(users, TargetConfiguration::new(AccessType::Allowed, self.targets.clone()))
    }
}
