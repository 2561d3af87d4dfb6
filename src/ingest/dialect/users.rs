//! Lists of users: the portal's `exportUsers` CSV, Graph `/users` and their PowerShell form. They are no log: they say what kind of users
//! those in the logs are, and which guests never came.

use std::sync::LazyLock;

use serde_json::Value;

use super::values::{id, lower, name};
use super::{Field, Fields, Hints, Shape, Slot};
use crate::ingest::detect::{FormatEvidence, JsonHead};
use crate::ingest::format::Format;
use crate::model::{Holds, Interner, Sym, UserId, UserRecord, UserType, time};
use crate::nested_json::{member, parsed};
use crate::words::{exports, inputs};

static ACTIVITY: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new(
        &[
            ("lastsignindatetime", Field::LastSignIn),
            ("lastnoninteractivesignindatetime", Field::LastNonInteractiveSignIn),
            ("lastsuccessfulsignindatetime", Field::LastSuccessfulSignIn),
        ],
        &[],
    )
});

static USERS: LazyLock<Shape> = LazyLock::new(|| {
    Shape::new(
        &[
            ("id", Field::UserId),
            ("objectid", Field::UserId),
            ("userprincipalname", Field::UserPrincipalName),
            ("mail", Field::Mail),
            ("displayname", Field::UserDisplayName),
            ("usertype", Field::UserType),
            ("accountenabled", Field::AccountEnabled),
            ("creationtype", Field::CreationType),
            ("externaluserstate", Field::InvitationState),
            ("invitationstate", Field::InvitationState),
            ("externaluserstatechangedatetime", Field::InvitationStateChanged),
            ("createddatetime", Field::Time),
            ("identityissuer", Field::Issuer),
        ],
        &[
            ("identities", Slot::Json(Field::Identities)),
            ("sponsors", Slot::Json(Field::Sponsors)),
            ("signinactivity", Slot::Object(&ACTIVITY)),
            ("additionalproperties", Slot::Object(&USERS)),
        ],
    )
});

/// Any list of users.
pub const FORMAT: Format = Format {
    holds: Holds::Users,
    json: Some(recognise),
    csv: Some(|head| {
        let marks = ["creationtype", "invitationstate", "accountenabled", "usertype", "externaluserstate"];
        let users = head.has("userprincipalname") && marks.iter().any(|mark| head.has(mark)) && !OF_OTHERS.iter().any(|key| head.has(key));
        users.then(|| FormatEvidence { records_tell_log: true, ..FormatEvidence::new(inputs::user_names) })
    }),
    ..Format::new("users", exports::users, 8, &USERS, &[], exports::users_how)
};

/// Keys of what names users, but is none: groups, sign-ins, detections of risk, devices, registrations, rows of tables.
const OF_OTHERS: [&str; 20] = [
    "grouptypes",
    "securityenabled",
    "appid",
    "appdisplayname",
    "correlationid",
    "hometenantid",
    "resourcetenantid",
    "ipaddress",
    "resulttype",
    "timegenerated",
    "tablename",
    "riskstate",
    "risklevel",
    "riskeventtype",
    "manageddeviceownertype",
    "azureaddeviceid",
    "operatingsystem",
    "ismfaregistered",
    "ismfacapable",
    "activitydatetime",
];

fn recognise(head: &JsonHead<'_>) -> Option<FormatEvidence> {
    let named = head.text("@odata.type").is_some_and(|kind| !kind.eq_ignore_ascii_case("#microsoft.graph.user"));
    if named || OF_OTHERS.iter().any(|key| head.has(key)) {
        return None;
    }
    let context = format!("{}{}", head.context, head.text("@odata.context").unwrap_or_default());
    let of_user =
        ["userPrincipalName", "userType", "accountEnabled", "externalUserState", "signInActivity", "mailNickname", "givenName", "surname", "mail"];
    let marks = of_user.iter().filter(|key| head.has(key)).count();
    let named = ["#users", "/users?"].iter().any(|part| context.contains(part));
    let known = head.has("userPrincipalName") || head.has("id") || head.has("displayName");
    (known && (marks >= 2 || (marks >= 1 && head.has("id")) || named)).then(|| FormatEvidence::new(inputs::user_names))
}

/// Issuers that authenticate users who are not ours.
const EXTERNAL: [&str; 6] = ["externalazuread", "microsoftaccount", "google.com", "facebook.com", "mail", "federated"];

/// Reads a user.
pub(super) fn user_record(fields: &Fields<'_>, hints: Hints, texts: &mut Interner) -> UserRecord {
    let at = |field: Field| fields.text(field).and_then(|text| time::parse(&text, hints.date_order).ok());
    let identities = fields.text(Field::Identities).as_deref().and_then(parsed);
    let identities = identities.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let issuers = identities.iter().filter_map(|identity| member(identity, "issuer"));
    let listed = fields.text(Field::Issuer);
    let is_external = |issuer: &str| {
        let issuer = issuer.to_lowercase();
        EXTERNAL.contains(&issuer.as_str()) || issuer.starts_with("https://") || issuer.starts_with("urn:")
    };
    let issuer = issuers.clone().find(|issuer| is_external(issuer)).or_else(|| issuers.clone().next()).or(listed.as_deref());
    let upn = fields.text(Field::UserPrincipalName).unwrap_or_default();
    let invited = fields.text(Field::CreationType).is_some_and(|kind| kind.eq_ignore_ascii_case("Invitation"));
    // A converted user of ours keeps the plain name, and a guest of old may have lost everything but the name.
    let external =
        upn.to_lowercase().contains("#ext#") || issuer.is_some_and(is_external) || invited || fields.text(Field::InvitationState).is_some();
    let seen = [Field::LastSignIn, Field::LastNonInteractiveSignIn, Field::LastSuccessfulSignIn];
    UserRecord {
        id: UserId(id(fields.text(Field::UserId), texts)),
        upn: name(fields.text(Field::UserPrincipalName), texts),
        mail: lower(fields.text(Field::Mail), texts),
        name: name(fields.text(Field::UserDisplayName), texts),
        user_type: fields.text(Field::UserType).map_or(UserType::Absent, |text| UserType::parse(&text)),
        creation_type: name(fields.text(Field::CreationType), texts),
        state: name(fields.text(Field::InvitationState), texts),
        state_changed: at(Field::InvitationStateChanged),
        created: at(Field::Time),
        enabled: fields.bool(Field::AccountEnabled),
        issuer: issuer.map_or(Sym::ABSENT, |issuer| texts.intern(issuer)),
        external,
        sponsored: fields.text(Field::Sponsors).as_deref().and_then(parsed).and_then(|list| Some(!list.as_array()?.is_empty())),
        // The other two count attempts as well.
        last_sign_in: at(Field::LastSuccessfulSignIn).or_else(|| seen.into_iter().filter_map(at).max()),
        knows_sign_ins: seen.into_iter().any(|field| fields.has(field)),
    }
}
