//! Applications: Microsoft's own (`first-party-apps.csv`, derived from merill/microsoft-info, MIT, notice beside it) and those most
//! seen in B2B sign-ins (`b2b-common-apps.csv`), with what is documented about putting them into the settings.

use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

/// What is known of an application id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct App {
    /// Its name.
    pub name: String,
    /// Whether it is Microsoft's own.
    pub first_party: bool,
    /// Whether it belongs to the Office 365 suite, which policies name by the keyword `Office365`.
    pub office365: bool,
    /// Whether the id can be put into cross-tenant access settings: `portal`, `api_only`; `None` where not documented.
    pub target: Option<String>,
}

static APPS: LazyLock<HashMap<String, App>> = LazyLock::new(|| {
    let mut apps = HashMap::new();
    for row in super::rows(include_str!("first-party-apps.csv")) {
        let [id, name, .., office365] = row.as_slice() else { continue };
        apps.insert(id.clone(), App { name: name.clone(), first_party: true, office365: office365 == "y", target: None });
    }
    // The curated list comes second: its names are checked against what the sign-in logs show.
    for row in super::rows(include_str!("b2b-common-apps.csv")) {
        let [id, name, _, office365, .., target] = row.as_slice() else { continue };
        // Either list may know that an application belongs to the suite.
        let office365 = office365 == "y" || apps.get(id).is_some_and(|app: &App| app.office365);
        let target = (!target.is_empty()).then(|| target.clone());
        apps.insert(id.clone(), App { name: name.clone(), first_party: true, office365, target });
    }
    apps
});

/// Looks up a lower-case application id.
#[must_use]
pub fn find(app_id: &str) -> Option<&'static App> {
    APPS.get(app_id)
}

/// Whether an application of Microsoft's has this name.
#[must_use]
pub fn is_name(name: &str) -> bool {
    static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| APPS.values().map(|app| app.name.as_str()).collect());
    NAMES.contains(name)
}

/// Every application id that is known, in order.
pub fn ids() -> impl Iterator<Item = &'static str> {
    let mut ids: Vec<&str> = APPS.keys().map(String::as_str).collect();
    ids.sort_unstable();
    ids.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_are_found() {
        assert_eq!(find("00000012-0000-0000-c000-000000000000").map(|app| app.target.as_deref()), Some(Some("portal")));
        assert_eq!(find("f0ae4899-d877-4d3c-ae25-679e38eea492").map(|app| app.name.as_str()), Some("AAD App Management"));
        assert!(find("cc15fd57-2c6c-4117-a88c-83b1d56b4bbe").is_some_and(|app| app.office365), "Teams, of the curated list");
        assert!(find("00000003-0000-0000-c000-000000000000").is_some_and(|app| !app.office365), "Graph");
        assert!(APPS.values().filter(|app| app.office365).count() >= 95, "both lists count");
        assert!(APPS.len() >= 866, "every row of both files");
    }
}
