//! The ledger: every record that came in ends as kept, duplicate or skipped, and the sums are in every output.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Limitation, Log};
use crate::words::{Lang, outputs as said};

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

    /// What it means and what to do, in a sentence.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::BadJson => "the record is not valid JSON; export the file again if the record matters",
            Self::Cut => "the file ends in the middle of this record; it was still being written, or the download broke off",
            Self::TooLong => "the record is longer than --max-record allows; raise it if the record is real",
            Self::NotAnObject => "the list holds something that is no record",
            Self::BadCsv => "the row cannot be read as CSV; export the file again without opening it in an editor",
            Self::NoTime => "the record has no time and cannot be placed",
            Self::BadTime => "the time has a form that no export writes, or lies before there were logs",
            Self::AmbiguousDate => "day and month cannot be told apart; say --date-order mdy or --date-order dmy",
            Self::NoZone => {
                "the time has no zone, and this export writes the clock of whoever exported it; say --zone ZONE, such as --zone Asia/Tokyo or --zone UTC"
            }
            Self::NoTenantColumns => {
                "this export has no home and resource tenant columns, so nothing can be said about tenants; download the sign-in log again \
                 from the Entra admin center (Monitoring & health > Sign-in logs > Download, JSON or CSV of 2024 or later)"
            }
            Self::ArchiveDamaged => {
                "the file of the archive that held the record is damaged or gone; crosstenant archive verify names it, and adding the exports it came from \
                 again brings the records back"
            }
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
    pub set_aside: Option<String>,
    /// Set aside, but of a known kind: no reason to fail.
    pub known_kind: bool,
    /// Neither records nor file name tell interactive from non-interactive sign-ins; interactive was assumed.
    pub log_assumed: bool,
    /// The columns were taken by their position, the headings being in a language that is not known.
    pub by_position: bool,
    /// Reading failed in the middle (device error, broken compression).
    pub read_error: Option<String>,
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
    pub seen: u64,
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
    /// What the export cannot tell.
    pub lacks: Vec<Limitation>,
    /// The last record of a file that is appended to was cut: normal, hence no failure.
    pub cut_is_normal: bool,
    /// Read when an archive was filled, which remembers it: what could not be read then was said then.
    pub remembered: bool,
    /// A damaged archive: nothing of it is used.
    pub damaged: bool,
}

impl FileLedger {
    /// What of it was set aside or read in another way than it stands there: a stable code and a sentence for each.
    #[must_use]
    pub fn notes(&self) -> Vec<(&'static str, String)> {
        let of = |count: u64, one: &str, many: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {many}") };
        let mut notes = Vec::new();
        if self.others > 0 {
            let records = of(self.others, "record of another log or product was", "records of other logs or products were");
            notes.push(("other-records", format!("{records} set aside; the ledger does not count them")));
        }
        if self.prefixed > 0 {
            let records = of(self.prefixed, "record stands", "records stand");
            notes.push(("prefixed-lines", format!("{records} behind something else on their lines, which is left out")));
        }
        if self.short_rows > 0 {
            let rows = of(self.short_rows, "row has", "rows have");
            notes.push(("short-rows", format!("{rows} fewer cells than the heading; what is missing at the end is absent")));
        }
        let logs = self.format.is_some() && self.holds != Holds::Settings;
        if logs && self.total().records == 0 && self.users == 0 && self.others == 0 {
            notes.push(("no-records", "recognised, but it holds no record".to_owned()));
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
