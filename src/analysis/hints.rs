//! Hints from the sequence of events (rules D-6 to D-10 of the triage): what a table of codes alone cannot tell.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Mark, marks};
use crate::dataset::{Dataset, Fact, Filters};
use crate::model::time::Zone;
use crate::model::{AppId, Direction, ErrorCode, Outcome, Sym, TenantId, UserKey};
use crate::output::text::shell_quoted;

/// A retry counts as the same attempt within this many seconds.
const RETRY: i64 = 15 * 60;
/// So many MFA prompts without a success are a loop.
const LOOP: usize = 3;
/// Names in a sentence.
const NAMED: usize = 3;

/// The external user has no object in the resource tenant: said to the user, and as the home tenant logs it.
const NO_OBJECT: [i64; 5] = [50_020, 90_072, 51_004, 16_003, 50_034];
/// Refused by a Conditional Access policy.
const CONDITIONAL_ACCESS: i64 = 53_003;
/// MFA is asked for and not passed.
const MFA: [i64; 5] = [50_072, 50_074, 50_076, 50_079, 53_004];

/// A hint: a sentence, and the filters that list its sign-ins with `crosstenant events`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The rule behind it.
    pub rule: &'static str,
    /// What was seen, and what it points to.
    pub text: String,
    /// Filters for `crosstenant events`.
    pub filters: String,
}

/// One sign-in across the border.
struct Attempt {
    time: i64,
    direction: Direction,
    partner: TenantId,
    user: UserKey,
    app: AppId,
    resource: AppId,
    outcome: Outcome,
    code: ErrorCode,
}

impl Attempt {
    fn failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failure | Outcome::Interrupted)
    }

    fn code(&self) -> i64 {
        self.code.get().unwrap_or_default()
    }
}

/// Who tries to get where: attempts with the same target are retries of each other.
type Target = (UserKey, Sym, Sym);

/// Looks for hints in the sign-ins that cross the border in either direction.
#[must_use]
pub fn hints(data: &Dataset, filters: &Filters, zone: Zone) -> Vec<Hint> {
    let mut attempts: Vec<Attempt> = data
        .input
        .crossings
        .iter()
        .filter_map(|crossing| {
            let fact = data.fact(crossing.fact as usize);
            let Fact { key, direction, partner, outcome, .. } = fact;
            let across = matches!(direction, Direction::Inbound | Direction::Outbound) && filters.matches(&fact, data);
            let (time, code) = (crossing.time, key.code);
            across.then_some(Attempt { time, direction, partner, user: key.user, app: key.app, resource: key.resource, outcome, code })
        })
        .collect();
    attempts.sort_by_key(|attempt| attempt.time);
    let mut hints = Vec::new();
    let (refused, partners) = turned_away(data, &attempts, zone);
    hints.extend(refused);
    hints.extend(one_or_all(data, &attempts, &partners));
    hints.extend(no_object(data, &attempts));
    hints.extend(mfa_loops(data, &attempts));
    hints.extend(refused_by_policy(data, &attempts));
    hints.extend(retried(&attempts));
    hints
}

fn user_name(data: &Dataset, user: UserKey) -> String {
    data.upn(user).or_else(|| data.text(user.id()?.0)).unwrap_or("a hidden user").to_owned()
}

fn partner_name(data: &Dataset, partner: TenantId) -> String {
    data.partner_name(partner).or_else(|| data.text(partner.0)).unwrap_or("external identities without an Entra home").to_owned()
}

/// "a, b, c and 4 more".
fn listed(names: &BTreeSet<String>) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    let more = names.len() - shown.len();
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}

/// Filters that list the sign-ins of these users, if they are few.
fn of_users(filters: &str, names: &BTreeSet<String>) -> String {
    if names.len() > 2 * NAMED {
        return filters.to_owned();
    }
    names.iter().fold(filters.to_owned(), |filters, name| format!("{filters} --user {}", shell_quoted(name)))
}

/// How long before the first refusal a change may lie to be named as its cause, in seconds.
const WEEK: i64 = 7 * 86_400;

