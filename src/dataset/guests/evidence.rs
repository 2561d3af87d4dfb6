//! What one audit event says about one user object: invited, redeemed, changed, disabled, deleted. Both forms of the audit log are read:
//! Graph's targets with their modified properties, and the flat lists of the unified audit log.

use serde_json::Value;

use crate::classify::home_name;
use crate::dataset::Dataset;
use crate::knowledge::audit_activities::{Subject, subject};
use crate::model::{AuditEvent, UserType, parse_guid};
use crate::nested_json::{elements, member, parsed, value_of};

/// Something that happened to a user object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct GuestEvent {
    /// When (seconds since 1970-01-01 UTC).
    pub time: i64,
    /// What.
    pub what: What,
    /// Object id, lower case.
    pub id: Option<String>,
    /// The name in our directory: `name_domain#EXT#@ours`.
    pub upn: Option<String>,
    /// Addresses and names at home, lower case.
    pub addresses: Vec<String>,
    /// Who did it.
    pub actor: Option<String>,
    /// Identity provider of a redemption.
    pub provider: Option<String>,
    /// The user type it left.
    pub user_type: Option<(UserType, UserType)>,
}

/// What happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum What {
    /// Invited for the first time or once more.
    Invited,
    /// Invited with a reset: an earlier redemption no longer counts.
    Reset,
    /// An own user was invited to use an external account.
    Converted,
    /// The invitation was accepted.
    Redeemed,
    /// The account may no longer sign in.
    Disabled,
    /// It may again.
    Enabled,
    /// Deleted, for good or for thirty days.
    Removed,
    /// Brought back.
    Restored,
    /// Anything else.
    #[default]
    Changed,
}

/// Reads the steps of an event; none where it concerns no user, or failed.
pub(super) fn steps(event: &AuditEvent, data: &Dataset) -> Vec<GuestEvent> {
    let text = |sym| data.text(sym).unwrap_or_default();
    let activity = text(event.activity).to_lowercase();
    let failed = text(event.result).to_lowercase().starts_with("fail");
    if failed || subject(&activity, text(event.category)) != Some(Subject::User) || event.targets.is_absent() {
        return Vec::new();
    }
    let list = |text: &str| parsed(text).and_then(elements).unwrap_or_default();
    let targets = list(text(event.targets));
    let of_unified_log =
        targets.iter().any(|target| member(target, "ID").is_some() && member(target, "userPrincipalName").is_none() && !event.own_id);
    let properties = list(text(event.properties));
    let mut step = GuestEvent { time: event.time, what: what(&activity), actor: actor(text(event.actor)), ..GuestEvent::default() };
    step.addresses.extend(data.text(event.invited).map(str::to_owned));
    if of_unified_log {
        let ids: Vec<&str> = targets.iter().filter_map(|target| member(target, "ID")).collect();
        step.id = ids.iter().find(|id| parse_guid(id).is_some()).map(|id| id.to_lowercase());
        step.upn = ids.iter().find(|id| id.contains('@')).map(|upn| plain(upn));
        for property in &properties {
            changed(property, &mut step);
        }
        return vec![step];
    }
    let users = targets.iter().filter(|target| member(target, "type").is_none_or(|kind| kind.eq_ignore_ascii_case("User")));
    users
        .map(|target| {
            let mut step = step.clone();
            step.id = member(target, "id").map(str::to_lowercase);
            step.upn = member(target, "userPrincipalName").map(plain);
            if step.what == What::Redeemed {
                redemption(member(target, "displayName").unwrap_or_default(), &mut step);
            }
            for property in value_of(target, "modifiedProperties").cloned().and_then(elements).unwrap_or_default() {
                changed(&property, &mut step);
            }
            step
        })
        .collect()
}

fn what(activity: &str) -> What {
    match activity {
        "invite external user" => What::Invited,
        "invite external user with reset invitation status" => What::Reset,
        "invite internal user to b2b collaboration" => What::Converted,
        "redeem external user invite" => What::Redeemed,
        "disable account" => What::Disabled,
        "enable account" => What::Enabled,
        "delete user" | "delete external user" | "hard delete user" => What::Removed,
        "restore user" => What::Restored,
        _ => What::Changed,
    }
}

