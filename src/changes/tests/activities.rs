//! Every documented activity, in both shapes and in the three carriers.

use super::*;
use crate::policy::Effect::{Changed, Loosened, Tightened, Unchanged, Unknown};

const SHAPES: [Shape; 2] = [Shape::Members, Shape::Scalable];
const ADD: &str = "Add a partner to cross-tenant access setting";
const DELETE: &str = "Delete partner specific cross-tenant access setting";

fn everywhere(told: &Told, check: impl Fn(&[Change], Carrier)) {
    for carrier in CARRIERS {
        let changes = told.decode_with(carrier, &[OWN], None);
        check(&changes, carrier);
        for change in &changes {
            assert_eq!((change.actor.name.as_deref(), change.actor.id.as_deref()), (Some(ADMIN), Some(USER)), "{carrier:?}");
            assert_eq!(change.actor.ip.as_deref(), Some("192.0.2.1"), "{carrier:?}");
            assert_eq!(change.activity, told.activity);
            assert_eq!((change.correlation_id.as_str(), change.event_id.as_str()), ("correlation", "event"));
        }
    }
}

#[test]
fn entries_come_and_go() {
    for shape in SHAPES {
        everywhere(&Told::new(ADD, SETTINGS).entry(shape, PARTNER, &Value::Null, &json!({"b2bCollaborationInbound": null})), |changes, carrier| {
            assert_eq!(rows(changes), [(ENTRY, None, Some("added"), Unchanged)], "{shape:?} {carrier:?}");
            assert_eq!(changes[0].partner_tenant_id.as_deref(), Some(PARTNER));
            assert_eq!((changes[0].scope, changes[0].operation), (Scope::Partner, Operation::Add));
            assert!(changes[0].codes().is_empty() && !changes[0].automatic);
        });
        everywhere(&Told::new(DELETE, SETTINGS).entry(shape, PARTNER, &json!({}), &Value::Null), |changes, carrier| {
            // An entry that is shown whole, with nothing in it, had nothing to lose.
            let effect = if shape == Shape::Members { Unknown } else { Unchanged };
            assert_eq!(rows(changes), [(ENTRY, None, Some("removed"), effect)], "{shape:?} {carrier:?}");
            assert_eq!(changes[0].partner_tenant_id.as_deref(), Some(PARTNER), "the id stands in the old value");
        });
        let told = Told::new(DELETE, SETTINGS).entry(shape, PARTNER, &json!({"inboundTrust": {"IsMfaAccepted": true}}), &Value::Null);
        everywhere(&told, |changes, carrier| {
            assert_eq!(rows(changes), [("inboundTrust.isMfaAccepted", Some("true"), None, Tightened)], "{shape:?} {carrier:?}");
            assert_eq!(changes[0].operation, Operation::Remove);
        });
    }
}

#[test]
fn settings_of_a_partner_change() {
    for shape in SHAPES {
        let old = json!({"b2bCollaborationInbound": everything(AccessType::Allowed), "inboundTrust": {"IsMfaAccepted": false}});
        let new = json!({"b2bCollaborationInbound": everything(AccessType::Blocked), "inboundTrust": {"IsMfaAccepted": true},
            "automaticUserConsentSettings": {"InboundAllowed": true, "OutboundAllowed": null}});
        everywhere(&Told::new(UPDATE, SETTINGS).entry(shape, PARTNER, &old, &new), |changes, carrier| {
            let expected = [
                ("automaticUserConsentSettings.inboundAllowed", None, Some("true"), Loosened),
                ("b2bCollaborationInbound.applications", Some("allowed: AllApplications"), Some("blocked: AllApplications"), Tightened),
                ("b2bCollaborationInbound.usersAndGroups", Some("allowed: AllUsers"), Some("blocked: AllUsers"), Tightened),
                ("inboundTrust.isMfaAccepted", Some("false"), Some("true"), Loosened),
            ];
            assert_eq!(rows(changes), expected, "{shape:?} {carrier:?}");
            let codes: Vec<_> = changes.iter().map(|change| (change.codes(), change.direction())).collect();
            let inbound = Some(Direction::Inbound);
            let expected: [(&[i64], _); 4] = [(&[], None), (&[500_213], inbound), (&[500_213], inbound), (&[90071, 530_004], inbound)];
            assert_eq!(codes, expected);
            assert!(changes.iter().all(|change| change.partner_tenant_id.as_deref() == Some(PARTNER) && change.scope == Scope::Partner));
            // The scalable shape has six properties, which a CSV cannot hold.
            assert_eq!(changes[0].maybe_cut, carrier == Carrier::Csv && shape == Shape::Scalable, "{shape:?} {carrier:?}");
        });
    }
}

