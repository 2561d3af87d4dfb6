//! What stands around the policy, what is removed, and the members that Graph has got since.

use serde_json::{Value, json};

use super::*;
use crate::words::Lang::{En, Ja};

fn lists(access: &str) -> Value {
    json!({"usersAndGroups": {"accessType": access, "targets": [{"target": "AllUsers", "targetType": "user"}]},
        "applications": {"accessType": access, "targets": [{"target": "AllApplications", "targetType": "application"}]}})
}

fn read(values: &[Value]) -> CrossTenantAccessPolicy {
    let texts: Vec<String> = values.iter().map(Value::to_string).collect();
    read_policy(texts.iter().map(|text| ("x.json", text.as_str()))).expect("readable")
}

/// Code, severity and place of what is found.
fn found(policy: &CrossTenantAccessPolicy, seen: Option<&Seen>) -> Vec<String> {
    let words = |lang| contradictions(policy, seen, lang);
    assert!(words(Ja).iter().zip(words(En)).all(|(ja, en)| ja.message != en.message && ja.code() == en.code()));
    words(En).iter().map(|finding| format!("{} {} {}", finding.code(), finding.severity.name(), finding.where_)).collect()
}

fn seen(domains: &[&str]) -> Seen {
    let domains = domains.iter().map(|domain| (*domain).to_owned()).collect();
    Seen { domains: [(PARTNER.to_owned(), domains)].into(), ..Seen::default() }
}

#[test]
fn the_list_of_domains_wins_for_invitations_and_the_settings_for_what_they_block() {
    let detail = |allowed: &[&str], blocked: &[&str]| json!({"InvitationsAllowedAndBlockedDomainsPolicy": {"AllowedDomains": allowed, "BlockedDomains": blocked}});
    let definition = |lists: Value| json!({"type": "B2BManagementPolicy", "definition": [json!({"B2BManagementPolicy": lists}).to_string()]});
    let entry = |access: &str| json!({"tenantId": PARTNER, "b2bCollaborationInbound": lists(access)});
    let inbound = format!("{PARTNER}.b2bCollaborationInbound");
    for wrapped in [detail(&["fabrikam.com"], &[]), definition(detail(&["Fabrikam.com"], &[]))] {
        let open = read(&[entry("allowed"), wrapped.clone()]);
        assert_eq!(found(&open, Some(&seen(&["fabrikam.com"]))), Vec::<String>::new());
        assert_eq!(found(&open, Some(&seen(&["contoso.com"]))), [format!("V17 warning {inbound}")]);
        assert_eq!(found(&read(&[entry("blocked"), wrapped]), Some(&seen(&["fabrikam.com"]))), [format!("V17 warning {inbound}")]);
    }
    let denied = read(&[entry("allowed"), detail(&[], &["fabrikam.com"])]);
    assert_eq!(found(&denied, Some(&seen(&["fabrikam.com"]))), [format!("V17 warning {inbound}")]);
    assert!(contradictions(&denied, Some(&seen(&["fabrikam.com"])), En)[0].message.contains("fabrikam.com is on the list of blocked domains"));
    assert_eq!(found(&denied, None), Vec::<String>::new(), "without sign-ins no domain is known");
}

#[test]
fn invitations_sharepoint_and_teams_against_the_settings() {
    let default = |access: &str| json!({"isServiceDefault": false, "b2bCollaborationInbound": lists(access)});
    let place = "default.b2bCollaborationInbound";
    let invites = |from: &str| json!({"@odata.context": "x#policies/authorizationPolicy", "allowInvitesFrom": from, "guestUserRoleId": G1});
    for (around, open, closed) in [
        (invites("none"), Some("V18 warning"), None),
        (invites("everyone"), None, Some("V18 info")),
        (invites("adminsAndGuestInviters"), None, None),
        (json!({"sharingCapability": "disabled"}), Some("V19 warning"), None),
        (json!({"SharingCapability": 3, "SharingDomainRestrictionMode": 0}), Some("V19 warning"), None),
        (json!({"sharingCapability": "externalUserSharingOnly"}), None, Some("V19 info")),
        (json!({"Identity": "Global", "AllowGuestUser": false}), Some("V20 warning"), None),
        (json!({"Identity": "Global", "AllowGuestUser": true}), None, None),
    ] {
        for (access, expected) in [("allowed", open), ("blocked", closed)] {
            let policy = read(&[default(access), around.clone()]);
            let expected: Vec<String> = expected.iter().map(|code| format!("{code} {place}")).collect();
            assert_eq!(found(&policy, None), expected, "{access} {around}");
        }
        assert_eq!(is_policy(&around), Some(PolicyKind::Surroundings), "{around}");
        assert!(read(&[around]).surroundings.alone, "alone they are no settings");
    }
    let listed = read(&[
        default("allowed"),
        json!({"sharingCapability": "externalUserSharingOnly", "sharingDomainRestrictionMode": "allowList", "sharingAllowedDomainList": ["a.com"]}),
    ]);
    assert_eq!(found(&listed, Some(&seen(&["a.com", "b.com"]))), [format!("V19 warning {PARTNER}.b2bCollaborationInbound")]);
}

