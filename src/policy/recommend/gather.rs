//! Which observed accesses count, added up by partner, block and pair of applications; and which do not, with the reason.
//!
//! What it is not: a choice of settings (see `choose`). Whether an access is governed at all is asked of the evaluator: what the settings do
//! not govern justifies no setting.

use std::collections::{BTreeMap, BTreeSet};

use super::super::because::Reason;
use super::super::block::Block;
use super::super::clause::MatchMode;
use super::super::evaluate::{Asked, Evaluator, Verdict};
use super::super::lookups::Lookups;
use super::super::model::{CrossTenantAccessPolicy, PartnerConfiguration};
use super::today::{Refusal, Today, blocks_of};
use super::{ObservedAccess, Options};
use crate::knowledge::tenants::NO_TENANT;
use crate::knowledge::{apps, tenants};
use crate::model::Cloud;
use crate::model::{Direction, parse_guid};
use crate::pseudonym::is_token;

/// The two directions that cross a border.
pub(super) const DIRECTIONS: [Direction; 2] = [Direction::Inbound, Direction::Outbound];

/// How much something was used: of the successes where there are any, so that no refusal passes for evidence.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses<'a> {
    /// Users with a success that a policy could name.
    pub users: BTreeSet<&'a str>,
    /// Whether there was a success of somebody whom a policy cannot name.
    pub anonymous: bool,
    pub successes: u64,
    pub others: u64,
    /// First and last success.
    pub first: Option<i64>,
    pub last: Option<i64>,
    /// The most days of one user: at least so many days in all.
    pub days: u64,
    /// Users who only tried, and when one last did.
    tried_by: BTreeSet<&'a str>,
    tried_last: Option<i64>,
}

impl<'a> Uses<'a> {
    fn add(&mut self, row: &ObservedAccess<'a>) {
        let user = usable(row.user);
        self.successes += row.successes;
        self.others += row.other_attempts;
        if row.successes == 0 {
            self.tried_by.extend(user);
            self.tried_last = self.tried_last.max(Some(row.last_seen));
            return;
        }
        self.users.extend(user);
        self.anonymous |= user.is_none();
        self.span(Some(row.first_seen), Some(row.last_seen), row.days_seen);
    }

    pub fn merge(&mut self, other: &Self) {
        self.users.extend(&other.users);
        self.anonymous |= other.anonymous;
        self.successes += other.successes;
        self.others += other.others;
        self.span(other.first, other.last, other.days);
        self.tried_by.extend(&other.tried_by);
        self.tried_last = self.tried_last.max(other.tried_last);
    }

    fn span(&mut self, first: Option<i64>, last: Option<i64>, days: u64) {
        self.first = self.first.into_iter().chain(first).min();
        self.last = self.last.max(last);
        self.days = self.days.max(days);
    }

    /// How many users succeeded; of what never worked, how many tried.
    pub fn people(&self) -> usize {
        if self.successes > 0 { self.users.len() } else { self.tried_by.len() }
    }

    /// The last success; of what never worked, the last attempt.
    pub fn last_seen(&self) -> Option<i64> {
        if self.successes > 0 { self.last } else { self.tried_last }
    }

    /// Whether all of it happened within 24 hours.
    pub fn on_one_day(&self) -> bool {
        self.days <= 1 && self.first.zip(self.last).is_some_and(|(first, last)| last - first < 86_400)
    }
}

/// Client and resource of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair<'a> {
    pub client: Option<&'a str>,
    pub resource: Option<&'a str>,
}

/// What succeeded between one partner and us through one block, and justifies access.
#[derive(Debug, Default)]
pub(super) struct Access<'a> {
    /// What today's settings do not refuse.
    pub pairs: BTreeMap<Pair<'a>, Uses<'a>>,
    /// What they refuse, and is to be reopened.
    pub reopened: BTreeMap<Pair<'a>, Uses<'a>>,
    /// Whether a list of users refuses some of it.
    pub reopened_users: bool,
    pub rows: Vec<ObservedAccess<'a>>,
}

