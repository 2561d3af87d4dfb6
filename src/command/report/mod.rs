//! `report`: runs every analysis that the inputs allow and writes the page, the workbook, the tables and the charts.

#[cfg(test)]
mod consistency;
mod for_partner;
mod settings;
pub(super) mod summary;
mod terminal;

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use self::settings::Pages;
use self::terminal::terminal;
use super::session::{End, Session, one_own_tenant, to_stdout};
use crate::analysis::compare::{self, Comparison, Thresholds};
use crate::analysis::gates::{self, Gate};
use crate::analysis::guests::{DORMANT_DAYS, typed};
use crate::analysis::overview::{Overview, side_by_side, task};
use crate::analysis::{self, envelope, find};
use crate::cli::flags::{SinceArgs, TableArgs};
use crate::cli::meaning;
use crate::dataset::Dataset;
use crate::failure::{Code, Failure};
use crate::files::Folder;
use crate::ingest::Progress;
use crate::knowledge::faq::{self, Case};
use crate::model::time::day_text;
use crate::output::{Context, Cover, Page, Section, chart, find as find_output, json_hints, page, workbook};
use crate::policy::Proposal;
use crate::report::Report;
use crate::report::chart::Chart;
use crate::safe::shell_quoted;
use crate::words::{Lang, errors, page as page_words, report as said};

/// The arguments of `report`.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub table: TableArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "flattened")]
    pub since: SinceArgs,
    /// `--policy`.
    #[arg(long, value_name = "PATH")]
    pub policy: Option<PathBuf>,
    /// `--dormant-days`.
    #[arg(long, value_name = "N", default_value_t = DORMANT_DAYS, value_parser = clap::value_parser!(i64).range(1..=36_500))]
    pub dormant_days: i64,
    /// `--for-partner`.
    #[arg(long, requires = "pseudonymise", requires = "partner", conflicts_with_all = ["policy", "since", "baseline", "fail_on"])]
    pub for_partner: bool,
}

/// Carries it out.
///
/// # Errors
/// Whatever ends the run early; the folder cannot be written.
pub fn run(args: &Args, progress: &Progress) -> Result<End, Failure> {
    let as_json = args.table.output.format.iter().any(|format| format == "json");
    if args.table.output.format.iter().any(|format| format != "json") {
        return Err(Failure::new(Code::ReportFormat, errors::report_format, errors::report_format_next));
    }
    if args.for_partner {
        let mut session = Session::of_report(&args.table, Vec::new())?;
        session.for_partner = args.table.filter.partner.first().cloned();
        return for_partner::run(session, args.table.output.output.clone(), progress);
    }
    let proposed = args.policy.as_deref().map(meaning::proposal).transpose()?;
    let policy = args.policy.iter().map(|path| format!("--policy {}", shell_quoted(&path.display().to_string())));
    let mut session = Session::of_report(&args.table, policy.chain(typed(args.dormant_days)).collect())?.since(&args.since)?;
    session.params.dormant_days = args.dormant_days;
    if let (None, Some(gate)) = (&proposed, session.gates.iter().find(|gate| gate.is_about_proposal())) {
        return Err(gates::without_proposal(*gate));
    }
    let data = session.load(progress)?;
    if args.policy.is_some() {
        one_own_tenant(&data, "report --policy")?;
    }
    let folder = args.table.output.output.clone().unwrap_or_else(|| PathBuf::from("reports").join(name(&data)));
    let proposed = proposed.map(|proposed| session.pseudonyms.as_ref().map_or(proposed.clone(), |names| proposed.pseudonymised(names)));
    let baseline = session.baseline(&data, progress)?;
    session.write_mapping()?;
    let comparison = session.compared(&data, baseline.as_ref(), Thresholds::default())?;
    // See `Session::load`.
    let whole = ManuallyDrop::new(Whole::of(&data, &session, proposed.as_ref(), comparison.as_ref(), None)?);
    whole.write(&data, &session, &folder)?;
    if let Some(output) = find_output("json").filter(|_| as_json) {
        let context = Context { evidence: &session.evidence(&data), width: None, color: false, to_file: true };
        to_stdout(|out| (output.write)(&whole.summary, &context, out))?;
    } else if !session.verbosity.quiet {
        to_stdout(|out| terminal(out, &data, &whole.overview, &folder, session.verbosity.width, session.params.lang))?;
    }
    Ok(session.end(&data, &whole.met))
}

