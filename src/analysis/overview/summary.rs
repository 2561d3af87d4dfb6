//! The answer first: key figures and sentences over the tables of a report.

use crate::analysis::Params;
use crate::analysis::simulate::Cut;
use crate::model::time::day_text;
use crate::report::{Cell, KeyFigure, Report, Summary, Table};
use crate::words::{Lang, overview as said};

fn sum(table: &Table, column: &str, keep: impl Fn(&[Cell]) -> bool) -> i64 {
    table.rows.iter().filter(|row| keep(row)).map(|row| table.number(row, column)).sum()
}

/// Sums up the tables of a report.
#[must_use]
pub fn summarise(reports: &[Report], params: &Params) -> Summary {
    let (zone, lang) = (params.zone, params.lang);
    let find = |command: &str| reports.iter().find(|report| report.command == command);
    let mut summary = Summary { figures: Vec::new(), sentences: Vec::new() };
    let (Some(partners), Some(users), Some(apps), Some(failures)) = (find("partners"), find("users"), find("apps"), find("failures")) else {
        return summary;
    };
    let (partners, users, apps, failures) = (&partners.table, &users.table, &apps.table, &failures.table);
    let span = reports.first().and_then(|report| report.envelope.period).map(|(first, last)| {
        let (from, to) = (params.filters.from, params.filters.to);
        (from.map_or(first, |from| from.max(first)), to.map_or(last, |to| last.min(to - 1)))
    });
    let span = span.filter(|(first, last)| first <= last);
    let envelope = reports.first().map(|report| &report.envelope);
    let user_sign_ins: u64 =
        envelope.map_or(0, |envelope| envelope.directions.iter().filter(|(name, _)| *name != "workload").map(|(_, count)| count).sum());
    if user_sign_ins == 0 {
        summary.sentences.push(said::nothing_read(lang).to_owned());
        return summary;
    }
    if let Some(ledger) = envelope.map(|envelope| envelope.ledger).filter(|ledger| ledger.skipped > ledger.kept) {
        summary.sentences.push(said::mostly_unreadable(lang, ledger.skipped, ledger.records));
    }
    let when = span.map_or_else(String::new, |(first, last)| {
        let days = zone.day(last) - zone.day(first) + 1;
        said::in_days(lang, days, &day_text(zone.day(first)), &day_text(zone.day(last)))
    });
    let (inbound, outbound) = (Crossings::of(partners, users, apps, "inbound"), Crossings::of(partners, users, apps, "outbound"));
    summary.figures.push(inbound.figure("inbound-sign-ins", said::inbound_figure(lang), lang));
    summary.figures.push(outbound.figure("outbound-sign-ins", said::outbound_figure(lang), lang));
    let Crossings { sign_ins, users: people, organisations, applications } = inbound;
    summary.sentences.push(match sign_ins {
        0 => said::nobody_came(lang, &when),
        _ => said::came_in(lang, &when, people, organisations, sign_ins, applications),
    });
    let Crossings { sign_ins, users: people, organisations, applications } = outbound;
    summary.sentences.push(match sign_ins {
        0 => said::nobody_went(lang).to_owned(),
        _ => said::went_out(lang, people, organisations, sign_ins, applications),
    });
    let without_home =
        sum(partners, "sign_ins", |row| partners.str(row, "direction") == Some("inbound") && partners.str(row, "partner_tenant_id").is_none());
    if without_home > 0 {
        summary.sentences.push(said::without_home(lang, without_home));
    }
    failure_sentences(&Failing::of(partners, failures), &mut summary, lang);
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

    fn figure(&self, code: &'static str, label: &'static str, lang: Lang) -> KeyFigure {
        KeyFigure { code, label, number: self.sign_ins, note: said::crossings_note(lang, self.users, self.organisations) }
    }
}

/// Adds what the replay against settings says: `proposed` ones, or those of today with the default closed.
pub fn settings_sentence(replay: &Report, cut: Cut, proposed: bool, summary: &mut Summary, lang: Lang) {
    // Beside the number that `simulate` gives against the settings of today.
    let newly = cut.newly.filter(|newly| *newly < cut.blocked);
    let today = cut.blocked - newly.unwrap_or_default();
    let note = said::blocked_note(lang, cut.successes, proposed, newly, today);
    let number = i64::try_from(cut.blocked).unwrap_or(i64::MAX);
    summary.figures.push(KeyFigure { code: "would-be-blocked", label: said::blocked_figure(lang), number, note });
    summary.sentences.push(replay.answer.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(said::between_sentences(lang)));
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

fn failure_sentences(failing: &Failing, summary: &mut Summary, lang: Lang) {
    let Failing { told, all, unknown, failed, interrupted, us, partners, users } = *failing;
    if !told {
        summary.sentences.push(said::outcomes_not_told(lang).to_owned());
        return;
    }
    let share = percent(failed, all, lang);
    let note = said::failures_note(lang, &share, all, interrupted);
    summary.figures.push(KeyFigure { code: "failures", label: said::failures_figure(lang), number: failed, note });
    let note = said::ours_note(lang, partners);
    summary.figures.push(KeyFigure { code: "failures-to-mend", label: said::ours_figure(lang), number: us, note });
    summary.sentences.push(if failed + interrupted == 0 {
        said::none_failed(lang, (unknown > 0).then_some(all - unknown))
    } else {
        said::some_failed(lang, failed, all, &share, us, partners, users, failed - us - partners - users, interrupted)
    });
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
fn percent(part: i64, all: i64, lang: Lang) -> String {
    if all == 0 {
        return "0 %".to_owned();
    }
    let tenths = (part * 1000 + all / 2) / all;
    if part > 0 && tenths == 0 { said::less_than_least(lang).to_owned() } else { format!("{}.{} %", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_read_them() {
        assert_eq!(percent(1, 3, Lang::En), "33.3 %");
        assert_eq!(percent(1, 100_000, Lang::En), "less than 0.1 %");
        assert_eq!(percent(0, 0, Lang::En), "0 %");
    }
}
