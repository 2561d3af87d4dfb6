#![no_main]
use crosstenant::ingest::framing::CsvFramer;
use libfuzzer_sys::fuzz_target;

#[path = "framing.rs"]
mod framing;

fuzz_target!(|bytes: &[u8]| framing::check(&mut CsvFramer::new(b',', 1000), bytes));
