#![no_main]
use crosstenant::ingest::framing::{Cells, CsvFramer};
use libfuzzer_sys::fuzz_target;

#[path = "framing.rs"]
mod framing;

fuzz_target!(|bytes: &[u8]| {
    framing::check(&mut CsvFramer::new(b',', 0, 1000), bytes);
    // `csv` takes a byte order mark away; here the source has done so.
    if let Ok(text) = std::str::from_utf8(bytes).map(|text| text.trim_start_matches('\u{feff}')) {
        same_cells(text);
    }
});

/// Up to the first row that is odd, cells are those of the `csv` crate.
fn same_cells(text: &str) {
    let mut judge = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut cells, mut row, mut at) = (Cells::new(text), csv::StringRecord::new(), 0);
    while let Some(start) = text.as_bytes()[at..].iter().position(|byte| !matches!(byte, b'\n' | b'\r')) {
        let Some(end) = cells.read(at + start, b',') else { return };
        assert!(matches!(judge.read_record(&mut row), Ok(true)) && cells.iter().eq(&row), "{cells:?} {row:?}");
        at = end;
    }
    assert!(matches!(judge.read_record(&mut row), Ok(false)), "a row was left out: {row:?}");
}
