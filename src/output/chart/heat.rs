//! Rows over days, shaded by value on a square-root scale: a few sign-ins are seen, and many do not hide them.

use super::canvas::{Canvas, EDGE, SIZE, SMALL, Side, Type, WIDTH};
use super::legend::{LINE, SWATCH};
use super::{ChartError, axis, colour, label, scale};
use crate::words::{Lang, outputs as said};

/// Label and values of a row.
type HeatRow = (String, Vec<u64>);

/// Distance between rows.
const PITCH: i32 = 28;
/// Space for the heading of the totals.
const HEAD: i32 = 22;
/// The widest that labels may be.
const LABELS: i32 = 300;
/// The widest day.
const WIDEST: i32 = 60;
/// A day narrower than this has no border.
const NARROW: i32 = 4;

/// Where everything is.
pub(super) struct Layout<'a> {
    days: &'a [String],
    rows: &'a [HeatRow],
    labels: Vec<String>,
    sums: Vec<String>,
    most: u64,
    /// Where the days start.
    left: i32,
    /// How wide all days are together.
    full: i32,
    lang: Lang,
}

impl<'a> Layout<'a> {
    /// Measures the texts.
    pub(super) fn of(days: &'a [String], rows: &'a [HeatRow], lang: Lang) -> Self {
        let most = rows.iter().flat_map(|row| &row.1).copied().max().unwrap_or(0);
        let sums: Vec<String> = rows.iter().map(|row| label::grouped(row.1.iter().map(|&value| u128::from(value)).sum())).collect();
        let right = sums.iter().map(|sum| label::bold_width(sum, SIZE)).max().unwrap_or(0).max(label::width(said::total(lang), SMALL));
        let wanted = rows.iter().map(|row| label::width(&label::clean(&row.0), SIZE)).max().unwrap_or(0);
        let room = WIDTH - 2 * EDGE - 10 - 14 - right;
        let count = scale::length(days.len()).max(1);
        let day = (room - wanted.min(LABELS)) / count;
        let full = if day >= NARROW { day.min(WIDEST) * count } else { room - wanted.min(LABELS) };
        let gutter = wanted.min(room - full);
        let labels = rows.iter().map(|row| label::cut(&row.0, gutter, SIZE)).collect();
        Self { days, rows, labels, sums, most, left: EDGE + gutter + 10, full, lang }
    }

    fn is_empty(&self) -> bool {
        self.days.is_empty() || self.rows.is_empty()
    }

    fn top() -> i32 {
        EDGE / 2 + LINE + HEAD
    }

    fn bottom(&self) -> i32 {
        Self::top() + PITCH * scale::length(self.rows.len())
    }

    /// How high the picture is.
    pub(super) fn height(&self) -> i32 {
        if self.is_empty() { 66 } else { self.bottom() + axis::foot(self.days) }
    }

    /// Where a day starts.
    fn start(&self, day: usize) -> i32 {
        let days = i64::from(scale::length(self.days.len()).max(1));
        self.left + i32::try_from(i64::from(scale::length(day)) * i64::from(self.full) / days).unwrap_or(self.full)
    }

    /// Draws the picture.
    pub(super) fn draw(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        if self.is_empty() {
            return canvas.text(said::no_sign_ins(self.lang), (WIDTH / 2, self.height() / 2), Side::Around, Type::NOTE);
        }
        self.legend(canvas, EDGE / 2 + LINE / 2)?;
        self.grid(canvas)?;
        let border = i32::from(self.start(1) - self.left >= NARROW);
        let right = self.left + self.full + 14;
        canvas.text(said::total(self.lang), (right, Self::top() - HEAD / 2), Side::After, Type::NOTE)?;
        for (place, ((row, text), sum)) in self.rows.iter().zip(&self.labels).zip(&self.sums).enumerate() {
            let y = Self::top() + PITCH * scale::length(place);
            canvas.text(text, (self.left - 10, y + PITCH / 2), Side::Before, Type::LABEL)?;
            canvas.text(sum, (right, y + PITCH / 2), Side::After, Type::STRONG)?;
            for (day, &value) in row.1.iter().take(self.days.len()).enumerate().filter(|&(_, &value)| value > 0) {
                let (from, to) = (self.start(day), self.start(day + 1));
                let size = ((to - from - border).max(1), PITCH - 1);
                canvas.rect((from + border, y + 1), size, colour::heat(scale::rooted(value, self.most)))?;
            }
        }
        Ok(())
    }

    /// The empty cells and the labels of the days; cells with values are drawn over them.
    fn grid(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let (top, bottom, right) = (Self::top(), self.bottom(), self.left + self.full);
        canvas.rect((self.left, top), (self.full, bottom - top), colour::EMPTY)?;
        for row in 0..=scale::length(self.rows.len()) {
            canvas.rect((self.left, top + PITCH * row), (self.full + 1, 1), colour::GRID)?;
        }
        if self.start(1) - self.left >= NARROW {
            for day in 0..self.days.len() {
                canvas.rect((self.start(day), top), (1, bottom - top), colour::GRID)?;
            }
            canvas.rect((right, top), (1, bottom - top + 1), colour::GRID)?;
        }
        let middle = |day| i32::midpoint(self.start(day), self.start(day + 1));
        axis::draw(canvas, self.days, "", &axis::Spot { base: bottom, left: self.left, full: self.full, lang: self.lang }, middle)
    }

    /// The scale: nothing, few, and so on to the most.
    fn legend(&self, canvas: &Canvas<'_>, y: i32) -> Result<(), ChartError> {
        let mut x = EDGE;
        canvas.text(said::per_day(self.lang), (x, y), Side::After, Type::NOTE)?;
        x += label::width(said::per_day(self.lang), SMALL) + 16;
        let texts = |values: &[u64]| -> i32 { values.iter().map(|&value| SWATCH + 22 + label::width(&label::grouped(value.into()), SMALL)).sum() };
        let mut values = scale::examples(self.most);
        if x + texts(&values) > WIDTH - EDGE {
            values = vec![0, 1, self.most];
        }
        for value in values {
            let text = label::grouped(value.into());
            let corner = (x, y - SWATCH / 2);
            if value == 0 {
                canvas.rect(corner, (SWATCH, SWATCH), colour::EMPTY)?;
                canvas.frame(corner, (SWATCH, SWATCH), colour::GRID)?;
            } else {
                canvas.rect(corner, (SWATCH, SWATCH), colour::heat(scale::rooted(value, self.most)))?;
            }
            canvas.text(&text, (x + SWATCH + 6, y), Side::After, Type::NOTE)?;
            x += SWATCH + 6 + label::width(&text, SMALL) + 16;
        }
        Ok(())
    }
}
