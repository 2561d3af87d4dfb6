//! `workloads`.

use super::session::{End, table};
use crate::analysis::workloads::{ANALYSIS, Options};
use crate::cli::flags::TableArgs;
use crate::failure::Failure;
use crate::ingest::Progress;

/// The arguments of `workloads`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// `--all`.
    #[arg(long)]
    pub all: bool,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    table(&ANALYSIS, &Options { all: args.all }, &args.table, progress)
}
