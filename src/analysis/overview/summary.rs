//! The answer first: key figures and sentences.

use super::crossings::{Crossings, Way};
use crate::analysis::Params;
use crate::analysis::simulate::Cut;
use crate::classify::Side;
use crate::dataset::Dataset;
use crate::model::Outcome;
use crate::model::time::day_text;
use crate::report::{KeyFigure, Report, Summary};
use crate::words::{Lang, overview as said};

/// Sums up what crosses the border.
#[must_use]
pub(super) fn summarise(crossings: &Crossings, data: &Dataset, params: &Params) -> Summary {
    let (zone, lang) = (params.zone, params.lang);
    let mut summary = Summary { figures: Vec::new(), sentences: Vec::new() };
    let span = data.period().map(|(first, last)| {
        let (from, to) = (params.filters.from, params.filters.to);
        (from.map_or(first, |from| from.max(first)), to.map_or(last, |to| last.min(to - 1)))
    });
    let span = span.filter(|(first, last)| first <= last);
    if data.directions().iter().filter(|(name, _)| *name != "workload").all(|(_, count)| *count == 0) {
        summary.sentences.push(said::nothing_read(lang).to_owned());
        return summary;
    }
    let ledger = data.ledger();
    if ledger.skipped > ledger.kept {
        summary.sentences.push(said::mostly_unreadable(lang, ledger.skipped, ledger.records));
    }
    let when = span.map_or_else(String::new, |(first, last)| {
        let days = zone.day(last) - zone.day(first) + 1;
        said::in_days(lang, days, &day_text(zone.day(first)), &day_text(zone.day(last)))
    });
    let Crossings { inbound, outbound, .. } = crossings;
    summary.figures.push(figure(inbound, "inbound-sign-ins", said::inbound_figure(lang), lang));
    summary.figures.push(figure(outbound, "outbound-sign-ins", said::outbound_figure(lang), lang));
    summary.sentences.push(match inbound.total.all() {
        0 => said::nobody_came(lang, &when),
        all => said::came_in(lang, &when, inbound.users(), inbound.organisations(), all, inbound.applications.len()),
    });
    summary.sentences.push(match outbound.total.all() {
        0 => said::nobody_went(lang).to_owned(),
        all => said::went_out(lang, outbound.users(), outbound.organisations(), all, outbound.applications.len()),
    });
    if inbound.without_home() > 0 {
        summary.sentences.push(said::without_home(lang, inbound.without_home()));
    }
    failure_sentences(crossings, data, &mut summary, lang);
    summary
}

fn figure(way: &Way, code: &'static str, label: &'static str, lang: Lang) -> KeyFigure {
    KeyFigure { code, label, number: signed(way.total.all()), note: said::crossings_note(lang, way.users(), way.organisations()) }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Adds what the replay against settings says: `proposed` ones, or those of today with the default closed.
pub fn settings_sentence(replay: &Report, cut: Cut, proposed: bool, summary: &mut Summary, lang: Lang) {
    // Beside the number that `simulate` gives against the settings of today.
    let newly = cut.newly.filter(|newly| *newly < cut.blocked);
    let today = cut.blocked - newly.unwrap_or_default();
    let note = said::blocked_note(lang, cut.successes, proposed, newly, today);
    let number = signed(cut.blocked);
    summary.figures.push(KeyFigure { code: "would-be-blocked", label: said::blocked_figure(lang), number, note });
    summary.sentences.push(replay.answer.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(said::between_sentences(lang)));
}

/// Says what fails across the border, and who must act on the failures. Interruptions are apart.
fn failure_sentences(crossings: &Crossings, data: &Dataset, summary: &mut Summary, lang: Lang) {
    if !data.tells_outcomes() {
        summary.sentences.push(said::outcomes_not_told(lang).to_owned());
        return;
    }
    let [failed, interrupted, unknown] = [Outcome::Failure, Outcome::Interrupted, Outcome::Unknown].map(|outcome| crossings.count(outcome));
    let [us, partners, users] = [Side::Us, Side::Partner, Side::User].map(|side| crossings.failures_of(side));
    let all = crossings.all();
    let share = percent(failed, all, lang);
    let note = said::failures_note(lang, &share, all, interrupted);
    summary.figures.push(KeyFigure { code: "failures", label: said::failures_figure(lang), number: signed(failed), note });
    let note = said::ours_note(lang, partners);
    summary.figures.push(KeyFigure { code: "failures-to-mend", label: said::ours_figure(lang), number: signed(us), note });
    summary.sentences.push(if failed + interrupted == 0 {
        said::none_failed(lang, (unknown > 0).then_some(all - unknown))
    } else {
        said::some_failed(lang, failed, all, &share, us, partners, users, failed - us - partners - users, interrupted)
    });
}

/// A share in percent with one digit; "0 %" of nothing.
fn percent(part: u64, all: u64, lang: Lang) -> String {
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
