//! `recommend`: the tightest settings that break nothing that was observed, and the reasoning behind each line of them.

mod history;
mod named;
mod observed;
mod words;

pub use named::scope;
pub use observed::observed;
pub use words::allowed;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use polars::prelude::PolarsResult;

use self::history::history;
use self::named::reopen;
use self::words::reopenings;
use super::group::sorted;
use super::trust::carried_over;
use super::{Analysis, Answer, Ask, Needs, Params};
use crate::dataset::{Dataset, Filter};
use crate::failure::Failure;
use crate::model::Direction;
use crate::policy::recommend::{Decision, Kind, ObservedAccess, ReasonRow, Recommendation, Reopen, Reopening, recommend};
use crate::policy::{contradictions, validate};
use crate::pseudonym::{Kind as Token, Pseudonyms};
use crate::report::{Cell, Column, Table, int, text, time};
use crate::safe::shell_quoted;
use crate::words::{analyses, recommendation as said};

/// The options of `recommend`.
#[derive(Clone, Debug)]
pub struct Options {
    /// Successes an application needs to be allowed.
    pub min_successes: u64,
    /// List hub resources too.
    pub include_hubs: bool,
    /// List own users instead of all.
    pub scope_users: bool,
    /// Delete entries without a success.
    pub remove_unused: bool,
    /// Partners, by id or name, whose closed ways are reopened; `all` for everybody's.
    pub reopen: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_successes: 1, include_hubs: false, scope_users: false, remove_unused: false, reopen: Vec::new() }
    }
}

impl Options {
    /// The same options under tokens.
    #[must_use]
    pub fn under_tokens(&self, names: &Pseudonyms) -> Self {
        let token = |name: &String| if named::is_all(name) { name.clone() } else { names.of_typed(Token::Tenant, name) };
        Self { reopen: self.reopen.iter().map(token).collect(), ..self.clone() }
    }
}

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        // Names that occur nowhere end the command before it comes here.
        let (scope, reopen) = (scope(data, &params.filters).unwrap_or_default(), reopen(data, self).unwrap_or_default());
        Ok(found(&recommended(&observed(data, params), data, self, scope, reopen), data, params))
    }

    fn pseudonymised(&self, names: &Pseudonyms) -> Option<Box<dyn Ask>> {
        Some(Box::new(self.under_tokens(names)))
    }

    fn typed(&self) -> Vec<String> {
        let flags = [("--include-hubs", self.include_hubs), ("--scope-users", self.scope_users), ("--remove-unused", self.remove_unused)];
        let successes = (self.min_successes != 1).then(|| format!("--min-successes {}", self.min_successes));
        let flags = flags.into_iter().filter(|(_, set)| *set).map(|(flag, _)| flag.to_owned());
        successes.into_iter().chain(flags).chain(self.reopen.iter().map(|name| format!("--reopen {}", shell_quoted(name)))).collect()
    }
}

/// The recommendation for the wanted sign-ins of the input.
///
/// # Errors
/// A partner that is named occurs nowhere, or there is nothing that settings could follow from.
pub fn recommendation(data: &Dataset, params: &Params, options: &Options) -> Result<Recommendation, Failure> {
    let scope = scope(data, &params.filters)?;
    let reopen = reopen(data, options)?;
    Ok(recommended(&observed(data, params), data, options, scope, reopen))
}

/// The recommendation for what was observed. `scope`: the partners whose entries are wanted, where only they were observed.
#[must_use]
pub fn recommended(
    observed: &[ObservedAccess<'_>],
    data: &Dataset,
    options: &Options,
    scope: Option<BTreeSet<String>>,
    reopen: Reopen,
) -> Recommendation {
    let own = data.own.own.first().copied().unwrap_or_default();
    let rules = crate::policy::recommend::Options {
        min_successes: options.min_successes,
        include_hubs: options.include_hubs,
        scope_users: options.scope_users,
        remove_unused: options.remove_unused,
        own_cloud: data.cloud(own),
        own_tenant: data.text(own.0).map(str::to_owned),
        scope,
        reopen,
        history: history(data),
        last_event: data.period().map(|(_, last)| last),
    };
    recommend(observed, data.policy.as_ref(), &rules)
}

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "recommend",
    title: analyses::recommend,
    question: analyses::recommend_question,
    filters: &[Filter::Partner],
    no_filter: analyses::no_filter_for_settings,
    needs: Needs::SETTINGS,
    in_report: false,
    charts: &["tightening"],
    ask: || Box::new(Options::default()),
    ..Analysis::BASE
};

