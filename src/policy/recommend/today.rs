//! What the settings of today say: which successes they would no longer let through, and how far a new setting may go without reopening
//! what somebody closed.
//!
//! What it is not: the proposal (see `choose` and `propose`). Without current settings the last changes that the audit log tells of stand in
//! for them, entry by entry; one of the default counts only against partners that did not come in since.

use super::super::because::{Clause, Reason, Subject};
use super::super::block::Block;
use super::super::clause::MatchMode;
use super::super::effective::Level;
use super::super::evaluate::{Asked, DecidedBy, Evaluator, Judgement, Verdict};
use super::super::lookups::Lookups;
use super::super::model::{B2bSetting, CrossTenantAccessPolicy};
use super::super::target::{AccessType, Target, TargetConfiguration, TargetName};
use super::ObservedAccess;
use super::choose::in_suite;
use super::gather::asked;
use crate::knowledge::apps;
use crate::model::Cloud;
use crate::model::{AccessFlags, Direction};

/// A change of settings that the audit log tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsChange {
    /// When, in seconds since 1970.
    pub time: i64,
    /// The organisation; `None` for the default.
    pub partner: Option<String>,
    /// The block; `None` where an entry came or went as a whole.
    pub block: Option<Block>,
    /// Who made it, where the log says.
    pub by: Option<String>,
}

/// What the audit log tells of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Changes that closed something, or may have, the oldest first.
    pub closings: Vec<SettingsChange>,
    /// The settings as the last changes left them, as far as they tell: used only where there are no current ones.
    pub last_known: Option<CrossTenantAccessPolicy>,
}

impl History {
    /// The change that closed a way that was last open at `last_success`.
    #[must_use]
    pub fn closing(&self, partner: &str, blocks: &[Block], last_success: i64) -> Option<&SettingsChange> {
        self.of(partner, blocks).find(|change| change.time > last_success)
    }

    /// The last change that closed something of an entry.
    #[must_use]
    pub fn last_closing(&self, partner: &str, blocks: &[Block]) -> Option<&SettingsChange> {
        self.of(partner, blocks).filter(|change| change.partner.is_some()).last()
    }

    fn of(&self, partner: &str, blocks: &[Block]) -> impl Iterator<Item = &SettingsChange> {
        self.closings.iter().filter(move |change| match (&change.partner, change.block) {
            (Some(of), block) => of == partner && block.is_none_or(|block| blocks.contains(&block)),
            (None, block) => block.is_some_and(|block| blocks.contains(&block)),
        })
    }
}

/// The settings of today, prepared for questions.
pub(super) struct Today<'p> {
    policy: Option<&'p CrossTenantAccessPolicy>,
    evaluator: Option<Evaluator>,
    /// Where the policy is only what the audit log's last changes tell.
    history: Option<&'p History>,
}

/// The blocks that govern an access.
pub(super) fn blocks_of(row: &ObservedAccess<'_>) -> Vec<Block> {
    let has = |flag| row.access_type.is_some_and(|flags| flags.contains(flag));
    let direct = has(AccessFlags::B2B_DIRECT_CONNECT);
    let blocks = [
        Block::direct_connect(row.direction).filter(|_| direct),
        Block::collaboration(row.direction).filter(|_| !direct || has(AccessFlags::B2B_COLLABORATION)),
    ];
    blocks.into_iter().flatten().collect()
}

impl<'p> Today<'p> {
    pub fn new(current: Option<&'p CrossTenantAccessPolicy>, history: &'p History) -> Self {
        let policy = current.or(history.last_known.as_ref());
        let evaluator = policy.map(|policy| Evaluator::new(policy, Lookups::default(), MatchMode::Either));
        Self { policy, evaluator, history: if current.is_none() { Some(history) } else { None } }
    }

    /// How today's settings refuse a success of the past; `None` where they do not.
    pub fn refusal(&self, row: &ObservedAccess<'_>, own_cloud: Cloud) -> Option<Refusal> {
        let evaluator = self.evaluator.as_ref()?;
        let question = asked(row, own_cloud);
        let judged = evaluator.judge(&question);
        // Without current settings, the last change of an entry stands for it; one of the default reaches only those who did not come in since.
        let told = self.history.is_none_or(|history| match judged.decided_by {
            DecidedBy::Partner => history.closings.iter().any(|change| change.partner.as_deref() == Some(row.partner)),
            DecidedBy::Default => history.closings.iter().any(|change| change.partner.is_none() && change.time > row.last_seen),
            _ => false,
        });
        // Behind a cloud that is not enabled the lists refuse as well, or not.
        let by_users = by_users(&judged) || by_users(&evaluator.judge(&Asked { partner_cloud: own_cloud, ..question }));
        (judged.verdict == Verdict::Blocked && told).then_some(Refusal { by_users })
    }

