//! ★ The analyses: each answers one question with one table, computed from the facts. Adding one takes a file and a row here.

pub mod apps;
mod caveats;
pub mod changes;
pub mod compare;
pub mod coverage;
pub mod digest;
mod distinct;
pub mod events;
mod evidence;
pub mod expected_list;
mod explorer;
pub mod failures;
pub mod gates;
mod group;
pub mod guests;
pub mod hints;
pub mod marks;
mod on_default;
pub mod overview;
pub mod partners;
pub mod providers;
pub mod recommend;
pub mod settings;
pub mod simulate;
pub mod timeline;
pub mod trust;
pub mod users;
pub mod workloads;

pub use caveats::{caveat_codes, caveats as coverage_caveats};
pub use evidence::evidence;
pub use explorer::explorer;

use std::fmt;

use polars::prelude::PolarsResult;
use serde_json::Value;

use crate::dataset::{Dataset, Filter, Filters};
use crate::facts::Granularity;
use crate::model::time::Zone;
use crate::pseudonym::Pseudonyms;
use crate::report::{Caveat, Drill, Envelope, Report, Table};
use crate::words::{Lang, analyses};
use gates::Gate;
use marks::Marks;

/// What all analyses share.
#[derive(Clone, Debug)]
pub struct Params {
    /// Which sign-ins.
    pub filters: Filters,
    /// Language of sentences.
    pub lang: Lang,
    /// Zone of days and of times shown to people.
    pub zone: Zone,
    /// Days without a sign-in after which a guest is dormant, where nobody says otherwise.
    pub dormant_days: i64,
    /// What stands out in the tables.
    pub marks: Marks,
}

/// An analysis with its options chosen.
pub trait Ask: fmt::Debug + Send + Sync {
    /// Computes the answer.
    ///
    /// # Errors
    /// The query engine fails, which is a bug of this program.
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer>;

    /// The options that are not as they are without being said, ready to be typed: they are part of the evidence.
    fn typed(&self) -> Vec<String> {
        Vec::new()
    }

    /// The same question under tokens, where it names anybody.
    fn pseudonymised(&self, _names: &Pseudonyms) -> Option<Box<dyn Ask>> {
        None
    }

    /// How finely facts are rolled up over time.
    fn granularity(&self) -> Granularity {
        Granularity::Day
    }
}

/// An analysis without options.
#[derive(Clone, Copy)]
struct Plain(fn(&Dataset, &Params) -> PolarsResult<Answer>);

impl fmt::Debug for Plain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("no options")
    }
}

impl Ask for Plain {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        (self.0)(data, params)
    }
}

/// What an analysis found.
pub struct Answer {
    /// Name of the shape of the rows, where it is not the command's own.
    pub shape: Option<&'static str>,
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
    pub gates: Vec<Gate>,
    /// Conditions of which the input leaves it open whether they are met.
    pub open: Vec<Gate>,
}

impl Answer {
    /// A table and nothing else.
    #[must_use]
    pub fn table(table: Table) -> Self {
        Self { shape: None, table, notes: Vec::new(), caveats: None, answer: Vec::new(), extra: Vec::new(), gates: Vec::new(), open: Vec::new() }
    }
}

/// What an analysis needs of the input beyond facts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needs {
    /// The sign-ins themselves.
    pub events: bool,
    /// Of sign-ins across the border, the time and the fact they belong to.
    pub crossings: bool,
    /// Nothing of what lies outside `--from` and `--to`.
    pub window_alone: bool,
    /// Exactly one own tenant.
    pub one_own_tenant: bool,
    /// Accounts and applications each by themselves, never both at once; of neither a name, a country or a kind.
    pub apart: bool,
    /// What sign-ins show about multifactor authentication, devices, protocols and risk.
    pub evidence: bool,
}

