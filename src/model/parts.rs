//! A sign-in is three parts that repeat (who, what, how) and little that is its own: a time and an id. Each different part is stored once
//! and is a number from then on, so that millions of sign-ins take few bytes, and what follows from a part is worked out once.

use std::hash::Hash;

use super::{AppId, ErrorCode, Evidence, HashIndex, Log, SignIn, StatusText, Sym, TenantId, UserId, UserKey, UserType};

/// Who signed in: the account, and all that a record says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Who {
    /// Object id.
    pub user: UserId,
    /// User principal name as written.
    pub upn: Sym,
    /// The same in lower case.
    pub lower_upn: Sym,
    /// Display name.
    pub user_name: Sym,
    /// Guest or member.
    pub user_type: UserType,
    /// Whether the user is hidden by the exporting side.
    pub masked: bool,
    /// Home tenant.
    pub home: TenantId,
    /// Name of the home tenant.
    pub home_name: Sym,
}

/// What was used: a client application, and the resource it asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct What {
    /// Client application.
    pub app: AppId,
    /// Its name.
    pub app_name: Sym,
    /// Tenant that owns its registration.
    pub app_owner: TenantId,
    /// Resource application.
    pub resource: AppId,
    /// Its name.
    pub resource_name: Sym,
}

/// How the sign-in went: by which way, from where, to which tenant, and how it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct How {
    /// Log.
    pub log: Log,
    /// Resource tenant.
    pub resource_tenant: TenantId,
    /// The tenant the log belongs to.
    pub owner: TenantId,
    /// Canonical cross-tenant access type.
    pub access_type: Sym,
    /// Country or region.
    pub country: Sym,
    /// Error code.
    pub code: ErrorCode,
    /// Status in words.
    pub status: StatusText,
    /// Whether the failure reason speaks of risk.
    pub risk_in_reason: bool,
    /// What it shows about multifactor authentication, device, protocol and risk, where that is wanted.
    pub evidence: Evidence,
}

impl Who {
    /// Nothing is known.
    pub const ABSENT: Self = Self {
        user: UserId::ABSENT,
        upn: Sym::ABSENT,
        lower_upn: Sym::ABSENT,
        user_name: Sym::ABSENT,
        user_type: UserType::Absent,
        masked: false,
        home: TenantId::ABSENT,
        home_name: Sym::ABSENT,
    };

    /// The account of a sign-in.
    #[must_use]
    pub fn of(event: &SignIn) -> Self {
        let &SignIn { user, upn, lower_upn, user_name, user_type, masked, home, home_name, .. } = event;
        Self { user, upn, lower_upn, user_name, user_type, masked, home, home_name }
    }

    /// The key by which users are counted.
    #[must_use]
    pub fn key(&self) -> UserKey {
        UserKey::new(self.user, self.lower_upn)
    }

    fn remap(self, map: &[Sym]) -> Self {
        let to = |sym: Sym| map[sym.0 as usize];
        Self {
            user: UserId(to(self.user.0)),
            upn: to(self.upn),
            lower_upn: to(self.lower_upn),
            user_name: to(self.user_name),
            home: TenantId(to(self.home.0)),
            home_name: to(self.home_name),
            ..self
        }
    }
}

impl What {
    /// Nothing is known.
    pub const ABSENT: Self =
        Self { app: AppId::ABSENT, app_name: Sym::ABSENT, app_owner: TenantId::ABSENT, resource: AppId::ABSENT, resource_name: Sym::ABSENT };

    /// The applications of a sign-in.
    #[must_use]
    pub fn of(event: &SignIn) -> Self {
        let &SignIn { app, app_name, app_owner, resource, resource_name, .. } = event;
        Self { app, app_name, app_owner, resource, resource_name }
    }

    /// The keys by which client and resource are counted: their ids, else their names.
    #[must_use]
    pub fn keys(&self) -> (AppId, AppId) {
        (self.app.or_name(self.app_name), self.resource.or_name(self.resource_name))
    }

