//! What is asked of a record to know its parts again: fields that were read, or a row of cells that is left where it stands.

use std::borrow::Cow;
use std::hash::Hasher;

use super::{Field, Fields, Scalar};
use crate::model::BothHashers;

/// A record of which fields can be asked for, one by one or all.
pub trait Record {
    /// See [`Fields::present`].
    fn present(&self) -> u128;

    /// See [`Fields::text`].
    fn text(&self, field: Field) -> Option<Cow<'_, str>>;

    /// The text of a field as it stands there, if it is one.
    fn written(&self, field: Field) -> Option<Cow<'_, str>>;

    /// Whether a name among these has become a run of `?`: Windows PowerShell writes ASCII by default, and what is not ASCII is gone for
    /// good.
    fn have_question_marks(&self, names: &[Field]) -> bool {
        names.iter().filter_map(|&field| self.written(field)).any(|text| memchr::memmem::find(text.as_bytes(), b"??").is_some())
    }

    /// The first of several fields that has a text.
    fn first(&self, fields: &[Field]) -> Option<Cow<'_, str>> {
        fields.iter().find_map(|&field| self.text(field))
    }

    /// Tells the present ones of some fields, given as bits, in the order of [`Field`]: different ones in different ways.
    fn tell(&self, among: u128, to: &mut BothHashers);

    /// All fields.
    fn fields(&self) -> &Fields<'_>;
}

/// Tells a field that has a text.
#[inline]
pub(super) fn tell_text(field: usize, text: &[u8], to: &mut BothHashers) {
    to.write_u128((text.len() as u128) << 64 | field as u128);
    to.write(text);
}

/// Tells a field, if it has a value.
#[inline]
pub(super) fn tell(field: usize, value: &Scalar<'_>, to: &mut BothHashers) {
    match value {
        Scalar::Absent => {}
        Scalar::Text(text) => tell_text(field, text.as_bytes(), to),
        Scalar::Int(number) => to.write_u128(u128::from(number.cast_unsigned()) << 64 | 1 << 16 | field as u128),
        Scalar::Bool(value) => to.write_u128(u128::from(*value) << 64 | 2 << 16 | field as u128),
    }
}

/// The places of bits, lowest first.
pub(super) fn places(mut bits: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        place
    })
}
