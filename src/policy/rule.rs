//! The two lists of a block together: what they say about a user, a client and a resource.
//!
//! What it is not: the choice of the block (see `evaluate`). A verdict is put together by the table that Microsoft Graph documents with nine
//! examples: a list lets through whom it allows, or whom it does not block; both lists must let through, except where both block: then one
//! is enough, because only the pairs of both lists are blocked.

use std::sync::Arc;

use super::because::{Clause, Subject};
use super::block::Block;
use super::clause::{AppClause, MatchMode, Matched, Truth, UserClause, table};
use super::effective::{Effective, Level};
use super::lookups::Lookups;

/// The two lists of a block, prepared for matching.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    block: Block,
    users: (Level, Arc<UserClause>),
    applications: (Level, Arc<AppClause>),
}

/// The ids that lists are matched with, lower case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ids<'a> {
    pub user: Option<&'a str>,
    pub client: Option<&'a str>,
    pub resource: Option<&'a str>,
}

/// What one block says.
#[derive(Debug)]
pub(super) struct Decision {
    pub truth: Truth,
    pub matched: Matched,
    pub clauses: Vec<Clause>,
}

impl Rule {
    pub fn new(block: Block, lists: &Effective<'_>) -> Self {
        let (users_level, users) = lists.users_and_groups;
        let (applications_level, applications) = lists.applications;
        Self {
            block,
            users: (users_level, Arc::new(UserClause::new(users))),
            applications: (applications_level, Arc::new(AppClause::new(applications))),
        }
    }

    /// The rule of an entry: lists that it inherits are shared with the rule of the default.
    pub fn of_partner(block: Block, lists: &Effective<'_>, default: &Self) -> Self {
        let mut rule = default.clone();
        if lists.users_and_groups.0 == Level::Partner {
            rule.users = (Level::Partner, Arc::new(UserClause::new(lists.users_and_groups.1)));
        }
        if lists.applications.0 == Level::Partner {
            rule.applications = (Level::Partner, Arc::new(AppClause::new(lists.applications.1)));
        }
        rule.block = block;
        rule
    }

    pub fn decide(&self, ids: Ids<'_>, lookups: &Lookups, mode: MatchMode) -> Decision {
        let (users, applications) = (&self.users.1, &self.applications.1);
        let inbound = matches!(self.block, Block::CollaborationInbound | Block::DirectConnectInbound);
        let user = users.meets(ids.user, inbound, lookups);
        let (application, matched) = applications.meets(ids.client, ids.resource, mode);
        let [by_user, by_application, truth] = table((users.access, user.truth()), (applications.access, application.truth()));
        // The lists that decide are those that come out like the whole.
        let mut clauses = Vec::new();
        if by_user == truth {
            clauses.push(Clause { level: self.users.0, block: self.block, access: users.access, meets: user, subject: Subject::User });
        }
        if by_application == truth {
            let wanted =
                |id: Option<&str>, but: MatchMode, other: Matched| (mode != but && matched != other).then(|| id.map(str::to_owned)).flatten();
            let subject = Subject::Application {
                client: wanted(ids.client, MatchMode::Resource, Matched::Resource),
                resource: wanted(ids.resource, MatchMode::Client, Matched::Client),
            };
            clauses.push(Clause { level: self.applications.0, block: self.block, access: applications.access, meets: application, subject });
        }
        Decision { truth, matched, clauses }
    }
}
