//! Laws over arbitrary events: nothing is lost, nothing panics, nothing depends on order.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::model::parse_guid;
use crate::policy::{CrossTenantAccessPolicy, Decoded, read_setting, setting_name};
use crate::words::Lang;

const NAMES: [&str; 13] = [
    "b2bCollaborationInbound",
    "B2BDirectConnectOutbound.Applications",
    "inboundTrust",
    "isMfaAccepted",
    "userSyncInbound",
    "PartnerPolicyDetail",
    "PartnerIdentifier",
    "tenantId",
    "m365CollaborationInbound",
    "AllowInvitesFrom",
    "PolicyDetail",
    "Something else",
    "",
];
const ACTIVITIES: [&str; 9] = [
    UPDATE,
    "Add a partner to cross-tenant access setting",
    "Delete partner specific cross-tenant access setting",
    "Update the company default cross-tenant access setting",
    "Create a partner cross-tenant identity sync setting",
    "Migrated partner cross-tenant access settings to the scalable model",
    "Update a MultiTenantOrg",
    "Update authorization policy",
    "Update policy",
];

fn any_json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        select(&["modifiedProperties", "displayName", "oldValue", "newValue", "id", "ID", "Type", "Name", "user", "app"][..]).prop_map(str::to_owned),
        select(&["usersAndGroups", "accessType", "targets", "target", "tenantId", "isMfaAccepted", "AllowedDomains"][..]).prop_map(str::to_owned),
        select(&NAMES[..]).prop_map(str::to_owned),
        ".{0,4}"
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1i64..4).prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        select(&["allowed", "\"blocked\"", "{\"accessType\":1}", "[[", "AllUsers", PARTNER, "none", "1e5"][..]).prop_map(Value::from),
        select(&NAMES[..]).prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 40, 5, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((key.clone(), inner.clone()), 0..5).prop_map(|members| Value::Object(members.into_iter().collect())),
            inner.prop_map(|value| Value::from(value.to_string())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_events_never_panic(
        actor in any_json(), targets in any_json(), properties in any_json(), text in ".{0,20}", activity in select(&ACTIVITIES[..]), cut in 0usize..60,
    ) {
        let texts = [actor, targets, properties].map(|value| value.to_string().chars().take(if cut < 40 { usize::MAX } else { cut }).collect::<String>());
        let raw = RawChange { activity, actor: &texts[0], targets: &texts[1], properties: &texts[2], reason: &text, details: &text, maybe_cut: true, ..RawChange::default() };
        let changes = decoded(&raw, &[OWN], None);
        prop_assert!(!changes.is_empty(), "every event is told");
        for change in &changes {
            for lang in [Lang::En, Lang::Ja] {
                prop_assert!(summary(change, &Named, Some(&Impact::default()), lang, "t").starts_with("t "));
            }
            prop_assert_eq!(&change.before, &change.was.words());
            prop_assert_eq!(&change.after, &change.is.words());
        }
        let ranks: Vec<_> = changes.iter().map(Change::rank).collect();
        prop_assert!(ranks.is_sorted());
        for at in [-1, 1] {
            let _ = state_at(&CrossTenantAccessPolicy::default(), 0, &changes, at);
        }
        let raw = RawChange { activity: &text, category: &text, actor: &text, targets: &text, properties: &text, result: &text, ..raw };
        let _ = decoded(&raw, &[&text], None);
    }

    #[test]
    fn no_text_is_lost(name in select(&NAMES[..]), old in any_json(), new in any_json(), activity in select(&ACTIVITIES[..]), unified: bool) {
        let told = Told::new(activity, "").with("tenantId", PARTNER, PARTNER);
        let [_, targets, _] = told.texts(Carrier::Graph);
        // The values as they are, not wrapped: the log may hold anything.
        let (targets, properties) = if unified {
            ("[]".to_owned(), json!([{"Name": "tenantId", "NewValue": PARTNER}, {"Name": name, "OldValue": old, "NewValue": new}]).to_string())
        } else {
            let mut targets: Value = serde_json::from_str(&targets).expect("JSON");
            let found = json!({"displayName": name, "oldValue": old, "newValue": new});
            targets[0]["modifiedProperties"].as_array_mut().expect("a list").push(found);
            (targets.to_string(), String::new())
        };
        let changes = decoded(&RawChange { activity, targets: &targets, properties: &properties, ..RawChange::default() }, &[], None);
        let words = |change: &Change| [change.before.clone(), change.after.clone()];
        let all: Vec<String> = changes.iter().flat_map(words).flatten().collect();
        if name == "PartnerPolicyDetail" || name == "PolicyDetail" || activity.starts_with("Migrated") {
            // Opened, or left where it was: laws of their own.
            return Ok(());
        }
        let sides = [&old, &new].map(|value| read_setting(&setting_name(name), value, Some(PARTNER)));
        let verbatim = [&old, &new].map(json::text_of);
        let plain = [&old, &new].map(|value| SettingValue::plain(json::settled(value)).words());
        let collaboration = ["Update authorization policy", "Update policy"].contains(&activity);
        for side in 0..2 {
            match &sides[side] {
                _ if collaboration => {
                    // Numbers of who may invite become words.
                    let shown = name == "AllowInvitesFrom" || plain[0] == plain[1] || plain[side].as_ref().is_none_or(|plain| all.contains(plain));
                    prop_assert!(shown || plain[side].is_none() || name == "tenantId" || name == "PartnerIdentifier", "{:?} of {:?}", plain, all);
                }
                Decoded::Raw { text, .. } => {
                    prop_assert_eq!(text, &verbatim[side]);
                    prop_assert!(verbatim[0] == verbatim[1] || all.contains(text), "{} of {:?}", text, all);
                    prop_assert!(verbatim[0] == verbatim[1] || changes.iter().any(|change| change.undecoded));
                }
                Decoded::Text(_) if sides.iter().all(|side| matches!(side, Decoded::Text(_) | Decoded::Inherited)) => {
                    // An id that only says which organisation is meant stands in its own column; the default is of none, and has none.
                    let names_one = name == "tenantId" || name == "PartnerIdentifier";
                    let of_default = names_one && changes.iter().all(|change| change.partner_tenant_id.is_none());
                    let is_id = plain[side].as_ref().is_some_and(|plain| {
                        (of_default && parse_guid(plain).is_some())
                            || changes.iter().any(|change| change.partner_tenant_id.as_ref() == Some(&plain.to_lowercase()))
                    });
                    let shown = plain[0] == plain[1] || plain[side].as_ref().is_none_or(|plain| all.contains(plain));
                    prop_assert!(shown || is_id, "{:?} of {:?}", plain, all);
                }
                // What was decoded is the value, and a value that differs is a row.
                decoded => {
                    let parts = setting_value::setting_values(&setting_name(name), decoded);
                    let other = setting_value::setting_values(&setting_name(name), &sides[1 - side]);
                    let unreadable = sides.iter().any(|side| matches!(side, Decoded::Raw { .. }));
                    for (setting, value) in parts.iter().filter(|_| !unreadable) {
                        let same = other.iter().any(|(name, other)| name == setting && other.words() == value.words());
                        prop_assert!(same || value.words().is_none_or(|words| all.contains(&words)), "{:?} of {:?}", value, all);
                    }
                }
            }
        }
    }

    #[test]
    fn the_parts_of_an_entry_are_kept(members in proptest::collection::vec(("[a-z]{3,6}", "[A-Za-z {\\[]{1,8}"), 1..4)) {
        let detail: Value = Value::Object(members.iter().map(|(name, value)| (name.clone(), json!(value))).collect());
        let changes = Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER).with("PartnerPolicyDetail", Value::Null, detail.clone()).decode();
        for (name, value) in detail.as_object().expect("an object") {
            let kept = json::settled(value);
            let row = changes.iter().find(|change| change.setting == *name);
            prop_assert_eq!(row.and_then(|row| row.after.clone()), SettingValue::plain(kept).words(), "{}", name);
        }
    }
}
