//! The evaluator: what a policy says about one sign-in.
//!
//! What it is not: a prediction of the other side, which has a policy of its own; "allowed" always means "allowed by this side". The policy is
//! prepared once and then asked for every distinct sign-in. Where collaboration and direct connect must both allow and both hang on the same
//! unknown, the answer stays open even if it could be worked out: that is cautious, never wrong.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::because::{Assumption, Because, Clause, Reason};
use super::block::Block;
use super::clause::{MatchMode, Matched, Truth};
use super::effective::Level;
use super::lookups::Lookups;
use super::model::{Configuration, CrossTenantAccessPolicy};
use super::rule::{Decision, Ids, Rule};
use crate::model::Cloud;
use crate::model::{AccessFlags, Direction};

/// What a policy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Allowed by this side.
    Allowed,
    /// Blocked by this side, whatever the other side says.
    Blocked,
    /// It hangs on something that is not known, which [`Because`] names.
    Depends,
    /// No setting of this policy governs it.
    NotGoverned,
    /// What kind of sign-in it is is not known.
    Unknown,
}

impl Verdict {
    /// Every verdict, in the order of totals.
    pub const ALL: [Self; 5] = [Self::Allowed, Self::Blocked, Self::Depends, Self::NotGoverned, Self::Unknown];

    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Blocked => "blocked",
            Self::Depends => "depends",
            Self::NotGoverned => "not_governed",
            Self::Unknown => "unknown",
        }
    }
}

/// Which part of the policy decided. Where lists of several levels decide together, the most specific one is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DecidedBy {
    /// The entry of the organisation.
    Partner,
    /// The default settings.
    Default,
    /// Microsoft's factory default.
    Factory,
    /// The rule for other clouds.
    CrossCloud,
    /// No setting.
    None,
}

impl DecidedBy {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Default => "default",
            Self::Factory => "factory",
            Self::CrossCloud => "cross_cloud",
            Self::None => "none",
        }
    }
}

impl From<Level> for DecidedBy {
    fn from(level: Level) -> Self {
        match level {
            Level::Partner => Self::Partner,
            Level::Default => Self::Default,
            Level::Factory => Self::Factory,
        }
    }
}

/// A sign-in as the policy sees it. Ids in any case; absent ids are `None` (an empty text counts as absent).
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Which way; only inbound and outbound cross a border.
    pub direction: Direction,
    /// The tenant on the other side; empty where there is none.
    pub partner: &'a str,
    /// The cloud of that tenant.
    pub partner_cloud: Cloud,
    /// The cloud of the own tenant.
    pub own_cloud: Cloud,
    /// The labels of the access type; `None` where the log has no access type, no label at all where its text is not known.
    pub access_type: Option<AccessFlags>,
    /// The user as the log has it: inbound, the guest object in our directory.
    pub user: Option<&'a str>,
    /// The client application (`appId`).
    pub client: Option<&'a str>,
    /// The resource application (`resourceId`).
    pub resource: Option<&'a str>,
    /// Whether it is an external identity without an Entra home (Microsoft account, Google, one-time passcode).
    pub external_identity: bool,
}

impl<'a> Asked<'a> {
    /// A sign-in of which nothing else is known, with a partner in the same cloud.
    #[must_use]
    pub fn new(direction: Direction, partner: &'a str) -> Self {
        Self {
            direction,
            partner,
            partner_cloud: Cloud::default(),
            own_cloud: Cloud::default(),
            access_type: None,
            user: None,
            client: None,
            resource: None,
            external_identity: false,
        }
    }
}

/// What the policy says about a sign-in, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The part of the policy that decided.
    pub decided_by: DecidedBy,
    /// Which application id met the list.
    pub matched: Matched,
    /// The reason.
    pub because: Because,
}

impl Judgement {
    /// Whether the sign-in was judged as collaboration although its access type does not say so.
    #[must_use]
    pub fn assumed_collaboration(&self) -> bool {
        self.because.assumed.is_some()
    }

    fn without_list(verdict: Verdict, decided_by: DecidedBy, reason: Reason) -> Self {
        Self { verdict, decided_by, matched: Matched::None, because: Because { assumed: None, reason } }
    }
}

/// The blocks of an entry or of the default that sign-ins are judged by.
#[derive(Debug)]
struct Rules {
    is_service_provider: bool,
    /// Whether own users are kept from acting as service providers, and who says so.
    provider_outbound: Option<DecidedBy>,
    blocks: [Rule; 4],
}

impl Rules {
    const BLOCKS: [Block; 4] = [Block::CollaborationInbound, Block::CollaborationOutbound, Block::DirectConnectInbound, Block::DirectConnectOutbound];

    fn of(&self, block: Block) -> &Rule {
        // The blocks are the first of all blocks, in their order.
        &self.blocks[block as usize]
    }
}

/// A policy prepared for judging many sign-ins.
#[derive(Debug)]
pub struct Evaluator {
    default: Rules,
    partners: HashMap<String, Rules>,
    clouds: Vec<String>,
    lookups: Lookups,
    mode: MatchMode,
}

