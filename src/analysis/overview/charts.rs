//! The charts of a report, from its tables.

use std::collections::BTreeMap;

use crate::analysis::guests::GuestTally;
use crate::classify::Side;
use crate::report::chart::{Bar, Chart, DaySeries, Figure, LegendEntry, Tone};
use crate::report::{Cell, Report, Table, shown_name};
use crate::words::{Lang, charts as said, overview};

/// Bars and rows of a chart at most.
const MOST: usize = 12;
/// Days of a chart at most: more are too narrow to be seen.
const MOST_DAYS: usize = 92;

/// Sign-ins by day.
type ByDay = BTreeMap<String, u64>;

/// The charts that the tables allow. `heat` = sign-ins of each partner by day. `changes` = days, and a panel for each partner whose settings
/// were changed.
#[must_use]
pub fn charts(reports: &[Report], heat: &[(Option<String>, ByDay)], changes: (Vec<String>, Vec<DaySeries>), lang: Lang) -> Vec<Chart> {
    let find = |command: &str| reports.iter().find(|report| report.command == command).map(|report| &report.table);
    let mut charts = Vec::new();
    if let Some(timeline) = find("timeline") {
        charts.push(days(timeline, lang));
    }
    if let Some(partners) = find("partners") {
        charts.push(top_partners(partners, "inbound", lang));
        charts.push(top_partners(partners, "outbound", lang));
    }
    if let Some(timeline) = find("timeline") {
        charts.push(heat_map(timeline, heat, lang));
    }
    if let Some(apps) = find("apps") {
        charts.push(top_apps(apps, lang));
    }
    if let Some(failures) = find("failures") {
        charts.push(sides(failures, lang));
    }
    let (days, mut series) = changes;
    if !series.is_empty() && days.len() <= MOST_DAYS {
        for panel in &mut series {
            panel.marks.sort();
        }
        charts.push(Chart {
            id: "changes",
            title: said::changes(lang).to_owned(),
            description: said::changes_description(lang).to_owned(),
            figure: Figure::Days { days, series },
        });
    }
    if let Some(guests) = find("guests").filter(|guests| !guests.rows.is_empty()) {
        charts.push(funnel(guests, lang));
    }
    charts
}

