//! Classifies the facts once the own tenants are known, and resolves names.
//!
//! Facts are many and their parts are few: what follows from one part is worked out once for it, the rest when a fact is looked at.

use std::cmp::Reverse;
use std::sync::OnceLock;

use hashbrown::{HashMap, HashSet};

use super::filter::same_name;
use super::given_names::GivenName;
use super::guests::{self, Guests};
use super::settings_changes::settings_changes;
use super::shared::Shared;
use crate::changes::Change;
use crate::classify::{self, Tenants};
use crate::facts::{Collected, Fact, FactKey, FactValue, OwnEvidence, Together};
use crate::knowledge::error_codes::Actor;
use crate::knowledge::{apps, tenants};
use crate::model::ledger::{Ledger, LogLedger};
use crate::model::{
    AccessFlags, AppId, Cloud, Direction, How, Interner, Log, Outcome, SignIn, StatusText, Sym, TenantId, UserId, UserKey, UserRecord, What, Who,
    parse_guid,
};
use crate::policy::recommend::home_domain;
use crate::policy::{Block, CrossTenantAccessPolicy, Surroundings};
use crate::report::{Cell, no_entra_home};
use crate::words::Lang;

/// The classified input.
pub struct Dataset {
    /// What was read.
    pub input: Collected,
    /// Own tenants.
    pub own: OwnEvidence,
    /// Users of user lists, by object id.
    pub users: HashMap<UserId, UserRecord>,
    /// The current cross-tenant access settings, where they are among the inputs.
    pub policy: Option<CrossTenantAccessPolicy>,
    /// What stands around them, where they are not.
    pub around: Surroundings,
    /// The own tenants, to classify by.
    pub(super) tenants: Tenants,
    /// What follows from the circumstances of sign-ins, by their numbers.
    pub(super) meanings: Vec<Meaning>,
    /// Names given by the user, by tenant.
    pub(super) given_names: HashMap<TenantId, GivenName>,
    pub(super) domains: OnceLock<HashMap<TenantId, Vec<String>>>,
    /// Domains at home of external identities without an Entra home.
    pub(super) external_domains: OnceLock<HashMap<UserKey, String>>,
    /// Tenants that own Microsoft's applications.
    pub(super) microsoft: HashSet<TenantId>,
    pub(super) changes: OnceLock<(Vec<usize>, Vec<Change>)>,
    pub(super) guests: OnceLock<Guests>,
    pub(super) tells_outcomes: OnceLock<bool>,
    pub(super) directions: OnceLock<Vec<(&'static str, u64)>>,
    /// Ids that audit events named, where these have given way to tokens.
    pub(super) named_in_audits: HashSet<String>,
    /// Texts of cells.
    pub(super) shared: Shared,
}

impl Dataset {
    /// Classifies what was collected. `given_names` are the rows of `--names`; `policy` the current settings.
    #[must_use]
    pub fn new(mut input: Collected, own: OwnEvidence, given_names: &[GivenName], policy: Option<CrossTenantAccessPolicy>) -> Self {
        let consumers = input.tenant(tenants::CONSUMERS);
        let tenants = Tenants::new(own.own.clone(), consumers);
        // A service provider that never came has a row of its own.
        for entry in policy.iter().flat_map(|policy| &policy.partners).filter(|entry| entry.is_service_provider == Some(true)) {
            input.tenant(&entry.tenant_id);
        }
        let mut users = HashMap::new();
        for user in input.users.iter().filter(|user| !user.id.is_absent()) {
            users.entry(user.id).or_insert(*user);
        }
        let meanings = input.facts.parts().how.values().iter().map(|how| Meaning::of(how, &input.texts)).collect();
        let owners = input.facts.parts().what.values().iter().map(|what| what.app_owner);
        let microsoft = owners.filter(|owner| tenants::is_microsoft(input.texts.text(owner.0))).collect();
        let given_names = given_names.iter().map(|given| (input.tenant(&given.tenant), given.clone())).collect();
        Self {
            input,
            own,
            users,
            policy,
            around: Surroundings::default(),
            tenants,
            meanings,
            given_names,
            domains: OnceLock::new(),
            external_domains: OnceLock::new(),
            microsoft,
            changes: OnceLock::new(),
            guests: OnceLock::new(),
            named_in_audits: HashSet::new(),
            tells_outcomes: OnceLock::new(),
            directions: OnceLock::new(),
            shared: Shared::default(),
        }
    }

    /// The text of a symbol, `None` where absent.
    #[must_use]
    pub fn text(&self, sym: Sym) -> Option<&str> {
        self.input.texts.get(sym)
    }

