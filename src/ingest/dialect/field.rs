//! The fields that are needed of a record, all others being skipped.

use std::borrow::Cow;

use super::record::{Record, places, tell};
use crate::model::{BothHashers, is_null_word};

/// A needed field. Names follow Graph; `Envelope…` is the same fact as told by the wrapper of a diagnostic record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of Graph's signIn, directoryAudit and user resources")]
pub enum Field {
    Id,
    Time,
    EnvelopeTime,
    CorrelationId,
    EnvelopeCorrelationId,
    UserId,
    UserPrincipalName,
    UserDisplayName,
    Identity,
    UserType,
    HomeTenantId,
    HomeTenantName,
    ResourceTenantId,
    AccessType,
    AppId,
    AppName,
    AppOwnerTenantId,
    ResourceId,
    ResourceName,
    ServicePrincipalId,
    ServicePrincipalName,
    ClientApp,
    IpAddress,
    EnvelopeIp,
    Country,
    EnvelopeCountry,
    /// `City, State, CC` of the portal.
    Location,
    ErrorCode,
    EnvelopeResult,
    StatusText,
    FailureReason,
    EnvelopeReason,
    ConditionalAccess,
    FailedPolicies,
    IsInteractive,
    EventType,
    /// Category or table of the log.
    Category,
    /// Name of the table that a query gives; counts only where no category is told.
    TableName,
    /// The tenant the log belongs to.
    OwnerTenantId,
    /// `/tenants/<guid>/providers/…`.
    OwnerPath,
    /// Whether the user is a guest, as a truth value.
    IsGuest,
    /// Id of the record, where the event has another one.
    EnvelopeId,
    /// Service that logged an event of the unified audit log.
    Workload,
    /// What happened, in the unified audit log.
    Operation,
    Mail,
    AccountEnabled,
    CreationType,
    InvitationState,
    InvitationStateChanged,
    Issuer,
    /// How a user can sign in, as JSON.
    Identities,
    LastSignIn,
    LastNonInteractiveSignIn,
    LastSuccessfulSignIn,
    Activity,
    AuditTime,
    AuditCategory,
    AuditResult,
    AuditReason,
    /// Who did it, as JSON.
    AuditActor,
    /// What was changed, as JSON.
    AuditTargets,
    /// Further keys and values, as JSON.
    AuditDetails,
    /// Changed properties beside the targets, as JSON (unified audit log).
    AuditProperties,
    /// Who answers for a guest, as JSON.
    Sponsors,
    /// How many sign-ins the row of a query stands for, and when the last of them was.
    SignIns,
    LastDateTime,
    /// Whether one factor was required, or several.
    Requirement,
    /// What the steps of the authentication tell, and which policies demanded it, as the bits of `evidence`.
    MfaSteps,
    Demands,
    /// What became of multifactor authentication, in words.
    MfaResult,
    /// How it was done.
    MfaMethod,
    /// Whether there is anything about the device.
    Device,
    Compliant,
    TrustType,
    RiskDuring,
    RiskAggregated,
    RiskState,
    Managed,
    /// Whether the token of the session is bound to the device.
    TokenBinding,
    TenantRestricted,
    /// What kind of agent signed in, if any did.
    Agent,
    /// What kind of token was brought along.
    IncomingToken,
    /// The tenant that publishes the resource.
    ResourceOwnerTenantId,
    /// Why the session ends when, as JSON.
    SessionLifetime,
    /// The steps stand in a file of their own, and were joined.
    Joined,
    /// The policy at hand that demanded several factors; it does not outlive it.
    DemandedBy,
    /// Method, success and result of the step at hand; they do not outlive it.
    StepMethod,
    StepSucceeded,
    StepResult,
}

/// Number of [`Field`]s.
pub(super) const COUNT: usize = Field::StepResult as usize + 1;

