//! `guests`.

use std::io::Write;

use super::messages::say;
use super::session::{End, Session, table, to_stdout};
use crate::analysis::guests::{ANALYSIS, DORMANT_DAYS, Options};
use crate::analysis::{Ask, gates};
use crate::cli::flags::TableArgs;
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::ingest::Progress;
use crate::safe::visible;
use crate::words::{errors as said, input, reviews};

/// The arguments of `guests`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// `--dormant-days`.
    #[arg(long, value_name = "N", default_value_t = DORMANT_DAYS, value_parser = clap::value_parser!(i64).range(1..=36_500))]
    pub dormant_days: i64,
    /// `--review`.
    #[arg(long)]
    pub review: bool,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    let options = Options { dormant_days: args.dormant_days, review: args.review };
    if !args.table.output.format.iter().any(|format| format == "ids") {
        return table(&ANALYSIS, &options, &args.table, progress);
    }
    if !args.review || args.table.output.format.len() > 1 {
        return Err(Failure::new(Code::BadFormat, said::ids_format, said::ids_format_next));
    }
    let mut session = Session::of_table(&ANALYSIS, &options, &args.table)?;
    let data = session.load(progress)?;
    let found = options.answer(&data, &session.params).map_err(|error| Failure::bug(&error))?;
    let ids: Vec<&str> = found.table.rows.iter().filter_map(|row| found.table.str(row, "user_id")).collect();
    let fill = |out: &mut dyn Write| ids.iter().try_for_each(|id| writeln!(out, "{}", visible(id)));
    match &args.table.output.output {
        Some(path) => write_file(path, session.force, fill)?,
        None => to_stdout(fill)?,
    }
    let without = found.table.rows.len() - ids.len();
    if without > 0 && !session.verbosity.quiet {
        say(&input::note(session.params.lang, &reviews::without_id(session.params.lang, without)));
    }
    Ok(session.end(&data, &gates::met(&session.gates, &data, &found.gates)))
}
