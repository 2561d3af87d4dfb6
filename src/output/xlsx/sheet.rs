//! A table as a sheet: an Excel table with filters and bands, real dates and numbers, long texts in lines, and ready to print.

use std::borrow::Cow;
use std::ops::Range;

use rust_xlsxwriter::{ConditionalFormatFormula, ExcelDateTime, Table as ExcelTable, TableColumn, TableStyle, Worksheet, XlsxError};

use super::looks::Looks;
use crate::model::time::{self, Zone, rfc3339};
use crate::report::{Cell, Kind, Table, heading};
use crate::safe::{width, wrapped};
use crate::words::{Lang, outputs as said};

/// UTF-16 units of a cell.
const MAX_TEXT: usize = 32_767;
/// A text column is not wider than this; longer texts are broken into lines.
const WIDEST: usize = 56;
/// Of a point in time.
const OF_TIME: usize = 19;
/// Rows by which the width of a column is told.
const LOOKED_AT: usize = 500;
/// Above this a sheet is no Excel table, but has its filter and its bands all the same: the library keeps each cell of such a table in mind,
/// which takes longer than to write it.
const MAX_TABLE_CELLS: usize = 400_000;
/// Points of a line of text.
pub(super) const LINE: f64 = 15.0;
/// Beyond this whole numbers are no longer exact in Excel.
const EXACT: u64 = 1 << 53;

/// A sheet under construction.
pub(super) struct Sheet<'s> {
    pub page: &'s mut Worksheet,
    pub looks: &'s Looks,
    pub zone: Zone,
    pub lang: Lang,
}

