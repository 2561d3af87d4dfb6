//! From JSON in any of its spellings to the parts of a policy: one decoder for exported files and for the values in audit logs.
//!
//! What it is not: the recognition of files (see `read`) or of audit properties (see `audit_value`). Audit logs write enums as numbers and
//! files write them as words; both are read by the same code, so that a change and an export can be compared.

use serde_json::Value;

use super::block::Block;
use super::error::{Expected, Trouble, TroubleKind};
use super::loose::{Members, dotted, list, object, switch, text};
use super::model::{AutomaticUserConsent, B2bSetting, Configuration, InboundTrust, PartnerConfiguration};
use super::target::{AccessType, Target, TargetConfiguration, TargetKind, TargetName};
use super::write::IDENTITY_SYNCHRONIZATION;
use crate::model::parse_guid;
use crate::nested_json::opened;

fn access_type(value: Value, place: &str) -> Result<AccessType, Trouble> {
    let found = text(value);
    match found.as_deref().map(str::to_lowercase).as_deref() {
        Some("allowed" | "1") => Ok(AccessType::Allowed),
        Some("blocked" | "2") => Ok(AccessType::Blocked),
        _ => Err(Trouble::new(TroubleKind::AccessType, &dotted(place, "accessType"), &found.as_deref().unwrap_or("nothing"))),
    }
}

fn target_kind(value: Value) -> TargetKind {
    let found = text(value).unwrap_or_default();
    match found.to_lowercase().as_str() {
        "user" | "1" => TargetKind::User,
        "group" | "2" => TargetKind::Group,
        "application" | "3" => TargetKind::Application,
        _ => TargetKind::Unknown(found),
    }
}

/// A target as it stands in a list: a keyword in any case, or an id.
#[must_use]
pub fn target_name(text: &str) -> TargetName {
    let text = text.trim();
    if parse_guid(text).is_some() {
        return TargetName::Id(text.trim_matches(['{', '}']).to_lowercase());
    }
    let known = [TargetName::AllUsers, TargetName::AllApplications, TargetName::Office365, TargetName::AllMicrosoftApps];
    known.into_iter().find(|known| known.text().eq_ignore_ascii_case(text)).unwrap_or_else(|| TargetName::Keyword(text.to_owned()))
}

/// A list of targets; `None` where there is nothing in it, as PowerShell writes an absent one.
pub(super) fn target_configuration(value: Value, place: &str) -> Result<Option<TargetConfiguration>, Trouble> {
    let Some(mut members) = object(value, place)? else { return Ok(None) };
    let (access, targets) = (members.take("accesstype"), members.take("targets"));
    let places = dotted(place, "targets");
    let targets = list(targets, &places)?;
    if targets.is_empty() && opened(access.clone()).is_null() {
        return Ok(None);
    }
    let access = access_type(access, place)?;
    let mut read = Vec::with_capacity(targets.len());
    for (n, entry) in targets.into_iter().enumerate() {
        let place = format!("{places}[{n}]");
        let missing = Trouble::new(TroubleKind::Shape(Expected::Target), &place, &"nothing");
        let mut entry = object(entry, &place)?.ok_or_else(|| missing.clone())?;
        let name = text(entry.take("target")).ok_or(missing)?;
        read.push(Target { target: target_name(&name), kind: target_kind(entry.take("targettype")) });
    }
    Ok(Some(TargetConfiguration::new(access, read)))
}

/// A block with lists; `None` where there is nothing in it.
pub(super) fn b2b_setting(value: Value, place: &str) -> Result<Option<B2bSetting>, Trouble> {
    let Some(mut members) = object(value, place)? else { return Ok(None) };
    let users_and_groups = target_configuration(members.take("usersandgroups"), &dotted(place, "usersAndGroups"))?;
    let applications = target_configuration(members.take("applications"), &dotted(place, "applications"))?;
    let setting = B2bSetting { users_and_groups, applications, other: members.rest() };
    Ok((setting != B2bSetting::default()).then_some(setting))
}

