//! `users`: one row for each direction, partner and user.

use std::collections::BTreeMap;

use polars::prelude::PolarsResult;

use super::group::{COUNTS, Each, Groups, row_key, sorted};
use super::{Analysis, Answer, Needs, Params, Plain};
use crate::dataset::{Dataset, Fact};
use crate::model::{TenantId, UserKey, UserKind};
use crate::report::{Cell, Column, Drill, Kind, Table, int, text, time};
use crate::words::{analyses, tables as said};

const KEYS: [&str; 3] = ["direction", "partner", "user"];

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "users",
    title: analyses::users,
    question: analyses::users_question,
    needs: Needs::WINDOW,
    drill: &[Drill::Partner, Drill::User],
    ask: || Box::new(Plain(run)),
    ..Analysis::BASE
};

pub(super) fn run(data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    let wanted = |fact: &Fact| params.filters.matches(fact, data);
    let hidden: u64 = data.facts().filter(|fact| fact.key.user.is_absent() && wanted(fact)).map(|fact| fact.value.count).sum();
    let named = |fact: &Fact| !fact.key.user.is_absent() && wanted(fact);
    let kinds = kinds(data, named)?;
    let each = [Each::Distinct("app", "apps"), Each::Distinct("resource", "resources"), Each::Ids("country", "countries")];
    let groups = Groups::of(data, named, &KEYS, &each)?;
    let mut rows = Vec::with_capacity(groups.len());
    for row in 0..groups.len() {
        let direction = groups.direction("direction", row)?;
        let partner = TenantId(groups.sym("partner", row)?);
        let user = UserKey::from_number(groups.sym("user", row)?.0);
        let partner_id = data.cell(data.text(partner.0));
        let user_id = Cell::text(user.id().and_then(|id| data.text(id.0)));
        let upn = data.cell(data.upn(user));
        let key = row_key(direction, groups.int("sign_ins", row)?, &[&partner_id, &user_id, &upn]);
        let kind = kinds.get(&(direction.number(), partner.0.0, user.number())).copied().unwrap_or(UserKind::Unknown);
        let mut cells = vec![
            Cell::Word(direction.name()),
            partner_id,
            data.cell(data.partner_name(partner)),
            user_id,
            upn,
            data.cell(data.text(data.input.names.user(user))),
            Cell::Word(kind.name()),
        ];
        cells.extend(groups.counts(row)?);
        cells.extend([
            Cell::Int(groups.int("apps", row)?),
            Cell::Int(groups.int("resources", row)?),
            Cell::List(groups.texts("countries", row, data)?),
            Cell::Time(groups.int("first", row)?),
            Cell::Time(groups.int("last", row)?),
        ]);
        rows.push((key, cells));
    }
    let mut columns = vec![
        text("direction", 0),
        text("partner_tenant_id", 5),
        text("partner_name", 1),
        text("user_id", 4),
        text("user_principal_name", 0),
        text("user_display_name", 3),
        text("user_kind", 2),
    ];
    columns.extend(COUNTS);
    columns.extend([
        int("apps", 2),
        int("resources", 3),
        Column { name: "countries", kind: Kind::List, spare: 3 },
        time("first_seen", 4),
        time("last_seen", 2),
    ]);
    let mut found = Answer::table(Table { columns, rows: sorted(rows) });
    if hidden > 0 {
        found.notes.push(said::hidden_users(params.lang, hidden));
    }
    Ok(found)
}

/// The most frequent kind of each user; of equally frequent ones the first in the order of [`UserKind`].
fn kinds(data: &Dataset, wanted: impl Fn(&Fact) -> bool) -> PolarsResult<BTreeMap<(u32, u32, u32), UserKind>> {
    let groups = Groups::of(data, wanted, &["direction", "partner", "user", "user_kind"], &[])?;
    let mut best: BTreeMap<(u32, u32, u32), (i64, UserKind)> = BTreeMap::new();
    for row in 0..groups.len() {
        let user = (groups.sym("direction", row)?.0, groups.sym("partner", row)?.0, groups.sym("user", row)?.0);
        let kind = UserKind::ALL[groups.sym("user_kind", row)?.0 as usize];
        let sign_ins = groups.int("sign_ins", row)?;
        let entry = best.entry(user).or_insert((sign_ins, kind));
        if sign_ins > entry.0 || (sign_ins == entry.0 && kind < entry.1) {
            *entry = (sign_ins, kind);
        }
    }
    Ok(best.into_iter().map(|(user, (_, kind))| (user, kind)).collect())
}
