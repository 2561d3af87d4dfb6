//! `--from` and `--to`: a moment, or one that is told from the last event of the input. Never from the clock: the same input gives the
//! same answer on any day.

use super::time::Zone;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// The start or the end of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A moment, in seconds since 1970-01-01 UTC.
    At(i64),
    /// So many seconds before the last event of the input: `7d`, `24h`, `2w`.
    Ago(i64),
    /// The start of the day that lies so many days before that of the last event: `today`, `yesterday`.
    Day(i64),
}

impl Bound {
    /// Reads a bound; days are those of the zone.
    #[must_use]
    pub fn parse(text: &str, zone: Zone) -> Option<Self> {
        let text = text.trim();
        match text.to_lowercase().as_str() {
            "today" | "今日" => Some(Self::Day(0)),
            "yesterday" | "昨日" => Some(Self::Day(1)),
            lower => zone.parse_bound(text).map(Self::At).or_else(|| ago(lower)),
        }
    }

    /// The moment, where it does not depend on the input.
    #[must_use]
    pub fn fixed(self) -> Option<i64> {
        if let Self::At(time) = self { Some(time) } else { None }
    }

    /// The moment in an input whose last event is this.
    #[must_use]
    pub fn of(self, last: i64, zone: Zone) -> i64 {
        match self {
            Self::At(time) => time,
            Self::Ago(seconds) => last - seconds,
            Self::Day(days) => zone.day_start(zone.day(last) - days),
        }
    }
}

/// `7d`, `24 hours`, `2 weeks ago`.
fn ago(text: &str) -> Option<Bound> {
    let text = text.trim_end_matches("ago").trim_end();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.strip_suffix(unit)?;
    // Six digits of weeks are more than the calendar has.
    let number: i64 = number.parse().ok().filter(|_| number.len() <= 6)?;
    let length = match unit.trim_start() {
        "h" | "hour" | "hours" => HOUR,
        "d" | "day" | "days" => DAY,
        "w" | "week" | "weeks" => 7 * DAY,
        _ => return None,
    };
    Some(Bound::Ago(number * length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::{parse, rfc3339};

    #[test]
    fn bounds_are_moments_or_told_from_the_last_event() {
        let (utc, tokyo) = (Zone::UTC, Zone::parse("Asia/Tokyo").expect("zone"));
        let last = parse("2026-10-31T16:20:30Z", None).expect("time");
        let told = |text: &str, zone| Bound::parse(text, zone).map(|bound| rfc3339(bound.of(last, zone)));
        for (text, utc_time, tokyo_time) in [
            ("2026-10-01", "2026-10-01T00:00:00Z", "2026-09-30T15:00:00Z"),
            ("2026-10-01T09:30:00+09:00", "2026-10-01T00:30:00Z", "2026-10-01T00:30:00Z"),
            ("7d", "2026-10-24T16:20:30Z", "2026-10-24T16:20:30Z"),
            ("24h", "2026-10-30T16:20:30Z", "2026-10-30T16:20:30Z"),
            ("2 weeks ago", "2026-10-17T16:20:30Z", "2026-10-17T16:20:30Z"),
            ("Today", "2026-10-31T00:00:00Z", "2026-10-31T15:00:00Z"),
            ("yesterday", "2026-10-30T00:00:00Z", "2026-10-30T15:00:00Z"),
            ("昨日", "2026-10-30T00:00:00Z", "2026-10-30T15:00:00Z"),
        ] {
            assert_eq!(told(text, utc).as_deref(), Some(utc_time), "{text}");
            assert_eq!(told(text, tokyo).as_deref(), Some(tokyo_time), "{text} in Tokyo");
        }
        for text in [
            "",
            " ",
            "d",
            "7",
            "7m",
            "7 moons",
            "-7d",
            "1.5d",
            "1234567d",
            "99999999999999999999d",
            "2026-13-01",
            "tomorrow",
            "ago",
            "2026-10-01T09:30",
        ] {
            assert_eq!(Bound::parse(text, utc), None, "{text:?}");
        }
    }
}
