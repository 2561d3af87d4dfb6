//! From inputs to collected events: recognise each file, cut it into units, read units side by side, take them in in input order.
//!
//! Order is what makes the result independent of threads: units are handed out in input order, and the batches that come back are
//! committed in the same order by one thread. Committing is cheap (a batch is a few hundred small structs and each text once), so
//! nothing has to be merged afterwards and the first copy of a duplicate is always the one the contract says.

pub mod archived;
pub mod detect;
pub mod dialect;
pub mod format;
pub mod formats;
pub mod framing;
mod further;
mod look;
mod pool;
mod read;
pub mod source;
pub mod steps;
pub mod unwrap;
pub mod wrappings;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crate::archive::{Archive, damaged};
use crate::facts::{Beside, Collected, Collector, Keep, Twice};
use crate::failure::{Code, Failure};
use crate::model::ledger::FileLedger;
use crate::model::time::day_text;
use crate::model::{Bound, Holds, Interner, Limitation};
use crate::safe::quoted;
use crate::words::{Lang, Text, counted, errors as said, inputs, providers, system};
use archived::{Cursor, Days};
use detect::{StepColumns, Verdict, framer};
use dialect::Want;
use dialect::relationships::read_relationships;
pub use look::{Candidate, Looking, look};
use pool::{LogFile, RawLog, SMALL, SMALL_PACKED};
use read::UnitReader;
pub use read::Worker;
use source::{Digest, Input, Opened};
use steps::Steps;

/// What to read and how.
#[derive(Clone, Debug)]
pub struct Request {
    /// Files, folders, globs, `-`.
    pub inputs: Vec<String>,
    /// Number of reading threads.
    pub threads: usize,
    /// How files are looked at.
    pub looking: Looking,
    /// Whether the SHA-256 of each file is wanted.
    pub hash: bool,
    /// What to keep.
    pub keep: Keep,
    /// Tenants of which nobody asks who is there at home.
    pub unasked: Vec<String>,
}

/// How far reading is, for a progress display.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// Bytes on disk read so far.
    pub read: Arc<AtomicU64>,
    /// Bytes on disk in all; 0 where not known (standard input).
    pub total: Arc<AtomicU64>,
}

/// Reads all inputs.
///
/// # Errors
/// A path that does not exist; nothing recognised as a log.
pub fn ingest(request: &Request, progress: &Progress) -> Result<Collected, Failure> {
    let mut damaged: BTreeMap<PathBuf, Text> = BTreeMap::new();
    let mut renewed = 0;
    loop {
        let mut inputs = look(&request.inputs, &request.looking)?;
        // Of an archive in which something was found damaged on the way nothing is shown.
        for (dir, what) in &damaged {
            inputs.retain(|candidate| !(candidate.of_archive && candidate.input.path.as_ref().is_some_and(|path| path.starts_with(dir))));
            for candidate in inputs.iter_mut().filter(|candidate| matches!(&candidate.verdict, Verdict::Archive(archive, _) if archive.dir() == dir))
            {
                candidate.verdict = Verdict::NoLog(what.clone());
            }
            let mut first = true;
            inputs.retain(|candidate| candidate.damage().is_none() || candidate.input.path.as_ref() != Some(dir) || std::mem::take(&mut first));
        }
        let once = inputs.iter().any(Candidate::is_open);
        match read_all(inputs, request, progress, &mut |_| Ok(()))? {
            Reading::All(collected) => return Ok(*collected),
            Reading::Damaged(archive, what) if once => return Err(damage(&archive, what)),
            // A writer has put a new archive in its place, and taken away what only the old one needs.
            Reading::Damaged(archive, _) if renewed < 3 && !archive.is_current() => renewed += 1,
            Reading::Damaged(archive, what) => {
                damaged.insert(archive.dir().to_owned(), what);
            }
        }
        progress.total.store(0, Ordering::Relaxed);
        progress.read.store(0, Ordering::Relaxed);
    }
}

