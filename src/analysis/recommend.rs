//! `recommend`: the tightest settings that break nothing that was observed, and the reasoning behind each line of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

use super::changes;
use super::group::sorted;
use super::{Found, Params};
use crate::changes::{Change, ENTRY, Operation, Scope, state_at};
use crate::dataset::{Dataset, Fact, Filters, is_tenant};
use crate::failure::Failure;
use crate::model::{AccessFlags, AppId, Direction, Outcome, Sym, TenantId, UserKey};
use crate::policy::recommend::{
    Decision, History, Kind, Named, ObservedAccess, Options, ReasonRow, Recommendation, Reopen, Reopening, SettingsChange, Totals, recommend,
};
use crate::policy::{CrossTenantAccessPolicy, Effect, Lang, validate};
use crate::report::summary::grouped;
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
    /// Delete entries without a success.
    pub remove_unused: bool,
    /// Partners, by id or name, whose closed ways are reopened; `all` for everybody's.
    pub reopen: Vec<String>,
}

impl Default for Wish {
    fn default() -> Self {
        Self { min_successes: 1, include_hubs: false, scope_users: false, remove_unused: false, reopen: Vec::new() }
    }
}

/// The word that reopens for everybody.
const ALL: &str = "all";

/// What is observed as one.
type Key = (Direction, TenantId, Sym, UserKey, AppId, AppId);

#[derive(Default)]
struct Sums {
    successes: Span,
    others: Span,
}

/// How often, when, and on which days.
#[derive(Default)]
struct Span {
    count: u64,
    first: i64,
    last: i64,
    days: BTreeSet<i64>,
}

impl Span {
    fn add(&mut self, fact: &Fact) {
        self.first = if self.count == 0 { fact.value.first } else { self.first.min(fact.value.first) };
        self.last = if self.count == 0 { fact.value.last } else { self.last.max(fact.value.last) };
        self.count += fact.value.count;
        self.days.insert(fact.key.bucket);
    }
}

/// What the wanted sign-ins of the input used, each way of use once.
#[must_use]
pub fn observed<'d>(data: &'d Dataset, params: &Params) -> Vec<ObservedAccess<'d>> {
    let mut sums: BTreeMap<Key, Sums> = BTreeMap::new();
    let wanted = |fact: &Fact| matches!(fact.direction, Direction::Inbound | Direction::Outbound) && params.filters.matches(fact, data);
    for fact in data.facts().filter(wanted) {
        let key = &fact.key;
        let sum = sums.entry((fact.direction, fact.partner, key.access_type, key.user, key.app, key.resource)).or_default();
        let span = if fact.outcome == Outcome::Success { &mut sum.successes } else { &mut sum.others };
        span.add(&fact);
    }
    // A refusal is no evidence of use, so times are those of the successes where there are any.
    let seen = |sum: &'_ Sums| if sum.successes.count > 0 { (sum.successes.first, sum.successes.last, sum.successes.days.len()) } else { (sum.others.first, sum.others.last, sum.others.days.len()) };
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
        successes: sum.successes.count,
        other_attempts: sum.others.count,
        first_seen: seen(sum).0,
        last_seen: seen(sum).1,
        days_seen: seen(sum).2 as u64,
    });
    observed.collect()
}

/// The recommendation for the wanted sign-ins of the input.
///
/// # Errors
/// A partner that is named occurs nowhere, or there is nothing that settings could follow from.
pub fn recommendation(data: &Dataset, params: &Params, wish: &Wish) -> Result<Recommendation, Failure> {
    let scope = scope(data, &params.filters)?;
    let reopen = reopen(data, wish)?;
    Ok(recommended(&observed(data, params), data, wish, scope, reopen))
}

/// The partners that are named; `None` where none is.
///
/// # Errors
/// One of them occurs nowhere.
pub fn scope(data: &Dataset, filters: &Filters) -> Result<Option<BTreeSet<String>>, Failure> {
    let mut all = BTreeSet::new();
    for name in &filters.partners {
        all.extend(named(data, "--partner", name)?);
    }
    Ok((!filters.partners.is_empty()).then_some(all))
}

