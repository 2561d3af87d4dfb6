//! Charts that Excel draws itself, and the sheet with the numbers behind them.

use rust_xlsxwriter::{
    Chart as Drawing, ChartAxis, ChartAxisLabelPosition, ChartAxisTickType, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill,
    ChartType, Color, Worksheet, XlsxError,
};

use super::looks::Looks;
use super::sheet::{clipped, exact, small};
use crate::output::chart::colour;
use crate::report::chart::{Chart, Figure, Tone};
use crate::words::{Lang, outputs as said};

/// Pixels of a chart.
const WIDE: u32 = 600;
/// Pixels of a chart over days, and of all that is not a bar.
const TALL: u32 = 260;
const AROUND_BARS: u32 = 110;
const BAR: u32 = 22;

/// A block of numbers behind a chart.
struct Block<'c> {
    title: &'c str,
    /// How it is drawn.
    bars: bool,
    labels: Vec<&'c str>,
    series: Vec<Series>,
    /// The row of the title on the sheet; names stand below it, then the rows.
    top: u32,
}

struct Series {
    name: String,
    values: Vec<u64>,
    colour: Color,
    /// Whether it is a line over the columns.
    line: bool,
}

/// The charts of a workbook.
pub(super) struct Figures<'c> {
    blocks: Vec<Block<'c>>,
    /// The name of the sheet with the numbers.
    sheet: &'static str,
}

impl<'c> Figures<'c> {
    /// Those of the charts that Excel can draw: bars, and days of both directions.
    pub(super) fn of(charts: &'c [Chart], lang: Lang) -> Self {
        let mut blocks: Vec<Block<'c>> = Vec::new();
        let mut top = 0;
        for chart in charts {
            let (bars, labels, series): (bool, Vec<&str>, Vec<Series>) = match &chart.figure {
                Figure::Bars { parts, bars } if !bars.is_empty() => {
                    let colours = colour::of_parts(parts);
                    let series = parts.iter().zip(colours).enumerate().map(|(place, (part, colour))| Series {
                        name: part.name.clone(),
                        values: bars.iter().map(|bar| bar.parts.get(place).copied().unwrap_or(0)).collect(),
                        colour: rgb(colour),
                        line: false,
                    });
                    (true, bars.iter().map(|bar| bar.label.as_str()).collect(), series.collect())
                }
                Figure::Days { days, series } if chart.id == "timeline" && !days.is_empty() => {
                    let failures = |day: usize| series.iter().filter_map(|series| series.failures.get(day)).sum();
                    let failed = Series {
                        name: said::failed(lang).to_owned(),
                        values: (0..days.len()).map(failures).collect(),
                        colour: rgb(colour::of(Tone::Failure)),
                        line: true,
                    };
                    let all = series.iter().map(|series| Series {
                        name: series.name.clone(),
                        values: series.sign_ins.clone(),
                        colour: rgb(colour::of(series.tone)),
                        line: false,
                    });
                    (false, days.iter().map(String::as_str).collect(), all.chain(std::iter::once(failed)).collect())
                }
                _ => continue,
            };
            let rows = u32::try_from(labels.len()).unwrap_or(0);
            blocks.push(Block { title: &chart.title, bars, labels, series, top });
            top += rows + 3;
        }
        Self { blocks, sheet: said::sheet_figures(lang) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Writes the numbers.
    pub(super) fn write(&self, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
        sheet.set_name(self.sheet)?;
        sheet.set_column_width(0, 40)?;
        sheet.set_column_range_width(1, 8, 14)?;
        sheet.set_print_fit_to_pages(1, 0).set_paper_size(super::sheet::A4);
        for block in &self.blocks {
            sheet.write_string_with_format(block.top, 0, block.title, &looks.section)?;
            for (place, series) in (1..).zip(&block.series) {
                sheet.write_string_with_format(block.top + 1, place, &series.name, &looks.head)?;
            }
            for (row, label) in (block.top + 2..).zip(&block.labels) {
                sheet.write_string_with_format(row, 0, clipped(label), &looks.plain)?;
            }
            for (place, series) in block.series.iter().enumerate() {
                for (row, value) in (block.top + 2..).zip(&series.values) {
                    sheet.write_number_with_format(row, small(place + 1), exact(i64::try_from(*value).unwrap_or(i64::MAX)), &looks.count)?;
                }
            }
        }
        Ok(())
    }

    /// The charts, each with its height in pixels.
    pub(super) fn drawings(&self) -> Vec<(Drawing, u32)> {
        self.blocks.iter().map(|block| self.drawing(block)).collect()
    }

    fn drawing(&self, block: &Block<'_>) -> (Drawing, u32) {
        let rows = u32::try_from(block.labels.len()).unwrap_or(0);
        let (first, last) = (block.top + 2, block.top + 1 + rows);
        let mut drawing = Drawing::new(if block.bars { ChartType::BarStacked } else { ChartType::ColumnStacked });
        let mut over = Drawing::new(ChartType::Line);
        for (column, series) in (1..).zip(&block.series) {
            let into = if series.line { over.add_series() } else { drawing.add_series() };
            into.set_name((self.sheet, block.top + 1, column))
                .set_categories((self.sheet, first, 0, last, 0))
                .set_values((self.sheet, first, column, last, column));
            if series.line {
                into.set_format(ChartFormat::new().set_line(ChartLine::new().set_color(series.colour).set_width(2)));
            } else {
                into.set_gap(if block.bars { 40 } else { 20 });
                into.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(series.colour)));
            }
        }
        if block.series.iter().any(|series| series.line) {
            drawing.combine(&over);
        }
        let font = |size: u32| ChartFont::new().set_size(size).clone();
        drawing.title().set_name(block.title).set_font(font(12).set_bold());
        drawing.legend().set_position(ChartLegendPosition::Bottom);
        // What lies along the paper is the x axis: of bars, the numbers.
        let grid = |axis: &mut ChartAxis| {
            axis.set_major_gridlines(true).set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0xD9_D9_D9)));
            axis.set_num_format("#,##0").set_font(&font(9));
        };
        let names = |axis: &mut ChartAxis| {
            axis.set_major_gridlines(false).set_major_tick_type(ChartAxisTickType::None).set_font(&font(9));
        };
        if block.bars {
            grid(drawing.x_axis());
            names(drawing.y_axis());
            // The first bar stands at the top, and the numbers below the last.
            drawing.y_axis().set_reverse().set_label_interval(1);
            drawing.x_axis().set_label_position(ChartAxisLabelPosition::High);
        } else {
            grid(drawing.y_axis());
            names(drawing.x_axis());
        }
        let tall = if block.bars { AROUND_BARS + BAR * rows } else { TALL };
        drawing.set_width(WIDE).set_height(tall).set_alt_text(block.title);
        (drawing, tall)
    }
}

fn rgb(colour: plotters::style::RGBColor) -> Color {
    let plotters::style::RGBColor(red, green, blue) = colour;
    Color::RGB(u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue))
}
