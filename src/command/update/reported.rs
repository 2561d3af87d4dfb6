//! What runs have reported so far: the sources of the archive, by their hashes, in a file beside the reports.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::archive::Manifest;
use crate::failure::{Code, Failure};
use crate::files::write_file;
use crate::safe::quoted;
use crate::words::{Lang, Text, update as said};

/// Name of the file.
const FILE: &str = "last-update.json";
/// What this program writes.
const SCHEMA: &str = "crosstenant.last-update/1";

/// What runs have reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reported {
    schema: String,
    /// The folder of the last report, beside the file.
    report: String,
    /// The sources of the archive, in the order of their hashes.
    sources: Vec<Reached>,
}

/// A source that was reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reached {
    hash: String,
    /// Events that the archive held of it, and those that had been removed on purpose.
    events: u64,
    removed: u64,
}

/// What is in an archive and was not reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct News {
    /// Whether nothing was reported yet.
    pub first: bool,
    /// Sources that are new.
    pub sources: u64,
    /// Events that the archive holds of them.
    pub events: u64,
    /// The first and the last day of these (`2026-10-05`, UTC).
    days: Option<(String, String)>,
    /// Events that were reported and count for another source now, which tells more of them.
    replaced: u64,
}

impl Reported {
    /// What a folder of reports says; `None` where no run has reported yet.
    ///
    /// # Errors
    /// The file cannot be read, or is none that this program wrote.
    pub fn read(folder: &Path) -> Result<Option<Self>, Failure> {
        let path = folder.join(FILE);
        let why = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => Text::of_io(&error),
            Ok(bytes) => match serde_json::from_slice::<Self>(&bytes) {
                Ok(reported) if reported.schema == SCHEMA => return Ok(Some(reported)),
                Ok(reported) => Text::verbatim(reported.schema),
                Err(error) => Text::verbatim(error.to_string()),
            },
        };
        let path = quoted(&path.display().to_string());
        Err(Failure::new(Code::LastUpdate, move |lang: Lang| said::unreadable(lang, &path, &why.say(lang)), said::unreadable_next))
    }

    /// Refuses another archive than the one that was reported: everything would look new, or nothing.
    ///
    /// # Errors
    /// The archive holds none of the sources.
    pub fn check(&self, manifest: &Manifest, archive: &Path, folder: &Path) -> Result<(), Failure> {
        let hashes = self.hashes();
        if hashes.is_empty() || manifest.sources.iter().any(|source| hashes.contains(&source.hash)) {
            return Ok(());
        }
        let (archive, path) = (quoted(&archive.display().to_string()), quoted(&folder.join(FILE).display().to_string()));
        Err(Failure::new(Code::LastUpdate, move |lang: Lang| said::another(lang, &path, &archive), said::another_next))
    }

    /// Everything in an archive is reported, in this folder below `folder`.
    pub fn of(manifest: &Manifest, report: &Path, folder: &Path) -> Self {
        let events = events(manifest);
        let mut sources: Vec<Reached> = manifest
            .sources
            .iter()
            .map(|source| Reached {
                hash: source.hash.clone(),
                events: events.get(&source.number).copied().unwrap_or_default(),
                removed: source.removed(),
            })
            .collect();
        sources.sort_by(|a, b| a.hash.cmp(&b.hash));
        let report = report.strip_prefix(folder).unwrap_or(report).to_string_lossy().into_owned();
        Self { schema: SCHEMA.to_owned(), report, sources }
    }

    /// The hashes of the sources.
    pub fn hashes(&self) -> BTreeSet<String> {
        self.sources.iter().map(|source| source.hash.clone()).collect()
    }

    /// Writes the file in place of the last one.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Failure> {
        let text = format!("{:#}\n", serde_json::json!(self));
        write_file(&folder.join(FILE), true, |out| out.write_all(text.as_bytes()))
    }
}

/// The events of each source, by its number.
fn events(manifest: &Manifest) -> BTreeMap<u32, u64> {
    let mut events = BTreeMap::new();
    for (&number, &rows) in manifest.files.iter().flat_map(|file| &file.sources) {
        *events.entry(number).or_default() += rows;
    }
    events
}

