//! The proposal as one JSON object in Graph's own shape: every list complete, because an update replaces the whole list.
//!
//! What it is not: requests (see `changes`), though each member is the body of one. It is read back as the same policy, so that `simulate`
//! can be asked about the very file that is sent.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::super::model::DefaultConfiguration;
use super::changes::{Request, body};
use super::note::Named;
use super::{Note, Recommendation, Reopening, Totals};
use crate::model::time::rfc3339;
use crate::words::Lang;

impl Request {
    /// Method, path and body.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({"method": self.method.name(), "path": self.path, "body": self.body})
    }

    /// The body as text to read and to copy, a target a line; pure ASCII, so that nothing in it can be invisible or misread. `None` where
    /// nothing is sent.
    #[must_use]
    pub fn body_text(&self) -> Option<String> {
        self.body.as_ref().map(|body| {
            let mut text = String::new();
            lay_out(body, 0, &mut text);
            text
        })
    }
}

/// Writes JSON with an indent, objects of lists that hold no others on one line each.
pub(super) fn lay_out(value: &Value, indent: usize, text: &mut String) {
    let parts: Vec<(Option<&str>, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (Some(name.as_str()), value)).collect(),
        Value::Array(items) => items.iter().map(|item| (None, item)).collect(),
        _ => Vec::new(),
    };
    if parts.is_empty() {
        return ascii(&value.to_string(), text);
    }
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    text.push(open);
    for (place, (name, part)) in parts.iter().enumerate() {
        let _ = write!(text, "{}\n{:2$}", if place == 0 { "" } else { "," }, "", indent + 2);
        if let Some(name) = name {
            ascii(&Value::from(*name).to_string(), text);
            text.push_str(": ");
        }
        match part {
            Value::Object(members) if value.is_array() && !members.values().any(|value| value.is_array() || value.is_object()) => {
                let members = members.iter().map(|(name, value)| format!("{}: {value}", Value::from(name.as_str())));
                ascii(&format!("{{{}}}", members.collect::<Vec<_>>().join(", ")), text);
            }
            _ => lay_out(part, indent + 2, text),
        }
    }
    let _ = write!(text, "\n{:1$}{close}", "", indent);
}

/// JSON whose every character is ASCII.
pub(super) fn ascii(json: &str, text: &mut String) {
    for c in json.chars() {
        if c.is_ascii() && c != '\u{7f}' {
            text.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
}

/// `{"allowedCloudEndpoints":[..],"default":{..},"partners":[..],"notes":[..],..}`, with `rollback` where there is a current policy. A block
/// that goes back to the default is `null`. A part has neither clouds nor default. Nothing in it is read-only.
#[must_use]
pub fn to_json(recommendation: &Recommendation, lang: Lang) -> Value {
    let policy = &recommendation.policy;
    let current = recommendation.current.as_ref();
    let partners = policy.partners.iter().map(|entry| {
        let mut members = Map::from_iter([("tenantId".to_owned(), json!(entry.tenant_id))]);
        let have = current.and_then(|current| current.partner(&entry.tenant_id)).map(|have| &have.blocks);
        if let Value::Object(blocks) = body(&entry.blocks, have) {
            members.extend(blocks);
        }
        Value::Object(members)
    });
    let mut whole = Map::new();
    let mut put = |name: &str, value: Option<Value>| whole.extend(value.map(|value| (name.to_owned(), value)));
    put("allowedCloudEndpoints", policy.allowed_cloud_endpoints.as_ref().map(|clouds| json!(clouds)));
    put("default", policy.default.as_ref().map(DefaultConfiguration::patch_body));
    put("partners", Some(partners.collect()));
    put("remove", recommendation.remove.as_ref().map(|tenants| json!(tenants)));
    put("notes", Some(recommendation.notes.iter().map(|note: &Note| note.words(lang)).collect()));
    put("reopen", Some(recommendation.reopen.iter().map(Reopening::to_json).collect()));
    put("totals", Some(recommendation.totals.to_json()));
    put("rollback", recommendation.rollback.as_ref().map(|rollback| rollback.iter().map(Request::to_json).collect()));
    Value::Object(whole)
}

impl Reopening {
    /// The members of the row.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let id = |named: &Option<Named>| named.as_ref().map(|named| named.id.clone());
        let name = |named: &Option<Named>| named.as_ref().and_then(|named| named.name.clone());
        json!({
            "partner_tenant_id": self.partner.id,
            "direction": self.direction.name(),
            "app_id": id(&self.app),
            "app_name": name(&self.app),
            "resource_id": id(&self.resource),
            "resource_name": name(&self.resource),
            "successes": self.successes,
            "users": self.users,
            "last_success": self.last_success.map(rfc3339),
            "blocked_at": self.blocked_at.map(rfc3339),
            "blocked_by": self.blocked_by,
        })
    }
}

impl Totals {
    /// The members of `totals`.
    #[must_use]
    pub fn to_json(self) -> Value {
        json!({"successes_allowed_either": self.allowed_either, "successes_allowed_strict": self.allowed_strict})
    }
}
