//! The audit part of the story: cross-tenant access settings and the lives of some guests.

use serde_json::{Value, json};

use super::cast::{ADATUM, Cast, FABRIKAM, NORTHWIND, PROSEWARE, Person, RELECLOUD, TAILSPIN, Text, VANARSDEL, WINGTIP, WOODGROVE};
use super::catalog::BUSINESS;
use super::rng::{hash, named_guid};
use super::scenario::{INBOUND_BLOCK_AT, NARROWED_AT, OUTBOUND_BLOCK_AT, REPAIRED_AT};
use super::scenes::{at, invited};
use super::{DEFAULT_SIZE, OWN_TENANT, Options};
use crate::policy::{COMPANIONS, RIGHTS_MANAGEMENT};

/// Who did it.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Object id.
    pub id: Text,
    /// Sign-in name; absent for an application.
    pub user_principal_name: Option<Text>,
    /// Display name.
    pub name: Text,
    /// Address.
    pub ip: Text,
    /// Home tenant, for somebody from elsewhere.
    pub home_tenant: Option<Text>,
}

/// What it was done to.
#[derive(Debug, Clone)]
pub struct Target {
    /// Object id.
    pub id: String,
    /// `Policy` or `User`.
    pub kind: &'static str,
    /// Display name.
    pub name: String,
    /// Sign-in name of a user.
    pub user_principal_name: Option<String>,
}

/// One modified property. The values are JSON text, as the log has them.
#[derive(Debug, Clone)]
pub struct Change {
    /// Name of the property.
    pub name: &'static str,
    /// Value before.
    pub old: Option<String>,
    /// Value after.
    pub new: Option<String>,
}

/// One audit record.
#[derive(Debug, Clone)]
pub struct AuditEvent {
    /// Record id.
    pub id: String,
    /// Seconds since 1970, UTC.
    pub time: i64,
    /// `activityDisplayName`.
    pub activity: &'static str,
    /// `category`.
    pub category: &'static str,
    /// `loggedByService`.
    pub service: &'static str,
    /// `operationType`.
    pub operation: &'static str,
    /// `success` or `failure`.
    pub result: &'static str,
    /// `resultReason`, may be empty.
    pub reason: &'static str,
    /// Correlation id.
    pub correlation_id: String,
    /// Who.
    pub actor: Actor,
    /// To what.
    pub target: Target,
    /// Modified properties.
    pub changes: Vec<Change>,
    /// Additional details.
    pub details: Vec<(&'static str, String)>,
}

const SETTINGS: &str = "CrossTenantAccessSettings";
const ADD: &str = "Add a partner to cross-tenant access setting";
const UPDATE: &str = "Update a partner cross-tenant access setting";
const INVITE: &str = "Invite external user";
const REDEEM: &str = "Redeem external user invite";

/// The audit records in time order.
#[must_use]
pub fn audit_story(options: &Options) -> Vec<AuditEvent> {
    let mut book = Book { cast: Cast::new(options.seed, options.size.unwrap_or(DEFAULT_SIZE)), seed: options.seed, events: Vec::new() };
    book.settings();
    book.guests();
    book.events.sort_by(|a, b| (a.time, &a.id).cmp(&(b.time, &b.id)));
    book.events
}

struct Book {
    cast: Cast,
    seed: u64,
    events: Vec<AuditEvent>,
}

/// A setting as the log has it: numeric enums, JSON inside a string.
fn setting(allowed: bool) -> String {
    let kind = if allowed { 1 } else { 2 };
    json!({
        "UsersAndGroups": {"AccessType": kind, "Targets": [{"Target": "AllUsers", "TargetType": 1}]},
        "Applications": {"AccessType": kind, "Targets": [{"Target": "AllApplications", "TargetType": 3}]}
    })
    .to_string()
}

/// A setting that allows everybody these applications only.
fn narrowed(applications: &[String]) -> String {
    let targets: Vec<Value> = applications.iter().map(|id| json!({"Target": id, "TargetType": 3})).collect();
    json!({
        "UsersAndGroups": {"AccessType": 1, "Targets": [{"Target": "AllUsers", "TargetType": 1}]},
        "Applications": {"AccessType": 1, "Targets": targets}
    })
    .to_string()
}

/// What Northwind may use in the end: Office 365 and what goes with it, then the business applications that were forgotten at first.
pub(super) fn northwind_applications(seed: u64) -> Vec<String> {
    let office = ["Office365", RIGHTS_MANAGEMENT].into_iter().chain(COMPANIONS).map(str::to_owned);
    let business = BUSINESS.iter().filter(|line| line.weights[1] > 1).map(|line| named_guid(seed, &format!("app {}", line.key)));
    office.chain(business).collect()
}

fn trust(mfa: bool, device: bool) -> String {
    json!({"IsMfaAccepted": mfa, "IsCompliantDeviceAccepted": device, "IsHybridAzureADJoinedDeviceAccepted": false}).to_string()
}

/// A text in its own quotes.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn change(name: &'static str, old: Option<String>, new: Option<String>) -> Change {
    Change { name, old, new }
}

