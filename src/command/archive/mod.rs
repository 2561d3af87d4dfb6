//! `archive`: its four subcommands, from arguments to what is said and written.

mod add;
mod distill;
mod export;
mod info;
mod merge;
mod parts;
mod prune;
mod snapshots;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub(super) use self::add::How;
use self::add::{Added, add};
use self::distill::{DistillArgs, distil, refuse_counted};
use self::export::export;
use self::info::info;
use self::parts::{AdoptArgs, SourcesArgs, adopt, sources};
use self::prune::{PruneArgs, prune};
use super::messages::{about_files, warn};
use super::pseudonyms::not_for_archives;
use super::session::{End, emit, to_stdout, with_progress, write_rejects};
use crate::archive::{Archive, Damage, DataFile, MANIFEST, Manifest, Store, is_archive, strangers, unusable, verify};
use crate::cli::flags::{InputArgs, OutputArgs};
use crate::cli::meaning::{self, Verbosity};
use crate::facts::Keep;
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::ingest::Progress;
use crate::model::ledger::Ledger;
use crate::model::time::Zone;
use crate::report::{Cell, Envelope, Evidence, Report, Table, int, text};
use crate::safe::quoted;
use crate::words::counted::Doing;
use crate::words::{Lang, Text, archive as said, errors, prune as prune_words};

/// The arguments of `archive`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// `--pseudonymise`: refused with the reason.
    #[arg(long, value_name = "KEYFILE", global = true, hide = true)]
    pub pseudonymise: Option<PathBuf>,
    /// What to do with it.
    #[command(subcommand)]
    pub command: Subcommand,
}

/// What can be done with an archive.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Subcommand {
    /// `archive add`.
    Add(Box<AddArgs>),
    /// `archive info`.
    Info(DirArgs),
    /// `archive verify`.
    Verify(DirArgs),
    /// `archive export`.
    Export(DirArgs),
    /// `archive prune`.
    Prune(PruneArgs),
    /// `archive distill`.
    Distill(DistillArgs),
    /// `archive sources`.
    Sources(SourcesArgs),
    /// `archive adopt`.
    Adopt(AdoptArgs),
}

/// `archive add`.
#[derive(clap::Args, Clone, Debug)]
pub struct AddArgs {
    /// `DIR`.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub input: InputArgs,
    /// `--snapshot-date`.
    #[arg(long, value_name = "DATE")]
    pub snapshot_date: Option<String>,
    /// `--restore`.
    #[arg(long)]
    pub restore: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// `archive info`, `verify` and `export`.
#[derive(clap::Args, Clone, Debug)]
pub struct DirArgs {
    /// `DIR`.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
}

/// Carries out a subcommand.
///
/// # Errors
/// The folder is no archive, or cannot be read or written.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    if args.pseudonymise.is_some() {
        return Err(not_for_archives("archive"));
    }
    match &args.command {
        Subcommand::Add(args) => add_to(args, progress),
        Subcommand::Info(args) => {
            let archive = open(&args.dir)?;
            let lang = meaning::lang(&args.output);
            show(args, &holding(archive.manifest(), said::holds(lang), lang))?;
            Ok(End::Done)
        }
        Subcommand::Verify(args) => verify_all(args),
        Subcommand::Export(args) => write_back(args),
        Subcommand::Prune(args) => prune(args),
        Subcommand::Distill(args) => distil(args),
        Subcommand::Sources(args) => sources(args),
        Subcommand::Adopt(args) => adopt(args),
    }
}

fn add_to(args: &AddArgs, progress: &Progress) -> Result<End, Failure> {
    let verbosity = meaning::verbosity(&args.output);
    let destination = meaning::destination(&args.output)?;
    args.snapshot_date.as_deref().map(meaning::day).transpose()?;
    let how = How { snapshot_date: args.snapshot_date.clone(), restore: args.restore };
    let outcome = add_exports(&args.dir, &args.input, &how, (&verbosity, args.output.force), progress)?;
    let lang = verbosity.lang;
    let report = Report { answer: outcome.sentences, ..holding(open(&args.dir)?.manifest(), said::added(lang), lang) };
    emit(&report, &Evidence::none(), &destination, args.output.force, &verbosity)?;
    Ok(if outcome.unread && !args.input.lenient { End::Incomplete } else { End::Done })
}

/// What came of adding.
pub(super) struct Outcome {
    /// What was added, in words.
    pub sentences: Vec<String>,
    /// Whether something could not be read, or was found damaged in the archive.
    pub unread: bool,
}

/// Adds exports to an archive, and says what could not be read.
///
/// # Errors
/// An input does not exist or nothing is recognised; the archive cannot be written.
pub(super) fn add_exports(
    dir: &Path,
    input: &InputArgs,
    how: &How,
    (verbosity, force): (&Verbosity, bool),
    progress: &Progress,
) -> Result<Outcome, Failure> {
    let lang = verbosity.lang;
    let keep = Keep { events: true, facts: false, evidence: true, rejects: input.rejects.is_some(), ..Keep::for_tables(Zone::UTC) };
    let request = meaning::request(input, keep, true)?;
    let store = Store::open(dir)?;
    let added = with_progress(verbosity, progress, || add(store, &request, how, progress))?;
    if let Some(path) = &input.rejects {
        write_rejects(&added.rejects, path, force, lang)?;
    }
    if !verbosity.quiet {
        about_files(&added.files, verbosity);
    }
    for (path, events) in &added.damaged {
        warn(lang, &said::lost(lang, path, *events), said::lost_next(lang));
    }
    let unreadable = added.files.iter().any(|file| file.is_incomplete() || (file.named && file.format.is_none() && !file.known_kind));
    Ok(Outcome { sentences: sentences(&added, lang), unread: unreadable || !added.damaged.is_empty() })
}

