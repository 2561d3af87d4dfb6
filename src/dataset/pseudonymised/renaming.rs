//! The texts of sign-ins, audit events and user lists, told anew.

use hashbrown::{HashMap, HashSet};

use crate::dataset::Guest;
use crate::model::{AppId, AuditEvent, EventId, How, Interner, Relationship, SignIn, Sym, TenantId, UserId, UserKey, UserRecord, What, Who};
use crate::pseudonym::{Kind, Pseudonyms};

/// The old texts and the new ones.
pub(super) struct Renaming<'n> {
    names: &'n Pseudonyms,
    old: Interner,
    new: Interner,
    /// Tokens given so far, by the old symbol and what it is.
    known: HashMap<(&'static str, Sym), Sym>,
    /// Microsoft's own applications, in old symbols.
    first_party: HashSet<AppId>,
    /// Tenants that stay.
    clear: Vec<TenantId>,
    /// The partner whose people stay.
    kept: Option<TenantId>,
}

impl<'n> Renaming<'n> {
    pub fn new(names: &'n Pseudonyms, old: Interner, first_party: HashSet<AppId>, own: Vec<TenantId>, kept: Option<TenantId>) -> Self {
        let clear = own.into_iter().chain(kept).collect();
        Self { names, old, new: Interner::new(), known: HashMap::new(), first_party, clear, kept }
    }

    /// The new texts, while there may be more.
    pub fn new_texts(&self) -> &Interner {
        &self.new
    }

    /// The new texts.
    pub fn texts(self) -> Interner {
        self.new
    }

    /// The token of a text.
    fn token(&mut self, kind: Kind, old: Sym) -> Sym {
        let Some(text) = self.old.get(old) else { return Sym::ABSENT };
        let new = &mut self.new;
        let names = self.names;
        *self.known.entry((kind.prefix(), old)).or_insert_with(|| new.intern(&names.of(kind, text)))
    }

    /// The same text.
    fn same(&mut self, old: Sym) -> Sym {
        self.new.intern(self.old.text(old))
    }

    /// A text that names a person.
    fn person(&mut self, old: Sym, stays: bool) -> Sym {
        if stays { self.same(old) } else { self.token(Kind::User, old) }
    }

    pub fn tenant(&mut self, old: TenantId) -> TenantId {
        TenantId(if self.clear.contains(&old) { self.same(old.0) } else { self.token(Kind::Tenant, old.0) })
    }

    /// Whoever is no user of the partner whom the answer is for.
    pub fn user_key(&mut self, old: UserKey) -> UserKey {
        match (old.id(), old.name()) {
            (Some(id), _) => UserKey::new(UserId(self.renamed_person(id.0)), Sym::ABSENT),
            (None, Some(name)) => UserKey::new(UserId::ABSENT, self.renamed_person(name)),
            (None, None) => UserKey::ABSENT,
        }
    }

    /// The new symbol of a person who was met before: as a token, or, of the partner's people, in clear.
    fn renamed_person(&mut self, old: Sym) -> Sym {
        match self.known.get(&("clear", old)) {
            Some(&new) => new,
            None => self.token(Kind::User, old),
        }
    }

    pub fn who(&mut self, who: &Who) -> Who {
        let Who { user, upn, lower_upn, user_name, user_type, masked, home, home_name } = *who;
        let stays = self.kept.is_some() && self.kept == Some(home);
        if stays {
            for old in [user.0, lower_upn] {
                let new = self.same(old);
                self.known.insert(("clear", old), new);
            }
        }
        Who {
            user: UserId(self.person(user.0, stays)),
            upn: self.person(upn, stays),
            lower_upn: self.person(lower_upn, stays),
            user_name: self.person(user_name, stays),
            user_type,
            masked,
            home: self.tenant(home),
            home_name: if self.clear.contains(&home) { self.same(home_name) } else { self.token(Kind::Tenant, home_name) },
        }
    }

    fn app_name(&mut self, name: Sym, app: AppId) -> Sym {
        let Some(text) = self.old.get(name) else { return Sym::ABSENT };
        let shown = self.names.app_name(text, self.first_party.contains(&app));
        self.new.intern(&shown)
    }

    pub fn what(&mut self, what: &What) -> What {
        let What { app, app_name, app_owner, resource, resource_name } = *what;
        What {
            app: AppId(self.same(app.0)),
            app_name: self.app_name(app_name, app),
            app_owner: self.tenant(app_owner),
            resource: AppId(self.same(resource.0)),
            resource_name: self.app_name(resource_name, resource),
        }
    }

    pub fn how(&mut self, how: &How) -> How {
        let How { log, resource_tenant, owner, access_type, country, code, status, risk_in_reason, evidence } = *how;
        How {
            log,
            resource_tenant: self.tenant(resource_tenant),
            owner: self.tenant(owner),
            access_type: self.same(access_type),
            country: self.same(country),
            code,
            status,
            risk_in_reason,
            evidence,
        }
    }

