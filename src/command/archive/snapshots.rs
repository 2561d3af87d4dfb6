//! User lists and settings in an archive: as they came, by the day that they describe.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::time::UNIX_EPOCH;

use super::add::cannot_read;
use crate::archive::{Archive, Snapshot, Store, damaged, sha256};
use crate::failure::{Code, Failure};
use crate::ingest::detect::{Framing, Verdict};
use crate::ingest::{Candidate, Request};
use crate::model::{Holds, time};
use crate::safe::quoted;
use crate::words::{Lang, Text, damages, errors as said};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Adds the user lists and settings of another archive, each under its date and name, but for those of days before the `oldest`. Gives how many
/// were added, and how many were left out.
pub(super) fn copy_snapshots(store: &mut Store, archive: &Archive, oldest: &str) -> Result<(u64, u64), Failure> {
    let (mut copied, mut left_out) = (0, 0);
    for snapshot in &archive.manifest().snapshots {
        if store.manifest.snapshots.iter().any(|known| known.path == snapshot.path) {
            continue;
        }
        if snapshot.date.as_str() < oldest {
            left_out += 1;
            continue;
        }
        let shown = archive.dir().display().to_string();
        let bytes = match fs::read(archive.dir().join(&snapshot.path)) {
            Ok(bytes) if sha256(&bytes) == snapshot.sha256 => bytes,
            Ok(_) => {
                let path = snapshot.path.clone();
                return Err(damaged(&shown, move |lang: Lang| damages::of_file(lang, &path, damages::changed(lang))));
            }
            Err(error) => {
                let (path, error) = (snapshot.path.clone(), Text::of_io(&error));
                return Err(damaged(&shown, move |lang: Lang| damages::of_file(lang, &path, &damages::unreadable(lang, &error.say(lang)))));
            }
        };
        let (folder, name) = snapshot.path.rsplit_once('/').unwrap_or_default();
        let ending = name.rsplit_once('.').map_or("json", |(_, ending)| ending);
        let (path, _) = store.stage(folder, ending, &bytes)?;
        store.manifest.snapshots.push(Snapshot { path, ..snapshot.clone() });
        copied += 1;
    }
    Ok((copied, left_out))
}

/// Adds user lists and settings as they are, in UTF-8: each kind as a set that describes a day. A set like the newest one is not added, nor
/// one of a day before the `oldest`. Gives how many were added, and how many were left out.
pub(super) fn add_snapshots(
    store: &mut Store,
    candidates: Vec<Candidate>,
    request: &Request,
    (date, oldest): (Option<&str>, &str),
) -> Result<(u64, u64), Failure> {
    let mut kinds: BTreeMap<&str, Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        let holds = if let Verdict::Log(found) = &candidate.verdict { found.format.holds } else { Holds::Users };
        let kind = match holds {
            Holds::Settings => "policies",
            Holds::Relationships => "relationships",
            Holds::Users | Holds::Events => "users",
        };
        kinds.entry(kind).or_default().push(candidate);
    }
    let (mut added, mut left_out) = (0, 0);
    for (kind, set) in kinds {
        let mut newest: Option<String> = None;
        let mut texts = Vec::new();
        for candidate in set {
            let date = match date {
                Some(date) => date.to_owned(),
                None => written_on(&candidate)?,
            };
            newest = newest.max(Some(date));
            let csv = matches!(&candidate.verdict, Verdict::Log(found) if matches!(found.framing, Framing::Csv(_)));
            let shown = candidate.input.shown.clone();
            let failed = |error: io::Error| cannot_read(&shown, &error, said::cannot_read_file_again);
            let mut opened = candidate.into_text(&request.looking).map_err(failed)?;
            let mut text = Vec::new();
            opened.read_to_end(&mut text).map_err(failed)?;
            if let Some(error) = opened.error() {
                return Err(failed(io::Error::other(Text::of_io(error))));
            }
            texts.push((shown.clone(), if csv { "csv" } else { "json" }, text));
        }
        let Some(date) = newest else { continue };
        if date.as_str() < oldest {
            left_out += texts.len() as u64;
            continue;
        }
        let last = store.manifest.snapshots.iter().filter(|known| known.kind == kind).map(|known| known.date.clone()).max();
        let known: BTreeSet<&str> = store
            .manifest
            .snapshots
            .iter()
            .filter(|known| known.kind == kind && Some(&known.date) == last.as_ref())
            .map(|known| known.sha256.as_str())
            .collect();
        let hashes: Vec<String> = texts.iter().map(|(_, _, text)| sha256(text)).collect();
        if hashes.iter().all(|hash| known.contains(hash.as_str())) {
            continue;
        }
        for (name, ending, text) in texts {
            let (path, hash) = store.stage(&format!("{kind}/snapshot_date={date}"), ending, &text)?;
            if store.manifest.snapshots.iter().all(|known| known.path != path) {
                let bytes = text.len() as u64;
                store.manifest.snapshots.push(Snapshot { path, kind: kind.to_owned(), date: date.clone(), name, bytes, sha256: hash });
                added += 1;
            }
        }
    }
    Ok((added, left_out))
}

/// The day on which a file was last written.
fn written_on(candidate: &Candidate) -> Result<String, Failure> {
    let modified = candidate.input.path.as_ref().and_then(|path| path.metadata().ok()?.modified().ok());
    let seconds = modified.and_then(|modified| i64::try_from(modified.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok());
    seconds.map(|seconds| time::day_text(seconds.div_euclid(DAY))).ok_or_else(|| {
        let path = quoted(&candidate.input.shown);
        Failure::new(Code::NoSnapshotDate, move |lang: Lang| said::no_snapshot_date(lang, &path), said::no_snapshot_date_next)
    })
}
