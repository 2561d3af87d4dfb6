//! From a stream of bytes to work units that hold whole records: lines, elements of JSON lists, CSV rows.
//! A framer looks for the borders of records only; what is inside is the dialect's business.

mod cells;
mod csv;
mod json;
mod lines;
mod marks;

use std::io::{self, Read};
use std::ops::Range;

pub use cells::Cells;
pub use csv::CsvFramer;
pub use json::{Around, JsonFramer, json_member, json_token, json_value_end, object_end};
pub use lines::LineFramer;
pub use marks::{BLOCK, marks_of};

use crate::model::ledger::SkipCode;
use crate::words::Lang;

/// Size of a work unit, about: large enough to keep overhead small, small enough for the caches and for even work.
pub const UNIT: usize = 2 << 20;

/// Where the records of a unit are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Records {
    /// One record a line.
    Lines,
    /// Records, one in each range of the bytes.
    Framed(Vec<Framed>),
    /// Elements of a JSON list, whole, one after the other; their borders are still to be found.
    Elements(Box<Around>),
    /// CSV rows.
    Rows,
    /// One record that cannot be used; all or some of its bytes may be gone.
    Unusable(SkipCode),
}

/// A record, or something in the place of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framed {
    /// Where it is.
    pub range: Range<usize>,
    /// Why it cannot be used.
    pub problem: Option<SkipCode>,
}

/// Some whole records of one file.
#[derive(Debug)]
pub struct Unit {
    /// The bytes of the records.
    pub bytes: Vec<u8>,
    /// Where they are.
    pub records: Records,
    /// The last record has no line end behind it: it may be cut.
    pub open_end: bool,
}

/// Cuts a stream into units.
pub trait Framer: Send {
    /// The next unit, `None` at the end. `bytes` is memory to use for it.
    ///
    /// # Errors
    /// The stream cannot be read.
    fn next_unit(&mut self, source: &mut dyn Read, bytes: Vec<u8>) -> io::Result<Option<Unit>>;

    /// What is wrong with the file as a whole, known at its end.
    fn problem(&self) -> Option<fn(Lang) -> &'static str> {
        None
    }

    /// Whether the last page said that there are more pages.
    fn more_pages(&self) -> bool {
        false
    }
}

/// Bytes that are asked for first.
const FIRST_READ: usize = 1 << 16;

/// Begins a unit with `rest` and fills it from the stream, unless that has ended; returns how many bytes were wanted. What `memory` holds
/// from an earlier unit is overwritten: it need not be cleared first, which would cost as much as reading.
fn begin(source: &mut dyn Read, memory: &mut Vec<u8>, rest: &mut Vec<u8>, ended: &mut bool) -> io::Result<usize> {
    let filled = rest.len();
    if memory.len() < filled {
        memory.resize(filled, 0);
    }
    memory[..filled].copy_from_slice(rest);
    rest.clear();
    let target = UNIT.max(filled + UNIT / 2);
    if *ended {
        memory.truncate(filled);
    } else {
        *ended = fill_behind(source, memory, filled, target)?;
    }
    Ok(target)
}

/// Fills `buffer` up to `target` bytes; returns whether the stream has ended.
fn fill(source: &mut dyn Read, buffer: &mut Vec<u8>, target: usize) -> io::Result<bool> {
    let filled = buffer.len();
    fill_behind(source, buffer, filled, target)
}

/// The same where only the first `filled` bytes of the buffer count.
fn fill_behind(source: &mut dyn Read, buffer: &mut Vec<u8>, mut filled: usize, target: usize) -> io::Result<bool> {
    // Small files should not pay for large ones, so the room grows as it is used.
    let mut room = FIRST_READ;
    let ended = loop {
        if filled >= target {
            break Ok(false);
        }
        if buffer.len() == filled {
            buffer.resize(target.min(filled + room), 0);
            room *= 2;
        }
        let end = target.min(buffer.len());
        match source.read(&mut buffer[filled..end]) {
            Ok(0) => break Ok(true),
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
        }
    };
    buffer.truncate(filled);
    ended
}
