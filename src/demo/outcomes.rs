//! How a sign-in can end: code, failure reason as the logs word it, and what Conditional Access says.

/// What the Conditional Access policies had to do with the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Policies were met.
    Met,
    /// The multifactor policy was not met (yet).
    MfaMissing,
    /// A block policy applied.
    Blocked,
    /// Refused by something that is not among the listed policies: home tenant risk, a security policy of the tenant.
    Refused,
    /// The sign-in ended before policies were looked at.
    Unreached,
}

/// One way a sign-in can end.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// `errorCode`, 0 for success.
    pub code: u32,
    /// `failureReason`; "Other." with code 0.
    pub reason: &'static str,
    /// `additionalDetails`, may be empty.
    pub details: &'static str,
    /// The part of Conditional Access.
    pub access: Access,
}

const fn outcome(code: u32, access: Access, reason: &'static str, details: &'static str) -> Outcome {
    Outcome { code, reason, details, access }
}

/// A success.
pub const SUCCESS: Outcome = outcome(0, Access::Met, "Other.", "MFA requirement satisfied by claim in the token");
/// What a success says instead where the home tenant's claim is trusted.
pub const CLAIM_FROM_OUTSIDE: &str = "MFA requirement satisfied by claim provided by external provider";
/// A success right after a second factor was given.
pub const SUCCESS_MFA: Outcome = outcome(0, Access::Met, "Other.", "MFA completed in Azure AD");
/// Code 0 without access: the token only served to show an error page.
pub const NO_ACCESS: Outcome = outcome(0, Access::Unreached, "Other.", "");
/// A second factor is asked for.
pub const MFA_REQUIRED: Outcome = outcome(50074, Access::MfaMissing, "Strong Authentication is required.", "MFA required in Azure AD");
/// A second factor is asked for because of a change or a new place.
pub const MFA_MOVED: Outcome = outcome(
    50076,
    Access::MfaMissing,
    "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.",
    "MFA required in Azure AD",
);
/// A second factor has to be registered.
pub const MFA_ENROL: Outcome = outcome(
    50072,
    Access::MfaMissing,
    "Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '{identifier}'.",
    "MFA required in Azure AD",
);
/// The second factor was refused or timed out.
pub const MFA_FAILED: Outcome = outcome(
    500_121,
    Access::MfaMissing,
    "Authentication failed during strong authentication request.",
    "MFA denied; user did not respond to mobile app notification",
);
/// Blocked by a Conditional Access policy.
pub const BLOCKED_BY_POLICY: Outcome =
    outcome(53003, Access::Blocked, "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.", "");
/// Blocked by our inbound cross-tenant setting.
pub const INBOUND_BLOCK: Outcome =
    outcome(500_213, Access::Unreached, "The resource tenant's cross-tenant access policy does not allow this user to access this tenant.", "");
/// Blocked by our outbound cross-tenant setting.
pub const OUTBOUND_BLOCK: Outcome = outcome(
    500_212,
    Access::Unreached,
    "The user's administrator has set an outbound access policy that does not allow access to the resource tenant.",
    "",
);
/// Not a guest of the resource tenant.
pub const NOT_INVITED: Outcome = outcome(
    50020,
    Access::Unreached,
    "User account '{user}' from identity provider '{idp}' does not exist in tenant '{tenant}' and cannot access the application '{appId}'({appName}) in that tenant. The account needs to be added as an external user in the tenant first.",
    "",
);
/// The same, as the home tenant logs it.
pub const NOT_INVITED_ELSEWHERE: Outcome = outcome(
    90072,
    Access::Unreached,
    "User account '{user}' from identity provider '{idp}' does not exist in tenant '{tenant}' and cannot access the application '{appId}'({appName}) in that tenant.",
    "",
);
/// The home tenant considers the user at risk.
pub const HOME_RISK: Outcome = outcome(530_032, Access::Refused, "User blocked due to risk on home tenant.", "");
/// The same code with its plain meaning.
pub const SECURITY_POLICY: Outcome = outcome(
    530_032,
    Access::Refused,
    "The tenant admin has configured a security policy that blocks this request. Check the security policies that are defined on the tenant level to determine if your request meets the policy requirements.",
    "",
);
/// Not assigned to the application.
pub const NOT_ASSIGNED: Outcome = outcome(50105, Access::Unreached, "The signed in user is not assigned to a role for the application.", "");
/// Consent is missing.
pub const CONSENT: Outcome = outcome(
    65001,
    Access::Unreached,
    "The user or administrator has not consented to use the application with ID '{identifier}'{namePhrase}. Send an interactive authorization request for this user and resource.",
    "",
);
/// Direct connect: the resource organisation does not trust the home tenant's second factor.
pub const UNTRUSTED_MFA: Outcome = outcome(
    90071,
    Access::MfaMissing,
    "An admin from {organization} must update their access settings to accept inbound multifactor authentication.",
    "",
);
/// Blocked by tenant restrictions.
pub const RESTRICTED: Outcome = outcome(
    5_000_211,
    Access::Unreached,
    "A tenant restrictions policy added to this request by a device or network administrator does not allow access to '{tenant}'.",
    "",
);
/// Wrong password.
pub const WRONG_PASSWORD: Outcome = outcome(
    50126,
    Access::Unreached,
    "Error validating credentials due to invalid username or password.",
    "The user didn't enter the right credentials.",
);
/// The page that asks whether to stay signed in.
pub const STAY_SIGNED_IN: Outcome =
    outcome(50140, Access::Unreached, "This error occurred due to 'Keep me signed in' interrupt when the user was signing-in.", "");
/// The guest object is disabled.
pub const GUEST_DISABLED: Outcome = outcome(500_571, Access::Unreached, "The guest user account is disabled.", "");
/// A refresh token that was not used for too long.
pub const STALE_TOKEN: Outcome = outcome(700_082, Access::Unreached, "The refresh token has expired due to inactivity.", "");
/// A code that no published list has.
pub const UNLISTED: Outcome = outcome(7_099_991, Access::Unreached, "An unexpected policy evaluation result was returned.", "");
/// A service principal with an expired secret.
pub const EXPIRED_SECRET: Outcome = outcome(7_000_222, Access::Unreached, "The provided client secret keys for app '{identifier}' are expired.", "");
