//! What occurs in a period: partners, applications, users, codes of failures, settings that were changed, each with its counts. Keys are
//! texts, so that what two inputs have in common is found.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::period::Period;
use crate::analysis::{Params, changes};
use crate::dataset::{Dataset, Fact, Filter};
use crate::knowledge::error_codes;
use crate::model::{AppId, Direction, ErrorCode, Outcome, TenantId, UserKey};
use crate::policy::Effect;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An organisation, in one direction.
    Partner,
    /// An application in one direction, as client or as resource.
    App,
    /// A user, in one direction.
    User,
    /// An error code of failures, in one direction.
    Code,
    /// A setting of an entry or of the default.
    Setting,
}

impl Kind {
    /// Every kind, in the order of rows.
    pub const ALL: [Self; 5] = [Self::Partner, Self::App, Self::User, Self::Code, Self::Setting];

    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::App => "app",
            Self::User => "user",
            Self::Code => "code",
            Self::Setting => "setting",
        }
    }
}

/// What makes two things the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Of which kind.
    pub kind: Kind,
    /// Which way; of settings none.
    pub direction: Option<Direction>,
    /// The partner tenant: of partners, and of the settings of an entry.
    pub partner: Option<Arc<str>>,
    /// Its id; `None` where it has none.
    pub id: Option<Arc<str>>,
    /// What it is told by without an id: the name of an application, the name that a user signs in with.
    pub by_name: Option<Arc<str>>,
}

/// How often, by whom, and when.
#[derive(Clone, Debug)]
pub struct Tally {
    /// What people call it.
    pub name: Option<Arc<str>>,
    /// Where all of its sign-ins are with one partner, that; of partners and users only.
    pub partner: Option<Arc<str>>,
    /// Sign-ins; failures of a code, changes of a setting.
    pub count: u64,
    /// Different users; `None` of settings.
    pub users: Option<u64>,
    /// First time (seconds since 1970-01-01 UTC).
    pub first: i64,
    /// Last time.
    pub last: i64,
}

/// A thing as its numbers in an input.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Thing {
    Partner(TenantId),
    App(AppId),
    User(UserKey),
    Code(ErrorCode),
}

/// A tally in the making.
struct Sum {
    count: u64,
    users: HashSet<UserKey>,
    /// The partner; absent where there are several.
    partner: TenantId,
    first: i64,
    last: i64,
}

/// The things that a fact is about.
fn things(fact: &Fact) -> impl Iterator<Item = Thing> {
    let key = &fact.key;
    let crosses = matches!(fact.direction, Direction::Inbound | Direction::Outbound);
    let partner = crosses.then_some(Thing::Partner(fact.partner));
    let client = (!key.app.is_absent()).then_some(Thing::App(key.app));
    // What is client and resource at once is one application.
    let resource = (!key.resource.is_absent() && key.resource != key.app).then_some(Thing::App(key.resource));
    let user = (!key.user.is_absent()).then_some(Thing::User(key.user));
    let code = (fact.outcome == Outcome::Failure).then_some(Thing::Code(key.code));
    [partner, client, resource, user, code].into_iter().flatten()
}

/// Everything that occurs in a period and is wanted.
pub(super) fn seen(period: &Period<'_>, params: &Params) -> BTreeMap<Key, Tally> {
    let data = period.data;
    let mut sums: HashMap<(Direction, Thing), Sum> = HashMap::new();
    for fact in data.facts().filter(|fact| period.wants(fact, &params.filters)) {
        // Why a direction is not known makes no two things of one.
        let direction = Direction::from_number(fact.direction.number().min(Direction::ALL[4].number()));
        for thing in things(&fact) {
            let (first, last) = (fact.value.first, fact.value.last);
            let sum = sums.entry((direction, thing)).or_insert_with(|| Sum { count: 0, users: HashSet::new(), partner: fact.partner, first, last });
            sum.count += fact.value.count;
            if sum.partner != fact.partner {
                sum.partner = TenantId::ABSENT;
            }
            sum.first = sum.first.min(first);
            sum.last = sum.last.max(last);
            if !fact.key.user.is_absent() {
                sum.users.insert(fact.key.user);
            }
        }
    }
    let mut seen: BTreeMap<Key, Tally> = BTreeMap::new();
    for ((direction, thing), sum) in sums {
        let (key, name) = named(direction, thing, data);
        let users = Some(sum.users.len() as u64);
        let partner = data.text(sum.partner.0).filter(|_| matches!(key.kind, Kind::Partner | Kind::User)).map(Arc::from);
        seen.insert(key, Tally { name, partner, count: sum.count, users, first: sum.first, last: sum.last });
    }
    add_settings(period, params, &mut seen);
    seen
}

/// The key of a thing, and its name.
fn named(direction: Direction, thing: Thing, data: &Dataset) -> (Key, Option<Arc<str>>) {
    let shared = |text: Option<&str>| text.map(Arc::from);
    let key = |kind, partner: Option<&str>, id: Option<Arc<str>>, by_name: Option<Arc<str>>| Key {
        kind,
        direction: Some(direction),
        partner: shared(partner),
        id,
        by_name,
    };
    match thing {
        Thing::Partner(tenant) => {
            let id = data.text(tenant.0);
            (key(Kind::Partner, id, shared(id), None), shared(data.partner_name(tenant)))
        }
        Thing::App(app) => {
            let name: Option<Arc<str>> = shared(data.app_name(app).or_else(|| data.resource_name(app)));
            let id = shared(data.text(app.0).filter(|_| !app.is_name()));
            let by_name = if id.is_none() { name.clone() } else { None };
            (key(Kind::App, None, id, by_name), name)
        }
        Thing::User(user) => {
            let upn = data.upn(user);
            let id = shared(user.id().and_then(|id| data.text(id.0)));
            let by_name = if id.is_none() { upn.map(|upn| Arc::from(upn.to_lowercase())) } else { None };
            (key(Kind::User, None, id, by_name), shared(upn.or_else(|| data.text(data.input.names.user(user)))))
        }
        Thing::Code(code) => {
            let id = code.get().map(|code| Arc::from(code.to_string()));
            (key(Kind::Code, None, id, None), shared(error_codes::find(code).map(|info| info.name.as_str())))
        }
    }
}

/// Settings that were changed: what failed or changed nothing is no change.
fn add_settings(period: &Period<'_>, params: &Params, seen: &mut BTreeMap<Key, Tally>) {
    let data = period.data;
    // What selects sign-ins selects no settings, but for the partner.
    let only = params.filters.used().iter().all(|filter| matches!(filter, Filter::Window | Filter::Partner));
    if data.input.audits.is_empty() || !only {
        return;
    }
    let names = changes::DataNames(data);
    for change in &data.changes().1 {
        let partner = change.partner_tenant_id.as_deref();
        let is_in = period.holds(change.time) && period.in_window(change.time, &params.filters);
        if !is_in || !change.succeeded || change.effect == Effect::Unchanged || !changes::wants_partner(&names, &params.filters, partner) {
            continue;
        }
        let key =
            Key { kind: Kind::Setting, direction: None, partner: partner.map(Arc::from), id: Some(change.setting.as_str().into()), by_name: None };
        let name = partner.and_then(|id| data.input.texts.lookup(id)).and_then(|id| data.partner_name(TenantId(id)));
        let tally = seen.entry(key).or_insert_with(|| Tally {
            name: name.map(Arc::from),
            partner: None,
            count: 0,
            users: None,
            first: change.time,
            last: change.time,
        });
        tally.count += 1;
        tally.first = tally.first.min(change.time);
        tally.last = tally.last.max(change.time);
    }
}