/// A value of a record, before it is understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Scalar<'a> {
    /// Missing or null.
    #[default]
    Absent,
    /// A text, or a number that is no integer.
    Text(Cow<'a, str>),
    /// An integer.
    Int(i64),
    /// A truth value.
    Bool(bool),
}

/// The needed fields of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields<'a> {
    values: [Scalar<'a>; COUNT],
    /// A bit for each field that is present.
    present: u128,
}

/// Each field has a bit of its own.
const _: () = assert!(COUNT <= 128, "the bits of fields do not fit in a u128");

/// The bits of some fields (see [`Fields::present`]).
#[must_use]
pub const fn bits(fields: &[Field]) -> u128 {
    let mut bits = 0;
    let mut place = 0;
    while place < fields.len() {
        bits |= 1 << fields[place] as u128;
        place += 1;
    }
    bits
}

impl Record for Fields<'_> {
    fn present(&self) -> u128 {
        self.present
    }

    fn written(&self, field: Field) -> Option<Cow<'_, str>> {
        if let Scalar::Text(text) = self.get(field) { Some(Cow::Borrowed(text)) } else { None }
    }

    fn text(&self, field: Field) -> Option<Cow<'_, str>> {
        match self.get(field) {
            Scalar::Absent => None,
            Scalar::Text(text) => meant(field, text).map(Cow::Borrowed),
            Scalar::Int(number) => Some(Cow::Owned(number.to_string())),
            Scalar::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
        }
    }

    #[inline]
    fn tell(&self, among: u128, to: &mut BothHashers) {
        for place in places(self.present & among) {
            tell(place, &self.values[place], to);
        }
    }

    fn fields(&self) -> &Fields<'_> {
        self
    }
}

/// What a text in a field means, trimmed; `None` where it is absent in the contract's sense, or a word for nothing stands where something
/// definite is expected.
#[inline]
pub(super) fn meant(field: Field, text: &str) -> Option<&str> {
    let text = trimmed(text);
    // Times, codes and most ids begin with a digit, and no word does.
    let may_be_word = DEFINITE >> field as u128 & 1 == 1 && !matches!(text.as_bytes(), [b'0'..=b'9', ..]);
    let absent = is_absent(text) || (may_be_word && is_null_word(text) && !means_something(field, text));
    (!absent).then_some(text)
}

impl Default for Fields<'_> {
    fn default() -> Self {
        Self { values: std::array::from_fn(|_| Scalar::Absent), present: 0 }
    }
}

impl<'a> Fields<'a> {
    /// Stores a value; an absent or blank one never replaces a present one (some exporters repeat a key, or fill one of two columns).
    pub fn set(&mut self, field: Field, value: Scalar<'a>) {
        let blank = match &value {
            Scalar::Absent => true,
            Scalar::Text(text) => text.is_empty() && self.has(field),
            Scalar::Int(_) | Scalar::Bool(_) => false,
        };
        if !blank {
            self.values[field as usize] = value;
            self.present |= 1 << field as u128;
        }
    }

