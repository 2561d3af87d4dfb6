//! `timeline`: sign-ins by hour, day or week and direction. Quiet periods have rows too: zero is zero.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

use super::group::{COUNTS, Each, Groups, count_cells};
use super::{Analysis, Answer, Ask, Needs, Params};
use crate::dataset::Dataset;
use crate::facts::Granularity;
use crate::model::time::{self, Zone};
use crate::model::{Direction, UndeterminedReason};
use crate::report::{Cell, Drill, Table, int, text};
use crate::words::{analyses, tables as said};

/// Length of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Hours.
    Hour,
    /// Days.
    #[default]
    Day,
    /// Weeks, named by their Monday.
    Week,
}

impl By {
    /// The period of a time.
    fn period(self, time: i64, zone: Zone) -> i64 {
        match self {
            Self::Hour => zone.hour_start(time),
            Self::Day => zone.day(time),
            Self::Week => time::monday(zone.day(time)),
        }
    }

    /// Every period between two times, both included.
    fn periods(self, first: i64, last: i64, zone: Zone) -> BTreeSet<i64> {
        match self {
            Self::Hour => (first..=last).step_by(3600).chain([last]).map(|time| zone.hour_start(time)).collect(),
            Self::Day => (self.period(first, zone)..=self.period(last, zone)).collect(),
            Self::Week => (self.period(first, zone)..=self.period(last, zone)).step_by(7).collect(),
        }
    }

    /// Every period of the window; `None` where they are more than anybody reads.
    fn window(self, data: &Dataset, params: &Params) -> Option<BTreeSet<i64>> {
        let Some((first, last)) = window(data, params) else { return Some(BTreeSet::new()) };
        let length = match self {
            Self::Hour => 3600,
            Self::Day | Self::Week => 86400,
        };
        ((last - first) / length <= MOST_PERIODS).then(|| self.periods(first, last, params.zone))
    }

    fn name(self, period: i64) -> String {
        match self {
            Self::Hour => time::rfc3339(period),
            Self::Day | Self::Week => time::day_text(period),
        }
    }
}

/// The directions that can have rows, in their order.
const DIRECTIONS: [Direction; 5] =
    [Direction::Inbound, Direction::Outbound, Direction::Internal, Direction::Foreign, Direction::Undetermined(UndeterminedReason::HomeAbsent)];

/// The options of `timeline`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// `--by`: the length of a period.
    pub by: By,
}

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        run(*self, data, params)
    }

    fn typed(&self) -> Vec<String> {
        match self.by {
            By::Day => Vec::new(),
            By::Hour => vec!["--by hour".to_owned()],
            By::Week => vec!["--by week".to_owned()],
        }
    }

    fn granularity(&self) -> Granularity {
        if self.by == By::Hour { Granularity::Hour } else { Granularity::Day }
    }
}

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "timeline",
    title: analyses::timeline,
    question: analyses::timeline_question,
    needs: Needs::WINDOW,
    charts: &["timeline"],
    drill: &[Drill::Period],
    ask: || Box::new(Options::default()),
    ..Analysis::BASE
};

fn run(options: Options, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    let each = [Each::Distinct("user", "users"), Each::Distinct("partner", "partners")];
    let bucket = if options.by == By::Week { "week" } else { "bucket" };
    let groups = Groups::of(data, |fact| params.filters.matches(fact, data), &[bucket, "direction"], &each)?;
    let mut found = BTreeMap::new();
    for row in 0..groups.len() {
        let mut cells = groups.counts(row)?;
        cells.extend([Cell::Int(groups.int("users", row)?), Cell::Int(groups.int("partners", row)?)]);
        found.insert((groups.int(bucket, row)?, groups.direction("direction", row)?.number()), cells);
    }
    let mut periods: BTreeSet<i64> = found.keys().map(|&(period, _)| period).collect();
    let mut notes = Vec::new();
    match options.by.window(data, params) {
        Some(quiet_too) => periods.extend(quiet_too),
        None => notes.push(said::too_many_periods(params.lang, MOST_PERIODS)),
    }
    let mut rows = Vec::new();
    for period in periods {
        for direction in DIRECTIONS {
            let counted = found.remove(&(period, direction.number()));
            let always = matches!(direction, Direction::Inbound | Direction::Outbound) && params.filters.wants_direction(direction);
            let counted = match counted {
                Some(cells) => cells,
                None if always => [count_cells(data.tells_outcomes(), &[0; COUNTS.len()]), vec![Cell::Int(0); 2]].concat(),
                None => continue,
            };
            let mut cells = vec![Cell::Text(options.by.name(period).into()), Cell::Word(direction.name())];
            cells.extend(counted);
            rows.push(cells);
        }
    }
    let mut columns = vec![text("period", 0), text("direction", 0)];
    columns.extend(COUNTS);
    columns.extend([int("users", 1), int("partners", 2)]);
    Ok(Answer { notes, ..Answer::table(Table { columns, rows }) })
}

/// Every day of the window (numbers since 1970-01-01, in the zone of the report), quiet ones too; `None` where they are more than anybody reads.
pub(super) fn days(data: &Dataset, params: &Params) -> Option<BTreeSet<i64>> {
    By::Day.window(data, params)
}

/// More periods than anybody reads: an outlier in the times, or a slip in --from.
pub(super) const MOST_PERIODS: i64 = 100_000;

/// First and last second of the timeline: as asked for, else of the user sign-ins.
fn window(data: &Dataset, params: &Params) -> Option<(i64, i64)> {
    let (first, last) = data.sign_in_span().unzip();
    let from = params.filters.from.or(first)?;
    let to = params.filters.to.map(|to| to - 1).or(last)?;
    (from <= to).then_some((from, to))
}
