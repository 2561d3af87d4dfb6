//! Faults of a policy itself: what Microsoft refuses (errors), what does not do what it seems to (warnings), what is worth knowing.
//!
//! What it is not: a check against sign-ins (see `evaluate`), nor the sentences (see `finding`). Each rule has a number, V1 to V16 here, that
//! reports and people can refer to. A list is reported where it is set, not where it is inherited.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Block;
use super::effective::Effective;
use super::finding::{Finding, Rule, V15};
use super::model::{Configuration, CrossTenantAccessPolicy, PartnerConfiguration};
use super::target::{AccessType, Target, TargetConfiguration, TargetKind, TargetName};
use crate::knowledge::tenants::NO_TENANT;
use crate::model::Cloud;
use crate::model::parse_guid;
use crate::pseudonym::is_token;
use crate::words::Lang;

/// Rights Management, which encrypted mail and files need.
pub const RIGHTS_MANAGEMENT: &str = "00000012-0000-0000-c000-000000000000";
/// Applications that guests meet on the way to any other: My Apps, App Access Panel, My Profile, My Sign-ins.
pub const COMPANIONS: [&str; 4] = [
    "2793995e-0a7d-40d7-bd35-6968ba142197",
    "0000000c-0000-0000-c000-000000000000",
    "8c59ead7-d703-4a27-9e55-c96a0054c8d2",
    "19db86c3-b2b9-44cc-b339-36da233a3be2",
];

/// What logs and names tell about the partners and applications of a policy.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Ids of clients and resources in the sign-ins, lower case; empty where there are no logs.
    pub apps: BTreeSet<String>,
    /// Direct connect sign-ins that Conditional Access stopped for want of MFA, by partner.
    pub direct_connect_mfa_failures: BTreeMap<String, u64>,
    /// Object ids of guests in our own directory, lower case: no inbound list can name anybody by them.
    pub guests: BTreeSet<String>,
    /// Clouds of partners that are known, by tenant id.
    pub clouds: BTreeMap<String, Cloud>,
    /// The own cloud.
    pub own_cloud: Cloud,
    /// Domains of the users of each partner who came in.
    pub domains: BTreeMap<String, BTreeSet<String>>,
}

/// Looks for faults: the default first, then the partners; by number within each. Without `seen`, rules that need logs are silent, or say
/// what to look for.
#[must_use]
pub fn validate(policy: &CrossTenantAccessPolicy, seen: Option<&Seen>, lang: Lang) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(default) = &policy.default {
        found.extend(Scope { policy, entry: None, blocks: &default.blocks, seen, lang }.check());
    }
    for entry in &policy.partners {
        found.extend(Scope { policy, entry: Some(entry), blocks: &entry.blocks, seen, lang }.check());
    }
    found
}

/// Which outcomes a setting can have over all users and applications: (can allow, can block).
fn outcomes(lists: &Effective<'_>) -> (bool, bool) {
    use super::clause::{Truth, table};
    let met = |list: &TargetConfiguration, all: &TargetName| match (list.names(all), list.targets.is_empty()) {
        (true, _) => vec![Truth::True],
        (false, true) => vec![Truth::False],
        (false, false) => vec![Truth::False, Truth::True],
    };
    let (users, applications) = (lists.users_and_groups.1, lists.applications.1);
    let (mut allow, mut block) = (false, false);
    for user in met(users, &TargetName::AllUsers) {
        for application in met(applications, &TargetName::AllApplications) {
            let through = table((users.access, user), (applications.access, application))[2] == Truth::True;
            allow |= through;
            block |= !through;
        }
    }
    (allow, block)
}

pub(super) fn allows(lists: &Effective<'_>) -> bool {
    outcomes(lists).0
}

/// The default or one entry.
struct Scope<'p> {
    policy: &'p CrossTenantAccessPolicy,
    entry: Option<&'p PartnerConfiguration>,
    blocks: &'p Configuration,
    seen: Option<&'p Seen>,
    lang: Lang,
}

