//! The archive as an input: its rows in the order in which copies of events count, a row group at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polars::prelude::PolarsResult;

use super::Worker;
use super::formats::by_id;
use crate::archive::{Archive, Depth, Parquet, SignIns, Source, Wanted, counted_of, read_audits, read_parts, read_sign_ins, sound};
use crate::facts::{Batch, Keep, Rolled, RolledRows, SignInRow};
use crate::model::ledger::{FileLedger, LogLedger, Skip};
use crate::model::{EventId, Log};
use crate::words::{Lang, Text, damages as said};

/// What decides which copy of an event counts: how much the format can tell, then the path.
#[must_use]
pub fn precedence(source: &Source) -> (u8, &[u8], u32) {
    (by_id(&source.format).map_or(u8::MAX, |format| format.rank), source.name.as_bytes(), source.number)
}

/// The ranks of the formats the events of an archive came from: how much each can tell.
#[must_use]
pub fn ranks(archive: &Archive) -> Vec<u8> {
    let mut ranks: Vec<u8> = archive.manifest().sources.iter().map(|source| precedence(source).0).collect();
    ranks.sort_unstable();
    ranks.dedup();
    ranks
}

/// Ledgers of the sources of a rank, in the order in which they count, with their numbers; `of` = the hashes of those that are wanted, else all.
/// The rows are still to be counted.
#[must_use]
pub fn ledgers(archive: &Archive, rank: u8, of: Option<&BTreeSet<String>>) -> Vec<(u32, FileLedger)> {
    let wanted = |source: &&Source| precedence(source).0 == rank && of.is_none_or(|of| of.contains(&source.hash));
    let mut sources: Vec<&Source> = archive.manifest().sources.iter().filter(wanted).collect();
    sources.sort_by_key(|source| precedence(source));
    sources.into_iter().map(|source| (source.number, ledger(source, archive))).collect()
}

fn kept(archive: &Archive, source: u32) -> BTreeMap<Log, u64> {
    let mut kept = BTreeMap::new();
    for file in &archive.manifest().files {
        if let (Some(log), Some(rows)) = (file.log(), file.sources.get(&source)) {
            *kept.entry(log).or_default() += rows;
        }
    }
    kept
}

/// The ledger of the file as it was when it was added, without what was removed since. The rows that the archive has of it are still to be read
/// and counted.
fn ledger(source: &Source, archive: &Archive) -> FileLedger {
    let kept = kept(archive, source.number);
    let logs = source.logs.iter().filter_map(|(name, counts)| {
        let log = Log::ALL.into_iter().find(|log| log.name() == name)?;
        let to_come = kept.get(&log).copied().unwrap_or_default();
        let records = counts.records.saturating_sub(to_come + counts.removed);
        Some((log, LogLedger { records, kept: 0, duplicates: records.saturating_sub(counts.skipped), skipped: counts.skipped, span: None }))
    });
    let format = by_id(&source.format);
    FileLedger {
        path: source.name.clone(),
        format: format.map(|format| format.id),
        holds: format.map(|format| format.holds).unwrap_or_default(),
        log_assumed: source.log_assumed,
        by_position: source.by_position,
        read_error: source.read_error.clone().map(Text::verbatim),
        bytes: source.bytes,
        sha256: source.hash.get(..64).map(str::to_owned),
        logs: logs.collect(),
        others: source.others,
        short_rows: source.short_rows,
        prefixed: source.prefixed,
        replaced: source.replaced,
        question_marks: source.question_marks,
        more_pages: source.more_pages,
        skips: source
            .skips
            .iter()
            .map(|note| {
                let first = note.first.iter().map(|(record, found)| Skip { record: *record, code: note.code, found: found.clone() });
                (note.code, (note.count, first.collect()))
            })
            .collect(),
        lacks: source.lacks.clone(),
        removed: source.removed(),
        removed_before: archive.manifest().pruned.as_ref().map(|pruned| pruned.before.clone()),
        cut_is_normal: format.is_some_and(|format| format.appended),
        remembered: true,
        ..FileLedger::default()
    }
}

/// Goes through the rows of some sources of an archive.
pub struct Cursor {
    archive: Arc<Archive>,
    /// Place in the input order of each source, by its number.
    places: Arc<BTreeMap<u32, usize>>,
    /// Whether the archive is all there is, so that copies need not be looked for.
    unique: bool,
    /// Days that are wanted whole.
    days: Days,
    next_file: usize,
    groups: Vec<Rows>,
}

/// Days since 1970-01-01 UTC that are wanted whole: of the others, who met whom and names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The first; `None` = from the beginning.
    pub first: Option<i64>,
    /// The last; `None` = to the end.
    pub last: Option<i64>,
}

impl Days {
    /// The days of a window of times, its end being exclusive.
    #[must_use]
    pub fn of((from, to): (Option<i64>, Option<i64>)) -> Self {
        Self { first: from.map(|from| from.div_euclid(86_400)), last: to.map(|to| (to - 1).div_euclid(86_400)) }
    }

    fn has(self, day: i64) -> bool {
        self.first.is_none_or(|first| day >= first) && self.last.is_none_or(|last| day <= last)
    }
}

