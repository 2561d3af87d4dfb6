//! The answer first: key figures and sentences over the tables of a report.

use crate::analysis::simulate::Cut;
use crate::model::time::{Zone, day_text};
use crate::report::{Cell, KeyFigure, NO_ENTRA_HOME, Report, Summary, Table, counted, counted_u64, grouped, grouped_u64};

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
        format!("In {} ({} to {}) ", counted(days, "day", "days"), day_text(zone.day(first)), day_text(zone.day(last)))
    });
    let (inbound, outbound) = (Crossings::of(partners, users, apps, "inbound"), Crossings::of(partners, users, apps, "outbound"));
    summary.figures.push(inbound.figure("inbound-sign-ins", "Sign-ins from outside"));
    summary.figures.push(outbound.figure("outbound-sign-ins", "Sign-ins of our people elsewhere"));
    summary.sentences.push(if inbound.sign_ins == 0 {
        format!("{when}nobody came in from outside.")
    } else {
        format!("{when}{} came in from {}", counted(inbound.users, "external user", "external users"), inbound.words())
    });
    summary.sentences.push(if outbound.sign_ins == 0 {
        "None of our own users went out.".to_owned()
    } else {
        format!("{} of our own users went out to {}", grouped(outbound.users), outbound.words())
    });
    let without_home =
        sum(partners, "sign_ins", |row| partners.str(row, "direction") == Some("inbound") && partners.str(row, "partner_tenant_id").is_none());
    if without_home > 0 {
        let belong = if without_home == 1 { "belongs" } else { "belong" };
        summary.sentences.push(format!(
            "{} of the inbound sign-ins {belong} to {NO_ENTRA_HOME} (Microsoft account, Google, one-time passcode): cross-tenant access settings do not govern them.",
            grouped(without_home)
        ));
    }
    failure_sentences(&Failing::of(partners, failures), &mut summary);
    summary
}

/// Who crosses the border in one direction.
struct Crossings {
    sign_ins: i64,
    users: i64,
    organisations: i64,
    applications: i64,
}

impl Crossings {
    fn of(partners: &Table, users: &Table, apps: &Table, direction: &str) -> Self {
        let is = |row: &[Cell]| partners.str(row, "direction") == Some(direction);
        let organisations = partners.rows.iter().filter(|row| is(row) && partners.str(row, "partner_tenant_id").is_some()).count();
        Self {
            sign_ins: sum(partners, "sign_ins", is),
            users: distinct(users, direction),
            organisations: i64::try_from(organisations).unwrap_or_default(),
            applications: distinct_pairs(apps, direction),
        }
    }

    fn figure(&self, code: &'static str, label: &'static str) -> KeyFigure {
        let (users, organisations) = (counted(self.users, "user", "users"), counted(self.organisations, "organisation", "organisations"));
        KeyFigure { code, label, number: self.sign_ins, note: format!("{users} · {organisations}") }
    }

    /// The end of a sentence: which organisations, how often, through what.
    fn words(&self) -> String {
        format!(
            "{}, with {} through {} (pairs of client and resource).",
            counted(self.organisations, "organisation", "organisations"),
            counted(self.sign_ins, "sign-in", "sign-ins"),
            counted(self.applications, "application", "applications"),
        )
    }
}

/// Adds what the replay against settings says: `proposed` ones, or those of today with the default closed.
pub fn settings_sentence(replay: &Report, cut: Cut, proposed: bool, summary: &mut Summary) {
    // Beside the number that `simulate` gives against the settings of today.
    let today = match cut.newly {
        Some(newly) if newly < cut.blocked => format!("; {} newly, {} by today's settings too", grouped_u64(newly), grouped_u64(cut.blocked - newly)),
        _ => String::new(),
    };
    let note = format!(
        "of {}, {}{today}",
        counted_u64(cut.successes, "success", "successes"),
        if proposed { "with the proposed settings" } else { "if the default is closed and today's entries stay" }
    );
    let number = i64::try_from(cut.blocked).unwrap_or(i64::MAX);
    summary.figures.push(KeyFigure { code: "would-be-blocked", label: "Would be blocked", number, note });
    summary.sentences.push(replay.answer.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(" "));
}

/// What fails across the border, and who must act on the failures. Interruptions are apart.
struct Failing {
    /// Whether the records tell how they ended.
    told: bool,
    all: i64,
    unknown: i64,
    failed: i64,
    interrupted: i64,
    us: i64,
    partners: i64,
    users: i64,
}

impl Failing {
    fn of(partners: &Table, failures: &Table) -> Self {
        let crossing = |table: &Table, row: &[Cell]| matches!(table.str(row, "direction"), Some("inbound" | "outbound"));
        let count = |column| sum(partners, column, |row| crossing(partners, row));
        let side = |wanted: &str| {
            sum(failures, "sign_ins", |row| {
                crossing(failures, row)
                    && failures.str(row, "side") == Some(wanted)
                    && failures.str(row, "category").is_none_or(|category| !category.starts_with("interrupt"))
            })
        };
        Self {
            told: !partners.rows.iter().any(|row| crossing(partners, row) && *partners.cell(row, "failures") == Cell::Null),
            unknown: count("unknowns"),
            all: count("sign_ins"),
            failed: count("failures"),
            interrupted: count("interruptions"),
            us: side("us"),
            partners: side("partner"),
            users: side("user"),
        }
    }
}

fn failure_sentences(failing: &Failing, summary: &mut Summary) {
    let Failing { told, all, unknown, failed, interrupted, us, partners, users } = *failing;
    if !told {
        summary.sentences.push(
            "How these sign-ins ended cannot be told: no record carries an error code or a status. That does not mean that none failed.".to_owned(),
        );
        return;
    }
    summary.figures.push(KeyFigure {
        code: "failures",
        label: "Failures across the border",
        number: failed,
        note: format!(
            "{} of {}; {} apart",
            percent(failed, all),
            counted(all, "sign-in", "sign-ins"),
            counted(interrupted, "interruption", "interruptions")
        ),
    });
    let are = if partners == 1 { "is" } else { "are" };
    summary.figures.push(KeyFigure {
        code: "failures-to-mend",
        label: "Failures that we can mend",
        number: us,
        note: format!("{} {are} the partners' to mend; interruptions apart", grouped(partners)),
    });
    if failed + interrupted == 0 {
        let of = if unknown > 0 { format!(", of {} that tell how they ended", counted(all - unknown, "sign-in", "sign-ins")) } else { String::new() };
        summary.sentences.push(format!("No sign-in across the border failed or was interrupted{of}."));
        return;
    }
    let were = if interrupted == 1 { "was" } else { "were" };
    summary.sentences.push(format!(
        "{} of {} across the border failed ({}): we must act on {}, the partners on {}, the users on {}, others or nobody known on {}. {} more {were} interrupted (MFA, consent), which is no failure by itself.",
        grouped(failed),
        counted(all, "sign-in", "sign-ins"),
        percent(failed, all),
        grouped(us),
        grouped(partners),
        grouped(users),
        grouped(failed - us - partners - users),
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
        assert_eq!(percent(1, 3), "33.3 %");
        assert_eq!(percent(1, 100_000), "less than 0.1 %");
        assert_eq!(percent(0, 0), "0 %");
    }
}
