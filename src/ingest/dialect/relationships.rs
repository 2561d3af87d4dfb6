//! Delegated admin relationships (GDAP) as Graph and PowerShell write them: who may administer whom, by which roles, and until when.

use std::sync::LazyLock;

use serde_json::Value;

use super::Shape;
use crate::ingest::detect::{FormatEvidence, JsonHead};
use crate::ingest::format::Format;
use crate::model::time;
use crate::model::{Holds, Interner, Relationship, Sym, TenantId, parse_guid};
use crate::nested_json::{elements, member, parsed, value_of};
use crate::words::{exports, inputs};

static NOTHING: LazyLock<Shape> = LazyLock::new(|| Shape::new(&[], &[]));

/// `tenantRelationships/delegatedAdminRelationships`, in pages, lists or single objects.
pub const FORMAT: Format = Format {
    holds: Holds::Relationships,
    json: Some(|head: &JsonHead<'_>| {
        let party = ["customer", "partner", "provider"].iter().any(|key| head.has(key));
        let kind = ["autoExtendDuration", "activatedDateTime", "endDateTime", "duration"].iter().any(|key| head.has(key));
        (head.has("accessDetails") && party && kind).then(|| FormatEvidence::new(inputs::relationship_keys))
    }),
    ..Format::new("relationships", exports::relationships, 9, &NOTHING, &[], exports::relationships_how)
};

/// States in which a relationship is in force; one that says nothing of its state is taken to be.
const IN_FORCE: [&str; 4] = ["active", "expiring", "terminationrequested", "terminating"];

/// Reads an export: a page, a list, an object, or one of these a line. `None` where it is no JSON.
pub fn read_relationships(text: &str, texts: &mut Interner) -> Option<Vec<Relationship>> {
    let whole = parsed(text).map(|value| vec![value]);
    let pages = whole.or_else(|| text.lines().filter(|line| !line.trim().is_empty()).map(parsed).collect())?;
    let mut found = Vec::new();
    // From its end, so that the first comes out first.
    let mut open: Vec<Value> = pages.into_iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.into_iter().rev()),
            Value::Object(_) if value_of(&value, "accessDetails").is_some() => found.push(relationship(&value, texts)),
            Value::Object(_) => open.extend(value_of(&value, "value").cloned()),
            _ => {}
        }
    }
    Some(found)
}

fn relationship(value: &Value, texts: &mut Interner) -> Relationship {
    let mut tenant = |keys: &[&str]| {
        let inner = |key: &&str| value_of(value, key).and_then(|party| member(party, "tenantId").or(party.as_str()));
        let id = keys.iter().find_map(inner).map(str::to_lowercase).filter(|id| parse_guid(id).is_some());
        TenantId(id.map_or(Sym::ABSENT, |id| texts.intern(&id)))
    };
    let customer = tenant(&["customer", "customerTenantId"]);
    let provider = tenant(&["partner", "provider", "partnerTenantId", "providerTenantId", "indirectProvider"]);
    let roles = value_of(value, "accessDetails").and_then(|details| value_of(details, "unifiedRoles")).cloned();
    let roles = roles.and_then(elements).unwrap_or_default();
    let mut roles: Vec<String> = roles.iter().filter_map(|role| member(role, "roleDefinitionId").or(role.as_str())).map(str::to_lowercase).collect();
    roles.sort();
    roles.dedup();
    let in_force = member(value, "status").is_none_or(|status| IN_FORCE.contains(&status.to_lowercase().as_str()));
    let end = member(value, "endDateTime").and_then(|text| time::parse(text, None).ok());
    Relationship {
        customer,
        provider,
        name: member(value, "displayName").map_or(Sym::ABSENT, |name| texts.intern(name)),
        roles,
        in_force,
        end,
        extends: member(value, "autoExtendDuration").is_some_and(|duration| duration.bytes().any(|byte| (b'1'..=b'9').contains(&byte))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lists_and_lines_are_read() {
        let one = r#"{"id":"a-b","displayName":"Night shift","duration":"P730D","autoExtendDuration":"P180D","status":"active","endDateTime":"2027-01-02T03:04:05Z",
            "customer":{"tenantId":"11111111-1111-4111-8111-111111111111","displayName":"x"},"partner":{"tenantId":"22222222-2222-4222-8222-222222222222"},
            "accessDetails":{"unifiedRoles":[{"roleDefinitionId":"B"},{"roleDefinitionId":"a"},{"roleDefinitionId":"A"}]}}"#
            .replace('\n', "");
        let other = r#"{"status":"terminated","autoExtendDuration":"PT0S","customer":{"tenantId":"11111111-1111-4111-8111-111111111111"},"accessDetails":{}}"#;
        for text in [
            format!("{{\"value\":[{one},{other}]}}"),
            format!("[{one},{other}]"),
            format!("{one}\n{other}\n"),
            format!("[{{\"value\":[{one}]}},{{\"value\":{other}}}]"),
        ] {
            let mut texts = Interner::new();
            let found = read_relationships(&text, &mut texts).expect("JSON");
            let [first, second] = &found[..] else { panic!("{text}: {found:?}") };
            assert_eq!(
                (texts.text(first.provider.0), first.roles.as_slice()),
                ("22222222-2222-4222-8222-222222222222", &["a".to_owned(), "b".to_owned()][..])
            );
            assert_eq!((first.in_force, first.extends, first.end), (true, true, time::parse("2027-01-02T03:04:05Z", None).ok()));
            assert_eq!((second.in_force, second.extends, second.end, second.provider.is_absent()), (false, false, None, true));
        }
        assert_eq!(read_relationships("no JSON", &mut Interner::new()), None);
    }
}
