//! One user of our directory, from a user list.

use super::{Sym, UserId, UserType};

/// What a user list says of a user. Texts are symbols of the interner that goes with it; `ABSENT` = not in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UserRecord {
    /// Object id in our directory.
    pub id: UserId,
    /// User principal name: `name_domain#EXT#@ours` of a user from outside.
    pub upn: Sym,
    /// Mail address, lower case.
    pub mail: Sym,
    /// Display name.
    pub name: Sym,
    /// Guest or member.
    pub user_type: UserType,
    /// How the object came to be: `Invitation`, `EmailVerified`, …
    pub creation_type: Sym,
    /// `PendingAcceptance` or `Accepted`, of invited users.
    pub state: Sym,
    /// When the state changed last (seconds since 1970-01-01 UTC).
    pub state_changed: Option<i64>,
    /// When the object was made.
    pub created: Option<i64>,
    /// Whether the account may sign in.
    pub enabled: Option<bool>,
    /// Who authenticates the user: `ExternalAzureAD`, `MicrosoftAccount`, `mail`, `google.com`, or a domain of ours.
    pub issuer: Sym,
    /// Whether somebody else authenticates the user.
    pub external: bool,
    /// Whether somebody of ours answers for the user; `None` where the list tells nothing of sponsors.
    pub sponsored: Option<bool>,
    /// Last sign-in of any kind that Microsoft remembers.
    pub last_sign_in: Option<i64>,
    /// Whether the list says when users signed in last at all, so that no date means never.
    pub knows_sign_ins: bool,
}

impl UserRecord {
    /// The same user with the symbols of another interner.
    #[must_use]
    pub fn remap(&self, map: &[Sym]) -> Self {
        let to = |sym: Sym| map[sym.0 as usize];
        Self {
            id: UserId(to(self.id.0)),
            upn: to(self.upn),
            mail: to(self.mail),
            name: to(self.name),
            creation_type: to(self.creation_type),
            state: to(self.state),
            issuer: to(self.issuer),
            ..*self
        }
    }
}
