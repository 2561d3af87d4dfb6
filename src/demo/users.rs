//! The directory part of the story: a list of users as Graph gives it, with guests who never came, no longer come, or were once employees.

use serde_json::{Value, json};

use super::cast::{ADATUM, Cast, Person};
use super::scenario::FIRST_DAY;
use super::scenes::{at, invited};
use super::{DEFAULT_SIZE, Options};
use crate::model::time::rfc3339;

/// A day of seconds.
const DAY: i64 = 86_400;

/// The users, as objects of Graph `/users`.
#[must_use]
pub fn directory(options: &Options) -> Vec<Value> {
    let cast = Cast::new(options.seed, options.size.unwrap_or(DEFAULT_SIZE));
    let people = invited(&cast);
    let dormant = cast.extra(ADATUM, "Archive 70", "archive70");
    let waiting = cast.extra(ADATUM, "Project 72", "project72");
    let contractor = cast.person("Contoso Contractor 71", "contractor71@contoso.example", 0);
    vec![
        guest(&people[0], "ExternalAzureAD", Some(at(5, 10, 30)), at(4, 2, 10), Some(at(39, 9, 3))),
        guest(&people[2], "ExternalAzureAD", None, at(4, 2, 14), None),
        guest(&people[3], "mail", Some(at(14, 11, 5)), at(13, 7, 40), Some(at(23, 11, 9))),
        // Accepted during the story and not seen since.
        guest(&waiting, "ExternalAzureAD", Some(at(21, 8, 40)), at(20, 8, 15), None),
        guest(&dormant, "ExternalAzureAD", Some(FIRST_DAY - 600 * DAY), FIRST_DAY - 602 * DAY, Some(FIRST_DAY - 170 * DAY)),
        // An account with a password of ours and the user type guest: a candidate for conversion.
        own(&contractor, "Guest"),
        own(&cast.own[0], "Member"),
    ]
}

fn guest(person: &Person, issuer: &str, accepted: Option<i64>, created: i64, last: Option<i64>) -> Value {
    json!({
        "id": &*person.id,
        "displayName": &*person.name,
        "userPrincipalName": format!("{}#EXT#@contoso.onmicrosoft.example", person.upn.replace('@', "_")),
        "mail": &*person.upn,
        "userType": "Guest",
        "accountEnabled": true,
        "creationType": "Invitation",
        "externalUserState": if accepted.is_some() { "Accepted" } else { "PendingAcceptance" },
        "externalUserStateChangeDateTime": rfc3339(accepted.unwrap_or(created)),
        "createdDateTime": rfc3339(created),
        "identities": [{"signInType": "federated", "issuer": issuer, "issuerAssignedId": null}],
        "signInActivity": {"lastSignInDateTime": last.map(rfc3339), "lastNonInteractiveSignInDateTime": null},
    })
}

fn own(person: &Person, kind: &str) -> Value {
    json!({
        "id": &*person.id,
        "displayName": &*person.name,
        "userPrincipalName": &*person.upn,
        "mail": &*person.upn,
        "userType": kind,
        "accountEnabled": true,
        "creationType": null,
        "externalUserState": null,
        "createdDateTime": rfc3339(FIRST_DAY - 900 * DAY),
        "identities": [{"signInType": "userPrincipalName", "issuer": "contoso.onmicrosoft.example", "issuerAssignedId": &*person.upn}],
    })
}
