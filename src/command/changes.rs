//! `changes`.

use super::session::{End, Session, one_own_tenant};
use crate::analysis::Ask;
use crate::analysis::changes::{ANALYSIS, Options};
use crate::cli::flags::TableArgs;
use crate::cli::meaning;
use crate::failure::{Code, Failure};
use crate::ingest::Progress;
use crate::safe::quoted;
use crate::words::{Lang, errors as said};

/// The arguments of `changes`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// `--impact-window`.
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = clap::value_parser!(i64).range(1..=365))]
    pub impact_window: i64,
    /// `--at`.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early; with `--at`, also that there is not exactly one own tenant, or no current settings to go back from.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    let zone = meaning::zone(&args.table.output.tz)?;
    let bad = |at: &String| {
        let at = quoted(at);
        Failure::new(Code::BadTime, move |lang: Lang| said::bad_time(lang, "--at", &at), said::bad_time_next_at)
    };
    let at = args.at.as_ref().map(|at| zone.parse_bound(at).ok_or_else(|| bad(at))).transpose()?;
    let options = Options { impact_window: args.impact_window, at };
    let destination = meaning::destination(&args.table.output)?;
    let mut session = Session::of_table(&ANALYSIS, &options, &args.table)?;
    let data = session.load(progress)?;
    if at.is_some() {
        one_own_tenant(&data, "changes --at")?;
        if data.policy.is_none() {
            return Err(Failure::new(Code::NoPolicy, said::no_current, said::no_current_next));
        }
    }
    let found = options.answer(&data, &session.params).map_err(|error| Failure::bug(&error))?;
    session.answer(&ANALYSIS, found, &data, &destination)
}