    /// Whether everybody may use Rights Management elsewhere today, which the proposed default says; true where nothing is known.
    pub fn allows_rights_management(&self, rights_management: &str) -> bool {
        let (Some(evaluator), None) = (&self.evaluator, self.history) else { return true };
        let asked = Asked {
            resource: Some(rights_management),
            client: Some(rights_management),
            access_type: Some(AccessFlags::B2B_COLLABORATION),
            ..Asked::new(Direction::Outbound, "an organisation without an entry")
        };
        evaluator.judge(&asked).verdict == Verdict::Allowed
    }

    /// How far a new setting of a block may go.
    pub fn limit(&self, partner: &str, block: Block) -> Limit<'p> {
        let Some(policy) = self.policy else { return Limit::NONE };
        let lists = policy.effective(block, Some(partner));
        // What the audit log does not tell sets no limit.
        let known = |level| self.history.is_none() || level == Level::Partner;
        let users = Some(lists.users_and_groups.1).filter(|_| known(lists.users_and_groups.0));
        let applications = Some(lists.applications.1).filter(|_| known(lists.applications.0));
        Limit::of(users, applications)
    }
}

/// How today's settings refuse an access.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refusal {
    /// Whether because of who the user is.
    pub by_users: bool,
}

/// Whether a judgement refuses because of who the user is.
fn by_users(judged: &Judgement) -> bool {
    let of_user = |clause: &Clause| clause.subject == Subject::User;
    judged.verdict == Verdict::Blocked && matches!(&judged.because.reason, Reason::Clauses(clauses) if clauses.iter().any(of_user))
}

/// How far a list of applications may go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Apps<'p> {
    /// As far as it likes.
    Any,
    /// Only to what this list of allowed targets covers.
    Within(&'p TargetConfiguration),
    /// Nowhere: a list that blocks single applications cannot be narrowed to allowed ones, because an application that it blocks by one id of a
    /// sign-in could come in by the other.
    Kept(&'p TargetConfiguration),
}

/// How far a new setting of a block may go without letting in what today's refuses.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit<'p> {
    /// The list of users that is carried over; `None` where all of them are let through.
    pub users: Option<&'p TargetConfiguration>,
    pub apps: Apps<'p>,
}

impl<'p> Limit<'p> {
    /// No limit.
    pub const NONE: Self = Self { users: None, apps: Apps::Any };

    fn of(users: Option<&'p TargetConfiguration>, applications: Option<&'p TargetConfiguration>) -> Self {
        let everybody = users.is_none_or(|users| lets_all_through(users, &TargetName::AllUsers));
        let everything = applications.is_none_or(|apps| lets_all_through(apps, &TargetName::AllApplications));
        let blocks = |list: Option<&'p TargetConfiguration>| list.filter(|list| list.access == AccessType::Blocked);
        let all = |list: Option<&'p TargetConfiguration>, all| list.is_some_and(|list| list.names(all));
        let carried = users.filter(|_| !everybody);
        match (blocks(users), blocks(applications)) {
            // Only the pairs of both lists are blocked.
            (Some(of_users), Some(of_apps)) => match (all(users, &TargetName::AllUsers), all(applications, &TargetName::AllApplications)) {
                (true, true) => Self::NONE,
                _ if of_users.targets.is_empty() || of_apps.targets.is_empty() => Self::NONE,
                (false, true) => Self { users: carried, apps: Apps::Any },
                _ => Self { users, apps: Apps::Kept(of_apps) },
            },
            (None, Some(of_apps)) if !everything && !all(applications, &TargetName::AllApplications) => {
                Self { users: carried, apps: Apps::Kept(of_apps) }
            }
            (_, None) if !everything => Self { users: carried, apps: applications.map_or(Apps::Any, Apps::Within) },
            _ => Self { users: carried, apps: Apps::Any },
        }
    }

    /// Whether an application may be named by this id.
    pub fn covers(&self, id: &str) -> bool {
        let Apps::Within(list) = self.apps else { return true };
        let app = || apps::find(id);
        list.names(&TargetName::Id(id.to_owned()))
            || (list.names(&TargetName::Office365) && app().is_some_and(|app| app.office365))
            || (list.names(&TargetName::AllMicrosoftApps) && app().is_some_and(|app| app.first_party))
    }

    /// Whether the Office 365 suite may be named as a whole.
    pub fn covers_suite(&self) -> bool {
        match self.apps {
            Apps::Any => true,
            Apps::Within(list) => list.names(&TargetName::Office365) || apps::ids().filter(|id| in_suite(id)).all(|id| self.covers(id)),
            Apps::Kept(_) => false,
        }
    }

    /// Today's setting, both lists, where it has to stay as it is.
    pub fn kept(&self) -> Option<B2bSetting> {
        let Apps::Kept(applications) = self.apps else { return None };
        let everybody = || TargetConfiguration::new(AccessType::Allowed, vec![Target::all_users()]);
        Some(B2bSetting::new(self.users.cloned().unwrap_or_else(everybody), applications.clone()))
    }
}

fn lets_all_through(list: &TargetConfiguration, all: &TargetName) -> bool {
    match list.access {
        AccessType::Allowed => list.names(all),
        AccessType::Blocked => list.targets.is_empty(),
    }
}
