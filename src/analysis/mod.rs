//! ★ The analyses: each answers one question with one table, computed from the facts. Adding one takes a file and a row here.

mod apps;
pub mod changes;
mod coverage;
mod events;
mod failures;
pub mod gates;
mod group;
mod guests;
pub mod hints;
mod partners;
pub mod recommend;
mod riding;
pub mod settings;
pub mod simulate;
mod timeline;
mod users;
mod workloads;

pub use coverage::caveats as coverage_caveats;
pub use timeline::By;

use crate::words::Lang;
use std::sync::Arc;

use polars::prelude::PolarsResult;
use serde_json::Value;

use crate::dataset::{Dataset, Filter, Filters};
use crate::model::time::Zone;
use crate::report::{Caveat, Envelope, Report, Table};

/// What the command line asks of an analysis.
#[derive(Clone, Debug)]
pub struct Params {
    /// Which sign-ins.
    pub filters: Filters,
    /// `apps --by app`: over all partners.
    pub by_app: bool,
    /// `timeline --by`.
    pub by: By,
    /// `events --limit`.
    pub limit: Option<usize>,
    /// `guests --dormant-days`.
    pub dormant_days: i64,
    /// `workloads --all`.
    pub all: bool,
    /// `changes`.
    pub changes: Option<changes::Wish>,
    /// `simulate`.
    pub simulate: Option<Arc<simulate::Question>>,
    /// `recommend`.
    pub recommend: Option<recommend::Wish>,
    /// Language of sentences.
    pub lang: Lang,
    /// Zone of days and of times shown to people.
    pub zone: Zone,
}

/// What an analysis found.
pub struct Found {
    /// The table.
    pub table: Table,
    /// Sentences below it.
    pub notes: Vec<String>,
    /// What the logs cannot show.
    pub caveats: Option<Vec<Caveat>>,
    /// The answer in sentences, before the table.
    pub answer: Vec<String>,
    /// Further members of the JSON envelope.
    pub extra: Vec<(&'static str, Value)>,
    /// Conditions of `--fail-on` that are met.
    pub gates: Vec<&'static str>,
}

impl Found {
    /// A table and nothing else.
    #[must_use]
    pub fn table(table: Table) -> Self {
        Self { table, notes: Vec::new(), caveats: None, answer: Vec::new(), extra: Vec::new(), gates: Vec::new() }
    }
}

/// An analysis.
pub struct Analysis {
    /// Name of the command.
    pub id: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// The filters it can apply.
    pub filters: &'static [Filter],
    /// Whether it is part of the report.
    pub in_report: bool,
    /// Computes it.
    pub run: fn(&Dataset, &Params) -> PolarsResult<Found>,
}

/// Every analysis, in the order of the report.
pub const ANALYSES: &[Analysis] = &[
    Analysis { id: "coverage", question: "What can these logs show, and what can they not?", filters: &[], in_report: true, run: coverage::run },
    Analysis {
        id: "partners",
        question: "Which organisations come in, and where do our own people go?",
        filters: Filter::ALL,
        in_report: true,
        run: partners::run,
    },
    Analysis { id: "apps", question: "Through which application ids?", filters: Filter::ALL, in_report: true, run: apps::run },
    Analysis { id: "users", question: "Who are they?", filters: Filter::ALL, in_report: true, run: users::run },
    Analysis { id: "timeline", question: "When?", filters: Filter::ALL, in_report: true, run: timeline::run },
    Analysis { id: "failures", question: "What fails, and who must act?", filters: Filter::ALL, in_report: true, run: failures::run },
    Analysis {
        id: "workloads",
        question: "Which applications of others sign in here?",
        filters: &[Filter::Window, Filter::App, Filter::Client, Filter::Resource, Filter::Outcome, Filter::Code],
        in_report: true,
        run: workloads::run,
    },
    Analysis {
        id: "changes",
        question: "Who changed the settings, and whom did it block?",
        filters: &[Filter::Window, Filter::Partner],
        in_report: true,
        run: changes::run,
    },
    Analysis {
        id: "guests",
        question: "Who was invited, who came, who no longer comes?",
        filters: &[Filter::Partner, Filter::User],
        in_report: true,
        run: guests::run,
    },
    Analysis { id: "simulate", question: "What breaks with these settings?", filters: Filter::ALL, in_report: false, run: simulate::run },
    Analysis {
        id: "recommend",
        question: "Which settings are the tightest that break nothing?",
        // Settings that follow from a part of the traffic would cut off the rest.
        filters: &[Filter::Partner],
        in_report: false,
        run: recommend::run,
    },
    Analysis { id: "events", question: "Which sign-ins exactly?", filters: Filter::ALL, in_report: false, run: events::run },
];

/// The analysis of a command.
#[must_use]
pub fn find(id: &str) -> Option<&'static Analysis> {
    ANALYSES.iter().find(|analysis| analysis.id == id)
}

/// Runs an analysis and puts the facts about the input around it.
///
/// # Errors
/// The query engine fails, which is a bug of this program.
pub fn report(analysis: &Analysis, data: &Dataset, params: &Params) -> PolarsResult<Report> {
    Ok(framed(analysis, (analysis.run)(data, params)?, data, params))
}

/// Puts the facts about the input around what was found.
#[must_use]
pub fn framed(analysis: &Analysis, found: Found, data: &Dataset, params: &Params) -> Report {
    Report {
        command: analysis.id,
        question: analysis.question,
        table: found.table,
        notes: found.notes,
        caveats: found.caveats,
        answer: found.answer,
        extra: found.extra,
        gates: found.gates,
        envelope: envelope(data),
        zone: params.zone,
    }
}

/// The facts about the input.
#[must_use]
pub fn envelope(data: &Dataset) -> Envelope {
    Envelope {
        own_tenants: data.own.own.iter().filter_map(|tenant| data.text(tenant.0)).map(str::to_owned).collect(),
        period: data.period(),
        ledger: data.ledger(),
        directions: data.directions(),
    }
}
