//! The charts of a report, from its tables.

use std::collections::BTreeMap;

use crate::analysis::guests::GuestTally;
use crate::classify::Side;
use crate::report::chart::{Bar, Chart, DaySeries, Figure, Part, Tone};
use crate::report::{Cell, NO_ENTRA_HOME, Report, Table, grouped_u64, shown_name};

/// Bars and rows of a chart at most.
const MOST: usize = 12;
/// Days of a chart at most: more are too narrow to be seen.
const MOST_DAYS: usize = 92;

/// Sign-ins by day.
type ByDay = BTreeMap<String, u64>;

/// The charts that the tables allow. `heat` = sign-ins of each partner by day. `changes` = days, and a panel for each partner whose settings
/// were changed.
#[must_use]
pub fn charts(reports: &[Report], heat: &[(String, ByDay)], changes: (Vec<String>, Vec<DaySeries>)) -> Vec<Chart> {
    let find = |command: &str| reports.iter().find(|report| report.command == command).map(|report| &report.table);
    let mut charts = Vec::new();
    if let Some(timeline) = find("timeline") {
        charts.push(days(timeline));
    }
    if let Some(partners) = find("partners") {
        charts.push(top_partners(partners, "inbound", "partners-inbound", ["Organisations", "that come in"], Tone::Inbound));
        charts.push(top_partners(partners, "outbound", "partners-outbound", ["Organisations", "that our people go to"], Tone::Outbound));
    }
    if let Some(timeline) = find("timeline") {
        charts.push(heat_map(timeline, heat));
    }
    if let Some(apps) = find("apps") {
        charts.push(top_apps(apps));
    }
    if let Some(failures) = find("failures") {
        charts.push(sides(failures));
    }
    let (days, mut series) = changes;
    if !series.is_empty() && days.len() <= MOST_DAYS {
        for panel in &mut series {
            panel.marks.sort();
        }
        charts.push(Chart {
            id: "changes",
            title: "Changes of settings, and the sign-ins of those partners".to_owned(),
            description: "Sign-ins per day of partners whose settings were changed, with the failures among them; lines mark the changes.".to_owned(),
            figure: Figure::Days { days, series },
        });
    }
    if let Some(guests) = find("guests").filter(|guests| !guests.rows.is_empty()) {
        charts.push(funnel(guests));
    }
    charts
}

/// A title that says how much is left out.
fn some_of(title: &str, all: usize) -> String {
    if all > MOST { format!("{title} (the {MOST} with most of {all})") } else { title.to_owned() }
}

/// External identities have a bar, and are no organisation.
fn and_others(without_home: bool) -> &'static str {
    if without_home { " and external identities" } else { "" }
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn days(timeline: &Table) -> Chart {
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
    let series = [("inbound", "Inbound", Tone::Inbound), ("outbound", "Outbound", Tone::Outbound)]
        .into_iter()
        .map(|(direction, name, tone)| {
            let (sign_ins, failures) = days.iter().map(|day| counts.get(&(direction, day.as_str())).copied().unwrap_or_default()).unzip();
            DaySeries { name: name.to_owned(), tone, sign_ins, failures, marks: Vec::new() }
        })
        .collect();
    Chart {
        id: "timeline",
        title: "Sign-ins per day".to_owned(),
        description: "Sign-ins per day, inbound and outbound, with the failures among them.".to_owned(),
        figure: Figure::Days { days, series },
    }
}

fn top_partners(partners: &Table, direction: &str, id: &'static str, [who, what]: [&str; 2], tone: Tone) -> Chart {
    let rows: Vec<_> = partners.rows.iter().filter(|row| partners.str(row, "direction") == Some(direction)).collect();
    let without_home = rows.iter().any(|row| partners.str(row, "partner_tenant_id").is_none());
    let title = some_of(&format!("{who}{} {what}", and_others(without_home)), rows.len());
    let told = !rows.iter().any(|row| *partners.cell(row, "failures") == Cell::Null);
    let bars = rows
        .into_iter()
        .take(MOST)
        .map(|row| {
            let label = shown_name(partners, row, crate::words::Lang::En);
            let (failures, interruptions) = (partners.number(row, "failures"), partners.number(row, "interruptions"));
            let rest = partners.number(row, "sign_ins") - failures - interruptions;
            Bar { label, parts: vec![unsigned(rest), unsigned(interruptions), unsigned(failures)] }
        })
        .collect();
    Chart {
        id,
        title: title.clone(),
        description: format!("{title}, by sign-ins, with interruptions and failures; at most {MOST}."),
        figure: Figure::Bars { parts: outcome_parts(tone, told), bars },
    }
}

