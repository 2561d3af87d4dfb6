//! Who did it.

use super::*;

fn by(actor: &Value, ip: &str, own: &[&str]) -> Actor {
    Actor::read(&actor.to_string(), ip, own)
}

#[test]
fn people_and_where_they_belong() {
    let user = |home: Value| json!({"user": {"id": USER.to_uppercase(), "userPrincipalName": "Anna@partner.example", "homeTenantId": home}, "app": {"displayName": null}});
    let foreign = |home: Value, own: &[&str]| by(&user(home), "", own).foreign;
    assert_eq!(foreign(json!(PARTNER), &[OWN]), Some(true));
    assert_eq!(foreign(json!(OWN.to_uppercase()), &[OTHER, OWN]), Some(false));
    for unknown in [Value::Null, json!(""), json!("-"), json!("00000000-0000-0000-0000-000000000000")] {
        assert_eq!(foreign(unknown, &[OWN]), None);
    }
    assert_eq!(foreign(json!(PARTNER), &[]), None, "ours is not known");
    let actor = by(&user(json!(PARTNER.to_uppercase())), " 192.0.2.9 ", &[OWN]);
    assert_eq!((actor.kind, actor.name.as_deref(), actor.id.as_deref()), (ActorKind::User, Some("Anna@partner.example"), Some(USER)));
    assert_eq!((actor.ip.as_deref(), actor.home_tenant_id.as_deref()), (Some("192.0.2.9"), Some(PARTNER)));
    // The policy object names its owner.
    let mut told = Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER);
    let text = user(json!(OTHER)).to_string();
    let [_, targets, _] = told.texts(Carrier::Graph);
    let raw = RawChange { activity: UPDATE, actor: &text, targets: &targets, ..RawChange::default() };
    assert_eq!(decoded(&raw, &[], None)[0].actor.foreign, Some(true));
    "A policy".clone_into(&mut told.target);
    let [_, targets, _] = told.texts(Carrier::Graph);
    assert_eq!(decoded(&RawChange { targets: &targets, ..raw }, &[], None)[0].actor.foreign, None);
    assert_eq!(by(&json!("{\"user\":\"{\\\"id\\\":\\\"x\\\"}\"}"), "", &[]).id.as_deref(), Some("x"), "wrapped in text");
    for nothing in ["", "null", "[]", "{}", "{\"user\":null}", "no json", "[[1]]", "7"] {
        assert_eq!(
            Actor::read(nothing, "", &[OWN]),
            Actor { kind: ActorKind::User, name: None, id: None, ip: None, home_tenant_id: None, foreign: None }
        );
    }
}

#[test]
fn applications_and_services() {
    let app = |id: Value, name: &str| json!({"user": null, "app": {"appId": id, "displayName": name, "servicePrincipalId": GROUP}});
    let actor = by(&app(Value::Null, "Terraform"), "", &[]);
    assert_eq!((actor.kind, actor.name.as_deref(), actor.id.as_deref()), (ActorKind::App, Some("Terraform"), Some(GROUP)));
    for (id, name) in [
        ("1e2ca66a-c176-45ea-a877-e87f7231e0ee", "Microsoft B2B Admin Worker"),
        ("00000014-0000-0000-C000-000000000000", "Microsoft.Azure.SyncFabric"),
    ] {
        assert_eq!(by(&app(json!(id), name), "", &[]).kind, ActorKind::Service);
        assert_eq!(by(&app(Value::Null, name), "", &[]).kind, ActorKind::App, "anybody may choose that name");
    }
    // The CSV has one column for the object id, whoever acted.
    let csv = json!({"user": {"id": GROUP, "displayName": "Terraform", "ipAddress": "192.0.2.7"}, "app": {"displayName": "Terraform"}});
    let actor = by(&csv, "", &[]);
    assert_eq!((actor.kind, actor.id.as_deref(), actor.ip.as_deref()), (ActorKind::App, Some(GROUP), Some("192.0.2.7")));
    let unified = json!([{"ID": "Terraform", "Type": 1}, {"ID": APP, "Type": 2}, {"ID": format!("ServicePrincipal_{GROUP}"), "Type": 2}, {"ID": GROUP, "Type": 2}]);
    let actor = by(&unified, "", &[]);
    assert_eq!((actor.kind, actor.name.as_deref(), actor.id.as_deref()), (ActorKind::App, Some("Terraform"), Some(GROUP)));
    let service = json!([{"ID": "Microsoft.Azure.SyncFabric", "Type": "1"}, {"ID": "00000014-0000-0000-c000-000000000000", "Type": 2}]);
    assert_eq!(by(&service, "", &[]).kind, ActorKind::Service);
}

#[test]
fn entries_that_microsoft_makes_are_automatic() {
    let add = |partner: &str| Told::new("Add a partner to cross-tenant access setting", SETTINGS).with("tenantId", Value::Null, partner);
    let marks = |told: Told| told.decode().iter().map(|change| (change.automatic, change.actor.kind)).collect::<Vec<_>>();
    let (by_hand, by_service) = ((false, ActorKind::User), (true, ActorKind::Service));
    assert_eq!(marks(add(PARTNER)), [by_hand]);
    assert_eq!(marks(add("b4c546a4-7dac-46a6-a7dd-ed822a11efd3")), [by_service]);
    assert_eq!(marks(add(PARTNER).with("isServiceProvider", Value::Null, true)), [by_service]);
    assert_eq!(marks(Told::new(UPDATE, SETTINGS).with("tenantId", PARTNER, PARTNER).with("isServiceProvider", false, true)), [by_hand]);
    assert_eq!(marks(Told::new("Adding allowed assignable roles", "")), [by_service]);
}
