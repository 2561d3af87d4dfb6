//! Every rule of validation, once broken and once kept.

use super::*;
use crate::words::Lang;

fn codes(policy: &CrossTenantAccessPolicy, seen: Option<&Seen>) -> Vec<String> {
    for lang in [Lang::En, Lang::Ja] {
        for finding in validate(policy, seen, lang) {
            assert!(!finding.message.is_empty() && !finding.fix.is_empty(), "{finding:?}");
        }
    }
    validate(policy, seen, Lang::En).into_iter().map(|finding| format!("{} {} {}", finding.code(), finding.severity.name(), finding.where_)).collect()
}

/// Findings of a policy whose entry has one block.
fn of_block(block: Block, users: &str, applications: &str) -> Vec<String> {
    let policy = with_partner(CrossTenantAccessPolicy::default(), |entry| entry.blocks.set_setting(block, Some(setting(users, applications))));
    codes(&policy, Some(&Seen::default())).into_iter().map(|found| found.replace(&format!("{PARTNER}."), "")).collect()
}

fn of_default(block: Block, users: &str, applications: &str) -> Vec<String> {
    let mut default = DefaultConfiguration::default();
    default.blocks.set_setting(block, Some(setting(users, applications)));
    codes(&CrossTenantAccessPolicy { default: Some(default), ..CrossTenantAccessPolicy::default() }, Some(&Seen::default()))
}

#[test]
fn lists_must_agree() {
    let block = Block::CollaborationOutbound;
    assert_eq!(of_block(block, "block AllUsers", "block a1"), ["V1 error b2bCollaborationOutbound"]);
    assert_eq!(of_block(block, "block AllUsers", "allow AllApplications"), ["V1 error b2bCollaborationOutbound"]);
    assert_eq!(of_block(block, "allow AllUsers", "block AllApplications"), ["V2 error b2bCollaborationOutbound"]);
    assert_eq!(of_block(block, "allow g1", "block AllApplications"), ["V2 error b2bCollaborationOutbound"]);
    assert_eq!(of_block(block, "block g1", "block a1"), ["V13 info b2bCollaborationOutbound"]);
    for (users, applications) in [
        ("block g1", "block AllApplications"),
        ("block AllUsers", "block AllApplications"),
        ("allow g1", "allow AllApplications"),
        ("allow g1", "block a1"),
    ] {
        assert!(of_block(block, users, applications).is_empty(), "{users}, {applications}");
    }
    let half = with_partner(CrossTenantAccessPolicy::default(), |entry| {
        entry.blocks.b2b_collaboration_inbound = Some(B2bSetting { users_and_groups: Some(list("block g1")), ..B2bSetting::default() });
    });
    assert_eq!(codes(&half, None), [format!("V1 warning {PARTNER}.b2bCollaborationInbound")]);
}

#[test]
fn targets_must_fit() {
    assert_eq!(
        of_default(Block::CollaborationInbound, "allow g1", "allow AllApplications"),
        ["V3 error default.b2bCollaborationInbound.usersAndGroups"]
    );
    assert!(of_default(Block::CollaborationOutbound, "allow g1", "allow AllApplications").is_empty());
    assert_eq!(
        of_block(Block::CollaborationInbound, "allow a1", "allow AllApplications u1"),
        ["V4 error b2bCollaborationInbound.usersAndGroups", "V4 error b2bCollaborationInbound.applications"]
    );
    assert_eq!(
        of_block(Block::CollaborationInbound, "allow Office365", "allow AllApplications"),
        ["V4 error b2bCollaborationInbound.usersAndGroups"]
    );
    let with = |name: &str, kind| {
        let mut applications = list("block a1");
        applications.targets.push(Target { target: target_name(name), kind });
        let policy = with_partner(CrossTenantAccessPolicy::default(), |entry| {
            entry.blocks.b2b_collaboration_inbound = Some(B2bSetting::new(list("allow AllUsers"), applications));
        });
        codes(&policy, None).into_iter().map(|found| found.replace(&format!("{PARTNER}.b2bCollaborationInbound."), "")).collect::<Vec<_>>()
    };
    assert_eq!(with("MicrosoftAdminPortals", TargetKind::Application), ["V5 error applications"]);
    assert_eq!(with(A2, TargetKind::Unknown(String::new())), ["V4 warning applications"]);
    assert_eq!(with(A1, TargetKind::Application), ["V14 warning applications"]);
    assert_eq!(with("00000000-0000-0000-0000-000000000000", TargetKind::Application), ["V14 warning applications"]);
    assert!(with(A2, TargetKind::Application).is_empty());
}

#[test]
fn allowed_applications_need_companions() {
    let companions = format!("{} {RIGHTS_MANAGEMENT}", COMPANIONS.join(" "));
    assert_eq!(of_block(Block::CollaborationInbound, "allow AllUsers", "allow Office365"), ["V9 warning b2bCollaborationInbound.applications"]);
    assert_eq!(
        of_block(Block::CollaborationInbound, "allow AllUsers", &format!("allow Office365 {}", COMPANIONS.join(" "))),
        ["V9 warning b2bCollaborationInbound.applications"]
    );
    assert!(of_block(Block::CollaborationInbound, "allow AllUsers", &format!("allow Office365 {companions}")).is_empty());
    let only = format!("allow {RIGHTS_MANAGEMENT}");
    assert!(of_default(Block::CollaborationOutbound, "allow AllUsers", &only).is_empty(), "the documented exception");
    assert_eq!(of_default(Block::CollaborationInbound, "allow AllUsers", &only), ["V9 warning default.b2bCollaborationInbound.applications"]);
    assert_eq!(of_block(Block::CollaborationOutbound, "allow AllUsers", &only), ["V9 warning b2bCollaborationOutbound.applications"]);
}

