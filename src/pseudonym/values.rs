//! Values of settings that are not modelled: JSON in which anything may stand.

use serde_json::{Map, Value};

use super::{Kind, Pseudonyms};

/// Texts that name nobody: words of Microsoft's in the place of ids and lists, and what this program calls what happened to an entry.
const WORDS: [&str; 39] = [
    "AllUsers",
    "AllApplications",
    "AllMicrosoftApps",
    "AllGuestsOrExternalUsers",
    "Office365",
    "MicrosoftAdminPortals",
    "allowed",
    "blocked",
    "user",
    "group",
    "application",
    "partner",
    "owner",
    "member",
    "none",
    "everyone",
    "adminsAndGuestInviters",
    "adminsGuestInvitersAndAllMembers",
    "enabled",
    "disabled",
    "active",
    "pending",
    "unspecified",
    "default",
    "true",
    "false",
    "null",
    "added",
    "removed",
    "reset",
    "azureActiveDirectory",
    "externalFederation",
    "socialIdentityProviders",
    "emailOneTimePasscode",
    "microsoftAccount",
    "defaultConfiguredIdp",
    "microsoftonline.com",
    "microsoftonline.us",
    "partner.microsoftonline.cn",
];

/// Ids of Microsoft's roles of guests.
const ROLES: [&str; 3] = ["2af84b1e-32c8-42b7-82bc-daa82404023b", "10dae51f-b6af-4016-8d66-8c2a99b929b3", "a0b1b346-4d3e-4e8b-98f8-753987be4970"];

/// The most letters of a name of a member; longer ones are no names.
const LONGEST: usize = 80;

/// Whether a text is a name as programs write them: `isSyncAllowed`, `b2bCollaborationInbound.usersAndGroups`, `value@odata.type`.
fn is_identifier(text: &str) -> bool {
    let (name, note) = text.split_once('@').unwrap_or((text, ""));
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'));
    let note_is_one = note.strip_prefix("odata.").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_alphabetic()));
    plain && text.len() <= LONGEST && (note_is_one || (note.is_empty() && name.starts_with(|first: char| first.is_ascii_alphabetic())))
}

impl Pseudonyms {
    /// The name of a setting: one that is no name gives way.
    #[must_use]
    pub fn setting(&self, name: &str) -> String {
        if name.len() <= LONGEST && name.split(' ').all(is_identifier) { name.to_owned() } else { self.of(Kind::Other, name) }
    }

    /// A text in which anything may stand: only what is known to name nobody stays.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        let plain = text.trim();
        let stays = plain.is_empty()
            || WORDS.iter().any(|word| word.eq_ignore_ascii_case(plain))
            || ROLES.iter().any(|role| role.eq_ignore_ascii_case(plain))
            || plain.bytes().all(|byte| byte.is_ascii_digit())
            || self.keeps_tenant(plain)
            || self.is_app(plain);
        if stays { text.to_owned() } else { self.of(Kind::Other, text) }
    }

    /// A value with every text in it replaced that may tell who is meant. JSON in strings is opened.
    #[must_use]
    pub fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match serde_json::from_str::<Value>(text) {
                Ok(inner @ (Value::Object(_) | Value::Array(_))) => Value::String(self.value(&inner).to_string()),
                _ => Value::String(self.text(text)),
            },
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Object(members) => Value::Object(self.members(members)),
            plain => plain.clone(),
        }
    }

    /// The members of an object, likewise.
    #[must_use]
    pub fn members(&self, members: &Map<String, Value>) -> Map<String, Value> {
        let key = |key: &str| if is_identifier(key) { key.to_owned() } else { self.of(Kind::Other, key) };
        let plain = |key: &str| key.to_ascii_lowercase().ends_with("@odata.type");
        let value = |key: &str, value: &Value| if plain(key) { value.clone() } else { self.value(value) };
        members.iter().map(|(name, found)| (key(name), value(name, found))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Key;
    use super::*;
    use serde_json::json;

    #[test]
    fn of_unknown_json_only_words_that_name_nobody_stay() {
        let names = Pseudonyms::new(Key::new(b"key").expect("a key"), false);
        let value = json!({
            "isSyncAllowed": true, "days": 30, "accessType": "blocked", "inner": "{\"owner\":\"Ann\",\"state\":\"pending\"}",
            "ann@fabrikam.example": ["AllUsers", "Ann Lee"], "app": "00000003-0000-0000-c000-000000000000",
        });
        let text = names.value(&value).to_string();
        for stays in ["isSyncAllowed\":true", "\"days\":30", "blocked", "pending", "AllUsers", "00000003-0000-0000-c000-000000000000"] {
            assert!(text.contains(stays), "{stays}: {text}");
        }
        for goes in ["Ann", "fabrikam", "Lee"] {
            assert!(!text.contains(goes), "{goes}: {text}");
        }
        assert_eq!(names.setting("b2bCollaborationInbound.usersAndGroups"), "b2bCollaborationInbound.usersAndGroups");
        assert!(names.setting("ann@fabrikam.example").starts_with("val_"));
        assert_eq!(names.text("everyone"), "everyone");
    }
}
