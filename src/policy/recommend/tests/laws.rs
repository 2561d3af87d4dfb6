//! The laws of the contract, over random logs and policies.

use crate::words::Lang;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

use super::super::super::{AutomaticUserConsent, Configuration, InboundTrust};
use super::*;

const PARTNERS: [(&str, Cloud); 4] = [(P1, Cloud::Commercial), (P2, Cloud::Commercial), (P3, Cloud::UsGovernment), (P4, Cloud::Commercial)];
const OWN_APPS: [&str; 4] = [A1, A2, A3, A4];
const ANY_APP: [Option<&str>; 18] = [
    Some(A1),
    Some(A2),
    Some(A3),
    Some(A4),
    Some(GRAPH),
    Some(ARM),
    Some("00000002-0000-0000-c000-000000000000"),
    Some(TEAMS),
    Some(SHAREPOINT),
    Some(EXCHANGE),
    Some(FORMS),
    Some(MY_APPS),
    Some(RIGHTS_MANAGEMENT),
    Some("not-an-id"),
    Some("00000000-0000-0000-0000-000000000000"),
    Some("Office365"),
    Some("{cccccccc-0000-4000-8000-000000000001}"),
    None,
];
const TYPES: [Option<&str>; 12] = [
    Some("b2bCollaboration"),
    Some("b2bCollaboration"),
    Some("b2bCollaboration"),
    Some("b2bDirectConnect"),
    Some("b2bCollaboration,b2bDirectConnect"),
    None,
    Some("none"),
    Some("serviceProvider"),
    Some("b2bCollaboration,serviceProvider"),
    Some("passthrough"),
    Some("unknownFutureValue"),
    Some("somethingNew"),
];

fn an_access(apps: &'static [Option<&'static str>], types: &'static [Option<&'static str>]) -> impl Strategy<Value = ObservedAccess<'static>> {
    let users = select(&[Some(U1), Some(U1), Some(U2), Some("not-an-id"), None][..]);
    let who = (select(&[IN, IN, OUT, OUT, Direction::Foreign][..]), select(&PARTNERS[..]), users, proptest::bool::weighted(0.05));
    let what = (select(apps), select(apps), select(types));
    (who, what, 0u64..4, 0u64..2, 0i64..40).prop_map(
        |((direction, (partner, partner_cloud), user, external), (client, resource, label), successes, other_attempts, day)| ObservedAccess {
            partner_cloud,
            access_type: label.map(AccessFlags::of),
            external_identity: external,
            user,
            user_principal_name: Some("x_gmail.com#EXT#@contoso.onmicrosoft.com"),
            home_domain: Some("gmail.com"),
            partner_name: (day % 3 == 0).then_some("Fabrikam'@"),
            resource_name: [None, Some("B"), Some("A")][usize::try_from(day % 3).unwrap_or_default()],
            successes,
            other_attempts,
            last_seen: 1_760_000_000 + day * DAY,
            ..used(direction, partner, client, resource)
        },
    )
}

pub(super) fn logs() -> impl Strategy<Value = Vec<ObservedAccess<'static>>> {
    proptest::collection::vec(an_access(&ANY_APP, &TYPES), 0..24)
}

/// A setting that Microsoft accepts.
fn a_setting() -> impl Strategy<Value = B2bSetting> {
    let list = |access, targets: &[Target]| TargetConfiguration::new(access, targets.to_vec());
    let (all, everything) = ([Target::all_users()], [Target::all_applications()]);
    let two = [A1, A3].map(Target::application);
    select(vec![
        B2bSetting::everything(AccessType::Allowed),
        B2bSetting::everything(AccessType::Blocked),
        B2bSetting::new(list(AccessType::Allowed, &all), list(AccessType::Allowed, &two)),
        B2bSetting::new(list(AccessType::Allowed, &all), list(AccessType::Blocked, &two)),
        B2bSetting::new(list(AccessType::Allowed, &all), list(AccessType::Allowed, &[Target::office365()])),
        B2bSetting::new(list(AccessType::Allowed, &[Target::group(U2)]), list(AccessType::Allowed, &everything)),
        B2bSetting::new(list(AccessType::Blocked, &[Target::user(U1)]), list(AccessType::Blocked, &everything)),
        // Half a setting inherits the other half.
        B2bSetting { applications: Some(list(AccessType::Allowed, &two)), ..B2bSetting::default() },
        B2bSetting { users_and_groups: Some(list(AccessType::Allowed, &[Target::group(U2)])), ..B2bSetting::default() },
    ])
}

