//! An archive that is there: its manifest, its files, and what is damaged in it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::columns::Parquet;
use super::manifest::{DataFile, Manifest, Snapshot};
use super::store::{self, Reading, sha256};
use crate::model::Log;
use crate::words::{Lang, Text, damages as said};

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
    pub fn damaged_snapshot(&self) -> Option<Text> {
        self.newest().find_map(|snapshot| {
            let (what, path) = (snapshot.fault(&self.dir)?, snapshot.path.clone());
            Some(Text::from(move |lang: Lang| said::of_file(lang, &path, &what.say(lang))))
        })
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

/// A file of the archive, if it is there and its bytes are those that were written.
#[must_use]
pub fn sound(dir: &Path, file: &DataFile) -> Option<Parquet> {
    let bytes = std::fs::read(dir.join(&file.path)).ok().filter(|bytes| sha256(bytes) == file.sha256)?;
    Parquet::new(bytes).ok()
}
