//! The settings part of the story: cross-tenant access settings as Graph gives them after the last change of the audit log.

use serde_json::{Map, Value, json};

use super::Options;
use super::audit::northwind_applications;
use super::cast::{Cast, FABRIKAM, NORTHWIND, PROSEWARE, RELECLOUD, VANARSDEL, WOODGROVE};
use super::rng::named_guid;

/// What Graph calls the policy in its annotations.
const CONTEXT: &str = "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy";

/// The default settings: open, as most of them are, with what the story changed.
#[must_use]
pub fn default() -> Value {
    json!({
        "@odata.context": format!("{CONTEXT}/default/$entity"),
        "isServiceDefault": false,
        "inboundTrust": trust(false, true),
        "b2bCollaborationOutbound": everything("allowed"),
        "b2bCollaborationInbound": everything("allowed"),
        "b2bDirectConnectOutbound": everything("allowed"),
        "b2bDirectConnectInbound": everything("blocked"),
        "tenantRestrictions": {
            "devices": null,
            "usersAndGroups": side("blocked", "user", &["AllUsers"]),
            "applications": side("blocked", "application", &["AllApplications"]),
        },
        "automaticUserConsentSettings": {"inboundAllowed": false, "outboundAllowed": false},
    })
}

/// The settings of organisations, as one page.
#[must_use]
pub fn partners(options: &Options) -> Value {
    let cast = Cast::new(options.seed, super::DEFAULT_SIZE);
    let tenant = |partner: usize| cast.partners[partner].tenant.to_string();
    let narrowed = northwind_applications(options.seed);
    let narrowed: Vec<&str> = narrowed.iter().map(String::as_str).collect();
    let office = json!({"usersAndGroups": side("allowed", "user", &["AllUsers"]), "applications": side("allowed", "application", &narrowed)});
    let synchronised = json!({"tenantId": tenant(VANARSDEL), "displayName": "VanArsdel", "userSyncInbound": {"isSyncAllowed": true}});
    // Nobody has come from there for years; nobody took the entry away either.
    let former = named_guid(options.seed, "tenant margiestravel.example");
    let entries = vec![
        entry(&tenant(FABRIKAM), &[("inboundTrust", trust(true, true))]),
        entry(&tenant(NORTHWIND), &[("b2bCollaborationInbound", office)]),
        entry(&tenant(PROSEWARE), &[("b2bCollaborationInbound", everything("blocked"))]),
        entry(&tenant(WOODGROVE), &[("b2bCollaborationOutbound", everything("blocked"))]),
        entry(
            &tenant(VANARSDEL),
            &[
                ("inboundTrust", trust(true, false)),
                ("automaticUserConsentSettings", json!({"inboundAllowed": true, "outboundAllowed": null})),
                ("identitySynchronization", synchronised),
            ],
        ),
        entry(&tenant(RELECLOUD), &[("isServiceProvider", json!(true))]),
        entry(&former, &[("b2bCollaborationInbound", everything("allowed")), ("b2bCollaborationOutbound", everything("allowed"))]),
    ];
    json!({"@odata.context": format!("{CONTEXT}/partners(identitySynchronization())"), "value": entries})
}

/// An entry with these blocks; the others are inherited, which Graph writes as null.
fn entry(tenant: &str, blocks: &[(&str, Value)]) -> Value {
    let mut members = Map::from_iter([("tenantId".to_owned(), json!(tenant))]);
    for name in [
        "isServiceProvider",
        "isInMultiTenantOrganization",
        "inboundTrust",
        "b2bCollaborationOutbound",
        "b2bCollaborationInbound",
        "b2bDirectConnectOutbound",
        "b2bDirectConnectInbound",
        "tenantRestrictions",
    ] {
        members.insert(name.to_owned(), if name == "isInMultiTenantOrganization" { json!(false) } else { Value::Null });
    }
    members.insert("automaticUserConsentSettings".to_owned(), json!({"inboundAllowed": null, "outboundAllowed": null}));
    members.extend(blocks.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    Value::Object(members)
}

fn trust(mfa: bool, device: bool) -> Value {
    json!({"isMfaAccepted": mfa, "isCompliantDeviceAccepted": device, "isHybridAzureADJoinedDeviceAccepted": false})
}

fn everything(access: &str) -> Value {
    json!({"usersAndGroups": side(access, "user", &["AllUsers"]), "applications": side(access, "application", &["AllApplications"])})
}

fn side(access: &str, kind: &str, targets: &[&str]) -> Value {
    let targets: Vec<Value> = targets.iter().map(|target| json!({"target": target, "targetType": kind})).collect();
    json!({"accessType": access, "targets": targets})
}