impl Scope<'_> {
    fn tenant(&self) -> Option<&str> {
        self.entry.map(|entry| entry.tenant_id.as_str())
    }

    fn finding(&self, rule: &Rule, place: &str) -> Finding {
        let scope = self.tenant().unwrap_or("default");
        let place = if place.is_empty() { scope.to_owned() } else { format!("{scope}.{place}") };
        rule.finding(place, self.lang)
    }

    fn lists(&self, block: Block) -> Effective<'_> {
        self.policy.effective(block, self.tenant())
    }

    fn check(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for block in Block::SETTINGS.into_iter().filter(|&block| self.blocks.setting(block).is_some()) {
            found.extend(self.check_lists(block));
            found.extend(self.check_targets(block));
        }
        found.extend(self.check_direct_connect());
        found.extend(self.check_organisation());
        found.sort_by_key(|finding| finding.number);
        found
    }

    /// V1, V2, V9, V13 and halves.
    fn check_lists(&self, block: Block) -> Vec<Finding> {
        let mut found = Vec::new();
        let lists = self.lists(block);
        let (users, applications) = (lists.users_and_groups.1, lists.applications.1);
        let (all_users, all_applications) = (users.names(&TargetName::AllUsers), applications.names(&TargetName::AllApplications));
        let own = self.blocks.setting(block);
        if own.is_some_and(|own| own.users_and_groups.is_some() != own.applications.is_some()) {
            found.push(self.finding(&Rule::Half, block.name()));
        }
        match (users.access, applications.access) {
            (AccessType::Blocked, access) if all_users && !(access == AccessType::Blocked && all_applications) => {
                found.push(self.finding(&Rule::V1, block.name()));
            }
            (AccessType::Allowed, AccessType::Blocked) if all_applications => found.push(self.finding(&Rule::V2, block.name())),
            (AccessType::Blocked, AccessType::Blocked)
                if !all_users && !all_applications && !users.targets.is_empty() && !applications.targets.is_empty() =>
            {
                found.push(self.finding(&Rule::V13, block.name()));
            }
            _ => {}
        }
        let collaboration = matches!(block, Block::CollaborationInbound | Block::CollaborationOutbound);
        let own_list = own.is_some_and(|own| own.applications.is_some());
        if collaboration && own_list && applications.access == AccessType::Allowed && allows(&lists) {
            let missing = missing_companions(applications);
            // Blocking everything but Rights Management outbound is the documented way to keep encrypted mail readable.
            let only_rights_management =
                self.entry.is_none() && block == Block::CollaborationOutbound && *applications.targets == [Target::application(RIGHTS_MANAGEMENT)];
            if !missing.is_empty() && !only_rights_management {
                found.push(self.finding(&Rule::V9(missing), &format!("{}.applications", block.name())));
            }
        }
        found
    }

    /// V3, V4, V5, V14 and V16: single targets.
    fn check_targets(&self, block: Block) -> Vec<Finding> {
        let mut found = Vec::new();
        let own = self.blocks.setting(block);
        let users = own.and_then(|own| own.users_and_groups.as_ref()).map(|list| ("usersAndGroups", list));
        let applications = own.and_then(|own| own.applications.as_ref()).map(|list| ("applications", list));
        for (side, list) in users.into_iter().chain(applications) {
            let place = format!("{}.{side}", block.name());
            let of_users = side == "usersAndGroups";
            let inbound = matches!(block, Block::CollaborationInbound | Block::DirectConnectInbound);
            if self.entry.is_none() && inbound && of_users && list.targets.iter().any(|target| matches!(target.target, TargetName::Id(_))) {
                found.push(self.finding(&Rule::V3, &place));
            }
            let mut met = BTreeSet::new();
            for target in &list.targets {
                let text = target.target.text().to_owned();
                if !met.insert(&target.target) {
                    found.push(self.finding(&Rule::V14Twice(text.clone()), &place));
                }
                if inbound && of_users && self.seen.is_some_and(|seen| seen.guests.contains(&text)) {
                    found.push(self.finding(&Rule::V16(text.clone()), &place));
                }
                if let Some(rule) = misfit(target, of_users) {
                    found.push(self.finding(&rule, &place));
                }
                if matches!(target.target, TargetName::Keyword(_)) {
                    found.push(self.finding(&Rule::V5(text.clone()), &place));
                }
                if matches!(target.target, TargetName::Id(_)) && !is_id(&text) {
                    found.push(self.finding(&Rule::V14NoGuid(text.clone()), &place));
                }
                let known = text == RIGHTS_MANAGEMENT || COMPANIONS.contains(&text.as_str());
                let unseen = self.seen.is_some_and(|seen| !seen.apps.is_empty() && !seen.apps.contains(&text));
                if !of_users && matches!(target.target, TargetName::Id(_)) && !known && unseen {
                    found.push(self.finding(&Rule::V14Unseen(text), &place));
                }
            }
        }
        found
    }

    /// V6, V7 and V8.
    fn check_direct_connect(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        let blocks = [Block::DirectConnectInbound, Block::DirectConnectOutbound];
        if blocks.iter().all(|&block| self.blocks.setting(block).is_none()) {
            return found;
        }
        let open: Vec<Block> = blocks.into_iter().filter(|&block| allows(&self.lists(block))).collect();
        for block in &open {
            if self.entry.is_none() && self.blocks.setting(*block).is_some() {
                found.push(self.finding(&Rule::V6, block.name()));
            }
        }
        if let [one] = open[..] {
            found.push(self.finding(&Rule::V7(one), one.name()));
        }
        let trusted = self.policy.trusts(self.tenant(), |trust| trust.is_mfa_accepted);
        if open.contains(&Block::DirectConnectInbound) && !trusted {
            let place = Block::DirectConnectInbound.name();
            match self.seen {
                None => found.push(self.finding(&Rule::V8(None), place)),
                Some(seen) => {
                    let failures: u64 = match self.tenant() {
                        Some(tenant) => seen.direct_connect_mfa_failures.get(tenant).copied().unwrap_or_default(),
                        None => seen.direct_connect_mfa_failures.iter().filter(|(id, _)| self.policy.partner(id).is_none()).map(|(_, n)| n).sum(),
                    };
                    if failures > 0 {
                        found.push(self.finding(&Rule::V8(Some(failures)), place));
                    }
                }
            }
        }
        found
    }

    /// V10, V11, V12, V15 and the tenant id of V14: what only an entry can have.
    fn check_organisation(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        let Some(entry) = self.entry else { return found };
        if !is_id(&entry.tenant_id) {
            found.push(self.finding(&Rule::V14NoGuid(entry.tenant_id.clone()), "tenantId"));
        }
        let consent = self.blocks.automatic_user_consent.as_ref();
        let inbound = consent.is_some_and(|consent| consent.inbound_allowed == Some(true));
        let outbound = consent.is_some_and(|consent| consent.outbound_allowed == Some(true));
        if inbound != outbound {
            found.push(self.finding(&Rule::V10 { inbound }, Block::AutomaticUserConsent.name()));
        }
        let trust = self.blocks.inbound_trust.as_ref();
        let trusts = trust.is_some_and(|trust| {
            [trust.is_mfa_accepted, trust.is_compliant_device_accepted, trust.is_hybrid_azure_ad_joined_device_accepted].contains(&Some(true))
        });
        // Direct connect users are asked for the same claims, so trust is dead only where neither of them gets in.
        if trusts && ![Block::CollaborationInbound, Block::DirectConnectInbound].into_iter().any(|block| allows(&self.lists(block))) {
            found.push(self.finding(&Rule::V11, Block::InboundTrust.name()));
        }
        if entry.user_sync_inbound == Some(true) && !inbound {
            found.push(self.finding(&Rule::V12, "identitySynchronization.userSyncInbound"));
        }
        found.extend(self.check_cloud(entry));
        found
    }

    fn check_cloud(&self, entry: &PartnerConfiguration) -> Option<Finding> {
        let seen = self.seen?;
        let cloud = *seen.clouds.get(&entry.tenant_id).filter(|&&cloud| cloud != seen.own_cloud)?;
        let enabled = self.policy.allowed_cloud_endpoints.iter().flatten().any(|endpoint| Cloud::find(endpoint) == Some(cloud));
        let direct = [Block::DirectConnectInbound, Block::DirectConnectOutbound];
        let direct = direct.into_iter().find(|&block| self.blocks.setting(block).is_some() && allows(&self.lists(block)));
        Some(match (enabled, direct) {
            (false, _) => self.finding(&Rule::V15(V15::CloudNotAllowed(cloud)), ""),
            (true, Some(block)) => self.finding(&Rule::V15(V15::DirectConnect(cloud)), block.name()),
            (true, None) => self.finding(&Rule::V15(V15::BothSides(cloud)), ""),
        })
    }
}

