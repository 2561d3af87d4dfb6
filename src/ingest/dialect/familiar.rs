//! Recognises the parts of a sign-in that were read before, by hashes of their fields as they are written: most accounts, applications and
//! circumstances of a log come again and again, and what they mean need not be worked out twice.
//!
//! Equal fields give equal parts, for [`canonical`](super::canonical) is a function of the fields of a record. Each part has fields of its
//! own ([`WHO`], [`WHAT`], [`HOW`]); time and ids belong to the event, and a record with any field that is not named here is not judged.

use std::hash::Hasher;

use super::canonical::{how, is_sign_in, log_of, own, what, who};
use super::field::bits;
use super::{Field, Hints, Record, Want};
use crate::model::{BothHashers, EventId, HashIndex, Interner, Log, PartNumbers, Parts, ValueHash};

/// The fields that say who signed in, beside the log.
const WHO: &[Field] = &[Field::UserId, Field::UserPrincipalName, Field::UserDisplayName, Field::Identity, Field::HomeTenantId, Field::HomeTenantName];

/// What else is told of an account, unless accounts and applications are looked at each by themselves (see [`Want::apart`]).
const WHO_ELSE: &[Field] = &[Field::UserType, Field::IsGuest];

/// The fields that say what was used.
const WHAT: &[Field] = &[Field::AppId, Field::AppName, Field::ServicePrincipalName, Field::ResourceId, Field::ResourceName];

/// What else is told of applications.
const WHAT_ELSE: &[Field] = &[Field::AppOwnerTenantId];

/// The fields that say how it went, beside whether there is a user.
const HOW: &[Field] = &[
    Field::Category,
    Field::TableName,
    Field::AuditCategory,
    Field::EventType,
    Field::IsInteractive,
    Field::ServicePrincipalId,
    Field::ResourceTenantId,
    Field::OwnerTenantId,
    Field::OwnerPath,
    Field::AccessType,
    Field::ErrorCode,
    Field::EnvelopeResult,
    Field::StatusText,
];

/// What else is told of how it went.
const HOW_ELSE: &[Field] = &[Field::Country, Field::EnvelopeCountry, Field::Location, Field::FailureReason, Field::EnvelopeReason];

/// The fields that tell what a sign-in shows about multifactor authentication, device, protocol and risk.
pub(super) const EVIDENCE: &[Field] = &[
    Field::Requirement,
    Field::MfaSteps,
    Field::MfaResult,
    Field::MfaMethod,
    Field::Device,
    Field::Compliant,
    Field::TrustType,
    Field::RiskDuring,
    Field::RiskAggregated,
    Field::RiskState,
    Field::Managed,
    Field::TokenBinding,
    Field::TenantRestricted,
    Field::Agent,
    Field::Demands,
    Field::IncomingToken,
    Field::ResourceOwnerTenantId,
    Field::SessionLifetime,
    Field::ClientApp,
];

/// The fields of an event that are its own, or that only details show.
const OWN: &[Field] = &[
    Field::Id,
    Field::EnvelopeId,
    Field::Time,
    Field::EnvelopeTime,
    Field::CorrelationId,
    Field::EnvelopeCorrelationId,
    Field::ClientApp,
    Field::IpAddress,
    Field::EnvelopeIp,
    Field::ConditionalAccess,
    Field::FailedPolicies,
    Field::Joined,
];

/// Names that may have lost their letters (see [`Record::have_question_marks`]).
const USER_NAMES: &[Field] = &[Field::UserDisplayName];
const APP_NAMES: &[Field] = &[Field::AppName, Field::ResourceName];

/// The fields that parts and events are made of.
const PARTS: u128 = bits(WHO) | bits(WHO_ELSE) | bits(WHAT) | bits(WHAT_ELSE) | bits(HOW) | bits(HOW_ELSE) | bits(EVIDENCE) | bits(OWN);

/// Whether a record has a field that no part is made of: then it may be anything.
fn is_strange(record: &impl Record) -> bool {
    !only_sign_in(record.present())
}

/// Fields of which only details show anything.
const DETAILS: &[Field] = &[Field::CorrelationId, Field::EnvelopeCorrelationId, Field::ClientApp, Field::ConditionalAccess, Field::FailedPolicies];

/// Fields that tell nothing where accounts and applications are looked at each by themselves.
const NOT_APART: &[Field] =
    &[Field::Country, Field::EnvelopeCountry, Field::Location, Field::FailureReason, Field::EnvelopeReason, Field::AppOwnerTenantId];

