//! Texts of cells, each stored once: ids and names fill many cells of many tables, which are filled side by side.

use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::{DefaultHashBuilder, HashSet};

/// Texts in several sets, so that those who ask at the same time hardly ever wait for each other.
#[derive(Default)]
pub(super) struct Shared {
    sets: [Mutex<HashSet<Arc<str>>>; 16],
    hasher: DefaultHashBuilder,
}

impl Shared {
    /// A text, shared with all who asked for the same one.
    pub fn get(&self, text: &str) -> Arc<str> {
        #[expect(clippy::cast_possible_truncation, reason = "a few bits of it are enough")]
        let hash = self.hasher.hash_one(text) as usize;
        let mut set = self.sets[hash % self.sets.len()].lock().unwrap_or_else(PoisonError::into_inner);
        set.get_or_insert_with(text, |text| text.into()).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_stored_once() {
        let shared = Shared::default();
        let (one, other, again) = (shared.get("a"), shared.get("b"), shared.get("a"));
        assert!(Arc::ptr_eq(&one, &again) && *one != *other);
    }
}
