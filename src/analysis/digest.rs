//! `digest`: what is new in ten lines, made from a comparison of two periods.

use std::collections::BTreeSet;
use std::sync::Arc;

use polars::prelude::PolarsResult;

use super::changes;
use super::compare::{Change, Comparison, Difference, Kind, Period};
use super::gates::{self, Gate};
use super::marks::some_of;
use super::{Ask, Params, guests, partners};
use crate::changes::Change as Made;
use crate::dataset::Dataset;
use crate::knowledge::tenants::short_id;
use crate::model::Direction;
use crate::policy::Effect;
use crate::report::{Cell, Digest, DigestLine, Table};
use crate::words::digest::{self as said, Way};
use crate::words::{Lang, expected};

/// The conditions of `--fail-on` that are found true in an input that is compared, and those that it leaves open: all that an input without
/// proposed settings can tell.
///
/// # Errors
/// The query engine fails, which is a bug of this program.
pub fn findings(data: &Dataset, params: &Params, comparison: Option<&Comparison>) -> PolarsResult<(Vec<Gate>, Vec<Gate>)> {
    let (mut met, mut open) = (comparison.map(Comparison::gates).unwrap_or_default(), Vec::new());
    for analysis in [&partners::ANALYSIS, &guests::ANALYSIS, &changes::ANALYSIS] {
        let found = (analysis.ask)().answer(data, params)?;
        met.extend(found.gates);
        open.extend(found.open);
    }
    Ok((met, open))
}

/// Of the conditions that single events make true, those that are true of events which the baseline did not hold.
///
/// # Errors
/// The query engine fails, which is a bug of this program.
pub fn fresh(before: &Period<'_>, after: &Period<'_>, comparison: &Comparison, params: &Params) -> PolarsResult<Vec<Gate>> {
    let changes = new_changes(before, after, params);
    let gates = [
        (Gate::UnexpectedPartner, !unexpected(before, after, comparison, params)?.is_empty()),
        (Gate::ForeignActor, changes.iter().any(|change| change.actor.foreign == Some(true))),
        (Gate::Tightened, changes.iter().any(|change| change.effect == Effect::Tightened)),
    ];
    Ok(gates.into_iter().filter_map(|(gate, met)| met.then_some(gate)).collect())
}

/// The digest where there is nothing to compare with, and `why`; `periods` = what there is.
#[must_use]
pub fn first(data: &Dataset, periods: &str, why: &str, lang: Lang) -> Digest {
    let line = DigestLine { code: "nothing-to-compare", count: 0, text: why.to_owned() };
    let is_whole = !gates::is_incomplete(data);
    Digest { title: title(data, lang), periods: whole_or_not(periods, is_whole, lang), lines: vec![line], is_news: true, is_whole }
}

fn title(data: &Dataset, lang: Lang) -> String {
    let own = if let [own] = data.own.own.as_slice() { data.partner_name(*own).or_else(|| data.text(own.0)) } else { None };
    own.map_or_else(|| said::title(lang).to_owned(), |own| said::title_of(lang, own))
}

/// What is compared, and that the logs are not whole where they are not.
#[must_use]
pub fn whole_or_not(periods: &str, is_whole: bool, lang: Lang) -> String {
    format!("{periods}{}", if is_whole { "" } else { said::incomplete(lang) })
}

/// The digest of a comparison of these periods.
///
/// # Errors
/// The query engine fails, which is a bug of this program.
pub fn digest(before: &Period<'_>, after: &Period<'_>, comparison: &Comparison, params: &Params) -> PolarsResult<Digest> {
    let (data, lang) = (after.data, params.lang);
    let mut lines = Vec::new();
    if comparison.before.span.is_some() {
        lines.extend(news(before, after, comparison, params)?);
    } else {
        return Ok(first(data, &comparison.sides(params), said::nothing_to_compare(lang), lang));
    }
    let is_news = !lines.is_empty();
    lines.extend(rest(comparison, params));
    if lines.is_empty() {
        lines.push(DigestLine { code: "nothing-new", count: 0, text: said::nothing_new(lang).to_owned() });
    }
    let is_whole = !gates::is_incomplete(data);
    let periods = whole_or_not(&comparison.sides(params), is_whole, lang);
    Ok(Digest { title: title(data, lang), periods, lines, is_news, is_whole })
}

