//! What becomes of the current policy: what is carried over, removed, kept, and how it is rolled back.

use crate::words::Lang;
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
    let stays = with_current(&[used(IN, P1, None, Some(A1))], &current);
    assert_eq!(stays.policy.partner(P2), current.partner(P2), "an entry without a success is deleted on request only");
    assert!(stays.notes.iter().any(|note| matches!(note, Note::Unused(all) if all.len() == 1 && all[0].id == P2)));
    assert!(stays.remove.is_none() && stays.changes.iter().all(|request| request.method != Method::Delete));
    let proposal = recommend(&[used(IN, P1, None, Some(A1))], Some(&current), &Options { remove_unused: true, ..Options::default() });
    assert_eq!(proposal.remove.as_deref(), Some(&[P2.to_owned()][..]));
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
    let proposal = recommend(&[], Some(&current), &Options { remove_unused: true, ..Options::default() });
    assert_eq!(proposal.policy.partners.len(), 4);
    assert_eq!(apps(&proposal, P2, INBOUND), ["AllApplications"]);
    assert_eq!(
        proposal.policy.partner(P3).map(|entry| &entry.blocks),
        current.partner(P3).map(|entry| &entry.blocks),
        "bound entries stay as they are"
    );
    let kept = proposal.policy.partner(P4).expect("kept");
    assert!(kept.blocks.tenant_restrictions.is_some() && kept.blocks.b2b_collaboration_outbound.is_some(), "an explicit block stays");
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::Kept(all) if all.len() == 2)));
    let changed: Vec<&Object> = proposal.changes.iter().map(|request| &request.object).collect();
    assert_eq!(changed, [&Object::Default]);
    // Without an access type, whether the entry is a service provider's decides.
    let untyped = ObservedAccess { access_type: None, ..used(IN, P1, None, Some(A1)) };
    let proposal = with_current(&[untyped], &current);
    let json = to_json(&proposal, Lang::En).to_string();
    let read = read_proposal([("f", json.as_str())]).expect("readable").over(Some(&current));
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

/// What somebody closed stays closed: by users, by applications, or altogether.
#[test]
fn what_is_closed_today_is_listed_and_not_reopened() {
    let mut blocked = entry(P1);
    blocked.blocks.b2b_collaboration_inbound = Some(B2bSetting::everything(AccessType::Blocked));
    let group = allowed(&[Target::group(U2)]);
    let mut scoped = entry(P2);
    scoped.blocks.b2b_collaboration_inbound = Some(B2bSetting::new(group.clone(), allowed(&[Target::all_applications()])));
    let mut deny = entry(P3);
    let denied = TargetConfiguration::new(AccessType::Blocked, vec![Target::application(A2)]);
    deny.blocks.b2b_collaboration_inbound = Some(B2bSetting::new(allowed(&[Target::all_users()]), denied));
    let current = policy_of(vec![blocked, scoped, deny.clone()]);
    let observed = [P1, P2, P3, P4].map(|partner| used(IN, partner, None, Some(A1)));
    let proposal = with_current(&observed, &current);
    assert_eq!(proposal.policy.partner(P1), current.partner(P1));
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::ClosedToday { partners, .. } if partners.len() == 1 && partners[0].0.id == P1)));
    let [closed] = &proposal.reopen[..] else { panic!("one way: {:?}", proposal.reopen) };
    assert_eq!((closed.partner.id.as_str(), closed.successes, closed.users), (P1, 1, 1));
    assert_eq!(line(&proposal, P1, A1, Decision::Omit).why, Why::ClosedToday);
    let carried = proposal.policy.partner(P2).and_then(|entry| entry.blocks.setting(INBOUND)).expect("a setting");
    assert_eq!(carried.users_and_groups.as_ref(), Some(&group), "the list of users is carried over");
    assert_eq!(apps(&proposal, P2, INBOUND), [A1]);
    assert_eq!(line(&proposal, P2, "AllApplications", Decision::Remove).why, Why::UnusedTarget);
    assert_eq!(proposal.policy.partner(P3), Some(&deny), "what it blocks by one id could come in by the other");
    assert_eq!(line(&proposal, P3, "b2bCollaborationInbound", Decision::CarryOver).why, Why::BlockListKept);
    assert!(proposal.notes.iter().any(|note| matches!(note, Note::OnDefaultToday(all) if all.len() == 1 && all[0].id == P4)));
    // Asked for, it is open again, for everybody of that partner, and no longer listed.
    let reopen = Reopen::Partners(BTreeSet::from([P1.to_owned()]));
    let open = recommend(&observed, Some(&current), &Options { reopen, ..Options::default() });
    assert_eq!((apps(&open, P1, INBOUND), open.reopen.len()), (vec![A1.to_owned()], 0));
}

