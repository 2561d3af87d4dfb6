//! Names: for each id the text of the latest event that has one; of several at the same second, the lowest bytes.

use std::collections::BTreeSet;

use hashbrown::{HashMap, HashSet};

use crate::model::{AppId, Interner, Sym, TenantId, UserKey, What, Who};

/// The latest text of each id.
#[derive(Default)]
pub struct LatestText(HashMap<u32, (i64, Sym)>);

impl LatestText {
    /// Takes note of a text that an id had, last at `time`.
    pub fn see(&mut self, id: u32, time: i64, text: Sym, texts: &Interner) {
        if id == 0 || text.is_absent() {
            return;
        }
        let latest = self.0.entry(id).or_insert((time, text));
        if time > latest.0 || (time == latest.0 && text != latest.1 && texts.text(text) < texts.text(latest.1)) {
            *latest = (time, text);
        }
    }

    /// The text of an id, absent where no event has one.
    #[must_use]
    pub fn get(&self, id: u32) -> Sym {
        self.0.get(&id).map_or(Sym::ABSENT, |&(_, text)| text)
    }
}

/// The names over the whole input.
#[derive(Default)]
pub struct Names {
    upns: LatestText,
    users: LatestText,
    apps: LatestText,
    resources: LatestText,
    tenants: LatestText,
    app_owners: LatestText,
    /// Every lower-cased user principal name with every user that had it.
    known_as: HashSet<(Sym, UserKey)>,
}

impl Names {
    /// Takes note of the names of an account, seen last at `time`.
    pub fn see_who(&mut self, who: &Who, time: i64, texts: &Interner) {
        let user = who.key();
        self.upns.see(user.number(), time, who.upn, texts);
        self.users.see(user.number(), time, who.user_name, texts);
        self.tenants.see(who.home.0.0, time, who.home_name, texts);
    }

    /// Takes note of what an account was called once: people change their names.
    pub fn see_known_as(&mut self, who: &Who) {
        if !who.lower_upn.is_absent() {
            self.known_as.insert((who.lower_upn, who.key()));
        }
    }

    /// Takes note of the names of applications, seen last at `time`.
    pub fn see_what(&mut self, what: &What, time: i64, texts: &Interner) {
        let (app, resource) = what.keys();
        self.apps.see(app.0.0, time, what.app_name, texts);
        self.resources.see(resource.0.0, time, what.resource_name, texts);
        self.app_owners.see(app.0.0, time, what.app_owner.0, texts);
    }

    /// Whether a user ever had this lower-cased user principal name: people change their names.
    #[must_use]
    pub fn was_known_as(&self, user: UserKey, lower_upn: Sym) -> bool {
        self.known_as.contains(&(lower_upn, user))
    }

    /// Every user with every lower-cased user principal name it ever had, in order.
    #[must_use]
    pub fn all_known_as(&self) -> BTreeSet<(u32, Sym)> {
        self.known_as.iter().map(|&(lower_upn, user)| (user.number(), lower_upn)).collect()
    }

    /// User principal name of a user.
    #[must_use]
    pub fn upn(&self, user: UserKey) -> Sym {
        self.upns.get(user.number())
    }

    /// Display name of a user.
    #[must_use]
    pub fn user(&self, user: UserKey) -> Sym {
        self.users.get(user.number())
    }

    /// Name of a client application in the logs.
    #[must_use]
    pub fn app(&self, app: AppId) -> Sym {
        self.apps.get(app.0.0)
    }

    /// Name of a resource application in the logs.
    #[must_use]
    pub fn resource(&self, resource: AppId) -> Sym {
        self.resources.get(resource.0.0)
    }

    /// Name of a home tenant in the logs.
    #[must_use]
    pub fn tenant(&self, tenant: TenantId) -> Sym {
        self.tenants.get(tenant.0.0)
    }

    /// The tenant that owns a client application.
    #[must_use]
    pub fn app_owner(&self, app: AppId) -> TenantId {
        TenantId(self.app_owners.get(app.0.0))
    }
}
