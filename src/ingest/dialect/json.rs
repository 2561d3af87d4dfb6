//! Reads the needed fields of one JSON record with `serde_json`: the slow path, and the judge of the fast one (`skip`), which gets the same
//! bytes and the same [`Shape`] and must give the same [`Fields`].

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::shapes::STATUS;
use super::{Field, Fields, Scalar, Shape, Slot, Told, python};
use crate::nested_json::value_of;

/// How often JSON may be wrapped in a string of JSON.
pub(super) const WRAPPINGS: u8 = 3;

/// Reads one record, which must be a JSON object. `policies` = the names of failed Conditional Access policies are wanted too.
///
/// # Errors
/// The bytes are no valid JSON object.
pub fn read_record<'a>(bytes: &'a [u8], shape: &Shape, policies: bool, fields: &mut Fields<'a>) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    (&mut json).deserialize_map(ObjectVisitor { shape, policies, fields, wrappings: WRAPPINGS })?;
    json.end()
}

/// Reads one JSON value that belongs to `slot`, inside of as many wrappings as `wrappings` falls short of [`WRAPPINGS`].
pub(super) fn read_value<'a>(bytes: &'a [u8], slot: Slot, policies: bool, wrappings: u8, fields: &mut Fields<'a>) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    SlotSeed { slot, policies, fields, wrappings }.deserialize(&mut json)?;
    json.end()
}

/// Reads one value that belongs to `slot`: the cell of a CSV file. Unreadable JSON in a cell leaves its fields absent.
#[inline]
pub fn read_cell<'a>(text: Cow<'a, str>, slot: Slot, policies: bool, fields: &mut Fields<'a>) {
    match slot {
        // Some tools put the whole status into the column.
        Slot::Field(Field::StatusText) if text.starts_with(['{', '@']) => read_wrapped(&text, Slot::Object(&STATUS), policies, WRAPPINGS, fields),
        Slot::Json(field) if python::may_be_literal(&text) => {
            let literal = python::literal(&text).map(|value| Cow::Owned(value.to_string()));
            fields.set(field, Scalar::Text(literal.unwrap_or(text)));
        }
        Slot::Field(field) | Slot::Json(field) => fields.set(field, Scalar::Text(text)),
        nested => read_wrapped(&text, nested, policies, WRAPPINGS, fields),
    }
}

/// Reads JSON text that stands in a string.
fn read_wrapped(text: &str, slot: Slot, policies: bool, wrappings: u8, fields: &mut Fields<'_>) {
    if wrappings == 0 {
        return;
    }
    if !text.trim_start().starts_with(['{', '[', '"', '@']) {
        // `"status": "Failure"` in the place of an object.
        if let Slot::Object(shape) = slot
            && let Some(field) = shape.plain().filter(|&field| !fields.has(field))
        {
            fields.set(field, Scalar::Text(Cow::Owned(text.to_owned())));
        }
        return;
    }
    let mut inner = Fields::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let seed = SlotSeed { slot, policies, fields: &mut inner, wrappings: wrappings - 1 };
    if seed.deserialize(&mut json).is_ok() {
        return inner.move_into(fields);
    }
    if let Some(value) = Some(text).filter(|text| python::may_be_literal(text)).and_then(python::literal) {
        // A value that is there cannot fail to be read.
        let _ = SlotSeed { slot, policies, fields, wrappings: wrappings - 1 }.deserialize(value);
    } else if let Slot::Object(shape) = slot {
        read_pairs(text, shape, fields);
    }
}

/// Reads an object that was written as something like JSON: `@{errorCode=0; failureReason=Other.}` of PowerShell, `{'errorCode': 0}` of
/// Python. Only numbers and plain texts are taken.
fn read_pairs(text: &str, shape: &Shape, fields: &mut Fields<'_>) {
    let text = text.trim();
    let (text, between, behind_key) = match text.strip_prefix("@{") {
        Some(rest) => (rest, ";", "="),
        None => (text.strip_prefix('{').unwrap_or(text), ",", ":"),
    };
    for pair in text.strip_suffix('}').unwrap_or(text).split(between) {
        let Some((key, value)) = pair.split_once(behind_key) else { continue };
        let plain = |text: &str| text.trim().trim_matches(['\'', '"']).to_owned();
        if let (Some(Slot::Field(field)), value) = (shape.find(&plain(key)), plain(value))
            && !matches!(value.as_str(), "" | "None" | "null")
        {
            fields.set(field, Scalar::Text(Cow::Owned(value)));
        }
    }
}

struct ObjectVisitor<'s, 'f, 'a> {
    shape: &'s Shape,
    policies: bool,
    fields: &'f mut Fields<'a>,
    wrappings: u8,
}

