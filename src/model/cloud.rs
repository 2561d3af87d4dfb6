//! Microsoft's clouds: a partner in another cloud is let in only where that cloud is enabled and the partner has an entry.
//!
//! What it is not: a list of tenants. Which cloud a tenant is in is told by `--names` or by the domains of its users.

use crate::words::{Lang, policy as said};

/// A Microsoft cloud.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cloud {
    /// The commercial cloud.
    #[default]
    Commercial,
    /// US Government (GCC High, `DoD`).
    UsGovernment,
    /// Operated by 21Vianet in China.
    China,
}

impl Cloud {
    /// The value in `allowedCloudEndpoints`.
    #[must_use]
    pub fn endpoint(self) -> &'static str {
        match self {
            Self::Commercial => "microsoftonline.com",
            Self::UsGovernment => "microsoftonline.us",
            Self::China => "partner.microsoftonline.cn",
        }
    }

    /// The cloud of an endpoint, in any case, or of one of the short names that people write.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "microsoftonline.com" | "commercial" | "public" | "global" | "azurecloud" => Some(Self::Commercial),
            "microsoftonline.us" | "usgovernment" | "us" | "gcchigh" | "dod" | "azureusgovernment" => Some(Self::UsGovernment),
            "partner.microsoftonline.cn" | "microsoftonline.cn" | "china" | "cn" | "21vianet" | "azurechinacloud" => Some(Self::China),
            _ => None,
        }
    }

    /// The cloud that a domain of users proves; most domains prove nothing.
    #[must_use]
    pub fn of_domain(domain: &str) -> Option<Self> {
        let domain = domain.trim().to_lowercase();
        let under = |suffix: &str| domain.strip_suffix(suffix).is_some_and(|name| name.len() > 1 && name.ends_with('.'));
        if under("onmicrosoft.us") {
            Some(Self::UsGovernment)
        } else if under("partner.onmschina.cn") {
            Some(Self::China)
        } else if under("onmicrosoft.com") {
            Some(Self::Commercial)
        } else {
            None
        }
    }

    /// Its name in sentences.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Commercial => said::cloud_commercial(lang),
            Self::UsGovernment => said::cloud_us_government(lang),
            Self::China => said::cloud_china(lang),
        }
    }
}
