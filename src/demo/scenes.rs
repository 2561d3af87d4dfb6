//! The scripted part of the story: failures with a cause. The rare kinds of rows are in `labels`.

use super::cast::{ADATUM, FABRIKAM, LITWARE, NORTHWIND, Person, TAILSPIN, TREY, WINGTIP};
use super::catalog::{AZURE_ROUTE, EXPENSES, GRAPH_ROUTE, LURE, MY_APPS_ROUTE, PLACES, SAO_PAULO, SHAREPOINT_ROUTE, SUPPLIERS, TEAMS_ROUTE};
use super::outcomes::{
    BLOCKED_BY_POLICY, CONSENT, GUEST_DISABLED, HOME_RISK, MFA_ENROL, MFA_MOVED, MFA_REQUIRED, NOT_ASSIGNED, NOT_INVITED, NOT_INVITED_ELSEWHERE,
    Outcome, SECURITY_POLICY, STAY_SIGNED_IN, SUCCESS, SUCCESS_MFA, UNLISTED, UNTRUSTED_MFA, WRONG_PASSWORD,
};
use super::scenario::{Event, FIRST_DAY};
use super::stage::{AppPair, Attempt, Stage};

/// Plays every scripted scene.
pub fn play(stage: &mut Stage) {
    mfa_loop(stage);
    travellers(stage);
    strangers(stage);
    risk(stage);
    missing_rights(stage);
    untrusted_channels(stage);
    disabled_guest(stage);
    awkward_names(stage);
    newcomers(stage);
    interrupts(stage);
    super::labels::play(stage);
}

/// A moment of the story: day from 0, hour and minute in UTC.
#[must_use]
pub const fn at(day: i64, hour: i64, minute: i64) -> i64 {
    FIRST_DAY + day * 86_400 + hour * 3600 + minute * 60 + (day * 7 + hour * 13 + minute) % 60
}

/// An interactive sign-in of a guest of a partner to our tenant.
pub fn guest<'a>(stage: &'a mut Stage, partner: usize, person: &Person, pair: AppPair, time: i64, outcome: Outcome) -> Option<&'a mut Event> {
    let (home, own) = (stage.cast.partners[partner].tenant.clone(), stage.own.clone());
    let (access, user_type) = ("b2bCollaboration", "guest");
    stage.sign_in(&Attempt { person, home: Some(&home), resource: Some(&own), access, user_type, pair, time, interactive: true, outcome })
}

/// An interactive sign-in of one of our people to a partner.
pub fn away(stage: &mut Stage, employee: usize, partner: usize, pair: AppPair, time: i64, outcome: Outcome) -> Option<&mut Event> {
    let (there, own) = (stage.cast.partners[partner].tenant.clone(), stage.own.clone());
    let person = &stage.cast.own[employee].clone();
    let (access, user_type) = ("b2bCollaboration", "member");
    stage.sign_in(&Attempt { person, home: Some(&own), resource: Some(&there), access, user_type, pair, time, interactive: true, outcome })
}

/// A guest who is asked for a second factor again and again and never gets in: a trust setting is missing.
fn mfa_loop(stage: &mut Stage) {
    let person = stage.cast.extra(FABRIKAM, "Support 90", "support90");
    for (day, hour) in [(32, 15), (32, 16), (33, 15), (34, 17), (35, 15)] {
        let pair = stage.route(SHAREPOINT_ROUTE);
        guest(stage, FABRIKAM, &person, pair, at(day, hour, 12), MFA_REQUIRED);
        stage.again(75, &MFA_MOVED);
        stage.again(90, &MFA_REQUIRED);
    }
}

/// Conditional Access: ours stops a guest abroad, a partner's stops one of our people.
fn travellers(stage: &mut Stage) {
    let person = stage.cast.extra(NORTHWIND, "Engineering 91", "engineering91");
    for (day, hour) in [(8, 9), (11, 12), (11, 13), (12, 12), (39, 14), (40, 12), (40, 13)] {
        let pair = stage.route(TEAMS_ROUTE);
        let abroad = day != 8;
        let outcome = if abroad { BLOCKED_BY_POLICY } else { SUCCESS };
        if let Some(event) = guest(stage, NORTHWIND, &person, pair, at(day, hour, 20), outcome) {
            event.place = &PLACES[if abroad { SAO_PAULO } else { 4 }];
        }
    }
    for (day, hour) in [(6, 2), (13, 3), (20, 2), (28, 4), (35, 5), (41, 3)] {
        let pair = stage.route(SHAREPOINT_ROUTE);
        away(stage, 5, LITWARE, pair, at(day, hour, 33), BLOCKED_BY_POLICY);
    }
}

