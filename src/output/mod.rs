//! ★ The outputs: each renders neutral reports into bytes, and computes nothing. Adding one takes a file and a row here.

pub mod chart;
mod csv;
pub mod digest;
mod html;
mod json;
pub(crate) mod markdown;
mod parquet;
pub(crate) mod terminal;
mod xlsx;

use std::io::{self, Write};

pub use html::{Aside, Page, PartnerPage, PartnerPart, Section, Sent, page, partner_page};
pub use json::hints as json_hints;
pub use xlsx::{Cover, workbook};

use crate::report::{Evidence, Report};

/// What outputs need to know beside the reports.
pub struct Context<'c> {
    /// What was read, with which options.
    pub evidence: &'c Evidence,
    /// Columns of the terminal; `None` = do not cut.
    pub width: Option<usize>,
    /// Whether colours may be used.
    pub color: bool,
    /// Whether a text file is written (CSV begins with a byte order mark then), not standard output.
    pub to_file: bool,
}

/// An output format.
pub struct Output {
    /// Name for `--format`.
    pub id: &'static str,
    /// File name extension.
    pub extension: &'static str,
    /// Whether it makes no sense on a terminal.
    pub binary: bool,
    /// Renders a report.
    pub write: fn(&Report, &Context<'_>, &mut dyn Write) -> io::Result<()>,
}

/// Every output format, the default first.
pub const OUTPUTS: &[Output] = &[
    Output { id: "table", extension: "txt", binary: false, write: terminal::write },
    Output { id: "json", extension: "json", binary: false, write: json::write },
    Output { id: "ndjson", extension: "ndjson", binary: false, write: json::write_rows },
    Output { id: "csv", extension: "csv", binary: false, write: csv::write },
    Output { id: "markdown", extension: "md", binary: false, write: markdown::write },
    Output { id: "xlsx", extension: "xlsx", binary: true, write: xlsx::write },
    Output { id: "parquet", extension: "parquet", binary: true, write: parquet::write },
    Output { id: "html", extension: "html", binary: false, write: html::write },
];

/// The output of a name.
#[must_use]
pub fn find(id: &str) -> Option<&'static Output> {
    OUTPUTS.iter().find(|output| output.id == id)
}

/// The output for a file name extension.
#[must_use]
pub fn by_extension(extension: &str) -> Option<&'static Output> {
    OUTPUTS.iter().find(|output| output.extension.eq_ignore_ascii_case(extension))
}
