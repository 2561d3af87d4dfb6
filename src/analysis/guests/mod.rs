//! `guests`: one row for each guest, from invitation to last use.

mod monthly;
mod review;
mod tally;

pub use tally::GuestTally;

use polars::prelude::PolarsResult;

use self::monthly::Monthly;
use super::gates::Gate;
use super::{Analysis, Answer, Ask, Params, Plain};
use crate::dataset::{Dataset, Filter, Guest, same_name};
use crate::model::UserKind;
use crate::report::{Cell, Column, Drill, Table, int, text, time};
use crate::words::{Lang, analyses, guests as said};

const DAY: i64 = 86_400;

/// The options of `guests`.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Days without a sign-in after which a guest is dormant.
    pub dormant_days: i64,
    /// Only those who should be looked at, and why.
    pub review: bool,
}

/// How far back the sign-in logs reach.
#[derive(Clone, Copy)]
struct Span {
    /// A last use before this time is long ago.
    dormant_before: Option<i64>,
    /// The logs reach that far back, so that no sign-in means no use.
    covered: bool,
}

/// [`Options::dormant_days`] without being said.
pub const DORMANT_DAYS: i64 = 90;

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        Ok(run(*self, data, params))
    }

    fn typed(&self) -> Vec<String> {
        self.review.then(|| "--review".to_owned()).into_iter().chain(typed(self.dormant_days)).collect()
    }
}

/// `--dormant-days`, ready to be typed, where it must be.
#[must_use]
pub fn typed(dormant_days: i64) -> Option<String> {
    (dormant_days != DORMANT_DAYS).then(|| format!("--dormant-days {dormant_days}"))
}

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "guests",
    title: analyses::guests,
    question: analyses::guests_question,
    filters: &[Filter::Partner, Filter::User],
    charts: &["guests"],
    drill: &[Drill::User],
    gates: &[Gate::DormantGuest],
    ask: || Box::new(Plain(|data, params| Ok(run(Options { dormant_days: params.dormant_days, review: false }, data, params)))),
    ..Analysis::BASE
};

fn run(options: Options, data: &Dataset, params: &Params) -> Answer {
    let all: Vec<&Guest> = data.guests().all.iter().filter(|guest| guest.confirmed).collect();
    let mut guests = all.clone();
    let filters = &params.filters;
    guests.retain(|guest| {
        let name = guest.partner.as_deref().and_then(|id| data.input.texts.lookup(id)).and_then(|id| data.partner_name(crate::model::TenantId(id)));
        let is = |wanted: &String, found: &[Option<&str>]| found.iter().flatten().any(|found| same_name(found, wanted));
        (filters.partners.is_empty() || filters.partners.iter().any(|wanted| is(wanted, &[guest.partner.as_deref(), name, guest.domain.as_deref()])))
            && (filters.users.is_empty()
                || filters.users.iter().any(|wanted| is(wanted, &[guest.id.as_deref(), guest.upn.as_deref(), guest.mail.as_deref()])))
    });
    let last = data.sign_in_span().map(|(_, last)| last);
    let dormant_before = last.map(|last| last - options.dormant_days * DAY);
    let covered = matches!((data.sign_in_span(), dormant_before), (Some((first, _)), Some(before)) if first <= before);
    if options.review {
        return review::review(&guests, &all, Span { dormant_before, covered }, data, params.lang);
    }
    let mut rows: Vec<(Key, Vec<Cell>)> = guests.iter().map(|guest| row(guest, guest.state(dormant_before, covered))).collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let mut found = Answer::table(Table { columns: columns(), rows: rows.into_iter().map(|(_, row)| row).collect() });
    if found.table.rows.iter().any(|row| found.table.str(row, "state") == Some("dormant")) {
        found.gates.push(Gate::DormantGuest);
    }
    if guests.iter().any(|guest| guest.may_be_dormant(dormant_before, covered)) {
        found.open.push(Gate::DormantGuest);
    }
    found.notes = notes(&guests, &GuestTally::of(&found.table), options, covered, params.lang);
    if params.filters.used().is_empty() {
        // Who is billed is all of them.
        let monthly = Monthly::of(data);
        found.notes.extend(monthly.sentences(params.lang));
        found.extra.push(("monthly", monthly.to_json()));
    }
    found
}

type Key = (bool, String, String);

fn columns() -> Vec<Column> {
    vec![
        text("user_id", 4),
        text("user_principal_name", 4),
        text("mail", 0),
        text("domain", 5),
        text("partner_tenant_id", 5),
        text("user_kind", 4),
        text("identity_provider", 4),
        time("invited_at", 1),
        text("invited_by", 2),
        time("redeemed_at", 1),
        time("first_sign_in", 4),
        time("last_sign_in", 1),
        int("sign_ins", 1),
        text("state", 0),
        int("days_to_redeem", 2),
    ]
}

fn row(guest: &Guest, state: &'static str) -> (Key, Vec<Cell>) {
    let text = |text: &Option<String>| Cell::text(text.as_deref());
    let time = |time: Option<i64>| time.map_or(Cell::Null, Cell::Time);
    let key = (guest.id.is_none(), guest.id.clone().unwrap_or_default(), guest.upn.clone().or_else(|| guest.mail.clone()).unwrap_or_default());
    let cells = vec![
        text(&guest.id),
        text(&guest.upn),
        text(&guest.mail),
        text(&guest.domain),
        text(&guest.partner),
        Cell::Word(guest.user_kind().name()),
        text(&guest.provider),
        time(guest.invited_at),
        text(&guest.invited_by),
        time(guest.redeemed_at),
        time(guest.first_sign_in),
        time(guest.last_sign_in),
        Cell::count(guest.sign_ins),
        Cell::Word(state),
        guest.days_to_redeem().map_or(Cell::Null, Cell::Int),
    ];
    (key, cells)
}

/// The tally in words, and what should not be concluded.
fn notes(guests: &[&Guest], tally: &GuestTally, options: Options, covered: bool, lang: Lang) -> Vec<String> {
    if guests.is_empty() {
        return Vec::new();
    }
    let mut days: Vec<i64> = guests.iter().filter_map(|guest| guest.days_to_redeem()).collect();
    days.sort_unstable();
    let mut notes = vec![tally.sentence(days.get(days.len() / 2).copied(), lang)];
    let tried: Vec<&&Guest> = guests.iter().filter(|guest| guest.attempts > 0).collect();
    if !tried.is_empty() {
        let attempts: u64 = tried.iter().map(|guest| guest.attempts).sum();
        notes.push(said::attempts(lang, attempts, tried.len()));
    }
    notes.push(said::not_all_users(lang).to_owned());
    if !covered {
        notes.push(said::too_short(lang, options.dormant_days));
    }
    if tally.state("invited") > 0 {
        notes.push(said::not_come(lang, tally.state("invited")));
    }
    let internal = guests.iter().filter(|guest| guest.user_kind() == UserKind::InternalGuest).count();
    if internal > 0 {
        notes.push(said::internal(lang, internal));
    }
    let widened: Vec<&str> =
        guests.iter().filter(|guest| guest.widened.is_some()).filter_map(|guest| guest.mail.as_deref().or(guest.upn.as_deref())).collect();
    if !widened.is_empty() {
        notes.push(said::widened(lang, &widened.join(said::separator(lang))));
    }
    notes
}
