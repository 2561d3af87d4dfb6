//! What a reader has learned: the keys of the records so far, each with what came behind it.
//!
//! An object is walked in steps, one for each key. A step holds the bytes from the value before to its own value (comma, key, colon and
//! white space), and behind them the value itself where nobody needs it and it hardly ever changes. The steps that followed last time
//! are compared first. Objects that begin with different keys are walked apart: exporters that write keys in several orders mostly differ
//! there, and in each order the same step follows again. Equal bytes are equal tokens, and a step is only ever made of tokens that were checked, so a wrong guess costs
//! time and nothing else.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::super::{Shape, Slot};
use super::pieces::MOST_WORTH;
use super::scan::{ends_value, same, spaces, string};

/// The number of a step.
pub type StepId = u32;

/// The place after a key that was not learned.
pub const LOST: StepId = 0;

/// What the keys of an object mean.
#[derive(Clone, Copy)]
pub enum Keys {
    /// Those of a dialect.
    Shape(&'static Shape),
    /// Those of an applied Conditional Access policy, to see whether any has failed.
    Policy,
    /// Nothing is needed.
    Nothing,
}

/// What may be in a value. The steps of each are apart, for what is right in one of them is not in another.
#[derive(Clone, Copy)]
pub enum Child {
    /// Keys: of an object, or of each object in a list.
    Object(Keys),
    /// Whole elements of a list.
    List,
    /// Pieces of a string.
    Text,
}

/// What a step leads to.
#[derive(Clone, Copy)]
pub enum KeyRole {
    /// The first key of an object.
    Start(Keys),
    /// The end of the object.
    End,
    /// A value that is not needed.
    Skip,
    /// One that is not needed now, but that must be readable: all commands are to refuse the same records.
    Readable,
    /// The result of a policy.
    Result,
    /// A needed value.
    Needed(Slot),
}

/// A key of an object, or its end.
pub struct KeyStep {
    /// From behind the value before it to its own value; then its value, where that is known.
    pub(super) bytes: Vec<u8>,
    key_length: usize,
    /// What it leads to.
    pub role: KeyRole,
    /// The step at which its object starts.
    pub(super) home: StepId,
    /// The step that what stands behind its value is looked for from, and the start that this belongs to: itself and its home, but for the
    /// first key of an object.
    behind: (StepId, StepId),
    /// Of a start behind the first key of an object: the start of that object.
    first: StepId,
    /// By which it is found.
    pub(super) hash: u64,
    /// The steps that followed it last.
    pub(super) next: [StepId; 2],
    /// What stood last time between its value and the next value that was looked at: keys with known values, and one more key.
    run: Vec<u8>,
    /// The step of that key.
    target: StepId,
    run_misses: u8,
    /// How much it is worth to learn the elements of the list that starts here.
    pub(super) worth: u16,
    /// The starts of what is in its value; [`LOST`] = not met yet.
    children: [StepId; 3],
    /// Of a start: how often lately objects came in whose keys had to be looked for.
    disorder: u8,
    /// The value differs from record to record.
    pub varies: bool,
    misses: u8,
    missed_at: u32,
}

/// How many keys are learned of those that are not needed, and of all: a log with ever new keys must not fill the memory.
pub const SKIPPED_STEPS: usize = 4096;
const ALL_STEPS: usize = 8192;

/// So many first keys of an object have what follows them apart; behind the others it is looked for together.
const ORDERS: usize = 8;

/// Longest value that is remembered.
const KNOWN_LENGTH: usize = 256;

/// Longest run of keys and known values that is remembered.
pub const RUN_LENGTH: usize = 1024;
const RUN_MISSES: u8 = 2;

/// So many keys may be looked for in an object that is mostly foreseen.
const FEW: u32 = 2;

/// So many objects more than others whose keys had to be looked for show that they come in ever new orders; one in so many records is read as
/// if they did not.
const DISORDER: u8 = 16;
const TRIED_AGAIN: u32 = 64;

/// So many misses, each within so many records of the one before, show that a value varies.
const MISSES: u8 = 4;
const MISS_DISTANCE: u32 = 16;

/// Where a step has led.
pub enum Landing {
    /// To the value of a key at this place.
    Value(StepId, usize),
    /// Over a key and its known value.
    Passed(StepId, usize),
    /// To a value nobody needs behind a key that was not learned.
    Unlearned(usize),
}

/// All steps.
pub struct Steps {
    pub(super) all: Vec<KeyStep>,
    pub(super) index: HashTable<StepId>,
    pub(super) hasher: DefaultHashBuilder,
    /// For the start of an object the starts behind its first keys.
    orders: HashMap<StepId, Vec<StepId>>,
    /// Records so far.
    pub record: u32,
    /// How often a key was neither foreseen nor stood where it had stood before.
    pub looked_for: u32,
    /// Fields that are not needed, as bits.
    unneeded: u128,
    /// Fields that only have to be readable, as bits.
    readable: u128,
}

impl Steps {
    /// No steps. `unneeded` = fields that are not needed, `readable` = those that only have to be readable, as bits.
    pub fn new(unneeded: u128, readable: u128) -> Self {
        let (all, index, hasher, orders) = (Vec::new(), HashTable::new(), DefaultHashBuilder::default(), HashMap::new());
        let mut steps = Self { all, index, hasher, orders, record: 0, looked_for: 0, unneeded, readable };
        steps.start(Keys::Nothing);
        steps
    }