    fn remap(self, map: &[Sym]) -> Self {
        let to = |sym: Sym| map[sym.0 as usize];
        Self {
            app: AppId(to(self.app.0)),
            app_name: to(self.app_name),
            app_owner: TenantId(to(self.app_owner.0)),
            resource: AppId(to(self.resource.0)),
            resource_name: to(self.resource_name),
        }
    }
}

impl How {
    /// The circumstances of a sign-in.
    #[must_use]
    pub fn of(event: &SignIn) -> Self {
        let &SignIn { log, resource_tenant, owner, access_type, country, code, status, risk_in_reason, evidence, .. } = event;
        Self { log, resource_tenant, owner, access_type, country, code, status, risk_in_reason, evidence }
    }

    /// The same, without from where and how it ended: who met whom.
    #[must_use]
    pub fn without_end(self) -> Self {
        let evidence = Evidence::NONE;
        Self { country: Sym::ABSENT, code: ErrorCode::ABSENT, status: StatusText::Absent, risk_in_reason: false, evidence, ..self }
    }

    fn remap(self, map: &[Sym]) -> Self {
        let to = |sym: Sym| map[sym.0 as usize];
        Self {
            resource_tenant: TenantId(to(self.resource_tenant.0)),
            owner: TenantId(to(self.owner.0)),
            access_type: to(self.access_type),
            country: to(self.country),
            ..self
        }
    }
}

/// Stores each different value once, in the order of first appearance.
pub struct Distinct<T> {
    values: Vec<T>,
    index: HashIndex,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self { values: Vec::new(), index: HashIndex::default() }
    }
}

impl<T: Copy + Hash> Distinct<T> {
    /// The number of a value, new or known: its place in [`Distinct::values`].
    pub fn number(&mut self, value: T) -> u32 {
        let Self { values, index } = self;
        index.number(&value, || push(values, value))
    }

    /// The numbers of many values, one for each in their order.
    pub fn number_all(&mut self, new: impl Iterator<Item = T>) -> Vec<u32> {
        let Self { values, index } = self;
        index.number_all(new, |value| value, |value| push(values, value))
    }

    /// All values, by their numbers.
    #[must_use]
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// Puts another value in the place of each; their numbers stay. Values that have become the same keep their numbers too.
    pub fn replace(&mut self, with: impl FnMut(&T) -> T) {
        self.values = self.values.iter().map(with).collect();
        self.index.clear();
        for (number, value) in (0..).zip(&self.values) {
            let hash = self.index.hash(value);
            if self.index.get(hash).is_none() {
                self.index.insert(hash, number);
            }
        }
    }

    fn clear(&mut self) {
        self.values.clear();
        self.index.clear();
    }
}

/// The different parts of many sign-ins, their texts being symbols of one interner.
#[derive(Default)]
pub struct Parts {
    /// Accounts.
    pub who: Distinct<Who>,
    /// Applications.
    pub what: Distinct<What>,
    /// Circumstances.
    pub how: Distinct<How>,
}

/// The numbers of the three parts of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartNumbers {
    /// Of the account.
    pub who: u32,
    /// Of the applications.
    pub what: u32,
    /// Of the circumstances.
    pub how: u32,
}

impl Parts {
    /// The parts of a sign-in.
    pub fn of(&mut self, event: &SignIn) -> PartNumbers {
        PartNumbers { who: self.who.number(Who::of(event)), what: self.what.number(What::of(event)), how: self.how.number(How::of(event)) }
    }

    /// A sign-in of which only these parts are known.
    #[must_use]
    pub fn sign_in(&self, numbers: PartNumbers) -> SignIn {
        let PartNumbers { who, what, how } = numbers;
        SignIn::of(&self.who.values()[who as usize], &self.what.values()[what as usize], &self.how.values()[how as usize])
    }

    /// How many of each there are.
    #[must_use]
    pub fn lengths(&self) -> [usize; 3] {
        [self.who.values.len(), self.what.values.len(), self.how.values.len()]
    }

    /// Forgets all and keeps the memory.
    pub fn clear(&mut self) {
        self.who.clear();
        self.what.clear();
        self.how.clear();
    }
}

/// The parts that one set has beyond certain numbers: what another set has yet to learn from it.
#[derive(Clone, Debug, Default)]
pub struct NewParts {
    first: [usize; 3],
    who: Vec<Who>,
    what: Vec<What>,
    how: Vec<How>,
}

