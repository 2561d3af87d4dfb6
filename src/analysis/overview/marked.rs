//! Sign-ins by day of those whose settings were changed, with the changes marked.

use std::collections::BTreeMap;

use crate::analysis::{Params, changes};
use crate::dataset::Dataset;
use crate::model::{Direction, Outcome, TenantId, time};
use crate::policy::Effect;
use crate::report::chart::{DaySeries, Tone};
use crate::words::{Lang, charts as said};

/// What a change did, in a word.
fn effect(effect: Effect, lang: Lang) -> &'static str {
    match effect {
        Effect::Tightened => said::tightened(lang),
        Effect::Loosened => said::loosened(lang),
        // Others have no mark.
        Effect::Changed | Effect::Unchanged | Effect::Unknown => said::changed(lang),
    }
}

/// Panels of a chart of changes at most.
const MOST_PANELS: usize = 6;

/// The days of partners whose settings were changed, with the changes marked: those with most failures first.
pub(super) fn marked(data: &Dataset, params: &Params) -> (Vec<String>, Vec<DaySeries>) {
    let zone = params.zone;
    let Some((first, last)) = data.sign_in_span().map(|(first, last)| (zone.day(first), zone.day(last))) else { return (Vec::new(), Vec::new()) };
    let mut panels: BTreeMap<(TenantId, Direction), DaySeries> = BTreeMap::new();
    let length = usize::try_from(last - first + 1).unwrap_or_default();
    for mark in changes::marks(data) {
        let Ok(day) = usize::try_from(zone.day(mark.time) - first) else { continue };
        let name = data.shown_partner(mark.partner, params.lang);
        let panel = panels.entry((mark.partner, mark.direction)).or_insert_with(|| DaySeries {
            name: said::panel(params.lang, &name, mark.direction == Direction::Inbound),
            tone: if mark.direction == Direction::Inbound { Tone::Inbound } else { Tone::Outbound },
            sign_ins: vec![0; length],
            failures: vec![0; length],
            marks: Vec::new(),
        });
        if day < length {
            panel.marks.push((day, format!("{} {}", zone.show(mark.time).get(5..16).unwrap_or_default(), effect(mark.effect, params.lang))));
        }
    }
    for fact in data.facts().filter(|fact| params.filters.matches(fact, data)) {
        let Some(panel) = panels.get_mut(&(fact.partner, fact.direction)) else { continue };
        let Ok(day) = usize::try_from(fact.key.bucket - first) else { continue };
        if let Some(count) = panel.sign_ins.get_mut(day) {
            *count += fact.value.count;
        }
        if let Some(count) = panel.failures.get_mut(day).filter(|_| fact.outcome == Outcome::Failure) {
            *count += fact.value.count;
        }
    }
    let mut panels: Vec<DaySeries> = panels.into_values().filter(|panel| panel.sign_ins.iter().any(|&count| count > 0)).collect();
    panels.sort_by(|a, b| b.failures.iter().sum::<u64>().cmp(&a.failures.iter().sum()).then_with(|| a.name.cmp(&b.name)));
    panels.truncate(MOST_PANELS);
    ((first..=last).map(time::day_text).collect(), panels)
}
