//! What a report says about the cross-tenant access settings: who rides on the default, what closing it would cut, what to set instead.
//!
//! What it is not: new judgements. `simulate` and `recommend` are asked, as on the command line; each kind of sign-in is judged once, however
//! often it occurred.

use std::sync::Arc;

use polars::prelude::PolarsResult;

use super::recommend::{Wish, found, observed, recommended};
use super::simulate::Question;
use super::{Params, find, framed, report, riding};
use crate::dataset::Dataset;
use crate::policy::recommend::{Recommendation, Step};
use crate::policy::{CrossTenantAccessPolicy, Lang};
use crate::report::Report;
use crate::report::summary::grouped;

/// What is said about the settings.
pub struct Settings {
    /// Who rides on the default; `None` without current settings. It is no command of its own.
    pub riding: Option<Report>,
    /// The replay of `simulate`: against the proposed settings, or a closed default with today's entries.
    pub simulate: Report,
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
    let observed = observed(data, params);
    if observed.is_empty() {
        return Ok(None);
    }
    let recommendation = recommended(&observed, data, &Wish::default());
    let steps = recommendation.steps(&observed);
    let left = steps.last().map_or(0, |step| step.cut[0] + step.cut[1]);
    let question = params.simulate.clone().unwrap_or_else(|| Arc::new(closed(&recommendation, data.policy.as_ref())));
    let mut replay = report(simulate, data, &Params { simulate: Some(question), ..params.clone() })?;
    replay.question = match params.simulate {
        Some(_) => "What breaks with the proposed settings?",
        None => "What breaks if the default is closed, and today's entries stay as they are?",
    };
    let total = |name: &str| replay.extra.iter().find(|(member, _)| *member == "totals").and_then(|(_, totals)| totals[name].as_i64());
    let today = total("successes_blocked").zip(total("successes_newly_blocked")).map_or(0, |(blocked, newly)| blocked - newly);
    replay.answer.insert(replay.answer.len().min(1), asked_of(params, today, left));
    let mut reasoning = framed(recommend, found(&recommendation, params), data, params);
    if !params.filters.used().is_empty() {
        reasoning.answer.push(
            params
                .lang
                .pick(
                    "Only the sign-ins that the filters want are in here: sent as they are, these settings would close everything else.",
                    "フィルターに一致するサインインだけに基づきます。このまま適用すると、それ以外はすべてブロックされます。",
                )
                .to_owned(),
        );
    }
    let riding = data.policy.as_ref().map(|policy| {
        let mut riding = framed(recommend, riding::found(&observed, policy, data, params.lang), data, params);
        riding.question = "Who has nothing but the default to rest on, and is hit when it is tightened?";
        riding
    });
    Ok(Some(Settings { riding, simulate: replay, recommend: reasoning, recommendation, steps }))
}

/// The question of somebody who simply closes the default.
fn closed(recommendation: &Recommendation, current: Option<&CrossTenantAccessPolicy>) -> Question {
    let policy = CrossTenantAccessPolicy { default: recommendation.policy.default.clone(), ..current.cloned().unwrap_or_default() };
    Question { check: false, ..Question::of(policy) }
}

/// Which question the replay answers; `today` = successes that are blocked today already, `left` = those that the recommended settings cut.
fn asked_of(params: &Params, today: i64, left: u64) -> String {
    let lang = params.lang;
    let today = match (today, lang) {
        (0, _) => String::new(),
        (_, Lang::En) => format!(" Of these, {} would be blocked by today's settings as well.", grouped(today)),
        (_, Lang::Ja) => format!("このうち {} 件は、現在の設定でもブロックされます。", grouped(today)),
    };
    let recommended = match (left, lang) {
        (0, Lang::En) => "The recommended settings would block none.".to_owned(),
        (0, Lang::Ja) => "推奨設定ではブロックされるものはありません。".to_owned(),
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

fn number(number: u64) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX))
}
