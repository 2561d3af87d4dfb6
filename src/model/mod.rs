//! The vocabulary of the field: ids, events, access types, outcomes. No I/O, no polars, no command line.

mod access;
mod audit_event;
mod bound;
mod cloud;
mod counted;
mod direction;
mod event_id;
pub mod ledger;
mod limitation;
mod log;
mod masked;
mod outcome;
mod parts;
mod sign_in;
mod text;
pub mod time;
mod user;
mod user_record;

pub use access::{AccessFlags, canonical_access_type};
pub use audit_event::AuditEvent;
pub use bound::Bound;
pub use cloud::Cloud;
pub use counted::{Counted, QUARTER};
pub use direction::{Direction, UndeterminedReason};
pub use event_id::{EventId, parse_guid};
pub use ledger::Holds;
pub use limitation::Limitation;
pub use log::{Log, log_of_category};
pub use masked::{hides_person, is_masked, is_null_word, says_masked};
pub use outcome::{ErrorCode, Outcome, StatusText};
pub use parts::{Distinct, How, NewParts, PartMap, PartNumbers, Parts, What, Who};
pub use sign_in::SignIn;
pub use text::{AppId, Interner, NewTexts, ShortHash, Sym, TenantId, UserId};
pub use user::{UserKey, UserKind, UserType};
pub use user_record::UserRecord;
