//! The dialects: key names (lower case) and what they hold. Everything else in a record is skipped.

use std::sync::LazyLock;

use super::Field;

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
    /// The key/value list of an audit event: `tid`, `invitedUserEmailAddress`.
    AuditDetails,
    /// The list of targets of an audit event: the first one.
    AuditTargets,
}

/// Where a dialect keeps the needed fields: by key, compared without regard to case.
pub struct Shape {
    /// Keys by a cheap hash. Most keys of a record are not needed, and most of those meet an empty bucket.
    buckets: Vec<Vec<(&'static str, Slot)>>,
}

const BUCKETS: usize = 256;

/// Length, first and last letter tell nearly all keys apart.
fn bucket(key: &[u8]) -> Option<usize> {
    let (first, last) = (key.first()? | 0x20, key.last()? | 0x20);
    Some((key.len() * 31 + usize::from(first) * 7 + usize::from(last)) % BUCKETS)
}

impl Shape {
    /// A shape with the names that Graph and Log Analytics share, and others.
    fn common(fields: &[(&'static str, Field)], others: &[(&'static str, Slot)]) -> Self {
        Self::new(&[COMMON, fields].concat(), others)
    }

    fn new(fields: &[(&'static str, Field)], others: &[(&'static str, Slot)]) -> Self {
        let mut buckets = vec![Vec::new(); BUCKETS];
        for (key, slot) in fields.iter().map(|&(key, field)| (key, Slot::Field(field))).chain(others.iter().copied()) {
            if let Some(place) = bucket(key.as_bytes()) {
                buckets[place].push((key, slot));
            }
        }
        Self { buckets }
    }

    /// Adds the keys of another shape that this one does not have.
    fn extend(&mut self, other: &Self) {
        for &(key, slot) in other.buckets.iter().flatten() {
            if let Some(place) = bucket(key.as_bytes()).filter(|_| self.find(key).is_none()) {
                self.buckets[place].push((key, slot));
            }
        }
    }

    /// What a key holds, if it is needed.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<Slot> {
        let bucket = &self.buckets[bucket(key.as_bytes())?];
        bucket.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|&(_, slot)| slot)
    }
}

static STATUS: LazyLock<Shape> = LazyLock::new(|| Shape::new(&[("errorcode", Field::ErrorCode), ("failurereason", Field::FailureReason)], &[]));

static LOCATION: LazyLock<Shape> = LazyLock::new(|| Shape::new(&[("countryorregion", Field::Country)], &[]));

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
    ("activitydatetime", Field::AuditTime),
    ("activitydisplayname", Field::Activity),
];

/// Graph `signIn` and `directoryAudit`; portal JSON has the same objects.
pub static GRAPH: LazyLock<Shape> = LazyLock::new(|| {
    Shape::common(
        &[("resourceid", Field::ResourceId)],
        &[
            ("status", Slot::Object(&STATUS)),
            ("location", Slot::Object(&LOCATION)),
            ("appliedconditionalaccesspolicies", Slot::Policies),
            ("signineventtypes", Slot::EventTypes),
            ("additionaldetails", Slot::AuditDetails),
            ("targetresources", Slot::AuditTargets),
            // The PowerShell modules put what their version does not know in here.
            ("additionalproperties", Slot::Object(&GRAPH)),
        ],
    )
});

/// Graph objects flattened to CSV: `Export-Csv` and the collectors of incident responders.
pub static GRAPH_CSV: LazyLock<Shape> = LazyLock::new(|| {
    let mut shape = Shape::new(
        &[
            ("errorcode", Field::ErrorCode),
            ("failurereason", Field::FailureReason),
            ("countryorregion", Field::Country),
            ("country", Field::Country),
            ("signineventtypes", Field::EventType),
            ("status", Field::StatusText),
        ],
        &[("location", Slot::Object(&LOCATION))],
    );
    shape.extend(&GRAPH);
    shape
});

