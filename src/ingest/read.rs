//! Reads the records of one unit into a batch: the part that runs on many threads.

mod json;
mod rows;
mod take;
mod worker;

use std::convert::Infallible;
use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock, OnceLock};

pub use worker::Worker;

use super::detect::{Framing, Recognised};
use super::dialect::{CsvColumns, Familiar, Hints, Shape, SkipReader, Want};
use super::framing::{Framed, Records, Unit};
use super::steps::Steps;
use super::unwrap::{PathStep, Unwrapper};
use crate::facts::Batch;
use crate::model::ledger::{Skip, SkipCode};
use crate::model::{Holds, Interner, Log, Parts};
use crate::safe::cut;

/// Reads the units of one file.
pub struct UnitReader {
    file: usize,
    shape: &'static LazyLock<Shape>,
    framing: Framing,
    columns: Option<CsvColumns>,
    /// The steps from what a framer or a column gives to the records in it.
    steps: Vec<PathStep>,
    /// Something stands before the JSON object of each line.
    prefixed: bool,
    /// The records are of several formats.
    mixed: bool,
    hints: Hints,
    want: Want,
    no_tenant_columns: bool,
    skip_log: Log,
    max_record: usize,
    /// What other files tell of the steps of these sign-ins.
    second_factors: Arc<OnceLock<Steps>>,
}

/// Looks at the time of a record, as written, and says whether it has seen enough.
type SeeTime<'f> = dyn FnMut(&str) -> ControlFlow<()> + 'f;

impl UnitReader {
    /// A reader for a recognised file, `file` being its place in the input order.
    #[must_use]
    pub fn new(file: usize, recognised: &Recognised, max_record: usize, want: Want) -> Self {
        let of_events = recognised.format.holds == Holds::Events;
        Self {
            file,
            shape: recognised.shape,
            framing: recognised.framing,
            columns: recognised.columns.as_deref().cloned().map(|columns| if of_events { columns.only(want) } else { columns }),
            steps: if recognised.framing == Framing::Json { recognised.path.split().1 } else { recognised.path.steps.clone() },
            prefixed: recognised.prefixed,
            mixed: recognised.mixed,
            hints: Hints { holds: recognised.format.holds, log: recognised.log, date_order: recognised.date_order, clock: recognised.clock },
            skip_log: recognised.skip_log,
            max_record,
            want,
            no_tenant_columns: recognised.no_tenant_columns,
            second_factors: Arc::default(),
        }
    }

    /// The same, with what other files tell of the steps of these sign-ins, once that is known.
    #[must_use]
    pub fn with_steps(self, steps: &Arc<OnceLock<Steps>>) -> Self {
        Self { second_factors: steps.clone(), ..self }
    }

    /// Reads one unit, into the memory of an earlier batch. Never fails: what cannot be read is in the batch as skipped.
    #[must_use]
    pub fn read(&self, unit: &Unit, worker: &mut Worker, memory: Batch) -> Batch {
        self.filled(worker, memory, |worker, batch| self.reading(worker, batch, None).unit(unit))
    }

    /// Reads the units of a whole file into one batch; `next` gives the next unit, in the memory of the one before.
    #[must_use]
    pub fn read_file(&self, next: &mut dyn FnMut(Vec<u8>) -> Option<Unit>, worker: &mut Worker, memory: Batch) -> Batch {
        self.filled(worker, memory, |worker, batch| {
            let mut bytes = std::mem::take(&mut worker.bytes);
            let mut reading = self.reading(worker, batch, None);
            while let Some(unit) = next(std::mem::take(&mut bytes)) {
                reading.unit(&unit);
                bytes = unit.bytes;
            }
            worker.bytes = bytes;
        })
    }

    fn filled(&self, worker: &mut Worker, memory: Batch, read: impl FnOnce(&mut Worker, &mut Batch)) -> Batch {
        let filled: Result<Batch, Infallible> = worker.fill(self.file, memory, |worker, batch| {
            read(worker, batch);
            Ok(())
        });
        match filled {
            Ok(batch) => batch,
            Err(never) => match never {},
        }
    }

    /// Shows the times of a unit's records, as written, until `see` has seen enough.
    pub fn times<'s>(&'s self, unit: &Unit, see: &'s mut SeeTime<'s>) {
        self.reading(&mut Worker::default(), &mut Batch::default(), Some(see)).unit(unit);
    }

    fn reading<'r>(&'r self, worker: &'r mut Worker, batch: &'r mut Batch, see_time: Option<&'r mut SeeTime<'r>>) -> Reading<'r> {
        let place = worker.reader(self.shape, self.want);
        let Worker { readers, texts, parts, familiar, .. } = worker;
        let skip_reader = &mut readers[place].1;
        let unwrapper = Unwrapper::default();
        Reading { reader: self, skip_reader, texts, parts, familiar, batch, unwrapper, last_log: self.skip_log, see_time, seen_enough: false }
    }
}

/// How a record begins that cannot be read, to be found again.
fn beginning(bytes: &[u8]) -> String {
    // No character is longer than four bytes.
    cut(String::from_utf8_lossy(&bytes[..bytes.len().min(4 * SHOWN)]).trim(), SHOWN).into_owned()
}

/// Columns of what was found that are shown.
const SHOWN: usize = 50;

struct Reading<'r> {
    reader: &'r UnitReader,
    batch: &'r mut Batch,
    texts: &'r mut Interner,
    parts: &'r mut Parts,
    familiar: &'r mut Familiar,
    unwrapper: Unwrapper,
    /// The log of the record before: an unreadable one most probably belongs to the same.
    last_log: Log,
    skip_reader: &'r mut SkipReader,
    /// Only the times are wanted, by this.
    see_time: Option<&'r mut SeeTime<'r>>,
    seen_enough: bool,
}

impl Reading<'_> {
    fn unit(&mut self, unit: &Unit) {
        match &unit.records {
            Records::Lines => self.lines(unit),
            Records::Framed(records) => self.framed(&unit.bytes, records),
            Records::Elements(around) => self.elements(&unit.bytes, around),
            Records::Rows => self.rows(unit),
            Records::Unusable(code) => self.skip(*code, String::new()),
        }
    }

    fn framed(&mut self, bytes: &[u8], records: &[Framed]) {
        for record in records {
            if self.seen_enough {
                return;
            }
            let bytes = &bytes[record.range.clone()];
            match (record.problem, &self.reader.columns) {
                (Some(SkipCode::NotAnObject), None) if self.reader.steps.first() == Some(&PathStep::Text) => self.json(bytes, false),
                (Some(code), _) => self.skip(code, if code == SkipCode::TooLong { String::new() } else { beginning(bytes) }),
                (None, None) => self.json(bytes, false),
                (None, Some(columns)) => self.list(bytes, columns),
            }
        }
    }

    fn skip(&mut self, code: SkipCode, found: String) {
        self.batch.records += 1;
        self.batch.skips.push((self.last_log, Skip { record: self.batch.records, code, found }));
    }

    /// A record of another kind: it is counted, and not in the ledger.
    fn other(&mut self) {
        self.batch.records += 1;
        self.batch.others += 1;
    }
}
