//! How far guests have come, counted once: sentence, chart and tests look at the same numbers.

use crate::report::{Cell, Table, counted_u64, grouped_u64};

/// Where a guest can stand, and how a sentence says it.
const STATES: [(&str, &str); 7] = [
    ("active", "active"),
    ("dormant", "dormant"),
    ("redeemed", "redeemed and not seen since"),
    ("invited", "invited and not come"),
    ("disabled", "disabled"),
    ("removed", "removed"),
    ("unknown", "known only by attempts without success, a list or a change"),
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

    /// In words: the states first, because they sum to all.
    #[must_use]
    pub fn sentence(&self) -> String {
        let states = STATES.iter().map(|(state, words)| (self.state(state), words)).filter(|(count, _)| *count > 0);
        let states: Vec<String> = states.map(|(count, words)| format!("{} {words}", grouped_u64(count))).collect();
        format!(
            "{}: {}. Of them {} with an invitation in these logs and lists, {} with a redemption, {} with a successful sign-in.",
            counted_u64(self.all, "guest", "guests"),
            states.join(", "),
            grouped_u64(self.invited),
            grouped_u64(self.redeemed),
            grouped_u64(self.signed_in),
        )
    }
}
