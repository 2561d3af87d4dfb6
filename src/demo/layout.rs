//! Which days go into which file: slices of the story by default, or the whole story in every format.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::GzBuilder;
use serde_json::{Value, json};

use super::audit::AuditEvent;
use super::encode::portal_csv::Layout;
use super::encode::{audit, diagnostic, graph, log_analytics, moment, portal_csv};
use super::scenario::{DAYS, Event, FIRST_DAY, Log};
use super::{OWN_TENANT, Written};
use crate::files::create_folders;

/// The folder that is written to, and the count of what went in.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    written: Written,
}

/// Days of the story, first and last, both included.
#[derive(Debug, Clone, Copy)]
struct Days(i64, i64);

const ALL: Days = Days(0, DAYS - 1);

impl Days {
    /// The events of these days. They are in time order, so it is one slice.
    fn of(self, events: &[Event]) -> &[Event] {
        let start = events.partition_point(|event| event.day() < self.0);
        let end = events.partition_point(|event| event.day() <= self.1);
        &events[start..end]
    }

    /// `2026-09-28_2026-10-02`, as the portal names its downloads.
    fn label(self) -> String {
        let date = |day: i64| moment(FIRST_DAY + day * 86_400, 0).format("%Y-%m-%d").to_string();
        format!("{}_{}", date(self.0), date(self.1))
    }
}

