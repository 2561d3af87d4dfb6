//! What a comparison says in sentences.

use super::{Change, Comparison, Coverage, Kind};
use crate::analysis::Params;
use crate::model::time::day_text;
use crate::words::{Lang, compare as said};

/// Days below which what comes once a month can be missing from a side.
const MONTH: u64 = 28;

/// Which sides are compared, and what became of how many things.
pub(super) fn answer(comparison: &Comparison, params: &Params) -> Vec<String> {
    let lang = params.lang;
    let mut answer = vec![sides(comparison, params)];
    let changes = Change::ALL.into_iter().filter_map(|change| changed(comparison, change, lang));
    answer.extend(changes);
    if answer.len() == 1 {
        answer.push(said::nothing(lang).to_owned());
    }
    answer
}

/// Which sides are compared, what is new, and what makes things look new.
pub(super) fn of_new(comparison: &Comparison, params: &Params) -> Vec<String> {
    let lang = params.lang;
    let new = changed(comparison, Change::New, lang).unwrap_or_else(|| said::nothing_new(lang).to_owned());
    [vec![sides(comparison, params), new], unlike(&comparison.before, &comparison.after, lang)].concat()
}

/// Which periods are compared.
pub(super) fn sides(comparison: &Comparison, params: &Params) -> String {
    said::sides(params.lang, &covered(&comparison.after, params), &covered(&comparison.before, params))
}

/// The days that a side covers.
fn covered(coverage: &Coverage, params: &Params) -> String {
    let day = |time| day_text(params.zone.day(time));
    match coverage.span {
        Some((first, last)) => said::covered(params.lang, &day(first), &day(last), coverage.sign_in_days()),
        None => said::no_sign_ins(params.lang).to_owned(),
    }
}

/// How many things of each kind changed in this way; `None` where none did.
fn changed(comparison: &Comparison, change: Change, lang: Lang) -> Option<String> {
    let counted = |kind| {
        let count = comparison.of_kind(kind, change).count();
        (count > 0).then(|| match kind {
            Kind::Partner => said::partners(lang, count),
            Kind::App => said::apps(lang, count),
            Kind::User => said::users(lang, count),
            Kind::Code => said::codes(lang, count),
            Kind::Setting => said::settings(lang, count),
        })
    };
    let counts: Vec<String> = Kind::ALL.into_iter().filter_map(counted).collect();
    let what = counts.join(said::separator(lang));
    (!counts.is_empty()).then(|| match change {
        Change::New => said::new(lang, &what),
        Change::Gone => said::gone(lang, &what),
        Change::Grown => said::grown(lang, &what),
        Change::Shrunk => said::shrunk(lang, &what),
    })
}

/// The rule, and what makes the sides unlike.
pub(super) fn notes(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let Comparison { before, after, thresholds, .. } = comparison;
    let mut notes = unlike(before, after, lang);
    notes.push(said::rule(lang, thresholds.factor, thresholds.difference));
    notes
}

/// What makes something look changed that may not be.
fn unlike(before: &Coverage, after: &Coverage, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if before.span.is_none() {
        notes.push(said::baseline_empty(lang).to_owned());
    } else if after.span.is_none() {
        notes.push(said::current_empty(lang).to_owned());
    } else {
        if before.sign_in_days() < MONTH {
            notes.push(said::short_baseline(lang, before.sign_in_days()));
        }
        let lacking = |one: &Coverage, other: &Coverage| one.logs.difference(&other.logs).map(|log| log.name()).collect::<Vec<_>>();
        let logs = [lacking(before, after), lacking(after, before)].concat();
        if !logs.is_empty() {
            notes.push(said::logs_differ(lang, &logs.join(said::separator(lang))));
        }
    }
    if (before.audit_days == 0) != (after.audit_days == 0) {
        notes.push(said::no_audits(lang).to_owned());
    }
    notes
}
