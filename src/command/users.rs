//! `users`.

use super::session::{End, table};
use crate::analysis::users::ANALYSIS;
use crate::cli::flags::TableArgs;
use crate::failure::Failure;
use crate::ingest::Progress;

/// The arguments of `users`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    table(&ANALYSIS, &*(ANALYSIS.ask)(), &args.table, progress)
}
