//! `report`: runs every analysis that the inputs allow and writes the page, the workbook, the tables and the charts.

#[cfg(test)]
mod consistency;
mod settings;
mod terminal;

use std::path::{Path, PathBuf};

use self::settings::Pages;
use self::terminal::terminal;
use super::session::{End, Session, one_own_tenant, to_stdout};
use crate::analysis::overview::Overview;
use crate::analysis::{self, envelope, find, gates};
use crate::cli::flags::TableArgs;
use crate::cli::meaning;
use crate::dataset::Dataset;
use crate::failure::{Code, Failure};
use crate::files::Folder;
use crate::ingest::Progress;
use crate::knowledge::faq::{self, Case};
use crate::model::time::day_text;
use crate::output::{Context, Page, Section, chart, json_hints, page, workbook};
use crate::report::chart::Chart;
use crate::report::counted_u64;
use crate::safe::shell_quoted;

/// The main job: one page, one workbook and all tables of what the logs can tell
#[derive(clap::Args, Clone, Debug)]
#[command(mut_arg("format", |arg| arg.hide(true)), mut_arg("output", |arg| arg.help("Folder of the report; without it, reports/TENANT-LASTDAY")))]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    /// Proposed settings to replay the sign-ins against, as for simulate; without them, the current ones with the default closed
    #[arg(long, value_name = "PATH")]
    pub policy: Option<PathBuf>,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early; the folder cannot be written.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    if !args.table.output.format.is_empty() {
        return Err(Failure::new(
            Code::ReportFormat,
            "report always writes the page, the workbook and all tables".to_owned(),
            "leave --format out; -o names the folder",
        ));
    }
    let proposed = args.policy.as_deref().map(meaning::proposal).transpose()?;
    let typed = args.policy.iter().map(|path| format!("--policy {}", shell_quoted(&path.display().to_string()))).collect();
    let mut session = Session::of_report(&args.table, typed)?;
    let data = session.load(progress)?;
    if args.policy.is_some() {
        one_own_tenant(&data, "report --policy")?;
    }
    let folder = args.table.output.output.clone().unwrap_or_else(|| default_folder(&data));
    let overview = Overview::of(&data, &session.params, proposed.as_ref()).map_err(|error| Failure::bug(&error))?;
    write(&overview, &data, &session, &folder)?;
    Ok(session.end(&data, &gates::met(&session.gates, &data, &[])))
}

/// `reports/<own tenant>-<last day>`.
fn default_folder(data: &Dataset) -> PathBuf {
    let own = data.own.own.first().and_then(|tenant| data.text(tenant.0)).unwrap_or("audit");
    let day = data.period().map_or_else(|| "empty".to_owned(), |(_, last)| day_text(data.input.zone.day(last)));
    PathBuf::from("reports").join(format!("{own}-{day}"))
}

/// Writes the report and sums it up on the terminal.
fn write(overview: &Overview, data: &Dataset, session: &Session, folder: &Path) -> Result<(), Failure> {
    let Overview { reports, charts, settings, summary, hints, caveats, .. } = overview;
    let evidence = session.evidence(data);
    let lines = overview.lines();
    let out = Folder::create(folder, session.force)?;
    let context = Context { evidence: &evidence, width: None, color: false, lang: session.params.lang, to_file: true };
    // The workbook takes as long as all the tables: write them side by side.
    std::thread::scope(|scope| {
        let book = scope.spawn(|| out.write("report.xlsx", |file| workbook(reports, &lines, &evidence, file)));
        for report in reports {
            for output in ["csv", "json"].into_iter().filter_map(crate::output::find) {
                out.write(&format!("tables/{}.{}", report.command, output.extension), |file| (output.write)(report, &context, file))?;
            }
        }
        out.write("tables/hints.json", |file| json_hints(&envelope(data), hints, file))?;
        book.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    for picture in charts {
        let svg = chart::svg(picture).map_err(|error| Failure::write(picture.id, &error))?;
        out.write(&format!("charts/{}.svg", picture.id), |file| file.write_all(svg.as_bytes()))?;
    }
    let pages = settings.as_ref().map(|settings| Pages::new(settings, session));
    // What the page says of settings stands in sections of its own.
    let tables = reports.iter().filter_map(|report| find(report.command).filter(|analysis| analysis.in_report).map(|analysis| (analysis, report)));
    let sections = tables
        .map(|(analysis, report)| Section { charts: section_charts(analysis.charts, charts), ..Section::of(analysis.title, report) })
        .chain(pages.iter().flat_map(|pages| pages.sections(section_charts(analysis::recommend::ANALYSIS.charts, charts))));
    let view = Page {
        title: title(data),
        facts: facts(data, session),
        summary: summary.clone(),
        hints: hints.clone(),
        caveats: caveats.clone(),
        sections: sections.collect(),
        cases: faq::cases().iter().map(|case| (case, codes(case, overview))).collect(),
        lang: session.params.lang,
        evidence: &evidence,
        zone: session.params.zone,
        files: true,
    };
    out.write("report.html", |file| page(&view, file))?;
    out.finish()?;
    if session.verbosity.quiet {
        return Ok(());
    }
    to_stdout(|out| terminal(out, data, overview, folder, session.verbosity.width))
}

/// The error codes of a case, with how often each occurred in the failures of the report.
fn codes(case: &Case, overview: &Overview) -> String {
    let failures = overview.table(analysis::failures::ANALYSIS.id);
    let count = |code: i64| -> i64 {
        let rows = failures.into_iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        rows.filter(|(table, row)| table.number(row, "error_code") == code).map(|(table, row)| table.number(row, "sign_ins")).sum()
    };
    let codes = case.codes.iter().map(|&code| match count(code) {
        0 => code.to_string(),
        times => format!("{code} ({times} in these logs)"),
    });
    codes.collect::<Vec<_>>().join(", ")
}

fn title(data: &Dataset) -> String {
    match data.own.own.as_slice() {
        [own] => match data.partner_name(*own) {
            Some(name) => format!("Cross-tenant access of {name}"),
            None => "Cross-tenant access".to_owned(),
        },
        _ => "Cross-tenant access".to_owned(),
    }
}

fn facts(data: &Dataset, session: &Session) -> Vec<(&'static str, String)> {
    let ledger = data.ledger();
    let own: Vec<&str> = data.own.own.iter().filter_map(|tenant| data.text(tenant.0)).collect();
    let period = data
        .period()
        .map_or_else(|| "no events".to_owned(), |(first, last)| format!("{} – {}", session.params.zone.show(first), session.params.zone.show(last)));
    let mut facts = vec![
        (if own.len() == 1 { "Own tenant" } else { "Own tenants" }, own.join(", ")),
        ("Period", format!("{period} ({})", session.params.zone.name())),
        (
            "Records",
            format!(
                "{} read from {}: {} kept, {} duplicates, {} skipped",
                ledger.records,
                counted_u64(ledger.files, "file", "files"),
                ledger.kept,
                ledger.duplicates,
                ledger.skipped
            ),
        ),
    ];
    if !session.params.filters.used().is_empty() {
        facts.push(("Filtered", session.filters.join(" ")));
    }
    facts
}

fn section_charts(ids: &[&str], charts: &[Chart]) -> Vec<Chart> {
    ids.iter().filter_map(|id| charts.iter().find(|chart| chart.id == *id)).cloned().collect()
}
