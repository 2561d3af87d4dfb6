//! Which way a sign-in crosses the tenant border.

/// Direction of a user sign-in, seen from the own tenants (section 4 of the contract). The order is the order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// Someone from outside enters an own tenant.
    Inbound,
    /// An own user enters a foreign tenant.
    Outbound,
    /// An own user in an own tenant.
    Internal,
    /// Neither side is ours.
    Foreign,
    /// The log does not say enough, with the reason.
    Undetermined(UndeterminedReason),
}

/// Which tenant id is missing where the direction cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UndeterminedReason {
    /// The resource is ours, the home tenant is not in the record.
    HomeAbsent,
    /// The user is ours, the resource tenant is not in the record.
    ResourceAbsent,
    /// Neither tenant id is in the record.
    BothAbsent,
}

impl Direction {
    /// Every direction, in the order of rows.
    pub const ALL: [Self; 7] = [
        Self::Inbound,
        Self::Outbound,
        Self::Internal,
        Self::Foreign,
        Self::Undetermined(UndeterminedReason::HomeAbsent),
        Self::Undetermined(UndeterminedReason::ResourceAbsent),
        Self::Undetermined(UndeterminedReason::BothAbsent),
    ];

    /// The name used in tables and filters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
            Self::Internal => "internal",
            Self::Foreign => "foreign",
            Self::Undetermined(_) => "undetermined",
        }
    }

    /// The reason, for an undetermined direction.
    #[must_use]
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Undetermined(UndeterminedReason::HomeAbsent) => Some("home_absent"),
            Self::Undetermined(UndeterminedReason::ResourceAbsent) => Some("resource_absent"),
            Self::Undetermined(UndeterminedReason::BothAbsent) => Some("both_absent"),
            _ => None,
        }
    }

    /// A small number, for columns of a data frame; also the order of rows.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Inbound => 0,
            Self::Outbound => 1,
            Self::Internal => 2,
            Self::Foreign => 3,
            Self::Undetermined(UndeterminedReason::HomeAbsent) => 4,
            Self::Undetermined(UndeterminedReason::ResourceAbsent) => 5,
            Self::Undetermined(UndeterminedReason::BothAbsent) => 6,
        }
    }

    /// The direction of [`Direction::number`].
    #[must_use]
    pub fn from_number(number: u32) -> Self {
        Self::ALL[number as usize]
    }
}
