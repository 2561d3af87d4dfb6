//! What a file is: told by its first bytes, never by its name alone.

mod csv;
mod json;

use std::borrow::Cow;
use std::io::Read;
use std::sync::{Arc, LazyLock};

pub use csv::{Headings, StepColumns, step_columns};
pub use json::{JsonHead, format_of, last_object};

use super::dialect::{CsvColumns, Field, Shape, bits, squeezed};
use super::formats::FORMATS;
use super::framing::{CsvFramer, Framer, JsonFramer, LineFramer};
use super::unwrap::Path;
use super::wrappings;
use crate::archive::Archive;
use crate::ingest::format::Format;
use crate::knowledge::headers::Headers;
use crate::model::time::{DateOrder, Zone};
use crate::model::{Limitation, Log};
use crate::safe::quoted;
use crate::words::{Lang, Text, inputs as said};

/// How many bytes of a file are looked at.
pub const HEAD: usize = 1 << 20;

/// What a file turned out to be.
pub enum Verdict {
    /// A log of a known format.
    Log(Recognised),
    /// An archive of this program: its events that came from formats of this rank.
    Archive(Arc<Archive>, u8),
    /// Known, but of no use to any command; with the reason.
    SetAside(Text),
    /// Not a log; with the reason.
    NoLog(Text),
}

impl Verdict {
    /// No log, for this reason.
    pub(super) fn no_log(why: impl Into<Text>) -> Self {
        Self::NoLog(why.into())
    }

    /// A known kind that no command uses.
    pub(super) fn set_aside(what: impl Into<Text>) -> Self {
        Self::SetAside(what.into())
    }
}

/// How records lie in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// One JSON object a line.
    Lines,
    /// JSON lists, pages and wrappers.
    Json,
    /// JSON tables: column names once, then rows as lists.
    Tables,
    /// CSV with a heading, and its separator.
    Csv(u8),
}

/// Which clock times without a zone are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A known zone.
    Zone(Zone),
    /// So many seconds ahead of UTC, at all times.
    Ahead(i64),
    /// Nobody knows: `--zone` must say.
    Unknown,
}

/// A recognised log.
#[derive(Clone)]
pub struct Recognised {
    /// Its format.
    pub format: &'static Format,
    /// Where its records keep their fields.
    pub shape: &'static LazyLock<Shape>,
    /// How records lie in it.
    pub framing: Framing,
    /// Why it was taken for that, in a few words.
    pub evidence: Text,
    /// The log of records that do not say it themselves.
    pub log: Log,
    /// The log that unreadable records are counted for.
    pub skip_log: Log,
    /// Whether the log kind was only assumed, because neither records nor file name tell.
    pub log_assumed: bool,
    /// What this very file cannot tell.
    pub lacks: Vec<Limitation>,
    /// Columns of a CSV file or of JSON tables.
    pub columns: Option<Box<CsvColumns>>,
    /// Whether the columns of a CSV file were taken by their position.
    pub by_position: bool,
    /// Why all records of the file must be skipped although it is a sign-in log.
    pub no_tenant_columns: bool,
    /// Where the records stand in what the file holds.
    pub path: Box<Path>,
    /// Something stands before the JSON object of each line.
    pub prefixed: bool,
    /// Its records are of several formats, so that each is looked at by itself.
    pub mixed: bool,
    /// Bytes before the heading of a CSV file.
    pub preamble: usize,
    /// Which clock times without a zone are of.
    pub clock: Clock,
    /// Order of day and month, where the file tells it.
    pub date_order: Option<DateOrder>,
}

/// What the evidence of a format says about a file.
pub struct FormatEvidence {
    /// What it was recognised by.
    pub evidence: Text,
    /// The log, where the records name it.
    pub log: Option<Log>,
    /// Whether each record tells its log.
    pub records_tell_log: bool,
    /// What this file lacks beyond its format.
    pub lacks: Vec<Limitation>,
    /// Whether the file says nothing without a tenant column.
    pub needs_tenants: bool,
    /// Where its records keep their fields, if elsewhere than others of the format.
    pub shape: Option<&'static LazyLock<Shape>>,
}

