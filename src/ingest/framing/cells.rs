//! Splits CSV rows into their cells, many bytes at a time. The `csv` crate reads the rows that are odd, and is the judge of this reader:
//! where this one gives cells, they are the cells that `csv` gives.

use std::borrow::Cow;

use super::marks::{BLOCK, Quoted, Quoting, marks, next_mark};

/// The cells of a row: parts of a text.
#[derive(Debug, Default)]
pub struct Cells<'t> {
    text: &'t str,
    /// The text of cells that were set, one after the other; then they stand in it as they are.
    set: Option<String>,
    /// Where the row starts.
    start: usize,
    /// The end of each cell. Behind it stands a separator, and then the next cell.
    ends: Vec<usize>,
    /// The cells in which a quote is written as two.
    doubled: Vec<usize>,
}

impl<'t> Cells<'t> {
    /// No cells yet; rows are read from this text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, ..Self::default() }
    }

    /// These cells.
    pub fn set<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        self.clear(0);
        let text = self.set.get_or_insert_default();
        for cell in cells {
            text.push_str(cell);
            self.ends.push(text.len());
            text.push(',');
        }
    }

    /// How many cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether something is in the cell at a place.
    #[inline]
    #[must_use]
    pub fn has(&self, place: usize) -> bool {
        let Some(&end) = self.ends.get(place) else { return false };
        let begin = self.begin(place);
        match end - begin {
            0 => false,
            2 if self.set.is_none() => self.text.as_bytes()[begin] != b'"',
            _ => true,
        }
    }

    /// The cell at a place.
    #[inline]
    #[must_use]
    pub fn get(&self, place: usize) -> Option<Cow<'_, str>> {
        let &end = self.ends.get(place)?;
        let text = self.set.as_deref().unwrap_or(self.text);
        let cell = text.get(self.begin(place)..end)?;
        // A cell that begins with a quote ends with one.
        if cell.as_bytes().first() != Some(&b'"') || self.set.is_some() {
            return Some(Cow::Borrowed(cell));
        }
        let cell = cell.get(1..cell.len() - 1)?;
        Some(if self.doubled.contains(&place) { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) })
    }

    /// The bytes of the cell at a place, where they stand as they are: no quote in it is written as two.
    #[inline]
    #[must_use]
    pub fn plain(&self, place: usize) -> Option<&[u8]> {
        let &end = self.ends.get(place)?;
        let cell = self.set.as_deref().unwrap_or(self.text).as_bytes().get(self.begin(place)..end)?;
        match cell {
            [b'"', inner @ .., _] if self.set.is_none() => Some(inner).filter(|_| !self.doubled.contains(&place)),
            cell => Some(cell),
        }
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = Cow<'_, str>> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    fn clear(&mut self, start: usize) {
        self.start = start;
        self.set = None;
        self.ends.clear();
        self.doubled.clear();
    }

    #[inline]
    fn begin(&self, place: usize) -> usize {
        if place == 0 { self.start } else { self.ends[place - 1] + 1 }
    }

    /// Reads the row at `start` and gives the place behind its line end; `None` where the row is odd: a cell goes on behind its closing
    /// quote or is never closed, or a line ends in a way of its own; also where such a row begins in the block in which this one ends.
    pub fn read(&mut self, start: usize, separator: u8) -> Option<usize> {
        self.clear(start);
        let bytes = self.text.as_bytes();
        let (mut at, mut quoting) = (start, Quoting::at(true));
        // The last byte of the block before is a closing quote.
        let mut closed = 0;
        let end = loop {
            let block = bytes.get(at..)?;
            let (quotes, length) = marks(block, [b'"']);
            let (separators, _) = marks(block, [separator]);
            let (lines, _) = marks(block, [b'\n', b'\r']);
            let (ends, open) = (separators | lines, quoting.within);
            let Quoted { within, closing } = quoting.follow(quotes, ends);
            let behind = closing << 1 | closed;
            // Behind a closing quote comes the end of the cell, or of the text, or another quote.
            let text_goes_on = if length < BLOCK { (1 << length) - 1 } else { u64::MAX };
            if behind & !(ends | quotes) & text_goes_on != 0 {
                return None;
            }
            closed = closing >> (BLOCK - 1);
            let line = lines & !within;
            // What stands before the line end is of this row.
            let of_row = if line == 0 { u64::MAX } else { (line & line.wrapping_neg()) - 1 };
            let (mut found, mut doubled) = (separators & !within & of_row, quotes & behind & of_row);
            while let Some(place) = next_mark(&mut doubled) {
                let before = (1 << place) - 1;
                let cell = self.ends.len() + (found & before).count_ones() as usize;
                if self.doubled.last() != Some(&cell) {
                    self.doubled.push(cell);
                }
                let behind = found & !before;
                doubled &= if behind == 0 { 0 } else { !(behind & behind.wrapping_neg()).wrapping_sub(1) };
            }
            while let Some(place) = next_mark(&mut found) {
                self.ends.push(at + place);
            }
            if line != 0 {
                break at + line.trailing_zeros() as usize;
            }
            at += length;
            if length < BLOCK {
                let open = if length == 0 { open } else { within >> (length - 1) & 1 == 1 };
                if open {
                    return None;
                }
                break at;
            }
        };
        self.ends.push(end);
        line_end(bytes, end)
    }
}

