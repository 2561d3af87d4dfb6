//! Pieces: whole objects in lists that nobody needs, and parts of strings. The same policies and details come again and again, and one
//! comparison takes a known one. Unlike a key, a piece says nothing about what stands around it.

use std::hash::BuildHasher;
use std::ops::Range;

use super::steps::{KeyRole, LOST, RUN_LENGTH, SKIPPED_STEPS, StepId, Steps};

/// Shorter pieces are not worth to be learned.
const PIECE_LENGTH: usize = 32;

/// Pieces of lists and strings are learned as long as that pays: learning costs, meeting a known one pays.
pub const MOST_WORTH: u16 = 1024;
const COST: u16 = 8;

/// What an object costs whose keys have to be looked for, compared to one whose keys come as foreseen.
const OBJECT_COST: u16 = 64;

impl Steps {
    /// A piece that stood before in this list or string, if it stands at `at` again; `last` = the piece before it.
    #[inline]
    pub fn known_piece(&mut self, text: &[u8], at: usize, last: StepId, home: StepId) -> Option<(StepId, usize)> {
        let rest = text.get(at..)?;
        let [first, second] = self.get(last).next;
        let stands = |id: StepId| id != LOST && rest.starts_with(&self.get(id).bytes);
        let id = if stands(first) {
            first
        } else if stands(second) {
            self.all[last as usize].next = [second, first];
            second
        } else {
            self.find_piece(rest, last, home)?
        };
        let worth = &mut self.all[home as usize].worth;
        *worth = MOST_WORTH.min(*worth + 1);
        Some((id, at + self.get(id).bytes.len()))
    }

    #[inline(never)]
    fn find_piece(&mut self, rest: &[u8], last: StepId, home: StepId) -> Option<StepId> {
        if self.get(home).worth < COST {
            return None;
        }
        let hash = self.piece_hash(rest, home)?;
        let id = *self.index.find(hash, |&id| self.get(id).home == home && rest.starts_with(&self.get(id).bytes))?;
        self.link(last, id);
        Some(id)
    }

    /// Takes note of a piece that is not known.
    pub fn note_piece(&mut self, text: &[u8], piece: Range<usize>, last: StepId, home: StepId) -> StepId {
        let worth = self.get(home).worth;
        if worth < COST || !(PIECE_LENGTH..=RUN_LENGTH).contains(&piece.len()) || self.all.len() >= SKIPPED_STEPS {
            return LOST;
        }
        let (Some(hash), Some(bytes)) = (self.piece_hash(&text[piece.start..], home), text.get(piece)) else { return LOST };
        self.all[home as usize].worth = worth - COST;
        let id = self.learn(bytes, KeyRole::Skip, home, hash);
        self.link(last, id);
        id
    }

    /// A hash of what tells pieces apart: all up to the first closing brace, which mostly is all. In whatever order its keys come, few other
    /// pieces have the same.
    fn piece_hash(&self, rest: &[u8], home: StepId) -> Option<u64> {
        let end = memchr::memchr(b'}', &rest[..rest.len().min(RUN_LENGTH)])?;
        Some(self.hasher.hash_one((home, &rest[..end])))
    }

    /// Whether it pays to go through objects that start here key by key, though nobody needs anything in them. Each time it did not, they are
    /// jumped over for a while.
    pub fn pays(&mut self, home: StepId) -> bool {
        let worth = &mut self.all[home as usize].worth;
        *worth += u16::from(*worth < MOST_WORTH);
        *worth >= OBJECT_COST
    }

    /// Takes note that an object which starts here was no other that came before: its keys had to be looked for.
    pub fn did_not_pay(&mut self, home: StepId) {
        let worth = &mut self.all[home as usize].worth;
        *worth = worth.saturating_sub(OBJECT_COST);
    }
}
