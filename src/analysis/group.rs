//! Group-by over facts, and the parts that several tables share: counts, first and last, the order of rows.

use std::cmp::Reverse;
use std::sync::Arc;

use polars::prelude::*;

use crate::dataset::{Dataset, Fact, frame, makes, part};
use crate::model::{Direction, Sym};
use crate::report::{Cell, Column, int};

/// The count columns of the contract.
pub const COUNTS: [Column; 6] =
    [int("sign_ins", 0), int("successes", 1), int("interruptions", 3), int("failures", 1), int("passthroughs", 4), int("unknowns", 4)];

/// What is computed of each group beside the counts, the first and the last.
#[derive(Clone, Copy)]
pub enum Each {
    /// How many different values a column has, under a name; absent ones do not count.
    Distinct(&'static str, &'static str),
    /// The same where another column is more than 0.
    DistinctWhere(&'static str, &'static str, &'static str),
    /// Which ids a column has, under a name.
    Ids(&'static str, &'static str),
    /// The sum of a column.
    Sum(&'static str),
}

impl Each {
    /// The columns it looks at.
    fn columns(self) -> impl Iterator<Item = &'static str> {
        let (first, second) = match self {
            Self::Distinct(column, _) | Self::Ids(column, _) | Self::Sum(column) => (column, None),
            Self::DistinctWhere(column, more, _) => (column, Some(more)),
        };
        std::iter::once(first).chain(second)
    }
}

/// Counts in the order of [`COUNTS`] as cells. Where no record tells how a sign-in ended (`told`), nothing is known of successes and
/// failures: null, never 0.
pub fn count_cells(told: bool, counts: &[i64]) -> Vec<Cell> {
    let known = |name: &str| told || matches!(name, "sign_ins" | "unknowns");
    COUNTS.iter().zip(counts).map(|(column, &count)| if known(column.name) { Cell::Int(count) } else { Cell::Null }).collect()
}

/// Facts that are grouped in one go: more of them are grouped part by part, so that memory does not hold them twice.
const AT_ONCE: usize = 4 << 20;

/// Groups of facts with what was computed of each, read cell by cell.
#[derive(Default)]
pub struct Groups {
    /// Whether any record of the input tells how a sign-in ended.
    told: bool,
    rows: usize,
    numbers: Vec<(String, Vec<Option<i64>>)>,
    lists: Vec<(String, Vec<Vec<u32>>)>,
}

impl Groups {
    /// Computes counts, first, last and `each` for each group of wanted facts that agree in `keys`.
    ///
    /// # Errors
    /// There is no such column; the query engine fails. Either is a bug of this program.
    pub fn of(data: &Dataset, wanted: impl Fn(&Fact) -> bool, keys: &[&str], each: &[Each]) -> PolarsResult<Self> {
        Self::in_parts(data, wanted, keys, each, AT_ONCE)
    }

    fn in_parts(data: &Dataset, wanted: impl Fn(&Fact) -> bool, keys: &[&str], each: &[Each], at_once: usize) -> PolarsResult<Self> {
        let parts = data.input.facts.len().div_ceil(at_once).max(1) as u64;
        let makes = makes(keys)?;
        let summed = COUNTS.iter().map(|column| column.name).chain([FIRST, LAST]);
        let mut columns: Vec<&str> = Vec::new();
        for column in keys.iter().copied().chain(each.iter().flat_map(|each| each.columns().map(|column| -> &str { column }))).chain(summed) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        let mut groups = Self { told: data.tells_outcomes(), ..Self::default() };
        for n in 0..parts {
            let facts = data.facts().filter(|fact| wanted(fact) && (parts == 1 || part(fact, &makes, parts) == n));
            groups.append(&frame(facts, &columns)?, keys, each)?;
        }
        Ok(groups)
    }