/// Whose closed ways are reopened.
fn reopen(data: &Dataset, wish: &Wish) -> Result<Reopen, Failure> {
    if wish.reopen.iter().any(|name| name.eq_ignore_ascii_case(ALL)) {
        return Ok(Reopen::All);
    }
    let mut partners = BTreeSet::new();
    for name in &wish.reopen {
        partners.extend(named(data, "--reopen", name)?);
    }
    Ok(if partners.is_empty() { Reopen::Nothing } else { Reopen::Partners(partners) })
}

/// The tenants of this id or name, in sign-ins or settings.
fn named(data: &Dataset, option: &str, name: &str) -> Result<BTreeSet<String>, Failure> {
    if name == "-" {
        let what = format!("{option} - names sign-ins without a partner tenant, and no setting governs those");
        return Err(Failure::usage("partner-unknown", what, "name a tenant by its id or name"));
    }
    let mut tenants: BTreeSet<TenantId> = data.user_facts().map(|fact| fact.partner).collect();
    tenants.extend(data.policy.iter().flat_map(|policy| &policy.partners).filter_map(|entry| data.input.texts.lookup(&entry.tenant_id)).map(TenantId));
    let found = tenants.into_iter().filter(|tenant| !tenant.is_absent() && is_tenant(*tenant, name, data));
    let mut found: BTreeSet<String> = found.filter_map(|tenant| data.text(tenant.0)).map(str::to_owned).collect();
    // An entry of a tenant that no sign-in names.
    let entries = data.policy.iter().flat_map(|policy| &policy.partners);
    let wanted = name.to_lowercase();
    found.extend(
        entries
            .filter(|entry| entry.tenant_id == wanted || entry.display_name.as_ref().is_some_and(|shown| shown.to_lowercase() == wanted))
            .map(|entry| entry.tenant_id.clone()),
    );
    if found.is_empty() {
        let what = format!("{option} {name:?} occurs nowhere in what was read, neither in a sign-in nor in the settings");
        return Err(Failure::usage("partner-unknown", what, "crosstenant partners lists the tenants with their ids and names"));
    }
    Ok(found)
}