/// Fields among those that change nothing in sign-ins which records of other kinds are made of too.
pub(super) const OF_OTHERS: &[Field] = &[Field::CorrelationId, Field::EnvelopeCorrelationId, Field::FailureReason];

/// The fields that change nothing in sign-ins of which this is wanted, as bits. Those of which a file is said to lack them are not among them.
#[must_use]
pub fn unneeded(want: Want) -> u128 {
    let evidence = if want.evidence { 0 } else { bits(EVIDENCE) };
    let details = if want.details { 0 } else { bits(DETAILS) };
    let apart = if want.apart { bits(NOT_APART) } else { 0 };
    // Old clients are evidence.
    let client = if want.details || want.evidence { 1 << Field::ClientApp as u128 } else { 0 };
    (evidence | details | apart) & !client
}

/// Whether a record with these fields can be nothing but a sign-in.
#[must_use]
pub fn only_sign_in(fields: u128) -> bool {
    fields & !PARTS == 0
}

/// The fields by which the parts of sign-ins are known again where this is wanted: of who, of what and of how, as bits.
fn told_by(want: Want) -> [u128; 3] {
    let [who, what, how] = if want.apart { [0; 3] } else { [bits(WHO_ELSE), bits(WHAT_ELSE), bits(HOW_ELSE)] };
    [bits(WHO) | who, bits(WHAT) | what, bits(HOW) | how | if want.evidence { bits(EVIDENCE) } else { 0 }]
}

/// What was read before, and the numbers of its parts.
#[derive(Default)]
pub struct Familiar {
    who: Memory,
    what: Memory,
    how: Memory,
}

/// A sign-in as its own and the numbers of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InParts {
    /// When (seconds since 1970-01-01 UTC).
    pub time: i64,
    /// Request id.
    pub id: EventId,
    /// The numbers of its parts.
    pub parts: PartNumbers,
    /// Its log.
    pub log: Log,
    /// Whether a name in it has become a run of `?`.
    pub question_marks: bool,
}

/// A sign-in of which the account and the applications have not been looked for.
#[derive(Clone, Copy)]
pub struct Begun {
    time: i64,
    id: EventId,
    how: u32,
    log: Log,
    who: ValueHash,
    what: ValueHash,
}

impl Begun {
    /// With the account and the applications, and whether their names have become runs of `?`.
    fn end(&self, (who, user_marks): (u32, u8), (what, app_marks): (u32, u8)) -> InParts {
        let &Self { time, id, how, log, .. } = self;
        InParts { time, id, parts: PartNumbers { who, what, how }, log, question_marks: user_marks + app_marks > 0 }
    }
}

impl Familiar {
    /// Reads a record as a sign-in; `None` where it is none, or none that can be judged here. What is wanted must be the same for all records.
    pub fn read(&mut self, record: &impl Record, asked: (Hints, Want), texts: &mut Interner, parts: &mut Parts) -> Option<InParts> {
        let begun = self.begin(record, asked, texts, parts)?;
        Some(self.known(&begun).unwrap_or_else(|| self.end(&begun, record, asked.1, texts, parts)))
    }

    /// Begins to read a record. What repeats often is near, and is looked up at once; the rest is looked for with [`Familiar::known`].
    pub fn begin(&mut self, record: &impl Record, (hints, want): (Hints, Want), texts: &mut Interner, parts: &mut Parts) -> Option<Begun> {
        if is_strange(record) || !is_sign_in(record) {
            return None;
        }
        let (time, id) = own(record, hints, texts).ok()?;
        let [of_who, of_what, of_how] = told_by(want);
        // Without a user, a record is of a service principal.
        let nobody = record.text(Field::UserId).is_none() && record.text(Field::UserPrincipalName).is_none();
        let circumstances = self.how.hash((hints.log as u8) << 1 | u8::from(nobody), |to| record.tell(of_how, to));
        let (how, log) = if let Some(known) = self.how.get(circumstances) {
            known
        } else {
            let fields = record.fields();
            let log = log_of(fields, hints).filter(|&log| log != Log::Audit)?;
            self.how.number(circumstances, || (parts.how.number(how(fields, log, want, texts)), log as u8))
        };
        let log = *Log::ALL.get(usize::from(log))?;
        let who = self.who.hash(log as u8, |to| record.tell(of_who, to));
        let what = self.what.hash(0, |to| record.tell(of_what, to));
        Some(Begun { time, id, how, log, who, what })
    }

