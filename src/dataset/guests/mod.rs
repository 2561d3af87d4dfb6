//! The guests of our directory, joined from user lists, audit events and sign-ins.
//!
//! What it is not: a table. Who is shown, and since when a guest counts as dormant, is asked later.

mod evidence;
mod life;

use std::collections::BTreeSet;

use life::is_ext;
pub use life::{Guest, Guests};

use super::Dataset;
use crate::classify::home_name;
use crate::model::{AccessFlags, Direction, Outcome, UserKey, UserKind, UserType};

/// The external user has no object in the resource tenant: said to the user, and as the home tenant logs it.
pub const NO_OBJECT: [i64; 5] = [50_020, 90_072, 51_004, 16_003, 50_034];

/// Joins everything that is known.
pub(super) fn collect(data: &Dataset) -> Guests {
    let mut guests = Guests::default();
    listed(data, &mut guests);
    let mut steps: Vec<_> = data.input.audits.iter().flat_map(|event| evidence::steps(event, data)).collect();
    steps.sort_by_key(|step| step.time);
    for step in steps {
        let mut addresses = step.addresses.clone();
        addresses.extend(step.upn.as_deref().filter(|upn| is_ext(upn)).map(home_name));
        let guest = guests.find(step.id.as_deref(), &addresses);
        guest.take(&step);
        if guest.mail.is_none() && guest.confirmed {
            guest.mail = addresses.into_iter().next();
        }
    }
    signed_in(data, &mut guests);
    for guest in &mut guests.all {
        guest.domain = guest.mail.as_deref().and_then(domain).map(str::to_owned);
    }
    guests.users = known(data, &guests);
    guests
}

/// The users of sign-ins of whom anything shows that they are, or were, guests in our directory.
fn known(data: &Dataset, guests: &Guests) -> BTreeSet<UserKey> {
    let users: BTreeSet<UserKey> = data.user_facts().filter(|fact| fact.direction == Direction::Inbound).map(|fact| fact.key.user).collect();
    let is_guest = |user: &UserKey| {
        let address = data.upn(*user).map(|upn| home_name(&upn.to_lowercase())).unwrap_or_default();
        guests.knows(user.id().and_then(|id| data.text(id.0)), &address)
    };
    users.into_iter().filter(is_guest).collect()
}

fn domain(mail: &str) -> Option<&str> {
    mail.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

/// Users of user lists: those from outside, and own accounts of the kind guest.
fn listed(data: &Dataset, guests: &mut Guests) {
    for user in &data.input.users {
        if !user.external && user.user_type != UserType::Guest {
            continue;
        }
        let owned = |sym| data.text(sym).map(str::to_owned);
        let (upn, mail) = (owned(user.upn), owned(user.mail));
        let at_home = upn.as_deref().filter(|upn| is_ext(upn)).map(home_name);
        let addresses: Vec<String> = [mail.clone(), at_home.clone()].into_iter().flatten().collect();
        let guest = guests.find(data.text(user.id.0), &addresses);
        guest.confirmed = true;
        guest.upn = upn.or_else(|| guest.upn.take());
        guest.mail = mail.or(at_home).or_else(|| guest.mail.take());
        guest.user_type = user.user_type;
        guest.external = Some(user.external);
        guest.provider = owned(user.issuer).filter(|_| user.external);
        guest.disabled = user.enabled == Some(false);
        guest.sponsored = user.sponsored;
        let state = data.text(user.state).unwrap_or_default().to_lowercase();
        guest.pending = state.starts_with("pending");
        guest.accepted = state == "accepted";
        guest.redeemed_at = user.state_changed.filter(|_| guest.accepted);
        let invited = data.text(user.creation_type).is_some_and(|kind| kind.eq_ignore_ascii_case("invitation"));
        guest.invited_at = user.created.filter(|_| invited);
        guest.listed_use = user.last_sign_in;
        guest.list_knows_use = user.knows_sign_ins;
    }
}

/// Sign-ins of guests: inbound ones, but for those who need no object here.
fn signed_in(data: &Dataset, guests: &mut Guests) {
    for fact in data.user_facts().filter(|fact| fact.direction == Direction::Inbound) {
        let access = AccessFlags::of(data.text(fact.key.access_type).unwrap_or_default());
        let without_object =
            [AccessFlags::B2B_DIRECT_CONNECT, AccessFlags::SERVICE_PROVIDER, AccessFlags::MICROSOFT_SUPPORT, AccessFlags::PASSTHROUGH];
        let user: UserKey = fact.key.user;
        // Who is told that there is no such user here has no object here, whatever id stands in the record.
        let unknown_here = fact.key.code.get().is_some_and(|code| NO_OBJECT.contains(&code));
        if user.is_absent() || unknown_here || without_object.iter().any(|&flag| access.contains(flag)) {
            continue;
        }
        let address = data.upn(user).map(|upn| home_name(&upn.to_lowercase()));
        let id = user.id().and_then(|id| data.text(id.0));
        let guest = guests.find(id, address.as_slice());
        guest.confirmed = true;
        if fact.outcome == Outcome::Success {
            guest.sign_ins += fact.value.count;
            guest.first_sign_in = Some(guest.first_sign_in.map_or(fact.value.first, |first| first.min(fact.value.first)));
            guest.last_sign_in = guest.last_sign_in.max(Some(fact.value.last));
        } else {
            guest.attempts += fact.value.count;
        }
        if let Some(partner) = data.text(fact.partner.0) {
            guest.partner = Some(partner.to_owned());
            // Whoever has an Entra home signs in there.
            guest.provider.get_or_insert_with(|| "ExternalAzureAD".to_owned());
        }
        guest.external = Some(true);
        if fact.user_kind != UserKind::Unknown {
            guest.kind = Some(fact.user_kind);
        }
        guest.mail = guest.mail.take().or_else(|| address.clone());
        guest.upn = guest.upn.take().or(address);
    }
}