fn sentences(added: &Added, lang: Lang) -> Vec<String> {
    let mut ledger = Ledger::default();
    for file in added.files.iter().filter(|file| file.format.is_some()) {
        let total = file.total();
        ledger.files += 1;
        ledger.records += total.records;
        ledger.skipped += total.skipped;
    }
    let copies = ledger.records.saturating_sub(ledger.skipped).saturating_sub(added.events + added.left_out);
    let mut sentences = Vec::new();
    if ledger.files > 0 {
        sentences.push(said::new_events(lang, added.events, ledger.records, ledger.files, copies, ledger.skipped));
    }
    if !added.known.is_empty() {
        sentences.push(said::known_files(lang, added.known.len()));
    }
    if added.snapshots > 0 {
        sentences.push(said::new_snapshots(lang, added.snapshots));
    }
    let date = added.removed_before.as_deref().unwrap_or_default();
    if added.left_out > 0 {
        sentences.push(prune_words::left_out(lang, added.left_out, date));
    }
    if added.left_out_snapshots > 0 {
        sentences.push(prune_words::left_out_snapshots(lang, added.left_out_snapshots, date));
    }
    if sentences.is_empty() {
        sentences.push(said::nothing_new(lang).to_owned());
    }
    sentences
}

fn report(question: &'static str, table: Table, lang: Lang) -> Report {
    Report::new("archive", question, table, Envelope::without_sign_ins(Ledger::default()), Zone::UTC, lang)
}

/// What an archive holds.
pub(super) fn holding(manifest: &Manifest, question: &'static str, lang: Lang) -> Report {
    report(question, info(manifest), lang)
}

/// What is damaged in an archive.
pub(super) fn verified(damage: &[Damage], answer: Vec<String>, lang: Lang) -> Report {
    let rows = damage.iter().map(|one| vec![Cell::text(Some(&one.path)), Cell::text(Some(&one.what.say(lang))), Cell::count(one.events)]);
    let table = Table { columns: vec![text("path", 0), text("damage", 0), int("events", 0)], rows: rows.collect() };
    Report { shape: "archive-verify", answer, ..report(said::is_whole(lang), table, lang) }
}

fn show(args: &DirArgs, report: &Report) -> Result<(), Failure> {
    let verbosity = meaning::verbosity(&args.output);
    emit(report, &Evidence::none(), &meaning::destination(&args.output)?, args.output.force, &verbosity)
}

/// An archive that is there.
fn open(dir: &Path) -> Result<Archive, Failure> {
    check(dir)?;
    Archive::open(dir).map_err(|error| unusable(dir, &error))
}

fn check(dir: &Path) -> Result<(), Failure> {
    if dir.join(MANIFEST).is_file() || is_archive(dir) {
        return Ok(());
    }
    let (path, is_folder) = (quoted(&dir.display().to_string()), dir.is_dir());
    let what = move |lang: Lang| if is_folder { errors::no_manifest(lang, &path) } else { errors::no_folder(lang, &path) };
    Err(Failure::new(Code::NoArchive, what, errors::no_archive_next))
}

fn verify_all(args: &DirArgs) -> Result<End, Failure> {
    check(&args.dir)?;
    let lang = meaning::lang(&args.output);
    let failed = |error: std::io::Error| {
        let (path, error) = (quoted(&args.dir.display().to_string()), Text::of_io(&error));
        Failure::new(Code::CannotRead, move |lang: Lang| errors::cannot_read(lang, &path, &error.say(lang)), errors::cannot_read_permissions)
    };
    let mut answer = Vec::new();
    let damage = match Archive::open(&args.dir) {
        Err(error) => vec![Damage { path: MANIFEST.to_owned(), what: Text::of_io(&error), events: 0 }],
        Ok(archive) => {
            let left = strangers(&args.dir, archive.manifest()).map_err(failed)?;
            // Opening it for writing clears what is left. Whoever may only read, or meets a writer, is told.
            match Store::open(&args.dir) {
                Ok(_) if left.is_empty() => {}
                Ok(_) => answer.push(said::removed(lang, left.len())),
                Err(failure) => answer.push(said::not_removed(lang, &failure.what.say(lang))),
            }
            let damage = verify(&args.dir, archive.manifest()).map_err(failed)?;
            let (files, events) = (archive.manifest().files.len(), archive.manifest().files.iter().map(DataFile::events).sum::<u64>());
            answer.push(if damage.is_empty() {
                said::whole(lang, events, files)
            } else {
                let lost: u64 = damage.iter().map(|one| one.events).sum();
                said::damaged(lang, damage.len(), lost, events)
            });
            damage
        }
    };
    let whole = damage.is_empty();
    show(args, &verified(&damage, answer, lang))?;
    Ok(if whole { End::Done } else { End::Incomplete })
}

fn write_back(args: &DirArgs) -> Result<End, Failure> {
    let archive = open(&args.dir)?;
    refuse_counted(&archive, Doing::Exported)?;
    if args.output.format.iter().any(|format| format != "ndjson") {
        return Err(Failure::new(Code::BadFormat, errors::archive_format, errors::archive_format_next));
    }
    let fill = |out: &mut dyn std::io::Write| export(&args.dir, &archive, meaning::lang(&args.output), out).map(|_| ());
    match &args.output.output {
        Some(path) => write_file(path, args.output.force, fill)?,
        None => to_stdout(fill)?,
    }
    Ok(End::Done)
}