fn blocks() -> impl Strategy<Value = Configuration> {
    let settings = proptest::collection::vec(proptest::option::of(a_setting()), 4);
    (settings, proptest::option::weighted(0.2, a_setting()), any::<Option<bool>>(), any::<Option<bool>>(), proptest::bool::weighted(0.1)).prop_map(
        |(settings, restrictions, mfa, consent, newer)| {
            let mut blocks = Configuration { tenant_restrictions: restrictions, ..Configuration::default() };
            propose::ACCESS.into_iter().zip(settings).for_each(|(block, setting)| blocks.set_setting(block, setting));
            blocks.inbound_trust = mfa.map(|mfa| InboundTrust { is_mfa_accepted: Some(mfa), ..InboundTrust::default() });
            blocks.automatic_user_consent = consent.map(|on| AutomaticUserConsent { inbound_allowed: Some(on), ..AutomaticUserConsent::default() });
            if newer {
                blocks.other.insert("m365CollaborationInbound".to_owned(), json!({"users": {"accessType": "blocked", "targets": []}}));
            }
            blocks
        },
    )
}

/// A current policy; `protected` entries are those of service providers and of the multi-tenant organisation.
pub(super) fn a_current(protected: bool) -> impl Strategy<Value = CrossTenantAccessPolicy> {
    let flag = move || proptest::option::weighted(0.2, any::<bool>()).prop_map(move |flag| flag.filter(|_| protected));
    let entry = (blocks(), flag(), flag(), proptest::option::weighted(0.2, any::<bool>()));
    let partners = proptest::collection::btree_map(select(&[P1, P2, P3, P4, NOBODY][..]), entry, 0..5);
    let clouds = proptest::option::of(proptest::collection::btree_set(select(&["microsoftonline.us", "partner.microsoftonline.cn"][..]), 0..3));
    (clouds, proptest::option::of(blocks()), partners).prop_map(|(clouds, default, partners)| CrossTenantAccessPolicy {
        allowed_cloud_endpoints: clouds.map(|clouds| clouds.into_iter().map(str::to_owned).collect()),
        default: default.map(|blocks| DefaultConfiguration { is_service_default: Some(false), blocks }),
        partners: partners
            .into_iter()
            .map(|(tenant_id, (blocks, provider, group, sync))| PartnerConfiguration {
                tenant_id: tenant_id.to_owned(),
                display_name: Some("Fabrikam".to_owned()),
                is_service_provider: provider,
                is_in_multi_tenant_organization: group,
                user_sync_inbound: sync,
                blocks,
            })
            .collect(),
        ..CrossTenantAccessPolicy::default()
    })
}

pub(super) fn options() -> impl Strategy<Value = Options> {
    let reopen = select(&[Reopen::Nothing, Reopen::Nothing, Reopen::All][..]);
    (any::<bool>(), any::<bool>(), any::<bool>(), reopen).prop_map(|(include_hubs, scope_users, remove_unused, reopen)| Options {
        include_hubs,
        scope_users,
        remove_unused,
        reopen,
        ..Options::default()
    })
}

