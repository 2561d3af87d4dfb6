//! Which setting governs a sign-in, what decides, and how that is said.

use super::*;
use crate::failure::Code;
use crate::model::AccessFlags;
use crate::words::Lang;

fn closed_default() -> CrossTenantAccessPolicy {
    let mut default = DefaultConfiguration::default();
    for block in Block::SETTINGS {
        default.blocks.set_setting(block, Some(B2bSetting::everything(AccessType::Blocked)));
    }
    CrossTenantAccessPolicy { default: Some(default), ..CrossTenantAccessPolicy::default() }
}

fn judged(policy: &CrossTenantAccessPolicy, asked: &Asked<'_>) -> Judgement {
    Evaluator::new(policy, Lookups::default(), MatchMode::Either).judge(asked)
}

fn flags(text: &str) -> AccessFlags {
    AccessFlags::of(text)
}

#[test]
fn the_kind_of_sign_in_decides_what_governs_it() {
    let policy = closed_default();
    let ask = |access_type| judged(&policy, &Asked { access_type, ..asked(Direction::Inbound, U1, A1) });
    for (text, verdict, reason) in [
        ("serviceProvider", Verdict::NotGoverned, Reason::ServiceProvider),
        ("b2bCollaboration,serviceProvider", Verdict::NotGoverned, Reason::ServiceProvider),
        ("b2bCollaboration,microsoftSupport", Verdict::NotGoverned, Reason::MicrosoftSupport),
        ("passthrough", Verdict::Unknown, Reason::Passthrough),
        ("b2bCollaboration,passthrough", Verdict::Unknown, Reason::Passthrough),
        ("unknownFutureValue", Verdict::Unknown, Reason::UnknownFutureValue),
        ("サービス プロバイダー", Verdict::Unknown, Reason::UnknownAccessType),
    ] {
        let judgement = ask(Some(flags(text)));
        assert_eq!((judgement.verdict, &judgement.because.reason), (verdict, &reason), "{text}");
        assert_eq!((judgement.decided_by, judgement.matched), (DecidedBy::None, Matched::None));
    }
    assert!(!ask(Some(flags("b2bCollaboration"))).assumed_collaboration());
    for access_type in [None, Some(flags("none"))] {
        let judgement = ask(access_type);
        assert!(judgement.verdict == Verdict::Blocked && judgement.assumed_collaboration());
        assert!(judgement.because.words(Lang::En).ends_with("judged as B2B collaboration)"));
    }
}

#[test]
fn external_identities_and_service_provider_entries_are_not_governed() {
    let policy = with_partner(closed_default(), |entry| entry.is_service_provider = Some(true));
    let inbound = asked(Direction::Inbound, U1, A1);
    let external = judged(&policy, &Asked { external_identity: true, access_type: Some(flags("b2bCollaboration")), ..inbound });
    assert_eq!((external.verdict, external.because.reason), (Verdict::NotGoverned, Reason::ExternalIdentity));
    assert_eq!(judged(&policy, &Asked { partner: "", ..inbound }).verdict, Verdict::NotGoverned);
    assert_eq!(judged(&policy, &inbound).because.reason, Reason::ServiceProviderEntry);
    assert_eq!(
        judged(&policy, &Asked { access_type: Some(flags("b2bCollaboration")), ..inbound }).verdict,
        Verdict::Blocked,
        "the type says otherwise"
    );
    assert_eq!(judged(&policy, &Asked::new(Direction::Internal, PARTNER)).because.reason, Reason::NoBorder);
}