/// The portal's CSV of the audit log (86 columns): no id, three targets of five properties at most.
pub static PORTAL_AUDIT_CSV: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new(
        &[
            ("date (utc)", Field::AuditTime),
            ("correlationid", Field::CorrelationId),
            ("activity", Field::Activity),
            ("target1objectid", Field::AuditTarget),
        ],
        &[],
    )
});

/// Diagnostic settings: an envelope around the Graph object.
pub static DIAGNOSTIC: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new(
        &[
            ("time", Field::EnvelopeTime),
            ("category", Field::Category),
            ("tenantid", Field::OwnerTenantId),
            ("resourceid", Field::OwnerPath),
            ("resulttype", Field::EnvelopeResult),
            ("resultdescription", Field::EnvelopeReason),
            ("calleripaddress", Field::EnvelopeIp),
            ("correlationid", Field::EnvelopeCorrelationId),
            ("identity", Field::Identity),
            ("location", Field::EnvelopeCountry),
        ],
        &[("properties", Slot::Object(&GRAPH))],
    )
});

/// Log Analytics tables, whatever the wrapping. `ResourceId` is the log's own resource here, the application's is `ResourceIdentity`;
/// `TenantId` is the workspace and never a directory.
pub static LOG_ANALYTICS: LazyLock<Shape> = LazyLock::new(|| {
    Shape::common(
        &[
            ("timegenerated", Field::EnvelopeTime),
            ("identity", Field::Identity),
            ("resourceidentity", Field::ResourceId),
            ("location", Field::EnvelopeCountry),
            ("resulttype", Field::EnvelopeResult),
            ("resultdescription", Field::EnvelopeReason),
            ("category", Field::Category),
            ("type", Field::Category),
            ("tablename", Field::Category),
            ("aadtenantid", Field::OwnerTenantId),
            ("resourceid", Field::OwnerPath),
        ],
        &[
            ("status", Slot::Object(&STATUS)),
            ("locationdetails", Slot::Object(&LOCATION)),
            ("conditionalaccesspolicies", Slot::Policies),
            ("appliedconditionalaccesspolicies", Slot::Policies),
            ("additionaldetails", Slot::AuditDetails),
            ("targetresources", Slot::AuditTargets),
        ],
    )
});

/// The portal's CSV of sign-ins, by English column heading (after `normalise_header`): users, service principals, managed identities.
pub static PORTAL_CSV: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new(
        &[
            ("date (utc)", Field::Time),
            ("request id", Field::Id),
            ("correlation id", Field::CorrelationId),
            ("user id", Field::UserId),
            ("user", Field::UserDisplayName),
            ("username", Field::UserPrincipalName),
            ("user type", Field::UserType),
            ("cross tenant access type", Field::AccessType),
            ("application", Field::AppName),
            ("application id", Field::AppId),
            ("app owner tenant id", Field::AppOwnerTenantId),
            ("resource", Field::ResourceName),
            ("resource id", Field::ResourceId),
            ("resource tenant id", Field::ResourceTenantId),
            ("home tenant id", Field::HomeTenantId),
            ("home tenant name", Field::HomeTenantName),
            ("ip address", Field::IpAddress),
            ("location", Field::Location),
            ("status", Field::StatusText),
            ("sign-in error code", Field::ErrorCode),
            ("failure reason", Field::FailureReason),
            ("client app", Field::ClientApp),
            ("conditional access", Field::ConditionalAccess),
            ("service principal id", Field::ServicePrincipalId),
            ("service principal name", Field::ServicePrincipalName),
            ("is interactive", Field::IsInteractive),
        ],
        &[],
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_any_case() {
        for key in ["userPrincipalName", "UserPrincipalName", "userprincipalname"] {
            assert!(matches!(GRAPH.find(key), Some(Slot::Field(Field::UserPrincipalName))), "{key}");
        }
        assert!(GRAPH.find("resourceOwnerTenantId").is_none());
        assert!(GRAPH.find(&"x".repeat(500)).is_none());
        assert!(matches!(LOG_ANALYTICS.find("ResourceId"), Some(Slot::Field(Field::OwnerPath))));
        assert!(LOG_ANALYTICS.find("TenantId").is_none());
    }
}
