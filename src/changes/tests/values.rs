//! Values as logs write them, and whose they are.

use super::*;
use crate::policy::{Effect::*, Observed};

#[expect(clippy::needless_pass_by_value, reason = "values are written at the call")]
fn of(name: &str, old: Value, new: Value) -> Vec<Change> {
    let properties = json!([{"displayName": "tenantId", "newValue": PARTNER}, {"displayName": name, "oldValue": old, "newValue": new}]);
    let targets = json!([{"type": "Policy", "modifiedProperties": properties}]).to_string();
    decoded(&RawChange { activity: UPDATE, targets: &targets, ..RawChange::default() }, &[OWN], None)
}

#[test]
fn wrapped_values_are_opened() {
    let plain = everything(AccessType::Blocked);
    let expected = of("b2bCollaborationInbound", Value::Null, plain.clone());
    assert_eq!(rows(&expected).len(), 2);
    let list = json!([plain]);
    let text = |value: &Value| Value::from(value.to_string());
    for value in [text(&plain), text(&text(&plain)), text(&text(&text(&plain))), list.clone(), text(&list), text(&json!([text(&plain)]))] {
        assert_eq!(of("B2BCollaborationInbound", json!("null"), value.clone()), expected, "{value}");
    }
    for nothing in [json!(""), json!("null"), json!("[]"), json!("\"\""), json!([])] {
        assert_eq!(of("b2bCollaborationInbound", nothing.clone(), text(&plain)), expected, "{nothing}");
    }
    // The whole event wrapped as well, as columns hold it.
    let targets = json!([{"modifiedProperties": [{"DISPLAYNAME": "inboundTrust", "NewValue": "{\"isMfaAccepted\":1}"}]}]);
    for wrapped in [targets.to_string(), text(&targets).to_string(), text(&text(&targets)).to_string(), targets[0].to_string()] {
        let changes = decoded(&RawChange { activity: UPDATE, targets: &wrapped, ..RawChange::default() }, &[], None);
        assert_eq!(rows(&changes), [("inboundTrust.isMfaAccepted", None, Some("true"), Loosened)], "{wrapped}");
    }
}

#[test]
fn what_cannot_be_read_is_shown_and_said() {
    let cut: String = everything(AccessType::Blocked).to_string().chars().take(60).collect();
    let changes = of("b2bCollaborationInbound", everything(AccessType::Allowed), json!(cut));
    let [change] = changes.as_slice() else { panic!("one row") };
    assert_eq!((change.setting.as_str(), change.after.as_deref(), change.effect), ("b2bCollaborationInbound", Some(cut.as_str()), Unknown));
    assert_eq!(change.before, Some(everything(AccessType::Allowed).to_string()), "the other side as it came");
    assert!(change.undecoded && change.is == SettingValue::Unreadable { text: cut.clone(), truncated: true });
    for odd in ["whatever", "{\"AccessType\":9}", "[1,2]"] {
        let changes = of("b2bCollaborationInbound.applications", Value::Null, json!(odd));
        assert_eq!((changes[0].after.as_deref(), changes[0].undecoded), (Some(odd), true), "{odd}");
    }
    let changes = of("PartnerPolicyDetail", Value::Null, json!("no entry"));
    assert_eq!((changes[0].setting.as_str(), changes[0].after.as_deref()), ("partnerPolicyDetail", Some("no entry")));
    assert!(changes[0].undecoded);
    // One bad block does not spoil the others.
    let changes = of("PartnerPolicyDetail", Value::Null, json!({"b2bCollaborationInbound": "x", "inboundTrust": {"isMfaAccepted": true}}));
    assert_eq!(rows(&changes), [("b2bCollaborationInbound", None, Some("x"), Unknown), ("inboundTrust.isMfaAccepted", None, Some("true"), Loosened)]);
    let changes = decoded(&RawChange { activity: UPDATE, targets: "[{\"id", properties: "odd", ..RawChange::default() }, &[], None);
    let stray: Vec<_> = changes.iter().map(|change| (change.setting.as_str(), change.after.as_deref(), change.undecoded)).collect();
    assert_eq!(stray, [("modifiedProperties", Some("odd"), true), ("targetResources", Some("[{\"id"), true)]);
}