#[test]
fn every_block_has_its_codes() {
    for (name, codes) in [
        ("b2bCollaborationInbound", &[500_213][..]),
        ("b2bCollaborationOutbound", &[500_212]),
        ("b2bDirectConnectInbound", &[500_213]),
        ("b2bDirectConnectOutbound", &[500_212]),
        ("tenantRestrictions", &[5_000_211]),
    ] {
        let changes = Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER).with(
            name,
            everything(AccessType::Allowed),
            everything(AccessType::Blocked),
        );
        let changes = changes.decode();
        assert_eq!(changes.len(), 2, "{name}");
        assert!(changes.iter().all(|change| change.codes() == codes && change.effect == Tightened && change.block == Block::find(name)), "{name}");
    }
}

#[test]
fn the_default_changes_and_is_reset() {
    for category in [SETTINGS, SYNC] {
        let told = Told::new("Update the company default cross-tenant access setting", category).with(
            "b2bCollaborationOutbound",
            everything(AccessType::Allowed),
            everything(AccessType::Blocked),
        );
        everywhere(&told, |changes, _| {
            assert_eq!(changes.len(), 2);
            assert!(changes.iter().all(|change| change.scope == Scope::Default && change.effect == Tightened && change.partner_tenant_id.is_none()));
        });
    }
    let own = Told::new("Update the company default cross-tenant access setting", SYNC).with("tenantId", OWN, OWN).with("isMfaAccepted", false, true);
    everywhere(&own, |changes, _| {
        assert_eq!(rows(changes), [("inboundTrust.isMfaAccepted", Some("false"), Some("true"), Loosened)]);
        assert_eq!((changes[0].scope, changes[0].partner_tenant_id.as_deref()), (Scope::Default, None), "we are not our own partner");
    });
    let reset = Told::new("Reset the cross-tenant access default setting", SETTINGS);
    everywhere(&reset, |changes, _| {
        assert_eq!(rows(changes), [(ENTRY, None, Some("reset"), Unknown)]);
        assert_eq!((changes[0].scope, changes[0].operation), (Scope::Default, Operation::Reset));
    });
    everywhere(&reset.clone().with("b2bCollaborationInbound", everything(AccessType::Blocked), Value::Null), |changes, _| {
        assert_eq!(changes.iter().map(|change| change.effect).collect::<Vec<_>>(), [Loosened, Loosened], "collaboration is open by factory default");
        assert!(changes.iter().all(|change| change.after.is_none()));
    });
}

#[test]
fn synchronisation_is_its_own_scope() {
    for (verb, old, new, before, after, effect) in [
        ("Create", Value::Null, json!({"IsSyncAllowed": true}), None, Some("true"), Loosened),
        ("Update", json!({"IsSyncAllowed": true}), json!({"IsSyncAllowed": false}), Some("true"), Some("false"), Tightened),
        ("Delete", json!({"IsSyncAllowed": true}), Value::Null, Some("true"), None, Tightened),
    ] {
        let told = Told::new(&format!("{verb} a partner cross-tenant identity sync setting"), SYNC);
        for name in ["userSyncInbound", "UserSyncInbound"] {
            let ids = |value: &Value| if value.is_null() { Value::Null } else { json!(PARTNER) };
            let told = told.clone().with("tenantId", ids(&old), ids(&new)).with(name, old.clone(), new.clone());
            everywhere(&told, |changes, carrier| {
                assert_eq!(rows(changes), [("userSyncInbound.isSyncAllowed", before, after, effect)], "{verb} {carrier:?}");
                assert_eq!((changes[0].scope, changes[0].partner_tenant_id.as_deref()), (Scope::Sync, Some(PARTNER)));
            });
        }
        // Inside the whole entry it stands one level deeper.
        let inside = |value: &Value| json!({"identitySynchronization": {"tenantId": PARTNER, "userSyncInbound": value}});
        let told = told.entry(Shape::Scalable, PARTNER, &inside(&old), &inside(&new));
        everywhere(&told, |changes, _| assert_eq!(rows(changes), [("userSyncInbound.isSyncAllowed", before, after, effect)]));
    }
}