impl FormatEvidence {
    /// Recognised by names of fields.
    #[must_use]
    pub fn names(names: &'static str) -> Self {
        Self::new(Text::verbatim(names))
    }

    /// Recognised by this.
    #[must_use]
    pub fn new(evidence: impl Into<Text>) -> Self {
        Self { evidence: evidence.into(), log: None, records_tell_log: false, lacks: Vec::new(), needs_tenants: false, shape: None }
    }

    /// An audit log, recognised by this.
    #[must_use]
    pub fn audit(evidence: impl Into<Text>) -> Self {
        Self { log: Some(Log::Audit), records_tell_log: true, ..Self::new(evidence) }
    }
}

/// Looks at the first bytes of a text (byte order mark already gone). `name` is the file name, a hint for CSV files that do not say
/// which log they hold.
#[must_use]
pub fn detect(head: &[u8], name: &str, aliases: &Headers) -> Verdict {
    let Some(first) = head.iter().find(|byte| !byte.is_ascii_whitespace()) else {
        return Verdict::no_log(said::empty);
    };
    // Records stored within other files are not looked for.
    if head.starts_with(b"PK\x03\x04") || head.starts_with(&[0x1f, 0x8b]) || head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return Verdict::no_log(said::archive_in_archive);
    }
    if head.starts_with(b"PAR1") {
        return Verdict::no_log(said::parquet);
    }
    if head.starts_with(b"Obj\x01") {
        return Verdict::no_log(said::avro);
    }
    let verdict = match first {
        b'{' | b'[' if json::begins(head) => json::detect(head, name),
        _ => match csv::detect(head, name, aliases) {
            // Perhaps only the first line is broken, or something stands before each record.
            Verdict::NoLog(why) => match json::of_lines(head, name) {
                Verdict::NoLog(_) => Verdict::NoLog(why),
                found => found,
            },
            found => found,
        },
    };
    match verdict {
        Verdict::Log(found) => Verdict::Log(with_path(found)),
        Verdict::NoLog(_) if looks_like_utf16(head) => Verdict::no_log(said::utf16),
        Verdict::NoLog(_) if head.contains(&0) => Verdict::no_log(said::binary),
        verdict => verdict,
    }
}

/// Looks for a log behind the records that a file begins with, to its end: they may all be of other logs and products. `head` = the first
/// bytes of the text, which tell of no log; `text` = all of it.
#[must_use]
pub fn further(head: &[u8], text: &mut dyn Read, name: &str, aliases: &Headers, max_record: usize) -> Option<Recognised> {
    if json::begins(head) { json::further(head, text, name, max_record) } else { csv::further(head, text, name, aliases, max_record) }.map(with_path)
}

/// The evidence with the place of the records, where other products carry them.
fn with_path(found: Recognised) -> Recognised {
    if found.path.is_empty() {
        return found;
    }
    let product = wrappings::of_path(&found.path).map(|wrapping| wrapping.product);
    let (inner, path) = (found.evidence.clone(), found.path.to_string());
    let evidence = move |lang: Lang| said::carried(lang, &inner.say(lang), &path, product.map(|product| product(lang)));
    Recognised { evidence: Text::from(evidence), ..found }
}

/// Every second byte of UTF-16 with mostly ASCII is zero.
fn looks_like_utf16(head: &[u8]) -> bool {
    let zeros = |start: usize| head.iter().skip(start).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = even.max(odd);
    most * 2 > head.len() * 3 / 10 && even.min(odd) * 20 < most
}

