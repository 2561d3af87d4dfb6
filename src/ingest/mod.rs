//! From inputs to collected events: recognise each file, cut it into units, read units side by side, take them in in input order.
//!
//! Order is what makes the result independent of threads: units are handed out in input order, and the batches that come back are
//! committed in the same order by one thread. Committing is cheap (a batch is a few hundred small structs and each text once), so
//! nothing has to be merged afterwards and the first copy of a duplicate is always the one the contract says.

pub mod detect;
pub mod dialect;
pub mod formats;
pub mod framing;
pub mod ledger;
mod read;
pub mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};

use crate::facts::{Batch, Collected, Collector, Keep};
use crate::failure::Failure;
use crate::knowledge::headers::Headers;
use crate::model::time::{DateOrder, OrderEvidence, Zone, order_evidence};
use detect::{Clock, HEAD, Recognised, Verdict, detect, framer};
use dialect::Want;
use formats::Holds;
use framing::{Framer, Unit};
use ledger::FileLedger;
use read::{SkipReaders, UnitReader};
use source::{Digest, Encoding, Input, Opened, Part};

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
}

/// Looks at every input: what is it, and in which order does it count?
///
/// # Errors
/// A path that does not exist or a folder that cannot be listed. A single file that cannot be opened is a verdict, not an error.
pub fn look(inputs: &[String], looking: &Looking) -> Result<Vec<Looked>, Failure> {
    let mut all: Vec<Looked> = source::discover(inputs, looking.max_unpacked)?.into_iter().map(|input| look_at(input, looking)).collect();
    // Of a named archive something must be a log, but not everything.
    let useful: BTreeSet<_> =
        all.iter().filter(|looked| !matches!(looked.verdict, Verdict::NoLog(_))).map(|looked| looked.input.path.clone()).collect();
    for looked in &mut all {
        if looked.input.part.is_some() && useful.contains(&looked.input.path) && matches!(looked.verdict, Verdict::NoLog(_)) {
            looked.input.named = false;
        }
    }
    // Input order: by how much a format can tell, then by path.
    all.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.input.shown.as_bytes().cmp(b.input.shown.as_bytes())));
    Ok(all)
}

fn rank(looked: &Looked) -> u8 {
    match &looked.verdict {
        Verdict::Log(found) => found.format.rank,
        Verdict::SetAside(_) | Verdict::NoLog(_) => u8::MAX,
    }
}