/// What is asked to be reopened and has no id needs all applications, also beside a success of which the log does not tell what of today's
/// list it used.
#[test]
fn what_is_reopened_without_an_id_is_not_lost_beside_what_is_untold() {
    let mut known = entry(P1);
    known.blocks.b2b_collaboration_inbound = Some(B2bSetting::new(allowed(&[Target::all_users()]), allowed(&[A1, A3].map(Target::application))));
    let current = policy_of(vec![known]);
    let closed = used(IN, P1, Some("not-an-id"), Some("not-an-id"));
    let observed = [closed, used(IN, P1, Some(A4), None)];
    assert_eq!(apps(&with_current(&observed, &current), P1, INBOUND), [A1, A3], "nothing is asked for");
    let open = recommend(&observed, Some(&current), &Options { reopen: Reopen::All, ..Options::default() });
    assert_eq!((apps(&open, P1, INBOUND), open.reopen.len()), (vec!["AllApplications".to_owned()], 0));
}

/// Today's list names a client, a hub or a keyword: the proposal names no more than that.
#[test]
fn a_list_is_narrowed_by_the_ids_that_it_has() {
    let case = |list: &[Target], rows: &[ObservedAccess<'static>]| {
        let mut known = entry(P1);
        known.blocks.b2b_collaboration_inbound = Some(B2bSetting::new(allowed(&[Target::all_users()]), allowed(list)));
        let proposal = with_current(rows, &policy_of(vec![known]));
        (apps(&proposal, P1, INBOUND), proposal.reopen.len())
    };
    let row = |client, resource| used(IN, P1, client, resource);
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<String>>();
    let app = Target::application;
    assert_eq!(case(&[app(A1), app(A3)], &[row(Some(A1), Some(A2))]), (ids(&[A1]), 0), "the client, not its resource");
    assert_eq!(case(&[app(A2)], &[row(Some(A1), Some(A2)), row(Some(A1), Some(A3))]), (ids(&[A2]), 1), "A3 is closed");
    assert_eq!(case(&[app(GRAPH)], &[row(Some(A1), Some(GRAPH))]), (ids(&[GRAPH]), 0), "the hub, as it is listed");
    let suite = [row(None, Some(SHAREPOINT)), row(None, Some(EXCHANGE)), row(None, Some(FORMS))];
    assert_eq!(case(&[Target::office365()], &suite), (ids(&["Office365"]), 0));
    let single = [SHAREPOINT, EXCHANGE, FORMS].map(app);
    assert_eq!(case(&single, &suite).0.len(), 3, "the suite would be more than its members that are listed");
    assert_eq!(case(&[app(A1), app(A2)], &[row(None, None)]), (ids(&[A1, A2]), 0), "nobody knows which of them it was");
}