fn damage(archive: &Archive, what: Text) -> Failure {
    damaged(&source::shown(archive.dir()), what)
}

/// Reads inputs that were looked at already.
///
/// # Errors
/// Nothing is recognised as a log.
pub fn ingest_candidates(inputs: Vec<Candidate>, request: &Request, progress: &Progress) -> Result<Collected, Failure> {
    ingest_watched(inputs, request, progress, &mut |_| Ok(()))
}

/// Sees the collector after each batch, and may take out what has gathered.
pub type Watch<'w> = dyn FnMut(&mut Collector) -> Result<(), Failure> + 'w;

/// Reads inputs that were looked at already, under the eyes of `watch`.
///
/// # Errors
/// Nothing is recognised as a log; `watch` fails.
pub fn ingest_watched(inputs: Vec<Candidate>, request: &Request, progress: &Progress, watch: &mut Watch<'_>) -> Result<Collected, Failure> {
    match read_all(inputs, request, progress, watch)? {
        Reading::All(collected) => Ok(*collected),
        Reading::Damaged(archive, what) => Err(damage(&archive, what)),
    }
}

/// What came of reading.
enum Reading {
    All(Box<Collected>),
    /// An archive is damaged: which, and what was found.
    Damaged(Arc<Archive>, Text),
}

/// Takes in a file that is read whole: settings, or delegated admin relationships.
fn take_whole(file: usize, text: String, collector: &mut Collector) {
    let ledger = collector.file_mut(file);
    if ledger.holds == Holds::Settings {
        let path = ledger.path.clone();
        return collector.settings(path, text);
    }
    if read_relationships(&text, &mut Interner::new()).is_none() {
        ledger.read_error = Some(Text::from(providers::unreadable));
    }
    collector.relationships(|texts| read_relationships(&text, texts).unwrap_or_default());
}

/// Takes in the steps of the authentications of sign-ins in other files.
fn take_steps(
    (file, ledger): (usize, &mut FileLedger),
    steps: &mut Steps,
    (input, opened, columns): (&Input, Option<Opened>, &StepColumns),
    request: &Request,
) {
    let opened = opened.map_or_else(|| source::open(input, request.hash, request.looking.max_unpacked), Ok);
    let error = match opened {
        Ok(opened) => {
            let (digest, error) = steps.read(file, opened, columns);
            (ledger.bytes, ledger.sha256) = (digest.bytes(), digest.sha256().filter(|_| error.is_none()));
            error
        }
        Err(error) => Some(Text::of_io(&error)),
    };
    ledger.read_error = error;
}