/// The log a file name tells. The non-interactive prefix contains the interactive one, so it is looked for first.
fn log_of_name(name: &str) -> Option<Log> {
    let name = name.to_ascii_lowercase();
    if name.contains("noninteractive") {
        Some(Log::NonInteractive)
    } else if name.contains("interactivesignins") {
        Some(Log::Interactive)
    } else if name.contains("applicationsignins") || name.contains("serviceprincipalsignin") {
        Some(Log::ServicePrincipal)
    } else if name.contains("msisignins") || name.contains("managedidentitysignin") {
        Some(Log::ManagedIdentity)
    } else {
        None
    }
}

/// The first format whose evidence is there.
fn first_format<T>(look: impl Fn(&'static Format) -> Option<T>) -> Option<(&'static Format, T)> {
    FORMATS.iter().find_map(|format| look(format).map(|found| (format, found)))
}

fn recognised(format: &'static Format, found: &FormatEvidence, framing: Framing, name: &str) -> Recognised {
    let named = log_of_name(name);
    // What the records of a JSON file say is each record's own; the file's log is for those that say nothing.
    let log = match found.log {
        Some(Log::Audit) => Log::Audit,
        Some(log) => named.unwrap_or(log),
        None => named.unwrap_or(Log::Interactive),
    };
    let mut lacks = format.lacks.to_vec();
    lacks.extend(found.lacks.iter().filter(|lack| !format.lacks.contains(lack)));
    lacks.sort_unstable();
    Recognised {
        format,
        shape: found.shape.unwrap_or(format.shape),
        framing,
        evidence: found.evidence.clone(),
        log,
        skip_log: found.log.unwrap_or(log),
        log_assumed: false,
        lacks,
        columns: None,
        by_position: false,
        no_tenant_columns: false,
        path: Box::default(),
        prefixed: false,
        mixed: false,
        preamble: 0,
        clock: if format.promises_utc { Clock::Zone(Zone::UTC) } else { Clock::Unknown },
        date_order: None,
    }
}

/// What a sign-in should tell, under Graph's names, and the fields that tell it.
const ESSENTIAL: [(&str, &[Field]); 14] = [
    ("id", &[Field::Id]),
    ("createdDateTime", &[Field::Time, Field::EnvelopeTime]),
    ("userId", &[Field::UserId]),
    ("userPrincipalName", &[Field::UserPrincipalName]),
    ("userType", &[Field::UserType, Field::IsGuest]),
    ("homeTenantId", &[Field::HomeTenantId]),
    ("resourceTenantId", &[Field::ResourceTenantId]),
    ("crossTenantAccessType", &[Field::AccessType]),
    ("appId", &[Field::AppId]),
    ("appDisplayName", &[Field::AppName]),
    ("resourceId", &[Field::ResourceId]),
    ("resourceDisplayName", &[Field::ResourceName]),
    ("status.errorCode", &[Field::ErrorCode, Field::EnvelopeResult, Field::StatusText]),
    ("ipAddress", &[Field::IpAddress, Field::EnvelopeIp]),
];

/// What of a sign-in no record has, `seen` being the bits of the fields that any has: a query may have left it out.
#[must_use]
pub fn missing(seen: u128) -> Vec<&'static str> {
    ESSENTIAL.iter().filter(|(_, fields)| seen & bits(fields) == 0).map(|&(name, _)| name).collect()
}

/// Headings or keys by which exports say that one row stands for several sign-ins, squeezed or as they are.
const COUNTS: [&str; 16] = [
    "signins",
    "ofsignins",
    "numberofsignins",
    "signincount",
    "signinscount",
    "count",
    "counts",
    "total",
    "totalcount",
    "totalsignins",
    "attempts",
    "cnt",
    "eventcount",
    "件数",
    "サインイン数",
    "回数",
];

/// Whether a heading or key says that rows stand for several sign-ins; our own `sign_ins` is read as what it is.
fn counts_sign_ins(name: &str) -> bool {
    name != "sign_ins" && (COUNTS.contains(&squeezed(name).as_str()) || COUNTS.contains(&name.trim()))
}

/// The refusal of an export whose rows are no single sign-ins.
fn aggregated(column: &str) -> Verdict {
    let column = quoted(column);
    Verdict::no_log(move |lang: Lang| said::aggregated(lang, &column))
}

