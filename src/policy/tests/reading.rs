//! Every spelling of an exported policy, and every way in which an export can be unreadable.

use serde_json::json;

use super::*;
use crate::words::Lang;

const PAGE: &str = r#"{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners", "value": [
  {"tenantId": "22222222-2222-4222-8222-222222222222", "isServiceProvider": null, "inboundTrust": null, "b2bCollaborationInbound": {
    "usersAndGroups": {"accessType": "allowed", "targets": [{"target": "AllUsers", "targetType": "user"}]},
    "applications": {"accessType": " blocked", "targets": [{"target": "CCCCCCCC-0000-4000-8000-000000000001", "targetType": "application"}]}},
   "b2bCollaborationOutbound": null, "m365CollaborationInbound": null, "automaticUserConsentSettings": {"inboundAllowed": true, "outboundAllowed": null}}]}"#;

/// The same entry, as ConvertTo-Json writes what Get-MgPolicyCrossTenantAccessPolicyPartner answers.
const POWERSHELL: &str = r#"{"AutomaticUserConsentSettings": {"InboundAllowed": true, "OutboundAllowed": null, "AdditionalProperties": {}},
  "B2BCollaborationInbound": {"Applications": {"AccessType": "blocked", "Targets": {"Target": "{cccccccc-0000-4000-8000-000000000001}", "TargetType": "application",
     "AdditionalProperties": {}}, "AdditionalProperties": {}},
   "UsersAndGroups": {"AccessType": "allowed", "Targets": [{"Target": "allusers", "TargetType": "user"}]}, "AdditionalProperties": {}},
  "B2BCollaborationOutbound": {"Applications": {"AccessType": null, "Targets": null, "AdditionalProperties": {}}, "UsersAndGroups": {"AccessType": null, "Targets": null}},
  "InboundTrust": {"IsCompliantDeviceAccepted": null, "IsHybridAzureAdJoinedDeviceAccepted": null, "IsMfaAccepted": null, "AdditionalProperties": {}},
  "IdentitySynchronization": {"DisplayName": null, "TenantId": null, "UserSyncInbound": {"IsSyncAllowed": null}, "AdditionalProperties": {}},
  "IsServiceProvider": null, "TenantId": "22222222-2222-4222-8222-222222222222", "AdditionalProperties": {"@odata.context": "x"}}"#;

/// The same entry with numbers for enums.
const NUMBERS: &str = r#"[{"tenantid": "{22222222-2222-4222-8222-222222222222}", "b2bcollaborationinbound": [{"USERSANDGROUPS": {"ACCESSTYPE": 1,
   "TARGETS": [{"TARGET": "AllUsers", "TARGETTYPE": 1}]}, "applications": {"accessType": "2", "targets": {"value": [
   {"target": "cccccccc-0000-4000-8000-000000000001", "targetType": 3}], "Count": 1}}}], "automaticUserConsentSettings": {"inboundAllowed": "True"}}]"#;

