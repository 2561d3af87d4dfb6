//! The policy at a time: histories undone and made again, and histories that do not fit.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::policy::{AutomaticUserConsent, CrossTenantAccessPolicy, DefaultConfiguration, InboundTrust, PartnerConfiguration};
use crate::words::Lang;

fn a_list(targets: &'static [Target]) -> impl Strategy<Value = TargetConfiguration> {
    (any::<bool>(), proptest::collection::btree_set(0..targets.len(), 1..=targets.len())).prop_map(|(allow, places)| {
        let mut targets: Vec<Target> = places.into_iter().map(|place| targets[place].clone()).collect();
        targets.sort();
        TargetConfiguration::new(if allow { AccessType::Allowed } else { AccessType::Blocked }, targets)
    })
}

static USERS: std::sync::LazyLock<Vec<Target>> = std::sync::LazyLock::new(|| vec![Target::all_users(), Target::group(GROUP), Target::user(USER)]);
static APPS: std::sync::LazyLock<Vec<Target>> =
    std::sync::LazyLock::new(|| vec![Target::all_applications(), Target::application(APP), Target::application(OTHER)]);

fn some_blocks() -> impl Strategy<Value = Configuration> {
    let setting = || proptest::option::weighted(0.4, (a_list(&USERS), a_list(&APPS)).prop_map(|(users, apps)| B2bSetting::new(users, apps)));
    let switch = any::<Option<bool>>;
    (setting(), setting(), setting(), (switch(), switch(), switch()), (switch(), switch()), any::<bool>(), any::<bool>()).prop_map(
        |(inbound, outbound, mut restrictions, (mfa, compliant, hybrid), (consent_in, consent_out), devices, newer)| {
            if let Some(setting) = restrictions.as_mut().filter(|_| devices) {
                setting.other.insert("devices".to_owned(), json!({"mode": "allowed", "rule": "x"}));
            }
            let trust = InboundTrust {
                is_mfa_accepted: mfa,
                is_compliant_device_accepted: compliant,
                is_hybrid_azure_ad_joined_device_accepted: hybrid,
                ..InboundTrust::default()
            };
            let consent = AutomaticUserConsent { inbound_allowed: consent_in, outbound_allowed: consent_out, ..AutomaticUserConsent::default() };
            let mut blocks = Configuration {
                b2b_collaboration_inbound: inbound,
                b2b_direct_connect_outbound: outbound,
                tenant_restrictions: restrictions,
                inbound_trust: (trust != InboundTrust::default()).then_some(trust),
                automatic_user_consent: (consent != AutomaticUserConsent::default()).then_some(consent),
                ..Configuration::default()
            };
            if newer {
                blocks.other.insert("m365CollaborationInbound".to_owned(), json!({"users": {"accessType": "blocked", "targets": []}}));
            }
            blocks
        },
    )
}

fn an_entry(tenant: &'static str) -> impl Strategy<Value = PartnerConfiguration> {
    (some_blocks(), any::<Option<bool>>(), any::<Option<bool>>()).prop_map(move |(blocks, provider, sync)| PartnerConfiguration {
        tenant_id: tenant.to_owned(),
        is_service_provider: provider,
        // Of an entry that holds nothing no event can tell what went with it.
        user_sync_inbound: sync.or((blocks == Configuration::default()).then_some(true)),
        blocks,
        ..PartnerConfiguration::default()
    })
}