impl<'a> Access<'a> {
    /// All pairs, those to be reopened last and marked so.
    pub fn all_pairs(&self) -> impl Iterator<Item = (&Pair<'a>, &Uses<'a>, bool)> {
        self.pairs.iter().map(|(pair, uses)| (pair, uses, false)).chain(self.reopened.iter().map(|(pair, uses)| (pair, uses, true)))
    }
}

/// A way that was open once and that today's settings close.
#[derive(Debug)]
pub(super) struct Closed<'a> {
    pub uses: Uses<'a>,
    /// The blocks that govern it.
    pub blocks: BTreeSet<Block>,
}

/// Everything that was observed.
#[derive(Debug, Default)]
pub(super) struct Gathered<'a> {
    /// What justifies access, by partner.
    pub access: BTreeMap<&'a str, BTreeMap<Block, Access<'a>>>,
    /// What was tried and never worked, by direction, partner and application.
    pub tried: BTreeMap<(Direction, &'a str), BTreeMap<Option<&'a str>, Uses<'a>>>,
    /// What the settings do not govern or cannot allow, by partner; an empty one for external identities.
    pub left_out: BTreeMap<&'a str, BTreeMap<(Direction, Reason), Uses<'a>>>,
    /// Users of external identities by domain; the empty domain where it is not known.
    pub external: BTreeMap<String, BTreeSet<&'a str>>,
    /// Clouds, other than ours, of partners with access.
    pub clouds: BTreeMap<&'a str, BTreeSet<Cloud>>,
    /// Successes judged as collaboration although the log does not say so.
    pub assumed: u64,
    /// Successes that today's settings refuse, and that nobody asked to reopen.
    pub closed: BTreeMap<(Direction, &'a str, Pair<'a>), Closed<'a>>,
    names: BTreeMap<&'a str, (i64, &'a str)>,
}

/// An id that can stand in a policy. Anything else could be written but not be sent.
pub(super) fn usable(id: Option<&str>) -> Option<&str> {
    id.map(str::trim).filter(|id| (id.len() == NO_TENANT.len() && parse_guid(id).is_some() && *id != NO_TENANT) || is_token(id))
}

/// The question of the evaluator for an observed access.
#[must_use]
pub fn asked<'a>(row: &ObservedAccess<'a>, own_cloud: Cloud) -> Asked<'a> {
    Asked {
        direction: row.direction,
        partner: row.partner,
        partner_cloud: row.partner_cloud,
        own_cloud,
        access_type: row.access_type,
        user: row.user,
        client: row.client,
        resource: row.resource,
        external_identity: row.external_identity,
    }
}

/// The factory default and the entries of service providers: enough to learn whether an access is governed, whatever the settings.
fn probe(current: Option<&CrossTenantAccessPolicy>) -> Evaluator {
    let providers = current.iter().flat_map(|current| &current.partners).filter(|entry| entry.is_service_provider == Some(true));
    let partners = providers.map(|entry| PartnerConfiguration {
        tenant_id: entry.tenant_id.clone(),
        is_service_provider: Some(true),
        ..PartnerConfiguration::default()
    });
    let policy = CrossTenantAccessPolicy { partners: partners.collect(), ..CrossTenantAccessPolicy::default() };
    Evaluator::new(&policy, Lookups::default(), MatchMode::Either)
}