fn read(text: &str) -> CrossTenantAccessPolicy {
    read_policy([("f.json", text)]).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(text: &str) -> PolicyError {
    read_policy([("f.json", text)]).expect_err("must be refused")
}

#[test]
fn every_spelling_is_one_policy() {
    let policy = read(PAGE);
    let entry = policy.partner(&PARTNER.to_uppercase()).expect("by any case");
    assert_eq!(entry.blocks.b2b_collaboration_inbound, Some(setting("allow AllUsers", "block a1")));
    assert_eq!(entry.blocks.automatic_user_consent.as_ref().and_then(|consent| consent.inbound_allowed), Some(true));
    assert!(entry.blocks.inbound_trust.is_none() && entry.blocks.b2b_collaboration_outbound.is_none() && entry.blocks.other.is_empty());
    let doubly = serde_json::Value::from(serde_json::Value::from(PAGE).to_string()).to_string();
    let inner = NUMBERS.replace(r#""b2bcollaborationinbound": [{"USERS"#, r#""b2bcollaborationinbound": [{"Users"#);
    let alone = serde_json::from_str::<serde_json::Value>(PAGE).expect("JSON")["value"][0].to_string();
    let with_mark = format!("\u{feff}{PAGE}");
    let twice = format!("{PAGE}\n{alone}");
    for text in [POWERSHELL, NUMBERS, &doubly, &inner, &alone, &with_mark, &twice] {
        assert_eq!(read(text), policy, "{text}");
    }
    let block_in_a_string = json!({"tenantId": PARTNER, "automaticUserConsentSettings": {"inboundAllowed": true},
        "b2bCollaborationInbound": setting("allow AllUsers", "block a1").to_json().to_string()});
    assert_eq!(read(&block_in_a_string.to_string()), policy);
}

#[test]
fn members_that_powershell_keeps_apart_count() {
    let text = json!({"TenantId": PARTNER, "InboundTrust": null, "AdditionalProperties": {"inboundTrust": {"isMfaAccepted": true},
        "@odata.context": "x", "m365CollaborationInbound": {"Users": {"AccessType": "blocked", "AdditionalProperties": {}}}}})
    .to_string();
    let entry = read(&text).partners.remove(0);
    assert_eq!(entry.blocks.inbound_trust.and_then(|trust| trust.is_mfa_accepted), Some(true));
    assert_eq!(serde_json::Value::Object(entry.blocks.other), json!({"m365CollaborationInbound": {"users": {"accessType": "blocked"}}}));
}

#[test]
fn a_folder_of_objects_is_one_policy() {
    let base = json!({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/$entity", "id": "x",
        "displayName": "CrossTenantAccessPolicy", "allowedCloudEndpoints": ["microsoftonline.us"]})
    .to_string();
    let default = json!({"id": "d", "isServiceDefault": false, "inboundTrust": {"isMfaAccepted": true}, "b2bCollaborationInbound": setting("block AllUsers", "block AllApplications").to_json(),
        "invitationRedemptionIdentityProviderConfiguration": {"fallbackIdentityProvider": "emailOneTimePasscode"}})
    .to_string();
    let sync = json!({"tenantId": PARTNER, "displayName": "Sync", "userSyncInbound": {"isSyncAllowed": true}}).to_string();
    let policy = read_policy([("base", base.as_str()), ("default", &default), ("partners", PAGE), ("sync", &sync)]).expect("one policy");
    assert_eq!(policy.allowed_cloud_endpoints, Some(vec!["microsoftonline.us".to_owned()]));
    assert_eq!(policy.default.as_ref().and_then(|default| default.is_service_default), Some(false));
    assert!(policy.trusts(Some(PARTNER), |trust| trust.is_mfa_accepted), "inherited");
    let entry = policy.partner(PARTNER).expect("read");
    assert_eq!(entry.user_sync_inbound, Some(true));
    assert_eq!(entry.to_json()["identitySynchronization"], json!({"userSyncInbound": {"isSyncAllowed": true}, "displayName": "Sync"}));
    // The same in one file, with notes as a recommendation has them.
    let mut whole = policy.to_json();
    whole["notes"] = json!(["Scoped targets need P1."]);
    assert_eq!(read(&whole.to_string()), policy);
    let other_order = read_policy([("sync", sync.as_str()), ("partners", PAGE), ("default", &default), ("base", &base), ("again", &base)]);
    assert_eq!(other_order.as_ref(), Ok(&policy));
}

#[test]
fn kinds_are_told_by_members() {
    let kind = |text: &str| is_policy_text(text);
    assert_eq!(kind(PAGE), Some(PolicyKind::Partner));
    assert_eq!(kind(POWERSHELL), Some(PolicyKind::Partner));
    assert_eq!(kind(NUMBERS), Some(PolicyKind::Partner));
    assert_eq!(kind(r#"{"isServiceDefault": true}"#), Some(PolicyKind::Default));
    assert_eq!(kind(r##"{"value": {"@odata.type": "#microsoft.graph.crossTenantAccessPolicy", "displayName": "x"}}"##), Some(PolicyKind::Base));
    assert_eq!(kind(r#"{"allowedCloudEndpoints": []}"#), Some(PolicyKind::Base));
    assert_eq!(kind(r#"{"AdditionalProperties": {"@odata.context": "x#policies/crossTenantAccessPolicy/$entity"}}"#), Some(PolicyKind::Base));
    assert_eq!(kind(r#"{"default": {"inboundTrust": null}, "partners": []}"#), Some(PolicyKind::Combined));
    assert_eq!(kind(r#"{"tenantId": "x", "userSyncInbound": null}"#), Some(PolicyKind::IdentitySynchronization));
    assert_eq!(kind(r#"{"@odata.context": "x/crossTenantAccessPolicy/partners", "value": []}"#), Some(PolicyKind::Partner));
    for other in [
        r#"{"id": "x", "homeTenantId": "y", "resourceTenantId": "z"}"#,
        r#"{"value": []}"#,
        "[]",
        "3",
        "",
        r#"{"tenantId": "x", "displayName": "y"}"#,
    ] {
        assert_eq!(kind(other), None, "{other}");
    }
    assert!(read(r#"{"@odata.context": "x/crossTenantAccessPolicy/partners", "value": []}"#).partners.is_empty());
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let page = |accepted: &str| PAGE.replace(r#""accessType": "allowed""#, accepted);
    let error = refused(&page(r#""accessType": "perhaps""#));
    assert_eq!(error.code().name(), "policy-unknown-access-type");
    assert_eq!(
        error.to_string(),
        r#"f.json: value[0].b2bCollaborationInbound.usersAndGroups.accessType: accessType must be allowed or blocked, found "perhaps""#
    );
    assert_eq!(refused(&page(r#""accessType": null"#)).code().name(), "policy-unknown-access-type");
    assert_eq!(refused(&page(r#""accessType": 3"#)).code().name(), "policy-unknown-access-type");
    assert_eq!(refused(r#"{"isServiceDefault": "perhaps"}"#).code().name(), "policy-wrong-shape");
    assert_eq!(refused(r#"{"partners": [{"inboundTrust": null}], "allowedCloudEndpoints": []}"#).code().name(), "policy-wrong-shape");
    assert_eq!(refused("{").code().name(), "policy-not-json");
    assert_eq!(refused("").code().name(), "policy-not-json");
    assert_eq!(refused(r#"{"homeTenantId": "x"}"#).code().name(), "not-a-policy");
    assert_eq!(refused("[]").code().name(), "not-a-policy");
    assert_eq!(read_policy([]).map_err(|error| error.code().name()), Err("no-policy"));
}

#[test]
fn dumps_that_were_cut_name_the_remedy() {
    for text in [
        r#"{"TenantId": "x", "B2BCollaborationInbound": "Microsoft.Graph.PowerShell.Models.MicrosoftGraphCrossTenantAccessPolicyB2BSetting"}"#,
        r#"{"tenantId": "x", "b2bCollaborationInbound": {"usersAndGroups": "@{accessType=allowed; targets=System.Object[]}"}}"#,
        r#"{"tenantId": "x", "b2bCollaborationInbound": {"usersAndGroups": {"accessType": "allowed", "targets": "System.Object[]"}}}"#,
        r#"{"isServiceDefault": true, "invitationRedemptionIdentityProviderConfiguration": {"order": "System.Collections.Hashtable"}}"#,
    ] {
        let error = refused(text);
        assert_eq!(error.code().name(), "policy-depth-cut", "{text}");
        assert!(error.next(Lang::En).contains("-Depth 10"));
    }
}

#[test]
fn the_same_twice_is_harmless_and_contradictions_are_not() {
    let other = PAGE.replace("\"inboundAllowed\": true", "\"inboundAllowed\": false");
    let error = read_policy([("a", PAGE), ("b", PAGE), ("c", &other)]).expect_err("contradiction");
    assert_eq!(error.code().name(), "policy-contradiction");
    assert!(error.to_string().starts_with(&format!("a and c: the partner {PARTNER}")), "{error}");
    let error = read_policy([("a", r#"{"isServiceDefault": true}"#), ("b", r#"{"isServiceDefault": false}"#)]);
    assert_eq!(error.map_err(|error| error.code().name()), Err("policy-contradiction"));
    let error = read_policy([("a", r#"{"allowedCloudEndpoints": []}"#), ("b", r#"{"allowedCloudEndpoints": ["microsoftonline.us"]}"#)]);
    assert_eq!(error.map_err(|error| error.code().name()), Err("policy-contradiction"));
}

#[test]
fn bodies_of_updates_have_no_read_only_members_and_undo_what_was_set() {
    let policy = with_partner(outbound_default("allow AllUsers", "allow a1"), |entry| {
        entry.is_service_provider = Some(false);
        entry.user_sync_inbound = Some(true);
        entry.blocks.automatic_user_consent = Some(AutomaticUserConsent { inbound_allowed: Some(true), ..AutomaticUserConsent::default() });
        entry.blocks.other.insert("identitySynchronization".to_owned(), json!({"displayName": "x"}));
    });
    let entry = &policy.partners[0];
    let body = entry.patch_body(&[Block::CollaborationInbound, Block::AutomaticUserConsent]);
    assert_eq!(body, json!({"automaticUserConsentSettings": {"inboundAllowed": true}, "b2bCollaborationInbound": null}));
    let mut default = policy.default.clone().expect("given");
    default.is_service_default = Some(true);
    default.blocks.automatic_user_consent = Some(AutomaticUserConsent { inbound_allowed: Some(false), ..AutomaticUserConsent::default() });
    assert_eq!(default.patch_body(), json!({"b2bCollaborationOutbound": setting("allow AllUsers", "allow a1").to_json()}));
}
