//! Records further on: a file may begin with more records of other logs and products than are looked at to tell what it is.

use std::cell::OnceCell;
use std::io::Read;

use super::super::{Recognised, Verdict};
use super::{Head, LOOKED_AT, object, of_records};
use crate::ingest::framing::{Framer, JsonFramer, LineFramer, Records, Unit, json_token, json_value_end};
use crate::model::Holds;

/// Looks for the first record of a log, or that carries one, to the end of a file that begins with others.
pub fn further(head: &[u8], source: &mut dyn Read, name: &str, max_record: usize) -> Option<Recognised> {
    let start = Head::new(head);
    start.iter().next()?;
    let mut framer: Box<dyn Framer> = if start.in_lines { Box::new(LineFramer::new(max_record)) } else { Box::new(JsonFramer::new(max_record)) };
    // Every sign-in and every change names a tenant or an activity, and most records of other products do not.
    let names = [b"enant".as_slice(), b"ctivity"].map(memchr::memmem::Finder::new);
    let is_worth_it = |record: &[u8]| names.iter().any(|name| name.find(record).is_some());
    let mut memory = Vec::new();
    while let Ok(Some(unit)) = framer.next_unit(source, memory) {
        if is_worth_it(&unit.bytes) {
            let mut records = records(&unit).filter(|record| is_worth_it(record));
            let of = |first_raw: Vec<&[u8]>| {
                let first = first_raw.iter().map(|_| OnceCell::new()).collect();
                of_records(&Head { first, first_raw, context: start.context.clone(), in_lines: start.in_lines, ..Head::default() }, name)
            };
            let found = records.find(|record| is_log(&of_records(&Head::of(object(record).into_iter().collect()), name)));
            let log = found.map(|record| of(std::iter::once(record).chain(records).take(LOOKED_AT).collect()));
            if let Some(Verdict::Log(found)) = log {
                return Some(found);
            }
        }
        memory = unit.bytes;
    }
    None
}

fn is_log(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Log(found) if found.format.holds == Holds::Events)
}

/// The objects of a unit.
fn records(unit: &Unit) -> Box<dyn Iterator<Item = &[u8]> + '_> {
    let bytes = unit.bytes.as_slice();
    match &unit.records {
        Records::Lines => Box::new(bytes.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii)),
        Records::Framed(records) => Box::new(records.iter().map(|record| &bytes[record.range.clone()])),
        Records::Elements(_) => {
            let mut at = 0;
            Box::new(std::iter::from_fn(move || {
                let start = json_token(bytes, at)?;
                at = json_value_end(bytes, start).filter(|&end| end > start)?;
                bytes.get(start..at)
            }))
        }
        Records::Rows | Records::Unusable(_) => Box::new(std::iter::empty()),
    }
}
