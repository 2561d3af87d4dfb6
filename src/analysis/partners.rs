//! `partners`: one row for each direction and tenant on the other side.

use polars::prelude::PolarsResult;

use super::distinct::PartnerCounts;
use super::expected_list::List;
use super::gates::Gate;
use super::group::{COUNTS, Each, Groups, row_key, sorted};
use super::marks::some_of;
use super::{Analysis, Answer, Ask, Needs, Params};
use crate::dataset::{Dataset, Fact, Filter, same_name};
use crate::knowledge::tenants::short_id;
use crate::model::{Direction, TenantId};
use crate::report::{Cell, Column, Drill, Kind, Table, int, text, time};
use crate::words::{analyses, expected as said};

/// The options of `partners`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// As a list of expected partners instead of the table.
    pub list: Option<List>,
}

impl Ask for Options {
    fn answer(&self, data: &Dataset, params: &Params) -> PolarsResult<Answer> {
        let mut found = run(data, params)?;
        if let Some(list) = self.list {
            found.table = list.of(&found.table, params.marks.expected.as_deref());
        }
        Ok(found)
    }
}

/// Whether an organisation has settings of its own; null where the settings are not among the inputs.
pub(super) fn setting(data: &Dataset, partner: TenantId) -> Cell {
    match (&data.policy, data.text(partner.0)) {
        (Some(policy), Some(id)) => Cell::Word(if policy.partner(id).is_some() { "organization" } else { "default" }),
        _ => Cell::Null,
    }
}

/// Domains shown of a partner.
pub(super) const DOMAINS: usize = 5;

/// The row of this analysis.
pub static ANALYSIS: Analysis = Analysis {
    id: "partners",
    title: analyses::partners,
    question: analyses::partners_question,
    needs: Needs { apart: true, ..Needs::WINDOW },
    charts: &["partners-inbound", "partners-outbound", "partners-by-day"],
    drill: &[Drill::Partner],
    gates: &[Gate::NewPartner, Gate::UnexpectedPartner, Gate::UnusedSetting],
    ask: || Box::new(Options::default()),
    ..Analysis::BASE
};

fn run(data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    // Domains take as long as all the rest together, and are of nothing that comes before them.
    std::thread::scope(|scope| {
        scope.spawn(|| data.domains(TenantId::ABSENT));
        table(data, params)
    })
}

fn table(data: &Dataset, params: &Params) -> PolarsResult<Answer> {
    let wanted = |fact: &Fact| params.filters.matches(fact, data);
    let counted = PartnerCounts::of(data, wanted);
    let each = [
        Each::Ids("access_type", "access_types"),
        Each::Distinct("user", "users"),
        Each::Distinct("app", "apps"),
        Each::Distinct("resource", "resources"),
        Each::Distinct("bucket", "days_seen"),
    ];
    let each = if counted.is_some() { &each[..1] } else { &each[..] };
    let groups = Groups::of(data, wanted, &["reason", "partner"], each)?;
    let mut rows = Vec::with_capacity(groups.len());
    for row in 0..groups.len() {
        let direction = groups.direction("reason", row)?;
        let partner = TenantId(groups.sym("partner", row)?);
        let [users, apps, resources, days] = match &counted {
            Some(counted) => counted.get(direction, partner),
            None => [groups.int("users", row)?, groups.int("apps", row)?, groups.int("resources", row)?, groups.int("days_seen", row)?],
        };
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
            Cell::Int(users),
            Cell::Int(apps),
            Cell::Int(resources),
            Cell::Time(groups.int("first", row)?),
            Cell::Time(groups.int("last", row)?),
            Cell::Int(days),
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
    let mut found = Answer::table(Table { columns, rows: sorted(rows) });
    let unexpected = params.marks.unexpected(&found.table, params.lang);
    if !unexpected.is_empty() {
        found.gates.push(Gate::UnexpectedPartner);
        found.notes.push(said::unexpected(params.lang, unexpected.len(), &some_of(&unexpected, params.lang)));
    }
    let unused = unused(&found.table, data, params);
    if !unused.is_empty() {
        found.gates.push(Gate::UnusedSetting);
        // Of a part of the traffic it would say too much.
        if data.tells_outcomes() && params.filters.used().iter().all(|filter| *filter == Filter::Partner) {
            found.notes.push(said::unused(params.lang, unused.len(), &some_of(&unused, params.lang)));
        }
    }
    Ok(found)
}

/// The entries of the current settings, those of service providers aside, of whose partners no sign-in succeeded.
fn unused(table: &Table, data: &Dataset, params: &Params) -> Vec<String> {
    let succeeded = |id: &str| table.rows.iter().any(|row| table.str(row, "partner_tenant_id") == Some(id) && table.number(row, "successes") > 0);
    let entries = data.policy.iter().flat_map(|policy| &policy.partners).filter(|entry| entry.is_service_provider != Some(true));
    let unused = entries.filter(|entry| !succeeded(&entry.tenant_id)).filter_map(|entry| {
        let tenant = data.input.texts.lookup(&entry.tenant_id).map(TenantId);
        let name = tenant.and_then(|tenant| data.partner_name(tenant)).or(entry.display_name.as_deref());
        let wanted = &params.filters.partners;
        let is = |wanted: &String| same_name(wanted, &entry.tenant_id) || name.is_some_and(|name| same_name(wanted, name));
        (wanted.is_empty() || wanted.iter().any(is)).then(|| name.map_or_else(|| short_id(&entry.tenant_id), str::to_owned))
    });
    unused.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::marks::Marks;
    use crate::dataset::Filters;
    use crate::facts::{Batch, Collector, Keep, resolve_own};
    use crate::model::ledger::FileLedger;
    use crate::model::time::Zone;
    use crate::model::{AppId, Bound, ErrorCode, Interner, Log, Parts, SignIn, StatusText, Sym, UserId, UserType};
    use crate::words::Lang;

    /// Marks a text that stands as it is.
    const WORD: usize = 100;

    fn data(seeds: &[[usize; 8]], apart: bool, from: Option<i64>, unasked: &[String]) -> Dataset {
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
        collector.leave_out_at_home(unasked);
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
                let own = ["tenant1".to_owned(), "TENANT2".to_owned()];
                let data = data(&seeds, apart, from, if internal { &[] } else { &own });
                let directions = if internal { vec!["internal".to_owned(), "inbound".to_owned()] } else { Vec::new() };
                let params = Params { filters: Filters { from, directions, ..Filters::default() }, lang: Lang::En, zone: Zone::UTC, dormant_days: 90, marks: Marks::default() };
                let rows = run(&data, &params).expect("an answer").table.rows;
                let Dataset { input, own, .. } = &data;
                let around = (data.directions().to_vec(), data.ledger(), data.period(), data.tells_outcomes(), data.other_owners());
                format!("{rows:?} {around:?} {:?} {} {own:?} {:?}", input.owners, input.masked, input.days)
            };
            prop_assert_eq!(shown(true), shown(false));
        }
    }
}