/// What is new: without any of it, nothing is.
fn news(before: &Period<'_>, after: &Period<'_>, comparison: &Comparison, params: &Params) -> PolarsResult<Vec<DigestLine>> {
    let lang = params.lang;
    let new = |kind| comparison.of_kind(kind, Change::New).collect::<Vec<_>>();
    let unknown = |difference: &&Difference| difference.key.id.as_ref().is_none_or(|id| comparison.new_partners.contains(id));
    let (strangers, known): (Vec<&Difference>, Vec<&Difference>) = new(Kind::Partner).into_iter().partition(unknown);
    let mut lines = Vec::new();
    let mut say = |code, things: Vec<&Difference>, words: fn(Lang, usize, &str) -> String| {
        if !things.is_empty() {
            let named: Vec<String> = things.iter().map(|thing| named(thing, params)).collect();
            lines.push(DigestLine { code, count: things.len() as u64, text: words(lang, things.len(), &some_of(&named, lang)) });
        }
    };
    say("new-partner", strangers, said::new_partners);
    say("new-direction", known, said::new_directions);
    say("new-app", new(Kind::App), said::new_apps);
    say("new-failure", new(Kind::Code), said::new_failures);
    let unexpected = unexpected(before, after, comparison, params)?;
    if !unexpected.is_empty() {
        let text = expected::unexpected(lang, unexpected.len(), &some_of(&unexpected, lang));
        lines.insert(0, DigestLine { code: "unexpected-partner", count: unexpected.len() as u64, text });
    }
    lines.extend(changed(before, after, params));
    let users = new(Kind::User);
    let of = |direction| users.iter().filter(|user| user.key.direction == Some(direction)).count();
    if !users.is_empty() {
        let text = said::new_users(lang, users.len(), of(Direction::Inbound), of(Direction::Outbound));
        lines.push(DigestLine { code: "new-user", count: users.len() as u64, text });
    }
    Ok(lines)
}

/// What is gone, grown or shrunk.
fn rest(comparison: &Comparison, params: &Params) -> Option<DigestLine> {
    let lang = params.lang;
    let of = |kinds: &[Kind], change| kinds.iter().flat_map(|kind| comparison.of_kind(*kind, change)).collect::<Vec<&Difference>>();
    let named = |things: &[&Difference]| some_of(&things.iter().map(|thing| named(thing, params)).collect::<Vec<_>>(), lang);
    let gone = of(&[Kind::Partner], Change::Gone);
    let pace: Vec<&Difference> = [of(&[Kind::Partner, Kind::Code], Change::Grown), of(&[Kind::Partner], Change::Shrunk)].concat();
    let mut said_of = Vec::new();
    if !gone.is_empty() {
        said_of.push(said::gone(lang, gone.len(), &named(&gone)));
    }
    if !pace.is_empty() {
        let paces: Vec<String> = pace.iter().map(|thing| paced(thing, params)).collect();
        said_of.push(said::pace(lang, &some_of(&paces, lang)));
    }
    // One line, so that there are never more than ten.
    let count = (gone.len() + pace.len()) as u64;
    (count > 0).then(|| DigestLine { code: "traffic", count, text: said_of.join(said::between(lang)) })
}

/// What people call a thing.
fn shown(thing: &Difference, params: &Params) -> String {
    let id = thing.key.id.as_deref();
    let name = thing.name().or(thing.key.by_name.as_ref()).map(ToString::to_string);
    match (thing.key.kind, id) {
        (Kind::Code, Some(code)) => name.map_or_else(|| code.to_owned(), |name| format!("{code} {name}")),
        (Kind::Partner, None) => crate::report::no_entra_home(params.lang).to_owned(),
        (_, Some(id)) => name.unwrap_or_else(|| short_id(id)),
        (_, None) => name.unwrap_or_else(|| said::unnamed(params.lang).to_owned()),
    }
}

