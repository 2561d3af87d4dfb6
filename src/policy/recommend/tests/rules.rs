//! Which applications, users and partners a proposal names.

use super::*;
use crate::words::Lang;

const INBOUND: Block = Block::CollaborationInbound;
const OUTBOUND: Block = Block::CollaborationOutbound;

#[test]
fn the_default_is_closed_but_for_rights_management_outbound() {
    let proposal = propose(&[]);
    let default = proposal.policy.default.as_ref().expect("a default");
    for block in [INBOUND, Block::DirectConnectInbound, Block::DirectConnectOutbound] {
        assert_eq!(default.blocks.setting(block), Some(&B2bSetting::everything(AccessType::Blocked)), "{block:?}");
    }
    let outbound = B2bSetting::new(allowed(&[Target::all_users()]), allowed(&[Target::application(RIGHTS_MANAGEMENT)]));
    assert_eq!(default.blocks.setting(OUTBOUND), Some(&outbound));
    assert_eq!((proposal.policy.partners.len(), proposal.policy.allowed_cloud_endpoints.clone()), (0, Some(Vec::new())));
    assert_eq!(default.is_service_default, None);
    for note in [Note::Licence, Note::BlockedDefault, Note::SharePoint, Note::Order { rollback: false }, Note::NoCurrent] {
        assert!(proposal.notes.contains(&note), "{note:?}");
    }
}

#[test]
fn an_application_is_named_by_its_resource_id_beside_the_companions() {
    let proposal = propose(&[used(IN, P1, Some(A2), Some(A1))]);
    assert_eq!(apps(&proposal, P1, INBOUND), [A1]);
    let list = proposal.policy.partner(P1).and_then(|entry| entry.blocks.b2b_collaboration_inbound.clone()).expect("a block");
    let ids: Vec<String> = list.applications.expect("a list").targets.iter().map(|target| target.target.text().to_owned()).collect();
    assert_eq!(ids.len(), 6, "{ids:?}");
    for id in crate::policy::COMPANIONS.into_iter().chain([RIGHTS_MANAGEMENT]) {
        assert!(ids.contains(&id.to_owned()), "{id}");
    }
    assert_eq!(users(&proposal, P1, INBOUND), ["AllUsers"]);
    assert_eq!(apps(&proposal, P1, OUTBOUND), ["-"], "the other direction is inherited");
    let row = line(&proposal, P1, A1, Decision::Allow);
    assert_eq!((row.matched_by, row.users, row.sign_ins, row.last_seen), (Some(MatchedBy::Resource), 1, 1, Some(1_760_000_000 + 3 * DAY)));
    assert_eq!(line(&proposal, P1, MY_APPS, Decision::Allow).matched_by, Some(MatchedBy::Companion));
    assert_eq!(line(&proposal, P1, RIGHTS_MANAGEMENT, Decision::Allow).matched_by, Some(MatchedBy::RightsManagement));
}

#[test]
fn the_suite_is_named_as_a_whole_for_three_members_or_teams() {
    let two = [used(IN, P1, None, Some(SHAREPOINT)), used(IN, P1, None, Some(EXCHANGE))];
    assert_eq!(apps(&propose(&two), P1, INBOUND), [EXCHANGE, SHAREPOINT]);
    let three = [two[0], two[1], used(IN, P1, None, Some(FORMS)), used(IN, P1, None, Some(A1))];
    let proposal = propose(&three);
    assert_eq!(apps(&proposal, P1, INBOUND), ["Office365", A1], "what is no member is listed singly");
    assert_eq!(line(&proposal, P1, "Office365", Decision::Allow).why, Why::Suite { teams: false, members: 3 });
    assert_eq!(line(&proposal, P1, FORMS, Decision::Allow).matched_by, Some(MatchedBy::Suite));
    assert_eq!(apps(&propose(&[used(IN, P1, Some(A1), Some(TEAMS_SERVICE))]), P1, INBOUND), ["Office365"]);
    assert_eq!(apps(&propose(&[used(IN, P1, Some(TEAMS), Some(GRAPH))]), P1, INBOUND), ["Office365"], "Teams as the client of a hub");
    assert_eq!(apps(&propose(&[used(IN, P1, Some(TEAMS), Some(A1))]), P1, INBOUND), ["Office365", A1]);
}

