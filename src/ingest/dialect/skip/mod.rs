//! Reads the needed fields of a JSON record and jumps over all others: several times as fast as `serde_json`, which decides what this
//! reader finds odd.
//!
//! Exporters write the same keys in the same order, and most values nobody needs are the same again and again. The reader remembers them
//! (`steps`, `pieces`) and compares before it looks. Whatever is new is checked token by token (`scan`), as strictly as `serde_json` does:
//! a record is read here only where `serde_json` would read it too, and with the same fields.

mod pieces;
mod scan;
mod steps;
mod values;

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::json::{WRAPPINGS, read_value};
use super::{Detached, Fields, OF_OTHERS, Scalar, Shape, Slot, Told, Want, bits, unneeded};
use scan::{DEPTH, literal, spaces, special, string_content, string_end, value_end};
use steps::{Child, KeyRole, Keys, Landing, StepId, Steps};
pub use values::Json;
use values::{event_types, may_say_failure, scalar, storable, unescape};

/// The record is none for the skipping reader: `read_record` decides what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd;

/// Reads records of one shape, and learns from each how the next will look.
pub struct SkipReader {
    root: StepId,
    policies: bool,
    steps: Steps,
    /// A policy of the list at hand may have failed.
    failure: bool,
    /// JSON text out of a string.
    unwrapped: Vec<u8>,
    /// What was found in JSON text that is known.
    found: HashMap<StepId, Detached>,
}

/// How deep a value lies, and how often JSON may yet be wrapped in strings.
#[derive(Clone, Copy)]
struct Scope {
    depth: u8,
    wrappings: u8,
}

impl Scope {
    fn deeper(self) -> Option<Self> {
        (self.depth < DEPTH).then_some(Self { depth: self.depth + 1, ..self })
    }
}

impl SkipReader {
    /// A reader that has seen no record yet. With details, the names of failed Conditional Access policies are wanted too.
    #[must_use]
    pub fn new(shape: &'static Shape, want: Want) -> Self {
        // `serde_json` is stricter with what is read than with what it passes over, and all commands are to refuse the same records.
        let skipped = unneeded(Want { evidence: want.evidence, details: true, apart: false });
        let mut steps = Steps::new(skipped, unneeded(want) & !skipped & !bits(OF_OTHERS));
        let root = steps.start(Keys::Shape(shape));
        Self { root, policies: want.details, steps, failure: false, unwrapped: Vec::new(), found: HashMap::new() }
    }

