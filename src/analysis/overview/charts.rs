//! The charts of a report: what crosses the border, and what else has a picture.

use std::collections::{BTreeMap, BTreeSet};

use super::crossings::{Crossings, Outcomes, Way};
use crate::analysis::guests::GuestTally;
use crate::analysis::{Params, timeline};
use crate::classify::Side;
use crate::dataset::Dataset;
use crate::model::{AppId, Outcome, TenantId, time};
use crate::report::Table;
use crate::report::chart::{Bar, Chart, DaySeries, Figure, LegendEntry, Tone};
use crate::words::{Lang, charts as said};

/// Bars and rows of a chart at most.
const MOST: usize = 12;
/// Days of a chart at most: more are too narrow to be seen.
const MOST_DAYS: usize = 92;

/// The charts of what crosses the border.
#[must_use]
pub(super) fn charts(crossings: &Crossings, data: &Dataset, params: &Params) -> Vec<Chart> {
    let Params { lang, .. } = *params;
    let mut days = timeline::days(data, params).unwrap_or_else(|| crossings.days());
    while days.len() > MOST_DAYS {
        days.pop_first();
    }
    vec![
        by_day(crossings, &days, lang),
        top_partners(&crossings.inbound, true, data, lang),
        top_partners(&crossings.outbound, false, data, lang),
        heat_map(crossings, &days, data, lang),
        top_apps(crossings, data, lang),
        sides(crossings, lang),
    ]
}

/// The charts of what else was found. `changes` = days, and a panel for each partner whose settings were changed.
#[must_use]
pub(super) fn further(changes: (Vec<String>, Vec<DaySeries>), guests: Option<&Table>, lang: Lang) -> Vec<Chart> {
    let mut charts = Vec::new();
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
    if let Some(guests) = guests.filter(|guests| !guests.rows.is_empty()) {
        charts.push(funnel(guests, lang));
    }
    charts
}

/// A title that says how much is left out.
fn some_of(title: String, all: usize, lang: Lang) -> String {
    if all > MOST { said::some_of(lang, &title, MOST, all) } else { title }
}

fn by_day(crossings: &Crossings, days: &BTreeSet<i64>, lang: Lang) -> Chart {
    let series = [(&crossings.inbound, said::inbound(lang), Tone::Inbound), (&crossings.outbound, said::outbound(lang), Tone::Outbound)]
        .into_iter()
        .map(|(way, name, tone)| {
            let of_day = |day| way.days.get(day).copied().unwrap_or_default();
            let (sign_ins, failures) = days.iter().map(of_day).map(|day: Outcomes| (day.all(), day.of(Outcome::Failure))).unzip();
            DaySeries { name: name.to_owned(), tone, sign_ins, failures, marks: Vec::new() }
        })
        .collect();
    Chart {
        id: "timeline",
        title: said::days(lang).to_owned(),
        description: said::days_description(lang).to_owned(),
        figure: Figure::Days { days: days.iter().copied().map(time::day_text).collect(), series },
    }
}

fn top_partners(way: &Way, inbound: bool, data: &Dataset, lang: Lang) -> Chart {
    // External identities have a bar, and are no organisation.
    let without_home = way.without_home() > 0;
    let (id, title, tone) = if inbound {
        ("partners-inbound", said::partners_in(lang, without_home), Tone::Inbound)
    } else {
        ("partners-outbound", said::partners_out(lang, without_home), Tone::Outbound)
    };
    let title = some_of(title, way.partners.len(), lang);
    let bars = way
        .ranked(data)
        .into_iter()
        .take(MOST)
        .map(|(partner, outcomes)| {
            let (failures, interruptions) = (outcomes.of(Outcome::Failure), outcomes.of(Outcome::Interrupted));
            Bar { label: data.shown_partner(partner, lang), parts: vec![outcomes.all() - failures - interruptions, interruptions, failures] }
        })
        .collect();
    Chart {
        id,
        description: said::partners_described(lang, &title, MOST),
        title,
        figure: Figure::Bars { parts: outcome_parts(tone, data.tells_outcomes(), lang), bars },
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

fn top_apps(crossings: &Crossings, data: &Dataset, lang: Lang) -> Chart {
    let name = |name: Option<&str>, id: AppId| name.or_else(|| data.text(id.0)).unwrap_or(said::unknown_app(lang)).to_owned();
    let label = |&(app, resource): &(AppId, AppId)| {
        let (client, resource) = (name(data.app_name(app), app), name(data.resource_name(resource), resource));
        if client == resource { client } else { format!("{client} → {resource}") }
    };
    // Over all partners: the same client and resource are one bar.
    let mut sums: BTreeMap<String, [u64; 2]> = BTreeMap::new();
    for (place, way) in [&crossings.inbound, &crossings.outbound].into_iter().enumerate() {
        for (pair, count) in &way.applications {
            sums.entry(label(pair)).or_default()[place] += count;
        }
    }
    let mut bars: Vec<Bar> = sums.into_iter().map(|(label, ways)| Bar { label, parts: ways.to_vec() }).collect();
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

fn sides(crossings: &Crossings, lang: Lang) -> Chart {
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
        .zip(crossings.sides)
        .filter(|(_, (failures, interruptions))| failures + interruptions > 0)
        .map(|(side, (failures, interruptions))| Bar { label: words(side).to_owned(), parts: vec![failures, interruptions] })
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

fn heat_map(crossings: &Crossings, days: &BTreeSet<i64>, data: &Dataset, lang: Lang) -> Chart {
    let of_days = |counts: &BTreeMap<i64, u64>| days.iter().map(|day| counts.get(day).copied().unwrap_or_default()).collect();
    let mut rows: Vec<(String, Vec<u64>)> =
        crossings.by_day.iter().map(|(&partner, counts)| (data.shown_partner(partner, lang), of_days(counts))).collect();
    rows.sort_by(|a, b| b.1.iter().sum::<u64>().cmp(&a.1.iter().sum()).then_with(|| a.0.cmp(&b.0)));
    let title = some_of(said::by_day(lang, crossings.by_day.contains_key(&TenantId::ABSENT)), rows.len(), lang);
    rows.truncate(MOST);
    let days = days.iter().copied().map(time::day_text).collect();
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
