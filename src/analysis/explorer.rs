//! The facts of a report for its page: each rule is applied here, so that the page only sums and counts.

use std::collections::BTreeMap;
use std::hash::Hash;

use hashbrown::HashMap;
use serde_json::{Map, Value, json};

use super::failures::describe;
use super::partners::{DOMAINS, setting};
use super::{Params, timeline};
use crate::classify::Side;
use crate::dataset::{Dataset, Expected, Fact, same_name};
use crate::knowledge::apps;
use crate::model::{AppId, Direction, ErrorCode, Log, Outcome, Sym, TenantId, UserKey, UserKind};
use crate::report::{Explorer, FactColumn, Folded};

/// Facts of a page at most; with more of them users are folded, and after that there are none.
const MOST_FACTS: usize = 400_000;
/// Users of a page at most.
const MOST_USERS: usize = 60_000;

/// The columns, in the order of [`Key`], and what is summed of each.
const COLUMNS: [&str; 16] = [
    "reason",
    "partner",
    "app",
    "resource",
    "user",
    "access_type",
    "log",
    "kind",
    "outcome",
    "code",
    "failing",
    "country",
    "day",
    "count",
    "first",
    "last",
];
/// How many of the columns tell facts apart.
const KEYS: usize = 13;
/// The place of the users among them.
const USER: usize = 4;
/// The place of the days.
const DAY: usize = 12;

type Key = [u32; KEYS];

/// Values in the order of their first appearance, as numbers; 0 = absent.
struct Numbered<T> {
    places: HashMap<T, u32>,
    values: Vec<T>,
}

impl<T: Copy + Eq + Hash> Numbered<T> {
    fn new() -> Self {
        Self { places: HashMap::new(), values: Vec::new() }
    }

    fn number(&mut self, value: Option<T>) -> u32 {
        let Some(value) = value else { return 0 };
        let Self { places, values } = self;
        *places.entry(value).or_insert_with(|| {
            values.push(value);
            u32::try_from(values.len()).unwrap_or(u32::MAX)
        })
    }

    /// A list whose first element stands for absent ones.
    fn list(&self, first: Value, say: impl Fn(T) -> Value) -> Value {
        std::iter::once(first).chain(self.values.iter().map(|&value| say(value))).collect()
    }
}

/// The lists in the making.
struct Lists {
    partners: Numbered<TenantId>,
    apps: Numbered<AppId>,
    resources: Numbered<AppId>,
    users: Numbered<UserKey>,
    access_types: Numbered<Sym>,
    countries: Numbered<Sym>,
    codes: Numbered<i64>,
    failing: Numbered<(u32, Option<i64>, Side)>,
    first_day: i64,
}

/// The directions without reasons.
const DIRECTIONS: [Direction; 4] = [Direction::Inbound, Direction::Outbound, Direction::Internal, Direction::Foreign];

/// The number of a direction whose reason does not matter.
const UNDETERMINED: u32 = 4;

impl Lists {
    fn new(first_day: i64) -> Self {
        Self {
            partners: Numbered::new(),
            apps: Numbered::new(),
            resources: Numbered::new(),
            users: Numbered::new(),
            access_types: Numbered::new(),
            countries: Numbered::new(),
            codes: Numbered::new(),
            failing: Numbered::new(),
            first_day,
        }
    }

