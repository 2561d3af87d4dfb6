//! A message as it is checked and compiled: terms and other messages are already put in their places.

/// A message of one language, or an attribute of one.
pub(crate) struct Message {
    /// Its id; of an attribute, both ids with a dot between.
    pub id: String,
    /// File and line, as errors name them.
    pub place: String,
    /// What the comment above says.
    pub comment: String,
    /// Whether other messages of the language hold it.
    pub is_inlined: bool,
    pub pieces: Vec<Piece>,
}

/// A part of a message.
pub(crate) enum Piece {
    Text(String),
    Value {
        name: String,
        style: Style,
    },
    Select {
        name: String,
        /// The selector was written as `NUMBER($name)`.
        number: bool,
        arms: Vec<Arm>,
    },
}

/// How a value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Text as it is, a number in groups of three digits.
    Plain,
    /// `NUMBER($n)`: in groups of three digits.
    Grouped,
    /// `NUMBER($n, useGrouping: 0)`: digits alone.
    Digits,
    /// `SPACED($text)`: with a space on each side where Latin letters meet Japanese ones.
    Spaced,
}

/// A variant of a selector.
pub(crate) struct Arm {
    pub key: Key,
    pub default: bool,
    pub pieces: Vec<Piece>,
}

/// The key of a variant.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Number(i64),
    Word(String),
}

impl Key {
    pub fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own == word)
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{number}"),
            Self::Word(word) => out.write_str(word),
        }
    }
}
