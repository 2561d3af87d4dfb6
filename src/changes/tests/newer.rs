//! Members that Graph has got since the seven blocks: rows, sentences, effects, and the way back.

use super::*;
use crate::policy::{CrossTenantAccessPolicy, Effect::*, Other, PartnerConfiguration};
use crate::words::Lang::{En, Ja};

const ROLES: &str = "serviceProviderConstraints.delegatedAdminServiceProviderConstraints.allowedRoleTemplateIds";

fn list(access: &str, targets: &[&str]) -> Value {
    json!({"users": {"accessType": access, "targets": targets.iter().map(|target| json!({"target": target, "targetType": "user"})).collect::<Vec<_>>()}})
}

fn roles(ids: &[&str]) -> Value {
    json!({"delegatedAdminServiceProviderConstraints": {"allowedRoleTemplateIds": ids}})
}

fn told(name: &str, old: Value, new: Value) -> Vec<Change> {
    Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER).with(name, old, new).decode()
}

fn sentence(change: &Change) -> [String; 2] {
    [En, Ja].map(|lang| summary(change, &Named, None, lang, "2026-10-12 09:14"))
}

#[test]
fn they_are_rows_by_name_with_their_effect() {
    let changes = told("M365CollaborationInbound", list("allowed", &["AllUsers"]), list("blocked", &["AllUsers"]));
    assert_eq!(rows(&changes), [("m365CollaborationInbound.users", Some("allowed: AllUsers"), Some("blocked: AllUsers"), Tightened)]);
    let [en, ja] = sentence(&changes[0]);
    assert!(en.contains("blocked all users") && en.contains("inbound Microsoft 365 collaboration"), "{en}");
    assert!(ja.contains("受信の Microsoft 365 コラボレーション"), "{ja}");
    let one = json!({"accessType": 1, "targets": [{"target": USER, "targetType": 1}]});
    let both = json!({"accessType": 1, "targets": [{"target": USER, "targetType": 1}, {"target": GROUP, "targetType": 2}]});
    let changes = told("m365CollaborationOutbound.usersAndGroups", one, both);
    assert_eq!((changes[0].setting.as_str(), changes[0].effect), ("m365CollaborationOutbound.usersAndGroups", Loosened));
    let changes = told("AppServiceConnectInbound", Value::Null, json!({"applications": {"accessType": "blocked", "targets": []}}));
    assert_eq!(rows(&changes), [("appServiceConnectInbound.applications", None, Some("blocked: (none)"), Changed)]);
    for (name, old, new, expected) in [
        ("groupSyncInbound", json!({"isSyncAllowed": false}), json!({"isSyncAllowed": true}), ("groupSyncInbound.isSyncAllowed", "true", Loosened)),
        ("blockServiceProviderOutboundAccess", json!(false), json!(true), ("blockServiceProviderOutboundAccess", "true", Tightened)),
        ("serviceProviderConstraints", roles(&["a", "b"]), roles(&["b"]), (ROLES, "b", Tightened)),
        ("serviceProviderConstraints", roles(&["b"]), roles(&["b", "c"]), (ROLES, "b; c", Loosened)),
        ("serviceProviderConstraints", Value::Null, roles(&["b"]), (ROLES, "b", Changed)),
    ] {
        let changes = told(name, old, new);
        let found: Vec<_> =
            changes.iter().map(|change| (change.setting.as_str(), change.after.as_deref().unwrap_or_default(), change.effect)).collect();
        assert_eq!(found, [expected]);
        assert!(sentence(&changes[0]).iter().all(|text| !text.is_empty()));
    }
    let order = |first: &str| json!({"primaryIdentityProviderPrecedenceOrder": [first, "x"], "fallbackIdentityProvider": "emailOneTimePasscode"});
    let changes = told("invitationRedemptionIdentityProviderConfiguration", order("a"), order("b"));
    let name = "invitationRedemptionIdentityProviderConfiguration.primaryIdentityProviderPrecedenceOrder";
    assert_eq!(rows(&changes), [(name, Some("a; x"), Some("b; x"), Changed)], "what stayed is no row");
}

#[test]
fn the_way_back_puts_them_where_they_were() {
    let mut entry = PartnerConfiguration { tenant_id: PARTNER.to_owned(), ..PartnerConfiguration::default() };
    entry.blocks.other = Other::from_iter([
        ("m365CollaborationInbound".to_owned(), list("blocked", &["AllUsers"])),
        ("serviceProviderConstraints".to_owned(), roles(&["b"])),
        ("identitySynchronization".to_owned(), json!({"groupSyncInbound": {"isSyncAllowed": true}})),
    ]);
    let now = CrossTenantAccessPolicy { partners: vec![entry], ..CrossTenantAccessPolicy::default() };
    let changes: Vec<Change> = [
        told("m365CollaborationInbound", list("allowed", &["AllUsers"]), list("blocked", &["AllUsers"])),
        told("serviceProviderConstraints", roles(&["a", "b"]), roles(&["b"])),
        told("groupSyncInbound", Value::Null, json!({"isSyncAllowed": true})),
    ]
    .concat();
    let (before, contradictions) = state_at(&now, i64::MAX, &changes, 0);
    assert_eq!(contradictions, []);
    let other = &before.partners[0].blocks.other;
    assert_eq!(other.get("m365CollaborationInbound"), Some(&list("allowed", &["AllUsers"])));
    assert_eq!(other.get("serviceProviderConstraints"), Some(&roles(&["a", "b"])));
    assert_eq!(other.get("identitySynchronization"), None, "nothing is left of it");
}