#[test]
fn lists_say_what_came_and_went() {
    let changes = of("b2bCollaborationInbound", only(AccessType::Allowed, &[APP, USER]), only(AccessType::Allowed, &[APP, GROUP]));
    let [change] = changes.as_slice() else { panic!("only the applications changed") };
    assert_eq!((change.setting.as_str(), change.effect), ("b2bCollaborationInbound.applications", Changed));
    assert_eq!(change.after, Some(format!("allowed: {GROUP}; {APP}")));
    assert_eq!((&change.added, &change.removed), (&vec![Target::application(GROUP)], &vec![Target::application(USER)]));
}

#[test]
fn both_lists_of_a_block_are_judged_together() {
    let list = |access: u8, target: &str, kind: u8| json!({"AccessType": access, "Targets": [{"Target": target, "TargetType": kind}]});
    let block = |users: Value, applications: Value| json!({"UsersAndGroups": users, "Applications": applications});
    // Only a group was blocked from everything; now it is blocked from one application alone.
    let (old, new) = (block(list(2, GROUP, 2), list(2, "AllApplications", 3)), block(list(2, GROUP, 2), list(2, APP, 3)));
    let changes = of("b2bCollaborationInbound", old.clone(), new.clone());
    assert_eq!(changes.len(), 1);
    assert!(changes[0].effect == Loosened && changes[0].pairs_only, "fewer pairs are blocked");
    // The halves as properties of their own, as the portal saves them.
    let halves = |side: &Value, name: &str| side[name].clone();
    let told = Told::new(UPDATE, SETTINGS)
        .with("tenantId", PARTNER, PARTNER)
        .with("b2bCollaborationInbound.Applications", halves(&old, "Applications"), halves(&new, "Applications"))
        .with("b2bCollaborationInbound.usersAndGroups", list(1, GROUP, 2), list(2, GROUP, 2));
    let effects: Vec<_> = told.decode().iter().map(|change| (change.setting.clone(), change.effect)).collect();
    let share = Loosened;
    assert_eq!(effects, [("b2bCollaborationInbound.applications".to_owned(), share), ("b2bCollaborationInbound.usersAndGroups".to_owned(), share)]);
    // Other words for the same.
    let (old, new) = (block(list(1, "AllUsers", 1), list(2, "AllApplications", 3)), everything(AccessType::Blocked));
    assert_eq!(
        rows(&of("b2bCollaborationInbound", old, new)),
        [("b2bCollaborationInbound.usersAndGroups", Some("allowed: AllUsers"), Some("blocked: AllUsers"), Unchanged)]
    );
    let with_devices =
        json!({"UsersAndGroups": list(2, "AllUsers", 1), "Applications": list(2, "AllApplications", 3), "Devices": {"Mode": "blocked"}});
    let changes = of("tenantRestrictions", everything(AccessType::Blocked), with_devices);
    assert_eq!(rows(&changes), [("tenantRestrictions.devices", None, Some("{\"mode\":\"blocked\"}"), Changed)]);
}