/// `told` = the records tell how they ended.
fn outcome_parts(tone: Tone, told: bool) -> Vec<Part> {
    vec![
        Part { name: if told { "No error" } else { "Outcome not known" }.to_owned(), tone },
        Part { name: "Interrupted".to_owned(), tone: Tone::Interruption },
        Part { name: "Failed".to_owned(), tone: Tone::Failure },
    ]
}

fn top_apps(apps: &Table) -> Chart {
    // Over all partners: the same client and resource are one bar.
    let mut sums: BTreeMap<(String, &'static str), [i64; 2]> = BTreeMap::new();
    for row in &apps.rows {
        let place = match apps.str(row, "direction") {
            Some("inbound") => 0,
            Some("outbound") => 1,
            _ => continue,
        };
        let name = |name: &str, id: &str| apps.str(row, name).or_else(|| apps.str(row, id)).unwrap_or("(unknown)").to_owned();
        let (client, resource) = (name("app_name", "app_id"), name("resource_name", "resource_id"));
        let label = if client == resource { client } else { format!("{client} → {resource}") };
        sums.entry((label, "")).or_default()[place] += apps.number(row, "sign_ins");
    }
    let mut bars: Vec<Bar> =
        sums.into_iter().map(|((label, _), [inbound, outbound])| Bar { label, parts: vec![unsigned(inbound), unsigned(outbound)] }).collect();
    bars.sort_by(|a, b| b.parts.iter().sum::<u64>().cmp(&a.parts.iter().sum()).then_with(|| a.label.cmp(&b.label)));
    let title = some_of("Applications, client → resource", bars.len());
    bars.truncate(MOST);
    let parts = vec![Part { name: "Inbound".to_owned(), tone: Tone::Inbound }, Part { name: "Outbound".to_owned(), tone: Tone::Outbound }];
    Chart {
        id: "applications",
        title,
        description: format!("Applications by sign-ins across the border, at most {MOST}."),
        figure: Figure::Bars { parts, bars },
    }
}

fn sides(failures: &Table) -> Chart {
    let words = |side: Side| match side {
        Side::Us => "We",
        Side::Partner => "The partner",
        Side::Network => "Network or device",
        Side::User => "The user",
        Side::AppOwner => "Owner of the app",
        Side::Microsoft => "Microsoft",
        Side::Nobody => "Nobody",
        Side::Unclassified => "Not known",
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
    let parts = vec![Part { name: "Failed".to_owned(), tone: Tone::Failure }, Part { name: "Interrupted".to_owned(), tone: Tone::Interruption }];
    Chart {
        id: "failures",
        title: "Failures by who must act".to_owned(),
        description:
            "Failed and interrupted sign-ins across the border by the side that must act, seen from us; the number behind a bar is both together."
                .to_owned(),
        figure: Figure::Bars { parts, bars },
    }
}

/// Entries that have a bar of their own.
const MOST_STEPS: usize = 10;

/// What is cut after each step of tightening, inbound and outbound: the first step closes the default, each of the others adds an entry.
/// `None` where closing the default cuts nothing. `with_entries`: what a closed default would cut that keeps today's entries, where that is asked
/// as well.
#[must_use]
pub fn tightening(steps: &[(String, [u64; 2])], with_entries: Option<u64>) -> Option<Chart> {
    let (_, last) = steps.last()?;
    if steps.first()?.1 == [0, 0] {
        return None;
    }
    let shown = if steps.len() <= MOST_STEPS + 2 { steps.len() } else { MOST_STEPS + 1 };
    let mut bars: Vec<Bar> = steps.iter().take(shown).map(|(label, cut)| Bar { label: label.clone(), parts: cut.to_vec() }).collect();
    if steps.len() > shown {
        bars.push(Bar { label: format!("+ {} more organisations", steps.len() - shown), parts: last.to_vec() });
    }
    let first = grouped_u64(steps.first()?.1.iter().sum());
    let beside = with_entries.filter(|cut| grouped_u64(*cut) != first).map_or_else(String::new, |cut| {
        format!(
            " The first step takes today's entries away as well, so it cuts {first} and not the {} that closing the default alone would newly block.",
            grouped_u64(cut)
        )
    });
    let end = if *last == [0, 0] { "until nothing is cut" } else { "what is left no setting can allow" };
    Some(Chart {
        id: "tightening",
        title: "What each step of tightening would cut".to_owned(),
        description: format!(
            "Successful sign-ins of these logs that would be blocked: with the default closed and no entries, then with the entries of organisations added one by one, {end}. What the current settings refuse already is not counted.{beside}"
        ),
        figure: Figure::Bars {
            parts: vec![Part { name: "Inbound".to_owned(), tone: Tone::Inbound }, Part { name: "Outbound".to_owned(), tone: Tone::Outbound }],
            bars,
        },
    })
}

/// How far guests have come, from all to those who are active; and those who are gone.
fn funnel(guests: &Table) -> Chart {
    let tally = GuestTally::of(guests);
    let steps = [
        ("Guests", tally.all, true),
        ("Invitation seen", tally.invited, true),
        ("Redemption seen", tally.redeemed, true),
        ("Signed in", tally.signed_in, true),
        ("Active", tally.state("active"), true),
        ("Redeemed, not seen since", tally.state("redeemed"), false),
        ("Invited, not come", tally.state("invited"), false),
        ("Dormant", tally.state("dormant"), false),
        ("Disabled", tally.state("disabled"), false),
        ("Removed", tally.state("removed"), false),
        ("Not known", tally.state("unknown"), false),
    ];
    let bars =
        steps.into_iter().map(|(label, count, came)| Bar { label: label.to_owned(), parts: if came { vec![count, 0] } else { vec![0, count] } });
    let parts =
        vec![Part { name: "On the way in".to_owned(), tone: Tone::Inbound }, Part { name: "Not, or no longer".to_owned(), tone: Tone::Interruption }];
    Chart {
        id: "guests",
        title: "Guests, from invitation to use".to_owned(),
        description: "How many guests were invited, redeemed the invitation and signed in; then where they stand, from active to not known, which sums to all of them.".to_owned(),
        figure: Figure::Bars { parts, bars: bars.collect() },
    }
}

fn heat_map(timeline: &Table, heat: &[(String, ByDay)]) -> Chart {
    let mut days: Vec<String> = Vec::new();
    for row in &timeline.rows {
        if let Some(day) = timeline.str(row, "period").filter(|day| days.last().is_none_or(|last| last != day)) {
            days.push(day.to_owned());
        }
    }
    let days: Vec<String> = days.split_off(days.len().saturating_sub(MOST_DAYS));
    let of_days = |counts: &ByDay| days.iter().map(|day| counts.get(day).copied().unwrap_or_default()).collect();
    let mut rows: Vec<(String, Vec<u64>)> = heat.iter().map(|(label, counts)| (label.clone(), of_days(counts))).collect();
    rows.sort_by(|a, b| b.1.iter().sum::<u64>().cmp(&a.1.iter().sum()).then_with(|| a.0.cmp(&b.0)));
    let without_home = rows.iter().any(|(label, _)| label == NO_ENTRA_HOME);
    let title = some_of(&format!("Partners{} by day, both directions", and_others(without_home)), rows.len());
    rows.truncate(MOST);
    Chart {
        id: "partners-by-day",
        title,
        description: format!("Sign-ins of each partner on each day, darker = more; at most {MOST} partners."),
        figure: Figure::Heat { days, rows },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(entries: usize) -> Vec<(String, [u64; 2])> {
        (0..=entries).map(|n| (format!("step {n}"), [(entries - n) as u64, 0])).collect()
    }

    #[test]
    fn many_steps_of_tightening_are_summed() {
        let bars = |entries| match tightening(&steps(entries), None).map(|chart| chart.figure) {
            Some(Figure::Bars { bars, .. }) => bars.into_iter().map(|bar| (bar.label, bar.parts[0])).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(bars(2), [("step 0".to_owned(), 2), ("step 1".to_owned(), 1), ("step 2".to_owned(), 0)]);
        assert_eq!(bars(11).len(), 12, "the last of eleven has a bar of its own");
        let many = bars(40);
        assert_eq!((many.len(), many[10].clone(), many[11].clone()), (12, ("step 10".to_owned(), 30), ("+ 30 more organisations".to_owned(), 0)));
        assert_eq!(tightening(&steps(0), None), None, "nothing to draw");
    }

    #[test]
    fn what_no_setting_can_allow_is_said() {
        let chart = tightening(&[("closed".to_owned(), [5, 0]), ("+ a".to_owned(), [2, 0])], Some(4)).expect("a chart");
        assert!(chart.description.contains("no setting can allow"), "{}", chart.description);
        assert!(chart.description.contains("it cuts 5 and not the 4"), "{}", chart.description);
    }
}