/// The author and the time of a closing come from the audit log, and without current settings they are all there is.
#[test]
fn the_audit_log_tells_who_closed_it_and_stands_in_for_settings_that_are_not_given() {
    let success = used(IN, P1, None, Some(A1));
    let mut closed = entry(P1);
    closed.blocks.b2b_collaboration_inbound = Some(B2bSetting::everything(AccessType::Blocked));
    let change = |time| SettingsChange { time, partner: Some(P1.to_owned()), block: Some(INBOUND), by: Some("admin@contoso.example".to_owned()) };
    let last_known = Some(policy_of(vec![closed.clone()]));
    let told = |time| Options { history: History { closings: vec![change(time)], last_known: last_known.clone() }, ..Options::default() };
    let after = recommend(&[success], None, &told(success.last_seen + 60));
    assert!(after.policy.partner(P1).is_none(), "closed after the last success");
    assert!(after.notes.iter().any(|note| matches!(note, Note::ClosedToday { told_by_audit: true, .. })));
    let [way] = &after.reopen[..] else { panic!("one way") };
    assert_eq!((way.blocked_at, way.blocked_by.as_deref()), (Some(success.last_seen + 60), Some("admin@contoso.example")));
    let before = recommend(&[success], None, &told(success.first_seen - 60));
    assert_eq!((before.policy.partners.len(), before.reopen.len()), (0, 1), "its last known change closes it, and the doubt is said");
    assert_eq!(before.totals(), Totals::default(), "what is listed as closed is not counted as allowed");
    // A default that was closed reaches those who did not come in since.
    let default = SettingsChange { partner: None, ..change(success.last_seen - 60) };
    let mut shut = policy_of(Vec::new());
    shut.default = Some(DefaultConfiguration::default());
    shut.default.as_mut().expect("a default").blocks.b2b_collaboration_inbound = Some(B2bSetting::everything(AccessType::Blocked));
    for (time, closed) in [(success.last_seen - 60, 0), (success.last_seen + 60, 1)] {
        let history = History { closings: vec![SettingsChange { time, ..default.clone() }], last_known: Some(shut.clone()) };
        assert_eq!(recommend(&[success], None, &Options { history, ..Options::default() }).reopen.len(), closed);
    }
    let given = recommend(&[success], Some(&policy_of(vec![closed])), &told(success.first_seen - 60));
    assert_eq!((given.reopen.len(), given.reopen[0].blocked_at), (1, None), "no change after the last success is known");
}

/// Half a setting keeps the other half that it inherits today, because the default changes.
#[test]
fn half_a_setting_of_an_entry_that_stays_is_not_widened_by_the_new_default() {
    let mut half = entry(P1);
    half.blocks.b2b_collaboration_outbound = Some(B2bSetting { applications: Some(allowed(&[Target::application(A1)])), ..B2bSetting::default() });
    let mut current = policy_of(vec![half]);
    current.default = Some(DefaultConfiguration::default());
    current.default.as_mut().expect("a default").blocks.b2b_collaboration_outbound = Some(B2bSetting::everything(AccessType::Blocked));
    let asked = used(OUT, P1, None, Some(A1));
    assert_eq!(verdict(&current, &asked, MatchMode::Either), Verdict::Blocked);
    let proposal = with_current(&[used(IN, P2, None, Some(A1))], &current);
    assert_eq!(verdict(&proposal.proposal().over(Some(&current)), &asked, MatchMode::Either), Verdict::Blocked);
}

/// An entry whose successes are closed today is used, and neither deleted nor called unused.
#[test]
fn an_entry_with_successes_of_whatever_kind_is_not_unused() {
    let mut narrow = entry(P1);
    let denied = TargetConfiguration::new(AccessType::Blocked, vec![Target::application(A1)]);
    narrow.blocks.b2b_collaboration_inbound = Some(B2bSetting::new(allowed(&[Target::all_users()]), denied));
    let current = policy_of(vec![narrow]);
    let observed = [used(IN, P1, None, Some(A1)), used(IN, P2, None, Some(A1))];
    let proposal = recommend(&observed, Some(&current), &Options { remove_unused: true, ..Options::default() });
    assert_eq!((proposal.remove.as_deref(), proposal.reopen.len()), (Some(&[][..]), 1));
    assert_eq!(proposal.policy.partner(P1).map(|entry| &entry.blocks), current.partner(P1).map(|entry| &entry.blocks));
    assert!(!proposal.notes.iter().any(|note| matches!(note, Note::Unused(_) | Note::Removed(_))));
}

