//! Who rides on the default: the partners whose successful sign-ins nothing but the default settings allow today.
//!
//! What it is not: the partners without an entry. An entry that is silent about a direction leaves it to the default, and what no setting
//! governs does not ride on any.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Answer;
use crate::dataset::Dataset;
use crate::model::Direction;
use crate::policy::recommend::{ObservedAccess, asked};
use crate::policy::{CrossTenantAccessPolicy, DecidedBy, Evaluator, Lookups, MatchMode, Verdict};
use crate::report::{Cell, Table, int, text, time};
use crate::words::{Lang, simulation as said};

/// A partner and a direction.
struct Rider<'a> {
    direction: Direction,
    partner: &'a str,
    name: Option<&'a str>,
    /// Whether there is an entry, which says nothing about these sign-ins.
    silent: bool,
    successes: u64,
    users: BTreeSet<&'a str>,
    apps: BTreeSet<&'a str>,
    last: i64,
}

/// The riders as a table, most successes first, with the answer in words.
pub(super) fn found(observed: &[ObservedAccess<'_>], current: &CrossTenantAccessPolicy, data: &Dataset, lang: Lang) -> Answer {
    let riders = riders(observed, current, data);
    let rows = riders.iter().map(|rider| {
        vec![
            Cell::Word(rider.direction.name()),
            Cell::text(Some(rider.partner)),
            Cell::text(rider.name),
            Cell::Word(if rider.silent { "silent on this" } else { "none" }),
            Cell::count(rider.successes),
            Cell::count(rider.users.len() as u64),
            Cell::count(rider.apps.len() as u64),
            Cell::Time(rider.last),
        ]
    });
    let columns = vec![
        text("direction", 0),
        text("partner_tenant_id", 4),
        text("partner_name", 0),
        text("own_entry", 0),
        int("successes", 0),
        int("users", 0),
        int("applications", 0),
        time("last_seen", 0),
    ];
    Answer { answer: answer(&riders, lang), ..Answer::table(Table { columns, rows: rows.collect() }) }
}

fn riders<'a>(observed: &[ObservedAccess<'a>], current: &CrossTenantAccessPolicy, data: &Dataset) -> Vec<Rider<'a>> {
    let today = Evaluator::new(current, Lookups::default(), MatchMode::Either);
    let own_cloud = data.cloud(data.own.own.first().copied().unwrap_or_default());
    let mut riders: BTreeMap<(Direction, &str), Rider<'a>> = BTreeMap::new();
    for row in observed.iter().filter(|row| row.successes > 0) {
        let judged = today.judge(&asked(row, own_cloud));
        if judged.verdict == Verdict::Blocked || !matches!(judged.decided_by, DecidedBy::Default | DecidedBy::Factory) {
            continue;
        }
        let rider = riders.entry((row.direction, row.partner)).or_insert_with(|| Rider {
            direction: row.direction,
            partner: row.partner,
            name: row.partner_name,
            silent: current.partner(row.partner).is_some(),
            successes: 0,
            users: BTreeSet::new(),
            apps: BTreeSet::new(),
            last: row.last_seen,
        });
        rider.successes += row.successes;
        rider.users.extend(row.user.or(row.user_principal_name));
        rider.apps.extend(row.resource.or(row.client));
        rider.last = rider.last.max(row.last_seen);
    }
    let mut riders: Vec<Rider<'a>> = riders.into_values().collect();
    riders.sort_by_key(|rider| (rider.direction, Reverse(rider.successes), rider.partner));
    riders
}

/// How many ride on the default, in words.
fn answer(riders: &[Rider<'_>], lang: Lang) -> Vec<String> {
    if riders.is_empty() {
        return vec![said::nobody(lang).to_owned()];
    }
    let partners = |wanted: fn(&Rider<'_>) -> bool| riders.iter().filter(|rider| wanted(rider)).map(|rider| rider.partner).collect::<BTreeSet<_>>();
    let (all, silent) = (partners(|_| true).len(), partners(|rider| rider.silent).len());
    let users = riders.iter().flat_map(|rider| &rider.users).collect::<BTreeSet<_>>().len();
    let successes: u64 = riders.iter().map(|rider| rider.successes).sum();
    let mut answer = vec![said::on_default(lang, successes, all, users)];
    answer.extend((silent > 0).then(|| said::silent(lang, silent)));
    answer
}
