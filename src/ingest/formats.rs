//! ★ Every log format. Adding one takes a file in `dialect/` with its names and its evidence, a row here, and a sample in `tests/samples`.

use super::dialect::{
    defender, diagnostic, flattened, graph, log_analytics, portal, portal_audit, powershell, relationships, settings, unified_audit, users,
};
use super::format::Format;

/// Every format, those that can tell most first; the first that recognises a record or a heading has it.
pub const FORMATS: &[Format] = &[
    diagnostic::FORMAT,
    log_analytics::FORMAT,
    powershell::JSON,
    graph::BETA,
    graph::V1,
    graph::AUDIT,
    portal::USERS,
    portal::APPLICATIONS,
    portal_audit::FORMAT,
    powershell::CSV,
    flattened::FORMAT,
    defender::FORMAT,
    unified_audit::FORMAT,
    users::FORMAT,
    settings::FORMAT,
    relationships::FORMAT,
];

/// The format of an id.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}
