//! Facts as columns of a data frame: the one place where analyses get their numbers from.

use polars::prelude::*;

use super::Fact;
use crate::model::time::monday;
use crate::model::{Asked, Mfa, Outcome, UserKind};

/// The smallest number of an undetermined direction.
const UNDETERMINED: u32 = 4;

/// How a column is made of facts.
#[derive(Clone, Copy)]
pub enum Make {
    /// An id, as its number in the interner; absent ids are null.
    Id(fn(&Fact) -> u32),
    /// A small number.
    Number(fn(&Fact) -> u32),
    /// A time, or a time bucket.
    Time(fn(&Fact) -> i64),
    /// The error code.
    Code,
    /// Sign-ins with an outcome, or all.
    Count(Option<Outcome>),
    /// Sign-ins that show something.
    Shown(fn(&Fact) -> bool),
}

impl Make {
    /// The number that stands in the column.
    fn value(self, fact: &Fact) -> i64 {
        match self {
            Self::Id(number) | Self::Number(number) => number(fact).into(),
            Self::Time(time) => time(fact),
            Self::Code => fact.key.code.0,
            Self::Count(outcome) if outcome.is_none_or(|outcome| fact.outcome == outcome) => fact.value.count.cast_signed(),
            Self::Shown(shows) if shows(fact) => fact.value.count.cast_signed(),
            Self::Count(_) | Self::Shown(_) => 0,
        }
    }
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
    // Of buckets that are days.
    ("week", Make::Time(|fact| monday(fact.key.bucket))),
    ("first", Make::Time(|fact| fact.value.first)),
    ("last", Make::Time(|fact| fact.value.last)),
    ("sign_ins", Make::Count(None)),
    ("successes", Make::Count(Some(Outcome::Success))),
    ("interruptions", Make::Count(Some(Outcome::Interrupted))),
    ("failures", Make::Count(Some(Outcome::Failure))),
    ("passthroughs", Make::Count(Some(Outcome::Passthrough))),
    ("unknowns", Make::Count(Some(Outcome::Unknown))),
    // What sign-ins show about multifactor authentication and devices, and whether they say anything about it at all.
    ("requirement_told", Make::Shown(|fact| fact.key.evidence.answer(Asked::MfaRequired).is_some())),
    ("mfa_told", Make::Shown(|fact| fact.key.evidence.mfa() != Mfa::NotRecorded)),
    ("unmet_told", Make::Shown(|fact| fact.key.evidence.answer(Asked::MfaRequired).is_some() || fact.key.evidence.mfa() != Mfa::NotRecorded)),
    ("device_told", Make::Shown(|fact| fact.key.evidence.answer(Asked::Compliant).is_some())),
    ("protocol_told", Make::Shown(|fact| fact.key.evidence.answer(Asked::Legacy).is_some())),
    ("risk_told", Make::Shown(|fact| fact.key.evidence.answer(Asked::Risky).is_some())),
    ("mfa_required", Make::Shown(|fact| fact.key.evidence.says(Asked::MfaRequired))),
    ("mfa_external", Make::Shown(|fact| fact.key.evidence.mfa() == Mfa::External)),
    ("mfa_here", Make::Shown(|fact| fact.key.evidence.mfa() == Mfa::Here)),
    ("mfa_unmet", Make::Shown(mfa_unmet)),
    ("device_compliant", Make::Shown(|fact| fact.key.evidence.says(Asked::Compliant))),
    ("device_hybrid_joined", Make::Shown(|fact| fact.key.evidence.says(Asked::HybridJoined))),
    ("legacy", Make::Shown(|fact| fact.key.evidence.says(Asked::Legacy))),
    ("risky", Make::Shown(|fact| fact.key.evidence.says(Asked::Risky))),
    // The claims of service providers are accepted whatever the settings say.
    ("asked_again", Make::Shown(|fact| fact.key.evidence.mfa() == Mfa::External && fact.user_kind != UserKind::ServiceProvider)),
    ("spared", Make::Shown(|fact| fact.key.evidence.mfa() == Mfa::Here && fact.user_kind != UserKind::ServiceProvider)),
];

/// Whether multifactor authentication failed, or was required in a sign-in that ended before it was done.
fn mfa_unmet(fact: &Fact) -> bool {
    let ended = matches!(fact.outcome, Outcome::Failure | Outcome::Interrupted);
    match fact.key.evidence.mfa() {
        Mfa::Failed => true,
        Mfa::Nothing | Mfa::NotRecorded => ended && fact.key.evidence.says(Asked::MfaRequired),
        Mfa::External | Mfa::Here | Mfa::Earlier => false,
    }
}

/// A column in the making. Numbers take four bytes as long as they fit.
enum Values {
    Ids(Box<PrimitiveChunkedBuilder<UInt32Type>>),
    Numbers(Vec<u32>),
    Times(Narrow),
    Codes(Vec<Option<i64>>),
    Counts(Narrow),
}

/// Numbers that hardly ever need more than 32 bits.
enum Narrow {
    Short(Vec<u32>),
    Long(Vec<i64>),
}

