//! `guests`.

use super::session::{End, table};
use crate::analysis::guests::{ANALYSIS, DORMANT_DAYS, Options};
use crate::cli::flags::TableArgs;
use crate::failure::Failure;
use crate::ingest::Progress;

/// The arguments of `guests`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// `--dormant-days`.
    #[arg(long, value_name = "N", default_value_t = DORMANT_DAYS, value_parser = clap::value_parser!(i64).range(1..=36_500))]
    pub dormant_days: i64,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    table(&ANALYSIS, &Options { dormant_days: args.dormant_days }, &args.table, progress)
}
