//! What a log format is: its names, how it is recognised, and what it cannot tell. The formats themselves stand in `formats`.

use std::sync::LazyLock;

use super::detect::{FormatEvidence, Headings, JsonHead};
use super::dialect::Shape;
use crate::model::{Holds, Limitation};
use crate::words::Lang;

/// A log format.
pub struct Format {
    /// Stable id.
    pub id: &'static str,
    /// What people call it.
    pub name: fn(Lang) -> &'static str,
    /// What its records are.
    pub holds: Holds,
    /// Place in the input order: the more an export can tell, the earlier its copy of an event counts.
    pub rank: u8,
    /// Where records keep their fields.
    pub shape: &'static LazyLock<Shape>,
    /// Recognises a JSON record, whatever list, page or line it stands in.
    pub json: Option<fn(&JsonHead<'_>) -> Option<FormatEvidence>>,
    /// Recognises the headings of a CSV file or of a JSON table.
    pub csv: Option<fn(&Headings) -> Option<FormatEvidence>>,
    /// What the export cannot tell.
    pub lacks: &'static [Limitation],
    /// How to get it.
    pub export: fn(Lang) -> &'static str,
    /// Whether a cut last line is normal: the file is appended to until its hour ends.
    pub appended: bool,
    /// Whether times without a zone are UTC.
    pub promises_utc: bool,
}

impl Format {
    /// A format that nothing recognises yet.
    #[must_use]
    pub const fn new(
        id: &'static str,
        name: fn(Lang) -> &'static str,
        rank: u8,
        shape: &'static LazyLock<Shape>,
        lacks: &'static [Limitation],
        export: fn(Lang) -> &'static str,
    ) -> Self {
        Self { id, name, holds: Holds::Events, rank, shape, json: None, csv: None, lacks, export, appended: false, promises_utc: true }
    }
}
