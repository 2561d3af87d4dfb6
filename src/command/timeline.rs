//! `timeline`.

use super::session::{End, table};
use crate::analysis::timeline::{ANALYSIS, By, Options};
use crate::cli::flags::TableArgs;
use crate::failure::Failure;
use crate::ingest::Progress;

/// The arguments of `timeline`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// `--by`.
    #[arg(long, value_name = "PERIOD", value_parser = ["hour", "day", "week"], default_value = "day")]
    pub by: String,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    let by = match args.by.as_str() {
        "hour" => By::Hour,
        "week" => By::Week,
        _ => By::Day,
    };
    table(&ANALYSIS, &Options { by }, &args.table, progress)
}
