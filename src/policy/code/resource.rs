//! The resources that hold the policy, in each language: their names, their keys, and the members that they know.
//!
//! The lists follow the schemas of the provider `terraprovider/microsoft365wp` and of the module `Microsoft365DSC`. A member that a list does
//! not hold cannot be said there: it is named in the head of a file that is written, and refused in one that is read.

use super::super::read::PolicyKind;
use super::Language;
use super::shape::{APP_SERVICE, CONSENT, M365_IN, M365_OUT, Named, REDEMPTION, RESTRICTIONS, SETTING, SYNC, Shape, TRUST};

/// A kind of resource.
#[derive(Debug)]
pub(super) struct Resource {
    /// Its type in the language.
    pub name: &'static str,
    /// What it is in the policy.
    pub kind: PolicyKind,
    /// The member that names the organisation, as the language spells it.
    pub key: Option<&'static str>,
    /// The settings it knows, in the order in which they are written.
    pub members: &'static [Named],
    /// What else it takes and says nothing about settings: connections, read-only members.
    pub ignored: &'static [&'static str],
}

/// Read-only members and arguments that every Terraform resource takes.
const META: [&str; 2] = ["provider", "depends_on"];

/// How a configuration connects.
const CONNECTION: [&str; 12] = [
    "IsSingleInstance",
    "Credential",
    "ApplicationId",
    "TenantId",
    "ApplicationSecret",
    "CertificateThumbprint",
    "CertificatePassword",
    "CertificatePath",
    "ManagedIdentity",
    "AccessTokens",
    "DependsOn",
    "PsDscRunAsCredential",
];

const CLOUDS: Named = ("allowedCloudEndpoints", Shape::Texts);

static TERRAFORM: [Resource; 4] = [
    Resource { name: "microsoft365wp_cross_tenant_access_policy", kind: PolicyKind::Base, key: None, members: &[CLOUDS], ignored: &META },
    Resource {
        name: "microsoft365wp_cross_tenant_access_policy_configuration_default",
        kind: PolicyKind::Default,
        key: None,
        members: &[
            ("b2bCollaborationInbound", SETTING),
            ("b2bCollaborationOutbound", SETTING),
            ("b2bDirectConnectInbound", SETTING),
            ("b2bDirectConnectOutbound", SETTING),
            ("tenantRestrictions", RESTRICTIONS),
            ("inboundTrust", TRUST),
            ("automaticUserConsentSettings", CONSENT),
            ("invitationRedemptionIdentityProviderConfiguration", REDEMPTION),
        ],
        ignored: &META,
    },
    Resource {
        name: "microsoft365wp_cross_tenant_access_policy_configuration_partner",
        kind: PolicyKind::Partner,
        key: Some("tenant_id"),
        members: &[
            ("b2bCollaborationInbound", SETTING),
            ("b2bCollaborationOutbound", SETTING),
            ("b2bDirectConnectInbound", SETTING),
            ("b2bDirectConnectOutbound", SETTING),
            ("tenantRestrictions", RESTRICTIONS),
            ("inboundTrust", TRUST),
            ("automaticUserConsentSettings", CONSENT),
        ],
        ignored: &META,
    },
    Resource {
        name: "microsoft365wp_cross_tenant_identity_sync_policy_partner",
        kind: PolicyKind::IdentitySynchronization,
        key: Some("tenant_id"),
        members: &[("displayName", Shape::Text), ("userSyncInbound", SYNC), ("groupSyncInbound", SYNC)],
        ignored: &META,
    },
];

static DSC: [Resource; 4] = [
    Resource { name: "AADCrossTenantAccessPolicy", kind: PolicyKind::Base, key: None, members: &[CLOUDS], ignored: &["DisplayName"] },
    Resource {
        name: "AADCrossTenantAccessPolicyConfigurationDefault",
        kind: PolicyKind::Default,
        key: None,
        members: &[
            ("b2bCollaborationInbound", SETTING),
            ("b2bCollaborationOutbound", SETTING),
            ("b2bDirectConnectInbound", SETTING),
            ("b2bDirectConnectOutbound", SETTING),
            ("tenantRestrictions", RESTRICTIONS),
            ("inboundTrust", TRUST),
            ("automaticUserConsentSettings", CONSENT),
            ("invitationRedemptionIdentityProviderConfiguration", REDEMPTION),
            ("appServiceConnectInbound", APP_SERVICE),
            ("m365CollaborationOutbound", M365_OUT),
            ("blockServiceProviderOutboundAccess", Shape::Switch),
        ],
        ignored: &[],
    },
    Resource {
        name: "AADCrossTenantAccessPolicyConfigurationPartner",
        kind: PolicyKind::Partner,
        key: Some("PartnerTenantId"),
        members: &[
            ("b2bCollaborationInbound", SETTING),
            ("b2bCollaborationOutbound", SETTING),
            ("b2bDirectConnectInbound", SETTING),
            ("b2bDirectConnectOutbound", SETTING),
            ("tenantRestrictions", RESTRICTIONS),
            ("inboundTrust", TRUST),
            ("automaticUserConsentSettings", CONSENT),
            ("appServiceConnectInbound", APP_SERVICE),
            ("m365CollaborationInbound", M365_IN),
            ("m365CollaborationOutbound", M365_OUT),
            ("blockServiceProviderOutboundAccess", Shape::Switch),
            ("identitySynchronization", Shape::Object(&[("userSyncInbound", SYNC), ("groupSyncInbound", SYNC)])),
        ],
        ignored: &[],
    },
    Resource {
        name: "AADCrossTenantIdentitySyncPolicyPartner",
        kind: PolicyKind::IdentitySynchronization,
        key: Some("CrossTenantAccessPolicyConfigurationPartnerTenantId"),
        members: &[("displayName", Shape::Text), ("isSyncAllowed", Shape::Switch)],
        ignored: &[],
    },
];

impl Resource {
    /// The resources of a language.
    pub fn all(language: Language) -> &'static [Self] {
        match language {
            Language::Terraform => &TERRAFORM,
            Language::Dsc => &DSC,
        }
    }

    /// The resource of this type, in any case.
    pub fn find(language: Language, name: &str) -> Option<&'static Self> {
        Self::all(language).iter().find(|resource| resource.name.eq_ignore_ascii_case(name))
    }

    /// The resource that holds this kind of object.
    pub fn of_kind(language: Language, kind: PolicyKind) -> Option<&'static Self> {
        Self::all(language).iter().find(|resource| resource.kind == kind)
    }

    /// Whether a member says nothing about settings.
    pub fn ignores(&self, language: Language, name: &str) -> bool {
        let same = |known: &str| known.eq_ignore_ascii_case(name);
        self.ignored.iter().any(|known| same(known)) || (language == Language::Dsc && CONNECTION.iter().any(|known| same(known)))
    }
}
