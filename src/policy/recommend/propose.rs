//! The proposed policy: a closed default, an entry for every partner that needs one, and what becomes of the entries there are.
//!
//! What it is not: the choice of applications (see `choose`) or the reasoning in words (see `explain`). Only access is decided here; trust,
//! automatic redemption and tenant restrictions are carried over, because sign-ins say nothing about who should be trusted.

use std::collections::{BTreeMap, BTreeSet};

use super::super::block::Block;
use super::super::clause::MatchMode;
use super::super::evaluate::{Evaluator, Verdict};
use super::super::lookups::Lookups;
use super::super::model::{B2bSetting, Configuration, CrossTenantAccessPolicy, DefaultConfiguration, PartnerConfiguration};
use super::super::target::{AccessType, Target, TargetConfiguration, TargetName};
use super::super::validate::RIGHTS_MANAGEMENT;
use super::super::write::{IDENTITY_SYNCHRONIZATION, NOT_SENT};
use super::Options;
use super::choose::Chosen;
use super::gather::{Gathered, asked};
use super::reason::Decision;
use super::today::Today;
use super::why::Why;

/// The blocks that sign-ins are judged by.
pub(super) const ACCESS: [Block; 4] =
    [Block::CollaborationInbound, Block::CollaborationOutbound, Block::DirectConnectInbound, Block::DirectConnectOutbound];

/// What becomes of a current entry (no block) or of one of its blocks.
pub(super) type Fate = (Option<Block>, Decision, Why);

/// The proposal with what led to it.
#[derive(Debug)]
pub(super) struct Proposal<'a> {
    pub policy: CrossTenantAccessPolicy,
    /// What each block of each partner has to let through, where anything has.
    pub chosen: BTreeMap<&'a str, BTreeMap<Block, Chosen<'a>>>,
    /// What was observed, but too seldom.
    pub too_few: BTreeMap<&'a str, BTreeMap<Block, Chosen<'a>>>,
    /// What becomes of current entries, by tenant.
    pub fates: BTreeMap<String, Vec<Fate>>,
}

/// Whether a setting closes everything to everybody, in so many words.
fn closes_everything(setting: &B2bSetting) -> bool {
    let closes = |list: &Option<TargetConfiguration>, all| list.as_ref().is_some_and(|list| list.access == AccessType::Blocked && list.names(&all));
    closes(&setting.users_and_groups, TargetName::AllUsers) && closes(&setting.applications, TargetName::AllApplications)
}

/// Whether Microsoft or an agreement of its own made the entry, so that it is no ours to tidy up.
fn protection(entry: &PartnerConfiguration) -> Option<Why> {
    if entry.is_service_provider == Some(true) {
        Some(Why::ServiceProviderEntry)
    } else if entry.is_in_multi_tenant_organization == Some(true) {
        Some(Why::MultiTenantEntry)
    } else {
        None
    }
}

pub(super) fn is_synchronised(entry: &PartnerConfiguration) -> bool {
    entry.user_sync_inbound.is_some() || entry.blocks.other.contains_key(IDENTITY_SYNCHRONIZATION)
}

/// What an update of these blocks can say.
pub(super) fn sendable(blocks: &Configuration) -> Configuration {
    let mut blocks = blocks.clone();
    blocks.other.retain(|key, _| !NOT_SENT.contains(&key.as_str()));
    blocks
}

/// An entry as an update can say it. Whether it is a service provider's decides how sign-ins are judged, so that stays.
fn carried(entry: &PartnerConfiguration) -> PartnerConfiguration {
    PartnerConfiguration {
        tenant_id: entry.tenant_id.clone(),
        is_service_provider: entry.is_service_provider.filter(|&provider| provider),
        blocks: sendable(&entry.blocks),
        ..PartnerConfiguration::default()
    }
}

/// An entry that stays although the default changes: half a setting keeps the other half that it inherits today.
fn carried_over(entry: &PartnerConfiguration, current: &CrossTenantAccessPolicy) -> PartnerConfiguration {
    let mut kept = carried(entry);
    for block in ACCESS {
        let half = |setting: &&B2bSetting| setting.users_and_groups.is_some() != setting.applications.is_some();
        if let Some(setting) = entry.blocks.setting(block).filter(half) {
            let lists = current.effective(block, Some(&entry.tenant_id));
            let whole = B2bSetting::new(lists.users_and_groups.1.clone(), lists.applications.1.clone());
            kept.blocks.set_setting(block, Some(B2bSetting { other: setting.other.clone(), ..whole }));
        }
    }
    kept
}

