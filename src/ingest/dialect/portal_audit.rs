//! The Entra admin center's CSV of the audit log (86 columns): no id, three targets of five properties at most. Its cells are put back
//! into the JSON they were made from, so that all later steps see one form.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::{Field, Fields, Scalar, Shape};
use crate::ingest::detect::FormatEvidence;
use crate::ingest::format::Format;
use crate::ingest::framing::Cells;
use crate::model::Limitation;
use crate::words::{Text, exports};

/// Headings after `normalise_header`.
static PORTAL_AUDIT_CSV: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new(
        &[
            ("date (utc)", Field::AuditTime),
            ("correlationid", Field::CorrelationId),
            ("category", Field::AuditCategory),
            ("activity", Field::Activity),
            ("result", Field::AuditResult),
            ("resultreason", Field::AuditReason),
        ],
        &[],
    )
});

/// The download.
pub const FORMAT: Format = Format {
    csv: Some(|head| {
        (head.has("activity") && head.any(|name| name.starts_with("target1modifiedproperty1")))
            .then(|| FormatEvidence::audit(Text::verbatim("Activity, Target1ModifiedProperty1Name")))
    }),
    ..Format::new(
        "portal-audit-csv",
        exports::portal_audit_csv,
        3,
        &PORTAL_AUDIT_CSV,
        &[Limitation::LogOwner, Limitation::AuditDepth],
        exports::portal_audit_csv_how,
    )
};

/// Where the cells of actor, targets and details are.
#[derive(Clone, Default)]
pub struct AuditColumns {
    /// Column and place in the JSON: part, number, key.
    places: Vec<(usize, Place)>,
}

#[derive(Clone, Copy)]
enum Place {
    User(&'static str),
    App(&'static str),
    Target(usize, &'static str),
    Property(usize, usize, &'static str),
    Detail(usize, &'static str),
}

const TARGETS: usize = 3;
const PROPERTIES: usize = 5;
const DETAILS: usize = 6;

impl AuditColumns {
    /// Finds the columns by their headings; none where this is no audit export.
    #[must_use]
    pub fn new(headings: &[String]) -> Self {
        let mut places = Vec::new();
        for (column, heading) in headings.iter().enumerate() {
            if let Some(place) = place(heading) {
                places.push((column, place));
            }
        }
        Self { places }
    }

    /// Whether there is nothing to put together.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Puts the JSON of Graph together again.
    pub fn read(&self, row: &Cells<'_>, fields: &mut Fields<'_>) {
        let (mut user, mut app) = (Map::new(), Map::new());
        let mut targets = vec![(Map::new(), vec![Map::new(); PROPERTIES]); TARGETS];
        let mut details = vec![Map::new(); DETAILS];
        for &(column, place) in &self.places {
            let Some(cell) = row.get(column).filter(|cell| !cell.is_empty()) else { continue };
            let (map, key) = match place {
                Place::User(key) => (&mut user, key),
                Place::App(key) => (&mut app, key),
                Place::Target(n, key) => (&mut targets[n].0, key),
                Place::Property(n, m, key) => (&mut targets[n].1[m], key),
                Place::Detail(n, key) => (&mut details[n], key),
            };
            map.insert(key.to_owned(), Value::from(cell.into_owned()));
        }
        let whole = |list: Vec<Map<String, Value>>| list.into_iter().filter(|map| !map.is_empty()).map(Value::Object).collect::<Vec<_>>();
        let targets = targets.into_iter().filter(|(target, properties)| !target.is_empty() || properties.iter().any(|map| !map.is_empty()));
        let targets = targets.map(|(mut target, properties)| {
            target.insert("modifiedProperties".to_owned(), Value::Array(whole(properties)));
            Value::Object(target)
        });
        let mut actor = Map::new();
        if !user.is_empty() {
            actor.insert("user".to_owned(), Value::Object(user));
        }
        if !app.is_empty() {
            actor.insert("app".to_owned(), Value::Object(app));
        }
        let mut set = |field, value: Value| fields.set(field, Scalar::Text(value.to_string().into()));
        set(Field::AuditTargets, Value::Array(targets.collect()));
        set(Field::AuditActor, Value::Object(actor));
        set(Field::AuditDetails, json!(whole(details)));
    }
}

fn place(heading: &str) -> Option<Place> {
    match heading {
        "actorobjectid" => return Some(Place::User("id")),
        "actordisplayname" => return Some(Place::User("displayName")),
        "actoruserprincipalname" => return Some(Place::User("userPrincipalName")),
        "ipaddress" => return Some(Place::User("ipAddress")),
        "actorhometenantid" => return Some(Place::User("homeTenantId")),
        "actorserviceprincipalid" => return Some(Place::App("servicePrincipalId")),
        "actorserviceprincipalname" => return Some(Place::App("displayName")),
        _ => {}
    }
    if let Some(rest) = heading.strip_prefix("target") {
        let (target, rest) = number(rest, TARGETS)?;
        if let Some(rest) = rest.strip_prefix("modifiedproperty") {
            let (property, rest) = number(rest, PROPERTIES)?;
            let key = match rest {
                "name" => "displayName",
                "oldvalue" => "oldValue",
                "newvalue" => "newValue",
                _ => return None,
            };
            return Some(Place::Property(target, property, key));
        }
        let key = match rest {
            "type" => "type",
            "displayname" => "displayName",
            "objectid" => "id",
            "userprincipalname" => "userPrincipalName",
            _ => return None,
        };
        return Some(Place::Target(target, key));
    }
    let (detail, rest) = number(heading.strip_prefix("additionaldetail")?, DETAILS)?;
    match rest {
        "key" => Some(Place::Detail(detail, "key")),
        "value" => Some(Place::Detail(detail, "value")),
        _ => None,
    }
}

/// A number from 1 to `most` in front, as a place from 0, and what follows it.
fn number(text: &str, most: usize) -> Option<(usize, &str)> {
    let digit = text.chars().next().and_then(|c| c.to_digit(10)).and_then(|digit| usize::try_from(digit).ok())?;
    let rest = text.get(1..)?;
    (1..=most).contains(&digit).then(|| (digit - 1, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_the_json_they_came_from() {
        let headings = ["activity", "actoruserprincipalname", "target1objectid", "target1modifiedproperty2name", "target1modifiedproperty2newvalue"];
        let headings: Vec<String> = headings.map(str::to_owned).to_vec();
        let columns = AuditColumns::new(&headings);
        let mut row = Cells::default();
        row.set(["x", "admin@own.example", "id-1", "tenantId", "\"abc\""]);
        let mut fields = Fields::default();
        columns.read(&row, &mut fields);
        assert_eq!(fields.text(Field::AuditActor).as_deref(), Some(r#"{"user":{"userPrincipalName":"admin@own.example"}}"#));
        assert_eq!(
            fields.text(Field::AuditTargets).as_deref(),
            Some(r#"[{"id":"id-1","modifiedProperties":[{"displayName":"tenantId","newValue":"\"abc\""}]}]"#)
        );
        assert!(AuditColumns::new(&["target9type".to_owned(), "target0type".to_owned(), "targetx".to_owned(), "target".to_owned()]).is_empty());
    }
}