fn look_at(input: Input, looking: &Looking) -> Looked {
    let on_disk = || input.path.as_ref().and_then(|path| path.metadata().ok()).map_or(0, |meta| meta.len());
    let bytes = match &input.part {
        Some(Part::Member(member)) => member.packed,
        Some(Part::Sheet(_)) | None => on_disk(),
    };
    let unreadable = |error: &std::io::Error| Verdict::NoLog(format!("it cannot be read: {error}"));
    if let Some(why) = input.broken.clone() {
        return Looked {
            input,
            verdict: Verdict::NoLog(format!("it cannot be read: {why}")),
            bytes,
            container: None,
            encoding: Encoding::Utf8,
            opened: None,
        };
    }
    let mut opened = match source::open(&input, opens_once(&input), looking.max_unpacked) {
        Ok(opened) => opened,
        Err(error) => return Looked { input, verdict: unreadable(&error), bytes, container: None, encoding: Encoding::Utf8, opened: None },
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
    Looked { input, verdict, bytes, container, encoding, opened: keep_open.then_some(opened) }
}

/// Settles how the times of a file are read.
fn with_times(mut found: Recognised, head: &[u8], input: &Input, looking: &Looking) -> Recognised {
    if let (Clock::Unknown, Some(zone)) = (found.clock, looking.zone) {
        found.clock = Clock::Zone(zone);
    }
    let mut source = head;
    let mut evidence = date_order(&found, &mut source, looking.max_record);
    if evidence == Some(OrderEvidence::Either) && head.len() >= HEAD && !opens_once(input) {
        // The first megabyte may be the first days of one month; further on the file may tell.
        if let Ok(mut opened) = source::open(input, false, looking.max_unpacked) {
            evidence = date_order(&found, &mut opened.text, looking.max_record);
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

/// What the dates of a file tell about the order of day and month; `None` where its first time leaves no doubt.
fn date_order(found: &Recognised, source: &mut dyn Read, max_record: usize) -> Option<OrderEvidence> {
    let reader = UnitReader::new(0, found, max_record, Want::default());
    let mut framer = framer(found, max_record);
    let mut evidence = None;
    let (mut first, mut seen) = (true, 0);
    let mut see = |text: &str| {
        let of_this = order_evidence(text);
        match (evidence, of_this) {
            // Times in which nothing is in doubt stand in the whole file.
            (_, None) if first && !text.contains('/') => return ControlFlow::Break(()),
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
    evidence
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
    ingest_looked(look(&request.inputs, &request.looking)?, request, progress)
}

/// Reads inputs that were looked at already.
///
/// # Errors
/// Nothing is recognised as a log.
pub fn ingest_looked(inputs: Vec<Looked>, request: &Request, progress: &Progress) -> Result<Collected, Failure> {
    let mut files = Vec::new();
    let mut logs = Vec::new();
    let mut settings = Vec::new();
    for looked in inputs {
        let mut ledger = FileLedger { path: looked.input.shown.clone(), named: looked.input.named, bytes: looked.bytes, ..FileLedger::default() };
        match looked.verdict {
            Verdict::Log(ref found) if found.format.holds == Holds::Settings => {
                ledger.format = Some(found.format.id);
                match read_whole(&looked.input, looked.opened, request) {
                    Ok((text, digest)) => {
                        (ledger.bytes, ledger.sha256) = (digest.bytes(), digest.sha256());
                        settings.push((ledger.path.clone(), text));
                    }
                    Err(error) => ledger.read_error = Some(error.to_string()),
                }
            }
            Verdict::Log(ref found) => {
                ledger.format = Some(found.format.id);
                ledger.cut_is_normal = found.format.appended;
                ledger.lacks.clone_from(&found.lacks);
                ledger.log_assumed = found.log_assumed;
                ledger.by_position = found.by_position;
                progress.total.fetch_add(looked.bytes, Ordering::Relaxed);
                logs.push(LogFile { input: looked.input, recognised: found.clone(), opened: looked.opened });
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
        let list: Vec<String> =
            files.iter().take(5).map(|file| format!("\n    {:?}: {}", file.path, file.set_aside.as_deref().unwrap_or_default())).collect();
        let list = list.concat();
        return Err(Failure {
            code: "nothing-recognised",
            fault: crate::failure::Fault::NothingRecognised,
            what: if files.is_empty() {
                "there are no files in the inputs".to_owned()
            } else {
                format!("none of {} inputs is a sign-in or audit log:{list}", files.len())
            },
            next: "crosstenant formats lists every export that is read and how to get it".to_owned(),
        });
    }
    let mut collector = Collector::new(request.keep, files);
    for (path, text) in settings {
        collector.settings(path, text);
    }
    run(request, logs, &mut collector, progress);
    Ok(collector.finish())
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

/// A log to read. Its place in the list is its place in the ledger.
struct LogFile {
    input: Input,
    recognised: Recognised,
    opened: Option<Opened>,
}

/// What a worker hands over for one unit.
enum Done {
    Batch(Batch),
    /// A file ended: what is known only then.
    End {
        file: usize,
        digest: Digest,
        more_pages: bool,
        error: Option<String>,
    },
}

fn run(request: &Request, logs: Vec<LogFile>, collector: &mut Collector, progress: &Progress) {
    let readers: Vec<UnitReader> = logs
        .iter()
        .enumerate()
        .map(|(file, log)| UnitReader::new(file, &log.recognised, request.looking.max_record, Want { details: request.keep.events }))
        .collect();
    let feeder = Mutex::new(Feeder { logs: logs.into_iter().enumerate(), current: None, next: 0, request, progress });
    // Memory of units and batches goes round: each costs more to get than to fill.
    let spare: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());
    let used: Mutex<Vec<Batch>> = Mutex::new(Vec::new());
    let (sender, receiver) = sync_channel::<(u64, Done)>(request.threads * 2);
    std::thread::scope(|scope| {
        for _ in 0..request.threads {
            let (sender, feeder, spare, used, readers) = (sender.clone(), &feeder, &spare, &used, &readers);
            scope.spawn(move || {
                let mut skip_readers = SkipReaders::default();
                loop {
                    let memory = lock(spare).pop().unwrap_or_default();
                    let Some((place, fed)) = lock(feeder).next(memory) else { return };
                    let done = match fed {
                        Fed::Unit(file, unit) => {
                            let memory = lock(used).pop().unwrap_or_default();
                            let batch = readers[file].read(&unit, &mut skip_readers, memory);
                            lock(spare).push(unit.bytes);
                            Done::Batch(batch)
                        }
                        Fed::End(end) => end,
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
                    }
                    Done::End { file, digest, more_pages, error } => {
                        let ledger = collector.file_mut(file);
                        ledger.bytes = digest.bytes();
                        // The hash of a part would be taken for that of the file.
                        ledger.sha256 = digest.sha256().filter(|_| error.is_none());
                        ledger.more_pages = more_pages;
                        ledger.read_error = error;
                    }
                }
            }
        }
    });
}

/// A poisoned lock means that another thread panicked; the panic itself is reported, so go on until the scope ends.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hands out the units of all files, one after the other, in input order.
struct Feeder<'r, I> {
    logs: I,
    current: Option<Current>,
    next: u64,
    request: &'r Request,
    progress: &'r Progress,
}

struct Current {
    file: usize,
    opened: Opened,
    framer: Box<dyn Framer>,
    counted: u64,
}

enum Fed {
    Unit(usize, Unit),
    End(Done),
}

impl<I: Iterator<Item = (usize, LogFile)>> Feeder<'_, I> {
    fn next(&mut self, memory: Vec<u8>) -> Option<(u64, Fed)> {
        let fed = self.feed(memory)?;
        let place = self.next;
        self.next += 1;
        Some((place, fed))
    }

    fn feed(&mut self, memory: Vec<u8>) -> Option<Fed> {
        if self.current.is_none() {
            let (file, log) = self.logs.next()?;
            let opened = match log.opened.map_or_else(|| source::open(&log.input, self.request.hash, self.request.looking.max_unpacked), Ok) {
                Ok(opened) => opened,
                Err(error) => {
                    return Some(Fed::End(Done::End { file, digest: Digest::default(), more_pages: false, error: Some(error.to_string()) }));
                }
            };
            self.current = Some(Current { file, opened, framer: framer(&log.recognised, self.request.looking.max_record), counted: 0 });
        }
        let current = self.current.as_mut()?;
        let result = current.framer.next_unit(&mut current.opened.text, memory);
        let bytes = current.opened.digest.bytes();
        self.progress.read.fetch_add(bytes - current.counted, Ordering::Relaxed);
        current.counted = bytes;
        let error = match result {
            Ok(Some(unit)) => return Some(Fed::Unit(current.file, unit)),
            Ok(None) => current.opened.text.error().map(ToString::to_string).or_else(|| current.framer.problem().map(str::to_owned)),
            Err(error) => Some(error.to_string()),
        };
        let end = Done::End { file: current.file, digest: current.opened.digest.clone(), more_pages: current.framer.more_pages(), error };
        self.current = None;
        Some(Fed::End(end))
    }
}
