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
mod read;
pub mod source;
pub mod unwrap;
pub mod wrappings;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};

use crate::archive::{Archive, MANIFEST, damaged};
use crate::facts::{Batch, Collected, Collector, Keep};
use crate::failure::{Code, Failure};
use crate::knowledge::headers::Headers;
use crate::model::ledger::FileLedger;
use crate::model::time::{DateOrder, OrderEvidence, Zone, order_evidence};
use crate::model::{Bound, Holds};
use crate::words::Lang;
use archived::{Cursor, Days, Rows, Step};
use detect::{Clock, HEAD, Recognised, Verdict, detect, framer};
use dialect::Want;
use framing::{Framer, Unit};
use read::UnitReader;
pub use read::Worker;
use source::{Digest, Encoding, Input, Opened, Part, UntilError};

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
}

/// How files are looked at.
#[derive(Clone, Debug)]
pub struct Looking {
    /// Longest record, in bytes.
    pub max_record: usize,
    /// Bytes that a compressed file may unpack to; `None` = as much as logs do.
    pub max_unpacked: Option<u64>,
    /// Column headings in other languages.
    pub headers: Headers,
    /// Order of day and month, where a file does not tell.
    pub date_order: Option<DateOrder>,
    /// Clock of times without a zone, where a format promises none.
    pub zone: Option<Zone>,
}

/// How far reading is, for a progress display.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// Bytes on disk read so far.
    pub read: Arc<AtomicU64>,
    /// Bytes on disk in all; 0 where not known (standard input).
    pub total: Arc<AtomicU64>,
}

/// A file that was looked at.
pub struct Looked {
    /// The input.
    pub input: Input,
    /// What it is.
    pub verdict: Verdict,
    /// Size on disk.
    pub bytes: u64,
    /// How it is compressed.
    pub container: Option<&'static str>,
    /// What the bytes of the text are.
    pub encoding: Encoding,
    /// Standard input can be opened only once: what is left of it, the head included.
    opened: Option<Opened>,
    /// Whether it could not even be opened: whatever it is, something is missing.
    unreadable: bool,
    /// Whether it is a part of an archive: what is given beside the archive is newer.
    of_archive: bool,
}

impl Looked {
    fn new(input: Input, verdict: Verdict, bytes: u64) -> Self {
        Self { input, verdict, bytes, container: None, encoding: Encoding::Utf8, opened: None, unreadable: false, of_archive: false }
    }

    /// Whether it is something that an archive holds beside events.
    #[must_use]
    pub fn is_of_archive(&self) -> bool {
        self.of_archive
    }

    /// Why an archive cannot be used: it is damaged.
    #[must_use]
    pub fn damage(&self) -> Option<&str> {
        match &self.verdict {
            Verdict::NoLog(why) if self.input.part == Some(Part::Archive) => Some(why),
            _ => None,
        }
    }

    /// Whether the input can be read only once, and has been opened.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.opened.is_some()
    }

    /// The text of the input, from its start.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn into_text(self, looking: &Looking) -> io::Result<UntilError> {
        let opened = self.opened.map_or_else(|| source::open(&self.input, false, looking.max_unpacked), Ok)?;
        Ok(opened.text)
    }
}

