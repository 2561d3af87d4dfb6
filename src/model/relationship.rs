//! A delegated admin relationship (GDAP), as an export tells it.

use super::{Sym, TenantId};

/// A relationship between a provider and its customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// Who is administered.
    pub customer: TenantId,
    /// Who administers, where the export says so: the provider's own export does not.
    pub provider: TenantId,
    /// What it is called.
    pub name: Sym,
    /// Ids of the definitions of its roles, sorted.
    pub roles: Vec<String>,
    /// Whether it is in force: active, or about to end.
    pub in_force: bool,
    /// When it ends (seconds since 1970-01-01 UTC).
    pub end: Option<i64>,
    /// Whether it is extended by itself.
    pub extends: bool,
}

impl Relationship {
    /// The tenants it names.
    pub fn tenants(&self) -> impl Iterator<Item = TenantId> {
        [self.provider, self.customer].into_iter().filter(|tenant| !tenant.is_absent())
    }
}