/// A whole report before it is written.
pub(super) struct Whole {
    /// The tables, charts and sentences.
    overview: Overview,
    /// The names of the gates that are met.
    pub met: Vec<&'static str>,
    /// Its figures.
    summary: Report,
}

impl Whole {
    /// Asks every analysis; `fresh` = of the gates that single events make true, those that count, where what was told before does not count
    /// again.
    ///
    /// # Errors
    /// A gate is left open.
    pub fn of(
        data: &Dataset,
        session: &Session,
        proposed: Option<&Proposal>,
        comparison: Option<&Comparison>,
        fresh: Option<&[Gate]>,
    ) -> Result<Self, Failure> {
        let mut overview =
            Overview::of(data, &session.params, proposed, comparison, session.request.threads).map_err(|error| Failure::bug(&error))?;
        if let Some(fresh) = fresh {
            overview.met.retain(|gate| !gate.is_about_events() || fresh.contains(gate));
        }
        let met = session.met(data, &overview.met, &overview.open)?;
        let asked = |gate: Gate| (!gate.is_about_new() || comparison.is_some()) && (!gate.is_about_proposal() || proposed.is_some());
        let states = gates::states(data, &session.params, &overview.met, &overview.open, asked);
        let summary = summary::summary(&overview, comparison, data, &session.params, &met, &states);
        Ok(Self { overview, met, summary })
    }

    /// Writes it into a folder.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, data: &Dataset, session: &Session, folder: &Path) -> Result<(), Failure> {
        write(&self.overview, &self.summary, data, session, folder)
    }
}

/// What a report is called that nobody gave a name: `<own tenant>-<last day>`.
pub(super) fn name(data: &Dataset) -> String {
    let own = data.own.own.first().and_then(|tenant| data.text(tenant.0)).unwrap_or("audit");
    let day = data.period().map_or_else(|| "empty".to_owned(), |(_, last)| day_text(data.input.zone.day(last)));
    format!("{own}-{day}")
}

/// Writes the files of the report.
/// Writes what a file holds.
type Content<'c> = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'c>;