    /// A cell with this text. Ids and names fill many cells: each is stored once.
    #[must_use]
    pub fn cell(&self, text: Option<&str>) -> Cell {
        text.map_or(Cell::Null, |text| Cell::Text(self.shared.get(text)))
    }

    /// The fact at a place, classified.
    #[must_use]
    pub fn fact(&self, place: usize) -> Fact {
        let (key, value) = self.input.facts.get(place);
        self.classified(key, value, self.meanings[self.input.facts.part_numbers(place).how as usize])
    }

    /// Every fact of the input, workloads included, in order of appearance.
    pub fn facts(&self) -> impl Iterator<Item = Fact> {
        (0..self.input.facts.len()).map(|place| self.fact(place))
    }

    /// The classification of a single event.
    #[must_use]
    pub fn classify(&self, event: &SignIn) -> Fact {
        let how = How::of(event);
        let key = FactKey::of(&Who::of(event), &What::of(event), &how, 0, true);
        self.classified(key, FactValue { count: 1, first: event.time, last: event.time }, Meaning::of(&how, &self.input.texts))
    }

    fn classified(&self, key: FactKey, value: FactValue, meaning: Meaning) -> Fact {
        let Meaning { access, outcome, actor } = meaning;
        let (direction, partner) = classify::direction(key.home, key.resource_tenant, access, &self.tenants);
        let listed = if self.users.is_empty() { None } else { key.user.id().and_then(|id| self.users.get(&id)) };
        let user_kind = classify::user_kind(direction, access, key.user_type, listed);
        Fact { key, value, direction, partner, outcome, user_kind, side: classify::side_of(actor, direction) }
    }

    /// The name of a partner tenant: as given, else as the home tenant is named in the log, else as the settings name it, else well known,
    /// else the most frequent domain of its users who came in.
    #[must_use]
    pub fn partner_name(&self, tenant: TenantId) -> Option<&str> {
        if tenant.is_absent() {
            return None;
        }
        if let Some(given) = self.given_names.get(&tenant) {
            return Some(&given.name);
        }
        self.text(self.input.names.tenant(tenant))
            .or_else(|| self.policy.as_ref()?.partner(self.input.texts.text(tenant.0))?.display_name.as_deref())
            .or_else(|| tenants::name(self.input.texts.text(tenant.0)))
            .or_else(|| self.domains(tenant).first().map(String::as_str))
    }

    /// Whether a name that no sign-in has is one of the settings, of the user lists, or of `--names`. `option` = the filter it is given to.
    #[must_use]
    pub fn is_named_elsewhere(&self, option: &str, name: &str) -> bool {
        let is = |text: &str| same_name(text, name);
        match option {
            "--partner" => {
                let policy = self.policy.as_ref();
                let entries = policy.into_iter().flat_map(|policy| &policy.partners);
                let deleted = policy.into_iter().flat_map(|policy| &policy.deleted);
                entries.into_iter().any(|entry| is(&entry.tenant_id) || entry.display_name.as_deref().is_some_and(is))
                    || deleted.into_iter().any(|entry| is(&entry.tenant_id))
                    || self.given_names.values().any(|given| is(&given.tenant) || is(&given.name))
                    || self.named_in_audits.contains(name)
                    || (parse_guid(name).is_some() && self.audits_name(&name.to_lowercase()))
            }
            "--user" => self.input.users.iter().any(|user| [user.id.0, user.upn, user.mail].into_iter().any(|text| self.text(text).is_some_and(is))),
            "--app" | "--client" | "--resource" => {
                let entries = self.policy.iter().flat_map(|policy| &policy.partners).map(|entry| &entry.blocks);
                let blocks = entries.chain(self.policy.iter().filter_map(|policy| policy.default.as_ref()).map(|default| &default.blocks));
                let lists = blocks.flat_map(|blocks| Block::SETTINGS.map(|block| blocks.setting(block))).flatten();
                lists.filter_map(|setting| setting.applications.as_ref()).any(|list| list.targets.iter().any(|target| is(target.target.text())))
            }
            _ => false,
        }
    }

    /// The name that people are shown: without one, the beginning of the id; without a tenant, what stands on the other side instead.
    #[must_use]
    pub fn shown_partner(&self, tenant: TenantId, lang: Lang) -> String {
        let short = || self.text(tenant.0).map(tenants::short_id);
        self.partner_name(tenant).map(str::to_owned).or_else(short).unwrap_or_else(|| no_entra_home(lang).to_owned())
    }

    /// Whether an audit event names this id.
    pub(super) fn audits_name(&self, id: &str) -> bool {
        self.input.audits.iter().any(|event| self.text(event.targets).is_some_and(|targets| targets.to_lowercase().contains(id)))
    }

