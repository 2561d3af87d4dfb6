//! ★ What logs are known to be wrapped in. The path to the records is learned from the file (`unwrap`); a row here only gives it a name.
//! Adding one takes a row and a sample in `tests/samples`.

use super::unwrap::Path;
use crate::words::{Lang, exports as said};

/// A way in which a product hands on records of others.
pub struct Wrapping {
    /// Stable id; the samples are named after it.
    pub id: &'static str,
    /// Who wraps so.
    pub product: fn(Lang) -> &'static str,
    /// How the path to a record ends.
    pub paths: &'static [&'static str],
}

const fn wrapping(id: &'static str, product: fn(Lang) -> &'static str, paths: &'static [&'static str]) -> Wrapping {
    Wrapping { id, product, paths }
}

/// Every known wrapping, the most particular first.
pub const WRAPPINGS: &[Wrapping] = &[
    wrapping("splunk-result", said::splunk_result, &["result._raw"]),
    wrapping("splunk-raw", said::splunk, &["_raw"]),
    wrapping("elastic-hits", said::elastic_hits, &["hits.hits[]._source.message", "hits.hits[]._source.event.original"]),
    wrapping("elastic-original", said::elastic, &["event.original"]),
    wrapping("elastic-source", said::elastic, &["_source.message", "_source"]),
    wrapping("elastic-fields", said::elastic_fields, &["fields"]),
    wrapping("ecs", said::elastic_azure, &["azure.signinlogs", "azure.auditlogs"]),
    wrapping("filebeat", said::filebeat, &["message"]),
    wrapping("graph-batch", said::graph_batch, &["responses[].body.value[]"]),
    wrapping("event-hub", said::event_hub, &["Body.records[]", "body.records[]", "Body", "EventData.records[]"]),
    wrapping("logic-app", said::logic_app, &["body[]", "body.value[]"]),
    wrapping("kafka", said::kafka, &["value", "value.records[]"]),
    wrapping("list", said::list, &["data[]", "items[]", "signIns[]", "Events[]", "events[]", "logs[]"]),
    wrapping("strings", said::strings, &["JSON text"]),
];

/// The wrapping that a path is known of.
#[must_use]
pub fn of_path(path: &Path) -> Option<&'static Wrapping> {
    let shown = path.to_string();
    let ends = |end: &str| shown.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('.') || before.ends_with("[]"));
    WRAPPINGS.iter().find(|wrapping| wrapping.paths.iter().any(|path| ends(path)))
}
