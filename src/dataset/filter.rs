//! The filters of the command line, applied to classified facts and events alike: OR within a flag, AND between flags.

use unicase::UniCase;

use super::{Dataset, Fact};
use crate::model::{AppId, Direction, Log, TenantId, UserKey};

/// A kind of filter, to say which ones a command can apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// `--from`, `--to`.
    Window,
    /// `--direction`.
    Direction,
    /// `--partner`.
    Partner,
    /// `--app`.
    App,
    /// `--client`.
    Client,
    /// `--resource`.
    Resource,
    /// `--user`.
    User,
    /// `--access-type`.
    AccessType,
    /// `--outcome`.
    Outcome,
    /// `--code`.
    Code,
    /// `--log`.
    Log,
}

impl Filter {
    /// Every filter that user sign-ins know.
    pub const ALL: &'static [Self] = &[
        Self::Window,
        Self::Direction,
        Self::Partner,
        Self::App,
        Self::Client,
        Self::Resource,
        Self::User,
        Self::AccessType,
        Self::Outcome,
        Self::Code,
        Self::Log,
    ];

    /// The options as typed: one, but for the window.
    #[must_use]
    pub fn options(self) -> &'static [&'static str] {
        match self {
            Self::Window => &["--from", "--to"],
            Self::Direction => &["--direction"],
            Self::Partner => &["--partner"],
            Self::App => &["--app"],
            Self::Client => &["--client"],
            Self::Resource => &["--resource"],
            Self::User => &["--user"],
            Self::AccessType => &["--access-type"],
            Self::Outcome => &["--outcome"],
            Self::Code => &["--code"],
            Self::Log => &["--log"],
        }
    }

    /// The option as it is named in messages.
    #[must_use]
    pub fn option(self) -> String {
        self.options().join("/")
    }
}

/// What was asked for. Empty lists do not filter; without `directions` all but internal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Start (inclusive), in seconds since 1970-01-01 UTC; the roll-up applies it. Where it is told from the last event of the input, it
    /// stands for "some time" ([`Filters::SOME_TIME`]) until that was read.
    pub from: Option<i64>,
    /// End (exclusive).
    pub to: Option<i64>,
    /// Direction names.
    pub directions: Vec<String>,
    /// Tenant ids or names; `-` for sign-ins without a partner tenant.
    pub partners: Vec<String>,
    /// Application ids or names, of client or resource.
    pub apps: Vec<String>,
    /// Ids or names of client applications.
    pub clients: Vec<String>,
    /// Ids or names of resource applications.
    pub resources: Vec<String>,
    /// User ids or user principal names.
    pub users: Vec<String>,
    /// Canonical access types; a combined value matches if it contains one.
    pub access_types: Vec<String>,
    /// Outcome names.
    pub outcomes: Vec<String>,
    /// Error codes.
    pub codes: Vec<i64>,
    /// Logs.
    pub logs: Vec<Log>,
}

impl Filters {
    /// A bound that is asked for and not known before the input was read.
    pub const SOME_TIME: i64 = i64::MIN;

    /// Whether a partner, application or user is named.
    #[must_use]
    pub fn names_something(&self) -> bool {
        [&self.partners, &self.apps, &self.clients, &self.resources, &self.users].iter().any(|names| !names.is_empty())
    }

    /// The filters that are set.
    #[must_use]
    pub fn used(&self) -> Vec<Filter> {
        [
            (self.from.is_some() || self.to.is_some(), Filter::Window),
            (!self.directions.is_empty(), Filter::Direction),
            (!self.partners.is_empty(), Filter::Partner),
            (!self.apps.is_empty(), Filter::App),
            (!self.clients.is_empty(), Filter::Client),
            (!self.resources.is_empty(), Filter::Resource),
            (!self.users.is_empty(), Filter::User),
            (!self.access_types.is_empty(), Filter::AccessType),
            (!self.outcomes.is_empty(), Filter::Outcome),
            (!self.codes.is_empty(), Filter::Code),
            (!self.logs.is_empty(), Filter::Log),
        ]
        .into_iter()
        .filter_map(|(set, filter)| set.then_some(filter))
        .collect()
    }

    /// Whether the direction of a fact is wanted.
    #[must_use]
    pub fn wants_direction(&self, direction: Direction) -> bool {
        if self.directions.is_empty() { direction != Direction::Internal } else { self.directions.iter().any(|wanted| wanted == direction.name()) }
    }

    /// Whether a user fact is wanted.
    #[must_use]
    pub fn matches(&self, fact: &Fact, data: &Dataset) -> bool {
        fact.key.log.is_user() && self.wants_direction(fact.direction) && self.matches_but_direction(fact, data)
    }

    /// Whether a user fact would be wanted if it lay in the window.
    #[must_use]
    pub fn matches_at_any_time(&self, fact: &Fact, data: &Dataset) -> bool {
        fact.key.log.is_user() && self.wants_direction(fact.direction) && (self.only_window() || self.matches_names(fact, data))
    }

    /// Whether a fact is wanted, its direction aside (workloads have none).
    #[must_use]
    pub fn matches_but_direction(&self, fact: &Fact, data: &Dataset) -> bool {
        fact.key.in_window && (self.only_window() || self.matches_names(fact, data))
    }

