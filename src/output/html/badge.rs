//! What makes a row stand out, as a word beside its name: the columns `new` and `expected`, where a table has them.

use crate::report::{Cell, Table};
use crate::words::{Lang, badges as said};

/// A word beside a name.
pub(super) struct Badge {
    pub class: &'static str,
    pub text: &'static str,
}

/// The column that names what a row is about.
pub(super) fn named(table: &Table) -> Option<usize> {
    ["partner_name", "name", "user_principal_name", "mail", "app_name", "error_code"].into_iter().find_map(|name| table.place(name))
}

/// The badges of a row.
pub(super) fn badges(table: &Table, row: &[Cell], lang: Lang) -> Vec<Badge> {
    let cell = |name| table.place(name).and_then(|place| row.get(place));
    let new = matches!(cell("new"), Some(Cell::List(things)) if !things.is_empty()) || table.str_if_any(row, "change") == Some("new");
    let new = new.then_some(Badge { class: "new", text: said::new(lang) });
    let unexpected = match table.str_if_any(row, "expected") {
        Some("not_listed") => Some(Badge { class: "unexpected", text: said::not_listed(lang) }),
        Some("expired") => Some(Badge { class: "unexpected", text: said::expired(lang) }),
        _ => None,
    };
    new.into_iter().chain(unexpected).collect()
}
