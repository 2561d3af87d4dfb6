//! What holds for every framing, whatever the bytes.

use crosstenant::ingest::framing::{Framer, Records};

/// Cuts `bytes` into units: it ends, and every record lies within its unit.
pub fn check(framer: &mut dyn Framer, bytes: &[u8]) {
    let mut source = bytes;
    let mut read = 0;
    while let Ok(Some(unit)) = framer.next_unit(&mut source, Vec::new()) {
        read += unit.bytes.len() + 1;
        assert!(read <= 2 * bytes.len() + 2, "more came out than went in");
        if let Records::Framed(records) = &unit.records {
            for record in records {
                assert!(unit.bytes.get(record.range.clone()).is_some());
            }
        }
    }
}
