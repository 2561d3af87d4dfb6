//! Splits CSV rows into their cells, many bytes at a time. The `csv` crate reads the rows that are odd, and is the judge of this reader:
//! where this one gives cells, they are the cells that `csv` gives.

use std::ops::Range;

use super::marks::{BLOCK, marks, next_mark};

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
    /// quote or is never closed, or a line ends in a way of its own.
    pub fn read(&mut self, start: usize, separator: u8) -> Option<usize> {
        self.clear();
        let bytes = self.text.as_bytes();
        let (mut cell, mut at, mut within, mut doubled) = (start, start, Within::Plain, false);
        loop {
            let (mut found, length) = marks(bytes.get(at..)?, [separator, b'\n', b'\r', b'"']);
            while let Some(place) = next_mark(&mut found).map(|place| at + place) {
                let byte = bytes[place];
                match within {
                    Within::Quotes if byte == b'"' => within = Within::Closed(place),
                    Within::Closed(close) if place > close + 1 => return None,
                    Within::Closed(_) if byte == b'"' => (within, doubled) = (Within::Quotes, true),
                    Within::Plain if byte == b'"' && place == cell => (cell, within, doubled) = (place + 1, Within::Quotes, false),
                    // Within a cell without quotes, a quote is a letter like others; within quotes, all is.
                    Within::Quotes => {}
                    Within::Plain if byte == b'"' => {}
                    Within::Plain | Within::Closed(_) => {
                        match within {
                            Within::Closed(close) => self.quoted(cell..close, doubled)?,
                            _ => self.places.push((cell..place, false)),
                        }
                        if byte != separator {
                            return line_end(bytes, place);
                        }
                        (cell, within) = (place + 1, Within::Plain);
                    }
                }
            }
            at += length;
            if length < BLOCK {
                match within {
                    Within::Plain => self.places.push((cell..at, false)),
                    Within::Closed(close) if close + 1 == at => self.quoted(cell..close, doubled)?,
                    Within::Closed(_) | Within::Quotes => return None,
                }
                return Some(at);
            }
        }
    }
}

/// Where in a cell a byte stands.
#[derive(Clone, Copy)]
enum Within {
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Quotes,
    /// Behind the quote at this place, which closes the cell or is the first of two.
    Closed(usize),
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