impl Folder {
    /// A folder that need not exist yet.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), written: Written::default() }
    }

    /// What was written so far.
    pub const fn written(&self) -> Written {
        self.written
    }

    /// Makes a file and the folders above it.
    fn file(&mut self, name: &str) -> io::Result<BufWriter<File>> {
        let path = self.root.join(name);
        if let Some(parent) = path.parent() {
            create_folders(parent)?;
        }
        self.written.files += 1;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        // The logs are invented, but their readers get used to how real ones lie on a disk.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(BufWriter::new(options.open(path)?))
    }

    fn counted<'a>(&mut self, events: impl Iterator<Item = &'a Event>) -> Vec<&'a Event> {
        let events: Vec<&Event> = events.collect();
        self.written.sign_ins += events.len();
        events
    }

    /// Graph pages, one file each.
    fn pages(&mut self, folder: &str, events: &[Event]) -> io::Result<()> {
        for (number, page) in self.paged(events).into_iter().enumerate() {
            let mut out = self.file(&format!("{folder}/signIns-page{}.json", number + 1))?;
            serde_json::to_writer(&mut out, &page)?;
            out.flush()?;
        }
        Ok(())
    }

    /// Graph pages of a part, all in one array.
    fn page_array(&mut self, name: &str, events: &[Event]) -> io::Result<()> {
        let pages = self.paged(events);
        let mut out = self.file(name)?;
        serde_json::to_writer(&mut out, &pages)?;
        out.flush()
    }

    /// Pages of 100 or 200 records; of 1,000, what Graph allows at most, when there are many.
    fn paged(&mut self, events: &[Event]) -> Vec<Value> {
        self.written.sign_ins += events.len();
        let size = match events.len() {
            4_000.. => 1_000,
            1_000.. => 200,
            _ => 100,
        };
        let count = events.len().div_ceil(size);
        let page = |(number, events): (usize, &[Event])| {
            let next = (number + 1 < count).then_some(number + 2);
            graph::page("beta", "signIns", events.iter().map(graph::beta).collect(), next)
        };
        events.chunks(size).enumerate().map(page).collect()
    }

    /// Graph beta records, one per line, compressed. No time stamp: the same seed gives the same bytes.
    fn compressed(&mut self, name: &str, events: &[Event]) -> io::Result<()> {
        let events = self.counted(events.iter());
        let packed = GzBuilder::new().mtime(0).operating_system(255).write(self.file(name)?, Compression::default());
        // The compressor clears its output buffer on every call: small writes would cost more than the compression.
        let mut out = BufWriter::with_capacity(1 << 18, packed);
        for event in events {
            writeln!(out, "{}", graph::beta(event))?;
        }
        let packed = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        packed.finish()?.flush()
    }

    /// Graph v1.0: people only.
    fn first_version(&mut self, name: &str, events: &[Event]) -> io::Result<()> {
        let events = self.counted(events.iter().filter(|event| event.log.is_user()));
        let page = graph::page("v1.0", "signIns", events.into_iter().map(graph::v1).collect(), None);
        let mut out = self.file(name)?;
        serde_json::to_writer(&mut out, &page)?;
        out.flush()
    }

    /// The JSON downloads of the portal: a bare array per log, for reading.
    fn portal_json(&mut self, folder: &str, days: Days, events: &[Event]) -> io::Result<()> {
        for (log, name) in PORTAL_NAMES {
            let records: Vec<Value> = self.counted(days.of(events).iter().filter(|event| event.log == log)).into_iter().map(graph::beta).collect();
            let mut out = self.file(&format!("{folder}/{name}_{}.json", days.label()))?;
            serde_json::to_writer_pretty(&mut out, &records)?;
            out.flush()?;
        }
        Ok(())
    }

    /// The CSV downloads of the portal, with the user layout of one generation.
    fn portal_csv(&mut self, folder: &str, users: Layout, days: Days, events: &[Event]) -> io::Result<()> {
        for (log, name) in PORTAL_NAMES {
            let layout = match log {
                Log::Interactive | Log::NonInteractive => users,
                Log::ServicePrincipal => Layout::Applications,
                Log::ManagedIdentity => Layout::ManagedIdentities,
            };
            let rows = self.counted(days.of(events).iter().filter(|event| event.log == log));
            let mut out = self.file(&format!("{folder}/{name}_{}.csv", days.label()))?;
            portal_csv::write(&mut out, layout, rows.into_iter())?;
            out.flush()?;
        }
        Ok(())
    }

    /// The tables of Log Analytics.
    fn log_analytics(&mut self, folder: &str, events: &[Event]) -> io::Result<()> {
        for log in Log::ALL {
            let rows = self.counted(events.iter().filter(|event| event.log == log));
            let mut out = self.file(&format!("{folder}/{}.csv", log_analytics::table(log)))?;
            log_analytics::write(&mut out, log, rows.into_iter())?;
            out.flush()?;
        }
        Ok(())
    }

    /// The blobs of diagnostic settings, one per hour, or one per day.
    fn diagnostic(&mut self, folder: &str, hourly: bool, events: &[Event], audits: &[AuditEvent]) -> io::Result<()> {
        for log in Log::ALL {
            let rows = self.counted(events.iter().filter(|event| event.log == log));
            let lines = rows.into_iter().map(|event| (event.time, diagnostic::line(event)));
            self.blobs(folder, &diagnostic::category(log).to_ascii_lowercase(), hourly, lines)?;
        }
        self.blobs(folder, "auditlogs", hourly, audits.iter().map(|event| (event.time, audit::line(event))))
    }

    /// The lines come in time order: a new hour (or day) begins a new blob.
    fn blobs(&mut self, folder: &str, category: &str, hourly: bool, lines: impl Iterator<Item = (i64, String)>) -> io::Result<()> {
        let length = if hourly { 3_600 } else { 86_400 };
        let mut open: Option<(i64, BufWriter<File>)> = None;
        for (time, line) in lines {
            let span = time.div_euclid(length);
            let mut out = match open.take() {
                Some((current, out)) if current == span => out,
                earlier => {
                    if let Some((_, mut out)) = earlier {
                        out.flush()?;
                    }
                    let path = moment(span * length, 0).format("y=%Y/m=%m/d=%d/h=%H/m=00/PT1H.json");
                    self.file(&format!("{folder}/insights-logs-{category}/tenantId={OWN_TENANT}/{path}"))?
                }
            };
            writeln!(out, "{line}")?;
            open = Some((span, out));
        }
        open.map_or(Ok(()), |(_, mut out)| out.flush())
    }

    /// A list of users as one Graph page.
    pub fn users(&mut self, name: &str, users: &[Value]) -> io::Result<()> {
        self.object(name, &json!({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users", "value": users}))
    }

    /// Audit records as one Graph page.
    fn audits(&mut self, name: &str, audits: &[AuditEvent]) -> io::Result<()> {
        self.object(name, &graph::page("beta", "directoryAudits", audits.iter().map(audit::graph).collect(), None))
    }

    /// One JSON value, for reading.
    pub fn object(&mut self, name: &str, value: &Value) -> io::Result<()> {
        let mut out = self.file(name)?;
        serde_json::to_writer_pretty(&mut out, value)?;
        out.flush()
    }
}

/// The names of the portal's downloads.
const PORTAL_NAMES: [(Log, &str); 4] = [
    (Log::Interactive, "InteractiveSignIns"),
    (Log::NonInteractive, "NonInteractiveSignIns"),
    (Log::ServicePrincipal, "ApplicationSignIns"),
    (Log::ManagedIdentity, "MSISignIns"),
];

/// One slice of days per format; neighbours share two days, so that duplicates and gaps can be shown.
pub fn slices(folder: &mut Folder, events: &[Event], audits: &[AuditEvent]) -> io::Result<()> {
    // The first two share a format and hence no day.
    folder.pages("graph-beta", Days(0, 3).of(events))?;
    folder.page_array("graph-beta/signIns-all-pages.json", Days(4, 4).of(events))?;
    folder.compressed("graph-beta/signIns.ndjson.gz", Days(3, 14).of(events))?;
    folder.first_version("graph-v1.0/signIns.json", Days(13, 15).of(events))?;
    // Two downloads of the portal, like those of somebody who fetches them now and then.
    folder.portal_json("portal", Days(14, 19), events)?;
    folder.portal_csv("portal", Layout::Users57, Days(18, 25), events)?;
    folder.portal_csv("portal", Layout::Users55, Days(24, 37), events)?;
    folder.log_analytics("log-analytics", Days(36, 42).of(events))?;
    let last = Days(DAYS - 4, DAYS - 1);
    let before = audits.partition_point(|event| event.time < FIRST_DAY + last.0 * 86_400);
    folder.diagnostic("diagnostic", true, last.of(events), &audits[before..])?;
    folder.audits("audit/directoryAudits.json", &audits[..before])
}

/// The whole story in every format, each in a folder of its own.
pub fn everything(folder: &mut Folder, events: &[Event], audits: &[AuditEvent]) -> io::Result<()> {
    folder.pages("graph-beta", events)?;
    folder.audits("graph-beta/audit/directoryAudits.json", audits)?;
    folder.compressed("graph-beta-ndjson/signIns.ndjson.gz", events)?;
    folder.first_version("graph-v1.0/signIns.json", events)?;
    folder.portal_json("portal-json", ALL, events)?;
    folder.portal_csv("portal-csv", Layout::Users57, ALL, events)?;
    folder.portal_csv("portal-csv-55", Layout::Users55, ALL, events)?;
    folder.log_analytics("log-analytics", events)?;
    folder.diagnostic("diagnostic", false, events, audits)
}