impl<'a> Visitor<'a> for ObjectVisitor<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let mut first = true;
        while let Some(slot) = map.next_key_seed(KeySeed(self.shape))? {
            if std::mem::take(&mut first) {
                self.shape.mark(self.fields);
            }
            match slot {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(slot) => map.next_value_seed(SlotSeed { slot, policies: self.policies, fields: self.fields, wrappings: self.wrappings })?,
            }
        }
        Ok(())
    }
}

/// Reads a key and looks up what it holds.
struct KeySeed<'s>(&'s Shape);

impl<'a> DeserializeSeed<'a> for KeySeed<'_> {
    type Value = Option<Slot>;

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Option<Slot>, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<Slot>;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Option<Slot>, E> {
        Ok(self.0.find(key))
    }
}

/// Reads the value of a needed key. A value of an unexpected type is left out: one odd field must not cost the record.
struct SlotSeed<'f, 'a> {
    slot: Slot,
    policies: bool,
    fields: &'f mut Fields<'a>,
    wrappings: u8,
}

impl<'a> DeserializeSeed<'a> for SlotSeed<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<(), D::Error> {
        if matches!(self.slot, Slot::Policies) && !self.policies {
            return json.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        json.deserialize_any(self)
    }
}

impl<'a> SlotSeed<'_, 'a> {
    fn set(self, value: Scalar<'a>) {
        if let Slot::Field(field) = self.slot {
            self.fields.set(field, value);
        }
    }
}

