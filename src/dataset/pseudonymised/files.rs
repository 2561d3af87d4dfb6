//! The files of the input: their names may tell who is meant, and what was found in them may be anything.

use crate::facts::Collected;
use crate::model::ledger::{FileLedger, Skip};
use crate::pseudonym::Pseudonyms;
use crate::words::{Text, pseudonyms as said};

impl Collected {
    /// Puts tokens in the place of paths, and drops what was found in records that were skipped.
    pub fn pseudonymise_files(&mut self, names: &Pseudonyms) {
        for file in &mut self.files {
            pseudonymise(file, names);
        }
        for (_, skip) in &mut self.rejects {
            skip.found.clear();
        }
    }
}

fn pseudonymise(file: &mut FileLedger, names: &Pseudonyms) {
    file.path = names.path(&file.path);
    file.unwrapped.clear();
    if file.read_error.is_some() {
        file.read_error = Some(Text::verbatim("-"));
    }
    file.set_aside = file.set_aside.as_ref().map(|_| Text::from(said::set_aside));
    let found: &mut dyn Iterator<Item = &mut Skip> = &mut file.skips.values_mut().flat_map(|(_, shown)| shown);
    for skip in found {
        skip.found.clear();
    }
}
