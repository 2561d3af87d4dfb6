//! `report --for-partner`: the page that one would send to the administrators of one partner.
//!
//! What it is not: a cut of the report. It is made of the tables of that partner alone, and nothing of the input, of other organisations, of
//! our people or of settings that do not concern them is ever put into it.

use std::path::PathBuf;

use crate::analysis::{self, Analysis, Params};
use crate::command::session::{End, Session, to_stdout};
use crate::dataset::{Dataset, is_tenant};
use crate::failure::Failure;
use crate::files::Folder;
use crate::ingest::Progress;
use crate::model::TenantId;
use crate::model::time::day_text;
use crate::output::{PartnerPage, PartnerPart, partner_page};
use crate::policy::{Block, CrossTenantAccessPolicy};
use crate::report::{Cell, Table, heading};
use crate::words::Lang;
use crate::words::partner_page::{self as said, Side};

/// Codes of which the partner is asked, most sign-ins first.
const MOST_CODES: usize = 5;

/// Makes the page.
///
/// # Errors
/// Whatever ends the run early; the folder cannot be written.
pub(super) fn run(mut session: Session, output: Option<PathBuf>, progress: &Progress) -> Result<End, Failure> {
    let data = session.load(progress)?;
    session.write_mapping()?;
    let page = page(&data, &session.params)?;
    let tenant = partner(&data, &session.params).and_then(|tenant| data.text(tenant.0)).unwrap_or("partner");
    let folder = output.unwrap_or_else(|| PathBuf::from("reports").join(format!("for-{tenant}")));
    let out = Folder::create(&folder, session.force)?;
    out.write("report.html", |file| partner_page(&page, file))?;
    out.finish()?;
    if !session.verbosity.quiet {
        let path = folder.join("report.html").display().to_string();
        to_stdout(|out| writeln!(out, "{}", said::written(session.params.lang, &path)))?;
    }
    Ok(session.end(&data, &[]))
}

/// The partner for whom the page is.
fn partner(data: &Dataset, params: &Params) -> Option<TenantId> {
    let wanted = params.filters.partners.first()?;
    let in_settings = data.policy.iter().flat_map(|policy| &policy.partners).filter_map(|entry| data.input.texts.lookup(&entry.tenant_id));
    let seen = data.user_facts().map(|fact| fact.partner).chain(in_settings.map(TenantId));
    seen.filter(|tenant| !tenant.is_absent()).find(|tenant| is_tenant(*tenant, wanted, data))
}

fn page(data: &Dataset, params: &Params) -> Result<PartnerPage, Failure> {
    let lang = params.lang;
    let table = |analysis: &Analysis| (analysis.ask)().answer(data, params).map(|found| found.table).map_err(|error| Failure::bug(&error));
    let (partners, apps) = (table(&analysis::partners::ANALYSIS)?, table(&analysis::apps::ANALYSIS)?);
    let (users, failures) = (table(&analysis::users::ANALYSIS)?, table(&analysis::failures::ANALYSIS)?);
    let partner = partner(data, params).unwrap_or_default();
    let name = data.shown_partner(partner, lang);
    let own = data.own.own.first().copied().unwrap_or_default();
    let own_name = data.partner_name(own).unwrap_or(said::own_tenant(lang)).to_owned();
    let settings = data.policy.as_ref().map(|policy| settings(policy, data.text(partner.0).unwrap_or_default(), lang));
    Ok(PartnerPage {
        title: said::title(lang, &name, &own_name),
        lead: vec![lead(&partners, params), said::who(lang, &own_name, data.text(own.0).unwrap_or_default())],
        asks: asks(data, partner, [&partners, &users, &failures], lang),
        parts: vec![
            part(
                &users,
                "inbound",
                &["user_principal_name", "user_display_name", "sign_ins", "successes", "failures", "first_seen", "last_seen"],
                (said::people(lang), said::people_about(lang)),
                params,
            ),
            part(
                &apps,
                "inbound",
                &["app_name", "resource_name", "sign_ins", "failures", "users", "last_seen"],
                (said::apps(lang), said::apps_about(lang)),
                params,
            ),
            part(
                &apps,
                "outbound",
                &["app_name", "resource_name", "sign_ins", "failures", "users", "last_seen"],
                (said::ours(lang), said::ours_about(lang)),
                params,
            ),
            failed(&failures, params),
            settings.unwrap_or_else(|| PartnerPart {
                title: said::settings(lang),
                about: said::settings_unknown(lang).to_owned(),
                columns: Vec::new(),
                rows: Vec::new(),
            }),
        ],
        notes: vec![said::notes(lang, params.zone.name())],
        lang,
    })
}

