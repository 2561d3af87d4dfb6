//! Whether an archive is whole: every file, every row, and nothing else.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::manifest::Manifest;
use super::read::sound;
use super::store::leftovers;
use super::table::{counted_of, read_audits, read_sign_ins};
use crate::model::{Interner, Log, time};
use crate::words::{Lang, Text, damages as said};

/// Something that is not as the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Path in the archive.
    pub path: String,
    /// What is wrong.
    pub what: Text,
    /// Events lost by it.
    pub events: u64,
}

/// Compares every file with the manifest, reads every row, and looks for files that do not belong there.
///
/// # Errors
/// A folder cannot be listed.
pub fn verify(dir: &Path, manifest: &Manifest) -> io::Result<Vec<Damage>> {
    let mut damage = Vec::new();
    for file in &manifest.files {
        if let Some(what) = fault(dir, file) {
            damage.push(Damage { path: file.path.clone(), what, events: file.events() });
        }
    }
    for snapshot in &manifest.snapshots {
        if let Some(what) = snapshot.fault(dir) {
            damage.push(Damage { path: snapshot.path.clone(), what, events: 0 });
        }
    }
    Ok(damage)
}

/// What is wrong with a Parquet file.
fn fault(dir: &Path, file: &super::manifest::DataFile) -> Option<Text> {
    let path = dir.join(&file.path);
    match path.metadata() {
        Err(error) => {
            let error = Text::of_io(&error);
            return Some(Text::from(move |lang: Lang| said::unreadable(lang, &error.say(lang))));
        }
        Ok(meta) if meta.len() != file.bytes => {
            let (found, expected) = (meta.len(), file.bytes);
            return Some(Text::from(move |lang: Lang| said::other_size(lang, found, expected)));
        }
        Ok(_) => {}
    }
    let Some(parquet) = sound(dir, file) else { return Some(Text::from(said::changed)) };
    let (Some(log), Some(day)) = (file.log(), file.day()) else { return Some(Text::from(said::other_path)) };
    let mut texts = Interner::new();
    let (mut times, mut found, mut sign_ins) = (Vec::new(), 0, 0);
    let mut sources: BTreeMap<u32, u64> = BTreeMap::new();
    for group in 0..parquet.row_groups().len() {
        let counted = if log == Log::Audit { Ok(Vec::new()) } else { counted_of(&parquet, group) };
        let rows: Result<Vec<(i64, u32)>, _> = if log == Log::Audit {
            read_audits(&parquet, group, &mut texts).map(|rows| rows.into_iter().map(|row| (row.event.time, row.source)).collect())
        } else {
            read_sign_ins(&parquet, group, log, &mut texts).map(|rows| rows.into_iter().map(|row| (row.event.time, row.source)).collect())
        };
        let (Ok(rows), Ok(counted)) = (rows, counted) else { return Some(Text::from(said::other_columns)) };
        for (row, (time, source)) in rows.into_iter().enumerate() {
            let counted = counted.get(row).copied().flatten();
            let count = counted.map_or(1, |counted| u64::from(counted.sign_ins));
            times.extend([Some(time), counted.map(|counted| counted.last)].into_iter().flatten());
            *sources.entry(source).or_default() += count;
            (found, sign_ins) = (found + 1, sign_ins + count);
        }
    }
    let of_day = times.iter().all(|time| time.div_euclid(86_400) == day);
    let span = (times.iter().min().map(|&time| time::rfc3339(time)), times.iter().max().map(|&time| time::rfc3339(time)));
    let as_said =
        found == file.rows && sign_ins == file.events() && sources == file.sources && span == (Some(file.first.clone()), Some(file.last.clone()));
    (!of_day || !as_said).then(|| Text::from(said::other_rows))
}

/// Files that the manifest does not name, by their path in the archive: an interrupted run left them.
///
/// # Errors
/// A folder cannot be listed.
pub fn strangers(dir: &Path, manifest: &Manifest) -> io::Result<Vec<String>> {
    let shown = |path: std::path::PathBuf| path.strip_prefix(dir).unwrap_or(&path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    Ok(leftovers(dir, manifest)?.into_iter().map(shown).collect())
}
