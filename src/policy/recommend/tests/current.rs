//! What becomes of the current policy: what is carried over, removed, kept, and how it is rolled back.

use serde_json::{Value, json};

use super::super::super::{AutomaticUserConsent, InboundTrust};
use super::*;

const INBOUND: Block = Block::CollaborationInbound;

fn open() -> B2bSetting {
    B2bSetting::everything(AccessType::Allowed)
}

#[test]
fn trust_is_carried_over_and_unused_access_is_closed() {
    let trust = InboundTrust { is_mfa_accepted: Some(true), ..InboundTrust::default() };
    let consent = AutomaticUserConsent { inbound_allowed: Some(true), ..AutomaticUserConsent::default() };
    let mut known = entry(P1);
    known.display_name = Some("Fabrikam".to_owned());
    known.blocks.inbound_trust = Some(trust.clone());
    known.blocks.automatic_user_consent = Some(consent.clone());
    known.blocks.b2b_collaboration_inbound = Some(B2bSetting::new(allowed(&[Target::all_users()]), allowed(&[A1, A2].map(Target::application))));
    known.blocks.b2b_collaboration_outbound = Some(open());
    let mut unused = entry(P2);
    unused.blocks.b2b_collaboration_inbound = Some(open());
    let mut current = policy_of(vec![known, unused]);
    let mut default = DefaultConfiguration { is_service_default: Some(false), ..DefaultConfiguration::default() };
    default.blocks.inbound_trust = Some(trust.clone());
    default.blocks.automatic_user_consent = Some(consent.clone());
    current.default = Some(default);
    let proposal = with_current(&[used(IN, P1, None, Some(A1))], &current);
    let kept = proposal.policy.partner(P1).expect("kept");
    assert_eq!((kept.blocks.inbound_trust.as_ref(), kept.blocks.automatic_user_consent.as_ref()), (Some(&trust), Some(&consent)));
    assert_eq!(apps(&proposal, P1, INBOUND), [A1]);
    assert_eq!(line(&proposal, P1, A2, Decision::Remove).why, Why::UnusedTarget);
    assert_eq!(line(&proposal, P1, "b2bCollaborationOutbound", Decision::Remove).why, Why::UnusedBlock);
    assert_eq!(line(&proposal, P1, A1, Decision::Allow).partner_name.as_deref(), Some("Fabrikam"));
    assert!(proposal.policy.partner(P2).is_none());
    assert!(proposal.reasons.iter().any(|row| row.partner.as_deref() == Some(P2) && row.why == Why::UnusedEntry));
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::Removed(all) if all.len() == 1)));
    let default = proposal.policy.default.as_ref().expect("a default");
    assert_eq!((default.blocks.inbound_trust.as_ref(), default.blocks.automatic_user_consent.as_ref()), (Some(&trust), None));
    let json = to_json(&proposal, Lang::En);
    assert_eq!(json["partners"][0]["b2bCollaborationOutbound"], Value::Null);
    assert!(json["partners"][0].as_object().is_some_and(|entry| entry.contains_key("b2bCollaborationOutbound")), "a block that is reset is null");
    let methods: Vec<(&str, &str)> = proposal.changes.iter().map(|request| (request.method.name(), request.path.as_str())).collect();
    let (one, two) = (format!("/policies/crossTenantAccessPolicy/partners/{P1}"), format!("/policies/crossTenantAccessPolicy/partners/{P2}"));
    assert_eq!(methods, [("PATCH", one.as_str()), ("PATCH", "/policies/crossTenantAccessPolicy/default"), ("DELETE", two.as_str())]);
    let back: Vec<&str> = json["rollback"].as_array().expect("a list").iter().filter_map(|request| request["method"].as_str()).collect();
    assert_eq!(back, ["PATCH", "PATCH", "POST"]);
    assert_eq!(json["rollback"][2]["body"]["tenantId"], P2);
    assert_eq!(json["rollback"][0]["body"]["b2bCollaborationInbound"], open().to_json(), "what was not set is what Microsoft set");
}

#[test]
fn entries_of_others_and_what_sign_ins_do_not_show_stay() {
    let mut provider = entry(P1);
    provider.is_service_provider = Some(true);
    let mut group = entry(P2);
    group.is_in_multi_tenant_organization = Some(true);
    group.blocks.b2b_collaboration_inbound = Some(open());
    let mut synchronised = entry(P3);
    synchronised.user_sync_inbound = Some(true);
    synchronised.blocks.b2b_collaboration_inbound = Some(open());
    let mut restricted = entry(P4);
    restricted.blocks.tenant_restrictions = Some(open());
    restricted.blocks.b2b_collaboration_outbound = Some(B2bSetting::everything(AccessType::Blocked));
    let current = policy_of(vec![provider, group.clone(), synchronised, restricted]);
    let proposal = with_current(&[], &current);
    assert_eq!(proposal.policy.partners.len(), 4);
    assert_eq!(apps(&proposal, P2, INBOUND), ["AllApplications"]);
    assert_eq!(apps(&proposal, P3, INBOUND), ["-"]);
    let kept = proposal.policy.partner(P4).expect("kept");
    assert!(kept.blocks.tenant_restrictions.is_some() && kept.blocks.b2b_collaboration_outbound.is_some(), "an explicit block stays");
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::Kept(all) if all.len() == 2)));
    let changed: Vec<&Object> = proposal.changes.iter().map(|request| &request.object).collect();
    assert_eq!(changed, [&Object::Partner(P3.to_owned()), &Object::Default]);
    // Without an access type, whether the entry is a service provider's decides.
    let untyped = ObservedAccess { access_type: None, ..used(IN, P1, None, Some(A1)) };
    let proposal = with_current(&[untyped], &current);
    let json = to_json(&proposal, Lang::En).to_string();
    let read = read_policy([("f", json.as_str())]).expect("readable");
    assert_eq!(verdict(&read, &untyped, MatchMode::Either), Verdict::NotGoverned);
    assert_eq!(apps(&proposal, P1, INBOUND), ["-"]);
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::ServiceProviders(_))));
}

