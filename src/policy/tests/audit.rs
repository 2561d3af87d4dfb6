//! Values of modified properties in audit logs.

use serde_json::{Value, json};

use super::*;

const OPEN: &str = r#"{"UsersAndGroups":{"AccessType":1,"Targets":[{"Target":"AllUsers","TargetType":1}]},"Applications":{"AccessType":1,"Targets":[{"Target":"AllApplications","TargetType":3}]}}"#;

fn decode(name: &str, text: &str) -> Decoded {
    read_setting(name, &Value::from(text), Some(PARTNER))
}

#[test]
fn blocks_are_read_through_strings_lists_and_numbers() {
    let open = Decoded::Setting(setting("allow AllUsers", "allow AllApplications"));
    let quoted = Value::from(OPEN).to_string();
    let twice = Value::from(quoted.as_str()).to_string();
    for text in [OPEN, &quoted, &twice, &format!("[{OPEN}]"), &format!("  {OPEN} ")] {
        assert_eq!(decode("B2bCollaborationInbound", text), open, "{text}");
    }
    assert_eq!(read_setting("b2bCollaborationInbound", &serde_json::from_str(OPEN).expect("JSON"), None), open);
    let closed = decode("b2bCollaborationInbound", &OPEN.replace("\"AccessType\":1", "\"AccessType\":2"));
    assert_eq!(closed, Decoded::Setting(B2bSetting::everything(AccessType::Blocked)));
    let words = closed.settings("B2BCOLLABORATIONINBOUND");
    assert_eq!(
        words,
        [("b2bCollaborationInbound.usersAndGroups", "blocked: AllUsers"), ("b2bCollaborationInbound.applications", "blocked: AllApplications")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(list(&format!("allow {A2} {A1} Office365")).words(), format!("allowed: Office365; {A1}; {A2}"));
    let numbers = json!({"AccessType": 2, "Targets": [{"Target": G1, "TargetType": 2}, {"Target": U1, "TargetType": 1}]});
    assert_eq!(read_setting("b2bCollaborationInbound.usersAndGroups", &numbers, None), Decoded::Targets(list("block g1 u1")));
    for nothing in ["", "null", "\"null\"", "\"\"", "[]", "{}", " "] {
        assert_eq!(decode("b2bCollaborationInbound", nothing), Decoded::Inherited, "{nothing}");
    }
    assert_eq!(read_setting("inboundTrust", &Value::Null, None), Decoded::Inherited);
}

#[test]
fn switches_details_and_other_properties() {
    assert_eq!(decode("inboundTrust.isMfaAccepted", "\"True\""), Decoded::Switch(true));
    assert_eq!(decode("userSyncInbound", r#"{"IsSyncAllowed":true}"#), Decoded::Switch(true));
    assert_eq!(decode("isSyncAllowed", "false"), Decoded::Switch(false));
    assert_eq!(decode("UserSyncInbound", "true").settings("UserSyncInbound"), [("userSyncInbound.isSyncAllowed".to_owned(), "true".to_owned())]);
    assert_eq!(decode("tenantId", &format!("\"{PARTNER}\"")), Decoded::Text(PARTNER.to_owned()));
    assert_eq!(setting_name("ISMFAACCEPTED"), "inboundTrust.isMfaAccepted");
    assert_eq!(setting_name("b2bcollaborationinbound.APPLICATIONS"), "b2bCollaborationInbound.applications");
    let detail = json!({"TenantId": PARTNER, "InboundTrust": {"IsMfaAccepted": true}}).to_string();
    let Decoded::Configuration(blocks) = decode("PartnerPolicyDetail", &detail) else { panic!("opened") };
    assert_eq!(blocks.settings(), [("inboundTrust.isMfaAccepted".to_owned(), "true".to_owned())]);
    // Of several organisations the one that is meant.
    let several = json!([{"tenantId": OTHER_PARTNER, "inboundTrust": {"isMfaAccepted": false}}, {"TenantId": PARTNER.to_uppercase(), "inboundTrust": {"isMfaAccepted": true}}]);
    assert_eq!(read_setting("PartnerPolicyDetail", &several, Some(PARTNER)), Decoded::Configuration(blocks));
}

#[test]
fn what_cannot_be_read_is_kept_and_cuts_are_flagged() {
    let cut: String = OPEN.chars().take(90).collect();
    assert_eq!(decode("b2bCollaborationInbound", &cut), Decoded::Raw { text: cut.clone(), truncated: true });
    let quoted_cut = Value::from(cut.as_str()).to_string();
    assert_eq!(decode("b2bCollaborationInbound", &quoted_cut), Decoded::Raw { text: quoted_cut.clone(), truncated: true });
    let strange = r#"{"UsersAndGroups":{"AccessType":7,"Targets":[]}}"#;
    assert_eq!(decode("b2bCollaborationInbound", strange), Decoded::Raw { text: strange.to_owned(), truncated: false });
    assert_eq!(decode("isMfaAccepted", "perhaps"), Decoded::Raw { text: "perhaps".to_owned(), truncated: false });
    let raw = decode("b2bCollaborationInbound", strange);
    assert_eq!(raw.settings("b2bCollaborationInbound"), [("b2bCollaborationInbound".to_owned(), strange.to_owned())]);
}
