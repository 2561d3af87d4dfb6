//! The answer first: key figures and sentences.

use super::grouped;

/// A figure at the top of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigure {
    /// Which figure: stable.
    pub code: &'static str,
    /// What it counts.
    pub label: &'static str,
    /// The number.
    pub number: i64,
    /// What it is made of, and why another number nearby is not the same.
    pub note: String,
}

impl KeyFigure {
    /// The number with digit grouping.
    #[must_use]
    pub fn value(&self) -> String {
        grouped(self.number)
    }
}

/// Figures and sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Figures.
    pub figures: Vec<KeyFigure>,
    /// Sentences.
    pub sentences: Vec<String>,
}