    /// A step.
    #[inline]
    pub fn get(&self, id: StepId) -> &KeyStep {
        &self.all[id as usize]
    }

    /// The start of a new kind of object.
    pub fn start(&mut self, keys: Keys) -> StepId {
        // No valid text has this byte between its tokens: what foresees a start foresees nothing.
        self.push(KeyStep::new(b"\xff", KeyRole::Start(keys), LOST))
    }

    fn push(&mut self, step: KeyStep) -> StepId {
        let id = StepId::try_from(self.all.len()).unwrap_or(LOST);
        self.all.push(KeyStep { behind: (id, step.home), ..step });
        id
    }

    /// From where what stands behind the value of a step is looked for, and the start that this belongs to.
    #[inline]
    pub fn behind(&self, id: StepId) -> (StepId, StepId) {
        self.get(id).behind
    }

    /// The start behind a first key of the object that starts with `home`.
    fn order(&mut self, home: StepId, keys: Keys) -> StepId {
        let orders = self.orders.get(&home);
        if let Some(&shared) = orders.filter(|orders| orders.len() >= ORDERS).and_then(|orders| orders.last()) {
            return shared;
        }
        let start = self.start(keys);
        self.all[start as usize].first = home;
        self.orders.entry(home).or_default().push(start);
        start
    }

    /// The step with the same key in what all orders of its object have in common: what is in its value is learned once.
    fn common(&mut self, id: StepId) -> Option<StepId> {
        let step = self.get(id);
        let home = self.get(step.home).first;
        if home == LOST {
            return None;
        }
        let (bytes, role) = (step.key().to_vec(), step.role);
        let hash = self.hasher.hash_one((home, bytes.as_slice()));
        Some(self.known(&bytes, home, hash).unwrap_or_else(|| self.learn(&bytes, role, home, hash)))
    }

    /// The start of what is in the value of a step.
    #[inline]
    pub fn child(&mut self, id: StepId, child: Child) -> StepId {
        let (place, keys) = match child {
            Child::Object(keys) => (0, keys),
            Child::List => (1, Keys::Nothing),
            Child::Text => (2, Keys::Nothing),
        };
        let known = self.get(id).children[place];
        if known != LOST {
            return known;
        }
        let start = match self.common(id) {
            Some(common) => self.child(common, child),
            None => self.start(keys),
        };
        self.all[id as usize].children[place] = start;
        start
    }

    /// The step that stood last time behind the value of `last`, known values between left out, if it stands there again.
    #[inline]
    pub fn foresee(&self, text: &[u8], at: usize, last: StepId) -> Option<(StepId, usize)> {
        let step = self.get(last);
        let end = at + step.run.len();
        same(text.get(at..end)?, &step.run).then_some((step.target, end))
    }

