//! Least-privilege settings from what was observed: what each partner and each direction really uses stays open, everything else closes.
//!
//! What it is not: a reading of logs (the caller counts the accesses) or a judgement of its own. What a setting means is asked of the same
//! evaluator that `simulate` uses, so that the proposal and its simulation cannot disagree. Two laws: judged by the proposal, no success of
//! the same logs is blocked that today's settings let through, except what no setting can allow (direct connect between clouds), which a
//! note names; and nothing is let through that today's settings refuse, unless somebody asks to reopen it.

mod as_code;
mod changes;
mod choose;
mod domains;
mod explain;
mod explain_partner;
mod gather;
mod json;
mod note;
mod note_words;
mod plan;
mod powershell;
mod propose;
mod reason;
mod reopen;
mod steps;
mod survey;
mod today;
mod why;

pub use changes::{Method, Object, Request};
pub use domains::home_domain;
pub use gather::asked;
pub use json::to_json;
pub use note::{Named, Note, Place};
pub use powershell::to_powershell;
pub(in crate::policy) use powershell::{is_treacherous, one_line};
pub use reason::{Decision, Kind, MatchedBy, ReasonRow};
pub use reopen::Reopening;
pub use steps::RolloutStep;
pub use today::{History, SettingsChange};
pub use why::Why;

use std::collections::{BTreeMap, BTreeSet};

use today::Today;

use super::block::Block;
use super::clause::MatchMode;
use super::evaluate::{Evaluator, Verdict};
use super::lookups::Lookups;
use super::model::{CrossTenantAccessPolicy, DefaultConfiguration};
use super::proposal::Proposal;
use crate::model::Cloud;
use crate::model::{AccessFlags, Direction};

/// Hub resources: nearly every application calls them, so allowing one of them would open nearly everything. Microsoft Graph, Azure AD
/// Graph, Azure Resource Manager.
pub const HUBS: [&str; 3] = ["00000003-0000-0000-c000-000000000000", "00000002-0000-0000-c000-000000000000", "797f4846-ba00-4fd7-ba43-dac1f8f63013"];

/// One way in which one user used one application across the border. There is one for each direction, partner, access type, user, client
/// and resource; more than one are added up. Ids are lower case, as the log model has them; absent ids are `None`.
#[derive(Clone, Copy, Debug)]
pub struct ObservedAccess<'a> {
    /// Which way; only inbound and outbound count.
    pub direction: Direction,
    /// The tenant on the other side; empty where there is none.
    pub partner: &'a str,
    /// Its name, where one is known.
    pub partner_name: Option<&'a str>,
    /// Its cloud.
    pub partner_cloud: Cloud,
    /// The labels of the access type; `None` where the log has none, no label at all where its text is not known.
    pub access_type: Option<AccessFlags>,
    /// Whether it is an external identity without an Entra home.
    pub external_identity: bool,
    /// The user, by the object id in our log: inbound, the guest object in our directory.
    pub user: Option<&'a str>,
    /// The user principal name, which shows the domain of an external identity.
    pub user_principal_name: Option<&'a str>,
    /// The domain at home of an external identity (see [`home_domain`]), where its name tells it.
    pub home_domain: Option<&'a str>,
    /// The client application.
    pub client: Option<&'a str>,
    /// Its name.
    pub client_name: Option<&'a str>,
    /// The resource application.
    pub resource: Option<&'a str>,
    /// Its name.
    pub resource_name: Option<&'a str>,
    /// Sign-ins that succeeded.
    pub successes: u64,
    /// All other sign-ins: failures, interruptions, passthroughs, unknowns.
    pub other_attempts: u64,
    /// The first success, or the first attempt where nothing succeeded, in seconds since 1970.
    pub first_seen: i64,
    /// The last success, or the last attempt where nothing succeeded.
    pub last_seen: i64,
    /// On how many days there was one.
    pub days_seen: u64,
}