impl Evaluator {
    /// Prepares a policy.
    #[must_use]
    pub fn new(policy: &CrossTenantAccessPolicy, lookups: Lookups, mode: MatchMode) -> Self {
        let blocks_providers = |blocks: Option<&Configuration>| blocks.and_then(Configuration::blocks_service_provider_outbound);
        let of_default = blocks_providers(policy.default.as_ref().map(|default| &default.blocks));
        let default = Rules {
            is_service_provider: false,
            provider_outbound: (of_default == Some(true)).then_some(DecidedBy::Default),
            blocks: Rules::BLOCKS.map(|block| Rule::new(block, &policy.effective(block, None))),
        };
        let partners = policy.partners.iter().map(|entry| {
            let blocks = Rules::BLOCKS.map(|block| Rule::of_partner(block, &policy.effective(block, Some(&entry.tenant_id)), default.of(block)));
            let provider_outbound = match blocks_providers(Some(&entry.blocks)) {
                Some(blocked) => blocked.then_some(DecidedBy::Partner),
                None => default.provider_outbound,
            };
            (entry.tenant_id.clone(), Rules { is_service_provider: entry.is_service_provider == Some(true), provider_outbound, blocks })
        });
        let partners = partners.collect();
        let clouds = policy.allowed_cloud_endpoints.iter().flatten().map(|cloud| cloud.to_lowercase()).collect();
        Self { default, partners, clouds, lookups, mode }
    }

    /// What the policy says about a sign-in.
    #[must_use]
    pub fn judge(&self, asked: &Asked<'_>) -> Judgement {
        let none = |verdict, reason| Judgement::without_list(verdict, DecidedBy::None, reason);
        let (Some(collaboration), Some(direct_connect)) = (Block::collaboration(asked.direction), Block::direct_connect(asked.direction)) else {
            return none(Verdict::NotGoverned, Reason::NoBorder);
        };
        let partner = lower(asked.partner);
        if asked.external_identity || partner.is_empty() {
            return none(Verdict::NotGoverned, Reason::ExternalIdentity);
        }
        let entry = self.partners.get(partner.as_ref());
        let rules = entry.unwrap_or(&self.default);
        let has = |flag| asked.access_type.is_some_and(|flags| flags.contains(flag));
        let direct = has(AccessFlags::B2B_DIRECT_CONNECT);
        let mut assumed = None;
        let as_provider = asked.direction == Direction::Outbound && has(AccessFlags::SERVICE_PROVIDER);
        if let Some(decided_by) = rules.provider_outbound.filter(|_| as_provider) {
            return Judgement::without_list(Verdict::Blocked, decided_by, Reason::ServiceProviderOutbound);
        }
        match asked.access_type {
            _ if has(AccessFlags::SERVICE_PROVIDER) => return none(Verdict::NotGoverned, Reason::ServiceProvider),
            _ if has(AccessFlags::MICROSOFT_SUPPORT) => return none(Verdict::NotGoverned, Reason::MicrosoftSupport),
            _ if has(AccessFlags::PASSTHROUGH) => return none(Verdict::Unknown, Reason::Passthrough),
            _ if has(AccessFlags::UNKNOWN_FUTURE_VALUE) => return none(Verdict::Unknown, Reason::UnknownFutureValue),
            None if entry.is_some_and(|entry| entry.is_service_provider) => return none(Verdict::NotGoverned, Reason::ServiceProviderEntry),
            None => assumed = Some(Assumption::TypeAbsent),
            Some(flags) if flags.crosses() => {}
            Some(flags) if flags.contains(AccessFlags::NONE) => assumed = Some(Assumption::TypeNone),
            Some(_) => return none(Verdict::Unknown, Reason::UnknownAccessType),
        }
        if asked.partner_cloud != asked.own_cloud {
            let cloud = asked.partner_cloud;
            let reason = if direct {
                Some(Reason::DirectConnectAcrossClouds(cloud))
            } else if !self.clouds.iter().any(|endpoint| Cloud::find(endpoint) == Some(cloud)) {
                Some(Reason::CloudNotAllowed(cloud))
            } else if entry.is_none() {
                Some(Reason::CloudWithoutEntry(cloud))
            } else {
                None
            };
            if let Some(reason) = reason {
                let judgement = Judgement::without_list(Verdict::Blocked, DecidedBy::CrossCloud, reason);
                return Judgement { because: Because { assumed, ..judgement.because }, ..judgement };
            }
        }
        let blocks = match (direct, has(AccessFlags::B2B_COLLABORATION)) {
            (true, true) => vec![collaboration, direct_connect],
            (true, false) => vec![direct_connect],
            (false, _) => vec![collaboration],
        };
        let (user, client, resource) = (given(asked.user), given(asked.client), given(asked.resource));
        let ids = Ids { user: user.as_deref(), client: client.as_deref(), resource: resource.as_deref() };
        conclude(blocks.into_iter().map(|block| rules.of(block).decide(ids, &self.lookups, self.mode)).collect(), assumed)
    }
}

/// All blocks must allow; those that come out like the whole are the reason.
fn conclude(decisions: Vec<Decision>, assumed: Option<Assumption>) -> Judgement {
    let truth = decisions.iter().map(|decision| decision.truth).fold(Truth::True, Truth::and);
    let deciding: Vec<Decision> = decisions.into_iter().filter(|decision| decision.truth == truth).collect();
    // If one of them rests on a single id, the whole does.
    let matched = deciding.iter().map(|decision| decision.matched).min().unwrap_or(Matched::None);
    let clauses: Vec<Clause> = deciding.into_iter().flat_map(|decision| decision.clauses).collect();
    let decided_by = clauses.iter().map(|clause| clause.level).min().map_or(DecidedBy::None, DecidedBy::from);
    let verdict = match truth {
        Truth::True => Verdict::Allowed,
        Truth::Unknown => Verdict::Depends,
        Truth::False => Verdict::Blocked,
    };
    Judgement { verdict, decided_by, matched, because: Because { assumed, reason: Reason::Clauses(clauses) } }
}

/// Ids are nearly always lower case already.
fn lower(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.chars().any(char::is_uppercase) { Cow::Owned(text.to_lowercase()) } else { Cow::Borrowed(text) }
}

fn given(id: Option<&str>) -> Option<Cow<'_, str>> {
    id.map(lower).filter(|id| !id.is_empty())
}
