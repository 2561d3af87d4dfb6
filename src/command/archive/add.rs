//! `archive add`: puts the events of logs into the archive, each once, the richest copy of it.
//!
//! Events come from the same reading as everywhere else. Whenever many have gathered they are merged into the days they belong to.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::distill::{refusal, refuse_counted};
use super::merge::{Adding, Coming};
use super::snapshots::{add_snapshots, copy_snapshots};
use crate::archive::{Archive, Counts, DataFile, SkipNote, Source, Store, damaged, sha256};
use crate::facts::Collector;
use crate::failure::{Code, Failure};
use crate::ingest::detect::Verdict;
use crate::ingest::{Candidate, Progress, Request, ingest_watched, look};
use crate::model::ledger::{FileLedger, Skip, SkipCode};
use crate::model::{Holds, Limitation, Log};
use crate::safe::quoted;
use crate::words::counted::Doing;
use crate::words::{Lang, Text, errors as said};

/// Events that are gathered before they are merged: some fifteen megabytes.
const GATHERED: usize = 1 << 16;

/// What came of adding.
#[derive(Debug, Default)]
pub struct Added {
    /// The files that were read, and those that are no logs.
    pub files: Vec<FileLedger>,
    /// Paths of files that were in the archive already.
    pub known: Vec<String>,
    /// Events that are new in the archive.
    pub events: u64,
    /// User lists and settings that are new in the archive.
    pub snapshots: u64,
    /// Records and snapshots that were left out, because their days were removed on purpose, and the first day that was not.
    pub left_out: u64,
    pub left_out_snapshots: u64,
    pub removed_before: Option<String>,
    /// Files of the archive that were found damaged or gone, with the number of events lost.
    pub damaged: Vec<(String, u64)>,
    /// The records that were skipped, where they are wanted, with the paths of their files.
    pub rejects: Vec<(String, Skip)>,
}

/// How inputs are added.
#[derive(Clone, Debug, Default)]
pub struct How {
    /// The day that user lists and settings describe, for all of them; without it the day on which the file was last written.
    pub snapshot_date: Option<String>,
    /// Days that were removed on purpose come back.
    pub restore: bool,
}

/// Adds inputs to an archive that is open for writing.
///
/// # Errors
/// An input does not exist or nothing is recognised; the archive cannot be written. The archive is then as it was.
pub fn add(store: Store, request: &Request, how: &How, progress: &Progress) -> Result<Added, Failure> {
    add_in_portions(store, request, how, progress, GATHERED)
}