/// The reasoning of a recommendation as a table with notes.
#[must_use]
pub fn found(recommendation: &Recommendation, data: &Dataset, params: &Params) -> Answer {
    let lang = params.lang;
    let rows = recommendation.reasons.iter().map(|reason| {
        let text = |text: &Option<String>| Cell::text(text.as_deref());
        let cells = vec![
            reason.direction.map_or(Cell::Null, |direction| Cell::Word(direction.name())),
            text(&reason.partner),
            text(&reason.partner_name),
            Cell::Word(reason.kind.name()),
            text(&reason.id),
            text(&reason.name),
            Cell::Word(reason.decision.name()),
            reason.matched_by.map_or(Cell::Null, |by| Cell::Word(by.name())),
            Cell::count(reason.users),
            Cell::count(reason.sign_ins),
            reason.last_seen.map_or(Cell::Null, Cell::Time),
            Cell::text(Some(&reason.words(lang))),
        ];
        (order(reason), cells)
    });
    let mut found = Answer::table(Table { columns: columns(), rows: sorted(rows.collect()) });
    let count =
        |kind: Kind, decision: Decision| recommendation.reasons.iter().filter(|reason| reason.kind == kind && reason.decision == decision).count();
    let partners = recommendation.policy.partners.len();
    let (apps, left) = (count(Kind::Application, Decision::Allow), count(Kind::Application, Decision::Omit));
    found.answer.push(said::answer(lang, partners, apps, left));
    found.answer.push(allowed(recommendation.totals(), lang));
    if let Some(removed) = recommendation.remove.as_ref().filter(|removed| !removed.is_empty()) {
        found.answer.push(said::to_be_deleted(lang, removed.len()));
    }
    found.answer.push(said::what_next(lang).to_owned());
    found.notes = recommendation.notes.iter().map(|note| note.words(lang)).collect();
    let findings = validate(&recommendation.policy, None, lang);
    let mut settings = recommendation.settings();
    settings.surroundings = settings.surroundings.or(Some(&data.around));
    let around = contradictions(&settings, None, lang);
    found.notes.extend(findings.iter().chain(&around).map(|finding| finding.line(lang)));
    found.notes.extend(carried_over(data, params));
    found.notes.extend(reopenings(&recommendation.reopen, params));
    found.extra = vec![("reopen", recommendation.reopen.iter().map(Reopening::to_json).collect())];
    found.extra.push(("totals", recommendation.totals().to_json()));
    found
}

/// What the lines are sorted by: direction with what is about both last, most sign-ins first, ids with null last, kind and decision. Lines
/// that are equal in all of it keep the order of the reasoning.
type Order<'r> = ((bool, Option<Direction>), Reverse<u64>, (bool, Option<&'r str>), (bool, Option<&'r str>), Kind, Decision);

fn order(reason: &ReasonRow) -> Order<'_> {
    (
        (reason.direction.is_none(), reason.direction),
        Reverse(reason.sign_ins),
        (reason.partner.is_none(), reason.partner.as_deref()),
        (reason.id.is_none(), reason.id.as_deref()),
        reason.kind,
        reason.decision,
    )
}

fn columns() -> Vec<Column> {
    vec![
        text("direction", 0),
        text("partner_tenant_id", 5),
        text("partner_name", 0),
        text("kind", 1),
        text("id", 2),
        text("name", 1),
        text("decision", 0),
        text("matched_by", 4),
        int("users", 2),
        int("sign_ins", 1),
        time("last_seen", 2),
        text("because", 0),
    ]
}
