//! Where events are made: fills in everything a scene does not care about.

use std::sync::Arc;

use super::cast::{Cast, FABRIKAM, Person, Text, VANARSDEL, address};
use super::catalog::{AGENTS, BUSINESS, Business, NOWHERE, PLACES, Publisher, ROUTES, Route};
use super::outcomes::{Access, CLAIM_FROM_OUTSIDE, Outcome, SUCCESS};
use super::rng::{Rng, guid, named_guid};
use super::scenario::{App, DAYS, Event, FIRST_DAY, Log, PolicyResult, SILENT_DAYS};
use super::{DEFAULT_SIZE, MICROSOFT_TENANT, OWN_TENANT, Options};

/// Client application, resource and `clientAppUsed` of a sign-in.
#[derive(Debug, Clone)]
pub struct AppPair {
    /// Client application.
    pub app: App,
    /// Resource.
    pub resource: App,
    /// `clientAppUsed`.
    pub client: &'static str,
}

/// What a scene decides about a sign-in.
#[derive(Debug, Clone)]
pub struct Attempt<'a> {
    /// Who.
    pub person: &'a Person,
    /// Home tenant.
    pub home: Option<&'a Text>,
    /// Resource tenant.
    pub resource: Option<&'a Text>,
    /// Access type label.
    pub access: &'static str,
    /// `member` or `guest`.
    pub user_type: &'static str,
    /// Application and resource.
    pub pair: AppPair,
    /// Seconds since 1970.
    pub time: i64,
    /// Whether the person was there.
    pub interactive: bool,
    /// The end of it.
    pub outcome: Outcome,
}

/// The stage: the cast, the shared texts and the events so far.
#[derive(Debug)]
pub struct Stage {
    /// Everybody.
    pub cast: Cast,
    /// The seed of the story.
    pub seed: u64,
    /// About how many user sign-ins are wanted.
    pub size: u64,
    /// Our tenant id.
    pub own: Text,
    microsoft: Text,
    vendor: Text,
    stranger: Text,
    routes: Vec<AppPair>,
    business: Vec<AppPair>,
    policies: [(Text, Text); 4],
    events: Vec<Event>,
    /// Whether the last attempt made an event that [`Stage::again`] may repeat.
    repeatable: bool,
    rng: Rng,
}

impl Stage {
    /// An empty stage.
    #[must_use]
    pub fn new(options: &Options) -> Self {
        let seed = options.seed;
        let size = options.size.unwrap_or(DEFAULT_SIZE);
        let policy = |name: &str| -> (Text, Text) { (named_guid(seed, name).into(), name.into()) };
        let mut stage = Self {
            cast: Cast::new(seed, size),
            seed,
            size,
            own: OWN_TENANT.into(),
            microsoft: MICROSOFT_TENANT.into(),
            vendor: named_guid(seed, "tenant of the vendor").into(),
            stranger: named_guid(seed, "tenant of the stranger").into(),
            routes: Vec::new(),
            business: Vec::new(),
            policies: [
                policy("CA001: Require MFA for all users"),
                policy("CA010: Guests - require MFA"),
                policy("CA020: ゲスト - 承認国以外をブロック"),
                policy("CA030: [Report-only] Require compliant device"),
            ],
            events: Vec::new(),
            repeatable: false,
            rng: Rng::new(seed, 1),
        };
        stage.routes = ROUTES.iter().map(|route| stage.first_party(route)).collect();
        stage.business = BUSINESS.iter().map(|line| stage.line_of_business(line)).collect();
        let more = size.saturating_sub(DEFAULT_SIZE).isqrt().min(5_000) / 4;
        for n in 0..more {
            stage.business.push(stage.registered(&format!("contoso-{n:03}"), &format!("Contoso App {n:03}"), Some(&stage.own)));
        }
        stage
    }

    /// The events in time order; the stage is done.
    #[must_use]
    pub fn finish(mut self) -> Vec<Event> {
        self.events.sort_by(|a, b| (a.time, a.millis, &a.id).cmp(&(b.time, b.millis, &b.id)));
        self.events
    }

    /// How many user sign-ins there are so far.
    #[must_use]
    pub fn user_sign_ins(&self) -> u64 {
        let count = self.events.iter().filter(|event| event.log.is_user()).count();
        u64::try_from(count).unwrap_or(u64::MAX)
    }

