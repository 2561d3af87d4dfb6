//! Why a file of code is refused, and at which line.

use crate::words::{Lang, as_code as said};

/// What is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeTrouble {
    /// A value that is not written out: a variable, a function, an expression.
    NotLiteral {
        /// The member it is given to.
        name: String,
        /// How it begins.
        found: String,
    },
    /// Another kind of value was expected.
    Shape {
        /// The member it is given to.
        name: String,
        /// How it begins.
        found: String,
    },
    /// A member that the resource does not have, or this program does not know.
    UnknownMember(String),
    /// A resource of the policy's family that this program does not know.
    UnknownResource(String),
    /// What may stand for any number of resources, or for none: modules, `for_each`, loops, conditions.
    Repeated(String),
    /// A member that is needed.
    Missing(String),
    /// A member that is given twice.
    Twice(String),
    /// What leaves the file without saying so: `ignore_changes`, a `removed` block.
    Elsewhere(String),
    /// A user or group by name, where only an object id says who it is.
    NamedPrincipal(String),
    /// What is no text of this language.
    Broken(String),
    /// Nesting deeper than any settings.
    TooDeep,
}

/// What is not understood, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// What.
    pub trouble: CodeTrouble,
}

impl Fault {
    pub(super) fn new(line: usize, trouble: CodeTrouble) -> Self {
        Self { line, trouble }
    }
}

/// A value as a message shows it.
fn quoted(text: &str) -> String {
    crate::safe::quoted(&super::super::error::cut(text))
}

impl CodeTrouble {
    /// What is wrong, at a place `file:line`.
    #[must_use]
    pub fn say(&self, lang: Lang, place: &str) -> String {
        match self {
            Self::NotLiteral { name, found } => said::not_literal(lang, place, &quoted(name), &quoted(found)),
            Self::Shape { name, found } => said::wrong_shape(lang, place, &quoted(name), &quoted(found)),
            Self::UnknownMember(name) => said::unknown_member(lang, place, &quoted(name)),
            Self::UnknownResource(name) => said::unknown_resource(lang, place, &quoted(name)),
            Self::Repeated(what) => said::repeated(lang, place, &quoted(what)),
            Self::Missing(name) => said::missing(lang, place, &quoted(name)),
            Self::Twice(name) => said::twice(lang, place, &quoted(name)),
            Self::Elsewhere(what) => said::elsewhere(lang, place, &quoted(what)),
            Self::NamedPrincipal(name) => said::named_principal(lang, place, &quoted(name)),
            Self::Broken(found) => said::broken(lang, place, &quoted(found)),
            Self::TooDeep => said::too_deep(lang, place),
        }
    }

    /// What to do next.
    #[must_use]
    pub fn next(&self, lang: Lang) -> &'static str {
        match self {
            Self::NotLiteral { .. } => said::not_literal_next(lang),
            Self::Repeated(_) => said::repeated_next(lang),
            Self::Elsewhere(_) => said::elsewhere_next(lang),
            Self::NamedPrincipal(_) => said::named_principal_next(lang),
            Self::UnknownMember(_) | Self::UnknownResource(_) => said::unknown_next(lang),
            Self::Shape { .. } | Self::Missing(_) | Self::Twice(_) | Self::Broken(_) | Self::TooDeep => said::broken_next(lang),
        }
    }
}