/// Where the current settings do not say which clouds are enabled, nothing is sent that would disable them.
#[test]
fn clouds_that_are_not_known_are_not_emptied() {
    let proposal = with_current(&[used(IN, P1, None, Some(A1))], &policy_of(Vec::new()));
    assert!(to_json(&proposal, Lang::En).get("allowedCloudEndpoints").is_none());
    assert!(proposal.notes.contains(&Note::CloudsUntold));
    let mut told = policy_of(Vec::new());
    told.allowed_cloud_endpoints = Some(Vec::new());
    let proposal = with_current(&[used(IN, P1, None, Some(A1))], &told);
    assert_eq!(to_json(&proposal, Lang::En)["allowedCloudEndpoints"], json!([]));
}

/// A refusal after the last success is no evidence of use.
#[test]
fn evidence_is_that_of_the_successes() {
    let success = ObservedAccess { successes: 49, other_attempts: 9, ..used(IN, P1, None, Some(A1)) };
    let refused = ObservedAccess { successes: 0, other_attempts: 1, user: Some(U2), last_seen: success.last_seen + 21 * DAY, ..success };
    let proposal = propose(&[success, refused]);
    let row = line(&proposal, P1, A1, Decision::Allow);
    assert_eq!((row.sign_ins, row.users, row.last_seen), (49, 1, Some(success.last_seen)));
    let old = Options { last_event: Some(success.last_seen + 91 * DAY), ..Options::default() };
    assert!(recommend(&[success], None, &old).notes.iter().any(|note| matches!(note, Note::LongAgo(apps) if apps.len() == 1 && apps[0].id == A1)));
}

/// A part names nobody else, leaves the default alone, and leaves nothing to it.
#[test]
fn a_part_is_about_its_partners_alone() {
    let mut known = entry(P1);
    known.blocks.b2b_collaboration_outbound = Some(B2bSetting::new(allowed(&[Target::all_users()]), allowed(&[Target::application(A2)])));
    let current = policy_of(vec![known, entry(P2)]);
    let options = Options { scope: Some(BTreeSet::from([P1.to_owned()])), remove_unused: true, ..Options::default() };
    let proposal = recommend(&[used(IN, P1, None, Some(A1))], Some(&current), &options);
    let json = to_json(&proposal, Lang::En);
    assert_eq!(
        json.as_object().expect("an object").keys().collect::<Vec<_>>(),
        ["partners", "notes", "reopen", "totals", "rollback"][..].iter().filter(|name| json.get(**name).is_some()).collect::<Vec<_>>()
    );
    assert_eq!(json["partners"].as_array().map(Vec::len), Some(1));
    assert_eq!(apps(&proposal, P1, Block::CollaborationOutbound), [A2], "without its list the open default would hold");
    assert!(!json.to_string().contains(P2));
    assert!(proposal.reasons.iter().all(|row| row.partner.as_deref() == Some(P1)), "{:#?}", proposal.reasons);
    let mail = recommend(&[used(OUT, P1, None, Some(RIGHTS_MANAGEMENT))], Some(&current), &options);
    assert!(
        mail.policy.partner(P1).is_some_and(|entry| entry.blocks.b2b_collaboration_outbound.is_some()),
        "the default does not close, so the entry has to"
    );
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
    assert_eq!(
        json.as_object().expect("an object").keys().collect::<Vec<_>>(),
        ["allowedCloudEndpoints", "default", "partners", "notes", "reopen", "totals"]
    );
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
