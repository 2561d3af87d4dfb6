//! Splits CSV rows into their cells, many bytes at a time. The `csv` crate reads the rows that are odd, and is the judge of this reader:
//! where this one gives cells, they are the cells that `csv` gives.

use std::ops::Range;

/// The cells of a row: parts of a text, or of what had to be written anew.
#[derive(Debug, Default)]
pub struct Cells<'t> {
    text: &'t str,
    /// Cells that do not stand in the text as they are, one after the other.
    written: String,
    /// Where each cell is, and whether in `written`.
    places: Vec<(Range<usize>, bool)>,
}

impl<'t> Cells<'t> {
    /// No cells yet; rows are read from this text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, ..Self::default() }
    }

    /// These cells.
    pub fn set<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        self.clear();
        for cell in cells {
            let start = self.written.len();
            self.written.push_str(cell);
            self.places.push((start..self.written.len(), true));
        }
    }

    /// How many cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The cell at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&str> {
        let (range, written) = self.places.get(place)?;
        if *written { &self.written } else { self.text }.get(range.clone())
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    fn clear(&mut self) {
        self.written.clear();
        self.places.clear();
    }

    /// Takes in the quoted cell whose content starts at `start`; gives the place behind its closing quote.
    fn quoted(&mut self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let close = start + memchr::memchr(b'"', bytes.get(start..)?)?;
        if bytes.get(close + 1) != Some(&b'"') {
            self.places.push((start..close, false));
            return Some(close + 1);
        }
        // Doubled quotes stand for one.
        let (begin, mut from, mut at) = (self.written.len(), start, close);
        loop {
            self.written.push_str(self.text.get(from..at)?);
            if bytes.get(at + 1) != Some(&b'"') {
                self.places.push((begin..self.written.len(), true));
                return Some(at + 1);
            }
            from = at + 1;
            at = at + 2 + memchr::memchr(b'"', bytes.get(at + 2..)?)?;
        }
    }

    /// Reads the row at `start` and gives the place behind its line end; `None` where the row is odd: a cell goes on behind its closing
    /// quote or is never closed, or a line ends in a way of its own.
    pub fn read(&mut self, start: usize, separator: u8) -> Option<usize> {
        self.clear();
        let bytes = self.text.as_bytes();
        let (mut cell, mut at) = (start, start);
        'blocks: loop {
            let rest = bytes.get(at..)?;
            let (mut found, length) = if let Some(block) = rest.first_chunk::<BLOCK>() {
                (marks(block, separator), BLOCK)
            } else {
                // Behind the end of the text, nothing is marked.
                let mut block = [0; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                (marks(&block, separator) & ((1u128 << (rest.len() * 8)) - 1), rest.len())
            };
            while found != 0 {
                let bit = found.trailing_zeros();
                found &= !(0xff << bit);
                let place = at + bit as usize / 8;
                match bytes[place] {
                    b'"' if place == cell => {
                        let behind = self.quoted(place + 1)?;
                        if bytes.get(behind) != Some(&separator) {
                            return line_end(bytes, behind);
                        }
                        (cell, at) = (behind + 1, behind + 1);
                        continue 'blocks;
                    }
                    // Within a cell, a quote is a letter like others.
                    b'"' => {}
                    byte => {
                        self.places.push((cell..place, false));
                        if byte != separator {
                            return line_end(bytes, place);
                        }
                        cell = place + 1;
                    }
                }
            }
            at += length;
            if length < BLOCK {
                self.places.push((cell..at, false));
                return Some(at);
            }
        }
    }
}

/// Bytes that are looked at in one go.
const BLOCK: usize = 16;

/// A byte for each of a block: `0xff` where it may end a cell or begin a quoted one.
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from looking at the whole block at once")]
#[inline]
fn marks(block: &[u8; BLOCK], separator: u8) -> u128 {
    let mut marks = [0; BLOCK];
    for (mark, &byte) in marks.iter_mut().zip(block) {
        *mark = if (byte == separator) | (byte == b'\n') | (byte == b'\r') | (byte == b'"') { 0xff } else { 0 };
    }
    u128::from_le_bytes(marks)
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
                prop_assert_eq!(Some(cells.iter().map(str::to_owned).collect()), judge(&text, separator));
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