impl Sheet<'_> {
    /// Writes some rows of a table under its headings; returns the row behind them. `name` = that of the Excel table.
    pub(super) fn table(&mut self, table: &Table, rows: Range<usize>, name: &str) -> Result<u32, XlsxError> {
        let shown = table.rows.get(rows).unwrap_or_default();
        let headings = headings(table, self.lang);
        let last = u32::try_from(shown.len()).unwrap_or(u32::MAX);
        let folded = folded(table);
        let mut looks = Vec::new();
        for (place, heading) in headings.iter().enumerate() {
            let (wide, is_broken) = self.column_width(table, place, heading);
            let column = small(place);
            self.page.set_column_width(column, real(wide))?;
            // Most cells look as their column does: that need not be said of each.
            self.page.set_column_format(column, self.looks.of(table.columns.get(place).map(|column| column.kind), is_broken))?;
            looks.push((wide, is_broken));
            if folded.contains(&place) {
                self.page.group_columns_collapsed(column, column)?;
            }
        }
        self.set_up(!headings.is_empty())?;
        if headings.is_empty() {
            return Ok(0);
        }
        let right = small(headings.len() - 1);
        self.page.set_row_height(0, 2.0 * LINE + 2.0)?;
        if !shown.is_empty() && shown.len() * headings.len() <= MAX_TABLE_CELLS {
            let columns: Vec<_> =
                headings.iter().map(|heading| TableColumn::new().set_header(heading).set_header_format(self.looks.head.clone())).collect();
            let excel = ExcelTable::new().set_columns(&columns).set_name(name).set_style(TableStyle::Medium2);
            self.page.add_table(0, 0, last, right, &excel)?;
        } else {
            for (place, heading) in headings.iter().enumerate() {
                self.page.write_string_with_format(0, small(place), heading, &self.looks.head)?;
            }
            if !shown.is_empty() {
                self.page.autofilter(0, 0, last, right)?;
                let bands = ConditionalFormatFormula::new().set_rule("=MOD(ROW(),2)=0").set_format(&self.looks.band);
                self.page.add_conditional_format(1, 0, last, right, &bands)?;
            }
        }
        for (row, cells) in (1..).zip(shown) {
            let mut height = LINE;
            for (place, &(wide, broken)) in looks.iter().enumerate() {
                self.cell(row, place, table, cells)?;
                if broken && !folded.contains(&place) {
                    height = height.max(cells.get(place).map_or(0.0, |cell| tall(&text_of(cell), wide)));
                }
            }
            // Not every program makes room for broken texts by itself.
            if height > LINE {
                self.page.set_row_height(row, height)?;
            }
        }
        Ok(last + 1)
    }

    /// Frozen and repeated headings; landscape, as wide as the paper.
    fn set_up(&mut self, headings: bool) -> Result<(), XlsxError> {
        if headings {
            self.page.set_freeze_panes(1, 0)?;
            self.page.set_repeat_rows(0, 0)?;
        }
        self.page.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        self.page.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_header("&L&A").set_footer("&R&P / &N");
        Ok(())
    }

    fn cell(&mut self, row: u32, place: usize, table: &Table, cells: &[Cell]) -> Result<(), XlsxError> {
        let (sheet, column) = (&mut *self.page, small(place));
        let (kind, name) = table.columns.get(place).map_or((Kind::Text, ""), |column| (column.kind, column.name));
        let text = |sheet: &mut Worksheet, text: &str| sheet.write_string(row, column, clipped(text)).map(drop);
        match table.shown(cells, place, self.lang).as_ref() {
            Cell::Null => {}
            Cell::Word(word) if name == "period" => self.period(row, column, word)?,
            Cell::Text(text) if name == "period" => self.period(row, column, text)?,
            Cell::Word(word) => text(sheet, word)?,
            Cell::Text(shown) => text(sheet, shown)?,
            Cell::List(list) => text(sheet, &list.join("; "))?,
            Cell::Int(value) if value.unsigned_abs() > EXACT => text(sheet, &value.to_string())?,
            Cell::Int(value) if matches!(kind, Kind::Int | Kind::Code) => sheet.write_number(row, column, exact(*value)).map(drop)?,
            Cell::Int(value) => sheet.write_number_with_format(row, column, exact(*value), &self.looks.count).map(drop)?,
            Cell::Bool(value) => sheet.write_boolean(row, column, *value).map(drop)?,
            Cell::Time(at) => match ExcelDateTime::from_timestamp(self.zone.local_seconds(*at)) {
                Ok(date) if kind == Kind::Time => sheet.write_datetime(row, column, date).map(drop)?,
                Ok(date) => sheet.write_datetime_with_format(row, column, date, &self.looks.time).map(drop)?,
                // Excel knows no years before 1900 and after 9999.
                Err(_) => text(sheet, &rfc3339(*at))?,
            },
        }
        Ok(())
    }

    /// A day as a day, an hour as a point in time.
    fn period(&mut self, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
        let hour = time::parse(text, None).ok().map(|at| (self.zone.local_seconds(at), &self.looks.time));
        let day = || Some((Zone::UTC.parse_bound(text)?, &self.looks.day));
        let date = hour.or_else(day).and_then(|(at, look)| Some((ExcelDateTime::from_timestamp(at).ok()?, look)));
        match date {
            Some((date, look)) => self.page.write_datetime_with_format(row, column, date, look)?,
            None => self.page.write_string_with_format(row, column, clipped(text), &self.looks.plain)?,
        };
        Ok(())
    }

    /// Writes sentences from a row on, across the columns of the table above them; and says which columns are folded away.
    pub(super) fn sentences(&mut self, top: u32, table: &Table, sentences: &[String]) -> Result<(), XlsxError> {
        let folded = folded(table);
        let names: Vec<String> = folded.iter().filter_map(|&place| Some(heading(table.columns.get(place)?.name, self.lang))).collect();
        let about_folded = (!names.is_empty()).then(|| said::sheet_folded(self.lang, &names.join(said::separator(self.lang))));
        let nothing = table.rows.is_empty().then(|| said::no_rows(self.lang).to_owned());
        let headings = headings(table, self.lang);
        let right = small(headings.len().saturating_sub(1));
        let room: usize =
            (0..headings.len()).filter(|place| !folded.contains(place)).map(|place| self.column_width(table, place, &headings[place]).0).sum();
        for (row, text) in (top..).zip(nothing.iter().chain(sentences).chain(&about_folded)) {
            let text = clipped(text);
            if right == 0 {
                self.page.write_string(row, 0, text)?;
                continue;
            }
            self.page.merge_range(row, 0, row, right, &text, &self.looks.note)?;
            self.page.set_row_height(row, tall(&text, room))?;
        }
        Ok(())
    }

    /// How wide a column is, and whether its texts are broken into lines.
    fn column_width(&self, table: &Table, place: usize, heading: &str) -> (usize, bool) {
        let texts = table.rows.iter().take(LOOKED_AT).map(|row| match table.shown(row, place, self.lang).as_ref() {
            Cell::Word(word) => width(word),
            Cell::Text(text) => width(text),
            Cell::List(list) => width(&list.join("; ")),
            Cell::Time(_) => OF_TIME,
            Cell::Int(number) => number.to_string().len() * 4 / 3,
            Cell::Bool(_) | Cell::Null => 6,
        });
        let widest = texts.max().unwrap_or(0);
        // A heading may be broken into two lines, and has the button of the filter below it.
        let least = wrapped(heading, 10).iter().map(|line| width(line)).max().unwrap_or(0) + 1;
        (widest.clamp(least.min(WIDEST), WIDEST) + 1, widest > WIDEST)
    }
}

