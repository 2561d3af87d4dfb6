//! A row of a CSV file whose fields stand in columns of their own.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::field::{COUNT, meant};
use super::record::{places, tell, tell_text};
use super::{CsvColumns, Field, Fields, Record, Slot, bits, only_sign_in};
use crate::ingest::framing::Cells;
use crate::model::BothHashers;

/// The column of each field.
pub type Places = [u16; COUNT];

/// In the place of a column that is not there.
const NOWHERE: u16 = u16::MAX;

/// A row whose fields stand in columns of their own: nothing is moved where cells are asked one by one.
pub struct CsvRow<'r> {
    columns: &'r CsvColumns,
    places: &'r Places,
    cells: &'r Cells<'r>,
    present: u128,
    /// Boxed, for hardly any row needs all of them.
    fields: OnceCell<Box<Fields<'r>>>,
}

impl<'r> CsvRow<'r> {
    /// A row of these columns, of which the needed ones stand at `places`, if nothing in it has to be taken apart.
    #[inline]
    pub(super) fn new(columns: &'r CsvColumns, places: &'r Places, needed: &[(usize, Slot)], cells: &'r Cells<'r>) -> Option<Self> {
        let mut present = columns.told().into_iter().fold(0, |present, (field, _)| present | bits(&[field]));
        for &(place, slot) in needed {
            if let Slot::Field(field) = slot
                && cells.has(place)
            {
                present |= 1 << field as u128;
            }
        }
        let row = Self { columns, places, cells, present, fields: OnceCell::new() };
        // Some tools put the whole status into the column.
        row.cell(Field::StatusText as usize).is_none_or(|status| !status.starts_with(['{', '@'])).then_some(row)
    }

    /// The cell of a field, if there is something in it.
    #[inline]
    fn cell(&self, field: usize) -> Option<Cow<'_, str>> {
        self.cells.get(self.places[field].into()).filter(|cell| !cell.is_empty())
    }
}

impl Record for CsvRow<'_> {
    fn present(&self) -> u128 {
        self.present
    }

    fn written(&self, field: Field) -> Option<Cow<'_, str>> {
        self.cell(field as usize)
    }

    #[inline]
    fn text(&self, field: Field) -> Option<Cow<'_, str>> {
        match self.cell(field as usize) {
            Some(Cow::Borrowed(cell)) => meant(field, cell).map(Cow::Borrowed),
            Some(Cow::Owned(cell)) => meant(field, &cell).map(|text| Cow::Owned(text.to_owned())),
            None if self.present >> field as u128 & 1 == 1 => self.fields().text(field),
            None => None,
        }
    }

    #[inline]
    fn tell(&self, among: u128, to: &mut BothHashers) {
        for field in places(self.present & among) {
            if let Some(cell) = self.cells.plain(self.places[field].into()).filter(|cell| !cell.is_empty()) {
                tell_text(field, cell, to);
                continue;
            }
            match self.cell(field) {
                Some(cell) => tell_text(field, cell.as_bytes(), to),
                None => self.columns.told().into_iter().filter(|(told, _)| *told as usize == field).for_each(|(_, value)| tell(field, &value, to)),
            }
        }
    }

    fn fields(&self) -> &Fields<'_> {
        self.fields.get_or_init(|| {
            let mut fields = Box::<Fields<'_>>::default();
            self.columns.read(self.cells, false, &mut fields);
            fields
        })
    }
}

/// Where each field stands, if all columns hold fields of sign-ins, and no two the same.
pub(super) fn plain_places(needed: &[(usize, Slot)]) -> Option<Box<Places>> {
    let mut places = Box::new([NOWHERE; COUNT]);
    for &(place, slot) in needed {
        let Slot::Field(field) = slot else { return None };
        let known = &mut places[field as usize];
        if *known != NOWHERE || !only_sign_in(bits(&[field])) {
            return None;
        }
        *known = u16::try_from(place).ok().filter(|&place| place != NOWHERE)?;
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::super::{PORTAL_CSV, Want};
    use super::*;
    use crate::model::HashIndex;
    use proptest::prelude::*;

    proptest! {
        /// Whatever stands in which columns, a row tells cell by cell what its fields tell.
        #[test]
        fn a_row_tells_what_its_fields_tell(
            headings in proptest::sample::subsequence(vec!["date (utc)", "request id", "user id", "username", "status", "compliant", "multifactor authentication result", "application", "home tenant id"], 1..9),
            cells in proptest::collection::vec(proptest::sample::select(vec!["", "-", " a ", "null", "2026-10-05T00:00:00Z", "{\"errorCode\":0}", "00000000-0000-0000-0000-000000000000", "none"]), 0..10),
            evidence in any::<bool>(),
        ) {
            let headings: Vec<String> = headings.into_iter().map(str::to_owned).collect();
            let columns = CsvColumns::new(&headings, &PORTAL_CSV).only(Want { evidence, ..Want::default() });
            let mut row = Cells::default();
            row.set(cells.iter().copied());
            let mut fields = Fields::default();
            columns.read(&row, false, &mut fields);
            let Some(row) = columns.row(&row) else {
                let has_json = cells.contains(&"{\"errorCode\":0}");
                prop_assert!(has_json);
                return Ok(());
            };
            prop_assert_eq!(row.present(), fields.present());
            prop_assert_eq!(row.fields(), &fields);
            let index = HashIndex::default();
            for field in places(fields.present()) {
                prop_assert_eq!(index.hash_of(|to| row.tell(1 << field, to)), index.hash_of(|to| fields.tell(1 << field, to)));
            }
            prop_assert_eq!(index.hash_of(|to| row.tell(u128::MAX, to)), index.hash_of(|to| fields.tell(u128::MAX, to)));
            for field in [Field::Id, Field::Time, Field::UserId, Field::StatusText, Field::Device, Field::MfaSteps, Field::Compliant, Field::AppName, Field::HomeTenantId] {
                prop_assert_eq!(row.text(field), fields.text(field));
                prop_assert_eq!(row.written(field), fields.written(field));
            }
        }
    }
}
