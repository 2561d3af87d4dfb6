//! The answer first: key figures and sentences over the tables of a report.

use super::{Cell, Report, Table};
use crate::model::time::{Zone, day_text};

/// A figure at the top of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigure {
    /// What it counts.
    pub label: &'static str,
    /// The number, with digit grouping.
    pub value: String,
    /// What it is made of.
    pub note: String,
}

/// Figures and sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Figures.
    pub figures: Vec<KeyFigure>,
    /// Sentences.
    pub sentences: Vec<String>,
}

/// Digits in groups of three.
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.abs().to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if number < 0 { format!("-{out}") } else { out }
}

/// `1 user`, `2 users`.
#[must_use]
pub fn counted(number: i64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(number)) }
}

fn sum(table: &Table, column: &str, keep: impl Fn(&[Cell]) -> bool) -> i64 {
    table.rows.iter().filter(|row| keep(row)).map(|row| table.number(row, column)).sum()
}

/// Sums up the tables of a report. `window` = `--from` and `--to`.
#[must_use]
pub fn summarise(reports: &[Report], zone: Zone, window: (Option<i64>, Option<i64>)) -> Summary {
    let find = |command: &str| reports.iter().find(|report| report.command == command);
    let mut summary = Summary { figures: Vec::new(), sentences: Vec::new() };
    let (Some(partners), Some(users), Some(apps), Some(failures)) = (find("partners"), find("users"), find("apps"), find("failures")) else {
        return summary;
    };
    let (partners, users, apps, failures) = (&partners.table, &users.table, &apps.table, &failures.table);
    let span = reports.first().and_then(|report| report.envelope.period).map(|(first, last)| {
        let (from, to) = window;
        (from.map_or(first, |from| from.max(first)), to.map_or(last, |to| last.min(to - 1)))
    });
    let span = span.filter(|(first, last)| first <= last);
    let days = span.map_or(0, |(first, last)| zone.day(last) - zone.day(first) + 1);
    let envelope = reports.first().map(|report| &report.envelope);
    let user_sign_ins: u64 =
        envelope.map_or(0, |envelope| envelope.directions.iter().filter(|(name, _)| *name != "workload").map(|(_, count)| count).sum());
    if user_sign_ins == 0 {
        summary
            .sentences
            .push("Nothing can be said about people crossing the border: no sign-in of a user could be read from these inputs.".to_owned());
        return summary;
    }
    if let Some(ledger) = envelope.map(|envelope| envelope.ledger).filter(|ledger| ledger.skipped > ledger.kept) {
        let (skipped, records) =
            (grouped(i64::try_from(ledger.skipped).unwrap_or(i64::MAX)), grouped(i64::try_from(ledger.records).unwrap_or(i64::MAX)));
        summary.sentences.push(format!("Most of the input could not be read ({skipped} of {records} records): do not rely on the numbers below."));
    }
    let when = span.map_or_else(String::new, |(first, last)| {
        format!("In {} ({} to {})", counted(days, "day", "days"), day_text(zone.day(first)), day_text(zone.day(last)))
    });
    for (direction, label, verb) in [("inbound", "Sign-ins from outside", "came in"), ("outbound", "Sign-ins of our people elsewhere", "went out")] {
        let is = |table: &Table, row: &[Cell]| table.str(row, "direction") == Some(direction);
        let sign_ins = sum(partners, "sign_ins", |row| is(partners, row));
        let organisations = partners.rows.iter().filter(|row| is(partners, row) && partners.str(row, "partner_tenant_id").is_some()).count();
        let people = distinct(users, direction);
        let applications = distinct_pairs(apps, direction);
        let organisations = i64::try_from(organisations).unwrap_or_default();
        summary.figures.push(KeyFigure {
            label,
            value: grouped(sign_ins),
            note: format!("{} · {}", counted(people, "user", "users"), counted(organisations, "organisation", "organisations")),
        });
        let who = match (direction, people) {
            ("inbound", 1) => "external user",
            ("inbound", _) => "external users",
            _ => "of our own users",
        };
        let when = if direction == "inbound" { format!("{when} ") } else { String::new() };
        summary.sentences.push(if sign_ins == 0 {
            if direction == "inbound" { format!("{when}nobody came in from outside.") } else { "None of our own users went out.".to_owned() }
        } else {
            let preposition = if direction == "inbound" { "from" } else { "to" };
            format!(
                "{when}{} {who} {verb} {preposition} {}, with {} through {} (pairs of client and resource).",
                grouped(people),
                counted(organisations, "organisation", "organisations"),
                counted(sign_ins, "sign-in", "sign-ins"),
                counted(applications, "application", "applications"),
            )
        });
    }
    let without_home =
        sum(partners, "sign_ins", |row| partners.str(row, "direction") == Some("inbound") && partners.str(row, "partner_tenant_id").is_none());
    if without_home > 0 {
        summary.sentences.push(format!(
            "{} of the inbound sign-ins belong to external identities without an Entra home (Microsoft account, Google, one-time passcode): cross-tenant access settings do not govern them.",
            grouped(without_home)
        ));
    }
    failure_sentences(partners, failures, &mut summary);
    summary
}

