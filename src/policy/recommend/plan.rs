//! What the script does, step by step, as data: what must be there, what is sent, and the difference in words.
//!
//! What it is not: the script (see `powershell`), whose loop knows nothing else. Names come from logs and could hold anything, so every text
//! is one visible line before it gets in here.

use crate::words::{Lang, script as said};
use serde_json::{Map, Value, json};

use super::super::block::Block;
use super::super::model::SERVICE_PROVIDER_OUTBOUND;
use super::Recommendation;
use super::changes::{Method, Object, ROOT, Request};
use super::powershell::one_line;

/// The version of the API that knows every member of a body.
pub(super) fn version(request: &Request) -> &'static str {
    let beta = request.body.as_ref().is_some_and(|body| body.get(SERVICE_PROVIDER_OUTBOUND).is_some());
    if beta { "beta" } else { "v1.0" }
}

impl Recommendation {
    /// The steps that the script carries, in their order. Each has `title`, `partner` (null where it is about everybody), `api` and `read`
    /// (together the address of what is changed), `method`, `known` (whether it is known what is there), `before` (null where nothing is),
    /// `body` (null where something is removed), `add` (the list is added to), and `difference`.
    #[must_use]
    pub fn plan(&self, lang: Lang) -> Value {
        let tenant = self.own_tenant.as_deref().filter(|tenant| crate::model::parse_guid(tenant).is_some()).unwrap_or_default();
        json!({"tenant": tenant, "steps": self.changes.iter().map(|request| self.step(request, lang)).collect::<Vec<_>>()})
    }

    fn step(&self, request: &Request, lang: Lang) -> Value {
        let (title, partner, read, before) = match &request.object {
            Object::Clouds => {
                let clouds = self.current.as_ref().and_then(|current| current.allowed_cloud_endpoints.as_ref());
                let before = clouds.map(|clouds| json!({ "allowedCloudEndpoints": clouds }));
                (said::clouds(lang).to_owned(), None, String::new(), before)
            }
            Object::Default => {
                let default = self.current.as_ref().and_then(|current| current.default.as_ref());
                let before = default.map(|default| default.blocks.to_json());
                (said::default(lang).to_owned(), None, "/default".to_owned(), before.map(Value::Object))
            }
            Object::Partner(tenant) => {
                let named = self.names.get(tenant).map(String::as_str).unwrap_or_default();
                let title = said::organization(lang, tenant, named);
                let entry = self.current.as_ref().and_then(|current| current.partner(tenant));
                let before = entry.map(|entry| Value::Object(super::propose::sendable(&entry.blocks).to_json()));
                (title, Some(tenant.clone()), format!("/partners/{tenant}"), before)
            }
        };
        let mut body = request.body.clone();
        if let Some(members) = body.as_mut().and_then(Value::as_object_mut) {
            // The script names the tenant where it makes an entry.
            members.shift_remove("tenantId");
        }
        let of_entry = matches!(request.object, Object::Partner(_));
        // An export of the default that leaves out what is sent does not tell what is there.
        let told = |before: &Value| body.iter().filter_map(Value::as_object).flat_map(Map::keys).all(|name| before.get(name).is_some());
        let known = self.current.is_some() && (of_entry || before.as_ref().is_some_and(told));
        // Only what is sent is compared; of an entry that goes, all of it.
        let before = before.map(|before| match (&body, before) {
            (Some(Value::Object(sent)), Value::Object(members)) => {
                Value::Object(sent.keys().map(|name| (name.clone(), members.get(name).cloned().unwrap_or_default())).collect())
            }
            (_, before) => before,
        });
        let difference = self.difference(before.as_ref(), body.as_ref(), known);
        json!({
            "title": one_line(title.trim_end()),
            "partner": partner,
            "api": format!("{}{ROOT}", version(request)),
            "read": read,
            "method": request.method.name(),
            "known": known,
            "add": request.object == Object::Clouds && !known,
            "before": before.filter(|_| known),
            "body": body.filter(|_| request.method != Method::Delete),
            "difference": difference,
        })
    }

    /// What changes, a line for each thing: `+` comes, `-` goes, `=` stays, `>` becomes another value, `?` was not compared.
    fn difference(&self, before: Option<&Value>, body: Option<&Value>, known: bool) -> Vec<String> {
        let empty = Map::new();
        let members = |value: Option<&Value>| value.and_then(Value::as_object).cloned().unwrap_or_else(|| empty.clone());
        let (was, is) = (members(before), members(body));
        let mut lines = Vec::new();
        for name in is.keys().chain(was.keys().filter(|name| !is.contains_key(*name))) {
            let (was, is) = (was.get(name).unwrap_or(&Value::Null), is.get(name).unwrap_or(&Value::Null));
            self.compare(name, was, is, known, &mut lines);
        }
        lines
    }

    fn compare(&self, name: &str, was: &Value, is: &Value, known: bool, lines: &mut Vec<String>) {
        let lists = ["usersAndGroups", "applications", "users"];
        let parts = lists.into_iter().filter(|list| was.get(list).is_some() || is.get(list).is_some());
        let parts: Vec<&str> = parts.collect();
        if parts.is_empty() {
            let mark = if !known {
                '?'
            } else if was == is {
                '='
            } else {
                '>'
            };
            let from = if mark == '>' { format!("{} -> ", shown(was)) } else { String::new() };
            return lines.push(one_line(&format!("{mark} {name}: {from}{}", shown(is))));
        }
        if Block::find(name).is_some() && (was.is_null() || is.is_null()) && known {
            let inherits = "inherits the default";
            let (from, to) = if was.is_null() { (inherits, "set here") } else { ("set here", inherits) };
            lines.push(format!("> {name}: {from} -> {to}"));
        }
        for part in parts {
            let (was, is) = (was.get(part), is.get(part));
            let access = |list: Option<&Value>| list.and_then(|list| list["accessType"].as_str()).map(str::to_owned);
            let targets = |list: Option<&Value>| -> Vec<String> {
                let targets = list.and_then(|list| list["targets"].as_array()).into_iter().flatten();
                targets.filter_map(|target| target["target"].as_str()).map(str::to_owned).collect()
            };
            let (from, to) = (access(was), access(is));
            let mark = if !known {
                '?'
            } else if from == to {
                '='
            } else {
                '>'
            };
            let text = |access: Option<String>| access.unwrap_or_else(|| "-".to_owned());
            let change = if mark == '>' { format!("{} -> {}", text(from), text(to)) } else { text(to) };
            lines.push(format!("{mark} {name}.{part}: {change}"));
            let (was, is) = (targets(was), targets(is));
            let mut listed = |mark: char, id: &String| lines.push(one_line(&format!("  {mark} {}", self.named(id))));
            for id in &is {
                listed(
                    if !known {
                        '?'
                    } else if was.contains(id) {
                        '='
                    } else {
                        '+'
                    },
                    id,
                );
            }
            was.iter().filter(|id| !is.contains(id)).for_each(|id| listed('-', id));
        }
    }

    fn named(&self, id: &str) -> String {
        self.names.get(id).map_or_else(|| id.to_owned(), |name| format!("{name} ({id})"))
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Array(items) => items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect::<Vec<_>>().join("; "),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