#[test]
fn direct_connect_is_for_few_and_mutual() {
    let open = ("allow AllUsers", "allow Office365");
    assert_eq!(
        of_default(Block::DirectConnectInbound, open.0, open.1),
        ["V6 warning default.b2bDirectConnectInbound", "V7 warning default.b2bDirectConnectInbound"]
    );
    assert_eq!(of_block(Block::DirectConnectOutbound, open.0, open.1), ["V7 warning b2bDirectConnectOutbound"]);
    let both = |trust: bool| {
        with_partner(CrossTenantAccessPolicy::default(), |entry| {
            for block in [Block::DirectConnectInbound, Block::DirectConnectOutbound] {
                entry.blocks.set_setting(block, Some(setting(open.0, open.1)));
            }
            entry.blocks.inbound_trust = trust.then(|| InboundTrust { is_mfa_accepted: Some(true), ..InboundTrust::default() });
        })
    };
    let place = format!("{PARTNER}.b2bDirectConnectInbound");
    assert_eq!(codes(&both(false), None), [format!("V8 info {place}")]);
    assert!(codes(&both(false), Some(&Seen::default())).is_empty(), "nobody failed");
    let seen = Seen { direct_connect_mfa_failures: [(PARTNER.to_owned(), 3)].into(), ..Seen::default() };
    assert_eq!(codes(&both(false), Some(&seen)), [format!("V8 warning {place}")]);
    assert!(codes(&both(true), Some(&seen)).is_empty());
}

#[test]
fn redemption_trust_and_synchronisation() {
    let entry = |change: fn(&mut PartnerConfiguration)| codes(&with_partner(CrossTenantAccessPolicy::default(), change), None);
    let consent =
        |inbound, outbound| Some(AutomaticUserConsent { inbound_allowed: inbound, outbound_allowed: outbound, ..AutomaticUserConsent::default() });
    let of_consent = |inbound, outbound, sync| {
        let policy = with_partner(CrossTenantAccessPolicy::default(), |entry| {
            entry.blocks.automatic_user_consent = consent(inbound, outbound);
            entry.user_sync_inbound = sync;
        });
        codes(&policy, None).into_iter().map(|found| found.replace(PARTNER, "p")).collect::<Vec<_>>()
    };
    assert_eq!(of_consent(Some(true), None, Some(true)), ["V10 info p.automaticUserConsentSettings"]);
    assert_eq!(of_consent(Some(false), Some(true), None), ["V10 info p.automaticUserConsentSettings"]);
    assert!(of_consent(Some(true), Some(true), Some(true)).is_empty());
    assert_eq!(of_consent(None, None, Some(true)), ["V12 warning p.identitySynchronization.userSyncInbound"]);
    let trusting = |entry: &mut PartnerConfiguration| {
        entry.blocks.inbound_trust = Some(InboundTrust { is_compliant_device_accepted: Some(true), ..InboundTrust::default() });
        entry.blocks.b2b_collaboration_inbound = Some(B2bSetting::everything(AccessType::Blocked));
    };
    assert_eq!(entry(trusting), [format!("V11 warning {PARTNER}.inboundTrust")]);
    assert!(entry(|entry| entry.blocks.inbound_trust = Some(InboundTrust { is_mfa_accepted: Some(true), ..InboundTrust::default() })).is_empty());
}

#[test]
fn logs_and_clouds_tell_more() {
    let mut seen = Seen { apps: [A1.to_owned()].into(), ..Seen::default() };
    let scoped = |applications: &str| {
        with_partner(CrossTenantAccessPolicy::default(), |entry| {
            entry.blocks.b2b_collaboration_inbound = Some(setting("allow AllUsers", applications));
        })
    };
    assert_eq!(codes(&scoped("block a1 a2"), Some(&seen)), [format!("V14 info {PARTNER}.b2bCollaborationInbound.applications")]);
    assert!(codes(&scoped(&format!("block a1 {RIGHTS_MANAGEMENT}")), Some(&seen)).is_empty(), "companions are there for rare use");
    seen.clouds.insert(PARTNER.to_owned(), Cloud::China);
    let mut policy = scoped("block a1");
    assert_eq!(codes(&policy, Some(&seen)), [format!("V15 warning {PARTNER}")]);
    policy.allowed_cloud_endpoints = Some(vec!["partner.microsoftonline.cn".to_owned()]);
    assert_eq!(codes(&policy, Some(&seen)), [format!("V15 info {PARTNER}")]);
    policy.partners[0].blocks.b2b_direct_connect_inbound = Some(B2bSetting::everything(AccessType::Allowed));
    assert!(codes(&policy, Some(&seen)).contains(&format!("V15 warning {PARTNER}.b2bDirectConnectInbound")));
    policy.partners[0].tenant_id = "contoso".to_owned();
    assert!(codes(&policy, None).contains(&"V14 warning contoso.tenantId".to_owned()));
}