fn people(count: usize) -> String {
    if count == 1 { "1 user".to_owned() } else { format!("{count} users") }
}

fn times(count: usize) -> String {
    if count == 1 { "1 sign-in".to_owned() } else { format!("{count} sign-ins") }
}

/// A partner that got in, and from some day on never again because of one code; with the partners that this explains.
fn turned_away(data: &Dataset, attempts: &[Attempt], zone: Zone) -> (Vec<Hint>, BTreeSet<TenantId>) {
    let mut by_partner: BTreeMap<(Direction, TenantId), Vec<&Attempt>> = BTreeMap::new();
    for attempt in attempts.iter().filter(|attempt| !attempt.partner.is_absent()) {
        by_partner.entry((attempt.direction, attempt.partner)).or_default().push(attempt);
    }
    let (mut hints, mut explained) = (Vec::new(), BTreeSet::new());
    let marks = marks(data);
    for ((direction, partner), attempts) in by_partner {
        let last_success = attempts.iter().rposition(|attempt| attempt.outcome == Outcome::Success);
        let after: Vec<_> =
            attempts.iter().skip(last_success.map_or(0, |place| place + 1)).filter(|attempt| attempt.outcome == Outcome::Failure).collect();
        let blocked: Vec<_> = after.iter().filter(|attempt| matches!(attempt.code(), 500_212 | 500_213 | 90_071 | 530_004)).collect();
        let (Some(first), true) = (blocked.first(), blocked.len() >= LOOP && blocked.len() * 2 > after.len()) else { continue };
        explained.insert(partner);
        let users: BTreeSet<UserKey> = blocked.iter().map(|attempt| attempt.user).filter(|user| !user.is_absent()).collect();
        let code = first.code();
        let whose = match (code, direction) {
            (500_213, Direction::Inbound) => "your inbound setting refuses them",
            (500_212, Direction::Outbound) => "your outbound setting refuses them",
            (90_071 | 530_004, Direction::Inbound) => "your trust settings do not accept what their home tenant proves",
            _ => "the partner's setting refuses them",
        };
        let before = attempts.iter().take(last_success.map_or(0, |place| place + 1)).filter(|attempt| attempt.outcome == Outcome::Success).count();
        let history = if before > 0 { format!("{} succeeded before", times(before)) } else { "none ever succeeded in these logs".to_owned() };
        // The last change of ours that could have done it, within the week before.
        let ours = |mark: &&Mark| {
            mark.partner == partner
                && mark.direction == direction
                && (first.time - WEEK..=first.time).contains(&mark.time)
                && mark.effect != "loosened"
        };
        let cause = match marks.iter().rfind(ours) {
            Some(mark) => {
                let who = mark.actor.as_deref().map_or_else(String::new, |actor| format!(" by {actor}"));
                format!("The setting was changed at {}{who}; crosstenant changes tells how.", zone.show(mark.time))
            }
            None => "If that is not meant, look for a change of the settings shortly before.".to_owned(),
        };
        hints.push(Hint {
            rule: "D-1",
            text: format!(
                "{} ({}): nothing has worked since {}; {} of {} were refused with {code}, {history}: {whose}. {cause}",
                partner_name(data, partner),
                direction.name(),
                format_args!("{} {}", zone.show(first.time), zone.name()),
                times(blocked.len()),
                people(users.len()),
            ),
            filters: format!("--direction {} --partner {} --outcome failure", direction.name(), data.text(partner.0).unwrap_or_default()),
        });
    }
    (hints, explained)
}