/// The recommendation for what was observed. `scope`: the partners whose entries are wanted, where only they were observed.
#[must_use]
pub fn recommended(
    observed: &[ObservedAccess<'_>],
    data: &Dataset,
    wish: &Wish,
    scope: Option<BTreeSet<String>>,
    reopen: Reopen,
) -> Recommendation {
    let own = data.own.own.first().copied().unwrap_or_default();
    let options = Options {
        min_successes: wish.min_successes,
        include_hubs: wish.include_hubs,
        scope_users: wish.scope_users,
        remove_unused: wish.remove_unused,
        own_cloud: data.cloud(own),
        own_tenant: data.text(own.0).map(str::to_owned),
        scope,
        reopen,
        history: history(data),
        last_event: data.period().map(|(_, last)| last),
    };
    recommend(observed, data.policy.as_ref(), &options).with_totals(observed)
}

/// What the audit log tells of the settings.
fn history(data: &Dataset) -> History {
    let changes = changes::changes(data);
    let closes = |change: &&Change| {
        let removed = change.setting == ENTRY && change.operation == Operation::Remove;
        let policy = matches!(change.scope, Scope::Default | Scope::Partner);
        policy && change.succeeded && (removed || (change.block.is_some() && !matches!(change.effect, Effect::Loosened | Effect::Unchanged)))
    };
    let closings = changes.iter().filter(closes).map(|change| SettingsChange {
        time: change.time,
        partner: change.partner_tenant_id.clone(),
        block: change.block,
        by: change.actor.name.clone(),
    });
    let last_known = || state_at(&CrossTenantAccessPolicy::default(), i64::MIN, &changes, i64::MAX).0;
    History { closings: closings.collect(), last_known: data.policy.is_none().then(last_known).filter(|policy| !policy.partners.is_empty()) }
}

/// The reasoning as a table.
///
/// # Errors
/// None; the signature is that of every analysis.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every analysis")]
pub(super) fn run(data: &Dataset, params: &Params) -> PolarsResult<Found> {
    let wish = params.recommend.clone().unwrap_or_default();
    // Names that occur nowhere end the command before it comes here.
    let (scope, reopen) = (scope(data, &params.filters).unwrap_or_default(), reopen(data, &wish).unwrap_or_default());
    Ok(found(&recommended(&observed(data, params), data, &wish, scope, reopen), params))
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
    found.answer.push(match lang {
        Lang::En => format!(
            "Settings for {} with {}; {} left out.",
            counted(partners, "organisation", "organisations"),
            counted(apps, "allowed application", "allowed applications"),
            counted(left, "application is", "applications are"),
        ),
        Lang::Ja => format!("{partners} 組織の設定で、許可するアプリケーションは {apps} 件、除外は {left} 件です。"),
    });
    found.answer.extend(recommendation.totals().map(|totals| allowed(totals, lang)));
    if let Some(removed) = recommendation.remove.as_ref().filter(|removed| !removed.is_empty()) {
        let count = removed.len();
        found.answer.push(match lang {
            Lang::En => format!("{} without a success to be deleted.", counted(count, "entry", "entries")),
            Lang::Ja => format!("成功したサインインがなく削除する組織の設定は {count} 件です。"),
        });
    }
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
    found.notes.extend(reopenings(&recommendation.reopen, params));
    found.extra = vec![("reopen", recommendation.reopen.iter().map(Reopening::to_json).collect())];
    found.extra.extend(recommendation.totals().map(|totals| ("totals", totals.to_json())));
    found
}

/// How many successes stay allowed, as the range that is known.
#[must_use]
pub fn allowed(totals: Totals, lang: Lang) -> String {
    let [either, strict] = [totals.allowed_either, totals.allowed_strict].map(|count| grouped(i64::try_from(count).unwrap_or(i64::MAX)));
    match (lang, totals.allowed_either == totals.allowed_strict) {
        (Lang::En, true) => format!("{strict} successful sign-ins stay allowed, whichever application ID Microsoft compares."),
        (Lang::En, false) => format!(
            "{strict} to {either} successful sign-ins stay allowed: {strict} whichever application ID Microsoft compares (client or resource), the rest by one of them only."
        ),
        (Lang::Ja, true) => format!("成功したサインイン {strict} 件は、どちらのアプリケーション ID で判定されても許可されます。"),
        (Lang::Ja, false) => format!(
            "許可される成功したサインインは {strict} ～ {either} 件です。{strict} 件はクライアントとリソースのどちらの ID で判定されても許可され、残りは一方の ID だけが一致しています。"
        ),
    }
}

/// Ways that are listed in words; the JSON has all of them.
const MOST_REOPENINGS: usize = 20;

/// What it would take to reopen what was closed, a line for each way.
fn reopenings(ways: &[Reopening], params: &Params) -> Vec<String> {
    let lang = params.lang;
    let named = |named: &Option<Named>| named.as_ref().map_or_else(|| "-".to_owned(), Named::words);
    let line = |way: &Reopening| {
        let partner = way.partner.words();
        let (app, resource) = (named(&way.app), named(&way.resource));
        let shown = |time: Option<i64>| time.map_or_else(|| "-".to_owned(), |time| params.zone.show(time));
        let by = way.blocked_by.as_deref();
        match lang {
            Lang::En => format!(
                "reopen: {partner} {}: {app} > {resource}: {} of {}, last {}; closed {} by {}",
                way.direction.name(),
                counted(count(way.successes), "success", "successes"),
                counted(count(way.users), "user", "users"),
                shown(way.last_success),
                shown(way.blocked_at),
                by.unwrap_or("somebody the audit log does not tell"),
            ),
            Lang::Ja => format!(
                "reopen: {partner} {}: {app} > {resource}: 成功 {} 件、{} ユーザー、最終 {}。ブロック {} ({})",
                if way.direction == Direction::Inbound { "受信" } else { "送信" },
                way.successes,
                way.users,
                shown(way.last_success),
                shown(way.blocked_at),
                by.unwrap_or("監査ログからは不明"),
            ),
        }
    };
    let mut lines: Vec<String> = ways.iter().take(MOST_REOPENINGS).map(line).collect();
    let more = ways.len().saturating_sub(MOST_REOPENINGS);
    if more > 0 {
        lines.push(match lang {
            Lang::En => format!("reopen: {more} more; --format json lists all."),
            Lang::Ja => format!("reopen: ほか {more} 件 (--format json ですべて出力されます)。"),
        });
    }
    lines
}

fn count(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn counted(count: usize, one: &str, many: &str) -> String {
    crate::report::summary::counted(i64::try_from(count).unwrap_or(i64::MAX), one, many)
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
