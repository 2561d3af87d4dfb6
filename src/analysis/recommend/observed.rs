//! What the sign-ins of the input used, each way of use once, as settings are made from it.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::Params;
use crate::dataset::{Dataset, Fact};
use crate::model::{AccessFlags, AppId, Direction, Outcome, Sym, TenantId, UserKey};
use crate::policy::recommend::ObservedAccess;

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
    let seen = |sum: &'_ Sums| {
        if sum.successes.count > 0 {
            (sum.successes.first, sum.successes.last, sum.successes.days.len())
        } else {
            (sum.others.first, sum.others.last, sum.others.days.len())
        }
    };
    let observed = sums.iter().map(|(&(direction, partner, access_type, user, app, resource), sum)| ObservedAccess {
        direction,
        partner: data.text(partner.0).unwrap_or_default(),
        partner_name: data.partner_name(partner),
        partner_cloud: data.cloud(partner),
        access_type: data.text(access_type).map(AccessFlags::of),
        external_identity: partner.is_absent(),
        user: user.id().and_then(|id| data.text(id.0)),
        user_principal_name: data.upn(user),
        home_domain: data.external_domain(user),
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