    /// A relationship. Its name stands for that of a partner without another, and people choose it: it gives way whole.
    pub fn relationship(&mut self, relationship: &Relationship) -> Relationship {
        let Relationship { customer, provider, name, ref roles, in_force, end, extends } = *relationship;
        let (customer, provider, name) = (self.tenant(customer), self.tenant(provider), self.token(Kind::Tenant, name));
        Relationship { customer, provider, name, roles: roles.clone(), in_force, end, extends }
    }

    fn request(&mut self, id: EventId) -> EventId {
        let text = id.to_text(&self.old).map(|text| self.names.of(Kind::Request, &text));
        text.map_or(EventId::ABSENT, |text| EventId::named(self.new.intern(&text)))
    }

    /// Names of policies, joined by semicolons.
    fn policies(&mut self, old: Sym) -> Sym {
        let tokens: Vec<String> = self.old.text(old).split("; ").map(|name| self.names.of(Kind::Policy, name)).collect();
        self.new.intern(&tokens.join("; "))
    }

    pub fn sign_in(&mut self, event: &SignIn) -> SignIn {
        let (who, what, how) = (self.who(&Who::of(event)), self.what(&What::of(event)), self.how(&How::of(event)));
        SignIn {
            time: event.time,
            id: self.request(event.id),
            correlation_id: self.request(event.correlation_id),
            client_app: self.same(event.client_app),
            ip: self.token(Kind::Ip, event.ip),
            // Anything may stand in it.
            failure_reason: Sym::ABSENT,
            conditional_access: self.same(event.conditional_access),
            ca_policies: self.policies(event.ca_policies),
            record: event.record,
            ..SignIn::of(&who, &what, &how)
        }
    }

    /// An audit event: what it tells was read before, and goes.
    pub fn audit(&mut self, event: &AuditEvent) -> AuditEvent {
        AuditEvent {
            time: event.time,
            id: self.request(event.id),
            own_id: event.own_id,
            correlation_id: self.request(event.correlation_id),
            activity: self.same(event.activity),
            category: self.same(event.category),
            result: self.same(event.result),
            owner: self.tenant(event.owner),
            record: event.record,
            ..AuditEvent::default()
        }
    }

    pub fn listed(&mut self, user: &UserRecord) -> UserRecord {
        let UserRecord {
            id,
            upn,
            mail,
            name,
            user_type,
            creation_type,
            state,
            state_changed,
            created,
            enabled,
            issuer,
            sponsored,
            external,
            last_sign_in,
            knows_sign_ins,
        } = *user;
        let provider = provider(self.old.text(issuer), self.names);
        UserRecord {
            id: UserId(self.renamed_person(id.0)),
            upn: self.token(Kind::User, upn),
            mail: self.token(Kind::User, mail),
            name: self.token(Kind::User, name),
            user_type,
            creation_type: self.same(creation_type),
            state: self.same(state),
            state_changed,
            created,
            enabled,
            issuer: self.new.intern(&provider),
            sponsored,
            external,
            last_sign_in,
            knows_sign_ins,
        }
    }
}

/// Who authenticates a guest: the directory's words stay, a domain goes.
fn provider(provider: &str, names: &Pseudonyms) -> String {
    const KNOWN: [&str; 8] =
        ["ExternalAzureAD", "AzureAD", "MicrosoftAccount", "mail", "google.com", "facebook.com", "federated", "userPrincipalName"];
    if KNOWN.iter().any(|known| known.eq_ignore_ascii_case(provider)) { provider.to_owned() } else { names.of(Kind::Domain, provider) }
}

impl Guest {
    /// The same guest under tokens; those of the tenant `kept` stay.
    pub(super) fn pseudonymised(&self, names: &Pseudonyms, kept: Option<&str>) -> Self {
        let Self {
            id,
            upn,
            mail,
            domain,
            partner,
            kind,
            user_type,
            provider: issuer,
            invited_at,
            invited_by,
            redeemed_at,
            accepted,
            pending,
            first_sign_in,
            last_sign_in,
            sign_ins,
            attempts,
            disabled,
            removed,
            listed_use,
            list_knows_use,
            sponsored,
            external,
            widened,
            confirmed,
        } = self.clone();
        let stays = partner.is_some() && partner.as_deref() == kept;
        let of = |kind: Kind, text: Option<String>| text.map(|text| if stays { text } else { names.of(kind, &text) });
        Self {
            id: of(Kind::User, id),
            upn: of(Kind::User, upn),
            mail: of(Kind::User, mail),
            domain: of(Kind::Domain, domain),
            partner: partner.map(|partner| names.tenant(&partner)),
            kind,
            user_type,
            provider: issuer.map(|text| provider(&text, names)),
            invited_at,
            invited_by: invited_by.map(|by| if crate::knowledge::apps::is_name(&by) { by } else { names.of(Kind::User, &by) }),
            redeemed_at,
            accepted,
            pending,
            first_sign_in,
            last_sign_in,
            sign_ins,
            attempts,
            disabled,
            removed,
            listed_use,
            list_knows_use,
            sponsored,
            external,
            widened,
            confirmed,
        }
    }
}
