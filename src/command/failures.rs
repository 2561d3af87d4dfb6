//! `failures`.

use super::session::End;
use super::since::table_since;
use crate::analysis::failures::ANALYSIS;
use crate::cli::flags::{SinceArgs, TableArgs};
use crate::failure::Failure;
use crate::ingest::Progress;

/// The arguments of `failures`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub since: SinceArgs,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    table_since(&ANALYSIS, &*(ANALYSIS.ask)(), &args.table, &args.since, progress)
}