impl News {
    /// What is in an archive and was not reported.
    pub fn of(manifest: &Manifest, last: Option<&Reported>) -> Self {
        // Files that are alike to the byte are sources each, and which of them an event counts for means nothing.
        let mut reached: BTreeMap<&str, u64> = BTreeMap::new();
        for source in last.iter().flat_map(|last| &last.sources) {
            *reached.entry(&source.hash).or_default() += source.events + source.removed;
        }
        let events = events(manifest);
        let mut news = Self { first: last.is_none(), ..Self::default() };
        let mut new = BTreeSet::new();
        for source in &manifest.sources {
            let now = events.get(&source.number).copied().unwrap_or_default();
            if let Some(then) = reached.get_mut(source.hash.as_str()) {
                *then = then.saturating_sub(now + source.removed());
            } else {
                news.sources += 1;
                news.events += now;
                new.insert(source.number);
            }
        }
        let there: BTreeSet<&str> = manifest.sources.iter().map(|source| source.hash.as_str()).collect();
        news.replaced = reached.iter().filter(|(hash, _)| there.contains(*hash)).map(|(_, lost)| lost).sum();
        let of_new = manifest.files.iter().filter(|file| file.sources.keys().any(|number| new.contains(number)));
        let days: BTreeSet<&str> = of_new.filter_map(|file| file.path.split("event_date=").nth(1)?.split('/').next()).collect();
        news.days = days.first().zip(days.last()).map(|(first, last)| ((*first).to_owned(), (*last).to_owned()));
        news
    }

    /// Why there is nothing to compare with.
    pub fn why_alone(&self, lang: Lang) -> &'static str {
        if self.first { said::beginning(lang) } else { said::nothing_left(lang) }
    }

    /// What is new in the archive, and what makes things look new that are not.
    pub fn sentences(&self, lang: Lang) -> String {
        let new = match &self.days {
            Some((first, last)) if self.first => said::holds(lang, self.sources, self.events, first, last),
            Some((first, last)) => said::new(lang, self.sources, self.events, first, last),
            None => said::no_exports(lang).to_owned(),
        };
        if self.replaced == 0 { new } else { format!("{new}{}{}", said::between(lang), said::replaced(lang, self.replaced)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(sources: &[(u32, &str)], files: &[(&str, &[(u32, u64)])]) -> Manifest {
        let text = serde_json::json!({
            "schema": "crosstenant.archive/1", "snapshots": [],
            "sources": sources.iter().map(|(number, hash)| serde_json::json!({
                "number": number, "name": hash, "format": "graph", "bytes": 1, "hash": hash, "logs": {}, "skips": [], "others": 0, "replaced": 0,
                "question_marks": 0, "more_pages": false, "log_assumed": false, "by_position": false, "read_error": null, "lacks": [],
            })).collect::<Vec<_>>(),
            "files": files.iter().map(|(day, rows)| serde_json::json!({
                "path": format!("signins/log=interactive/event_date={day}/x.parquet"), "bytes": 1, "sha256": "", "rows": 1, "first": "", "last": "",
                "without_id": 0, "sources": rows.iter().map(|(number, rows)| (number.to_string(), *rows)).collect::<BTreeMap<_, _>>(),
            })).collect::<Vec<_>>(),
        });
        Manifest::parse(text.to_string().as_bytes()).expect("a manifest")
    }

    #[test]
    fn what_is_new_is_told_by_sources() {
        let then = manifest(&[(1, "a")], &[("2026-10-05", &[(1, 10)])]);
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(Reported::read(folder.path()).expect("read"), None);
        Reported::of(&then, &folder.path().join("r"), folder.path()).write(folder.path()).expect("written");
        let last = Reported::read(folder.path()).expect("read").expect("there");
        assert_eq!((last.report.as_str(), News::of(&then, Some(&last)).sources), ("r", 0));
        // A new source holds a day of its own, and richer copies of two events of the old one.
        let now = manifest(&[(1, "a"), (2, "b")], &[("2026-10-04", &[(2, 5)]), ("2026-10-05", &[(1, 8), (2, 2)])]);
        let news = News::of(&now, Some(&last));
        assert_eq!((news.sources, news.events, news.replaced), (1, 7, 2));
        assert_eq!(news.days, Some(("2026-10-04".to_owned(), "2026-10-05".to_owned())));
        assert!(last.check(&now, folder.path(), folder.path()).is_ok());
        // The same file under two names.
        let twice = manifest(&[(1, "a"), (2, "a")], &[("2026-10-05", &[(2, 10)])]);
        assert_eq!((News::of(&twice, Some(&last)).sources, News::of(&twice, Some(&last)).replaced), (0, 0));
        let other = manifest(&[(1, "z")], &[]);
        assert!(last.check(&other, folder.path(), folder.path()).is_err());
        assert!(News::of(&now, None).first);
    }

    #[test]
    fn a_file_that_is_not_ours_is_no_first_run() {
        let folder = tempfile::tempdir().expect("a folder");
        for text in ["", "{}", r#"{"schema": "crosstenant.last-update/9", "report": "", "sources": []}"#] {
            std::fs::write(folder.path().join(FILE), text).expect("written");
            assert!(Reported::read(folder.path()).is_err(), "{text}");
        }
    }
}
