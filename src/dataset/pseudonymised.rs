//! The input in which whoever is meant has given way to tokens, before any answer is worked out: what answers are made of no longer holds a
//! value that must not leave the house, so no table, sentence, picture or command can show one.
//!
//! All texts are told anew, each by what it is in its place; the old ones go with their interner. What rules take from the values themselves
//! (domains, clouds, guests, whose applications are Microsoft's, what a change of settings does) is worked out before. Structures are taken
//! apart member by member, so that a new member does not compile until somebody has decided what becomes of it.

mod files;
mod filters;
mod renaming;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use hashbrown::{HashMap, HashSet};

use self::renaming::Renaming;
use super::shared::Shared;
use super::{Dataset, Filters, GivenName, Guests};
use crate::classify::Tenants;
use crate::facts::{Collected, OwnEvidence};
use crate::knowledge::tenants;
use crate::model::{AppId, Sym, TenantId, UserKey, parse_guid};
use crate::pseudonym::{Kind, Pseudonyms};

impl Dataset {
    /// The same input under tokens, and the filters that were asked for likewise. `kept` = the partner whom the answer is for: its tenant, its
    /// people and its names stay.
    #[must_use]
    pub fn pseudonymised(self, names: &mut Pseudonyms, filters: &mut Filters, kept: Option<TenantId>) -> Self {
        // Worked out while the values are there.
        let (changes, guests, tells_outcomes) = (self.changes().clone(), self.guests().clone(), self.tells_outcomes());
        let external: Vec<(UserKey, String)> = self.external_domains().iter().map(|(user, domain)| (*user, domain.clone())).collect();
        let domains = self.all_domains().clone();
        let (by_tenant, first_party) = (self.named_tenants(), self.first_party_apps());
        let in_audits = filters.partners.iter().filter(|name| parse_guid(name).is_some() && self.audits_name(&name.to_lowercase()));
        let in_audits: Vec<String> = in_audits.map(|name| name.to_lowercase()).collect();
        let staying = self.staying_names(&first_party, kept);
        let kept_id = kept.and_then(|tenant| self.text(tenant.0)).map(str::to_owned);
        names.keep(self.own.own.iter().chain(&kept).filter_map(|tenant| self.text(tenant.0)).map(str::to_owned), self.app_ids());
        let names = &*names;
        let providers = self.policy.iter().flat_map(|policy| &policy.partners).filter(|entry| entry.is_service_provider == Some(true));
        let providers: Vec<TenantId> = providers.filter_map(|entry| self.input.texts.lookup(&entry.tenant_id)).map(TenantId).collect();

        let Self {
            input,
            own: OwnEvidence { own, said },
            users,
            policy,
            around,
            tenants: _,
            meanings,
            given_names: _,
            domains: _,
            external_domains: _,
            microsoft,
            changes: _,
            guests: _,
            tells_outcomes: _,
            named_in_audits: _,
            directions: _,
            shared: _,
        } = self;
        let consumers = input.texts.lookup(tenants::CONSUMERS).map_or(TenantId::ABSENT, TenantId);
        let (input, mut new) = collected(input, |texts| Renaming::new(names, texts, first_party, own.clone(), kept));
        let clear = |tenant: TenantId| own.contains(&tenant) || Some(tenant) == kept;
        let given = by_tenant.into_iter().map(|(tenant, given)| {
            let name = if clear(tenant) { given.name.clone() } else { names.of(Kind::Tenant, &given.name) };
            (new.tenant(tenant), GivenName { tenant: names.tenant(&given.tenant), name, ..given })
        });
        let given_names: HashMap<TenantId, GivenName> = given.collect();
        let domain = |tenant: TenantId, domain: &String| if clear(tenant) { domain.clone() } else { names.of(Kind::Domain, domain) };
        let domains: HashMap<TenantId, Vec<String>> =
            domains.iter().map(|(&tenant, list)| (new.tenant(tenant), list.iter().map(|name| domain(tenant, name)).collect())).collect();
        let external: HashMap<UserKey, String> =
            external.into_iter().map(|(user, domain)| (new.user_key(user), names.of(Kind::Domain, &domain))).collect();
        let all = guests.all.iter().map(|guest| guest.pseudonymised(names, kept_id.as_deref())).collect();
        let guests = Guests::told(all, guests.users.iter().map(|&user| new.user_key(user)).collect());
        let microsoft: HashSet<TenantId> = microsoft.into_iter().map(|tenant| new.tenant(tenant)).collect();
        let users = users.into_values().map(|user| new.listed(&user)).map(|user| (user.id, user)).collect();
        let own: Vec<TenantId> = own.into_iter().map(|tenant| new.tenant(tenant)).collect();
        let tenants = Tenants::new(own.clone(), new.tenant(consumers));
        for provider in providers {
            // Known to the texts, be it in no log.
            new.tenant(provider);
        }
        filters.pseudonymise(names, &staying);
        Self {
            input: Collected { texts: new.texts(), ..input },
            own: OwnEvidence { own, said },
            users,
            policy: policy.map(|policy| policy.pseudonymised(names)),
            around: around.pseudonymised(names),
            tenants,
            meanings,
            given_names,
            domains: OnceLock::from(domains),
            external_domains: OnceLock::from(external),
            microsoft,
            changes: OnceLock::from((changes.0, changes.1.iter().map(|change| change.pseudonymised(names)).collect())),
            guests: OnceLock::from(guests),
            tells_outcomes: OnceLock::from(tells_outcomes),
            directions: OnceLock::new(),
            named_in_audits: in_audits.iter().map(|name| names.tenant(name)).collect(),
            shared: Shared::default(),
        }
    }

