//! What a change does, by meaning.

use super::*;

const BLOCK: Block = Block::CollaborationOutbound;

fn compared(before: (&str, &str), after: (&str, &str), seen: &[Observed<'_>]) -> Effect {
    let (before, after) = (setting(before.0, before.1), setting(after.0, after.1));
    effect(&effective(Some(&before), None, BLOCK), &effective(Some(&after), None, BLOCK), BLOCK, seen.iter().copied(), &Lookups::default())
}

#[test]
fn effects_follow_the_table() {
    use Effect::{Changed, Loosened, Tightened, Unchanged};
    let (all, none) = (("allow AllUsers", "allow AllApplications"), ("block AllUsers", "block AllApplications"));
    for (before, after, expected) in [
        (all, none, Tightened),
        (none, all, Loosened),
        (all, ("block g1", "block a1"), Tightened),
        // Block and block cuts only pairs: adding a list of applications opens.
        (("block g1", "block AllApplications"), ("block g1", "block a1"), Loosened),
        (("allow g1", "allow a1"), ("allow g2", "allow a1"), Changed),
        (("allow g1", "allow a1"), ("allow g1 g2", "allow a1"), Loosened),
        (("allow u1", "allow AllApplications"), ("block u2", "block AllApplications"), Loosened),
        // Whoever is in both groups loses.
        (("allow g1", "allow AllApplications"), ("block g2", "block AllApplications"), Changed),
        (("allow g1", "allow AllApplications"), ("block u1", "block AllApplications"), Changed),
        (("allow u1", "allow AllApplications"), ("block g1", "block AllApplications"), Changed),
        // Other words, same meaning.
        (("allow AllUsers u1", "allow a1 a2"), ("allow AllUsers", "allow a2 a1 a1"), Unchanged),
        (("allow AllUsers", "block AllApplications"), none, Unchanged),
        (("block AllUsers", "allow a1"), none, Unchanged),
        (("allow AllUsers", "allow Office365"), ("allow AllUsers", "allow Office365 1fec8e78-bce4-4aaf-ab1b-5451cc387264"), Unchanged),
        (("allow AllUsers", "allow Office365"), ("allow AllUsers", "allow 1fec8e78-bce4-4aaf-ab1b-5451cc387264"), Tightened),
        (("allow AllUsers", "allow Office365"), ("allow AllUsers", "allow a1"), Changed),
    ] {
        assert_eq!(compared(before, after, &[]), expected, "{before:?} -> {after:?}");
    }
}

#[test]
fn sign_ins_that_were_seen_add_pairs_of_applications() {
    let (before, after) = (("allow AllUsers", "allow a1"), ("allow AllUsers", "block a2"));
    assert_eq!(compared(before, after, &[]), Effect::Loosened);
    let pair = Observed { user: Some(U1), client: Some(A1), resource: Some(A2) };
    assert_eq!(compared(before, after, &[pair]), Effect::Changed, "that sign-in is lost");
    let unknown = Observed { user: None, client: None, resource: None };
    assert_eq!(compared(before, after, &[unknown]), Effect::Loosened);
}

#[test]
fn changes_of_properties() {
    let changed = |name: &str, before: &str, after: &str, default: Option<&Configuration>| {
        let decode = |text: &str| read_setting(name, &serde_json::Value::from(text), None);
        change_effect(name, &decode(before), &decode(after), default, [], &Lookups::default())
    };
    let open = setting("allow AllUsers", "allow AllApplications").to_json().to_string();
    let closed = B2bSetting::everything(AccessType::Blocked).to_json().to_string();
    assert_eq!(changed("b2bCollaborationInbound", &open, &closed, None), Effect::Tightened);
    assert_eq!(changed("b2bCollaborationInbound", "", &closed, None), Effect::Tightened, "collaboration is open by factory default");
    assert_eq!(changed("b2bDirectConnectInbound", "", &closed, None), Effect::Unchanged, "direct connect is not");
    let default = Configuration { b2b_collaboration_inbound: Some(B2bSetting::everything(AccessType::Blocked)), ..Configuration::default() };
    assert_eq!(changed("b2bCollaborationInbound", "", &closed, Some(&default)), Effect::Unchanged);
    assert_eq!(changed("b2bCollaborationInbound", &open, "", Some(&default)), Effect::Tightened);
    assert_eq!(changed("b2bCollaborationInbound", "{", &open, None), Effect::Unknown);
    assert_eq!(changed("b2bCollaborationInbound", "{", "{", None), Effect::Unchanged);
    assert_eq!(changed("inboundTrust", "", r#"{"isMfaAccepted":true}"#, None), Effect::Loosened);
    assert_eq!(changed("inboundTrust.isMfaAccepted", "true", "false", None), Effect::Tightened);
    assert_eq!(changed("inboundTrust", "", r#"{"isMfaAccepted":false}"#, None), Effect::Unchanged);
    assert_eq!(changed("automaticUserConsentSettings", r#"{"inboundAllowed":true}"#, r#"{"outboundAllowed":true}"#, None), Effect::Changed);
    assert_eq!(changed("userSyncInbound", "", "true", None), Effect::Loosened);
    assert_eq!(changed("isInMultiTenantOrganization", "false", "true", None), Effect::Changed);
    assert_eq!(changed("displayName", "a", "b", None), Effect::Changed);
    let applications = r#"{"accessType":1,"targets":[{"target":"Office365","targetType":3}]}"#;
    assert_eq!(changed("b2bCollaborationInbound.applications", "", applications, None), Effect::Tightened);
    assert_eq!(changed("tenantRestrictions", "", r#"{"devices":{"mode":"blocked"}}"#, None), Effect::Changed);
}

#[test]
fn joining_is_associative_and_commutative() {
    use Effect::{Changed, Loosened, Tightened, Unchanged, Unknown};
    let all = [Loosened, Tightened, Changed, Unchanged, Unknown];
    for a in all {
        assert_eq!(a.join(Unchanged), a);
        for b in all {
            assert_eq!(a.join(b), b.join(a));
            for c in all {
                assert_eq!(a.join(b).join(c), a.join(b.join(c)));
            }
        }
    }
    assert_eq!(Loosened.join(Tightened), Changed);
}