    /// A sign-in that was begun, if all its parts were read before.
    #[inline]
    #[must_use]
    pub fn known(&self, begun: &Begun) -> Option<InParts> {
        Some(begun.end(self.who.get(begun.who)?, self.what.get(begun.what)?))
    }

    /// A sign-in that was begun with this record.
    pub fn end(&mut self, begun: &Begun, record: &impl Record, want: Want, texts: &mut Interner, parts: &mut Parts) -> InParts {
        let find_who = || (parts.who.number(who(record, begun.log, want, texts)), record.have_question_marks(USER_NAMES).into());
        let who = self.who.number(begun.who, find_who);
        let find_what = || (parts.what.number(what(record, want, texts)), record.have_question_marks(APP_NAMES).into());
        let what = self.what.number(begun.what, find_what);
        begun.end(who, what)
    }

    /// Bytes of all that is remembered.
    #[must_use]
    pub fn bytes(&self) -> usize {
        [&self.who, &self.what, &self.how].iter().map(|memory| memory.0.bytes()).sum()
    }

    /// Forgets all and keeps the memory.
    pub fn clear(&mut self) {
        for memory in [&mut self.who, &mut self.what, &mut self.how] {
            memory.0.clear();
        }
    }
}

/// Numbers by what is told, each with a small number of its own.
#[derive(Default)]
struct Memory(HashIndex);

/// Bits of the number of its own.
const OWN_BITS: u32 = 3;

impl Memory {
    /// The hashes of what is told.
    #[inline]
    fn hash(&self, first: u8, tell: impl FnOnce(&mut BothHashers)) -> ValueHash {
        self.0.hash_of(|to| {
            to.write_u8(first);
            tell(to);
        })
    }

    /// Number and own number of what is remembered.
    #[inline]
    fn get(&self, hash: ValueHash) -> Option<(u32, u8)> {
        self.0.get(hash).map(|known| (known >> OWN_BITS, (known & ((1 << OWN_BITS) - 1)) as u8))
    }

