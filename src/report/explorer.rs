//! The facts of a report for a page that filters them: columns of small numbers, and the lists that give them a meaning.
//!
//! Everything that takes a rule is decided before: who uses it sums, counts distinct numbers, and takes the most frequent and the first.

use serde_json::{Map, Value};

/// A column of facts: a number for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactColumn {
    /// Its name.
    pub name: &'static str,
    /// The numbers: places in a list (0 = absent where the list begins with null), days, seconds or counts.
    pub values: Vec<u32>,
}

/// What of the sign-ins is no longer told apart, so that the page stays small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Everything is.
    Nothing,
    /// Users are not.
    Users,
    /// There are no facts at all.
    All,
}

impl Folded {
    /// What is folded next, where that is still too much.
    #[must_use]
    pub fn further(self) -> Option<Self> {
        match self {
            Self::Nothing => Some(Self::Users),
            Self::Users => Some(Self::All),
            Self::All => None,
        }
    }
}

/// The facts, and what their numbers mean.
#[derive(Clone, Debug)]
pub struct Explorer {
    /// Lists and single values, by name.
    pub lists: Map<String, Value>,
    /// The columns, all of one length.
    pub columns: Vec<FactColumn>,
    /// What is folded.
    pub folded: Folded,
}