impl Book {
    fn administrator(&self) -> Actor {
        let person = self.cast.person("Contoso Identity Administrator 01", "identity-admin01@contoso.example", 0);
        actor(&person, None)
    }

    /// Adds a record; the caller changes what is special about it.
    fn add(&mut self, time: i64, activity: &'static str, actor: Actor, target: Target, changes: Vec<Change>) -> Option<&mut AuditEvent> {
        let settings = activity.contains("cross-tenant");
        let correlation_id = named_guid(self.seed, &format!("audit {time} {activity} {}", target.id));
        let service = match activity {
            INVITE | REDEEM => "Invited Users",
            _ => "Core Directory",
        };
        let tail = hash(&correlation_id);
        self.events.push(AuditEvent {
            id: format!("{}_{correlation_id}_{:05X}_{}", service.replace("Core Directory", "Directory"), tail >> 44, tail % 100_000_000),
            time,
            activity,
            category: if settings { SETTINGS } else { "UserManagement" },
            service,
            operation: if activity.starts_with("Add") || activity.starts_with("Invite") { "Add" } else { "Update" },
            result: "success",
            reason: "",
            correlation_id,
            actor,
            target,
            changes,
            details: Vec::new(),
        });
        self.events.last_mut()
    }

    fn policy(&self) -> Target {
        Target {
            id: named_guid(self.seed, "cross-tenant access policy"),
            kind: "Policy",
            name: format!("CrossTenantAccessPolicy for {OWN_TENANT}"),
            user_principal_name: None,
        }
    }

    /// A change of a partner's settings. Microsoft's log names the partner in the property `tenantId`.
    fn partner(&mut self, time: i64, activity: &'static str, partner: usize, changes: Vec<Change>) -> Option<&mut AuditEvent> {
        let tenant = quoted(&self.cast.partners[partner].tenant);
        let (old, new) = match activity {
            ADD => (None, Some(tenant)),
            UPDATE => (Some(tenant.clone()), Some(tenant)),
            _ => (Some(tenant), None),
        };
        let (actor, target) = (self.administrator(), self.policy());
        let changes = std::iter::once(change("tenantId", old, new)).chain(changes).collect();
        self.add(time, activity, actor, target, changes)
    }

