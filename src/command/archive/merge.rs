//! Merging events into the days of an archive: the ids of what is already there are looked through for copies, and each day that changes is
//! written anew when all has come, as one file in the order of time. Days are written side by side.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use hashbrown::{HashMap, HashSet};
use polars::prelude::PolarsError;

use super::add::{Added, cannot_read};
use crate::archive::{
    DataFile, LogDay, Parquet, Row, Source, Store, Waiting, cannot_write, folder, read_audits, read_ids_and_origins, read_sign_ins, sha256_of,
    write_audits, write_sign_ins,
};
use crate::facts::AuditCopies;
use crate::failure::Failure;
use crate::ingest::Candidate;
use crate::ingest::archived::{ledgers, precedence};
use crate::ingest::detect::Verdict;
use crate::ingest::source::InputPart;
use crate::model::{AuditEvent, EventId, Interner, Log, SignIn, time};
use crate::words::errors as said;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Rank of the format, path, number: the order in which copies of events count.
type Precedence = (u8, Vec<u8>, u32);

/// A source that is being read.
pub(super) struct Coming {
    pub number: u32,
    pub hash: String,
    /// What another archive remembers of it.
    pub remembered: Option<Source>,
    /// The folder of that archive.
    of: Option<PathBuf>,
}

/// The archive under construction.
pub(super) struct Adding {
    /// What came. It goes before the folder that its file is in.
    waiting: Waiting,
    pub store: Store,
    /// The source that each file in the order of reading becomes; `None` for what is no log, or is there already.
    pub coming: Vec<Option<Coming>>,
    /// Place of each source in the order in which copies count, by number: the known ones and those being read.
    order: BTreeMap<u32, Precedence>,
    /// Sources that are being read.
    fresh: BTreeSet<u32>,
    /// Of these, sources that were read into fewer columns before: what comes takes the place of their rows.
    renewed: BTreeSet<u32>,
    /// Days that were removed on purpose come back.
    restore: bool,
    /// Records of days that were removed on purpose, by place of their file and log.
    pub left_out: BTreeMap<(usize, Log), u64>,
    /// Rows that leave the archive: by file, their places in it.
    leaving: BTreeMap<String, HashSet<usize>>,
}

impl Adding {
    pub fn new(store: Store, restore: bool) -> Self {
        let order = store.manifest.sources.iter().map(|source| {
            let (rank, name, number) = precedence(source);
            (source.number, (rank, name.to_vec(), number))
        });
        Self {
            order: order.collect(),
            restore,
            left_out: BTreeMap::new(),
            waiting: Waiting::new(store.staging()),
            store,
            coming: Vec::new(),
            fresh: BTreeSet::new(),
            renewed: BTreeSet::new(),
            leaving: BTreeMap::new(),
        }
    }

    /// Leaves out files that are in the archive already, and numbers the others. Of another archive, its sources are the files.
    pub fn new_logs(&mut self, candidates: Vec<Candidate>, added: &mut Added) -> Result<Vec<Candidate>, Failure> {
        let steps = candidates.iter().any(Candidate::tells_steps);
        let mut hashes: HashMap<PathBuf, String> = HashMap::new();
        let mut new = Vec::new();
        for candidate in candidates {
            let before = self.coming.len();
            match &candidate.verdict {
                Verdict::Log(found) => {
                    let hash = identity(&candidate, &mut hashes)?;
                    // What is told beside them of the steps of their authentication makes sign-ins that are known tell more.
                    let joins = steps && found.columns.is_some();
                    let coming = self.number((hash, joins), None, (found.format.rank, &candidate.input.shown));
                    self.coming.extend(coming.map(Some));
                    if self.coming.len() == before {
                        added.known.push(candidate.input.shown);
                        continue;
                    }
                }
                Verdict::Archive(archive, rank) => {
                    for (number, _) in ledgers(archive, *rank, None) {
                        let Some(source) = archive.manifest().source(number) else { continue };
                        let coming = self.number((source.hash.clone(), false), Some((source, archive.dir())), (*rank, &source.name));
                        if coming.is_none() {
                            added.known.push(source.name.clone());
                        }
                        self.coming.push(coming);
                    }
                    if self.coming.iter().skip(before).all(Option::is_none) {
                        self.coming.truncate(before);
                        continue;
                    }
                }
                Verdict::SetAside(_) | Verdict::NoLog(_) => self.coming.push(None),
            }
            new.push(candidate);
        }
        Ok(new)
    }