#[test]
fn inherited_halves_and_what_was_seen_decide() {
    let closed = Configuration { b2b_collaboration_inbound: Some(B2bSetting::everything(AccessType::Blocked)), ..Configuration::default() };
    let told =
        Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER).with("b2bCollaborationInbound", Value::Null, everything(AccessType::Blocked));
    let effect = |default| told.decode_with(Carrier::Graph, &[], default)[0].effect;
    assert_eq!((effect(None), effect(Some(&closed))), (Tightened, Unchanged));
    // A pair that was seen: the client is allowed before, the resource blocked after.
    let told = Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER).with(
        "b2bCollaborationInbound",
        only(AccessType::Allowed, &[APP]),
        only(AccessType::Blocked, &[GROUP]),
    );
    let [actor, targets, _] = told.texts(Carrier::Graph);
    let raw = RawChange { activity: UPDATE, actor: &actor, targets: &targets, ..RawChange::default() };
    let lookups = Lookups::default();
    let seen = |direction: Direction, partner: Option<&str>| {
        assert_eq!((direction, partner), (Direction::Inbound, Some(PARTNER)));
        vec![Observed { user: Some(USER), client: Some(APP), resource: Some(GROUP) }]
    };
    let context = Context { observed: &seen, default: None, lookups: &lookups };
    assert_eq!((decode(&raw, &[], &context)[0].effect, decoded(&raw, &[], None)[0].effect), (Changed, Loosened));
}

#[test]
fn the_organisation_is_found_in_the_documented_order() {
    let found = |target: Value| {
        let targets = json!([target]).to_string();
        decoded(&RawChange { activity: UPDATE, targets: &targets, ..RawChange::default() }, &[OWN], None)[0].partner_tenant_id.clone()
    };
    let id = |name: &str, old: Value, new: Value| json!({"displayName": name, "oldValue": old, "newValue": new});
    let named = format!("Partner {OTHER}");
    let quoted = format!("\"{}\"", PARTNER.to_uppercase());
    let both = json!([id("PartnerIdentifier", Value::Null, json!(OTHER)), id("tenantId", Value::Null, json!(quoted))]);
    assert_eq!(found(json!({"displayName": named, "modifiedProperties": both})).as_deref(), Some(PARTNER));
    assert_eq!(
        found(json!({"displayName": named, "modifiedProperties": [id("partneridentifier", json!(PARTNER), Value::Null)]})).as_deref(),
        Some(PARTNER)
    );
    let detail = json!({"TenantId": PARTNER, "inboundTrust": null}).to_string();
    assert_eq!(found(json!({"modifiedProperties": [id("PartnerPolicyDetail", Value::Null, json!(detail))]})).as_deref(), Some(PARTNER));
    assert_eq!(found(json!({"displayName": named, "id": PARTNER})).as_deref(), Some(OTHER));
    assert_eq!(found(json!({"displayName": null, "id": PARTNER})).as_deref(), Some(PARTNER));
    assert_eq!(found(json!({"displayName": null, "id": OWN})), None, "we are not our own partner");
    assert_eq!(found(json!({"displayName": format!("CrossTenantAccessPolicy for {OWN}"), "id": POLICY_ID})), None, "that is the policy itself");
    // What should be an id and is none is not lost.
    let changes = of("PartnerIdentifier", Value::Null, json!("a name"));
    assert_eq!(rows(&changes), [("partnerIdentifier", None, Some("a name"), Changed)]);
}

#[test]
fn several_organisations_in_one_event() {
    let target = |partner: &str| {
        json!({"type": "Policy", "modifiedProperties": [{"displayName": "tenantId", "newValue": partner},
        {"displayName": "isMfaAccepted", "newValue": "true"}]})
    };
    let targets = json!([target(OTHER), target(PARTNER), target(PARTNER), {"type": "Other", "id": USER}]).to_string();
    let changes = decoded(&RawChange { activity: UPDATE, targets: &targets, ..RawChange::default() }, &[], None);
    let partners: Vec<_> = changes.iter().map(|change| change.partner_tenant_id.as_deref()).collect();
    assert_eq!(partners, [Some(PARTNER), Some(OTHER)], "in order, once each");
    // One property with several entries: the one that is meant.
    let several = |on: bool| json!([{"tenantId": OTHER, "isMfaAccepted": !on}, {"tenantId": PARTNER, "inboundTrust": {"isMfaAccepted": on}}]);
    let changes = of("PartnerPolicyDetail", several(false), several(true));
    assert_eq!(rows(&changes), [("inboundTrust.isMfaAccepted", Some("false"), Some("true"), Loosened)]);
}