/// Successes that some setting could allow.
fn successes<'o>(observed: &'o [ObservedAccess<'static>]) -> impl Iterator<Item = &'o ObservedAccess<'static>> {
    let possible = |row: &&ObservedAccess<'_>| {
        row.partner_cloud == Cloud::Commercial || !row.access_type.is_some_and(|flags| flags.contains(AccessFlags::B2B_DIRECT_CONNECT))
    };
    observed.iter().filter(|row| row.successes > 0).filter(possible)
}

/// A directory as Graph keeps it: updates replace members, `null` resets them.
struct Directory {
    clouds: Value,
    default: Map<String, Value>,
    partners: std::collections::BTreeMap<String, Map<String, Value>>,
}

impl Directory {
    fn new(policy: &CrossTenantAccessPolicy) -> Self {
        let json = policy.to_json();
        let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
        Self {
            clouds: json["allowedCloudEndpoints"].clone(),
            default: members(&json["default"]),
            partners: policy.partners.iter().map(|entry| (entry.tenant_id.clone(), members(&entry.to_json()))).collect(),
        }
    }

    fn send(&mut self, request: &Request) {
        let body = request.body.as_ref().and_then(Value::as_object).cloned().unwrap_or_default();
        let object = match (&request.object, request.method) {
            (Object::Clouds, _) => return self.clouds = body["allowedCloudEndpoints"].clone(),
            (Object::Default, _) => &mut self.default,
            (Object::Partner(tenant), Method::Delete) => return assert!(self.partners.remove(tenant).is_some(), "{tenant} is there"),
            (Object::Partner(tenant), Method::Post) => {
                assert_eq!(body["tenantId"], json!(tenant));
                assert!(!self.partners.contains_key(tenant), "{tenant} is new");
                self.partners.entry(tenant.clone()).or_default()
            }
            (Object::Partner(tenant), Method::Patch) => {
                assert!(!body.contains_key("tenantId"));
                self.partners.get_mut(tenant).expect("it is there")
            }
        };
        object.extend(body);
    }

    fn policy(&self) -> CrossTenantAccessPolicy {
        let partners: Vec<Value> = self.partners.values().cloned().map(Value::Object).collect();
        let json = json!({"@odata.type": "#microsoft.graph.crossTenantAccessPolicy", "allowedCloudEndpoints": self.clouds, "default": self.default, "partners": partners});
        read_policy([("directory", json.to_string().as_str())]).expect("a policy")
    }
}