impl Narrow {
    fn push(&mut self, number: i64) {
        match (&mut *self, u32::try_from(number)) {
            (Self::Short(numbers), Ok(number)) => numbers.push(number),
            (Self::Short(numbers), Err(_)) => {
                let mut long: Vec<i64> = numbers.iter().map(|&number| i64::from(number)).collect();
                long.push(number);
                *self = Self::Long(long);
            }
            (Self::Long(numbers), _) => numbers.push(number),
        }
    }

    fn column(self, name: &str) -> Column {
        match self {
            Self::Short(numbers) => Column::new(name.into(), numbers),
            Self::Long(numbers) => Column::new(name.into(), numbers),
        }
    }

    /// Numbers that will be summed.
    fn summed(self) -> Self {
        match self {
            Self::Short(numbers) if numbers.iter().map(|&number| u64::from(number)).sum::<u64>() > u64::from(u32::MAX) => {
                Self::Long(numbers.into_iter().map(i64::from).collect())
            }
            fits => fits,
        }
    }
}

impl Values {
    fn new(name: &str, make: Make) -> Self {
        match make {
            Make::Id(_) => Self::Ids(Box::new(PrimitiveChunkedBuilder::new(name.into(), 0))),
            Make::Number(_) => Self::Numbers(Vec::new()),
            Make::Time(_) => Self::Times(Narrow::Short(Vec::new())),
            Make::Code => Self::Codes(Vec::new()),
            Make::Count(_) | Make::Shown(_) => Self::Counts(Narrow::Short(Vec::new())),
        }
    }

    fn push(&mut self, make: Make, fact: &Fact) {
        match (self, make) {
            (Self::Ids(values), Make::Id(id)) => values.append_option(Some(id(fact)).filter(|&id| id != 0)),
            (Self::Numbers(values), Make::Number(number)) => values.push(number(fact)),
            (Self::Codes(values), Make::Code) => values.push(fact.key.code.get()),
            (Self::Times(values), Make::Time(_)) | (Self::Counts(values), Make::Count(_) | Make::Shown(_)) => values.push(make.value(fact)),
            // A column is made the way it was begun.
            _ => {}
        }
    }

    fn column(self, name: &str) -> Column {
        match self {
            Self::Ids(values) => values.finish().into_column(),
            Self::Numbers(values) => Column::new(name.into(), values),
            Self::Times(values) => values.column(name),
            Self::Codes(values) => Column::new(name.into(), values),
            Self::Counts(values) => values.summed().column(name),
        }
    }
}

/// The part, of so many, that a fact falls into by the values of some columns: facts that agree in them fall into the same.
#[must_use]
pub fn part(fact: &Fact, columns: &[Make], parts: u64) -> u64 {
    let mix = |sum: u64, make: &Make| (sum ^ make.value(fact).cast_unsigned()).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    columns.iter().fold(0, mix) % parts
}

/// How the columns of these names are made.
///
/// # Errors
/// There is no such column.
pub fn makes(names: &[&str]) -> PolarsResult<Vec<Make>> {
    let make = |name: &&str| COLUMNS.iter().find(|(known, _)| known == name).map(|&(_, make)| make);
    names.iter().map(|name| make(name).ok_or_else(|| polars_err!(ColumnNotFound: "{}", name))).collect()
}

/// Turns facts into the wanted columns, in one go: there may be many millions.
///
/// # Errors
/// There is no such column.
pub fn frame(facts: impl Iterator<Item = Fact>, wanted: &[&str]) -> PolarsResult<DataFrame> {
    let made = |(&name, make): (&&str, Make)| (name.to_owned(), make, Values::new(name, make));
    let mut columns: Vec<_> = wanted.iter().zip(makes(wanted)?).map(made).collect();
    for fact in facts {
        for (_, make, values) in &mut columns {
            values.push(*make, &fact);
        }
    }
    DataFrame::new_infer_height(columns.into_iter().map(|(name, _, values)| values.column(&name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_until_they_or_their_sum_need_more() {
        let of = |list: &[i64]| {
            let mut numbers = Narrow::Short(Vec::new());
            for &number in list {
                numbers.push(number);
            }
            numbers
        };
        let shown = |numbers: Narrow| {
            let column = numbers.column("n");
            (column.dtype().clone(), column.cast(&DataType::Int64).expect("numbers").i64().expect("numbers").to_vec())
        };
        assert_eq!(shown(of(&[1, 4_294_967_295])), (DataType::UInt32, vec![Some(1), Some(4_294_967_295)]));
        assert_eq!(shown(of(&[1, -5, 2])), (DataType::Int64, vec![Some(1), Some(-5), Some(2)]));
        assert_eq!(shown(of(&[1, 4_294_967_296])).0, DataType::Int64);
        assert_eq!(shown(of(&[1, 2]).summed()).0, DataType::UInt32);
        assert_eq!(shown(of(&[1, 4_294_967_295]).summed()), (DataType::Int64, vec![Some(1), Some(4_294_967_295)]));
    }
}
