//! Reads the needed cells of a CSV row: the heading of a column says which field its cells hold.

use super::{Field, Fields, Shape, Slot, read_cell};

/// The columns of one CSV file that are needed.
#[derive(Clone)]
pub struct CsvColumns {
    /// Position and meaning of each needed column.
    needed: Vec<(usize, Slot)>,
    /// How many columns the heading has.
    pub width: usize,
}

impl CsvColumns {
    /// Matches the headings of a file with a dialect. A heading that occurs twice counts once, the first time.
    #[must_use]
    pub fn new<'h>(headings: impl Iterator<Item = &'h str>, shape: &Shape) -> Self {
        let mut needed = Vec::new();
        let mut seen = Vec::new();
        let mut width = 0;
        for (place, heading) in headings.enumerate() {
            width = place + 1;
            let heading = normalise_header(heading);
            if let Some(slot) = shape.find(&heading).filter(|_| !seen.contains(&heading)) {
                needed.push((place, slot));
                seen.push(heading);
            }
        }
        Self { needed, width }
    }

    /// Whether a column holds this field.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.needed.iter().any(|&(_, slot)| matches!(slot, Slot::Field(found) if found == field))
    }

    /// Reads a row: missing cells are absent, cells beyond the heading are left out.
    pub fn read<'a>(&self, row: &'a csv::StringRecord, policies: bool, fields: &mut Fields<'a>) {
        for &(place, slot) in &self.needed {
            let Some(cell) = row.get(place).filter(|cell| !cell.is_empty()) else { continue };
            match slot {
                Slot::Policies if !policies => {}
                slot => read_cell(cell, slot, policies, fields),
            }
        }
    }
}

/// A heading as it is compared: without byte order mark, quotes and outer spaces, inner spaces collapsed, lower case, and without
/// the ` [UTC]` that Log Analytics adds.
#[must_use]
pub fn normalise_header(heading: &str) -> String {
    let heading = heading.trim_start_matches('\u{feff}').trim().trim_matches('"');
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    match heading.strip_suffix(" [utc]") {
        Some(plain) => plain.to_owned(),
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
        let columns = CsvColumns::new(["Date (UTC)", "Request ID", "Sign-in error code", "Request ID"].into_iter(), &PORTAL_CSV);
        let row = csv::StringRecord::from(vec!["2026-10-05T00:00:00Z", "a"]);
        let mut fields = Fields::default();
        columns.read(&row, false, &mut fields);
        assert_eq!(fields.text(Field::Id).as_deref(), Some("a"));
        assert!(!fields.has(Field::ErrorCode));

        let columns = CsvColumns::new(["Status", "LocationDetails"].into_iter(), &LOG_ANALYTICS);
        let row = csv::StringRecord::from(vec![r#"{"errorCode":0}"#, r#"{"countryOrRegion":"FR"}"#]);
        let mut fields = Fields::default();
        columns.read(&row, false, &mut fields);
        assert_eq!(fields.text(Field::ErrorCode).as_deref(), Some("0"));
        assert_eq!(fields.text(Field::Country).as_deref(), Some("FR"));
    }
}
