//! Reads the needed cells of a CSV row: the heading of a column says which field its cells hold.

use super::portal_audit::AuditColumns;
use super::{Field, Fields, Shape, Slot, read_cell};
use crate::ingest::framing::Cells;

/// The columns of one CSV file that are needed.
#[derive(Clone)]
pub struct CsvColumns {
    /// Position and meaning of each needed column.
    needed: Vec<(usize, Slot)>,
    /// The columns of the portal's audit log that make one value together.
    audit: AuditColumns,
    /// How many columns the heading has.
    pub width: usize,
}

impl CsvColumns {
    /// Matches the headings of a file (see [`normalise_header`]) with a dialect. A heading that occurs twice counts once, the first time.
    #[must_use]
    pub fn new(headings: &[String], shape: &Shape) -> Self {
        let mut needed = Vec::new();
        for (place, heading) in headings.iter().enumerate() {
            if let Some(slot) = shape.find(heading).filter(|_| !headings[..place].contains(heading)) {
                needed.push((place, slot));
            }
        }
        let audit = if shape.find("activity").is_some() { AuditColumns::new(headings) } else { AuditColumns::default() };
        Self { needed, audit, width: headings.len() }
    }

    /// Whether a column holds this field.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.needed.iter().any(|&(_, slot)| matches!(slot, Slot::Field(found) if found == field))
    }

    /// Whether a column holds a home or resource tenant.
    #[must_use]
    pub fn has_tenants(&self) -> bool {
        self.has(Field::HomeTenantId) || self.has(Field::ResourceTenantId)
    }

    /// Reads a row: missing cells are absent, cells beyond the heading are left out.
    pub fn read<'a>(&self, row: &'a Cells<'_>, policies: bool, fields: &mut Fields<'a>) {
        for &(place, slot) in &self.needed {
            let Some(cell) = row.get(place).filter(|cell| !cell.is_empty()) else { continue };
            match slot {
                Slot::Policies if !policies => {}
                slot => read_cell(cell, slot, policies, fields),
            }
        }
        if !self.audit.is_empty() {
            self.audit.read(row, fields);
        }
    }
}

/// A heading as it is compared: without byte order mark, quotes and outer spaces, inner spaces collapsed, lower case, and without
/// the ` [UTC]` (or ` [Local Time]`, ` [Asia/Tokyo]`) that Log Analytics adds to times.
#[must_use]
pub fn normalise_header(heading: &str) -> String {
    let heading = heading.trim_start_matches('\u{feff}').trim().trim_matches('"');
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    match heading.strip_suffix(']').and_then(|open| open.rsplit_once(" [")) {
        Some((plain, _)) => plain.to_owned(),
        None => heading,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LOG_ANALYTICS, PORTAL_CSV};
    use super::*;

    #[test]
    fn headings_match_as_written_by_the_portal_and_by_tools() {
        assert_eq!(normalise_header("\u{feff}\"Date (UTC)\""), "date (utc)");
        assert_eq!(normalise_header("Application ID "), "application id");
        assert_eq!(normalise_header("TimeGenerated [UTC]"), "timegenerated");
        assert_eq!(normalise_header("Autonomous system  number"), "autonomous system number");
    }

    #[test]
    fn short_rows_have_absent_cells_and_wrapped_json_is_opened() {
        let columns = CsvColumns::new(&["date (utc)", "request id", "sign-in error code", "request id"].map(str::to_owned), &PORTAL_CSV);
        let mut row = Cells::default();
        row.set(["2026-10-05T00:00:00Z", "a"]);
        let mut fields = Fields::default();
        columns.read(&row, false, &mut fields);
        assert_eq!(fields.text(Field::Id).as_deref(), Some("a"));
        assert!(!fields.has(Field::ErrorCode));

        let columns = CsvColumns::new(&["status", "locationdetails"].map(str::to_owned), &LOG_ANALYTICS);
        let mut row = Cells::default();
        row.set([r#"{"errorCode":0}"#, r#"{"countryOrRegion":"FR"}"#]);
        let mut fields = Fields::default();
        columns.read(&row, false, &mut fields);
        assert_eq!(fields.text(Field::ErrorCode).as_deref(), Some("0"));
        assert_eq!(fields.text(Field::Country).as_deref(), Some("FR"));
    }
}
