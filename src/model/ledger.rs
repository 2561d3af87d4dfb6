//! The ledger: every record that came in ends as kept, duplicate or skipped, and the sums are in every output.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Limitation, Log};
use crate::words::{Lang, Text, ledger as said, meanings};

/// Why a record was not used. The code is stable and part of the contract of `--rejects`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkipCode {
    /// Not valid JSON.
    BadJson,
    /// The file ends in the middle of this record.
    Cut,
    /// Longer than `--max-record`.
    TooLong,
    /// An element of a list that is no object.
    NotAnObject,
    /// A CSV row that cannot be read.
    BadCsv,
    /// Without a time, an event cannot be placed.
    NoTime,
    /// The time has an unknown form.
    BadTime,
    /// Day and month cannot be told apart.
    AmbiguousDate,
    /// The time has no zone, and the format promises none.
    NoZone,
    /// An export without tenant columns.
    NoTenantColumns,
    /// The file of an archive that held the record is damaged or gone.
    ArchiveDamaged,
}

impl SkipCode {
    /// Every code.
    pub const ALL: [Self; 11] = [
        Self::BadJson,
        Self::Cut,
        Self::TooLong,
        Self::NotAnObject,
        Self::BadCsv,
        Self::NoTime,
        Self::BadTime,
        Self::AmbiguousDate,
        Self::NoZone,
        Self::NoTenantColumns,
        Self::ArchiveDamaged,
    ];

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::BadJson => "bad-json",
            Self::Cut => "cut",
            Self::TooLong => "too-long",
            Self::NotAnObject => "not-an-object",
            Self::BadCsv => "bad-csv",
            Self::NoTime => "no-time",
            Self::BadTime => "bad-time",
            Self::AmbiguousDate => "ambiguous-date",
            Self::NoZone => "no-zone",
            Self::NoTenantColumns => "no-tenant-columns",
            Self::ArchiveDamaged => "archive-damaged",
        }
    }

    /// What it means and what to do, in a sentence without its stop.
    #[must_use]
    pub fn reason(self, lang: Lang) -> &'static str {
        match self {
            Self::BadJson => meanings::skip_bad_json_reason(lang),
            Self::Cut => meanings::skip_cut_reason(lang),
            Self::TooLong => meanings::skip_too_long_reason(lang),
            Self::NotAnObject => meanings::skip_not_an_object_reason(lang),
            Self::BadCsv => meanings::skip_bad_csv_reason(lang),
            Self::NoTime => meanings::skip_no_time_reason(lang),
            Self::BadTime => meanings::skip_bad_time_reason(lang),
            Self::AmbiguousDate => meanings::skip_ambiguous_date_reason(lang),
            Self::NoZone => meanings::skip_no_zone_reason(lang),
            Self::NoTenantColumns => meanings::skip_no_tenant_columns_reason(lang),
            Self::ArchiveDamaged => meanings::skip_archive_damaged_reason(lang),
        }
    }
}

/// A skipped record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Record number in its file, from 1.
    pub record: u64,
    /// Why.
    pub code: SkipCode,
    /// What was found, where that helps (the unreadable time, the place of the JSON error).
    pub found: String,
}

/// Sums over all inputs; `records = kept + duplicates + skipped`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Recognised files.
    pub files: u64,
    /// Sign-in and audit records read.
    pub records: u64,
    /// Records used.
    pub kept: u64,
    /// Records that came a second time.
    pub duplicates: u64,
    /// Records that could not be used.
    pub skipped: u64,
}

impl Ledger {
    /// The sums in a sentence; nothing where no file was read.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> Option<String> {
        let &Self { files, records, kept, duplicates, skipped } = self;
        (files > 0).then(|| said::sums(lang, records, files, kept, duplicates, skipped))
    }
}

/// The counts of one log, over all files or within one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogLedger {
    /// Records of this log.
    pub records: u64,
    /// Of these, used.
    pub kept: u64,
    /// Of these, seen before.
    pub duplicates: u64,
    /// Of these, not usable.
    pub skipped: u64,
    /// Time of the first and last kept event.
    pub span: Option<(i64, i64)>,
}

impl LogLedger {
    /// Counts a kept event.
    pub fn keep(&mut self, time: i64) {
        self.keep_many(1, (time, time));
    }

    /// Counts kept events between two times.
    pub fn keep_many(&mut self, count: u64, (first, last): (i64, i64)) {
        self.add(&Self { records: count, kept: count, span: Some((first, last)), ..Self::default() });
    }

    /// Adds the counts of another ledger.
    pub fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.kept += other.kept;
        self.duplicates += other.duplicates;
        self.skipped += other.skipped;
        self.span = match (self.span, other.span) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (one, two) => one.or(two),
        };
    }
}

