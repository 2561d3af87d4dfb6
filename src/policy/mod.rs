//! Cross-tenant access policies: reading them, judging sign-ins by them, finding their faults, comparing two versions.
//!
//! What it is not: where files come from or how results are shown. `simulate`, `recommend` and `changes` share one evaluator, so that
//! they can never disagree about what a setting means.

mod audit_value;
mod because;
mod block;
mod clause;
pub mod code;
mod contradictions;
mod decode;
mod effect;
mod effective;
mod error;
mod evaluate;
mod finding;
mod finding_words;
mod lookups;
mod loose;
mod model;
mod newer;
mod proposal;
mod pseudonymised;
mod read;
pub mod recommend;
mod rule;
mod surroundings;
mod target;
mod validate;
mod write;

pub use audit_value::{Decoded, read_setting, setting_name};
pub use because::{Assumption, Because, Clause, Reason, Subject};
pub use block::Block;
pub use clause::{MatchMode, Matched, Meets, Missing};
pub use contradictions::contradictions;
pub use decode::target_name;
pub use effect::{Effect, Observed, change_effect, configuration_effect, effect};
pub use effective::{Effective, Level, effective, factory};
pub use error::{Expected, PolicyError, Trouble, TroubleKind};
pub use evaluate::{Asked, DecidedBy, Evaluator, Judgement, Verdict};
pub use finding::{Finding, Severity};
pub use lookups::Lookups;
pub use model::{
    AutomaticUserConsent, B2bSetting, Configuration, CrossTenantAccessPolicy, DefaultConfiguration, DeletedPartner, InboundTrust, Other,
    PartnerConfiguration,
};
pub use newer::{ALLOWED_ROLES, GROUP_SYNC, NEWER_LISTS, NewerList, allowed_roles, newer_list, path, settings_in, texts};
pub use proposal::Proposal;
pub use read::{PolicyKind, is_policy, is_policy_text, read_policy, read_proposal};
pub use surroundings::{DomainList, SharePoint, Sharing, Surroundings};
pub use target::{AccessType, Target, TargetConfiguration, TargetKind, TargetName};
pub use validate::{COMPANIONS, RIGHTS_MANAGEMENT, Seen, validate};

#[cfg(test)]
mod tests;
