//! CSV rows: a line end inside quotes belongs to the row.

use std::io::{self, Read};

use super::marks::{BLOCK, Quoting, marks};
use super::{Framer, Records, UNIT, Unit, begin, fill};
use crate::model::ledger::SkipCode;

/// Cuts at line ends outside quotes. A quote opens a quoted cell only at the start of a cell, as CSV readers have it.
pub struct CsvFramer {
    rest: Vec<u8>,
    separator: u8,
    /// Bytes before the heading.
    preamble: usize,
    max_record: usize,
    ended: bool,
    heading_done: bool,
}

impl CsvFramer {
    /// A framer that leaves out the heading row with the bytes before it, and refuses rows of more than `max_record` bytes.
    #[must_use]
    pub fn new(separator: u8, preamble: usize, max_record: usize) -> Self {
        Self { rest: Vec::new(), separator, preamble, max_record, ended: false, heading_done: false }
    }

    /// Ends of the first and of the last whole row, each after its line end.
    fn row_ends(&self, bytes: &[u8]) -> Option<(usize, usize)> {
        let (mut ends, mut at, mut quoting, mut sparse) = (None, 0, Quoting::at(true), true);
        loop {
            // Between quoted cells there may be much without quotes.
            if sparse && !quoting.within {
                let Some(next) = memchr::memchr2(b'\n', b'"', &bytes[at..]) else { return ends };
                at += next;
                quoting = Quoting::at(at == 0 || [self.separator, b'\n', b'\r'].contains(&bytes[at - 1]));
            }
            let (quotes, length) = marks(&bytes[at..], [b'"']);
            let (lines, _) = marks(&bytes[at..], [b'\n']);
            let others = if quotes == 0 { 0 } else { marks(&bytes[at..], [self.separator, b'\r']).0 };
            sparse = quotes == 0;
            let lines = lines & !quoting.follow(quotes, lines | others).within;
            if lines != 0 {
                let [first, last] = [lines.trailing_zeros(), lines.ilog2()].map(|place| at + place as usize + 1);
                ends = Some((ends.map_or(first, |(first, _)| first), last));
            }
            at += length;
            if length < BLOCK {
                return ends;
            }
        }
    }
}

impl Framer for CsvFramer {
    fn next_unit(&mut self, source: &mut dyn Read, mut bytes: Vec<u8>) -> io::Result<Option<Unit>> {
        let mut target = begin(source, &mut bytes, &mut self.rest, &mut self.ended)?;
        loop {
            if !self.ended {
                self.ended = fill(source, &mut bytes, target)?;
            }
            if !self.heading_done {
                bytes.drain(..self.preamble.min(bytes.len()));
                self.preamble = 0;
            }
            let ends = self.row_ends(&bytes);
            if let Some((first, _)) = ends.filter(|_| !self.heading_done) {
                bytes.drain(..first);
                self.heading_done = true;
                continue;
            }
            if let Some((_, last)) = ends {
                self.rest.extend_from_slice(&bytes[last..]);
                bytes.truncate(last);
                return Ok(Some(Unit { bytes, records: Records::Rows, open_end: false }));
            }
            if bytes.len() > self.max_record {
                // A quote that is never closed swallows the rest of the file: give up this row and go on behind its first line.
                let end = memchr::memchr(b'\n', &bytes).map_or(bytes.len(), |end| end + 1);
                self.rest.extend_from_slice(&bytes[end..]);
                return Ok(Some(Unit { bytes: Vec::new(), records: Records::Unusable(SkipCode::TooLong), open_end: false }));
            }
            if self.ended {
                return Ok((!bytes.is_empty() && self.heading_done).then_some(Unit { bytes, records: Records::Rows, open_end: true }));
            }
            target = bytes.len() + UNIT;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hide_line_ends_only_where_a_cell_starts_with_one() {
        let text = "h1,h2\r\n\"a\r\nb\",1\r\n5\" disk,2\r\n\"x\"\"\n\"\"y\",3\r\nopen,\"4";
        let mut framer = CsvFramer::new(b',', 0, 1000);
        let mut source = text.as_bytes();
        let mut next = || framer.next_unit(&mut source, Vec::new()).expect("reads from memory do not fail");
        let unit = next().expect("rows");
        assert_eq!(String::from_utf8_lossy(&unit.bytes), "\"a\r\nb\",1\r\n5\" disk,2\r\n\"x\"\"\n\"\"y\",3\r\n");
        let unit = next().expect("open row");
        assert_eq!((unit.bytes.as_slice(), unit.open_end), (b"open,\"4".as_slice(), true));
        assert!(next().is_none());
    }
    proptest::proptest! {
        /// Letter by letter the same row ends are found, wherever quotes stand and blocks end.
        #[test]
        fn rows_end_where_they_do_letter_by_letter(pieces in proptest::collection::vec(proptest::prop_oneof![
            6 => proptest::prelude::Just("abc"), 4 => proptest::prelude::Just(","), 3 => proptest::prelude::Just("\""), 3 => proptest::prelude::Just(",\"x\","),
            2 => proptest::prelude::Just("\n"), 1 => proptest::prelude::Just("\r\n"), 1 => proptest::prelude::Just("\"\""), 1 => proptest::prelude::Just("a long cell without anything in it, nearly a block by itself, \"x\"\n"),
        ], 0..60)) {
            let text = pieces.concat();
            let (mut quoted, mut may_open, mut ends) = (false, true, Vec::new());
            for (place, letter) in text.char_indices() {
                match letter {
                    '"' if quoted => (quoted, may_open) = (false, true),
                    '"' => (quoted, may_open) = (may_open, false),
                    '\n' if !quoted => ends.push(place + 1),
                    _ => {}
                }
                if letter != '"' {
                    may_open = !quoted && [',', '\r', '\n'].contains(&letter);
                }
            }
            let found = CsvFramer::new(b',', 0, 1000).row_ends(text.as_bytes());
            proptest::prop_assert_eq!(found, ends.first().copied().zip(ends.last().copied()));
        }
    }
}