fn is(table: &Table, row: &[Cell], direction: &str) -> bool {
    table.str(row, "direction") == Some(direction)
}

/// How many came and went, and when.
fn lead(partners: &Table, params: &Params) -> String {
    let sum = |direction: &str, column: &str| -> i64 {
        partners.rows.iter().filter(|row| is(partners, row, direction)).map(|row| partners.number(row, column)).sum()
    };
    let times = |column: &str| {
        let cells = partners.rows.iter().map(|row| partners.cell(row, column));
        cells.filter_map(|cell| if let Cell::Time(time) = cell { Some(*time) } else { None }).collect::<Vec<_>>()
    };
    let day = |time: Option<i64>| time.map_or_else(|| "-".to_owned(), |time| day_text(params.zone.day(time)));
    let (first, last) = (day(times("first_seen").into_iter().min()), day(times("last_seen").into_iter().max()));
    let [people, inbound, ours, outbound] =
        [("inbound", "users"), ("inbound", "sign_ins"), ("outbound", "users"), ("outbound", "sign_ins")].map(|(way, column)| sum(way, column));
    said::lead(params.lang, &first, &last, people, inbound, ours, outbound)
}

/// What the partner is asked to confirm or change.
fn asks(data: &Dataset, partner: TenantId, [partners, users, failures]: [&Table; 3], lang: Lang) -> Vec<String> {
    let mut asks = Vec::new();
    let people = users.rows.iter().filter(|row| is(users, row, "inbound")).count();
    if people > 0 {
        asks.push(said::ask_people(lang, people));
    }
    let theirs = failures.rows.iter().filter(|row| failures.str(row, "side") == Some("partner"));
    for row in theirs.take(MOST_CODES) {
        let (code, sign_ins, users) = (failures.number(row, "error_code"), failures.number(row, "sign_ins"), failures.number(row, "users"));
        asks.push(said::ask_code(lang, code, sign_ins, users, failures.str(row, "meaning").unwrap_or_default()));
    }
    let comes = partners.rows.iter().any(|row| is(partners, row, "inbound") && partners.number(row, "successes") > 0);
    if let Some(policy) = data.policy.as_ref().filter(|_| comes) {
        let id = data.text(partner.0);
        let trusts = policy.trusts(id, |trust| trust.is_mfa_accepted);
        asks.push(if trusts { said::ask_trust(lang) } else { said::ask_mfa(lang) }.to_owned());
        let entry = id.and_then(|id| policy.partner(id)).and_then(|entry| entry.blocks.automatic_user_consent.as_ref());
        if entry.and_then(|consent| consent.inbound_allowed) == Some(true) {
            asks.push(said::ask_redemption(lang).to_owned());
        }
    }
    asks
}

/// How the cells of a column stand.
fn style(name: &str) -> &'static str {
    match name {
        "sign_ins" | "successes" | "failures" | "users" | "error_code" => "number",
        "first_seen" | "last_seen" => "time",
        _ => "",
    }
}

