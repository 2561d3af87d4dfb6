//! A record that stands for several sign-ins: what a distilled archive keeps of those that stay at home, and what a query has summed up.

/// How many sign-ins a record stands for, and what else it tells of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How many. A record of none tells names only.
    pub sign_ins: u32,
    /// The time of the last (seconds since 1970-01-01 UTC); the time of the record is that of the first.
    pub last: i64,
    /// Of a record that tells who was there: the quarter hours of its day (UTC), a bit each, the first being the lowest.
    pub quarters: u128,
}

/// Seconds of a quarter of an hour.
pub const QUARTER: i64 = 900;
/// Quarter hours of a day.
const OF_DAY: u32 = 96;

impl Counted {
    /// Sign-ins that were counted.
    #[must_use]
    pub fn new(sign_ins: u32, last: i64) -> Self {
        Self { sign_ins, last, quarters: 0 }
    }

    /// The bit of the quarter hour of a time.
    #[must_use]
    pub fn quarter(time: i64) -> u128 {
        1 << (time.rem_euclid(86_400) / QUARTER)
    }

    /// The starts of the quarter hours, in seconds since 1970-01-01 UTC. `time` = any time of the day.
    pub fn quarters(self, time: i64) -> impl Iterator<Item = i64> {
        let midnight = time - time.rem_euclid(86_400);
        (0..OF_DAY).filter(move |quarter| self.quarters >> quarter & 1 == 1).map(move |quarter| midnight + i64::from(quarter) * QUARTER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarter_hours_are_those_of_the_day() {
        let (day, counted) = (1_790_000_000 - 1_790_000_000 % 86_400, |times: &[i64]| {
            let quarters = times.iter().fold(0, |bits, &time| bits | Counted::quarter(time));
            Counted { quarters, ..Counted::new(0, 0) }
        });
        let times = [day, day + 899, day + 900, day + 86_399];
        assert_eq!(counted(&times).quarters(day + 5000).collect::<Vec<_>>(), [day, day + 900, day + 85_500]);
        assert_eq!(counted(&[]).quarters(day).count(), 0);
    }
}
