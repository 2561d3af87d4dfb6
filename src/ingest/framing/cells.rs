//! Splits CSV rows into their cells, many bytes at a time. The `csv` crate reads the rows that are odd, and is the judge of this reader:
//! where this one gives cells, they are the cells that `csv` gives.

use std::ops::Range;

use super::marks::{BLOCK, Quoted, Quoting, marks, next_mark};

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

    /// Takes in the content of a quoted cell; `doubled` = there are quotes in it, each written as two.
    fn quoted(&mut self, range: Range<usize>, doubled: bool) -> Option<()> {
        if !doubled {
            self.places.push((range, false));
            return Some(());
        }
        let begin = self.written.len();
        for (place, piece) in self.text.get(range)?.split("\"\"").enumerate() {
            self.written.push_str(if place > 0 { "\"" } else { "" });
            self.written.push_str(piece);
        }
        self.places.push((begin..self.written.len(), true));
        Some(())
    }

    /// Reads the row at `start` and gives the place behind its line end; `None` where the row is odd: a cell goes on behind its closing
    /// quote or is never closed, or a line ends in a way of its own; also where such a row begins in the block in which this one ends.
    pub fn read(&mut self, start: usize, separator: u8) -> Option<usize> {
        self.clear();
        let bytes = self.text.as_bytes();
        let (mut cell, mut at, mut quoting) = (start, start, Quoting::at(true));
        // The last byte of the block before is a closing quote; the cell at hand has quotes in it.
        let (mut closed, mut doubled) = (0, false);
        loop {
            let block = bytes.get(at..)?;
            let (quotes, length) = marks(block, [b'"']);
            let (ends, _) = marks(block, [separator, b'\n', b'\r']);
            let open = quoting.within;
            let Quoted { within, closing } = quoting.follow(quotes, ends);
            let behind = closing << 1 | closed;
            // Behind a closing quote comes the end of the cell, or of the text, or another quote.
            let text_goes_on = if length < BLOCK { (1 << length) - 1 } else { u64::MAX };
            if behind & !(ends | quotes) & text_goes_on != 0 {
                return None;
            }
            closed = closing >> (BLOCK - 1);
            let mut double = quotes & behind;
            let mut found = ends & !within;
            while let Some(place) = next_mark(&mut found) {
                if behind >> place & 1 == 0 {
                    self.places.push((cell..at + place, false));
                } else {
                    let of_cell = (1 << place) - 1;
                    self.quoted(cell + 1..at + place - 1, doubled || double & of_cell != 0)?;
                    (doubled, double) = (false, double & !of_cell);
                }
                if bytes[at + place] != separator {
                    return line_end(bytes, at + place);
                }
                cell = at + place + 1;
            }
            doubled |= double != 0;
            at += length;
            if length < BLOCK {
                let open = if length == 0 { open } else { within >> (length - 1) & 1 == 1 };
                if open {
                    return None;
                }
                if behind >> length & 1 == 0 {
                    self.places.push((cell..at, false));
                } else {
                    self.quoted(cell + 1..at - 1, doubled)?;
                }
                return Some(at);
            }
        }
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