    /// The same, or what `find` finds.
    fn number(&mut self, hash: ValueHash, find: impl FnOnce() -> (u32, u8)) -> (u32, u8) {
        self.get(hash).unwrap_or_else(|| {
            let (number, own) = find();
            self.0.insert(hash, number << OWN_BITS | u32::from(own));
            (number, own)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::detect::Clock;
    use crate::ingest::dialect::{Canonical, Fields, Scalar, Want, canonical};
    use crate::model::time::Zone;
    use crate::model::{AppId, Evidence, Holds, SignIn, Sym, TenantId, UserType};
    use proptest::prelude::*;

    /// Fields of which a record with them is more than a plain sign-in, or none.
    const STRANGE: &[Field] = &[Field::Operation, Field::Workload, Field::AuditActor, Field::AuditTargets, Field::AuditResult, Field::Activity];

    const TEXTS: &[&str] = &[
        "",
        "-",
        " a ",
        "A@Own.example",
        "b??b",
        "{PII Removed}",
        "Tenant Restriction of somebody",
        "00000000-0000-0000-0000-000000000000",
        "{0A1B2C3D-0000-4000-8000-00000000000F}",
        "/tenants/0a1b2c3d-0000-4000-8000-00000000000f/providers/x",
        "City, State, JP",
        "guest",
        "530032",
        "none",
        "Success",
        "blocked for risk",
        "multiFactorAuthentication",
        "MFA requirement satisfied by claim in the token",
        "high",
        "unbound",
        "primaryRefreshToken",
        "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
        "agentIDuser",
        "[{\"expirationRequirement\":\"signInFrequencyEveryTime\"}]",
        "IMAP4",
        "SignInLogs",
        "NonInteractiveUserSignInLogs",
        "ManagedIdentitySignInLogs",
        "AuditLogs",
        "ADFSSignInLogs",
        "servicePrincipal",
        "UserLoggedIn",
        "b2bCollaboration",
        "true",
        "2026-10-05T00:00:00Z",
    ];

    type Values = Vec<(Field, Scalar<'static>)>;

    fn values(fields: &[&[Field]], most: usize) -> impl Strategy<Value = Values> + use<> {
        let value = prop_oneof![
            12 => proptest::sample::select(TEXTS).prop_map(|text| Scalar::Text(text.into())),
            1 => (0i64..3).prop_map(Scalar::Int),
            4 => any::<bool>().prop_map(Scalar::Bool),
        ];
        proptest::collection::vec((proptest::sample::select(fields.concat()), value), 0..=most)
    }

    /// What is left of a sign-in where accounts and applications are looked at each by themselves.
    fn apart(event: SignIn) -> SignIn {
        let name = |id: AppId, name: Sym| if id.is_absent() { name } else { Sym::ABSENT };
        SignIn {
            user_name: Sym::ABSENT,
            user_type: UserType::Absent,
            app_name: name(event.app, event.app_name),
            app_owner: TenantId::ABSENT,
            resource_name: name(event.resource, event.resource_name),
            country: Sym::ABSENT,
            risk_in_reason: false,
            evidence: Evidence::NONE,
            ..event
        }
    }

    /// Records that share their parts, as those of a log do.
    fn records() -> impl Strategy<Value = Vec<Fields<'static>>> {
        let some = |fields: &[&[Field]], most| proptest::collection::vec(values(fields, most), 3);
        let kinds = (
            some(&[WHO, WHO_ELSE], 4),
            some(&[WHAT, WHAT_ELSE], 4),
            some(&[HOW, HOW_ELSE], 5),
            some(&[EVIDENCE], 4),
            some(&[OWN], 2),
            some(&[STRANGE], 1),
        );
        let picks = proptest::collection::vec((0usize..3, 0usize..3, 0usize..3, 0usize..3, 0usize..3, 0usize..12), 1..24);
        (kinds, picks).prop_map(|((who, what, how, evidence, own, strange), picks)| {
            let record = |(a, b, c, f, d, e): (usize, usize, usize, usize, usize, usize)| {
                let mut fields = Fields::default();
                fields.set(Field::Time, Scalar::Text("2026-10-05T00:00:00Z".into()));
                let strange = strange.get(e).into_iter().flatten();
                for (field, value) in who[a].iter().chain(&what[b]).chain(&how[c]).chain(&evidence[f]).chain(&own[d]).chain(strange) {
                    fields.set(*field, value.clone());
                }
                fields
            };
            picks.into_iter().map(record).collect()
        })
    }

    /// A sign-in with its texts spelled out.
    fn spelled(event: &SignIn, texts: &Interner) -> String {
        let SignIn { home, home_name, resource_tenant, owner, access_type, user, upn, lower_upn, user_name, app, .. } = *event;
        let SignIn { app_name, app_owner, resource, resource_name, country, .. } = *event;
        let first = [home.0, home_name, resource_tenant.0, owner.0, access_type, user.0, upn, lower_upn, user_name];
        let second = [app.0, app_name, app_owner.0, resource.0, resource_name, country];
        let SignIn { time, log, user_type, code, status, risk_in_reason, masked, evidence, .. } = *event;
        let rest = (time, log, user_type, code, status, risk_in_reason, masked, evidence, event.id.to_text(texts));
        format!("{:?} {:?} {rest:?}", first.map(|sym| texts.get(sym)), second.map(|sym| texts.get(sym)))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
        /// Whatever was read before, a record read here is the sign-in that it is by itself.
        #[test]
        fn parts_read_before_are_the_same_parts(records in records(), logs in proptest::collection::vec(0usize..4, 24), evidence in any::<bool>(), is_apart in any::<bool>()) {
            let (mut familiar, mut texts, mut parts) = (Familiar::default(), Interner::new(), Parts::default());
            let want = Want { details: false, evidence: evidence && !is_apart, apart: is_apart };
            let whole = Want { apart: false, ..want };
            for (fields, log) in records.iter().zip(logs) {
                let hints = Hints { holds: Holds::Events, log: Log::ALL[log], date_order: None, clock: Clock::Zone(Zone::UTC) };
                let mut alone = Interner::new();
                let expected = match canonical(fields, hints, whole, 0, &mut alone) {
                    Canonical::SignIn(event) => Some(spelled(&if is_apart { apart(event) } else { event }, &alone)),
                    _ => None,
                };
                let Some(InParts { time, id, parts: PartNumbers { who, what, how }, log, question_marks }) =
                    familiar.read(fields, (hints, want), &mut texts, &mut parts)
                else {
                    prop_assert!(expected.is_none() || is_strange(fields), "left alone: {fields:?}");
                    continue;
                };
                let (who, what, how) = (parts.who.values()[who as usize], parts.what.values()[what as usize], parts.how.values()[how as usize]);
                let event = SignIn { time, id, ..SignIn::of(&who, &what, &how) };
                prop_assert_eq!(Some(spelled(&event, &texts)), expected);
                prop_assert_eq!(log, event.log);
                prop_assert_eq!(question_marks, fields.have_question_marks(&[USER_NAMES, APP_NAMES].concat()));
            }
        }
    }
}
