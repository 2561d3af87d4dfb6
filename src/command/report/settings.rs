//! The sections about cross-tenant access settings: the tables cut to what a reader of the page wants to see, and bodies to copy.

use std::cmp::Reverse;

use super::super::session::Session;
use crate::analysis::settings::{Closing, Settings};
use crate::analysis::{recommend, simulate};
use crate::output::{Aside, Section, Sent};
use crate::policy::recommend::{Object, Request};
use crate::report::chart::Chart;
use crate::report::{Cell, Report, Table};
use crate::words::{Lang, report as said};

/// Requests of a page at most, each way; the command gives all of them.
const MOST_REQUESTS: usize = 60;

/// The columns of `simulate` that say who is hurt, and how much.
const HURT: [&str; 15] = [
    "direction",
    "partner_tenant_id",
    "partner_name",
    "access_type",
    "app_id",
    "app_name",
    "resource_id",
    "resource_name",
    "verdict",
    "change",
    "successes",
    "users",
    "last_seen",
    "matched",
    "because",
];
/// The columns of `recommend` that say what is decided, and why.
const WHY: [&str; 12] =
    ["direction", "partner_tenant_id", "partner_name", "kind", "id", "name", "decision", "matched_by", "because", "sign_ins", "users", "last_seen"];
/// Rows of these tables at most: less than of others, because the page has seen these sign-ins before.
const MOST_ROWS: usize = 300;

/// What the page shows of the settings.
pub(super) struct Pages<'s> {
    /// The rows of `simulate` that hurt, and how to get all.
    hurt: Report,
    simulate: (&'static str, String),
    closing: Option<ClosingPages<'s>>,
    lang: Lang,
}

/// What the page shows about closing the default.
struct ClosingPages<'s> {
    on_default: Option<(&'s Report, (&'static str, String))>,
    /// The rows of `recommend` that are kept, opened or closed.
    kept: Report,
    aside: Aside,
    recommend: (&'static str, String),
}

impl<'s> Pages<'s> {
    pub(super) fn new(settings: &'s Settings, session: &Session) -> Self {
        let lang = session.params.lang;
        let hurts = |table: &Table, row: &[Cell]| {
            matches!(table.str(row, "verdict"), Some("blocked" | "depends" | "unknown")) && table.number(row, "successes") > 0
        };
        let mut hurt = only(&settings.simulate, hurts);
        let others = settings.simulate.table.rows.len() - hurt.table.rows.len();
        if others > 0 {
            hurt.notes.insert(0, said::rows_elsewhere(lang, others));
        }
        // What hurts most comes first, whatever the direction.
        hurt.table.rows.sort_by_key(|row| Reverse(settings.simulate.table.number(row, "successes")));
        hurt.table = columns(&hurt.table, &HURT);
        let policy = session.options.iter().find(|option| option.starts_with("--policy "));
        let simulate = match policy {
            Some(policy) => (said::all_rows(lang), command(session, "simulate", policy)),
            None => (said::own_settings(lang), command(session, "simulate", "--policy NEW-SETTINGS")),
        };
        Self { hurt, simulate, closing: settings.closing.as_ref().map(|closing| ClosingPages::new(closing, session)), lang }
    }

    /// The sections, in their order; `charts` stand above the recommendation.
    pub(super) fn sections(&self, charts: Vec<Chart>) -> Vec<Section<'_>> {
        let mut sections = Vec::new();
        if let Some((on_default, how)) = self.closing.as_ref().and_then(|closing| closing.on_default.as_ref()) {
            sections.push(Section { id: "riding", how: Some(how.clone()), ..Section::of(said::on_default(self.lang), on_default) });
        }
        sections.push(Section {
            how: Some(self.simulate.clone()),
            most: MOST_ROWS,
            ..Section::of((simulate::ANALYSIS.title)(self.lang), &self.hurt)
        });
        if let Some(closing) = &self.closing {
            let recommended = Section::of((recommend::ANALYSIS.title)(self.lang), &closing.kept);
            sections.push(Section { charts, how: Some(closing.recommend.clone()), aside: Some(&closing.aside), most: MOST_ROWS, ..recommended });
        }
        sections
    }
}

