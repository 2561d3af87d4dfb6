//! `apps`.

use super::session::End;
use super::since::table_since;
use crate::analysis::apps::{ANALYSIS, Options};
use crate::cli::flags::{SinceArgs, TableArgs};
use crate::failure::Failure;
use crate::ingest::Progress;

/// The arguments of `apps`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub since: SinceArgs,
    /// `--by`.
    #[arg(long, value_name = "KEY", value_parser = ["app", "partner"], default_value = "partner")]
    pub by: String,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    table_since(&ANALYSIS, &Options { by_app: args.by == "app" }, &args.table, &args.since, progress)
}
