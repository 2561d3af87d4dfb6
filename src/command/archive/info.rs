//! `archive info`: what an archive holds.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::{DataFile, Manifest};
use crate::model::Log;
use crate::report::{Cell, Table, int, text};

/// What the archive holds: a row for each log, then the user lists and settings.
#[must_use]
pub fn info(manifest: &Manifest) -> Table {
    let columns = vec![
        text("log", 0),
        int("events", 0),
        int("days", 0),
        int("bytes", 1),
        text("first", 0),
        text("last", 0),
        int("sources", 1),
        int("without_id", 2),
    ];
    let mut rows = Vec::new();
    for log in Log::ALL {
        let files: Vec<_> = manifest.files.iter().filter(|file| file.log() == Some(log)).collect();
        if files.is_empty() {
            continue;
        }
        let sum = |value: fn(&DataFile) -> u64| Cell::count(files.iter().map(|file| value(file)).sum());
        let sources: BTreeSet<u32> = files.iter().flat_map(|file| file.sources.keys().copied()).collect();
        rows.push(vec![
            Cell::Word(log.name()),
            sum(DataFile::events),
            Cell::count(files.len() as u64),
            sum(|file| file.bytes),
            Cell::text(files.iter().map(|file| file.first.as_str()).min()),
            Cell::text(files.iter().map(|file| file.last.as_str()).max()),
            Cell::count(sources.len() as u64),
            sum(|file| file.without_id),
        ]);
    }
    let mut kinds: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for snapshot in &manifest.snapshots {
        kinds.entry(&snapshot.kind).or_default().push(snapshot);
    }
    for (kind, snapshots) in kinds {
        let days: BTreeSet<&str> = snapshots.iter().map(|one| one.date.as_str()).collect();
        rows.push(vec![
            Cell::text(Some(kind)),
            Cell::Null,
            Cell::count(days.len() as u64),
            Cell::count(snapshots.iter().map(|one| one.bytes).sum()),
            Cell::text(days.first().copied()),
            Cell::text(days.last().copied()),
            Cell::count(snapshots.len() as u64),
            Cell::Null,
        ]);
    }
    Table { columns, rows }
}