    /// Takes in the groups of another part.
    fn append(&mut self, frame: &DataFrame, keys: &[&str], each: &[Each]) -> PolarsResult<()> {
        let grouped = frame.group_by_stable(keys.iter().copied())?;
        let groups = grouped.get_groups();
        self.rows += groups.len();
        for key in grouped.keys() {
            // Counts and ids are small: nothing is lost in a signed number.
            let numbers = key.cast(&DataType::Int64)?.i64()?.to_vec();
            self.push(key.name(), numbers);
        }
        for column in COUNTS {
            self.push(column.name, folded(frame, groups, column.name, 0, |sum, value| sum + value)?);
        }
        self.push(FIRST, folded(frame, groups, FIRST, i64::MAX, i64::min)?);
        self.push(LAST, folded(frame, groups, LAST, i64::MIN, i64::max)?);
        for each in each {
            match *each {
                Each::Sum(column) => self.push(column, folded(frame, groups, column, 0, |sum, value| sum + value)?),
                Each::Distinct(column, name) => {
                    let values = Values::of(frame, column)?;
                    let different = |group| different(rows(&group).filter_map(|row| values.get(row)));
                    self.push(name, groups.iter().map(|group| Some(count(&different(group)))).collect());
                }
                Each::DistinctWhere(column, more, name) => {
                    let (values, more) = (Values::of(frame, column)?, Values::of(frame, more)?);
                    let counted = |row: &usize| more.get(*row).is_some_and(|more| more > 0);
                    let different = |group| different(rows(&group).filter(counted).filter_map(|row| values.get(row)));
                    self.push(name, groups.iter().map(|group| Some(count(&different(group)))).collect());
                }
                Each::Ids(column, name) => {
                    let values = Values::of(frame, column)?;
                    let different = |group| different(rows(&group).filter_map(|row| values.get(row)));
                    let lists = groups.iter().map(|group| different(group).into_iter().filter_map(|id| u32::try_from(id).ok()).collect());
                    match self.lists.iter_mut().find(|(known, _)| known == name) {
                        Some((_, known)) => known.extend(lists),
                        None => self.lists.push((name.to_owned(), lists.collect())),
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds the numbers of more groups.
    fn push(&mut self, name: &str, numbers: Vec<Option<i64>>) {
        match self.numbers.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => known.extend(numbers),
            None => self.numbers.push((name.to_owned(), numbers)),
        }
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
        let counts: Vec<i64> = COUNTS.iter().map(|column| self.int(column.name, row)).collect::<PolarsResult<_>>()?;
        Ok(count_cells(self.told, &counts))
    }

    /// The texts of a column that lists ids, sorted.
    ///
    /// # Errors
    /// There is no such list column.
    pub fn texts(&self, column: &str, row: usize, data: &Dataset) -> PolarsResult<Vec<String>> {
        let found = self.lists.iter().find(|(name, _)| name == column);
        let (_, lists) = found.ok_or_else(|| polars_err!(ColumnNotFound: "{}", column))?;
        let ids = lists.get(row).into_iter().flatten();
        let mut texts: Vec<String> = ids.filter_map(|&id| data.text(Sym(id))).map(str::to_owned).collect();
        texts.sort();
        texts.dedup();
        Ok(texts)
    }
}

/// The columns of the first and of the last sign-in.
const FIRST: &str = "first";
const LAST: &str = "last";

/// The values of a column of a frame.
enum Values<'f> {
    Short(&'f [u32]),
    Long(&'f [i64]),
    /// Of which some are null.
    ShortOrNull(&'f UInt32Chunked),
    LongOrNull(&'f Int64Chunked),
}

impl<'f> Values<'f> {
    fn of(frame: &'f DataFrame, column: &str) -> PolarsResult<Self> {
        let column = frame.column(column)?;
        if let Ok(short) = column.u32() {
            return Ok(short.cont_slice().map_or(Self::ShortOrNull(short), Self::Short));
        }
        let long = column.i64()?;
        Ok(long.cont_slice().map_or(Self::LongOrNull(long), Self::Long))
    }

    #[inline]
    fn get(&self, row: usize) -> Option<i64> {
        match self {
            Self::Short(values) => Some(values[row].into()),
            Self::Long(values) => Some(values[row]),
            Self::ShortOrNull(values) => values.get(row).map(i64::from),
            Self::LongOrNull(values) => values.get(row),
        }
    }
}

/// The rows of a group.
fn rows(group: &GroupsIndicator<'_>) -> impl Iterator<Item = usize> {
    let (listed, run): (&[IdxSize], _) = match group {
        GroupsIndicator::Idx((_, rows)) => (rows.as_slice(), 0..0),
        GroupsIndicator::Slice([first, length]) => (&[], *first..*first + *length),
    };
    listed.iter().copied().chain(run).map(|row| row as usize)
}

/// What is made of the values that a column has in each group, one after the other.
fn folded(frame: &DataFrame, groups: &GroupsType, column: &str, start: i64, fold: impl Fn(i64, i64) -> i64) -> PolarsResult<Vec<Option<i64>>> {
    let values = Values::of(frame, column)?;
    Ok(groups.iter().map(|group| Some(rows(&group).filter_map(|row| values.get(row)).fold(start, &fold))).collect())
}

/// The different values among some, in order.
fn different(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut values: Vec<i64> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}

fn count(values: &[i64]) -> i64 {
    i64::try_from(values.len()).unwrap_or(i64::MAX)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Batch, Collector, Keep, resolve_own};
    use crate::model::ledger::FileLedger;
    use crate::model::time::Zone;
    use crate::model::{AppId, ErrorCode, Interner, Log, Parts, SignIn, TenantId, UserId};

    fn data() -> Dataset {
        let keep = Keep::for_tables(Zone::UTC);
        let (mut batch, mut texts, mut parts) = (Batch::default(), Interner::new(), Parts::default());
        let ids: Vec<Sym> = (0..40).map(|n| texts.intern(&format!("id-{n}"))).collect();
        for n in 0..600 {
            let event = SignIn {
                user: UserId(ids[1 + n * 7 % 23]),
                home: TenantId(ids[1 + n * 5 % 11]),
                resource_tenant: TenantId(ids[0]),
                app: if n % 13 == 0 { AppId::ABSENT } else { AppId(ids[30 + n % 4]) },
                country: ids[25 + n % 3],
                code: ErrorCode([0, 50_126, 500_213][n % 3]),
                ..SignIn::empty(1_790_000_000 + i64::try_from(n).expect("few") * 5000, Log::Interactive)
            };
            batch.push(&event, &mut parts, false);
        }
        batch.texts = batch.texts.of(&texts, 1);
        batch.parts = batch.parts.of(&parts, [0; 3]);
        let mut collector = Collector::new(keep, vec![FileLedger::default()]);
        collector.commit(&batch);
        let mut collected = collector.finish();
        let own = resolve_own(&["id-0".to_owned()], &mut collected).expect("given");
        Dataset::new(collected, own, &[], None)
    }

    /// However many parts facts are grouped in, the groups are the same.
    #[test]
    fn parts_do_not_matter() {
        let data = data();
        let groups = |at_once| {
            let each = [Each::Distinct("user", "users"), Each::Ids("country", "countries")];
            let groups = Groups::in_parts(&data, |fact| fact.value.count > 0, &["partner", "app", "bucket"], &each, at_once);
            let groups = groups.expect("columns that are there");
            let row = |row| -> PolarsResult<_> {
                let keys = (groups.sym("partner", row)?, groups.number("app", row)?, groups.int("bucket", row)?);
                let times = (groups.int("first", row)?, groups.int("last", row)?, groups.int("users", row)?);
                Ok((keys, times, groups.counts(row)?, groups.texts("countries", row, &data)?))
            };
            let mut rows: Vec<String> = (0..groups.len()).map(|n| format!("{:?}", row(n).expect("a row"))).collect();
            rows.sort();
            rows
        };
        let whole = groups(usize::MAX);
        assert!(whole.len() > 100, "{}", whole.len());
        for at_once in [1, 50, 299] {
            assert_eq!(groups(at_once), whole, "{at_once}");
        }
    }
}
