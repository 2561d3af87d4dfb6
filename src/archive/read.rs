//! The archive as an input: its rows in the order in which copies of events count, a row group at a time.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::PolarsResult;

use super::columns::Parquet;
use super::manifest::{DataFile, Manifest, Snapshot, Source};
use super::store::{self, Reading, sha256};
use super::table::{Depth, Wanted, read_audits, read_sign_ins};
use crate::facts::Batch;
use crate::ingest::Worker;
use crate::ingest::ledger::FileLedger;
use crate::model::{Interner, Log, Parts};

/// An archive that is read. As long as this lives, the files it names stay.
pub struct Archive {
    dir: PathBuf,
    reading: Reading,
}

impl Archive {
    /// Opens an archive.
    ///
    /// # Errors
    /// The manifest cannot be read, or is of a later version.
    pub fn open(dir: &Path) -> io::Result<Self> {
        Ok(Self { dir: dir.to_owned(), reading: store::read(dir)? })
    }

    /// What it holds.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.reading.manifest
    }

    /// Its folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether the archive on disk is still this one: a writer may have put another in its place.
    #[must_use]
    pub fn is_current(&self) -> bool {
        store::read(&self.dir).is_ok_and(|now| now.manifest == self.reading.manifest)
    }

    /// What is wrong with the newest user lists and settings.
    #[must_use]
    pub fn damaged_snapshot(&self) -> Option<String> {
        self.newest().find_map(|snapshot| snapshot.fault(&self.dir).map(|what| format!("{}: {what}", snapshot.path)))
    }

    /// The ranks of the formats its events came from: how much each can tell.
    #[must_use]
    pub fn ranks(&self) -> Vec<u8> {
        let mut ranks: Vec<u8> = self.manifest().sources.iter().map(|source| source.precedence().0).collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }

    /// Ledgers of the sources of a rank, in the order in which they count, with their numbers. The rows are still to be counted.
    #[must_use]
    pub fn ledgers(&self, rank: u8) -> Vec<(u32, FileLedger)> {
        let mut sources: Vec<&Source> = self.manifest().sources.iter().filter(|source| source.precedence().0 == rank).collect();
        sources.sort_by_key(|source| source.precedence());
        sources.into_iter().map(|source| (source.number, source.ledger(&self.kept(source.number)))).collect()
    }

    fn kept(&self, source: u32) -> BTreeMap<Log, u64> {
        let mut kept = BTreeMap::new();
        for file in &self.manifest().files {
            if let (Some(log), Some(rows)) = (file.log(), file.sources.get(&source)) {
                *kept.entry(log).or_default() += rows;
            }
        }
        kept
    }

    /// Bytes of the Parquet files that have rows of these sources.
    #[must_use]
    pub fn bytes(&self, sources: &BTreeMap<u32, usize>) -> u64 {
        self.files(sources).map(|file| file.bytes).sum()
    }

    /// Sign-ins without an id.
    #[must_use]
    pub fn without_id(&self) -> u64 {
        self.manifest().files.iter().filter(|file| file.log() != Some(Log::Audit)).map(|file| file.without_id).sum()
    }

    fn files<'a>(&'a self, sources: &'a BTreeMap<u32, usize>) -> impl Iterator<Item = &'a DataFile> {
        self.manifest().files.iter().filter(|file| file.sources.keys().any(|source| sources.contains_key(source)))
    }

    /// The user lists and the settings of the newest day of each.
    #[must_use]
    pub fn newest_snapshots(&self) -> Vec<PathBuf> {
        self.newest().map(|one| self.dir.join(&one.path)).collect()
    }

    fn newest(&self) -> impl Iterator<Item = &Snapshot> {
        let snapshots = &self.manifest().snapshots;
        let newest = |kind: &str| snapshots.iter().filter(|one| one.kind == kind).map(|one| one.date.as_str()).max();
        snapshots.iter().filter(move |one| Some(one.date.as_str()) == newest(&one.kind))
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
    unique: bool,
    /// Whether the day is not wanted whole.
    outside: bool,
}

/// What comes next.
pub enum Step {
    /// A row group, and the bytes read from disk for it.
    Rows(Rows, u64),
    /// The archive is damaged: a file is gone, or its bytes are not those that were written.
    Damaged(Arc<Archive>, String),
}

impl Cursor {
    /// A cursor over the rows of the sources at `places`, by their numbers. `unique` = the archive is all there is.
    #[must_use]
    pub fn new(archive: Arc<Archive>, places: BTreeMap<u32, usize>, unique: bool, days: Days) -> Self {
        Self { archive, places: Arc::new(places), unique, days, next_file: 0, groups: Vec::new() }
    }

    /// The next step; `None` at the end.
    pub fn step(&mut self) -> Option<Step> {
        if let Some(rows) = self.groups.pop() {
            return Some(Step::Rows(rows, 0));
        }
        loop {
            let file = self.archive.manifest().files.get(self.next_file)?;
            self.next_file += 1;
            let Some(log) = file.log().filter(|_| file.sources.keys().any(|source| self.places.contains_key(source))) else { continue };
            let Some(parquet) = sound(&self.archive.dir, file) else {
                return Some(Step::Damaged(self.archive.clone(), format!("{}: its bytes are not those that were written, or it is gone", file.path)));
            };
            let parquet = Arc::new(parquet);
            let outside = file.day().is_some_and(|day| !self.days.has(day));
            let rows = |group| Rows { parquet: parquet.clone(), group, log, places: self.places.clone(), unique: self.unique, outside };
            self.groups = (0..parquet.row_groups().len()).rev().map(rows).collect();
            if let Some(rows) = self.groups.pop() {
                return Some(Step::Rows(rows, file.bytes));
            }
        }
    }
}

/// A file of the archive, if it is there and its bytes are those that were written.
pub(super) fn sound(dir: &Path, file: &DataFile) -> Option<Parquet> {
    let bytes = std::fs::read(dir.join(&file.path)).ok().filter(|bytes| sha256(bytes) == file.sha256)?;
    Parquet::new(bytes).ok()
}

impl Rows {
    /// Reads the rows into a batch. `details` = what only single events show is wanted.
    ///
    /// # Errors
    /// The file is of a version that is not known; its bytes are those that were written.
    pub fn read(&self, details: bool, worker: &mut Worker, memory: Batch) -> PolarsResult<Batch> {
        worker.fill(0, memory, |worker, batch| self.read_into(details, worker.met(), batch))
    }

    fn read_into(&self, details: bool, (texts, parts): (&mut Interner, &mut Parts), batch: &mut Batch) -> PolarsResult<()> {
        batch.unique = self.unique;
        if self.log == Log::Audit {
            for row in read_audits(&self.parquet, self.group, texts)? {
                if let Some(&place) = self.places.get(&row.source) {
                    batch.audits.push(row.event);
                    batch.origins.push(place);
                }
            }
            return Ok(());
        }
        let depth = match (self.outside, details) {
            (true, _) => Depth::Names,
            (false, true) => Depth::Details,
            (false, false) => Depth::Facts,
        };
        let wanted = Wanted { ids: details || !self.unique, depth };
        for row in read_sign_ins(&self.parquet, self.group, self.log, wanted, texts)? {
            if let Some(&place) = self.places.get(&row.source) {
                batch.push(&row.event, parts, details);
                batch.origins.push(place);
            }
        }
        Ok(())
    }
}
