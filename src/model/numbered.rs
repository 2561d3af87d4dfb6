//! Rows by numbers: a column of a log is a code for each row, and rows that agree in some columns get one number.

use hashbrown::HashMap;

/// Rows of which those that agree in some columns have the same number, counted in the order of first appearance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    numbers: Vec<u32>,
    first: Vec<u32>,
}

/// A part of sign-ins as a column: what each row has is told once for all rows that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartColumn {
    /// The rows.
    pub rows: Numbered,
    /// For each number of theirs, that of the part (see [`super::Parts`]).
    pub parts: Vec<u32>,
}

/// A table of so many places for each row costs less than looking numbers up.
const PLACES: usize = 16;

impl Numbered {
    /// So many rows that are all alike.
    #[must_use]
    pub fn alike(rows: usize) -> Self {
        Self { numbers: vec![0; rows], first: vec![0; rows.min(1)] }
    }

    /// The same rows, told apart further by a column: a code below `codes` for each row, or nothing.
    #[must_use]
    pub fn by(mut self, column: &[u32], codes: usize) -> Self {
        if codes <= 1 || column.is_empty() {
            return self;
        }
        let (groups, mut first) = (self.first.len(), Vec::new());
        let mut new = |row: usize| {
            first.push(u32::try_from(row).unwrap_or(u32::MAX));
            u32::try_from(first.len() - 1).unwrap_or(u32::MAX)
        };
        let rows = self.numbers.iter_mut().zip(column).enumerate();
        if groups.saturating_mul(codes) <= column.len() * PLACES {
            let mut known = vec![u32::MAX; groups * codes];
            for (row, (number, &code)) in rows {
                let place = &mut known[*number as usize * codes + code as usize];
                if *place == u32::MAX {
                    *place = new(row);
                }
                *number = *place;
            }
        } else {
            // Of two columns with many codes one mostly follows from the other: an account has one name.
            let mut last = vec![(u32::MAX, 0); groups];
            let mut known: HashMap<(u32, u32), u32> = HashMap::new();
            for (row, (number, &code)) in rows {
                let last = &mut last[*number as usize];
                if last.0 != code {
                    *last = (code, *known.entry((*number, code)).or_insert_with(|| new(row)));
                }
                *number = last.1;
            }
        }
        self.first = first;
        self
    }

    /// The number of each row.
    #[must_use]
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The first row of each number.
    #[must_use]
    pub fn first_rows(&self) -> impl ExactSizeIterator<Item = usize> {
        self.first.iter().map(|&row| row as usize)
    }

    /// How many numbers there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.first.len()
    }

    /// What each row has, of what each number has.
    #[must_use]
    pub fn spread(&self, of_number: &[u32]) -> Vec<u32> {
        self.numbers.iter().map(|&number| of_number[number as usize]).collect()
    }

    /// The codes of some values, and the values by their codes.
    #[must_use]
    pub fn codes(values: impl IntoIterator<Item = u32>) -> (Vec<u32>, Vec<u32>) {
        let (mut known, mut distinct): (HashMap<u32, u32>, Vec<u32>) = (HashMap::new(), Vec::new());
        let code = |value: u32| {
            *known.entry(value).or_insert_with(|| {
                distinct.push(value);
                u32::try_from(distinct.len() - 1).unwrap_or(u32::MAX)
            })
        };
        (values.into_iter().map(code).collect(), distinct)
    }
}

impl PartColumn {
    /// The part of each row.
    pub fn of_rows(&self) -> impl Iterator<Item = u32> {
        self.rows.numbers.iter().map(|&number| self.parts[number as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// However many codes the columns have, rows have one number if they agree in all columns, and numbers come in order.
        #[test]
        fn rows_that_agree_have_one_number(rows in proptest::collection::vec((0u32..3, 0u32..5, 0u32..200), 0..60)) {
            let columns = [rows.iter().map(|row| row.0).collect::<Vec<_>>(), rows.iter().map(|row| row.1).collect(), rows.iter().map(|row| row.2).collect()];
            let numbered = Numbered::alike(rows.len()).by(&columns[0], 3).by(&columns[2], 200).by(&[], 9).by(&columns[1], 5);
            let mut known: Vec<(u32, u32, u32)> = Vec::new();
            for (place, row) in rows.iter().enumerate() {
                let number = known.iter().position(|other| other == row).unwrap_or_else(|| {
                    known.push(*row);
                    known.len() - 1
                });
                prop_assert_eq!(numbered.numbers()[place] as usize, number);
            }
            prop_assert_eq!(numbered.first_rows().map(|row| rows[row]).collect::<Vec<_>>(), known);
        }
    }
}
