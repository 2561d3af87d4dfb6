//! From a row to its sign-ins: what of it `crosstenant events` is asked for. The page makes the options, with its own filters.

/// What of a row narrows its sign-ins down, beside its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drill {
    /// The partner; a crossing without a partner tenant is asked for with a dash.
    Partner,
    /// The user, by id or name.
    User,
    /// The client application.
    Client,
    /// The resource.
    Resource,
    /// The cross-tenant access type.
    AccessType,
    /// The days of a period.
    Period,
    /// The error code, and what it did.
    Code,
    /// The partner whose settings were changed, and its failures.
    FailuresOfPartner,
}

impl Drill {
    /// What the page calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::User => "user",
            Self::Client => "client",
            Self::Resource => "resource",
            Self::AccessType => "access_type",
            Self::Period => "period",
            Self::Code => "code",
            Self::FailuresOfPartner => "failures_of_partner",
        }
    }
}