fn write(overview: &Overview, figures: &Report, data: &Dataset, session: &Session, folder: &Path) -> Result<(), Failure> {
    let Overview { reports, charts, settings, summary, hints, caveats, .. } = overview;
    let (evidence, lang) = (session.evidence(data), session.params.lang);
    let (title, facts) = (title(data, lang), facts(data, session));
    let cover = Cover { title: &title, facts: &facts, summary, hints, caveats, charts };
    let out = Folder::create(folder, session.force)?;
    for picture in charts {
        let svg = chart::svg(picture, lang).map_err(|error| Failure::bug(&error))?;
        out.write(&format!("charts/{}.svg", picture.id), |file| file.write_all(svg.as_bytes()))?;
    }
    let pages = settings.as_ref().map(|settings| Pages::new(settings, session));
    // What the page says of settings stands in sections of its own.
    let tables = reports.iter().filter_map(|report| {
        find(report.command).filter(|analysis| analysis.in_report || analysis.id == compare::ANALYSIS.id).map(|analysis| (analysis, report))
    });
    let sections = tables
        .map(|(analysis, report)| Section { charts: section_charts(analysis.charts, charts), ..Section::of((analysis.title)(lang), report) })
        .chain(pages.iter().flat_map(|pages| pages.sections(section_charts(analysis::recommend::ANALYSIS.charts, charts))));
    let params = &session.params;
    let explorer = |folded| analysis::explorer(data, params, folded);
    let view = Page {
        title: title.clone(),
        facts: facts.clone(),
        summary: summary.clone(),
        hints: hints.clone(),
        caveats: caveats.clone(),
        sections: sections.collect(),
        cases: faq::cases().iter().map(|case| (case, codes(case, overview, lang))).collect(),
        lang,
        evidence: &evidence,
        zone: session.params.zone,
        files: true,
        explorer: Some(&explorer),
    };
    let context = Context { evidence: &evidence, width: None, color: false, to_file: true };
    // What takes longest comes first.
    let mut files: Vec<(String, Content<'_>)> = vec![
        ("report.xlsx".to_owned(), Box::new(|file| workbook(reports, Some(&cover), &evidence, file))),
        ("report.html".to_owned(), Box::new(|file| page(&view, file))),
    ];
    let mut add = |name: String, report, output: &str| {
        if let Some(output) = find_output(output) {
            let context = &context;
            files.push((format!("{name}.{}", output.extension), Box::new(move |file| (output.write)(report, context, file))));
        }
    };
    for report in reports {
        for output in ["csv", "json"] {
            add(format!("tables/{}", report.command), report, output);
        }
    }
    add("summary".to_owned(), figures, "json");
    files.push(("tables/hints.json".to_owned(), Box::new(|file| json_hints(&envelope(data), hints, file))));
    let (out_of, written): (_, Vec<_>) = (&out, files.iter().map(|_| OnceLock::new()).collect());
    let tasks = files.into_iter().zip(&written).map(|((name, content), place)| task(place, move || out_of.write(&name, content)));
    side_by_side(tasks.collect(), session.request.threads);
    written.into_iter().filter_map(OnceLock::into_inner).collect::<Result<(), Failure>>()?;
    out.finish()
}

/// The error codes of a case, with how often each occurred in the failures of the report.
fn codes(case: &Case, overview: &Overview, lang: Lang) -> String {
    let failures = overview.table(analysis::failures::ANALYSIS.id);
    let count = |code: i64| -> i64 {
        let rows = failures.into_iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
        rows.filter(|(table, row)| table.number(row, "error_code") == code).map(|(table, row)| table.number(row, "sign_ins")).sum()
    };
    let codes = case.codes.iter().map(|&code| match count(code) {
        0 => code.to_string(),
        times => said::code_times(lang, &code.to_string(), times),
    });
    codes.collect::<Vec<_>>().join(said::separator(lang))
}

fn title(data: &Dataset, lang: Lang) -> String {
    let name = if let [own] = data.own.own.as_slice() { data.partner_name(*own) } else { None };
    name.map_or_else(|| said::title(lang).to_owned(), |name| said::title_of(lang, name))
}

fn facts(data: &Dataset, session: &Session) -> Vec<(&'static str, String)> {
    let (ledger, zone, lang) = (data.ledger(), session.params.zone, session.params.lang);
    let own: Vec<&str> = data.own.own.iter().filter_map(|tenant| data.text(tenant.0)).collect();
    let period = data
        .period()
        .map_or_else(|| said::no_events(lang, zone.name()), |(first, last)| said::period_of(lang, &zone.show(first), &zone.show(last), zone.name()));
    let mut facts = vec![
        (if own.len() == 1 { page_words::own_tenant(lang) } else { said::own_tenants(lang) }, own.join(said::separator(lang))),
        (said::period(lang), period),
        (said::records(lang), said::records_of(lang, ledger.records, ledger.files, ledger.kept, ledger.duplicates, ledger.skipped)),
    ];
    if !session.params.filters.used().is_empty() {
        facts.push((said::filtered(lang), session.filters.join(" ")));
    }
    facts
}

fn section_charts(ids: &[&str], charts: &[Chart]) -> Vec<Chart> {
    ids.iter().filter_map(|id| charts.iter().find(|chart| chart.id == *id)).cloned().collect()
}