#[test]
fn levels_are_named_by_what_decided() {
    let inbound = Asked { access_type: Some(flags("b2bCollaboration")), ..asked(Direction::Inbound, U1, A1) };
    let empty = CrossTenantAccessPolicy::default();
    assert_eq!(judged(&empty, &inbound).decided_by, DecidedBy::Factory);
    assert_eq!(judged(&empty, &Asked { access_type: Some(flags("b2bDirectConnect")), ..inbound }).verdict, Verdict::Blocked);
    // A given default is the default even where it says what the factory says; a block it leaves out is the factory's.
    let given = CrossTenantAccessPolicy {
        default: Some(DefaultConfiguration {
            is_service_default: Some(true),
            blocks: Configuration { b2b_collaboration_inbound: Some(B2bSetting::everything(AccessType::Allowed)), ..Configuration::default() },
        }),
        ..CrossTenantAccessPolicy::default()
    };
    assert_eq!(judged(&given, &inbound).decided_by, DecidedBy::Default);
    assert_eq!(judged(&given, &Asked { direction: Direction::Outbound, ..inbound }).decided_by, DecidedBy::Factory);
    // Half a setting: applications of the entry, users of the default.
    let half = with_partner(given, |entry| {
        entry.blocks.b2b_collaboration_inbound = Some(B2bSetting { applications: Some(list("allow a1")), ..B2bSetting::default() });
    });
    let allowed = judged(&half, &inbound);
    assert_eq!((allowed.verdict, allowed.decided_by), (Verdict::Allowed, DecidedBy::Partner));
    assert_eq!(
        allowed.because.words(Lang::En),
        format!(
            "default, inbound B2B collaboration: all users are allowed; partner entry, inbound B2B collaboration: application {A1} is in the allowed list"
        )
    );
    let upper = PARTNER.to_uppercase();
    assert_eq!(judged(&half, &Asked { partner: &upper, client: Some(A2), resource: Some(A2), ..inbound }).verdict, Verdict::Blocked);
}

#[test]
fn collaboration_with_direct_connect_needs_both() {
    let both = Some(flags("b2bCollaboration,b2bDirectConnect"));
    let policy = with_partner(CrossTenantAccessPolicy::default(), |entry| {
        entry.blocks.b2b_direct_connect_inbound = Some(setting("allow AllUsers", "allow a1"));
    });
    let ask = Asked { access_type: both, ..asked(Direction::Inbound, U1, A1) };
    let allowed = judged(&policy, &ask);
    assert_eq!((allowed.verdict, allowed.decided_by, allowed.matched), (Verdict::Allowed, DecidedBy::Partner, Matched::Both));
    assert_eq!(judged(&policy, &Asked { resource: Some(A2), ..ask }).matched, Matched::Client, "the weaker of the two blocks");
    let blocked = judged(&policy, &Asked { partner: OTHER_PARTNER, ..ask });
    assert_eq!((blocked.verdict, blocked.decided_by), (Verdict::Blocked, DecidedBy::Factory));
    assert_eq!(
        blocked.because.words(Lang::En),
        "factory default, inbound B2B direct connect: all users are blocked and all applications are blocked"
    );
}

#[test]
fn other_clouds_need_both_the_cloud_and_an_entry() {
    let china = |policy: &CrossTenantAccessPolicy, text| {
        judged(policy, &Asked { partner_cloud: Cloud::China, access_type: Some(flags(text)), ..asked(Direction::Inbound, U1, A1) })
    };
    let mut policy = CrossTenantAccessPolicy::default();
    assert_eq!(china(&policy, "b2bCollaboration").because.reason, Reason::CloudNotAllowed(Cloud::China));
    policy.allowed_cloud_endpoints = Some(vec!["Partner.MicrosoftOnline.cn".to_owned()]);
    let without = china(&policy, "b2bCollaboration");
    assert_eq!((without.verdict, without.decided_by), (Verdict::Blocked, DecidedBy::CrossCloud));
    assert_eq!(without.because.reason, Reason::CloudWithoutEntry(Cloud::China));
    let policy = with_partner(policy, |entry| entry.blocks.b2b_direct_connect_inbound = Some(B2bSetting::everything(AccessType::Allowed)));
    assert_eq!(china(&policy, "b2bCollaboration").verdict, Verdict::Allowed);
    assert_eq!(china(&policy, "b2bDirectConnect").because.reason, Reason::DirectConnectAcrossClouds(Cloud::China));
    assert_eq!(china(&policy, "serviceProvider").verdict, Verdict::NotGoverned, "not governed wins");
    assert_eq!(Cloud::of_domain("Fabrikam.onmicrosoft.us"), Some(Cloud::UsGovernment));
    assert_eq!(Cloud::of_domain("fabrikam.partner.onmschina.cn"), Some(Cloud::China));
    assert_eq!(Cloud::of_domain("onmicrosoft.us.example"), None);
}