    /// Remembers what stood behind the value of `last`, where it was not foreseen.
    pub fn remember(&mut self, last: StepId, run: &[u8], target: StepId) {
        let step = &mut self.all[last as usize];
        step.run_misses = step.run_misses.saturating_add(1);
        if run.len() <= RUN_LENGTH && (step.target == LOST || step.run_misses > RUN_MISSES) {
            step.run.clear();
            step.run.extend_from_slice(run);
            step.target = target;
            step.run_misses = 0;
        }
    }

    /// The step at `at`, where `last` came before it in the object that starts with `home`.
    #[inline(never)]
    pub fn follow(&mut self, text: &[u8], at: usize, last: StepId, home: StepId) -> Option<Landing> {
        let rest = text.get(at..)?;
        let [first, second] = self.get(last).next;
        if let Some(found) = self.get(first).compare(text, rest, at, first) {
            return Some(found);
        }
        if let Some(found) = self.get(second).compare(text, rest, at, second) {
            self.all[last as usize].next = [second, first];
            return Some(found);
        }
        self.find(text, at, last, home)
    }

    /// Whether more keys were looked for since than in objects that are mostly foreseen.
    #[inline]
    pub fn has_looked_for_many(&self, before: u32) -> bool {
        self.looked_for.wrapping_sub(before) > FEW
    }

    /// Whether the keys of objects that start here come in ever new orders. Now and then one is read as if they did not.
    #[inline]
    pub fn is_disordered(&self, start: StepId) -> bool {
        self.get(start).disorder > DISORDER && !self.record.is_multiple_of(TRIED_AGAIN)
    }

    /// Takes note of how an object was read that starts here, in which so many values were looked at.
    #[inline]
    pub fn note_order(&mut self, start: StepId, looked_for: u32, values: u32) {
        let many = self.looked_for.wrapping_sub(looked_for) > values / 2;
        let disorder = &mut self.all[start as usize].disorder;
        if many || *disorder > 0 {
            *disorder = if many { (*disorder + 1).min(2 * DISORDER) } else { *disorder - 1 };
        }
    }

    /// Reads a key that was not foreseen, or the end of the object.
    #[cold]
    #[inline(never)]
    fn find(&mut self, text: &[u8], at: usize, last: StepId, home: StepId) -> Option<Landing> {
        self.looked_for = self.looked_for.wrapping_add(1);
        let is_first = last == home && self.get(home).first == LOST;
        let found = self.look_up(text, at, home, is_first)?;
        if let Landing::Value(id, _) = found {
            // The first key of an object tells in which order the others come.
            let begins_order = is_first && self.behind(id) == (id, home) && !matches!(self.get(id).role, KeyRole::End);
            if let (true, KeyRole::Start(keys)) = (begins_order, self.get(home).role) {
                let start = self.order(home, keys);
                self.all[id as usize].behind = (start, start);
            }
            self.link(last, id);
        }
        Some(found)
    }

    /// Looks up a key, or the end of the object that starts with `home`.
    pub fn look_up(&mut self, text: &[u8], at: usize, home: StepId, is_first: bool) -> Option<Landing> {
        let mut place = spaces(text, at);
        if text.get(place) == Some(&b'}') {
            let bytes = &text[at..=place];
            let hash = self.hasher.hash_one((home, bytes));
            let id = self.known(bytes, home, hash).unwrap_or_else(|| self.learn(bytes, KeyRole::End, home, hash));
            return Some(Landing::Value(id, place + 1));
        }
        if !is_first {
            if text.get(place) != Some(&b',') {
                return None;
            }
            place = spaces(text, place + 1);
        }
        if text.get(place) != Some(&b'"') {
            return None;
        }
        let key = place + 1;
        let (end, plain) = string(text, key)?;
        place = spaces(text, end + 1);
        if text.get(place) != Some(&b':') {
            return None;
        }
        place = spaces(text, place + 1);
        let bytes = &text[at..place];
        let hash = self.hasher.hash_one((home, bytes));
        if let Some(id) = self.known(bytes, home, hash) {
            return Some(Landing::Value(id, place));
        }
        let KeyRole::Start(keys) = self.get(home).role else { return None };
        let role = match keys.role(&text[key - 1..=end], plain)? {
            KeyRole::Needed(slot) if slot.only(self.unneeded) => KeyRole::Skip,
            KeyRole::Needed(slot @ Slot::Field(_)) if slot.only(self.readable) => KeyRole::Readable,
            role => role,
        };
        if self.all.len() < SKIPPED_STEPS || (self.all.len() < ALL_STEPS && !matches!(role, KeyRole::Skip)) {
            return Some(Landing::Value(self.learn(bytes, role, home, hash), place));
        }
        matches!(role, KeyRole::Skip).then_some(Landing::Unlearned(place))
    }

