//! Recognises the parts of a sign-in that were read before, by the bytes of their fields: most accounts, applications and circumstances of a
//! log come again and again, and what they mean need not be worked out twice.
//!
//! Equal fields give equal parts, for [`canonical`](super::canonical) is a function of the fields of a record. Each part has fields of its
//! own ([`WHO`], [`WHAT`], [`HOW`]); time and ids belong to the event, and a record with any field that is not named here is not judged.

use super::canonical::{how, is_sign_in, log_of, own, user_name, what, who};
use super::field::bits;
use super::{Field, Fields, Hints, Scalar, Want};
use crate::model::{EventId, HashIndex, Interner, Log, PartNumbers, Parts, hides_person};

/// The fields that say who signed in, beside the log; where accounts and applications are looked at each by themselves (see [`Want::apart`]),
/// beside whether the name says that the person is hidden.
const WHO: &[Field] = &[Field::UserId, Field::UserPrincipalName, Field::HomeTenantId, Field::HomeTenantName];

/// What else is told of an account otherwise.
const WHO_ELSE: &[Field] = &[Field::UserDisplayName, Field::Identity, Field::UserType, Field::IsGuest];

/// The fields that say what was used, of applications that both have an id.
const WHAT: &[Field] = &[Field::AppId, Field::ResourceId];

/// What else is told of applications.
const WHAT_ELSE: &[Field] = &[Field::AppName, Field::ServicePrincipalName, Field::AppOwnerTenantId, Field::ResourceName];

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

/// Names that may have lost their letters (see [`Fields::have_question_marks`]).
const USER_NAMES: &[Field] = &[Field::UserDisplayName];
const APP_NAMES: &[Field] = &[Field::AppName, Field::ResourceName];
const NAMES: &[Field] = &[Field::UserDisplayName, Field::AppName, Field::ResourceName];

/// The fields that parts and events are made of.
const PARTS: u128 = bits(WHO) | bits(WHO_ELSE) | bits(WHAT) | bits(WHAT_ELSE) | bits(HOW) | bits(HOW_ELSE) | bits(EVIDENCE) | bits(OWN);

/// Whether a record has a field that no part is made of: then it may be anything.
fn is_strange(fields: &Fields<'_>) -> bool {
    !only_sign_in(fields.present())
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

/// What was read before, and the numbers of its parts.
#[derive(Default)]
pub struct Familiar {
    who: Memory,
    what: Memory,
    how: Memory,
    key: Vec<u8>,
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

impl Familiar {
    /// Reads a record as a sign-in; `None` where it is none, or none that can be judged here. What is wanted must be the same for all records.
    pub fn read(&mut self, fields: &Fields<'_>, (hints, want): (Hints, Want), texts: &mut Interner, parts: &mut Parts) -> Option<InParts> {
        if is_strange(fields) || !is_sign_in(fields) {
            return None;
        }
        let (time, id) = own(fields, hints, texts).ok()?;
        // Without a user, a record is of a service principal.
        let nobody = fields.text(Field::UserId).is_none() && fields.text(Field::UserPrincipalName).is_none();
        let circumstances = key(&mut self.key, fields, (HOW, HOW_ELSE, !want.apart), (hints.log as u8) << 1 | u8::from(nobody));
        if want.evidence {
            append(circumstances, fields, EVIDENCE);
        }
        let (how, log) = self.how.number(circumstances, || {
            let log = log_of(fields, hints).filter(|&log| log != Log::Audit)?;
            Some((parts.how.number(how(fields, log, want, texts)), log as u8))
        })?;
        let log = *Log::ALL.get(usize::from(log))?;
        let hidden = want.apart && user_name(fields).is_some_and(|name| hides_person(&name));
        let (who, user_marks) =
            self.who.number(key(&mut self.key, fields, (WHO, WHO_ELSE, !want.apart), (log as u8) << 1 | u8::from(hidden)), || {
                Some((parts.who.number(who(fields, log, want, texts)), fields.have_question_marks(USER_NAMES).into()))
            })?;
        let mut find = |texts: &mut Interner| {
            let what = what(fields, want, texts);
            let by_id = !what.app.is_absent() && !what.resource.is_absent();
            (by_id, parts.what.number(what))
        };
        let by_id = want.apart.then(|| {
            self.what.number(key(&mut self.key, fields, (WHAT, WHAT_ELSE, false), 1), || {
                let (by_id, number) = find(texts);
                // One that has no id is told by its name.
                Some((number, u8::from(!by_id)))
            })
        });
        let (what, app_marks) = match by_id.flatten().filter(|&(_, named)| named == 0) {
            Some(by_id) => by_id,
            None => self.what.number(key(&mut self.key, fields, (WHAT, WHAT_ELSE, true), 0), || {
                Some((find(texts).1, fields.have_question_marks(APP_NAMES).into()))
            })?,
        };
        // Names that are not looked at to know a part again are looked at here.
        let marks = if want.apart { u8::from(fields.have_question_marks(NAMES)) } else { user_marks + app_marks };
        Some(InParts { time, id, parts: PartNumbers { who, what, how }, log, question_marks: marks > 0 })
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

/// Writes some fields one after the other, and others where all is wanted, so that different fields never give the same bytes.
#[inline]
fn key<'k>(out: &'k mut Vec<u8>, fields: &Fields<'_>, (list, others, all): (&[Field], &[Field], bool), first: u8) -> &'k mut Vec<u8> {
    out.clear();
    out.push(first);
    append(out, fields, list);
    if all {
        append(out, fields, others);
    }
    out
}

#[inline]
fn append(out: &mut Vec<u8>, fields: &Fields<'_>, list: &[Field]) {
    out.extend_from_slice(&(fields.present() & bits(list)).to_le_bytes());
    for &field in list {
        match fields.get(field) {
            Scalar::Absent => {}
            Scalar::Text(text) => {
                let length = u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes();
                out.extend_from_slice(&[0, length[0], length[1], length[2], length[3]]);
                out.extend_from_slice(text.as_bytes());
            }
            Scalar::Int(number) => {
                out.push(1);
                out.extend_from_slice(&number.to_le_bytes());
            }
            Scalar::Bool(value) => out.push(2 + u8::from(*value)),
        }
    }
}

/// Numbers by keys of bytes, each with a small number of its own.
#[derive(Default)]
struct Memory(HashIndex);

/// Bits of the number of its own.
const OWN_BITS: u32 = 3;

impl Memory {
    /// Number and own number of a key: those remembered, else those that `find` finds, if any.
    fn number(&mut self, key: &[u8], find: impl FnOnce() -> Option<(u32, u8)>) -> Option<(u32, u8)> {
        let hash = self.0.hash(key);
        if let Some(known) = self.0.get(hash) {
            return Some((known >> OWN_BITS, (known & ((1 << OWN_BITS) - 1)) as u8));
        }
        let (number, own) = find()?;
        self.0.insert(hash, number << OWN_BITS | u32::from(own));
        Some((number, own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::detect::Clock;
    use crate::ingest::dialect::{Canonical, Want, canonical};
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
