//! What stands out in every table: what was not there before, and partners that are not on the list of expected ones. Each is a column at the
//! end of the tables that can tell, and only where it is asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use hashbrown::HashSet;

use super::compare::{Change, Comparison, Key, Kind};
use crate::dataset::{Expected, Standing};
use crate::model::Direction;
use crate::report::{Cell, Column, Kind as Holds, Table, shown_name, text};
use crate::words::{Lang, expected as said};

/// By what rows stand out; nothing where nothing is known.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// The list of expected partners.
    pub expected: Option<Arc<Expected>>,
    /// What was not there before.
    pub new: Option<Arc<Novelties>>,
}

/// What was not there before.
#[derive(Debug, Default)]
pub struct Novelties {
    keys: HashSet<Key>,
}

impl Novelties {
    /// What a comparison found to be new.
    #[must_use]
    pub fn of(comparison: &Comparison) -> Self {
        let new = comparison.differences.iter().filter(|difference| difference.change == Change::New);
        Self { keys: new.map(|difference| difference.key.clone()).collect() }
    }

    /// The kinds of new things that a row is about.
    fn of_row(&self, table: &Table, row: &[Cell]) -> Vec<String> {
        let Some(direction) = direction(table, row).and_then(|name| Direction::ALL.into_iter().find(|direction| direction.name() == name)) else {
            return Vec::new();
        };
        let column = |name| table.str_if_any(row, name).map(Arc::<str>::from);
        let key = |kind, partner: &Option<Arc<str>>, id: Option<Arc<str>>, by_name: Option<Arc<str>>| {
            let by_name = if id.is_none() { by_name } else { None };
            self.keys.contains(&Key { kind, direction: Some(direction), partner: partner.clone(), id, by_name })
        };
        let partner = column("partner_tenant_id");
        let (user, upn) = (column("user_id"), column("user_principal_name").map(|upn| upn.to_lowercase().into()));
        let app = |id, name| (column(id).is_some() || column(name).is_some()) && key(Kind::App, &None, column(id), column(name));
        let code = table.place("error_code").and_then(|place| row.get(place)).map(|code| match code {
            Cell::Int(code) => Some(Arc::from(code.to_string())),
            _ => None,
        });
        let new = [
            (Kind::Partner, table.place("partner_tenant_id").is_some() && key(Kind::Partner, &partner, partner.clone(), None)),
            (Kind::App, app("app_id", "app_name") || app("resource_id", "resource_name")),
            (Kind::User, (user.is_some() || upn.is_some()) && key(Kind::User, &None, user, upn)),
            (Kind::Code, code.is_some_and(|code| key(Kind::Code, &None, code, None))),
        ];
        new.into_iter().filter(|(_, new)| *new).map(|(kind, _)| kind.name().to_owned()).collect()
    }
}

/// The direction of a row; guests are users who come in.
fn direction<'t>(table: &'t Table, row: &'t [Cell]) -> Option<&'t str> {
    table.str_if_any(row, "direction").or_else(|| table.place("days_to_redeem").map(|_| "inbound"))
}

/// How the partner of a row stands to the list; `None` where the row has no partner.
fn standing(expected: &Expected, table: &Table, row: &[Cell]) -> Option<Standing> {
    let last = ["last_seen", "time", "last_sign_in"].into_iter().find_map(|name| match row.get(table.place(name)?)? {
        Cell::Time(time) => Some(*time),
        _ => None,
    });
    Some(expected.standing(table.str_if_any(row, "partner_tenant_id")?, direction(table, row), last))
}

/// How a partner stands to the list.
const EXPECTED: Column = text("expected", 1);
/// What of a row is new.
const NEW: Column = Column { name: "new", kind: Holds::List, spare: 1 };

/// The columns that can be at the end of a table; `differences` = it is itself about what is new.
#[must_use]
pub fn possible(table: &Table, differences: bool) -> Vec<Column> {
    let has = |name: &&str| table.place(name).is_some();
    let expected = has(&"partner_tenant_id").then_some(EXPECTED);
    let new = ["partner_tenant_id", "app_id", "user_id", "error_code"].iter().any(has);
    expected.into_iter().chain((new && !differences).then_some(NEW)).collect()
}

impl Marks {
    /// Adds the columns to a table that can tell; `differences` = it is itself about what is new.
    pub(super) fn add(&self, table: &mut Table, differences: bool) {
        let possible = possible(table, differences);
        if let Some(expected) = self.expected.as_ref().filter(|_| possible.contains(&EXPECTED)) {
            let cells: Vec<Cell> =
                table.rows.iter().map(|row| standing(expected, table, row).map_or(Cell::Null, |standing| Cell::Word(standing.name()))).collect();
            add(table, EXPECTED, cells);
        }
        if let Some(new) = self.new.as_ref().filter(|_| possible.contains(&NEW)) {
            let cells = table.rows.iter().map(|row| Cell::List(new.of_row(table, row))).collect();
            add(table, NEW, cells);
        }
    }

    /// The names of the partners of a table that are not expected, in the order of its rows.
    #[must_use]
    pub fn unexpected(&self, table: &Table, lang: Lang) -> Vec<String> {
        let Some(expected) = &self.expected else { return Vec::new() };
        let mut seen = BTreeSet::new();
        let odd = table.rows.iter().filter(|row| standing(expected, table, row).is_some_and(|standing| standing != Standing::Listed));
        odd.filter(|row| seen.insert(table.str_if_any(row, "partner_tenant_id"))).map(|row| shown_name(table, row, lang)).collect()
    }
}

fn add(table: &mut Table, column: Column, cells: Vec<Cell>) {
    table.columns.push(column);
    for (row, cell) in table.rows.iter_mut().zip(cells) {
        row.push(cell);
    }
}

/// Names in a sentence.
const NAMED: usize = 5;

/// A few names, and how many more there are.
#[must_use]
pub fn some_of(names: &[String], lang: Lang) -> String {
    let (shown, more) = names.split_at(names.len().min(NAMED));
    let more = (!more.is_empty()).then(|| said::more(lang, more.len()));
    shown.iter().cloned().chain(more).collect::<Vec<_>>().join(said::separator(lang))
}
