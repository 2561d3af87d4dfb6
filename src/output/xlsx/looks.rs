//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::report::Kind;

/// Behind headings.
const HEAD: Color = Color::RGB(0x1F_4E_79);
/// Behind every other row.
const BAND: Color = Color::RGB(0xDD_EB_F7);
/// Words that matter less.
const FADED: Color = Color::RGB(0x59_59_59);
/// Links.
const LINK: Color = Color::RGB(0x05_63_C1);

/// The formats of cells.
pub(super) struct Looks {
    /// The title of the cover.
    pub title: Format,
    /// A heading on the cover.
    pub section: Format,
    /// The heading of a column.
    pub head: Format,
    /// Every other row of a table that is no Excel table.
    pub band: Format,
    /// What a value is.
    pub label: Format,
    /// A text that stays on its line.
    pub plain: Format,
    /// A text that is broken into lines.
    pub wrapped: Format,
    /// A sentence below a table.
    pub note: Format,
    /// A count.
    pub count: Format,
    /// A number that is a name.
    pub code: Format,
    /// A figure on the cover.
    pub figure: Format,
    /// A point in time.
    pub time: Format,
    /// A day.
    pub day: Format,
    /// A link to a sheet.
    pub link: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let wrapped = top.clone().set_text_wrap();
        Self {
            title: Format::new().set_bold().set_font_size(18),
            section: Format::new().set_bold().set_font_size(13).set_font_color(HEAD).set_border_bottom(FormatBorder::Thin),
            head: wrapped.clone().set_bold().set_font_color(Color::White).set_background_color(HEAD),
            band: Format::new().set_background_color(BAND),
            label: wrapped.clone().set_font_color(FADED),
            note: wrapped.clone().set_align(FormatAlign::Left),
            count: top.clone().set_num_format("#,##0"),
            code: top.clone().set_num_format("0"),
            figure: top.clone().set_bold().set_num_format("#,##0"),
            time: top.clone().set_num_format("yyyy-mm-dd hh:mm:ss"),
            day: top.clone().set_num_format("yyyy-mm-dd"),
            link: top.clone().set_font_color(LINK).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            plain: top,
            wrapped,
        }
    }

    /// How the cells of a column look, mostly; `broken` = its texts are broken into lines.
    pub(super) fn of(&self, kind: Option<Kind>, broken: bool) -> &Format {
        match kind {
            Some(Kind::Int) => &self.count,
            Some(Kind::Code) => &self.code,
            Some(Kind::Time) => &self.time,
            Some(Kind::Text | Kind::List) | None if broken => &self.wrapped,
            Some(Kind::Text | Kind::List | Kind::Bool) | None => &self.plain,
        }
    }
}
