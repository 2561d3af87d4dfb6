//! `inspect`: what a file is and why; and `formats`: what is read at all.

use std::collections::BTreeSet;

use crate::cli::args::InspectArgs;
use crate::cli::plan::{self, Target};
use crate::facts::{Keep, resolve_own};
use crate::failure::{Failure, Fault};
use crate::ingest::detect::{Verdict, missing};
use crate::ingest::formats::{FORMATS, Holds, Lack};
use crate::ingest::ledger::{FileLedger, Ledger};
use crate::ingest::{Looked, Progress, Request, ingest_looked, look};
use crate::output::evidence::Evidence;
use crate::report::{Cell, Column, Envelope, Kind, Report, Table, int, text, time};
use crate::run::{End, emit};

/// Carries out `inspect`.
///
/// # Errors
/// A path that does not exist; the result cannot be written.
pub fn run(args: &InspectArgs, progress: &Progress) -> Result<End, Failure> {
    let zone = plan::zone(&args.output.tz)?;
    let target: Target = plan::target(&args.output)?;
    let voice = plan::voice(&args.output);
    let keep = Keep::for_tables(zone);
    let request = plan::request(&args.input, keep, false)?;
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    let mut ledger = Ledger::default();
    let mut incomplete = false;
    let (mut archives, mut known) = (BTreeSet::new(), false);
    for looked in look(&request.inputs, &request.looking)? {
        if matches!(looked.verdict, Verdict::Archive(..)) {
            // An archive is an input for each rank of formats, but one thing.
            known = true;
            if !archives.insert(looked.input.path.clone()) {
                continue;
            }
        }
        let damaged = looked.damage().is_some();
        known |= damaged;
        incomplete |= damaged || looked.input.named && matches!(looked.verdict, Verdict::NoLog(_));
        let (row, file) = inspect(looked, &request, progress)?;
        if let Some(file) = &file {
            let total = file.total();
            ledger.files += 1;
            ledger.records += total.records;
            ledger.kept += total.kept;
            ledger.duplicates += total.duplicates;
            ledger.skipped += total.skipped;
            incomplete |= file.is_incomplete();
            notes.extend(file.notes().into_iter().map(|(_, note)| format!("{}: {note}.", file.path)));
            for (code, (count, shown)) in &file.skips {
                let first = shown.first().map_or_else(String::new, |skip| format!(", first at {}:{}", file.path, skip.record));
                notes.push(format!("{}: {count} skipped ({}){first}: {}.", file.path, code.code(), code.reason()));
            }
        }
        rows.push(row);
    }
    let recognised = ledger.files > 0 || known;
    let report = Report {
        command: "inspect",
        question: "What are these files?",
        table: Table { columns: columns(), rows },
        notes,
        caveats: None,
        answer: Vec::new(),
        extra: Vec::new(),
        gates: Vec::new(),
        envelope: Envelope { own_tenants: Vec::new(), period: None, ledger, directions: no_directions() },
        zone,
    };
    emit(&report, &no_evidence(), &target, args.output.force, &voice)?;
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

fn inspect(looked: Looked, request: &Request, progress: &Progress) -> Result<(Vec<Cell>, Option<FileLedger>), Failure> {
    let mut row = vec![Cell::Null; columns().len()];
    row[0] = Cell::text(Some(&looked.input.shown));
    row[3] = Cell::Word(looked.encoding.name());
    row[4] = Cell::text(looked.container);
    row[5] = Cell::count(looked.bytes);
    let found = match &looked.verdict {
        Verdict::Log(found) => found,
        Verdict::Archive(archive, _) => {
            row[1] = Cell::Word("archive");
            row[2] = Cell::text(Some(&format!("manifest.json, {}; crosstenant archive info tells more", archive.manifest().schema)));
            row[5] = Cell::count(archive.manifest().files.iter().map(|file| file.bytes).sum());
            row[6] = Cell::count(archive.manifest().files.iter().map(|file| file.rows).sum());
            return Ok((row, None));
        }
        Verdict::SetAside(why) | Verdict::NoLog(why) => {
            row[1] = if looked.damage().is_some() { Cell::Word("archive") } else { Cell::Null };
            row[14] = Cell::text(Some(why));
            return Ok((row, None));
        }
    };
    row[1] = Cell::Word(found.format.id);
    row[2] = Cell::text(Some(&found.evidence));
    row[13] = Cell::List(words(&found.lacks));
    row[15] = if found.path.is_empty() { Cell::Null } else { Cell::Text(found.path.to_string().into()) };
    let of_sign_ins = found.format.holds == Holds::Events;
    let mut collected = match ingest_looked(vec![looked], request, progress) {
        // It is recognised, but all of it belongs to other logs.
        Err(failure) if failure.fault == Fault::NothingRecognised => {
            row[14] = Cell::text(Some("all records are of other logs or products"));
            return Ok((row, None));
        }
        collected => collected?,
    };
    let own = resolve_own(&[], &mut collected);
    row[12] = match &own {
        Ok(own) => Cell::text(own.own.first().map(|tenant| collected.texts.text(tenant.0))),
        Err(_) => Cell::Null,
    };
    let Some(file) = collected.files.into_iter().next() else { return Ok((row, None)) };
    let total = file.total();
    let (records, kept) = if file.users > 0 { (file.users, file.users) } else { (total.records, total.kept) };
    for (place, count) in [(6, records), (7, kept), (8, total.duplicates), (9, total.skipped)] {
        row[place] = Cell::count(count);
    }
    row[10] = total.span.map_or(Cell::Null, |(first, _)| Cell::Time(first));
    row[11] = total.span.map_or(Cell::Null, |(_, last)| Cell::Time(last));
    if of_sign_ins && file.logs.iter().any(|(log, ledger)| log.is_user() && ledger.kept > 0) {
        row[16] = Cell::List(missing(file.seen).into_iter().map(str::to_owned).collect());
    }
    let problem = file.read_error.clone().or_else(|| file.skips.keys().next().map(|code| code.code().to_owned()));
    row[14] = Cell::text(problem.as_deref());
    Ok((row, Some(file)))
}

fn words(lacks: &[Lack]) -> Vec<String> {
    lacks.iter().map(|lack| lack.words().to_owned()).collect()
}

/// Every format, with what it cannot tell and how to get it.
#[must_use]
pub fn formats() -> Report {
    let rows =
        FORMATS.iter().map(|format| vec![Cell::Word(format.id), Cell::Word(format.name), Cell::List(words(format.lacks)), Cell::Word(format.export)]);
    Report {
        command: "formats",
        question: "Which exports are read?",
        table: Table {
            columns: vec![text("format", 0), text("name", 0), Column { name: "cannot_tell", kind: Kind::List, spare: 1 }, text("how_to_export", 2)],
            rows: rows.collect(),
        },
        notes: vec!["Plain, .gz, .zst or .zip; UTF-8, UTF-16 or CP932; single files or folders. The content decides, not the name.".to_owned()],
        caveats: None,
        answer: Vec::new(),
        extra: Vec::new(),
        gates: Vec::new(),
        envelope: Envelope { own_tenants: Vec::new(), period: None, ledger: Ledger::default(), directions: no_directions() },
        zone: crate::model::time::Zone::UTC,
    }
}

/// No sign-ins in any direction.
pub(crate) fn no_directions() -> Vec<(&'static str, u64)> {
    ["inbound", "outbound", "internal", "foreign", "undetermined", "workload"].map(|name| (name, 0)).to_vec()
}

/// The evidence of a command that reads no logs as a whole.
#[must_use]
pub fn no_evidence() -> Evidence {
    Evidence {
        files: Table { columns: Vec::new(), rows: Vec::new() },
        version: env!("CARGO_PKG_VERSION"),
        options: Vec::new(),
        inputs: String::new(),
        filters: Vec::new(),
        own: None,
    }
}