    /// Every change of settings in the audit events, in the order of rows, and before it for each the number of its event.
    #[must_use]
    pub fn changes(&self) -> &(Vec<usize>, Vec<Change>) {
        self.changes.get_or_init(|| settings_changes(self))
    }

    /// The guests of our directory.
    #[must_use]
    pub fn guests(&self) -> &Guests {
        self.guests.get_or_init(|| guests::collect(self))
    }

    /// The cloud of a tenant: as given, else as a domain of its users proves, else that of most.
    #[must_use]
    pub fn cloud(&self, tenant: TenantId) -> Cloud {
        let given = self.given_names.get(&tenant).and_then(|given| given.cloud);
        given.or_else(|| self.domains(tenant).iter().find_map(|domain| Cloud::of_domain(domain))).unwrap_or_default()
    }

    /// The domains of a tenant's users who came in, most users first.
    #[must_use]
    pub fn domains(&self, tenant: TenantId) -> &[String] {
        self.all_domains().get(&tenant).map_or(&[], Vec::as_slice)
    }

    pub(super) fn all_domains(&self) -> &HashMap<TenantId, Vec<String>> {
        self.domains.get_or_init(|| self.count_domains())
    }

    /// The domain at home of an external identity without an Entra home, where its name tells it.
    #[must_use]
    pub fn external_domain(&self, user: UserKey) -> Option<&str> {
        self.external_domains().get(&user).map(String::as_str)
    }

    pub(super) fn external_domains(&self) -> &HashMap<UserKey, String> {
        self.external_domains.get_or_init(|| {
            let external = self.inbound_users().into_iter().filter(|(user, partner)| partner.is_absent() && !user.is_absent());
            external.filter_map(|(user, _)| Some((user, self.upn(user).and_then(home_domain)?))).collect()
        })
    }

    /// Whether an application belongs to Microsoft: listed, or owned by one of Microsoft's tenants; `None` where nothing is known.
    #[must_use]
    pub fn first_party(&self, app: AppId) -> Option<bool> {
        let listed = apps::find(self.text(app.0)?).is_some_and(|app| app.first_party);
        let owner = self.input.names.app_owner(app);
        if listed { Some(true) } else { (!owner.is_absent()).then(|| self.microsoft.contains(&owner)) }
    }

    fn count_domains(&self) -> HashMap<TenantId, Vec<String>> {
        let (mut known, mut texts): (HashMap<String, usize>, Vec<String>) = (HashMap::new(), Vec::new());
        let mut met = Vec::new();
        for of_user in self.inbound_users().chunk_by(|a, b| a.0 == b.0) {
            let Some(domain) = of_user.first().and_then(|&(user, _)| self.upn(user)).and_then(classify::domain) else { continue };
            let number = *known.entry(domain).or_insert_with_key(|domain| {
                texts.push(domain.clone());
                texts.len() - 1
            });
            met.extend(of_user.iter().map(|&(_, partner)| (partner, number)));
        }
        met.sort_unstable();
        let mut domains = HashMap::new();
        for of_partner in met.chunk_by(|a, b| a.0 == b.0) {
            let mut counts: Vec<_> = of_partner.chunk_by(|a, b| a == b).map(|same| (Reverse(same.len()), &texts[same[0].1])).collect();
            counts.sort_unstable();
            domains.insert(of_partner[0].0, counts.into_iter().map(|(_, domain)| domain.clone()).collect());
        }
        domains
    }

    /// The name of a client application: the log's, else the built-in list's.
    #[must_use]
    pub fn app_name(&self, app: AppId) -> Option<&str> {
        self.text(self.input.names.app(app)).or_else(|| apps::find(self.text(app.0)?).map(|known| known.name.as_str()))
    }

    /// The name of a resource application: the log's, else the built-in list's.
    #[must_use]
    pub fn resource_name(&self, resource: AppId) -> Option<&str> {
        self.text(self.input.names.resource(resource)).or_else(|| apps::find(self.text(resource.0)?).map(|known| known.name.as_str()))
    }

    /// The user principal name of a user.
    #[must_use]
    pub fn upn(&self, user: UserKey) -> Option<&str> {
        self.text(self.input.names.upn(user))
    }

    /// Tenants that the logs name as their owners and that are not ours: `--tenant` says otherwise.
    #[must_use]
    pub fn other_owners(&self) -> Vec<&str> {
        let owners = self.input.owners.keys().map(|&owner| TenantId(Sym(owner)));
        owners.filter(|owner| !self.own.own.contains(owner)).filter_map(|owner| self.text(owner.0)).collect()
    }

    /// Whether any record tells how a sign-in ended, by a code or in words: without, failures are not none but unknown. True of an input
    /// without sign-ins.
    #[must_use]
    pub fn tells_outcomes(&self) -> bool {
        *self.tells_outcomes.get_or_init(|| {
            let mut how = self.input.facts.parts().how.values().iter();
            self.input.facts.is_empty() || how.any(|how| how.code.get().is_some() || how.status != StatusText::Absent)
        })
    }

