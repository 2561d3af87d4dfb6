//! The columns of a CSV file: the heading of each says which field its cells hold.

use super::csv_row::{CsvRow, Places, plain_places};
use super::field::is_absent;
use super::portal_audit::AuditColumns;
use super::values::is_code;
use super::{Field, Fields, Scalar, Shape, Slot, Want, bits, only_sign_in, read_cell, unneeded};
use crate::ingest::framing::Cells;
use crate::model::{is_masked, is_null_word, parse_guid};

/// The columns of one CSV file that are needed.
#[derive(Clone)]
pub struct CsvColumns {
    /// Position and meaning of each needed column.
    needed: Vec<(usize, Slot)>,
    /// The columns of the portal's audit log that make one value together.
    audit: AuditColumns,
    /// How many columns the heading has.
    pub width: usize,
    /// The column whose cells are JSON records, or carry them; then no other is needed.
    pub json: Option<usize>,
    /// The heading as it stands in the file; empty where there is none.
    heading: Vec<String>,
    /// What the columns say of every row, be its cells empty: that something is told of the device, and of multifactor authentication.
    columns_tell: [bool; 2],
    /// By which it is told whether cells stand under their headings.
    told_by: Box<ToldBy>,
    /// Where the fields stand, if each stands in a column of its own and rows can be nothing but sign-ins.
    plain: Option<Box<Places>>,
}

/// Columns that tell whether cells stand under their headings, by what they hold.
#[derive(Clone, Default)]
struct ToldBy {
    tenants: Vec<usize>,
    ids: Vec<usize>,
    names: Vec<usize>,
    codes: Vec<usize>,
}

/// Fields that hold GUIDs, and those that never do.
const TENANTS: [Field; 2] = [Field::HomeTenantId, Field::ResourceTenantId];
const IDS: [Field; 4] = [Field::Id, Field::CorrelationId, Field::AppId, Field::ResourceId];
const NAMES: [Field; 5] = [Field::UserDisplayName, Field::UserPrincipalName, Field::AppName, Field::ResourceName, Field::HomeTenantName];

impl CsvColumns {
    /// Matches the headings of a file (see [`normalise_header`]) with a dialect. A heading that occurs twice counts once, the first time, but
    /// for that of the token, which the portal writes twice: either may be filled.
    #[must_use]
    pub fn new(headings: &[String], shape: &Shape) -> Self {
        let mut needed = Vec::new();
        for (place, heading) in headings.iter().enumerate() {
            let counts = |slot: &Slot| matches!(slot, Slot::Field(Field::IncomingToken)) || !headings[..place].contains(heading);
            if let Some(slot) = shape.find(heading).filter(counts) {
                needed.push((place, slot));
            }
        }
        let audit = if shape.find("activity").is_some() { AuditColumns::new(headings) } else { AuditColumns::default() };
        let of = |fields: &[Field]| {
            let columns = needed.iter().filter(|(_, slot)| matches!(slot, Slot::Field(field) if fields.contains(field)));
            columns.map(|&(place, _)| place).collect()
        };
        let told_by = Box::new(ToldBy { tenants: of(&TENANTS), ids: of(&IDS), names: of(&NAMES), codes: of(&[Field::ErrorCode]) });
        let told = |field: Field| needed.iter().any(|(_, slot)| matches!(slot, Slot::Field(found) if *found == field));
        let columns_tell = [told(Field::Compliant), told(Field::MfaResult)];
        let plain = plain_places(&needed).filter(|_| audit.is_empty());
        Self { needed, audit, width: headings.len(), json: None, heading: Vec::new(), columns_tell, told_by, plain }
    }

    /// The same, with the heading as it stands in the file.
    #[must_use]
    pub fn below(self, heading: &[String]) -> Self {
        Self { heading: heading.to_vec(), ..self }
    }

    /// The same without what tells nothing that is wanted, where rows can be nothing but sign-ins.
    #[must_use]
    pub fn only(mut self, want: Want) -> Self {
        let plain = self.needed.iter().filter_map(|(_, slot)| if let Slot::Field(field) = slot { Some(*field) } else { None });
        if self.audit.is_empty() && plain.fold(true, |all, field| all & only_sign_in(bits(&[field]))) {
            let unneeded = unneeded(want);
            self.needed.retain(|(_, slot)| !slot.only(unneeded));
            for (tells, field) in self.columns_tell.iter_mut().zip([Field::Device, Field::MfaSteps]) {
                *tells &= !Slot::Field(field).only(unneeded);
            }
            self.plain = plain_places(&self.needed);
        }
        self
    }

    /// Whether the fields stand in columns of their own, so that rows can be asked for cell by cell (see [`CsvColumns::row`]).
    #[must_use]
    pub fn are_plain(&self) -> bool {
        self.plain.is_some()
    }