/// Which of the ways that today's settings close are to be open again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reopen {
    /// None: what was closed stays closed.
    #[default]
    Nothing,
    /// Those of these organisations, by tenant id.
    Partners(BTreeSet<String>),
    /// All of them.
    All,
}

impl Reopen {
    fn wants(&self, partner: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Partners(partners) => partners.contains(partner),
            Self::All => true,
        }
    }
}

/// What the caller may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many successes an application needs, by partner and direction, to be allowed. With more than one the law does not hold.
    pub min_successes: u64,
    /// Whether hub resources are listed beside the clients that use them.
    pub include_hubs: bool,
    /// Whether own users are listed outbound, instead of all of them.
    pub scope_users: bool,
    /// The own cloud.
    pub own_cloud: Cloud,
    /// The own tenant; the script refuses to run in any other.
    pub own_tenant: Option<String>,
    /// The organisations whose entries are wanted, by tenant id, where the log is known of them alone: then nothing is said of the default, of
    /// clouds, or of anybody else. `None` = everything.
    pub scope: Option<BTreeSet<String>>,
    /// Whether entries without any success are deleted. Never of a part.
    pub remove_unused: bool,
    /// What is reopened.
    pub reopen: Reopen,
    /// What the audit log tells of the settings.
    pub history: History,
    /// The last event of the input, in seconds since 1970: what was not used for long before it is said.
    pub last_event: Option<i64>,
}

impl Options {
    fn wants(&self, tenant: &str) -> bool {
        self.scope.as_ref().is_none_or(|scope| scope.contains(tenant))
    }

    fn removes_unused(&self) -> bool {
        self.remove_unused && self.scope.is_none()
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            min_successes: 1,
            include_hubs: false,
            scope_users: false,
            own_cloud: Cloud::default(),
            own_tenant: None,
            scope: None,
            remove_unused: false,
            reopen: Reopen::default(),
            history: History::default(),
            last_event: None,
        }
    }
}

/// The proposal, and why it is as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// The proposed policy: exactly what the JSON says, so that it can be judged and validated as it is.
    pub policy: CrossTenantAccessPolicy,
    /// Every allowed, left out, removed and carried over thing.
    pub reasons: Vec<ReasonRow>,
    /// What must be known before the proposal is applied.
    pub notes: Vec<Note>,
    totals: Totals,
    /// What it would take to let in again what succeeded once and today's settings close.
    pub reopen: Vec<Reopening>,
    /// Entries to be deleted, by tenant id; `None` where that was not asked for.
    pub remove: Option<Vec<String>>,
    /// What has to be sent, in this order. Without a current policy every entry is taken to be new.
    pub changes: Vec<Request>,
    /// What undoes the changes, in this order; `None` without a current policy.
    pub rollback: Option<Vec<Request>>,
    /// The current policy has these, so that a body says `null` where it goes back to the default.
    current: Option<CrossTenantAccessPolicy>,
    /// Names of partners, applications and listed users, by id.
    names: BTreeMap<String, String>,
    own_tenant: Option<String>,
    own_cloud: Cloud,
}

/// How many successes stay allowed. Microsoft documents client and resource ids as targets, and not which of them decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Allowed if either id counts.
    pub allowed_either: u64,
    /// Allowed whichever of them counts.
    pub allowed_strict: u64,
}

impl Totals {
    /// Counts the successes that settings allow.
    #[must_use]
    pub fn count<'o>(policy: &CrossTenantAccessPolicy, observed: impl Iterator<Item = &'o ObservedAccess<'o>>, own_cloud: Cloud) -> Self {
        let readings = [MatchMode::Either, MatchMode::Client, MatchMode::Resource].map(|mode| Evaluator::new(policy, Lookups::default(), mode));
        let mut totals = Self::default();
        for row in observed.filter(|row| row.successes > 0) {
            let asked = asked(row, own_cloud);
            let allowed = readings.each_ref().map(|reading| reading.judge(&asked).verdict == Verdict::Allowed);
            totals.allowed_either += if allowed[0] { row.successes } else { 0 };
            totals.allowed_strict += if allowed == [true; 3] { row.successes } else { 0 };
        }
        totals
    }
}

