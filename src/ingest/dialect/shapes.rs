//! What a dialect is made of: key names (lower case) and what they hold. Everything else in a record is skipped.

use std::sync::LazyLock;

use super::{Field, Fields, Scalar, Told};

/// What a key holds.
#[derive(Clone, Copy)]
pub enum Slot {
    /// A needed value.
    Field(Field),
    /// An object that holds needed fields; or the same as JSON text in a string.
    Object(&'static LazyLock<Shape>),
    /// The list of applied Conditional Access policies: the names of those that failed.
    Policies,
    /// A list of texts: `signInEventTypes`.
    EventTypes,
    /// A list of which all elements together tell something.
    Each(Told),
    /// A list or object that is kept as JSON text, for the few records that need it whole; or JSON text already.
    Json(Field),
}

/// Where a dialect keeps the needed fields: by key, compared without regard to case.
pub struct Shape {
    /// Keys by a cheap hash. Most keys of a record are not needed, and most of those meet an empty bucket.
    buckets: Vec<Vec<(&'static str, Slot)>>,
    /// Whether keys are also compared without what tools put between and behind their words.
    any_spelling: bool,
    /// What a plain text is that stands in the place of the object.
    plain: Option<Field>,
    /// What says that the object is there and holds something.
    marker: Option<Field>,
}

impl Slot {
    /// Whether it holds nothing but fields of these bits.
    pub(super) fn only(self, fields: u128) -> bool {
        let has = |field: Field| fields >> field as u128 & 1 == 1;
        match self {
            Self::Field(field) | Self::Json(field) => has(field),
            Self::Each(told) => has(told.field()),
            Self::Object(shape) => shape.only(fields),
            Self::Policies => has(Field::FailedPolicies),
            Self::EventTypes => false,
        }
    }
}

/// What tools put before names that stood in an inner object.
const OUTER: [&str; 3] = ["azuresigninlogsproperties", "azuresigninlogs", "properties"];

/// A name without what tools put between its words, behind it for its type, and before it for the object it stood in; lower case.
#[must_use]
pub fn squeezed(name: &str) -> String {
    // Custom tables of Log Analytics: `_s` = string, `_g` = GUID, `_d` = number, `_b` = truth value, `_t` = time.
    let name = ["_s", "_g", "_d", "_b", "_t"].iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name);
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let inner = OUTER.iter().find_map(|outer| plain.strip_prefix(outer)).filter(|inner| !inner.is_empty());
    inner.map_or_else(|| plain.clone(), str::to_owned)
}

const BUCKETS: usize = 256;

/// Length, first and last letter tell nearly all keys apart.
fn bucket(key: &[u8]) -> Option<usize> {
    let (first, last) = (key.first()? | 0x20, key.last()? | 0x20);
    Some((key.len() * 31 + usize::from(first) * 7 + usize::from(last)) % BUCKETS)
}

impl Shape {
    /// A shape with the names that Graph and Log Analytics share, and others.
    pub(super) fn common(fields: &[(&'static str, Field)], others: &[(&'static str, Slot)]) -> Self {
        Self::new(&[COMMON, FLATTENED, fields].concat(), &[AUDIT, EVIDENCE, others].concat())
    }

    pub(super) fn new(fields: &[(&'static str, Field)], others: &[(&'static str, Slot)]) -> Self {
        let mut buckets = vec![Vec::new(); BUCKETS];
        for (key, slot) in fields.iter().map(|&(key, field)| (key, Slot::Field(field))).chain(others.iter().copied()) {
            if let Some(place) = bucket(key.as_bytes()) {
                buckets[place].push((key, slot));
            }
        }
        Self { buckets, any_spelling: false, plain: None, marker: None }
    }

    /// The same, of keys in any spelling (see [`squeezed`]).
    pub(super) fn of_any_spelling(self) -> Self {
        Self { any_spelling: true, ..self }
    }

    /// The same, of an object in whose place a plain text may stand.
    pub(super) fn or_text(self, field: Field) -> Self {
        Self { plain: Some(field), ..self }
    }

    /// The same, of an object that is told to be there.
    pub(super) fn marked(self, field: Field) -> Self {
        Self { marker: Some(field), ..self }
    }

    /// Notes that the object is there, if that is wanted.
    #[inline]
    pub(super) fn mark(&self, fields: &mut Fields<'_>) {
        if let Some(field) = self.marker {
            fields.set(field, Scalar::Bool(true));
        }
    }

    /// What a plain text is that stands in the place of the object.
    #[must_use]
    pub fn plain(&self) -> Option<Field> {
        self.plain
    }

