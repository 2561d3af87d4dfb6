//! What stops the reading of a policy: a stable code, what is wrong, where, what was found, and what to do next.
//!
//! What it is not: a problem of the policy itself, which can be read well and be wrong (see `validate`). Reading stops at the first error:
//! judging by half a policy would be worse than not judging.

use std::fmt;

use super::code::CodeTrouble;
use crate::failure::{Code, Failure};
use crate::safe::quoted;
use crate::words::{Lang, Text, as_code, errors as said};

/// How much of a wrong value is shown, in characters.
const SHOWN: usize = 60;

/// What is wrong at one place of a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TroubleKind {
    /// An `accessType` that is neither allowed nor blocked.
    AccessType,
    /// Something else was expected.
    Shape(Expected),
    /// PowerShell wrote the name of a type in place of an object.
    DepthCut,
}

/// What is expected at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An object.
    Object,
    /// A list.
    List,
    /// True or false.
    Switch,
    /// A user, group or application.
    Target,
    /// The id of the organisation that an entry is about.
    TenantId,
}

impl From<Expected> for said::Expected {
    fn from(expected: Expected) -> Self {
        match expected {
            Expected::Object => Self::Object,
            Expected::List => Self::List,
            Expected::Switch => Self::Switch,
            Expected::Target => Self::Target,
            Expected::TenantId => Self::TenantId,
        }
    }
}

/// What is wrong, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub kind: TroubleKind,
    /// Dotted place, such as `partners[2].b2bCollaborationInbound.applications`; empty for the whole text.
    pub place: String,
    /// What stands there, cut.
    pub found: String,
}

impl Trouble {
    pub(super) fn new(kind: TroubleKind, place: &str, found: &impl fmt::Display) -> Self {
        Self { kind, place: place.to_owned(), found: cut(&found.to_string()) }
    }
}

/// The beginning of a wrong value.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

/// A policy that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyError {
    /// There was no text at all.
    NoPolicy,
    /// The text is no JSON.
    NotJson {
        /// Path as shown.
        path: String,
        /// What the parser says.
        detail: Text,
    },
    /// JSON, but not of a policy.
    NotAPolicy {
        /// Path as shown.
        path: String,
        /// Dotted place.
        place: String,
        /// What stands there: names of members.
        found: Text,
    },
    /// A policy with something in it that cannot be understood.
    Unreadable {
        /// Path as shown.
        path: String,
        /// What and where.
        trouble: Trouble,
    },
    /// A file of code that is only half understood.
    Code {
        /// Path as shown, and line.
        place: String,
        /// What is not understood.
        trouble: CodeTrouble,
    },
    /// A file of code without anything of the policy.
    NoResources {
        /// Path as shown.
        path: String,
    },
    /// Settings of two kinds.
    Mixed {
        /// Path of one, as shown.
        first: String,
        /// Path of one of another kind, as shown.
        second: String,
    },
    /// The same thing twice, with different content.
    Contradiction {
        /// `default`, `allowedCloudEndpoints`, or the tenant id of a partner.
        what: Text,
        /// Path of the first, as shown.
        first: String,
        /// Path of the second, as shown.
        second: String,
    },
}

impl PolicyError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::NoPolicy => Code::NoPolicy,
            Self::NotJson { .. } => Code::PolicyNotJson,
            Self::NotAPolicy { .. } => Code::NotAPolicy,
            Self::Unreadable { trouble, .. } => match trouble.kind {
                TroubleKind::AccessType => Code::PolicyUnknownAccessType,
                TroubleKind::Shape(_) => Code::PolicyWrongShape,
                TroubleKind::DepthCut => Code::PolicyDepthCut,
            },
            Self::Code { .. } | Self::NoResources { .. } | Self::Mixed { .. } => Code::PolicyCodeUnclear,
            Self::Contradiction { .. } => Code::PolicyContradiction,
        }
    }

    /// What to do next.
    #[must_use]
    pub fn next(&self, lang: Lang) -> &'static str {
        match self {
            Self::NoPolicy => said::no_policy_next(lang),
            Self::NotJson { .. } => said::policy_no_json_next(lang),
            Self::NotAPolicy { .. } => said::not_a_policy_next(lang),
            Self::Unreadable { trouble, .. } => match trouble.kind {
                TroubleKind::AccessType => said::policy_access_type_next(lang),
                TroubleKind::Shape(_) => said::policy_shape_next(lang),
                TroubleKind::DepthCut => said::policy_depth_next(lang),
            },
            Self::Code { trouble, .. } => trouble.next(lang),
            Self::NoResources { .. } => as_code::no_resources_next(lang),
            Self::Mixed { .. } => as_code::mixed_next(lang),
            Self::Contradiction { .. } => said::policy_twice_next(lang),
        }
    }

    /// What is wrong, where, and what was found.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let at = |path: &str, place: &str| if place.is_empty() { path.to_owned() } else { format!("{path}: {place}") };
        match self {
            Self::NoPolicy => said::no_policy(lang).to_owned(),
            Self::NotJson { path, detail } => said::policy_no_json(lang, path, &detail.say(lang)),
            Self::NotAPolicy { path, place, found } => said::not_a_policy(lang, &at(path, place), &found.say(lang)),
            Self::Unreadable { path, trouble } => {
                let (place, found) = (at(path, &trouble.place), quoted(&trouble.found));
                match trouble.kind {
                    TroubleKind::AccessType => said::policy_access_type(lang, &place, &found),
                    TroubleKind::Shape(expected) => said::policy_shape(lang, &place, expected.into(), &found),
                    TroubleKind::DepthCut => said::policy_depth(lang, &place, &found),
                }
            }
            Self::Code { place, trouble } => trouble.say(lang, place),
            Self::NoResources { path } => as_code::no_resources(lang, path),
            Self::Mixed { first, second } => as_code::mixed(lang, first, second),
            Self::Contradiction { what, first, second } if first == second => said::policy_twice_in_one(lang, first, &what.say(lang)),
            Self::Contradiction { what, first, second } => said::policy_twice(lang, first, second, &what.say(lang)),
        }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for PolicyError {}

impl From<PolicyError> for Failure {
    fn from(error: PolicyError) -> Self {
        let again = error.clone();
        Self::new(error.code(), move |lang: Lang| error.say(lang), move |lang: Lang| again.next(lang))
    }
}