    /// Those who met, classified, where facts tell accounts and applications apart: their places are those of [`Together`].
    pub fn met(&self) -> impl Iterator<Item = Fact> {
        let facts = &self.input.facts;
        let places = 0..facts.together().map_or(0, Together::len);
        places.filter_map(|place| {
            let (tenant, how, in_window) = facts.together()?.met(place);
            let parts = facts.parts();
            let (who, what) = (&parts.who.values()[tenant as usize], &What::ABSENT);
            let key = FactKey::of(who, what, &parts.how.values()[how as usize], 0, in_window);
            Some(self.classified(key, FactValue { count: 0, first: 0, last: 0 }, self.meanings[how as usize]))
        })
    }

    /// Who came in, and from where; each once, by user.
    fn inbound_users(&self) -> Vec<(UserKey, TenantId)> {
        let came_in = |fact: &Fact| fact.key.log.is_user() && fact.direction == Direction::Inbound;
        let facts = &self.input.facts;
        let mut users: Vec<(UserKey, TenantId)> = if let Some(together) = facts.together() {
            let partners: Vec<Option<TenantId>> = self.met().map(|met| came_in(&met).then_some(met.partner)).collect();
            let who = facts.parts().who.values();
            together.accounts().filter_map(|(place, account)| Some((who[account as usize].key(), partners[place as usize]?))).collect()
        } else {
            let mut users: HashSet<(UserKey, TenantId)> = HashSet::new();
            users.extend(self.facts().filter(came_in).map(|fact| (fact.key.user, fact.partner)));
            users.into_iter().collect()
        };
        users.sort_unstable();
        users.dedup();
        users
    }

    /// Facts of user sign-ins.
    pub fn user_facts(&self) -> impl Iterator<Item = Fact> {
        self.facts().filter(|fact| fact.key.log.is_user())
    }

    /// The sums over all files.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        let mut ledger = Ledger { files: self.input.files.iter().filter(|file| file.format.is_some()).count() as u64, ..Ledger::default() };
        for total in self.input.files.iter().map(crate::model::ledger::FileLedger::total) {
            ledger.records += total.records;
            ledger.kept += total.kept;
            ledger.duplicates += total.duplicates;
            ledger.skipped += total.skipped;
        }
        ledger
    }

    /// The counts of one log over all files.
    #[must_use]
    pub fn log_ledger(&self, log: Log) -> LogLedger {
        let mut sum = LogLedger::default();
        for ledger in self.input.files.iter().filter_map(|file| file.logs.get(&log)) {
            sum.add(ledger);
        }
        sum
    }

    /// First and last event of the input (seconds since 1970-01-01 UTC): of the sign-ins, or of the audit events where there are none.
    #[must_use]
    pub fn period(&self) -> Option<(i64, i64)> {
        let span = |logs: &[Log]| {
            let mut sum = LogLedger::default();
            for &log in logs {
                sum.add(&self.log_ledger(log));
            }
            sum.span
        };
        span(&Log::ALL[..4]).or_else(|| span(&[Log::Audit]))
    }

    /// First and last user sign-in of the input.
    #[must_use]
    pub fn sign_in_span(&self) -> Option<(i64, i64)> {
        let mut sum = LogLedger::default();
        for log in Log::ALL.into_iter().filter(|log| log.is_user()) {
            sum.add(&self.log_ledger(log));
        }
        sum.span
    }

    /// Kept user sign-ins by direction name, and workload sign-ins.
    #[must_use]
    pub fn directions(&self) -> &[(&'static str, u64)] {
        self.directions.get_or_init(|| {
            let mut counts = ["inbound", "outbound", "internal", "foreign", "undetermined", "workload"].map(|name| (name, 0));
            for fact in self.facts() {
                let name = if fact.key.log.is_workload() { "workload" } else { fact.direction.name() };
                if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == name) {
                    *count += fact.value.count;
                }
            }
            counts.to_vec()
        })
    }
}

/// What follows from the circumstances of a sign-in, whoever signed in.
#[derive(Clone, Copy)]
pub(super) struct Meaning {
    access: AccessFlags,
    outcome: Outcome,
    /// Who must act on the code.
    actor: Option<Actor>,
}

impl Meaning {
    fn of(how: &How, texts: &Interner) -> Self {
        let access = AccessFlags::of(texts.text(how.access_type));
        let actor = classify::actor(how.code, how.risk_in_reason);
        Self { access, outcome: classify::outcome(how.code, how.status, access), actor }
    }
}