impl<'a> Visitor<'a> for SlotSeed<'_, 'a> {
    type Value = ();

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<(), E> {
        match self.slot {
            Slot::Field(field) | Slot::Json(field) => self.fields.set(field, Scalar::Text(Cow::Borrowed(text))),
            slot => read_wrapped(text, slot, self.policies, self.wrappings, self.fields),
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        match self.slot {
            Slot::Field(field) | Slot::Json(field) => self.fields.set(field, Scalar::Text(Cow::Owned(text.to_owned()))),
            slot => read_wrapped(text, slot, self.policies, self.wrappings, self.fields),
        }
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.set(Scalar::Bool(value));
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.set(Scalar::Int(value));
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.set(i64::try_from(value).map_or_else(|_| Scalar::Text(Cow::Owned(value.to_string())), Scalar::Int));
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.set(Scalar::Text(Cow::Owned(value.to_string())));
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, map: A) -> Result<(), A::Error> {
        match self.slot {
            Slot::Object(shape) => ObjectVisitor { shape, policies: self.policies, fields: self.fields, wrappings: self.wrappings }.visit_map(map),
            // One element where a list is expected: Windows PowerShell unwraps lists of one.
            Slot::Policies => {
                store_element(&Value::deserialize(MapAccessDeserializer::new(map))?, self.slot, self.fields);
                Ok(())
            }
            Slot::Json(field) => {
                let value = Value::deserialize(MapAccessDeserializer::new(map))?;
                self.fields.set(field, Scalar::Text(Cow::Owned(value.to_string())));
                Ok(())
            }
            Slot::Each(told) => {
                ObjectVisitor { shape: told.shape(), policies: self.policies, fields: self.fields, wrappings: self.wrappings }.visit_map(map)?;
                told.take(self.fields);
                Ok(())
            }
            Slot::Field(_) | Slot::EventTypes => skip_map(map),
        }
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<(), A::Error> {
        match self.slot {
            slot @ (Slot::EventTypes | Slot::Policies) => {
                while let Some(element) = list.next_element::<Value>()? {
                    store_element(&element, slot, self.fields);
                }
            }
            Slot::Json(field) => {
                let value = Value::deserialize(SeqAccessDeserializer::new(list))?;
                self.fields.set(field, Scalar::Text(Cow::Owned(value.to_string())));
            }
            // Search engines give every value as a list of one.
            Slot::Field(_) => {
                let mut only = Fields::default();
                list.next_element_seed(SlotSeed { slot: self.slot, policies: self.policies, fields: &mut only, wrappings: self.wrappings })?;
                let mut others = 0;
                while list.next_element::<IgnoredAny>()?.is_some() {
                    others += 1;
                }
                if others == 0 {
                    only.move_into(self.fields);
                }
            }
            Slot::Each(told) => {
                told.begin(self.fields);
                while list.next_element_seed(ElementSeed { told, policies: self.policies, fields: self.fields })?.is_some() {
                    told.take(self.fields);
                }
            }
            Slot::Object(_) => while list.next_element::<IgnoredAny>()?.is_some() {},
        }
        Ok(())
    }
}

fn skip_map<'a, A: MapAccess<'a>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// Takes what is needed of one element of a list. Lists are short and few, so they are read the plain way.
fn store_element(element: &Value, slot: Slot, fields: &mut Fields<'_>) {
    // Keys differ in case between exporters.
    let text = |key: &str| value_of(element, key)?.as_str().filter(|text| !text.is_empty());
    let owned = |text: &str| Scalar::Text(Cow::Owned(text.to_owned()));
    match slot {
        Slot::EventTypes => {
            if let Some(kind) = element.as_str() {
                fields.set(Field::EventType, owned(kind));
            }
        }
        Slot::Policies => {
            let failed = text("result").is_some_and(|result| result.eq_ignore_ascii_case("failure"));
            if let Some(name) = text("displayName").filter(|_| failed) {
                // Log Analytics has the list in two columns.
                if fields.text(Field::FailedPolicies).is_some_and(|earlier| earlier.split("; ").any(|known| known == name)) {
                    return;
                }
                let all = fields.text(Field::FailedPolicies).map_or_else(|| name.to_owned(), |earlier| format!("{earlier}; {name}"));
                fields.set(Field::FailedPolicies, owned(&all));
            }
        }
        Slot::Field(_) | Slot::Object(_) | Slot::Each(_) | Slot::Json(_) => {}
    }
}

/// Reads an element of a list; what is no object is left out.
struct ElementSeed<'f, 'a> {
    told: Told,
    policies: bool,
    fields: &'f mut Fields<'a>,
}

impl<'a> DeserializeSeed<'a> for ElementSeed<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<(), D::Error> {
        // Texts in the place of elements are not opened.
        SlotSeed { slot: Slot::Object(self.told.shape()), policies: self.policies, fields: self.fields, wrappings: 0 }.deserialize(json)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DIAGNOSTIC, GRAPH, LOG_ANALYTICS};
    use super::*;

    fn read<'a>(json: &'a str, shape: &Shape) -> Fields<'a> {
        let mut fields = Fields::default();
        read_record(json.as_bytes(), shape, true, &mut fields).expect("valid JSON");
        fields
    }

    #[test]
    fn nested_and_odd_values_are_read_or_left_out() {
        let fields = read(
            r#"{"Id":"a","status":{"errorCode":"50126","failureReason":"x\u00e9"},"location":"{\"countryOrRegion\":\"JP\"}",
               "userId":{"odd":1},"appId":17,"signInEventTypes":["nonInteractiveUser"],"unknown":[{"status":{"errorCode":1}}],
               "appliedConditionalAccessPolicies":[{"displayName":"A","result":"failure"},{"displayName":"B","result":"success"},7,
               {"displayName":"C","result":"Failure"}]}"#,
            &GRAPH,
        );
        assert_eq!(fields.text(Field::Id).as_deref(), Some("a"));
        assert_eq!(fields.text(Field::ErrorCode).as_deref(), Some("50126"));
        assert_eq!(fields.text(Field::FailureReason).as_deref(), Some("xé"));
        assert_eq!(fields.text(Field::Country).as_deref(), Some("JP"));
        assert!(!fields.has(Field::UserId));
        assert_eq!(fields.text(Field::AppId).as_deref(), Some("17"));
        assert_eq!(fields.text(Field::EventType).as_deref(), Some("nonInteractiveUser"));
        assert_eq!(fields.text(Field::FailedPolicies).as_deref(), Some("A; C"));
    }

    #[test]
    fn an_envelope_keeps_its_own_fields_apart() {
        let fields = read(
            r#"{ "time": "2025-04-11T16:17:00Z", "resourceId": "/tenants/t/providers/x", "resultType": "0", "properties": {"resourceId":"r","id":"i"}}"#,
            &DIAGNOSTIC,
        );
        assert_eq!(fields.text(Field::ResourceId).as_deref(), Some("r"));
        assert_eq!(fields.text(Field::OwnerPath).as_deref(), Some("/tenants/t/providers/x"));
        assert_eq!(fields.text(Field::EnvelopeResult).as_deref(), Some("0"));
    }

    #[test]
    fn json_in_a_cell_may_be_wrapped_twice() {
        let mut fields = Fields::default();
        let slot = LOG_ANALYTICS.find("Status").expect("slot");
        read_cell(r#""{\"errorCode\":50158}""#.into(), slot, true, &mut fields);
        assert_eq!(fields.text(Field::ErrorCode).as_deref(), Some("50158"));
        let mut fields = Fields::default();
        read_cell("{broken".into(), slot, true, &mut fields);
        assert!(!fields.has(Field::ErrorCode));
        for status in
            ["@{errorCode=50126; failureReason=Invalid password.; additionalDetails=}", "{'errorCode': 50126, 'failureReason': 'Invalid password.'}"]
        {
            for slot in [slot, Slot::Field(Field::StatusText)] {
                let mut fields = Fields::default();
                read_cell(status.into(), slot, true, &mut fields);
                assert_eq!(fields.text(Field::ErrorCode).as_deref(), Some("50126"), "{status}");
                assert_eq!(fields.text(Field::FailureReason).as_deref(), Some("Invalid password."), "{status}");
            }
        }
    }
}