impl Needs {
    const FACTS: Self = Self { events: false, crossings: false, window_alone: false, one_own_tenant: false, apart: false, evidence: false };
    const WINDOW: Self = Self { window_alone: true, ..Self::FACTS };
    const CROSSINGS: Self = Self { crossings: true, ..Self::FACTS };
    const SETTINGS: Self = Self { one_own_tenant: true, evidence: true, ..Self::FACTS };
}

/// An analysis: all that others must know of it.
pub struct Analysis {
    /// Name of the command.
    pub id: &'static str,
    /// Heading in the report.
    pub title: fn(Lang) -> &'static str,
    /// The question it answers.
    pub question: fn(Lang) -> &'static str,
    /// The filters it can apply.
    pub filters: &'static [Filter],
    /// Why it cannot apply others, where that is not simply because they mean nothing to it.
    pub no_filter: fn(Lang) -> &'static str,
    /// What it needs of the input.
    pub needs: Needs,
    /// Whether it is part of the report.
    pub in_report: bool,
    /// The charts that stand above it in the report.
    pub charts: &'static [&'static str],
    /// How a row leads to its sign-ins.
    pub drill: &'static [Drill],
    /// The conditions of `--fail-on` that it answers, beside those of the input.
    pub gates: &'static [Gate],
    /// The question without any option.
    pub ask: fn() -> Box<dyn Ask>,
}

impl Analysis {
    /// What most analyses have in common.
    const BASE: Self = Self {
        id: "",
        title: |_| "",
        question: |_| "",
        filters: Filter::ALL,
        no_filter: analyses::no_filter,
        needs: Needs::FACTS,
        in_report: true,
        charts: &[],
        drill: &[],
        gates: &[],
        ask: || Box::new(Plain(coverage::run)),
    };
}

/// Every analysis, in the order of the report.
pub static ANALYSES: [&Analysis; 15] = [
    &coverage::ANALYSIS,
    &partners::ANALYSIS,
    &apps::ANALYSIS,
    &users::ANALYSIS,
    &timeline::ANALYSIS,
    &failures::ANALYSIS,
    &workloads::ANALYSIS,
    &trust::ANALYSIS,
    &providers::ANALYSIS,
    &changes::ANALYSIS,
    &guests::ANALYSIS,
    &simulate::ANALYSIS,
    &recommend::ANALYSIS,
    &events::ANALYSIS,
    &compare::ANALYSIS,
];

/// The analysis of a command, where it is one.
#[must_use]
pub fn find(id: &str) -> Option<&'static Analysis> {
    ANALYSES.into_iter().find(|analysis| analysis.id == id)
}

/// Runs an analysis and puts the facts about the input around it.
///
/// # Errors
/// The query engine fails, which is a bug of this program.
pub fn report(analysis: &Analysis, ask: &dyn Ask, data: &Dataset, params: &Params) -> PolarsResult<Report> {
    Ok(framed(analysis, ask.answer(data, params)?, data, params))
}

/// Puts the facts about the input around what was found.
#[must_use]
pub fn framed(analysis: &Analysis, found: Answer, data: &Dataset, params: &Params) -> Report {
    let Answer { shape, mut table, notes, caveats, answer, extra, .. } = found;
    params.marks.add(&mut table, analysis.id == compare::ANALYSIS.id);
    let filters = analysis.filters.iter().flat_map(|filter| filter.options()).copied().collect();
    let report = Report::new(analysis.id, (analysis.question)(params.lang), table, envelope(data), params.zone, params.lang);
    Report { shape: shape.unwrap_or(analysis.id), notes, caveats, answer, extra, filters, drill: analysis.drill, ..report }
}

/// The facts about the input.
#[must_use]
pub fn envelope(data: &Dataset) -> Envelope {
    Envelope {
        own_tenants: data.own.own.iter().filter_map(|tenant| data.text(tenant.0)).map(str::to_owned).collect(),
        period: data.period(),
        ledger: data.ledger(),
        directions: data.directions().to_vec(),
    }
}
