//! What goes with recommended settings on the page: requests to copy, each with its body, the way back, and what is left out.

use std::borrow::Cow;

use super::view::{Placed, TableView, table_view};
use crate::model::time::Zone;
use crate::report::Table;
use crate::safe::visible;
use crate::words::{Lang, page as said};

/// Settings to be sent, and what must be known before.
pub struct Aside {
    /// What must be known.
    pub before: Vec<String>,
    /// The requests, in the order to send them; perhaps not all.
    pub requests: Vec<Sent>,
    /// How many requests there are.
    pub all_requests: usize,
    /// What undoes them.
    pub rollback: Vec<Sent>,
    /// What the settings leave out, and why.
    pub left_out: Table,
    /// Rows of it at most.
    pub most: usize,
}

/// A request.
pub struct Sent {
    /// What it is about.
    pub what: String,
    /// Method.
    pub method: &'static str,
    /// Address.
    pub address: String,
    /// The body, where there is one.
    pub body: Option<String>,
}

pub(super) struct AsideView<'p> {
    pub before: &'p [String],
    pub requests: Vec<SentView<'p>>,
    /// Says that requests are left out, where some are.
    pub cut: Option<String>,
    pub rollback: Vec<SentView<'p>>,
    pub left_out: TableView,
}

pub(super) struct SentView<'p> {
    pub what: Cow<'p, str>,
    pub method: &'static str,
    pub address: Cow<'p, str>,
    pub body: Option<&'p str>,
}

pub(super) fn aside_view<'p>(aside: &'p Aside, zone: Zone, whole: &str, lang: Lang) -> AsideView<'p> {
    let sent = |requests: &'p [Sent]| {
        let views = requests.iter().map(|sent| SentView {
            what: visible(&sent.what),
            method: sent.method,
            address: visible(&sent.address),
            body: sent.body.as_deref(),
        });
        views.collect()
    };
    AsideView {
        before: &aside.before,
        requests: sent(&aside.requests),
        cut: match (aside.requests.len(), aside.all_requests) {
            (shown, all) if shown == all => None,
            (0, all) => Some(said::requests_withheld(lang, all)),
            (shown, all) => Some(said::requests_cut(lang, shown, all)),
        },
        rollback: sent(&aside.rollback),
        left_out: table_view(&aside.left_out, Placed { cut: Some((aside.most, whole.to_owned())), zone, lang }),
    }
}