    /// Every tenant of the input with its name and cloud, those without a name left out.
    fn named_tenants(&self) -> Vec<(TenantId, GivenName)> {
        let parts = self.input.facts.parts();
        let in_facts = parts.who.values().iter().map(|who| who.home).chain(parts.how.values().iter().map(|how| how.resource_tenant));
        let in_settings = self.policy.iter().flat_map(|policy| &policy.partners).map(|entry| entry.tenant_id.as_str());
        let in_changes = self.changes().1.iter().filter_map(|change| change.partner_tenant_id.as_deref());
        let told = in_settings.chain(in_changes).filter_map(|id| self.input.texts.lookup(id)).map(TenantId);
        let mut given: Vec<TenantId> = self.given_names.keys().copied().collect();
        given.sort_unstable();
        let mut seen = HashSet::new();
        let all = in_facts.chain(told).chain(given).filter(|tenant| !tenant.is_absent() && seen.insert(*tenant));
        let named = |tenant: TenantId| Some((tenant, GivenName::told(self.text(tenant.0)?, self.partner_name(tenant)?, self.cloud(tenant))));
        all.collect::<Vec<_>>().into_iter().filter_map(named).collect()
    }

    /// The applications of sign-ins that are Microsoft's own.
    fn first_party_apps(&self) -> HashSet<AppId> {
        let what = self.input.facts.parts().what.values().iter();
        what.flat_map(|what| [what.app, what.resource]).filter(|app| !app.is_absent() && self.first_party(*app) == Some(true)).collect()
    }

    /// The ids of applications in sign-ins and settings.
    fn app_ids(&self) -> Vec<String> {
        let what = self.input.facts.parts().what.values().iter().flat_map(|what| [what.app, what.resource]);
        let in_settings = self.policy.iter().flat_map(crate::policy::CrossTenantAccessPolicy::apps);
        what.filter_map(|app| self.text(app.0)).map(str::to_owned).chain(in_settings).collect()
    }

    /// Names that stay as they are: those of Microsoft's applications, and of the partner whom the answer is for.
    fn staying_names(&self, first_party: &HashSet<AppId>, kept: Option<TenantId>) -> Vec<String> {
        let apps = first_party.iter().flat_map(|app| [self.app_name(*app), self.resource_name(*app)]).flatten();
        let own = self.own.own.iter().chain(&kept).filter_map(|tenant| self.partner_name(*tenant));
        let mut all: Vec<String> = apps.chain(own).map(str::to_owned).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// What was collected, without its texts, and the renaming that knows the old and the new ones.
fn collected<'n>(input: Collected, renaming: impl FnOnce(crate::model::Interner) -> Renaming<'n>) -> (Collected, Renaming<'n>) {
    let Collected {
        texts,
        mut facts,
        names: _,
        events,
        crossings,
        audits,
        audit_files,
        users,
        // They are read.
        settings: _,
        settings_of_archive,
        relationships,
        files,
        rejects,
        days,
        owners,
        masked,
        without_id,
        counted,
        window,
        granularity,
        zone,
    } = input;
    let mut new = renaming(texts);
    facts.parts_mut().who.replace(|who| new.who(who));
    facts.parts_mut().what.replace(|what| new.what(what));
    facts.parts_mut().how.replace(|how| new.how(how));
    let events = events.into_iter().map(|(file, event)| (file, new.sign_in(&event))).collect();
    let audits = audits.iter().map(|event| new.audit(event)).collect();
    let users = users.iter().map(|user| new.listed(user)).collect();
    let relationships = relationships.map(|all| all.iter().map(|relationship| new.relationship(relationship)).collect());
    let mut owned: BTreeMap<u32, u64> = BTreeMap::new();
    for (owner, records) in owners {
        *owned.entry(new.tenant(TenantId(Sym(owner))).0.0).or_default() += records;
    }
    let collected = Collected {
        names: facts.names(new.new_texts(), true),
        texts: crate::model::Interner::new(),
        facts,
        events,
        crossings,
        audits,
        audit_files,
        users,
        settings: Vec::new(),
        settings_of_archive,
        relationships,
        files,
        rejects,
        days,
        owners: owned,
        masked,
        without_id,
        counted,
        window,
        granularity,
        zone,
    };
    (collected, new)
}
