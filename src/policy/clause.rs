//! One list of a setting, prepared for matching many sign-ins: does the user, does the application meet it, and how?
//!
//! What it is not: the verdict, which needs both lists (see `evaluate`). The answer has three values, since a log may not say who a user
//! is in the partner's directory, or who is in a group.

use hashbrown::HashSet;

use super::lookups::Lookups;
use super::target::{AccessType, TargetConfiguration, TargetKind, TargetName};
use crate::knowledge::apps;

/// True, false, or not known (Kleene).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Truth {
    False,
    Unknown,
    True,
}

impl Truth {
    pub fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }

    /// Falsity is contagious, ignorance comes next.
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

/// Whether two lists let somebody through to something, given whether they meet the lists. Both lists must let through, except where both
/// block: then only the pairs of both lists are blocked.
pub(super) fn table(users: (AccessType, Truth), applications: (AccessType, Truth)) -> [Truth; 3] {
    let lets_through = |(access, met): (AccessType, Truth)| if access == AccessType::Allowed { met } else { met.not() };
    let (by_user, by_application) = (lets_through(users), lets_through(applications));
    let both_block = (users.0, applications.0) == (AccessType::Blocked, AccessType::Blocked);
    let whole = if both_block { by_user.or(by_application) } else { by_user.and(by_application) };
    [by_user, by_application, whole]
}

/// Which id of a sign-in is compared with the applications of a list. Microsoft documents both kinds of id as targets, but not which of
/// them decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatchMode {
    /// The client's or the resource's.
    #[default]
    Either,
    /// The client's only.
    Client,
    /// The resource's only.
    Resource,
}

/// Which id met a list of applications. `AllApplications` is met by both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Matched {
    /// The client's alone.
    Client,
    /// The resource's alone.
    Resource,
    /// Both.
    Both,
    /// Neither, or there was no list.
    None,
}

impl Matched {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Resource => "resource",
            Self::Both => "both",
            Self::None => "none",
        }
    }
}

/// What one would have to know.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// Who is in this group (`--members`).
    Group(String),
    /// Which user of the partner a guest object belongs to (`--user-map`).
    HomeUser,
    /// The id of the user, which is not in the log.
    UserId,
    /// The id of the application, which is not in the log.
    ApplicationId,
    /// What this keyword covers.
    Keyword(String),
    /// What kind of object this target is.
    Kind(String),
}

/// How a user or an application meets a list, or does not.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meets {
    /// Everybody and everything does.
    All,
    /// Its id is listed.
    Listed,
    /// By being in this group.
    Group(String),
    /// By a keyword, named as Graph does.
    Keyword(&'static str),
    /// Not at all.
    Not,
    /// It depends.
    Unknown(Vec<Missing>),
}

impl Meets {
    pub(super) fn truth(&self) -> Truth {
        match self {
            Self::All | Self::Listed | Self::Group(_) | Self::Keyword(_) => Truth::True,
            Self::Not => Truth::False,
            Self::Unknown(_) => Truth::Unknown,
        }
    }

    fn unless(missing: Vec<Missing>) -> Self {
        if missing.is_empty() { Self::Not } else { Self::Unknown(missing) }
    }
}

/// A list of users and groups.
#[derive(Debug)]
pub(super) struct UserClause {
    pub access: AccessType,
    all: bool,
    users: HashSet<String>,
    groups: Vec<String>,
    /// Ids of an unknown kind: a user, or something with members.
    others: Vec<String>,
    keywords: Vec<String>,
}

impl UserClause {
    pub fn new(list: &TargetConfiguration) -> Self {
        let mut clause = Self {
            access: list.access,
            all: list.names(&TargetName::AllUsers),
            users: HashSet::new(),
            groups: Vec::new(),
            others: Vec::new(),
            keywords: Vec::new(),
        };
        for target in &list.targets {
            match (&target.target, &target.kind) {
                (TargetName::Id(id), TargetKind::User) => {
                    clause.users.insert(id.clone());
                }
                (TargetName::Id(id), TargetKind::Group) => clause.groups.push(id.clone()),
                (TargetName::Id(id), TargetKind::Unknown(_)) => clause.others.push(id.clone()),
                (TargetName::Keyword(keyword), _) => clause.keywords.push(keyword.clone()),
                // Applications do not belong here and meet no user.
                _ => {}
            }
        }
        clause
    }

