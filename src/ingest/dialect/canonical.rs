//! From the fields of a record to a canonical event: the same rules for every format.

use std::borrow::Cow;

use super::audit::audit_event;
use super::evidence::evidence;
use super::field::bits;
use super::users::user_record;
use super::values::{conditional_access, country, error_code, first_guid, id, name, owner, user_type};
use super::{Field, Fields, Record};
use crate::classify::{SECURITY_POLICY, speaks_of_risk};
use crate::ingest::detect::Clock;
use crate::knowledge::tenants::NO_TENANT;
use crate::model::ledger::SkipCode;
use crate::model::time::{self, DateOrder, TimeError};
use crate::model::{
    AppId, AuditEvent, Counted, ErrorCode, EventId, Evidence, How, Interner, Log, SignIn, StatusText, Sym, TenantId, UserId, UserRecord, UserType,
    What, Who, canonical_access_type, hides_person, is_masked, says_masked,
};
use crate::model::{Holds, log_of_category};

/// What is known of a file beyond its records.
#[derive(Clone, Copy, Debug)]
pub struct Hints {
    /// What the records of the file are.
    pub holds: Holds,
    /// The log of records that do not say it themselves (the file name of a portal CSV).
    pub log: Log,
    /// How ambiguous dates are read.
    pub date_order: Option<DateOrder>,
    /// Which clock times without a zone are of.
    pub clock: Clock,
}

/// What the command needs beyond the facts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Want {
    /// Addresses, reasons and policies of each sign-in (`events`).
    pub details: bool,
    /// What each shows about multifactor authentication, device, protocol and risk.
    pub evidence: bool,
    /// Only what is counted where accounts and applications are looked at each by themselves: names of neither, where they have ids.
    pub apart: bool,
}

/// What a record turned out to be.
pub enum Canonical {
    /// A sign-in.
    SignIn(SignIn),
    /// A directory change.
    Audit(AuditEvent),
    /// A user of a user list.
    User(UserRecord),
    /// A record of another log that no command uses.
    Other,
    /// Not usable, with the reason and what was found.
    Skip(SkipCode, String),
}

/// Builds the canonical event of a record. `record` is its number in the file.
pub fn canonical(fields: &Fields<'_>, hints: Hints, want: Want, record: u64, texts: &mut Interner) -> Canonical {
    if hints.holds == Holds::Users {
        return Canonical::User(user_record(fields, hints, texts));
    }
    match log_of(fields, hints) {
        Some(Log::Audit) => audit_event(fields, hints, record, texts),
        Some(log) if is_sign_in(fields) => sign_in(fields, log, hints, want, record, texts),
        Some(_) | None => Canonical::Other,
    }
}

/// What a sign-in tells: who, what, where to, and how it ended.
const TOLD: [u128; 4] = [
    bits(&[
        Field::UserId,
        Field::UserPrincipalName,
        Field::UserDisplayName,
        Field::ServicePrincipalId,
        Field::ServicePrincipalName,
        Field::AuditActor,
    ]),
    bits(&[Field::AppId, Field::AppName, Field::ResourceId, Field::ResourceName]),
    bits(&[Field::HomeTenantId, Field::ResourceTenantId, Field::AccessType]),
    bits(&[Field::ErrorCode, Field::EnvelopeResult, Field::StatusText]),
];
const TENANTS: u128 = bits(&[Field::HomeTenantId, Field::ResourceTenantId]);

/// Whether a record has the fields of a sign-in: two kinds of what a sign-in tells, or a category that says so. Files of several vendors
/// hold others, with a time and an id of their own.
pub fn is_sign_in(fields: &impl Record) -> bool {
    let present = fields.present();
    let told = TOLD.iter().filter(|&&kind| present & kind != 0).count();
    told >= 2 || present & TENANTS == TENANTS || fields.text(Field::Category).is_some_and(|category| log_of_category(&category).is_some())
}

