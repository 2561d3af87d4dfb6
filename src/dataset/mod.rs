//! What an analysis sees: facts that are classified and named, the ledger, and the few events kept singly.

mod build;
mod expected;
mod filter;
mod frame;
mod given_names;
mod guests;
mod pseudonymised;
mod settings_changes;
mod shared;

pub use crate::facts::Fact;
pub use build::Dataset;
pub use expected::{Expected, ExpectedPartner, Standing, read_expected};
pub use filter::{Filter, Filters, Unmatched, is_tenant, same_name};
pub use frame::{Make, frame, makes, part};
pub use given_names::{GivenName, read_names};
pub use guests::{Guest, Guests, NO_OBJECT};