/// Closed, except that own users may read what others have encrypted: blocking Rights Management breaks mail, not sharing.
pub fn default_of(current: Option<&DefaultConfiguration>) -> DefaultConfiguration {
    let mut blocks = current.map(|current| sendable(&current.blocks)).unwrap_or_default();
    // Read-only in the default.
    blocks.automatic_user_consent = None;
    for block in ACCESS {
        blocks.set_setting(block, Some(B2bSetting::everything(AccessType::Blocked)));
    }
    let list = |target| TargetConfiguration::new(AccessType::Allowed, vec![target]);
    blocks.b2b_collaboration_outbound = Some(B2bSetting::new(list(Target::all_users()), list(Target::application(RIGHTS_MANAGEMENT))));
    DefaultConfiguration { is_service_default: None, blocks }
}

impl<'a> Proposal<'a> {
    pub fn new(gathered: &Gathered<'a>, current: Option<&CrossTenantAccessPolicy>, today: &Today<'_>, options: &Options) -> Self {
        let (mut chosen, mut too_few) = (BTreeMap::<_, BTreeMap<_, _>>::new(), BTreeMap::<_, BTreeMap<_, _>>::new());
        for (partner, blocks) in &gathered.access {
            for (block, access) in blocks {
                let choice = Chosen::new(*block, access, &today.limit(partner, *block), options);
                let kept = if choice.is_empty() { &mut too_few } else { &mut chosen };
                kept.entry(*partner).or_default().insert(*block, choice);
            }
        }
        let mut clouds: BTreeSet<String> =
            current.and_then(|current| current.allowed_cloud_endpoints.as_ref()).into_iter().flatten().map(|cloud| cloud.to_lowercase()).collect();
        let needed = chosen.keys().filter_map(|partner| gathered.clouds.get(partner)).flatten();
        clouds.extend(needed.map(|cloud| cloud.endpoint().to_owned()));
        // A part says nothing about what concerns everybody.
        // Where today's settings do not say which clouds are enabled, an empty list would close those that are.
        let untold = current.is_some_and(|current| current.allowed_cloud_endpoints.is_none()) && clouds.is_empty();
        let policy = match options.scope {
            None => CrossTenantAccessPolicy {
                allowed_cloud_endpoints: (!untold).then(|| clouds.into_iter().collect()),
                default: Some(default_of(current.and_then(|current| current.default.as_ref()))),
                ..CrossTenantAccessPolicy::default()
            },
            Some(_) => CrossTenantAccessPolicy::default(),
        };
        let mut proposal = Self { policy, chosen, too_few, fates: BTreeMap::new() };
        proposal.add_entries(gathered, current, options);
        proposal
    }

    fn add_entries(&mut self, gathered: &Gathered<'a>, current: Option<&CrossTenantAccessPolicy>, options: &Options) {
        let kept = current.iter().flat_map(|current| &current.partners).filter(|entry| protection(entry).is_some());
        let kept = kept.filter_map(|entry| Some(carried_over(entry, current?)));
        let as_is = match (&options.scope, current) {
            (Some(_), Some(current)) => current.clone(),
            _ => CrossTenantAccessPolicy { partners: kept.collect(), ..self.policy.clone() },
        };
        let as_is = Evaluator::new(&as_is, Lookups::default(), MatchMode::Either);
        let lets_through = |partner: &str, block: Block| {
            let rows = gathered.access.get(partner).and_then(|blocks| blocks.get(&block)).into_iter().flat_map(|access| &access.rows);
            let judged = rows.map(|row| as_is.judge(&asked(row, options.own_cloud)).verdict);
            judged.into_iter().all(|verdict| matches!(verdict, Verdict::Allowed | Verdict::NotGoverned))
        };
        let mut tenants: BTreeSet<&str> = self.chosen.keys().copied().collect();
        tenants.extend(current.iter().flat_map(|current| &current.partners).map(|entry| entry.tenant_id.as_str()));
        tenants.retain(|tenant| options.wants(tenant));
        let mut entries = Vec::new();
        for tenant in tenants {
            let chosen = self.chosen.get(tenant);
            match current.and_then(|current| current.partner(tenant)) {
                None => {
                    let open = chosen.into_iter().flatten().filter(|(_, choice)| !choice.by_default);
                    let mut blocks = Configuration::default();
                    open.for_each(|(block, choice)| blocks.set_setting(*block, Some(choice.setting())));
                    // A partner in another cloud needs an entry even where the default lets all of it through.
                    if blocks != Configuration::default() || gathered.clouds.contains_key(tenant) {
                        entries.push(PartnerConfiguration { tenant_id: tenant.to_owned(), blocks, ..PartnerConfiguration::default() });
                    }
                }
                Some(entry) => {
                    let left = Left {
                        too_few: self.too_few.contains_key(tenant),
                        others: gathered.has_other_success(tenant),
                        lets_through: &|block| lets_through(tenant, block),
                    };
                    let kept = current.map_or_else(|| carried(entry), |current| carried_over(entry, current));
                    let (kept, fates) = revised(entry, kept, chosen, &left, options);
                    self.fates.insert(tenant.to_owned(), fates);
                    entries.extend(kept);
                }
            }
        }
        self.policy.partners = entries;
    }

