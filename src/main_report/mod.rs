//! `report`: runs every analysis that the inputs allow and writes the page, the workbook, the tables and the charts.

mod settings;
mod terminal;

use std::collections::BTreeMap;
use std::path::Path;

use crate::analysis::hints::{self, Hint};
use crate::analysis::settings::Settings;
use crate::analysis::{self, ANALYSES, coverage_caveats};
use crate::cli::plan::LogPlan;
use crate::dataset::Dataset;
use crate::failure::Failure;
use crate::knowledge::faq;
use crate::model::{Direction, Outcome, TenantId, time};
use crate::output::evidence::evidence;
use crate::output::files::Folder;
use crate::output::{Context, Page, Section, chart, find, json_hints, page, workbook};
use crate::report::chart::{Chart, DaySeries, Tone};
use crate::report::figures::{charts, tightening};
use crate::report::summary::{Summary, counted_u64, newly_blocked, settings_sentence, summarise};
use crate::report::{Caveat, Report};
use crate::run::{bug, to_stdout};
use terminal::terminal;

/// Which charts stand in which section.
const PLACES: &[(&str, &[&str])] = &[
    ("partners", &["partners-inbound", "partners-outbound", "partners-by-day"]),
    ("apps", &["applications"]),
    ("timeline", &["timeline"]),
    ("failures", &["failures"]),
    ("changes", &["changes"]),
    ("guests", &["guests"]),
    ("recommend", &["tightening"]),
];

/// What a report says, before it is written.
struct Findings {
    reports: Vec<Report>,
    charts: Vec<Chart>,
    settings: Option<Settings>,
    summary: Summary,
    hints: Vec<Hint>,
    caveats: Vec<Caveat>,
}

impl Findings {
    fn of(data: &Dataset, plan: &LogPlan) -> Result<Self, Failure> {
        let mut reports = Vec::new();
        for analysis in ANALYSES.iter().filter(|analysis| analysis.in_report) {
            reports.push(analysis::report(analysis, data, &plan.params).map_err(|error| bug(&error))?);
        }
        let mut charts = charts(&reports, &heat(data, plan), marked(data, plan));
        let settings = analysis::settings::settings(data, &plan.params).map_err(|error| bug(&error))?;
        let mut summary = summarise(&reports, plan.params.zone, (plan.params.filters.from, plan.params.filters.to));
        let mut caveats = coverage_caveats(data);
        if let Some(settings) = &settings {
            reports.push(settings.simulate.clone());
            settings_sentence(&settings.simulate, plan.params.simulate.is_some(), &mut summary);
        }
        if let Some(closing) = settings.as_ref().and_then(|settings| settings.closing.as_ref()) {
            reports.push(closing.recommend.clone());
            let newly = settings.as_ref().filter(|_| plan.params.simulate.is_none()).and_then(|settings| newly_blocked(&settings.simulate));
            charts.extend(tightening(&closing.steps.iter().map(settings::bar).collect::<Vec<_>>(), newly));
        }
        caveats.extend(settings::unused(data, plan, settings.as_ref()));
        let hints = hints::hints(data, &plan.params.filters, plan.params.zone);
        Ok(Self { reports, charts, settings, summary, hints, caveats })
    }

    /// The answer in lines, for the workbook.
    fn lines(&self) -> Vec<String> {
        let hints = self.hints.iter().map(|hint| &hint.text);
        self.summary.sentences.iter().chain(hints).chain(self.caveats.iter().map(|caveat| &caveat.message)).cloned().collect()
    }
}

