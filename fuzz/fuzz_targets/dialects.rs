#![no_main]
use crosstenant::ingest::detect::Clock;
use crosstenant::ingest::dialect::{Fields, Hints, Want, canonical, read_record};
use crosstenant::ingest::formats::FORMATS;
use crosstenant::model::time::Zone;
use crosstenant::model::{Interner, Log};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for format in FORMATS {
        let mut fields = Fields::default();
        if read_record(bytes, format.shape, true, &mut fields).is_ok() {
            let hints = Hints { holds: format.holds, log: Log::Interactive, date_order: None, clock: Clock::Zone(Zone::UTC) };
            let _ = canonical(&fields, hints, Want { details: true }, 1, &mut Interner::new());
        }
    }
});
