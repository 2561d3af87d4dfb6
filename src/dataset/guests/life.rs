//! One guest: what invitations, redemptions, directory changes, sign-ins and user lists say of the same person, joined by object id, then by
//! the address at home. The address alone never joins two objects of our directory: a guest who was deleted and invited again is two.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{GuestEvent, What};
use crate::model::{UserKey, UserKind, UserType};

/// Whether a name is that of a guest in our directory.
pub(super) fn is_ext(upn: &str) -> bool {
    upn.to_lowercase().contains("#ext#")
}

/// What is known of a guest.
#[derive(Clone, Debug, Default)]
pub struct Guest {
    /// Object id in our directory.
    pub id: Option<String>,
    /// Name in our directory, else at home.
    pub upn: Option<String>,
    /// Address at home.
    pub mail: Option<String>,
    /// Domain of that address.
    pub domain: Option<String>,
    /// Home tenant, where a sign-in tells it.
    pub partner: Option<String>,
    /// What sign-ins show.
    pub kind: Option<UserKind>,
    /// Guest or member.
    pub user_type: UserType,
    /// Who authenticates the guest.
    pub provider: Option<String>,
    /// First invitation.
    pub invited_at: Option<i64>,
    /// Who sent it.
    pub invited_by: Option<String>,
    /// Redemption.
    pub redeemed_at: Option<i64>,
    /// Accepted according to the user list, at a time that may be unknown.
    pub accepted: bool,
    /// Invited, or invited again, and not redeemed since.
    pub pending: bool,
    /// Successful sign-ins: an attempt that was refused is no use of the account.
    pub first_sign_in: Option<i64>,
    /// The last of them.
    pub last_sign_in: Option<i64>,
    /// How many.
    pub sign_ins: u64,
    /// Attempts without success.
    pub attempts: u64,
    /// The account may not sign in.
    pub disabled: bool,
    /// Deleted.
    pub removed: bool,
    /// Last use that the user list remembers.
    pub listed_use: Option<i64>,
    /// Whether it remembers any.
    pub list_knows_use: bool,
    /// Whether the user list names a sponsor; `None` where it tells nothing of sponsors.
    pub sponsored: Option<bool>,
    /// Whether somebody else authenticates the user; `None` where nothing tells.
    pub external: Option<bool>,
    /// When the user type was widened from guest to member.
    pub widened: Option<i64>,
    /// Whether anything says that this is a guest at all: an ordinary user may be disabled and deleted too.
    pub confirmed: bool,
}

/// All guests, found by id or address.
#[derive(Clone, Default)]
pub struct Guests {
    /// Each once, in no order that means anything.
    pub all: Vec<Guest>,
    /// Users of inbound sign-ins of whom anything shows that they are, or were, guests here.
    pub users: BTreeSet<UserKey>,
    by_id: BTreeMap<String, usize>,
    by_address: BTreeMap<String, usize>,
}

impl Guests {
    /// Guests that were joined before, and the users of sign-ins who are among them.
    pub(in crate::dataset) fn told(all: Vec<Guest>, users: BTreeSet<UserKey>) -> Self {
        Self { all, users, ..Self::default() }
    }

    /// The guest with this id, or else one of these addresses; a new one where there is none.
    pub(super) fn find(&mut self, id: Option<&str>, addresses: &[String]) -> &mut Guest {
        let known = id.and_then(|id| self.by_id.get(id).copied());
        let by_address = || {
            let place = addresses.iter().find_map(|address| self.by_address.get(address).copied())?;
            // Another object with the same address is another guest.
            let other = &self.all[place].id;
            (id.is_none() || other.is_none() || other.as_deref() == id).then_some(place)
        };
        let place = known.or_else(by_address).unwrap_or_else(|| {
            self.all.push(Guest::default());
            self.all.len() - 1
        });
        if let Some(id) = id {
            self.by_id.entry(id.to_owned()).or_insert(place);
            self.all[place].id.get_or_insert_with(|| id.to_owned());
        }
        for address in addresses {
            // The newest object has the address: an older one of the same person is gone.
            self.by_address.insert(address.clone(), place);
        }
        &mut self.all[place]
    }

    /// Whether there is a guest with this id, or else this address.
    pub(super) fn knows(&self, id: Option<&str>, address: &str) -> bool {
        let place = id.and_then(|id| self.by_id.get(id)).or_else(|| self.by_address.get(address));
        place.and_then(|place| self.all.get(*place)).is_some_and(|guest| guest.confirmed)
    }
}

impl Guest {
    /// Takes in what happened. Steps come in the order of time.
    pub(super) fn take(&mut self, step: &GuestEvent) {
        if let Some(upn) = &step.upn {
            self.upn = Some(upn.clone());
            self.confirmed |= is_ext(upn);
        }
        if let Some((old, new)) = step.user_type {
            self.user_type = new;
            self.confirmed |= old == UserType::Guest || new == UserType::Guest;
            if (old, new) == (UserType::Guest, UserType::Member) {
                self.widened = Some(step.time);
            }
        }
        match step.what {
            What::Invited | What::Converted | What::Reset => {
                self.confirmed = true;
                self.external = Some(true);
                self.mail = step.addresses.first().cloned().or_else(|| self.mail.take());
                if self.invited_at.is_none() {
                    self.invited_at = Some(step.time);
                    self.invited_by.clone_from(&step.actor);
                }
                if step.what == What::Reset {
                    (self.redeemed_at, self.pending) = (None, true);
                }
                self.removed = false;
            }
            What::Redeemed => {
                self.confirmed = true;
                self.external = Some(true);
                self.redeemed_at = Some(step.time);
                self.pending = false;
                self.provider = step.provider.clone().or_else(|| self.provider.take());
                self.mail = self.mail.take().or_else(|| step.addresses.last().cloned());
            }
            What::Disabled => self.disabled = true,
            What::Enabled => self.disabled = false,
            What::Removed => self.removed = true,
            What::Restored => self.removed = false,
            What::Changed => {}
        }
    }