fn way(direction: Option<Direction>) -> Way {
    match direction {
        Some(Direction::Inbound) => Way::Inbound,
        Some(Direction::Outbound) => Way::Outbound,
        _ => Way::Neither,
    }
}

/// A thing with its direction and how often it occurs.
fn named(thing: &Difference, params: &Params) -> String {
    said::named(params.lang, &shown(thing, params), way(thing.key.direction), thing.count())
}

/// A thing with how often it occurred and occurs.
fn paced(thing: &Difference, params: &Params) -> String {
    let count = |tally: &Option<super::compare::Tally>| tally.as_ref().map_or(0, |tally| tally.count);
    said::paced(params.lang, &shown(thing, params), way(thing.key.direction), count(&thing.before), count(&thing.after))
}

/// The names of partners that came in the current period and are not expected.
fn unexpected(before: &Period<'_>, after: &Period<'_>, comparison: &Comparison, params: &Params) -> PolarsResult<Vec<String>> {
    if params.marks.expected.is_none() {
        return Ok(Vec::new());
    }
    let mut table = partners::Options::default().answer(after.data, params)?.table;
    if after.holds_baseline {
        let was = partners::Options::default().answer(before.data, params)?.table;
        let what = |table: &Table, row: &[Cell]| {
            let text = |name| table.str(row, name).map(str::to_owned);
            (text("direction"), text("partner_tenant_id"), table.number(row, "sign_ins"))
        };
        let known: BTreeSet<_> = was.rows.iter().map(|row| what(&was, row)).collect();
        let new: Vec<bool> = table.rows.iter().map(|row| !known.contains(&what(&table, row))).collect();
        let mut new = new.into_iter();
        table.rows.retain(|_| new.next() == Some(true));
    } else {
        let (place, since) = (table.place("last_seen"), comparison.after.span.map(|(first, _)| first));
        table.rows.retain(|row| place.and_then(|place| row.get(place)).is_some_and(|last| matches!(last, Cell::Time(last) if Some(*last) >= since)));
    }
    Ok(params.marks.unexpected(&table, params.lang))
}

/// What was changed in the settings in the current period and not before: what changed nothing is no change.
fn changed(before: &Period<'_>, after: &Period<'_>, params: &Params) -> Option<DigestLine> {
    let made: Vec<_> = new_changes(before, after, params).into_iter().filter(|change| change.effect != Effect::Unchanged).collect();
    let count = |is: fn(&Made) -> bool| made.iter().filter(|change| is(change)).count();
    let actors: BTreeSet<Arc<str>> = made.iter().filter_map(|change| change.actor.name.as_deref()).map(Arc::from).collect();
    let actors: Vec<String> = actors.iter().map(ToString::to_string).collect();
    let (tightened, foreign) = (count(|change| change.effect == Effect::Tightened), count(|change| change.actor.foreign == Some(true)));
    (!made.is_empty()).then(|| DigestLine {
        code: "changed-setting",
        count: made.len() as u64,
        text: said::changed(params.lang, made.len(), tightened, foreign, &some_of(&actors, params.lang)),
    })
}

/// The attempts to change settings that succeeded in the current period and were not there before.
fn new_changes<'d>(before: &Period<'_>, after: &Period<'d>, params: &Params) -> Vec<&'d Made> {
    if after.data.input.audits.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<(i64, &str, &str)> = if before.data.input.audits.is_empty() {
        BTreeSet::new()
    } else {
        let changes = before.data.changes().1.iter().filter(|change| before.holds(change.time));
        changes.map(|change| (change.time, change.event_id.as_str(), change.setting.as_str())).collect()
    };
    let names = changes::DataNames(after.data);
    let all = after.data.changes().1.iter();
    all.filter(|change| after.holds(change.time) && after.in_window(change.time, &params.filters))
        .filter(|change| change.succeeded && changes::wants_partner(&names, &params.filters, change.partner_tenant_id.as_deref()))
        .filter(|change| !known.contains(&(change.time, change.event_id.as_str(), change.setting.as_str())))
        .collect()
}
