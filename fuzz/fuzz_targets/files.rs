#![no_main]
use std::io::Write;

use crosstenant::facts::{Granularity, Keep};
use crosstenant::ingest::{Looking, Progress, Request, ingest};
use crosstenant::knowledge::headers::Headers;
use crosstenant::model::time::Zone;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut file = tempfile();
    file.0.write_all(bytes).expect("written");
    let keep = Keep { facts: true, only_window: false, apart: false, events: true, crossings: true, rejects: true, zone: Zone::UTC, granularity: Granularity::Day, window: (None, None), split: None, evidence: true };
    let looking = Looking { max_record: 10_000, max_unpacked: Some(1 << 20), headers: Headers::built_in(), date_order: None, zone: Some(Zone::UTC), sources: None };
    let request = Request { inputs: vec![file.1.clone()], threads: 1, looking, hash: false, keep };
    if let Ok(collected) = ingest(&request, &Progress::default()) {
        for file in &collected.files {
            let total = file.total();
            assert_eq!(total.records, total.kept + total.duplicates + total.skipped);
        }
    }
});

/// A file of this process alone.
fn tempfile() -> (std::fs::File, String) {
    let path = std::env::temp_dir().join(format!("crosstenant-fuzz-{}", std::process::id()));
    (std::fs::File::create(&path).expect("created"), path.to_string_lossy().into_owned())
}
