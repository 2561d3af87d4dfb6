//! One directory change, whatever the export it came from.

use super::{EventId, Sym, TenantId};

/// A canonical audit event. Texts are symbols of the interner that goes with it. Actor, targets, properties and details are JSON text,
/// kept only for events that some command needs whole (see `knowledge::audit_activities`).
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditEvent {
    /// When it happened: seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Id of the event.
    pub id: EventId,
    /// Whether `id` is that of the audit log itself. The unified audit log numbers the same events anew.
    pub own_id: bool,
    /// Correlation id.
    pub correlation_id: EventId,
    /// Activity text, trimmed.
    pub activity: Sym,
    /// Category.
    pub category: Sym,
    /// Result, as written.
    pub result: Sym,
    /// Reason of the result.
    pub reason: Sym,
    /// Who did it: Graph's `initiatedBy`, or the actor list of the unified audit log.
    pub actor: Sym,
    /// Address the actor came from, where it stands beside the actor.
    pub actor_ip: Sym,
    /// What was changed: Graph's `targetResources`, or the target list of the unified audit log.
    pub targets: Sym,
    /// Changed properties beside the targets (unified audit log).
    pub properties: Sym,
    /// Further keys and values.
    pub details: Sym,
    /// Object id of the first target.
    pub target: Sym,
    /// Address a guest was invited at, lower case.
    pub invited: Sym,
    /// Own tenant, where the record proves it (log owner, `tid` detail, name of the policy object).
    pub owner: TenantId,
    /// Record number in its file, from 1.
    pub record: u64,
}

impl AuditEvent {
    /// The same event with the symbols of another interner.
    #[must_use]
    pub fn remap(&self, map: &[Sym]) -> Self {
        let to = |sym: Sym| map[sym.0 as usize];
        Self {
            id: self.id.remap(map),
            correlation_id: self.correlation_id.remap(map),
            activity: to(self.activity),
            category: to(self.category),
            result: to(self.result),
            reason: to(self.reason),
            actor: to(self.actor),
            actor_ip: to(self.actor_ip),
            targets: to(self.targets),
            properties: to(self.properties),
            details: to(self.details),
            target: to(self.target),
            invited: to(self.invited),
            owner: TenantId(to(self.owner.0)),
            ..*self
        }
    }
}
