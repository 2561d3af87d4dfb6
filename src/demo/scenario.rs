//! The story as canonical events. Every format is written from these, so the formats agree with each other.

use super::Options;
pub use super::cast::Text;
use super::catalog::{Agent, Place};
use super::outcomes::Outcome;
use super::stage::Stage;

/// 2026-09-17T00:00:00Z.
pub const FIRST_DAY: i64 = 1_789_603_200;
/// Length of the story in days; the last one is 2026-10-31.
pub const DAYS: i64 = 45;
/// Days without a single row in any log (2026-10-03 and 2026-10-04), counted from 0.
pub const SILENT_DAYS: [i64; 2] = [16, 17];
/// Our inbound block of Proseware: 2026-10-12T01:30:00Z.
pub const INBOUND_BLOCK_AT: i64 = FIRST_DAY + 25 * 86_400 + 5_400;
/// Our outbound block of Woodgrove Bank: 2026-10-05T00:40:00Z.
pub const OUTBOUND_BLOCK_AT: i64 = FIRST_DAY + 18 * 86_400 + 2_400;

/// We narrow Northwind to Office 365 and forget an application: 2026-10-21T01:05:00Z.
pub const NARROWED_AT: i64 = FIRST_DAY + 34 * 86_400 + 3_900;
/// The forgotten applications are added: 2026-10-23T00:30:00Z.
pub const REPAIRED_AT: i64 = FIRST_DAY + 36 * 86_400 + 1_800;

/// The log a sign-in belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Log {
    /// A person was there.
    Interactive,
    /// A client acted for a person.
    NonInteractive,
    /// An application with a credential of its own.
    ServicePrincipal,
    /// A managed identity of Azure.
    ManagedIdentity,
}

impl Log {
    /// The logs in the order of the diagnostic categories.
    pub const ALL: [Self; 4] = [Self::Interactive, Self::NonInteractive, Self::ServicePrincipal, Self::ManagedIdentity];

    /// True for the two logs of people.
    #[must_use]
    pub const fn is_user(self) -> bool {
        matches!(self, Self::Interactive | Self::NonInteractive)
    }
}

/// An application or a resource.
#[derive(Debug, Clone)]
pub struct App {
    /// Application id.
    pub id: Text,
    /// Display name.
    pub name: Text,
    /// Tenant that owns the registration; absent when unknown.
    pub owner: Option<Text>,
}

/// What one Conditional Access policy said.
#[derive(Debug, Clone)]
pub struct PolicyResult {
    /// Policy id.
    pub id: Text,
    /// Policy name.
    pub name: Text,
    /// `success`, `failure`, `notApplied`, `reportOnlyFailure` ...
    pub result: &'static str,
    /// The grant control the policy enforces: `Mfa`, `Block`, `RequireCompliantDevice`.
    pub control: &'static str,
}

/// One sign-in.
#[derive(Debug, Clone)]
pub struct Event {
    /// Request id.
    pub id: String,
    /// Seconds since 1970, UTC.
    pub time: i64,
    /// Milliseconds of the time.
    pub millis: u16,
    /// The log.
    pub log: Log,
    /// Home tenant id.
    pub home_tenant: Option<Text>,
    /// Home tenant name, when the home tenant lets others see it.
    pub home_tenant_name: Option<Text>,
    /// Resource tenant id.
    pub resource_tenant: Option<Text>,
    /// `crossTenantAccessType` in the spelling of Graph; flags are comma-joined.
    pub access_type: &'static str,
    /// User object id; all zeros when masked, absent for workloads.
    pub user_id: Option<Text>,
    /// User principal name.
    pub user_principal_name: Option<Text>,
    /// Display name of the user.
    pub user_display_name: Option<Text>,
    /// `member` or `guest`; empty for workloads.
    pub user_type: &'static str,
    /// Client application.
    pub app: App,
    /// Resource.
    pub resource: App,
    /// Address; absent for managed identities.
    pub ip: Option<Text>,
    /// Where the address is.
    pub place: &'static Place,
    /// `clientAppUsed`.
    pub client_app: &'static str,
    /// Browser and operating system.
    pub agent: &'static Agent,
    /// Id of a managed device.
    pub device: Option<Text>,
    /// Error code, 0 for success.
    pub error_code: u32,
    /// Failure reason; "Other." with code 0.
    pub failure_reason: &'static str,
    /// Additional details of the status, may be empty.
    pub additional_details: &'static str,
    /// `success`, `failure` or `notApplied`.
    pub ca_status: &'static str,
    /// The policies that were looked at.
    pub ca_policies: Vec<PolicyResult>,
    /// `singleFactorAuthentication` or `multiFactorAuthentication`; empty for workloads.
    pub requirement: &'static str,
    /// Correlation id; the retries of one attempt share it.
    pub correlation_id: Text,
    /// Service principal id, for workloads.
    pub service_principal_id: Option<Text>,
    /// Service principal name, for workloads.
    pub service_principal_name: Option<Text>,
    /// Id of the credential a service principal used.
    pub credential_id: Option<Text>,
    /// Azure resource a managed identity belongs to.
    pub azure_resource: Option<Text>,
    /// `isTenantRestricted`.
    pub tenant_restricted: bool,
    /// Where incidental values (token id, latency, network number) come from, so that every format has the same ones.
    pub salt: u64,
}

impl Event {
    /// Sets code, texts and nothing else.
    pub fn end_with(&mut self, outcome: &Outcome) {
        self.error_code = outcome.code;
        self.failure_reason = outcome.reason;
        self.additional_details = outcome.details;
    }

    /// The day of the story, from 0.
    #[must_use]
    pub fn day(&self) -> i64 {
        (self.time - FIRST_DAY).div_euclid(86_400)
    }
}

/// The whole story in time order.
#[must_use]
pub fn story(options: &Options) -> Vec<Event> {
    let mut stage = Stage::new(options);
    super::scenes::play(&mut stage);
    super::workloads::play(&mut stage);
    super::everyday::play(&mut stage);
    stage.finish()
}
