//! What an audit activity is about: which settings, and what was done with them.
//!
//! What it is not: the values (see `rows`). Microsoft renames activities, and detections circulate with names that never existed, so the
//! text is looked at by its words; the category helps, but the change of the default is filed under the synchronisation category.

/// Which settings an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The default cross-tenant access settings.
    Default,
    /// The entry of one organisation.
    Partner,
    /// The cross-tenant synchronisation of one organisation.
    Sync,
    /// The multitenant organisation.
    MultiTenantOrg,
    /// What else decides who comes in: who may invite, guest rights, the domain list, partner relationships.
    Collaboration,
}

impl Scope {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Partner => "partner",
            Self::Sync => "sync",
            Self::MultiTenantOrg => "multi_tenant_org",
            Self::Collaboration => "collaboration",
        }
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    /// Something was added.
    Add,
    /// Values were changed, or something that no other word fits.
    Update,
    /// Something was removed.
    Remove,
    /// Settings went back to Microsoft's own.
    Reset,
    /// Microsoft moved settings to another storage model; nobody changed anything.
    Migrate,
}

/// What an activity is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Activity {
    pub scope: Scope,
    pub operation: Operation,
    /// An ordinary policy object: the list of domains for invitations.
    pub domain_list: bool,
    /// Delegated administration by a partner company.
    pub partnership: bool,
}

/// Words of the activities that are about delegated administration.
const PARTNERSHIP: [&str; 4] = ["partnership", "partner to company", "partner from company", "company to partner"];

impl Activity {
    /// Reads an activity, without the full stop of the unified audit log. `has_partner`: whether the event names an organisation.
    pub fn read(activity: &str, category: &str, has_partner: bool) -> Self {
        let (text, category) = (activity.to_lowercase(), category.to_lowercase());
        let has = |part: &str| text.contains(part);
        let domain_list = ["add policy", "update policy", "delete policy"].contains(&text.as_str());
        let partnership = PARTNERSHIP.into_iter().any(has) || text.starts_with("demote partner");
        let organisation = has("multitenantorg") || has("multi tenant org") || has("multitenant org") || category.starts_with("multitenantorg");
        let cross_tenant = has("cross-tenant") || has("crosstenant") || category.starts_with("crosstenant");
        let scope = if organisation {
            Scope::MultiTenantOrg
        } else if domain_list || partnership || !cross_tenant {
            Scope::Collaboration
        } else if has("default") {
            Scope::Default
        } else if has("identity sync") || (category.contains("identitysync") && !has("access setting")) {
            Scope::Sync
        } else if has("partner") || has_partner {
            Scope::Partner
        } else {
            // The policy object itself: it concerns every organisation.
            Scope::Default
        };
        let starts = |words: &[&str]| words.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
        let operation = if starts(&["migrated", "migrate"]) {
            Operation::Migrate
        } else if starts(&["reset"]) {
            Operation::Reset
        } else if starts(&["add", "create", "tenant joining"]) {
            Operation::Add
        } else if starts(&["delete", "remove", "hard delete"]) {
            Operation::Remove
        } else {
            Operation::Update
        };
        Self { scope, operation, domain_list, partnership }
    }
}