    fn key(&mut self, fact: &Fact) -> Key {
        let key = &fact.key;
        let failing = matches!(fact.outcome, Outcome::Failure | Outcome::Interrupted);
        let failing = failing.then(|| (fact.direction.number().min(UNDETERMINED), key.code.get(), fact.side));
        [
            fact.direction.number(),
            self.partners.number(Some(fact.partner).filter(|id| !id.is_absent())),
            self.apps.number(Some(key.app).filter(|id| !id.is_absent())),
            self.resources.number(Some(key.resource).filter(|id| !id.is_absent())),
            self.users.number(Some(key.user).filter(|user| !user.is_absent())),
            self.access_types.number(Some(key.access_type).filter(|text| !text.is_absent())),
            u32::from(key.log != Log::Interactive),
            fact.user_kind as u32,
            Outcome::ALL.iter().position(|outcome| *outcome == fact.outcome).map_or(0, |place| u32::try_from(place).unwrap_or_default()),
            self.codes.number(key.code.get()),
            self.failing.number(failing),
            self.countries.number(Some(key.country).filter(|text| !text.is_absent())),
            u32::try_from(key.bucket - self.first_day).unwrap_or_default(),
        ]
    }

    fn say(&self, data: &Dataset, params: &Params) -> Map<String, Value> {
        let (lang, text) = (params.lang, |sym| json!(data.text(sym)));
        let partner = |id: TenantId| {
            let domains = data.domains(id).iter().take(DOMAINS).collect::<Vec<_>>();
            json!([data.text(id.0), data.partner_name(id), domains, setting(data, id).as_str(), data.shown_partner(id, lang)])
        };
        let app = |id: AppId| json!([data.text(id.0), data.app_name(id), data.first_party(id)]);
        let resource = |id: AppId| {
            let target = data.text(id.0).and_then(|id| apps::find(id)?.target.as_deref());
            json!([data.text(id.0), data.resource_name(id), target])
        };
        let known_as = data.input.names.all_known_as();
        let user = |user: UserKey| {
            let upn = data.upn(user);
            // People change their names.
            let names = known_as.range((user.number(), Sym(0))..=(user.number(), Sym(u32::MAX))).filter_map(|&(_, name)| data.text(name));
            let once: Vec<&str> = names.filter(|name| !upn.is_some_and(|upn| same_name(upn, name))).collect();
            let mut entry = vec![json!(user.id().and_then(|id| data.text(id.0))), json!(upn), json!(data.text(data.input.names.user(user)))];
            if !once.is_empty() {
                entry.push(json!(once));
            }
            Value::Array(entry)
        };
        let failing = |(direction, code, side): (u32, Option<i64>, Side)| {
            let direction = Direction::from_number(direction);
            let words = describe(code.map_or(ErrorCode::ABSENT, ErrorCode), direction, side, lang);
            json!([direction.name(), code, side.name(), words.name, words.category, words.meaning, words.action])
        };
        // External identities without a home have domains too.
        let none = json!([null, null, data.domains(TenantId::ABSENT).iter().take(DOMAINS).collect::<Vec<_>>(), null, null]);
        // Of each partner and direction: how it stands to the list of expected ones, and since when it is expired.
        let standings = |expected: &Expected, id: TenantId| {
            let of = |direction: &str| {
                let id = data.text(id.0)?;
                let ends = expected.ends(id, Some(direction));
                Some(json!([expected.standing(id, Some(direction), Some(i64::MIN)).name(), ends]))
            };
            DIRECTIONS.map(Direction::name).into_iter().chain(["undetermined"]).map(of).collect::<Value>()
        };
        let expected = params.marks.expected.as_ref().map_or(Value::Null, |expected| self.partners.list(Value::Null, |id| standings(expected, id)));
        let lists = [
            ("expected", expected),
            ("partners", self.partners.list(none, partner)),
            ("apps", self.apps.list(json!([null, null, null]), app)),
            ("resources", self.resources.list(json!([null, null, null]), resource)),
            ("users", self.users.list(json!([null, null, null]), user)),
            ("access_types", self.access_types.list(Value::Null, text)),
            ("countries", self.countries.list(Value::Null, text)),
            ("codes", self.codes.list(Value::Null, |code| json!(code))),
            ("failing", self.failing.list(Value::Null, failing)),
        ];
        lists.into_iter().map(|(name, list)| (name.to_owned(), list)).collect()
    }
}