#[test]
fn a_hub_is_opened_to_its_clients_only() {
    let observed = [used(IN, P1, Some(A1), Some(GRAPH)), used(IN, P1, Some(A2), Some(ARM)), used(IN, P1, Some(MY_APPS), Some(GRAPH))];
    let proposal = propose(&observed);
    assert_eq!(apps(&proposal, P1, INBOUND), [A1, A2]);
    assert_eq!(line(&proposal, P1, A2, Decision::Allow).matched_by, Some(MatchedBy::Client));
    assert_eq!(line(&proposal, P1, GRAPH, Decision::Omit).why, Why::HubByClients);
    let rests =
        |note: &Note| matches!(note, Note::ClientOnly(apps) if apps.iter().map(|app| app.id.as_str()).eq([MY_APPS, A1, A2]) || apps.len() == 3);
    assert!(proposal.notes.iter().any(rests), "{:?}", proposal.notes);
    let with_hubs = recommend(&observed, None, &Options { include_hubs: true, ..Options::default() });
    assert_eq!(apps(&with_hubs, P1, INBOUND), [GRAPH, ARM, A1, A2]);
    assert_eq!(verdict(&with_hubs.policy, &observed[0], MatchMode::Resource), Verdict::Allowed);
    assert_eq!(verdict(&proposal.policy, &observed[0], MatchMode::Resource), Verdict::Blocked);
    let nameless = propose(&[used(IN, P1, None, Some(GRAPH))]);
    assert_eq!(apps(&nameless, P1, INBOUND), [GRAPH]);
    assert_eq!(line(&nameless, P1, GRAPH, Decision::Allow).why, Why::HubWithoutClient);
}

#[test]
fn absent_and_unusable_ids() {
    let client = propose(&[used(IN, P1, Some(A1), None)]);
    assert_eq!(apps(&client, P1, INBOUND), [A1]);
    assert_eq!(line(&client, P1, A1, Decision::Allow).why, Why::ClientAlone);
    for (client, resource) in [(None, None), (Some("not an id"), None), (Some(""), Some("00000000-0000-0000-0000-000000000000"))] {
        let rows = [used(IN, P1, client, resource), used(IN, P1, None, Some(A2))];
        let proposal = propose(&rows);
        assert_eq!(apps(&proposal, P1, INBOUND), ["AllApplications"]);
        assert_eq!(line(&proposal, P1, A2, Decision::Allow).matched_by, Some(MatchedBy::All));
        assert!(proposal.notes.iter().any(|note| matches!(note, Note::Everything(places) if places.len() == 1)));
    }
}

