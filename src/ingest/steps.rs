//! The portal's downloads of authentication details: what the steps of sign-ins tell of a second factor, a row for each step. They hold no
//! sign-ins; each row belongs to one of another file, which it names by its id.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};

use hashbrown::HashMap;

use super::detect::StepColumns;
use super::dialect::{Field, Fields, Scalar, take_row_of_step};
use super::source::{Digest, Opened, UntilError};
use crate::model::parse_guid;
use crate::words::Text;

/// What the steps of each sign-in tell together, by its id.
#[derive(Default)]
pub struct Steps {
    told: HashMap<u128, Told>,
}

/// What the steps of one sign-in tell.
#[derive(Default)]
struct Told {
    bits: i64,
    /// The file that tells them.
    file: usize,
    /// The sign-in was met.
    met: AtomicBool,
}

impl Steps {
    /// Takes in the rows of the file of this number; gives what is known of the file, and the error at which reading ended.
    pub fn read(&mut self, file: usize, opened: Opened, columns: &StepColumns) -> (Digest, Option<Text>) {
        let Opened { text, digest, .. } = opened;
        let mut text = After { text, left: columns.start };
        let mut rows = ::csv::ReaderBuilder::new().has_headers(true).flexible(true).delimiter(columns.separator).from_reader(&mut text);
        let mut row = ::csv::ByteRecord::new();
        let mut error = None;
        loop {
            match rows.read_byte_record(&mut row) {
                Ok(true) => self.row(file, &row, columns),
                Ok(false) => break,
                Err(wrong) => {
                    error = Some(Text::verbatim(wrong.to_string()));
                    break;
                }
            }
        }
        drop(rows);
        (digest, text.text.error().map(Text::of_io).or(error))
    }

    fn row(&mut self, file: usize, row: &::csv::ByteRecord, columns: &StepColumns) {
        let cell = |place: usize| row.get(place).map(String::from_utf8_lossy).unwrap_or_default();
        let Some(id) = parse_guid(cell(columns.id).trim()) else { return };
        let mut fields = Fields::default();
        for (field, place) in
            [(Field::StepMethod, Some(columns.method)), (Field::StepSucceeded, Some(columns.succeeded)), (Field::StepResult, columns.result)]
        {
            fields.set(field, Scalar::Text(place.map(cell).unwrap_or_default().into_owned().into()));
        }
        let told = self.told.entry(id).or_default();
        (told.bits, told.file) = (told.bits | take_row_of_step(&mut fields), file);
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// Adds what the steps of a sign-in tell to its fields.
    pub fn join(&self, fields: &mut Fields<'_>) {
        let told = fields.text(Field::Id).and_then(|id| parse_guid(&id)).and_then(|id| self.told.get(&id));
        if let Some(told) = told {
            told.met.store(true, Ordering::Relaxed);
            let before = if let Scalar::Int(bits) = fields.get(Field::MfaSteps) { *bits } else { 0 };
            fields.set(Field::MfaSteps, Scalar::Int(before | told.bits));
            fields.set(Field::Joined, Scalar::Bool(true));
        }
    }

    /// By file, of how many sign-ins it tells that were not met, and that were.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<usize, [u64; 2]> {
        let mut counts: BTreeMap<usize, [u64; 2]> = BTreeMap::new();
        for told in self.told.values() {
            counts.entry(told.file).or_default()[usize::from(told.met.load(Ordering::Relaxed))] += 1;
        }
        counts
    }
}

/// The text behind what stands above the heading.
struct After {
    text: UntilError,
    left: usize,
}

impl Read for After {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.left > 0 {
            let mut passed = vec![0; self.left.min(1 << 12)];
            match self.text.read(&mut passed)? {
                0 => return Ok(0),
                read => self.left -= read,
            }
        }
        self.text.read(into)
    }
}
