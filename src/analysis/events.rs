//! `events`: the sign-ins themselves, newest first.

use std::cmp::Reverse;

use polars::prelude::PolarsResult;

use super::{Analysis, Answer, Ask, Needs, Params};
use crate::dataset::{Dataset, Fact};
use crate::model::{SignIn, UserKey};
use crate::report::{Cell, Column, Kind, Table, text, time};
use crate::words::{analyses, tables as said};

/// The options of `events`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// `--limit`: only the newest.
    pub limit: Option<usize>,
}

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        run(*self, data, params)
    }

    fn typed(&self) -> Vec<String> {
        self.limit.map(|limit| format!("--limit {limit}")).into_iter().collect()
    }
}

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "events",
    title: analyses::events,
    question: analyses::events_question,
    needs: Needs { events: true, ..Needs::WINDOW },
    in_report: false,
    ask: || Box::new(Options::default()),
    ..Analysis::BASE
};

#[expect(clippy::unnecessary_wraps, reason = "every analysis has this signature")]
fn run(options: Options, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    let in_window = |time: i64| params.filters.from.is_none_or(|from| time >= from) && params.filters.to.is_none_or(|to| time < to);
    let mut wanted: Vec<(&(usize, SignIn), Fact)> = data
        .input
        .events
        .iter()
        .filter(|(_, event)| in_window(event.time))
        .map(|kept| (kept, data.classify(&kept.1)))
        .filter(|(_, fact)| params.filters.matches(fact, data))
        .collect();
    let id = |event: &SignIn| event.id.to_text(&data.input.texts);
    wanted.sort_by_cached_key(|((file, event), _)| (Reverse(event.time), id(event).is_none(), id(event), *file, event.record));
    let all = wanted.len();
    wanted.truncate(options.limit.unwrap_or(usize::MAX));
    let rows = wanted.iter().map(|((file, event), fact)| row(data, *file, event, fact)).collect::<Vec<_>>();
    let mut columns = vec![time("time", 0)];
    for (name, spare) in [
        ("id", 7),
        ("correlation_id", 8),
        ("log", 4),
        ("direction", 0),
        ("partner_tenant_id", 7),
        ("partner_name", 0),
        ("access_type", 4),
        ("user_id", 7),
        ("user_principal_name", 0),
        ("user_display_name", 6),
        ("user_kind", 5),
        ("app_id", 6),
        ("app_name", 1),
        ("resource_id", 6),
        ("resource_name", 2),
        ("client_app", 6),
        ("ip", 4),
        ("country", 5),
        ("outcome", 0),
    ] {
        columns.push(text(name, spare));
    }
    columns.push(Column { name: "error_code", kind: Kind::Code, spare: 0 });
    for (name, spare) in [("failure_reason", 3), ("conditional_access", 5), ("ca_policies", 6), ("source", 8)] {
        columns.push(text(name, spare));
    }
    let mut found = Answer::table(Table { columns, rows });
    if all > wanted.len() {
        found.notes.push(said::events_left_out(params.lang, wanted.len(), all));
    }
    Ok(found)
}

fn row(data: &Dataset, file: usize, event: &SignIn, fact: &Fact) -> Vec<Cell> {
    let text = |sym| data.cell(data.text(sym));
    let owned = |text: Option<String>| text.map_or(Cell::Null, |text| Cell::Text(text.into()));
    let user = UserKey::new(event.user, event.lower_upn);
    vec![
        Cell::Time(event.time),
        owned(event.id.to_text(&data.input.texts)),
        owned(event.correlation_id.to_text(&data.input.texts)),
        Cell::Word(event.log.name()),
        Cell::Word(fact.direction.name()),
        text(fact.partner.0),
        data.cell(data.partner_name(fact.partner)),
        text(event.access_type),
        text(event.user.0),
        data.cell(data.upn(user)),
        text(data.input.names.user(user)),
        Cell::Word(fact.user_kind.name()),
        text(event.app.0),
        data.cell(data.app_name(fact.key.app)),
        text(event.resource.0),
        data.cell(data.resource_name(fact.key.resource)),
        text(event.client_app),
        text(event.ip),
        text(event.country),
        Cell::Word(fact.outcome.name()),
        event.code.get().map_or(Cell::Null, Cell::Int),
        text(event.failure_reason),
        text(event.conditional_access),
        text(event.ca_policies),
        Cell::Text(format!("{}:{}", data.input.files[file].path, event.record).into()),
    ]
}
