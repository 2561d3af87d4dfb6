//! `failures`: what each code means, who must act seen from us, and what to do.

use std::cmp::Reverse;

use polars::prelude::PolarsResult;

use super::gates::Gate;
use super::group::{Each, Groups, sorted};
use super::hints;
use super::{Analysis, Answer, Needs, Params, Plain};
use crate::classify::{SECURITY_POLICY, Side};
use crate::dataset::{Dataset, Fact};
use crate::knowledge::error_codes;
use crate::knowledge::remedy::Admins;
use crate::model::{Direction, ErrorCode, Outcome};
use crate::report::{Cell, Column, Drill, Hint, Kind, Table, int, shown_hints, text, time};
use crate::words::{Lang, analyses, codes as said, hints as hints_said};

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "failures",
    title: analyses::failures,
    question: analyses::failures_question,
    needs: Needs::CROSSINGS,
    charts: &["failures"],
    drill: &[Drill::Code],
    gates: &[Gate::NewFailure],
    ask: || Box::new(Plain(run)),
    ..Analysis::BASE
};

pub(super) fn run(data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    let failing = |fact: &Fact| matches!(fact.outcome, Outcome::Failure | Outcome::Interrupted) && params.filters.matches(fact, data);
    let each = [Each::Distinct("user", "users"), Each::Distinct("partner", "partners")];
    let groups = Groups::of(data, failing, &["direction", "code", "side"], &each)?;
    let mut rows = Vec::with_capacity(groups.len());
    for row in 0..groups.len() {
        let direction = groups.direction("direction", row)?;
        let code = groups.number("code", row)?;
        let side = Side::ALL[groups.sym("side", row)?.0 as usize];
        let sign_ins = groups.int("sign_ins", row)?;
        let words = describe(code.map_or(ErrorCode::ABSENT, ErrorCode), direction, side, params.lang);
        let cells = vec![
            Cell::Word(direction.name()),
            code.map_or(Cell::Null, Cell::Int),
            Cell::text(words.name),
            Cell::text(words.category),
            Cell::Text(words.meaning.into()),
            Cell::Word(side.name()),
            Cell::Text(words.action.into()),
            Cell::Int(sign_ins),
            Cell::Int(groups.int("users", row)?),
            Cell::Int(groups.int("partners", row)?),
            Cell::Time(groups.int("first", row)?),
            Cell::Time(groups.int("last", row)?),
        ];
        rows.push(((direction.number(), Reverse(sign_ins), code.is_none(), code, side), cells));
    }
    let columns = vec![
        text("direction", 0),
        Column { name: "error_code", kind: Kind::Code, spare: 0 },
        text("error_name", 5),
        text("category", 4),
        text("meaning", 1),
        text("side", 0),
        text("action", 3),
        int("sign_ins", 0),
        int("users", 1),
        int("partners", 2),
        time("first_seen", 4),
        time("last_seen", 2),
    ];
    let mut found = Answer::table(Table { columns, rows: sorted(rows) });
    if !data.tells_outcomes() {
        found.notes.push(said::outcomes_not_told(params.lang).to_owned());
    }
    let hints = hints::hints(data, params);
    // Asked about a user or a partner, the sequence of events says more than the codes.
    if !params.filters.users.is_empty() || !params.filters.partners.is_empty() {
        let (shown, more) = shown_hints(&hints, params.lang);
        found.notes.extend(shown.iter().map(|hint| hint.text.clone()).chain(more.map(|more| hints_said::all_in_json(params.lang, &more))));
    }
    found.extra.push(("hints", hints.iter().map(Hint::to_json).collect()));
    Ok(found)
}

/// A code in words.
pub(super) struct Words {
    pub name: Option<&'static str>,
    pub category: Option<&'static str>,
    pub meaning: &'static str,
    pub action: String,
}