    /// Whether a user meets the list. `inbound` users have the id of their guest object, whereas the policy names home users.
    pub fn meets(&self, user: Option<&str>, inbound: bool, lookups: &Lookups) -> Meets {
        if self.all {
            return Meets::All;
        }
        let mut missing = Vec::new();
        match user {
            // Inbound, an id of our directory names nobody there, even where it happens to stand in the list.
            Some(user) if !inbound && self.users.contains(user) => return Meets::Listed,
            Some(user) if inbound => match lookups.home_of(user) {
                Some(home) if self.users.contains(home) => return Meets::Listed,
                Some(_) => {}
                // A home user who is mapped to another guest object is not this one.
                None if self.users.iter().all(|home| lookups.is_mapped(home)) => {}
                None => missing.push(Missing::HomeUser),
            },
            Some(_) => {}
            None if self.users.is_empty() => {}
            None => missing.push(Missing::UserId),
        }
        for group in &self.groups {
            match lookups.is_member(group, user, inbound) {
                Some(true) => return Meets::Group(group.clone()),
                Some(false) => {}
                None => missing.push(Missing::Group(group.clone())),
            }
        }
        for other in &self.others {
            let same = user.is_some_and(|user| if inbound { lookups.home_of(user) == Some(other) } else { user == other });
            match (same, lookups.is_member(other, user, inbound)) {
                (true, _) => return Meets::Listed,
                (_, Some(true)) => return Meets::Group(other.clone()),
                (_, Some(false)) => {}
                (_, None) => missing.push(Missing::Kind(other.clone())),
            }
        }
        missing.extend(self.keywords.iter().cloned().map(Missing::Keyword));
        Meets::unless(missing)
    }
}

/// A list of applications.
#[derive(Debug)]
pub(super) struct AppClause {
    pub access: AccessType,
    all: bool,
    office365: bool,
    all_microsoft: bool,
    ids: HashSet<String>,
    keywords: Vec<String>,
}

impl AppClause {
    pub fn new(list: &TargetConfiguration) -> Self {
        let ids = list.targets.iter().filter_map(|target| if let TargetName::Id(id) = &target.target { Some(id.clone()) } else { None });
        let keywords =
            list.targets.iter().filter_map(|target| if let TargetName::Keyword(keyword) = &target.target { Some(keyword.clone()) } else { None });
        Self {
            access: list.access,
            all: list.names(&TargetName::AllApplications),
            office365: list.names(&TargetName::Office365),
            all_microsoft: list.names(&TargetName::AllMicrosoftApps),
            ids: ids.collect(),
            keywords: keywords.collect(),
        }
    }

    fn is_empty(&self) -> bool {
        !self.office365 && !self.all_microsoft && self.ids.is_empty()
    }

    fn one(&self, id: &str) -> Meets {
        if self.ids.contains(id) {
            return Meets::Listed;
        }
        let app = if self.office365 || self.all_microsoft { apps::find(id) } else { None };
        match app {
            Some(app) if self.office365 && app.office365 => Meets::Keyword("Office365"),
            Some(app) if self.all_microsoft && app.first_party => Meets::Keyword("AllMicrosoftApps"),
            _ => Meets::Not,
        }
    }

    /// Whether a client and a resource meet the list, and which of them does.
    pub fn meets(&self, client: Option<&str>, resource: Option<&str>, mode: MatchMode) -> (Meets, Matched) {
        if self.all {
            return (Meets::All, Matched::Both);
        }
        let ask = |id: Option<&str>, wanted: bool| if wanted { id.map(|id| self.one(id)) } else { Some(Meets::Not) };
        let client = ask(client, mode != MatchMode::Resource);
        let resource = ask(resource, mode != MatchMode::Client);
        let yes = |meets: &Option<Meets>| meets.as_ref().is_some_and(|meets| meets.truth() == Truth::True);
        match (yes(&client), yes(&resource), client, resource) {
            // An id that stands in the list says more than a keyword.
            (true, true, Some(Meets::Listed), _) | (true, true, _, Some(Meets::Listed)) => (Meets::Listed, Matched::Both),
            (true, true, Some(client), _) => (client, Matched::Both),
            (true, false, Some(client), _) => (client, Matched::Client),
            (false, true, _, Some(resource)) => (resource, Matched::Resource),
            (_, _, client, resource) => {
                let mut missing = Vec::new();
                if (client.is_none() || resource.is_none()) && !self.is_empty() {
                    missing.push(Missing::ApplicationId);
                }
                missing.extend(self.keywords.iter().cloned().map(Missing::Keyword));
                (Meets::unless(missing), Matched::None)
            }
        }
    }
}