    /// Whether it has no field but of these bits, and no objects inside.
    fn only(&self, fields: u128) -> bool {
        let one = |slot: &Slot| !matches!(slot, Slot::Object(_)) && slot.only(fields);
        let others = [self.plain, self.marker].into_iter().flatten();
        others.map(Slot::Field).chain(self.buckets.iter().flatten().map(|&(_, slot)| slot)).all(|slot| one(&slot))
    }

    /// Adds the keys of another shape that this one does not have.
    pub(super) fn extend(&mut self, other: &Self) {
        for &(key, slot) in other.buckets.iter().flatten() {
            if let Some(place) = bucket(key.as_bytes()).filter(|_| self.find(key).is_none()) {
                self.buckets[place].push((key, slot));
            }
        }
    }

    /// What a key holds, if it is needed.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<Slot> {
        self.exactly(key).or_else(|| if self.any_spelling { self.exactly(&squeezed(key)) } else { None })
    }

    fn exactly(&self, key: &str) -> Option<Slot> {
        let bucket = &self.buckets[bucket(key.as_bytes())?];
        bucket.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|&(_, slot)| slot)
    }
}

pub(super) static STATUS: LazyLock<Shape> = LazyLock::new(|| Shape::new(STATUS_KEYS, &[]).or_text(Field::StatusText));

pub(super) const STATUS_KEYS: &[(&str, Field)] =
    &[("errorcode", Field::ErrorCode), ("failurereason", Field::FailureReason), ("additionaldetails", Field::MfaResult)];

pub(super) const DEVICE_KEYS: &[(&str, Field)] = &[("iscompliant", Field::Compliant), ("ismanaged", Field::Managed), ("trusttype", Field::TrustType)];

/// What is said about the device. Sparse logs leave out what is not so.
pub(super) static DEVICE: LazyLock<Shape> = LazyLock::new(|| Shape::new(DEVICE_KEYS, &[]).marked(Field::Device));

/// How multifactor authentication was done: an older member.
pub(super) static MFA: LazyLock<Shape> = LazyLock::new(|| Shape::new(&[("authmethod", Field::MfaMethod)], &[]));

/// Whether the token of the session is bound to the device.
pub(super) static TOKEN: LazyLock<Shape> = LazyLock::new(|| Shape::new(&[("signinsessionstatus", Field::TokenBinding)], &[]));

/// The agent that signed in.
pub(super) static AGENT: LazyLock<Shape> = LazyLock::new(|| Shape::new(&[("agenttype", Field::Agent)], &[]));

/// A step of the authentication.
pub(super) static STEP: LazyLock<Shape> = LazyLock::new(|| {
    let keys =
        [("authenticationmethod", Field::StepMethod), ("succeeded", Field::StepSucceeded), ("authenticationstepresultdetail", Field::StepResult)];
    Shape::new(&keys, &[])
});

/// A policy that demanded several factors.
pub(super) static DEMAND: LazyLock<Shape> = LazyLock::new(|| Shape::new(&[("requirementprovider", Field::DemandedBy)], &[]));

pub(super) static LOCATION: LazyLock<Shape> = LazyLock::new(|| Shape::new(&[("countryorregion", Field::Country)], &[]));

/// The names that Graph and Log Analytics share.
const COMMON: &[(&str, Field)] = &[
    ("id", Field::Id),
    ("createddatetime", Field::Time),
    ("correlationid", Field::CorrelationId),
    ("userid", Field::UserId),
    ("userprincipalname", Field::UserPrincipalName),
    ("userdisplayname", Field::UserDisplayName),
    ("usertype", Field::UserType),
    ("hometenantid", Field::HomeTenantId),
    ("hometenantname", Field::HomeTenantName),
    ("resourcetenantid", Field::ResourceTenantId),
    ("crosstenantaccesstype", Field::AccessType),
    ("appid", Field::AppId),
    ("appdisplayname", Field::AppName),
    ("appownertenantid", Field::AppOwnerTenantId),
    ("resourcedisplayname", Field::ResourceName),
    ("serviceprincipalid", Field::ServicePrincipalId),
    ("serviceprincipalname", Field::ServicePrincipalName),
    ("clientappused", Field::ClientApp),
    ("ipaddress", Field::IpAddress),
    ("conditionalaccessstatus", Field::ConditionalAccess),
    ("isinteractive", Field::IsInteractive),
    ("authenticationrequirement", Field::Requirement),
    ("risklevelduringsignin", Field::RiskDuring),
    ("risklevelaggregated", Field::RiskAggregated),
    ("riskstate", Field::RiskState),
    ("signintokenprotectionstatus", Field::TokenBinding),
    ("istenantrestricted", Field::TenantRestricted),
    ("incomingtokentype", Field::IncomingToken),
    ("resourceownertenantid", Field::ResourceOwnerTenantId),
    ("activitydatetime", Field::AuditTime),
    ("activitydisplayname", Field::Activity),
    ("result", Field::AuditResult),
    ("resultreason", Field::AuditReason),
];