    /// Gives a source its number, unless it is there already and reading it again would give no more, or another archive brings it too. What
    /// is known comes again where other files may tell more of its sign-ins (`joins`): of these, those that were joined take the place of
    /// what is there.
    /// Files of one addition that are alike to the byte are sources each: the records of the second are duplicates, as wherever both are read.
    fn number(&mut self, (hash, joins): (String, bool), remembered: Option<(&Source, &Path)>, (rank, name): (u8, &str)) -> Option<Coming> {
        let of = remembered.map(|(_, dir)| dir.to_owned());
        let remembered = remembered.map(|(source, _)| source);
        let alike = |known: &&Source| !hash.is_empty() && known.hash == hash;
        let known = self.store.manifest.sources.iter().filter(alike);
        // Of several that are alike each stands for one.
        let left = known.clone().filter(|known| !self.fresh.contains(&known.number));
        let again = left.clone().find(|known| known.name == name).or_else(|| left.clone().next());
        let brought = self.coming.iter().flatten().any(|other| !hash.is_empty() && other.hash == hash && other.of != of);
        let no_more = |known: &Source| !known.is_incomplete() || remembered.is_some_and(|source| source.missing() >= known.missing());
        let comes_back = |known: &Source| self.restore && known.removed() > 0;
        let renewed = again.is_some_and(|known| known.has_fewer_columns(remembered));
        if brought || (known.clone().next().is_some() && again.is_none_or(|known| no_more(known) && !comes_back(known) && !renewed && !joins)) {
            return None;
        }
        let number = again.map_or_else(|| self.order.keys().next_back().map_or(0, |last| last + 1), |known| known.number);
        self.order.insert(number, (rank, name.as_bytes().to_vec(), number));
        self.fresh.insert(number);
        if renewed {
            self.renewed.insert(number);
        }
        Some(Coming { number, hash, remembered: remembered.cloned(), of })
    }

    /// Whether a source with this hash was in the archive before.
    pub fn was_there(&self, hash: &str) -> bool {
        self.store.manifest.sources.iter().any(|known| known.hash == hash && !self.fresh.contains(&known.number))
    }

    fn read(&self, file: &DataFile) -> Result<Parquet, Failure> {
        let path = self.store.dir().join(&file.path);
        let bytes = fs::read(&path).map_err(|error| cannot_read(&path.display().to_string(), &error, said::cannot_read_command_again))?;
        Parquet::new(bytes).map_err(|error| Failure::bug(&error))
    }

    /// What decides which of two copies counts: the lower.
    fn precedence<E>(&self, row: &Row<E>, record: u64) -> (Option<&Precedence>, u64) {
        (self.order.get(&row.source), record)
    }

    /// The events that come, with the numbers of their sources. Those of a source of another archive that is here already do not come, nor those
    /// of days that were removed on purpose.
    fn rows_of<E>(&mut self, events: Vec<(usize, E)>, when: impl Fn(&E) -> (Log, i64)) -> Vec<Row<E>> {
        let kept_from = self.store.manifest.kept_from().filter(|_| !self.restore).unwrap_or(i64::MIN);
        let (coming, left_out) = (&self.coming, &mut self.left_out);
        let row = |(file, event): (usize, E)| {
            let source = coming.get(file)?.as_ref()?.number;
            let (log, time) = when(&event);
            if time.div_euclid(DAY) < kept_from {
                *left_out.entry((file, log)).or_default() += 1;
                return None;
            }
            Some(Row { event, source })
        };
        // In the memory of what came.
        events.into_iter().filter_map(row).collect()
    }