impl Recommendation {
    /// The successes that it leaves allowed.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// The settings that hold once it is applied.
    #[must_use]
    pub fn settings(&self) -> CrossTenantAccessPolicy {
        self.proposal().over(self.current.as_ref())
    }

    /// As it is judged: laid over today's settings, a part of them or the whole.
    #[must_use]
    pub fn proposal(&self) -> Proposal {
        if self.policy.default.is_some() { Proposal::whole(self.policy.clone()) } else { Proposal::part(self.policy.clone()) }
    }
}

/// The default that is proposed: closed, except that own users may read what others have encrypted.
#[must_use]
pub fn closed_default(current: Option<&CrossTenantAccessPolicy>) -> DefaultConfiguration {
    propose::default_of(current.and_then(|current| current.default.as_ref()))
}

/// Proposes settings for what was observed. The order of `observed` does not matter.
#[must_use]
pub fn recommend(observed: &[ObservedAccess<'_>], current: Option<&CrossTenantAccessPolicy>, options: &Options) -> Recommendation {
    let today = Today::new(current, &options.history);
    let gathered = gather::Gathered::new(observed, current, &today, options);
    let proposal = propose::Proposal::new(&gathered, current, &today, options);
    let remove: Vec<String> = proposal.removed().map(str::to_owned).collect();
    let changes = changes::forward(&proposal.policy, &remove, current);
    let rollback = current.map(|current| changes::back(&proposal.policy, &remove, current));
    let reasons = explain::rows(&gathered, &proposal, current, options);
    let notes = survey::notes(&gathered, &proposal, current, &today, options);
    let names = names(&gathered, &proposal, &reasons, current);
    let judged = if options.scope.is_none() { Proposal::whole(proposal.policy.clone()) } else { Proposal::part(proposal.policy.clone()) };
    // What the audit log says was closed is not allowed by settings that are silent about it.
    let open = observed.iter().filter(|row| options.reopen.wants(row.partner) || today.refusal(row, options.own_cloud).is_none());
    let totals = Totals::count(&judged.over(current), open, options.own_cloud);
    let reopen = reopen::rows(&gathered, current, &options.history);
    Recommendation {
        policy: proposal.policy,
        reasons,
        notes,
        reopen,
        totals,
        remove: options.removes_unused().then_some(remove),
        changes,
        rollback,
        names,
        current: current.cloned(),
        own_tenant: options.own_tenant.clone(),
        own_cloud: options.own_cloud,
    }
}

/// The names of everything that a difference can mention.
fn names(
    gathered: &gather::Gathered<'_>,
    proposal: &propose::Proposal<'_>,
    reasons: &[ReasonRow],
    current: Option<&CrossTenantAccessPolicy>,
) -> BTreeMap<String, String> {
    let entries = || proposal.policy.partners.iter().chain(current.iter().flat_map(|current| &current.partners));
    let defaults = proposal.policy.default.iter().chain(current.and_then(|current| current.default.as_ref()));
    let blocks = entries().map(|entry| &entry.blocks).chain(defaults.map(|default| &default.blocks));
    let settings = blocks.flat_map(|blocks| Block::SETTINGS.map(|block| blocks.setting(block)));
    let lists = settings.flatten().filter_map(|setting| setting.applications.as_ref());
    let apps = lists.flat_map(|list| &list.targets).map(|target| target.target.text());
    let mut names: BTreeMap<String, String> = apps.filter_map(|id| Some((id.to_owned(), gathered.app_name(id)?))).collect();
    names.extend(entries().filter_map(|entry| Some((entry.tenant_id.clone(), gathered.partner_name(&entry.tenant_id, current)?))));
    let users = reasons.iter().filter(|row| row.kind == Kind::User);
    names.extend(users.filter_map(|row| Some((row.id.clone()?, row.name.clone()?))));
    names
}

#[cfg(test)]
mod tests;
