//! Least-privilege settings from what was observed: what each partner and each direction really uses stays open, everything else closes.
//!
//! What it is not: a reading of logs (the caller counts the accesses) or a judgement of its own. What a setting means is asked of the same
//! evaluator that `simulate` uses, so that the proposal and its simulation cannot disagree. The law: judged by the proposal, no success of
//! the same logs is blocked, except what no setting can allow (direct connect between clouds), which a note names.

mod changes;
mod choose;
mod domains;
mod explain;
mod explain_partner;
mod gather;
mod json;
mod note;
mod note_words;
mod powershell;
mod propose;
mod reason;
mod steps;
mod survey;
mod why;

pub use changes::{Method, Object, Request};
pub use gather::asked;
pub use json::to_json;
pub use note::{Named, Note, Place};
pub use powershell::to_powershell;
pub use reason::{Decision, Kind, MatchedBy, ReasonRow};
pub use steps::Step;
pub use why::Why;

use super::cloud::Cloud;
use super::model::CrossTenantAccessPolicy;
use crate::model::{AccessFlags, Direction};

/// Hub resources: nearly every application calls them, so allowing one of them would open nearly everything. Microsoft Graph, Azure AD
/// Graph, Azure Resource Manager.
pub const HUBS: [&str; 3] = ["00000003-0000-0000-c000-000000000000", "00000002-0000-0000-c000-000000000000", "797f4846-ba00-4fd7-ba43-dac1f8f63013"];

/// One way in which one user used one application across the border. There is one for each direction, partner, access type, user, client
/// and resource; more than one are added up. Ids are lower case, as the log model has them; absent ids are `None`.
#[derive(Clone, Copy, Debug)]
pub struct ObservedAccess<'a> {
    /// Which way; only inbound and outbound count.
    pub direction: Direction,
    /// The tenant on the other side; empty where there is none.
    pub partner: &'a str,
    /// Its name, where one is known.
    pub partner_name: Option<&'a str>,
    /// Its cloud.
    pub partner_cloud: Cloud,
    /// The labels of the access type; `None` where the log has none, no label at all where its text is not known.
    pub access_type: Option<AccessFlags>,
    /// Whether it is an external identity without an Entra home.
    pub external_identity: bool,
    /// The user, by the object id in our log: inbound, the guest object in our directory.
    pub user: Option<&'a str>,
    /// The user principal name, which shows the domain of an external identity.
    pub user_principal_name: Option<&'a str>,
    /// The client application.
    pub client: Option<&'a str>,
    /// Its name.
    pub client_name: Option<&'a str>,
    /// The resource application.
    pub resource: Option<&'a str>,
    /// Its name.
    pub resource_name: Option<&'a str>,
    /// Sign-ins that succeeded.
    pub successes: u64,
    /// All other sign-ins: failures, interruptions, passthroughs, unknowns.
    pub other_attempts: u64,
    /// The first of them, in seconds since 1970.
    pub first_seen: i64,
    /// The last of them.
    pub last_seen: i64,
    /// On how many days there was one.
    pub days_seen: u64,
}

/// What the caller may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many successes an application needs, by partner and direction, to be allowed. With more than one the law does not hold.
    pub min_successes: u64,
    /// Whether hub resources are listed beside the clients that use them.
    pub include_hubs: bool,
    /// Whether own users are listed outbound, instead of all of them.
    pub scope_users: bool,
    /// The own cloud.
    pub own_cloud: Cloud,
    /// The own tenant; the script refuses to run in any other.
    pub own_tenant: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_successes: 1, include_hubs: false, scope_users: false, own_cloud: Cloud::default(), own_tenant: None }
    }
}

/// The proposal, and why it is as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// The proposed policy: exactly what the JSON says, so that it can be judged and validated as it is.
    pub policy: CrossTenantAccessPolicy,
    /// Every allowed, left out, removed and carried over thing.
    pub reasons: Vec<ReasonRow>,
    /// What must be known before the proposal is applied.
    pub notes: Vec<Note>,
    /// What has to be sent, in this order. Without a current policy every entry is taken to be new.
    pub changes: Vec<Request>,
    /// What undoes the changes, in this order; `None` without a current policy.
    pub rollback: Option<Vec<Request>>,
    /// The current policy has these, so that a body says `null` where it goes back to the default.
    current: Option<CrossTenantAccessPolicy>,
    own_tenant: Option<String>,
    own_cloud: Cloud,
}

/// Proposes settings for what was observed. The order of `observed` does not matter.
#[must_use]
pub fn recommend(observed: &[ObservedAccess<'_>], current: Option<&CrossTenantAccessPolicy>, options: &Options) -> Recommendation {
    let gathered = gather::Gathered::new(observed, current, options);
    let proposal = propose::Proposal::new(&gathered, current, options);
    let changes = changes::forward(&proposal.policy, current);
    let rollback = current.map(|current| changes::back(&proposal.policy, current));
    let reasons = explain::rows(&gathered, &proposal, current, options);
    let notes = survey::notes(&gathered, &proposal, current, options);
    Recommendation {
        policy: proposal.policy,
        reasons,
        notes,
        changes,
        rollback,
        current: current.cloned(),
        own_tenant: options.own_tenant.clone(),
        own_cloud: options.own_cloud,
    }
}

#[cfg(test)]
mod tests;
