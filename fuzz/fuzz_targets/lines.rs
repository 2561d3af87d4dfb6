#![no_main]
use crosstenant::ingest::framing::LineFramer;
use libfuzzer_sys::fuzz_target;

#[path = "framing.rs"]
mod framing;

fuzz_target!(|bytes: &[u8]| framing::check(&mut LineFramer::new(1000), bytes));