    /// Whether nothing but a window and directions is asked for.
    #[must_use]
    pub fn only_window(&self) -> bool {
        self.outcomes.is_empty() && self.logs.is_empty() && self.access_types.is_empty() && self.codes.is_empty() && !self.names_something()
    }

    fn matches_names(&self, fact: &Fact, data: &Dataset) -> bool {
        any(&self.outcomes, |wanted| wanted == fact.outcome.name())
            && (self.logs.is_empty() || self.logs.contains(&fact.key.log))
            && any(&self.access_types, |wanted| {
                data.text(fact.key.access_type)
                    .is_some_and(|found| found.eq_ignore_ascii_case(wanted) || found.split(',').any(|part| part.eq_ignore_ascii_case(wanted)))
            })
            && any(&self.partners, |wanted| is_tenant(fact.partner, wanted, data))
            && any(&self.apps, |wanted| is_app(fact.key.app, fact.key.resource, wanted, data))
            && (self.codes.is_empty() || fact.key.code.get().is_some_and(|code| self.codes.contains(&code)))
            && any(&self.clients, |wanted| is_one_app(fact.key.app, data.app_name(fact.key.app), wanted, data))
            && any(&self.resources, |wanted| is_one_app(fact.key.resource, data.resource_name(fact.key.resource), wanted, data))
            && any(&self.users, |wanted| is_user(fact.key.user, wanted, data))
    }
}

/// A filter value that occurs nowhere in the input: most probably a slip, which must not look like "nobody".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// The option.
    pub option: &'static str,
    /// The value.
    pub value: String,
    /// Values of the input that contain it or are contained in it, a few.
    pub similar: Vec<String>,
}

impl Filters {
    /// The names and ids asked for that occur nowhere in the input.
    #[must_use]
    pub fn unmatched(&self, data: &Dataset) -> Vec<Unmatched> {
        type Names = fn(&Dataset, &Fact) -> Vec<Option<String>>;
        let kinds: [(&'static str, &[String], Names); 5] = [
            ("--partner", &self.partners, |data, fact| vec![owned(data.text(fact.partner.0)), owned(data.partner_name(fact.partner))]),
            ("--app", &self.apps, |data, fact| [client(data, fact), resource(data, fact)].concat()),
            ("--client", &self.clients, client),
            ("--resource", &self.resources, resource),
            ("--user", &self.users, user),
        ];
        let mut all = Vec::new();
        for (option, values, names) in kinds.into_iter().filter(|(_, values, _)| !values.is_empty()) {
            let known: std::collections::BTreeSet<String> = data.facts().flat_map(|fact| names(data, &fact)).flatten().collect();
            for value in values.iter().filter(|value| {
                *value != "-"
                    && !known.iter().any(|name| same_name(name, value))
                    && !data.facts().any(|fact| option == "--user" && is_user(fact.key.user, value, data))
            }) {
                let wanted = folded(value);
                let similar = known.iter().filter(|name| folded(name).contains(&wanted)).take(3).cloned().collect();
                all.push(Unmatched { option, value: value.clone(), similar });
            }
        }
        all
    }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

fn user(data: &Dataset, fact: &Fact) -> Vec<Option<String>> {
    vec![owned(fact.key.user.id().and_then(|id| data.text(id.0))), owned(data.upn(fact.key.user))]
}

fn client(data: &Dataset, fact: &Fact) -> Vec<Option<String>> {
    vec![owned(data.text(fact.key.app.0)), owned(data.app_name(fact.key.app))]
}

fn resource(data: &Dataset, fact: &Fact) -> Vec<Option<String>> {
    vec![owned(data.text(fact.key.resource.0)), owned(data.resource_name(fact.key.resource))]
}

fn any(wanted: &[String], matches: impl Fn(&str) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(|wanted| matches(wanted))
}

/// Whether two names, or two ids, are the same: they compare whole, after the case folding of Unicode (`STRASSE` is `Straße`).
#[must_use]
pub fn same_name(name: &str, other: &str) -> bool {
    unicase::eq(name, other)
}

fn folded(name: &str) -> String {
    UniCase::new(name).to_folded_case()
}

fn same(name: Option<&str>, wanted: &str) -> bool {
    name.is_some_and(|name| same_name(name, wanted))
}

/// Whether a tenant has this id or name; `-` stands for no tenant.
#[must_use]
pub fn is_tenant(tenant: TenantId, wanted: &str, data: &Dataset) -> bool {
    (wanted == "-" && tenant.is_absent()) || same(data.text(tenant.0), wanted) || same(data.partner_name(tenant), wanted)
}

fn is_app(app: AppId, resource: AppId, wanted: &str, data: &Dataset) -> bool {
    is_one_app(app, data.app_name(app), wanted, data) || is_one_app(resource, data.resource_name(resource), wanted, data)
}

fn is_one_app(app: AppId, name: Option<&str>, wanted: &str, data: &Dataset) -> bool {
    same(data.text(app.0), wanted) || same(name, wanted)
}

fn is_user(user: UserKey, wanted: &str, data: &Dataset) -> bool {
    let once = || data.input.texts.lookup(&wanted.to_lowercase()).is_some_and(|upn| data.input.names.was_known_as(user, upn));
    same(user.id().and_then(|id| data.text(id.0)), wanted) || same(data.upn(user), wanted) || once()
}