impl<'a> Gathered<'a> {
    pub fn new(observed: &[ObservedAccess<'a>], current: Option<&CrossTenantAccessPolicy>, today: &Today<'_>, options: &Options) -> Self {
        let probe = probe(current);
        let mut all = Self::default();
        for row in observed.iter().filter(|row| DIRECTIONS.contains(&row.direction) && row.successes + row.other_attempts > 0) {
            let row = &ObservedAccess { partner: row.partner.trim(), ..*row };
            all.name(row);
            let judged = probe.judge(&asked(row, options.own_cloud));
            let impossible = matches!(judged.because.reason, Reason::DirectConnectAcrossClouds(_));
            if matches!(judged.verdict, Verdict::NotGoverned | Verdict::Unknown) || impossible {
                all.leave_out(row, judged.because.reason);
                continue;
            }
            let pair = Pair { client: usable(row.client), resource: usable(row.resource) };
            if row.successes == 0 {
                let tried = all.tried.entry((row.direction, row.partner)).or_default();
                tried.entry(pair.resource.or(pair.client)).or_default().add(row);
                continue;
            }
            let refusal = today.refusal(row, options.own_cloud);
            if refusal.is_some() && !options.reopen.wants(row.partner) {
                let closed =
                    all.closed.entry((row.direction, row.partner, pair)).or_insert_with(|| Closed { uses: Uses::default(), blocks: BTreeSet::new() });
                closed.uses.add(row);
                closed.blocks.extend(blocks_of(row));
                continue;
            }
            all.count(row, pair, options.own_cloud, refusal);
            if judged.because.assumed.is_some() {
                all.assumed += row.successes;
            }
        }
        all
    }

    fn count(&mut self, row: &ObservedAccess<'a>, pair: Pair<'a>, own_cloud: Cloud, refusal: Option<Refusal>) {
        let partner = self.access.entry(row.partner).or_default();
        for block in blocks_of(row) {
            let access = partner.entry(block).or_default();
            let pairs = if refusal.is_some() { &mut access.reopened } else { &mut access.pairs };
            pairs.entry(pair).or_default().add(row);
            access.reopened_users |= refusal.is_some_and(|refusal| refusal.by_users);
            access.rows.push(*row);
        }
        if row.partner_cloud != own_cloud {
            self.clouds.entry(row.partner).or_default().insert(row.partner_cloud);
        }
    }

    fn leave_out(&mut self, row: &ObservedAccess<'a>, reason: Reason) {
        let external = reason == Reason::ExternalIdentity;
        let partner = if external { "" } else { row.partner };
        self.left_out.entry(partner).or_default().entry((row.direction, reason)).or_default().add(row);
        if external && row.successes > 0 {
            let domain = row.home_domain.unwrap_or_default().to_owned();
            self.external.entry(domain).or_default().extend(row.user.or(row.user_principal_name));
        }
    }

    /// Keeps the latest name of each id, ties by lowest bytes.
    fn name(&mut self, row: &ObservedAccess<'a>) {
        let named = [(Some(row.partner), row.partner_name), (row.client, row.client_name), (row.resource, row.resource_name)];
        for (id, name) in named {
            let (Some(id), Some(name)) = (id.filter(|id| !id.is_empty()), name.filter(|name| !name.trim().is_empty())) else { continue };
            let known = self.names.entry(id).or_insert((row.last_seen, name));
            if (row.last_seen, std::cmp::Reverse(name)) > (known.0, std::cmp::Reverse(known.1)) {
                *known = (row.last_seen, name);
            }
        }
    }

    /// Whether a partner had a success that justifies no setting: today's settings refuse it, or none governs it.
    pub fn has_other_success(&self, partner: &str) -> bool {
        self.closed.keys().any(|(_, of, _)| *of == partner)
            || self.left_out.get(partner).is_some_and(|ways| ways.values().any(|uses| uses.successes > 0))
    }

    /// The name of an application: the log's, else the well-known one.
    pub fn app_name(&self, id: &str) -> Option<String> {
        self.names.get(id).map(|(_, name)| (*name).to_owned()).or_else(|| apps::find(id).map(|app| app.name.clone()))
    }

    /// The name of a partner: the log's, else the policy's, else the well-known one.
    pub fn partner_name(&self, id: &str, current: Option<&CrossTenantAccessPolicy>) -> Option<String> {
        let observed = self.names.get(id).map(|(_, name)| (*name).to_owned());
        let configured = || current.and_then(|current| current.partner(id)).and_then(|entry| entry.display_name.clone());
        observed.or_else(configured).or_else(|| tenants::name(id).map(str::to_owned))
    }
}
