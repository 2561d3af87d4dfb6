//! Threads and order: units are handed out in input order, read side by side, and taken in in the same order by one thread.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};

use super::archived::{Cursor, Portion, Rows};
use super::framing::{Framer, Unit};
use super::read::{UnitReader, Worker};
use super::source::{self, Digest, Input, Opened};
use super::{Progress, Request, Watch};
use crate::archive::Archive;
use crate::facts::{Batch, Collector};
use crate::failure::Failure;
use crate::words::Text;

/// A log to read.
pub(super) enum LogFile {
    Raw(Box<RawLog>),
    Archive(Cursor),
}

/// A file that was exported.
pub(super) struct RawLog {
    /// Its place in the ledger.
    pub file: usize,
    pub input: Input,
    pub reader: Arc<UnitReader>,
    pub framer: Box<dyn Framer>,
    pub opened: Option<Opened>,
    /// Small enough that one worker reads all of it, while others read other files.
    pub small: bool,
}

/// Bytes on disk of a small file, and of one that is compressed.
pub(super) const SMALL: u64 = 8 << 20;
pub(super) const SMALL_PACKED: u64 = 1 << 20;

/// What a worker hands over.
enum Done {
    Batch(Batch),
    /// A file ended.
    End(End),
    /// A whole file.
    File(Batch, End),
    /// An archive is damaged.
    Damaged(Arc<Archive>, Text),
    /// A row group cannot be read although its bytes are those that were written: of a later version, or a bug.
    Unreadable(Failure),
}

/// What is known of a file only at its end.
struct End {
    file: usize,
    digest: Digest,
    more_pages: bool,
    error: Option<Text>,
}

impl End {
    fn note(self, collector: &mut Collector) {
        let ledger = collector.file_mut(self.file);
        ledger.bytes = self.digest.bytes();
        ledger.read_error = self.error.or_else(|| ledger.read_error.take());
        // The hash of a part would be taken for that of the file.
        ledger.sha256 = self.digest.sha256().filter(|_| ledger.read_error.is_none());
        ledger.more_pages = self.more_pages;
    }
}

/// Reads all logs, or stops at an archive that is damaged.
pub(super) fn run(
    request: &Request,
    logs: Vec<LogFile>,
    collector: &mut Collector,
    progress: &Progress,
    watch: &mut Watch<'_>,
) -> Result<Option<(Arc<Archive>, Text)>, Failure> {
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
                        Fed::Rows(rows) => match rows.read(&request.keep, &mut worker, memory()) {
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
pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
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
                            Portion::Rows(rows, bytes) => {
                                self.progress.read.fetch_add(bytes, Ordering::Relaxed);
                                Fed::Rows(rows)
                            }
                            Portion::Damaged(archive, what) => Fed::Done(Box::new(Done::Damaged(archive, what))),
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
            Err(error) => Err(End { file: self.file, digest: Digest::default(), more_pages: false, error: Some(Text::of_io(&error)) }),
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
            Ok(None) => self.opened.text.error().map(Text::of_io).or_else(|| self.log.framer.problem().map(Text::from)),
            Err(error) => Some(Text::of_io(&error)),
        };
        Err(End { file: self.log.file, digest: self.opened.digest.clone(), more_pages: self.log.framer.more_pages(), error })
    }
}
