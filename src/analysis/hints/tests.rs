//! Which rules fire, and what they say.

use super::*;
use crate::facts::{Batch, Collector, Keep, resolve_own};
use crate::ingest::dialect::{Canonical, Fields, GRAPH, Hints, Want, canonical, read_record};
use crate::ingest::ledger::FileLedger;
use crate::model::Log;
use serde_json::{Value, json};

const OWN: &str = "11111111-1111-4111-8111-111111111111";
const A: &str = "22222222-2222-4222-8222-222222222222";
const B: &str = "33333333-3333-4333-8333-333333333333";

/// The rules that fire for these sign-ins: home, resource, user, minute, code.
fn rules(sign_ins: &[(&str, &str, &str, u32, i64)]) -> Vec<(&'static str, String)> {
    let keep = Keep { crossings: true, ..Keep::for_tables(Zone::UTC) };
    let mut collector = Collector::new(keep, vec![FileLedger::default()]);
    let (mut batch, mut texts, mut parts) = (Batch::default(), crate::model::Interner::new(), crate::model::Parts::default());
    for (place, (home, resource, user, minute, code)) in sign_ins.iter().enumerate() {
        let record: Value = json!({"id": format!("{place}"), "createdDateTime": format!("2026-10-05T{:02}:{:02}:00Z", minute / 60, minute % 60), "userId": user,
            "userPrincipalName": format!("{user}@p.example"), "appId": "app", "resourceId": "resource", "homeTenantId": home, "resourceTenantId": resource,
            "crossTenantAccessType": "b2bCollaboration", "userType": "guest", "status": {"errorCode": code}});
        let text = record.to_string();
        let mut fields = Fields::default();
        read_record(text.as_bytes(), &GRAPH, false, &mut fields).expect("JSON");
        let clock = crate::ingest::detect::Clock::Zone(crate::model::time::Zone::UTC);
        let hints = Hints { holds: crate::ingest::formats::Holds::Events, log: Log::Interactive, date_order: None, clock };
        let Canonical::SignIn(event) = canonical(&fields, hints, Want::default(), place as u64 + 1, &mut texts) else { panic!("a sign-in") };
        batch.push(&event, &mut parts, false);
        batch.records += 1;
    }
    batch.texts = batch.texts.of(&texts, 1);
    batch.parts = batch.parts.of(&parts, [0; 3]);
    collector.commit(&batch);
    let mut collected = collector.finish();
    let own = resolve_own(&[OWN.to_owned()], &mut collected).expect("given");
    let data = Dataset::new(collected, own, &[], None);
    hints(&data, &Filters::default(), Zone::UTC).into_iter().map(|hint| (hint.rule, hint.text)).collect()
}

fn fired(sign_ins: &[(&str, &str, &str, u32, i64)]) -> Vec<&'static str> {
    rules(sign_ins).into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn a_partner_that_is_turned_away_is_told_from_one_that_recovered() {
    let blocked = [(A, OWN, "u", 0, 0), (A, OWN, "u", 60, 500_213), (A, OWN, "v", 70, 500_213), (A, OWN, "u", 80, 500_213)];
    let found = rules(&blocked);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "D-1" && found[0].1.contains("3 sign-ins of 2 users") && found[0].1.contains("1 sign-in succeeded before"), "{found:?}");
    assert!(found[0].1.contains("since 2026-10-05 01:00:00 UTC") && found[0].1.contains("your inbound setting"), "{found:?}");
    let mut recovered = blocked.to_vec();
    recovered.push((A, OWN, "u", 200, 0));
    assert!(fired(&recovered).is_empty());
}

#[test]
fn one_partner_or_all() {
    assert_eq!(fired(&[(OWN, A, "u", 0, 0), (OWN, B, "u", 100, 50_105)]), ["D-7"]);
    let all = rules(&[(OWN, A, "u", 0, 50_105), (OWN, B, "u", 100, 50_105)]);
    assert!(all.len() == 1 && all[0].1.contains("every organisation they try"), "{all:?}");
    assert!(fired(&[(OWN, A, "u", 0, 0), (OWN, B, "u", 100, 0)]).is_empty());
}

#[test]
fn never_known_or_known_no_more() {
    let never = rules(&[(A, OWN, "u", 0, 50_020)]);
    assert!(never.len() == 1 && never[0].1.contains("never had a guest object"), "{never:?}");
    let lost = rules(&[(A, OWN, "u", 0, 0), (A, OWN, "u", 100, 50_020)]);
    assert!(lost.len() == 1 && lost[0].1.contains("deleted"), "{lost:?}");
}

#[test]
fn loops_policies_and_retries() {
    assert_eq!(fired(&[(A, OWN, "u", 0, 50_074), (A, OWN, "u", 1, 50_074), (A, OWN, "u", 2, 50_076)]), ["D-10"]);
    assert_eq!(fired(&[(A, OWN, "u", 0, 53_003)]), ["D-9"]);
    assert_eq!(fired(&[(A, OWN, "u", 0, 50_074), (A, OWN, "u", 14, 0)]), ["D-6"]);
    assert!(fired(&[(A, OWN, "u", 0, 50_074), (A, OWN, "u", 16, 0)]).is_empty(), "too late to be a retry");
}
