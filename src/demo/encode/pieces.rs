//! The pieces that the signIn record of Graph, the diagnostic log and Log Analytics have in common.

use serde_json::{Map, Value, json};

use super::{incidental, seven_digits, to_the_second};
use crate::demo::cast::Text;
use crate::demo::rng::guid;
use crate::demo::scenario::{Event, Log};

/// Whose dialect a piece is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Graph beta, and the JSON download of the portal.
    Beta,
    /// Graph v1.0.
    V1,
    /// Diagnostic settings and Log Analytics.
    Diagnostic,
}

/// A JSON object that keeps the order of its keys.
#[derive(Debug, Default)]
pub struct Record(Map<String, Value>);

impl Record {
    /// Adds a key.
    pub fn put(&mut self, key: &str, value: impl Into<Value>) -> &mut Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Adds a text; an absent one is empty, as these logs have it.
    pub fn text(&mut self, key: &str, value: Option<&Text>) -> &mut Self {
        self.put(key, value.map_or("", |text| &**text))
    }

    /// Adds several keys with the same value.
    pub fn same(&mut self, keys: &[&str], value: &Value) -> &mut Self {
        for key in keys {
            self.put(key, value.clone());
        }
        self
    }

    /// The finished object.
    #[must_use]
    pub fn finish(self) -> Value {
        Value::Object(self.0)
    }
}

/// An optional text as a JSON value: empty when absent.
#[must_use]
pub fn optional(value: Option<&Text>) -> Value {
    Value::from(value.map_or("", |text| &**text))
}

/// `status`. The diagnostic log leaves out what Graph fills with "Other.".
#[must_use]
pub fn status(event: &Event, dialect: Dialect) -> Value {
    let mut record = Record::default();
    record.put("errorCode", event.error_code);
    let diagnostic = dialect == Dialect::Diagnostic;
    if !diagnostic || event.error_code != 0 {
        record.put("failureReason", event.failure_reason);
    }
    if !event.additional_details.is_empty() {
        record.put("additionalDetails", event.additional_details);
    } else if !diagnostic {
        record.put("additionalDetails", Value::Null);
    }
    record.finish()
}

/// `location`.
#[must_use]
pub fn location(event: &Event, dialect: Dialect) -> Value {
    let place = event.place;
    let known = !place.country.is_empty();
    let mut coordinates = Record::default();
    if known {
        if dialect != Dialect::Diagnostic {
            coordinates.put("altitude", Value::Null);
        }
        coordinates.put("latitude", place.latitude).put("longitude", place.longitude);
    }
    json!({"city": place.city, "state": place.state, "countryOrRegion": place.country, "geoCoordinates": coordinates.finish()})
}

/// `deviceDetail`.
#[must_use]
pub fn device(event: &Event, dialect: Dialect) -> Value {
    let mut record = Record::default();
    record.put("deviceId", optional(event.device.as_ref()));
    let managed = event.device.is_some();
    if dialect != Dialect::Diagnostic || managed {
        let name =
            if managed { format!("CONTOSO-PC-{:04}", event.device.as_deref().map_or(0, crate::demo::rng::hash) % 10_000) } else { String::new() };
        record.put("displayName", name);
    }
    record.put("operatingSystem", event.agent.system).put("browser", event.agent.browser);
    if dialect != Dialect::Diagnostic || managed {
        record.put("isCompliant", managed).put("isManaged", managed).put("trustType", trust_type(event));
    }
    record.finish()
}

/// How the device is joined.
#[must_use]
pub const fn trust_type(event: &Event) -> &'static str {
    if event.device.is_some() { "Hybrid Azure AD joined" } else { "" }
}

