//! Which columns fit into the width of a terminal, how wide they are, and what stands below the rows instead.

use std::borrow::Cow;

use crate::report::{Kind, Table};
use crate::safe::width;

/// Columns of sentences: they are never cut, but stand below their row where there is no room beside it.
pub(super) const SENTENCES: [&str; 4] = ["summary", "meaning", "action", "because"];
/// Columns that say whom a row is about, and are of no use in half.
const WHOLE: [&str; 1] = ["mail"];
/// Narrower than this no column of texts is taken in.
const NARROWEST: usize = 18;
/// Narrower than this a text is not made as long as a time can do without its clock.
const SHORT: usize = 14;
/// Of a time, the day.
pub(super) const DAY: usize = 10;
/// Wider than this a column is cut even where there is room, as long as the output is a terminal.
const WIDEST: usize = 60;
/// Columns that matter no less than this are shown, beside or below.
const NEEDED: u8 = 1;

/// Where everything of a table stands.
pub(super) struct Layout {
    /// The columns of the rows.
    pub columns: Vec<usize>,
    /// The width of each column of the table.
    pub widths: Vec<usize>,
    /// Columns whose values stand below their row, behind their headings.
    pub details: Vec<usize>,
    /// Columns of sentences that stand below their row.
    pub sentences: Vec<usize>,
}

impl Layout {
    /// Lays a table out; `room` = the width of the terminal, nothing where nothing is to be cut.
    pub(super) fn of(table: &Table, headings: &[String], cells: &[Vec<Cow<'_, str>>], room: Option<usize>) -> Self {
        let widest = |place: usize| cells.iter().map(|row| width(&row[place])).max().unwrap_or(0).max(width(&headings[place]));
        let widths: Vec<usize> = (0..table.columns.len()).map(widest).collect();
        let all: Vec<usize> = (0..table.columns.len()).collect();
        let Some(room) = room else { return Self { columns: all, widths, details: Vec::new(), sentences: Vec::new() } };
        let named = |place: usize, names: &[&str]| names.contains(&table.columns[place].name);
        let needed = |place: usize| table.columns[place].spare <= NEEDED || named(place, &SENTENCES);
        let is_card = all.iter().any(|&place| named(place, &SENTENCES) || named(place, &WHOLE));
        let natural: usize = all.iter().filter(|&&place| needed(place)).map(|&place| widths[place] + 2).sum();
        if !is_card {
            return Self::beside(table, headings, widths, all, room, |place| can_shrink(table, place));
        }
        // Where all that is needed fits as it is, it stands beside.
        let (above, sentences): (Vec<usize>, Vec<usize>) =
            if natural <= room + 2 { (all, Vec::new()) } else { all.into_iter().partition(|&place| !named(place, &SENTENCES)) };
        let mut layout = Self::beside(table, headings, widths, above.clone(), room, |_| false);
        layout.details = above.into_iter().filter(|place| !layout.columns.contains(place) && needed(*place)).collect();
        layout.sentences = sentences;
        layout
    }

    /// The columns that are shown nowhere.
    pub(super) fn hidden<'l>(&'l self, table: &Table) -> impl Iterator<Item = usize> + 'l {
        let shown = |place: &usize| [&self.columns, &self.details, &self.sentences].iter().any(|places| places.contains(place));
        (0..table.columns.len()).filter(move |place| !shown(place))
    }

    /// Takes in columns, those that matter most first, as long as they fit when what may shrink is cut; what matters most is there in any
    /// case.
    fn beside(
        table: &Table,
        headings: &[String],
        mut widths: Vec<usize>,
        mut columns: Vec<usize>,
        room: usize,
        shrinks: impl Fn(usize) -> bool,
    ) -> Self {
        for (_, width) in widths.iter_mut().enumerate().filter(|(place, _)| shrinks(*place)) {
            *width = (*width).min(WIDEST);
        }
        let least = |place: usize| if shrinks(place) { widths[place].min(NARROWEST) } else { widths[place] } + 2;
        let mut by_need = columns.clone();
        by_need.sort_by_key(|&place| table.columns[place].spare);
        let (mut used, mut enough) = (0, u8::MAX);
        by_need.retain(|&place| {
            let spare = table.columns[place].spare;
            // Once something did not fit, nothing that matters less takes its place.
            let fits = spare == 0 || (spare <= enough && used + least(place) <= room + 2);
            if fits {
                used += least(place);
            } else {
                enough = enough.min(spare);
            }
            fits
        });
        columns.retain(|place| by_need.contains(place));
        let total = |widths: &[usize]| columns.iter().map(|&place| widths[place] + 2).sum::<usize>().saturating_sub(2);
        let shrink = |widths: &mut Vec<usize>, least: usize| {
            while total(widths) > room {
                let widest = columns.iter().copied().filter(|&place| can_shrink(table, place)).max_by_key(|&place| widths[place]);
                match widest {
                    Some(place) if widths[place] > least => widths[place] -= 1,
                    _ => break,
                }
            }
        };
        // First long texts, then the clock of times, then texts to what is hardly more than a hint.
        shrink(&mut widths, SHORT);
        for &place in columns.iter().rev().filter(|&&place| table.columns[place].kind == Kind::Time) {
            if total(&widths) > room {
                widths[place] = widths[place].min(DAY.max(width(&headings[place])));
            }
        }
        shrink(&mut widths, 4);
        Self { columns, widths, details: Vec::new(), sentences: Vec::new() }
    }
}

fn can_shrink(table: &Table, place: usize) -> bool {
    // Half an id is of no use.
    let column = table.columns[place];
    matches!(column.kind, Kind::Text | Kind::List) && column.name != "id" && !column.name.ends_with("_id")
}
