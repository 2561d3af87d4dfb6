//! `config`: what is set, and where each value comes from.

use super::session::{End, emit};
use crate::cli::config::keys::{Key, find};
use crate::cli::config::{Origin, Settled, settled};
use crate::cli::flags::OutputArgs;
use crate::cli::meaning;
use crate::failure::Failure;
use crate::model::ledger::Ledger;
use crate::model::time::Zone;
use crate::report::{Cell, Envelope, Evidence, Report, Table, text};
use crate::words::{Lang, configuration as said};

/// The arguments of `config`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// What to do with it.
    #[command(subcommand)]
    pub command: Subcommand,
}

/// What can be done with it.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Subcommand {
    /// `config show`.
    Show(ShowArgs),
}

/// `config show`.
#[derive(clap::Args, Clone, Debug)]
pub struct ShowArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// Shows it.
///
/// # Errors
/// The result cannot be written.
pub fn run(args: &Args) -> Result<End, Failure> {
    let Subcommand::Show(args) = &args.command;
    let verbosity = meaning::verbosity(&args.output);
    emit(&shown(settled(), verbosity.lang), &Evidence::none(), &meaning::destination(&args.output)?, args.output.force, &verbosity)?;
    Ok(End::Done)
}

/// Every key with its value, where it comes from, and the file or variable.
pub(super) fn shown(settled: &Settled, lang: Lang) -> Report {
    let file = settled.file.as_ref().map(|path| path.display().to_string());
    let rows = settled.all.iter().map(|decided| {
        let place = match decided.origin {
            Origin::File => file.clone(),
            Origin::Environment => find(decided.key).map(Key::variable),
            Origin::Option => Some(format!("--{}", decided.key.replace('_', "-"))),
            Origin::Default => None,
        };
        let value = (!decided.values.is_empty()).then(|| decided.values.join(";"));
        vec![Cell::Word(decided.key), Cell::text(value.as_deref()), Cell::Word(decided.origin.name()), Cell::text(place.as_deref())]
    });
    let table = Table { columns: vec![text("key", 0), text("value", 0), text("origin", 0), text("place", 1)], rows: rows.collect() };
    let report = Report::new("config", said::question(lang), table, Envelope::without_sign_ins(Ledger::default()), Zone::UTC, lang);
    let answer = file.map_or_else(|| said::no_file(lang).to_owned(), |file| said::file(lang, &file));
    Report { answer: vec![answer], ..report }
}