/// The members of nested objects as tools write them that make one level of all.
pub(super) const FLATTENED: &[(&str, Field)] = &[
    ("errorcode", Field::ErrorCode),
    ("status.errorcode", Field::ErrorCode),
    ("status__errorcode", Field::ErrorCode),
    ("status:errorcode", Field::ErrorCode),
    ("status_errorcode", Field::ErrorCode),
    ("status/errorcode", Field::ErrorCode),
    ("status.failurereason", Field::FailureReason),
    ("status_failurereason", Field::FailureReason),
    ("status/failurereason", Field::FailureReason),
    ("location.countryorregion", Field::Country),
    ("location_countryorregion", Field::Country),
    ("location/countryorregion", Field::Country),
    ("locationdetails.countryorregion", Field::Country),
    ("locationdetails_countryorregion", Field::Country),
    ("status.additionaldetails", Field::MfaResult),
    ("status_additionaldetails", Field::MfaResult),
    ("status/additionaldetails", Field::MfaResult),
    ("devicedetail.iscompliant", Field::Compliant),
    ("devicedetail_iscompliant", Field::Compliant),
    ("devicedetail/iscompliant", Field::Compliant),
    ("devicedetail.ismanaged", Field::Managed),
    ("devicedetail_ismanaged", Field::Managed),
    ("devicedetail/ismanaged", Field::Managed),
    ("devicedetail.trusttype", Field::TrustType),
    ("devicedetail_trusttype", Field::TrustType),
    ("devicedetail/trusttype", Field::TrustType),
    ("mfadetail.authmethod", Field::MfaMethod),
    ("mfadetail_authmethod", Field::MfaMethod),
    ("mfadetail/authmethod", Field::MfaMethod),
];

/// What sign-ins show about multifactor authentication, device and session, as objects and lists.
pub(super) const EVIDENCE: &[(&str, Slot)] = &[
    ("authenticationdetails", Slot::Each(Told::Steps)),
    ("authenticationrequirementpolicies", Slot::Each(Told::Demands)),
    ("devicedetail", Slot::Object(&DEVICE)),
    ("mfadetail", Slot::Object(&MFA)),
    ("tokenprotectionstatusdetails", Slot::Object(&TOKEN)),
    ("agent", Slot::Object(&AGENT)),
    ("sessionlifetimepolicies", Slot::Json(Field::SessionLifetime)),
];

/// What the audit events of Graph and Log Analytics keep as lists and objects.
pub(super) const AUDIT: &[(&str, Slot)] = &[
    ("initiatedby", Slot::Json(Field::AuditActor)),
    ("targetresources", Slot::Json(Field::AuditTargets)),
    ("additionaldetails", Slot::Json(Field::AuditDetails)),
];

#[cfg(test)]
mod tests {
    use super::super::{GRAPH, LOG_ANALYTICS};
    use super::*;

    #[test]
    fn keys_are_found_in_any_case() {
        for key in ["userPrincipalName", "UserPrincipalName", "userprincipalname"] {
            assert!(matches!(GRAPH.find(key), Some(Slot::Field(Field::UserPrincipalName))), "{key}");
        }
        assert!(GRAPH.find("originalRequestId").is_none());
        assert!(GRAPH.find(&"x".repeat(500)).is_none());
        assert!(matches!(LOG_ANALYTICS.find("ResourceId"), Some(Slot::Field(Field::OwnerPath))));
        assert!(LOG_ANALYTICS.find("TenantId").is_none());
    }

    #[test]
    fn names_are_squeezed_to_those_of_graph() {
        for name in [
            "userPrincipalName",
            "user_principal_name",
            "UserPrincipalName_s",
            "properties.userPrincipalName",
            "azure.signinlogs.properties.user_principal_name",
        ] {
            assert_eq!(squeezed(name), "userprincipalname", "{name}");
        }
        assert_eq!((squeezed("Status_errorCode_d").as_str(), squeezed("properties").as_str()), ("statuserrorcode", "properties"));
    }
}