/// What happens next: an entry, or none, replaces what there is; or the default is replaced.
#[derive(Clone, Debug)]
enum Next {
    Entry(&'static str, Option<PartnerConfiguration>),
    Default(Configuration),
    Failed(PartnerConfiguration),
}

fn next() -> impl Strategy<Value = (Next, bool, usize)> {
    let entry = select(&[PARTNER, OTHER][..])
        .prop_flat_map(|tenant| proptest::option::weighted(0.8, an_entry(tenant)).prop_map(move |entry| Next::Entry(tenant, entry)));
    let what = prop_oneof![5 => entry, 2 => some_blocks().prop_map(Next::Default), 1 => an_entry(PARTNER).prop_map(Next::Failed)];
    (what, any::<bool>(), 0..CARRIERS.len())
}

fn members(entry: &PartnerConfiguration, numbers: bool) -> Value {
    let mut members = entry.to_json();
    members.as_object_mut().expect("an object").shift_remove("tenantId");
    // An event that shows no value at all does not say that there was none.
    members["b2bCollaborationOutbound"] = Value::Null;
    // Members that are not modelled have no numbers in them that could be told from others.
    if numbers {
        let mut written = audited(&members);
        if let Some(value) = members.get("m365CollaborationInbound") {
            let written = written.as_object_mut().expect("an object");
            written.shift_remove("M365CollaborationInbound");
            written.insert("M365CollaborationInbound".to_owned(), value.clone());
        }
        written
    } else {
        members
    }
}

/// The event that tells it, and the policy afterwards.
fn happen(policy: &mut CrossTenantAccessPolicy, next: &Next, numbers: bool, carrier: Carrier, n: i64) -> Vec<Change> {
    let shape = if numbers { Shape::Members } else { Shape::Scalable };
    let told = match next {
        Next::Entry(tenant, new) => {
            let place = policy.partners.binary_search_by(|entry| entry.tenant_id.as_str().cmp(tenant));
            let old = place.ok().map(|place| policy.partners.remove(place));
            let activity = match (&old, new) {
                (None, None) => return Vec::new(),
                (None, Some(_)) => "Add a partner to cross-tenant access setting",
                (Some(_), None) => "Delete partner specific cross-tenant access setting",
                (Some(_), Some(_)) => UPDATE,
            };
            let side = |entry: &Option<PartnerConfiguration>| entry.as_ref().map_or(Value::Null, |entry| members(entry, numbers));
            if let Some(new) = new {
                policy.partners.push(new.clone());
                policy.partners.sort_by(|one, two| one.tenant_id.cmp(&two.tenant_id));
            }
            Told::new(activity, SETTINGS).entry(shape, tenant, &side(&old), &side(new))
        }
        Next::Default(new) => {
            let default = policy.default.get_or_insert_default();
            let old = std::mem::replace(&mut default.blocks, new.clone());
            let mut told = Told::new("Update the company default cross-tenant access setting", SYNC);
            let [old, new] = [old, new.clone()].map(|blocks| members(&PartnerConfiguration { blocks, ..PartnerConfiguration::default() }, false));
            for name in [
                "b2bCollaborationInbound",
                "b2bDirectConnectOutbound",
                "tenantRestrictions",
                "inboundTrust",
                "automaticUserConsentSettings",
                "m365CollaborationInbound",
            ] {
                let of = |side: &Value| side.get(name).cloned().unwrap_or_default();
                told = told.with(name, of(&old), of(&new));
            }
            told
        }
        Next::Failed(new) => Told::new(UPDATE, SETTINGS).entry(shape, PARTNER, &json!({}), &members(new, numbers)).failed("no"),
    };
    Told { time: 1000 + n / 2, id: format!("{n:04}"), ..told }.decode_with(carrier, &[OWN], None)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn histories_can_be_undone_and_made_again(
        first in proptest::option::of(an_entry(PARTNER)), default in some_blocks(), steps in proptest::collection::vec(next(), 0..8),
    ) {
        let default = Some(DefaultConfiguration { blocks: default, ..DefaultConfiguration::default() });
        let mut policy = CrossTenantAccessPolicy { default, partners: first.into_iter().collect(), ..CrossTenantAccessPolicy::default() };
        let mut states = vec![(999, policy.clone())];
        let mut changes = Vec::new();
        for (n, (next, numbers, carrier)) in (0..).zip(&steps) {
            changes.extend(happen(&mut policy, next, *numbers, CARRIERS[*carrier], n));
            states.push((1000 + n / 2, policy.clone()));
        }
        // Several events of one second: the state of that second is the last one.
        for (n, (time, state)) in states.iter().enumerate().filter(|(n, (time, _))| states.get(n + 1).is_none_or(|(next, _)| next != time)) {
            let mut given = changes.clone();
            given.reverse();
            let (found, contradictions) = state_at(&policy, i64::MAX, &given, *time);
            prop_assert_eq!(&contradictions, &[], "undone to {}", n);
            prop_assert_eq!(&found, state, "undone to {}", n);
            let (found, contradictions) = state_at(&states[0].1, 999, &changes, *time);
            prop_assert_eq!(&contradictions, &[], "made until {}", n);
            prop_assert_eq!(&found, state, "made until {}", n);
        }
        // A snapshot that was altered does not fit, if the history tells of that setting.
        let touched = changes.iter().rev().find(|change| change.succeeded && change.setting == "inboundTrust.isMfaAccepted" && change.partner_tenant_id.is_none());
        if let Some(change) = touched {
            let mut altered = policy.clone();
            let trust = altered.default.get_or_insert_default().blocks.inbound_trust.get_or_insert_default();
            trust.is_mfa_accepted = Some(change.is != SettingValue::Switch(true));
            let (_, contradictions) = state_at(&altered, i64::MAX, &changes, 0);
            prop_assert!(contradictions.iter().any(|found| found.setting == change.setting && found.time == change.time && found.against.is_none()));
        }
    }
}

fn policy_with(entry: Option<Configuration>) -> CrossTenantAccessPolicy {
    let entry = entry.map(|blocks| PartnerConfiguration { tenant_id: PARTNER.to_owned(), blocks, ..PartnerConfiguration::default() });
    CrossTenantAccessPolicy { partners: entry.into_iter().collect(), ..CrossTenantAccessPolicy::default() }
}

fn at(time: i64, told: Told) -> Vec<Change> {
    Told { time, id: time.to_string(), ..told }.decode()
}

fn trusting(mfa: bool) -> Configuration {
    Configuration { inbound_trust: Some(InboundTrust { is_mfa_accepted: Some(mfa), ..InboundTrust::default() }), ..Configuration::default() }
}

fn add() -> Told {
    Told::new("Add a partner to cross-tenant access setting", SETTINGS).with("tenantId", Value::Null, PARTNER)
}

fn delete() -> Told {
    Told::new("Delete partner specific cross-tenant access setting", SETTINGS).with("tenantId", PARTNER, Value::Null)
}

fn update(old: bool, new: bool) -> Told {
    Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER).with("isMfaAccepted", old, new)
}