/// Looks at every input: what is it, and in which order does it count?
///
/// # Errors
/// A path that does not exist or a folder that cannot be listed. A single file that cannot be opened is a verdict, not an error.
pub fn look(inputs: &[String], looking: &Looking) -> Result<Vec<Looked>, Failure> {
    let inputs = Mutex::new(source::discover(inputs, looking.max_unpacked)?.into_iter().enumerate());
    // Folders hold many files, and each is looked at by itself.
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let look_at_some = || {
        let mut looked = Vec::new();
        loop {
            let Some((place, input)) = lock(&inputs).next() else { return looked };
            let parts = if input.part == Some(Part::Archive) { look_into_archive(input, looking) } else { vec![look_at(input, looking)] };
            looked.extend(parts.into_iter().map(|part| (place, part)));
        }
    };
    let mut all = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(look_at_some)).collect();
        let mut all = look_at_some();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    });
    all.sort_by_key(|(place, _)| *place);
    let mut all: Vec<Looked> = all.into_iter().map(|(_, looked)| looked).collect();
    let holds_settings = |looked: &Looked| matches!(&looked.verdict, Verdict::Log(found) if found.format.holds == Holds::Settings);
    if all.iter().any(|looked| !looked.of_archive && holds_settings(looked)) {
        all.retain(|looked| !(looked.of_archive && holds_settings(looked)));
    }
    // Of a named archive something must be a log, but not everything.
    let useful: BTreeSet<_> =
        all.iter().filter(|looked| !matches!(looked.verdict, Verdict::NoLog(_))).map(|looked| looked.input.path.clone()).collect();
    for looked in &mut all {
        if looked.unreadable {
            looked.input.named = true;
        } else if looked.input.part.is_some() && useful.contains(&looked.input.path) && matches!(looked.verdict, Verdict::NoLog(_)) {
            looked.input.named = false;
        }
    }
    // Input order: by how much a format can tell, then by path.
    // What an archive holds of user lists counts after one that is given beside it.
    let of_archive = |looked: &Looked| looked.of_archive && rank(looked) != u8::MAX;
    all.sort_by(|a, b| {
        let (path, other) = (a.input.shown.as_bytes(), b.input.shown.as_bytes());
        (rank(a), of_archive(a)).cmp(&(rank(b), of_archive(b))).then_with(|| path.cmp(other))
    });
    Ok(all)
}

/// An archive is one input for each rank of formats that its events came from, and its newest user lists and settings.
fn look_into_archive(input: Input, looking: &Looking) -> Vec<Looked> {
    let Some(dir) = input.path.clone() else { return Vec::new() };
    let archive = match Archive::open(&dir) {
        Ok(archive) => Arc::new(archive),
        Err(error) => return vec![Looked::new(input, Verdict::NoLog(format!("{MANIFEST}: {error}")), 0)],
    };
    if let Some(damage) = archive.damaged_snapshot() {
        return vec![Looked::new(input, Verdict::NoLog(damage), 0)];
    }
    let mut looked: Vec<Looked> =
        archived::ranks(&archive).into_iter().map(|rank| Looked::new(input.clone(), Verdict::Archive(archive.clone(), rank), 0)).collect();
    if looked.is_empty() {
        let empty = archive.manifest().snapshots.is_empty();
        // One without events still is an archive, and its user lists and settings can be added to another.
        let verdict = if empty { Verdict::SetAside("the archive is empty".to_owned()) } else { Verdict::Archive(archive.clone(), u8::MAX) };
        looked.push(Looked::new(input, verdict, 0));
    }
    for path in archive.newest_snapshots() {
        let input = Input::new(source::shown(&path), Some(path), false);
        looked.push(Looked { of_archive: true, ..look_at(input, looking) });
    }
    looked
}

fn rank(looked: &Looked) -> u8 {
    match &looked.verdict {
        Verdict::Log(found) => found.format.rank,
        Verdict::Archive(_, rank) => *rank,
        Verdict::SetAside(_) | Verdict::NoLog(_) => u8::MAX,
    }
}

fn look_at(input: Input, looking: &Looking) -> Looked {
    let on_disk = || input.path.as_ref().and_then(|path| path.metadata().ok()).map_or(0, |meta| meta.len());
    let bytes = match &input.part {
        Some(Part::Member(member)) => member.packed,
        Some(Part::Sheet(_) | Part::Archive) | None => on_disk(),
    };
    let unreadable = |error: &std::io::Error| Verdict::NoLog(format!("it cannot be read: {error}"));
    if let Some(why) = input.broken.clone() {
        // A link that leads nowhere is no input.
        let there = input.path.as_ref().is_some_and(|path| path.exists());
        return Looked { unreadable: there, ..Looked::new(input, Verdict::NoLog(format!("it cannot be read: {why}")), bytes) };
    }
    let mut opened = match source::open(&input, opens_once(&input), looking.max_unpacked) {
        Ok(opened) => opened,
        Err(error) => {
            let verdict = unreadable(&error);
            // A link that leads nowhere is no input.
            let missing = error.kind() != std::io::ErrorKind::NotFound;
            return Looked { unreadable: missing, ..Looked::new(input, verdict, bytes) };
        }
    };
    let mut head = Vec::new();
    let result = opened.text.by_ref().take(HEAD as u64).read_to_end(&mut head);
    let name = input.shown.rsplit('/').next().unwrap_or_default();
    let detect_more = |head: &mut Vec<u8>, text: &mut source::UntilError| {
        // The first record may be long.
        let verdict = detect(head, name, &looking.headers);
        if head.len() < HEAD || matches!(verdict, Verdict::Log(_) | Verdict::SetAside(_)) {
            return verdict;
        }
        match text.by_ref().take(LONG_HEAD as u64).read_to_end(head) {
            Ok(more) if more > 0 => detect(head, name, &looking.headers),
            _ => verdict,
        }
    };
    let failed = opened.text.error().map(ToString::to_string).filter(|_| head.is_empty());
    let unread = result.is_err() || failed.is_some();
    let verdict = match (result, failed) {
        (Err(error), _) => unreadable(&error),
        (Ok(_), Some(error)) => unreadable(&std::io::Error::other(error)),
        (Ok(_), None) => match detect_more(&mut head, &mut opened.text) {
            Verdict::Log(found) => Verdict::Log(with_times(found, &head, &input, looking)),
            other => other,
        },
    };
    let (container, encoding) = (opened.container, opened.encoding);
    let keep_open = opens_once(&input);
    opened.text = opened.text.unread(head);
    Looked { container, encoding, opened: keep_open.then_some(opened), unreadable: unread, ..Looked::new(input, verdict, bytes) }
}