/// Own users who fail at one partner only, or at every partner they try (rule D-7).
fn one_or_all(data: &Dataset, attempts: &[Attempt], explained: &BTreeSet<TenantId>) -> Vec<Hint> {
    #[derive(Default)]
    struct Reach {
        reached: BTreeSet<TenantId>,
        failed: BTreeSet<TenantId>,
    }
    let mut users: BTreeMap<UserKey, Reach> = BTreeMap::new();
    for attempt in attempts.iter().filter(|attempt| attempt.direction == Direction::Outbound && !attempt.user.is_absent()) {
        // Said already, or said below with its cause.
        if attempt.failed() && (explained.contains(&attempt.partner) || NO_OBJECT.contains(&attempt.code())) {
            continue;
        }
        let reach = users.entry(attempt.user).or_default();
        match attempt.outcome {
            Outcome::Success => reach.reached.insert(attempt.partner),
            Outcome::Failure => reach.failed.insert(attempt.partner),
            Outcome::Interrupted | Outcome::Passthrough | Outcome::Unknown => false,
        };
    }
    let mut one: BTreeMap<TenantId, BTreeSet<String>> = BTreeMap::new();
    let mut all = BTreeSet::new();
    for (user, reach) in &users {
        let failed: Vec<_> = reach.failed.difference(&reach.reached).collect();
        if !reach.reached.is_empty() {
            for &&partner in &failed {
                one.entry(partner).or_default().insert(user_name(data, *user));
            }
        } else if failed.len() > 1 {
            all.insert(user_name(data, *user));
        }
    }
    let mut hints: Vec<Hint> = one
        .into_iter()
        .map(|(partner, names)| Hint {
            rule: "D-7",
            text: format!(
                "{} of ours ({}) never got into {} but into other organisations: the cause is most probably there, or in your setting for this one partner.",
                people(names.len()),
                listed(&names),
                partner_name(data, partner)
            ),
            filters: format!("--direction outbound --partner {} --outcome failure", data.text(partner.0).unwrap_or_default()),
        })
        .collect();
    if !all.is_empty() {
        hints.push(Hint {
            rule: "D-7",
            text: format!(
                "{} of ours ({}) fail at every organisation they try: suspect your own outbound setting, or the network they are on.",
                people(all.len()),
                listed(&all)
            ),
            filters: "--direction outbound --outcome failure".to_owned(),
        });
    }
    hints
}

/// External users without an object in the resource tenant: never invited, or lost it (rule D-8).
fn no_object(data: &Dataset, attempts: &[Attempt]) -> Vec<Hint> {
    let mut hints = Vec::new();
    for direction in [Direction::Inbound, Direction::Outbound] {
        let (mut never, mut lost) = (BTreeSet::new(), BTreeSet::new());
        let mut first_success: BTreeMap<(UserKey, TenantId), i64> = BTreeMap::new();
        for attempt in attempts.iter().filter(|attempt| attempt.outcome == Outcome::Success) {
            first_success.entry((attempt.user, attempt.partner)).or_insert(attempt.time);
        }
        for attempt in attempts.iter().filter(|attempt| attempt.direction == direction && NO_OBJECT.contains(&attempt.code())) {
            let succeeded = first_success.get(&(attempt.user, attempt.partner)).is_some_and(|&time| time < attempt.time);
            if attempt.user.is_absent() {
                continue;
            }
            let name = user_name(data, attempt.user);
            if succeeded {
                lost.insert(name)
            } else {
                never.insert(name)
            };
        }
        let invited =
            |name: &String| data.input.audits.iter().any(|event| data.text(event.invited).is_some_and(|invited| invited.eq_ignore_ascii_case(name)));
        let (invited, never): (BTreeSet<String>, BTreeSet<String>) = never.into_iter().partition(invited);
        let inbound = direction == Direction::Inbound;
        let never_there = if inbound {
            "not known here: never had a guest object, as far as these logs show. Invite them, or let them choose the right account."
        } else {
            "not known at the partner: never had a guest object there, as far as these logs show. Ask the partner to invite them, or let them choose the right account."
        };
        let invited_once = "invited, but never got in: check that they accepted the invitation with the invited account.";
        let lost_it =
            "got in before and are not known any more: the guest object was deleted, or the home account was created anew (reset the redemption).";
        for (names, cause) in [(never, never_there), (invited, invited_once), (lost, lost_it)] {
            if !names.is_empty() {
                let text = format!("{} ({}): {cause}", people(names.len()), listed(&names));
                hints.push(Hint { rule: "D-8", text, filters: of_users(&format!("--direction {} --outcome failure", direction.name()), &names) });
            }
        }
    }
    hints
}