fn disagreements(found: &[Contradiction]) -> Vec<(&str, Option<i64>, Disagreement)> {
    found.iter().map(|found| (found.setting.as_str(), found.against, found.disagreement.clone())).collect()
}

#[test]
fn what_does_not_fit_is_reported() {
    let none: [(&str, Option<i64>, Disagreement); 0] = [];
    let differs = |expected: &str, found: &str| Disagreement::Differs { expected: Some(expected.to_owned()), found: Some(found.to_owned()) };
    let trust = "inboundTrust.isMfaAccepted";
    // The snapshot says off, the last change says on.
    let (state, found) = state_at(&policy_with(Some(trusting(false))), i64::MAX, &at(5, update(false, true)), 4);
    assert_eq!(disagreements(&found), [(trust, None, differs("true", "false"))]);
    assert_eq!(state, policy_with(Some(trusting(false))), "the history goes on");
    // Two changes that do not follow each other.
    let history = [at(5, update(false, true)), at(7, update(false, true))].concat();
    let (_, found) = state_at(&policy_with(Some(trusting(true))), i64::MAX, &history, 4);
    assert_eq!(disagreements(&found), [(trust, Some(7), differs("true", "false"))]);
    // The same seen forwards.
    let (_, found) = state_at(&policy_with(Some(trusting(false))), 4, &history, 8);
    assert_eq!(disagreements(&found), [(trust, Some(5), differs("false", "true"))]);
    // Only what lies in between counts.
    let (state, found) = state_at(&policy_with(Some(trusting(true))), 6, &history, 5);
    assert_eq!((state, disagreements(&found)), (policy_with(Some(trusting(true))), none.to_vec()));
    // The entry is gone, though nothing says so.
    let (_, found) = state_at(&policy_with(None), i64::MAX, &at(5, update(false, true)), 4);
    assert_eq!(disagreements(&found)[0], (ENTRY, None, Disagreement::EntryMissing));
    // Removed, but there; and what it held is not told.
    let (state, found) = state_at(&policy_with(Some(Configuration::default())), i64::MAX, &at(5, delete()), 4);
    assert_eq!(disagreements(&found), [(ENTRY, None, Disagreement::EntryThere), (ENTRY, None, Disagreement::NotTold)]);
    assert_eq!(state, policy_with(Some(Configuration::default())));
    // Added empty, but it holds something that no event explains.
    let (state, found) = state_at(&policy_with(Some(trusting(true))), i64::MAX, &at(5, add()), 4);
    assert_eq!(disagreements(&found), [(trust, None, Disagreement::Unexplained { found: Some("true".to_owned()) })]);
    assert_eq!(state, policy_with(None));
    let mut synced = policy_with(Some(Configuration::default()));
    synced.partners[0].user_sync_inbound = Some(true);
    let (_, found) = state_at(&synced, i64::MAX, &at(5, add()), 4);
    assert_eq!(disagreements(&found), [("userSyncInbound.isSyncAllowed", None, Disagreement::Unexplained { found: Some("true".to_owned()) })]);
    // A reset without values, and a value that cannot be read.
    let reset = at(5, Told::new("Reset the cross-tenant access default setting", SETTINGS));
    assert_eq!(disagreements(&state_at(&policy_with(None), i64::MAX, &reset, 4).1), [(ENTRY, None, Disagreement::NotTold)]);
    let odd = at(5, Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER).with("inboundTrust", Value::Null, "{"));
    assert_eq!(disagreements(&state_at(&policy_with(Some(trusting(true))), i64::MAX, &odd, 4).1), [("inboundTrust", None, Disagreement::Unreadable)]);
    // What Microsoft writes out and what it leaves out are the same default.
    let told = Told::new("Reset the cross-tenant access default setting", SETTINGS).with(
        "b2bCollaborationInbound",
        everything(AccessType::Blocked),
        Value::Null,
    );
    let blocks = Configuration { b2b_collaboration_inbound: Some(B2bSetting::everything(AccessType::Allowed)), ..Configuration::default() };
    let default = Some(DefaultConfiguration { is_service_default: None, blocks });
    let (state, found) = state_at(&CrossTenantAccessPolicy { default, ..CrossTenantAccessPolicy::default() }, i64::MAX, &at(5, told), 4);
    assert_eq!(disagreements(&found), none);
    assert_eq!(state.default.expect("set").blocks.b2b_collaboration_inbound, Some(B2bSetting::everything(AccessType::Blocked)));
}