    /// A first-party route by its index in `ROUTES`.
    #[must_use]
    pub fn route(&self, index: usize) -> AppPair {
        self.routes[index].clone()
    }

    /// A line of business application by its index in `BUSINESS`; the grown ones of a large story follow.
    #[must_use]
    pub fn app(&self, index: usize) -> AppPair {
        self.business[index].clone()
    }

    /// How many line of business applications there are.
    #[must_use]
    pub fn apps(&self) -> usize {
        self.business.len()
    }

    /// An application that is its own resource.
    #[must_use]
    pub fn registered(&self, key: &str, name: &str, owner: Option<&Text>) -> AppPair {
        let app = App { id: named_guid(self.seed, &format!("app {key}")).into(), name: name.into(), owner: owner.cloned() };
        AppPair { resource: app.clone(), app, client: "Browser" }
    }

    /// The tenant of a publisher.
    #[must_use]
    pub fn publisher(&self, publisher: Publisher) -> &Text {
        match publisher {
            Publisher::Own => &self.own,
            Publisher::Vendor => &self.vendor,
            Publisher::Stranger => &self.stranger,
        }
    }

    /// The Microsoft services tenant.
    #[must_use]
    pub const fn microsoft(&self) -> &Text {
        &self.microsoft
    }

    fn first_party(&self, route: &Route) -> AppPair {
        let app = |pair: (&str, &str)| App { id: pair.0.into(), name: pair.1.into(), owner: Some(Arc::clone(&self.microsoft)) };
        AppPair { app: app(route.app), resource: app(route.resource), client: route.client }
    }

    fn line_of_business(&self, line: &Business) -> AppPair {
        self.registered(line.key, line.name, Some(self.publisher(line.publisher)))
    }

    /// A moment of a story day within the business hours of a place, seconds since 1970.
    pub fn moment(&mut self, day: i64, place: usize) -> i64 {
        let rng = &mut self.rng;
        let within = |rng: &mut Rng, n: u64| i64::try_from(rng.below(n)).unwrap_or(0);
        let local = if rng.chance(35) {
            within(rng, 86_400)
        } else {
            // Two draws make the middle of the day busier than its ends.
            8 * 3600 + within(rng, 5 * 3600) + within(rng, 5 * 3600 + 1800)
        };
        let second = (local - PLACES[place].ahead * 3600).rem_euclid(86_400);
        // Nothing in the last minutes of a day: retries and log delays stay on it.
        FIRST_DAY + day * 86_400 + second.min(85_000 + second % 600)
    }

    /// Adds a sign-in and returns it, so that a scene can change what is special about it. Nothing happens on a silent day.
    pub fn sign_in(&mut self, attempt: &Attempt) -> Option<&mut Event> {
        let day = (attempt.time - FIRST_DAY).div_euclid(86_400);
        self.repeatable = !SILENT_DAYS.contains(&day) && (0..DAYS).contains(&day);
        if !self.repeatable {
            return None;
        }
        let correlation = guid(self.rng.bits(), 2).into();
        let event = self.event(attempt, correlation);
        self.events.push(event);
        self.events.last_mut()
    }

    /// The same attempt again some seconds later, with another end: the same correlation id and address.
    pub fn again(&mut self, after: i64, outcome: &Outcome) {
        let Some(earlier) = self.events.last().filter(|_| self.repeatable).cloned() else { return };
        let ours = earlier.resource_tenant.as_ref() == Some(&self.own);
        let mut event = Event {
            id: guid(self.rng.bits(), 1),
            time: earlier.time + after,
            salt: self.rng.bits(),
            requirement: requirement(outcome),
            ca_status: ca_status(outcome, ours),
            ca_policies: self.policies(outcome, ours, earlier.user_type == "guest", earlier.device.is_some(), earlier.salt),
            ..earlier
        };
        event.end_with(outcome);
        self.events.push(event);
    }

