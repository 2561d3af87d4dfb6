//! What is new in ten lines, for a mail or a message.

/// A line of a digest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestLine {
    /// What it is about: stable.
    pub code: &'static str,
    /// How many things it is about.
    pub count: u64,
    /// The line.
    pub text: String,
}

/// What is new in ten lines: title, periods, and at most eight more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// What it is about.
    pub title: String,
    /// Which periods are compared.
    pub periods: String,
    /// What is to be told, what matters most first.
    pub lines: Vec<DigestLine>,
    /// Whether anything is new, or cannot be told.
    pub is_news: bool,
    /// Whether the input is whole, by what it says itself.
    pub is_whole: bool,
}