/// What a code means and what the side that must act has to do.
pub(super) fn describe(code: ErrorCode, direction: Direction, side: Side, lang: Lang) -> Words {
    let Some(info) = error_codes::find(code) else {
        let (meaning, action) = match code.get() {
            Some(number) => (said::unlisted(lang), said::unlisted_action(lang, number)),
            None => (said::absent(lang), said::absent_action(lang).to_owned()),
        };
        return Words { name: None, category: None, meaning, action };
    };
    // Rule D-5: the same code is the risk of a user at home, or a plain policy of the resource tenant. The side tells which.
    let plain_policy = code == SECURITY_POLICY && matches!((direction, side), (Direction::Inbound, Side::Us) | (Direction::Outbound, Side::Partner));
    let (meaning, action) = if plain_policy {
        (said::policy(lang), addressed(said::policy_action(lang), side, lang))
    } else {
        let remedy = info.remedy(lang);
        let is_addressed = remedy.to_nobody || !matches!(side, Side::Nobody | Side::Unclassified);
        let text = remedy.said(is_addressed, &admins(direction, lang));
        (info.meaning(lang), if remedy.to_nobody { text } else { addressed(&text, side, lang) })
    };
    Words { name: Some(&info.name), category: Some(&info.category), meaning, action }
}

/// What to do, with those in front who have to.
fn addressed(action: &str, side: Side, lang: Lang) -> String {
    match side {
        Side::Us => said::to_us(lang, action),
        Side::Partner => said::to_partner(lang, action),
        Side::Network => said::to_network(lang, action),
        Side::User => said::to_user(lang, action),
        Side::AppOwner => said::to_app_owner(lang, action),
        Side::Microsoft => said::to_microsoft(lang, action),
        Side::Nobody | Side::Unclassified => action.to_owned(),
    }
}

/// The administrators as those who read it call them: the resource admin is ours for inbound sign-ins, the partner's for outbound ones.
fn admins(direction: Direction, lang: Lang) -> Admins {
    let own = [said::own_admin(lang), said::own_admin_start(lang)];
    let partner = [said::partner_admin(lang), said::partner_admin_start(lang)];
    let (resource, home) = match direction {
        Direction::Inbound => (own, partner),
        Direction::Outbound => (partner, own),
        Direction::Internal => (own, own),
        Direction::Foreign | Direction::Undetermined(_) => (
            [said::resource_tenant_admin(lang), said::resource_tenant_admin_start(lang)],
            [said::home_tenant_admin(lang), said::home_tenant_admin_start(lang)],
        ),
    };
    Admins { resource, home }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remedy_speaks_to_the_reader() {
        let action = |code, direction, side| describe(ErrorCode(code), direction, side, Lang::En).action;
        assert!(action(500_213, Direction::Inbound, Side::Us).starts_with("You: add or edit the home tenant"));
        assert!(action(500_213, Direction::Outbound, Side::Partner).starts_with("The partner's administrator: add or edit"));
        assert_eq!(action(50_140, Direction::Inbound, Side::Nobody), "Nothing to do.");
        assert_eq!(
            action(50_126, Direction::Inbound, Side::User),
            "The user: retry; reset in home tenant. your own admin can do nothing for external guests.".replace(". your", ". Your")
        );
        assert!(action(530_032, Direction::Inbound, Side::Us).contains("find the policy"));
        assert!(action(530_032, Direction::Inbound, Side::Partner).contains("risk"));
        assert!(action(7_099_991, Direction::Inbound, Side::Unclassified).contains("AADSTS7099991"));
    }

    #[test]
    fn every_code_has_words_for_every_direction() {
        for (code, _) in error_codes::all() {
            for (direction, lang) in Direction::ALL.into_iter().flat_map(|direction| [(direction, Lang::En), (direction, Lang::Ja)]) {
                let words = describe(ErrorCode(code), direction, crate::classify::side(ErrorCode(code), false, direction), lang);
                assert!(!words.meaning.is_empty() && words.action.len() > 5, "{code} {direction:?}: {}", words.action);
                assert!(!words.action.contains("esource admin") && !words.action.contains(['{', '}', '[', ']', '|']), "{code}: {}", words.action);
                assert!(lang == Lang::En || (words.meaning.ends_with('。') && words.action.ends_with('。')), "{code}: {}", words.action);
            }
        }
    }

    #[test]
    fn in_japanese_the_remedy_speaks_to_the_reader_too() {
        let action = |code, direction, side| describe(ErrorCode(code), direction, side, Lang::Ja).action;
        assert!(action(500_213, Direction::Inbound, Side::Us).starts_with("自テナントの管理者: 組織の設定"));
        assert!(action(500_213, Direction::Outbound, Side::Partner).starts_with("パートナー組織の管理者: 組織の設定"));
        assert!(action(50_126, Direction::Inbound, Side::User).contains("自テナントの管理者"));
        assert_eq!(action(50_140, Direction::Inbound, Side::Nobody), "対応は不要です。");
    }
}
