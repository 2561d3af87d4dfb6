#![no_main]
use crosstenant::ingest::detect::Clock;
use crosstenant::ingest::dialect::{Fields, Hints, SkipReader, Want, canonical, read_record};
use crosstenant::ingest::formats::FORMATS;
use crosstenant::model::time::Zone;
use crosstenant::model::{Interner, Log};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for format in FORMATS {
        // The skipping reader reads what serde_json reads, and nothing else. It learns, so it sees each record twice, and parts of it.
        let mut skip_reader = SkipReader::new(format.shape, true);
        for record in [bytes, &bytes[..bytes.len() / 2], bytes] {
            let (mut fields, mut expected) = (Fields::default(), Fields::default());
            let valid = read_record(record, format.shape, true, &mut expected).is_ok();
            if skip_reader.read(record, &mut fields).is_ok() {
                assert!(valid && fields == expected, "{}", format.id);
            }
        }
        let mut fields = Fields::default();
        if read_record(bytes, format.shape, true, &mut fields).is_ok() {
            let hints = Hints { holds: format.holds, log: Log::Interactive, date_order: None, clock: Clock::Zone(Zone::UTC) };
            let _ = canonical(&fields, hints, Want { details: true }, 1, &mut Interner::new());
        }
    }
});
