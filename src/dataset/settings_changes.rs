//! The changes of settings that the audit events of the input tell of.

use super::Dataset;
use crate::changes::{Change, Context, RawChange, decode};
use crate::knowledge::audit_activities::{Subject, is_domain_list, subject};
use crate::model::{AuditEvent, Direction};
use crate::policy::{Configuration, Lookups, Observed};

/// For each change the number of its event, and the changes in the order of rows.
pub(super) fn settings_changes(data: &Dataset) -> (Vec<usize>, Vec<Change>) {
    let own: Vec<&str> = data.own.own.iter().filter_map(|tenant| data.text(tenant.0)).collect();
    let pairs = pairs(data);
    let observed = |direction: Direction, partner: Option<&str>| -> Vec<Observed<'_>> {
        let wanted = |row: &&(Direction, &str, Observed<'_>)| row.0 == direction && partner.is_none_or(|partner| partner == row.1);
        pairs.iter().filter(wanted).map(|row| row.2).collect()
    };
    let default: Option<&Configuration> = data.policy.as_ref().and_then(|policy| policy.default.as_ref()).map(|default| &default.blocks);
    let lookups = Lookups::default();
    let context = Context { observed: &observed, default, lookups: &lookups };
    let events = data.input.audits.iter().enumerate().filter(|(_, event)| concerns_settings(event, data));
    let mut all: Vec<(usize, Change)> =
        events.flat_map(|(number, event)| decoded(event, data, &own, &context).into_iter().map(move |change| (number, change))).collect();
    all.sort_by(|(_, a), (_, b)| (a.time, &a.event_id, &a.setting).cmp(&(b.time, &b.event_id, &b.setting)));
    all.into_iter().unzip()
}

/// The different users and applications seen with each partner.
fn pairs(data: &Dataset) -> Vec<(Direction, &str, Observed<'_>)> {
    let mut seen = hashbrown::HashSet::new();
    let mut pairs = Vec::new();
    for fact in data.user_facts().filter(|fact| matches!(fact.direction, Direction::Inbound | Direction::Outbound)) {
        let Some(partner) = data.text(fact.partner.0) else { continue };
        if seen.insert((fact.direction, fact.partner, fact.key.user, fact.key.app, fact.key.resource)) {
            let user = fact.key.user.id().and_then(|id| data.text(id.0));
            pairs.push((fact.direction, partner, Observed { user, client: data.text(fact.key.app.0), resource: data.text(fact.key.resource.0) }));
        }
    }
    pairs
}

fn concerns_settings(event: &AuditEvent, data: &Dataset) -> bool {
    let text = |sym| data.text(sym).unwrap_or_default();
    let (activity, targets) = (text(event.activity), text(event.targets));
    subject(activity, text(event.category)) == Some(Subject::Settings) || is_domain_list(activity, targets)
}

fn decoded(event: &AuditEvent, data: &Dataset, own: &[&str], context: &Context<'_>) -> Vec<Change> {
    let text = |sym| data.text(sym).unwrap_or_default();
    let (id, correlation) =
        (event.id.to_text(&data.input.texts).unwrap_or_default(), event.correlation_id.to_text(&data.input.texts).unwrap_or_default());
    let raw = RawChange {
        time: event.time,
        event_id: &id,
        correlation_id: &correlation,
        activity: text(event.activity),
        category: text(event.category),
        result: text(event.result),
        reason: text(event.reason),
        actor: text(event.actor),
        actor_ip: text(event.actor_ip),
        targets: text(event.targets),
        properties: text(event.properties),
        details: text(event.details),
        // Only the portal's CSV has no ids, and it is the one that cuts.
        maybe_cut: event.id.is_absent(),
    };
    decode(&raw, own, context)
}
