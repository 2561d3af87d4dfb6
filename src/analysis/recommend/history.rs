//! What the audit log tells of the settings: who closed what when, and how the last changes left them.

use crate::changes::{Change, ENTRY, Operation, Scope, state_at};
use crate::dataset::Dataset;
use crate::policy::recommend::{History, SettingsChange};
use crate::policy::{CrossTenantAccessPolicy, Effect};

/// What the audit log tells of the settings.
pub(super) fn history(data: &Dataset) -> History {
    let changes = &data.changes().1;
    let closes = |change: &&Change| {
        let removed = change.setting == ENTRY && change.operation == Operation::Remove;
        let policy = matches!(change.scope, Scope::Default | Scope::Partner);
        policy && change.succeeded && (removed || (change.block.is_some() && !matches!(change.effect, Effect::Loosened | Effect::Unchanged)))
    };
    let closings = changes.iter().filter(closes).map(|change| SettingsChange {
        time: change.time,
        partner: change.partner_tenant_id.clone(),
        block: change.block,
        by: change.actor.name.clone(),
    });
    let last_known = || state_at(&CrossTenantAccessPolicy::default(), i64::MIN, changes, i64::MAX).0;
    History {
        closings: closings.collect(),
        last_known: data.policy.is_none().then(last_known).filter(|policy| !policy.partners.is_empty() || policy.default.is_some()),
    }
}
