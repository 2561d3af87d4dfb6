//! What an answer rests on: the files with their hashes and ledgers, the program's version, the options.

use crate::dataset::Dataset;
use crate::model::ledger::LogLedger;
use crate::report::{Cell, Evidence, Table, int, text, time};
use crate::words::{Lang, input as said};

/// Collects the evidence.
#[must_use]
pub fn evidence(data: &Dataset, lang: Lang, options: Vec<String>, inputs: String, filters: Vec<String>) -> Evidence {
    let rows = data
        .input
        .files
        .iter()
        .map(|file| {
            let LogLedger { records, kept, duplicates, skipped, span } = file.total();
            let (format, note) = match file.format {
                Some(id) => (id, file.read_error.as_ref().map(|error| said::read_in_part(lang, &error.say(lang)))),
                None => ("-", file.set_aside.as_ref().map(|why| why.say(lang))),
            };
            vec![
                Cell::text(Some(&file.path)),
                Cell::Word(format),
                Cell::count(file.bytes),
                Cell::text(file.sha256.as_deref()),
                Cell::count(records),
                Cell::count(kept),
                Cell::count(duplicates),
                Cell::count(skipped),
                span.map_or(Cell::Null, |(first, _)| Cell::Time(first)),
                span.map_or(Cell::Null, |(_, last)| Cell::Time(last)),
                Cell::text(note.as_deref()),
            ]
        })
        .collect();
    let columns = vec![
        text("file", 0),
        text("format", 0),
        int("bytes", 2),
        text("sha256", 3),
        int("records", 0),
        int("kept", 1),
        int("duplicates", 1),
        int("skipped", 0),
        time("first", 1),
        time("last", 1),
        text("note", 2),
    ];
    Evidence {
        files: Table { columns, rows },
        version: env!("CARGO_PKG_VERSION"),
        options,
        inputs,
        filters,
        config: None,
        own: data.own.said.as_ref().map(|said| said.say(lang)),
    }
}
