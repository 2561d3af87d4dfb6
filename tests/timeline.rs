//! `timeline`: every period has its row.

use serde_json::Value;

use crate::filters::log;
use crate::support::{OWN, json};

#[test]
fn the_timeline_has_a_row_for_every_period_zeros_included() {
    let files = log();
    let log = files.path("log.ndjson");
    let rows = |args: &[&str]| -> Vec<(String, String, u64)> {
        let table = json(&[&["timeline", &log, "--tenant", OWN], args].concat());
        let cell = |row: &Value, name: &str| row[name].as_str().expect("text").to_owned();
        table["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| (cell(row, "period"), cell(row, "direction"), row["sign_ins"].as_u64().expect("count")))
            .collect()
    };
    let row = |period: &str, direction: &str, count| (period.to_owned(), direction.to_owned(), count);
    assert_eq!(
        rows(&[]),
        [
            row("2026-10-05", "inbound", 2),
            row("2026-10-05", "outbound", 1),
            row("2026-10-05", "foreign", 1),
            row("2026-10-06", "inbound", 1),
            row("2026-10-06", "outbound", 0),
            row("2026-10-07", "inbound", 0),
            row("2026-10-07", "outbound", 0),
        ]
    );
    assert_eq!(rows(&["--by", "week"]), [row("2026-10-05", "inbound", 3), row("2026-10-05", "outbound", 1), row("2026-10-05", "foreign", 1)]);
    // In Tokyo the sign-in of 23:30 UTC belongs to the next day.
    assert_eq!(
        rows(&["--tz", "Asia/Tokyo", "--direction", "inbound"]),
        [row("2026-10-05", "inbound", 2), row("2026-10-06", "inbound", 0), row("2026-10-07", "inbound", 1)]
    );
    let hours = rows(&["--by", "hour", "--direction", "inbound"]);
    assert_eq!(hours.len(), 37, "from 12 o'clock to midnight of the day after next");
    assert_eq!((&hours[0], &hours[35]), (&row("2026-10-05T12:00:00Z", "inbound", 2), &row("2026-10-06T23:00:00Z", "inbound", 1)));
    assert_eq!(rows(&["--by", "hour", "--tz", "Asia/Kolkata", "--direction", "inbound"])[0], row("2026-10-05T12:30:00Z", "inbound", 2));
    assert_eq!(
        rows(&["--from", "2026-10-01", "--to", "2026-10-03", "--direction", "outbound"]),
        [row("2026-10-01", "outbound", 0), row("2026-10-02", "outbound", 0)]
    );
}