#[test]
fn only_successes_that_are_governed_count() {
    let of = |flags| ObservedAccess { access_type: Some(flags), ..used(IN, P1, Some(A1), Some(A1)) };
    let failed = ObservedAccess { successes: 0, other_attempts: 3, ..of(AccessFlags::B2B_COLLABORATION) };
    let external = ObservedAccess {
        external_identity: true,
        partner: "",
        user_principal_name: Some("x_gmail.com#EXT#@contoso.onmicrosoft.com"),
        home_domain: Some("gmail.com"),
        ..of(AccessFlags::B2B_COLLABORATION)
    };
    let observed = [
        failed,
        external,
        of(AccessFlags::SERVICE_PROVIDER),
        of(AccessFlags::of("b2bCollaboration,serviceProvider")),
        of(AccessFlags::MICROSOFT_SUPPORT),
        of(AccessFlags::PASSTHROUGH),
        of(AccessFlags::UNKNOWN_FUTURE_VALUE),
        of(AccessFlags::of("brandNew")),
        ObservedAccess { direction: Direction::Internal, ..of(AccessFlags::NONE) },
    ];
    let proposal = propose(&observed);
    assert!(proposal.policy.partners.is_empty(), "{:?}", proposal.policy.partners);
    let why: Vec<&Why> = proposal.reasons.iter().filter(|row| row.decision == Decision::Omit).map(|row| &row.why).collect();
    assert!(why.contains(&&Why::NeverSucceeded(3)), "{why:?}");
    assert_eq!(why.len(), 7, "five reasons, the failures, the external identities: {why:?}");
    assert!(proposal.notes.contains(&Note::ExternalIdentities(vec![("gmail.com".to_owned(), 1)])));
    assert!(proposal.notes.contains(&Note::UnknownType(3)));
    // Types that the evaluator takes for collaboration count.
    let assumed = [ObservedAccess { access_type: None, ..of(AccessFlags::NONE) }, of(AccessFlags::NONE)];
    let proposal = propose(&assumed);
    assert_eq!(apps(&proposal, P1, INBOUND), [A1]);
    assert!(proposal.notes.contains(&Note::Assumed(2)));
}

#[test]
fn an_application_that_never_worked_is_left_out_beside_one_that_did() {
    let failed = ObservedAccess { successes: 0, other_attempts: 3, ..used(IN, P1, Some(A1), Some(A2)) };
    let proposal = propose(&[failed, used(IN, P1, Some(A1), Some(A1))]);
    assert_eq!(apps(&proposal, P1, INBOUND), [A1]);
    assert_eq!(line(&proposal, P1, A2, Decision::Omit).why, Why::NeverSucceeded(3));
    let also = propose(&[failed, used(IN, P1, None, Some(A2))]);
    assert!(also.reasons.iter().all(|row| row.decision != Decision::Omit), "it worked for others");
}

#[test]
fn direct_connect_only_where_it_was_seen_and_never_between_clouds() {
    let direct = ObservedAccess { access_type: Some(AccessFlags::B2B_DIRECT_CONNECT), ..used(OUT, P1, Some(A1), Some(A2)) };
    let proposal = propose(&[direct]);
    assert_eq!(apps(&proposal, P1, Block::DirectConnectOutbound), [A2]);
    let list = proposal.policy.partner(P1).and_then(|entry| entry.blocks.b2b_direct_connect_outbound.clone()).and_then(|block| block.applications);
    assert_eq!(list.expect("a list").targets, [Target::application(A2)], "companions belong to collaboration");
    assert_eq!(apps(&proposal, P1, OUTBOUND), ["-"]);
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::DirectConnect(places) if places.len() == 1)));
    let both = ObservedAccess { access_type: Some(AccessFlags::of("b2bCollaboration,b2bDirectConnect")), ..direct };
    let proposal = propose(&[both]);
    assert_eq!((apps(&proposal, P1, OUTBOUND), apps(&proposal, P1, Block::DirectConnectOutbound)), (vec![A2.to_owned()], vec![A2.to_owned()]));
    let across = propose(&[ObservedAccess { partner_cloud: Cloud::China, ..direct }]);
    assert!(across.policy.partners.is_empty());
    assert!(across.notes.iter().any(|note| matches!(note, Note::Impossible { successes: 1, .. })));
}

#[test]
fn a_partner_in_another_cloud_brings_its_cloud() {
    let abroad = ObservedAccess { partner_cloud: Cloud::UsGovernment, ..used(IN, P1, Some(A1), Some(A1)) };
    let proposal = propose(&[abroad]);
    assert_eq!(proposal.policy.allowed_cloud_endpoints.as_deref(), Some(&["microsoftonline.us".to_owned()][..]));
    assert_eq!(verdict(&proposal.policy, &abroad, MatchMode::Either), Verdict::Allowed);
    let encrypted = ObservedAccess { direction: OUT, resource: Some(RIGHTS_MANAGEMENT), ..abroad };
    let proposal = propose(&[encrypted]);
    assert_eq!(apps(&proposal, P1, OUTBOUND), ["-"], "an entry that inherits");
    assert_eq!(verdict(&proposal.policy, &encrypted, MatchMode::Either), Verdict::Allowed);
}

