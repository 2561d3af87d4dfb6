//! Laws over random policies and random texts.

use crate::words::Lang;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::*;

const USER_TARGETS: [&str; 5] = ["AllUsers", "u1", "u2", "g1", "g2"];
const APP_TARGETS: [&str; 6] = ["AllApplications", "Office365", "a1", "a2", TEAMS, RIGHTS_MANAGEMENT];

fn a_list(targets: &'static [&'static str]) -> impl Strategy<Value = TargetConfiguration> {
    (any::<bool>(), proptest::collection::btree_set(select(targets), 0..4)).prop_map(|(allow, targets)| {
        let access = if allow { AccessType::Allowed } else { AccessType::Blocked };
        TargetConfiguration::new(access, targets.into_iter().map(target).collect())
    })
}

fn a_setting() -> impl Strategy<Value = B2bSetting> {
    (proptest::option::weighted(0.9, a_list(&USER_TARGETS)), proptest::option::weighted(0.9, a_list(&APP_TARGETS)), any::<bool>()).prop_filter_map(
        "nothing in it",
        |(users_and_groups, applications, devices)| {
            let mut setting = B2bSetting { users_and_groups, applications, ..B2bSetting::default() };
            if devices {
                setting.other.insert("devices".to_owned(), json!({"mode": "allowed", "rule": "device.x -eq \"1\""}));
            }
            (setting != B2bSetting::default()).then_some(setting)
        },
    )
}

fn a_configuration() -> impl Strategy<Value = Configuration> {
    let switch = || any::<Option<bool>>();
    (
        proptest::collection::vec(proptest::option::of(a_setting()), Block::SETTINGS.len()),
        (switch(), switch(), switch(), switch(), switch()),
        any::<bool>(),
    )
        .prop_map(|(settings, (mfa, compliant, hybrid, inbound, outbound), newer)| {
            let mut blocks = Configuration::default();
            for (block, setting) in Block::SETTINGS.into_iter().zip(settings) {
                blocks.set_setting(block, setting);
            }
            let trust = InboundTrust {
                is_mfa_accepted: mfa,
                is_compliant_device_accepted: compliant,
                is_hybrid_azure_ad_joined_device_accepted: hybrid,
                ..InboundTrust::default()
            };
            let consent = AutomaticUserConsent { inbound_allowed: inbound, outbound_allowed: outbound, ..AutomaticUserConsent::default() };
            blocks.inbound_trust = (trust != InboundTrust::default()).then_some(trust);
            blocks.automatic_user_consent = (consent != AutomaticUserConsent::default()).then_some(consent);
            if newer {
                blocks.other.insert("m365CollaborationInbound".to_owned(), json!({"users": {"accessType": "blocked", "targets": []}}));
            }
            blocks
        })
}

fn a_policy() -> impl Strategy<Value = CrossTenantAccessPolicy> {
    let entry = (a_configuration(), any::<Option<bool>>(), any::<Option<bool>>(), proptest::option::of("[A-Za-z テナント]{1,8}x"));
    (
        proptest::option::of(proptest::collection::btree_set(select(&["microsoftonline.us", "partner.microsoftonline.cn"][..]), 0..3)),
        proptest::option::of((a_configuration(), any::<Option<bool>>())),
        proptest::collection::btree_map(select(&[PARTNER, OTHER_PARTNER, U1][..]), entry, 0..3),
    )
        .prop_map(|(clouds, default, partners)| CrossTenantAccessPolicy {
            allowed_cloud_endpoints: clouds.map(|clouds| clouds.into_iter().map(str::to_owned).collect()),
            default: default.map(|(blocks, is_service_default)| DefaultConfiguration { is_service_default, blocks }),
            partners: partners
                .into_iter()
                .map(|(tenant_id, (blocks, provider, sync, name))| PartnerConfiguration {
                    tenant_id: tenant_id.to_owned(),
                    display_name: name.map(|name| name.trim().to_owned()),
                    is_service_provider: provider,
                    is_in_multi_tenant_organization: provider,
                    user_sync_inbound: sync,
                    blocks,
                })
                .collect(),
            ..CrossTenantAccessPolicy::default()
        })
}

