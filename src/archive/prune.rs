//! Forgetting on purpose: whole days, and the user lists and settings of those days. What was forgotten is counted with the sources it came from,
//! so that the ledger stays true and nothing comes back by itself.

use std::collections::BTreeMap;

use super::manifest::{DataFile, Manifest, Pruned};
use crate::model::time;

impl Manifest {
    /// Takes out the events, user lists and settings of the days before one (days since 1970-01-01 UTC), and gives what was taken out.
    #[must_use]
    pub fn prune(&mut self, before: i64) -> Self {
        let date = time::day_text(before);
        let is_old = |file: &DataFile| file.day().is_some_and(|day| day < before);
        let (old, kept) = std::mem::take(&mut self.files).into_iter().partition(is_old);
        self.files = kept;
        let (past, present) = std::mem::take(&mut self.snapshots).into_iter().partition(|snapshot| snapshot.date < date);
        self.snapshots = present;
        let removed = Self { files: old, snapshots: past, ..Self::default() };
        if removed.paths().next().is_none() {
            return removed;
        }
        for file in &removed.files {
            let Some(log) = file.log() else { continue };
            for source in &mut self.sources {
                if let Some(&rows) = file.sources.get(&source.number) {
                    source.logs.entry(log.name().to_owned()).or_default().removed += rows;
                }
            }
        }
        let earlier = self.pruned.take().unwrap_or_default();
        self.pruned = Some(Pruned { before: earlier.before.max(date), snapshots: earlier.snapshots + removed.snapshots.len() as u64 });
        removed
    }

    /// The first day (days since 1970-01-01 UTC) that was not removed on purpose, where any were.
    #[must_use]
    pub fn kept_from(&self) -> Option<i64> {
        let date = &self.pruned.as_ref()?.before;
        time::parse(&format!("{date}T00:00:00Z"), None).ok().map(|midnight| midnight.div_euclid(86_400))
    }

    /// Records of each source that were removed on purpose, or left out because their days were.
    #[must_use]
    pub fn removed(&self) -> BTreeMap<u32, u64> {
        let removed = self.sources.iter().map(|source| (source.number, source.removed()));
        removed.filter(|(_, removed)| *removed > 0).collect()
    }

    /// Forgets that anything was removed, once all of it is back.
    pub fn settle(&mut self) {
        if self.removed().is_empty() && self.pruned.as_ref().is_some_and(|pruned| pruned.snapshots == 0) {
            self.pruned = None;
        }
    }
}
