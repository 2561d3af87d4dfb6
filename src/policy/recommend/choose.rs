//! The smallest list of applications that lets through what succeeded between one partner and us through one block.
//!
//! What it is not: the entry of the partner (see `propose`). An application is named by its resource id, which opens that resource alone.
//! Where the resource is a hub, that would open nearly everything, so the client is named instead; where the log has no usable id at all,
//! only every application together can be named.

use std::collections::{BTreeMap, BTreeSet};

use super::super::block::Block;
use super::super::model::B2bSetting;
use super::super::target::{AccessType, Target, TargetConfiguration};
use super::super::validate::{COMPANIONS, RIGHTS_MANAGEMENT};
use super::gather::{Access, Pair, Uses};
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

/// The id that a pair is to be named by; `None` where there is none.
fn named_by<'a>(pair: &Pair<'a>) -> Option<(&'a str, Way)> {
    match (pair.client, pair.resource) {
        (_, Some(resource)) if !is_hub(resource) => Some((resource, Way::Resource)),
        (Some(client), Some(_)) => Some((client, Way::ClientOfHub)),
        (Some(client), None) => Some((client, Way::ClientAlone)),
        (None, Some(hub)) => Some((hub, Way::Hub)),
        (None, None) => None,
    }
}

impl<'a> Chosen<'a> {
    /// Chooses.
    pub fn new(block: Block, access: &Access<'a>, options: &Options) -> Self {
        let mut apps = BTreeMap::<&str, Used<'_>>::new();
        let mut nameless = Uses::default();
        for (pair, uses) in &access.pairs {
            match named_by(pair) {
                Some((id, way)) => {
                    let used = apps.entry(id).or_default();
                    used.uses.merge(uses);
                    used.ways.insert(way);
                }
                None => nameless.merge(uses),
            }
        }
        let enough = |uses: &Uses<'_>| uses.successes >= options.min_successes.max(1);
        let (apps, below): (BTreeMap<_, _>, BTreeMap<_, _>) = apps.into_iter().partition(|(_, used)| enough(&used.uses));
        let (everything, nameless_below) = match nameless.successes {
            0 => (None, None),
            _ if enough(&nameless) => (Some(nameless), None),
            _ => (None, Some(nameless)),
        };
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
            targets: Vec::new(),
        };
        chosen.look_at_pairs(access);
        chosen.name_targets(options.include_hubs);
        chosen.name_users(options);
        chosen
    }

    /// Whether nothing has enough successes to be let through.
    pub fn is_empty(&self) -> bool {
        self.apps.is_empty() && self.everything.is_none()
    }

    /// The totals, the hubs behind clients, and whether the suite is named as a whole.
    fn look_at_pairs(&mut self, access: &Access<'a>) {
        let mut teams = false;
        for (pair, uses) in &access.pairs {
            let through = named_by(pair).map_or(self.everything.is_some(), |(id, _)| self.apps.contains_key(id));
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

    fn name_targets(&mut self, include_hubs: bool) {
        let collaboration = is_collaboration(self.block);
        if self.everything.is_some() {
            self.targets = vec![Target::all_applications()];
            return;
        }
        let mut ids: BTreeSet<&str> = self.apps.keys().copied().filter(|id| !(self.by_suite(id) || (collaboration && always(id)))).collect();
        if include_hubs {
            ids.extend(self.hubs.keys());
        }
        let keyword = self.suite.is_some().then(Target::office365);
        let always = always_allowed().filter(|_| collaboration).map(Target::application);
        self.targets = keyword.into_iter().chain(ids.into_iter().map(Target::application)).chain(always).collect();
        self.by_default = self.block == Block::CollaborationOutbound && self.apps.keys().all(|id| *id == RIGHTS_MANAGEMENT);
    }

    fn name_users(&mut self, options: &Options) {
        let outbound = matches!(self.block, Block::CollaborationOutbound | Block::DirectConnectOutbound);
        if options.scope_users && outbound {
            self.who = if self.total.anonymous { Who::AllUnknown } else { Who::Listed(self.total.users.clone()) };
        }
    }

    /// Whether the keyword covers an application.
    pub fn by_suite(&self, id: &str) -> bool {
        self.suite.is_some() && in_suite(id)
    }

    /// Whether the list itself names an application.
    pub fn lists(&self, id: &str) -> bool {
        self.targets.contains(&Target::application(id))
    }

    /// Whether an application is let through, by whatever target.
    pub fn lets_through(&self, id: &str) -> bool {
        if self.by_default {
            return id == RIGHTS_MANAGEMENT;
        }
        self.everything.is_some() || self.lists(id) || self.by_suite(id)
    }

    /// Successes that are not let through, because there are too few of their kind.
    pub fn left_out(&self) -> u64 {
        let apps = self.below.iter().filter(|(id, _)| self.is_empty() || !self.lets_through(id)).map(|(_, used)| used.uses.successes);
        apps.chain(self.nameless_below.iter().map(|uses| uses.successes)).sum()
    }

    /// The setting, both lists complete.
    pub fn setting(&self) -> B2bSetting {
        let users = match &self.who {
            Who::Listed(users) => users.iter().map(|id| Target::user(id)).collect(),
            Who::All | Who::AllUnknown => vec![Target::all_users()],
        };
        B2bSetting::new(TargetConfiguration::new(AccessType::Allowed, users), TargetConfiguration::new(AccessType::Allowed, self.targets.clone()))
    }
}