/// The text of a cell that may be broken into lines.
fn text_of(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::List(list) => Cow::Owned(list.join("; ")),
        other => Cow::Borrowed(other.as_str().unwrap_or_default()),
    }
}

/// Paper of 210 by 297 mm.
pub(super) const A4: u8 = 9;

/// Points that a text takes in so many columns.
pub(super) fn tall(text: &str, columns: usize) -> f64 {
    let lines = text.lines().map(|line| wrapped(line, columns.max(10)).len()).sum::<usize>().clamp(1, 27);
    real(lines) * LINE
}

/// A label and its value behind it.
pub(super) fn labelled(sheet: &mut Worksheet, row: u32, label: &str, value: &str, looks: &Looks) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, label, &looks.label)?;
    sheet.write_string_with_format(row, 1, clipped(value), &looks.plain)?;
    Ok(())
}

/// The headings of the columns, no two the same, which Excel demands.
fn headings(table: &Table, lang: Lang) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    for column in &table.columns {
        let heading = heading(column.name, lang);
        let again = headings.iter().any(|known| known.to_lowercase() == heading.to_lowercase());
        headings.push(if again { format!("{heading} ({})", column.name) } else { heading });
    }
    headings
}

/// The columns of ids beside which a name stands in every row: they are folded away, so that what people read fits on the paper.
fn folded(table: &Table) -> Vec<usize> {
    let named = |id: &str| match id {
        "user_id" => Some("user_principal_name".to_owned()),
        id => id.strip_suffix("_id").map(|what| match what.strip_suffix("_tenant") {
            Some(whose) => format!("{whose}_name"),
            None => format!("{what}_name"),
        }),
    };
    let is_told = |name: usize, row: &[Cell]| {
        // The name of an organisation is never missing where people read it.
        table.columns.get(name).is_some_and(|column| column.name == "partner_name") || row.get(name).is_some_and(|cell| *cell != Cell::Null)
    };
    let folds = |(place, column): (usize, &crate::report::Column)| {
        let name = table.place(&named(column.name)?)?;
        let all = table.rows.iter().all(|row| row.get(place) == Some(&Cell::Null) || is_told(name, row));
        (all && !table.rows.is_empty()).then_some(place)
    };
    table.columns.iter().enumerate().filter_map(folds).collect()
}

/// A text that fits into a cell; an ellipsis says that something was cut.
pub(super) fn clipped(text: &str) -> Cow<'_, str> {
    // No text has more UTF-16 units than bytes.
    if text.len() <= MAX_TEXT || text.encode_utf16().count() <= MAX_TEXT {
        return Cow::Borrowed(text);
    }
    let mut units = 1;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= MAX_TEXT
        })
        .collect();
    kept.push('…');
    Cow::Owned(kept)
}

pub(super) fn small(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

pub(super) fn real(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[expect(clippy::cast_precision_loss, reason = "numbers beyond 2^53 are written as texts")]
pub(super) fn exact(number: i64) -> f64 {
    number as f64
}