/// What an update can say of every entry.
fn said(policy: &CrossTenantAccessPolicy) -> Vec<(String, Vec<(String, String)>)> {
    policy.partners.iter().map(|entry| (entry.tenant_id.clone(), propose::sendable(&entry.blocks).settings())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn each_step_of_tightening_cuts_less_until_nothing_is_cut(observed in logs(), current in proptest::option::of(a_current(true)), options in options()) {
        let proposal = recommend(&observed, current.as_ref(), &options);
        let steps = proposal.steps(&observed, current.as_ref());
        let today = current.clone().unwrap_or_default();
        let refused = |row: &ObservedAccess<'_>| current.is_some() && verdict(&today, row, MatchMode::Either) == Verdict::Blocked;
        let cut = |partners: Vec<PartnerConfiguration>| {
            let policy = CrossTenantAccessPolicy { partners, ..proposal.policy.clone() };
            let policy = Proposal::whole(policy).over(current.as_ref());
            let blocked = observed.iter().filter(|row| !refused(row)).filter(|row| verdict(&policy, row, MatchMode::Either) == Verdict::Blocked);
            let of = |direction| blocked.clone().filter(|row| row.direction == direction).map(|row| row.successes).sum::<u64>();
            [of(IN), of(OUT)]
        };
        // Whatever is judged after each step, with the entries so far.
        let mut entries: Vec<PartnerConfiguration> = Vec::new();
        for step in &steps {
            let added = step.entry.as_ref().map(|entry| proposal.policy.partner(&entry.id).cloned().expect("an entry that saves something"));
            entries.extend(added);
            entries.sort_by(|a, b| a.tenant_id.cmp(&b.tenant_id));
            prop_assert_eq!(step.cut, cut(entries.clone()), "after {:?} of {:?}", step, steps);
        }
        let savings: Vec<u64> = steps.windows(2).map(|two| two[0].cut.iter().sum::<u64>() - two[1].cut.iter().sum::<u64>()).collect();
        prop_assert!(savings.iter().all(|&saving| saving > 0) && savings.is_sorted_by(|a, b| a >= b), "{:?}", steps);
        let impossible: u64 = observed.iter().map(|row| row.successes).sum::<u64>() - successes(&observed).map(|row| row.successes).sum::<u64>();
        prop_assert!(steps.last().expect("a step").cut.iter().sum::<u64>() <= impossible, "{:?}", steps);
    }

    #[test]
    fn no_success_is_blocked_that_today_is_not_and_the_json_is_the_policy(observed in logs(), current in proptest::option::of(a_current(true)), options in options()) {
        let proposal = recommend(&observed, current.as_ref(), &options);
        let json = to_json(&proposal, Lang::En).to_string();
        let read = read_proposal([("proposal.json", json.as_str())]).expect("readable");
        prop_assert!(read.is_whole());
        let settings = read.over(current.as_ref());
        prop_assert_eq!(&settings, &proposal.proposal().over(current.as_ref()), "{}", json);
        let today = current.clone().unwrap_or_default();
        for row in successes(&observed) {
            let (now, then) = (verdict(&today, row, MatchMode::Either), verdict(&settings, row, MatchMode::Either));
            // Without current settings nothing is taken for closed.
            let closed = current.is_some() && now == Verdict::Blocked && options.reopen == Reopen::Nothing;
            prop_assert!(closed || then != Verdict::Blocked, "{row:?}: {now:?} {then:?} by {json}");
            // A list of groups that is carried over leaves it open for what is reopened.
            prop_assert!(then != Verdict::Depends || now != Verdict::Allowed, "{row:?}: {now:?} {then:?} by {json}");
        }
        let errors = |policy: &CrossTenantAccessPolicy| -> BTreeSet<String> {
            validate(policy, None, Lang::En).into_iter().filter(|finding| finding.severity == Severity::Error).map(|finding| finding.code()).collect()
        };
        let (before, after) = (errors(&today), errors(&settings));
        prop_assert!(after.is_subset(&before), "{before:?} {after:?}: {json}");
        for lang in [Lang::En, Lang::Ja] {
            prop_assert!(proposal.notes.iter().all(|note| !note.words(lang).is_empty()));
            prop_assert!(proposal.reasons.iter().all(|row| !row.words(lang).is_empty()));
        }
    }

    /// A file of code holds every entry that stays, and what is read back judges as the proposal does.
    #[test]
    fn settings_as_code_judge_as_the_proposal_does(observed in logs(), current in proptest::option::of(a_current(true)), options in options(), part in any::<bool>()) {
        let scope = part.then(|| BTreeSet::from([P1.to_owned()]));
        let seen: Vec<_> = observed.iter().filter(|row| !part || row.partner == P1).copied().collect();
        let proposal = recommend(&seen, current.as_ref(), &Options { scope, ..options });
        let wanted = proposal.proposal().over(current.as_ref());
        for (language, path) in [(Language::Terraform, "x.tf"), (Language::Dsc, "x.ps1")] {
            let text = proposal.to_code(language, Lang::En);
            if part && proposal.policy.partners.is_empty() {
                continue;
            }
            let read = read_proposal([(path, text.as_str())]).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
            prop_assert_eq!(read.is_whole(), !part);
            let found = read.over(current.as_ref());
            let ids = |policy: &CrossTenantAccessPolicy| policy.partners.iter().map(|entry| entry.tenant_id.clone()).collect::<Vec<_>>();
            prop_assert_eq!(ids(&found), ids(&wanted), "{}", text);
            for row in &observed {
                prop_assert_eq!(verdict(&found, row, MatchMode::Either), verdict(&wanted, row, MatchMode::Either), "{:?}: {}", row, text);
            }
            for (found, wanted) in found.partners.iter().zip(&wanted.partners) {
                let carried = [Block::TenantRestrictions, Block::InboundTrust, Block::AutomaticUserConsent];
                let all = if language == Language::Terraform { &Block::ALL[..] } else { &carried[..] };
                for block in all {
                    prop_assert_eq!(found.blocks.block_json(*block), wanted.blocks.block_json(*block), "{}", text);
                }
                prop_assert_eq!(found.user_sync_inbound, current.as_ref().and_then(|now| now.partner(&found.tenant_id)?.user_sync_inbound));
            }
            let fragment = part || current.is_none();
            prop_assert_eq!(text.matches("prevent_destroy = true").count() > 0, fragment && language == Language::Terraform);
        }
    }

    /// Whatever today's settings refuse, the proposal refuses: for any user and any application, seen or not, but for the few that every list
    /// holds.
    #[test]
    fn nothing_is_reopened(observed in logs(), current in a_current(true), hubs in any::<bool>(), users in any::<bool>(), part in any::<bool>()) {
        let scope = part.then(|| BTreeSet::from([P1.to_owned()]));
        let seen: Vec<_> = observed.iter().filter(|row| !part || row.partner == P1).copied().collect();
        let options = Options { include_hubs: hubs, scope_users: users, scope, ..Options::default() };
        let proposal = recommend(&seen, Some(&current), &options);
        let settings = proposal.proposal().over(Some(&current));
        let judges = [&current, &settings].map(|policy| Evaluator::new(policy, Lookups::default(), MatchMode::Either));
        let apps = [Some(A1), Some(A2), Some(GRAPH), Some(SHAREPOINT), Some(EXCHANGE), Some(FORMS), Some(NEW_APP), None];
        for (partner, partner_cloud) in PARTNERS.into_iter().chain([(NOBODY, Cloud::Commercial)]) {
            for (direction, label, user) in [IN, OUT].into_iter().flat_map(|direction| {
                let labels = ["b2bCollaboration", "b2bDirectConnect", "b2bCollaboration,b2bDirectConnect"];
                labels.into_iter().flat_map(move |label| [Some(U1), Some(U2), None].map(|user| (direction, label, user)))
            }) {
                for (client, resource) in apps.into_iter().flat_map(|client| apps.into_iter().map(move |resource| (client, resource))) {
                    let row = ObservedAccess { user, partner_cloud, access_type: Some(AccessFlags::of(label)), ..used(direction, partner, client, resource) };
                    let [now, then] = judges.each_ref().map(|judge| judge.judge(&gather::asked(&row, Cloud::Commercial)).verdict);
                    // An id that the log does not have may be that of Rights Management.
                    let may_be = then == Verdict::Depends && (client.is_none() || resource.is_none());
                    prop_assert!(now != Verdict::Blocked || then == Verdict::Blocked || may_be, "{:?} {:?}: {}", then, row, to_json(&proposal, Lang::En));
                }
            }
        }
        // And what was not looked at is as it was.
        if part {
            for row in successes(&observed) {
                let [now, then] = judges.each_ref().map(|judge| judge.judge(&gather::asked(row, Cloud::Commercial)).verdict);
                prop_assert!(then != Verdict::Blocked || now == Verdict::Blocked, "{row:?}");
            }
            prop_assert!(settings.partners.iter().filter(|entry| entry.tenant_id != P1).eq(current.partners.iter().filter(|entry| entry.tenant_id != P1)));
            prop_assert_eq!((&settings.default, &settings.allowed_cloud_endpoints), (&current.default, &current.allowed_cloud_endpoints));
        }
    }

    #[test]
    fn every_resource_is_needed(
        observed in proptest::collection::vec(an_access(&[Some(A1), Some(A2), Some(A3), Some(A4), Some(MY_APPS), Some(RIGHTS_MANAGEMENT)], &TYPES), 1..16),
        current in proptest::option::of(a_current(false)),
    ) {
        let proposal = recommend(&observed, current.as_ref(), &Options { remove_unused: true, ..Options::default() });
        for (place, entry) in proposal.policy.partners.iter().enumerate() {
            for block in propose::ACCESS {
                let Some(list) = entry.blocks.setting(block).and_then(|setting| setting.applications.as_ref()) else { continue };
                // Today's own list stays where the log does not tell what of it is used.
                let own = current.as_ref().and_then(|current| current.effective(block, Some(&entry.tenant_id)).applications.1.targets.first().cloned());
                if own.is_some_and(|own| list.targets.first() == Some(&own)) {
                    continue;
                }
                let all = list.targets.iter().enumerate().filter(|(_, target)| list.access == AccessType::Allowed && !choose::always(target.target.text()));
                for (target, _) in all {
                    let mut without = proposal.policy.clone();
                    let mut setting = entry.blocks.setting(block).cloned().unwrap_or_default();
                    setting.applications.as_mut().expect("a list").targets.remove(target);
                    without.partners[place].blocks.set_setting(block, Some(setting));
                    let blocked = |row: &&ObservedAccess<'_>| {
                        [MatchMode::Either, MatchMode::Resource, MatchMode::Client].into_iter().any(|mode| {
                            verdict(&without, row, mode) == Verdict::Blocked && verdict(&proposal.policy, row, mode) != Verdict::Blocked
                        })
                    };
                    // What carries two labels needs it in the block of each: the other may let it through by something else.
                    let label = if choose::is_collaboration(block) { "b2bCollaboration" } else { "b2bDirectConnect" };
                    let both = Some(AccessFlags::of("b2bCollaboration,b2bDirectConnect"));
                    let needed = successes(&observed).any(|row| {
                        let alone = ObservedAccess { access_type: Some(AccessFlags::of(label)), ..*row };
                        blocked(&row) || (row.access_type == both && blocked(&&alone))
                    });
                    prop_assert!(needed, "{:?} of {} is not needed", list.targets[target], entry.tenant_id);
                }
            }
        }
    }

    #[test]
    fn what_was_not_observed_is_blocked(observed in logs(), current in proptest::option::of(a_current(false)), options in options()) {
        let options = Options { remove_unused: true, ..options };
        let proposal = recommend(&observed, current.as_ref(), &options);
        // Where a list or an entry of today has to stay as it is, it says what is open.
        let stays = |partner: &str, direction: Direction| {
            proposal.reasons.iter().filter(|row| row.partner.as_deref() == Some(partner)).any(|row| {
                let list = row.direction == Some(direction) && matches!(row.why, Why::BlockListKept | Why::Untold);
                list || (row.kind, row.decision) == (Kind::Partner, Decision::CarryOver)
            })
        };
        for direction in [IN, OUT] {
            for label in ["b2bCollaboration", "b2bDirectConnect"] {
                let ask = |partner, app| ObservedAccess { access_type: Some(AccessFlags::of(label)), ..used(direction, partner, Some(NEW_APP), Some(app)) };
                prop_assert!(stays(NOBODY, direction) || verdict(&proposal.policy, &ask(NOBODY, A1), MatchMode::Either) == Verdict::Blocked);
                prop_assert_eq!(verdict(&proposal.policy, &ask(NEW_APP, A1), MatchMode::Either), Verdict::Blocked, "a partner that nobody has heard of");
                for (partner, partner_cloud) in PARTNERS {
                    let block = if label == "b2bCollaboration" { Block::collaboration(direction) } else { Block::direct_connect(direction) };
                    let lists = proposal.policy.effective(block.expect("a block"), Some(partner)).applications.1;
                    if *lists == allowed(&[Target::all_applications()]) || stays(partner, direction) {
                        continue;
                    }
                    let seen = |app: &str| observed.iter().any(|row| {
                        row.successes > 0 && row.direction == direction && row.partner == partner && [row.client, row.resource].contains(&Some(app))
                    });
                    for app in OWN_APPS.into_iter().filter(|app| !seen(app)).chain([NEW_APP]) {
                        let asked = ObservedAccess { partner_cloud, ..ask(partner, app) };
                        prop_assert_eq!(verdict(&proposal.policy, &asked, MatchMode::Either), Verdict::Blocked, "{:?}", asked);
                    }
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(mut observed in logs(), current in proptest::option::of(a_current(true)), turn in 0usize..24) {
        let one = recommend(&observed, current.as_ref(), &Options::default());
        observed.reverse();
        let middle = turn.min(observed.len());
        observed.rotate_left(middle);
        let two = recommend(&observed, current.as_ref(), &Options::default());
        prop_assert_eq!(to_json(&one, Lang::Ja).to_string(), to_json(&two, Lang::Ja).to_string());
        prop_assert_eq!(to_powershell(&one, Lang::Ja), to_powershell(&two, Lang::Ja));
        prop_assert_eq!(one, two);
    }

    #[test]
    fn the_requests_bring_it_about_and_undo_it(observed in logs(), current in a_current(true), options in options()) {
        let proposal = recommend(&observed, Some(&current), &options);
        let mut directory = Directory::new(&current);
        proposal.changes.iter().for_each(|request| directory.send(request));
        let there = directory.policy();
        prop_assert_eq!(said(&there), said(&proposal.policy));
        prop_assert_eq!(there.allowed_cloud_endpoints.unwrap_or_default(), proposal.policy.allowed_cloud_endpoints.clone().unwrap_or_default());
        proposal.rollback.iter().flatten().for_each(|request| directory.send(request));
        let back = directory.policy();
        prop_assert_eq!(said(&back), said(&current));
        let effective = |policy: &CrossTenantAccessPolicy| propose::ACCESS.map(|block| {
            let lists = policy.effective(block, None);
            (lists.users_and_groups.1.words(), lists.applications.1.words())
        });
        prop_assert_eq!(effective(&back), effective(&current));
        if let Some(clouds) = &current.allowed_cloud_endpoints {
            prop_assert_eq!(back.allowed_cloud_endpoints.as_ref(), Some(clouds));
        }
    }

    #[test]
    fn more_evidence_never_allows_more(observed in logs(), minimum in 2u64..5) {
        let one = recommend(&observed, None, &Options::default());
        let fewer = recommend(&observed, None, &Options { min_successes: minimum, ..Options::default() });
        for row in successes(&observed) {
            let strict = verdict(&fewer.policy, row, MatchMode::Either);
            prop_assert!(strict != Verdict::Allowed || verdict(&one.policy, row, MatchMode::Either) == Verdict::Allowed);
        }
        prop_assert!(fewer.policy.partners.iter().all(|entry| one.policy.partner(&entry.tenant_id).is_some()));
    }
}

/// The question of the evaluator is the one that `simulate` asks.
#[test]
fn an_observed_access_is_asked_whole() {
    let row = ObservedAccess { partner_cloud: Cloud::China, ..used(OUT, P1, Some(A1), Some(A2)) };
    let asked = gather::asked(&row, Cloud::UsGovernment);
    let expected = Asked {
        partner_cloud: Cloud::China,
        own_cloud: Cloud::UsGovernment,
        access_type: Some(AccessFlags::B2B_COLLABORATION),
        user: Some(U1),
        client: Some(A1),
        resource: Some(A2),
        ..Asked::new(OUT, P1)
    };
    assert_eq!(format!("{asked:?}"), format!("{expected:?}"));
}
