//! The partners that were seen as a list of expected ones: for `--expected`, or as a watchlist of Microsoft Sentinel.

use crate::dataset::Expected;
use crate::report::{Cell, Column, Table, text};

/// For whom the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// For `--expected`.
    Expected,
    /// For a watchlist of Microsoft Sentinel, with `TenantId` as the search key.
    Watchlist,
}

impl List {
    /// The list of this name on the command line.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "expected" => Some(Self::Expected),
            "watchlist" => Some(Self::Watchlist),
            _ => None,
        }
    }

    fn columns(self) -> [Column; 6] {
        match self {
            Self::Expected => ["tenant_id", "name", "owner", "reason", "until", "direction"],
            Self::Watchlist => ["TenantId", "Name", "Owner", "Reason", "Until", "Direction"],
        }
        .map(|name| text(name, 0))
    }

    /// The list of the partners of a table of `partners`, a line for each direction. What a given list says of them is carried over.
    #[must_use]
    pub fn of(self, partners: &Table, given: Option<&Expected>) -> Table {
        let filled = |text: &str| Cell::text(Some(text).filter(|text| !text.is_empty()));
        let mut rows = Vec::new();
        for row in &partners.rows {
            let (Some(id), Some(direction)) = (partners.str(row, "partner_tenant_id"), partners.str(row, "direction")) else { continue };
            let line = given.and_then(|given| given.lines(id, Some(direction)).last().copied());
            let name = partners.cell(row, "partner_name").clone();
            let [owner, reason, until] =
                line.map_or([Cell::Null, Cell::Null, Cell::Null], |line| [&line.owner, &line.reason, &line.until].map(|text| filled(text)));
            rows.push(vec![filled(id), name, owner, reason, until, partners.cell(row, "direction").clone()]);
        }
        Table { columns: self.columns().to_vec(), rows }
    }
}
