//! What the figures draw on: a white sheet 1000 units wide, with rectangles, lines, areas and single lines of text. Knows no data.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{PathElement, Polygon, Rectangle, Text};
use plotters::prelude::SVGBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

use super::{ChartError, colour};

/// Width of every picture.
pub(super) const WIDTH: i32 = 1000;
/// Free space at the edges.
pub(super) const EDGE: i32 = 16;
/// Font size of labels and values.
pub(super) const SIZE: i32 = 16;
/// Font size of axes and notes: still 9 units when the picture is shown at 640.
pub(super) const SMALL: i32 = 15;
/// Fonts for Latin and Japanese on Windows, macOS and Linux.
pub(super) const FONTS: &str = "'Segoe UI','Yu Gothic UI','Hiragino Sans','Noto Sans CJK JP',sans-serif";

/// The backend divides font sizes by this.
pub(super) const FONT_SCALE: f64 = 1.24;

/// Where a text is, seen from its point; it is always centred vertically.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// It starts at the point.
    After,
    /// Its middle is at the point.
    Around,
    /// It ends at the point.
    Before,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(super) struct Type {
    /// Font size.
    pub(super) size: i32,
    /// Colour.
    pub(super) colour: RGBColor,
    /// Whether it is bold.
    pub(super) bold: bool,
}

impl Type {
    /// Labels and values.
    pub(super) const LABEL: Self = Self { size: SIZE, colour: colour::INK, bold: false };
    /// Headings and totals.
    pub(super) const STRONG: Self = Self { size: SIZE, colour: colour::INK, bold: true };
    /// Axes and notes.
    pub(super) const NOTE: Self = Self { size: SMALL, colour: colour::FADED, bold: false };
}

/// The sheet.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

impl<'a> Canvas<'a> {
    /// A white sheet that is written to a text.
    pub(super) fn new(out: &'a mut String, height: i32) -> Result<Self, ChartError> {
        let area = SVGBackend::with_string(out, (WIDTH.unsigned_abs(), height.unsigned_abs())).into_drawing_area();
        area.fill(&colour::PAPER).map_err(|error| refused(&error))?;
        Ok(Self { area })
    }

    /// Ends the drawing.
    pub(super) fn finish(self) -> Result<(), ChartError> {
        self.area.present().map_err(|error| refused(&error))
    }

    /// A filled rectangle by its upper left corner and its size; nothing where it has none.
    pub(super) fn rect(&self, (x, y): (i32, i32), (width, height): (i32, i32), fill: RGBColor) -> Result<(), ChartError> {
        if width <= 0 || height <= 0 {
            return Ok(());
        }
        self.area.draw(&Rectangle::new([(x, y), (x + width, y + height)], fill.filled())).map_err(|error| refused(&error))
    }

    /// The outline of a rectangle, one unit wide.
    pub(super) fn frame(&self, (x, y): (i32, i32), (width, height): (i32, i32), stroke: RGBColor) -> Result<(), ChartError> {
        self.area.draw(&Rectangle::new([(x, y), (x + width, y + height)], ShapeStyle::from(&stroke))).map_err(|error| refused(&error))
    }

    /// A line from point to point.
    pub(super) fn line(&self, points: Vec<(i32, i32)>, width: u32, stroke: RGBColor) -> Result<(), ChartError> {
        self.area.draw(&PathElement::new(points, stroke.stroke_width(width))).map_err(|error| refused(&error))
    }

    /// A filled area between points.
    pub(super) fn area(&self, points: Vec<(i32, i32)>, fill: RGBColor) -> Result<(), ChartError> {
        self.area.draw(&Polygon::new(points, fill.filled())).map_err(|error| refused(&error))
    }

    /// A text, which must be clean and cut already.
    pub(super) fn text(&self, text: &str, point: (i32, i32), side: Side, look: Type) -> Result<(), ChartError> {
        let across = match side {
            Side::After => HPos::Left,
            Side::Around => HPos::Center,
            Side::Before => HPos::Right,
        };
        let weight = if look.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = (FontFamily::Name(FONTS), f64::from(look.size) * FONT_SCALE, weight);
        let style = TextStyle::from(font).color(&look.colour).pos(Pos::new(across, VPos::Center));
        self.area.draw(&Text::new(text, point, style)).map_err(|error| refused(&error))
    }
}

/// What the drawing library says.
fn refused(error: &dyn std::fmt::Display) -> ChartError {
    ChartError(error.to_string())
}