/// `appliedConditionalAccessPolicies`.
#[must_use]
pub fn policies(event: &Event, dialect: Dialect) -> Value {
    let one = |policy: &crate::demo::scenario::PolicyResult| {
        let applied = !policy.result.ends_with("otApplied");
        let mut record = Record::default();
        record
            .put("id", &*policy.id)
            .put("displayName", &*policy.name)
            .put("enforcedGrantControls", json!([policy.control]))
            .put("enforcedSessionControls", json!([]))
            .put("result", policy.result);
        match dialect {
            Dialect::V1 => {}
            Dialect::Beta => {
                record.put("conditionsSatisfied", if applied { "application,users" } else { "application" });
                record.put("conditionsNotSatisfied", if applied { "none" } else { "users" });
            }
            Dialect::Diagnostic => {
                record.put("conditionsSatisfied", if applied { 3 } else { 1 });
                record.put("conditionsNotSatisfied", if applied { 0 } else { 2 });
            }
        }
        record.finish()
    };
    event.ca_policies.iter().map(one).collect()
}

/// `riskLevelDuringSignIn`: a wrong password now and then looks like a guess.
#[must_use]
pub fn risk_level(event: &Event) -> &'static str {
    if event.error_code == 50126 && incidental(event, 7, 4) == 0 { "low" } else { "none" }
}

/// `authenticationDetails`: one step, two when a second factor was part of it.
#[must_use]
pub fn authentication_details(event: &Event, dialect: Dialect) -> Value {
    if event.log != Log::Interactive {
        return json!([]);
    }
    let date = if dialect == Dialect::Diagnostic { seven_digits(event, 0, "+00:00") } else { to_the_second(event.time) };
    let step = |number: u8, method: &str, succeeded: bool, result: &str, requirement: &str| {
        let mut record = Record::default();
        record
            .put("authenticationStepDateTime", date.as_str())
            .put("authenticationMethod", method)
            .put("succeeded", succeeded)
            .put("authenticationStepResultDetail", result)
            .put("authenticationStepRequirement", requirement);
        if dialect == Dialect::Diagnostic {
            record.put("StatusSequence", 0).put("RequestSequence", number);
        } else {
            record.put("authenticationMethodDetail", if number == 0 { "Password in the cloud" } else { "" });
        }
        record.finish()
    };
    let first = step(
        0,
        "Password",
        event.error_code != 50126,
        if event.error_code == 50126 { "Invalid password" } else { "Correct password" },
        "Primary authentication",
    );
    if event.requirement != "multiFactorAuthentication" {
        return json!([first]);
    }
    let claimed = event.additional_details.contains("by claim");
    let method = if claimed { "Previously satisfied" } else { "Mobile app notification" };
    let second = step(1, method, event.error_code == 0, event.additional_details, "Multifactor authentication");
    json!([first, second])
}

/// `uniqueTokenIdentifier`: 22 characters of the URL-safe alphabet.
#[must_use]
pub fn token_id(event: &Event) -> String {
    let pick = |n: u64| {
        let letter = u8::try_from(incidental(event, 100 + n, 62)).unwrap_or(0);
        char::from(match letter {
            0..26 => b'A' + letter,
            26..52 => b'a' + letter - 26,
            _ => b'0' + letter - 52,
        })
    };
    (0..22).map(pick).collect()
}

/// `sessionId`.
#[must_use]
pub fn session_id(event: &Event) -> String {
    guid(incidental(event, 3, u64::MAX), 3)
}

/// `incomingTokenType`.
#[must_use]
pub const fn incoming_token(event: &Event) -> &'static str {
    match event.log {
        Log::NonInteractive => "refreshToken",
        _ => "none",
    }
}

/// `autonomousSystemNumber`, from the numbers reserved for documentation.
#[must_use]
pub fn network_number(event: &Event) -> u64 {
    64_496 + incidental(event, 4, 16)
}

/// Milliseconds the sign-in took.
#[must_use]
pub fn latency(event: &Event) -> u64 {
    40 + incidental(event, 6, 900)
}

/// `Member` and `Guest`, as everything but Graph writes it.
#[must_use]
pub fn user_type_label(event: &Event) -> &'static str {
    match event.user_type {
        "guest" => "Guest",
        "member" => "Member",
        _ => "",
    }
}
