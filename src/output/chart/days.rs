//! Days: one panel a series, below each other, over the same days. A panel has its own scale, from zero.

use super::canvas::{Canvas, EDGE, SIZE, SMALL, Side, Type, WIDTH};
use super::legend::{LINE, SWATCH};
use super::{ChartError, axis, colour, label, scale};
use crate::report::chart::{DaySeries, Tone};
use crate::words::{Lang, outputs as said};

/// Distance between panels.
const BETWEEN: i32 = 16;
/// A day narrower than this is a point of an area, not a column.
const NARROW: i32 = 4;
/// The widest column.
const WIDEST: i32 = 48;

/// One panel.
struct Panel<'a> {
    series: &'a DaySeries,
    ticks: Vec<u128>,
}

/// Where everything is.
pub(super) struct Layout<'a> {
    days: &'a [String],
    panels: Vec<Panel<'a>>,
    /// Where the days start.
    left: i32,
    /// How wide all days are together.
    full: i32,
    /// Height of the plot of a panel.
    tall: i32,
    lang: Lang,
}

impl<'a> Layout<'a> {
    /// Measures the axes.
    pub(super) fn of(days: &'a [String], series: &'a [DaySeries], lang: Lang) -> Self {
        let panels: Vec<Panel<'a>> = series
            .iter()
            .map(|series| Panel { series, ticks: scale::ticks(series.sign_ins.iter().chain(&series.failures).copied().max().unwrap_or(0)) })
            .collect();
        let widest = panels.iter().flat_map(|panel| &panel.ticks).map(|&tick| label::width(&label::grouped(tick), SMALL)).max();
        let left = EDGE + widest.unwrap_or(0).max(28) + 8;
        let tall = if series.len() > 1 { 116 } else { 190 };
        Self { days, panels, left, full: WIDTH - EDGE - 10 - left, tall, lang }
    }

    fn is_empty(&self) -> bool {
        self.days.is_empty() || self.panels.is_empty()
    }

    /// Where a panel starts, heading included.
    fn top(&self, panel: usize) -> i32 {
        EDGE / 2 + scale::length(panel) * (LINE + self.tall + BETWEEN)
    }

    /// How high the picture is.
    pub(super) fn height(&self) -> i32 {
        if self.is_empty() { 66 } else { self.top(self.panels.len()) - BETWEEN + axis::foot(self.days) }
    }

    /// The middle of a day.
    fn middle(&self, day: usize) -> i32 {
        let days = i64::from(scale::length(self.days.len()).max(1));
        let halves = (2 * i64::from(scale::length(day)) + 1) * i64::from(self.full) / (2 * days);
        self.left + i32::try_from(halves).unwrap_or(self.full)
    }

    /// Draws the picture.
    pub(super) fn draw(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        if self.is_empty() {
            return canvas.text(said::no_sign_ins(self.lang), (WIDTH / 2, self.height() / 2), Side::Around, Type::NOTE);
        }
        for (place, panel) in self.panels.iter().enumerate() {
            let base = self.top(place) + LINE + self.tall;
            self.grid(canvas, panel, base)?;
            self.marks(canvas, &panel.series.sign_ins, panel, base, colour::tint(panel.series.tone))?;
            self.marks(canvas, &panel.series.failures, panel, base, colour::of(Tone::Failure))?;
            canvas.line(vec![(self.left, base), (self.left + self.full, base)], 1, colour::AXIS)?;
            self.events(canvas, panel, base)?;
            self.heading(canvas, panel, self.top(place) + LINE / 2 - 3)?;
        }
        let base = self.top(self.panels.len()) - BETWEEN;
        let note = if self.panels.len() > 1 { said::own_scale(self.lang) } else { "" };
        axis::draw(canvas, self.days, note, &axis::Spot { base, left: self.left, full: self.full, lang: self.lang }, |day| self.middle(day))
    }