#[expect(clippy::too_many_lines, reason = "what becomes of each kind of input stands side by side")]
fn read_all(inputs: Vec<Candidate>, request: &Request, progress: &Progress, watch: &mut Watch<'_>) -> Result<Reading, Failure> {
    let mut files = Vec::new();
    let mut logs = Vec::new();
    let mut whole = Vec::new();
    let mut settings_of_archive = false;
    // Known when all files are, before the first is read.
    let (mut steps, all_steps) = (Steps::default(), Arc::new(OnceLock::new()));
    let mut damage = inputs.iter().find_map(|candidate| Some((candidate.input.shown.clone(), candidate.damage()?.clone())));
    let (mut archives, mut raw_logs, mut without_id) = (BTreeSet::new(), false, 0);
    for candidate in &inputs {
        match &candidate.verdict {
            Verdict::Archive(archive, rank) => {
                damage = damage.filter(|_| *rank == u8::MAX);
                if archives.insert(candidate.input.path.clone()) {
                    without_id += archive.without_id();
                }
            }
            Verdict::Log(found) => raw_logs |= found.format.holds == Holds::Events,
            Verdict::SetAside(_) | Verdict::NoLog(_) => {}
        }
    }
    if let Some((archive, what)) = damage.filter(|_| !raw_logs) {
        // Without it there is no log, and a table without its rows would look like an answer.
        return Err(damaged(&archive, what));
    }
    // An archive holds no copies: if it is all there is, ids need not be compared.
    let unique = archives.len() == 1 && !raw_logs;
    // Which input each file is of, and which inputs count sign-ins: the archives first.
    let archives: Vec<Option<PathBuf>> = archives.into_iter().collect();
    let (mut input_of, mut counting) = (Vec::new(), BTreeSet::new());
    for (number, candidate) in inputs.into_iter().enumerate() {
        let input = archives.iter().position(|archive| *archive == candidate.input.path).unwrap_or(archives.len() + number);
        match &candidate.verdict {
            Verdict::Archive(archive, _) if archive.manifest().is_counted() => _ = counting.insert(input),
            Verdict::Log(found) if found.lacks.contains(&Limitation::SingleSignIns) => _ = counting.insert(input),
            _ => {}
        }
        let damaged = candidate.damage().is_some();
        let mut ledger = FileLedger {
            path: candidate.input.shown.clone(),
            named: candidate.input.named,
            bytes: candidate.bytes,
            damaged,
            ..FileLedger::default()
        };
        match candidate.verdict {
            Verdict::Archive(archive, rank) => {
                let mut places = BTreeMap::new();
                for (number, ledger) in archived::ledgers(&archive, rank, request.looking.sources.as_deref()) {
                    places.insert(number, files.len());
                    files.push(FileLedger { named: candidate.input.named, ..ledger });
                    input_of.push(input);
                }
                progress.total.fetch_add(archive.bytes(&places), Ordering::Relaxed);
                // A bound that is told from the last event is not known before everything was read.
                let fixed = |bound: Option<Bound>| bound.and_then(Bound::fixed);
                let (from, to) = request.keep.window;
                let days = if request.keep.only_window { Days::of((fixed(from), fixed(to))) } else { Days::default() };
                logs.push(LogFile::Archive(Cursor::new(archive, places, unique, days)));
                continue;
            }
            Verdict::Log(ref found) if matches!(found.format.holds, Holds::Settings | Holds::Relationships) => {
                settings_of_archive |= candidate.of_archive && found.format.holds == Holds::Settings;
                (ledger.format, ledger.holds) = (Some(found.format.id), found.format.holds);
                match read_whole(&candidate.input, candidate.opened, request) {
                    Ok((text, digest)) => {
                        (ledger.bytes, ledger.sha256) = (digest.bytes(), digest.sha256());
                        whole.push((files.len(), text));
                    }
                    Err(error) => ledger.read_error = Some(Text::of_io(&error)),
                }
            }
            Verdict::Log(ref found) => {
                (ledger.format, ledger.holds) = (Some(found.format.id), found.format.holds);
                ledger.cut_is_normal = found.format.appended;
                ledger.lacks.clone_from(&found.lacks);
                ledger.log_assumed = found.log_assumed;
                ledger.by_position = found.by_position;
                ledger.unwrapped = if found.path.is_empty() { String::new() } else { found.path.to_string() };
                progress.total.fetch_add(candidate.bytes, Ordering::Relaxed);
                let keep = &request.keep;
                let want = Want { details: keep.events, evidence: keep.evidence, apart: keep.apart && !keep.events };
                let reader = UnitReader::new(files.len(), found, request.looking.max_record, want).with_steps(&all_steps);
                let framer = framer(found, request.looking.max_record);
                let small = candidate.opened.is_none() && candidate.bytes <= if candidate.container.is_some() { SMALL_PACKED } else { SMALL };
                let (file, reader) = (files.len(), Arc::new(reader));
                logs.push(LogFile::Raw(Box::new(RawLog { file, input: candidate.input, reader, framer, opened: candidate.opened, small })));
            }
            Verdict::SetAside(why) => {
                (ledger.set_aside, ledger.known_kind) = (Some(why), true);
                if let Some(columns) = candidate.steps.filter(|_| request.keep.evidence) {
                    take_steps((files.len(), &mut ledger), &mut steps, (&candidate.input, candidate.opened, &columns), request);
                }
            }
            Verdict::NoLog(why) => ledger.set_aside = Some(why),
        }
        files.push(ledger);
        input_of.push(input);
    }
    if logs.is_empty() && whole.is_empty() {
        return Err(nothing_recognised(&files));
    }
    if !steps.is_empty() {
        all_steps.get_or_init(|| steps);
    }
    let mut collector = Collector::new(request.keep, files);
    for (file, text) in whole {
        take_whole(file, text, &mut collector);
    }
    if settings_of_archive {
        collector.settings_are_of_archive();
    }
    if unique {
        collector.without_id(without_id);
    }
    if request.keep.apart {
        collector.leave_out_at_home(&request.unasked);
    }
    if !counting.is_empty() {
        collector.look_beside(Beside::new(input_of, counting));
    }
    if let Some((archive, what)) = pool::run(request, logs, &mut collector, progress, watch)? {
        return Ok(Reading::Damaged(archive, what));
    }
    for (file, [unmet, met]) in all_steps.get().map(Steps::counts).unwrap_or_default() {
        let ledger = collector.file_mut(file);
        ledger.unmet_steps = unmet;
        if met > 0 {
            ledger.set_aside = Some(Text::from(inputs::steps_taken));
        }
    }
    let collected = collector.finish();
    if let Some(twice) = collected.counted.twice {
        return Err(counts_twice(&collected.files, twice));
    }
    if archives.is_empty() && collected.settings.is_empty() && collected.relationships.is_none() && only_others(&collected.files) {
        return Err(nothing_recognised(&collected.files));
    }
    Ok(Reading::All(Box::new(collected)))
}

