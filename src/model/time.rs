//! Points in time: seconds since 1970-01-01 UTC, the forms in which exports write them, and the days and hours of a time zone.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

/// Which of the first two numbers of a date like `03/04/2026` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// Month first, as in the United States.
    MonthFirst,
    /// Day first, as in most of the world.
    DayFirst,
}

/// Why a time could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeError {
    /// Not a form that any export writes.
    Unreadable,
    /// Day and month cannot be told apart: `--date-order` decides.
    AmbiguousDate,
}

/// Reads a time of a log, one without a zone as UTC. See [`read`].
///
/// # Errors
/// The text has none of the known forms, or day and month cannot be told apart.
pub fn parse(text: &str, order: Option<DateOrder>) -> Result<i64, TimeError> {
    read(text, order).map(|(time, _)| time)
}

/// Reads a time of a log: RFC 3339 with any number of fraction digits, with or without zone, a space for the `T`,
/// `9/19/2023, 1:45:17.287 PM`, `2025/12/04 8:19:41`, day/month forms under `order`, and seconds or milliseconds since 1970. Gives the time and whether it says its zone;
/// without one the time is that of the clock, as if it were UTC.
///
/// # Errors
/// The text has none of these forms, or day and month cannot be told apart.
pub fn read(text: &str, order: Option<DateOrder>) -> Result<(i64, bool), TimeError> {
    if let Some(time) = parse_rfc3339(text.as_bytes()) {
        return Ok(time);
    }
    // Windows PowerShell: milliseconds since 1970.
    if let Some(milliseconds) = text.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/")) {
        let seconds = milliseconds.parse::<i64>().map(|milliseconds| milliseconds.div_euclid(1000));
        return seconds.ok().filter(|seconds| (0..=LAST).contains(seconds)).map(|seconds| (seconds, true)).ok_or(TimeError::Unreadable);
    }
    match since_1970(text.trim()) {
        Some(seconds) => Ok((seconds, true)),
        None => parse_localised(text.trim(), order),
    }
}

/// A time in seconds or milliseconds since 1970, as many programs count them; in so many digits they are of 2001 to 2286.
fn since_1970(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = whole.starts_with(|digit: char| digit.is_ascii_digit() && digit != '0')
        && [whole, fraction].iter().all(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let number: i64 = Some(whole).filter(|_| is_number)?.parse().ok()?;
    match whole.len() {
        10 => Some(number),
        13 => Some(number / 1000),
        _ => None,
    }
}

/// The last second of the year 9999.
const LAST: i64 = 253_402_300_799;

/// What a date with slashes says about the order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderEvidence {
    /// It can only be read in this order.
    Only(DateOrder),
    /// It can be read in both.
    Either,
}

/// What a time says about the order of day and month in its file; `None` where it has no such date or is no time.
#[must_use]
pub fn order_evidence(text: &str) -> Option<OrderEvidence> {
    if text.len() < 6 || text.as_bytes().get(4) == Some(&b'-') {
        return None;
    }
    match read(text, None) {
        Err(TimeError::AmbiguousDate) => return Some(OrderEvidence::Either),
        Err(TimeError::Unreadable) => return None,
        Ok(_) => {}
    }
    let month_first = read(text, Some(DateOrder::MonthFirst)).ok();
    let day_first = read(text, Some(DateOrder::DayFirst)).ok();
    match (month_first, day_first) {
        (Some(_), None) => Some(OrderEvidence::Only(DateOrder::MonthFirst)),
        (None, Some(_)) => Some(OrderEvidence::Only(DateOrder::DayFirst)),
        _ => None,
    }
}