    /// Name and sums of a panel, which are its legend too.
    fn heading(&self, canvas: &Canvas<'_>, panel: &Panel<'_>, y: i32) -> Result<(), ChartError> {
        let DaySeries { name, tone, sign_ins: all, failures: failed, .. } = panel.series;
        let sum = |values: &[u64]| label::grouped(values.iter().map(|&value| u128::from(value)).sum());
        let all = said::all_sign_ins(self.lang, &sum(all));
        let failed = said::all_failed(self.lang, &sum(failed));
        let rest = 2 * (SWATCH + 8) + 40 + label::width(&all, SIZE) + label::width(&failed, SIZE);
        let name = label::cut(name, (self.full - rest) * 5 / 6, SIZE);
        let mut x = self.left;
        canvas.rect((x, y - SWATCH / 2), (SWATCH, SWATCH), colour::tint(*tone))?;
        x += SWATCH + 8;
        canvas.text(&name, (x, y), Side::After, Type::STRONG)?;
        x += label::bold_width(&name, SIZE) + 12;
        canvas.text(&all, (x, y), Side::After, Type::LABEL)?;
        x += label::width(&all, SIZE) + 24;
        canvas.rect((x, y - SWATCH / 2), (SWATCH, SWATCH), colour::of(Tone::Failure))?;
        x += SWATCH + 8;
        // No log holds so many sign-ins that this cuts anything.
        canvas.text(&label::cut(&failed, WIDTH - x, SIZE), (x, y), Side::After, Type::LABEL)
    }

    /// A line at the start of each day on which something happened, with what it was.
    fn events(&self, canvas: &Canvas<'_>, panel: &Panel<'_>, base: i32) -> Result<(), ChartError> {
        let half = self.full / scale::length(self.days.len()).max(1) / 2;
        let top = base - self.tall + 4;
        for (place, (day, words)) in panel.series.marks.iter().enumerate() {
            let x = self.middle(*day) - half;
            // Words of neighbours stand below each other.
            let y = top + 4 + scale::length(place % 3) * 15;
            canvas.line(vec![(x, top), (x, base)], 2, colour::INK)?;
            let right = self.left + self.full - x;
            let wide = label::width(words, SMALL) + 8;
            let (side, room, start) =
                if wide <= right || right > self.full / 2 { (Side::After, right, x + 5) } else { (Side::Before, x - self.left, x - 5) };
            canvas.text(&label::cut(words, room - 8, SMALL), (start, y), side, Type::NOTE)?;
        }
        Ok(())
    }

    /// Grid lines with their numbers.
    fn grid(&self, canvas: &Canvas<'_>, panel: &Panel<'_>, base: i32) -> Result<(), ChartError> {
        let most = panel.ticks.last().copied().unwrap_or(1);
        for tick in std::iter::once(0).chain(panel.ticks.iter().copied()) {
            let y = base - scale::along(tick, most, self.tall - 6);
            if tick > 0 {
                canvas.line(vec![(self.left, y), (self.left + self.full, y)], 1, colour::GRID)?;
            }
            canvas.text(&label::grouped(tick), (self.left - 8, y), Side::Before, Type::NOTE)?;
        }
        Ok(())
    }

    /// Columns, or an area where days are too narrow for columns.
    fn marks(&self, canvas: &Canvas<'_>, values: &[u64], panel: &Panel<'_>, base: i32, fill: plotters::style::RGBColor) -> Result<(), ChartError> {
        let most = panel.ticks.last().copied().unwrap_or(1);
        let day_width = self.full / scale::length(self.days.len()).max(1);
        let tall = |value: u64| scale::along(u128::from(value), most, self.tall - 6);
        let values = values.iter().take(self.days.len()).copied().enumerate();
        if day_width >= NARROW {
            let wide = (day_width * 4 / 5).min(WIDEST);
            for (day, value) in values {
                canvas.rect((self.middle(day) - wide / 2, base - tall(value)), (wide, tall(value)), fill)?;
            }
            return Ok(());
        }
        let mut points = vec![(self.left, base)];
        points.extend(values.map(|(day, value)| (self.middle(day), base - tall(value))));
        points.push((points.last().map_or(self.left, |point| point.0), base));
        canvas.area(points, fill)
    }
}