/// The same, merging whenever `gathered` events have been read.
pub(super) fn add_in_portions(mut store: Store, request: &Request, how: &How, progress: &Progress, gathered: usize) -> Result<Added, Failure> {
    if store.manifest.is_counted() {
        return Err(refusal(store.dir(), Doing::Add));
    }
    let mut added = Added { damaged: drop_damaged(&mut store)?, ..Added::default() };
    let rows_before = rows(&store);
    let mut logs = Vec::new();
    let mut snapshots = Vec::new();
    let mut others: BTreeMap<PathBuf, Arc<Archive>> = BTreeMap::new();
    let itself = store.dir().canonicalize().ok();
    for candidate in look(&request.inputs, &request.looking)? {
        match &candidate.verdict {
            Verdict::Archive(archive, _) if archive.dir().canonicalize().ok() != itself => {
                refuse_counted(archive, Doing::Added)?;
                others.insert(archive.dir().to_owned(), archive.clone());
                logs.push(candidate);
            }
            Verdict::Archive(..) => added.known.push(candidate.input.shown),
            Verdict::Log(found) if found.format.holds != Holds::Events => snapshots.push(candidate),
            Verdict::Log(found) if found.lacks.contains(&Limitation::SingleSignIns) => {
                return Err(refusal(Path::new(&candidate.input.shown), Doing::Added));
            }
            _ => {
                if let Some(what) = candidate.damage() {
                    return Err(damaged(&candidate.input.shown, what.clone()));
                }
                logs.push(candidate);
            }
        }
    }
    // What another archive holds beside events comes with its date and name, and not only the newest.
    snapshots.retain(|candidate| !candidate.is_of_archive());
    let recognised = |candidate: &&Candidate| matches!(candidate.verdict, Verdict::Log(_) | Verdict::Archive(..));
    let only_snapshots = !snapshots.is_empty() && !logs.iter().any(|candidate| recognised(&candidate));
    let mut adding = Adding::new(store, how.restore);
    let logs = adding.new_logs(logs, &mut added)?;
    let nothing_new = (!added.known.is_empty() || !others.is_empty()) && !logs.iter().any(|candidate| recognised(&candidate));
    if only_snapshots || nothing_new {
        added.files = logs.into_iter().map(|candidate| set_aside(&candidate)).collect();
    } else {
        // What is known by its hash already need not be hashed again.
        let hash = adding.coming.iter().flatten().any(|coming| coming.hash.is_empty());
        let mut collected = ingest_watched(logs, &Request { hash, ..request.clone() }, progress, &mut |collector: &mut Collector| {
            // Where there is nothing to look through, nothing need be gathered.
            if adding.holds_sign_ins() && collector.events().len() < gathered {
                return Ok(());
            }
            let (events, texts) = collector.take_events();
            adding.merge(events, texts)
        })?;
        adding.merge(std::mem::take(&mut collected.events), &mut collected.texts)?;
        adding.write_days(&mut collected.texts, request.threads)?;
        let path = |file: usize| collected.files.get(file).map(|file| file.path.clone()).unwrap_or_default();
        added.rejects = std::mem::take(&mut collected.rejects).into_iter().map(|(file, skip)| (path(file), skip)).collect();
        let audits = collected.audit_files.iter().copied().zip(std::mem::take(&mut collected.audits)).collect();
        adding.merge_audits(audits, &mut collected.texts)?;
        added.left_out = adding.left_out.values().sum();
        for (place, (mut ledger, coming)) in collected.files.into_iter().zip(std::mem::take(&mut adding.coming)).enumerate() {
            let Some(Coming { number, hash, remembered, .. }) = coming else {
                if !ledger.remembered {
                    added.files.push(ledger);
                }
                continue;
            };
            let hash = if hash.is_empty() { ledger.sha256.clone().unwrap_or_default() } else { hash };
            ledger.sha256 = ledger.sha256.or_else(|| hash.get(..64).map(str::to_owned));
            let mut source = remembered.map_or_else(|| Source::new(number, hash.clone(), &ledger), |source| Source { number, ..source });
            for (&(_, log), left_out) in adding.left_out.range((place, Log::ALL[0])..(place + 1, Log::ALL[0])) {
                source.logs.entry(log.name().to_owned()).or_default().removed += left_out;
            }
            added.files.push(ledger);
            let manifest = &adding.store.manifest;
            let added_nothing = manifest.files.iter().all(|file| !file.sources.contains_key(&number));
            if added_nothing && adding.was_there(&hash) {
                // Standard input that was a known file: all of it was there.
                continue;
            }
            adding.store.manifest.sources.retain(|known| known.number != number);
            adding.store.manifest.sources.push(source);
        }
    }
    let mut store = adding.store;
    added.removed_before = store.manifest.pruned.as_ref().map(|pruned| pruned.before.clone());
    let oldest = added.removed_before.clone().filter(|_| !how.restore).unwrap_or_default();
    for archive in others.values() {
        let (copied, left_out) = copy_snapshots(&mut store, archive, &oldest)?;
        added.snapshots += copied;
        added.left_out_snapshots += left_out;
    }
    let (new, left_out) = add_snapshots(&mut store, snapshots, request, (how.snapshot_date.as_deref(), &oldest))?;
    added.snapshots += new;
    added.left_out_snapshots += left_out;
    if let Some(pruned) = store.manifest.pruned.as_mut().filter(|_| how.restore) {
        let back = store.manifest.snapshots.iter().filter(|snapshot| snapshot.date < pruned.before).count() as u64;
        pruned.snapshots = pruned.snapshots.saturating_sub(back);
        store.manifest.settle();
    }
    added.events = rows(&store).saturating_sub(rows_before);
    store.publish()?;
    Ok(added)
}

fn rows(store: &Store) -> u64 {
    store.manifest.files.iter().map(DataFile::events).sum()
}

fn set_aside(candidate: &Candidate) -> FileLedger {
    let (why, known_kind) = match &candidate.verdict {
        Verdict::SetAside(why) => (why.clone(), true),
        Verdict::NoLog(why) => (why.clone(), false),
        Verdict::Log(_) | Verdict::Archive(..) => (Text::verbatim(""), true),
    };
    FileLedger { path: candidate.input.shown.clone(), named: candidate.input.named, set_aside: Some(why), known_kind, ..FileLedger::default() }
}

/// A file that cannot be read, and what to do.
pub(super) fn cannot_read(path: &str, error: &io::Error, next: fn(Lang) -> &'static str) -> Failure {
    let (path, error) = (quoted(path), Text::of_io(error));
    Failure::new(Code::CannotRead, move |lang: Lang| said::cannot_read(lang, &path, &error.say(lang)), next)
}

/// Takes files that are gone or damaged out of the manifest, their events being noted as lost with the sources they came from.
fn drop_damaged(store: &mut Store) -> Result<Vec<(String, u64)>, Failure> {
    let mut damaged = Vec::new();
    let mut sound = Vec::new();
    for file in std::mem::take(&mut store.manifest.files) {
        match fs::read(store.dir().join(&file.path)) {
            Ok(bytes) if sha256(&bytes) == file.sha256 => sound.push(file),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(cannot_read(&file.path, &error, said::cannot_read_of_archive));
            }
            _ => {
                store.damaged(&file.path);
                damaged.push(file);
            }
        }
    }
    store.manifest.files = sound;
    for file in &damaged {
        let Some(log) = file.log() else { continue };
        for source in &mut store.manifest.sources {
            let Some(&lost) = file.sources.get(&source.number) else { continue };
            source.logs.entry(log.name().to_owned()).or_insert_with(Counts::default).skipped += lost;
            match source.skips.iter_mut().find(|note| note.code == SkipCode::ArchiveDamaged) {
                Some(note) => note.count += lost,
                None => source.skips.push(SkipNote { code: SkipCode::ArchiveDamaged, count: lost, first: Vec::new() }),
            }
        }
    }
    Ok(damaged.into_iter().map(|file| (file.path.clone(), file.events())).collect())
}