fn digits(bytes: &[u8]) -> Option<i64> {
    if bytes.len() > 9 {
        return None;
    }
    bytes.iter().try_fold(0i64, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0')))
}

/// The hot path: `2025-04-11T16:17:00.7397744Z` and its variants.
fn parse_rfc3339(b: &[u8]) -> Option<(i64, bool)> {
    if b.len() < 19 || b[4] != b'-' || b[7] != b'-' || !matches!(b[10], b'T' | b't' | b' ') || b[13] != b':' || b[16] != b':' {
        return None;
    }
    let (year, month, day) = (digits(&b[..4])?, digits(&b[5..7])?, digits(&b[8..10])?);
    let (hour, minute, second) = (digits(&b[11..13])?, digits(&b[14..16])?, digits(&b[17..19])?);
    // Before 1970 there were no logs: such a time is a default value of some program.
    if year < 1970 || !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let mut rest = &b[19..];
    if let [b'.' | b',', fraction @ ..] = rest {
        let end = fraction.iter().position(|c| !c.is_ascii_digit()).unwrap_or(fraction.len());
        rest = &fraction[end..];
    }
    let offset = match rest {
        [] | b"Z" | b"z" => 0,
        zone => parse_offset(zone)?,
    };
    Some((days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset, !rest.is_empty()))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar (years start in March, so that leap days come last).
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn parse_localised(text: &str, order: Option<DateOrder>) -> Result<(i64, bool), TimeError> {
    // `9/19/2023, 1:45:17.287 PM` is how a browser set to US English writes; others write `pm`, or 24 hours.
    let american = text.contains(',') && (text.ends_with(" AM") || text.ends_with(" PM"));
    // Newer browsers put a narrow no-break space before AM and PM.
    let text = text.replace([',', '\u{202f}', '\u{a0}'], " ");
    let mut words = text.split_whitespace();
    let date = words.next().ok_or(TimeError::Unreadable)?;
    let clock = words.next().unwrap_or("00:00:00");
    let suffix = words.next();
    let numbers: Vec<i64> = date
        .split(['/', '-', '.'])
        .map(|part| digits(part.as_bytes()).filter(|_| !part.is_empty()))
        .collect::<Option<_>>()
        .ok_or(TimeError::Unreadable)?;
    let &[a, b, c] = numbers.as_slice() else { return Err(TimeError::Unreadable) };
    let (year, month, day) = if a > 31 {
        (a, b, c)
    } else if date.contains('.') {
        // Where dots are written, the day comes first.
        (c, b, a)
    } else if american && a <= 12 || order == Some(DateOrder::MonthFirst) {
        (c, a, b)
    } else if order == Some(DateOrder::DayFirst) || a > 12 {
        (c, b, a)
    } else if b > 12 || a == b {
        (c, a, b)
    } else {
        return Err(TimeError::AmbiguousDate);
    };
    let mut parts = clock.split(':');
    let mut part = |missing: Option<i64>| match parts.next() {
        Some(text) => digits(text.split('.').next().unwrap_or_default().as_bytes()).ok_or(TimeError::Unreadable),
        None => missing.ok_or(TimeError::Unreadable),
    };
    let (mut hour, minute, second) = (part(None)?, part(None)?, part(Some(0))?);
    let (mut offset, mut zoned) = (0, false);
    for word in suffix.into_iter().chain(words) {
        match word.to_ascii_uppercase().as_str() {
            "AM" if hour == 12 => hour = 0,
            "PM" if hour < 12 => hour += 12,
            "AM" | "PM" => {}
            "UTC" | "Z" | "GMT" => zoned = true,
            zone => {
                offset = parse_offset(zone.as_bytes()).ok_or(TimeError::Unreadable)?;
                zoned = true;
            }
        }
    }
    if !(1970..=9999).contains(&year)
        || !(1..=12).contains(&month)
        || day < 1
        || day > days_in_month(year, month)
        || hour > 23
        || minute > 59
        || second > 60
    {
        return Err(TimeError::Unreadable);
    }
    Ok((days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset, zoned))
}

/// `+09:00` or `-0500`, in seconds.
fn parse_offset(text: &[u8]) -> Option<i64> {
    let ([sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] | [sign @ (b'+' | b'-'), h1, h2, m1, m2]) = text else { return None };
    let seconds = digits(&[*h1, *h2])? * 3600 + digits(&[*m1, *m2])? * 60;
    Some(if *sign == b'-' { -seconds } else { seconds })
}

/// `2026-10-05T12:34:56Z`.
#[must_use]
pub fn rfc3339(time: i64) -> String {
    let mut text = clock_text(time, 'T');
    text.push('Z');
    text
}

/// Date and time of day of a clock that counts seconds since 1970-01-01 00:00.
fn clock_text(clock: i64, between: char) -> String {
    let mut text = day_text(clock.div_euclid(86400));
    let second = clock.rem_euclid(86400);
    for (mark, number) in [(between, second / 3600), (':', second / 60 % 60), (':', second % 60)] {
        text.push(mark);
        push_digits(&mut text, number, 10);
    }
    text
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

fn utc(time: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(time, 0).unwrap_or_default()
}

/// The time zone of buckets, date-only filters and of times shown to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(pub Tz);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// Reads a zone name of the tz database (`Asia/Tokyo`), in any case; `JST` is taken as `Asia/Tokyo`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("jst") {
            return Some(Self(Tz::Asia__Tokyo));
        }
        chrono_tz::TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(name)).map(|&zone| Self(zone))
    }

    /// The name of the zone.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Offset from UTC at a time, in seconds.
    fn offset(self, time: i64) -> i64 {
        if self.0 == Tz::UTC {
            return 0;
        }
        i64::from(self.0.offset_from_utc_datetime(&utc(time).naive_utc()).fix().local_minus_utc())
    }

    /// The calendar day of a time, as days since 1970-01-01.
    #[must_use]
    pub fn day(self, time: i64) -> i64 {
        (time + self.offset(time)).div_euclid(86400)
    }

    /// Start of the hour of a time, in seconds since 1970-01-01 UTC.
    #[must_use]
    pub fn hour_start(self, time: i64) -> i64 {
        let offset = self.offset(time);
        (time + offset).div_euclid(3600) * 3600 - offset
    }

    /// Start of a calendar day, in seconds since 1970-01-01 UTC. Where a clock change removes midnight, the first instant after it.
    #[must_use]
    pub fn day_start(self, day: i64) -> i64 {
        let midnight = utc(day * 86400).naive_utc();
        self.at_local(midnight).unwrap_or(day * 86400)
    }

    /// The time at which a clock of this zone shows what `clock` would show in UTC. Of an hour that a clock change repeats, the first;
    /// in one that it leaves out, an hour later.
    #[must_use]
    pub fn at_clock(self, clock: i64) -> i64 {
        if self.0 == Tz::UTC { clock } else { self.at_local(utc(clock).naive_utc()).unwrap_or(clock) }
    }

    fn at_local(self, local: NaiveDateTime) -> Option<i64> {
        let at = |local| self.0.from_local_datetime(&local).earliest().map(|time| time.timestamp());
        at(local).or_else(|| at(local + chrono::Duration::hours(1)))
    }

    /// The clock of this zone at a time, as seconds since 1970-01-01 00:00 of the same clock.
    #[must_use]
    pub fn local_seconds(self, time: i64) -> i64 {
        time + self.offset(time)
    }

    /// `2026-10-05 21:34:56` in this zone.
    #[must_use]
    pub fn show(self, time: i64) -> String {
        clock_text(self.local_seconds(time), ' ')
    }

    /// Reads a time given on the command line: RFC 3339, which says its zone, or a date in this zone.
    #[must_use]
    pub fn parse_bound(self, text: &str) -> Option<i64> {
        if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Some(self.day_start(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp().div_euclid(86400)));
        }
        let time = DateTime::parse_from_rfc3339(text).ok()?;
        Some(time.timestamp() + i64::from(time.timestamp_subsec_nanos() > 0))
    }
}

