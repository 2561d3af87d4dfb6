//! Facts as columns of a data frame: the one place where analyses get their numbers from.

use polars::prelude::*;

use super::Fact;
use crate::model::Outcome;

/// The smallest number of an undetermined direction.
const UNDETERMINED: u32 = 4;

/// Turns facts into columns. Ids are numbers of the interner, absent ids null; each outcome has a count column of its own.
///
/// # Errors
/// Never in practice: all columns have the same length.
pub fn frame<'f>(facts: &(impl Iterator<Item = &'f Fact> + Clone)) -> PolarsResult<DataFrame> {
    let ids = |name: &str, id: fn(&Fact) -> u32| {
        Column::new(name.into(), facts.clone().map(|fact| Some(id(fact)).filter(|&id| id != 0)).collect::<Vec<_>>())
    };
    let numbers = |name: &str, number: fn(&Fact) -> u32| Column::new(name.into(), facts.clone().map(number).collect::<Vec<_>>());
    let times = |name: &str, time: fn(&Fact) -> i64| Column::new(name.into(), facts.clone().map(time).collect::<Vec<_>>());
    let counts = |name: &str, outcome: Option<Outcome>| {
        let count = |fact: &Fact| if outcome.is_none_or(|outcome| fact.outcome == outcome) { fact.value.count } else { 0 };
        Column::new(name.into(), facts.clone().map(count).collect::<Vec<_>>())
    };
    let columns = vec![
        // The reasons of an undetermined direction are told apart by `partners` only.
        numbers("direction", |fact| fact.direction.number().min(UNDETERMINED)),
        numbers("reason", |fact| fact.direction.number()),
        ids("partner", |fact| fact.partner.0.0),
        ids("access_type", |fact| fact.key.access_type.0),
        ids("user", |fact| fact.key.user.number()),
        numbers("user_kind", |fact| fact.user_kind as u32),
        ids("app", |fact| fact.key.app.0.0),
        ids("resource", |fact| fact.key.resource.0.0),
        ids("country", |fact| fact.key.country.0),
        numbers("log", |fact| fact.key.log as u32),
        numbers("side", |fact| fact.side as u32),
        Column::new("code".into(), facts.clone().map(|fact| fact.key.code.get()).collect::<Vec<_>>()),
        times("bucket", |fact| fact.key.bucket),
        times("first", |fact| fact.value.first),
        times("last", |fact| fact.value.last),
        counts("sign_ins", None),
        counts("successes", Some(Outcome::Success)),
        counts("interruptions", Some(Outcome::Interrupted)),
        counts("failures", Some(Outcome::Failure)),
        counts("passthroughs", Some(Outcome::Passthrough)),
        counts("unknowns", Some(Outcome::Unknown)),
    ];
    DataFrame::new_infer_height(columns)
}
