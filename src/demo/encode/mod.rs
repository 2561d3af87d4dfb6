//! One encoder per export format. They share the pieces of the signIn record, so that no format tells another story.

pub mod audit;
pub mod diagnostic;
pub mod graph;
pub mod log_analytics;
pub mod pieces;
pub mod portal_csv;

use chrono::{DateTime, Utc};

use super::rng::mix;
use super::scenario::Event;

/// A moment as chrono sees it.
pub(super) fn moment(seconds: i64, millis: u16) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, u32::from(millis) * 1_000_000).unwrap_or_default()
}

/// `2026-09-17T01:02:03Z`: Graph and the portal.
pub(super) fn to_the_second(seconds: i64) -> String {
    moment(seconds, 0).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Seven digits of a second, as the sign-in service writes them; the last four are incidental.
pub(super) fn seven_digits(event: &Event, delay: i64, zone: &str) -> String {
    let date = moment(event.time + delay, 0).format("%Y-%m-%dT%H:%M:%S");
    format!("{date}.{:03}{:04}{zone}", event.millis, mix(event.salt) % 10_000)
}

/// How long the log took to take the event in: two to three minutes.
pub(super) fn delay(event: &Event) -> i64 {
    i64::try_from(mix(event.salt ^ 5) % 60).unwrap_or(0) + 115
}

/// A number below `n` that goes with the event and a purpose.
pub(super) fn incidental(event: &Event, purpose: u64, n: u64) -> u64 {
    mix(event.salt ^ mix(purpose)) % n.max(1)
}
