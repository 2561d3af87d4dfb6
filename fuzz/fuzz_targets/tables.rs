#![no_main]
use crosstenant::ingest::framing::JsonFramer;
use libfuzzer_sys::fuzz_target;

#[path = "framing.rs"]
mod framing;

fuzz_target!(|bytes: &[u8]| framing::check(&mut JsonFramer::tables(1000), bytes));