    /// Current entries that are to be removed.
    pub fn removed(&self) -> impl Iterator<Item = &str> {
        self.fates.iter().filter(|(_, fates)| fates.contains(&(None, Decision::Remove, Why::UnusedEntry))).map(|(tenant, _)| tenant.as_str())
    }
}

/// What else is known of the partner of an entry.
struct Left<'l> {
    /// Whether something succeeded too seldom.
    too_few: bool,
    /// Whether something succeeded that justifies no setting: it is closed today, or none governs it.
    others: bool,
    /// Whether the entry as it is lets through what succeeded.
    lets_through: &'l dyn Fn(Block) -> bool,
}

/// What becomes of a current entry: as it is to be, and why. `None` where it is to be removed. `kept` = the entry as it can be carried over.
fn revised(
    entry: &PartnerConfiguration,
    mut kept: PartnerConfiguration,
    chosen: Option<&BTreeMap<Block, Chosen<'_>>>,
    left: &Left<'_>,
    options: &Options,
) -> (Option<PartnerConfiguration>, Vec<Fate>) {
    let protection = protection(entry);
    let lets_through = left.lets_through;
    if chosen.is_none() && protection.is_none() && !left.too_few {
        let closed = ACCESS.into_iter().any(|block| entry.blocks.setting(block).is_some_and(closes_everything));
        let bound = [
            (is_synchronised(entry), Why::Synchronisation),
            (kept.blocks.tenant_restrictions.is_some(), Why::TenantRestrictions),
            (!kept.blocks.other.is_empty(), Why::OtherSettings),
            (closed, Why::ExplicitBlock),
            (left.others, Why::StaysAsItIs),
        ];
        return match bound.into_iter().find(|(bound, _)| *bound) {
            Some((_, why)) => (Some(kept), vec![(None, Decision::CarryOver, why)]),
            None if options.removes_unused() => (None, vec![(None, Decision::Remove, Why::UnusedEntry)]),
            None => (Some(kept), vec![(None, Decision::CarryOver, Why::UnusedEntryStays)]),
        };
    }
    let mut fates: Vec<Fate> = protection.iter().map(|why| (None, Decision::CarryOver, why.clone())).collect();
    for block in ACCESS {
        let setting = entry.blocks.setting(block);
        let choice = chosen.and_then(|chosen| chosen.get(&block));
        match (choice, setting) {
            (choice, _) if protection.is_some() && (choice.is_none() || lets_through(block)) => {}
            (Some(choice), setting) => {
                kept.blocks.set_setting(block, (!choice.by_default).then(|| choice.setting()));
                if protection.is_some() {
                    fates.push((Some(block), Decision::Allow, Why::ProtectedButNeeded));
                } else if choice.by_default && setting.is_some() {
                    fates.push((Some(block), Decision::Remove, Why::OnDefault));
                }
            }
            (None, Some(setting)) if closes_everything(setting) => {
                fates.push((Some(block), Decision::CarryOver, Why::ExplicitBlock));
            }
            // Without its list this way would fall back on a default that a part does not close.
            (None, Some(_)) if options.scope.is_some() => fates.push((Some(block), Decision::CarryOver, Why::UnusedBlockStays)),
            (None, Some(_)) => {
                kept.blocks.set_setting(block, None);
                fates.push((Some(block), Decision::Remove, Why::UnusedBlock));
            }
            (None, None) => {}
        }
    }
    for (stays, block, why) in [
        (kept.blocks.tenant_restrictions.is_some(), Some(Block::TenantRestrictions), Why::TenantRestrictions),
        (kept.blocks.inbound_trust.is_some(), Some(Block::InboundTrust), Why::Trust),
        (kept.blocks.automatic_user_consent.is_some(), Some(Block::AutomaticUserConsent), Why::Redemption),
        (is_synchronised(entry), None, Why::Synchronisation),
        (!kept.blocks.other.is_empty(), None, Why::OtherSettings),
    ] {
        if stays {
            fates.push((block, Decision::CarryOver, why));
        }
    }
    (Some(kept), fates)
}
