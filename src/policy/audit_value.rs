//! The values of modified properties in audit logs: JSON inside strings, once or twice, with numbers for enums.
//!
//! What it is not: the audit record around them. No public sample of the inner JSON is known, so the reader expects every spelling, and
//! what it cannot read it keeps verbatim: a change that is shown as text is better than a change that is not shown.

use serde_json::Value;

use super::block::Block;
use super::decode::{automatic_user_consent, b2b_setting, configuration, inbound_trust, sync_allowed, target_configuration, tenant_name};
use super::error::Trouble;
use super::loose::{Members, object, switch, text};
use super::model::{AutomaticUserConsent, B2bSetting, Configuration, InboundTrust};
use super::newer::{GROUP_SYNC, NewerList, canonical, newer_list};
use super::target::TargetConfiguration;
use super::write::{raw_words, setting_words};
use crate::nested_json::opened;

/// The value of one modified property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decoded {
    /// Null or empty: inherited, or not there.
    Inherited,
    /// A block with lists.
    Setting(B2bSetting),
    /// One list of a block.
    Targets(TargetConfiguration),
    /// Accepted claims.
    Trust(InboundTrust),
    /// Automatic redemption.
    Consent(AutomaticUserConsent),
    /// One switch.
    Switch(bool),
    /// All blocks of an entry at once (`PartnerPolicyDetail`).
    Configuration(Box<Configuration>),
    /// A property that is not modelled, without its outer quotes.
    Text(String),
    /// A value that should be one of the above and cannot be read: verbatim.
    Raw {
        /// The text of the log.
        text: String,
        /// Whether the text ends before its closing brace.
        truncated: bool,
    },
}

