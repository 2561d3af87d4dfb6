//! What holds for every framing, whatever the bytes.

use crosstenant::ingest::framing::{Framer, Records};

/// Cuts `bytes` into units: it ends, and every record lies within its unit.
pub fn check(framer: &mut dyn Framer, bytes: &[u8]) {
    let mut source = bytes;
    let mut read = 0;
    while let Ok(Some(unit)) = framer.next_unit(&mut source, Vec::new()) {
        read += match &unit.records {
            // The bytes of a unit may go on behind its last record: they come once more.
            Records::Framed(records) => records.iter().map(|record| unit.bytes[record.range.clone()].len().max(1)).sum(),
            _ => unit.bytes.len().max(1),
        };
        assert!(read <= 2 * bytes.len() + 2, "more came out than went in");
    }
}
