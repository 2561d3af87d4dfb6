//! The value of one setting, down to a single list or switch.
//!
//! What it is not: a block (see the policy module). Rows of a table, sentences and the replay all work on these, so that they can never
//! disagree about what an event said.

use serde_json::Value;

use super::json::{graph_name, text_of};
use crate::policy::{
    AutomaticUserConsent, B2bSetting, Decoded, InboundTrust, Other, TargetConfiguration, newer_list, path, read_setting, setting_name, texts,
};

/// The value of one setting.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingValue {
    /// Nothing is set: inherited, or Microsoft's own.
    Inherited,
    /// A list of users or applications.
    List(TargetConfiguration),
    /// A switch.
    Switch(bool),
    /// The domains that invitations may go to.
    Domains(Domains),
    /// A list of texts of a newer setting, such as ids of roles.
    Texts(Vec<String>),
    /// A setting that is not modelled.
    Other(Value),
    /// A value that cannot be read: the text of the log.
    Unreadable {
        /// Verbatim.
        text: String,
        /// Whether it ends before its end.
        truncated: bool,
    },
}

/// The domains that invitations may go to; both empty: to any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Domains {
    /// If there are any, only to these. Lower case, sorted.
    pub allowed: Vec<String>,
    /// Never to these. Lower case, sorted.
    pub blocked: Vec<String>,
}

impl Domains {
    fn words(&self) -> String {
        let list = |word: &str, domains: &[String]| format!("{word}: {}", if domains.is_empty() { "(none)".to_owned() } else { domains.join("; ") });
        match (self.allowed.is_empty(), self.blocked.is_empty()) {
            (false, false) => format!("{} | {}", list("allowed", &self.allowed), list("blocked", &self.blocked)),
            (false, true) => list("allowed", &self.allowed),
            _ => list("blocked", &self.blocked),
        }
    }
}

impl SettingValue {
    /// In words, as in tables; `None` where nothing is set.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Inherited => None,
            Self::List(list) => Some(list.words()),
            Self::Switch(switch) => Some(switch.to_string()),
            Self::Domains(domains) => Some(domains.words()),
            Self::Texts(texts) => Some(texts.join("; ")),
            Self::Other(value) => Some(text_of(value)),
            Self::Unreadable { text, .. } => Some(text.clone()),
        }
    }

    /// The text of a value that is shown as it came; nothing where there is none.
    pub(super) fn verbatim(value: &Value) -> Self {
        if value.is_null() { Self::Inherited } else { Self::Other(Value::from(text_of(value))) }
    }

    /// A plain value.
    pub(super) fn plain(value: Value) -> Self {
        match value {
            Value::Null => Self::Inherited,
            Value::Bool(switch) => Self::Switch(switch),
            other => Self::Other(other),
        }
    }
}

/// The settings in a decoded value of the property `name`, by Graph's dotted name. Nothing for what is inherited.
pub(super) fn setting_values(name: &str, decoded: &Decoded) -> Vec<(String, SettingValue)> {
    let setting = graph_name(&setting_name(name));
    match decoded {
        Decoded::Inherited => Vec::new(),
        Decoded::Setting(block) => of_block(&setting, block),
        Decoded::Targets(list) => vec![(setting, SettingValue::List(list.clone()))],
        Decoded::Trust(trust) => of_switches(&setting, &trust_switches(trust), &trust.other),
        Decoded::Consent(consent) => of_switches(&setting, &consent_switches(consent), &consent.other),
        Decoded::Switch(switch) => vec![(setting, SettingValue::Switch(*switch))],
        Decoded::Configuration(blocks) => vec![(setting, SettingValue::Other(Value::Object(blocks.to_json())))],
        Decoded::Text(text) => vec![(setting, SettingValue::Other(Value::from(text.as_str())))],
        Decoded::Raw { text, truncated } => vec![(setting, SettingValue::Unreadable { text: text.clone(), truncated: *truncated })],
    }
}

/// The lists of a block and what else it holds.
pub(super) fn of_block(name: &str, block: &B2bSetting) -> Vec<(String, SettingValue)> {
    let lists = [("usersAndGroups", &block.users_and_groups), ("applications", &block.applications)];
    let lists = lists.into_iter().filter_map(|(list, found)| Some((format!("{name}.{list}"), SettingValue::List(found.clone()?))));
    lists.chain(of_other(name, &block.other)).collect()
}

/// The switches of the trust settings.
pub(super) fn trust_switches(trust: &InboundTrust) -> [(&'static str, Option<bool>); 3] {
    [
        ("isMfaAccepted", trust.is_mfa_accepted),
        ("isCompliantDeviceAccepted", trust.is_compliant_device_accepted),
        ("isHybridAzureADJoinedDeviceAccepted", trust.is_hybrid_azure_ad_joined_device_accepted),
    ]
}

/// The switches of automatic redemption.
pub(super) fn consent_switches(consent: &AutomaticUserConsent) -> [(&'static str, Option<bool>); 2] {
    [("inboundAllowed", consent.inbound_allowed), ("outboundAllowed", consent.outbound_allowed)]
}

pub(super) fn of_switches(name: &str, switches: &[(&str, Option<bool>)], other: &Other) -> Vec<(String, SettingValue)> {
    let found = switches.iter().filter_map(|(switch, on)| Some((format!("{name}.{switch}"), SettingValue::Switch((*on)?))));
    found.chain(of_other(name, other)).collect()
}

/// The value of a member that is not modelled, as its name tells it.
pub(super) fn other_value(setting: &str, value: &Value) -> SettingValue {
    let list = newer_list(setting).and_then(|_| match read_setting(setting, value, None) {
        Decoded::Targets(list) => Some(list),
        _ => None,
    });
    let inside = path(setting).len() > 1;
    let texts = texts(value).filter(|_| inside).map(SettingValue::Texts);
    list.map(SettingValue::List).or(texts).unwrap_or_else(|| SettingValue::plain(value.clone()))
}

fn of_other<'o>(name: &'o str, other: &'o Other) -> impl Iterator<Item = (String, SettingValue)> + 'o {
    other.iter().map(move |(key, value)| (format!("{name}.{key}"), SettingValue::Other(value.clone())))
}
