//! The words of the notes.
//!
//! What it is not: the choice of notes (see `note`). Names are given as the log has them; whoever shows them escapes them.

use super::note::{Note, enumerated, listed, places};
use crate::words::{Lang, notes as said};

impl Note {
    /// The note in a sentence or more.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let all = |names| listed(names, lang);
        let at = |all| places(all, lang);
        let plain = match self {
            Self::ClosedToday { partners, told_by_audit } => {
                let names = partners.iter().map(|(partner, successes)| said::named_count(lang, &partner.words(), *successes));
                let names = enumerated(names.collect(), lang);
                return if *told_by_audit { said::closed_by_audit(lang, &names) } else { said::closed_today(lang, &names) };
            }
            Self::AlwaysAdded(all) => return said::always_added(lang, &at(all)),
            Self::OnlySome(names) => return said::only_some(lang, &all(names)),
            Self::Unused(names) => return said::unused(lang, &all(names)),
            Self::BlockListKept(all) => return said::block_list_kept(lang, &at(all)),
            Self::OnDefaultToday(names) => return said::on_default_today(lang, &all(names)),
            Self::StaysOnDefault(names) => return said::stays_on_default(lang, &all(names)),
            Self::DirectConnect(all) => return said::direct_connect(lang, &at(all)),
            Self::OtherClouds(all) => {
                let names = all.iter().map(|(partner, cloud)| said::named_cloud(lang, &partner.words(), cloud.words(lang)));
                return said::other_clouds(lang, &enumerated(names.collect(), lang));
            }
            Self::Removed(names) => return said::removed(lang, &all(names)),
            Self::Kept(names) => return said::kept(lang, &all(names)),
            Self::ProtectedButNeeded(all) => return said::protected_but_needed(lang, &at(all)),
            Self::ClientOnly(names) => return said::client_only(lang, &all(names)),
            Self::ResourceAbsent(names) => return said::resource_absent(lang, &all(names)),
            Self::HubWithoutClient(names) => return said::hub_without_client(lang, &all(names)),
            Self::HubsIncluded(names) => return said::hubs_included(lang, &all(names)),
            Self::LongAgo(names) => return said::long_ago(lang, &all(names)),
            Self::OneDay(names) => return said::one_day(lang, &all(names)),
            Self::ApiOnly(names) => return said::api_only(lang, &all(names)),
            Self::Everything(all) => return said::everything(lang, &at(all)),
            Self::ExternalIdentities(domains) => {
                let domain =
                    |(domain, users): &(String, usize)| said::domain(lang, Some(domain.as_str()).filter(|domain| !domain.is_empty()), *users);
                return said::external_identities(lang, &enumerated(domains.iter().map(domain).collect(), lang));
            }
            Self::ManyUsers(all) => {
                let names = all.iter().map(|(place, users)| said::named_count(lang, &place.words(lang), *users));
                return said::many_users(lang, &enumerated(names.collect(), lang));
            }
            Self::UsersUnknown(all) => return said::users_unknown(lang, &at(all)),
            Self::UsersWidened(all) => return said::users_widened(lang, &at(all)),
            Self::Impossible { partners, successes } => return said::impossible(lang, *successes, &all(partners)),
            Self::ServiceProviders(names) => return said::service_providers(lang, &all(names)),
            Self::UnknownType(successes) => return said::unknown_type(lang, *successes),
            Self::Assumed(successes) => return said::assumed(lang, *successes),
            Self::TooFew { minimum, successes } => return said::too_few(lang, *successes, *minimum),
            Self::Licence => said::license(lang),
            Self::BlockedDefault => said::blocked_default(lang),
            Self::SharePoint => said::sharepoint(lang),
            Self::Order { rollback: true } => said::order_with_rollback(lang),
            Self::Order { rollback: false } => said::order_without_rollback(lang),
            Self::OneSide => said::one_side(lang),
            Self::BlindSpots => said::blind_spots(lang),
            Self::NoCurrent => said::no_current(lang),
            Self::CloudsUntold => said::clouds_untold(lang),
            Self::RightsManagementOpened => said::rights_management_opened(lang),
        };
        plain.to_owned()
    }
}
