//! `inspect`: what a file is and why.

use std::collections::BTreeSet;

use super::pseudonyms::{self, failure_under_tokens, write_mapping};
use super::session::{End, emit};
use crate::cli::flags::{HandOverArgs, InputArgs, OutputArgs};
use crate::cli::meaning::{self, Destination};
use crate::facts::{Keep, resolve_own};
use crate::failure::{Code, Failure};
use crate::ingest::detect::{Verdict, missing};
use crate::ingest::{Candidate, Progress, Request, ingest_candidates, look};
use crate::model::Holds;
use crate::model::ledger::{FileLedger, Ledger};
use crate::model::time::Zone;
use crate::pseudonym::Pseudonyms;
use crate::report::{Cell, Column, Envelope, Evidence, Kind, Report, RowByName, Table, int, text, time};
use crate::words::{Lang, inputs, inspect as said, pseudonyms as tokens};

/// The arguments of `inspect`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub input: InputArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub output: OutputArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub hand_over: HandOverArgs,
}

/// Looks at the files.
///
/// # Errors
/// A path that does not exist; the result cannot be written.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    let zone = meaning::zone(&args.output.tz)?;
    let destination: Destination = meaning::destination(&args.output)?;
    let verbosity = meaning::verbosity(&args.output);
    let lang = verbosity.lang;
    let keep = Keep::for_tables(zone);
    let request = meaning::request(&args.input, keep, false)?;
    let names = pseudonyms::wanted(&args.hand_over, &args.output)?;
    let names = names.as_ref();
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    let mut ledger = Ledger::default();
    let mut incomplete = false;
    let (mut archives, mut known) = (BTreeSet::new(), false);
    for candidate in look(&request.inputs, &request.looking).map_err(|failure| failure_under_tokens(failure, names))? {
        if matches!(candidate.verdict, Verdict::Archive(..)) {
            // An archive is an input for each rank of formats, but one thing.
            known = true;
            if !archives.insert(candidate.input.path.clone()) {
                continue;
            }
        }
        let damaged = candidate.damage().is_some();
        known |= damaged;
        incomplete |= damaged || candidate.input.named && matches!(candidate.verdict, Verdict::NoLog(_));
        let (row, file) = inspect(candidate, &request, names, lang, progress).map_err(|failure| failure_under_tokens(failure, names))?;
        if let Some(file) = &file {
            let total = file.total();
            ledger.files += 1;
            ledger.records += total.records;
            ledger.kept += total.kept;
            ledger.duplicates += total.duplicates;
            ledger.skipped += total.skipped;
            incomplete |= file.is_incomplete();
            notes.extend(file.notes().into_iter().map(|note| said::note(lang, &file.path, &note.words(lang))));
            for (code, (count, shown)) in &file.skips {
                let first = shown.first().map(|skip| format!("{}:{}", file.path, skip.record));
                notes.push(said::skipped(lang, &file.path, *count, code.code(), first.as_deref(), code.reason(lang)));
            }
        }
        rows.push(row);
    }
    let recognised = ledger.files > 0 || known;
    let report = Report { notes, envelope: Envelope::without_sign_ins(ledger), zone, ..shown(rows, lang) };
    if let (Some(path), Some(names)) = (&args.hand_over.mapping, names) {
        write_mapping(path, names, args.output.force)?;
    }
    emit(&report, &Evidence::none(), &destination, args.output.force, &verbosity)?;
    Ok(match (recognised, incomplete && !args.input.lenient) {
        (false, _) => End::NothingRecognised,
        (true, true) => End::Incomplete,
        (true, false) => End::Done,
    })
}

fn columns() -> Vec<Column> {
    vec![
        text("file", 0),
        text("format", 0),
        text("evidence", 2),
        text("encoding", 5),
        text("container", 5),
        int("bytes", 3),
        int("records", 0),
        int("kept", 1),
        int("duplicates", 2),
        int("skipped", 1),
        time("first", 1),
        time("last", 1),
        text("own_tenant", 3),
        Column { name: "cannot_tell", kind: Kind::List, spare: 3 },
        text("problem", 1),
        text("unwrapped", 4),
        Column { name: "missing", kind: Kind::List, spare: 4 },
    ]
}