#[test]
fn a_migration_is_nobodys_change() {
    let told = Told::new("Migrated partner cross-tenant access settings to the scalable model", SETTINGS);
    let whole = json!({"b2bCollaborationInbound": everything(AccessType::Blocked), "inboundTrust": {"IsMfaAccepted": true}});
    for told in [told.clone().with("tenantId", Value::Null, PARTNER), told.clone().entry(Shape::Scalable, PARTNER, &Value::Null, &whole)] {
        everywhere(&told, |changes, _| {
            assert_eq!(rows(changes), [(ENTRY, None, None, Unchanged)]);
            assert!(changes[0].automatic && changes[0].actor.kind == ActorKind::Service);
            assert_eq!(changes[0].partner_tenant_id.as_deref(), Some(PARTNER));
        });
    }
    // A value that really differs is shown, and so is one that cannot be read.
    let changes = told.clone().with("isSyncAllowed", true, false).with("inboundTrust", Value::Null, "{\"IsMfa").decode();
    assert_eq!(changes.iter().map(|change| change.setting.as_str()).collect::<Vec<_>>(), ["inboundTrust", "userSyncInbound.isSyncAllowed"]);
    assert!(changes.iter().all(|change| change.automatic) && changes[0].undecoded);
}

#[test]
fn the_multitenant_organisation() {
    for (category, activity) in [
        ("MultiTenantOrg", "Create a MultiTenantOrg"),
        ("MultiTenantOrg", "Update a MultiTenantOrg"),
        ("MultiTenantOrg", "Hard Delete a MultiTenantOrg"),
        ("MultiTenantOrgTenant", "Add MultiTenantOrg tenant"),
        ("MultiTenantOrgTenant", "Delete MultiTenantOrg tenant"),
        ("MultiTenantOrgTenant", "Hard Delete MultiTenantOrg tenant"),
        ("MultiTenantOrgTenant", "Update MultiTenantOrg tenant"),
        ("MultiTenantOrgTenant", "Tenant joining MultiTenantOrg tenant"),
        ("MultiTenantOrgIdentitySyncPolicyUpdate", "Reset a multitenant org identity sync policy template"),
        ("MultiTenantOrgIdentitySyncPolicyUpdate", "Update a multitenant org identity sync policy template"),
        ("MultiTenantOrgPartnerConfigurationTemplate", "Reset a multi tenant org partner configuration template"),
        ("MultiTenantOrgPartnerConfigurationTemplate", "Update a multi tenant org partner configuration template"),
    ] {
        let told = Told::new(activity, category).with("tenantId", Value::Null, PARTNER);
        everywhere(&told, |changes, _| {
            let word = match changes[0].operation {
                Operation::Add => Some("added"),
                Operation::Remove => Some("removed"),
                Operation::Reset => Some("reset"),
                Operation::Update | Operation::Migrate => None,
            };
            assert_eq!(rows(changes), [(ENTRY, None, word, Changed)], "{activity}");
            assert_eq!((changes[0].scope, changes[0].partner_tenant_id.as_deref()), (Scope::MultiTenantOrg, Some(PARTNER)));
        });
    }
    let told = Told::new("Update a multi tenant org partner configuration template", "");
    let told = told.with("inboundTrust", json!({"IsMfaAccepted": false}), json!({"IsMfaAccepted": true}));
    everywhere(&told, |changes, _| assert_eq!(rows(changes), [("inboundTrust.isMfaAccepted", Some("false"), Some("true"), Loosened)]));
}

#[test]
fn names_that_never_existed_are_understood() {
    let told = |activity: &str, category: &str| Told::new(activity, category).with("tenantId", Value::Null, PARTNER).decode();
    for activity in ["Create a partner cross-tenant access setting", "Update cross-tenant access settings", "Something new"] {
        assert_eq!(told(activity, SETTINGS)[0].scope, Scope::Partner, "{activity}");
    }
    assert_eq!(told("Create a partner cross-tenant access setting", "")[0].operation, Operation::Add);
    assert_eq!(Told::new("Update cross-tenant access settings", "").decode()[0].scope, Scope::Default, "nobody is named");
}

#[test]
fn the_unified_audit_log_has_its_category_among_the_details() {
    let details = json!([{"Name": "additionalDetails", "Value": "{}"}, {"Name": "extendedAuditEventCategory", "Value": SYNC}]).to_string();
    let properties = json!([{"Name": "isSyncAllowed", "OldValue": "", "NewValue": "true"}]).to_string();
    let raw = RawChange { activity: "Something new.", details: &details, properties: &properties, ..RawChange::default() };
    let changes = decoded(&raw, &[], None);
    assert_eq!((changes[0].category.as_str(), changes[0].activity.as_str()), (SYNC, "Something new"));
    assert_eq!(changes[0].scope, Scope::Sync);
}

