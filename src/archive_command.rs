//! `archive`: its four subcommands, from arguments to what is said and written.

use std::path::Path;

use crate::archive::{Added, Archive, Damage, MANIFEST, Store, add, export, info, is_archive, strangers, unusable, verify};
use crate::cli::args::{ArchiveAddArgs, ArchiveArgs, ArchiveCommand};
use crate::cli::messages::{about_files, say};
use crate::cli::plan;
use crate::facts::Keep;
use crate::failure::Failure;
use crate::ingest::Progress;
use crate::ingest::ledger::Ledger;
use crate::inspect::{no_directions, no_evidence};
use crate::model::time::{self, Zone};
use crate::output::files::write_file;
use crate::report::{Cell, Envelope, Report, Table, int, text};
use crate::run::{End, emit, to_stdout, with_progress};

/// Carries out a subcommand.
///
/// # Errors
/// The folder is no archive, or cannot be read or written.
pub fn run(command: &ArchiveCommand, progress: &Progress) -> Result<End, Failure> {
    match command {
        ArchiveCommand::Add(args) => add_to(args, progress),
        ArchiveCommand::Info(args) => {
            let archive = open(&args.dir)?;
            show(args, "What does the archive hold?", Vec::new(), info(archive.manifest()))?;
            Ok(End::Done)
        }
        ArchiveCommand::Verify(args) => verify_all(args),
        ArchiveCommand::Export(args) => write_back(args),
    }
}

fn add_to(args: &ArchiveAddArgs, progress: &Progress) -> Result<End, Failure> {
    let voice = plan::voice(&args.output);
    let target = plan::target(&args.output)?;
    if let Some(date) = &args.snapshot_date
        && (date.len() != 10 || time::parse(&format!("{date}T00:00:00Z"), None).is_err())
    {
        return Err(Failure::usage("bad-time", format!("--snapshot-date {date:?} is no day"), "write it as 2026-10-31"));
    }
    let keep = Keep { events: true, facts: false, rejects: args.input.rejects.is_some(), ..Keep::for_tables(Zone::UTC) };
    let request = plan::request(&args.input, keep, true)?;
    let store = Store::open(&args.dir)?;
    let added = with_progress(&voice, progress, || add(store, &request, args.snapshot_date.as_deref(), progress))?;
    if !voice.quiet {
        about_files(&added.files, &voice);
    }
    for (path, events) in &added.damaged {
        say(&format!(
            "warning: {path} in the archive was damaged or gone, and with it {events} events\n  next: add the exports they came from again; they are counted as skipped until then"
        ));
    }
    let archive = open(&args.dir)?;
    let report = report("What was added, and what does the archive hold now?", sentences(&added), info(archive.manifest()));
    emit(&report, &no_evidence(), &target, args.output.force, &voice)?;
    let unreadable = added.files.iter().any(|file| file.is_incomplete() || (file.named && file.format.is_none() && !file.known_kind));
    Ok(if (unreadable || !added.damaged.is_empty()) && !args.input.lenient { End::Incomplete } else { End::Done })
}

fn sentences(added: &Added) -> Vec<String> {
    let mut ledger = Ledger::default();
    for file in added.files.iter().filter(|file| file.format.is_some()) {
        let total = file.total();
        ledger.files += 1;
        ledger.records += total.records;
        ledger.skipped += total.skipped;
    }
    let copies = ledger.records.saturating_sub(ledger.skipped).saturating_sub(added.events);
    let mut sentences = vec![format!(
        "{} of {} records in {} files are new in the archive; {copies} are copies of events that are there, {} were skipped.",
        added.events, ledger.records, ledger.files, ledger.skipped
    )];
    if ledger.files == 0 {
        sentences.clear();
    }
    if !added.known.is_empty() {
        sentences.push(format!("{} files were in the archive already, byte for byte.", added.known.len()));
    }
    if added.snapshots > 0 {
        sentences.push(format!("{} user lists and settings are new.", added.snapshots));
    }
    if sentences.is_empty() {
        sentences.push("Nothing is new.".to_owned());
    }
    sentences
}

fn report(question: &'static str, answer: Vec<String>, table: Table) -> Report {
    Report {
        command: "archive",
        question,
        table,
        notes: Vec::new(),
        caveats: None,
        answer,
        extra: Vec::new(),
        gates: Vec::new(),
        envelope: Envelope { own_tenants: Vec::new(), period: None, ledger: Ledger::default(), directions: no_directions() },
        zone: Zone::UTC,
    }
}

fn show(args: &ArchiveArgs, question: &'static str, answer: Vec<String>, table: Table) -> Result<(), Failure> {
    let voice = plan::voice(&args.output);
    emit(&report(question, answer, table), &no_evidence(), &plan::target(&args.output)?, args.output.force, &voice)
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
    let what = if dir.is_dir() { "holds no archive: there is no manifest.json" } else { "is no folder" };
    Err(Failure::usage("no-archive", format!("{:?} {what}", dir.display()), "crosstenant archive add DIR LOGS makes an archive"))
}

fn verify_all(args: &ArchiveArgs) -> Result<End, Failure> {
    check(&args.dir)?;
    let failed = |error: std::io::Error| {
        Failure::environment("cannot-read", format!("cannot read {:?}: {error}", args.dir.display()), "check the permissions")
    };
    let mut answer = Vec::new();
    let damage = match Archive::open(&args.dir) {
        Err(error) => vec![Damage { path: MANIFEST.to_owned(), what: error.to_string(), events: 0 }],
        Ok(archive) => {
            let left = strangers(&args.dir, archive.manifest()).map_err(failed)?;
            // Opening it for writing clears what is left. Whoever may only read, or meets a writer, is told.
            match Store::open(&args.dir) {
                Ok(_) if left.is_empty() => {}
                Ok(_) => answer.push(format!("{} files that an interrupted run had left were removed.", left.len())),
                Err(failure) => answer.push(format!("What interrupted runs may have left was not removed: {}.", failure.what)),
            }
            let damage = verify(&args.dir, archive.manifest()).map_err(failed)?;
            let (files, events) = (archive.manifest().files.len(), archive.manifest().files.iter().map(|file| file.rows).sum::<u64>());
            answer.push(if damage.is_empty() {
                format!("The archive is whole: {events} events in {files} files.")
            } else {
                let lost: u64 = damage.iter().map(|one| one.events).sum();
                format!(
                    "{} of its files are damaged or gone, and with them {lost} of {events} events; add the exports they came from again.",
                    damage.len()
                )
            });
            damage
        }
    };
    let whole = damage.is_empty();
    let rows = damage.into_iter().map(|one| vec![Cell::text(Some(&one.path)), Cell::text(Some(&one.what)), Cell::count(one.events)]).collect();
    let table = Table { columns: vec![text("path", 0), text("damage", 0), int("events", 0)], rows };
    show(args, "Is the archive whole?", answer, table)?;
    Ok(if whole { End::Done } else { End::Incomplete })
}

fn write_back(args: &ArchiveArgs) -> Result<End, Failure> {
    let archive = open(&args.dir)?;
    if args.output.format.iter().any(|format| format != "ndjson") {
        return Err(Failure::usage(
            "bad-format",
            "archive export writes NDJSON".to_owned(),
            "leave --format out; any command makes tables of the archive",
        ));
    }
    let fill = |out: &mut dyn std::io::Write| export(&args.dir, &archive, out).map(|_| ());
    match &args.output.output {
        Some(path) => write_file(path, args.output.force, fill)?,
        None => to_stdout(fill)?,
    }
    Ok(End::Done)
}