/// The companions, and Rights Management, that a list of allowed applications leaves out.
fn missing_companions(list: &TargetConfiguration) -> Vec<&'static str> {
    if list.names(&TargetName::AllApplications) || list.names(&TargetName::AllMicrosoftApps) {
        return Vec::new();
    }
    let needed = COMPANIONS.into_iter().chain([RIGHTS_MANAGEMENT]);
    needed.filter(|id| !list.names(&TargetName::Id((*id).to_owned()))).collect()
}

/// Whether a text is an id, or the token of one.
fn is_id(text: &str) -> bool {
    (parse_guid(text).is_some() && text != NO_TENANT) || is_token(text)
}

/// A target that does not fit its list (V4).
fn misfit(target: &Target, of_users: bool) -> Option<Rule> {
    let text = target.target.text().to_owned();
    let of_applications = match &target.target {
        TargetName::AllUsers => Some(false),
        TargetName::AllApplications | TargetName::Office365 | TargetName::AllMicrosoftApps => Some(true),
        TargetName::Keyword(_) | TargetName::Id(_) => None,
    };
    let fits = match target.kind {
        TargetKind::User | TargetKind::Group => of_users,
        TargetKind::Application => !of_users,
        TargetKind::Unknown(_) => true,
    };
    if !fits || of_applications == Some(of_users) {
        return Some(Rule::V4(text));
    }
    matches!(target.kind, TargetKind::Unknown(_)).then_some(Rule::V4Kind(text))
}