/// The log of a record: its category, else the event type, else what the ids and the file say.
pub fn log_of(fields: &Fields<'_>, hints: Hints) -> Option<Log> {
    // What a custom table holds only its rows tell, unless its name does.
    let named = |category: &Cow<'_, str>| !category.ends_with("_CL") || log_of_table(category).is_some();
    if let Some(category) = fields.text(Field::Category).filter(named) {
        let log = log_of_table(&category);
        if log == Some(Log::Audit) && !is_of_directory(&fields.text(Field::OwnerPath).unwrap_or_default()) {
            return None;
        }
        // The category of the change itself may stand where that of the log belongs; a query may have put something else into the column.
        return log.or_else(|| fields.has(Field::Activity).then_some(Log::Audit));
    }
    if let Some(log) = fields.text(Field::TableName).and_then(|table| log_of_category(&table)) {
        return Some(log);
    }
    if let Some(operation) = fields.text(Field::Operation) {
        let of_directory = fields.text(Field::Workload).is_none_or(|workload| workload.eq_ignore_ascii_case("AzureActiveDirectory"));
        return match operation.as_ref() {
            "UserLoggedIn" | "UserLoginFailed" => Some(hints.log),
            _ => of_directory.then_some(Log::Audit),
        };
    }
    if let Some(category) = fields.text(Field::AuditCategory) {
        if let Some(log) = log_of_category(&category) {
            return Some(log);
        }
        // Sign-ins to something else: `ADFSSignInLogs`.
        if category.to_ascii_lowercase().ends_with("signinlogs") {
            return None;
        }
    }
    // The tables of sign-ins call what was done by this name.
    let signed_in = fields.text(Field::Activity).is_some_and(|activity| activity == "Sign-in activity");
    if fields.has(Field::Activity) && !signed_in && !fields.has(Field::Time) {
        return Some(Log::Audit);
    }
    if let Some(kind) = fields.text(Field::EventType) {
        match kind.to_ascii_lowercase().as_str() {
            "interactiveuser" => return Some(Log::Interactive),
            "noninteractiveuser" => return Some(Log::NonInteractive),
            "serviceprincipal" => return Some(Log::ServicePrincipal),
            "managedidentity" => return Some(Log::ManagedIdentity),
            _ => {}
        }
    }
    if hints.log.is_workload() {
        return Some(hints.log);
    }
    let nobody = fields.text(Field::UserId).is_none() && fields.text(Field::UserPrincipalName).is_none();
    if nobody && fields.text(Field::ServicePrincipalId).is_some() {
        return Some(Log::ServicePrincipal);
    }
    match fields.bool(Field::IsInteractive) {
        Some(true) => Some(Log::Interactive),
        Some(false) => Some(Log::NonInteractive),
        None if signed_in && hints.log == Log::Audit => Some(Log::Interactive),
        None => Some(hints.log),
    }
}

/// The log of a category or a table, or of a custom table named after one.
fn log_of_table(category: &str) -> Option<Log> {
    log_of_category(category.strip_suffix("_CL").unwrap_or(category))
}

/// Whether a diagnostic log of this resource is the directory's: Intune has categories of the same names.
#[must_use]
pub fn is_of_directory(resource: &str) -> bool {
    let Some(place) = memchr::memmem::rfind(resource.to_ascii_lowercase().as_bytes(), b"/providers/") else { return true };
    let provider = resource.get(place + "/providers/".len()..).unwrap_or_default();
    let starts = |known: &str| provider.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known));
    starts("microsoft.aadiam") || !starts("microsoft.")
}

/// The text of the time of a record, if it has one.
#[must_use]
pub fn event_time_text(fields: &impl Record) -> Option<Cow<'_, str>> {
    fields.first(&[Field::Time, Field::AuditTime, Field::EnvelopeTime])
}