    /// A row, if its fields can be asked for cell by cell.
    #[inline]
    #[must_use]
    pub fn row<'r>(&'r self, cells: &'r Cells<'r>) -> Option<CsvRow<'r>> {
        CsvRow::new(self, self.plain.as_deref()?, &self.needed, cells)
    }

    /// What the columns tell of every row that does not say it itself.
    pub(super) fn told(&self) -> impl IntoIterator<Item = (Field, Scalar<'static>)> + use<> {
        let [device, steps] = self.columns_tell;
        [(Field::Device, Scalar::Bool(true), device), (Field::MfaSteps, Scalar::Int(0), steps)]
            .into_iter()
            .filter(|(.., is_told)| *is_told)
            .map(|(field, value, _)| (field, value))
    }

    /// Whether a row is the heading once more: somebody joined files.
    #[must_use]
    pub fn is_heading(&self, row: &Cells<'_>) -> bool {
        let plain = |text: &str| text.trim_start_matches('\u{feff}').trim_matches('"') == text;
        // Asked for every row: nearly always the first letters of the first cell answer.
        let begin_apart = |cell: &str, heading: &str| match (cell.as_bytes(), heading.as_bytes()) {
            ([one, ..], [two, ..]) => one.is_ascii_alphanumeric() && two.is_ascii_alphanumeric() && !one.eq_ignore_ascii_case(two),
            _ => false,
        };
        let alike = |cell: &str, heading: &str| !(plain(cell) && plain(heading)) && normalise_header(cell) == normalise_header(heading);
        let same = |(place, heading): (usize, &String)| {
            row.get(place).is_some_and(|cell| !begin_apart(&cell, heading) && (*cell == *heading || alike(&cell, heading)))
        };
        !self.heading.is_empty() && row.len() == self.heading.len() && self.heading.iter().enumerate().all(same)
    }

    /// The columns of a file of which one holds JSON.
    #[must_use]
    pub fn of_json(place: usize, width: usize) -> Self {
        Self {
            needed: Vec::new(),
            audit: AuditColumns::default(),
            width,
            json: Some(place),
            heading: Vec::new(),
            columns_tell: [false; 2],
            told_by: Box::default(),
            plain: None,
        }
    }

    /// Whether the ids stand under their headings: one unquoted separator in a name moves all cells behind it. A row of another number of
    /// cells than the heading must show it by every id and its code; in others some tool may have ids of its own, as long as no GUID stands in the place
    /// of a name.
    #[must_use]
    pub fn has_ids_in_place(&self, row: &Cells<'_>) -> bool {
        let all = |columns: &[usize], holds: fn(&str) -> bool| columns.iter().all(|&place| row.get(place).is_none_or(|cell| holds(&cell)));
        let is_id = |columns: &[usize]| {
            let is_guid = |&place: &usize| row.plain(place).is_some_and(|cell| cell.len() == 36 && has_dashes(cell));
            columns.iter().all(|place| is_guid(place) || row.get(*place).is_none_or(|cell| is_id(&cell)))
        };
        let ToldBy { tenants, ids, names, codes } = &*self.told_by;
        let as_wide = row.len() == self.width;
        is_id(tenants) && (is_id(ids) || (as_wide && all(names, |cell| parse_guid(cell).is_none()))) && (as_wide || all(codes, is_code))
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
        for (field, value) in self.told() {
            fields.set(field, value);
        }
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

/// Whether a cell holds a GUID, nothing, a masked id, or a token that stands for an id.
fn is_id(cell: &str) -> bool {
    if has_dashes(cell.as_bytes()) {
        return cell.len() == 36;
    }
    let text = cell.trim();
    let token = || text.len() > 4 && text.get(..4).is_some_and(|start| TOKENS.contains(&start));
    text.is_empty() || is_absent(text) || parse_guid(text).is_some() || token() || is_null_word(text) || is_masked(text)
}

/// Nearly every cell of an id is a GUID, and its dashes tell it from whatever else stands in a row.
#[inline]
fn has_dashes(cell: &[u8]) -> bool {
    matches!(cell, [_, _, _, _, _, _, _, _, b'-', _, _, _, _, b'-', _, _, _, _, b'-', _, _, _, _, b'-', ..])
}

/// What our own tokens for ids begin with.
const TOKENS: [&str; 4] = ["ten_", "usr_", "app_", "req_"];

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

    #[test]
    fn columns_that_nobody_wants_are_not_read_but_those_of_other_records_are() {
        let headings = ["date (utc)", "username", "location", "ip address", "compliant", "client app", "application id"].map(str::to_owned);
        let mut row = Cells::default();
        row.set(["2026-10-05T00:00:00Z", "u@p.example", "City, State, JP", "192.0.2.1", "true", "Browser", "a"]);
        let present = |headings: &[String], want: Want| {
            let mut fields = Fields::default();
            CsvColumns::new(headings, &PORTAL_CSV).only(want).read(&row, false, &mut fields);
            fields.present()
        };
        let all = present(&headings, Want { details: true, evidence: true, apart: false });
        assert_eq!(all.count_ones(), 8, "the columns, and that the device is told of");
        let evidence = bits(&[Field::Device, Field::Compliant]);
        assert_eq!(present(&headings, Want { details: true, ..Want::default() }), all & !evidence);
        assert_eq!(present(&headings, Want::default()), all & !evidence & !bits(&[Field::ClientApp]));
        assert_eq!(present(&headings, Want { apart: true, ..Want::default() }), all & !evidence & !bits(&[Field::ClientApp, Field::Location]));
        // A row of such a file may be a change of settings.
        let mixed = CsvColumns::new(&["activitydisplayname", "location", "iscompliant"].map(str::to_owned), &LOG_ANALYTICS);
        assert_eq!(mixed.clone().only(Want::default()).needed.len(), mixed.needed.len());
    }
}
