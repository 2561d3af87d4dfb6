//! From the fields of a record to a canonical audit event. Actor, targets and details stay JSON text: few events need them, and only
//! those keep them.

use std::borrow::Cow;

use serde_json::Value;

use super::canonical::{Canonical, event_time};
use super::values::{id, name, owner};
use super::{Field, Fields, Hints};
use crate::knowledge::audit_activities;
use crate::model::{AuditEvent, EventId, Interner, Sym, TenantId, parse_guid};
use crate::nested_json::{elements, member, parsed};

/// Builds the canonical event of a directory change.
pub(super) fn audit_event(fields: &Fields<'_>, hints: Hints, record: u64, texts: &mut Interner) -> Canonical {
    let time = match event_time(fields, &[Field::AuditTime, Field::EnvelopeTime], hints) {
        Ok(time) => time,
        Err((code, found)) => return Canonical::Skip(code, found),
    };
    // The unified audit log writes the same activities with a full stop behind them.
    let unified = fields.text(Field::Operation);
    let is_unified = unified.is_some();
    let activity = fields.text(Field::Activity).or(unified);
    let activity = activity.as_deref().map(|text| text.trim_end_matches('.').trim()).unwrap_or_default().to_owned();
    let targets = list(fields, Field::AuditTargets);
    let details = list(fields, Field::AuditDetails);
    let detail = |key: &str| details.iter().find(|pair| member(pair, "key").is_some_and(|found| found.eq_ignore_ascii_case(key)));
    let detail = |key: &str| detail(key).and_then(|pair| member(pair, "value"));
    // The policy object is named after the tenant that owns it.
    let policy_owner = targets.iter().filter_map(|target| member(target, "displayName")?.strip_prefix("CrossTenantAccessPolicy for "));
    let proven = policy_owner.map(str::trim).next().or_else(|| detail("tid"));
    let target = if is_unified {
        targets.iter().filter_map(|target| member(target, "ID")).find(|id| parse_guid(id).is_some())
    } else {
        targets.iter().find_map(|target| member(target, "id"))
    };
    let correlation = fields.first(&[Field::CorrelationId, Field::EnvelopeCorrelationId]);
    let category = fields.text(Field::AuditCategory);
    let kept = audit_activities::is_needed(&activity, category.as_deref().unwrap_or_default(), || {
        fields.text(Field::AuditTargets).unwrap_or_default().into_owned() + &fields.text(Field::AuditProperties).unwrap_or_default()
    }) || detail(audit_activities::GOVERNANCE).is_some();
    let owner = match proven {
        Some(tenant) => TenantId(id(Some(Cow::Borrowed(tenant)), texts)),
        None => owner(fields, texts),
    };
    let json = |field: Field, texts: &mut Interner| if kept { name(fields.text(field), texts) } else { Sym::ABSENT };
    let lower = |text: &str| Some(Cow::Owned(text.to_lowercase()));
    let event_id = if is_unified { Field::EnvelopeId } else { Field::Id };
    Canonical::Audit(AuditEvent {
        time,
        id: fields.text(event_id).map_or(EventId::ABSENT, |text| EventId::parse(&text, texts)),
        own_id: !is_unified,
        correlation_id: correlation.map_or(EventId::ABSENT, |text| EventId::parse(&text, texts)),
        activity: texts.intern(&activity),
        category: name(category, texts),
        result: name(fields.text(Field::AuditResult), texts),
        reason: if kept { name(fields.text(Field::AuditReason), texts) } else { Sym::ABSENT },
        actor: json(Field::AuditActor, texts),
        actor_ip: if kept { name(fields.first(&[Field::IpAddress, Field::EnvelopeIp]), texts) } else { Sym::ABSENT },
        targets: json(Field::AuditTargets, texts),
        properties: json(Field::AuditProperties, texts),
        details: json(Field::AuditDetails, texts),
        target: name(target.and_then(lower), texts),
        invited: name(detail("invitedUserEmailAddress").and_then(lower), texts),
        owner,
        record,
    })
}

/// The elements of a list that is kept as JSON text, perhaps wrapped in strings; a single object counts as a list of one.
fn list(fields: &Fields<'_>, field: Field) -> Vec<Value> {
    fields.text(field).as_deref().and_then(parsed).and_then(elements).unwrap_or_default()
}