/// Accounts that the resource tenant does not know, seen from both sides.
fn strangers(stage: &mut Stage) {
    let person = stage.cast.extra(ADATUM, "Sales 92", "sales92");
    for (day, hour) in [(14, 7), (14, 8), (18, 7), (42, 9)] {
        let pair = stage.route(SHAREPOINT_ROUTE);
        guest(stage, ADATUM, &person, pair, at(day, hour, 41), NOT_INVITED);
    }
    for (day, hour) in [(5, 1), (5, 2), (26, 6), (42, 1)] {
        let pair = stage.route(TEAMS_ROUTE);
        away(stage, 9, TREY, pair, at(day, hour, 8), NOT_INVITED_ELSEWHERE);
    }
}

/// The same code with two meanings: risk in the home tenant, and a security policy.
fn risk(stage: &mut Stage) {
    let risky = stage.cast.extra(LITWARE, "Design 93", "design93");
    for (day, hour) in [(7, 16), (27, 16), (27, 17), (28, 16), (28, 18), (41, 17)] {
        let pair = stage.route(SHAREPOINT_ROUTE);
        guest(stage, LITWARE, &risky, pair, at(day, hour, 5), if day == 7 { SUCCESS } else { HOME_RISK });
    }
    let refused = stage.cast.extra(ADATUM, "Legal 94", "legal94");
    for (day, hour) in [(22, 9), (42, 10)] {
        let pair = stage.route(AZURE_ROUTE);
        guest(stage, ADATUM, &refused, pair, at(day, hour, 50), SECURITY_POLICY);
    }
}

/// Rights that somebody here has to give: an assignment, a consent.
fn missing_rights(stage: &mut Stage) {
    let unassigned = stage.cast.extra(NORTHWIND, "Purchasing 95", "purchasing95");
    for (day, hour) in [(19, 9), (19, 10), (43, 9)] {
        let pair = stage.app(EXPENSES);
        guest(stage, NORTHWIND, &unassigned, pair, at(day, hour, 15), NOT_ASSIGNED);
    }
    let consenting = stage.cast.extra(FABRIKAM, "Purchasing 97", "purchasing97");
    for day in [6, 22, 41] {
        let pair = stage.app(SUPPLIERS);
        guest(stage, FABRIKAM, &consenting, pair, at(day, 17, 25), CONSENT);
        stage.again(40, &SUCCESS);
    }
    // An application of an unknown publisher asks our people for consent; one of them gives it.
    for (employee, day, agreed) in [(12, 29, false), (17, 29, true), (12, 41, false)] {
        let own = stage.own.clone();
        let person = &stage.cast.own[employee].clone();
        let (home, resource) = (Some(&own), Some(&own));
        let mut pair = stage.app(LURE);
        pair.resource = stage.route(GRAPH_ROUTE).resource;
        let time = at(day, 4, 20);
        stage.sign_in(&Attempt { person, home, resource, access: "none", user_type: "member", pair, time, interactive: true, outcome: CONSENT });
        if agreed {
            stage.again(35, &SUCCESS);
        }
    }
}

/// Direct connect without trust in the other side's second factor.
fn untrusted_channels(stage: &mut Stage) {
    let person = &stage.cast.extra(WINGTIP, "Marketing 98", "marketing98");
    let (there, own) = (stage.cast.partners[WINGTIP].tenant.clone(), stage.own.clone());
    for (day, inbound) in [(4, true), (4, false), (20, true), (21, true), (21, false), (42, true)] {
        let employee = &stage.cast.own[3].clone();
        let (home, resource, person, user_type) = if inbound { (&there, &own, person, "guest") } else { (&own, &there, employee, "member") };
        let pair = stage.route(TEAMS_ROUTE);
        stage.sign_in(&Attempt {
            person,
            home: Some(home),
            resource: Some(resource),
            access: "b2bDirectConnect",
            user_type,
            pair,
            time: at(day, 3, if inbound { 4 } else { 44 }),
            interactive: true,
            outcome: UNTRUSTED_MFA,
        });
    }
}

