//! Which audit activities concern cross-tenant settings and guests. Microsoft renames activities and files some under surprising
//! categories, so both the category and the text are looked at.

/// What an activity is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Cross-tenant access settings and what else decides who comes in.
    Settings,
    /// The life of a user object, of which those of guests matter.
    User,
}

/// Parts of the text of an activity (lower case) that make it a change of settings.
const SETTINGS: [&str; 12] = [
    "cross-tenant",
    "crosstenant",
    "multitenantorg",
    "multi tenant org",
    "multitenant org",
    "update authorization policy",
    "set partnership",
    "add partner to company",
    "remove partner from company",
    "promote company to partner",
    "demote partner",
    "adding allowed assignable roles",
];

/// Activities (lower case) in the life of a user object.
const USERS: [&str; 22] = [
    "invite external user",
    "invite external user with reset invitation status",
    "invite internal user to b2b collaboration",
    "redeem external user invite",
    "viral user creation",
    "delete external user",
    "email not sent, user unsubscribed",
    "email unsubscribed",
    "email subscribed",
    "add user",
    "update user",
    "delete user",
    "hard delete user",
    "restore user",
    "disable account",
    "enable account",
    "convert federated user to managed",
    "add external user",
    "update external user",
    "update external secrets",
    "bulk invite users - finished (bulk)",
    "bulk invite users - started (bulk)",
];

/// The detail of an action that Entra ID Governance bills.
pub const GOVERNANCE: &str = "GovernanceLicenseFeatureUsed";

/// What an activity is about, by its text and its category; `None` where it concerns neither settings nor users.
#[must_use]
pub fn subject(activity: &str, category: &str) -> Option<Subject> {
    let activity = activity.trim().trim_end_matches('.').to_lowercase();
    let category = category.to_lowercase();
    if category.starts_with("crosstenant") || category.starts_with("multitenantorg") || SETTINGS.iter().any(|part| activity.contains(part)) {
        return Some(Subject::Settings);
    }
    USERS.contains(&activity.as_str()).then_some(Subject::User)
}

/// Whether the list of allowed and denied domains for invitations is meant. It is an ordinary policy object with this name.
#[must_use]
pub fn is_domain_list(activity: &str, targets: &str) -> bool {
    ["add policy", "update policy", "delete policy"].iter().any(|name| activity.eq_ignore_ascii_case(name)) && targets.contains("B2BManagementPolicy")
}

/// Whether any command needs more of an event than that it happened. `targets` gives the JSON of what was changed, only where it decides.
#[must_use]
pub fn is_needed(activity: &str, category: &str, targets: impl FnOnce() -> String) -> bool {
    match subject(activity, category) {
        Some(Subject::Settings) => true,
        Some(Subject::User) => {
            // Ordinary users are added and updated all the time; those of interest are named `…#EXT#@…` or change their kind.
            let plain = ["add user", "update user"].iter().any(|name| activity.eq_ignore_ascii_case(name));
            !plain || {
                let targets = targets().to_lowercase();
                ["#ext#", "usertype", "guest", "accountenabled"].iter().any(|mark| targets.contains(mark))
            }
        }
        None => activity.to_ascii_lowercase().ends_with(" policy") && is_domain_list(activity, &targets()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_found_by_text_or_category() {
        for (activity, category) in [
            ("Add a partner to cross-tenant access setting", "CrossTenantAccessSettings"),
            ("Update the company default cross-tenant access setting", "CrossTenantIdentitySyncSettings"),
            ("Update a partner cross-tenant access setting.", ""),
            ("Something new", "CrossTenantAccessSettings"),
            ("Update authorization policy", "AuthorizationPolicy"),
            ("Tenant joining MultiTenantOrg tenant", "MultiTenantOrgTenant"),
            ("Set Partnership", "DirectoryManagement"),
        ] {
            assert_eq!(subject(activity, category), Some(Subject::Settings), "{activity}");
        }
        assert_eq!(subject("Redeem external user invite", "UserManagement"), Some(Subject::User));
        assert_eq!(subject("Add member to group", "GroupManagement"), None);
    }

    #[test]
    fn ordinary_user_changes_are_not_kept_whole() {
        let needed = |activity: &str, targets: &str| is_needed(activity, "UserManagement", || targets.to_owned());
        assert!(!needed("Update user", r#"[{"userPrincipalName":"a@own.example"}]"#));
        assert!(needed("Update user", r#"[{"userPrincipalName":"a_b.example#EXT#@own.example"}]"#));
        assert!(needed("Update user", r#"[{"modifiedProperties":[{"displayName":"UserType"}]}]"#));
        assert!(needed("Delete user", "[]"));
        assert!(needed("Update policy", r#"[{"displayName":"B2BManagementPolicy"}]"#));
        assert!(!needed("Update policy", r#"[{"displayName":"TokenLifetimePolicy"}]"#));
    }
}
