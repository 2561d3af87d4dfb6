//! `recommend`: the tightest settings that break nothing that was observed, and the reasoning behind each line of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

use super::group::sorted;
use super::{Found, Params};
use crate::dataset::{Dataset, Fact};
use crate::model::{AccessFlags, AppId, Direction, Outcome, Sym, TenantId, UserKey};
use crate::policy::recommend::{Decision, Kind, ObservedAccess, Options, ReasonRow, Recommendation, recommend};
use crate::policy::{Lang, validate};
use crate::report::{Cell, Column, Table, int, text, time};

/// What the command line asks.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Successes an application needs to be allowed.
    pub min_successes: u64,
    /// List hub resources too.
    pub include_hubs: bool,
    /// List own users instead of all.
    pub scope_users: bool,
}

impl Default for Wish {
    fn default() -> Self {
        Self { min_successes: 1, include_hubs: false, scope_users: false }
    }
}

/// What is observed as one.
type Key = (Direction, TenantId, Sym, UserKey, AppId, AppId);

#[derive(Default)]
struct Sums {
    successes: u64,
    others: u64,
    first: i64,
    last: i64,
    days: BTreeSet<i64>,
}

/// What the wanted sign-ins of the input used, each way of use once.
#[must_use]
pub fn observed<'d>(data: &'d Dataset, params: &Params) -> Vec<ObservedAccess<'d>> {
    let mut sums: BTreeMap<Key, Sums> = BTreeMap::new();
    let wanted = |fact: &Fact| matches!(fact.direction, Direction::Inbound | Direction::Outbound) && params.filters.matches(fact, data);
    for fact in data.facts().filter(wanted) {
        let key = &fact.key;
        let sum = sums.entry((fact.direction, fact.partner, key.access_type, key.user, key.app, key.resource)).or_default();
        sum.first = if sum.successes + sum.others == 0 { fact.value.first } else { sum.first.min(fact.value.first) };
        sum.last = sum.last.max(fact.value.last);
        sum.days.insert(key.bucket);
        *(if fact.outcome == Outcome::Success { &mut sum.successes } else { &mut sum.others }) += fact.value.count;
    }
    let observed = sums.iter().map(|(&(direction, partner, access_type, user, app, resource), sum)| ObservedAccess {
        direction,
        partner: data.text(partner.0).unwrap_or_default(),
        partner_name: data.partner_name(partner),
        partner_cloud: data.cloud(partner),
        access_type: data.text(access_type).map(AccessFlags::of),
        external_identity: partner.is_absent(),
        user: user.id().and_then(|id| data.text(id.0)),
        user_principal_name: data.upn(user),
        client: data.text(app.0),
        client_name: data.app_name(app),
        resource: data.text(resource.0),
        resource_name: data.resource_name(resource),
        successes: sum.successes,
        other_attempts: sum.others,
        first_seen: sum.first,
        last_seen: sum.last,
        days_seen: sum.days.len() as u64,
    });
    observed.collect()
}

/// The recommendation for the wanted sign-ins of the input.
#[must_use]
pub fn recommendation(data: &Dataset, params: &Params, wish: &Wish) -> Recommendation {
    recommended(&observed(data, params), data, wish)
}

/// The recommendation for what was observed.
#[must_use]
pub fn recommended(observed: &[ObservedAccess<'_>], data: &Dataset, wish: &Wish) -> Recommendation {
    let own = data.own.own.first().copied().unwrap_or_default();
    let options = Options {
        min_successes: wish.min_successes,
        include_hubs: wish.include_hubs,
        scope_users: wish.scope_users,
        own_cloud: data.cloud(own),
        own_tenant: data.text(own.0).map(str::to_owned),
    };
    recommend(observed, data.policy.as_ref(), &options)
}

/// The reasoning as a table.
///
/// # Errors
/// None; the signature is that of every analysis.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every analysis")]
pub(super) fn run(data: &Dataset, params: &Params) -> PolarsResult<Found> {
    let wish = params.recommend.clone().unwrap_or_default();
    Ok(found(&recommendation(data, params, &wish), params))
}

/// The reasoning of a recommendation as a table with notes.
#[must_use]
pub fn found(recommendation: &Recommendation, params: &Params) -> Found {
    let lang = params.lang;
    let rows = recommendation.reasons.iter().map(|reason| {
        let text = |text: &Option<String>| Cell::text(text.as_deref());
        let cells = vec![
            reason.direction.map_or(Cell::Null, |direction| Cell::Word(direction.name())),
            text(&reason.partner),
            text(&reason.partner_name),
            Cell::Word(reason.kind.name()),
            text(&reason.id),
            text(&reason.name),
            Cell::Word(reason.decision.name()),
            reason.matched_by.map_or(Cell::Null, |by| Cell::Word(by.name())),
            Cell::count(reason.users),
            Cell::count(reason.sign_ins),
            reason.last_seen.map_or(Cell::Null, Cell::Time),
            Cell::text(Some(&reason.words(lang))),
        ];
        (order(reason), cells)
    });
    let mut found = Found::table(Table { columns: columns(), rows: sorted(rows.collect()) });
    let count =
        |kind: Kind, decision: Decision| recommendation.reasons.iter().filter(|reason| reason.kind == kind && reason.decision == decision).count();
    let partners = recommendation.policy.partners.len();
    let (apps, left) = (count(Kind::Application, Decision::Allow), count(Kind::Application, Decision::Omit));
    let removed = recommendation.reasons.iter().filter(|reason| reason.decision == Decision::Remove).count();
    found.answer.push(match lang {
        Lang::En => format!(
            "Settings for {partners} organisations with {apps} allowed applications; {left} applications are left out, {removed} settings without traffic can go."
        ),
        Lang::Ja => format!(
            "{partners} 組織の設定で、許可するアプリケーションは {apps} 件です。除外は {left} 件、利用がなく削除できる設定は {removed} 件です。"
        ),
    });
    found.answer.push(
        lang.pick(
            "--format json gives the settings, --format powershell a script, crosstenant simulate checks them.",
            "--format json で設定、--format powershell でスクリプトを出力できます。crosstenant simulate で確認してください。",
        )
        .to_owned(),
    );
    found.notes = recommendation.notes.iter().map(|note| note.words(lang)).collect();
    let findings = validate(&recommendation.policy, None, lang);
    found.notes.extend(findings.iter().map(|finding| finding.line(lang)));
    found
}

/// What the lines are sorted by: direction with what is about both last, most sign-ins first, ids with null last, kind and decision. Lines
/// that are equal in all of it keep the order of the reasoning.
type Order<'r> = ((bool, Option<Direction>), Reverse<u64>, (bool, Option<&'r str>), (bool, Option<&'r str>), Kind, Decision);

fn order(reason: &ReasonRow) -> Order<'_> {
    (
        (reason.direction.is_none(), reason.direction),
        Reverse(reason.sign_ins),
        (reason.partner.is_none(), reason.partner.as_deref()),
        (reason.id.is_none(), reason.id.as_deref()),
        reason.kind,
        reason.decision,
    )
}

fn columns() -> Vec<Column> {
    vec![
        text("direction", 0),
        text("partner_tenant_id", 5),
        text("partner_name", 0),
        text("kind", 1),
        text("id", 2),
        text("name", 1),
        text("decision", 0),
        text("matched_by", 4),
        int("users", 2),
        int("sign_ins", 1),
        time("last_seen", 2),
        text("because", 0),
    ]
}