#[test]
fn groups_and_home_users_are_looked_up() {
    let policy = with_partner(closed_default(), |entry| {
        entry.blocks.b2b_collaboration_inbound = Some(setting("allow u1 g1", "allow AllApplications"));
    });
    let local = "dddddddd-0000-4000-8000-000000000001";
    let ask = Asked { access_type: Some(flags("b2bCollaboration")), ..asked(Direction::Inbound, local, A1) };
    let judge = |lookups: &Lookups| Evaluator::new(&policy, lookups.clone(), MatchMode::Either).judge(&ask);
    let mut lookups = Lookups::default();
    let open = judge(&lookups);
    assert_eq!((open.verdict, open.decided_by), (Verdict::Depends, DecidedBy::Partner));
    assert_eq!(
        open.because.words(Lang::En),
        format!(
            "partner entry, inbound B2B collaboration: depends on which user of the partner this is, which is not known (--user-map) and on membership of group {G1}, which is not known (--members)"
        )
    );
    lookups.read_members(&format!("group_id,user_id\n{},{U2}\n", G1.to_uppercase()), "m").expect("two columns");
    assert_eq!(judge(&lookups).verdict, Verdict::Depends, "still not known who it is");
    let mut mapped = lookups.clone();
    mapped.read_user_map(&format!("\u{feff}home_user_id,user_id\n{U1},{local}\n"), "m").expect("two columns");
    assert_eq!(judge(&mapped).verdict, Verdict::Allowed, "the home user is listed");
    let mut another = lookups.clone();
    another.add_user(U1, "dddddddd-0000-4000-8000-000000000002");
    assert_eq!(judge(&another).verdict, Verdict::Depends, "the home user is somebody else, but perhaps the one in the group");
    another.add_user(U2, "dddddddd-0000-4000-8000-000000000003");
    assert_eq!(judge(&another).verdict, Verdict::Blocked, "and that one is somebody else, too");
    let mut ours = lookups.clone();
    ours.add_user(U1, "dddddddd-0000-4000-8000-000000000002");
    ours.set_guests([U2.to_owned()]);
    assert_eq!(judge(&ours).verdict, Verdict::Blocked, "a list of our guests, which does not hold this one");
    lookups.add_user(U2, local);
    let by_group = judge(&lookups);
    assert_eq!(by_group.verdict, Verdict::Allowed, "by the home id, which is in the group");
    assert!(by_group.because.words(Lang::En).contains(&format!("the user is in the allowed group {G1}")));
    assert!(lookups.read_members("group,user\n", "m").is_err_and(|failure| failure.code == Code::BadMembers));
}