    fn known(&self, bytes: &[u8], home: StepId, hash: u64) -> Option<StepId> {
        self.index.find(hash, |&id| self.get(id).home == home && same(self.get(id).key(), bytes)).copied()
    }

    pub(super) fn learn(&mut self, bytes: &[u8], role: KeyRole, home: StepId, hash: u64) -> StepId {
        let id = self.push(KeyStep { hash, ..KeyStep::new(bytes, role, home) });
        self.index.insert_unique(hash, id, |&id| self.all[id as usize].hash);
        id
    }

    pub(super) fn link(&mut self, last: StepId, id: StepId) {
        // What follows an unlearned key is not known: it may stand in any object.
        if last != LOST {
            let step = &mut self.all[last as usize];
            step.next = [id, step.next[0]];
        }
    }

    /// Takes note of a value that is not needed and was not foreseen.
    pub fn note(&mut self, id: StepId, value: &[u8]) {
        let step = &mut self.all[id as usize];
        if step.bytes.len() > step.key_length {
            step.bytes.truncate(step.key_length);
            let again = self.record.wrapping_sub(step.missed_at) <= MISS_DISTANCE;
            step.misses = if again { step.misses + 1 } else { 1 };
            step.missed_at = self.record;
        }
        step.varies = step.misses >= MISSES || value.len() > KNOWN_LENGTH;
        if !step.varies {
            step.bytes.extend_from_slice(value);
        }
    }
}

impl KeyStep {
    fn new(bytes: &[u8], role: KeyRole, home: StepId) -> Self {
        Self {
            bytes: bytes.to_vec(),
            key_length: bytes.len(),
            role,
            home,
            behind: (LOST, LOST),
            first: LOST,
            hash: 0,
            next: [LOST; 2],
            run: vec![0xff],
            target: LOST,
            run_misses: 0,
            worth: MOST_WORTH,
            children: [LOST; 3],
            disorder: 0,
            varies: false,
            misses: 0,
            missed_at: 0,
        }
    }

    /// Whether it is known that one has to look at the value.
    pub fn is_settled(&self) -> bool {
        self.varies || !matches!(self.role, KeyRole::Skip | KeyRole::Readable | KeyRole::Result)
    }

    fn key(&self) -> &[u8] {
        &self.bytes[..self.key_length]
    }

    #[inline]
    fn compare(&self, text: &[u8], rest: &[u8], at: usize, id: StepId) -> Option<Landing> {
        let whole = rest.starts_with(&self.bytes);
        if self.bytes.len() == self.key_length {
            return whole.then_some(Landing::Value(id, at + self.key_length));
        }
        let end = at + self.bytes.len();
        if whole && ends_value(text, end) {
            return Some(Landing::Passed(id, end));
        }
        rest.starts_with(self.key()).then_some(Landing::Value(id, at + self.key_length))
    }
}

impl Keys {
    /// What a key leads to, `token` being the key with its quotes; `None` where the key is no valid text.
    fn role(self, token: &[u8], plain: bool) -> Option<KeyRole> {
        let key = token.get(1..token.len() - 1)?;
        match self {
            Self::Nothing => Some(KeyRole::Skip),
            // An escaped key may be any.
            Self::Policy => Some(if !plain || key.eq_ignore_ascii_case(b"result") { KeyRole::Result } else { KeyRole::Skip }),
            Self::Shape(shape) => {
                let slot =
                    if plain { shape.find(std::str::from_utf8(key).ok()?) } else { shape.find(&serde_json::from_slice::<String>(token).ok()?) };
                Some(slot.map_or(KeyRole::Skip, KeyRole::Needed))
            }
        }
    }
}
