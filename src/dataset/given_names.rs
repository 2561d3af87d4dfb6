//! `--names FILE`: names that the user gives to tenants.

use serde_json::Value;

use crate::failure::{Code, Failure};
use crate::model::Cloud;
use crate::safe::{cut, quoted};
use crate::words::{Lang, Text, errors as said};

/// What the user says about a tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenName {
    /// Tenant id, lower case.
    pub tenant: String,
    /// Its name.
    pub name: String,
    /// The cloud it lives in.
    pub cloud: Option<Cloud>,
    /// A cloud that is none.
    pub(super) cloud_said: Option<String>,
}

impl GivenName {
    /// A tenant of which name and cloud are known.
    #[must_use]
    pub fn told(tenant: &str, name: &str, cloud: Cloud) -> Self {
        Self { tenant: tenant.to_owned(), name: name.to_owned(), cloud: Some(cloud), cloud_said: None }
    }

    fn new(tenant: &str, name: &str, cloud: Option<&str>) -> Self {
        let said = cloud.map(str::trim).filter(|cloud| !cloud.is_empty());
        let found = said.and_then(Cloud::find);
        let cloud_said = said.filter(|_| found.is_none()).map(str::to_owned);
        Self { tenant: tenant.trim_matches(['{', '}']).to_lowercase(), name: name.to_owned(), cloud: found, cloud_said }
    }
}

/// Reads tenant ids and names: CSV with the headings `tenant_id`, `name` and optionally `cloud`, in any order and beside others, or the JSON
/// of Graph `findTenantInformationByTenantId`, one object or several.
///
/// # Errors
/// The text is neither, or holds no tenant.
pub fn read_names(text: &str, shown: &str) -> Result<Vec<GivenName>, Failure> {
    let text = text.trim_start_matches('\u{feff}');
    let path = quoted(shown);
    let refused = |what: Text| Failure::new(Code::BadNames, what, said::names_next);
    let names = if text.trim_start().starts_with(['{', '[']) {
        from_json(text).ok_or_else(|| refused(about(&path, said::names_no_json)))?
    } else {
        from_csv(text).map_err(|found| {
            let (path, start) = (path.clone(), quoted(&cut(&found, 60)));
            refused(Text::from(move |lang: Lang| said::names_no_headings(lang, &path, &start)))
        })?
    };
    if let Some(given) = names.iter().find(|given| given.cloud_said.is_some()) {
        let cloud = quoted(&cut(given.cloud_said.as_deref().unwrap_or_default(), 40));
        let tenant = given.tenant.clone();
        return Err(refused(Text::from(move |lang: Lang| said::names_no_cloud(lang, &path, &cloud, &tenant))));
    }
    if names.is_empty() { Err(refused(about(&path, said::names_none))) } else { Ok(names) }
}

fn about(path: &str, what: fn(Lang, &str) -> String) -> Text {
    let path = path.to_owned();
    Text::from(move |lang: Lang| what(lang, &path))
}

/// The rows of a CSV; its first line, where that does not hold the headings.
fn from_csv(text: &str) -> Result<Vec<GivenName>, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headings = reader.headers().cloned().unwrap_or_default();
    let place = |name: &str| headings.iter().position(|heading| heading.eq_ignore_ascii_case(name));
    let (Some(id), Some(name)) = (place("tenant_id"), place("name")) else {
        return Err(text.lines().next().unwrap_or_default().to_owned());
    };
    let cloud = place("cloud");
    let rows = reader.records().filter_map(Result::ok);
    let names = rows.filter_map(|row| {
        let (id, name) = (row.get(id)?, row.get(name)?);
        (!id.is_empty() && !name.is_empty()).then(|| GivenName::new(id, name, cloud.and_then(|place| row.get(place))))
    });
    Ok(names.collect())
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

    #[test]
    fn the_headings_decide_and_without_them_nothing_is_guessed() {
        let csv = "Owner,NAME,note,tenant_id,cloud\nme,\"Contoso, Ltd.\",,AAAA,\nme,株式会社,x,bbbb,us\n,,,,\n";
        assert_eq!(
            read_names(csv, "f").expect("names"),
            [GivenName::new("aaaa", "Contoso, Ltd.", None), GivenName::new("bbbb", "株式会社", Some("us"))]
        );
        for text in
            ["22222222-2222-4222-8222-222222222222,Fabrikam\n", "tenant,name\na,b\n", "tenant_id\na\n", "tenant_id,name\n", "not json", "{", "\n"]
        {
            let refused = read_names(text, "f").expect_err("no names");
            assert_eq!(refused.exit_code(), 2, "{text:?}");
        }
        let found = read_names("22222222-2222-4222-8222-222222222222,Fabrikam\n", "f").expect_err("no headings").what.say(Lang::En);
        assert!(found.contains("22222222-2222-4222-8222-222222222222,Fabrikam"), "{found}");
    }
}