pub(super) fn event_time(fields: &impl Record, choices: &[Field], hints: Hints) -> Result<i64, (SkipCode, String)> {
    let Some(text) = fields.first(choices) else { return Err((SkipCode::NoTime, String::new())) };
    match (time::read(&text, hints.date_order), hints.clock) {
        (Ok((time, true)), _) => Ok(time),
        (Ok((clock, false)), Clock::Zone(zone)) => Ok(zone.at_clock(clock)),
        (Ok((clock, false)), Clock::Ahead(seconds)) => Ok(clock - seconds),
        (Ok((_, false)), Clock::Unknown) => Err((SkipCode::NoZone, text.into_owned())),
        (Err(TimeError::Unreadable), _) => Err((SkipCode::BadTime, text.into_owned())),
        (Err(TimeError::AmbiguousDate), _) => Err((SkipCode::AmbiguousDate, text.into_owned())),
    }
}

fn sign_in(fields: &Fields<'_>, log: Log, hints: Hints, want: Want, record: u64, texts: &mut Interner) -> Canonical {
    let (time, id) = match own(fields, hints, texts) {
        Ok(own) => own,
        Err((code, found)) => return Canonical::Skip(code, found),
    };
    let (who, what, how) = (who(fields, log, want, texts), what(fields, want, texts), how(fields, log, want, texts));
    let sign_in = SignIn { time, id, record, ..SignIn::of(&who, &what, &how) };
    Canonical::SignIn(if want.details { detailed(sign_in, fields, texts) } else { sign_in })
}

/// A sign-in with what only details show.
#[must_use]
pub fn detailed(sign_in: SignIn, fields: &Fields<'_>, texts: &mut Interner) -> SignIn {
    SignIn {
        correlation_id: event_id(fields, &[Field::CorrelationId, Field::EnvelopeCorrelationId], texts),
        client_app: name(fields.text(Field::ClientApp), texts),
        ip: name(fields.first(&[Field::IpAddress, Field::EnvelopeIp]), texts),
        failure_reason: name(reason(fields, sign_in.code), texts),
        conditional_access: name(fields.text(Field::ConditionalAccess).map(conditional_access), texts),
        ca_policies: name(fields.text(Field::FailedPolicies), texts),
        joined: fields.has(Field::Joined),
        ..sign_in
    }
}

/// What of a sign-in is its own: its time and its id.
///
/// # Errors
/// The time cannot be told: why it is skipped, and what was found.
pub fn own(fields: &impl Record, hints: Hints, texts: &mut Interner) -> Result<(i64, EventId), (SkipCode, String)> {
    let time = event_time(fields, &[Field::Time, Field::EnvelopeTime], hints)?;
    Ok((time, event_id(fields, &[Field::Id, Field::EnvelopeId], texts)))
}

/// What the row of a query stands for, where it sums sign-ins up; `time` = that of the first.
///
/// # Errors
/// It stands for no number of sign-ins, or ends before it begins: why it is skipped, and what was found.
pub fn counted(fields: &Fields<'_>, time: i64, hints: Hints) -> Result<Option<Counted>, (SkipCode, String)> {
    let Some(text) = fields.text(Field::SignIns) else {
        return if fields.has(Field::SignIns) { Err((SkipCode::BadCsv, "SignIns".to_owned())) } else { Ok(None) };
    };
    let sign_ins = text.parse::<u32>().ok().filter(|&sign_ins| sign_ins > 0);
    let last = if fields.text(Field::LastDateTime).is_some() { event_time(fields, &[Field::LastDateTime], hints)? } else { time };
    match sign_ins {
        Some(sign_ins) if last >= time => Ok(Some(Counted::new(sign_ins, last))),
        _ => Err((SkipCode::BadCsv, format!("SignIns {text}"))),
    }
}

fn event_id(fields: &impl Record, choices: &[Field], texts: &mut Interner) -> EventId {
    fields.first(choices).map_or(EventId::ABSENT, |text| EventId::parse(&text, texts))
}