#[test]
fn a_removed_entry_is_shown_with_the_day_on_which_it_is_gone() {
    let removed = json!({"@odata.context": "x#policies/deletedItems/crossTenantPartners",
        "value": [{"tenantId": PARTNER, "deletedDateTime": "2026-10-15T08:00:00Z", "b2bCollaborationInbound": lists("blocked")}]});
    let policy = read(&[json!({"isServiceDefault": true}), removed]);
    assert_eq!((policy.partners.len(), found(&policy, None)), (0, vec![format!("V21 info {PARTNER}")]));
    let message = &contradictions(&policy, None, En)[0].message;
    assert!(message.contains("2026-10-15") && message.contains("until 2026-11-14"), "{message}");
    let proposal = read_proposal([("p.json", r#"{"default": {}, "partners": []}"#)]).expect("a proposal");
    assert_eq!(found(&proposal.over(Some(&policy)), None), [format!("V21 info {PARTNER}")], "a proposal does not bring it back");
    let sync = json!({"@odata.context": "x#policies/deletedItems/crossTenantSyncPolicyPartners",
        "value": [{"tenantId": PARTNER, "deletedDateTime": "2026-10-15T08:00:00Z", "userSyncInbound": {"isSyncAllowed": true}}]});
    assert_eq!(read(&[json!({"isServiceDefault": true}), sync]).partners.len(), 0);
}

#[test]
fn the_roles_of_a_service_provider_are_shown() {
    let roles = json!({"delegatedAdminServiceProviderConstraints": {"allowedRoleTemplateIds": [U1, U2]}});
    let policy = read(&[json!({"tenantId": PARTNER, "isServiceProvider": true, "serviceProviderConstraints": roles})]);
    let all = contradictions(&policy, None, En);
    let [finding] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((finding.code(), finding.severity), ("V24".to_owned(), Severity::Info));
    assert!(
        finding.where_.ends_with(".allowedRoleTemplateIds")
            && finding.message.contains(&format!("only 2 roles (by the id of its template): {U1}, {U2}")),
        "{finding:?}"
    );
    let settings = policy.partners[0].blocks.settings();
    assert_eq!(settings, [(ALLOWED_ROLES.to_owned(), format!("{U1}; {U2}"))]);
    assert_eq!(policy.partners[0].patch_body(&[]), json!({}), "it has an endpoint of its own");
}

#[test]
fn a_template_is_no_default_and_what_sign_ins_do_not_show_is_said_once() {
    let template = json!({"@odata.context": "x#policies/crossTenantAccessPolicy/templates/multiTenantOrganizationPartnerConfiguration/$entity",
        "id": "1", "templateApplicationLevel": "newPartners", "b2bCollaborationInbound": lists("blocked"), "inboundTrust": {"isMfaAccepted": true}});
    assert_eq!(is_policy(&template), Some(PolicyKind::Template));
    let users = json!({"users": {"accessType": "blocked", "targets": [{"target": "AllUsers", "targetType": "user"}]}});
    let policy = read(&[
        template,
        json!({"isServiceDefault": false, "m365CollaborationInbound": users, "appServiceConnectInbound": {"applications": {"accessType": "blocked", "targets": []}}}),
        json!({"tenantId": PARTNER, "isServiceProvider": false, "m365CollaborationInbound": users, "m365Capabilities": {"calendarSharing": {"isAllowed": true}}}),
    ]);
    assert!(policy.default.as_ref().is_some_and(|default| default.blocks.b2b_collaboration_inbound.is_none()), "a template is not in force");
    assert_eq!(found(&policy, None), ["V22 info default", "V23 info default"]);
    let message = &contradictions(&policy, None, En)[0].message;
    assert!(message.contains("m365CollaborationInbound, appServiceConnectInbound, m365Capabilities"), "{message}");
    // What each of them holds is told by name.
    let words = policy.partners[0].blocks.settings();
    let of = |name: &str| words.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert_eq!(of("m365CollaborationInbound.users"), Some("blocked: AllUsers"));
    assert_eq!(of("m365Capabilities.calendarSharing.isAllowed"), Some("true"));
}
