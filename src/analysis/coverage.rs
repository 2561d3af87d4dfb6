//! `coverage`: what these logs can show and what they cannot.

use std::collections::BTreeMap;

use polars::prelude::PolarsResult;

use super::{Analysis, Found, Params, Plain};
use crate::dataset::Dataset;
use crate::model::ledger::{FileLedger, SkipCode};
use crate::model::{AccessFlags, Direction, Limitation, Log, Outcome, StatusText};
use crate::report::{Caveat, Cell, Table, int, text, time};
use crate::words::analyses;

/// Exports end at these numbers of rows when there is more: portal downloads, Log Analytics and hunting queries.
const ROUND_LIMITS: [u64; 7] = [10_000, 30_000, 50_000, 100_000, 250_000, 500_000, 1_000_000];

/// Days of logs below which a partner that comes once a month can be missed.
const SHORT_WINDOW: i64 = 30;

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "coverage",
    title: analyses::coverage,
    question: analyses::coverage_question,
    filters: &[],
    ask: || Box::new(Plain(run)),
    ..Analysis::BASE
};

#[expect(clippy::unnecessary_wraps, reason = "every analysis has this signature")]
pub(super) fn run(data: &Dataset, _: &Params) -> PolarsResult<Found> {
    let rows = Log::ALL.iter().map(|&log| row(data, log)).collect();
    let columns = vec![
        text("log", 0),
        int("files", 0),
        int("records", 0),
        int("kept", 1),
        int("duplicates", 1),
        int("skipped", 1),
        time("first", 0),
        time("last", 0),
        int("days_with_data", 2),
        int("gap_days", 2),
    ];
    let mut found = Found::table(Table { columns, rows });
    found.caveats = Some(caveats(data));
    Ok(found)
}

fn row(data: &Dataset, log: Log) -> Vec<Cell> {
    let ledger = data.log_ledger(log);
    let files = data.input.files.iter().filter(|file| file.logs.contains_key(&log)).count();
    let days = data.input.days.get(&log);
    vec![
        Cell::Word(log.name()),
        Cell::count(files as u64),
        Cell::count(ledger.records),
        Cell::count(ledger.kept),
        Cell::count(ledger.duplicates),
        Cell::count(ledger.skipped),
        ledger.span.map_or(Cell::Null, |(first, _)| Cell::Time(first)),
        ledger.span.map_or(Cell::Null, |(_, last)| Cell::Time(last)),
        days.map_or(Cell::Null, |days| Cell::count(days.len() as u64)),
        days.map_or(Cell::Null, |days| Cell::Int(gap_days(days))),
    ]
}

/// Days without data between the first and the last day.
fn gap_days(days: &std::collections::BTreeSet<i64>) -> i64 {
    match (days.first(), days.last()) {
        (Some(first), Some(last)) => last - first + 1 - i64::try_from(days.len()).unwrap_or_default(),
        _ => 0,
    }
}

/// What the input cannot show, the gravest first.
#[must_use]
pub fn caveats(data: &Dataset) -> Vec<Caveat> {
    let mut list = Vec::new();
    wrong_tenant(data, &mut list);
    unreadable(data, &mut list);
    destroyed(data, &mut list);
    missing_logs(data, &mut list);
    missing_fields(data, &mut list);
    doubtful(data, &mut list);
    list
}

fn say(list: &mut Vec<Caveat>, code: &'static str, message: String) {
    list.push(Caveat { code, message });
}

