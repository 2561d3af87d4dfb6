//! What stops the reading of a policy: a stable code, what is wrong, where, what was found, and what to do next.
//!
//! What it is not: a problem of the policy itself, which can be read well and be wrong (see `validate`). Reading stops at the first error:
//! judging by half a policy would be worse than not judging.

use std::fmt;

use crate::failure::{Code, Failure};

/// How much of a wrong value is shown, in characters.
const SHOWN: usize = 60;

/// What is wrong at one place of a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TroubleKind {
    /// An `accessType` that is neither allowed nor blocked.
    AccessType,
    /// Something else was expected, named here.
    Shape(&'static str),
    /// PowerShell wrote the name of a type in place of an object.
    DepthCut,
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
        detail: String,
    },
    /// JSON, but not of a policy.
    NotAPolicy {
        /// Path as shown.
        path: String,
        /// Dotted place.
        place: String,
        /// What stands there: names of members.
        found: String,
    },
    /// A policy with something in it that cannot be understood.
    Unreadable {
        /// Path as shown.
        path: String,
        /// What and where.
        trouble: Trouble,
    },
    /// The same thing twice, with different content.
    Contradiction {
        /// `default`, `allowedCloudEndpoints`, or the tenant id of a partner.
        what: String,
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
            Self::Contradiction { .. } => Code::PolicyContradiction,
        }
    }

    /// What to do next.
    #[must_use]
    pub fn next(&self) -> &'static str {
        match self {
            Self::NoPolicy => "give the JSON of the default, the partners, or both: GET /policies/crossTenantAccessPolicy/default and /partners",
            Self::NotJson { .. } => "give the JSON that Microsoft Graph answers, not a screen copy of it; get the file again if it was cut",
            Self::NotAPolicy { .. } => {
                "give the answer to GET /policies/crossTenantAccessPolicy, /default or /partners, a file with \"default\" and \"partners\", or a folder of them"
            }
            Self::Unreadable { trouble, .. } => match trouble.kind {
                TroubleKind::AccessType => "write allowed or blocked (audit logs write 1 or 2)",
                TroubleKind::Shape(_) => "compare with what Microsoft Graph answers to GET /policies/crossTenantAccessPolicy/default",
                TroubleKind::DepthCut => {
                    "export again with ConvertTo-Json -Depth 10: a smaller depth leaves the names of types in place of the settings"
                }
            },
            Self::Contradiction { .. } => "keep only the newest file of each",
        }
    }
}

impl fmt::Display for PolicyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |path: &str, place: &str| if place.is_empty() { path.to_owned() } else { format!("{path}: {place}") };
        match self {
            Self::NoPolicy => write!(out, "no policy was given"),
            Self::NotJson { path, detail } => write!(out, "{path}: this is not JSON: {detail}"),
            Self::NotAPolicy { path, place, found } => write!(out, "{}: this is no cross-tenant access policy: found {found}", at(path, place)),
            Self::Unreadable { path, trouble } => {
                let expected = match trouble.kind {
                    TroubleKind::AccessType => "accessType must be allowed or blocked",
                    TroubleKind::Shape(expected) => {
                        return write!(out, "{}: expected {expected}, found {:?}", at(path, &trouble.place), trouble.found);
                    }
                    TroubleKind::DepthCut => "the export was cut at a nesting depth",
                };
                write!(out, "{}: {expected}, found {:?}", at(path, &trouble.place), trouble.found)
            }
            Self::Contradiction { what, first, second } if first == second => write!(out, "{first}: {what} is given twice, with different content"),
            Self::Contradiction { what, first, second } => write!(out, "{first} and {second}: {what} is given twice, with different content"),
        }
    }
}

impl std::error::Error for PolicyError {}

impl From<PolicyError> for Failure {
    fn from(error: PolicyError) -> Self {
        Self::new(error.code(), error.to_string(), error.next())
    }
}
