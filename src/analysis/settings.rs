//! What a report says about the cross-tenant access settings: who rides on the default, what closing it would cut, what to set instead.
//!
//! What it is not: new judgements. `simulate` and `recommend` are asked, as on the command line; each kind of sign-in is judged once, however
//! often it occurred.

use super::gates::Gate;
use super::recommend::{self, found, observed, recommended, scope};
use super::simulate::{self, Cut, Question, replay};
use super::{Params, framed, on_default};
use crate::dataset::{Dataset, Filter};
use crate::policy::recommend::{Recommendation, Reopen, RolloutStep, Totals, closed_default};
use crate::policy::{CrossTenantAccessPolicy, Proposal};
use crate::report::Report;
use crate::words::{Lang, analyses, simulation as said};

/// What is said about the settings.
pub struct Settings {
    /// The replay of `simulate`: against the proposed settings, or a closed default with today's entries.
    pub simulate: Report,
    /// What it cuts.
    pub cut: Cut,
    /// Conditions of `--fail-on` that the replay meets: of proposed settings only.
    pub gates: Vec<Gate>,
    /// What is said about closing the default; `None` where filters leave traffic out.
    pub closing: Option<Closing>,
}

/// What is said about closing the default.
pub struct Closing {
    /// Who has only the default; `None` without current settings. It is no command of its own.
    pub on_default: Option<Report>,
    /// The reasoning of `recommend`.
    pub recommend: Report,
    /// The settings themselves.
    pub recommendation: Recommendation,
    /// What each step of tightening cuts.
    pub steps: Vec<RolloutStep>,
}

/// What can be said: nothing without settings, current or `proposed`, where there is not exactly one own tenant, or where nobody crossed the
/// border: settings made from no sign-ins would close everything.
#[must_use]
pub fn settings(data: &Dataset, params: &Params, proposed: Option<&Proposal>) -> Option<Settings> {
    if data.own.own.len() != 1 || (data.policy.is_none() && proposed.is_none()) {
        return None;
    }
    // Any other filter leaves traffic out, and nothing sound about a closed default follows from a part.
    let whole = params.filters.used().iter().all(|filter| *filter == Filter::Partner);
    if !whole && proposed.is_none() {
        return None;
    }
    let observed = observed(data, params);
    if observed.is_empty() {
        return None;
    }
    let closed = closed(data.policy.as_ref());
    let (question, proposal) = match proposed {
        Some(proposal) => (Question { check: true, ..Question::default() }, proposal),
        None => (Question::default(), &closed),
    };
    let (found_by_replay, cut) = replay(&question, proposal, data, params);
    let gates = if proposed.is_some() { found_by_replay.gates.clone() } else { Vec::new() };
    let mut replay = framed(&simulate::ANALYSIS, found_by_replay, data, params);
    replay.question = match proposed {
        Some(_) => analyses::simulate_proposed(params.lang),
        None => analyses::simulate_closed(params.lang),
    };
    if !whole {
        return Some(Settings { simulate: replay, cut, gates, closing: None });
    }
    let scope = scope(data, &params.filters).unwrap_or_default();
    let recommendation = recommended(&observed, data, &recommend::Options::default(), scope, Reopen::Nothing);
    let steps = recommendation.steps(&observed, data.policy.as_ref());
    let left = steps.last().map_or(0, |step| step.cut[0] + step.cut[1]);
    let today = cut.newly.map_or(0, |newly| cut.blocked - newly);
    replay.answer.insert(replay.answer.len().min(2), asked_of(params.lang, proposed.is_some(), today, left, recommendation.totals()));
    let mut reasoning = framed(&recommend::ANALYSIS, found(&recommendation, data, params), data, params);
    if !params.filters.partners.is_empty() {
        let only = said::only_named(params.lang);
        replay.answer.push(only.to_owned());
        reasoning.answer.push(only.to_owned());
    }
    let on_default = data.policy.as_ref().map(|policy| {
        let mut on_default = framed(&recommend::ANALYSIS, on_default::found(&observed, policy, data, params.lang), data, params);
        on_default.question = analyses::on_default_question(params.lang);
        on_default
    });
    Some(Settings { simulate: replay, cut, gates, closing: Some(Closing { on_default, recommend: reasoning, recommendation, steps }) })
}

/// The proposal of somebody who simply closes the default.
fn closed(current: Option<&CrossTenantAccessPolicy>) -> Proposal {
    let default = Some(closed_default(current));
    Proposal::whole(CrossTenantAccessPolicy { default, ..current.cloned().unwrap_or_default() })
}

/// Which question the replay answers; `today` = successes that are blocked today already, `left` = those that the recommended settings cut.
fn asked_of(lang: Lang, proposed: bool, today: u64, left: u64, totals: Totals) -> String {
    // How many stay allowed: whichever id Microsoft compares, to either of them.
    let (strict, either) = (totals.allowed_strict, totals.allowed_either);
    let allowed = if strict == either { said::exactly(lang, strict) } else { said::range(lang, strict, either) };
    said::asked(lang, proposed, today, left, &allowed)
}