/// A title that says how much is left out.
fn some_of(title: String, all: usize, lang: Lang) -> String {
    if all > MOST { said::some_of(lang, &title, MOST, all) } else { title }
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn days(timeline: &Table, lang: Lang) -> Chart {
    let mut days: Vec<String> = Vec::new();
    let mut counts: BTreeMap<(&str, &str), (u64, u64)> = BTreeMap::new();
    for row in &timeline.rows {
        let (Some(day), Some(direction)) = (timeline.str(row, "period"), timeline.str(row, "direction")) else { continue };
        if days.last().map(String::as_str) != Some(day) {
            days.push(day.to_owned());
        }
        counts.insert((direction, day), (unsigned(timeline.number(row, "sign_ins")), unsigned(timeline.number(row, "failures"))));
    }
    let days: Vec<String> = days.split_off(days.len().saturating_sub(MOST_DAYS));
    let series = [("inbound", said::inbound(lang), Tone::Inbound), ("outbound", said::outbound(lang), Tone::Outbound)]
        .into_iter()
        .map(|(direction, name, tone)| {
            let (sign_ins, failures) = days.iter().map(|day| counts.get(&(direction, day.as_str())).copied().unwrap_or_default()).unzip();
            DaySeries { name: name.to_owned(), tone, sign_ins, failures, marks: Vec::new() }
        })
        .collect();
    Chart {
        id: "timeline",
        title: said::days(lang).to_owned(),
        description: said::days_description(lang).to_owned(),
        figure: Figure::Days { days, series },
    }
}

fn top_partners(partners: &Table, direction: &str, lang: Lang) -> Chart {
    let rows: Vec<_> = partners.rows.iter().filter(|row| partners.str(row, "direction") == Some(direction)).collect();
    let without_home = rows.iter().any(|row| partners.str(row, "partner_tenant_id").is_none());
    // External identities have a bar, and are no organisation.
    let (id, title, tone) = if direction == "inbound" {
        ("partners-inbound", said::partners_in(lang, without_home), Tone::Inbound)
    } else {
        ("partners-outbound", said::partners_out(lang, without_home), Tone::Outbound)
    };
    let title = some_of(title, rows.len(), lang);
    let told = !rows.iter().any(|row| *partners.cell(row, "failures") == Cell::Null);
    let bars = rows
        .into_iter()
        .take(MOST)
        .map(|row| {
            let label = shown_name(partners, row, lang);
            let (failures, interruptions) = (partners.number(row, "failures"), partners.number(row, "interruptions"));
            let rest = partners.number(row, "sign_ins") - failures - interruptions;
            Bar { label, parts: vec![unsigned(rest), unsigned(interruptions), unsigned(failures)] }
        })
        .collect();
    Chart {
        id,
        description: said::partners_described(lang, &title, MOST),
        title,
        figure: Figure::Bars { parts: outcome_parts(tone, told, lang), bars },
    }
}

/// `told` = the records tell how they ended.
fn outcome_parts(tone: Tone, told: bool, lang: Lang) -> Vec<LegendEntry> {
    vec![
        LegendEntry { name: if told { said::no_error(lang) } else { said::outcome_unknown(lang) }.to_owned(), tone },
        LegendEntry { name: said::interrupted(lang).to_owned(), tone: Tone::Interruption },
        LegendEntry { name: said::failed(lang).to_owned(), tone: Tone::Failure },
    ]
}

fn top_apps(apps: &Table, lang: Lang) -> Chart {
    // Over all partners: the same client and resource are one bar.
    let mut sums: BTreeMap<(String, &'static str), [i64; 2]> = BTreeMap::new();
    for row in &apps.rows {
        let place = match apps.str(row, "direction") {
            Some("inbound") => 0,
            Some("outbound") => 1,
            _ => continue,
        };
        let name = |name: &str, id: &str| apps.str(row, name).or_else(|| apps.str(row, id)).unwrap_or(said::unknown_app(lang)).to_owned();
        let (client, resource) = (name("app_name", "app_id"), name("resource_name", "resource_id"));
        let label = if client == resource { client } else { format!("{client} → {resource}") };
        sums.entry((label, "")).or_default()[place] += apps.number(row, "sign_ins");
    }
    let mut bars: Vec<Bar> =
        sums.into_iter().map(|((label, _), [inbound, outbound])| Bar { label, parts: vec![unsigned(inbound), unsigned(outbound)] }).collect();
    bars.sort_by(|a, b| b.parts.iter().sum::<u64>().cmp(&a.parts.iter().sum()).then_with(|| a.label.cmp(&b.label)));
    let title = some_of(said::applications(lang).to_owned(), bars.len(), lang);
    bars.truncate(MOST);
    Chart { id: "applications", title, description: said::applications_described(lang, MOST), figure: Figure::Bars { parts: directions(lang), bars } }
}

/// The parts of bars that go both ways.
fn directions(lang: Lang) -> Vec<LegendEntry> {
    vec![
        LegendEntry { name: said::inbound(lang).to_owned(), tone: Tone::Inbound },
        LegendEntry { name: said::outbound(lang).to_owned(), tone: Tone::Outbound },
    ]
}

fn sides(failures: &Table, lang: Lang) -> Chart {
    let words = |side: Side| match side {
        Side::Us => said::us(lang),
        Side::Partner => said::partner(lang),
        Side::Network => said::network(lang),
        Side::User => said::user(lang),
        Side::AppOwner => said::app_owner(lang),
        Side::Microsoft => said::microsoft(lang),
        Side::Nobody => said::nobody(lang),
        Side::Unclassified => said::unclassified(lang),
    };
    let bars = Side::ALL
        .into_iter()
        .map(|side| {
            let of = |kind: &str| {
                let rows = failures.rows.iter().filter(|row| {
                    let interrupt = failures.str(row, "category").is_some_and(|category| category.starts_with("interrupt"));
                    matches!(failures.str(row, "direction"), Some("inbound" | "outbound"))
                        && failures.str(row, "side") == Some(side.name())
                        && interrupt == (kind == "interrupt")
                });
                unsigned(rows.map(|row| failures.number(row, "sign_ins")).sum())
            };
            Bar { label: words(side).to_owned(), parts: vec![of("failure"), of("interrupt")] }
        })
        .filter(|bar| bar.parts.iter().any(|&part| part > 0))
        .collect();
    let parts = vec![
        LegendEntry { name: said::failed(lang).to_owned(), tone: Tone::Failure },
        LegendEntry { name: said::interrupted(lang).to_owned(), tone: Tone::Interruption },
    ];
    Chart {
        id: "failures",
        title: said::sides(lang).to_owned(),
        description: said::sides_description(lang).to_owned(),
        figure: Figure::Bars { parts, bars },
    }
}

/// Entries that have a bar of their own.
const MOST_STEPS: usize = 10;

/// What is cut after each step of tightening, inbound and outbound: the first step closes the default, each of the others adds an entry.
/// `None` where closing the default cuts nothing. `with_entries`: what a closed default would cut that keeps today's entries, where that is asked
/// as well.
#[must_use]
pub fn tightening(steps: &[(String, [u64; 2])], with_entries: Option<u64>, lang: Lang) -> Option<Chart> {
    let (_, last) = steps.last()?;
    if steps.first()?.1 == [0, 0] {
        return None;
    }
    let shown = if steps.len() <= MOST_STEPS + 2 { steps.len() } else { MOST_STEPS + 1 };
    let mut bars: Vec<Bar> = steps.iter().take(shown).map(|(label, cut)| Bar { label: label.clone(), parts: cut.to_vec() }).collect();
    if steps.len() > shown {
        bars.push(Bar { label: said::more_steps(lang, steps.len() - shown), parts: last.to_vec() });
    }
    let first: u64 = steps.first()?.1.iter().sum();
    Some(Chart {
        id: "tightening",
        title: said::tightening(lang).to_owned(),
        description: said::tightening_described(lang, *last == [0, 0], with_entries.filter(|cut| *cut != first), first),
        figure: Figure::Bars { parts: directions(lang), bars },
    })
}

/// How far guests have come, from all to those who are active; and those who are gone.
fn funnel(guests: &Table, lang: Lang) -> Chart {
    let tally = GuestTally::of(guests);
    let steps = [
        (said::guests_all(lang), tally.all, true),
        (said::guests_invitation_seen(lang), tally.invited, true),
        (said::guests_redemption_seen(lang), tally.redeemed, true),
        (said::guests_signed_in(lang), tally.signed_in, true),
        (said::guests_active(lang), tally.state("active"), true),
        (said::guests_redeemed(lang), tally.state("redeemed"), false),
        (said::guests_invited(lang), tally.state("invited"), false),
        (said::guests_dormant(lang), tally.state("dormant"), false),
        (said::guests_disabled(lang), tally.state("disabled"), false),
        (said::guests_removed(lang), tally.state("removed"), false),
        (said::guests_unknown(lang), tally.state("unknown"), false),
    ];
    let bars =
        steps.into_iter().map(|(label, count, came)| Bar { label: label.to_owned(), parts: if came { vec![count, 0] } else { vec![0, count] } });
    let parts = vec![
        LegendEntry { name: said::guests_on_the_way(lang).to_owned(), tone: Tone::Inbound },
        LegendEntry { name: said::guests_not_here(lang).to_owned(), tone: Tone::Interruption },
    ];
    Chart {
        id: "guests",
        title: said::guests(lang).to_owned(),
        description: said::guests_description(lang).to_owned(),
        figure: Figure::Bars { parts, bars: bars.collect() },
    }
}

fn heat_map(timeline: &Table, heat: &[(Option<String>, ByDay)], lang: Lang) -> Chart {
    let mut days: Vec<String> = Vec::new();
    for row in &timeline.rows {
        if let Some(day) = timeline.str(row, "period").filter(|day| days.last().is_none_or(|last| last != day)) {
            days.push(day.to_owned());
        }
    }
    let days: Vec<String> = days.split_off(days.len().saturating_sub(MOST_DAYS));
    let of_days = |counts: &ByDay| days.iter().map(|day| counts.get(day).copied().unwrap_or_default()).collect();
    let label = |name: &Option<String>| name.clone().unwrap_or_else(|| overview::no_entra_home(lang).to_owned());
    let mut rows: Vec<(String, Vec<u64>)> = heat.iter().map(|(name, counts)| (label(name), of_days(counts))).collect();
    rows.sort_by(|a, b| b.1.iter().sum::<u64>().cmp(&a.1.iter().sum()).then_with(|| a.0.cmp(&b.0)));
    let title = some_of(said::by_day(lang, heat.iter().any(|(name, _)| name.is_none())), rows.len(), lang);
    rows.truncate(MOST);
    Chart { id: "partners-by-day", title, description: said::by_day_described(lang, MOST), figure: Figure::Heat { days, rows } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(entries: usize) -> Vec<(String, [u64; 2])> {
        (0..=entries).map(|n| (format!("step {n}"), [(entries - n) as u64, 0])).collect()
    }

    #[test]
    fn many_steps_of_tightening_are_summed() {
        let bars = |entries| match tightening(&steps(entries), None, Lang::En).map(|chart| chart.figure) {
            Some(Figure::Bars { bars, .. }) => bars.into_iter().map(|bar| (bar.label, bar.parts[0])).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(bars(2), [("step 0".to_owned(), 2), ("step 1".to_owned(), 1), ("step 2".to_owned(), 0)]);
        assert_eq!(bars(11).len(), 12, "the last of eleven has a bar of its own");
        let many = bars(40);
        assert_eq!((many.len(), many[10].clone(), many[11].clone()), (12, ("step 10".to_owned(), 30), ("+ 30 more organisations".to_owned(), 0)));
        assert_eq!(tightening(&steps(0), None, Lang::En), None, "nothing to draw");
    }

    #[test]
    fn what_no_setting_can_allow_is_said() {
        let chart = tightening(&[("closed".to_owned(), [5, 0]), ("+ a".to_owned(), [2, 0])], Some(4), Lang::En).expect("a chart");
        assert!(chart.description.contains("no setting can allow"), "{}", chart.description);
        assert!(chart.description.contains("it cuts 5 and not the 4"), "{}", chart.description);
    }
}
