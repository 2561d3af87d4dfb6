//! `archive prune`: removes whole days, in one step, and tells what.

use std::path::PathBuf;

use super::{holding, open};
use crate::archive::{DataFile, Manifest, Store, strangers};
use crate::cli::flags::OutputArgs;
use crate::cli::meaning;
use crate::command::messages::warn;
use crate::command::session::{End, emit};
use crate::failure::Failure;
use crate::model::time::day_text;
use crate::report::{Evidence, Report};
use crate::words::{Lang, prune as said};

/// `archive prune`.
#[derive(clap::Args, Clone, Debug)]
pub struct PruneArgs {
    /// `DIR`.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// `--before`.
    #[arg(long, value_name = "DAY")]
    pub before: String,
    /// `--dry-run`.
    #[arg(long)]
    pub dry_run: bool,
    /// Where the result goes.
    #[command(flatten)]
    pub output: OutputArgs,
}

pub(super) fn prune(args: &PruneArgs) -> Result<End, Failure> {
    let verbosity = meaning::verbosity(&args.output);
    let lang = verbosity.lang;
    let destination = meaning::destination(&args.output)?;
    let before = meaning::day(&args.before)?;
    // A folder that is no archive does not become one.
    let mut manifest = open(&args.dir)?.manifest().clone();
    let removed = if args.dry_run {
        manifest.prune(before)
    } else {
        let mut store = Store::open(&args.dir)?;
        let removed = store.manifest.prune(before);
        manifest = store.manifest.clone();
        store.publish()?;
        removed
    };
    let report = Report { answer: vec![sentence(&removed, before, args.dry_run, lang)], ..holding(&removed, said::question(lang), lang) };
    emit(&report, &Evidence::none(), &destination, args.output.force, &verbosity)?;
    if !args.dry_run && strangers(&args.dir, &manifest).is_ok_and(|left| !left.is_empty()) {
        warn(lang, said::still_read(lang), said::still_read_next(lang));
    }
    Ok(End::Done)
}

fn sentence(removed: &Manifest, before: i64, dry_run: bool, lang: Lang) -> String {
    let (date, events) = (day_text(before), removed.files.iter().map(DataFile::events).sum::<u64>());
    match (removed.paths().next(), dry_run) {
        (None, _) => said::nothing(lang, &date),
        (_, true) => said::would(lang, &date, events, removed.files.len(), removed.snapshots.len()),
        (_, false) => said::did(lang, &date, events, removed.files.len(), removed.snapshots.len()),
    }
}
