//! ★ What logs are known to be wrapped in. The path to the records is learned from the file (`unwrap`); a row here only gives it a name.
//! Adding one takes a row and a sample in `tests/samples`.

use super::unwrap::Path;

/// A way in which a product hands on records of others.
pub struct Wrapping {
    /// Stable id; the samples are named after it.
    pub id: &'static str,
    /// Who wraps so.
    pub product: &'static str,
    /// How the path to a record ends.
    pub paths: &'static [&'static str],
}

const fn wrapping(id: &'static str, product: &'static str, paths: &'static [&'static str]) -> Wrapping {
    Wrapping { id, product, paths }
}

/// Every known wrapping, the most particular first.
pub const WRAPPINGS: &[Wrapping] = &[
    wrapping("splunk-result", "a search result of Splunk", &["result._raw"]),
    wrapping("splunk-raw", "Splunk or Cribl", &["_raw"]),
    wrapping("elastic-hits", "an answer of Elasticsearch", &["hits.hits[]._source.message", "hits.hits[]._source.event.original"]),
    wrapping("elastic-original", "Elastic or Kibana", &["event.original"]),
    wrapping("elastic-source", "Elastic or Kibana", &["_source.message", "_source"]),
    wrapping("elastic-fields", "the fields of Elastic or Kibana, each a list of one", &["fields"]),
    wrapping("ecs", "the Azure integration of Elastic", &["azure.signinlogs", "azure.auditlogs"]),
    wrapping("filebeat", "Filebeat or Logstash", &["message"]),
    wrapping("graph-batch", "an answer of Graph to $batch", &["responses[].body.value[]"]),
    wrapping("event-hub", "a consumer of Event Hubs", &["Body.records[]", "body.records[]", "Body", "EventData.records[]"]),
    wrapping("logic-app", "Logic Apps or Power Automate", &["body[]", "body.value[]"]),
    wrapping("kafka", "Kafka", &["value", "value.records[]"]),
    wrapping("list", "a list under a key", &["data[]", "items[]", "signIns[]", "Events[]", "events[]", "logs[]"]),
    wrapping("strings", "JSON within JSON strings", &["JSON text"]),
];

/// The wrapping that a path is known of.
#[must_use]
pub fn of_path(path: &Path) -> Option<&'static Wrapping> {
    let shown = path.to_string();
    let ends = |end: &str| shown.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('.') || before.ends_with("[]"));
    WRAPPINGS.iter().find(|wrapping| wrapping.paths.iter().any(|path| ends(path)))
}