#[test]
fn a_failed_attempt_is_no_change() {
    for shape in SHAPES {
        let new = json!({"b2bCollaborationInbound": everything(AccessType::Blocked)});
        let told = Told::new(UPDATE, SETTINGS).entry(shape, PARTNER, &json!({}), &new).failed("Found invalid target for Applications.");
        everywhere(&told, |changes, carrier| {
            assert_eq!(changes.len(), 2, "{shape:?} {carrier:?}");
            assert!(
                changes.iter().all(|change| change.effect == Unchanged && !change.succeeded && change.result == "failure" && change.before.is_none())
            );
            assert_eq!(changes[0].after.as_deref(), Some("blocked: AllApplications"), "what was tried");
        });
    }
    everywhere(&Told::new(DELETE, SETTINGS).failed(""), |changes, _| assert_eq!(rows(changes), [(ENTRY, None, Some("removed"), Unchanged)]));
    for (written, result, succeeded) in
        [("Success", "success", true), ("Failed", "failure", false), ("timeout", "timeout", false), ("", "", true), ("odd", "odd", false)]
    {
        let raw = RawChange { activity: UPDATE, category: SETTINGS, result: written, ..RawChange::default() };
        let changes = decoded(&raw, &[], None);
        assert_eq!((changes[0].result.as_str(), changes[0].succeeded), (result, succeeded));
    }
}

#[test]
fn what_did_not_change_is_no_row() {
    let open = everything(AccessType::Allowed);
    let told = Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER).with("b2bCollaborationInbound", open.clone(), open.clone());
    everywhere(&told, |changes, _| assert_eq!(rows(changes), [(ENTRY, None, None, Unchanged)]));
    // The same in other letters, and with the targets in another order.
    let turned = json!({"usersAndGroups": {"accessType": "allowed", "targets": [{"target": "allusers", "targetType": "user"}]},
        "applications": {"accessType": "Allowed", "targets": [{"target": "AllApplications", "targetType": 3}]}});
    let told = told.with("b2bCollaborationOutbound", open, turned).with("isServiceProvider", false, true);
    everywhere(&told, |changes, _| assert_eq!(rows(changes), [("isServiceProvider", Some("false"), Some("true"), Changed)]));
}

#[test]
fn only_full_csv_rows_may_be_cut() {
    let mut told = Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER);
    for name in ["isMfaAccepted", "isCompliantDeviceAccepted", "inboundAllowed"] {
        told = told.with(name, false, true);
    }
    assert!(told.decode_with(Carrier::Csv, &[], None).iter().all(|change| !change.maybe_cut));
    let told = told.with("outboundAllowed", false, true);
    assert!(told.decode_with(Carrier::Csv, &[], None).iter().all(|change| change.maybe_cut));
    assert!(told.decode().iter().all(|change| !change.maybe_cut));
}

#[test]
fn that_nothing_changed_is_said_once_of_an_event() {
    let open = everything(AccessType::Allowed);
    let nothing = Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER).with("b2bCollaborationInbound", open.clone(), open.clone());
    let reset = Told::new("Reset the cross-tenant access default setting", SETTINGS).with("b2bCollaborationInbound", open.clone(), open);
    let bare = Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER);
    for told in [&nothing, &reset, &bare] {
        everywhere(told, |changes, carrier| assert_eq!(rows(changes), [(ENTRY, None, None, Unchanged)], "{carrier:?} {}", told.activity));
    }
    // Two objects in one event: that one of them stays as it was is no row of its own.
    let [actor, targets, _] = nothing.texts(Carrier::Graph);
    let object: Value = serde_json::from_str(&targets).expect("JSON");
    let other = Told::new(UPDATE, SETTINGS).with("tenantId", OTHER, OTHER).with("isMfaAccepted", false, true);
    let changed: Value = serde_json::from_str(&other.texts(Carrier::Graph)[1]).expect("JSON");
    let event = |objects: Value| {
        let targets = objects.to_string();
        decoded(
            &RawChange { activity: UPDATE, category: SETTINGS, result: "success", actor: &actor, targets: &targets, ..RawChange::default() },
            &[OWN],
            None,
        )
    };
    assert_eq!(rows(&event(json!([object[0], changed[0]]))), [("inboundTrust.isMfaAccepted", Some("false"), Some("true"), Loosened)]);
    assert_eq!(rows(&event(json!([object[0], object[0]]))), [(ENTRY, None, None, Unchanged)]);
}