/// Guests who are asked for MFA again and again and never get in (rule D-10).
fn mfa_loops(data: &Dataset, attempts: &[Attempt]) -> Vec<Hint> {
    let mut prompts: BTreeMap<(UserKey, TenantId), (usize, i64)> = BTreeMap::new();
    for attempt in attempts.iter().filter(|attempt| attempt.direction == Direction::Inbound && !attempt.user.is_absent()) {
        let key = (attempt.user, attempt.partner);
        if attempt.outcome == Outcome::Success {
            prompts.remove(&key);
        } else if MFA.contains(&attempt.code()) {
            let entry = prompts.entry(key).or_insert((0, attempt.time));
            entry.0 += 1;
        }
    }
    let names: BTreeSet<String> = prompts.iter().filter(|(_, (count, _))| *count >= LOOP).map(|((user, _), _)| user_name(data, *user)).collect();
    if names.is_empty() {
        return Vec::new();
    }
    vec![Hint {
        rule: "D-10",
        text: format!(
            "{} ({}): asked for MFA again and again and never let in afterwards. Allow My Sign-ins (19db86c3-b2b9-44cc-b339-36da233a3be2) inbound, or trust the MFA of the home tenant.",
            people(names.len()),
            listed(&names)
        ),
        filters: of_users("--direction inbound", &names),
    }]
}

/// Refusals by Conditional Access: whose policy it is follows from the direction (rule D-9).
fn refused_by_policy(data: &Dataset, attempts: &[Attempt]) -> Vec<Hint> {
    let mut hints = Vec::new();
    for (direction, whose) in [
        (Direction::Inbound, "policies of your own tenant; the command names them where the export does"),
        (Direction::Outbound, "policies of the partners, whose names your logs may not have"),
    ] {
        let refused: Vec<_> = attempts.iter().filter(|attempt| attempt.direction == direction && attempt.code() == CONDITIONAL_ACCESS).collect();
        if refused.is_empty() {
            continue;
        }
        let users: BTreeSet<UserKey> = refused.iter().map(|attempt| attempt.user).filter(|user| !user.is_absent()).collect();
        let partners: BTreeSet<String> = refused.iter().map(|attempt| partner_name(data, attempt.partner)).collect();
        hints.push(Hint {
            rule: "D-9",
            text: format!(
                "Conditional Access refused {} of {} ({}, {}): {whose}.",
                times(refused.len()),
                people(users.len()),
                direction.name(),
                listed(&partners)
            ),
            filters: format!("--direction {} --code {CONDITIONAL_ACCESS}", direction.name()),
        });
    }
    hints
}

/// Failures and interruptions that a retry mended within minutes (rule D-6).
fn retried(attempts: &[Attempt]) -> Option<Hint> {
    let mut successes: BTreeMap<Target, Vec<i64>> = BTreeMap::new();
    let target = |attempt: &Attempt| (attempt.user, attempt.app.0, attempt.resource.0);
    for attempt in attempts.iter().filter(|attempt| attempt.outcome == Outcome::Success) {
        successes.entry(target(attempt)).or_default().push(attempt.time);
    }
    let failed: Vec<_> = attempts.iter().filter(|attempt| attempt.failed() && !attempt.user.is_absent()).collect();
    let mended = failed
        .iter()
        .filter(|attempt| {
            let Some(times) = successes.get(&target(attempt)) else { return false };
            let next = times.partition_point(|&time| time < attempt.time);
            times.get(next).is_some_and(|&time| time - attempt.time <= RETRY)
        })
        .count();
    (mended > 0).then(|| Hint {
        rule: "D-6",
        text: format!(
            "{mended} of {} sign-ins that failed or were interrupted were followed by a success of the same user and application within 15 minutes: nothing to do about those.",
            failed.len()
        ),
        filters: "--outcome failure --outcome interrupted".to_owned(),
    })
}

#[cfg(test)]
mod tests {
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
        assert!(
            found[0].0 == "D-1" && found[0].1.contains("3 sign-ins of 2 users") && found[0].1.contains("1 sign-in succeeded before"),
            "{found:?}"
        );
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
}