    /// A bit for each field that is present, its number in [`Field`] being the place of its bit.
    #[must_use]
    pub fn present(&self) -> u128 {
        self.present
    }

    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: Field) -> &Scalar<'a> {
        &self.values[field as usize]
    }

    /// Whether the record has a value, even an empty one.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        *self.get(field) != Scalar::Absent
    }

    /// The value as text, trimmed; `None` where absent in the contract's sense (missing, null, "", "-"), or a word for nothing stands where
    /// something definite is expected.
    #[must_use]
    pub fn text(&self, field: Field) -> Option<Cow<'_, str>> {
        Record::text(self, field)
    }

    /// The first of several fields that has a text.
    #[must_use]
    pub fn first(&self, fields: &[Field]) -> Option<Cow<'_, str>> {
        Record::first(self, fields)
    }

    /// The value as a truth value, also where it is written as a text (`TRUE`, `Yes`, or as Excel saves it in
    /// other languages).
    #[must_use]
    pub fn bool(&self, field: Field) -> Option<bool> {
        match self.get(field) {
            Scalar::Bool(value) => Some(*value),
            Scalar::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" | "wahr" | "vrai" | "vero" | "verdadero" | "はい" => Some(true),
                "false" | "no" | "0" | "falsch" | "faux" | "falso" | "いいえ" => Some(false),
                _ => None,
            },
            Scalar::Int(number) => match number {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            },
            Scalar::Absent => None,
        }
    }

    /// Takes the value of a field out.
    pub(super) fn take(&mut self, field: Field) -> Scalar<'a> {
        self.present &= !(1 << field as u128);
        std::mem::take(&mut self.values[field as usize])
    }

    /// Moves all present values into `other`, detached from the bytes they were read from.
    pub fn move_into(self, other: &mut Fields<'_>) {
        self.detach().copy_into(other);
    }

    /// The present values, detached from the bytes they were read from.
    #[must_use]
    pub fn detach(self) -> Detached {
        let owned = |value| match value {
            Scalar::Absent => None,
            Scalar::Text(text) => Some(Scalar::Text(Cow::Owned(text.into_owned()))),
            Scalar::Int(number) => Some(Scalar::Int(number)),
            Scalar::Bool(value) => Some(Scalar::Bool(value)),
        };
        Detached(self.values.into_iter().enumerate().filter_map(|(field, value)| Some((field, owned(value)?))).collect())
    }
}

/// The present values of some fields, without the bytes they were read from.
pub struct Detached(Vec<(usize, Scalar<'static>)>);

impl Detached {
    /// Copies all values into `fields`, in the place of any that are there.
    pub fn copy_into(&self, fields: &mut Fields<'_>) {
        for (field, value) in &self.0 {
            fields.values[*field] = value.clone();
            fields.present |= 1 << *field;
        }
    }
}

/// Fields in which a word like `NULL` is no value, but what a tool wrote in the place of one.
const DEFINITE: u128 = bits(&[
    Field::Id,
    Field::EnvelopeId,
    Field::Time,
    Field::EnvelopeTime,
    Field::AuditTime,
    Field::CorrelationId,
    Field::EnvelopeCorrelationId,
    Field::UserId,
    Field::UserPrincipalName,
    Field::UserDisplayName,
    Field::Identity,
    Field::UserType,
    Field::HomeTenantId,
    Field::HomeTenantName,
    Field::ResourceTenantId,
    Field::OwnerTenantId,
    Field::AccessType,
    Field::AppId,
    Field::AppName,
    Field::AppOwnerTenantId,
    Field::ResourceId,
    Field::ResourceName,
    Field::ServicePrincipalId,
    Field::ServicePrincipalName,
    Field::IpAddress,
    Field::EnvelopeIp,
    Field::Country,
    Field::EnvelopeCountry,
    Field::Location,
    Field::ErrorCode,
    Field::EnvelopeResult,
]);

/// `none` is an access type, and what some downloads of the portal write for the code of a success.
fn means_something(field: Field, text: &str) -> bool {
    matches!(field, Field::AccessType | Field::ErrorCode | Field::EnvelopeResult) && text.eq_ignore_ascii_case("none")
}

/// Whether a trimmed text stands for "no value": empty, `-`, the all-zero GUID, or the type name that PowerShell writes for what it
/// does not spell out.
#[must_use]
pub fn is_absent(text: &str) -> bool {
    // Asked for every field of every record: the first letter answers nearly always.
    match text.as_bytes().first() {
        None => true,
        Some(b'-') => text == "-",
        Some(b'0') => text == crate::knowledge::tenants::NO_TENANT,
        Some(b'S') => matches!(text, "System.Object[]" | "System.String[]"),
        Some(b'M') => text.starts_with("Microsoft.Graph.PowerShell.Models."),
        Some(_) => false,
    }
}

/// A text without the white space around it.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}
