//! The first sheet: the answer on paper, charts, and links to the other sheets.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::Planned;
use super::figures::Figures;
use super::looks::Looks;
use super::sheet::{A4, clipped, exact, real, tall};
use crate::report::chart::Chart;
use crate::report::{Caveat, Hint, Summary, shown_hints};
use crate::words::{Lang, outputs as said};

/// Widths of the columns: what a value is, the value, and what is said about it.
const WIDTHS: [usize; 3] = [26, 13, 50];
/// Pixels of a row without a height of its own.
const ROW: u32 = 20;

/// What stands on the cover.
pub struct Cover<'c> {
    /// The title.
    pub title: &'c str,
    /// Tenant, period and what else the report is about.
    pub facts: &'c [(&'static str, String)],
    /// Figures and sentences.
    pub summary: &'c Summary,
    /// What the sequence of events tells.
    pub hints: &'c [Hint],
    /// What the logs cannot show.
    pub caveats: &'c [Caveat],
    /// The charts of the report, of which those that Excel can draw are shown.
    pub charts: &'c [Chart],
}

impl Cover<'_> {
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        planned: &[Planned<'_>],
        figures: &Figures<'_>,
        looks: &Looks,
        lang: Lang,
    ) -> Result<(), XlsxError> {
        sheet.set_name(said::sheet_summary(lang))?;
        for (column, width) in (0..).zip(WIDTHS) {
            sheet.set_column_width(column, real(width))?;
        }
        sheet.set_screen_gridlines(false).set_paper_size(A4).set_print_scale(80);
        sheet.set_margins(0.5, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&R&P / &N");
        let mut page = Page { sheet, looks, row: 0 };
        page.sheet.write_string_with_format(0, 0, clipped(self.title), &looks.title)?;
        page.row = 2;
        for (name, value) in self.facts {
            page.sheet.write_string_with_format(page.row, 0, *name, &looks.label)?;
            page.across(1, value, &looks.note)?;
        }
        page.section(said::cover_figures(lang))?;
        for figure in &self.summary.figures {
            page.sheet.write_string_with_format(page.row, 0, figure.label, &looks.label)?;
            page.sheet.write_number_with_format(page.row, 1, exact(figure.number), &looks.figure)?;
            page.sheet.write_string_with_format(page.row, 2, clipped(&figure.note), &looks.wrapped)?;
            let lines = tall(&figure.note, WIDTHS[2]).max(tall(figure.label, WIDTHS[0]));
            page.sheet.set_row_height(page.row, lines)?;
            page.row += 1;
        }
        let (hints, more) = shown_hints(self.hints, lang);
        let hints: Vec<&str> = hints.iter().map(|hint| hint.text.as_str()).chain(more.as_deref()).collect();
        page.paragraphs(said::cover_answer(lang), self.summary.sentences.iter().map(String::as_str))?;
        page.paragraphs(said::cover_hints(lang), hints)?;
        page.paragraphs(said::cover_caveats(lang), self.caveats.iter().map(|caveat| caveat.message.as_str()))?;
        page.contents(planned, !figures.is_empty(), lang)?;
        let breaks = page.charts(figures, lang)?;
        sheet.set_page_breaks(&breaks)?;
        Ok(())
    }
}

/// The cover as it grows.
struct Page<'p> {
    sheet: &'p mut Worksheet,
    looks: &'p Looks,
    /// The next row.
    row: u32,
}

impl Page<'_> {
    /// A heading, with a row left free above it.
    fn section(&mut self, heading: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.write_string_with_format(self.row, 0, heading, &self.looks.section)?;
        for column in [1, 2] {
            self.sheet.write_blank(self.row, column, &self.looks.section)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A text from a column to the right edge, as high as it needs.
    fn across(&mut self, from: u16, text: &str, look: &Format) -> Result<(), XlsxError> {
        let text = clipped(text);
        self.sheet.merge_range(self.row, from, self.row, 2, &text, look)?;
        let room = WIDTHS.iter().skip(usize::from(from)).sum();
        self.sheet.set_row_height(self.row, tall(&text, room))?;
        self.row += 1;
        Ok(())
    }

    /// Sentences under a heading, where there are any.
    fn paragraphs<'t>(&mut self, heading: &str, texts: impl IntoIterator<Item = &'t str>) -> Result<(), XlsxError> {
        let mut texts = texts.into_iter().peekable();
        if texts.peek().is_none() {
            return Ok(());
        }
        self.section(heading)?;
        texts.try_for_each(|text| self.across(0, text, &self.looks.note))
    }

    /// A link to each sheet.
    fn contents(&mut self, planned: &[Planned<'_>], has_figures: bool, lang: Lang) -> Result<(), XlsxError> {
        self.section(said::cover_contents(lang))?;
        for (column, heading) in (0..).zip([said::cover_sheet(lang), said::cover_rows(lang), said::cover_question(lang)]) {
            self.sheet.write_string_with_format(self.row, column, heading, &self.looks.label)?;
        }
        self.row += 1;
        for planned in planned {
            self.link(&planned.name, Some(planned.rows.len()), planned.report.question)?;
        }
        self.link(said::sheet_evidence(lang), None, said::cover_evidence(lang))?;
        if has_figures {
            self.link(said::sheet_figures(lang), None, said::cover_data(lang))?;
        }
        Ok(())
    }

    fn link(&mut self, sheet: &str, rows: Option<usize>, about: &str) -> Result<(), XlsxError> {
        let url = Url::new(format!("internal:'{}'!A1", sheet.replace('\'', "''"))).set_text(sheet);
        self.sheet.write_url_with_format(self.row, 0, url, &self.looks.link)?;
        if let Some(rows) = rows {
            self.sheet.write_number_with_format(self.row, 1, real(rows), &self.looks.count)?;
        }
        self.sheet.write_string_with_format(self.row, 2, about, &self.looks.wrapped)?;
        self.sheet.set_row_height(self.row, tall(about, WIDTHS[2]))?;
        self.row += 1;
        Ok(())
    }

    /// The charts, on pages of their own; returns the rows at which those begin.
    fn charts(&mut self, figures: &Figures<'_>, lang: Lang) -> Result<Vec<u32>, XlsxError> {
        /// Pixels of a page at the scale of the cover.
        const PAGE: u32 = 1_200;
        if figures.is_empty() {
            return Ok(Vec::new());
        }
        let mut breaks = vec![self.row + 1];
        self.section(said::cover_charts(lang))?;
        let mut used = 2 * ROW;
        for (drawing, pixels) in figures.drawings() {
            let rows = pixels.div_ceil(ROW) + 1;
            if used + rows * ROW > PAGE {
                breaks.push(self.row);
                used = 0;
            }
            self.sheet.insert_chart(self.row, 0, &drawing)?;
            self.row += rows;
            used += rows * ROW;
        }
        Ok(breaks)
    }
}