/// A row group to be read.
pub struct Rows {
    parquet: Arc<Parquet>,
    group: usize,
    log: Log,
    places: Arc<BTreeMap<u32, usize>>,
    /// The place in the input order of the source that all rows are of, where they are of one.
    only: Option<usize>,
    unique: bool,
    /// Whether the day is not wanted whole.
    outside: bool,
    /// Whether rows stand for several sign-ins.
    counted: bool,
}

/// What comes next.
pub enum Portion {
    /// A row group, and the bytes read from disk for it.
    Rows(Rows, u64),
    /// The archive is damaged: a file is gone, or its bytes are not those that were written.
    Damaged(Arc<Archive>, Text),
}

impl Cursor {
    /// A cursor over the rows of the sources at `places`, by their numbers. `unique` = the archive is all there is.
    #[must_use]
    pub fn new(archive: Arc<Archive>, places: BTreeMap<u32, usize>, unique: bool, days: Days) -> Self {
        Self { archive, places: Arc::new(places), unique, days, next_file: 0, groups: Vec::new() }
    }

    /// The next step; `None` at the end.
    pub fn step(&mut self) -> Option<Portion> {
        if let Some(rows) = self.groups.pop() {
            return Some(Portion::Rows(rows, 0));
        }
        loop {
            let file = self.archive.manifest().files.get(self.next_file)?;
            self.next_file += 1;
            let Some(log) = file.log().filter(|_| file.sources.keys().any(|source| self.places.contains_key(source))) else { continue };
            let Some(parquet) = sound(self.archive.dir(), file) else {
                let path = file.path.clone();
                let what = move |lang: Lang| said::of_file(lang, &path, said::changed_or_gone(lang));
                return Some(Portion::Damaged(self.archive.clone(), Text::from(what)));
            };
            let parquet = Arc::new(parquet);
            let outside = file.day().is_some_and(|day| !self.days.has(day));
            let only = if let [source] = *file.sources.keys().collect::<Vec<_>>() { self.places.get(source).copied() } else { None };
            let (unique, counted) = (self.unique, file.sign_ins.is_some());
            let rows = |group| Rows { parquet: parquet.clone(), group, log, places: self.places.clone(), only, unique, outside, counted };
            self.groups = (0..parquet.row_groups().len()).rev().map(rows).collect();
            if let Some(rows) = self.groups.pop() {
                return Some(Portion::Rows(rows, file.bytes));
            }
        }
    }
}

impl Rows {
    /// Reads the rows into a batch.
    ///
    /// # Errors
    /// The file is of a version that is not known; its bytes are those that were written.
    pub fn read(&self, keep: &Keep, worker: &mut Worker, memory: Batch) -> PolarsResult<Batch> {
        worker.fill(self.only.unwrap_or_default(), memory, |worker, batch| self.read_into(keep, worker, batch))
    }

    fn read_into(&self, keep: &Keep, worker: &mut Worker, batch: &mut Batch) -> PolarsResult<()> {
        batch.unique = self.unique;
        let (texts, parts, bare) = worker.met();
        if self.log == Log::Audit {
            for row in read_audits(&self.parquet, self.group, texts)? {
                if let Some(&place) = self.places.get(&row.source) {
                    batch.audits.push(row.event);
                    batch.origins.push(place);
                }
            }
            return Ok(());
        }
        batch.distilled = self.counted;
        if keep.events {
            let counted = if self.counted { counted_of(&self.parquet, self.group)? } else { Vec::new() };
            for (place, row) in read_sign_ins(&self.parquet, self.group, self.log, texts)?.into_iter().enumerate() {
                let counted = counted.get(place).copied().flatten();
                if let Some(&place) = self.places.get(&row.source) {
                    batch.push(&row.event, parts, true);
                    batch.origins.push(place);
                    if let Some(counted) = counted {
                        batch.count(counted);
                    }
                }
            }
            return Ok(());
        }
        let depth = match (self.outside, keep.apart) {
            (true, _) => Depth::Names,
            (false, true) => Depth::Apart,
            (false, false) => Depth::Facts,
        };
        let wanted = Wanted { ids: !self.unique, sources: self.only.is_none(), evidence: keep.evidence, counted: self.counted, depth };
        let read = read_parts(&self.parquet, self.group, self.log, wanted, (texts, parts))?;
        if self.unique
            && !self.counted
            && !self.outside
            && Rolled::suffices(keep)
            && let Some(files) = self.files(&read.sources)
        {
            let SignIns { times, who, what, how, .. } = &read;
            let rows = RolledRows { log: self.log, times, who, what, how, only: self.only.unwrap_or_default(), files: &files };
            batch.rolled = Some(Rolled::of(&rows, keep.zone, bare, parts));
            return Ok(());
        }
        for (row, (&time, parts)) in read.times.iter().zip(read.parts()).enumerate() {
            if let Some(source) = read.sources.get(row) {
                let Some(&place) = self.places.get(source) else { continue };
                batch.origins.push(place);
            }
            let id = read.ids.get(row).copied().unwrap_or(EventId::ABSENT);
            batch.sign_ins.push(SignInRow { time, id, parts });
            if let Some(counted) = read.counted.get(row).copied().flatten() {
                batch.count(counted);
            }
        }
        Ok(())
    }

    /// The place in the input order of each row's source; `None` where some rows are of none.
    fn files(&self, sources: &[u32]) -> Option<Vec<usize>> {
        sources.iter().map(|source| self.places.get(source).copied()).collect()
    }
}
