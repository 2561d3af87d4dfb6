//! The everyday traffic: who comes and goes on an ordinary day, most of it without trouble.

use super::cast::{PROSEWARE, Person, VANARSDEL, WINGTIP, WOODGROVE};
use super::catalog::{BUSINESS, ROUTES, TEAMS_ROUTE};
use super::outcomes::{
    INBOUND_BLOCK, MFA_ENROL, MFA_FAILED, MFA_MOVED, MFA_REQUIRED, OUTBOUND_BLOCK, Outcome, STALE_TOKEN, STAY_SIGNED_IN, SUCCESS, SUCCESS_MFA,
    WRONG_PASSWORD,
};
use super::scenario::{DAYS, INBOUND_BLOCK_AT, NARROWED_AT, OUTBOUND_BLOCK_AT, REPAIRED_AT, SILENT_DAYS};
use super::stage::{AppPair, Attempt, Stage};
use crate::knowledge::apps;
use crate::policy::{COMPANIONS, RIGHTS_MANAGEMENT};

/// The classes of everyday traffic, with their share of 1,000 visits.
const CLASSES: [(Class, u64); 8] = [
    (Class::Internal, 355),
    (Class::Guest, 330),
    (Class::ExternalMember, 55),
    (Class::SharedChannelIn, 38),
    (Class::Outbound, 145),
    (Class::SharedChannelOut, 26),
    (Class::Technician, 24),
    (Class::WithoutTenant, 27),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Internal,
    Guest,
    ExternalMember,
    SharedChannelIn,
    Outbound,
    SharedChannelOut,
    Technician,
    WithoutTenant,
}

/// A weekday, a weekend day and a silent day as weights.
fn weight(day: i64) -> u64 {
    // Day 0 is a Thursday.
    match (SILENT_DAYS.contains(&day), (day + 3) % 7) {
        (true, _) => 0,
        (false, 5 | 6) => 16,
        (false, 0) => 92,
        (false, _) => 100,
    }
}

/// Fills the story up to its size, day by day.
pub fn play(stage: &mut Stage) {
    let wanted = stage.size.saturating_sub(stage.user_sign_ins());
    let total: u64 = (0..DAYS).map(weight).sum();
    let (mut weights, mut written) = (0, 0);
    let sources = Sources::new(stage);
    for day in 0..DAYS {
        weights += weight(day);
        let quota = wanted * weights / total;
        while written < quota {
            written += visit(stage, &sources, day);
        }
    }
}

/// Weights that do not change from visit to visit.
struct Sources {
    classes: Vec<u64>,
    inbound: Vec<u64>,
    outbound: Vec<u64>,
    channels_out: Vec<u64>,
    technicians: Vec<u64>,
    pairs: [Vec<u64>; 4],
}

impl Sources {
    fn new(stage: &Stage) -> Self {
        let of = |weight: usize| stage.cast.partners.iter().map(|partner| partner.weights[weight]).collect();
        let pairs = [0, 1, 2, 3].map(|column| {
            let business = |index: usize| match (BUSINESS.get(index), column) {
                (Some(line), 0 | 1) => line.weights[column],
                (None, 0 | 1) => 1,
                _ => 0,
            };
            ROUTES.iter().map(|route| route.weights[column]).chain((0..stage.apps()).map(business)).collect()
        });
        Self {
            classes: CLASSES.iter().map(|class| class.1).collect(),
            inbound: of(0),
            outbound: of(1),
            channels_out: of(2),
            technicians: stage.cast.partners.iter().map(|partner| u64::try_from(partner.technicians.len()).unwrap_or(0)).collect(),
            pairs,
        }
    }
}

/// A client and a resource, by the weights of a column.
fn pair(stage: &mut Stage, sources: &Sources, column: usize) -> AppPair {
    let index = stage.rng().weighted(&sources.pairs[column]);
    if index < ROUTES.len() { stage.route(index) } else { stage.app(index - ROUTES.len()) }
}

/// Somebody out of a group.
fn somebody(stage: &mut Stage, group: impl Fn(&Stage) -> &[Person]) -> Person {
    let count = group(stage).len();
    let index = stage.rng().index(count);
    group(stage)[index].clone()
}

