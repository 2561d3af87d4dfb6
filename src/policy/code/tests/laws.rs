//! Laws over random settings with hostile texts, and over random texts.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use super::super::super::{
    AccessType, AutomaticUserConsent, B2bSetting, Block, Configuration, CrossTenantAccessPolicy, DefaultConfiguration, InboundTrust,
    PartnerConfiguration, Target, TargetConfiguration, TargetKind, TargetName,
};
use super::*;

/// What logs and exports may hold, and what the languages take for their own.
fn hostile() -> impl Strategy<Value = String> {
    let bits = select(
        &[
            "${",
            "$${",
            "$$${",
            "%{",
            "%%{",
            "$",
            "%",
            "{",
            "}",
            "\"",
            "\\",
            "'",
            "\u{2018}",
            "\u{2019}",
            "\u{201c}",
            "\u{201e}",
            "`",
            "$(",
            "$true",
            "#",
            "/*",
            "\n",
            "\r\n",
            "\t",
            "\u{0}",
            "\u{202e}",
            "\u{2028}",
            "\u{feff}",
            "@'",
            "<<EOT",
            "é",
            "信頼",
            "\u{1f600}",
            "\u{e0001}",
            "x",
            "a b",
            "\\u0041",
        ][..],
    );
    // Space around a name means nothing, so it has letters around it; and it is neither an id nor JSON.
    proptest::collection::vec(bits, 0..6).prop_map(|bits| format!("k{}k", bits.concat()))
}

fn a_target(application: bool) -> impl Strategy<Value = Target> {
    let id = |kind: TargetKind| {
        (0u32..9).prop_map(move |n| Target { target: TargetName::Id(format!("aaaaaaaa-0000-4000-8000-00000000000{n}")), kind: kind.clone() })
    };
    let apps = prop_oneof![
        Just(Target::all_applications()),
        Just(Target::office365()),
        id(TargetKind::Application),
        hostile().prop_map(|text| Target { target: TargetName::Keyword(text), kind: TargetKind::Application })
    ];
    let users = prop_oneof![Just(Target::all_users()), id(TargetKind::User), id(TargetKind::Group)];
    if application { apps.boxed() } else { users.boxed() }
}

fn a_list(application: bool) -> impl Strategy<Value = TargetConfiguration> {
    (any::<bool>(), proptest::collection::vec(a_target(application), 0..4))
        .prop_map(|(allow, targets)| TargetConfiguration::new(if allow { AccessType::Allowed } else { AccessType::Blocked }, targets))
}

fn a_configuration(default: bool) -> impl Strategy<Value = Configuration> {
    let setting = || (proptest::option::weighted(0.8, a_list(false)), proptest::option::weighted(0.8, a_list(true)), hostile());
    let switches = || (any::<Option<bool>>(), any::<Option<bool>>(), any::<Option<bool>>());
    (proptest::collection::vec(proptest::option::of(setting()), 5), switches(), switches(), proptest::option::of(hostile())).prop_map(
        move |(settings, (mfa, compliant, hybrid), (inbound, outbound, provider), text)| {
            let mut blocks = Configuration::default();
            for (block, setting) in Block::SETTINGS.into_iter().zip(settings) {
                let Some((users_and_groups, applications, rule)) = setting else { continue };
                let mut setting = B2bSetting { users_and_groups, applications, ..B2bSetting::default() };
                if block == Block::TenantRestrictions {
                    setting.other.insert("devices".to_owned(), json!({"mode": "allowed", "rule": rule}));
                }
                blocks.set_setting(block, Some(setting).filter(|setting| *setting != B2bSetting::default()));
            }
            let trust = InboundTrust {
                is_mfa_accepted: mfa,
                is_compliant_device_accepted: compliant,
                is_hybrid_azure_ad_joined_device_accepted: hybrid,
                ..InboundTrust::default()
            };
            let consent = AutomaticUserConsent { inbound_allowed: inbound, outbound_allowed: outbound, ..AutomaticUserConsent::default() };
            blocks.inbound_trust = Some(trust).filter(|trust| *trust != InboundTrust::default());
            blocks.automatic_user_consent = Some(consent).filter(|consent| *consent != AutomaticUserConsent::default());
            if let (true, Some(text)) = (default, text) {
                blocks.other.insert(
                    "invitationRedemptionIdentityProviderConfiguration".to_owned(),
                    json!({"primaryIdentityProviderPrecedenceOrder": ["azureActiveDirectory", text], "fallbackIdentityProvider": "emailOneTimePasscode"}),
                );
            }
            let _ = provider;
            blocks
        },
    )
}

fn a_policy() -> impl Strategy<Value = CrossTenantAccessPolicy> {
    let partner = (a_configuration(false), any::<Option<bool>>());
    (
        proptest::option::of(select(&["microsoftonline.us", "partner.microsoftonline.cn"][..])),
        proptest::option::of(a_configuration(true)),
        proptest::collection::btree_map(select(&[P1, P2][..]), partner, 1..3),
    )
        .prop_map(|(cloud, default, partners)| CrossTenantAccessPolicy {
            allowed_cloud_endpoints: cloud.map(|cloud| vec![cloud.to_owned()]),
            default: default.map(|blocks| DefaultConfiguration { is_service_default: None, blocks }),
            partners: partners
                .into_iter()
                .map(|(tenant, (blocks, sync))| PartnerConfiguration {
                    tenant_id: tenant.to_owned(),
                    user_sync_inbound: sync,
                    blocks,
                    ..PartnerConfiguration::default()
                })
                .collect(),
            ..CrossTenantAccessPolicy::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn settings_to_a_file_and_back_are_the_same(policy in a_policy(), fragment in any::<bool>()) {
        for language in [Language::Terraform, Language::Dsc] {
            let text = written(language, &policy, fragment.then_some(Fragment::NoCurrent));
            let proposal = read(language, &text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
            prop_assert_eq!(proposal.policy(), &policy, "{}", text);
            prop_assert_eq!(proposal.is_whole(), policy.default.is_some());
            // Nothing in it is invisible or turns the direction of text, whoever wrote it.
            prop_assert!(!text.contains(['\u{202e}', '\u{2028}', '\u{0}', '\r']), "{}", text);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[a-z_ \"'{}()\\[\\]=,;\n$%@#<>\\\\`.0-9]{0,120}", family in any::<bool>()) {
        for (language, begin) in [(Language::Terraform, "resource \"microsoft365wp_cross_tenant_access_policy\" \"x\" {\n"), (Language::Dsc, "AADCrossTenantAccessPolicy 'x' {\n")] {
            let text = if family { format!("{begin}{text}") } else { text.clone() };
            let _ = read(language, &text);
        }
    }
}

#[test]
fn nesting_is_bounded() {
    for deep in ["[", "{a=", "f(["] {
        let text = format!("resource \"microsoft365wp_cross_tenant_access_policy\" \"x\" {{\nallowed_cloud_endpoints = {}", deep.repeat(50_000));
        assert!(read(Language::Terraform, &text).is_err());
    }
    for deep in ["@(", "MSFT_X{ a = ", "$("] {
        let text = format!("AADCrossTenantAccessPolicy 'x' {{\nAllowedCloudEndpoints = {}", deep.repeat(50_000));
        assert!(read(Language::Dsc, &text).is_err());
    }
}