/// Accepted claims; `None` where there is nothing in it.
pub(super) fn inbound_trust(value: Value, place: &str) -> Result<Option<InboundTrust>, Trouble> {
    let Some(mut members) = object(value, place)? else { return Ok(None) };
    let mut take = |name: &str| switch(members.take(&name.to_lowercase()), &dotted(place, name));
    let trust = InboundTrust {
        is_mfa_accepted: take("isMfaAccepted")?,
        is_compliant_device_accepted: take("isCompliantDeviceAccepted")?,
        is_hybrid_azure_ad_joined_device_accepted: take("isHybridAzureADJoinedDeviceAccepted")?,
        other: members.rest(),
    };
    Ok((trust != InboundTrust::default()).then_some(trust))
}

/// Automatic redemption; `None` where there is nothing in it.
pub(super) fn automatic_user_consent(value: Value, place: &str) -> Result<Option<AutomaticUserConsent>, Trouble> {
    let Some(mut members) = object(value, place)? else { return Ok(None) };
    let mut take = |name: &str| switch(members.take(&name.to_lowercase()), &dotted(place, name));
    let consent =
        AutomaticUserConsent { inbound_allowed: take("inboundAllowed")?, outbound_allowed: take("outboundAllowed")?, other: members.rest() };
    Ok((consent != AutomaticUserConsent::default()).then_some(consent))
}

/// The blocks; what is left of `members` goes to `other`.
pub(super) fn configuration(mut members: Members, place: &str) -> Result<Configuration, Trouble> {
    let mut blocks = Configuration::default();
    for block in Block::SETTINGS {
        let setting = b2b_setting(members.take(&block.name().to_lowercase()), &dotted(place, block.name()))?;
        blocks.set_setting(block, setting);
    }
    let (trust, consent) = (Block::InboundTrust.name(), Block::AutomaticUserConsent.name());
    blocks.inbound_trust = inbound_trust(members.take(&trust.to_lowercase()), &dotted(place, trust))?;
    blocks.automatic_user_consent = automatic_user_consent(members.take(&consent.to_lowercase()), &dotted(place, consent))?;
    blocks.other = members.rest();
    Ok(blocks)
}

/// The entry of an organisation. `None` where it names no tenant.
pub(super) fn partner(mut members: Members, place: &str) -> Result<Option<PartnerConfiguration>, Trouble> {
    let tenant = [members.take("tenantid"), members.take("partnertenantid")].into_iter().find_map(text);
    let Some(tenant_id) = tenant else { return Ok(None) };
    let sync_place = dotted(place, IDENTITY_SYNCHRONIZATION);
    let sync = object(members.take("identitysynchronization"), &sync_place)?;
    let mut entry = PartnerConfiguration {
        tenant_id: tenant_name(&tenant_id),
        display_name: text(members.take("displayname")),
        is_service_provider: switch(members.take("isserviceprovider"), &dotted(place, "isServiceProvider"))?,
        is_in_multi_tenant_organization: switch(members.take("isinmultitenantorganization"), &dotted(place, "isInMultiTenantOrganization"))?,
        user_sync_inbound: None,
        blocks: configuration(members, place)?,
    };
    if let Some(sync) = sync {
        synchronisation(&mut entry, sync, &sync_place)?;
    }
    Ok(Some(entry))
}

/// Adds an identity synchronisation object to its entry.
pub(super) fn synchronisation(entry: &mut PartnerConfiguration, mut sync: Members, place: &str) -> Result<(), Trouble> {
    sync.take("tenantid");
    entry.user_sync_inbound = sync_allowed(sync.take("usersyncinbound"), &dotted(place, "userSyncInbound"))?;
    let rest = sync.rest();
    if !rest.is_empty() {
        entry.blocks.other.insert(IDENTITY_SYNCHRONIZATION.to_owned(), Value::Object(rest));
    }
    Ok(())
}

/// `{"isSyncAllowed": true}`, or the bare truth value.
pub(super) fn sync_allowed(value: Value, place: &str) -> Result<Option<bool>, Trouble> {
    match opened(value) {
        Value::Object(members) => switch(Members::new(members).take("issyncallowed"), &dotted(place, "isSyncAllowed")),
        Value::Array(mut items) if items.len() <= 1 => match items.pop() {
            Some(item @ Value::Object(_)) => sync_allowed(item, place),
            other => switch(other.unwrap_or_default(), place),
        },
        other => switch(other, place),
    }
}

/// A tenant id as it is kept: lower case, without braces.
pub(super) fn tenant_name(text: &str) -> String {
    text.trim_matches(|c: char| c.is_whitespace() || ['{', '}', '"'].contains(&c)).to_lowercase()
}