fn any_json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        select(&["default", "partners", "value", "tenantId", "b2bCollaborationInbound", "usersAndGroups", "applications", "accessType"][..])
            .prop_map(str::to_owned),
        select(&["targets", "target", "targetType", "INBOUNDTRUST", "isMfaAccepted", "AdditionalProperties", "allowedCloudEndpoints"][..])
            .prop_map(str::to_owned),
        ".{0,4}"
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1i64..4).prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        select(&["allowed", "\"blocked\"", "{\"accessType\":1}", "[[", "AllUsers", "System.Object[]", PARTNER][..]).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((key.clone(), inner.clone()), 0..5).prop_map(|members| Value::Object(members.into_iter().collect())),
            inner.prop_map(|value| Value::from(value.to_string())),
        ]
    })
}

/// Verdicts from closed to open.
fn openness(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Blocked => 0,
        Verdict::Depends => 1,
        _ => 2,
    }
}

/// Lets more through: a target more in an allowed list, or fewer in a blocked one. Cell by cell this can only open, whatever the other
/// list says, because the whole is monotone in what each list lets through.
fn widened(list: &TargetConfiguration, add: &Target, drop: usize) -> TargetConfiguration {
    let mut wide = list.clone();
    match list.access {
        AccessType::Allowed => wide.targets.push(add.clone()),
        AccessType::Blocked if wide.targets.is_empty() => {}
        AccessType::Blocked => {
            let gone = wide.targets[drop % list.targets.len()].target.clone();
            wide.targets.retain(|target| target.target != gone);
        }
    }
    wide
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn allowing_more_never_blocks_more(
        users in a_list(&USER_TARGETS), applications in a_list(&APP_TARGETS), of_users: bool, drop in 0usize..4,
        new_user in select(&USER_TARGETS[..]), new_application in select(&APP_TARGETS[..]), members: bool,
    ) {
        let narrow = B2bSetting::new(users.clone(), applications.clone());
        let wide = if of_users {
            B2bSetting::new(widened(&users, &target(new_user), drop), applications)
        } else {
            B2bSetting::new(users, widened(&applications, &target(new_application), drop))
        };
        let mut lookups = Lookups::default();
        if members {
            lookups.add_member(G1, U2);
        }
        let evaluator = |setting: &B2bSetting| {
            let policy = with_partner(CrossTenantAccessPolicy::default(), |entry| entry.blocks.b2b_collaboration_outbound = Some(setting.clone()));
            Evaluator::new(&policy, lookups.clone(), MatchMode::Either)
        };
        let (before, after) = (evaluator(&narrow), evaluator(&wide));
        for user in [Some(U1), Some(U2), Some(PARTNER), None] {
            for client in [Some(A1), Some(TEAMS), Some(RIGHTS_MANAGEMENT), None] {
                for resource in [Some(A2), Some(SHAREPOINT), Some(U1), None] {
                    let asked = Asked { user, client, resource, ..Asked::new(Direction::Outbound, PARTNER) };
                    let (one, two) = (before.judge(&asked).verdict, after.judge(&asked).verdict);
                    prop_assert!(openness(one) <= openness(two), "{narrow:?} -> {wide:?}: {asked:?}: {one:?} -> {two:?}");
                }
            }
        }
        let (one, two) = (effective(Some(&narrow), None, Block::CollaborationOutbound), effective(Some(&wide), None, Block::CollaborationOutbound));
        let forth = effect(&one, &two, Block::CollaborationOutbound, [], &Lookups::default());
        prop_assert!(matches!(forth, Effect::Loosened | Effect::Unchanged), "{narrow:?} -> {wide:?}: {forth:?}");
        let back = effect(&two, &one, Block::CollaborationOutbound, [], &Lookups::default());
        prop_assert_eq!(back, if forth == Effect::Loosened { Effect::Tightened } else { Effect::Unchanged });
    }

    #[test]
    fn what_is_written_is_read_as_the_same_policy(mut policy in a_policy()) {
        if policy == CrossTenantAccessPolicy::default() {
            // Nothing at all is no policy.
            policy.allowed_cloud_endpoints = Some(Vec::new());
        }
        let text = policy.to_json().to_string();
        let read = read_policy([("f", text.as_str())]);
        prop_assert_eq!(read, Ok(policy.clone()), "{}", text);
        // Each object alone, twice over, as a folder of exports holds them.
        if policy.allowed_cloud_endpoints.is_none() && policy.default.is_none() {
            let page = json!({"@odata.context": "x#policies/crossTenantAccessPolicy/partners",
                "value": policy.partners.iter().map(PartnerConfiguration::to_json).collect::<Vec<_>>()}).to_string();
            prop_assert_eq!(read_policy([("a", page.as_str()), ("b", page.as_str())]), Ok(policy));
        }
    }

    #[test]
    fn a_block_in_an_audit_log_is_read_as_in_a_file(setting in a_setting(), rounds in 0usize..3) {
        let mut value = setting.to_json();
        for _ in 0..rounds {
            value = Value::from(value.to_string());
        }
        prop_assert_eq!(read_setting("B2BCollaborationInbound", &value, None), Decoded::Setting(setting));
    }

    #[test]
    fn any_json_is_read_or_refused(value in any_json()) {
        let text = value.to_string();
        let _ = (is_policy(&value), is_policy_text(&text));
        if let Ok(policy) = read_policy([("f", text.as_str())]) {
            let mut again = policy.to_json();
            again["@odata.type"] = json!("#microsoft.graph.crossTenantAccessPolicy");
            prop_assert_eq!(read_policy([("g", again.to_string().as_str())]), Ok(policy.clone()), "{} of {}", again, text);
            let _ = validate(&policy, None, Lang::En);
            let _ = Evaluator::new(&policy, Lookups::default(), MatchMode::Either).judge(&asked(Direction::Inbound, U1, A1)).because.words(Lang::Ja);
        }
    }

    #[test]
    fn what_cannot_be_decoded_is_kept_verbatim(value in any_json(), name in select(&["b2bCollaborationInbound", "inboundTrust", "tenantId",
        "b2bCollaborationInbound.applications", "userSyncInbound", "PartnerPolicyDetail", "isMfaAccepted", "Included Updated Properties"][..])) {
        let verbatim = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let decoded = read_setting(name, &value, Some(PARTNER));
        match &decoded {
            Decoded::Raw { text, .. } => prop_assert_eq!(text, &verbatim),
            Decoded::Text(text) => prop_assert!(verbatim.contains(text.as_str()) || verbatim.contains('\\') || verbatim.contains(PARTNER), "{text} of {verbatim}"),
            _ => {}
        }
        let _ = (decoded.settings(name), change_effect(name, &decoded, &Decoded::Inherited, None, [], &Lookups::default()));
    }

    #[test]
    fn arbitrary_text_never_panics(text in ".{0,60}") {
        let _ = (read_policy([("f", text.as_str())]), read_setting("b2bCollaborationInbound", &Value::from(text.as_str()), None), target_name(&text));
        let _ = (Lookups::default().read_members(&text, "f"), Cloud::of_domain(&text), setting_name(&text));
    }

    #[test]
    fn words_are_the_same_however_a_list_is_ordered(list in a_list(&APP_TARGETS)) {
        let mut turned = list.clone();
        turned.targets.reverse();
        turned.targets.extend(list.targets.clone());
        prop_assert_eq!(list.words(), turned.words());
    }
}