/// The numbers that another set has for the parts of this one.
#[derive(Clone, Debug, Default)]
pub struct PartMap {
    who: Vec<u32>,
    what: Vec<u32>,
    how: Vec<u32>,
}

impl PartMap {
    /// The numbers in the other set.
    #[must_use]
    pub fn of(&self, parts: PartNumbers) -> PartNumbers {
        PartNumbers { who: self.who(parts.who), what: self.what(parts.what), how: self.how(parts.how) }
    }

    /// The number of an account.
    #[must_use]
    pub fn who(&self, number: u32) -> u32 {
        self.who[number as usize]
    }

    /// The number of applications.
    #[must_use]
    pub fn what(&self, number: u32) -> u32 {
        self.what[number as usize]
    }

    /// The number of circumstances.
    #[must_use]
    pub fn how(&self, number: u32) -> u32 {
        self.how[number as usize]
    }
}

impl NewParts {
    /// The parts from numbers `first` on, in the memory of these.
    #[must_use]
    pub fn of(mut self, parts: &Parts, first: [usize; 3]) -> Self {
        self.first = first;
        copy(&mut self.who, &parts.who, first[0]);
        copy(&mut self.what, &parts.what, first[1]);
        copy(&mut self.how, &parts.how, first[2]);
        self
    }

    /// Brings a map from numbers of that set to those of another up to date, `texts` giving the other's symbol of each of its symbols.
    pub fn learn(&self, map: &mut PartMap, texts: &[Sym], into: &mut Parts) {
        learn(&mut map.who, self.first[0], self.who.iter().map(|who| who.remap(texts)), &mut into.who);
        learn(&mut map.what, self.first[1], self.what.iter().map(|what| what.remap(texts)), &mut into.what);
        learn(&mut map.how, self.first[2], self.how.iter().map(|how| how.remap(texts)), &mut into.how);
    }
}

/// Adds a value; gives its number.
fn push<T>(values: &mut Vec<T>, value: T) -> u32 {
    let new = u32::try_from(values.len()).unwrap_or(u32::MAX);
    values.push(value);
    new
}

fn copy<T: Copy>(new: &mut Vec<T>, all: &Distinct<T>, first: usize) {
    new.clear();
    new.extend_from_slice(all.values.get(first..).unwrap_or_default());
}

fn learn<T: Copy + Hash>(map: &mut Vec<u32>, first: usize, new: impl Iterator<Item = T>, into: &mut Distinct<T>) {
    map.truncate(first);
    map.extend(into.number_all(new));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Interner, NewTexts};

    #[test]
    fn numbers_of_one_set_become_those_of_another() {
        let (mut texts, mut parts) = (Interner::new(), Parts::default());
        let sign_in = |texts: &mut Interner, user: &str, code| SignIn {
            user: UserId(texts.intern(user)),
            code: ErrorCode(code),
            ..SignIn::empty(0, Log::Interactive)
        };
        let (mut all_texts, mut all) = (Interner::new(), Parts::default());
        let known = sign_in(&mut all_texts, "v", 0);
        let known = all.of(&known);

        let u = sign_in(&mut texts, "u", 0);
        let v = sign_in(&mut texts, "v", 0);
        let (u, v, again) = (parts.of(&u), parts.of(&v), parts.of(&v));
        assert_eq!((u.who, v.who, v), (0, 1, again));
        let (mut syms, mut map) = (Vec::new(), PartMap::default());
        NewTexts::default().of(&texts, 1).learn(&mut syms, &mut all_texts);
        NewParts::default().of(&parts, [0; 3]).learn(&mut map, &syms, &mut all);
        assert_eq!((map.of(v), map.of(u).who), (known, 1));

        let lengths = parts.lengths();
        let w = sign_in(&mut texts, "u", 50_126);
        let w = parts.of(&w);
        NewParts::default().of(&parts, lengths).learn(&mut map, &syms, &mut all);
        assert_eq!((map.of(w).who, map.of(w).how), (1, 1));
        assert_eq!(all.lengths(), [2, 1, 2]);
    }
}