    /// Reads one record: the same fields as `read_record`.
    ///
    /// # Errors
    /// The record is no JSON object, or an unusual one; `fields` are left empty.
    pub fn read<'a>(&mut self, record: &'a [u8], fields: &mut Fields<'a>) -> Result<(), Odd> {
        let end = self.read_first(Json::checked(record), fields)?;
        if spaces(record, end) == record.len() {
            return Ok(());
        }
        *fields = Fields::default();
        Err(Odd)
    }

    /// Reads the record that begins the text, whatever follows it, and gives the place behind it.
    ///
    /// # Errors
    /// The record is no JSON object, or an unusual one; `fields` are left empty.
    pub fn read_first<'a>(&mut self, text: Json<'a>, fields: &mut Fields<'a>) -> Result<usize, Odd> {
        self.steps.record = self.steps.record.wrapping_add(1);
        let start = spaces(text.bytes, 0);
        let end = match text.bytes.get(start) {
            Some(b'{') => self.object(text, start + 1, self.root, Scope { depth: 0, wrappings: WRAPPINGS }, fields),
            _ => None,
        };
        end.ok_or_else(|| {
            *fields = Fields::default();
            Odd
        })
    }

    /// Reads an object from behind its opening brace; gives the place behind its closing one.
    fn object<'a>(&mut self, text: Json<'a>, mut at: usize, start: StepId, scope: Scope, fields: &mut Fields<'a>) -> Option<usize> {
        if self.steps.is_disordered(start) {
            return self.disordered(text, at, start, scope, fields);
        }
        let (mut last, mut home, looked_for, mut values) = (start, start, self.steps.looked_for, 0);
        loop {
            values += 1;
            let (id, value) = match self.steps.foresee(text.bytes, at, last) {
                Some(found) => found,
                None => self.search(text.bytes, at, last, home)?,
            };
            (last, home) = self.steps.behind(id);
            at = match self.steps.get(id).role {
                KeyRole::Skip | KeyRole::Readable => self.skip(text, value, id, scope, fields)?,
                KeyRole::End => {
                    self.steps.note_order(start, looked_for, values);
                    return Some(value);
                }
                _ => self.value(text, value, id, scope, fields)?,
            };
        }
    }

    /// The same where keys come in ever new orders: each is looked for, and none foreseen.
    fn disordered<'a>(&mut self, text: Json<'a>, mut at: usize, home: StepId, scope: Scope, fields: &mut Fields<'a>) -> Option<usize> {
        let mut is_first = true;
        loop {
            at = match self.steps.look_up(text.bytes, at, home, is_first)? {
                Landing::Value(id, value) => match self.steps.get(id).role {
                    KeyRole::Skip | KeyRole::Readable => self.skip_varying(text, value, id, scope, fields)?,
                    KeyRole::End => return Some(value),
                    _ => self.value(text, value, id, scope, fields)?,
                },
                Landing::Passed(..) => return None,
                Landing::Unlearned(value) => value_end(text.bytes, value)?,
            };
            is_first = false;
        }
    }

    /// Reads a value that is needed, and gives the place behind it.
    #[inline]
    fn value<'a>(&mut self, text: Json<'a>, at: usize, id: StepId, scope: Scope, fields: &mut Fields<'a>) -> Option<usize> {
        match self.steps.get(id).role {
            KeyRole::Needed(Slot::Field(field)) => {
                let (value, end) = scalar(text, at)?;
                fields.set(field, value);
                Some(end)
            }
            KeyRole::Needed(slot) => self.nested(text, at, id, slot, scope, fields),
            KeyRole::Result => self.result(text.bytes, at, id),
            KeyRole::Skip | KeyRole::Readable | KeyRole::Start(_) | KeyRole::End => None,
        }
    }

    /// The next value to look at, step by step.
    #[inline(never)]
    fn search(&mut self, text: &[u8], from: usize, anchor: StepId, mut home: StepId) -> Option<(StepId, usize)> {
        let (mut last, mut at) = (anchor, from);
        loop {
            match self.steps.follow(text, at, last, home)? {
                Landing::Passed(id, end) => {
                    (last, home) = self.steps.behind(id);
                    at = end;
                }
                Landing::Value(id, start) => {
                    if self.steps.get(id).is_settled() {
                        self.steps.remember(anchor, &text[from..start], id);
                    }
                    return Some((id, start));
                }
                Landing::Unlearned(start) => (last, at) = (steps::LOST, value_end(text, start)?),
            }
        }
    }

    /// Jumps over a value.
    #[inline]
    fn skip<'a>(&mut self, text: Json<'a>, at: usize, id: StepId, scope: Scope, fields: &mut Fields<'a>) -> Option<usize> {
        if self.steps.get(id).varies { self.skip_varying(text, at, id, scope, fields) } else { self.skip_other(text, at, id, scope, fields) }
    }

    #[inline]
    fn skip_varying<'a>(&mut self, text: Json<'a>, at: usize, id: StepId, scope: Scope, fields: &mut Fields<'a>) -> Option<usize> {
        match text.bytes.get(at)? {
            // The most frequent by far: a plain string that differs from record to record.
            b'"' => {
                let end = special(text.bytes, at + 1);
                let readable = matches!(self.steps.get(id).role, KeyRole::Readable);
                if text.bytes.get(end) == Some(&b'"') {
                    return (!readable || text.text(at + 1..end).is_some()).then_some(end + 1);
                }
                if readable { Some(scalar(text, at)?.1) } else { self.skip_escaped(text.bytes, at + 1, id, false) }
            }
            b't' | b'f' | b'n' => literal(text.bytes, at),
            _ => self.skip_other(text, at, id, scope, fields),
        }
    }

    #[inline(never)]
    fn skip_other<'a>(&mut self, text: Json<'a>, at: usize, id: StepId, scope: Scope, fields: &mut Fields<'a>) -> Option<usize> {
        let step = self.steps.get(id);
        let readable = matches!(step.role, KeyRole::Readable);
        if readable || !step.varies {
            let end = if readable { scalar(text, at)?.1 } else { value_end(text.bytes, at)? };
            if !step.varies {
                self.steps.note(id, &text.bytes[at..end]);
            }
            return Some(end);
        }
        // A key without the white space behind it stands in others with it.
        let at = spaces(text.bytes, at);
        match text.bytes.get(at)? {
            b'{' => {
                let home = self.steps.child(id, Child::Object(Keys::Nothing));
                self.unneeded(text, at, home, scope.deeper()?, fields)
            }
            b'[' => self.list(text, at + 1, id, Keys::Nothing, scope.deeper()?, fields),
            _ => value_end(text.bytes, at),
        }
    }

    /// Jumps over an object of which nothing is needed.
    fn unneeded<'a>(&mut self, text: Json<'a>, at: usize, home: StepId, scope: Scope, fields: &mut Fields<'a>) -> Option<usize> {
        if self.steps.is_disordered(home) || !self.steps.pays(home) {
            return value_end(text.bytes, at);
        }
        let looked_for = self.steps.looked_for;
        let end = self.object(text, at + 1, home, scope, fields)?;
        if self.steps.has_looked_for_many(looked_for) {
            self.steps.did_not_pay(home);
        }
        Some(end)
    }

    /// Reads a list from behind its opening bracket.
    fn list<'a>(&mut self, text: Json<'a>, start: usize, id: StepId, keys: Keys, scope: Scope, fields: &mut Fields<'a>) -> Option<usize> {
        let all = self.steps.child(id, Child::List);
        let (mut last, mut at) = (all, spaces(text.bytes, start));
        if text.bytes.get(at) == Some(&b']') {
            return Some(at + 1);
        }
        loop {
            (last, at) = if let Some(found) = self.steps.known_piece(text.bytes, at, last, all) {
                found
            } else if text.bytes.get(at) == Some(&b'{') {
                let home = self.steps.child(id, Child::Object(keys));
                let end = match keys {
                    Keys::Nothing => self.unneeded(text, at, home, scope, fields)?,
                    Keys::Policy | Keys::Shape(_) => self.object(text, at + 1, home, scope, fields)?,
                };
                // A failed policy must be met again.
                (if self.failure { steps::LOST } else { self.steps.note_piece(text.bytes, at..end, last, all) }, end)
            } else {
                (steps::LOST, value_end(text.bytes, at)?)
            };
            at = spaces(text.bytes, at);
            match text.bytes.get(at)? {
                b',' => at = spaces(text.bytes, at + 1),
                b']' => return Some(at + 1),
                _ => return None,
            }
        }
    }

    /// Jumps over a string with escapes from behind its opening quote. It is mostly JSON text and is taken in pieces that begin with an
    /// opening brace: no escape goes over such a border. `policies` = looks whether it may tell of a failed policy.
    fn skip_escaped(&mut self, text: &[u8], start: usize, id: StepId, policies: bool) -> Option<usize> {
        let home = self.steps.child(id, Child::Text);
        let (mut last, mut at) = (home, start);
        while text.get(at) != Some(&b'"') {
            (last, at) = if let Some(found) = self.steps.known_piece(text, at, last, home) {
                found
            } else {
                let border = memchr::memchr(b'{', text.get(at + 1..)?).map_or(text.len(), |n| at + 1 + n);
                let end = string_content(&text[..border], at)?;
                self.failure |= policies && may_say_failure(&text[at..end]);
                (if self.failure { steps::LOST } else { self.steps.note_piece(text, at..end, last, home) }, end)
            };
        }
        Some(at + 1)
    }

    /// Looks whether a policy has failed.
    fn result(&mut self, text: &[u8], at: usize, id: StepId) -> Option<usize> {
        let end = value_end(text, at)?;
        let value = &text[at..end];
        if value.contains(&b'\\') || value.trim_ascii().eq_ignore_ascii_case(b"\"failure\"") {
            self.failure = true;
        } else if !self.steps.get(id).varies {
            self.steps.note(id, value);
        }
        Some(end)
    }

    /// Reads a needed value that is an object or a list.
    fn nested<'a>(&mut self, text: Json<'a>, at: usize, id: StepId, slot: Slot, scope: Scope, fields: &mut Fields<'a>) -> Option<usize> {
        // A key without the white space behind it stands in others with it.
        let at = spaces(text.bytes, at);
        match (slot, text.bytes.get(at)?) {
            (Slot::Policies, _) if !self.policies => return self.skip(text, at, id, scope, fields),
            (_, b'n') => return literal(text.bytes, at),
            (Slot::Object(shape), b'{') => {
                let home = self.steps.child(id, Child::Object(Keys::Shape(shape)));
                if text.bytes.get(spaces(text.bytes, at + 1)) != Some(&b'}') {
                    shape.mark(fields);
                }
                return self.object(text, at + 1, home, scope.deeper()?, fields);
            }
            (Slot::Object(shape), b'"') if scope.wrappings == WRAPPINGS => return self.wrapped(text, at, id, shape, scope, fields),
            (Slot::Policies, b'[' | b'"') => {
                let end = if text.bytes[at] == b'[' {
                    self.list(text, at + 1, id, Keys::Policy, scope.deeper()?, fields)
                } else {
                    self.skip_escaped(text.bytes, at + 1, id, true)
                };
                let failure = std::mem::take(&mut self.failure);
                let end = end?;
                if !failure && storable(&text.bytes[at..end]) {
                    return Some(end);
                }
            }
            (Slot::Each(told), b'[') => {
                if let Some(end) = self.elements(text, at + 1, (id, told), scope.deeper()?, fields) {
                    return Some(end);
                }
                told.forget(fields);
            }
            (Slot::Each(told), b'"') if scope.wrappings == WRAPPINGS => {
                let end = string_end(text.bytes, at)?;
                if let Some(bits) = self.wrapped_elements(&text.bytes[at + 1..end - 1], (id, told), scope) {
                    fields.set(told.field(), bits);
                    return Some(end);
                }
            }
            // Most sessions are under no such policy.
            (Slot::Json(field), b'[') if text.bytes.get(at + 1) == Some(&b']') => {
                fields.set(field, Scalar::Text("[]".into()));
                return Some(at + 2);
            }
            (Slot::EventTypes, b'[') => {
                if let Some(end) = event_types(text, at + 1, fields) {
                    return Some(end);
                }
            }
            _ => {}
        }
        let end = value_end(text.bytes, at)?;
        self.hand_over(&text.bytes[at..end], slot, scope, fields)?;
        Some(end)
    }

    /// Reads a list of which each element tells something, from behind its opening bracket. Steps have times of their own: elements are not
    /// compared as a whole, but key by key.
    fn elements<'a>(&mut self, text: Json<'a>, start: usize, (id, told): (StepId, Told), scope: Scope, fields: &mut Fields<'a>) -> Option<usize> {
        told.begin(fields);
        let mut at = spaces(text.bytes, start);
        if text.bytes.get(at) == Some(&b']') {
            return Some(at + 1);
        }
        let home = self.steps.child(id, Child::Object(Keys::Shape(told.shape())));
        loop {
            if text.bytes.get(at) != Some(&b'{') {
                return None;
            }
            at = self.object(text, at + 1, home, scope.deeper()?, fields)?;
            told.take(fields);
            at = spaces(text.bytes, at);
            match text.bytes.get(at)? {
                b',' => at = spaces(text.bytes, at + 1),
                b']' => return Some(at + 1),
                _ => return None,
            }
        }
    }

    /// What the elements of a list tell together that stands as JSON text in a string.
    fn wrapped_elements(&mut self, content: &[u8], list: (StepId, Told), scope: Scope) -> Option<Scalar<'static>> {
        if content == b"[]" {
            return Some(Scalar::Int(0));
        }
        let mut unwrapped = std::mem::take(&mut self.unwrapped);
        let bits = if unescape(content, &mut unwrapped) { self.unwrapped_elements(&unwrapped, list, scope) } else { None };
        self.unwrapped = unwrapped;
        bits
    }

    fn unwrapped_elements(&mut self, text: &[u8], list: (StepId, Told), scope: Scope) -> Option<Scalar<'static>> {
        let json = Json::checked(text);
        json.text(0..text.len())?;
        if text.first() != Some(&b'[') {
            return None;
        }
        let mut fields = Fields::default();
        self.elements(json, 1, list, scope.deeper()?, &mut fields)?;
        if let Scalar::Int(bits) = fields.take(list.1.field()) { Some(Scalar::Int(bits)) } else { None }
    }

    /// Reads a value with `serde_json`.
    fn hand_over<'a>(&self, value: &'a [u8], slot: Slot, scope: Scope, fields: &mut Fields<'a>) -> Option<()> {
        read_value(value, slot, self.policies, scope.wrappings, fields).ok()
    }

    /// Reads an object that stands as JSON text in a string. Few such texts differ, so that what was found in each is kept.
    fn wrapped<'a>(
        &mut self,
        text: Json<'a>,
        at: usize,
        id: StepId,
        shape: &'static LazyLock<Shape>,
        scope: Scope,
        fields: &mut Fields<'a>,
    ) -> Option<usize> {
        let home = self.steps.child(id, Child::Text);
        if let Some((piece, end)) = self.steps.known_piece(text.bytes, at, home, home) {
            self.found.get(&piece)?.copy_into(fields);
            return Some(end);
        }
        let end = string_end(text.bytes, at)?;
        let mut unwrapped = std::mem::take(&mut self.unwrapped);
        let found = if unescape(&text.bytes[at + 1..end - 1], &mut unwrapped) { self.unwrapped(&unwrapped, id, shape, scope) } else { None };
        self.unwrapped = unwrapped;
        let Some(found) = found else {
            self.hand_over(&text.bytes[at..end], Slot::Object(shape), scope, fields)?;
            return Some(end);
        };
        found.copy_into(fields);
        let piece = self.steps.note_piece(text.bytes, at..end, home, home);
        if piece != steps::LOST {
            self.found.insert(piece, found);
        }
        Some(end)
    }

    fn unwrapped(&mut self, text: &[u8], id: StepId, shape: &'static Shape, scope: Scope) -> Option<Detached> {
        let json = Json::checked(text);
        json.text(0..text.len())?;
        if text.first() != Some(&b'{') {
            return None;
        }
        let home = self.steps.child(id, Child::Object(Keys::Shape(shape)));
        let mut fields = Fields::default();
        if text.get(spaces(text, 1)) != Some(&b'}') {
            shape.mark(&mut fields);
        }
        self.object(json, 1, home, Scope { wrappings: scope.wrappings - 1, ..scope }.deeper()?, &mut fields)?;
        Some(fields.detach())
    }
}

#[cfg(test)]
mod tests;
