//! Facts as columns of a data frame: the one place where analyses get their numbers from.

use polars::prelude::*;

use super::Fact;
use crate::model::Outcome;

/// The smallest number of an undetermined direction.
const UNDETERMINED: u32 = 4;

/// How a column is made of facts.
#[derive(Clone, Copy)]
enum Make {
    /// An id, as its number in the interner; absent ids are null.
    Id(fn(&Fact) -> u32),
    Number(fn(&Fact) -> u32),
    Time(fn(&Fact) -> i64),
    Code,
    /// Sign-ins with an outcome, or all.
    Count(Option<Outcome>),
}

/// Every column there is.
const COLUMNS: &[(&str, Make)] = &[
    // The reasons of an undetermined direction are told apart by `partners` only.
    ("direction", Make::Number(|fact| fact.direction.number().min(UNDETERMINED))),
    ("reason", Make::Number(|fact| fact.direction.number())),
    ("partner", Make::Id(|fact| fact.partner.0.0)),
    ("access_type", Make::Id(|fact| fact.key.access_type.0)),
    ("user", Make::Id(|fact| fact.key.user.number())),
    ("user_kind", Make::Number(|fact| fact.user_kind as u32)),
    ("app", Make::Id(|fact| fact.key.app.0.0)),
    ("resource", Make::Id(|fact| fact.key.resource.0.0)),
    ("country", Make::Id(|fact| fact.key.country.0)),
    ("log", Make::Number(|fact| fact.key.log as u32)),
    ("side", Make::Number(|fact| fact.side as u32)),
    ("code", Make::Code),
    ("bucket", Make::Time(|fact| fact.key.bucket)),
    ("first", Make::Time(|fact| fact.value.first)),
    ("last", Make::Time(|fact| fact.value.last)),
    ("sign_ins", Make::Count(None)),
    ("successes", Make::Count(Some(Outcome::Success))),
    ("interruptions", Make::Count(Some(Outcome::Interrupted))),
    ("failures", Make::Count(Some(Outcome::Failure))),
    ("passthroughs", Make::Count(Some(Outcome::Passthrough))),
    ("unknowns", Make::Count(Some(Outcome::Unknown))),
];

/// A column in the making.
enum Values {
    Ids(Vec<Option<u32>>),
    Numbers(Vec<u32>),
    Times(Vec<i64>),
    Codes(Vec<Option<i64>>),
    Counts(Vec<u64>),
}

impl Values {
    fn new(make: Make) -> Self {
        match make {
            Make::Id(_) => Self::Ids(Vec::new()),
            Make::Number(_) => Self::Numbers(Vec::new()),
            Make::Time(_) => Self::Times(Vec::new()),
            Make::Code => Self::Codes(Vec::new()),
            Make::Count(_) => Self::Counts(Vec::new()),
        }
    }

    fn push(&mut self, make: Make, fact: &Fact) {
        match (self, make) {
            (Self::Ids(values), Make::Id(id)) => values.push(Some(id(fact)).filter(|&id| id != 0)),
            (Self::Numbers(values), Make::Number(number)) => values.push(number(fact)),
            (Self::Times(values), Make::Time(time)) => values.push(time(fact)),
            (Self::Codes(values), Make::Code) => values.push(fact.key.code.get()),
            (Self::Counts(values), Make::Count(outcome)) => {
                values.push(if outcome.is_none_or(|outcome| fact.outcome == outcome) { fact.value.count } else { 0 });
            }
            // A column is made the way it was begun.
            _ => {}
        }
    }

    fn column(self, name: &str) -> Column {
        match self {
            Self::Ids(values) => Column::new(name.into(), values),
            Self::Numbers(values) => Column::new(name.into(), values),
            Self::Times(values) => Column::new(name.into(), values),
            Self::Codes(values) => Column::new(name.into(), values),
            Self::Counts(values) => Column::new(name.into(), values),
        }
    }
}

/// Turns facts into the wanted columns, in one go: there may be many millions.
///
/// # Errors
/// There is no such column.
pub fn frame(facts: impl Iterator<Item = Fact>, wanted: &[&str]) -> PolarsResult<DataFrame> {
    let known = |name: &&str| {
        let found = COLUMNS.iter().find(|(known, _)| known == name);
        found.map(|&(name, make)| (name, make, Values::new(make))).ok_or_else(|| polars_err!(ColumnNotFound: "{}", name))
    };
    let mut columns = wanted.iter().map(known).collect::<PolarsResult<Vec<_>>>()?;
    for fact in facts {
        for (_, make, values) in &mut columns {
            values.push(*make, &fact);
        }
    }
    DataFrame::new_infer_height(columns.into_iter().map(|(name, _, values)| values.column(name)).collect())
}