#[test]
fn a_protected_entry_is_changed_only_where_a_success_would_be_blocked() {
    let mut group = entry(P1);
    group.is_in_multi_tenant_organization = Some(true);
    let success = used(IN, P1, None, Some(A1));
    let proposal = with_current(&[success], &policy_of(vec![group.clone()]));
    assert_eq!(apps(&proposal, P1, INBOUND), [A1], "it rode on the default, which closes");
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::ProtectedButNeeded(_))));
    group.blocks.b2b_collaboration_inbound = Some(open());
    let proposal = with_current(&[success], &policy_of(vec![group]));
    assert_eq!(apps(&proposal, P1, INBOUND), ["AllApplications"]);
    let row = line(&proposal, P1, "b2bCollaborationInbound", Decision::CarryOver);
    assert_eq!((&row.why, row.sign_ins), (&Why::MultiTenantEntry, 1));
}

#[test]
fn what_is_blocked_today_or_scoped_to_users_is_said() {
    let mut blocked = entry(P1);
    blocked.blocks.b2b_collaboration_inbound = Some(B2bSetting::everything(AccessType::Blocked));
    let mut scoped = entry(P2);
    scoped.blocks.b2b_collaboration_inbound = Some(B2bSetting::new(allowed(&[Target::group(U2)]), allowed(&[Target::all_applications()])));
    let mut deny = entry(P3);
    let denied = TargetConfiguration::new(AccessType::Blocked, vec![Target::application(A2)]);
    deny.blocks.b2b_collaboration_inbound = Some(B2bSetting::new(allowed(&[Target::all_users()]), denied));
    let current = policy_of(vec![blocked, scoped, deny]);
    let proposal = with_current(&[P1, P2, P3, P4].map(|partner| used(IN, partner, None, Some(A1))), &current);
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::BlockedToday(all) if all.len() == 1 && all[0].0.id == P1)));
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::UsersWidened(all) if all.len() == 1 && all[0].partner.id == P2)));
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::OnDefaultToday(all) if all.len() == 1 && all[0].id == P4)));
    assert_eq!(line(&proposal, P2, "AllApplications", Decision::Remove).why, Why::UnusedTarget);
    assert_eq!(line(&proposal, P3, "b2bCollaborationInbound", Decision::Remove).why, Why::BlockListReplaced);
}

#[test]
fn enabled_clouds_stay_enabled_and_nothing_is_sent_that_is_so_already() {
    let mut current = policy_of(Vec::new());
    current.allowed_cloud_endpoints = Some(vec!["microsoftonline.us".to_owned()]);
    let first = with_current(&[used(IN, P1, None, Some(A1))], &current);
    assert_eq!(first.policy.allowed_cloud_endpoints, current.allowed_cloud_endpoints);
    assert!(first.reasons.iter().any(|row| row.kind == Kind::Cloud && row.decision == Decision::CarryOver));
    let again = with_current(&[used(IN, P1, None, Some(A1))], &first.policy);
    assert_eq!((again.changes.len(), again.rollback.as_deref()), (0, Some(&[][..])));
    assert_eq!(again.policy, first.policy);
}

#[test]
fn the_json_has_the_promised_members_in_their_order() {
    let json = to_json(&propose(&[used(IN, P1, None, Some(A1))]), Lang::Ja);
    assert_eq!(json.as_object().expect("an object").keys().collect::<Vec<_>>(), ["allowedCloudEndpoints", "default", "partners", "notes"]);
    assert_eq!(json["partners"][0]["tenantId"], P1);
    assert_eq!(
        json["default"]["b2bDirectConnectInbound"]["applications"],
        json!({"accessType": "blocked", "targets": [{"target": "AllApplications", "targetType": "application"}]})
    );
    let text = json.to_string();
    for read_only in ["isServiceDefault", "automaticUserConsentSettings", "isInMultiTenantOrganization", "displayName", "isServiceProvider"] {
        assert!(!text.contains(read_only), "{read_only}");
    }
    let with = to_json(&with_current(&[], &CrossTenantAccessPolicy::default()), Lang::En);
    assert_eq!(with.as_object().expect("an object").keys().next_back().map(String::as_str), Some("rollback"));
}