    /// The last use that is known.
    #[must_use]
    pub fn last_use(&self) -> Option<i64> {
        self.last_sign_in.max(self.listed_use)
    }

    /// Where the guest stands. `dormant_before` = a last use before this time is long ago; `covered` = the sign-in logs reach that far back,
    /// so that no sign-in means no use.
    #[must_use]
    pub fn state(&self, dormant_before: Option<i64>, covered: bool) -> &'static str {
        if self.removed {
            return "removed";
        }
        if self.disabled {
            return "disabled";
        }
        let used = self.last_use();
        let long_ago = |time: i64| dormant_before.is_some_and(|before| time < before);
        // Only a log or list that would know of a later use can say that there was none.
        let told = covered || self.list_knows_use;
        if let Some(used) = used {
            return if long_ago(used) && told { "dormant" } else { "active" };
        }
        if let Some(redeemed) = self.redeemed_at {
            return if long_ago(redeemed) && told { "dormant" } else { "redeemed" };
        }
        // Nobody knows how long ago.
        if self.accepted && !self.pending {
            return "redeemed";
        }
        if self.invited_at.is_some() || self.pending { "invited" } else { "unknown" }
    }

    /// Whether the guest may be dormant although nothing shows it, because nothing would show a later use. Arguments as for [`Guest::state`].
    #[must_use]
    pub fn may_be_dormant(&self, dormant_before: Option<i64>, covered: bool) -> bool {
        let told = covered || self.list_knows_use;
        let last = self.last_sign_in.max(self.listed_use).or(self.redeemed_at);
        let recent = last.zip(dormant_before).is_some_and(|(last, before)| last >= before);
        let redeemed = last.is_some() || self.accepted;
        redeemed && !told && !recent && !self.removed && !self.disabled
    }

    /// What kind of user, a user list and the sign-ins deciding before the audit log.
    #[must_use]
    pub fn user_kind(&self) -> UserKind {
        match (self.external, self.user_type) {
            (Some(false), UserType::Guest) => UserKind::InternalGuest,
            (Some(true), UserType::Guest) => UserKind::B2bCollaborationGuest,
            (Some(true), UserType::Member) => UserKind::B2bCollaborationMember,
            _ => self.kind.unwrap_or(UserKind::Unknown),
        }
    }

    /// Days from invitation to redemption.
    #[must_use]
    pub fn days_to_redeem(&self) -> Option<i64> {
        let days = (self.redeemed_at? - self.invited_at?).div_euclid(86_400);
        (days >= 0).then_some(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(time: i64, what: What) -> GuestEvent {
        GuestEvent { time, what, ..GuestEvent::default() }
    }

    #[test]
    fn two_invitations_to_one_person_are_one_guest_and_two_objects_are_two() {
        let mut guests = Guests::default();
        let address = ["ann@p.example".to_owned()];
        guests.find(Some("1"), &address).take(&step(10, What::Invited));
        guests.find(None, &address).take(&step(20, What::Invited));
        guests.find(Some("1"), &["ann.other@p.example".to_owned()]).take(&step(30, What::Redeemed));
        assert_eq!((guests.all.len(), guests.all[0].invited_at, guests.all[0].redeemed_at), (1, Some(10), Some(30)));
        guests.find(Some("2"), &address).take(&step(40, What::Invited));
        assert_eq!(guests.all.len(), 2, "deleted and invited again: another object");
        guests.find(None, &address).take(&step(50, What::Redeemed));
        assert_eq!(guests.all[1].redeemed_at, Some(50), "the newest object has the address");
    }

    #[test]
    fn states_follow_each_other_and_dormant_needs_proof() {
        let mut guest = Guest::default();
        assert_eq!(guest.state(Some(100), true), "unknown");
        guest.take(&step(10, What::Invited));
        assert_eq!(guest.state(Some(100), true), "invited");
        guest.take(&step(20, What::Redeemed));
        assert_eq!((guest.state(Some(100), true), guest.state(Some(100), false), guest.state(Some(15), true)), ("dormant", "redeemed", "redeemed"));
        guest.last_sign_in = Some(120);
        assert_eq!((guest.state(Some(100), true), guest.state(Some(130), true), guest.state(Some(130), false)), ("active", "dormant", "active"));
        let listed = Guest { accepted: true, list_knows_use: true, ..Guest::default() };
        assert_eq!(listed.state(Some(100), true), "redeemed", "nobody knows since when");
        guest.take(&step(130, What::Disabled));
        assert_eq!(guest.state(None, true), "disabled");
        guest.take(&step(140, What::Removed));
        assert_eq!(guest.state(None, true), "removed");
        guest.take(&step(150, What::Restored));
        guest.take(&step(151, What::Enabled));
        guest.take(&step(152, What::Reset));
        assert_eq!(guest.redeemed_at, None);
        assert_eq!(guest.days_to_redeem(), None);
    }
}
