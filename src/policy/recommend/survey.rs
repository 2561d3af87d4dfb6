//! What is special about a proposal, gathered over all partners into notes.
//!
//! What it is not: the notes themselves (see `note`) or the deciding. Nothing is decided here: what is said was found when the lists were
//! chosen.

use std::collections::{BTreeMap, BTreeSet};

use super::super::because::Reason;
use super::super::block::Block;
use super::super::model::CrossTenantAccessPolicy;
use super::super::validate::RIGHTS_MANAGEMENT;
use super::Options;
use super::choose::{Chosen, Way, Who, always_allowed, is_collaboration};
use super::explain::{direction_of, widens};
use super::gather::Gathered;
use super::note::{Named, Note, Place};
use super::propose::Proposal;
use super::reason::Decision;
use super::today::Today;
use super::why::Why;
use crate::knowledge::apps;

/// Days before the last event, before which a success is long ago.
const LONG: i64 = 90;
/// More users than this in one list are better put into a group.
const MANY_USERS: usize = 20;

/// What is special, gathered over all partners.
struct Survey<'p, 'a> {
    gathered: &'p Gathered<'a>,
    proposal: &'p Proposal<'a>,
    current: Option<&'p CrossTenantAccessPolicy>,
}

impl<'p, 'a> Survey<'p, 'a> {
    fn partner(&self, id: &str) -> Named {
        Named::new(id, self.gathered.partner_name(id, self.current))
    }

    fn app(&self, id: &str) -> Named {
        Named::new(id, self.gathered.app_name(id))
    }

    /// What the proposal opens, block by block; not what it leaves to the default or to a protected entry.
    fn open(&self) -> impl Iterator<Item = (&'a str, &'p Chosen<'a>)> {
        let blocks = self.proposal.chosen.iter().flat_map(|(partner, blocks)| blocks.values().map(move |choice| (*partner, choice)));
        let proposal = self.proposal;
        blocks.filter(move |(partner, choice)| {
            let set = proposal.policy.partner(partner).and_then(|entry| entry.blocks.setting(choice.block));
            set.is_some_and(|set| *set == choice.setting())
        })
    }

