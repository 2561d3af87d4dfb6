//! Charts as SVG text: one picture of [`Chart`] data, 1000 units wide, with its title and description inside.
//!
//! Pure: the same chart gives the same bytes. It decides where and how things are drawn, never what: the numbers, their order and
//! their names come from the report. It writes no files, knows no HTML, and uses presentational attributes only (no styles, scripts or
//! references), so a picture may stand alone or inside a page with a strict content security policy.

mod axis;
mod bars;
mod canvas;
pub(super) mod colour;
mod days;
mod heat;
mod label;
mod legend;
mod root;
mod scale;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::report::chart::{Chart, Figure};
use crate::words::Lang;
use canvas::Canvas;

/// A chart could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartError(String);

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot draw the chart: {}", self.0)
    }
}

impl std::error::Error for ChartError {}

/// Draws a chart as a complete SVG element: `width`, `height` and `viewBox` are set, so that `max-width: 100%; height: auto` scales it.
///
/// # Errors
///
/// When the drawing library refuses a shape; no data is known that makes it.
pub fn svg(chart: &Chart, lang: Lang) -> Result<String, ChartError> {
    let mut drawn = String::new();
    match &chart.figure {
        Figure::Bars { parts, bars } => {
            let layout = bars::Layout::of(parts, bars, lang);
            let canvas = Canvas::new(&mut drawn, layout.height())?;
            layout.draw(&canvas)?;
            canvas.finish()?;
        }
        Figure::Days { days, series } => {
            let layout = days::Layout::of(days, series, lang);
            let canvas = Canvas::new(&mut drawn, layout.height())?;
            layout.draw(&canvas)?;
            canvas.finish()?;
        }
        Figure::Heat { days, rows } => {
            let layout = heat::Layout::of(days, rows, lang);
            let canvas = Canvas::new(&mut drawn, layout.height())?;
            layout.draw(&canvas)?;
            canvas.finish()?;
        }
    }
    root::complete(&drawn, &chart.title, &chart.description)
}