/// Who signed in.
pub fn who(record: &impl Record, log: Log, want: Want, texts: &mut Interner) -> Who {
    let upn = record.text(Field::UserPrincipalName);
    let user_name = record.first(&[Field::UserDisplayName, Field::Identity]).filter(|_| log.is_user());
    // Sign-ins hidden by tenant restrictions: the user belongs to a stranger. Or somebody took the names out of the export.
    let hidden = upn.as_deref().is_some_and(|upn| hides_person(upn) || is_masked(upn));
    let tenant_restriction = user_name.as_deref().is_some_and(hides_person);
    let user_name = user_name.filter(|name| !want.apart && (!says_masked(name) || tenant_restriction));
    let upn = upn.filter(|_| log.is_user() && !hidden && !tenant_restriction);
    let actor = is_operation(record).then(|| first_guid(record.fields(), Field::AuditActor)).flatten().map(Cow::Owned);
    let user = id(record.text(Field::UserId).or(actor).filter(|_| log.is_user() && !tenant_restriction), texts);
    let zero_user = record.written(Field::UserId).is_some_and(|text| text.trim().trim_matches(['{', '}']) == NO_TENANT);
    let masked_user = upn.is_none() && record.text(Field::UserId).is_some_and(|id| is_masked(&id));
    let (written, lower_upn) = upn.as_deref().map_or_else(Default::default, |upn| texts.intern_with_lower(upn));
    Who {
        user: UserId(user),
        upn: written,
        lower_upn,
        user_name: name(user_name, texts),
        user_type: if want.apart { UserType::Absent } else { user_type(record.fields()) },
        masked: user.is_absent() && (hidden || tenant_restriction || zero_user || masked_user),
        home: TenantId(id(record.text(Field::HomeTenantId), texts)),
        home_name: name(record.text(Field::HomeTenantName), texts),
    }
}

/// Whether a record is an operation of the unified audit log.
fn is_operation(record: &impl Record) -> bool {
    record.present() & bits(&[Field::Operation]) != 0
}

/// What was used.
pub fn what(record: &impl Record, want: Want, texts: &mut Interner) -> What {
    let target = is_operation(record).then(|| first_guid(record.fields(), Field::AuditTargets)).flatten().map(Cow::Owned);
    let app = AppId(id(record.text(Field::AppId), texts));
    // On one level with its envelope, the resource of the log stands under the same name.
    let resource = AppId(id(record.text(Field::ResourceId).filter(|id| !id.starts_with('/')).or(target), texts));
    // A name is the key of an application without an id.
    let mut name_of = |id: AppId, text: Option<Cow<'_, str>>| if want.apart && !id.is_absent() { Sym::ABSENT } else { name(text, texts) };
    let app_name = name_of(app, record.first(&[Field::AppName, Field::ServicePrincipalName]));
    let resource_name = name_of(resource, record.text(Field::ResourceName));
    let app_owner = if want.apart { TenantId::ABSENT } else { TenantId(id(record.text(Field::AppOwnerTenantId), texts)) };
    What { app, app_name, app_owner, resource, resource_name }
}

/// How the sign-in went.
pub fn how(fields: &Fields<'_>, log: Log, want: Want, texts: &mut Interner) -> How {
    let status = match fields.text(Field::Operation).as_deref() {
        Some("UserLoginFailed") => StatusText::Failure,
        Some("UserLoggedIn") => StatusText::Success,
        _ => fields.text(Field::StatusText).map_or(StatusText::Absent, |text| StatusText::parse(&text)),
    };
    let (code, status) = error_code(fields, status);
    How {
        log,
        resource_tenant: TenantId(id(fields.text(Field::ResourceTenantId), texts)),
        owner: owner(fields, texts),
        access_type: fields.text(Field::AccessType).map_or(Sym::ABSENT, |text| texts.intern(&canonical_access_type(&text))),
        country: if want.apart { Sym::ABSENT } else { name(country(fields), texts) },
        code,
        status,
        risk_in_reason: !want.apart && code == SECURITY_POLICY && reason(fields, code).as_deref().is_some_and(speaks_of_risk),
        evidence: if want.evidence { evidence(fields) } else { Evidence::NONE },
    }
}

/// Why a sign-in failed; successes carry words that mean nothing.
fn reason<'f>(fields: &'f Fields<'_>, code: ErrorCode) -> Option<Cow<'f, str>> {
    if code == ErrorCode(0) { None } else { fields.first(&[Field::FailureReason, Field::EnvelopeReason]) }
}
