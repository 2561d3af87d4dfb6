//! `formats`: what is read at all.

use super::session::{End, emit};
use crate::cli::flags::OutputArgs;
use crate::cli::meaning;
use crate::failure::Failure;
use crate::ingest::formats::FORMATS;
use crate::model::Limitation;
use crate::model::ledger::Ledger;
use crate::model::time::Zone;
use crate::report::{Cell, Column, Envelope, Evidence, Kind, Report, Table, text};
use crate::words::{Lang, formats as said};

/// The arguments of `formats`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// Lists them.
///
/// # Errors
/// The result cannot be written.
pub fn run(args: &Args) -> Result<End, Failure> {
    let verbosity = meaning::verbosity(&args.output);
    emit(&formats(verbosity.lang), &Evidence::none(), &meaning::destination(&args.output)?, args.output.force, &verbosity)?;
    Ok(End::Done)
}

/// Every format, with what it cannot tell and how to get it.
pub(super) fn formats(lang: Lang) -> Report {
    let words = |lacks: &[Limitation]| Cell::List(lacks.iter().map(|lack| lack.words(lang).to_owned()).collect());
    let rows = FORMATS
        .iter()
        .map(|format| vec![Cell::Word(format.id), Cell::Word((format.name)(lang)), words(format.lacks), Cell::Word((format.export)(lang))]);
    let columns = vec![text("format", 0), text("name", 0), Column { name: "cannot_tell", kind: Kind::List, spare: 1 }, text("how_to_export", 2)];
    let table = Table { columns, rows: rows.collect() };
    let report = Report::new("formats", said::question(lang), table, Envelope::without_sign_ins(Ledger::default()), Zone::UTC, lang);
    Report { notes: vec![said::note(lang).to_owned()], ..report }
}