/// The facts that a report is about, those inside the own tenant included; `folded` = what is folded in any case.
#[must_use]
pub fn explorer(data: &Dataset, params: &Params, folded: Folded) -> Explorer {
    within(data, params, folded, MOST_FACTS, MOST_USERS)
}

/// The same with so many facts and users at most.
fn within(data: &Dataset, params: &Params, mut folded: Folded, most_facts: usize, most_users: usize) -> Explorer {
    let filters = &params.filters;
    let wanted = |fact: &Fact| {
        fact.key.log.is_user()
            && (filters.directions.is_empty() || filters.wants_direction(fact.direction))
            && filters.matches_but_direction(fact, data)
    };
    let first_day = data.facts().filter(|fact| wanted(fact)).map(|fact| fact.key.bucket).min().unwrap_or_default();
    let facts = || data.facts().filter(|fact| wanted(fact));
    let (mut lists, mut rows) = gathered(facts(), first_day, folded);
    if folded == Folded::Nothing && (rows.len() > most_facts || lists.users.values.len() > most_users) {
        folded = Folded::Users;
        (lists, rows) = gathered(facts(), first_day, folded);
    }
    if rows.len() > most_facts {
        folded = Folded::All;
        (lists, rows) = gathered(facts(), first_day, folded);
    }
    let mut columns: Vec<FactColumn> = COLUMNS.iter().map(|&name| FactColumn { name, values: Vec::with_capacity(rows.len()) }).collect();
    for (key, Sum { count, first, last }) in &rows {
        // Of any zone, a day begins less than a day from that of UTC.
        let start = (first_day + i64::from(key[DAY]) - 1) * 86_400;
        let sums = [u32::try_from(*count).unwrap_or(u32::MAX), u32::try_from(first - start).unwrap_or(0), u32::try_from(last - first).unwrap_or(0)];
        for (column, &value) in columns.iter_mut().zip(key.iter().chain(&sums)) {
            column.values.push(value);
        }
    }
    let mut named = lists.say(data, params);
    named.extend(about(data, params, first_day));
    Explorer { lists: named, columns, folded }
}

/// Sign-ins that are alike in everything the page tells.
struct Sum {
    count: u64,
    first: i64,
    last: i64,
}

/// The facts as numbers, sorted, alike ones summed.
fn gathered(facts: impl Iterator<Item = Fact>, first_day: i64, folded: Folded) -> (Lists, Vec<(Key, Sum)>) {
    let mut lists = Lists::new(first_day);
    let mut sums: BTreeMap<Key, Sum> = BTreeMap::new();
    for fact in facts.take_while(|_| folded != Folded::All) {
        let mut key = lists.key(&fact);
        if folded == Folded::Users {
            key[USER] = 0;
        }
        let value = fact.value;
        let sum = sums.entry(key).or_insert(Sum { count: 0, first: value.first, last: value.last });
        *sum = Sum { count: sum.count + value.count, first: sum.first.min(value.first), last: sum.last.max(value.last) };
    }
    if folded == Folded::Users {
        lists.users = Numbered::new();
    }
    (lists, sums.into_iter().collect())
}