/// Writes the report and sums it up on the terminal.
///
/// # Errors
/// The folder cannot be written.
pub fn write(data: &Dataset, plan: &LogPlan, folder: &Path) -> Result<(), Failure> {
    let findings = Findings::of(data, plan)?;
    let Findings { reports, charts, settings, summary, hints, caveats } = &findings;
    let evidence = evidence(data, plan.options.clone(), plan.inputs.clone(), plan.filters.clone());

    let lines = findings.lines();
    let out = Folder::create(folder, plan.force)?;
    let context = Context { evidence: &evidence, width: None, color: false, to_file: true };
    // The workbook takes as long as all the tables: write them side by side.
    std::thread::scope(|scope| {
        let book = scope.spawn(|| out.write("report.xlsx", |file| workbook(reports, &lines, &evidence, file)));
        for report in reports {
            for output in ["csv", "json"].into_iter().filter_map(find) {
                out.write(&format!("tables/{}.{}", report.command, output.extension), |file| (output.write)(report, &context, file))?;
            }
        }
        out.write("tables/hints.json", |file| json_hints(&analysis::envelope(data), hints, file))?;
        book.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    for picture in charts {
        let svg = chart::svg(picture).map_err(|error| Failure::write(picture.id, &error))?;
        out.write(&format!("charts/{}.svg", picture.id), |file| file.write_all(svg.as_bytes()))?;
    }
    let pages = settings.as_ref().map(|settings| settings::Pages::new(settings, plan));
    let tables = reports.iter().filter(|report| !matches!(report.command, "simulate" | "recommend"));
    let sections = tables
        .map(|report| Section { charts: section_charts(report.command, charts), ..Section::of(section_title(report.command), report) })
        .chain(pages.iter().flat_map(|pages| pages.sections(section_charts("recommend", charts))));
    let view = Page {
        title: title(data),
        facts: facts(data, plan),
        summary: summary.clone(),
        hints: hints.clone(),
        caveats: caveats.clone(),
        sections: sections.collect(),
        cases: faq::cases(),
        lang: plan.params.lang,
        evidence: &evidence,
        zone: plan.params.zone,
        files: true,
    };
    out.write("report.html", |file| page(&view, file))?;
    out.finish()?;
    if plan.voice.quiet {
        return Ok(());
    }
    to_stdout(|out| terminal(out, data, &findings, folder, plan.voice.width))
}

/// Sign-ins of each partner by day, both directions together.
fn heat(data: &Dataset, plan: &LogPlan) -> Vec<(String, BTreeMap<String, u64>)> {
    let mut counts: BTreeMap<TenantId, BTreeMap<String, u64>> = BTreeMap::new();
    for fact in data.facts().filter(|fact| plan.params.filters.matches(fact, data)) {
        if matches!(fact.direction, Direction::Inbound | Direction::Outbound) {
            *counts.entry(fact.partner).or_default().entry(time::day_text(fact.key.bucket)).or_default() += fact.value.count;
        }
    }
    counts.into_iter().map(|(partner, days)| (data.shown_partner(partner), days)).collect()
}

/// Panels of a chart of changes at most.
const MOST_PANELS: usize = 6;

/// The days of partners whose settings were changed, with the changes marked: those with most failures first.
fn marked(data: &Dataset, plan: &LogPlan) -> (Vec<String>, Vec<DaySeries>) {
    let zone = plan.params.zone;
    let Some((first, last)) = data.sign_in_span().map(|(first, last)| (zone.day(first), zone.day(last))) else { return (Vec::new(), Vec::new()) };
    let mut panels: BTreeMap<(TenantId, Direction), DaySeries> = BTreeMap::new();
    let length = usize::try_from(last - first + 1).unwrap_or_default();
    for mark in analysis::changes::marks(data) {
        let Ok(day) = usize::try_from(zone.day(mark.time) - first) else { continue };
        let name = data.shown_partner(mark.partner);
        let panel = panels.entry((mark.partner, mark.direction)).or_insert_with(|| DaySeries {
            name: format!("{name}, {}", mark.direction.name()),
            tone: if mark.direction == Direction::Inbound { Tone::Inbound } else { Tone::Outbound },
            sign_ins: vec![0; length],
            failures: vec![0; length],
            marks: Vec::new(),
        });
        if day < length {
            panel.marks.push((day, format!("{} {}", zone.show(mark.time).get(5..16).unwrap_or_default(), mark.effect)));
        }
    }
    for fact in data.facts().filter(|fact| plan.params.filters.matches(fact, data)) {
        let Some(panel) = panels.get_mut(&(fact.partner, fact.direction)) else { continue };
        let Ok(day) = usize::try_from(fact.key.bucket - first) else { continue };
        if let Some(count) = panel.sign_ins.get_mut(day) {
            *count += fact.value.count;
        }
        if let Some(count) = panel.failures.get_mut(day).filter(|_| fact.outcome == Outcome::Failure) {
            *count += fact.value.count;
        }
    }
    let mut panels: Vec<DaySeries> = panels.into_values().filter(|panel| panel.sign_ins.iter().any(|&count| count > 0)).collect();
    panels.sort_by(|a, b| b.failures.iter().sum::<u64>().cmp(&a.failures.iter().sum()).then_with(|| a.name.cmp(&b.name)));
    panels.truncate(MOST_PANELS);
    ((first..=last).map(time::day_text).collect(), panels)
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

fn facts(data: &Dataset, plan: &LogPlan) -> Vec<(&'static str, String)> {
    let ledger = data.ledger();
    let own: Vec<&str> = data.own.own.iter().filter_map(|tenant| data.text(tenant.0)).collect();
    let period = data
        .period()
        .map_or_else(|| "no events".to_owned(), |(first, last)| format!("{} – {}", plan.params.zone.show(first), plan.params.zone.show(last)));
    let mut facts = vec![
        (if own.len() == 1 { "Own tenant" } else { "Own tenants" }, own.join(", ")),
        ("Period", format!("{period} ({})", plan.params.zone.name())),
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
    if !plan.params.filters.used().is_empty() {
        facts.push(("Filtered", plan.filters.join(" ")));
    }
    facts
}

fn section_title(command: &str) -> &'static str {
    match command {
        "coverage" => "Coverage",
        "partners" => "Partners",
        "apps" => "Applications",
        "users" => "Users",
        "timeline" => "Timeline",
        "failures" => "Failures",
        "changes" => "Changes of settings",
        "guests" => "Guests",
        "workloads" => "Workloads",
        _ => "Table",
    }
}

fn section_charts(command: &str, charts: &[Chart]) -> Vec<Chart> {
    let ids = PLACES.iter().find(|(place, _)| *place == command).map_or(&[][..], |(_, ids)| ids);
    ids.iter().filter_map(|id| charts.iter().find(|chart| chart.id == *id)).cloned().collect()
}

#[cfg(test)]
mod consistency;
