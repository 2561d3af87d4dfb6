//! One line of the reasoning: what is allowed, left out, removed or carried over, by what evidence, and why.
//!
//! What it is not: the setting itself. There is a line for every application of every list, so that each can be argued about alone.

use super::super::block::Block;
use super::why::Why;
use crate::model::Direction;
use crate::words::{Lang, why as said};

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The default settings.
    Default,
    /// A Microsoft cloud.
    Cloud,
    /// A partner as a whole, or its entry.
    Partner,
    /// One block of an entry.
    Block,
    /// Trust and automatic redemption.
    Trust,
    /// An application.
    Application,
    /// A user.
    User,
}

impl Kind {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Cloud => "cloud",
            Self::Partner => "partner",
            Self::Block => "block",
            Self::Trust => "trust",
            Self::Application => "application",
            Self::User => "user",
        }
    }
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Decision {
    /// It stays or becomes open.
    Allow,
    /// It was observed and is not allowed.
    Omit,
    /// The current policy has it, and the logs do not.
    Remove,
    /// It stays as it is.
    CarryOver,
    /// It is closed.
    Block,
}

impl Decision {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Omit => "omit",
            Self::Remove => "remove",
            Self::CarryOver => "carry_over",
            Self::Block => "block",
        }
    }

    /// Its name in sentences.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Allow => said::decision_allow(lang),
            Self::Omit => said::decision_omit(lang),
            Self::Remove => said::decision_remove(lang),
            Self::CarryOver => said::decision_carry_over(lang),
            Self::Block => said::decision_block(lang),
        }
    }
}

/// By which target an application is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MatchedBy {
    /// Its id, met as the resource of sign-ins.
    Resource,
    /// Its id, met as the client of sign-ins.
    Client,
    /// The keyword for the Office 365 suite.
    Suite,
    /// It is an application that guests meet on the way to any other.
    Companion,
    /// It is Rights Management.
    RightsManagement,
    /// Every application is allowed.
    All,
}

impl MatchedBy {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Client => "client",
            Self::Suite => "suite",
            Self::Companion => "companion",
            Self::RightsManagement => "rms",
            Self::All => "all",
        }
    }
}

/// One line of the reasoning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonRow {
    /// Which way; `None` where it is about both.
    pub direction: Option<Direction>,
    /// The block of the entry; `None` where it is about no one block.
    pub block: Option<Block>,
    /// The partner; `None` for the default, for clouds, and for external identities.
    pub partner: Option<String>,
    /// Its name.
    pub partner_name: Option<String>,
    /// What the line is about.
    pub kind: Kind,
    /// Its id: of an application, a user, a block (Graph's dotted name), a cloud.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What becomes of it.
    pub decision: Decision,
    /// By which target an allowed application is allowed.
    pub matched_by: Option<MatchedBy>,
    /// Distinct users who succeeded (for what never worked: who tried).
    pub users: u64,
    /// Successes.
    pub sign_ins: u64,
    /// The last of its sign-ins, in seconds since 1970.
    pub last_seen: Option<i64>,
    /// Why.
    pub why: Why,
}

impl ReasonRow {
    /// Why, as a sentence without its full stop.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        self.why.words(lang)
    }
}
