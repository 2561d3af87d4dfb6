//! The filters of the command line, applied to classified facts and events alike: OR within a flag, AND between flags.

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
    /// `--user`.
    User,
    /// `--access-type`.
    AccessType,
    /// `--outcome`.
    Outcome,
    /// `--log`.
    Log,
}

impl Filter {
    /// Every filter that user sign-ins know.
    pub const ALL: &'static [Self] =
        &[Self::Window, Self::Direction, Self::Partner, Self::App, Self::User, Self::AccessType, Self::Outcome, Self::Log];

    /// The option as typed.
    #[must_use]
    pub fn option(self) -> &'static str {
        match self {
            Self::Window => "--from/--to",
            Self::Direction => "--direction",
            Self::Partner => "--partner",
            Self::App => "--app",
            Self::User => "--user",
            Self::AccessType => "--access-type",
            Self::Outcome => "--outcome",
            Self::Log => "--log",
        }
    }
}

/// What was asked for. Empty lists do not filter; without `directions` all but internal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Start (inclusive), in seconds since 1970-01-01 UTC; the roll-up applies it.
    pub from: Option<i64>,
    /// End (exclusive).
    pub to: Option<i64>,
    /// Direction names.
    pub directions: Vec<String>,
    /// Tenant ids or names.
    pub partners: Vec<String>,
    /// Application ids or names, of client or resource.
    pub apps: Vec<String>,
    /// User ids or user principal names.
    pub users: Vec<String>,
    /// Canonical access types; a combined value matches if it contains one.
    pub access_types: Vec<String>,
    /// Outcome names.
    pub outcomes: Vec<String>,
    /// Logs.
    pub logs: Vec<Log>,
}

impl Filters {
    /// The filters that are set.
    #[must_use]
    pub fn used(&self) -> Vec<Filter> {
        [
            (self.from.is_some() || self.to.is_some(), Filter::Window),
            (!self.directions.is_empty(), Filter::Direction),
            (!self.partners.is_empty(), Filter::Partner),
            (!self.apps.is_empty(), Filter::App),
            (!self.users.is_empty(), Filter::User),
            (!self.access_types.is_empty(), Filter::AccessType),
            (!self.outcomes.is_empty(), Filter::Outcome),
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

    /// Whether a fact is wanted, its direction aside (workloads have none).
    #[must_use]
    pub fn matches_but_direction(&self, fact: &Fact, data: &Dataset) -> bool {
        fact.key.in_window
            && any(&self.outcomes, |wanted| wanted == fact.outcome.name())
            && (self.logs.is_empty() || self.logs.contains(&fact.key.log))
            && any(&self.access_types, |wanted| {
                data.text(fact.key.access_type)
                    .is_some_and(|found| found.eq_ignore_ascii_case(wanted) || found.split(',').any(|part| part.eq_ignore_ascii_case(wanted)))
            })
            && any(&self.partners, |wanted| is_tenant(fact.partner, wanted, data))
            && any(&self.apps, |wanted| is_app(fact.key.app, fact.key.resource, wanted, data))
            && any(&self.users, |wanted| is_user(fact.key.user, wanted, data))
    }
}

fn any(wanted: &[String], matches: impl Fn(&str) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(|wanted| matches(wanted))
}

/// Names compare exactly after case folding.
fn same(name: Option<&str>, wanted: &str) -> bool {
    name.is_some_and(|name| name == wanted || name.to_lowercase() == wanted.to_lowercase())
}

fn is_tenant(tenant: TenantId, wanted: &str, data: &Dataset) -> bool {
    same(data.text(tenant.0), wanted) || same(data.partner_name(tenant), wanted)
}

fn is_app(app: AppId, resource: AppId, wanted: &str, data: &Dataset) -> bool {
    same(data.text(app.0), wanted)
        || same(data.text(resource.0), wanted)
        || same(data.app_name(app), wanted)
        || same(data.resource_name(resource), wanted)
}

fn is_user(user: UserKey, wanted: &str, data: &Dataset) -> bool {
    same(user.id().and_then(|id| data.text(id.0)), wanted) || same(data.upn(user), wanted)
}