#[test]
fn rights_management_alone_rides_on_the_default_outbound() {
    let proposal = propose(&[used(OUT, P1, Some(A1), Some(RIGHTS_MANAGEMENT))]);
    assert!(proposal.policy.partners.is_empty());
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::StaysOnDefault(partners) if partners[0].id == P1)));
    let inbound = propose(&[used(IN, P1, Some(A1), Some(RIGHTS_MANAGEMENT))]);
    assert_eq!(apps(&inbound, P1, INBOUND), Vec::<String>::new(), "inbound it needs an entry");
}

#[test]
fn own_users_are_listed_where_that_is_asked_for_and_possible() {
    let options = Options { scope_users: true, ..Options::default() };
    let two = [used(OUT, P1, Some(A1), Some(A1)), ObservedAccess { user: Some(U2), ..used(OUT, P1, Some(A1), Some(A2)) }];
    let inbound = used(IN, P1, Some(A1), Some(A1));
    let proposal = recommend(&[two[0], two[1], inbound], None, &options);
    assert_eq!((users(&proposal, P1, OUTBOUND), users(&proposal, P1, INBOUND)), (vec![U1.to_owned(), U2.to_owned()], vec!["AllUsers".to_owned()]));
    assert_eq!(line(&proposal, P1, U2, Decision::Allow).kind, Kind::User);
    let unknown = ObservedAccess { user: None, ..two[1] };
    let proposal = recommend(&[two[0], unknown], None, &options);
    assert_eq!(users(&proposal, P1, OUTBOUND), ["AllUsers"], "nobody is shut out for want of an id");
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::UsersUnknown(_))));
    let names: Vec<String> = (0..21).map(|n| format!("aaaaaaaa-0000-4000-8000-0000000001{n:02}")).collect();
    let many: Vec<_> = names.iter().map(|user| ObservedAccess { user: Some(user), ..two[0] }).collect();
    assert!(recommend(&many, None, &options).notes.iter().any(|note| matches!(note, Note::ManyUsers(all) if all[0].1 == 21)));
}

#[test]
fn more_successes_can_be_asked_for() {
    let options = Options { min_successes: 2, ..Options::default() };
    let twice = ObservedAccess { successes: 2, ..used(IN, P1, None, Some(A1)) };
    let proposal = recommend(&[twice, used(IN, P1, None, Some(A2)), used(IN, P2, None, Some(A1))], None, &options);
    assert_eq!(apps(&proposal, P1, INBOUND), [A1]);
    assert_eq!(line(&proposal, P1, A2, Decision::Omit).why, Why::TooFew { minimum: 2 });
    assert!(proposal.policy.partner(P2).is_none());
    assert!(proposal.notes.contains(&Note::TooFew { minimum: 2, successes: 2 }));
    // Two users with one success each are two successes of the application.
    let apart = [used(IN, P1, None, Some(A1)), ObservedAccess { user: Some(U2), ..used(IN, P1, None, Some(A1)) }];
    assert_eq!(apps(&recommend(&apart, None, &options), P1, INBOUND), [A1]);
}

#[test]
fn seen_on_one_day_only_is_said() {
    let once = ObservedAccess { last_seen: 1_760_000_100, days_seen: 1, resource_name: Some("Payroll"), ..used(IN, P1, None, Some(A1)) };
    let proposal = propose(&[once, used(IN, P1, None, Some(A2))]);
    let expected = Note::OneDay(vec![Named::new(A1, Some("Payroll".to_owned()))]);
    assert!(proposal.notes.contains(&expected), "{:?}", proposal.notes);
    let text = expected.words(Lang::En);
    assert!(text.contains(&format!("Payroll ({A1})")), "{text}");
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::ApiOnly(apps) if apps.iter().any(|app| app.id == MY_SIGN_INS))));
}
