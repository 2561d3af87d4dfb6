//! Which rules fire, and what they say.

use super::*;
use crate::analysis::marks::Marks;
use crate::dataset::Filters;
use crate::facts::{Batch, Collector, Keep, resolve_own};
use crate::ingest::dialect::{Canonical, Fields, GRAPH, Hints, Want, canonical, read_record};
use crate::model::Log;
use crate::model::ledger::FileLedger;
use crate::model::time::Zone;
use crate::report::shown_hints;
use serde_json::{Value, json};

const OWN: &str = "11111111-1111-4111-8111-111111111111";
const A: &str = "22222222-2222-4222-8222-222222222222";
const B: &str = "33333333-3333-4333-8333-333333333333";

/// Home, resource, user, minute, code.
type SignIn<'a> = (&'a str, &'a str, &'a str, u32, i64);

/// The hints for these sign-ins.
fn found(sign_ins: &[(&str, &str, &str, u32, i64)]) -> Vec<Hint> {
    found_in(Lang::En, sign_ins)
}

fn found_in(lang: Lang, sign_ins: &[(&str, &str, &str, u32, i64)]) -> Vec<Hint> {
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
        let hints = Hints { holds: crate::model::Holds::Events, log: Log::Interactive, date_order: None, clock };
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
    hints(&data, &Params { filters: Filters::default(), lang, zone: Zone::UTC, dormant_days: 90, marks: Marks::default() })
}