    /// Whether there are sign-ins that others may be copies of.
    pub fn holds_sign_ins(&self) -> bool {
        self.store.manifest.files.iter().any(|file| file.log() != Some(Log::Audit))
    }

    /// Takes in sign-ins, of which no two are copies of each other, nor of any that were taken in before.
    pub fn merge(&mut self, events: Vec<(usize, SignIn)>, texts: &mut Interner) -> Result<(), Failure> {
        let new = self.rows_of(events, |event| (event.log, event.time));
        let copies = self.copies_among(&new, texts)?;
        for (place, row) in new.iter().enumerate() {
            if !copies.contains(&place) {
                self.wait(row)?;
            }
        }
        Ok(())
    }

    /// The places of rows that are copies of what is in the archive and stays; what they take the place of is noted as leaving.
    fn copies_among(&mut self, new: &[Row<SignIn>], texts: &mut Interner) -> Result<HashSet<usize>, Failure> {
        let mut copies = HashSet::new();
        if !self.holds_sign_ins() {
            return Ok(copies);
        }
        let old: Vec<DataFile> = self.store.manifest.files.iter().filter(|file| file.log() != Some(Log::Audit)).cloned().collect();
        let by_id: HashMap<EventId, usize> =
            new.iter().enumerate().filter(|(_, row)| !row.event.id.is_absent()).map(|(place, row)| (row.event.id, place)).collect();
        for file in &old {
            let parquet = self.read(file)?;
            let mut at = 0;
            for group in 0..parquet.row_groups().len() {
                for row in read_ids_and_origins(&parquet, group, texts).map_err(|error| Failure::bug(&error))? {
                    let place = at;
                    at += 1;
                    if row.event.id.is_absent() {
                        // Of a source that is read again, these cannot be told from what is coming: they come again.
                        if self.fresh.contains(&row.source) {
                            self.leaving.entry(file.path.clone()).or_default().insert(place);
                        }
                        continue;
                    }
                    let Some(&copy) = by_id.get(&row.event.id) else { continue };
                    let renewed = row.source == new[copy].source && (self.renewed.contains(&row.source) || new[copy].event.joined);
                    if !renewed && self.precedence(&row, row.event.record) <= self.precedence(&new[copy], new[copy].event.record) {
                        copies.insert(copy);
                    } else {
                        self.leaving.entry(file.path.clone()).or_default().insert(place);
                    }
                }
            }
        }
        Ok(copies)
    }

    /// Lets a sign-in wait for the others of its day.
    fn wait(&mut self, row: &Row<SignIn>) -> Result<(), Failure> {
        self.waiting.push(row).map_err(|error| cannot_write(self.store.dir(), &error))
    }

