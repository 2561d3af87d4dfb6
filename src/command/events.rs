//! `events`.

use super::session::{End, table};
use crate::analysis::events::{ANALYSIS, Options};
use crate::cli::flags::TableArgs;
use crate::failure::Failure;
use crate::ingest::Progress;

/// The arguments of `events`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// `--limit`.
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    table(&ANALYSIS, &Options { limit: args.limit }, &args.table, progress)
}