/// The rules that fire, and what they say.
fn rules(sign_ins: &[(&str, &str, &str, u32, i64)]) -> Vec<(&'static str, String)> {
    found(sign_ins).into_iter().map(|hint| (hint.rule, hint.text)).collect()
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

#[test]
fn who_is_invited_after_all_has_no_hint() {
    assert!(fired(&[(A, OWN, "u", 0, 50_020), (A, OWN, "u", 100, 0)]).is_empty());
    let listed = found(&[(A, OWN, "u", 0, 50_074), (A, OWN, "u", 100, 50_020)]);
    assert_eq!(listed.iter().map(|hint| hint.code).collect::<Vec<_>>(), ["object-not-found"], "who is asked for MFA here has an object here");
}

#[test]
fn the_side_is_that_of_the_codes() {
    let side = |sign_ins: &[(&str, &str, &str, u32, i64)]| found(sign_ins).into_iter().map(|hint| (hint.side, hint.codes)).collect::<Vec<_>>();
    let loops = [(A, OWN, "u", 0, 50_074), (A, OWN, "u", 1, 50_074), (A, OWN, "u", 2, 50_076)];
    assert_eq!(side(&loops), [(Side::User, vec![50_074, 50_076])]);
    assert_eq!(side(&[(A, OWN, "u", 0, 50_034)]), [(Side::User, vec![50_034])]);
    assert!(rules(&[(A, OWN, "u", 0, 50_034)])[0].1.contains("They must act"));
    assert_eq!(side(&[(OWN, A, "u", 0, 53_003)]), [(Side::Partner, vec![53_003])]);
    // Refusals of one partner that are ours or theirs: the code and the direction tell.
    let refused = |home, resource, code| [(home, resource, "u", 0, code), (home, resource, "u", 30, code), (home, resource, "u", 60, code)];
    for (home, resource, code, side_of) in [
        (A, OWN, 500_213, Side::Us),
        (A, OWN, 500_212, Side::Partner),
        (OWN, A, 500_212, Side::Us),
        (OWN, A, 500_213, Side::Partner),
        (A, OWN, 90_071, Side::Us),
        (OWN, A, 90_071, Side::Partner),
    ] {
        let sign_ins = refused(home, resource, code);
        assert_eq!(side(&sign_ins), [(side_of, vec![code])], "{home} {resource} {code}");
        assert_eq!(rules(&sign_ins)[0].1.contains("the partner's setting"), side_of == Side::Partner, "{code}");
    }
}

#[test]
fn one_kind_is_one_hint_and_those_who_hit_most_users_come_first() {
    let tenants: Vec<String> = (0..12).map(|n| format!("44444444-0000-4000-8000-{n:012}")).collect();
    let mut sign_ins = vec![(B, OWN, "w", 0, 53_003)];
    for (n, tenant) in tenants.iter().enumerate() {
        let users: &[&str] = if n == 5 { &["a", "b"] } else { &["c"] };
        sign_ins.extend(users.iter().flat_map(|user| (0..3).map(move |minute| (tenant.as_str(), OWN, *user, minute, 500_213))));
    }
    let found = found(&sign_ins);
    let of = |hint: &Hint| (hint.code, hint.users, hint.sign_ins, hint.cases.len());
    assert_eq!(found.iter().map(of).collect::<Vec<_>>(), [("turned-away", 3, 39, 12), ("refused-by-policy", 1, 1, 0)], "{found:#?}");
    let folded = &found[0];
    assert!(folded.text.starts_with("12 organisations (inbound)") && folded.text.contains("39 sign-ins of 3 users"), "{}", folded.text);
    assert!(folded.text.contains("and 9 more") && folded.text.contains("(6 sign-ins of 2 users)"), "{}", folded.text);
    assert_eq!(folded.cases[0].partners, [tenants[5].clone()]);
    assert_eq!(folded.partners, tenants, "none is lost");
    let told = folded.to_json();
    assert_eq!((&told["count"], told["cases"].as_array().map(Vec::len)), (&json!(12), Some(12)));
}

#[test]
fn ten_are_shown_and_the_others_are_counted() {
    let hint = found(&[(A, OWN, "u", 0, 53_003)]).remove(0);
    let many = |count| vec![hint.clone(); count];
    assert_eq!(shown_hints(&many(10), Lang::En), (many(10).as_slice(), None));
    let (all, more) = (many(11), Some("1 more hint with fewer users hit.".to_owned()));
    assert_eq!(shown_hints(&all, Lang::En), (many(10).as_slice(), more));
}

#[test]
fn every_hint_is_told_in_japanese() {
    let loops = [(A, OWN, "u", 0, 50_074), (A, OWN, "u", 1, 50_074), (A, OWN, "u", 2, 50_076)];
    let turned = [(A, OWN, "u", 0, 0), (A, OWN, "u", 60, 500_213), (A, OWN, "v", 70, 500_213), (A, OWN, "u", 80, 500_213)];
    let both: Vec<_> = turned.iter().copied().chain(turned.iter().map(|&(_, own, user, minute, code)| (B, own, user, minute, code))).collect();
    let sign_ins: [&[SignIn<'_>]; 8] = [
        &loops,
        &turned,
        &both,
        &[(OWN, A, "u", 0, 0), (OWN, B, "u", 100, 50_105)],
        &[(OWN, A, "u", 0, 50_105), (OWN, B, "u", 100, 50_105)],
        &[(A, OWN, "u", 0, 50_020)],
        &[(A, OWN, "u", 0, 53_003)],
        &[(A, OWN, "u", 0, 50_074), (A, OWN, "u", 14, 0)],
    ];
    for sign_ins in sign_ins {
        let (english, japanese) = (found(sign_ins), found_in(Lang::Ja, sign_ins));
        assert!(!english.is_empty() && english.len() == japanese.len(), "{english:?}");
        for (english, japanese) in english.into_iter().zip(japanese) {
            assert!(japanese.text.ends_with('。') && !japanese.text.contains("  "), "{}", japanese.text);
            // The decision is the same, and so are the filters.
            let wordless = |hint: Hint| Hint { text: String::new(), cases: Vec::new(), ..hint };
            assert_eq!(wordless(english), wordless(japanese));
        }
    }
    let told = found_in(Lang::Ja, &turned).remove(0).text;
    assert_eq!(
        told,
        "p.example (受信): 2026-10-05 01:00:00 (UTC) 以降、サインインが一度も成功していません。ユーザー 2 人のサインイン 3 件がコード 500213 で拒否されました。\
         それ以前には 1 件成功しています。自テナントの受信アクセス設定でブロックされています。意図した動作でない場合は、その直前に設定が変更されていないか確認してください。"
    );
}
