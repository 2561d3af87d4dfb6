//! The entries of a policy's lists: who or what is allowed or blocked.
//!
//! What it is not: the matching of sign-ins against a list (see `clause`). Keywords are told from ids by their form, since Microsoft adds
//! keywords and calls them all `target`. Graph gives an entry exactly two members, so nothing else is kept here.

/// Whether the targets of a list are let through or stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AccessType {
    /// The targets are let through, all others are stopped.
    Allowed,
    /// The targets are stopped.
    Blocked,
}

impl AccessType {
    /// Graph's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Blocked => "blocked",
        }
    }
}

/// Who or what a target names. The order is the order in which targets are written in words: keywords first.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetName {
    /// Every user.
    AllUsers,
    /// Every application.
    AllApplications,
    /// The applications of the Office 365 suite.
    Office365,
    /// Microsoft's own applications.
    AllMicrosoftApps,
    /// Any other keyword, such as `MicrosoftAdminPortals`, in its own spelling.
    Keyword(String),
    /// An object id or application id, lower case.
    Id(String),
}

impl TargetName {
    /// As Graph writes it.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::AllUsers => "AllUsers",
            Self::AllApplications => "AllApplications",
            Self::Office365 => "Office365",
            Self::AllMicrosoftApps => "AllMicrosoftApps",
            Self::Keyword(text) | Self::Id(text) => text,
        }
    }
}

/// What kind of object a target is (Graph's `targetType`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetKind {
    /// A user.
    User,
    /// A group.
    Group,
    /// An application.
    Application,
    /// Something newer, in its own spelling; empty where the export does not say.
    Unknown(String),
}

impl TargetKind {
    /// Graph's name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::User => "user",
            Self::Group => "group",
            Self::Application => "application",
            Self::Unknown(text) => text,
        }
    }
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Target {
    /// Who or what.
    pub target: TargetName,
    /// Its kind.
    pub kind: TargetKind,
}

impl Target {
    /// Every user.
    #[must_use]
    pub fn all_users() -> Self {
        Self { target: TargetName::AllUsers, kind: TargetKind::User }
    }

    /// Every application.
    #[must_use]
    pub fn all_applications() -> Self {
        Self { target: TargetName::AllApplications, kind: TargetKind::Application }
    }

    /// The Office 365 suite.
    #[must_use]
    pub fn office365() -> Self {
        Self { target: TargetName::Office365, kind: TargetKind::Application }
    }

    /// One user.
    #[must_use]
    pub fn user(id: &str) -> Self {
        Self { target: TargetName::Id(id.to_lowercase()), kind: TargetKind::User }
    }

    /// One group.
    #[must_use]
    pub fn group(id: &str) -> Self {
        Self { target: TargetName::Id(id.to_lowercase()), kind: TargetKind::Group }
    }

    /// One application.
    #[must_use]
    pub fn application(id: &str) -> Self {
        Self { target: TargetName::Id(id.to_lowercase()), kind: TargetKind::Application }
    }
}

/// A list of targets and what becomes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetConfiguration {
    /// What becomes of the targets.
    pub access: AccessType,
    /// The targets, in the order of the export.
    pub targets: Vec<Target>,
}

impl TargetConfiguration {
    /// A list.
    #[must_use]
    pub fn new(access: AccessType, targets: Vec<Target>) -> Self {
        Self { access, targets }
    }

    /// Whether the list names this target.
    #[must_use]
    pub fn names(&self, target: &TargetName) -> bool {
        self.targets.iter().any(|listed| listed.target == *target)
    }
}