/// The place behind the line end at `at`, if there is one, or the end of the text.
fn line_end(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at) {
        None => Some(at),
        Some(b'\n') => Some(at + 1),
        Some(b'\r') => match bytes.get(at + 1) {
            None => Some(at + 1),
            Some(b'\n') => Some(at + 2),
            Some(_) => None,
        },
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn judge(text: &str, separator: u8) -> Option<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
        let mut row = csv::StringRecord::new();
        reader.read_record(&mut row).expect("text").then(|| row.iter().map(str::to_owned).collect())
    }

    #[test]
    fn plain_rows_are_split_and_others_are_left() {
        let row = "a,\"b, c\",,5\" disk,日本,\"say \"\"x\"\", \"\"\",0123456789012345678901234567890\r\nnext";
        let mut cells = Cells::new(row);
        assert_eq!(cells.read(0, b','), Some(row.len() - 4));
        let expected = ["a", "b, c", "", "5\" disk", "日本", "say \"x\", \"", "0123456789012345678901234567890"];
        assert!(cells.iter().eq(expected) && cells.len() == 7, "{cells:?}");
        for (row, behind) in [("a,", 2), ("\"a\"", 3), ("a,\"\"\n", 5), ("a\r", 2), ("a,b", 3), ("\"\"\"\"", 4)] {
            assert_eq!(Cells::new(row).read(0, b','), Some(behind), "{row:?}");
        }
        for odd in ["\"a\"b,c\n", "a,\"b", "a,\"b\"\"", "a\rb\n"] {
            assert_eq!(Cells::new(odd).read(0, b','), None, "{odd:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        /// Where a row is plain, its cells are those of the `csv` crate, and the rest is what it has not read.
        #[test]
        fn cells_are_those_of_the_csv_crate(pieces in proptest::collection::vec(prop_oneof![
            8 => Just(","), 2 => Just("\""), 2 => Just("\"\""), 1 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\r"), 6 => Just("a"), 2 => Just("語"), 2 => Just("long enough for two"),
            3 => Just(",\"x y\","), 1 => Just(";"), 1 => Just(" "),
        ], 1..40), semicolon in any::<bool>()) {
            let text = pieces.concat();
            let separator = if semicolon { b';' } else { b',' };
            // Blank lines are no rows.
            let start = text.find(|letter| !matches!(letter, '\n' | '\r')).unwrap_or(text.len());
            let mut cells = Cells::new(&text);
            if start < text.len() && let Some(end) = cells.read(start, separator) {
                prop_assert_eq!(Some(cells.iter().map(Cow::into_owned).collect()), judge(&text, separator));
                for place in 0..=cells.len() {
                    prop_assert_eq!(cells.has(place), cells.get(place).is_some_and(|cell| !cell.is_empty()));
                    prop_assert!(cells.plain(place).is_none_or(|plain| cells.get(place).is_some_and(|cell| plain == cell.as_bytes())));
                }
                let rest = text.get(end..).expect("a border of letters");
                let after = judge(&text, separator).and_then(|_| {
                    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
                    let mut rows = reader.records().skip(1);
                    rows.next().map(|row| row.expect("text").iter().map(str::to_owned).collect::<Vec<_>>())
                });
                prop_assert_eq!(after, judge(rest, separator));
            }
        }
    }
}
