//! What the readers of both languages hand on: values that are written out, each with its line.

use serde_json::Value;

use super::super::read::PolicyKind;

/// How deep values may lie in one another; settings need seven.
pub(super) const DEEPEST: usize = 40;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Null,
    Switch(bool),
    Text(String),
    Number(String),
    List(Vec<At>),
    Object(Vec<Member>),
    /// What is put into a text as JSON.
    Encoded(Box<At>),
    /// Anything that is not written out, as it begins. It is refused only where it is needed.
    Other(String),
}

impl Node {
    /// How it begins, for a message.
    pub fn shown(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Switch(switch) => switch.to_string(),
            Self::Text(text) | Self::Number(text) | Self::Other(text) => text.clone(),
            Self::List(_) => "[..]".to_owned(),
            Self::Object(_) => "{..}".to_owned(),
            Self::Encoded(_) => "jsonencode(..)".to_owned(),
        }
    }
}

/// A value at a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct At {
    pub line: usize,
    pub node: Node,
}

/// A member of an object or a resource.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Member {
    pub name: String,
    pub value: At,
}

/// An object of the policy that a file describes.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Where it begins.
    pub line: usize,
    /// What it is.
    pub kind: PolicyKind,
    /// It in Graph's shape.
    pub value: Value,
    /// Whether the file says that there is no such object.
    pub absent: bool,
    /// Whether a block that it leaves out goes back to what is inherited, instead of staying as it is.
    pub whole: bool,
    /// Whether a file that holds it holds every entry.
    pub lists_entries: bool,
}
