//! The logs Microsoft Entra ID keeps apart.

/// Which log an event comes from. The order is the order of `coverage`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Log {
    /// Interactive user sign-ins.
    Interactive,
    /// Non-interactive user sign-ins: tokens refreshed in the background.
    NonInteractive,
    /// Sign-ins of applications with their own secret or certificate.
    ServicePrincipal,
    /// Sign-ins of Azure resources with a managed identity.
    ManagedIdentity,
    /// Changes in the directory.
    Audit,
}

impl Log {
    /// Every log, in the order of `coverage`.
    pub const ALL: [Self; 5] = [Self::Interactive, Self::NonInteractive, Self::ServicePrincipal, Self::ManagedIdentity, Self::Audit];

    /// The name used in tables and filters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Interactive => "interactive",
            Self::NonInteractive => "non_interactive",
            Self::ServicePrincipal => "service_principal",
            Self::ManagedIdentity => "managed_identity",
            Self::Audit => "audit",
        }
    }

    /// Whether a person signs in (not an application, not a directory change).
    #[must_use]
    pub fn is_user(self) -> bool {
        matches!(self, Self::Interactive | Self::NonInteractive)
    }

    /// Whether an application signs in.
    #[must_use]
    pub fn is_workload(self) -> bool {
        matches!(self, Self::ServicePrincipal | Self::ManagedIdentity)
    }
}

/// The log of a diagnostic category or a Log Analytics table; `None` for those that no command uses.
#[must_use]
pub fn log_of_category(category: &str) -> Option<Log> {
    match category.to_ascii_lowercase().as_str() {
        "signinlogs" => Some(Log::Interactive),
        "noninteractiveusersigninlogs" | "aadnoninteractiveusersigninlogs" => Some(Log::NonInteractive),
        "serviceprincipalsigninlogs" | "aadserviceprincipalsigninlogs" | "microsoftserviceprincipalsigninlogs" => Some(Log::ServicePrincipal),
        "managedidentitysigninlogs" | "aadmanagedidentitysigninlogs" => Some(Log::ManagedIdentity),
        "auditlogs" => Some(Log::Audit),
        _ => None,
    }
}