    /// Adds an event that a scene has built on its own.
    pub fn push(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Random numbers for the scenes.
    pub const fn rng(&mut self) -> &mut Rng {
        &mut self.rng
    }

    fn event(&mut self, attempt: &Attempt, correlation_id: Text) -> Event {
        let person = attempt.person;
        let salt = self.rng.bits();
        let place = if self.rng.chance(25) { NOWHERE } else { person.place };
        let ip = if self.rng.chance(100) { address(&mut self.rng).into() } else { Arc::clone(&person.address) };
        let ours = attempt.resource == Some(&self.own);
        Event {
            id: guid(self.rng.bits(), 1),
            time: attempt.time,
            millis: u16::try_from(self.rng.below(1000)).unwrap_or(0),
            log: if attempt.interactive { Log::Interactive } else { Log::NonInteractive },
            home_tenant: attempt.home.cloned(),
            home_tenant_name: self
                .cast
                .partners
                .iter()
                .find(|partner| Some(&partner.tenant) == attempt.home)
                .and_then(|partner| partner.shown_name.clone()),
            resource_tenant: attempt.resource.cloned(),
            access_type: attempt.access,
            user_id: Some(Arc::clone(&person.id)),
            user_principal_name: Some(Arc::clone(&person.upn)),
            user_display_name: Some(Arc::clone(&person.name)),
            user_type: attempt.user_type,
            app: attempt.pair.app.clone(),
            resource: attempt.pair.resource.clone(),
            ip: Some(ip),
            place: &PLACES[place],
            client_app: attempt.pair.client,
            agent: &AGENTS[if attempt.interactive { person.agent } else { 2 }],
            device: person.device.clone(),
            error_code: attempt.outcome.code,
            failure_reason: attempt.outcome.reason,
            additional_details: if self.trusts_claim(attempt) { CLAIM_FROM_OUTSIDE } else { attempt.outcome.details },
            ca_status: ca_status(&attempt.outcome, ours),
            ca_policies: self.policies(&attempt.outcome, ours, attempt.user_type == "guest", person.device.is_some(), salt),
            requirement: requirement(&attempt.outcome),
            correlation_id,
            service_principal_id: None,
            service_principal_name: None,
            credential_id: None,
            azure_resource: None,
            tenant_restricted: false,
            salt,
        }
    }

    /// Whether a second factor of the home tenant counts here: that of service providers always does, of organisations as our settings say.
    fn trusts_claim(&self, attempt: &Attempt) -> bool {
        let day = (attempt.time - FIRST_DAY).div_euclid(86_400);
        let trusted =
            [(FABRIKAM, 43), (VANARSDEL, 8)].iter().any(|&(partner, from)| day >= from && Some(&self.cast.partners[partner].tenant) == attempt.home);
        let satisfied = attempt.outcome.details == SUCCESS.details && attempt.resource == Some(&self.own);
        satisfied && attempt.interactive && (trusted || attempt.access.contains("serviceProvider"))
    }

    /// The policies of our tenant. A sign-in to another tenant shows none: theirs are not ours to see.
    fn policies(&self, outcome: &Outcome, ours: bool, guest: bool, managed: bool, salt: u64) -> Vec<PolicyResult> {
        if !ours || outcome.access == Access::Unreached {
            return Vec::new();
        }
        let mfa = match outcome.access {
            Access::MfaMissing => "failure",
            Access::Blocked | Access::Refused => "notApplied",
            Access::Met | Access::Unreached => "success",
        };
        let block = if outcome.access == Access::Blocked && guest { "failure" } else { "notApplied" };
        let results = [
            (usize::from(guest), mfa, "Mfa"),
            (2, block, "Block"),
            (3, if managed { "reportOnlySuccess" } else { "reportOnlyFailure" }, "RequireCompliantDevice"),
        ];
        // The report-only policy is a pilot: it looks at a part of the sign-ins.
        let shown = if salt.is_multiple_of(4) { 3 } else { 2 };
        results
            .into_iter()
            .take(shown)
            .map(|(index, result, control)| PolicyResult {
                id: Arc::clone(&self.policies[index].0),
                name: Arc::clone(&self.policies[index].1),
                result,
                control,
            })
            .collect()
    }
}

const fn requirement(outcome: &Outcome) -> &'static str {
    match outcome.access {
        Access::Met | Access::MfaMissing => "multiFactorAuthentication",
        Access::Blocked | Access::Refused | Access::Unreached => "singleFactorAuthentication",
    }
}

const fn ca_status(outcome: &Outcome, ours: bool) -> &'static str {
    match outcome.access {
        Access::MfaMissing | Access::Blocked | Access::Refused => "failure",
        Access::Met if ours => "success",
        Access::Met | Access::Unreached => "notApplied",
    }
}
