//! The axis of days that the figures over time share: which days get a label, and how it reads.

use super::canvas::{Canvas, EDGE, SMALL, Side, Type, WIDTH};
use super::{ChartError, colour, label, scale};
use crate::words::{Lang, outputs as said};

/// Height of the axis: a single day needs no range.
pub(super) fn foot(days: &[String]) -> i32 {
    if days.len() > 1 { 52 } else { 31 }
}

/// So many days may have a label on every second.
const FEW: usize = 24;

/// Where an axis is: its line, its start and its length.
pub(super) struct Spot {
    /// The line the days stand on.
    pub(super) base: i32,
    /// Where the first day starts.
    pub(super) left: i32,
    /// How wide all days are together.
    pub(super) full: i32,
    /// Language of the range.
    pub(super) lang: Lang,
}

/// Draws marks and labels below `base`, and the whole range with its years and a note below them.
pub(super) fn draw(canvas: &Canvas<'_>, days: &[String], note: &str, spot: &Spot, middle: impl Fn(usize) -> i32) -> Result<(), ChartError> {
    let Spot { base, left, full, lang } = *spot;
    for place in labelled(days, full).into_iter().filter(|_| days.len() > 1) {
        let (x, text) = (middle(place), days.get(place).map_or_else(String::new, |day| month_day(day)));
        canvas.line(vec![(x, base + 1), (x, base + 5)], 1, colour::AXIS)?;
        canvas.text(&text, (x, base + 17), Side::Around, Type::NOTE)?;
    }
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(()) };
    let range = if first == last { first.clone() } else { said::days(lang, first, last) };
    let range = label::cut(&format!("{range}{note}"), WIDTH - EDGE - left, SMALL);
    let half = label::width(&range, SMALL) / 2;
    canvas.text(&range, (left + (full / 2).max(half), base + if days.len() > 1 { 38 } else { 17 }), Side::Around, Type::NOTE)
}

/// The days that get a label when all are `full` wide: each, every second, or Mondays in steps of weeks.
pub(super) fn labelled(days: &[String], full: i32) -> Vec<usize> {
    let widest = days.iter().map(|day| label::width(&month_day(day), SMALL)).max().unwrap_or(0) + 14;
    let count = scale::length(days.len()).max(1);
    let fits = |every: &usize| {
        (*every != 2 || days.len() <= FEW) && i64::from(full) * i64::from(scale::length(*every)) / i64::from(count) >= i64::from(widest)
    };
    let weeks = std::iter::successors(Some(7_usize), |every| every.checked_mul(2));
    let every = [1, 2].into_iter().chain(weeks).find(fits).unwrap_or(usize::MAX);
    let first = if every < 7 { 0 } else { days.first().and_then(|day| until_monday(day)).unwrap_or(0) };
    (first..days.len()).step_by(every).collect()
}

/// A day without its year: `10-05` for `2026-10-05`.
pub(super) fn month_day(day: &str) -> String {
    label::cut(day.get(5..).filter(|rest| !rest.is_empty()).unwrap_or(day), 90, SMALL)
}

/// Days from a day (`2026-10-05`) to the next Monday; 0 on a Monday.
pub(super) fn until_monday(day: &str) -> Option<usize> {
    let mut numbers = day.splitn(3, '-').map(|number| number.parse::<usize>().ok());
    let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
    if !(1..=9999).contains(&year) || day > 31 {
        return None;
    }
    let shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4].get(month.checked_sub(1)?)?;
    let year = if month < 3 { year - 1 } else { year };
    let sunday_based = (year + year / 4 - year / 100 + year / 400 + shift + day) % 7;
    Some((8 - sunday_based) % 7)
}
