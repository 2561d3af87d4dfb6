//! What succeeded once and today's settings close: listed apart, because a success of the past justifies nothing that somebody closed since.

use super::super::model::CrossTenantAccessPolicy;
use super::gather::Gathered;
use super::note::Named;
use super::today::History;
use crate::model::Direction;

/// What it would take to let one application of one partner in again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopening {
    /// Which way.
    pub direction: Direction,
    /// The partner.
    pub partner: Named,
    /// The client application; `None` where the log has none.
    pub app: Option<Named>,
    /// The resource application.
    pub resource: Option<Named>,
    /// Successes before it was closed.
    pub successes: u64,
    /// Users of these.
    pub users: u64,
    /// The last of them, in seconds since 1970.
    pub last_success: Option<i64>,
    /// When it was closed, where the audit log tells.
    pub blocked_at: Option<i64>,
    /// Who closed it, where the audit log tells.
    pub blocked_by: Option<String>,
}

/// Every closed way, most successes first within its direction.
pub(super) fn rows(gathered: &Gathered<'_>, current: Option<&CrossTenantAccessPolicy>, history: &History) -> Vec<Reopening> {
    let named = |id: Option<&str>| id.map(|id| Named::new(id, gathered.app_name(id)));
    let ways = gathered.closed.iter().map(|((direction, partner, pair), closed)| {
        let blocks: Vec<_> = closed.blocks.iter().copied().collect();
        let after = closed.uses.last.and_then(|last| history.closing(partner, &blocks, last));
        // Where the audit log stands for the settings, a success may be younger than what closed it.
        let change = after.or_else(|| history.last_closing(partner, &blocks).filter(|_| current.is_none()));
        Reopening {
            direction: *direction,
            partner: Named::new(partner, gathered.partner_name(partner, current)),
            app: named(pair.client),
            resource: named(pair.resource),
            successes: closed.uses.successes,
            users: u64::try_from(closed.uses.people()).unwrap_or(u64::MAX),
            last_success: closed.uses.last,
            blocked_at: change.map(|change| change.time),
            blocked_by: change.and_then(|change| change.by.clone()),
        }
    });
    let mut rows: Vec<Reopening> = ways.collect();
    let id = |named: &Option<Named>| (named.is_none(), named.as_ref().map(|named| named.id.clone()));
    rows.sort_by_key(|row| (row.direction, std::cmp::Reverse(row.successes), row.partner.id.clone(), id(&row.app), id(&row.resource)));
    rows
}