/// What the records of an export are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    /// Sign-ins or audit events.
    #[default]
    Events,
    /// Users.
    Users,
    /// Cross-tenant access settings, read whole.
    Settings,
    /// Delegated admin relationships, read whole.
    Relationships,
}

/// What of a file was set aside or read in another way than it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// So many records of other logs and products were set aside.
    OtherRecords(u64),
    /// Before so many records something stands on their lines.
    PrefixedLines(u64),
    /// So many rows lack cells at their end.
    ShortRows(u64),
    /// A log without any record.
    NoRecords,
}

impl Note {
    /// A sentence without its full stop.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::OtherRecords(records) => said::other_records(lang, records),
            Self::PrefixedLines(records) => said::prefixed_lines(lang, records),
            Self::ShortRows(rows) => said::short_rows(lang, rows),
            Self::NoRecords => said::no_records(lang).to_owned(),
        }
    }
}

/// What became of one file.
#[derive(Clone, Debug, Default)]
pub struct FileLedger {
    /// Path as given, with `/`.
    pub path: String,
    /// Id of its format; `None` where the file was not recognised.
    pub format: Option<&'static str>,
    /// What its records are.
    pub holds: Holds,
    /// Whether the path was named on the command line, not found in a folder.
    pub named: bool,
    /// Why nothing of the file was used: not a log, or a kind that no command uses.
    pub set_aside: Option<Text>,
    /// Set aside, but of a known kind: no reason to fail.
    pub known_kind: bool,
    /// Neither records nor file name tell interactive from non-interactive sign-ins; interactive was assumed.
    pub log_assumed: bool,
    /// The columns were taken by their position, the headings being in a language that is not known.
    pub by_position: bool,
    /// Reading failed in the middle (device error, broken compression).
    pub read_error: Option<Text>,
    /// Size on disk.
    pub bytes: u64,
    /// SHA-256 of the bytes on disk, where it was asked for.
    pub sha256: Option<String>,
    /// Counts by log.
    pub logs: BTreeMap<Log, LogLedger>,
    /// Users of a user list.
    pub users: u64,
    /// Records of other logs and products that no command uses.
    pub others: u64,
    /// The fields that any record has, as the bits that the readers give them.
    pub seen: u128,
    /// Rows that lack cells at their end.
    pub short_rows: u64,
    /// Records before which something stands on their lines.
    pub prefixed: u64,
    /// Where the records stand in what the file holds; empty where they stand by themselves.
    pub unwrapped: String,
    /// Records whose text had bytes that are not UTF-8.
    pub replaced: u64,
    /// Records with a name that has become a run of `?`.
    pub question_marks: u64,
    /// The last page says that there are more pages.
    pub more_pages: bool,
    /// Skipped records by code, the first few of each with their details.
    pub skips: BTreeMap<SkipCode, (u64, Vec<Skip>)>,
    /// Sign-ins whose authentication it tells of, and that are not among those that were read.
    pub unmet_steps: u64,
    /// What the export cannot tell.
    pub lacks: Vec<Limitation>,
    /// The last record of a file that is appended to was cut: normal, hence no failure.
    pub cut_is_normal: bool,
    /// Read when an archive was filled, which remembers it: what could not be read then was said then.
    pub remembered: bool,
    /// Records that were removed from the archive on purpose.
    pub removed: u64,
    /// The first day that is left of an archive of which days were removed (`2025-10-01`).
    pub removed_before: Option<String>,
    /// A damaged archive: nothing of it is used.
    pub damaged: bool,
}

impl FileLedger {
    /// What of it was set aside or read in another way than it stands there.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        if self.others > 0 {
            notes.push(Note::OtherRecords(self.others));
        }
        if self.prefixed > 0 {
            notes.push(Note::PrefixedLines(self.prefixed));
        }
        if self.short_rows > 0 {
            notes.push(Note::ShortRows(self.short_rows));
        }
        let logs = self.format.is_some() && matches!(self.holds, Holds::Events | Holds::Users);
        if logs && self.total().records == 0 && self.users == 0 && self.others == 0 && self.removed == 0 {
            notes.push(Note::NoRecords);
        }
        notes
    }

    /// The sums over all logs of the file.
    #[must_use]
    pub fn total(&self) -> LogLedger {
        let mut total = LogLedger::default();
        for log in self.logs.values() {
            total.add(log);
        }
        total
    }

    /// Whether something in this file could not be read that should make the run end with exit code 4.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        let harmless = |code: SkipCode| code == SkipCode::Cut && self.cut_is_normal;
        // What an archive lost since is as bad as on the first day.
        let told = |code: SkipCode| self.remembered && code != SkipCode::ArchiveDamaged;
        self.damaged || (self.read_error.is_some() && !self.remembered) || self.skips.keys().any(|&code| !harmless(code) && !told(code))
    }
}
