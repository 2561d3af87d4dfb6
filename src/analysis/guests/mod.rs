//! `guests`: one row for each guest, from invitation to last use.

mod evidence;
mod life;
mod tally;

pub use tally::GuestTally;

use polars::prelude::PolarsResult;

use self::life::{Guest, Guests, is_ext};
use super::{Analysis, Answer, Ask, Params, Plain, hints};
use crate::classify::home_name;
use crate::dataset::{Dataset, Filter, same_name};
use crate::model::{AccessFlags, Direction, Outcome, UserKey, UserKind, UserType};
use crate::report::{Cell, Column, Drill, Table, int, text, time};
use crate::words::{Lang, analyses, guests as said};

const DAY: i64 = 86_400;

/// The options of `guests`.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Days without a sign-in after which a guest is dormant.
    pub dormant_days: i64,
}

/// [`Options::dormant_days`] without being said.
pub const DORMANT_DAYS: i64 = 90;

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        Ok(run(*self, data, params))
    }

    fn typed(&self) -> Vec<String> {
        typed(self.dormant_days).into_iter().collect()
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
    ask: || Box::new(Plain(|data, params| Ok(run(Options { dormant_days: params.dormant_days }, data, params)))),
    ..Analysis::BASE
};

fn run(options: Options, data: &Dataset, params: &Params) -> Answer {
    let mut guests: Vec<Guest> = collect(data).all.into_iter().filter(|guest| guest.confirmed).collect();
    let filters = &params.filters;
    guests.retain(|guest| {
        let domain = guest.mail.as_deref().and_then(domain);
        let name = guest.partner.as_deref().and_then(|id| data.input.texts.lookup(id)).and_then(|id| data.partner_name(crate::model::TenantId(id)));
        let is = |wanted: &String, found: &[Option<&str>]| found.iter().flatten().any(|found| same_name(found, wanted));
        (filters.partners.is_empty() || filters.partners.iter().any(|wanted| is(wanted, &[guest.partner.as_deref(), name, domain])))
            && (filters.users.is_empty()
                || filters.users.iter().any(|wanted| is(wanted, &[guest.id.as_deref(), guest.upn.as_deref(), guest.mail.as_deref()])))
    });
    let last = data.sign_in_span().map(|(_, last)| last);
    let dormant_before = last.map(|last| last - options.dormant_days * DAY);
    let covered = matches!((data.sign_in_span(), dormant_before), (Some((first, _)), Some(before)) if first <= before);
    let mut rows: Vec<(Key, Vec<Cell>)> = guests.iter().map(|guest| row(guest, guest.state(dormant_before, covered))).collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let mut found = Answer::table(Table { columns: columns(), rows: rows.into_iter().map(|(_, row)| row).collect() });
    found.notes = notes(&guests, &GuestTally::of(&found.table), options, covered, params.lang);
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
        Cell::text(guest.mail.as_deref().and_then(domain)),
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

fn domain(mail: &str) -> Option<&str> {
    mail.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

/// Whether anything shows that a user is, or was, a guest in our directory.
pub(super) fn known(data: &Dataset) -> impl Fn(UserKey) -> bool {
    let guests = collect(data);
    move |user| {
        let address = data.upn(user).map(|upn| home_name(&upn.to_lowercase())).unwrap_or_default();
        guests.knows(user.id().and_then(|id| data.text(id.0)), &address)
    }
}

/// Joins everything that is known.
fn collect(data: &Dataset) -> Guests {
    let mut guests = Guests::default();
    listed(data, &mut guests);
    let mut steps: Vec<_> = data.input.audits.iter().flat_map(|event| evidence::steps(event, data)).collect();
    steps.sort_by_key(|step| step.time);
    for step in steps {
        let mut addresses = step.addresses.clone();
        addresses.extend(step.upn.as_deref().filter(|upn| is_ext(upn)).map(home_name));
        let guest = guests.find(step.id.as_deref(), &addresses);
        guest.take(&step);
        if guest.mail.is_none() && guest.confirmed {
            guest.mail = addresses.into_iter().next();
        }
    }
    signed_in(data, &mut guests);
    guests
}

/// Users of user lists: those from outside, and own accounts of the kind guest.
fn listed(data: &Dataset, guests: &mut Guests) {
    for user in &data.input.users {
        if !user.external && user.user_type != UserType::Guest {
            continue;
        }
        let owned = |sym| data.text(sym).map(str::to_owned);
        let (upn, mail) = (owned(user.upn), owned(user.mail));
        let at_home = upn.as_deref().filter(|upn| is_ext(upn)).map(home_name);
        let addresses: Vec<String> = [mail.clone(), at_home.clone()].into_iter().flatten().collect();
        let guest = guests.find(data.text(user.id.0), &addresses);
        guest.confirmed = true;
        guest.upn = upn.or_else(|| guest.upn.take());
        guest.mail = mail.or(at_home).or_else(|| guest.mail.take());
        guest.user_type = user.user_type;
        guest.external = Some(user.external);
        guest.provider = owned(user.issuer).filter(|_| user.external);
        guest.disabled = user.enabled == Some(false);
        let state = data.text(user.state).unwrap_or_default().to_lowercase();
        guest.pending = state.starts_with("pending");
        guest.accepted = state == "accepted";
        guest.redeemed_at = user.state_changed.filter(|_| guest.accepted);
        let invited = data.text(user.creation_type).is_some_and(|kind| kind.eq_ignore_ascii_case("invitation"));
        guest.invited_at = user.created.filter(|_| invited);
        guest.listed_use = user.last_sign_in;
        guest.list_knows_use = user.knows_sign_ins;
    }
}

/// Sign-ins of guests: inbound ones, but for those who need no object here.
fn signed_in(data: &Dataset, guests: &mut Guests) {
    for fact in data.user_facts().filter(|fact| fact.direction == Direction::Inbound) {
        let access = AccessFlags::of(data.text(fact.key.access_type).unwrap_or_default());
        let without_object =
            [AccessFlags::B2B_DIRECT_CONNECT, AccessFlags::SERVICE_PROVIDER, AccessFlags::MICROSOFT_SUPPORT, AccessFlags::PASSTHROUGH];
        let user: UserKey = fact.key.user;
        // Who is told that there is no such user here has no object here, whatever id stands in the record.
        let unknown_here = fact.key.code.get().is_some_and(|code| hints::NO_OBJECT.contains(&code));
        if user.is_absent() || unknown_here || without_object.iter().any(|&flag| access.contains(flag)) {
            continue;
        }
        let address = data.upn(user).map(|upn| home_name(&upn.to_lowercase()));
        let id = user.id().and_then(|id| data.text(id.0));
        let guest = guests.find(id, address.as_slice());
        guest.confirmed = true;
        if fact.outcome == Outcome::Success {
            guest.sign_ins += fact.value.count;
            guest.first_sign_in = Some(guest.first_sign_in.map_or(fact.value.first, |first| first.min(fact.value.first)));
            guest.last_sign_in = guest.last_sign_in.max(Some(fact.value.last));
        } else {
            guest.attempts += fact.value.count;
        }
        if let Some(partner) = data.text(fact.partner.0) {
            guest.partner = Some(partner.to_owned());
            // Whoever has an Entra home signs in there.
            guest.provider.get_or_insert_with(|| "ExternalAzureAD".to_owned());
        }
        guest.external = Some(true);
        if fact.user_kind != UserKind::Unknown {
            guest.kind = Some(fact.user_kind);
        }
        guest.mail = guest.mail.take().or_else(|| address.clone());
        guest.upn = guest.upn.take().or(address);
    }
}

/// The tally in words, and what should not be concluded.
fn notes(guests: &[Guest], tally: &GuestTally, options: Options, covered: bool, lang: Lang) -> Vec<String> {
    if guests.is_empty() {
        return Vec::new();
    }
    let mut days: Vec<i64> = guests.iter().filter_map(Guest::days_to_redeem).collect();
    days.sort_unstable();
    let mut notes = vec![tally.sentence(days.get(days.len() / 2).copied(), lang)];
    let tried: Vec<&Guest> = guests.iter().filter(|guest| guest.attempts > 0).collect();
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
