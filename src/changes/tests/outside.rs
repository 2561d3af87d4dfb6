//! The settings outside the cross-tenant policy.

use super::*;
use crate::policy::Effect::{Changed, Loosened, Tightened, Unchanged, Unknown};

fn authorization() -> Told {
    Told { target: "Authorization Policy".to_owned(), ..Told::new("Update authorization policy", "AuthorizationPolicy") }
}

#[test]
fn who_may_invite_and_what_guests_may_see() {
    let order = ["none", "adminsAndGuestInviters", "adminsGuestInvitersAndAllMembers", "everyone"];
    for (one, from) in order.iter().enumerate() {
        for (two, to) in order.iter().enumerate().filter(|(two, _)| *two != one) {
            let expected = if one < two { Loosened } else { Tightened };
            for carrier in CARRIERS {
                let changes = authorization().with("AllowInvitesFrom", json!([from]), json!([two])).decode_with(carrier, &[], None);
                assert_eq!(rows(&changes), [("allowInvitesFrom", Some(*from), Some(*to), expected)], "{carrier:?}");
                assert_eq!((changes[0].scope, changes[0].partner_tenant_id.as_deref()), (Scope::Collaboration, None));
            }
        }
    }
    let (restricted, limited, member) =
        ("2af84b1e-32c8-42b7-82bc-daa82404023b", "10dae51f-b6af-4016-8d66-8c2a99b929b3", "a0b1b346-4d3e-4e8b-98f8-753987be4970");
    for (from, to, expected) in
        [(restricted, limited, Loosened), (limited, member, Loosened), (member, restricted, Tightened), (limited, OTHER, Unknown)]
    {
        assert_eq!(
            rows(&authorization().with("GuestUserRoleId", json!([from]), json!([to])).decode()),
            [("guestUserRoleId", Some(from), Some(to), expected)]
        );
    }
    let changes = authorization()
        .with("AllowEmailVerifiedUsersToJoinOrganization", json!([false]), json!([true]))
        .with("BlockMsolPowerShell", json!([true]), json!([false]))
        .with("PermissionGrantPolicyIdsAssignedToDefaultUserRole", json!(["a", "b"]), json!(["a"]))
        .with("GuestUserRoleId", json!([limited]), json!([limited]))
        .with("Included Updated Properties", Value::Null, "X, Y")
        .with("ActorId.ServicePrincipalNames", Value::Null, "somebody")
        .with("SPN", Value::Null, "somebody")
        .with("TargetId.UserType", Value::Null, "Member")
        .decode();
    let expected = [
        ("allowEmailVerifiedUsersToJoinOrganization", Some("false"), Some("true"), Loosened),
        ("blockMsolPowerShell", Some("true"), Some("false"), Changed),
        ("permissionGrantPolicyIdsAssignedToDefaultUserRole", Some("[\"a\",\"b\"]"), Some("a"), Changed),
    ];
    assert_eq!(rows(&changes), expected);
    assert_eq!(rows(&authorization().decode()), [(ENTRY, None, None, Unchanged)]);
    let tried = authorization().with("AllowInvitesFrom", "none", "everyone").failed("no").decode();
    assert_eq!(tried[0].effect, Unchanged);
}

fn policy(allowed: &[&str], blocked: &[&str]) -> Value {
    let inner = json!({"B2BManagementPolicy": {"InvitationsAllowedAndBlockedDomainsPolicy": {"AllowedDomains": allowed, "BlockedDomains": blocked}}});
    json!([inner.to_string()])
}

#[test]
fn the_list_of_domains() {
    let told = |activity: &str| Told { target: "B2BManagementPolicy".to_owned(), ..Told::new(activity, "Policy") };
    let effects = |old: Value, new: Value| {
        let mut found = Vec::new();
        for carrier in CARRIERS {
            let changes =
                told("Update policy").with("PolicyDetail", old.clone(), new.clone()).with("DisplayName", "x", "y").decode_with(carrier, &[], None);
            found = changes.iter().map(|change| (change.setting.clone(), change.before.clone(), change.after.clone(), change.effect)).collect();
        }
        found
    };
    let row = |before: Option<&str>, after: Option<&str>, effect| {
        vec![("invitationsAllowedAndBlockedDomainsPolicy".to_owned(), before.map(str::to_owned), after.map(str::to_owned), effect)]
    };
    assert_eq!(
        effects(policy(&[], &["Live.com"]), policy(&[], &["live.com", "gmail.com"])),
        row(Some("blocked: live.com"), Some("blocked: gmail.com; live.com"), Tightened)
    );
    assert_eq!(
        effects(policy(&["a.example"], &[]), policy(&["b.example", "a.example"], &[])),
        row(Some("allowed: a.example"), Some("allowed: a.example; b.example"), Loosened)
    );
    assert_eq!(
        effects(policy(&[], &["a.example"]), policy(&["a.example"], &[])),
        row(Some("blocked: a.example"), Some("allowed: a.example"), Changed)
    );
    assert_eq!(
        effects(policy(&[], &["a.example"]), policy(&["b.example"], &[])),
        row(Some("blocked: a.example"), Some("allowed: b.example"), Tightened)
    );
    assert_eq!(effects(policy(&[], &["a.example"]), policy(&[], &[])), row(Some("blocked: a.example"), Some("blocked: (none)"), Loosened));
    assert_eq!(effects(policy(&["a.example"], &[]), Value::Null), row(Some("allowed: a.example"), None, Loosened));
    assert_eq!(effects(Value::Null, policy(&["a.example"], &["b.example"])), row(None, Some("allowed: a.example | blocked: b.example"), Tightened));
    // Something else in the same object.
    let with = |extra: bool| json!({"B2BManagementPolicy": {"AutoRedeemPolicy": extra, "invitationsAllowedAndBlockedDomainsPolicy": {"BlockedDomains": []}}});
    let found = effects(with(false), with(true));
    assert_eq!((found.len(), found[0].0.as_str(), found[0].3), (1, "policyDetail", Changed));
    let odd = effects(json!("[\"{cut"), policy(&[], &["a.example"]));
    assert_eq!((odd[0].1.as_deref(), odd[0].3), (Some(r#""[\"{cut""#), Unknown));
    let changes = told("Delete policy").decode();
    assert_eq!((rows(&changes), changes[0].scope), (vec![(ENTRY, None, Some("removed"), Unknown)], Scope::Collaboration));
    assert_eq!(rows(&told("Add policy").with("PolicyDetail", Value::Null, policy(&[], &["a.example"])).decode())[0].3, Tightened);
}

#[test]
fn partner_relationships() {
    for (activity, word, effect) in [
        ("Add partner to company", Some("added"), Loosened),
        ("Remove partner from company", Some("removed"), Tightened),
        ("Promote company to partner", None, Changed),
        ("Demote partner", None, Changed),
        ("Set Partnership", None, Changed),
    ] {
        for carrier in CARRIERS {
            let changes = Told { target: "Fabrikam".to_owned(), ..Told::new(activity, "DirectoryManagement") }.decode_with(carrier, &[], None);
            assert_eq!(rows(&changes), [(ENTRY, None, word, effect)], "{activity} {carrier:?}");
            assert_eq!(changes[0].scope, Scope::Collaboration);
        }
    }
    let changes = Told::new("Set Partnership", "DirectoryManagement").with("PartnerType", json!(["0"]), json!(["1"])).decode();
    assert_eq!(rows(&changes), [("partnerType", Some("0"), Some("1"), Changed)]);
}
