//! What a report says about the cross-tenant access settings: who rides on the default, what closing it would cut, what to set instead.
//!
//! What it is not: new judgements. `simulate` and `recommend` are asked, as on the command line; each kind of sign-in is judged once, however
//! often it occurred.

use crate::words::Lang;
use std::sync::Arc;

use polars::prelude::PolarsResult;

use super::recommend::{Wish, found, observed, recommended, scope};
use super::simulate::Question;
use super::{Params, find, framed, report, riding};
use crate::dataset::{Dataset, Filter};
use crate::policy::recommend::{Recommendation, Reopen, Step, Totals, closed_default};
use crate::policy::{CrossTenantAccessPolicy, Proposal};
use crate::report::Report;
use crate::report::summary::grouped;

/// What is said about the settings.
pub struct Settings {
    /// The replay of `simulate`: against the proposed settings, or a closed default with today's entries.
    pub simulate: Report,
    /// What is said about closing the default; `None` where filters leave traffic out.
    pub closing: Option<Closing>,
}

/// What is said about closing the default.
pub struct Closing {
    /// Who rides on the default; `None` without current settings. It is no command of its own.
    pub riding: Option<Report>,
    /// The reasoning of `recommend`.
    pub recommend: Report,
    /// The settings themselves.
    pub recommendation: Recommendation,
    /// What each step of tightening cuts.
    pub steps: Vec<Step>,
}

/// What can be said: nothing without settings, current or proposed, where there is not exactly one own tenant, or where nobody crossed the
/// border: settings made from no sign-ins would close everything.
///
/// # Errors
/// See [`report`].
pub fn settings(data: &Dataset, params: &Params) -> PolarsResult<Option<Settings>> {
    let (Some(simulate), Some(recommend)) = (find("simulate"), find("recommend")) else { return Ok(None) };
    if data.own.own.len() != 1 || (data.policy.is_none() && params.simulate.is_none()) {
        return Ok(None);
    }
    // Any other filter leaves traffic out, and nothing sound about a closed default follows from a part.
    let whole = params.filters.used().iter().all(|filter| *filter == Filter::Partner);
    if !whole && params.simulate.is_none() {
        return Ok(None);
    }
    let observed = observed(data, params);
    if observed.is_empty() {
        return Ok(None);
    }
    if !whole {
        let replay = report(simulate, data, params)?;
        return Ok(Some(Settings { simulate: Report { question: PROPOSED, ..replay }, closing: None }));
    }
    let scope = scope(data, &params.filters).unwrap_or_default();
    let recommendation = recommended(&observed, data, &Wish::default(), scope, Reopen::Nothing);
    let steps = recommendation.steps(&observed, data.policy.as_ref());
    let left = steps.last().map_or(0, |step| step.cut[0] + step.cut[1]);
    let question = params.simulate.clone().unwrap_or_else(|| Arc::new(closed(data.policy.as_ref())));
    let mut replay = report(simulate, data, &Params { simulate: Some(question), ..params.clone() })?;
    replay.question = match params.simulate {
        Some(_) => PROPOSED,
        None => "What breaks if the default is closed, and today's entries stay as they are?",
    };
    let total = |name: &str| replay.extra.iter().find(|(member, _)| *member == "totals").and_then(|(_, totals)| totals[name].as_i64());
    let today = total("successes_blocked").zip(total("successes_newly_blocked")).map_or(0, |(blocked, newly)| blocked - newly);
    replay.answer.insert(replay.answer.len().min(2), asked_of(params, today, left, recommendation.totals()));
    let mut reasoning = framed(recommend, found(&recommendation, params), data, params);
    if !params.filters.partners.is_empty() {
        let only = params.lang.pick(
            "Only the named partners are in here: the figures are theirs, and so are the settings.",
            "指定したパートナーだけの件数と設定です。",
        );
        replay.answer.push(only.to_owned());
        reasoning.answer.push(only.to_owned());
    }
    let riding = data.policy.as_ref().map(|policy| {
        let mut riding = framed(recommend, riding::found(&observed, policy, data, params.lang), data, params);
        riding.question = "Who has nothing but the default to rest on, and is hit when it is tightened?";
        riding
    });
    Ok(Some(Settings { simulate: replay, closing: Some(Closing { riding, recommend: reasoning, recommendation, steps }) }))
}

const PROPOSED: &str = "What breaks with the proposed settings?";

/// The question of somebody who simply closes the default.
fn closed(current: Option<&CrossTenantAccessPolicy>) -> Question {
    let default = Some(closed_default(current));
    let policy = CrossTenantAccessPolicy { default, ..current.cloned().unwrap_or_default() };
    Question { check: false, ..Question::of(Proposal::whole(policy)) }
}

/// Which question the replay answers; `today` = successes that are blocked today already, `left` = those that the recommended settings cut.
fn asked_of(params: &Params, today: i64, left: u64, totals: Totals) -> String {
    let lang = params.lang;
    let today = match (today, lang) {
        (0, _) => String::new(),
        (_, Lang::En) => format!(" Of these, {} would be blocked by today's settings as well.", grouped(today)),
        (_, Lang::Ja) => format!("このうち {} 件は、現在の設定でもブロックされます。", grouped(today)),
    };
    let recommended = match (left, lang) {
        (0, Lang::En) => format!("The recommended settings would block none that are allowed today, and leave {} allowed.", range(totals)),
        (0, Lang::Ja) => format!("推奨設定では、現在許可されているものはブロックされず、{} 件が許可されます。", range(totals)),
        (_, Lang::En) => format!("The recommended settings would block {}, which no setting can allow.", number(left)),
        (_, Lang::Ja) => format!("推奨設定では {} 件がブロックされます (どの設定でも許可できません)。", number(left)),
    };
    match (params.simulate.is_some(), lang) {
        (true, Lang::En) => format!("That is with the proposed settings.{today} {recommended}"),
        (true, Lang::Ja) => format!("これは提案された設定での結果です。{today}{recommended}"),
        (false, Lang::En) => format!(
            "That is if the default is simply closed (all but Rights Management outbound) and today's entries stay as they are.{today} {recommended}"
        ),
        (false, Lang::Ja) => {
            format!("これは既定の設定を閉じ (送信の Rights Management を除く)、現在の組織の設定をそのまま残した場合の結果です。{today}{recommended}")
        }
    }
}

/// How many stay allowed: whichever id Microsoft compares, to either of them.
fn range(totals: Totals) -> String {
    let (strict, either) = (number(totals.allowed_strict), number(totals.allowed_either));
    if strict == either { strict } else { format!("{strict} to {either}") }
}

fn number(number: u64) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX))
}