/// A guest whose account was disabled on 15 October.
fn disabled_guest(stage: &mut Stage) {
    let person = stage.cast.extra(TAILSPIN, "Quality 96", "quality96");
    for (day, outcome) in [
        (1, SUCCESS),
        (7, SUCCESS),
        (13, SUCCESS),
        (21, SUCCESS),
        (27, SUCCESS),
        (29, GUEST_DISABLED),
        (29, GUEST_DISABLED),
        (32, GUEST_DISABLED),
        (41, GUEST_DISABLED),
    ] {
        let pair = stage.app(SUPPLIERS);
        let hour = 8 + stage.rng().below(4);
        guest(stage, TAILSPIN, &person, pair, at(day, i64::try_from(hour).unwrap_or(8), 17), outcome);
    }
}

/// Text that a careless report would not survive, and a code that no list knows.
fn awkward_names(stage: &mut Stage) {
    let person = stage.cast.extra(LITWARE, "<b>\"QA\"& 04", "qa04");
    for day in [5, 11, 20, 26, 33, 40, 42] {
        let pair = stage.app(SUPPLIERS);
        let outcome = if matches!(day, 26 | 42) { UNLISTED } else { SUCCESS };
        guest(stage, LITWARE, &person, pair, at(day, 18, 2), outcome);
    }
    // The application of the unknown publisher asks a guest for consent here, too.
    let mut pair = stage.app(LURE);
    pair.resource = stage.route(GRAPH_ROUTE).resource;
    guest(stage, LITWARE, &person, pair, at(29, 18, 9), CONSENT);
}

/// The names of the people invited during the story, for the audit log too.
#[must_use]
pub fn invited(stage_cast: &super::cast::Cast) -> [Person; 5] {
    let project = |n: u8| stage_cast.extra(NORTHWIND, &format!("Project {n}"), &format!("project{n}"));
    [
        project(11),
        project(12),
        project(13),
        stage_cast.person("Conference Speaker 08", "speaker08@alpineskihouse.example", 9),
        stage_cast.extra(FABRIKAM, "Field Service 14", "fieldservice14"),
    ]
}

/// Guests invited during the story: they show up after the redemption. The third one never redeems.
fn newcomers(stage: &mut Stage) {
    let people = invited(&stage.cast);
    for (person, first) in [(0, 5), (1, 6), (4, 42)] {
        let partner = if person == 4 { FABRIKAM } else { NORTHWIND };
        let pair = stage.route(MY_APPS_ROUTE);
        guest(stage, partner, &people[person], pair, at(first, 10, 32), MFA_ENROL);
        stage.again(150, &SUCCESS_MFA);
        for later in [1, 4, 11, 20, 34] {
            let pair = stage.app(SUPPLIERS);
            guest(stage, partner, &people[person], pair, at(first + later, 9, 3), SUCCESS);
        }
    }
    let own = stage.own.clone();
    for day in [14, 19, 23] {
        let pair = stage.route(SHAREPOINT_ROUTE);
        stage.sign_in(&Attempt {
            person: &people[3],
            home: Some(&own),
            resource: Some(&own),
            access: "b2bCollaboration",
            user_type: "guest",
            pair,
            time: at(day, 11, 9),
            interactive: true,
            outcome: SUCCESS,
        });
    }
}

/// Interrupts of the last week, so that every slice of the story has some.
fn interrupts(stage: &mut Stage) {
    for (day, outcome, end) in [
        (5, MFA_MOVED, SUCCESS_MFA),
        (15, STAY_SIGNED_IN, SUCCESS),
        (29, WRONG_PASSWORD, SUCCESS),
        (41, MFA_REQUIRED, SUCCESS_MFA),
        (42, STAY_SIGNED_IN, SUCCESS),
    ] {
        let pair = stage.route(SHAREPOINT_ROUTE);
        away(stage, 2, LITWARE, pair, at(day, 1, 27), outcome);
        stage.again(95, &end);
    }
}
