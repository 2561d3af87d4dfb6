//! Group-by over facts, and the parts that several tables share: counts, first and last, the order of rows.

use std::cmp::Reverse;
use std::sync::Arc;

use polars::prelude::*;

use crate::dataset::{Dataset, Fact, Filters, frame};
use crate::model::{Direction, Sym};
use crate::report::{Cell, Column, int};

/// The count columns of the contract.
pub const COUNTS: [Column; 6] =
    [int("sign_ins", 0), int("successes", 1), int("interruptions", 3), int("failures", 1), int("passthroughs", 4), int("unknowns", 4)];

/// The facts of user sign-ins that the filters want, as a lazy frame with these columns and those of [`sums`].
///
/// # Errors
/// See [`frame`].
pub fn wanted(data: &Dataset, filters: &Filters, columns: &[&str]) -> PolarsResult<LazyFrame> {
    summed(data.facts().filter(|fact| filters.matches(fact, data)), columns)
}

/// Facts as a lazy frame with these columns and those of [`sums`].
///
/// # Errors
/// See [`frame`].
pub fn summed(facts: impl Iterator<Item = Fact>, columns: &[&str]) -> PolarsResult<LazyFrame> {
    let sums = COUNTS.iter().map(|column| column.name).chain(["first", "last"]);
    let columns: Vec<&str> = columns.iter().copied().chain(sums).collect();
    Ok(frame(facts, &columns)?.lazy())
}

/// Sums of the count columns, earliest and latest.
#[must_use]
pub fn sums() -> Vec<Expr> {
    let mut sums: Vec<Expr> = COUNTS.iter().map(|column| col(column.name).sum()).collect();
    sums.push(col("first").min());
    sums.push(col("last").max());
    sums
}

/// How many different ids; absent ones do not count.
pub fn distinct(column: &str, name: &str) -> Expr {
    col(column).drop_nulls().n_unique().alias(name)
}

/// A computed frame, read cell by cell.
pub struct Groups {
    rows: usize,
    numbers: Vec<(String, Vec<Option<i64>>)>,
    lists: Vec<(String, ListChunked)>,
}

impl Groups {
    /// Computes `aggregations` for each group of equal `keys`.
    ///
    /// # Errors
    /// The query engine fails, which is a bug of this program.
    pub fn compute(facts: LazyFrame, keys: &[&str], aggregations: &[Expr]) -> PolarsResult<Self> {
        let keys: Vec<Expr> = keys.iter().map(|&key| col(key)).collect();
        let frame = facts.group_by(keys).agg(aggregations).collect()?;
        let (mut numbers, mut lists) = (Vec::new(), Vec::new());
        for column in frame.columns() {
            let name = column.name().to_string();
            match column.dtype() {
                DataType::List(_) => lists.push((name, column.list()?.clone())),
                // Counts and ids are small: nothing is lost in a signed number.
                _ => numbers.push((name, column.cast(&DataType::Int64)?.i64()?.to_vec())),
            }
        }
        Ok(Self { rows: frame.height(), numbers, lists })
    }

    /// Number of groups.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// A number, `None` where null.
    ///
    /// # Errors
    /// There is no such column of numbers.
    pub fn number(&self, column: &str, row: usize) -> PolarsResult<Option<i64>> {
        let found = self.numbers.iter().find(|(name, _)| name == column);
        let (_, values) = found.ok_or_else(|| polars_err!(ColumnNotFound: "{}", column))?;
        Ok(values.get(row).copied().flatten())
    }

    /// A number that is never null.
    ///
    /// # Errors
    /// See [`Groups::number`].
    pub fn int(&self, column: &str, row: usize) -> PolarsResult<i64> {
        Ok(self.number(column, row)?.unwrap_or_default())
    }

    /// An id, absent where null.
    ///
    /// # Errors
    /// See [`Groups::number`].
    pub fn sym(&self, column: &str, row: usize) -> PolarsResult<Sym> {
        Ok(Sym(self.number(column, row)?.and_then(|id| u32::try_from(id).ok()).unwrap_or_default()))
    }

    /// The direction of a group.
    ///
    /// # Errors
    /// See [`Groups::number`].
    pub fn direction(&self, column: &str, row: usize) -> PolarsResult<Direction> {
        Ok(Direction::from_number(self.sym(column, row)?.0))
    }

    /// The count columns as cells.
    ///
    /// # Errors
    /// See [`Groups::number`].
    pub fn counts(&self, row: usize) -> PolarsResult<Vec<Cell>> {
        COUNTS.iter().map(|column| Ok(Cell::Int(self.int(column.name, row)?))).collect()
    }

    /// The texts of a column that lists ids, sorted.
    ///
    /// # Errors
    /// There is no such list column.
    pub fn texts(&self, column: &str, row: usize, data: &Dataset) -> PolarsResult<Vec<String>> {
        let found = self.lists.iter().find(|(name, _)| name == column);
        let (_, lists) = found.ok_or_else(|| polars_err!(ColumnNotFound: "{}", column))?;
        let Some(ids) = lists.get_as_series(row) else { return Ok(Vec::new()) };
        let ids = ids.u32()?;
        let mut texts: Vec<String> = ids.iter().flatten().filter_map(|id| data.text(Sym(id))).map(str::to_owned).collect();
        texts.sort();
        texts.dedup();
        Ok(texts)
    }
}

/// What rows are sorted by: direction, most sign-ins first, ids in the order of their bytes with null last.
pub type RowKey = (u32, Reverse<i64>, Vec<(bool, Arc<str>)>);

/// The key of a row.
#[must_use]
pub fn row_key(direction: Direction, sign_ins: i64, ids: &[&Cell]) -> RowKey {
    let ids = ids
        .iter()
        .map(|id| id.as_str().map_or((true, Arc::from("")), |text| (false, if let Cell::Text(shared) = id { shared.clone() } else { text.into() })))
        .collect();
    (direction.number().min(4), Reverse(sign_ins), ids)
}

/// Sorts rows by their keys and drops the keys.
#[must_use]
pub fn sorted<K: Ord>(mut rows: Vec<(K, Vec<Cell>)>) -> Vec<Vec<Cell>> {
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows.into_iter().map(|(_, row)| row).collect()
}
