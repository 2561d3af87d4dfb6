#![no_main]
use crosstenant::ingest::detect::Clock;
use crosstenant::ingest::dialect::{Canonical, Familiar, Fields, Hints, InParts, SkipReader, Want, canonical, read_record};
use crosstenant::ingest::formats::FORMATS;
use crosstenant::model::Holds;
use crosstenant::model::time::Zone;
use crosstenant::model::{How, Interner, Log, Parts, What, Who};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for format in FORMATS {
        // The skipping reader reads what serde_json reads, and nothing else. It learns, so it sees each record twice, and parts of it.
        let mut skip_reader = SkipReader::new(format.shape, Want { details: true, evidence: true, apart: false });
        let (mut familiar, mut texts, mut parts) = (Familiar::default(), Interner::new(), Parts::default());
        let hints = Hints { holds: format.holds, log: Log::Interactive, date_order: None, clock: Clock::Zone(Zone::UTC) };
        for record in [bytes, &bytes[..bytes.len() / 2], bytes] {
            let (mut fields, mut expected) = (Fields::default(), Fields::default());
            let valid = read_record(record, format.shape, true, &mut expected).is_ok();
            if skip_reader.read(record, &mut fields).is_ok() {
                assert!(valid && fields == expected, "{}", format.id);
            }
            // Parts that were read before are those of the record by itself.
            if let Some(InParts { time, id, parts: found, .. }) = familiar.read(&expected, (hints, Want::default()), &mut texts, &mut parts) {
                let found = (parts.who.values()[found.who as usize], parts.what.values()[found.what as usize], parts.how.values()[found.how as usize]);
                match canonical(&expected, hints, Want::default(), 1, &mut texts) {
                    Canonical::SignIn(event) => {
                        assert_eq!((event.time, event.id, (Who::of(&event), What::of(&event), How::of(&event))), (time, id, found), "{}", format.id);
                    }
                    _ => assert_eq!(format.holds, Holds::Users, "{}: no sign-in", format.id),
                }
            }
        }
        let mut fields = Fields::default();
        if read_record(bytes, format.shape, true, &mut fields).is_ok() {
            let _ = canonical(&fields, hints, Want { details: true, evidence: true, apart: false }, 1, &mut Interner::new());
        }
    }
});
