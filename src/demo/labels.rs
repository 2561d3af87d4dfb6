//! The rare kinds of rows: labels, masks, missing ids. A few of each, so that every class of the analysis has an example.

use std::sync::Arc;

use super::cast::{ADATUM, FABRIKAM, LITWARE, NORTHWIND, Person, RELECLOUD, Text};
use super::catalog::{AZURE_ROUTE, NOWHERE, SHAREPOINT_ROUTE, TEAMS_ROUTE, TOKYO};
use super::outcomes::{NO_ACCESS, Outcome, RESTRICTED, SUCCESS};
use super::rng::named_guid;
use super::scenario::Event;
use super::scenes::{at, away, guest};
use super::stage::{Attempt, Stage};
use super::{CONSUMER_TENANT, SUPPORT_TENANT};

/// The user id of a masked user.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
/// What stands in for masked text.
const REMOVED: &str = "{PII Removed}";

/// Adds the rare rows.
pub fn play(stage: &mut Stage) {
    support(stage);
    private_accounts(stage);
    passthrough(stage);
    masked(stage);
    foreign(stage);
    undetermined(stage);
    internal_guest(stage);
    contradictions(stage);
}

/// One row with every choice spelled out.
struct LabelCase<'a> {
    home: Option<&'a Text>,
    resource: Option<&'a Text>,
    access: &'static str,
    user_type: &'static str,
    route: usize,
    outcome: Outcome,
}

fn row<'a>(stage: &'a mut Stage, person: &Person, time: i64, interactive: bool, row: &LabelCase) -> Option<&'a mut Event> {
    let pair = stage.route(row.route);
    let LabelCase { home, resource, access, user_type, outcome, .. } = *row;
    stage.sign_in(&Attempt { person, home, resource, access, user_type, pair, time, interactive, outcome })
}

/// Microsoft support, and technicians whose access carries two flags.
fn support(stage: &mut Stage) {
    let own = stage.own.clone();
    let home: Text = SUPPORT_TENANT.into();
    let person = stage.cast.person("Support Engineer 01", "support01@microsoftsupport.example", 5);
    let kind =
        LabelCase { home: Some(&home), resource: Some(&own), access: "microsoftSupport", user_type: "member", route: AZURE_ROUTE, outcome: SUCCESS };
    for (day, hour) in [(21, 6), (21, 7), (22, 6), (42, 7)] {
        row(stage, &person, at(day, hour, 21), true, &kind);
    }
    let provider = stage.cast.partners[RELECLOUD].tenant.clone();
    let technician = stage.cast.partners[RELECLOUD].technicians[0].clone();
    let kind = LabelCase { home: Some(&provider), access: "b2bCollaboration,serviceProvider", user_type: "guest", ..kind };
    for (day, hour) in [(12, 1), (26, 2), (42, 2)] {
        row(stage, &technician, at(day, hour, 48), true, &kind);
    }
}

/// A private Microsoft account, logged with the consumer tenant as its home.
fn private_accounts(stage: &mut Stage) {
    let own = stage.own.clone();
    let home: Text = CONSUMER_TENANT.into();
    let person = stage.cast.person("Freelance Illustrator 21", "contoso.demo.illustrator21@outlook.com", 9);
    let kind = LabelCase {
        home: Some(&home),
        resource: Some(&own),
        access: "b2bCollaboration",
        user_type: "guest",
        route: SHAREPOINT_ROUTE,
        outcome: SUCCESS,
    };
    for day in [8, 22, 41] {
        row(stage, &person, at(day, 12, 14), true, &kind);
    }
}

/// Our people at tenants that never invited them. Code 0, yet nothing was granted.
fn passthrough(stage: &mut Stage) {
    let own = stage.own.clone();
    for n in 0..12_u8 {
        let there: Text = named_guid(stage.seed, &format!("tenant of passthrough {}", n % 5)).into();
        let employee = usize::from(n % 4) * 6 + 1;
        let person = stage.cast.own[employee].clone();
        let access = if n % 3 == 2 { "unknownFutureValue" } else { "passthrough" };
        let kind = LabelCase { home: Some(&own), resource: Some(&there), access, user_type: "member", route: SHAREPOINT_ROUTE, outcome: NO_ACCESS };
        let day = [1, 5, 7, 12, 14, 19, 22, 26, 29, 34, 41, 43][usize::from(n)];
        row(stage, &person, at(day, 2 + i64::from(n % 5), 37), true, &kind);
    }
}

