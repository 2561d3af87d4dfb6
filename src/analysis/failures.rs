//! `failures`: what each code means, who must act seen from us, and what to do.

use std::cmp::Reverse;

use polars::prelude::*;

use super::group::{Groups, distinct, sorted};
use super::hints;
use super::{Analysis, Found, Needs, Params, Plain};
use crate::classify::{SECURITY_POLICY, Side};
use crate::dataset::{Dataset, Fact};
use crate::knowledge::error_codes;
use crate::model::{Direction, ErrorCode, Outcome};
use crate::report::{Cell, Column, Drill, Hint, Kind, Table, int, shown_hints, text, time};

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "failures",
    title: "Failures",
    question: "What fails, and who must act?",
    needs: Needs::CROSSINGS,
    charts: &["failures"],
    drill: &[Drill::Code],
    ask: || Box::new(Plain(run)),
    ..Analysis::BASE
};

pub(super) fn run(data: &Dataset, params: &Params) -> PolarsResult<Found> {
    let failing = |fact: &Fact| matches!(fact.outcome, Outcome::Failure | Outcome::Interrupted) && params.filters.matches(fact, data);
    let aggregations = [distinct("user", "users"), distinct("partner", "partners")];
    let groups = Groups::of(data, failing, &["direction", "code", "side"], &["user", "partner"], &aggregations)?;
    let mut rows = Vec::with_capacity(groups.len());
    for row in 0..groups.len() {
        let direction = groups.direction("direction", row)?;
        let code = groups.number("code", row)?;
        let side = Side::ALL[groups.sym("side", row)?.0 as usize];
        let sign_ins = groups.int("sign_ins", row)?;
        let words = describe(code.map_or(ErrorCode::ABSENT, ErrorCode), direction, side);
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
    let mut found = Found::table(Table { columns, rows: sorted(rows) });
    if !data.tells_outcomes() {
        found
            .notes
            .push("No record carries an error code or a status: what failed cannot be told, which does not mean that nothing failed.".to_owned());
    }
    let hints = hints::hints(data, &params.filters, params.zone);
    // Asked about a user or a partner, the sequence of events says more than the codes.
    if !params.filters.users.is_empty() || !params.filters.partners.is_empty() {
        let (shown, more) = shown_hints(&hints, params.lang);
        found.notes.extend(shown.iter().map(|hint| hint.text.clone()).chain(more.map(|more| format!("{more} --format json has all."))));
    }
    found.extra.push(("hints", hints.iter().map(Hint::to_json).collect()));
    Ok(found)
}

/// A code in words.
pub(super) struct Words {
    pub name: Option<&'static str>,
    pub category: Option<&'static str>,
    pub meaning: String,
    pub action: String,
}

/// What a code means and what the side that must act has to do.
pub(super) fn describe(code: ErrorCode, direction: Direction, side: Side) -> Words {
    let Some(info) = error_codes::find(code) else {
        let (meaning, action) = match code.get() {
            Some(number) => (
                "This code is not in the built-in list; Microsoft adds codes over time.".to_owned(),
                format!("Look up AADSTS{number} in Microsoft's list of error codes, and read failure_reason in crosstenant events."),
            ),
            None => ("The record says that the sign-in failed, but not why.".to_owned(), "Export the log as JSON, which has the code.".to_owned()),
        };
        return Words { name: None, category: None, meaning, action };
    };
    // Rule D-5: the same code is the risk of a user at home, or a plain policy of the resource tenant. The side tells which.
    let plain_policy = code == SECURITY_POLICY && matches!((direction, side), (Direction::Inbound, Side::Us) | (Direction::Outbound, Side::Partner));
    let (meaning, remedy) = if plain_policy {
        (
            "A security policy of the resource tenant blocked the sign-in; the reason given is not risk.",
            "Resource admin: find the policy in the Conditional Access details of the sign-in; change it, or meet its condition.",
        )
    } else {
        (info.meaning.as_str(), info.remedy.as_str())
    };
    Words { name: Some(&info.name), category: Some(&info.category), meaning: meaning.to_owned(), action: addressed(remedy, direction, side) }
}

/// The remedy, addressed to those who read it: the resource admin is us for inbound sign-ins, the partner for outbound ones.
fn addressed(remedy: &str, direction: Direction, side: Side) -> String {
    if remedy.starts_with("None") {
        return if remedy.contains("unless") { format!("Nothing to do{}", remedy.trim_start_matches("None")) } else { "Nothing to do.".to_owned() };
    }
    let who = match side {
        Side::Us => "You: ",
        Side::Partner => "The partner's administrator: ",
        Side::Network => "Whoever runs the user's network or device: ",
        Side::User => "The user: ",
        Side::AppOwner => "The owner of the application: ",
        Side::Microsoft => "Microsoft: ",
        Side::Nobody | Side::Unclassified => "",
    };
    let mut text = remedy.to_owned();
    for prefix in ["Resource admin: ", "Home admin: ", "Network admin: ", "Resource admin ", "Home admin "] {
        if let Some(rest) = text.strip_prefix(prefix).filter(|_| !who.is_empty()) {
            text = rest.to_owned();
        }
    }
    let (resource, home) = match direction {
        Direction::Inbound => ("your own admin", "the partner's admin"),
        Direction::Outbound => ("the partner's admin", "your own admin"),
        Direction::Internal => ("your own admin", "your own admin"),
        Direction::Foreign | Direction::Undetermined(_) => ("the resource tenant's admin", "the home tenant's admin"),
    };
    for (word, reader) in [("resource admin", resource), ("home admin", home)] {
        text = text.replace(word, reader).replace(&capital(word), &capital(reader));
    }
    let mut letters = text.chars();
    let first = letters.next().map(|first| if who.is_empty() { first.to_uppercase().to_string() } else { first.to_lowercase().to_string() });
    // Names such as "MFA" and code words keep their capitals.
    let second_is_upper = letters.clone().next().is_some_and(char::is_uppercase);
    if second_is_upper { format!("{who}{text}") } else { format!("{who}{}{}", first.unwrap_or_default(), letters.as_str()) }
}

/// With a capital first letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remedy_speaks_to_the_reader() {
        let action = |code, direction, side| describe(ErrorCode(code), direction, side).action;
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
            for direction in Direction::ALL {
                let words = describe(ErrorCode(code), direction, crate::classify::side(ErrorCode(code), false, direction));
                assert!(!words.meaning.is_empty() && words.action.len() > 5, "{code} {direction:?}: {}", words.action);
                assert!(!words.action.contains("esource admin"), "{code}: {}", words.action);
            }
        }
    }
}
