//! `partners`: one row for each direction and tenant on the other side.

use polars::prelude::*;

use super::group::{COUNTS, Groups, distinct, row_key, sorted};
use super::{Analysis, Found, Needs, Params, Plain};
use crate::dataset::Dataset;
use crate::model::{Direction, TenantId};
use crate::report::{Cell, Column, Drill, Kind, Table, int, text, time};
use crate::words::analyses;

/// Whether an organisation has settings of its own; null where the settings are not among the inputs.
fn setting(data: &Dataset, partner: TenantId) -> Cell {
    match (&data.policy, data.text(partner.0)) {
        (Some(policy), Some(id)) => Cell::Word(if policy.partner(id).is_some() { "organization" } else { "default" }),
        _ => Cell::Null,
    }
}

/// Domains shown of a partner.
const DOMAINS: usize = 5;

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "partners",
    title: analyses::partners,
    question: analyses::partners_question,
    needs: Needs { apart: true, ..Needs::WINDOW },
    charts: &["partners-inbound", "partners-outbound", "partners-by-day"],
    drill: &[Drill::Partner],
    ask: || Box::new(Plain(run)),
    ..Analysis::BASE
};

pub(super) fn run(data: &Dataset, params: &Params) -> PolarsResult<Found> {
    let aggregations = [
        distinct("user", "users"),
        distinct("app", "apps"),
        distinct("resource", "resources"),
        col("bucket").n_unique().alias("days_seen"),
        col("access_type").drop_nulls().unique().alias("access_types"),
    ];
    let columns = ["user", "app", "resource", "bucket", "access_type"];
    let groups = Groups::of(data, |fact| params.filters.matches(fact, data), &["reason", "partner"], &columns, &aggregations)?;
    let mut rows = Vec::with_capacity(groups.len());
    for row in 0..groups.len() {
        let direction = groups.direction("reason", row)?;
        let partner = TenantId(groups.sym("partner", row)?);
        let domains: Vec<String> =
            if direction == Direction::Inbound { data.domains(partner).iter().take(DOMAINS).cloned().collect() } else { Vec::new() };
        let id = data.cell(data.text(partner.0));
        let reason = Cell::text(direction.reason());
        let key = row_key(direction, groups.int("sign_ins", row)?, &[&id, &reason]);
        let mut cells = vec![
            Cell::Word(direction.name()),
            id,
            data.cell(data.partner_name(partner)),
            Cell::List(domains),
            Cell::List(groups.texts("access_types", row, data)?),
        ];
        cells.extend(groups.counts(row)?);
        cells.extend([
            Cell::Int(groups.int("users", row)?),
            Cell::Int(groups.int("apps", row)?),
            Cell::Int(groups.int("resources", row)?),
            Cell::Time(groups.int("first", row)?),
            Cell::Time(groups.int("last", row)?),
            Cell::Int(groups.int("days_seen", row)?),
            setting(data, partner),
            reason,
        ]);
        rows.push((key, cells));
    }
    let mut columns = vec![
        text("direction", 0),
        text("partner_tenant_id", 4),
        text("partner_name", 0),
        Column { name: "domains", kind: Kind::List, spare: 5 },
        Column { name: "access_types", kind: Kind::List, spare: 3 },
    ];
    columns.extend(COUNTS);
    columns.extend([
        int("users", 1),
        int("apps", 2),
        int("resources", 3),
        time("first_seen", 3),
        time("last_seen", 1),
        int("days_seen", 3),
        text("setting", 6),
        text("reason", 5),
    ]);
    Ok(Found::table(Table { columns, rows: sorted(rows) }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::Filters;
    use crate::facts::{Batch, Collector, Keep, resolve_own};
    use crate::model::ledger::FileLedger;
    use crate::model::time::Zone;
    use crate::model::{AppId, Bound, ErrorCode, Interner, Log, Parts, SignIn, StatusText, Sym, UserId, UserType};
    use crate::words::Lang;

    /// Marks a text that stands as it is.
    const WORD: usize = 100;

    fn data(seeds: &[[usize; 8]], apart: bool, from: Option<i64>) -> Dataset {
        let keep = Keep { apart, window: (from.map(Bound::At), None), only_window: true, ..Keep::for_tables(Zone::UTC) };
        let (mut batch, mut texts, mut parts) = (Batch::default(), Interner::new(), Parts::default());
        let mut of = |kind: &str, n: usize| match n {
            0 => Sym::ABSENT,
            WORD => texts.intern(kind),
            n => texts.intern(&format!("{kind}{n}")),
        };
        for &[home, resource, user, app, code, day, access, kind] in seeds {
            let tenants = [of("tenant", home), of("tenant", resource)];
            let upn = if kind % 3 == 0 { Sym::ABSENT } else { of("u@domain", user % 3) };
            let event = SignIn {
                home: TenantId(tenants[0]),
                home_name: if kind == 2 { of("name", home) } else { Sym::ABSENT },
                resource_tenant: TenantId(tenants[1]),
                owner: TenantId(of("tenant", 1)),
                user: UserId(of("user", user % 4)),
                upn,
                lower_upn: upn,
                user_type: if kind == 1 { UserType::Guest } else { UserType::Absent },
                masked: kind == 3,
                app: AppId(of("app", app % 4)),
                app_name: of("app name", app % 3),
                resource: AppId(of("resource", app % 2)),
                country: of("country", app),
                access_type: [Sym::ABSENT, of("none", WORD), of("b2bCollaboration", WORD)][access % 3],
                code: [ErrorCode::ABSENT, ErrorCode(0), ErrorCode(50_126), ErrorCode(50_074)][code % 4],
                status: if code == 4 { StatusText::Failure } else { StatusText::Absent },
                ..SignIn::empty(
                    1_790_000_000 + i64::try_from(day * 50_000).expect("few"),
                    if kind == 4 { Log::ServicePrincipal } else { Log::Interactive },
                )
            };
            batch.push(&event, &mut parts, false);
        }
        batch.texts = batch.texts.of(&texts, 1);
        batch.parts = batch.parts.of(&parts, [0; 3]);
        let mut collector = Collector::new(keep, vec![FileLedger::default()]);
        collector.commit(&batch);
        let mut collected = collector.finish();
        let own = resolve_own(&["tenant1".to_owned(), "tenant2".to_owned()], &mut collected);
        let own = own.unwrap_or(crate::facts::OwnEvidence { own: Vec::new(), said: None });
        Dataset::new(collected, own, &[], None)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        /// Where accounts and applications are looked at each by themselves, the answer and all that stands around it are the same.
        #[test]
        fn told_apart_the_answer_is_the_same(
            seeds in proptest::collection::vec(proptest::array::uniform8(0usize..5), 0..60),
            from in proptest::option::of(1_789_990_000i64..1_790_200_000),
            internal in any::<bool>(),
        ) {
            let shown = |apart| {
                let data = data(&seeds, apart, from);
                let directions = if internal { vec!["internal".to_owned(), "inbound".to_owned()] } else { Vec::new() };
                let params = Params { filters: Filters { from, directions, ..Filters::default() }, lang: Lang::En, zone: Zone::UTC };
                let rows = run(&data, &params).expect("an answer").table.rows;
                let Dataset { input, own, .. } = &data;
                let around = (data.directions(), data.ledger(), data.period(), data.tells_outcomes(), data.other_owners());
                format!("{rows:?} {around:?} {:?} {} {own:?} {:?}", input.owners, input.masked, input.days)
            };
            prop_assert_eq!(shown(true), shown(false));
        }
    }
}