#[test]
fn other_settings_and_attempts_are_left_alone() {
    let invites = Told::new("Update authorization policy", "AuthorizationPolicy").with("AllowInvitesFrom", "none", "everyone");
    let template = Told::new("Update a multi tenant org partner configuration template", "").with("isMfaAccepted", false, true);
    let migrated = Told::new("Migrated partner cross-tenant access settings to the scalable model", SETTINGS).with("tenantId", Value::Null, PARTNER);
    let history = [at(5, invites), at(6, template), at(7, migrated), at(8, update(true, false).failed("no"))].concat();
    let snapshot = policy_with(Some(trusting(true)));
    assert_eq!(state_at(&snapshot, i64::MAX, &history, 0), (snapshot, Vec::new()));
}

#[test]
fn contradictions_are_told() {
    let found = |against: Option<i64>, disagreement: Disagreement| Contradiction {
        time: 5,
        event_id: "e".to_owned(),
        partner_tenant_id: against.is_none().then(|| PARTNER.to_owned()),
        setting: if against.is_none() { ENTRY.to_owned() } else { "inboundTrust.isMfaAccepted".to_owned() },
        against,
        disagreement,
    };
    assert_eq!(
        found(Some(7), Disagreement::Differs { expected: Some("true".to_owned()), found: None }).words(&Named, Lang::En, &|time| format!("t{time}")),
        "The event of t5 says inboundTrust.isMfaAccepted of the default settings = true, but the event of t7 says not set: a change in between is not in the logs."
    );
    let [en, ja] = [Lang::En, Lang::Ja].map(|lang| found(None, Disagreement::EntryMissing).words(&Named, lang, &|time| format!("t{time}")));
    assert_eq!(en, "The event of t5 is about the entry of fabrikam, but the policy has none.");
    assert_eq!(ja, "t5 のイベントは fabrikam の設定に関するものですが、ポリシーにはその設定がありません。");
    for disagreement in [Disagreement::EntryThere, Disagreement::Unexplained { found: None }, Disagreement::NotTold, Disagreement::Unreadable] {
        for lang in [Lang::En, Lang::Ja] {
            assert!(found(None, disagreement.clone()).words(&Named, lang, &|time| format!("t{time}")).contains("fabrikam"));
        }
    }
}
