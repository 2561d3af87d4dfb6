//! Merging events into the days of an archive: the ids of what is already there are looked through for copies, and each day that changes is
//! written anew, as one file in the order of time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use hashbrown::{HashMap, HashSet};
use polars::prelude::PolarsError;

use super::add::{Added, cannot_read};
use crate::archive::{
    DataFile, Parquet, Row, Source, Store, folder, read_audits, read_ids_and_origins, read_sign_ins, sha256_of, write_audits, write_sign_ins,
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
    /// Staged files of nothing but what was read before: what is to come holds no copies of it.
    own: BTreeSet<String>,
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
            store,
            coming: Vec::new(),
            fresh: BTreeSet::new(),
            renewed: BTreeSet::new(),
            own: BTreeSet::new(),
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
        let path = self.store.place(&file.path);
        let bytes = fs::read(&path).map_err(|error| cannot_read(&path.display().to_string(), &error, said::cannot_read_command_again))?;
        Parquet::new(bytes).map_err(|error| Failure::bug(&error))
    }

    /// What decides which of two copies counts: the lower.
    fn precedence<E>(&self, row: &Row<E>, record: u64) -> (Option<&Precedence>, u64) {
        (self.order.get(&row.source), record)
    }

    /// The events that come, with the numbers of their sources. Those of a source of another archive that is here already do not come, nor those
    /// of days that were removed on purpose.
    fn rows_of<E>(&mut self, events: impl Iterator<Item = (usize, E)>, when: impl Fn(&E) -> (Log, i64)) -> Vec<Row<E>> {
        let kept_from = self.store.manifest.kept_from().filter(|_| !self.restore).unwrap_or(i64::MIN);
        let mut rows = Vec::new();
        for (file, event) in events {
            let Some(source) = self.coming.get(file).and_then(|coming| coming.as_ref()).map(|coming| coming.number) else { continue };
            let (log, time) = when(&event);
            if time.div_euclid(DAY) < kept_from {
                *self.left_out.entry((file, log)).or_default() += 1;
            } else {
                rows.push(Row { event, source });
            }
        }
        rows
    }

    /// Merges sign-ins, of which no two are copies of each other, into their days.
    pub fn merge(&mut self, events: Vec<(usize, SignIn)>, texts: &mut Interner) -> Result<(), Failure> {
        let mut new = self.rows_of(events.into_iter(), |event| (event.log, event.time));
        let by_id: HashMap<EventId, usize> =
            new.iter().enumerate().filter(|(_, row)| !row.event.id.is_absent()).map(|(place, row)| (row.event.id, place)).collect();
        let mut copies: HashSet<usize> = HashSet::new();
        // Rows that leave the archive: by file, their places in it.
        let mut leaving: BTreeMap<String, HashSet<usize>> = BTreeMap::new();
        let old: Vec<DataFile> =
            self.store.manifest.files.iter().filter(|file| !self.own.contains(&file.path) && file.log() != Some(Log::Audit)).cloned().collect();
        for file in &old {
            let parquet = self.read(file)?;
            let mut at = 0;
            for group in 0..parquet.row_groups().len() {
                for row in read_ids_and_origins(&parquet, group, texts).map_err(|error| Failure::bug(&error))? {
                    let place = at;
                    at += 1;
                    if row.event.id.is_absent() {
                        // Of a source that is read again, these cannot be told from what is coming: they come again.
                        let again = self.fresh.contains(&row.source) && !self.store.staged(&file.path);
                        if again {
                            leaving.entry(file.path.clone()).or_default().insert(place);
                        }
                        continue;
                    }
                    let Some(&copy) = by_id.get(&row.event.id) else { continue };
                    let renewed = row.source == new[copy].source && (self.renewed.contains(&row.source) || new[copy].event.joined);
                    if !renewed && self.precedence(&row, row.event.record) <= self.precedence(&new[copy], new[copy].event.record) {
                        copies.insert(copy);
                    } else {
                        leaving.entry(file.path.clone()).or_default().insert(place);
                    }
                }
            }
        }
        let mut place = 0;
        new.retain(|_| {
            place += 1;
            !copies.contains(&(place - 1))
        });
        let mut days: BTreeMap<(Log, i64), Vec<Row<SignIn>>> = BTreeMap::new();
        for row in new {
            days.entry((row.event.log, row.event.time.div_euclid(DAY))).or_default().push(row);
        }
        for path in leaving.keys() {
            if let Some(key) = self.file(path).and_then(|file| Some((file.log()?, file.day()?))) {
                days.entry(key).or_default();
            }
        }
        for (day, mut rows) in days {
            let merged: Vec<DataFile> = self.files_of(&folder(day.0, day.1)).into_iter().filter(|file| !self.own.contains(&file.path)).collect();
            for file in &merged {
                let leaving = leaving.get(&file.path);
                let stays = |place: usize| !leaving.is_some_and(|leaving| leaving.contains(&place));
                self.read_rows(file, day.0, texts, stays, &mut rows)?;
            }
            let written = self.write_sign_ins(day, &mut rows, &merged, texts)?;
            self.own.extend(written.filter(|_| merged.is_empty()));
        }
        Ok(())
    }

    /// Makes one file of all that each day has.
    pub fn unite_days(&mut self) -> Result<(), Failure> {
        let mut days: BTreeMap<(Log, i64), Vec<DataFile>> = BTreeMap::new();
        for file in &self.store.manifest.files {
            if let Some(day) = file.log().filter(|&log| log != Log::Audit).zip(file.day()) {
                days.entry(day).or_default().push(file.clone());
            }
        }
        for (day, files) in days.into_iter().filter(|(_, files)| files.len() > 1) {
            let (mut rows, mut texts) = (Vec::new(), Interner::new());
            for file in &files {
                self.read_rows(file, day.0, &mut texts, |_| true, &mut rows)?;
            }
            self.write_sign_ins(day, &mut rows, &files, &texts)?;
        }
        Ok(())
    }

    /// Reads the rows of a file that stay, given their places in it.
    fn read_rows(
        &self,
        file: &DataFile,
        log: Log,
        texts: &mut Interner,
        stays: impl Fn(usize) -> bool,
        rows: &mut Vec<Row<SignIn>>,
    ) -> Result<(), Failure> {
        let parquet = self.read(file)?;
        let mut at = 0;
        for group in 0..parquet.row_groups().len() {
            for row in read_sign_ins(&parquet, group, log, texts).map_err(|error| Failure::bug(&error))? {
                if stays(at) {
                    rows.push(row);
                }
                at += 1;
            }
        }
        Ok(())
    }

    /// See [`Adding::write_day`].
    fn write_sign_ins(
        &mut self,
        day: (Log, i64),
        rows: &mut [Row<SignIn>],
        merged: &[DataFile],
        texts: &Interner,
    ) -> Result<Option<String>, Failure> {
        rows.sort_by_key(|row| (row.event.time, row.source, row.event.record));
        let without_id = rows.iter().filter(|row| row.event.id.is_absent()).count() as u64;
        self.write_day(day, rows, |event| event.time, (without_id, merged), || write_sign_ins(rows, texts))
    }

    /// Writes a day of sign-ins as it is.
    pub fn adopt_day(&mut self, day: (Log, i64), rows: &mut [Row<SignIn>], texts: &Interner) -> Result<(), Failure> {
        self.write_sign_ins(day, rows, &[], texts).map(|_| ())
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
        let all = self.rows_of(events.into_iter(), |event| (Log::Audit, event.time)).into_iter().map(|row| (true, row)).collect();
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
            self.write_day((Log::Audit, day), &rows, |event| event.time, (without_id, &merged), || write_audits(&rows, texts))?;
        }
        Ok(())
    }

    fn file(&self, path: &str) -> Option<&DataFile> {
        self.store.manifest.files.iter().find(|file| file.path == path)
    }

    fn files_of(&self, folder: &str) -> Vec<DataFile> {
        self.store.manifest.files.iter().filter(|file| file.path.rsplit_once('/').is_some_and(|(of, _)| of == folder)).cloned().collect()
    }

    /// Writes rows of a day, in the place of the files they were merged with; gives the path of their file. `without_id` of them have no id.
    fn write_day<E>(
        &mut self,
        (log, day): (Log, i64),
        rows: &[Row<E>],
        time_of: impl Fn(&E) -> i64,
        (without_id, merged): (u64, &[DataFile]),
        write: impl FnOnce() -> Result<Vec<u8>, PolarsError>,
    ) -> Result<Option<String>, Failure> {
        self.store.manifest.files.retain(|file| merged.iter().all(|old| old.path != file.path));
        let staged = match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => Some((first, last, write().map_err(|error| Failure::bug(&error))?)),
            _ => None,
        };
        for old in merged {
            self.store.unstage(&old.path);
        }
        let Some((first, last, bytes)) = staged else { return Ok(None) };
        let (path, hash) = self.store.stage(&folder(log, day), "parquet", &bytes)?;
        let mut sources = BTreeMap::new();
        for row in rows {
            *sources.entry(row.source).or_default() += 1;
        }
        self.store.manifest.files.push(DataFile {
            path: path.clone(),
            bytes: bytes.len() as u64,
            sha256: hash,
            rows: rows.len() as u64,
            sign_ins: None,
            first: time::rfc3339(time_of(&first.event)),
            last: time::rfc3339(time_of(&last.event)),
            without_id,
            sources,
            whole: None,
            of: None,
        });
        Ok(Some(path))
    }
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