/// The name of whoever did it: a user's sign-in name, else an application's.
fn actor(text: &str) -> Option<String> {
    let actor = parsed(text)?;
    let part = |name: &str| value_of(&actor, name);
    let of_user = part("user").and_then(|user| member(user, "userPrincipalName").or_else(|| member(user, "displayName")));
    let of_app = || part("app").and_then(|app| member(app, "displayName"));
    let of_list = || actor.as_array()?.iter().filter_map(|entry| member(entry, "ID")).find(|id| id.contains('@'));
    of_user.or_else(of_app).or_else(of_list).map(str::to_owned)
}

/// A deleted user is renamed: its id without dashes stands before its name.
fn plain(upn: &str) -> String {
    match upn.split_at_checked(32) {
        Some((id, rest)) if id.bytes().all(|byte| byte.is_ascii_hexdigit()) && !rest.is_empty() => rest.to_owned(),
        _ => upn.to_owned(),
    }
}

/// A redemption names its parts in one sentence: `UPN: …, Email: …, InvitationId: …, Source: …`.
fn redemption(sentence: &str, step: &mut GuestEvent) {
    for part in sentence.split(", ") {
        let Some((key, value)) = part.split_once(':') else { continue };
        let value = value.trim();
        match key.trim().to_lowercase().as_str() {
            "upn" | "email" if !value.is_empty() => step.addresses.push(home_name(&value.to_lowercase())),
            "source" => step.provider = provider(value),
            _ => {}
        }
    }
}

/// The identity provider in the words of the directory.
fn provider(source: &str) -> Option<String> {
    let lower = source.to_lowercase();
    let known = [
        ("one time passcode", "mail"),
        ("azure active directory", "ExternalAzureAD"),
        ("azuread", "ExternalAzureAD"),
        ("entra", "ExternalAzureAD"),
        ("microsoft account", "MicrosoftAccount"),
        ("google", "google.com"),
        ("facebook", "facebook.com"),
    ];
    let word = known.iter().find(|(part, _)| lower.contains(part)).map(|(_, word)| (*word).to_owned());
    word.or_else(|| (!source.is_empty()).then(|| source.to_owned()))
}

/// What a modified property says about user type and account.
fn changed(property: &Value, step: &mut GuestEvent) {
    let name = member(property, "displayName").or_else(|| member(property, "Name")).unwrap_or_default().to_lowercase();
    let old = member(property, "oldValue").unwrap_or_default().to_lowercase();
    let new = member(property, "newValue").unwrap_or_default().to_lowercase();
    let kind = |text: &str| match (text.contains("guest"), text.contains("member")) {
        (true, false) => UserType::Guest,
        (false, true) => UserType::Member,
        _ => UserType::Absent,
    };
    match name.as_str() {
        "usertype" if kind(&new) != UserType::Absent => step.user_type = Some((kind(&old), kind(&new))),
        "accountenabled" if step.what == What::Changed && new.contains("false") => step.what = What::Disabled,
        "accountenabled" if step.what == What::Changed && old.contains("false") && new.contains("true") => step.what = What::Enabled,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_deleted_users_and_redemptions_are_understood() {
        assert_eq!(plain("0123456789abcdef0123456789abcdefAnn_p.example#EXT#@own.example"), "Ann_p.example#EXT#@own.example");
        assert_eq!(plain("Ann@p.example"), "Ann@p.example");
        let mut step = GuestEvent::default();
        redemption("UPN: Ann_p.example#EXT#@own.example, Email: ann@p.example, InvitationId: x, Source: One Time Passcode", &mut step);
        assert_eq!(step.addresses, ["ann@p.example", "ann@p.example"]);
        assert_eq!(step.provider.as_deref(), Some("mail"));
        assert_eq!(provider("Contoso SAML").as_deref(), Some("Contoso SAML"));
    }
}
