//! `trust`.

use super::session::{End, table};
use crate::analysis::trust::ANALYSIS;
pub use crate::cli::flags::TableArgs as Args;
use crate::failure::Failure;
use crate::ingest::Progress;

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    table(&ANALYSIS, &*(ANALYSIS.ask)(), args, progress)
}
