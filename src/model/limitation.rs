//! What an export cannot tell, whatever the records in it say.

use serde::{Deserialize, Serialize};

use crate::words::{Lang, counted, limitation as said};

/// What an export cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limitation {
    /// The home tenant.
    HomeTenant,
    /// The cross-tenant access type.
    AccessType,
    /// Guest or member.
    UserType,
    /// The tenant that owns the client application.
    AppOwner,
    /// The name of the home tenant.
    HomeTenantName,
    /// Names of users, applications and resources.
    Names,
    /// Which Conditional Access policies failed.
    FailedPolicies,
    /// Changes beyond three targets of five properties each.
    AuditDepth,
    /// The tenant the log belongs to.
    LogOwner,
    /// Each sign-in by itself: a query has summed them up.
    SingleSignIns,
}

impl Limitation {
    /// In words.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::HomeTenant => said::home_tenant(lang),
            Self::Names => said::names(lang),
            Self::AccessType => said::access_type(lang),
            Self::UserType => said::user_type(lang),
            Self::AppOwner => said::app_owner(lang),
            Self::HomeTenantName => said::home_tenant_name(lang),
            Self::FailedPolicies => said::failed_policies(lang),
            Self::AuditDepth => said::audit_depth(lang),
            Self::LogOwner => said::log_owner(lang),
            Self::SingleSignIns => counted::single_sign_ins(lang),
        }
    }

    /// What follows from it, where that is a caveat. The own tenant is none: how it was found is said in any case.
    #[must_use]
    pub fn consequence(self, lang: Lang) -> Option<&'static str> {
        Some(match self {
            Self::HomeTenant => said::home_tenant_so(lang),
            Self::Names => said::names_so(lang),
            Self::AccessType => said::access_type_so(lang),
            Self::UserType => said::user_type_so(lang),
            Self::AppOwner => said::app_owner_so(lang),
            Self::HomeTenantName => said::home_tenant_name_so(lang),
            Self::FailedPolicies => said::failed_policies_so(lang),
            Self::AuditDepth => said::audit_depth_so(lang),
            Self::SingleSignIns => counted::single_sign_ins_so(lang),
            Self::LogOwner => return None,
        })
    }

    /// Every limitation.
    pub const ALL: [Self; 10] = [
        Self::HomeTenant,
        Self::AccessType,
        Self::UserType,
        Self::AppOwner,
        Self::HomeTenantName,
        Self::Names,
        Self::FailedPolicies,
        Self::AuditDepth,
        Self::LogOwner,
        Self::SingleSignIns,
    ];
}