/// The framer for a recognised file.
#[must_use]
pub fn framer(recognised: &Recognised, max_record: usize) -> Box<dyn Framer> {
    match recognised.framing {
        Framing::Csv(separator) => Box::new(CsvFramer::new(separator, recognised.preamble, max_record)),
        Framing::Tables => Box::new(JsonFramer::tables(max_record)),
        Framing::Lines => Box::new(LineFramer::new(max_record)),
        Framing::Json => Box::new(JsonFramer::along(&recognised.path.split().0, max_record)),
    }
}

/// A text of the head, however broken.
fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str, name: &str) -> String {
        match detect(text.as_bytes(), name, &Headers::built_in()) {
            Verdict::Log(found) => {
                let framing = match found.framing {
                    Framing::Lines => "lines",
                    Framing::Json => "json",
                    Framing::Tables => "tables",
                    Framing::Csv(_) => "csv",
                };
                format!("{} {framing} {}", found.format.id, found.log.name())
            }
            Verdict::Archive(..) => "archive".to_owned(),
            Verdict::SetAside(why) => format!("aside: {}", why.say(Lang::En)),
            Verdict::NoLog(why) => format!("no: {}", why.say(Lang::En)),
        }
    }

    #[test]
    fn files_are_told_by_their_content() {
        let graph = r#"{"id":"a","createdDateTime":"2026-10-05T00:00:00Z","appId":"b","userPrincipalName":"c","crossTenantAccessType":"none"}"#;
        assert_eq!(id(graph, "x"), "graph-beta lines interactive");
        assert_eq!(id(&format!("[{graph}]"), "NonInteractiveSignIns_x.json"), "graph-beta json non_interactive");
        let page = format!("{{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/signIns\",\"value\":[{graph}]}}");
        assert_eq!(id(&page, "x"), "graph-v1 json interactive");
        let diagnostic = r#"{ "time": "t", "category": "SignInLogs", "properties": {}}"#;
        assert_eq!(id(&format!("{diagnostic}\n{diagnostic}"), "PT1H.json"), "diagnostic lines interactive");
        assert_eq!(id("\"Date (UTC)\",\"Request ID\",\"Username\",\"Home tenant ID\"\r\n", "a.csv"), "portal-csv csv interactive");
        assert_eq!(
            id("\"Date (UTC)\";\"Request ID\";\"Username\";\"Home tenant ID\"\r\n", "NonInteractiveSignIns.csv"),
            "portal-csv csv non_interactive"
        );
        assert!(id("Request ID,Authentication method,Succeeded\n", "x").starts_with("aside: authentication details"));
        assert!(id("hello\n", "x").starts_with("no: "));
        assert!(id("  \n", "x").contains("empty"));
        assert!(id("{\"a\":", "x").starts_with("no: "));
        assert!(id("h\0e\0l\0l\0o\0 \0t\0h\0e\0r\0e\0", "x").contains("UTF-16 without"));
    }

    #[test]
    fn rows_that_stand_for_several_sign_ins_are_refused() {
        assert!(id("Date (UTC),Request ID,Username,Home tenant ID,# sign-ins\n", "x").contains("several sign-ins"));
        assert!(id("HomeTenantId,AppDisplayName,count_\na,b,3\n", "x").contains("several sign-ins"));
        for count in ["Count", "count", "Total", "TotalCount", "Attempts", "cnt", "Signins", "SignInCount", "EventCount", "件数"] {
            let heading = format!("createdDateTime,userPrincipalName,homeTenantId,resourceTenantId,appDisplayName,{count}\n");
            assert!(id(&heading, "x").contains("several sign-ins"), "{count}: {}", id(&heading, "x"));
        }
        assert!(id(r#"[{"HomeTenantId":"a","AppDisplayName":"b","count_":3}]"#, "x").contains("several sign-ins"));
    }
}