    fn settings(&mut self) {
        let (open, closed) = (|| Some(setting(true)), || Some(setting(false)));
        for (partner, time) in [(PROSEWARE, at(0, 1, 15)), (WINGTIP, at(4, 1, 20)), (VANARSDEL, at(7, 2, 5)), (WOODGROVE, at(14, 1, 50))] {
            self.partner(time, ADD, partner, Vec::new());
        }
        self.partner(at(0, 1, 18), UPDATE, PROSEWARE, vec![change("b2bCollaborationInbound", None, open())]);
        let channels = vec![change("b2bDirectConnectInbound", closed(), open()), change("b2bDirectConnectOutbound", closed(), open())];
        self.partner(at(4, 1, 24), UPDATE, WINGTIP, channels);
        let consent = json!({"InboundAllowed": true, "OutboundAllowed": null}).to_string();
        let trusted = vec![
            change("inboundTrust", Some(trust(false, false)), Some(trust(true, false))),
            change("automaticUserConsentSettings", None, Some(consent)),
        ];
        self.partner(at(7, 2, 8), UPDATE, VANARSDEL, trusted);
        if let Some(event) = self.partner(at(7, 2, 11), "Create a partner cross-tenant identity sync setting", VANARSDEL, Vec::new()) {
            event.category = "CrossTenantIdentitySyncSettings";
            event.operation = "Add";
            event.changes.iter_mut().for_each(|change| std::mem::swap(&mut change.old, &mut change.new));
            event.changes.push(change("userSyncInbound", None, Some(json!({"IsSyncAllowed": true}).to_string())));
        }
        self.partner(OUTBOUND_BLOCK_AT, UPDATE, WOODGROVE, vec![change("b2bCollaborationOutbound", open(), closed())]);
        let (administrator, target) = (self.administrator(), self.policy());
        let default =
            vec![change("b2bDirectConnectOutbound", closed(), open()), change("inboundTrust", Some(trust(false, false)), Some(trust(false, true)))];
        self.add(at(20, 6, 30), "Update the company default cross-tenant access setting", administrator, target, default);
        self.partner(INBOUND_BLOCK_AT, UPDATE, PROSEWARE, vec![change("b2bCollaborationInbound", open(), closed())]);
        self.northwind();
        self.migration();
        let attempt = vec![change("b2bCollaborationInbound", None, closed())];
        if let Some(event) = self.partner(at(27, 2, 45), UPDATE, FABRIKAM, attempt) {
            event.result = "failure";
            event.reason = "Found invalid target for Applications.";
        }
        // In the last days: trust for Fabrikam, given by a technician of the service provider, and a partner entry deleted.
        let provider = &self.cast.partners[RELECLOUD];
        let technician = actor(&provider.technicians[0], Some(provider.tenant.clone()));
        let trusted = vec![change("inboundTrust", Some(trust(false, false)), Some(trust(true, true)))];
        if let Some(event) = self.partner(at(42, 1, 5), UPDATE, FABRIKAM, trusted) {
            event.actor = technician;
        }
        self.partner(
            at(43, 2, 40),
            "Delete partner specific cross-tenant access setting",
            WINGTIP,
            vec![change("b2bDirectConnectInbound", open(), None)],
        );
    }

    /// Northwind is narrowed to Office 365, which cuts off a business application, and repaired two days later.
    fn northwind(&mut self) {
        let applications = northwind_applications(self.seed);
        let only_office = narrowed(applications.get(..2 + COMPANIONS.len()).unwrap_or_default());
        // The administrator's portal saves values as JSON text within JSON text.
        let wrapped = |text: &str| Some(quoted(text));
        self.partner(NARROWED_AT - 200, ADD, NORTHWIND, Vec::new());
        self.partner(NARROWED_AT, UPDATE, NORTHWIND, vec![change("b2bCollaborationInbound", None, wrapped(&only_office))]);
        let repaired = wrapped(&narrowed(&applications));
        self.partner(REPAIRED_AT, UPDATE, NORTHWIND, vec![change("b2bCollaborationInbound", wrapped(&only_office), repaired)]);
    }

    /// Microsoft moves the entries to another storage: nobody here did it.
    fn migration(&mut self) {
        let service = Actor {
            id: named_guid(self.seed, "policy migration service").into(),
            user_principal_name: None,
            name: "Microsoft B2B Admin Worker".into(),
            ip: "".into(),
            home_tenant: None,
        };
        let target = self.policy();
        let tenant = quoted(&self.cast.partners[PROSEWARE].tenant);
        let changes = vec![change("PartnerIdentifier", None, Some(tenant)), change("PartnerPolicyDetailVersion", None, Some(quoted("1.0")))];
        self.add(at(1, 22, 3), "Migrated partner cross-tenant access settings to the scalable model", service, target, changes);
    }

