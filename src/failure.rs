//! What stops a run: a stable code, whose fault it is, what happened, and what to do next.

use std::{fmt, io};

use crate::words::{Lang, Text, errors as said};

/// Whose fault a failure is; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The environment: cannot read or write, disk full. Exit code 1.
    Environment,
    /// The command line, or an own tenant that is not clear. Exit code 2.
    Usage,
    /// Nothing in the inputs is a log. Exit code 3.
    NothingRecognised,
    /// What was to be read is damaged, and nothing is left that an answer could rest on. Exit code 4.
    Unreadable,
    /// This program is wrong. Exit code 70.
    Bug,
}

impl Fault {
    /// The exit code of the contract.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Environment => 1,
            Self::Usage => 2,
            Self::NothingRecognised => 3,
            Self::Unreadable => 4,
            Self::Bug => 70,
        }
    }
}

/// Makes the enum of codes: each with its name and whose fault it is.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $fault:ident;)*) => {
        /// What can end a run. Records that are skipped do not; they have codes of their own (`model::ledger::SkipCode`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name, kebab-case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Whose fault it is.
            #[must_use]
            pub fn fault(self) -> Fault {
                match self {
                    $(Self::$variant => Fault::$fault,)*
                }
            }
        }
    };
}

codes! {
    /// A file cannot be read.
    CannotRead = "cannot-read", Environment;
    /// A file cannot be written.
    CannotWrite = "cannot-write", Environment;
    /// A folder cannot be listed.
    FolderUnreadable = "folder-unreadable", Environment;
    /// An archive cannot be read.
    ArchiveUnreadable = "archive-unreadable", Environment;
    /// Another process writes to the archive.
    ArchiveLocked = "archive-locked", Environment;
    /// Nothing tells the day that a user list or settings describe.
    NoSnapshotDate = "no-snapshot-date", Environment;
    /// An output format that is not known.
    BadFormat = "bad-format", Usage;
    /// A file name that does not tell a format.
    BadExtension = "bad-extension", Usage;
    /// Several formats where there is room for one.
    SeveralFormats = "several-formats", Usage;
    /// A format for the report, which has all of them.
    ReportFormat = "report-format", Usage;
    /// A workbook on a terminal.
    BinaryOnTerminal = "binary-on-terminal", Usage;
    /// Several formats, and a file for a folder.
    NoFolder = "no-folder", Usage;
    /// A folder without a name.
    NoFolderName = "no-folder-name", Usage;
    /// A folder where a file is to be written.
    IsAFolder = "is-a-folder", Usage;
    /// A device or a pipe where a file is to be written.
    IsADevice = "is-a-device", Usage;
    /// What is to be written is there already.
    Exists = "exists", Usage;
    /// An input that is not there.
    InputMissing = "input-missing", Usage;
    /// A pattern that cannot be read.
    BadPattern = "bad-pattern", Usage;
    /// A time that is none.
    BadTime = "bad-time", Usage;
    /// A time without its zone.
    NoZone = "no-zone", Usage;
    /// A time zone that is not known.
    BadZone = "bad-zone", Usage;
    /// An end that is not after its start.
    EmptyWindow = "empty-window", Usage;
    /// A tenant id that is none.
    BadTenant = "bad-tenant", Usage;
    /// Which tenant is ours is not clear.
    OwnTenantUnclear = "own-tenant-unclear", Usage;
    /// The tenant that was named occurs nowhere.
    OwnTenantAbsent = "own-tenant-absent", Usage;
    /// A partner that occurs nowhere.
    PartnerUnknown = "partner-unknown", Usage;
    /// A filter that the command cannot apply.
    FilterNotApplicable = "filter-not-applicable", Usage;
    /// A question about single sign-ins, of which the input has only counts.
    SignInsCounted = "sign-ins-counted", Usage;
    /// Sign-ins that are counted beside others of the same log and day.
    CountedBesideOthers = "counted-beside-others", Usage;
    /// Sign-ins at home in a tenant that is not ours are counted.
    CountedHome = "counted-home", Usage;
    /// An archive that was distilled, or is to be, where another is needed.
    ArchiveDistilled = "archive-distilled", Usage;
    /// What an engine wrote is not what an archive is made of.
    NotAdopted = "not-adopted", Unreadable;
    /// A condition that the command cannot answer.
    GateUnknown = "gate-unknown", Usage;
    /// A condition that this input cannot answer.
    GateUnanswerable = "gate-unanswerable", Usage;
    /// Nothing that settings could be judged by or made from.
    NoEvidence = "no-evidence", Usage;
    /// A file of names that cannot be read.
    BadNames = "bad-names", Usage;
    /// A list of expected partners that cannot be read.
    BadExpected = "bad-expected", Usage;
    /// A key that is missing or empty.
    BadKey = "bad-key", Usage;
    /// What the last update reported is not known, or of another archive.
    LastUpdate = "last-update", Usage;
    /// What would be applied, and must not hold pseudonyms.
    NotForPseudonyms = "not-for-pseudonyms", Usage;
    /// A file of headings that cannot be read.
    BadHeaders = "bad-headers", Usage;
    /// A file of members that cannot be read.
    BadMembers = "bad-members", Usage;
    /// A file of home ids that cannot be read.
    BadUserMap = "bad-user-map", Usage;
    /// No settings where some are needed.
    NoPolicy = "no-policy", Usage;
    /// One period, and nothing to compare it with.
    OnePeriod = "one-period", Usage;
    /// Settings that are no JSON.
    PolicyNotJson = "policy-not-json", Usage;
    /// JSON that is no settings.
    NotAPolicy = "not-a-policy", Usage;
    /// An access type that is neither allowed nor blocked.
    PolicyUnknownAccessType = "policy-unknown-access-type", Usage;
    /// Settings of another shape.
    PolicyWrongShape = "policy-wrong-shape", Usage;
    /// Settings that were cut at a nesting depth.
    PolicyDepthCut = "policy-depth-cut", Usage;
    /// Settings kept as code that are only half understood.
    PolicyCodeUnclear = "policy-code-unclear", Usage;
    /// The same settings twice, with different content.
    PolicyContradiction = "policy-contradiction", Usage;
    /// A folder that is no archive.
    NoArchive = "no-archive", Usage;
    /// A file of settings that cannot be used.
    BadConfig = "bad-config", Usage;
    /// A setting that is not known.
    UnknownKey = "unknown-key", Usage;
    /// An output that has no schema.
    NoSchema = "no-schema", Usage;
    /// Nothing of that name is known.
    NothingToExplain = "nothing-to-explain", Usage;
    /// Nothing in the inputs is a log.
    NothingRecognised = "nothing-recognised", NothingRecognised;
    /// A damaged archive, of which nothing is shown.
    ArchiveDamaged = "archive-damaged", Unreadable;
    /// This program is wrong.
    Bug = "bug", Bug;
}