/// Adds what the replay against settings says: `proposed` ones, or those of today with the default closed.
pub fn settings_sentence(replay: &Report, proposed: bool, summary: &mut Summary) {
    let successes = sum(&replay.table, "successes", |_| true);
    let blocked = sum(&replay.table, "successes", |row| replay.table.str(row, "verdict") == Some("blocked"));
    let note = format!(
        "of {}, {}",
        counted(successes, "success", "successes"),
        if proposed { "with the proposed settings" } else { "if the default is closed" }
    );
    summary.figures.push(KeyFigure { label: "Would be blocked", value: grouped(blocked), note });
    summary.sentences.push(replay.answer.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(" "));
}

fn failure_sentences(partners: &Table, failures: &Table, summary: &mut Summary) {
    let crossing = |table: &Table, row: &[Cell]| matches!(table.str(row, "direction"), Some("inbound" | "outbound"));
    let all = sum(partners, "sign_ins", |row| crossing(partners, row));
    if partners.rows.iter().any(|row| crossing(partners, row) && *partners.cell(row, "failures") == Cell::Null) {
        for label in ["Failures across the border", "Failures that we can mend"] {
            summary.figures.push(KeyFigure { label, value: "?".to_owned(), note: "no record tells how it ended".to_owned() });
        }
        summary.sentences.push(
            "How these sign-ins ended cannot be told: no record carries an error code or a status. That does not mean that none failed.".to_owned(),
        );
        return;
    }
    let failed = sum(partners, "failures", |row| crossing(partners, row));
    let interrupted = sum(partners, "interruptions", |row| crossing(partners, row));
    let side = |wanted: &str| {
        sum(failures, "sign_ins", |row| {
            crossing(failures, row)
                && failures.str(row, "side") == Some(wanted)
                && failures.str(row, "category").is_none_or(|category| !category.starts_with("interrupt"))
        })
    };
    summary.figures.push(KeyFigure {
        label: "Failures across the border",
        value: grouped(failed),
        note: format!("{} of {}", percent(failed, all), counted(all, "sign-in", "sign-ins")),
    });
    summary.figures.push(KeyFigure {
        label: "Failures that we can mend",
        value: grouped(side("us")),
        note: format!("{} are the partners' to mend", grouped(side("partner"))),
    });
    let unknown = sum(partners, "unknowns", |row| crossing(partners, row));
    if failed + interrupted == 0 {
        let of = if unknown > 0 { format!(", of {} that tell how they ended", counted(all - unknown, "sign-in", "sign-ins")) } else { String::new() };
        summary.sentences.push(format!("No sign-in across the border failed or was interrupted{of}."));
        return;
    }
    summary.sentences.push(format!(
        "{} of {} sign-ins across the border failed ({}): we must act on {}, the partners on {}, the users on {}, others or nobody known on {}. {} more were interrupted (MFA, consent), which is no failure by itself.",
        grouped(failed),
        grouped(all),
        percent(failed, all),
        grouped(side("us")),
        grouped(side("partner")),
        grouped(side("user")),
        grouped(failed - side("us") - side("partner") - side("user")),
        grouped(interrupted),
    ));
}

/// Users of a direction; one who comes through two partners counts once.
fn distinct(users: &Table, direction: &str) -> i64 {
    let ids: std::collections::BTreeSet<_> = users
        .rows
        .iter()
        .filter(|row| users.str(row, "direction") == Some(direction))
        .map(|row| (users.str(row, "user_id"), users.str(row, "user_id").is_none().then(|| users.str(row, "user_principal_name"))))
        .collect();
    i64::try_from(ids.len()).unwrap_or_default()
}

fn distinct_pairs(apps: &Table, direction: &str) -> i64 {
    let ids: std::collections::BTreeSet<_> = apps
        .rows
        .iter()
        .filter(|row| apps.str(row, "direction") == Some(direction))
        .map(|row| (apps.str(row, "app_id"), apps.str(row, "resource_id")))
        .collect();
    i64::try_from(ids.len()).unwrap_or_default()
}

/// A share in percent with one digit; "0 %" of nothing.
fn percent(part: i64, all: i64) -> String {
    if all == 0 {
        return "0 %".to_owned();
    }
    let tenths = (part * 1000 + all / 2) / all;
    if part > 0 && tenths == 0 { "less than 0.1 %".to_owned() } else { format!("{}.{} %", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_read_them() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(999), "999");
        assert_eq!(counted(1, "user", "users"), "1 user");
        assert_eq!(percent(1, 3), "33.3 %");
        assert_eq!(percent(1, 100_000), "less than 0.1 %");
        assert_eq!(percent(0, 0), "0 %");
    }
}