/// `2026-10-05` of a day number.
#[must_use]
pub fn day_text(day: i64) -> String {
    let (year, month, day) = civil_from_days(day);
    if !(0..=9999).contains(&year) {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    let mut text = String::with_capacity("2026-10-05 21:34:56".len());
    push_digits(&mut text, year, 1000);
    for number in [month, day] {
        text.push('-');
        push_digits(&mut text, number, 10);
    }
    text
}

/// Appends a number with as many digits as `unit` has, which is what the first of them counts. Tables are full of times, and the general way
/// of writing them is slow.
fn push_digits(text: &mut String, number: i64, mut unit: i64) {
    while unit > 0 {
        text.extend(u32::try_from(number / unit % 10).ok().and_then(|digit| char::from_digit(digit, 10)));
        unit /= 10;
    }
}

/// The Monday of the week of a day.
#[must_use]
pub fn monday(day: i64) -> i64 {
    // 1970-01-01 was a Thursday.
    day - (day + 3).rem_euclid(7)
}

/// Whether a day is a Saturday or a Sunday.
#[must_use]
pub fn is_weekend(day: i64) -> bool {
    (day + 3).rem_euclid(7) >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_field_is_read() {
        let expected = |text: &str| DateTime::parse_from_rfc3339(text).map(|time| time.timestamp()).expect("test time");
        for (text, same) in [
            ("2025-04-11T16:17:00.7397744Z", "2025-04-11T16:17:00Z"),
            ("2025-04-11T16:15:12.3456789+00:00", "2025-04-11T16:15:12Z"),
            ("2022-06-23T10:55:57Z", "2022-06-23T10:55:57Z"),
            ("2025-11-12T22:50:16.693874+09:00", "2025-11-12T13:50:16Z"),
            ("9/19/2023, 1:45:17.287 PM", "2023-09-19T13:45:17Z"),
            ("2023-07-26 23:00:20.889", "2023-07-26T23:00:20Z"),
            ("2024-09-23 14:33:09.049661100", "2024-09-23T14:33:09Z"),
            ("2023-12-04T20:42:05", "2023-12-04T20:42:05Z"),
            ("2025/12/04 8:19:41", "2025-12-04T08:19:41Z"),
            ("11/14/2025 12:48:53 AM", "2025-11-14T00:48:53Z"),
            ("14/11/2025 08:19", "2025-11-14T08:19:00Z"),
            ("05.10.2026 08:19:41", "2026-10-05T08:19:41Z"),
            ("1/19/2026 10:41:00 AM +09:00", "2026-01-19T01:41:00Z"),
            ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
            ("/Date(1690000000123)/", "2023-07-22T04:26:40Z"),
            ("1690000000123", "2023-07-22T04:26:40Z"),
            ("1690000000", "2023-07-22T04:26:40Z"),
            ("1690000000.75", "2023-07-22T04:26:40Z"),
        ] {
            assert_eq!(parse(text, None), Ok(expected(same)), "{text}");
        }
        assert_eq!(parse("12/03/2025 07:22:01", None), Err(TimeError::AmbiguousDate));
        assert_eq!(parse("05/10/2026, 13:45:17", None), Err(TimeError::AmbiguousDate), "not only US browsers write a comma");
        assert_eq!(parse("19/09/2023, 1:45:17 pm", None), Ok(expected("2023-09-19T13:45:17Z")));
        assert_eq!(parse("9/9/2023, 1:45:17\u{202f}PM", None), Ok(expected("2023-09-09T13:45:17Z")));
        assert_eq!(parse("12/03/2025 07:22:01", Some(DateOrder::DayFirst)), Ok(expected("2025-03-12T07:22:01Z")));
        for text in [
            "",
            "yesterday",
            "2025-13-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2025-01-01T25:00:00Z",
            "1/2/3/4",
            "0001-01-01T00:00:00Z",
            "99999999999/1/1",
            "0690000000",
            "169000000",
            "16900000001",
            "-1690000000",
            "1690000000.7.5",
            "1690000000x",
            "/Date(-62135596800000)/",
            "/Date(99999999999999999)/",
        ] {
            assert_eq!(parse(text, None), Err(TimeError::Unreadable), "{text}");
        }
    }

    #[test]
    fn a_time_says_its_zone_or_not_and_its_order_or_not() {
        for (text, zoned) in
            [("2023-12-04T20:42:05", false), ("2023-12-04T20:42:05Z", true), ("1/19/2026 10:41:00 AM +09:00", true), ("14/11/2025 08:19", false)]
        {
            assert_eq!(read(text, None).map(|(_, zoned)| zoned), Ok(zoned), "{text}");
        }
        assert_eq!(order_evidence("14/11/2025 08:19"), Some(OrderEvidence::Only(DateOrder::DayFirst)));
        assert_eq!(order_evidence("11/14/2025 08:19"), Some(OrderEvidence::Only(DateOrder::MonthFirst)));
        assert_eq!(order_evidence("11/12/2025 08:19"), Some(OrderEvidence::Either));
        for text in ["2025-11-12T08:19:00Z", "2025/11/12 8:19", "12.11.2025 08:19", "11/11/2025 08:19", "x", ""] {
            assert_eq!(order_evidence(text), None, "{text}");
        }
        let berlin = Zone::parse("Europe/Berlin").expect("zone");
        let clock = |text: &str| berlin.at_clock(parse(text, None).expect("time"));
        assert_eq!(rfc3339(clock("2026-07-01 12:00:00")), "2026-07-01T10:00:00Z");
        assert_eq!(rfc3339(clock("2026-03-29 02:30:00")), "2026-03-29T01:30:00Z", "an hour that did not exist");
        assert_eq!(rfc3339(clock("2026-10-25 02:30:00")), "2026-10-25T00:30:00Z", "an hour that came twice");
    }

    #[test]
    fn times_are_written_as_chrono_writes_them() {
        for time in (-60_000_000_000i64..250_000_000_000).step_by(7_654_321) {
            assert_eq!(rfc3339(time), utc(time).format("%Y-%m-%dT%H:%M:%SZ").to_string());
        }
    }

    #[test]
    fn days_and_hours_follow_the_zone() {
        let tokyo = Zone::parse("asia/tokyo").expect("zone");
        let kolkata = Zone::parse("Asia/Kolkata").expect("zone");
        let time = parse("2026-10-05T16:10:00Z", None).expect("time");
        assert_eq!(day_text(Zone::UTC.day(time)), "2026-10-05");
        assert_eq!(day_text(tokyo.day(time)), "2026-10-06");
        assert_eq!(rfc3339(kolkata.hour_start(time)), "2026-10-05T15:30:00Z");
        assert_eq!(rfc3339(tokyo.day_start(tokyo.day(time))), "2026-10-05T15:00:00Z");
        assert_eq!(day_text(monday(Zone::UTC.day(time))), "2026-10-05");
        assert_eq!(tokyo.parse_bound("2026-10-06"), Some(time - 70 * 60));
        assert_eq!(tokyo.show(time), "2026-10-06 01:10:00");
    }
}
