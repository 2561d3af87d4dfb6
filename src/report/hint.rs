//! Hints: what the sequence of events tells, in a sentence.

use serde_json::{Value, json};

use crate::classify::Side;
use crate::model::Direction;
use crate::words::{Lang, hints as said};

/// Hints that a page or a terminal shows; JSON has all of them.
pub const SHOWN: usize = 10;

/// A hint: a sentence about sign-ins, and the filters that list them with `crosstenant events`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What kind of hint: stable.
    pub code: &'static str,
    /// The rule behind it.
    pub rule: &'static str,
    /// Which way the sign-ins go; `None` where it is about both.
    pub direction: Option<Direction>,
    /// Who must act, as the table of failures has it.
    pub side: Side,
    /// The error codes on which that side must act.
    pub codes: Vec<i64>,
    /// The organisations, by id.
    pub partners: Vec<String>,
    /// Users hit.
    pub users: u64,
    /// Sign-ins that failed or were interrupted.
    pub sign_ins: u64,
    /// What was seen, and what it points to.
    pub text: String,
    /// Filters for `crosstenant events`.
    pub filters: String,
    /// The hints that this one sums up, where there are several of its kind.
    pub cases: Vec<Hint>,
}

impl Hint {
    /// As a member of JSON answers.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "code": self.code,
            "rule": self.rule,
            "direction": self.direction.map(Direction::name),
            "side": self.side.name(),
            "error_codes": self.codes,
            "partner_tenant_ids": self.partners,
            "users": self.users,
            "sign_ins": self.sign_ins,
            "count": self.cases.len().max(1),
            "text": self.text,
            "filters": self.filters,
            "cases": self.cases.iter().map(Self::to_json).collect::<Vec<_>>(),
        })
    }
}

/// The hints that are shown to people, and a line about those that are not.
#[must_use]
pub fn shown_hints(hints: &[Hint], lang: Lang) -> (&[Hint], Option<String>) {
    let (shown, more) = hints.split_at(hints.len().min(SHOWN));
    (shown, (!more.is_empty()).then(|| said::more_hints(lang, more.len())))
}
