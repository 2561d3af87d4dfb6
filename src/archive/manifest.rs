//! `manifest.json`: what the archive holds, and where it came from. It is written last: what it does not name is not there.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::store::sha256_of;
use super::table::COLUMN_SET;
use crate::model::ledger::{FileLedger, SkipCode};
use crate::model::{Limitation, Log, time};
use crate::safe::quoted;
use crate::words::{Lang, Text, damages, system as said};

/// Name of the manifest in the folder of an archive.
pub const MANIFEST: &str = "manifest.json";

/// What this program writes.
const SCHEMA: &str = "crosstenant.archive/1";

/// The same, where rows stand for several sign-ins: programs that count rows must refuse it.
const COUNTED: &str = "crosstenant.archive/2";

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Name and version of the layout.
    pub schema: String,
    /// The files that were added, by number.
    pub sources: Vec<Source>,
    /// The Parquet files, by path.
    pub files: Vec<DataFile>,
    /// User lists and settings, as they came, by path.
    pub snapshots: Vec<Snapshot>,
    /// What was removed on purpose, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pruned: Option<Pruned>,
}

/// What was removed on purpose. How many records is told with the sources they came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pruned {
    /// Days before this one are gone (`2025-10-01`).
    pub before: String,
    /// User lists and settings that are gone.
    pub snapshots: u64,
}

/// A file that was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its number: what `source` in the Parquet files says.
    pub number: u32,
    /// Its path when it was added.
    pub name: String,
    /// Id of its format.
    pub format: String,
    /// Size on disk.
    pub bytes: u64,
    /// SHA-256 of the file on disk; of a part of a zip file or workbook, that of the whole and the name of the part.
    pub hash: String,
    /// Records and skipped records of each log.
    pub logs: BTreeMap<String, Counts>,
    /// Skipped records by code.
    pub skips: Vec<SkipNote>,
    /// Records of other logs.
    pub others: u64,
    /// Rows that lack cells at their end.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub short_rows: u64,
    /// Records before which something stands on their lines.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub prefixed: u64,
    /// Records with bytes that are not UTF-8.
    pub replaced: u64,
    /// Records with a name that has become a run of `?`.
    pub question_marks: u64,
    /// The last page says that there are more pages.
    pub more_pages: bool,
    /// Interactive sign-ins were assumed.
    pub log_assumed: bool,
    /// The columns were taken by their position.
    pub by_position: bool,
    /// Where reading ended before the end of the file, and why.
    pub read_error: Option<String>,
    /// What the export cannot tell.
    pub lacks: Vec<Limitation>,
    /// The set of columns it was read into; none = the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<u32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// Records of one log in a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// All of them.
    pub records: u64,
    /// Of these, those that could not be used.
    pub skipped: u64,
    /// Of these, those whose days were removed on purpose.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub removed: u64,
}

/// Skipped records of one code, the first few with their details.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkipNote {
    /// The code.
    pub code: SkipCode,
    /// How many.
    pub count: u64,
    /// Record number and what was found.
    pub first: Vec<(u64, String)>,
}

/// A Parquet file: one log and one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataFile {
    /// Its path in the archive, with `/`.
    pub path: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Rows.
    pub rows: u64,
    /// Sign-ins that the rows stand for, where they are not one each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_ins: Option<u64>,
    /// Time of the first event.
    pub first: String,
    /// Time of the last event.
    pub last: String,
    /// Rows without an event id: copies of them cannot be found.
    pub without_id: u64,
    /// Rows of each source, by its number; where rows are not one sign-in each, its sign-ins.
    pub sources: BTreeMap<u32, u64>,
    /// Rows among them that are one sign-in each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<u64>,
    /// SHA-256 of the file of another archive that this one was distilled from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// A user list or settings at some day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Its path in the archive, with `/`.
    pub path: String,
    /// `users` or `policies`.
    pub kind: String,
    /// The day it describes.
    pub date: String,
    /// Its path when it was added.
    pub name: String,
    /// Size of the copy in the archive.
    pub bytes: u64,
    /// SHA-256 of the copy in the archive.
    pub sha256: String,
}

impl Default for Manifest {
    fn default() -> Self {
        Self { schema: SCHEMA.to_owned(), sources: Vec::new(), files: Vec::new(), snapshots: Vec::new(), pruned: None }
    }
}

