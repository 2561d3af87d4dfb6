//! Why a thing is allowed, left out, removed or carried over: as data first, as a sentence second.
//!
//! What it is not: the evidence, whose numbers stand beside it in the line (see `reason`).

use super::super::because::{Because, Reason};
use super::note::{Named, listed};
use crate::model::Cloud;
use crate::words::{Lang, why as said};

/// The reason of a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// So many applications of this block were used.
    Used(usize),
    /// It is the resource of successful sign-ins.
    Resource,
    /// It is the client of successful sign-ins to these hub resources.
    ClientOfHubs(Vec<Named>),
    /// It is the client of successful sign-ins without a resource id.
    ClientAlone,
    /// It is a hub resource, and the client of its sign-ins is not in the log.
    HubWithoutClient,
    /// It is a hub resource, and hubs were asked for.
    HubIncluded,
    /// It belongs to the suite, which is allowed by its keyword.
    InSuite,
    /// The suite is allowed by its keyword.
    Suite {
        /// Because Teams was used.
        teams: bool,
        /// Or because of so many members.
        members: usize,
    },
    /// Every list of collaboration holds it, because guests meet it on the way to any other.
    Companion,
    /// Every list of collaboration holds it, because encrypted mail and files need it.
    RightsManagement,
    /// Sign-ins without any usable application id: only every application together lets them through.
    NoIds,
    /// Every application is allowed, so this one is.
    UnderEverything,
    /// This user had a success.
    UserSeen,
    /// The default lets all of it through.
    OnDefault,
    /// A partner with access is in this cloud.
    CloudNeeded(Cloud),
    /// Tried so many times, never with success.
    NeverSucceeded(u64),
    /// Fewer successes than asked for.
    TooFew {
        /// What was asked for.
        minimum: u64,
    },
    /// These settings do not govern it, or cannot allow it.
    NotGoverned(Reason),
    /// A hub resource: its clients are allowed instead.
    HubByClients,
    /// Succeeded once, and today's settings refuse it.
    ClosedToday,
    /// It is the client that today's list names; its resource would let in more.
    ClientToday,
    /// It is a hub that today's list names.
    HubToday,
    /// One of today's targets, where the log does not tell which are used.
    Untold,
    /// A current entry without any success.
    UnusedEntry,
    /// Such an entry, which stays because its removal was not asked for.
    UnusedEntryStays,
    /// An entry whose successes justify no setting: it stays as it is.
    StaysAsItIs,
    /// A block of a current entry without any success, which stays because the default does.
    UnusedBlockStays,
    /// A current list that blocks single applications, which stays as it is.
    BlockListKept,
    /// A target of a current list without any success.
    UnusedTarget,
    /// A block of a current entry without any success: the default holds instead.
    UnusedBlock,
    /// A current list that blocks single things gives way to one that allows single things.
    BlockListReplaced,
    /// A current list lets through named users or groups only; who they are in the logs cannot be told.
    UsersWidened,
    /// Trust is carried over.
    Trust,
    /// Automatic redemption is carried over.
    Redemption,
    /// Tenant restrictions are carried over.
    TenantRestrictions,
    /// Settings that this program does not judge are carried over.
    OtherSettings,
    /// Identity synchronisation is not touched.
    Synchronisation,
    /// The entry of a service provider.
    ServiceProviderEntry,
    /// The entry of a member of the multi-tenant organisation.
    MultiTenantEntry,
    /// Such an entry, but with it as it is an observed success would be blocked.
    ProtectedButNeeded,
    /// A current block of everything is kept.
    ExplicitBlock,
    /// A cloud that is enabled today.
    CloudEnabled,
    /// The default inbound.
    DefaultInbound,
    /// The default outbound.
    DefaultOutbound,
    /// The default of direct connect.
    DefaultDirectConnect,
}

impl Why {
    /// One sentence, without its full stop.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let plain = match self {
            Self::Used(count) => return said::used(lang, *count),
            Self::Resource => said::resource(lang),
            Self::ClientOfHubs(hubs) => return said::client_of_hubs(lang, &listed(hubs, lang)),
            Self::ClientAlone => said::client_alone(lang),
            Self::HubWithoutClient => said::hub_without_client(lang),
            Self::HubIncluded => said::hub_included(lang),
            Self::InSuite => said::in_suite(lang),
            Self::Suite { teams: true, .. } => said::suite_of_teams(lang),
            Self::Suite { members, .. } => return said::suite(lang, *members),
            Self::Companion => said::companion(lang),
            Self::RightsManagement => said::rights_management(lang),
            Self::NoIds => said::no_ids(lang),
            Self::UnderEverything => said::under_everything(lang),
            Self::UserSeen => said::user_seen(lang),
            Self::OnDefault => said::on_default(lang),
            Self::CloudNeeded(cloud) => return said::cloud_needed(lang, cloud.words(lang)),
            Self::NeverSucceeded(attempts) => return said::never_succeeded(lang, *attempts),
            Self::TooFew { minimum } => return said::too_few(lang, *minimum),
            Self::NotGoverned(reason) => return Because { assumed: None, reason: reason.clone() }.words(lang),
            Self::HubByClients => said::hub_by_clients(lang),
            Self::ClosedToday => said::closed_today(lang),
            Self::ClientToday => said::client_today(lang),
            Self::HubToday => said::hub_today(lang),
            Self::Untold => said::untold(lang),
            Self::UnusedEntry => said::unused_entry(lang),
            Self::UnusedEntryStays => said::unused_entry_stays(lang),
            Self::StaysAsItIs => said::stays_as_it_is(lang),
            Self::UnusedBlockStays => said::unused_block_stays(lang),
            Self::BlockListKept => said::block_list_kept(lang),
            Self::UnusedTarget => said::unused_target(lang),
            Self::UnusedBlock => said::unused_block(lang),
            Self::BlockListReplaced => said::block_list_replaced(lang),
            Self::UsersWidened => said::users_widened(lang),
            Self::Trust => said::trust(lang),
            Self::Redemption => said::redemption(lang),
            Self::TenantRestrictions => said::tenant_restrictions(lang),
            Self::OtherSettings => said::other_settings(lang),
            Self::Synchronisation => said::synchronisation(lang),
            Self::ServiceProviderEntry => said::service_provider_entry(lang),
            Self::MultiTenantEntry => said::multi_tenant_entry(lang),
            Self::ProtectedButNeeded => said::protected_but_needed(lang),
            Self::ExplicitBlock => said::explicit_block(lang),
            Self::CloudEnabled => said::cloud_enabled(lang),
            Self::DefaultInbound => said::default_inbound(lang),
            Self::DefaultOutbound => said::default_outbound(lang),
            Self::DefaultDirectConnect => said::default_direct_connect(lang),
        };
        plain.to_owned()
    }
}