/// One visit: one or two rows. Returns how many.
fn visit(stage: &mut Stage, sources: &Sources, day: i64) -> u64 {
    let class = CLASSES[stage.rng().weighted(&sources.classes)].0;
    let own = stage.own.clone();
    let (partner, person, column, access, user_type) = match class {
        Class::Internal => (None, somebody(stage, |stage| &stage.cast.own), 0, "none", "member"),
        Class::WithoutTenant => (None, somebody(stage, |stage| &stage.cast.without_tenant), 1, "b2bCollaboration", "guest"),
        Class::Guest => {
            let partner = stage.rng().weighted(&sources.inbound);
            (Some(partner), somebody(stage, |stage| &stage.cast.partners[partner].guests), 1, "b2bCollaboration", "guest")
        }
        Class::ExternalMember => (Some(VANARSDEL), somebody(stage, |stage| &stage.cast.partners[VANARSDEL].members), 1, "b2bCollaboration", "member"),
        Class::SharedChannelIn => {
            let partner = if stage.rng().chance(200) { super::cast::NORTHWIND } else { WINGTIP };
            (Some(partner), somebody(stage, |stage| &stage.cast.partners[partner].shared), 2, "b2bDirectConnect", "guest")
        }
        Class::Technician => {
            let partner = stage.rng().weighted(&sources.technicians);
            (Some(partner), somebody(stage, |stage| &stage.cast.partners[partner].technicians), 3, "serviceProvider", "member")
        }
        Class::Outbound | Class::SharedChannelOut => {
            let shared = class == Class::SharedChannelOut;
            let partner = stage.rng().weighted(if shared { &sources.channels_out } else { &sources.outbound });
            // Only a part of the house works with other tenants.
            let person = somebody(stage, |stage| &stage.cast.own[..stage.cast.own.len().div_ceil(3)]);
            (Some(partner), person, if shared { 2 } else { 1 }, if shared { "b2bDirectConnect" } else { "b2bCollaboration" }, "member")
        }
    };
    let leaving = matches!(class, Class::Outbound | Class::SharedChannelOut);
    let there = partner.map_or_else(|| own.clone(), |partner| stage.cast.partners[partner].tenant.clone());
    let (home, resource) = if leaving { (&own, &there) } else { (&there, &own) };
    let pair = match partner {
        Some(partner) if leaving && column == 1 => pair_abroad(stage, partner, sources),
        _ => pair(stage, sources, column),
    };
    let time = stage.moment(day, person.place);
    let interactive = stage.rng().chance(560);
    let blocked = blocked(partner, class, time);
    if blocked.is_some() && !stage.rng().chance(600) {
        // People give up after a while: a blocked way is tried less.
        return 0;
    }
    let (first, then) = match blocked {
        Some(outcome) => (outcome, None),
        None => ending(stage, interactive, home == &own),
    };
    let forgotten =
        partner == Some(super::cast::NORTHWIND) && class == Class::Guest && (NARROWED_AT..REPAIRED_AT).contains(&time) && !in_office(&pair);
    let (first, then) = if forgotten { (INBOUND_BLOCK, None) } else { (first, then) };
    let attempt = Attempt {
        person: &person,
        home: Some(home),
        resource: Some(resource),
        access,
        user_type,
        pair,
        time,
        interactive: interactive || blocked.is_some(),
        outcome: first,
    };
    if stage.sign_in(&attempt).is_none() {
        return 0;
    }
    let Some(outcome) = then else { return 1 };
    let after = 20 + i64::try_from(stage.rng().below(160)).unwrap_or(0);
    stage.again(after, &outcome);
    2
}

/// The app our people use in another tenant: the partner's own portal, or a first-party one.
fn pair_abroad(stage: &mut Stage, partner: usize, sources: &Sources) -> AppPair {
    if stage.rng().chance(300) {
        let organisation = &stage.cast.partners[partner];
        let (key, name, owner) = (organisation.domain.to_string(), format!("{} Partner Desk", organisation.name), organisation.tenant.clone());
        return stage.registered(&key, &name, Some(&owner));
    }
    let index = stage.rng().weighted(&sources.pairs[1][..ROUTES.len()]);
    stage.route(if index == 0 { TEAMS_ROUTE } else { index })
}

/// Whether the settings that Northwind is narrowed to allow a way in: Office 365 and what goes with it, by client or resource.
fn in_office(pair: &AppPair) -> bool {
    [&pair.app, &pair.resource].iter().any(|app| {
        let id: &str = &app.id;
        COMPANIONS.contains(&id) || id == RIGHTS_MANAGEMENT || apps::find(id).is_some_and(|app| app.office365)
    })
}

/// The two settings of ours that stop a whole partner.
fn blocked(partner: Option<usize>, class: Class, time: i64) -> Option<Outcome> {
    match (partner, class) {
        (Some(PROSEWARE), Class::Guest) if time >= INBOUND_BLOCK_AT => Some(INBOUND_BLOCK),
        (Some(WOODGROVE), Class::Outbound) if time >= OUTBOUND_BLOCK_AT => Some(OUTBOUND_BLOCK),
        _ => None,
    }
}

/// How an ordinary attempt ends, and how the attempt after it does.
fn ending(stage: &mut Stage, interactive: bool, at_home: bool) -> (Outcome, Option<Outcome>) {
    let draw = stage.rng().below(1000);
    if !interactive {
        return (if draw < 8 { STALE_TOKEN } else { SUCCESS }, None);
    }
    match draw {
        0..22 => (MFA_REQUIRED, Some(SUCCESS_MFA)),
        22..36 => (MFA_MOVED, Some(SUCCESS_MFA)),
        36..42 => (MFA_ENROL, Some(SUCCESS_MFA)),
        42..54 => (STAY_SIGNED_IN, Some(SUCCESS)),
        // A wrong password is seen by the home tenant alone.
        54..70 if at_home => (WRONG_PASSWORD, Some(SUCCESS)),
        70..77 => (MFA_FAILED, None),
        _ => (SUCCESS, None),
    }
}