/// Settles how the times of a file are read.
fn with_times(mut found: Recognised, head: &[u8], input: &Input, looking: &Looking) -> Recognised {
    if let (Clock::Unknown, Some(zone)) = (found.clock, looking.zone) {
        found.clock = Clock::Zone(zone);
    }
    // Mostly the first time leaves no doubt, and then it need not be looked for further.
    let mut beginning = &head[..head.len().min(BEGINNING)];
    let (mut evidence, clear) = date_order(&found, &mut beginning, looking.max_record);
    if !clear {
        let mut source = head;
        evidence = date_order(&found, &mut source, looking.max_record).0;
    }
    if evidence == Some(OrderEvidence::Either) && head.len() >= HEAD && !opens_once(input) {
        // The first megabyte may be the first days of one month; further on the file may tell.
        if let Ok(mut opened) = source::open(input, false, looking.max_unpacked) {
            evidence = date_order(&found, &mut opened.text, looking.max_record).0;
        }
    }
    found.date_order = match evidence {
        Some(OrderEvidence::Only(order)) => Some(order),
        Some(OrderEvidence::Either) | None => looking.date_order,
    };
    found
}

/// Times after which one date that can be read in one way only decides: files that were joined of both orders show it sooner.
const SURE_AFTER: u64 = 5000;

/// Bytes in which the first time of a file stands.
const BEGINNING: usize = 1 << 16;

