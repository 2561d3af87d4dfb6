//! Horizontal stacked bars: label, parts, total. Sorting and limiting the bars is not done here.

use plotters::style::RGBColor;

use super::canvas::{Canvas, EDGE, SIZE, SMALL, Side, Type, WIDTH};
use super::legend::Legend;
use super::{ChartError, colour, label, scale};
use crate::report::chart::{Bar, LegendEntry};
use crate::words::{Lang, outputs as said};

/// Distance between bars.
const PITCH: i32 = 34;
/// Thickness of a bar.
const THICK: i32 = 24;
/// The widest that labels may be.
const LABELS: i32 = 400;
/// Free space between label, bar and total.
const GAP: i32 = 10;

/// Where everything is.
pub(super) struct Layout<'a> {
    bars: &'a [Bar],
    colours: Vec<RGBColor>,
    legend: Legend,
    labels: Vec<String>,
    totals: Vec<u128>,
    /// Where bars start.
    left: i32,
    /// How long the longest bar is.
    full: i32,
    lang: Lang,
}

impl<'a> Layout<'a> {
    /// Measures the texts.
    pub(super) fn of(parts: &[LegendEntry], bars: &'a [Bar], lang: Lang) -> Self {
        let colours = colour::of_parts(parts);
        let named = parts.iter().map(|part| part.name.as_str()).zip(colours.iter().copied());
        let legend = Legend::of(named.filter(|_| parts.len() > 1));
        let labels: Vec<String> = bars.iter().map(|bar| label::cut(&bar.label, LABELS, SIZE)).collect();
        let totals: Vec<u128> = bars.iter().map(|bar| bar.parts.iter().map(|&part| u128::from(part)).sum()).collect();
        let left = EDGE + labels.iter().map(|text| label::width(text, SIZE)).max().unwrap_or(0) + GAP;
        let right = totals.iter().map(|&total| label::bold_width(&label::grouped(total), SIZE)).max().unwrap_or(0);
        let full = WIDTH - EDGE - right - GAP - left;
        Self { bars, colours, legend, labels, totals, left, full, lang }
    }

    fn most(&self) -> u128 {
        self.totals.iter().copied().max().unwrap_or(0)
    }

    fn top(&self) -> i32 {
        let legend = self.legend.height();
        EDGE / 2 + if legend > 0 { legend + EDGE / 2 } else { 0 }
    }

    /// How high the picture is.
    pub(super) fn height(&self) -> i32 {
        self.top() + PITCH * scale::length(self.bars.len().max(1)) + EDGE / 2
    }

    /// Draws the picture.
    pub(super) fn draw(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        self.legend.draw(canvas, EDGE / 2)?;
        if self.bars.is_empty() {
            return canvas.text(said::no_sign_ins(self.lang), (WIDTH / 2, self.top() + PITCH / 2), Side::Around, Type::NOTE);
        }
        for (row, ((bar, text), &total)) in self.bars.iter().zip(&self.labels).zip(&self.totals).enumerate() {
            let middle = self.top() + PITCH * scale::length(row) + PITCH / 2;
            canvas.text(text, (self.left - GAP, middle), Side::Before, Type::LABEL)?;
            let end = self.parts(canvas, bar, middle)?;
            let value = if self.most() == 0 { said::zero(self.lang).to_owned() } else { label::grouped(total) };
            canvas.text(&value, (end + GAP, middle), Side::After, if total == 0 { Type::NOTE } else { Type::STRONG })?;
        }
        let bottom = self.height() - EDGE / 2;
        canvas.line(vec![(self.left, self.top()), (self.left, bottom)], 1, colour::AXIS)
    }

    /// Draws the parts of a bar, with their values where there is room; returns where the last one ends.
    fn parts(&self, canvas: &Canvas<'_>, bar: &Bar, middle: i32) -> Result<i32, ChartError> {
        let (most, mut before, mut start) = (self.most(), 0_u128, self.left);
        let last = bar.parts.iter().rposition(|&part| part > 0).unwrap_or(0);
        for (place, &part) in bar.parts.iter().enumerate().filter(|&(_, &part)| part > 0) {
            before += u128::from(part);
            let end = (self.left + scale::along(before, most, self.full)).max(start + 1);
            let fill = self.colours.get(place).copied().unwrap_or(colour::AXIS);
            let wide = end - start - if place == last || end - start < 6 { 0 } else { 2 };
            canvas.rect((start, middle - THICK / 2), (wide, THICK), fill)?;
            let value = label::grouped(u128::from(part));
            if self.colours.len() > 1 && label::width(&value, SMALL) + 10 <= wide {
                let look = Type { size: SMALL, colour: colour::on(fill), bold: false };
                canvas.text(&value, (start + wide / 2, middle), Side::Around, look)?;
            }
            start = end;
        }
        Ok(start)
    }
}
