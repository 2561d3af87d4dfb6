//! `guests --review`: who should be looked at, and why; the oldest first.

use std::collections::BTreeMap;

use super::{Answer, Span};
use crate::dataset::{Dataset, Guest};
use crate::model::{UserKind, UserType};
use crate::report::{Cell, Column, Kind, Table, int, text, time};
use crate::words::{Lang, reviews as said};

/// Why somebody should be looked at; never translated.
const REASONS: [(&str, fn(Lang, u64) -> String); 7] = [
    ("never_came", said::never_came),
    ("dormant", said::dormant),
    ("partner_gone", said::partner_gone),
    ("made_member", said::made_member),
    ("no_sponsor", said::no_sponsor),
    ("inviter_disabled", said::inviter_disabled),
    ("internal_guest", said::internal_guest),
];

fn columns() -> Vec<Column> {
    vec![
        text("user_id", 4),
        text("user_principal_name", 5),
        text("mail", 0),
        text("domain", 4),
        text("partner_tenant_id", 5),
        text("user_kind", 3),
        text("state", 1),
        Column { name: "reasons", kind: Kind::List, spare: 0 },
        time("since", 0),
        time("invited_at", 3),
        text("invited_by", 2),
        time("redeemed_at", 4),
        time("last_sign_in", 2),
        int("sign_ins", 3),
    ]
}

/// The guests to look at. `all` = every guest of the input, `guests` = those that are asked about.
pub(super) fn review(guests: &[&Guest], all: &[&Guest], span: Span, data: &Dataset, lang: Lang) -> Answer {
    let partners = last_use_of_partners(all);
    let disabled = disabled(data);
    let mut rows: Vec<_> = guests
        .iter()
        .filter_map(|guest| {
            let reasons = reasons(guest, span, &partners, &disabled);
            (!reasons.is_empty()).then(|| row(guest, guest.state(span.dormant_before, span.covered), reasons))
        })
        .collect();
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let table = Table { columns: columns(), rows: rows.into_iter().map(|(_, row)| row).collect() };
    let mut answer = Answer { shape: Some("guests-review"), ..Answer::table(table) };
    answer.notes = notes(&answer.table, guests.len(), lang);
    answer
}

/// The last use by anybody of each partner, by tenant id and, where that is not known, by domain; `None` where nobody was ever seen.
fn last_use_of_partners<'g>(all: &[&'g Guest]) -> BTreeMap<&'g str, Option<i64>> {
    let mut last: BTreeMap<&str, Option<i64>> = BTreeMap::new();
    for guest in all {
        for partner in guest.partner.as_deref().into_iter().chain(guest.domain.as_deref()) {
            let known = last.entry(partner).or_default();
            *known = (*known).max(guest.last_use());
        }
    }
    last
}

/// Names, lower case, of accounts that a user list calls disabled.
fn disabled(data: &Dataset) -> Vec<String> {
    let users = data.input.users.iter().filter(|user| user.enabled == Some(false));
    users.filter_map(|user| data.text(user.upn)).map(str::to_lowercase).collect()
}

fn reasons(guest: &Guest, span: Span, partners: &BTreeMap<&str, Option<i64>>, disabled: &[String]) -> Vec<&'static str> {
    let state = guest.state(span.dormant_before, span.covered);
    if state == "removed" {
        return Vec::new();
    }
    let partner = guest.partner.as_deref().or(guest.domain.as_deref());
    let last = partner.and_then(|partner| partners.get(partner).copied().flatten());
    let gone = span.covered && last.zip(span.dormant_before).is_some_and(|(last, before)| last < before);
    let inviter = guest.invited_by.as_deref().map(str::to_lowercase);
    let is = [
        state == "invited",
        state == "dormant",
        gone && state != "disabled",
        guest.widened.is_some() && guest.user_type == UserType::Member,
        guest.sponsored == Some(false),
        inviter.is_some_and(|inviter| disabled.contains(&inviter)),
        guest.user_kind() == UserKind::InternalGuest,
    ];
    REASONS.iter().zip(is).filter(|(_, is)| *is).map(|((name, _), _)| *name).collect()
}

/// Unknown times last, then by id and name.
type Key = (bool, i64, String, String);

fn row(guest: &Guest, state: &'static str, reasons: Vec<&'static str>) -> (Key, Vec<Cell>) {
    let text = |text: &Option<String>| Cell::text(text.as_deref());
    let time = |time: Option<i64>| time.map_or(Cell::Null, Cell::Time);
    let since = guest.last_use().or(guest.redeemed_at).or(guest.invited_at);
    let name = guest.upn.clone().or_else(|| guest.mail.clone()).unwrap_or_default();
    let cells = vec![
        text(&guest.id),
        text(&guest.upn),
        text(&guest.mail),
        text(&guest.domain),
        text(&guest.partner),
        Cell::Word(guest.user_kind().name()),
        Cell::Word(state),
        Cell::List(reasons.into_iter().map(str::to_owned).collect()),
        time(since),
        time(guest.invited_at),
        text(&guest.invited_by),
        time(guest.redeemed_at),
        time(guest.last_use()),
        Cell::count(guest.sign_ins),
    ];
    ((since.is_none(), since.unwrap_or_default(), guest.id.clone().unwrap_or_default(), name), cells)
}

/// How many for which reason, and how to hand them on.
fn notes(table: &Table, of: usize, lang: Lang) -> Vec<String> {
    let place = table.place("reasons").unwrap_or_default();
    let has = |row: &[Cell], reason: &str| matches!(&row[place], Cell::List(reasons) if reasons.iter().any(|one| one == reason));
    let counted = REASONS.iter().map(|(name, words)| (table.rows.iter().filter(|row| has(row, name)).count() as u64, words));
    let counted: Vec<String> = counted.filter(|(count, _)| *count > 0).map(|(count, words)| words(lang, count)).collect();
    if counted.is_empty() {
        return vec![said::nobody(lang, of)];
    }
    vec![said::tally(lang, table.rows.len(), of, &counted.join(said::separator(lang))), said::hand_on(lang).to_owned()]
}