/// Rows of what files are.
pub(super) fn shown(rows: Vec<Vec<Cell>>, lang: Lang) -> Report {
    let envelope = Envelope::without_sign_ins(Ledger::default());
    Report::new("inspect", said::question(lang), Table { columns: columns(), rows }, envelope, Zone::UTC, lang)
}

/// One file. Under tokens its path gives way, and what was found in it and may be anything: names of members, and texts in reasons.
fn inspect(
    candidate: Candidate,
    request: &Request,
    names: Option<&Pseudonyms>,
    lang: Lang,
    progress: &Progress,
) -> Result<(Vec<Cell>, Option<FileLedger>), Failure> {
    let columns = columns();
    let mut row = RowByName::new(&columns);
    let path = names.map_or(candidate.input.shown.clone(), |names| names.path(&candidate.input.shown));
    row.set("file", Cell::text(Some(&path)));
    row.set("encoding", Cell::Word(candidate.encoding.name()));
    row.set("container", Cell::text(candidate.container));
    row.set("bytes", Cell::count(candidate.bytes));
    let found = match &candidate.verdict {
        Verdict::Log(found) => found,
        Verdict::Archive(archive, _) => {
            row.set("format", Cell::Word("archive"));
            row.set("evidence", Cell::text(Some(&said::archive(lang, &archive.manifest().schema))));
            row.set("bytes", Cell::count(archive.manifest().files.iter().map(|file| file.bytes).sum()));
            row.set("records", Cell::count(archive.manifest().files.iter().map(|file| file.rows).sum()));
            return Ok((row.done(), None));
        }
        Verdict::SetAside(why) | Verdict::NoLog(why) => {
            row.set("format", if candidate.damage().is_some() { Cell::Word("archive") } else { Cell::Null });
            row.set("problem", Cell::text(Some(&names.map_or_else(|| why.say(lang).clone(), |_| tokens::set_aside(lang).to_owned()))));
            return Ok((row.done(), None));
        }
    };
    row.set("format", Cell::Word(found.format.id));
    let carried = !found.path.is_empty();
    // The evidence of records that other products carry names the members on the way to them.
    row.set("evidence", if carried && names.is_some() { Cell::Null } else { Cell::text(Some(&found.evidence.say(lang))) });
    row.set("cannot_tell", Cell::List(found.lacks.iter().map(|lack| lack.words(lang).to_owned()).collect()));
    row.set("unwrapped", if carried && names.is_none() { Cell::Text(found.path.to_string().into()) } else { Cell::Null });
    let of_sign_ins = found.format.holds == Holds::Events;
    let mut collected = match ingest_candidates(vec![candidate], request, progress) {
        // It is recognised, but all of it belongs to other logs.
        Err(failure) if failure.code == Code::NothingRecognised => {
            row.set("problem", Cell::text(Some(inputs::all_of_others(lang))));
            return Ok((row.done(), None));
        }
        collected => collected?,
    };
    if let Some(names) = names {
        collected.pseudonymise_files(names);
    }
    let own = resolve_own(&[], &mut collected);
    row.set(
        "own_tenant",
        match &own {
            Ok(own) => Cell::text(own.own.first().map(|tenant| collected.texts.text(tenant.0))),
            Err(_) => Cell::Null,
        },
    );
    let Some(file) = collected.files.into_iter().next() else { return Ok((row.done(), None)) };
    let total = file.total();
    let (records, kept) = if file.users > 0 { (file.users, file.users) } else { (total.records, total.kept) };
    for (column, count) in [("records", records), ("kept", kept), ("duplicates", total.duplicates), ("skipped", total.skipped)] {
        row.set(column, Cell::count(count));
    }
    row.set("first", total.span.map_or(Cell::Null, |(first, _)| Cell::Time(first)));
    row.set("last", total.span.map_or(Cell::Null, |(_, last)| Cell::Time(last)));
    if of_sign_ins && file.logs.iter().any(|(log, ledger)| log.is_user() && ledger.kept > 0) {
        row.set("missing", Cell::List(missing(file.seen).into_iter().map(str::to_owned).collect()));
    }
    let problem = file.read_error.as_ref().map(|error| error.say(lang)).or_else(|| file.skips.keys().next().map(|code| code.code().to_owned()));
    row.set("problem", Cell::text(problem.as_deref()));
    Ok((row.done(), Some(file)))
}