/// Hides who an event is about, as the tenant named in a restriction header sees it.
fn mask(event: &mut Event, domain: &str) {
    event.user_id = Some(NOBODY.into());
    event.user_principal_name = Some(format!("{REMOVED}@{domain}").into());
    event.user_display_name = Some(REMOVED.into());
    event.device = None;
}

/// Masked users: three guests, and tenant restrictions that stopped a foreign account on our network.
fn masked(stage: &mut Stage) {
    let person = stage.cast.extra(LITWARE, "Masked", "masked");
    for day in [4, 21, 41] {
        let pair = stage.route(SHAREPOINT_ROUTE);
        let domain = Arc::clone(&stage.cast.partners[LITWARE].domain);
        if let Some(event) = guest(stage, LITWARE, &person, pair, at(day, 16, 42), SUCCESS) {
            mask(event, &domain);
        }
    }
    for (day, partner) in [(6, FABRIKAM), (11, NORTHWIND), (19, FABRIKAM), (25, FABRIKAM), (33, NORTHWIND), (42, FABRIKAM)] {
        let (there, domain) = (stage.cast.partners[partner].tenant.clone(), Arc::clone(&stage.cast.partners[partner].domain));
        let person = stage.cast.extra(partner, "Restricted", "restricted");
        let kind =
            LabelCase { home: Some(&there), resource: Some(&there), access: "none", user_type: "member", route: TEAMS_ROUTE, outcome: RESTRICTED };
        if let Some(event) = row(stage, &person, at(day, 5, 18), true, &kind) {
            mask(event, &domain);
            event.tenant_restricted = true;
        }
    }
}

/// Rows that do not touch our tenant at all.
fn foreign(stage: &mut Stage) {
    let (home, there) = (stage.cast.partners[ADATUM].tenant.clone(), stage.cast.partners[LITWARE].tenant.clone());
    let person = stage.cast.extra(ADATUM, "Design 99", "design99");
    for day in [8, 13, 26, 42] {
        let kind = LabelCase {
            home: Some(&home),
            resource: Some(&there),
            access: "b2bCollaboration",
            user_type: "guest",
            route: SHAREPOINT_ROUTE,
            outcome: SUCCESS,
        };
        row(stage, &person, at(day, 8, 55), false, &kind);
    }
}

/// Rows without one or both of the tenant ids.
fn undetermined(stage: &mut Stage) {
    let own = stage.own.clone();
    let person = stage.cast.person("Unknown Origin 01", "unknown01@nowhere.example", NOWHERE);
    let employee = stage.cast.own[4].clone();
    for (day, home, resource) in [
        (1, false, true),
        (12, false, true),
        (28, false, true),
        (41, false, true),
        (7, true, false),
        (27, true, false),
        (14, false, false),
        (33, false, false),
        (43, false, false),
    ] {
        let (home, resource) = (home.then_some(&own), resource.then_some(&own));
        let (person, user_type) = if home.is_some() { (&employee, "member") } else { (&person, "guest") };
        row(stage, person, at(day, 3, 29), false, &LabelCase { home, resource, access: "none", user_type, route: TEAMS_ROUTE, outcome: SUCCESS });
    }
}

/// A guest account that lives in our own tenant.
fn internal_guest(stage: &mut Stage) {
    let own = stage.own.clone();
    let person = stage.cast.person("受付 共用 01", "reception-guest01@contoso.example", TOKYO);
    for n in 0..14 {
        let kind =
            LabelCase { home: Some(&own), resource: Some(&own), access: "none", user_type: "guest", route: SHAREPOINT_ROUTE, outcome: SUCCESS };
        row(stage, &person, at(n * 3 + 1, 1, 11), n % 2 == 0, &kind);
    }
}

/// Tenant ids that differ although the label says that no border was crossed.
fn contradictions(stage: &mut Stage) {
    let person = stage.cast.partners[ADATUM].guests[1].clone();
    for day in [6, 19, 32, 42] {
        let pair = stage.route(TEAMS_ROUTE);
        if let Some(event) = guest(stage, ADATUM, &person, pair, at(day, 9, 36), SUCCESS) {
            event.access_type = "none";
        }
    }
    for day in [12, 34] {
        let pair = stage.route(TEAMS_ROUTE);
        if let Some(event) = away(stage, 6, LITWARE, pair, at(day, 6, 52), SUCCESS) {
            event.access_type = "none";
        }
    }
}
