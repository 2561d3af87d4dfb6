//! Legends: swatches with names that flow from left to right and wrap. Which colours mean what is up to the figures.

use plotters::style::RGBColor;

use super::canvas::{Canvas, EDGE, SIZE, Side, Type, WIDTH};
use super::{ChartError, label};

/// Height of a line of a legend.
pub(super) const LINE: i32 = 26;
/// Side of a swatch.
pub(super) const SWATCH: i32 = 16;

/// A swatch and its name, where it is drawn.
struct Entry {
    x: i32,
    line: i32,
    name: String,
    colour: RGBColor,
}

/// A legend of one or more lines.
pub(super) struct Legend {
    entries: Vec<Entry>,
}

impl Legend {
    /// Places the entries one after the other.
    pub(super) fn of<'a>(entries: impl Iterator<Item = (&'a str, RGBColor)>) -> Self {
        let room = WIDTH - 2 * EDGE;
        let (mut x, mut line) = (0, 0);
        let mut placed = Vec::new();
        for (name, colour) in entries {
            let name = label::cut(name, room - SWATCH - 8, SIZE);
            let wide = SWATCH + 8 + label::width(&name, SIZE);
            if x > 0 && x + wide > room {
                (x, line) = (0, line + 1);
            }
            placed.push(Entry { x: EDGE + x, line, name, colour });
            x += wide + 24;
        }
        Self { entries: placed }
    }

    /// How high it is.
    pub(super) fn height(&self) -> i32 {
        self.entries.last().map_or(0, |entry| (entry.line + 1) * LINE)
    }

    /// Draws it below `top`.
    pub(super) fn draw(&self, canvas: &Canvas<'_>, top: i32) -> Result<(), ChartError> {
        for entry in &self.entries {
            let middle = top + entry.line * LINE + LINE / 2;
            canvas.rect((entry.x, middle - SWATCH / 2), (SWATCH, SWATCH), entry.colour)?;
            canvas.text(&entry.name, (entry.x + SWATCH + 8, middle), Side::After, Type::LABEL)?;
        }
        Ok(())
    }
}