    /// Applications of open blocks that are wanted.
    fn apps(&self, wanted: &dyn Fn(&Chosen<'a>, &str) -> bool) -> Vec<Named> {
        let ids = self.open().flat_map(|(_, choice)| choice.apps.keys().map(move |id| (choice, *id)));
        sorted(ids.filter(|(choice, id)| wanted(choice, id)).map(|(_, id)| self.app(id)))
    }

    fn places(&self, wanted: &dyn Fn(&str, &Chosen<'a>) -> bool) -> Vec<Place> {
        sorted(self.open().filter(|(partner, choice)| wanted(partner, choice)).filter_map(|(partner, choice)| self.place(partner, choice.block)))
    }

    fn place(&self, partner: &str, block: Block) -> Option<Place> {
        Some(Place { partner: self.partner(partner), direction: direction_of(block)? })
    }

    /// Partners with a success that is left out for such a reason, and how many successes.
    fn left_out(&self, wanted: &dyn Fn(&Reason) -> bool) -> (Vec<Named>, u64) {
        let all =
            self.gathered.left_out.iter().flat_map(|(partner, reasons)| reasons.iter().map(move |((_, reason), uses)| (*partner, reason, uses)));
        let found: Vec<_> = all.filter(|(_, reason, uses)| uses.successes > 0 && wanted(reason)).collect();
        (sorted(found.iter().map(|(partner, ..)| self.partner(partner))), found.iter().map(|(.., uses)| uses.successes).sum())
    }

    fn with_fate(&self, wanted: &dyn Fn(&Why) -> bool) -> Vec<Named> {
        let fates = self.proposal.fates.iter().filter(|(_, fates)| fates.iter().any(|(.., why)| wanted(why)));
        sorted(fates.map(|(tenant, _)| self.partner(tenant)))
    }
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<BTreeSet<T>>().into_iter().collect()
}

/// Every note, in the order of [`Note`].
pub(super) fn notes(
    gathered: &Gathered<'_>,
    proposal: &Proposal<'_>,
    current: Option<&CrossTenantAccessPolicy>,
    today: &Today<'_>,
    options: &Options,
) -> Vec<Note> {
    let survey = Survey { gathered, proposal, current };
    let mut notes =
        vec![Note::Licence, Note::BlockedDefault, Note::SharePoint, Note::Order { rollback: current.is_some() }, Note::OneSide, Note::BlindSpots];
    let mut add = |present: bool, note: Note| notes.extend(present.then_some(note));
    add(current.is_none(), Note::NoCurrent);
    let rights_management = !today.allows_rights_management(RIGHTS_MANAGEMENT);
    add(options.scope.is_none() && rights_management, Note::RightsManagementOpened);
    let untold = survey.current.is_some_and(|current| current.allowed_cloud_endpoints.is_none());
    add(options.scope.is_none() && untold, Note::CloudsUntold);
    let only = sorted(options.scope.iter().flatten().map(|tenant| survey.partner(tenant)));
    add(options.scope.is_some(), Note::OnlySome(only));
    let beyond = survey.places(&|partner, choice| {
        let limit = today.limit(partner, choice.block);
        is_collaboration(choice.block) && !choice.by_default && choice.kept.is_none() && always_allowed().any(|id| !limit.covers(id))
    });
    add(!beyond.is_empty(), Note::AlwaysAdded(beyond));
    of_partners(&survey, options, &mut add);
    of_apps(&survey, options, &mut add);
    of_users(&survey, &mut add);
    of_left_out(&survey, options, &mut add);
    notes.sort();
    notes
}

type Add<'n> = &'n mut dyn FnMut(bool, Note);

fn of_partners(survey: &Survey<'_, '_>, options: &Options, add: Add<'_>) {
    let (gathered, proposal) = (survey.gathered, survey.proposal);
    let without_entry = |partner: &str| survey.current.is_some_and(|current| current.partner(partner).is_none());
    let on_default = sorted(proposal.chosen.keys().filter(|partner| without_entry(partner)).map(|partner| survey.partner(partner)));
    add(!on_default.is_empty(), Note::OnDefaultToday(on_default));
    let stays = proposal.chosen.keys().filter(|partner| proposal.policy.partner(partner).is_none());
    let stays = sorted(stays.map(|partner| survey.partner(partner)));
    add(!stays.is_empty(), Note::StaysOnDefault(stays));
    let direct = survey.places(&|_, choice| matches!(choice.block, Block::DirectConnectInbound | Block::DirectConnectOutbound));
    add(!direct.is_empty(), Note::DirectConnect(direct));
    let clouds = gathered.clouds.iter().filter(|(partner, _)| proposal.chosen.contains_key(*partner));
    let clouds = sorted(clouds.flat_map(|(partner, clouds)| clouds.iter().map(|cloud| (survey.partner(partner), *cloud))));
    add(!clouds.is_empty(), Note::OtherClouds(clouds));
    let mut closed: BTreeMap<&str, u64> = BTreeMap::new();
    for ((_, partner, _), way) in &gathered.closed {
        *closed.entry(partner).or_default() += way.uses.successes;
    }
    let closed = sorted(closed.into_iter().map(|(partner, successes)| (survey.partner(partner), successes)));
    add(!closed.is_empty(), Note::ClosedToday { partners: closed, told_by_audit: survey.current.is_none() });
    let unused = survey.with_fate(&|why| *why == Why::UnusedEntryStays);
    add(options.scope.is_none() && !unused.is_empty(), Note::Unused(unused));
    let kept = survey.places(&|_, choice| choice.kept.is_some());
    add(!kept.is_empty(), Note::BlockListKept(kept));
    let removed = sorted(proposal.removed().map(|tenant| survey.partner(tenant)));
    add(!removed.is_empty(), Note::Removed(removed));
    let kept = survey.with_fate(&|why| matches!(why, Why::ServiceProviderEntry | Why::MultiTenantEntry));
    add(!kept.is_empty(), Note::Kept(kept));
    let changed = proposal.fates.iter().flat_map(|(tenant, fates)| fates.iter().map(move |fate| (tenant, fate)));
    let changed = changed.filter(|(_, (_, decision, why))| (*decision, why) == (Decision::Allow, &Why::ProtectedButNeeded));
    let changed = sorted(changed.filter_map(|(tenant, (block, ..))| survey.place(tenant, (*block)?)));
    add(!changed.is_empty(), Note::ProtectedButNeeded(changed));
}

fn of_apps(survey: &Survey<'_, '_>, options: &Options, add: Add<'_>) {
    let scoped = |choice: &Chosen<'_>| choice.everything.is_none();
    let only = |choice: &Chosen<'_>, id: &str, way: Way| choice.apps.get(id).is_some_and(|used| used.ways.contains(&way));
    let client = survey.apps(&|choice, id| {
        let rests = only(choice, id, Way::ClientAlone) || (only(choice, id, Way::ClientOfHub) && !options.include_hubs);
        scoped(choice) && rests
    });
    add(!client.is_empty(), Note::ClientOnly(client));
    let absent = survey.apps(&|choice, id| scoped(choice) && only(choice, id, Way::ClientAlone));
    add(!absent.is_empty(), Note::ResourceAbsent(absent));
    let hubs = survey.apps(&|choice, id| scoped(choice) && only(choice, id, Way::Hub));
    add(!hubs.is_empty(), Note::HubWithoutClient(hubs));
    let asked_for = survey.open().filter(|(_, choice)| options.include_hubs && choice.everything.is_none());
    let asked_for = sorted(asked_for.flat_map(|(_, choice)| choice.hubs.keys()).map(|hub| survey.app(hub)));
    add(!asked_for.is_empty(), Note::HubsIncluded(asked_for));
    let everything = survey.places(&|_, choice| choice.everything.is_some());
    add(!everything.is_empty(), Note::Everything(everything));
    let before = options.last_event.map(|last| last - LONG * 86_400);
    let long_ago = survey.apps(&|choice, id| choice.apps.get(id).is_some_and(|used| used.uses.last < before));
    add(!long_ago.is_empty(), Note::LongAgo(long_ago));
    let one_day = survey.apps(&|choice, id| choice.apps.get(id).is_some_and(|used| used.uses.on_one_day()));
    add(!one_day.is_empty(), Note::OneDay(one_day));
    let entries = survey.proposal.policy.partners.iter().flat_map(|entry| Block::SETTINGS.map(|block| entry.blocks.setting(block)));
    let lists = entries.flatten().filter_map(|setting| setting.applications.as_ref());
    let ids = lists.flat_map(|list| &list.targets).map(|target| target.target.text());
    let api_only = sorted(ids.filter(|id| apps::find(id).is_some_and(|app| app.target.as_deref() == Some("api_only"))).map(|id| survey.app(id)));
    add(!api_only.is_empty(), Note::ApiOnly(api_only));
}

fn of_users(survey: &Survey<'_, '_>, add: Add<'_>) {
    let lists = survey.open().filter_map(|(partner, choice)| match &choice.who {
        Who::Listed(users) if users.len() > MANY_USERS => Some((survey.place(partner, choice.block)?, users.len())),
        _ => None,
    });
    let many = sorted(lists);
    add(!many.is_empty(), Note::ManyUsers(many));
    let unknown = survey.places(&|_, choice| choice.who == Who::AllUnknown);
    add(!unknown.is_empty(), Note::UsersUnknown(unknown));
    let widened = survey.places(&|partner, choice| widens(survey.current, partner, choice));
    add(!widened.is_empty(), Note::UsersWidened(widened));
    let mut external: Vec<(String, usize)> = survey.gathered.external.iter().map(|(domain, users)| (domain.clone(), users.len().max(1))).collect();
    external.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    add(!external.is_empty(), Note::ExternalIdentities(external));
}

fn of_left_out(survey: &Survey<'_, '_>, options: &Options, add: Add<'_>) {
    let (partners, successes) = survey.left_out(&|reason| matches!(reason, Reason::DirectConnectAcrossClouds(_)));
    add(successes > 0, Note::Impossible { partners, successes });
    let providers = [Reason::ServiceProvider, Reason::ServiceProviderEntry, Reason::MicrosoftSupport];
    let (partners, successes) = survey.left_out(&|reason| providers.contains(reason));
    add(successes > 0, Note::ServiceProviders(partners));
    let unknown = [Reason::Passthrough, Reason::UnknownFutureValue, Reason::UnknownAccessType];
    let (_, successes) = survey.left_out(&|reason| unknown.contains(reason));
    add(successes > 0, Note::UnknownType(successes));
    add(survey.gathered.assumed > 0, Note::Assumed(survey.gathered.assumed));
    let (chosen, too_few) = (survey.proposal.chosen.values(), survey.proposal.too_few.values());
    let successes = chosen.chain(too_few).flat_map(BTreeMap::values).map(Chosen::left_out).sum();
    add(successes > 0, Note::TooFew { minimum: options.min_successes, successes });
}