/// Whether there are records, and all of them are of other logs and products.
fn only_others(files: &[FileLedger]) -> bool {
    files.iter().any(|file| file.others > 0) && files.iter().all(|file| file.total().records == 0 && file.users == 0 && file.read_error.is_none())
}

/// None of the files holds anything that a command uses: what each of them is.
fn nothing_recognised(files: &[FileLedger]) -> Failure {
    let why = |file: &FileLedger| {
        file.set_aside.clone().unwrap_or_else(|| {
            let notes = file.notes();
            Text::from(move |lang: Lang| notes.iter().map(|note| note.words(lang)).collect::<Vec<_>>().join("; "))
        })
    };
    let reasons: Vec<(String, Text)> = files.iter().take(5).map(|file| (quoted(&file.path), why(file))).collect();
    let count = files.len();
    let what = move |lang: Lang| {
        let list: Vec<String> = reasons.iter().map(|(path, why)| format!("\n    {path}: {}", why.say(lang))).collect();
        if count == 0 { said::no_files(lang).to_owned() } else { said::nothing_recognised(lang, &list.concat(), count) }
    };
    Failure::new(Code::NothingRecognised, what, said::nothing_recognised_next)
}

/// Sign-ins that are counted cannot be told from those of another input: they would count twice.
fn counts_twice(files: &[FileLedger], twice: Twice) -> Failure {
    let path = |file: usize| files.get(file).map(|file| quoted(&file.path)).unwrap_or_default();
    let (one, other, log, day) = (path(twice.files.0), path(twice.files.1), twice.log.name(), day_text(twice.day));
    Failure::new(Code::CountedBesideOthers, move |lang: Lang| counted::beside(lang, &one, log, &day, &other), counted::beside_next)
}

/// More than any directory's settings take.
const MAX_SETTINGS: u64 = 64 << 20;

/// The text of a file of settings.
fn read_whole(input: &Input, opened: Option<Opened>, request: &Request) -> std::io::Result<(String, Digest)> {
    let mut opened = opened.map_or_else(|| source::open(input, request.hash, request.looking.max_unpacked), Ok)?;
    let mut bytes = Vec::new();
    opened.text.by_ref().take(MAX_SETTINGS).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == MAX_SETTINGS {
        return Err(std::io::Error::other(Text::from(system::longer_than_settings)));
    }
    Ok((String::from_utf8_lossy(&bytes).into_owned(), opened.digest.clone()))
}