    fn guests(&mut self) {
        let people = invited(&self.cast);
        let stories = [
            (0, at(4, 2, 10), Some(at(5, 10, 30)), "Azure Active Directory"),
            (1, at(4, 2, 12), Some(at(6, 10, 30)), "Azure Active Directory"),
            (2, at(4, 2, 14), None, ""),
            (3, at(13, 7, 40), Some(at(14, 11, 5)), "One Time Passcode"),
            (4, at(41, 6, 20), Some(at(42, 10, 30)), "Azure Active Directory"),
        ];
        for (index, invitation, redemption, source) in stories {
            self.invitation(&people[index], INVITE, invitation);
            if let Some(time) = redemption {
                self.redemption(&people[index], time, source);
            }
        }
        self.invitation(&people[2], "Invite external user with reset invitation status", at(22, 2, 14));
        let person = self.cast.extra(TAILSPIN, "Quality 96", "quality96");
        let target = user(&person);
        let disabled = vec![
            change("AccountEnabled", Some("[true]".to_owned()), Some("[false]".to_owned())),
            change("Included Updated Properties", None, Some(quoted("AccountEnabled"))),
        ];
        // One guest becomes a member, another one is deleted.
        let widened = vec![
            change("UserType", Some(quoted("Guest")), Some(quoted("Member"))),
            change("Included Updated Properties", None, Some(quoted("UserType"))),
        ];
        let (administrator, member) = (self.administrator(), user(&people[1]));
        self.add(at(30, 5, 12), "Update user", administrator, member, widened);
        let gone = self.cast.extra(ADATUM, "Temporary 99", "temporary99");
        self.invitation(&gone, INVITE, at(9, 3, 30));
        self.redemption(&gone, at(9, 6, 45), "Azure Active Directory");
        let (administrator, mut deleted) = (self.administrator(), user(&gone));
        // A deleted user is renamed.
        deleted.user_principal_name = deleted.user_principal_name.map(|name| format!("{}{name}", gone.id.replace('-', "")));
        self.add(at(31, 7, 5), "Delete user", administrator, deleted, Vec::new());
        let actor = self.administrator();
        self.add(at(28, 4, 0), "Disable account", actor.clone(), target.clone(), Vec::new());
        self.add(at(28, 4, 0) + 1, "Update user", actor, target, disabled);
    }

    fn invitation_id(&self, person: &Person) -> String {
        named_guid(self.seed, &format!("invitation {}", person.upn))
    }

    fn invitation(&mut self, person: &Person, activity: &'static str, time: i64) {
        let inviter = actor(&self.cast.own[1], None);
        let details = vec![
            ("oid", inviter.id.to_string()),
            ("tid", OWN_TENANT.to_owned()),
            ("ipaddr", inviter.ip.to_string()),
            ("InvitationId", self.invitation_id(person)),
            ("invitedUserEmailAddress", person.upn.to_string()),
        ];
        if let Some(event) = self.add(time, activity, inviter, user(person), Vec::new()) {
            event.service = "Invited Users";
            event.details = details;
        }
    }

    fn redemption(&mut self, person: &Person, time: i64, source: &str) {
        let invitation = self.invitation_id(person);
        let name = format!("UPN: {}, Email: {}, InvitationId: {invitation}, Source: {source}", person.upn, person.upn);
        let target = Target { name, ..user(person) };
        self.add(time, REDEEM, actor(person, None), target, Vec::new());
    }
}

fn actor(person: &Person, home_tenant: Option<Text>) -> Actor {
    Actor { id: person.id.clone(), user_principal_name: Some(person.upn.clone()), name: person.name.clone(), ip: person.address.clone(), home_tenant }
}

/// A guest as the directory names it: the `#EXT#` form.
fn user(person: &Person) -> Target {
    let name = format!("{}#EXT#@contoso.onmicrosoft.example", person.upn.replace('@', "_"));
    Target { id: person.id.to_string(), kind: "User", name: person.name.to_string(), user_principal_name: Some(name) }
}
