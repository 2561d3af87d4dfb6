//! `compare`.

use super::session::{End, Session};
use crate::analysis::compare::{ANALYSIS, Thresholds};
use crate::cli::flags::{SinceArgs, TableArgs};
use crate::cli::meaning;
use crate::failure::{Code, Failure};
use crate::ingest::Progress;
use crate::words::comparing as said;

/// The arguments of `compare`.
#[derive(clap::Args, Clone, Debug)]
#[command(mut_arg("inputs", |arg| arg.required(false)))]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// `--baseline`.
    #[arg(long, value_name = "INPUT", num_args = 1.., help_heading = "periods")]
    pub baseline: Vec<String>,
    /// `--current-period`.
    #[arg(long, value_name = "INPUT", num_args = 1.., help_heading = "periods")]
    pub current_period: Vec<String>,
    /// `--split`, or `--since`.
    #[arg(long, visible_alias = "since", value_name = "TIME", conflicts_with_all = ["baseline", "current_period"], help_heading = "periods")]
    pub split: Option<String>,
    /// `--threshold`.
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().difference, help_heading = "periods")]
    pub threshold: u64,
    /// `--factor`.
    #[arg(long, value_name = "N", default_value_t = Thresholds::default().factor, value_parser = clap::value_parser!(u64).range(1..), help_heading = "periods")]
    pub factor: u64,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early; there are not two periods to compare.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    let mut table = args.table.clone();
    table.input.inputs.extend(args.current_period.iter().cloned());
    if table.input.inputs.is_empty() || (args.split.is_none() && args.baseline.is_empty()) {
        return Err(Failure::new(Code::OnePeriod, said::one_period, said::one_period_next));
    }
    let thresholds = Thresholds { difference: args.threshold, factor: args.factor };
    let destination = meaning::destination(&table.output)?;
    let since = SinceArgs { since: args.split.clone(), baseline: args.baseline.clone() };
    let mut session = Session::of_table(&ANALYSIS, &thresholds, &table)?.since(&since)?;
    session.before.windowed = true;
    let data = session.load(progress)?;
    let baseline = session.baseline(&data, progress)?;
    let comparison = session.compared(&data, baseline.as_ref(), thresholds)?;
    let found = comparison.map(|comparison| comparison.found(&session.params));
    let found = found.ok_or_else(|| Failure::new(Code::OnePeriod, said::one_period, said::one_period_next))?;
    session.answer(&ANALYSIS, found, &data, &destination)
}
