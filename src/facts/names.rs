//! Names: for each id the text of the latest event that has one; of several at the same second, the lowest bytes.

use hashbrown::{HashMap, HashSet};

use crate::model::{AppId, Interner, SignIn, Sym, TenantId, UserKey};

/// The latest text of each id.
#[derive(Default)]
pub struct LatestText(HashMap<u32, (i64, Sym)>);

impl LatestText {
    /// Takes note of a text that an event gives to an id.
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
    /// Takes note of the names in an event.
    pub fn see(&mut self, event: &SignIn, user: UserKey, texts: &Interner) {
        if !event.lower_upn.is_absent() {
            self.known_as.insert((event.lower_upn, user));
        }
        self.upns.see(user.number(), event.time, event.upn, texts);
        self.users.see(user.number(), event.time, event.user_name, texts);
        self.apps.see(event.app.0.0, event.time, event.app_name, texts);
        self.resources.see(event.resource.0.0, event.time, event.resource_name, texts);
        self.tenants.see(event.home.0.0, event.time, event.home_name, texts);
        self.app_owners.see(event.app.0.0, event.time, event.app_owner.0, texts);
    }

    /// Whether a user ever had this lower-cased user principal name: people change their names.
    #[must_use]
    pub fn was_known_as(&self, user: UserKey, lower_upn: Sym) -> bool {
        self.known_as.contains(&(lower_upn, user))
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
