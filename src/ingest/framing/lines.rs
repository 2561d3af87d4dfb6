//! One record a line (NDJSON).

use std::io::{self, Read};

use super::{Framer, Records, UNIT, Unit, begin, fill};
use crate::model::ledger::SkipCode;

/// Cuts at line ends. A line longer than `max_record` is skipped without being held in memory.
pub struct LineFramer {
    rest: Vec<u8>,
    max_record: usize,
    ended: bool,
}

impl LineFramer {
    /// A framer that refuses lines of more than `max_record` bytes.
    #[must_use]
    pub fn new(max_record: usize) -> Self {
        Self { rest: Vec::new(), max_record, ended: false }
    }
}

impl Framer for LineFramer {
    fn next_unit(&mut self, source: &mut dyn Read, mut bytes: Vec<u8>) -> io::Result<Option<Unit>> {
        let mut target = begin(source, &mut bytes, &mut self.rest, &mut self.ended)?;
        loop {
            if !self.ended {
                self.ended = fill(source, &mut bytes, target)?;
            }
            if let Some(end) = memchr::memrchr(b'\n', &bytes) {
                self.rest.extend_from_slice(&bytes[end + 1..]);
                bytes.truncate(end + 1);
                return Ok(Some(Unit { bytes, records: Records::Lines, open_end: false }));
            }
            if bytes.len() > self.max_record {
                skip_line(source, &mut bytes, &mut self.ended)?;
                self.rest = bytes;
                return Ok(Some(Unit { bytes: Vec::new(), records: Records::Unusable(SkipCode::TooLong), open_end: false }));
            }
            if self.ended {
                return Ok((!bytes.is_empty()).then_some(Unit { bytes, records: Records::Lines, open_end: true }));
            }
            target = bytes.len() + UNIT;
        }
    }
}

/// Drops everything up to the next line end and leaves what follows it in `bytes`.
fn skip_line(source: &mut dyn Read, bytes: &mut Vec<u8>, ended: &mut bool) -> io::Result<()> {
    loop {
        if let Some(end) = memchr::memchr(b'\n', bytes) {
            bytes.drain(..=end);
            return Ok(());
        }
        bytes.clear();
        if *ended {
            return Ok(());
        }
        *ended = fill(source, bytes, UNIT)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &[u8], max_record: usize) -> Vec<(String, Records, bool)> {
        let mut framer = LineFramer::new(max_record);
        let mut source = text;
        let mut all = Vec::new();
        while let Some(unit) = framer.next_unit(&mut source, Vec::new()).expect("reads from memory do not fail") {
            all.push((String::from_utf8_lossy(&unit.bytes).into_owned(), unit.records, unit.open_end));
        }
        all
    }

    #[test]
    fn whole_lines_and_the_open_end() {
        assert_eq!(units(b"a\nb\nc", 100), [("a\nb\n".into(), Records::Lines, false), ("c".into(), Records::Lines, true)]);
        assert_eq!(units(b"", 100), []);
    }

    #[test]
    fn a_long_line_is_skipped_and_the_next_is_read() {
        let mut text = vec![b'x'; 3 * UNIT];
        text.extend_from_slice(b"\nnext\n");
        let units = units(&text, UNIT);
        assert_eq!(units[0].1, Records::Unusable(SkipCode::TooLong));
        assert_eq!(units[1].0, "next\n");
        assert_eq!(units.len(), 2);
    }
}