#[test]
fn which_application_id_met_the_list() {
    use {MatchMode as M, Matched as X, Verdict as V};
    let policy = outbound_default("allow AllUsers", &format!("allow Office365 {A1}"));
    let ask = |mode, client, resource| {
        let judgement = Evaluator::new(&policy, Lookups::default(), mode).judge(&Asked { client, resource, ..asked(Direction::Outbound, U1, A1) });
        (judgement.verdict, judgement.matched)
    };
    assert_eq!(ask(M::Either, Some(TEAMS), Some(A2)), (V::Allowed, X::Client));
    assert_eq!(ask(M::Either, Some(A2), Some(SHAREPOINT)), (V::Allowed, X::Resource));
    assert_eq!(ask(M::Either, Some(TEAMS), Some(A1)), (V::Allowed, X::Both));
    assert_eq!(ask(M::Resource, Some(TEAMS), Some(A2)), (V::Blocked, X::None));
    assert_eq!(ask(M::Client, Some(A2), Some(SHAREPOINT)), (V::Blocked, X::None));
    assert_eq!(ask(M::Either, None, Some(A2)), (V::Depends, X::None));
    assert_eq!(ask(M::Resource, None, Some(A2)), (V::Blocked, X::None));
    let shouted = TEAMS.to_uppercase();
    assert_eq!(ask(M::Either, Some(&shouted), Some(A2)), (V::Allowed, X::Client));
}

#[test]
fn keywords_that_cover_nobody_knows_what_leave_it_open() {
    let mut policy = outbound_default("allow AllUsers", "allow a1");
    let lists = policy.default.as_mut().and_then(|default| default.blocks.b2b_collaboration_outbound.as_mut()).expect("given");
    lists.applications.as_mut().expect("given").targets.push(Target { target: target_name("MicrosoftAdminPortals"), kind: TargetKind::Application });
    assert_eq!(judged(&policy, &asked(Direction::Outbound, U1, A1)).verdict, Verdict::Allowed);
    let open = judged(&policy, &asked(Direction::Outbound, U1, A2));
    assert!(open.verdict == Verdict::Depends && open.because.words(Lang::En).contains("what the keyword MicrosoftAdminPortals covers"));
}

#[test]
fn sentences_name_the_clause_in_both_languages() {
    let said = |policy: &CrossTenantAccessPolicy, client, resource| {
        let asked = Asked {
            client: Some(client),
            resource: Some(resource),
            access_type: Some(flags("b2bCollaboration")),
            ..asked(Direction::Outbound, U1, A1)
        };
        let because = judged(policy, &asked).because;
        [because.words(Lang::En), because.words(Lang::Ja)]
    };
    assert_eq!(
        said(&outbound_default("block AllUsers", "block AllApplications"), TEAMS, TEAMS),
        [
            "default, outbound B2B collaboration: all users are blocked and all applications are blocked",
            "既定の設定 (送信 B2B コラボレーション): すべてのユーザーがブロックされています、かつすべてのアプリケーションがブロックされています"
        ]
    );
    let scoped = with_partner(CrossTenantAccessPolicy::default(), |entry| {
        entry.blocks.b2b_collaboration_outbound = Some(setting("allow AllUsers", "allow a1"));
    });
    assert_eq!(
        said(&scoped, TEAMS, TEAMS),
        [
            "partner entry, outbound B2B collaboration: application Microsoft Teams is not in the allowed list",
            "組織の設定 (送信 B2B コラボレーション): アプリケーション「Microsoft Teams」は許可の一覧にありません"
        ]
    );
    assert_eq!(
        said(&scoped, TEAMS, SHAREPOINT)[0],
        "partner entry, outbound B2B collaboration: neither application Microsoft Teams nor resource Office 365 SharePoint Online is in the allowed list"
    );
    assert_eq!(
        said(&outbound_default("allow AllUsers", "block Office365"), TEAMS, A1)[0],
        "default, outbound B2B collaboration: client application Microsoft Teams belongs to Office365, which is blocked"
    );
    assert_eq!(
        said(&outbound_default("block g1", "block a1"), TEAMS, TEAMS)[0],
        "default, outbound B2B collaboration: application Microsoft Teams is not in the blocked list"
    );
    let named = judged(&scoped, &asked(Direction::Outbound, U1, A2)).because.words_with(Lang::En, &|id| (id == A2).then(|| "Payroll".to_owned()));
    assert!(named.starts_with("partner entry, outbound B2B collaboration: application Payroll is not in the allowed list"), "{named}");
}