/// What does not depend on the facts.
fn about(data: &Dataset, params: &Params, first_day: i64) -> Map<String, Value> {
    let (filters, zone) = (&params.filters, params.zone);
    let directions = DIRECTIONS.map(Direction::name);
    let wanted: Vec<&str> = Direction::ALL.into_iter().filter(|&direction| filters.wants_direction(direction)).map(Direction::name).collect();
    let span = data.sign_in_span().map(|(first, last)| [zone.day(first), zone.day(last)]);
    let values = [
        ("first_day", json!(first_day)),
        ("span", json!(span)),
        ("from_day", json!(filters.from.map(|from| zone.day(from)))),
        ("last_day", json!(filters.to.map(|to| zone.day(to - 1)))),
        ("most_periods", json!(timeline::MOST_PERIODS)),
        ("told", json!(data.tells_outcomes())),
        ("directions", directions.into_iter().chain(["undetermined"]).collect()),
        ("reasons", Direction::ALL.into_iter().map(Direction::reason).collect()),
        ("wanted", json!(wanted)),
        ("logs", [Log::Interactive, Log::NonInteractive].into_iter().map(Log::name).collect()),
        ("kinds", UserKind::ALL.into_iter().map(UserKind::name).collect()),
        ("outcomes", Outcome::ALL.into_iter().map(Outcome::name).collect()),
        ("sides", Side::ALL.into_iter().map(Side::name).collect()),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Batch, Collector, Keep, resolve_own};
    use crate::model::ledger::FileLedger;
    use crate::model::time::Zone;
    use crate::model::{Interner, Parts, SignIn, UserId};
    use crate::words::Lang;

    /// Six users of one partner, ten sign-ins each, every other day.
    fn data() -> Dataset {
        let (mut batch, mut texts, mut parts) = (Batch::default(), Interner::new(), Parts::default());
        let ids: Vec<Sym> = (0..10).map(|n| texts.intern(&format!("id-{n}"))).collect();
        for n in 0..60 {
            let event = SignIn {
                user: UserId(ids[2 + n % 6]),
                home: TenantId(ids[1]),
                resource_tenant: TenantId(ids[0]),
                code: ErrorCode(if n % 2 == 0 { 0 } else { 50_126 }),
                ..SignIn::empty(1_790_000_000 + i64::try_from(n / 6).expect("few") * 2 * 86_400, Log::Interactive)
            };
            batch.push(&event, &mut parts, false);
        }
        batch.texts = batch.texts.of(&texts, 1);
        batch.parts = batch.parts.of(&parts, [0; 3]);
        let mut collector = Collector::new(Keep::for_tables(Zone::UTC), vec![FileLedger::default()]);
        collector.commit(&batch);
        let mut collected = collector.finish();
        let own = resolve_own(&["id-0".to_owned()], &mut collected).expect("given");
        Dataset::new(collected, own, &[], None)
    }

    /// Past what fits users are folded and the sums stay; past that there are no facts.
    #[test]
    fn users_are_folded_before_anything_else() {
        let data = data();
        let params = Params {
            filters: crate::dataset::Filters::default(),
            lang: Lang::En,
            zone: Zone::UTC,
            dormant_days: 90,
            marks: crate::analysis::marks::Marks::default(),
        };
        let column = |explorer: &Explorer, name: &str| -> Vec<u32> {
            explorer.columns.iter().find(|column| column.name == name).map(|column| column.values.clone()).unwrap_or_default()
        };
        let users = |explorer: &Explorer| explorer.lists["users"].as_array().map_or(0, Vec::len) - 1;
        let nothing = Folded::Nothing;
        for (at_least, most_facts, most_users, folded, facts, told) in [
            (nothing, 60, 6, nothing, 60, 6),
            (nothing, 60, 5, Folded::Users, 20, 0),
            (nothing, 59, 6, Folded::Users, 20, 0),
            (nothing, 19, 6, Folded::All, 0, 0),
            (Folded::Users, 60, 6, Folded::Users, 20, 0),
            (Folded::Users, 19, 6, Folded::All, 0, 0),
            (Folded::All, 60, 6, Folded::All, 0, 0),
        ] {
            let explorer = within(&data, &params, at_least, most_facts, most_users);
            assert_eq!(
                (explorer.folded, column(&explorer, "day").len(), users(&explorer)),
                (folded, facts, told),
                "{at_least:?} {most_facts} {most_users}"
            );
            let sum: u32 = column(&explorer, "count").iter().sum();
            assert_eq!(sum, if folded == Folded::All { 0 } else { 60 });
            assert_eq!(column(&explorer, "user").iter().any(|&user| user > 0), folded == Folded::Nothing);
        }
    }
}
