//! Settings kept as code: Terraform files and configurations of `Microsoft365DSC`, written and read back.
//!
//! What it is not: a reader of these languages. What is understood is what is written out: resources of the cross-tenant access policy whose
//! values are literals. A file that is only half understood is refused, with its line, because a gate over half a file would pass what it
//! never saw. Both languages share one description of the resources (`resource`), so that what is written is what is read.

mod cursor;
mod dsc;
mod dsc_tokens;
mod hcl;
mod hcl_tokens;
mod head;
mod msgraph;
mod node;
mod reader;
mod resource;
mod shape;
mod taken;
mod terraform;
mod tf_json;
mod trouble;

pub use head::{Fragment, Head};
pub use trouble::{CodeTrouble, Fault};

use super::model::CrossTenantAccessPolicy;
use node::Object;

/// A language in which settings are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Terraform: the provider `terraprovider/microsoft365wp`, and `Microsoft/msgraph` to read.
    Terraform,
    /// A configuration of `Microsoft365DSC`.
    Dsc,
}

impl Language {
    /// The language of a file, told by its name.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let mut parts = path.rsplit('.').map(str::to_lowercase);
        match (parts.next().as_deref(), parts.next().as_deref()) {
            (Some("tf"), Some(_)) | (Some("json"), Some("tf")) => Some(Self::Terraform),
            (Some("ps1"), Some(_)) => Some(Self::Dsc),
            _ => None,
        }
    }

    /// Whether a text of this language names anything of the policy; modules count, because what is in them is not seen.
    #[must_use]
    pub fn speaks_of_policy(self, text: &str) -> bool {
        let text = text.to_lowercase();
        match self {
            Self::Terraform => ["microsoft365wp_cross_tenant_", "crosstenantaccesspolicy"].iter().any(|name| text.contains(name)),
            Self::Dsc => text.contains("aadcrosstenant"),
        }
    }

    /// The settings as a file of this language.
    #[must_use]
    pub fn write(self, policy: &CrossTenantAccessPolicy, head: &Head<'_>) -> String {
        match self {
            Self::Terraform => terraform::write(policy, head),
            Self::Dsc => dsc::write(policy, head),
        }
    }

    /// The objects of the policy that a text describes, in Graph's shape.
    pub(super) fn read(self, text: &str) -> Result<Vec<Object>, Fault> {
        let text = text.trim_start_matches('\u{feff}');
        match self {
            Self::Terraform => terraform::read(text),
            Self::Dsc => dsc::read(text),
        }
    }
}

#[cfg(test)]
mod tests;