    /// Writes the days that changed, so many at a time.
    pub fn write_days(&mut self, texts: &mut Interner, threads: usize) -> Result<(), Failure> {
        let mut days = self.waiting.days();
        days.extend(self.leaving.keys().filter_map(|path| self.file(path)).filter_map(|file| Some((file.log()?, file.day()?))));
        let mut merged: BTreeMap<LogDay, Vec<DataFile>> = BTreeMap::new();
        for &day in &days {
            let files = self.files_of(&folder(day.0, day.1));
            for file in &files {
                self.keep_rows(file, day.0, texts)?;
            }
            merged.insert(day, files);
        }
        let mut days: VecDeque<LogDay> = days.into_iter().collect();
        while !days.is_empty() {
            let (mut some, mut rows) = (Vec::new(), 0);
            while let Some(&day) = days.front().filter(|_| some.len() < threads.max(1)) {
                rows += self.waiting.count(day);
                if rows > AT_ONCE && !some.is_empty() {
                    break;
                }
                some.push(day);
                days.pop_front();
            }
            let (waiting, texts, dir) = (&self.waiting, &*texts, self.store.dir());
            let write = |day| {
                let mut rows = waiting.rows(day).map_err(|error| cannot_write(dir, &error))?;
                sign_ins_written(&mut rows, texts)
            };
            let written: Vec<Result<_, Failure>> = std::thread::scope(|scope| {
                let begun: Vec<_> = some.iter().map(|&day| scope.spawn(move || write(day))).collect();
                begun.into_iter().map(|written| written.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
            });
            for (day, written) in some.into_iter().zip(written) {
                self.stage_day(day, written?, merged.get(&day).map_or(&[], Vec::as_slice))?;
            }
        }
        // Not every system removes a folder with a file in it that is open.
        self.waiting.clear();
        Ok(())
    }

    /// Lets the rows of a file wait that stay.
    fn keep_rows(&mut self, file: &DataFile, log: Log, texts: &mut Interner) -> Result<(), Failure> {
        let parquet = self.read(file)?;
        let leaving = self.leaving.remove(&file.path).unwrap_or_default();
        let mut at = 0;
        for group in 0..parquet.row_groups().len() {
            for row in read_sign_ins(&parquet, group, log, texts).map_err(|error| Failure::bug(&error))? {
                if !leaving.contains(&at) {
                    self.wait(&row)?;
                }
                at += 1;
            }
        }
        Ok(())
    }

    /// Writes a day of sign-ins as it is.
    pub fn adopt_day(&mut self, day: LogDay, rows: &mut [Row<SignIn>], texts: &Interner) -> Result<(), Failure> {
        let written = sign_ins_written(rows, texts)?;
        self.stage_day(day, written, &[])
    }

    /// Takes in audit events whose sources are numbered already.
    pub fn adopt_audits(&mut self, events: Vec<Row<AuditEvent>>, texts: &mut Interner) -> Result<(), Failure> {
        self.merge_audit_rows(events.into_iter().map(|row| (true, row)).collect(), texts)
    }

    /// Merges audit events: copies among them are told as everywhere else, over all there are.
    pub fn merge_audits(&mut self, events: Vec<(usize, AuditEvent)>, texts: &mut Interner) -> Result<(), Failure> {
        if events.is_empty() {
            return Ok(());
        }
        let all = self.rows_of(events, |event| (Log::Audit, event.time)).into_iter().map(|row| (true, row)).collect();
        self.merge_audit_rows(all, texts)
    }

    /// The same, of events that come (true).
    fn merge_audit_rows(&mut self, mut all: Vec<(bool, Row<AuditEvent>)>, texts: &mut Interner) -> Result<(), Failure> {
        for file in self.store.manifest.files.iter().filter(|file| file.log() == Some(Log::Audit)) {
            let parquet = self.read(file)?;
            for group in 0..parquet.row_groups().len() {
                all.extend(read_audits(&parquet, group, texts).map_err(|error| Failure::bug(&error))?.into_iter().map(|row| (false, row)));
            }
        }
        all.sort_by(|(_, a), (_, b)| self.precedence(a, a.event.record).cmp(&self.precedence(b, b.event.record)));
        let mut copies = AuditCopies::default();
        let mut days: BTreeMap<i64, (bool, Vec<Row<AuditEvent>>)> = BTreeMap::new();
        for (new, row) in all {
            let copy = copies.is_copy(&row.event, texts);
            let day = days.entry(row.event.time.div_euclid(DAY)).or_default();
            // A day changes where something comes or goes.
            day.0 |= new != copy;
            if !copy {
                day.1.push(row);
            }
        }
        for (day, (_, mut rows)) in days.into_iter().filter(|(_, (changed, _))| *changed) {
            rows.sort_by_key(|row| (row.event.time, row.source, row.event.record));
            let without_id = rows.iter().filter(|row| row.event.id.is_absent()).count() as u64;
            let merged = self.files_of(&folder(Log::Audit, day));
            let written = written(&rows, |event| event.time, without_id, || write_audits(&rows, texts))?;
            self.stage_day((Log::Audit, day), written, &merged)?;
        }
        Ok(())
    }

    fn file(&self, path: &str) -> Option<&DataFile> {
        self.store.manifest.files.iter().find(|file| file.path == path)
    }

    fn files_of(&self, folder: &str) -> Vec<DataFile> {
        self.store.manifest.files.iter().filter(|file| file.path.rsplit_once('/').is_some_and(|(of, _)| of == folder)).cloned().collect()
    }

    /// Puts a day in the place of the files it was merged with.
    fn stage_day(&mut self, (log, day): LogDay, written: Option<Written>, merged: &[DataFile]) -> Result<(), Failure> {
        self.store.manifest.files.retain(|file| merged.iter().all(|old| old.path != file.path));
        let Some(Written { bytes, about }) = written else { return Ok(()) };
        let (path, sha256) = self.store.stage(&folder(log, day), "parquet", &bytes)?;
        self.store.manifest.files.push(DataFile { path, sha256, ..about });
        Ok(())
    }
}

/// Sign-ins of days that are written at the same time: some hundred megabytes, unless a single day has more.
const AT_ONCE: usize = 1 << 19;

/// A day as a file, and what the manifest says of it, its path and hash aside.
struct Written {
    bytes: Vec<u8>,
    about: DataFile,
}

/// Sign-ins of a day as a file.
fn sign_ins_written(rows: &mut [Row<SignIn>], texts: &Interner) -> Result<Option<Written>, Failure> {
    rows.sort_by_key(|row| (row.event.time, row.source, row.event.record));
    let without_id = rows.iter().filter(|row| row.event.id.is_absent()).count() as u64;
    written(rows, |event| event.time, without_id, || write_sign_ins(rows, texts))
}

/// Rows of a day as a file; `None` where there are none. `without_id` of them have no id.
fn written<E>(
    rows: &[Row<E>],
    time_of: impl Fn(&E) -> i64,
    without_id: u64,
    write: impl FnOnce() -> Result<Vec<u8>, PolarsError>,
) -> Result<Option<Written>, Failure> {
    let Some((first, last)) = rows.first().zip(rows.last()) else { return Ok(None) };
    let bytes = write().map_err(|error| Failure::bug(&error))?;
    let mut sources = BTreeMap::new();
    for row in rows {
        *sources.entry(row.source).or_default() += 1;
    }
    let about = DataFile {
        path: String::new(),
        bytes: bytes.len() as u64,
        sha256: String::new(),
        rows: rows.len() as u64,
        sign_ins: None,
        first: time::rfc3339(time_of(&first.event)),
        last: time::rfc3339(time_of(&last.event)),
        without_id,
        sources,
        whole: None,
        of: None,
    };
    Ok(Some(Written { bytes, about }))
}

/// The log and day that a path in an archive names.
pub(super) fn day_of(path: &Path) -> Option<(Log, i64)> {
    let part = |start: &str| path.iter().find_map(|part| part.to_str()?.strip_prefix(start));
    let (log, date) = (part("log=")?, part("event_date=")?);
    let log = Log::ALL.into_iter().find(|known| known.name() == log && *known != Log::Audit)?;
    let midnight = time::parse(&format!("{date}T00:00:00Z"), None).ok()?;
    Some((log, midnight.div_euclid(DAY)))
}

/// The SHA-256 of the bytes on disk, and the name of the part where a file holds several; empty for standard input, whose hash is known
/// only when it was read.
fn identity(candidate: &Candidate, hashes: &mut HashMap<PathBuf, String>) -> Result<String, Failure> {
    let Some(path) = candidate.input.path.as_ref().filter(|_| !candidate.is_open()) else { return Ok(String::new()) };
    let hash = if let Some(hash) = hashes.get(path) {
        hash.clone()
    } else {
        let failed = |error| cannot_read(&path.display().to_string(), &error, said::cannot_read_permissions);
        let hash = sha256_of(path).map_err(failed)?;
        hashes.insert(path.clone(), hash.clone());
        hash
    };
    Ok(match &candidate.input.part {
        Some(InputPart::Member(member)) => format!("{hash} {}", member.name),
        Some(InputPart::Sheet(sheet)) => format!("{hash} {sheet}"),
        Some(InputPart::Archive) | None => hash,
    })
}