/// The rows of a direction, with these columns.
fn part(table: &Table, direction: &str, names: &[&str], (title, about): (&'static str, &'static str), params: &Params) -> PartnerPart {
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .filter(|row| is(table, row, direction))
        .map(|row| names.iter().map(|name| shown(table.cell(row, name), params)).collect())
        .collect();
    let columns = names.iter().map(|name| (heading(name, params.lang), style(name))).collect();
    let about = if rows.is_empty() { said::nothing(params.lang) } else { about };
    PartnerPart { title, about: about.to_owned(), columns, rows }
}

fn shown(cell: &Cell, params: &Params) -> String {
    match cell {
        Cell::Null => "-".to_owned(),
        Cell::Word(word) => (*word).to_owned(),
        Cell::Text(text) => text.to_string(),
        Cell::Int(number) => crate::report::grouped(*number),
        Cell::Bool(value) => crate::report::truth(*value, params.lang).to_owned(),
        Cell::Time(time) => params.zone.show(*time),
        Cell::List(list) => list.join("; "),
    }
}

/// What failed, and whose turn it is, seen from the partner.
fn failed(failures: &Table, params: &Params) -> PartnerPart {
    let lang = params.lang;
    let side = |side: Option<&str>| match side {
        Some("us") => Side::Us,
        Some("partner") => Side::Partner,
        Some("user") => Side::User,
        Some("network") => Side::Network,
        Some("app_owner") => Side::Owner,
        Some("microsoft") => Side::Microsoft,
        Some("nobody") => Side::Nobody,
        _ => Side::Unclassified,
    };
    let rows: Vec<Vec<String>> = failures
        .rows
        .iter()
        .filter(|row| is(failures, row, "inbound") || is(failures, row, "outbound"))
        .map(|row| {
            let way = if is(failures, row, "inbound") { said::inbound(lang) } else { said::outbound(lang) };
            let of = |name: &str| shown(failures.cell(row, name), params);
            let code = failures.cell(row, "error_code");
            let code = if let Cell::Int(code) = code { code.to_string() } else { "-".to_owned() };
            let turn = said::turn(lang, side(failures.str(row, "side")));
            vec![way.to_owned(), code, of("meaning"), turn, of("sign_ins"), of("users"), of("last_seen")]
        })
        .collect();
    let named = |name: &str| (heading(name, lang), style(name));
    let columns = vec![
        (said::column_way(lang).to_owned(), ""),
        named("error_code"),
        named("meaning"),
        (said::column_turn(lang).to_owned(), ""),
        named("sign_ins"),
        named("users"),
        named("last_seen"),
    ];
    let about = if rows.is_empty() { said::nothing(lang) } else { said::failures_about(lang) };
    PartnerPart { title: said::failures(lang), about: about.to_owned(), columns, rows }
}

/// The settings that apply to the partner: those of its entry, and those of the default that the entry does not replace.
fn settings(policy: &CrossTenantAccessPolicy, tenant: &str, lang: Lang) -> PartnerPart {
    let entry = policy.partner(tenant).map(|entry| entry.blocks.settings()).unwrap_or_default();
    let default = policy.default.as_ref().map(|default| default.blocks.settings()).unwrap_or_default();
    let mut rows = Vec::new();
    for block in Block::ALL {
        let of = |settings: &[(String, String)]| -> Vec<(String, String)> {
            let prefix = format!("{}.", block.name());
            settings.iter().filter(|(name, _)| name.starts_with(&prefix)).cloned().collect()
        };
        let own = of(&entry);
        for (name, value) in &own {
            rows.push(vec![name.clone(), value.clone(), said::from_entry(lang).to_owned()]);
        }
        for (name, value) in of(&default).into_iter().filter(|(name, _)| !own.iter().any(|(known, _)| known == name)) {
            rows.push(vec![name, value, said::from_default(lang).to_owned()]);
        }
    }
    let columns = vec![(heading("setting", lang), ""), (said::column_value(lang).to_owned(), ""), (said::column_from(lang).to_owned(), "")];
    let about = if rows.is_empty() { said::nothing(lang) } else { said::settings_about(lang) };
    PartnerPart { title: said::settings(lang), about: about.to_owned(), columns, rows }
}