/// What a property holds.
enum Holds {
    Setting(Block),
    Targets,
    Trust,
    Consent,
    Switch,
    Newer(&'static NewerList),
    Sync,
    Configuration,
    Anything,
}

/// Switches by the last part of their name, with Graph's dotted name.
const SWITCHES: [(&str, &str); 9] = [
    ("blockServiceProviderOutboundAccess", "blockServiceProviderOutboundAccess"),
    ("isMfaAccepted", "inboundTrust.isMfaAccepted"),
    ("isCompliantDeviceAccepted", "inboundTrust.isCompliantDeviceAccepted"),
    ("isHybridAzureADJoinedDeviceAccepted", "inboundTrust.isHybridAzureADJoinedDeviceAccepted"),
    ("inboundAllowed", "automaticUserConsentSettings.inboundAllowed"),
    ("outboundAllowed", "automaticUserConsentSettings.outboundAllowed"),
    ("isServiceProvider", "isServiceProvider"),
    ("isInMultiTenantOrganization", "isInMultiTenantOrganization"),
    ("isServiceDefault", "isServiceDefault"),
];
/// The permission to synchronise users.
const SYNC: &str = "userSyncInbound.isSyncAllowed";
/// The two lists of a block.
const LISTS: [&str; 2] = ["usersAndGroups", "applications"];

fn last_part(name: &str) -> &str {
    name.trim().rsplit('.').next().unwrap_or_default()
}

fn holds(name: &str) -> Holds {
    let last = last_part(name);
    let is = |known: &str| last.eq_ignore_ascii_case(known);
    if let Some(newer) = newer_list(name).or_else(|| newer_list(last)) {
        return Holds::Newer(newer);
    }
    match Block::find(last) {
        Some(Block::InboundTrust) => return Holds::Trust,
        Some(Block::AutomaticUserConsent) => return Holds::Consent,
        Some(block) => return Holds::Setting(block),
        None => {}
    }
    if LISTS.into_iter().any(is) {
        Holds::Targets
    } else if SWITCHES.iter().any(|(known, _)| is(known)) {
        Holds::Switch
    } else if is("userSyncInbound") || is("groupSyncInbound") || is("isSyncAllowed") {
        Holds::Sync
    } else if is("PartnerPolicyDetail") {
        Holds::Configuration
    } else {
        Holds::Anything
    }
}

/// Graph's dotted name of a modified property, whatever its case; a name that is not known stays as it is.
#[must_use]
pub fn setting_name(property: &str) -> String {
    let (name, last) = (property.trim(), last_part(property));
    let block = Block::find(name);
    match holds(name) {
        Holds::Sync if name.to_lowercase().contains("groupsyncinbound") => GROUP_SYNC.to_owned(),
        Holds::Sync => SYNC.to_owned(),
        Holds::Newer(newer) => newer.dotted.to_owned(),
        Holds::Switch => SWITCHES.iter().find(|(known, _)| last.eq_ignore_ascii_case(known)).map_or(name, |(_, dotted)| dotted).to_owned(),
        Holds::Targets => {
            let which = LISTS.into_iter().find(|known| last.eq_ignore_ascii_case(known)).unwrap_or(last);
            block.map_or_else(|| which.to_owned(), |block| format!("{}.{which}", block.name()))
        }
        Holds::Setting(block) => block.name().to_owned(),
        Holds::Trust => Block::InboundTrust.name().to_owned(),
        Holds::Consent => Block::AutomaticUserConsent.name().to_owned(),
        Holds::Configuration | Holds::Anything => canonical(name).unwrap_or(name).to_owned(),
    }
}

/// Reads the old or new value of the property `name` (dotted or not, in any case). Where the value lists several organisations, `tenant`
/// says which one is meant. Never fails: what cannot be read is [`Decoded::Raw`].
#[must_use]
pub fn read_setting(name: &str, value: &Value, tenant: Option<&str>) -> Decoded {
    let inner = chosen(opened(value.clone()), tenant);
    if inner.is_null() || inner.as_str().is_some_and(|text| text.trim().is_empty()) {
        return Decoded::Inherited;
    }
    let decoded = match holds(name) {
        Holds::Setting(_) => b2b_setting(inner, "").map(|setting| setting.map(Decoded::Setting)),
        Holds::Targets => target_configuration(inner, "").map(|targets| targets.map(Decoded::Targets)),
        Holds::Trust => inbound_trust(inner, "").map(|trust| trust.map(Decoded::Trust)),
        Holds::Consent => automatic_user_consent(inner, "").map(|consent| consent.map(Decoded::Consent)),
        Holds::Switch => switch(inner, "").map(|switch| switch.map(Decoded::Switch)),
        Holds::Newer(newer) => {
            let text = raw_words(value);
            return newer.read(inner).map_or_else(|| Decoded::Raw { truncated: is_truncated(&text), text }, Decoded::Targets);
        }
        Holds::Sync => sync_allowed(inner, "").map(|switch| switch.map(Decoded::Switch)),
        Holds::Configuration => detail(inner).map(|blocks| blocks.map(|blocks| Decoded::Configuration(Box::new(blocks)))),
        Holds::Anything => Ok(Some(Decoded::Text(raw_words(&inner)))),
    };
    match decoded {
        Ok(decoded) => decoded.unwrap_or(Decoded::Inherited),
        Err(_) => Decoded::Raw { text: raw_words(value), truncated: is_truncated(&raw_words(value)) },
    }
}

/// Of several organisations in a list, the one that is meant.
fn chosen(value: Value, tenant: Option<&str>) -> Value {
    match (value, tenant.map(tenant_name)) {
        (Value::Array(items), Some(tenant)) if items.len() > 1 => {
            let is_meant = |item: &Value| match opened(item.clone()) {
                Value::Object(members) => text(Members::new(members).take("tenantid")).is_some_and(|id| tenant_name(&id) == tenant),
                _ => false,
            };
            let place = items.iter().position(is_meant);
            place.map_or_else(|| Value::Array(items.clone()), |place| opened(items[place].clone()))
        }
        (value, _) => value,
    }
}

fn detail(value: Value) -> Result<Option<Configuration>, Trouble> {
    let Some(mut members) = object(value, "")? else { return Ok(None) };
    members.take("tenantid");
    let blocks = configuration(members, "")?;
    Ok((blocks != Configuration::default()).then_some(blocks))
}

fn is_truncated(text: &str) -> bool {
    let mut text = text.trim().to_owned();
    loop {
        match serde_json::from_str::<Value>(&text) {
            Ok(Value::String(inner)) if inner.trim().starts_with(['{', '[', '"']) && inner != text => inner.trim().clone_into(&mut text),
            Ok(_) => return false,
            Err(error) => return error.is_eof() && text.starts_with(['{', '[', '"']),
        }
    }
}

impl Decoded {
    /// The settings in this value of the property `name`: Graph's dotted name and the value in words, one row each. Nothing for
    /// [`Decoded::Inherited`].
    #[must_use]
    pub fn settings(&self, name: &str) -> Vec<(String, String)> {
        let name = setting_name(name);
        let blocks = |blocks: Configuration| blocks.settings();
        match self {
            Self::Inherited => Vec::new(),
            Self::Setting(setting) => setting_words(&name, setting),
            Self::Targets(targets) => vec![(name, targets.words())],
            Self::Trust(trust) => blocks(Configuration { inbound_trust: Some(trust.clone()), ..Configuration::default() }),
            Self::Consent(consent) => blocks(Configuration { automatic_user_consent: Some(consent.clone()), ..Configuration::default() }),
            Self::Switch(switch) => vec![(name, switch.to_string())],
            Self::Configuration(blocks) => blocks.settings(),
            Self::Text(text) | Self::Raw { text, .. } => vec![(name, text.clone())],
        }
    }
}
