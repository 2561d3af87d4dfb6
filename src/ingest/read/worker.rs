//! What one worker keeps from unit to unit.

use crate::facts::{Bare, Batch};
use crate::ingest::dialect::{Familiar, Shape, SkipReader, Want};
use crate::model::{Interner, Parts};

/// What one worker has learned and keeps from unit to unit.
#[derive(Default)]
pub struct Worker {
    number: usize,
    /// How many bytes it may remember.
    share: usize,
    /// A skipping reader for each shape.
    pub(super) readers: Vec<(&'static Shape, SkipReader)>,
    /// The texts met so far.
    pub(super) texts: Interner,
    /// The parts of sign-ins met so far.
    pub(super) parts: Parts,
    bare: Bare,
    /// The fields they were read from.
    pub(super) familiar: Familiar,
    /// Memory for units.
    pub(super) bytes: Vec<u8>,
}

/// Bytes of texts and fields that all workers together remember; whoever has more than its share begins anew. So memory grows neither with
/// the input nor with the number of processors.
const REMEMBERED: usize = 96 << 20;

impl Worker {
    /// A worker with a number of its own, one of so many.
    #[must_use]
    pub fn new(number: usize, workers: usize) -> Self {
        Self { number, share: REMEMBERED / workers.max(2), ..Self::default() }
    }

    /// Fills a batch of a file, in the memory of an earlier one, with what is read into this worker's texts.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn fill<E>(&mut self, file: usize, memory: Batch, read: impl FnOnce(&mut Self, &mut Batch) -> Result<(), E>) -> Result<Batch, E> {
        if self.texts.bytes() + self.familiar.bytes() > self.share {
            self.texts.clear();
            self.parts.clear();
            self.bare.clear();
            self.familiar.clear();
        }
        // Symbol 0 is no text.
        let (known, known_parts) = (self.texts.len(), self.parts.lengths());
        let mut batch = memory.renewed(file);
        batch.worker = self.number;
        read(self, &mut batch)?;
        batch.texts = batch.texts.of(&self.texts, known);
        batch.parts = batch.parts.of(&self.parts, known_parts);
        Ok(batch)
    }

    /// The texts and the parts of sign-ins met so far, and what is left of these where sign-ins are told apart.
    pub fn met(&mut self) -> (&mut Interner, &mut Parts, &mut Bare) {
        (&mut self.texts, &mut self.parts, &mut self.bare)
    }

    /// The place of the skipping reader for a shape.
    pub(super) fn reader(&mut self, shape: &'static Shape, want: Want) -> usize {
        self.readers.iter().position(|(known, _)| std::ptr::eq(*known, shape)).unwrap_or_else(|| {
            self.readers.push((shape, SkipReader::new(shape, want)));
            self.readers.len() - 1
        })
    }
}