/// `1 file` or `2 files`.
fn some(count: u64, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// Some of them, and what they do: "1 sign-in comes", "2 sign-ins come".
fn some_do(count: u64, one: &str, does: &str, they_do: &str) -> String {
    format!("{} {}", some(count, one), if count == 1 { does } else { they_do })
}

/// Signs that `--tenant` is wrong: then every number is.
fn wrong_tenant(data: &Dataset, list: &mut Vec<Caveat>) {
    for owner in data.other_owners() {
        say(list, "other-owner", format!("The logs name {owner} as their owner, which is not among the own tenants: is --tenant right?"));
    }
    for tenant in &data.own.own {
        let occurs = data.facts().any(|fact| fact.key.home == *tenant || fact.key.resource_tenant == *tenant);
        let id = data.text(tenant.0).unwrap_or_default();
        if !occurs && data.user_facts().next().is_some() {
            say(list, "own-tenant-absent", format!("The own tenant {id} occurs in no sign-in: is --tenant right?"));
        }
    }
}

fn unreadable(data: &Dataset, list: &mut Vec<Caveat>) {
    let files = &data.input.files;
    let mut codes: BTreeMap<SkipCode, u64> = BTreeMap::new();
    for (code, (count, _)) in files.iter().flat_map(|file| &file.skips) {
        *codes.entry(*code).or_default() += count;
    }
    for (code, count) in codes {
        let name = if code == SkipCode::NoTenantColumns { "no-tenant-columns" } else { "skipped-records" };
        say(list, name, format!("{} skipped ({}): {}.", some(count, "record"), code.code(), code.reason(crate::words::Lang::En)));
    }
    for file in files.iter().filter(|file| file.read_error.is_some()) {
        let why = file.read_error.as_deref().unwrap_or_default();
        say(list, "read-error", format!("{} could be read only in part ({why}); what came before the damage is counted.", file.path));
    }
    for file in files.iter().filter(|file| file.damaged) {
        let what = file.set_aside.as_ref().map(|what| what.say(crate::words::Lang::En)).unwrap_or_default();
        say(list, "archive-damaged", format!("The archive {} is damaged, and nothing of it is shown: {what}.", file.path));
    }
    let set_aside = files.iter().filter(|file| file.format.is_none() && !file.damaged).count() as u64;
    if set_aside > 0 {
        say(
            list,
            "set-aside",
            format!(
                "{} no log that this command uses; crosstenant inspect names them.",
                some_do(set_aside, "file", "among the inputs holds", "among the inputs hold")
            ),
        );
    }
    for file in files {
        for (code, note) in file.notes() {
            say(list, code, format!("{}: {note}.", file.path));
        }
    }
    let replaced: u64 = files.iter().map(|file| file.replaced).sum();
    if replaced > 0 {
        say(list, "not-utf8", format!("{} had bytes that are not UTF-8; they are shown as U+FFFD.", some(replaced, "record")));
    }
}

/// Names that Windows PowerShell has destroyed: more of them than people write question marks.
fn destroyed(data: &Dataset, list: &mut Vec<Caveat>) {
    let destroyed = data.input.files.iter().filter(|file| file.question_marks * 100 > file.total().records);
    let names: Vec<&str> = destroyed.map(|file| file.path.as_str()).collect();
    if !names.is_empty() {
        say(
            list,
            "names-destroyed",
            format!(
                "Names in {} are runs of question marks: Japanese and other letters were lost when the file was written, and cannot be brought back. Export                  again with -Encoding UTF8 (Export-Csv -Encoding UTF8, Set-Content -Encoding UTF8).",
                names.join(", ")
            ),
        );
    }
}

fn missing_logs(data: &Dataset, list: &mut Vec<Caveat>) {
    let kept = |log| data.log_ledger(log).kept;
    if kept(Log::Interactive) > 0 && kept(Log::NonInteractive) == 0 {
        say(
            list,
            "interactive-only",
            "Only interactive sign-ins: what applications do in the background with a refreshed token is missing. Download the non-interactive log too \
             before you conclude that something is unused."
                .to_owned(),
        );
    }
    if kept(Log::Interactive) == 0 && kept(Log::NonInteractive) > 0 {
        say(
            list,
            "non-interactive-only",
            "Only non-interactive sign-ins: first sign-ins, MFA and most blocks are in the interactive log, which is missing.".to_owned(),
        );
    }
    let user_files: Vec<&FileLedger> = data.input.files.iter().filter(|file| file.logs.keys().any(|log| log.is_user())).collect();
    if let Some((first, last)) = data.period() {
        let days = data.input.zone.day(last) - data.input.zone.day(first) + 1;
        if days < SHORT_WINDOW {
            say(
                list,
                "short-window",
                format!(
                    "The logs cover {} only. What happens once a month or a quarter may be missing: do not conclude that it is unused.",
                    some(days.unsigned_abs(), "day")
                ),
            );
        }
    }
    let mut gaps: BTreeMap<Vec<i64>, Vec<&str>> = BTreeMap::new();
    // A day without a change of settings is nothing unusual, so the audit log is left out.
    for (log, days) in data.input.days.iter().filter(|(log, days)| **log != Log::Audit && gap_days(days) > 0) {
        let (Some(start), Some(end)) = (days.first(), days.last()) else { continue };
        gaps.entry((*start..=*end).filter(|day| !days.contains(day)).collect()).or_default().push(log.name());
    }
    for (gap, logs) in gaps {
        let mut dates: Vec<String> = gap.iter().take(5).map(|&day| crate::model::time::day_text(day)).collect();
        if gap.len() > dates.len() {
            dates.push("…".to_owned());
        }
        let days = some(gap.len() as u64, "day");
        say(
            list,
            "gap-days",
            format!(
                "{days} without any data ({}) in these logs: {}. Shown as zero, but perhaps only not exported.",
                dates.join(", "),
                logs.join(", ")
            ),
        );
    }
    for file in &data.input.files {
        let total = file.total();
        if ROUND_LIMITS.contains(&total.records) {
            say(
                list,
                "possibly-truncated",
                format!("{} holds exactly {} records, a limit at which exports are cut: export shorter spans.", file.path, total.records),
            );
        }
    }
    more_pages(&user_files, list);
}

/// Of the pages in one folder at least one must be the last; else the download stopped early.
fn more_pages(files: &[&FileLedger], list: &mut Vec<Caveat>) {
    let mut folders: BTreeMap<(&str, Option<&str>), (u64, bool)> = BTreeMap::new();
    for file in files {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let entry = folders.entry((folder, file.format)).or_insert((0, true));
        entry.0 += 1;
        entry.1 &= file.more_pages;
    }
    for ((folder, _), (pages, _)) in folders.iter().filter(|(_, (_, all_open))| *all_open) {
        let place = if folder.is_empty() { "this folder" } else { folder };
        say(
            list,
            "more-pages",
            format!("Every page in {place} ({pages}) says that there is a next page (@odata.nextLink): the last pages were not downloaded."),
        );
    }
}

fn missing_fields(data: &Dataset, list: &mut Vec<Caveat>) {
    for lack in Limitation::ALL {
        let Some((code, consequence)) = lack.caveat() else { continue };
        // What concerns the audit log concerns its records only, everything else the sign-ins of users.
        let concerns = |log: &Log| if lack == Limitation::AuditDepth { *log == Log::Audit } else { log.is_user() };
        let (mut kept, mut formats) = (0, Vec::new());
        for file in data.input.files.iter().filter(|file| file.lacks.contains(&lack)) {
            let records: u64 = file.logs.iter().filter(|(log, _)| concerns(log)).map(|(_, ledger)| ledger.kept).sum();
            kept += records;
            formats.extend(file.format.filter(|format| records > 0 && !formats.contains(format)));
        }
        if kept > 0 {
            let records = some_do(kept, if lack == Limitation::AuditDepth { "audit event" } else { "sign-in" }, "comes", "come");
            let what = lack.words();
            say(list, code, format!("{records} from exports without this: {what} ({}). So {consequence}", formats.join(", ")));
        }
    }
    let codes = data.input.facts.parts().how.values().iter().any(|how| how.code.get().is_some());
    if !codes && !data.input.facts.is_empty() {
        let none = if data.tells_outcomes() {
            "why a sign-in failed and who must act cannot be told"
        } else {
            "which sign-ins failed cannot be told: the counts of outcomes are empty, which does not mean that nothing failed"
        };
        say(
            list,
            "no-codes",
            format!(
                "No sign-in carries an error code, so {none}. Export the columns ResultType or Status (errorCode), Sign-in error code in the portal."
            ),
        );
    }
    let by_name: u64 = data.facts().filter(|fact| fact.key.app.is_name() || fact.key.resource.is_name()).map(|fact| fact.value.count).sum();
    if by_name > 0 {
        say(
            list,
            "no-app-id",
            format!(
                "{} an application without its id; such applications are told apart by name, and no setting can be made of them.",
                some_do(by_name, "sign-in", "names", "name")
            ),
        );
    }
    if data.input.without_id > 0 {
        say(
            list,
            "no-event-id",
            format!("{} no id, so duplicates among them cannot be found.", some_do(data.input.without_id, "sign-in", "has", "have")),
        );
    }
    let by_position: Vec<&str> = data.input.files.iter().filter(|file| file.by_position).map(|file| file.path.as_str()).collect();
    if !by_position.is_empty() {
        say(
            list,
            "headings-by-position",
            format!(
                "The headings of {} are in a language that is not known; its columns were taken by their position. Compare a few rows with the portal, or \
                 name the headings with --headers.",
                by_position.join(", ")
            ),
        );
    }
    let assumed: Vec<&str> = data.input.files.iter().filter(|file| file.log_assumed).map(|file| file.path.as_str()).collect();
    if !assumed.is_empty() {
        say(
            list,
            "log-assumed",
            format!(
                "Neither the records nor the name of {} tell interactive from non-interactive sign-ins; interactive is assumed. Keep the name of the download \
                 (InteractiveSignIns…, NonInteractiveSignIns…).",
                assumed.join(", ")
            ),
        );
    }
}

fn doubtful(data: &Dataset, list: &mut Vec<Caveat>) {
    let count = |matches: &dyn Fn(&crate::dataset::Fact) -> bool| -> u64 {
        data.user_facts().filter(|fact| matches(fact)).map(|fact| fact.value.count).sum()
    };
    if data.input.masked > 0 {
        say(
            list,
            "masked-users",
            format!(
                "{} the user ({{PII Removed}} or an all-zero id): counted, but not as a user.",
                some_do(data.input.masked, "sign-in", "hides", "hide")
            ),
        );
    }
    let contradicting = count(&|fact| status_contradicts(fact.key.status, fact.outcome) && fact.key.code.get().is_some());
    if contradicting > 0 {
        say(
            list,
            "status-contradicts-code",
            format!("{} a status text that does not fit the error code; the code decides.", some_do(contradicting, "sign-in", "has", "have")),
        );
    }
    let labels = count(&|fact| label_contradicts(data, fact));
    if labels > 0 {
        say(
            list,
            "label-contradicts-tenants",
            format!(
                "{} an access type that does not fit the tenant ids; the ids decide the direction.",
                some_do(labels, "sign-in", "carries", "carry")
            ),
        );
    }
    let undetermined = count(&|fact| matches!(fact.direction, Direction::Undetermined(_)));
    if undetermined > 0 {
        say(
            list,
            "undetermined",
            format!(
                "{} a tenant id, so the direction cannot be told; partners lists them by reason.",
                some_do(undetermined, "sign-in", "lacks", "lack")
            ),
        );
    }
    let foreign = count(&|fact| fact.direction == Direction::Foreign);
    if foreign > 0 {
        say(
            list,
            "foreign",
            format!(
                "{} neither home nor resource in an own tenant: tenant restrictions, a provider's logs, or a --tenant that is missing.",
                some_do(foreign, "sign-in", "has", "have")
            ),
        );
    }
}

/// Whether the portal's status text says something else than the code.
fn status_contradicts(status: StatusText, outcome: Outcome) -> bool {
    match status {
        StatusText::Absent => false,
        StatusText::Success => matches!(outcome, Outcome::Failure | Outcome::Interrupted),
        StatusText::Failure => outcome != Outcome::Failure,
        StatusText::Interrupted => outcome != Outcome::Interrupted,
    }
}

/// Whether the label says "did not cross" where the tenants differ, or "crossed" where they are the same (external identities do).
fn label_contradicts(data: &Dataset, fact: &crate::dataset::Fact) -> bool {
    let Some(label) = data.text(fact.key.access_type) else { return false };
    let (home, resource) = (fact.key.home, fact.key.resource_tenant);
    if home.is_absent() || resource.is_absent() {
        return false;
    }
    let flags = AccessFlags::of(label);
    if home == resource { flags.crosses() && !flags.contains(AccessFlags::B2B_COLLABORATION) } else { flags == AccessFlags::NONE }
}
