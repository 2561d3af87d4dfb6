//! How far guests have come, counted once: sentence, chart and tests look at the same numbers.

use crate::report::{Cell, Table};
use crate::words::{Lang, guests as said};

/// How a sentence says how many stand somewhere.
type Said = fn(Lang, u64) -> String;

/// Where a guest can stand.
const STATES: [(&str, Said); 7] = [
    ("active", said::active),
    ("dormant", said::dormant),
    ("redeemed", said::redeemed),
    ("invited", said::invited),
    ("disabled", said::disabled),
    ("removed", said::removed),
    ("unknown", said::unknown),
];

/// Guests of a table, by how far they have come and by where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestTally {
    /// All of them.
    pub all: u64,
    /// Those whose invitation is known.
    pub invited: u64,
    /// Those whose redemption is known.
    pub redeemed: u64,
    /// Those who signed in, with success.
    pub signed_in: u64,
    /// Those in each state; the sum is `all`.
    pub states: Vec<(&'static str, u64)>,
}

impl GuestTally {
    /// Counts the rows of `guests`.
    #[must_use]
    pub fn of(guests: &Table) -> Self {
        let count = |is: &dyn Fn(&[Cell]) -> bool| guests.rows.iter().filter(|row| is(row)).count() as u64;
        let known = |column: &str| count(&|row| *guests.cell(row, column) != Cell::Null);
        Self {
            all: guests.rows.len() as u64,
            invited: known("invited_at"),
            redeemed: known("redeemed_at"),
            signed_in: known("first_sign_in"),
            states: STATES.iter().map(|&(state, _)| (state, count(&|row| guests.str(row, "state") == Some(state)))).collect(),
        }
    }

    /// How many are in a state.
    #[must_use]
    pub fn state(&self, name: &str) -> u64 {
        self.states.iter().find(|(state, _)| *state == name).map_or(0, |(_, count)| *count)
    }

    /// In words. `median` = the days that half of those took at most whose days to redeem are known.
    #[must_use]
    pub fn sentence(&self, median: Option<i64>, lang: Lang) -> String {
        let states = STATES.iter().map(|(state, words)| (self.state(state), words)).filter(|(count, _)| *count > 0);
        let states: Vec<String> = states.map(|(count, words)| words(lang, count)).collect();
        said::tally(lang, self.all, &states.join(said::separator(lang)), self.invited, self.redeemed, self.signed_in, median)
    }
}
