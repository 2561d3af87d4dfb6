//! The whole report before it is written: every analysis that the inputs allow, the charts, and the answer in figures and sentences.

mod charts;
mod crossings;
mod marked;
mod summary;
mod tasks;

pub use tasks::{Task, side_by_side, task};

use std::sync::OnceLock;

use polars::prelude::PolarsResult;

use super::compare::{self, Comparison};
use super::gates::Gate;
use super::marks::some_of;
use super::settings::{Settings, settings};
use super::{ANALYSES, Analysis, Answer, Params, coverage_caveats, framed, guests, hints};
use crate::dataset::{Dataset, Filter};
use crate::knowledge::tenants::short_id;
use crate::policy::Proposal;
use crate::policy::recommend::RolloutStep;
use crate::report::chart::Chart;
use crate::report::{Caveat, CaveatCode, Hint, Report, Summary, Table};
use crate::words::{Lang, charts as drawn, expected, overview as said};
use charts::{charts, further, tightening};
use crossings::Crossings;
use marked::marked;
use summary::{settings_sentence, summarise};

/// What a report says.
pub struct Overview {
    /// The tables, in their order; those about settings are last.
    pub reports: Vec<Report>,
    /// The charts.
    pub charts: Vec<Chart>,
    /// What is said about the settings, where something can be.
    pub settings: Option<Settings>,
    /// The answer.
    pub summary: Summary,
    /// What the sequence of events tells.
    pub hints: Vec<Hint>,
    /// What the logs cannot show.
    pub caveats: Vec<Caveat>,
    /// Conditions of `--fail-on` that were found true.
    pub met: Vec<Gate>,
    /// Those of which the input leaves it open.
    pub open: Vec<Gate>,
}

impl Overview {
    /// Asks every analysis, with so many threads. `proposed` = the settings to replay the sign-ins against, instead of a closed default;
    /// `comparison` = with what came before.
    ///
    /// # Errors
    /// The query engine fails, which is a bug of this program.
    pub fn of(data: &Dataset, params: &Params, proposed: Option<&Proposal>, comparison: Option<&Comparison>, threads: usize) -> PolarsResult<Self> {
        let asked: Vec<&Analysis> = ANALYSES.into_iter().filter(|analysis| analysis.in_report).collect();
        let answer = |analysis: &Analysis| (analysis.ask)().answer(data, params);
        let judge = || settings(data, params, proposed);
        let count = || Crossings::of(data, params);
        let (draw, hint, warn) = (|| marked(data, params), || hints::hints(data, params), || coverage_caveats(data, params.lang));
        let answers: Vec<OnceLock<PolarsResult<Answer>>> = asked.iter().map(|_| OnceLock::new()).collect();
        let (judged, counted) = (OnceLock::new(), OnceLock::new());
        let (drawn, hinted, warned) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        // What takes long is begun first.
        let mut tasks: Vec<Task<'_>> =
            vec![task(&judged, judge), task(&counted, count), task(&hinted, hint), task(&drawn, draw), task(&warned, warn)];
        tasks.push(Box::new(|| _ = data.directions()));
        tasks.extend(asked.iter().zip(&answers).map(|(analysis, found)| task(found, || answer(analysis))));
        side_by_side(tasks, threads);

        let (mut reports, mut met, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for (analysis, found) in asked.into_iter().zip(answers) {
            let found = found.into_inner().unwrap_or_else(|| answer(analysis))?;
            met.extend(&found.gates);
            open.extend(&found.open);
            reports.push(framed(analysis, found, data, params));
        }
        let crossings = counted.into_inner().unwrap_or_else(count);
        let guests = reports.iter().find(|report| report.command == guests::ANALYSIS.id).map(|report| &report.table);
        let mut charts = charts(&crossings, data, params);
        charts.extend(further(drawn.into_inner().unwrap_or_else(draw), guests, params.lang));
        let settings = judged.into_inner().unwrap_or_else(judge);
        let mut summary = summarise(&crossings, data, params);
        let mut caveats = warned.into_inner().unwrap_or_else(warn);
        if let Some(settings) = &settings {
            met.extend(&settings.gates);
            reports.push(settings.simulate.clone());
            settings_sentence(&settings.simulate, settings.cut, proposed.is_some(), &mut summary, params.lang);
            if let Some(closing) = &settings.closing {
                reports.push(closing.recommend.clone());
                let newly = settings.cut.newly.filter(|_| proposed.is_none());
                let steps: Vec<_> = closing.steps.iter().map(|step| bar(step, params.lang)).collect();
                charts.extend(tightening(&steps, newly, params.lang));
            }
        }
        caveats.extend(unused(data, params, proposed.is_some(), settings.as_ref()));
        let hints = hinted.into_inner().unwrap_or_else(hint);
        if let Some(partners) = reports.iter().find(|report| report.command == "partners") {
            let unexpected = params.marks.unexpected(&partners.table, params.lang);
            let said = (!unexpected.is_empty()).then(|| expected::unexpected(params.lang, unexpected.len(), &some_of(&unexpected, params.lang)));
            summary.sentences.splice(0..0, said);
        }
        if let Some(comparison) = comparison {
            let found = comparison.found(params);
            met.extend(&found.gates);
            summary.sentences.splice(0..0, comparison.sentences_of_new(params).into_iter().take(2));
            // What is new is read first.
            reports.insert(0, framed(&compare::ANALYSIS, found, data, params));
        }
        Ok(Self { reports, charts, settings, summary, hints, caveats, met, open })
    }

    /// The table of an analysis.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.reports.iter().find(|report| report.command == id).map(|report| &report.table)
    }
}

/// A bar of the chart of steps.
fn bar(step: &RolloutStep, lang: Lang) -> (String, [u64; 2]) {
    let label = match &step.entry {
        None => drawn::closed(lang).to_owned(),
        Some(entry) => drawn::step(lang, &entry.name.clone().unwrap_or_else(|| short_id(&entry.id))),
    };
    (label, step.cut)
}

/// What is said where there are settings that cannot be used.
fn unused(data: &Dataset, params: &Params, proposed: bool, settings: Option<&Settings>) -> Option<Caveat> {
    let given = data.policy.is_some() || proposed;
    let cutting: Vec<String> = params.filters.used().into_iter().filter(|filter| *filter != Filter::Partner).map(Filter::option).collect();
    if settings.is_some_and(|settings| settings.closing.is_some()) {
        return None;
    }
    if given && !cutting.is_empty() {
        let message = said::settings_of_a_part(params.lang, &cutting.join(said::separator(params.lang)));
        return Some(Caveat { code: CaveatCode::SettingsOfAPart, message });
    }
    let message = match data.own.own.len() {
        1 => said::no_user_crossed(params.lang).to_owned(),
        count => said::own_tenants(params.lang, count),
    };
    given.then_some(Caveat { code: CaveatCode::SettingsNotJudged, message })
}