/// A command over the same input, ready to be typed.
fn command(session: &Session, name: &str, rest: &str) -> String {
    let parts = ["crosstenant", name, &session.inputs, &session.filters.join(" "), rest];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

impl<'s> ClosingPages<'s> {
    fn new(closing: &'s Closing, session: &Session) -> Self {
        let lang = session.params.lang;
        // What every list holds needs no line of its own for each list.
        let always = |table: &Table, row: &[Cell]| matches!(table.str(row, "matched_by"), Some("companion" | "rms"));
        let left_out = |table: &Table, row: &[Cell]| matches!(table.str(row, "decision"), Some("omit" | "remove"));
        let mut kept = only(&closing.recommend, |table, row| !left_out(table, row) && !always(table, row));
        kept.table = columns(&kept.table, &WHY);
        // The page says at its end how to get them.
        kept.answer.retain(|sentence| !sentence.starts_with("--format"));
        let recommendation = &closing.recommendation;
        let name = |id: &str| {
            let table = &closing.recommend.table;
            let row = table.rows.iter().find(|row| table.str(row, "partner_tenant_id") == Some(id));
            row.and_then(|row| table.str(row, "partner_name")).map(str::to_owned)
        };
        // Nothing that is sent to Microsoft may hold tokens.
        let (changes, rollback) = match session.pseudonyms {
            None => (recommendation.changes.as_slice(), recommendation.rollback.as_slice()),
            Some(_) => (&[][..], &[][..]),
        };
        let aside = Aside {
            before: std::mem::replace(&mut kept.notes, vec![said::always(lang).to_owned()]),
            requests: sent(changes, &name, lang),
            all_requests: recommendation.changes.len(),
            rollback: rollback.iter().flat_map(|requests| sent(requests, &name, lang)).collect(),
            left_out: columns(&only(&closing.recommend, left_out).table, &WHY),
            most: MOST_ROWS,
        };
        Self {
            on_default: closing.on_default.as_ref().map(|on_default| (on_default, (said::on_default_how(lang), command(session, "partners", "")))),
            kept,
            aside,
            recommend: (said::recommend_how(lang), command(session, "recommend", if session.pseudonyms.is_none() { "-o settings.json" } else { "" })),
        }
    }
}

/// A table with these columns alone, in this order.
fn columns(table: &Table, names: &[&str]) -> Table {
    let columns = names.iter().filter_map(|name| table.columns.iter().find(|column| column.name == *name)).copied().collect();
    let row = |row: &Vec<Cell>| names.iter().map(|name| table.cell(row, name).clone()).collect();
    Table { columns, rows: table.rows.iter().map(row).collect() }
}

/// A report with these rows alone.
fn only(report: &Report, keep: impl Fn(&Table, &[Cell]) -> bool) -> Report {
    let table = &report.table;
    let rows = table.rows.iter().filter(|row| keep(table, row)).cloned().collect();
    let table = Table { columns: table.columns.clone(), rows };
    let kept = Report::new(report.command, report.question, table, report.envelope.clone(), report.zone, report.lang);
    Report { notes: report.notes.clone(), answer: report.answer.clone(), filters: report.filters.clone(), drill: report.drill, ..kept }
}

fn sent(requests: &[Request], name: &dyn Fn(&str) -> Option<String>, lang: Lang) -> Vec<Sent> {
    let shown = requests.iter().take(MOST_REQUESTS).map(|request| Sent {
        what: match &request.object {
            Object::Clouds => said::clouds(lang).to_owned(),
            Object::Default => said::default_settings(lang).to_owned(),
            Object::Partner(tenant) => name(tenant).unwrap_or_else(|| tenant.clone()),
        },
        method: request.method.name(),
        address: request.address(),
        body: request.body_text(),
    });
    shown.collect()
}
