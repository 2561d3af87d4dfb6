//! `--names FILE`: names that the user gives to tenants.

use serde_json::Value;

use crate::failure::Failure;
use crate::policy::Cloud;

/// What the user says about a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// Tenant id, lower case.
    pub tenant: String,
    /// Its name.
    pub name: String,
    /// The cloud it lives in.
    pub cloud: Option<Cloud>,
}

impl GivenName {
    fn new(tenant: &str, name: &str, cloud: Option<&str>) -> Self {
        Self { tenant: tenant.trim_matches(['{', '}']).to_lowercase(), name: name.to_owned(), cloud: cloud.and_then(Cloud::find) }
    }
}

/// Reads tenant ids and names: CSV `tenant_id,name[,cloud]` with or without heading, or the JSON of Graph
/// `findTenantInformationByTenantId`, one object or several.
///
/// # Errors
/// The text is neither, or holds no tenant.
pub fn read_names(text: &str, shown: &str) -> Result<Vec<GivenName>, Failure> {
    let text = text.trim_start_matches('\u{feff}');
    let names = if text.trim_start().starts_with(['{', '[']) { from_json(text) } else { from_csv(text) };
    match names {
        Some(names) if !names.is_empty() => Ok(names),
        _ => Err(Failure::usage(
            "bad-names",
            format!("{shown:?} holds no tenant names"),
            "write one line per tenant: tenant_id,name (or the JSON of Graph findTenantInformationByTenantId)",
        )),
    }
}

fn from_csv(text: &str) -> Option<Vec<GivenName>> {
    let mut names = Vec::new();
    for row in csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes()).records() {
        let row = row.ok()?;
        let (Some(id), Some(name)) = (row.get(0), row.get(1)) else { continue };
        if !name.is_empty() && !id.eq_ignore_ascii_case("tenant_id") {
            names.push(GivenName::new(id, name, row.get(2)));
        }
    }
    Some(names)
}

fn from_json(text: &str) -> Option<Vec<GivenName>> {
    let mut names = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        collect(&value.ok()?, &mut names);
    }
    Some(names)
}

fn collect(value: &Value, names: &mut Vec<GivenName>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, names)),
        Value::Object(object) => {
            let text = |key: &str| object.get(key).and_then(Value::as_str);
            if let (Some(id), Some(name)) = (text("tenantId"), text("displayName")) {
                names.push(GivenName::new(id, name, text("cloud")));
            } else if let Some(list) = object.get("value") {
                collect(list, names);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let csv = "\u{feff}tenant_id,name,cloud\nAAAA,\"Contoso, Ltd.\",public\nbbbb,株式会社\n";
        let public = Some("public");
        assert_eq!(read_names(csv, "f").expect("names"), [GivenName::new("aaaa", "Contoso, Ltd.", public), GivenName::new("bbbb", "株式会社", None)]);
        assert_eq!(GivenName::new("x", "y", Some("microsoftonline.us")).cloud, Some(Cloud::UsGovernment));
        let json = r#"[{"tenantId":"AAAA","displayName":"A"},{"value":[{"tenantId":"b","displayName":"B"}]}]"#;
        assert_eq!(read_names(json, "f").expect("names"), [GivenName::new("aaaa", "A", None), GivenName::new("b", "B", None)]);
        assert!(read_names("", "f").is_err());
    }
}