/// A failure that ends the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Which failure.
    pub code: Code,
    /// What happened, where, and what was found.
    pub what: Text,
    /// What to do next.
    pub next: Text,
}

impl Failure {
    /// A failure: what happened, and what to do next.
    #[must_use]
    pub fn new(code: Code, what: impl Into<Text>, next: impl Into<Text>) -> Self {
        Self { code, what: what.into(), next: next.into() }
    }

    /// All of it: what happened, what to do next, and the code to ask `explain` about.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let (what, next) = (self.what.say(lang), self.next.say(lang));
        format!("{what}\n{}\n{}", said::next(lang, &next), said::code(lang, self.code.name()))
    }

    /// As it ends a run on standard error.
    #[must_use]
    pub fn error(&self, lang: Lang) -> String {
        said::error(lang, &self.say(lang))
    }

    /// That this program is wrong at a place of its source, and what to do next.
    #[must_use]
    pub fn bug_at(place: &str, lang: Lang) -> String {
        format!("{}\n{}", said::bug_at(lang, place), said::next(lang, said::bug_next(lang)))
    }

    /// A file could not be written.
    #[must_use]
    pub fn write(place: &str, error: &io::Error) -> Self {
        let (place, error) = (place.to_owned(), Text::of_io(error));
        Self::new(Code::CannotWrite, move |lang: Lang| said::cannot_write(lang, &place, &error.say(lang)), said::cannot_write_next)
    }

    /// Standard output could not be written.
    #[must_use]
    pub fn standard_output(error: &io::Error) -> Self {
        let error = Text::of_io(error);
        let what = move |lang: Lang| said::cannot_write(lang, said::standard_output(lang), &error.say(lang));
        Self::new(Code::CannotWrite, what, said::cannot_write_next)
    }

    /// This program is wrong.
    #[must_use]
    pub fn bug(error: &dyn fmt::Display) -> Self {
        let error = error.to_string();
        Self::new(Code::Bug, move |lang: Lang| said::bug(lang, &error), said::bug_next)
    }

    /// The exit code of the contract.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        self.code.fault().exit_code()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for Failure {}
