//! One directory change, as far as `coverage`, the ledger and the own tenant need it.

use super::{EventId, Sym, TenantId};

/// A canonical audit event. Texts are symbols of the interner that goes with it.
#[derive(Clone, Copy, Debug)]
pub struct AuditEvent {
    /// When it happened: seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Id of the event.
    pub id: EventId,
    /// Correlation id.
    pub correlation_id: EventId,
    /// Activity text, trimmed.
    pub activity: Sym,
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
            target: to(self.target),
            invited: to(self.invited),
            owner: TenantId(to(self.owner.0)),
            ..*self
        }
    }
}