/// What the dates of a file tell about the order of day and month, `None` where its first time leaves no doubt; and whether it does not.
fn date_order(found: &Recognised, source: &mut dyn Read, max_record: usize) -> (Option<OrderEvidence>, bool) {
    let reader = UnitReader::new(0, found, max_record, Want::default());
    let mut framer = framer(found, max_record);
    let mut evidence = None;
    let (mut first, mut seen, mut clear) = (true, 0, false);
    let mut see = |text: &str| {
        let of_this = order_evidence(text);
        match (evidence, of_this) {
            // Times in which nothing is in doubt stand in the whole file.
            (_, None) if first && !text.contains('/') => {
                clear = true;
                return ControlFlow::Break(());
            }
            (Some(OrderEvidence::Only(one)), Some(OrderEvidence::Only(other))) if one != other => {
                // Both orders in one file: nothing can be said of the other dates.
                evidence = Some(OrderEvidence::Either);
                return ControlFlow::Break(());
            }
            (Some(OrderEvidence::Only(_)), _) | (_, None) => {}
            (_, of_this) => evidence = of_this,
        }
        (first, seen) = (false, seen + 1);
        let enough = matches!(evidence, Some(OrderEvidence::Only(_))) && seen >= SURE_AFTER;
        if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let mut done = false;
    while let (false, Ok(Some(unit))) = (done, framer.next_unit(source, Vec::new())) {
        reader.times(&unit, &mut |text| {
            let flow = see(text);
            done = flow.is_break();
            flow
        });
    }
    (evidence, clear)
}

/// How much more of a file is looked at where its start is no whole record.
const LONG_HEAD: usize = 16 << 20;

/// Whether an input can be read only once: standard input, or a pipe given as a path.
fn opens_once(input: &Input) -> bool {
    input.path.as_ref().is_none_or(|path| path.metadata().is_ok_and(|meta| !meta.is_file()))
}

/// Reads all inputs.
///
/// # Errors
/// A path that does not exist; nothing recognised as a log.
pub fn ingest(request: &Request, progress: &Progress) -> Result<Collected, Failure> {
    let mut damaged: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut renewed = 0;
    loop {
        let mut inputs = look(&request.inputs, &request.looking)?;
        // Of an archive in which something was found damaged on the way nothing is shown.
        for (dir, what) in &damaged {
            inputs.retain(|looked| !(looked.of_archive && looked.input.path.as_ref().is_some_and(|path| path.starts_with(dir))));
            for looked in inputs.iter_mut().filter(|looked| matches!(&looked.verdict, Verdict::Archive(archive, _) if archive.dir() == dir)) {
                looked.verdict = Verdict::NoLog(what.clone());
            }
            let mut first = true;
            inputs.retain(|looked| looked.damage().is_none() || looked.input.path.as_ref() != Some(dir) || std::mem::take(&mut first));
        }
        let once = inputs.iter().any(Looked::is_open);
        match read_all(inputs, request, progress, &mut |_| Ok(()))? {
            Reading::All(collected) => return Ok(*collected),
            Reading::Damaged(archive, what) if once => return Err(damage(&archive, &what)),
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

fn damage(archive: &Archive, what: &str) -> Failure {
    damaged(&source::shown(archive.dir()), what)
}

/// Reads inputs that were looked at already.
///
/// # Errors
/// Nothing is recognised as a log.
pub fn ingest_looked(inputs: Vec<Looked>, request: &Request, progress: &Progress) -> Result<Collected, Failure> {
    ingest_watched(inputs, request, progress, &mut |_| Ok(()))
}

/// Sees the collector after each batch, and may take out what has gathered.
pub type Watch<'w> = dyn FnMut(&mut Collector) -> Result<(), Failure> + 'w;

/// Reads inputs that were looked at already, under the eyes of `watch`.
///
/// # Errors
/// Nothing is recognised as a log; `watch` fails.
pub fn ingest_watched(inputs: Vec<Looked>, request: &Request, progress: &Progress, watch: &mut Watch<'_>) -> Result<Collected, Failure> {
    match read_all(inputs, request, progress, watch)? {
        Reading::All(collected) => Ok(*collected),
        Reading::Damaged(archive, what) => Err(damage(&archive, &what)),
    }
}

/// What came of reading.
enum Reading {
    All(Box<Collected>),
    /// An archive is damaged: which, and what was found.
    Damaged(Arc<Archive>, String),
}

fn read_all(inputs: Vec<Looked>, request: &Request, progress: &Progress, watch: &mut Watch<'_>) -> Result<Reading, Failure> {
    let mut files = Vec::new();
    let mut logs = Vec::new();
    let mut settings = Vec::new();
    let mut settings_of_archive = false;
    let mut damage = inputs.iter().find_map(|looked| Some((looked.input.shown.clone(), looked.damage()?.to_owned())));
    let (mut archives, mut raw_logs, mut without_id) = (BTreeSet::new(), false, 0);
    for looked in &inputs {
        match &looked.verdict {
            Verdict::Archive(archive, rank) => {
                damage = damage.filter(|_| *rank == u8::MAX);
                if archives.insert(looked.input.path.clone()) {
                    without_id += archive.without_id();
                }
            }
            Verdict::Log(found) => raw_logs |= found.format.holds == Holds::Events,
            Verdict::SetAside(_) | Verdict::NoLog(_) => {}
        }
    }
    if let Some((archive, what)) = damage.filter(|_| !raw_logs) {
        // Without it there is no log, and a table without its rows would look like an answer.
        return Err(damaged(&archive, &what));
    }
    // An archive holds no copies: if it is all there is, ids need not be compared.
    let unique = archives.len() == 1 && !raw_logs;
    for looked in inputs {
        let damaged = looked.damage().is_some();
        let mut ledger =
            FileLedger { path: looked.input.shown.clone(), named: looked.input.named, bytes: looked.bytes, damaged, ..FileLedger::default() };
        match looked.verdict {
            Verdict::Archive(archive, rank) => {
                let mut places = BTreeMap::new();
                for (number, ledger) in archived::ledgers(&archive, rank) {
                    places.insert(number, files.len());
                    files.push(FileLedger { named: looked.input.named, ..ledger });
                }
                progress.total.fetch_add(archive.bytes(&places), Ordering::Relaxed);
                // A bound that is told from the last event is not known before everything was read.
                let fixed = |bound: Option<Bound>| bound.and_then(Bound::fixed);
                let (from, to) = request.keep.window;
                let days = if request.keep.only_window { Days::of((fixed(from), fixed(to))) } else { Days::default() };
                logs.push(LogFile::Archive(Cursor::new(archive, places, unique, days)));
                continue;
            }
            Verdict::Log(ref found) if found.format.holds == Holds::Settings => {
                settings_of_archive |= looked.of_archive;
                (ledger.format, ledger.holds) = (Some(found.format.id), found.format.holds);
                match read_whole(&looked.input, looked.opened, request) {
                    Ok((text, digest)) => {
                        (ledger.bytes, ledger.sha256) = (digest.bytes(), digest.sha256());
                        settings.push((ledger.path.clone(), text));
                    }
                    Err(error) => ledger.read_error = Some(error.to_string()),
                }
            }
            Verdict::Log(ref found) => {
                (ledger.format, ledger.holds) = (Some(found.format.id), found.format.holds);
                ledger.cut_is_normal = found.format.appended;
                ledger.lacks.clone_from(&found.lacks);
                ledger.log_assumed = found.log_assumed;
                ledger.by_position = found.by_position;
                ledger.unwrapped = if found.path.is_empty() { String::new() } else { found.path.to_string() };
                progress.total.fetch_add(looked.bytes, Ordering::Relaxed);
                let reader = UnitReader::new(files.len(), found, request.looking.max_record, Want { details: request.keep.events });
                let framer = framer(found, request.looking.max_record);
                let small = looked.opened.is_none() && looked.bytes <= if looked.container.is_some() { SMALL_PACKED } else { SMALL };
                let (file, reader) = (files.len(), Arc::new(reader));
                logs.push(LogFile::Raw(Box::new(RawLog { file, input: looked.input, reader, framer, opened: looked.opened, small })));
            }
            Verdict::SetAside(why) => {
                ledger.set_aside = Some(why);
                ledger.known_kind = true;
            }
            Verdict::NoLog(why) => ledger.set_aside = Some(why),
        }
        files.push(ledger);
    }
    if logs.is_empty() && settings.is_empty() {
        return Err(nothing_recognised(&files));
    }
    let mut collector = Collector::new(request.keep, files);
    for (path, text) in settings {
        collector.settings(path, text);
    }
    if settings_of_archive {
        collector.settings_are_of_archive();
    }
    if unique {
        collector.without_id(without_id);
    }
    if let Some((archive, what)) = run(request, logs, &mut collector, progress, watch)? {
        return Ok(Reading::Damaged(archive, what));
    }
    let collected = collector.finish();
    if archives.is_empty() && collected.settings.is_empty() && only_others(&collected.files) {
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
        file.set_aside.clone().unwrap_or_else(|| file.notes().into_iter().map(|note| note.words(Lang::En)).collect::<Vec<_>>().join("; "))
    };
    let list: Vec<String> = files.iter().take(5).map(|file| format!("\n    {:?}: {}", file.path, why(file))).collect();
    let list = list.concat();
    let what = if files.is_empty() {
        "there are no files in the inputs".to_owned()
    } else {
        format!("none of {} inputs is a sign-in or audit log:{list}", files.len())
    };
    Failure::new(Code::NothingRecognised, what, "crosstenant formats lists every export that is read and how to get it")
}

/// More than any directory's settings take.
const MAX_SETTINGS: u64 = 64 << 20;

/// The text of a file of settings.
fn read_whole(input: &Input, opened: Option<Opened>, request: &Request) -> std::io::Result<(String, Digest)> {
    let mut opened = opened.map_or_else(|| source::open(input, request.hash, request.looking.max_unpacked), Ok)?;
    let mut bytes = Vec::new();
    opened.text.by_ref().take(MAX_SETTINGS).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == MAX_SETTINGS {
        return Err(std::io::Error::other("it is longer than settings are"));
    }
    Ok((String::from_utf8_lossy(&bytes).into_owned(), opened.digest.clone()))
}

/// A log to read.
enum LogFile {
    Raw(Box<RawLog>),
    Archive(Cursor),
}

/// A file that was exported.
struct RawLog {
    /// Its place in the ledger.
    file: usize,
    input: Input,
    reader: Arc<UnitReader>,
    framer: Box<dyn Framer>,
    opened: Option<Opened>,
    /// Small enough that one worker reads all of it, while others read other files.
    small: bool,
}

/// Bytes on disk of a small file, and of one that is compressed.
const SMALL: u64 = 8 << 20;
const SMALL_PACKED: u64 = 1 << 20;

/// What a worker hands over.
enum Done {
    Batch(Batch),
    /// A file ended.
    End(End),
    /// A whole file.
    File(Batch, End),
    /// An archive is damaged.
    Damaged(Arc<Archive>, String),
    /// A row group cannot be read although its bytes are those that were written: of a later version, or a bug.
    Unreadable(Failure),
}

/// What is known of a file only at its end.
struct End {
    file: usize,
    digest: Digest,
    more_pages: bool,
    error: Option<String>,
}

impl End {
    fn note(self, collector: &mut Collector) {
        let ledger = collector.file_mut(self.file);
        ledger.bytes = self.digest.bytes();
        // The hash of a part would be taken for that of the file.
        ledger.sha256 = self.digest.sha256().filter(|_| self.error.is_none());
        ledger.more_pages = self.more_pages;
        ledger.read_error = self.error;
    }
}

/// Reads all logs, or stops at an archive that is damaged.
fn run(
    request: &Request,
    logs: Vec<LogFile>,
    collector: &mut Collector,
    progress: &Progress,
    watch: &mut Watch<'_>,
) -> Result<Option<(Arc<Archive>, String)>, Failure> {
    let feeder = Mutex::new(Feeder { logs: logs.into_iter(), current: None, next: 0, request, progress });
    // Memory of units and batches goes round: each costs more to get than to fill.
    let spare: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());
    let used: Mutex<Vec<Batch>> = Mutex::new(Vec::new());
    let (sender, receiver) = sync_channel::<(u64, Done)>(request.threads * 2);
    std::thread::scope(|scope| {
        for number in 0..request.threads {
            let (sender, feeder, spare, used) = (sender.clone(), &feeder, &spare, &used);
            scope.spawn(move || {
                let mut worker = Worker::new(number, request.threads);
                loop {
                    let memory = lock(spare).pop().unwrap_or_default();
                    let Some((place, fed)) = lock(feeder).next(memory) else { return };
                    let memory = || lock(used).pop().unwrap_or_default();
                    let done = match fed {
                        Fed::Unit(reader, unit) => {
                            let batch = reader.read(&unit, &mut worker, memory());
                            lock(spare).push(unit.bytes);
                            Done::Batch(batch)
                        }
                        Fed::File(log) => log.read(request, progress, &mut worker, memory()),
                        Fed::Rows(rows) => match rows.read(request.keep.events, &mut worker, memory()) {
                            Ok(batch) => Done::Batch(batch),
                            Err(error) => Done::Unreadable(Failure::bug(&error)),
                        },
                        Fed::Done(done) => *done,
                    };
                    if sender.send((place, done)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // Commit in the order in which the units were handed out.
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (place, done) in receiver {
            waiting.insert(place, done);
            while let Some(done) = waiting.remove(&next) {
                next += 1;
                match done {
                    Done::Batch(batch) => {
                        collector.commit(&batch);
                        lock(&used).push(batch);
                        watch(collector)?;
                    }
                    Done::End(end) => end.note(collector),
                    Done::File(batch, end) => {
                        collector.commit(&batch);
                        lock(&used).push(batch);
                        end.note(collector);
                        watch(collector)?;
                    }
                    Done::Damaged(archive, what) => return Ok(Some((archive, what))),
                    Done::Unreadable(failure) => return Err(failure),
                }
            }
        }
        Ok(None)
    })
}

/// A poisoned lock means that another thread panicked; the panic itself is reported, so go on until the scope ends.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hands out the units of all files, one after the other, in input order.
struct Feeder<'r> {
    logs: std::vec::IntoIter<LogFile>,
    current: Option<Current>,
    next: u64,
    request: &'r Request,
    progress: &'r Progress,
}

enum Current {
    Raw(Box<CurrentLog>),
    Archive(Cursor),
}

struct CurrentLog {
    log: RawLog,
    opened: Opened,
    counted: u64,
}

enum Fed {
    Unit(Arc<UnitReader>, Unit),
    File(Box<RawLog>),
    Rows(Rows),
    Done(Box<Done>),
}

impl Feeder<'_> {
    fn next(&mut self, memory: Vec<u8>) -> Option<(u64, Fed)> {
        let fed = self.feed(memory)?;
        let place = self.next;
        self.next += 1;
        Some((place, fed))
    }

    fn feed(&mut self, memory: Vec<u8>) -> Option<Fed> {
        loop {
            match self.current.take() {
                None => match self.logs.next()? {
                    LogFile::Archive(cursor) => self.current = Some(Current::Archive(cursor)),
                    LogFile::Raw(log) if log.small => return Some(Fed::File(log)),
                    LogFile::Raw(log) => match log.open(self.request) {
                        Ok(current) => self.current = Some(Current::Raw(current)),
                        Err(end) => return Some(Fed::Done(Box::new(Done::End(end)))),
                    },
                },
                Some(Current::Archive(mut cursor)) => {
                    // After the last row group comes the next log.
                    if let Some(step) = cursor.step() {
                        self.current = Some(Current::Archive(cursor));
                        return Some(match step {
                            Step::Rows(rows, bytes) => {
                                self.progress.read.fetch_add(bytes, Ordering::Relaxed);
                                Fed::Rows(rows)
                            }
                            Step::Damaged(archive, what) => Fed::Done(Box::new(Done::Damaged(archive, what))),
                        });
                    }
                }
                Some(Current::Raw(current)) => {
                    let mut current = current;
                    return Some(match current.unit(memory, self.progress) {
                        Ok(unit) => {
                            let reader = current.log.reader.clone();
                            self.current = Some(Current::Raw(current));
                            Fed::Unit(reader, unit)
                        }
                        Err(end) => Fed::Done(Box::new(Done::End(end))),
                    });
                }
            }
        }
    }
}

impl RawLog {
    fn open(mut self: Box<Self>, request: &Request) -> Result<Box<CurrentLog>, End> {
        let opened = self.opened.take().map_or_else(|| source::open(&self.input, request.hash, request.looking.max_unpacked), Ok);
        match opened {
            Ok(opened) => Ok(Box::new(CurrentLog { log: *self, opened, counted: 0 })),
            Err(error) => Err(End { file: self.file, digest: Digest::default(), more_pages: false, error: Some(error.to_string()) }),
        }
    }

    /// Reads the whole file, unit by unit, into one batch.
    fn read(self: Box<Self>, request: &Request, progress: &Progress, worker: &mut Worker, memory: Batch) -> Done {
        let mut current = match self.open(request) {
            Ok(current) => current,
            Err(end) => return Done::End(end),
        };
        let (reader, mut ended) = (current.log.reader.clone(), None);
        let mut next = |bytes: Vec<u8>| current.unit(bytes, progress).map_err(|end| ended = Some(end)).ok();
        let batch = reader.read_file(&mut next, worker, memory);
        match ended {
            Some(end) => Done::File(batch, end),
            None => Done::Batch(batch),
        }
    }
}

impl CurrentLog {
    /// The next unit, or the end of the log.
    fn unit(&mut self, memory: Vec<u8>, progress: &Progress) -> Result<Unit, End> {
        let result = self.log.framer.next_unit(&mut self.opened.text, memory);
        let bytes = self.opened.digest.bytes();
        progress.read.fetch_add(bytes - self.counted, Ordering::Relaxed);
        self.counted = bytes;
        let error = match result {
            Ok(Some(unit)) => return Ok(unit),
            Ok(None) => self.opened.text.error().map(ToString::to_string).or_else(|| self.log.framer.problem().map(str::to_owned)),
            Err(error) => Some(error.to_string()),
        };
        Err(End { file: self.log.file, digest: self.opened.digest.clone(), more_pages: self.log.framer.more_pages(), error })
    }
}