/// What is wrong with a manifest, with its name.
#[must_use]
pub fn of_manifest(error: &io::Error) -> Text {
    let error = Text::of_io(error);
    Text::from(move |lang: Lang| format!("{MANIFEST}: {}", error.say(lang)))
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// It is no manifest, or of a later version than this program knows.
    pub fn parse(bytes: &[u8]) -> io::Result<Self> {
        let bad = |why: Text| io::Error::new(io::ErrorKind::InvalidData, why);
        let unreadable = |error: serde_json::Error| {
            let error = error.to_string();
            bad(Text::from(move |lang: Lang| said::manifest_unreadable(lang, &error)))
        };
        let value: serde_json::Value = serde_json::from_slice(bytes).map_err(unreadable)?;
        match value.get("schema").and_then(serde_json::Value::as_str) {
            Some(SCHEMA | COUNTED) => {
                let manifest: Self = serde_json::from_value(value).map_err(unreadable)?;
                // An archive may come from anywhere, and nothing outside it is read or written for it.
                let within = |path: &&str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
                let outside = manifest.paths().find(|path| !within(path)).map(str::to_owned);
                match outside {
                    Some(path) => Err(bad(Text::from(move |lang: Lang| said::manifest_outside(lang, &quoted(&path))))),
                    None => Ok(manifest),
                }
            }
            other => {
                let other = other.map(str::to_owned);
                Err(bad(Text::from(move |lang: Lang| match &other {
                    Some(other) => said::manifest_version(lang, other, SCHEMA),
                    None => said::manifest_unnamed(lang, SCHEMA),
                })))
            }
        }
    }

    /// The paths of the files that belong to the archive.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str()).chain(self.snapshots.iter().map(|file| file.path.as_str()))
    }

    /// Whether rows stand for several sign-ins.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.files.iter().any(|file| file.sign_ins.is_some())
    }

    /// Names the version by what the archive holds.
    pub fn name_schema(&mut self) {
        self.schema = String::from(if self.is_counted() { COUNTED } else { SCHEMA });
    }

    /// The text of the manifest: the same for the same archive.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The source with this number.
    #[must_use]
    pub fn source(&self, number: u32) -> Option<&Source> {
        self.sources.iter().find(|source| source.number == number)
    }
}

impl Source {
    /// What is to be remembered of a file that was read.
    #[must_use]
    pub fn new(number: u32, hash: String, ledger: &FileLedger) -> Self {
        Self {
            number,
            name: ledger.path.clone(),
            format: ledger.format.unwrap_or_default().to_owned(),
            bytes: ledger.bytes,
            hash,
            logs: ledger
                .logs
                .iter()
                .map(|(log, counts)| (log.name().to_owned(), Counts { records: counts.records, skipped: counts.skipped, removed: 0 }))
                .collect(),
            skips: ledger
                .skips
                .iter()
                .map(|(&code, (count, first))| SkipNote {
                    code,
                    count: *count,
                    first: first.iter().map(|skip| (skip.record, skip.found.clone())).collect(),
                })
                .collect(),
            others: ledger.others,
            short_rows: ledger.short_rows,
            prefixed: ledger.prefixed,
            replaced: ledger.replaced,
            question_marks: ledger.question_marks,
            more_pages: ledger.more_pages,
            log_assumed: ledger.log_assumed,
            by_position: ledger.by_position,
            // Whoever reads the archive may speak another language: this one is of developers.
            read_error: ledger.read_error.as_ref().map(|error| error.say(Lang::En)),
            lacks: ledger.lacks.clone(),
            columns: Some(COLUMN_SET),
        }
    }

    /// Whether sign-ins of it were read into fewer columns than there are now, and fewer than in `other`, where it comes from there.
    #[must_use]
    pub fn has_fewer_columns(&self, other: Option<&Self>) -> bool {
        let offered = other.map_or(Some(COLUMN_SET), |other| other.columns);
        self.columns < offered && self.logs.keys().any(|log| log != Log::Audit.name())
    }

    /// Whether reading it again may give more: some of it could not be read.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.read_error.is_some() || !self.skips.is_empty()
    }

    /// How many records of it were removed on purpose.
    #[must_use]
    pub fn removed(&self) -> u64 {
        self.logs.values().map(|counts| counts.removed).sum()
    }

    /// How many records of it could not be read, and one more where reading ended early.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.skips.iter().map(|note| note.count).sum::<u64>() + u64::from(self.read_error.is_some())
    }
}

impl Snapshot {
    /// What is wrong with the copy in an archive.
    #[must_use]
    pub fn fault(&self, dir: &Path) -> Option<Text> {
        match sha256_of(&dir.join(&self.path)) {
            Ok(hash) if hash == self.sha256 => None,
            Ok(_) => Some(Text::from(damages::changed)),
            Err(error) => {
                let error = Text::of_io(&error);
                Some(Text::from(move |lang: Lang| damages::unreadable(lang, &error.say(lang))))
            }
        }
    }
}

impl DataFile {
    /// Its events: rows, or the sign-ins that they stand for.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.sign_ins.unwrap_or(self.rows)
    }

    /// The log whose events it holds, as its path says.
    #[must_use]
    pub fn log(&self) -> Option<Log> {
        if self.path.starts_with("audit/") {
            return Some(Log::Audit);
        }
        let name = self.path.split('/').find_map(|part| part.strip_prefix("log="))?;
        Log::ALL.into_iter().find(|log| log.name() == name)
    }

    /// The day of its events, as its path says: days since 1970-01-01 UTC.
    #[must_use]
    pub fn day(&self) -> Option<i64> {
        let date = self.path.split('/').find_map(|part| part.strip_prefix("event_date="))?;
        time::parse(&format!("{date}T00:00:00Z"), None).ok().map(|midnight| midnight.div_euclid(86_400))
    }
}

/// The folder of a log and day.
#[must_use]
pub fn folder(log: Log, day: i64) -> String {
    let date = time::day_text(day);
    match log {
        Log::Audit => format!("audit/event_date={date}"),
        log => format!("signins/log={}/event_date={date}", log.name()),
    }
}
