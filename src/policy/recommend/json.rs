//! The proposal as one JSON object in Graph's own shape: every list complete, because an update replaces the whole list.
//!
//! What it is not: requests (see `changes`), though each member is the body of one. It is read back as the same policy, so that `simulate`
//! can be asked about the very file that is sent.

use serde_json::{Map, Value, json};

use super::super::lang::Lang;
use super::changes::{Request, body};
use super::{Note, Recommendation};

impl Request {
    /// Method, path and body.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({"method": self.method.name(), "path": self.path, "body": self.body})
    }
}

/// `{"allowedCloudEndpoints":[..],"default":{..},"partners":[..],"notes":[..]}`, and `rollback` where there is a current policy. A block that
/// goes back to the default is `null`. Entries of service providers say so, because sign-ins are judged by it; nothing else is read-only.
#[must_use]
pub fn to_json(recommendation: &Recommendation, lang: Lang) -> Value {
    let policy = &recommendation.policy;
    let current = recommendation.current.as_ref();
    let partners = policy.partners.iter().map(|entry| {
        let mut members = Map::from_iter([("tenantId".to_owned(), json!(entry.tenant_id))]);
        if entry.is_service_provider == Some(true) {
            members.insert("isServiceProvider".to_owned(), json!(true));
        }
        let have = current.and_then(|current| current.partner(&entry.tenant_id)).map(|have| &have.blocks);
        if let Value::Object(blocks) = body(&entry.blocks, have) {
            members.extend(blocks);
        }
        Value::Object(members)
    });
    let mut whole = json!({
        "allowedCloudEndpoints": policy.allowed_cloud_endpoints.as_deref().unwrap_or_default(),
        "default": policy.default.as_ref().map(super::super::model::DefaultConfiguration::patch_body),
        "partners": partners.collect::<Vec<_>>(),
        "notes": recommendation.notes.iter().map(|note: &Note| note.words(lang)).collect::<Vec<_>>(),
    });
    if let Some(rollback) = &recommendation.rollback {
        whole["rollback"] = rollback.iter().map(Request::to_json).collect();
    }
    whole
}
