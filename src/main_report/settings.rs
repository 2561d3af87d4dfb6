//! The sections about cross-tenant access settings: the tables cut to what a reader of the page wants to see, and bodies to copy.

use std::cmp::Reverse;

use crate::analysis::settings::Settings;
use crate::cli::plan::LogPlan;
use crate::dataset::Dataset;
use crate::knowledge::tenants::short_id;
use crate::output::{Aside, Section, Sent};
use crate::policy::recommend::{Object, Request, Step};
use crate::report::chart::Chart;
use crate::report::{Caveat, Cell, Report, Table};

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

/// What stands for the lines that are the same for every list.
const ALWAYS: &str = "Every list of applications also holds the four applications that guests meet on the way to any other, and Rights Management: \
    one line each, in tables/recommend.csv and in the workbook.";

/// A bar of the chart of steps.
pub(super) fn bar(step: &Step) -> (String, [u64; 2]) {
    let label = match &step.entry {
        None => "Default closed, no entries".to_owned(),
        Some(entry) => format!("+ {}", entry.name.clone().unwrap_or_else(|| short_id(&entry.id))),
    };
    (label, step.cut)
}

/// What is said where there are settings that cannot be used.
pub(super) fn unused(data: &Dataset, plan: &LogPlan) -> Option<Caveat> {
    let given = data.policy.is_some() || plan.params.simulate.is_some();
    let message = match data.own.own.len() {
        1 => "The settings are not judged: no sign-in of a user across the border is among what was read and wanted.".to_owned(),
        count => format!("The settings are not judged: that needs exactly one own tenant, and there are {count}. Say --tenant GUID."),
    };
    given.then_some(Caveat { code: "settings-not-judged", message })
}

/// What the page shows of the settings.
pub(super) struct Pages<'s> {
    settings: &'s Settings,
    /// The rows of `simulate` that hurt.
    hurt: Report,
    /// The rows of `recommend` that are kept, opened or closed.
    kept: Report,
    aside: Aside,
    riding: (&'static str, String),
    simulate: (&'static str, String),
    recommend: (&'static str, String),
}

impl<'s> Pages<'s> {
    pub(super) fn new(settings: &'s Settings, plan: &LogPlan) -> Self {
        let hurts = |table: &Table, row: &[Cell]| {
            matches!(table.str(row, "verdict"), Some("blocked" | "depends" | "unknown")) && table.number(row, "successes") > 0
        };
        // What every list holds needs no line of its own for each list.
        let always = |table: &Table, row: &[Cell]| matches!(table.str(row, "matched_by"), Some("companion" | "rms"));
        let left_out = |table: &Table, row: &[Cell]| matches!(table.str(row, "decision"), Some("omit" | "remove"));
        let mut hurt = only(&settings.simulate, hurts);
        let others = settings.simulate.table.rows.len() - hurt.table.rows.len();
        if others > 0 {
            hurt.notes
                .insert(0, format!("{others} more rows stay as they are or never succeeded: they are in tables/simulate.csv and in the workbook."));
        }
        // What hurts most comes first, whatever the direction.
        hurt.table.rows.sort_by_key(|row| Reverse(settings.simulate.table.number(row, "successes")));
        hurt.table = columns(&hurt.table, &HURT);
        let mut kept = only(&settings.recommend, |table, row| !left_out(table, row) && !always(table, row));
        kept.table = columns(&kept.table, &WHY);
        // The page says at its end how to get them.
        kept.answer.retain(|sentence| !sentence.starts_with("--format"));
        let recommendation = &settings.recommendation;
        let name = |id: &str| {
            let table = &settings.recommend.table;
            let row = table.rows.iter().find(|row| table.str(row, "partner_tenant_id") == Some(id));
            row.and_then(|row| table.str(row, "partner_name")).map(str::to_owned)
        };
        let aside = Aside {
            before: std::mem::replace(&mut kept.notes, vec![ALWAYS.to_owned()]),
            requests: sent(&recommendation.changes, &name),
            all_requests: recommendation.changes.len(),
            rollback: recommendation.rollback.iter().flat_map(|requests| sent(requests, &name)).collect(),
            left_out: columns(&only(&settings.recommend, left_out).table, &WHY),
            most: MOST_ROWS,
        };
        let command = |name: &str, rest: &str| {
            let parts = ["crosstenant", name, &plan.inputs, &plan.filters.join(" "), rest];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let riding = ("Every organisation, with the column setting:", command("partners", ""));
        let policy = plan.options.iter().find(|option| option.starts_with("--policy "));
        let simulate = match policy {
            Some(policy) => ("All rows:", command("simulate", policy)),
            None => ("The same with settings of your own:", command("simulate", "--policy NEW-SETTINGS")),
        };
        let recommend = ("All of it as one file; settings.ps1 instead makes a script:", command("recommend", "-o settings.json"));
        Self { settings, hurt, kept, aside, riding, simulate, recommend }
    }

    /// The sections, in their order; `charts` stand above the recommendation.
    pub(super) fn sections(&self, charts: Vec<Chart>) -> Vec<Section<'_>> {
        let mut sections = Vec::new();
        if let Some(riding) = &self.settings.riding {
            sections.push(Section { id: "riding", how: Some(self.riding.clone()), ..Section::of("Riding on the default", riding) });
        }
        sections.push(Section { how: Some(self.simulate.clone()), most: MOST_ROWS, ..Section::of("Would be blocked", &self.hurt) });
        let recommended = Section::of("Recommended settings", &self.kept);
        sections.push(Section { charts, how: Some(self.recommend.clone()), aside: Some(&self.aside), most: MOST_ROWS, ..recommended });
        sections
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
    Report {
        command: report.command,
        question: report.question,
        table: Table { columns: table.columns.clone(), rows },
        notes: report.notes.clone(),
        caveats: None,
        answer: report.answer.clone(),
        extra: Vec::new(),
        gates: Vec::new(),
        envelope: report.envelope.clone(),
        zone: report.zone,
    }
}

fn sent(requests: &[Request], name: &dyn Fn(&str) -> Option<String>) -> Vec<Sent> {
    let shown = requests.iter().take(MOST_REQUESTS).map(|request| Sent {
        what: match &request.object {
            Object::Clouds => "Microsoft clouds".to_owned(),
            Object::Default => "Default settings".to_owned(),
            Object::Partner(tenant) => name(tenant).unwrap_or_else(|| tenant.clone()),
        },
        method: request.method.name(),
        address: format!("https://graph.microsoft.com/v1.0{}", request.path),
        body: request.body_text(),
    });
    shown.collect()
}
