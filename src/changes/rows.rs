//! From the changed properties of an object to changed settings, with what each change does.
//!
//! What it is not: the frame of the event (see `mod`). Both lists of a block are judged together, because neither says alone who gets in;
//! everything else is judged by itself.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Context;
use super::change::direction_of;
use super::event::Property;
use super::json::{graph_name, settled, text_of};
use super::setting_value::{SettingValue, other_value, setting_values};
use crate::policy::{
    ALLOWED_ROLES, AccessType, B2bSetting, Block, Configuration, Decoded, Effect, GROUP_SYNC, change_effect, configuration_effect, newer_list,
    read_setting, setting_name, settings_in,
};

/// A changed setting, without its event.
pub(super) struct ChangedSetting {
    pub setting: String,
    pub was: SettingValue,
    pub is: SettingValue,
    pub effect: Effect,
    pub block: Option<Block>,
    pub pairs_only: bool,
    pub undecoded: bool,
}

/// A property with both values read.
struct Read<'p> {
    property: &'p Property,
    name: String,
    block: Option<Block>,
    sides: [Decoded; 2],
}

impl Read<'_> {
    fn is_unreadable(&self) -> bool {
        self.property.is_container() || self.sides.iter().any(|side| matches!(side, Decoded::Raw { .. }))
    }

    /// The settings on one side.
    fn setting_values(&self, side: usize) -> Vec<(String, SettingValue)> {
        match &self.sides[side] {
            // Kept as JSON, so that the replay can put it back.
            Decoded::Text(_) => {
                let value = settled([&self.property.old, &self.property.new][side]);
                let name = graph_name(&self.name);
                let found = settings_in(&name, &value).into_iter().map(|(name, value)| {
                    let value = other_value(&name, &value);
                    (name, value)
                });
                found.filter(|(_, value)| *value != SettingValue::Inherited).collect()
            }
            decoded => setting_values(&self.name, decoded),
        }
    }
}

/// The changed settings among the properties of one object. `inherits`: whether what is not set follows the default settings.
pub(super) fn rows(properties: &[Property], partner: Option<&str>, inherits: bool, context: &Context<'_>) -> Vec<ChangedSetting> {
    let read: Vec<Read<'_>> = properties
        .iter()
        .map(|property| {
            let name = setting_name(&property.name);
            let sides = [&property.old, &property.new].map(|value| read_setting(&name, value, partner));
            Read { property, block: Block::find(&name), name, sides }
        })
        .collect();
    let default = context.default.filter(|_| inherits);
    let mut found = Vec::new();
    for property in &read {
        if property.is_unreadable() {
            found.extend(unreadable(property));
            continue;
        }
        let (old, new) = (property.setting_values(0), property.setting_values(1));
        let mut names: Vec<&String> = old.iter().chain(&new).map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        for name in names {
            let of = |side: &[(String, SettingValue)]| {
                side.iter().find(|(key, _)| key == name).map_or(SettingValue::Inherited, |(_, value)| value.clone())
            };
            let (was, is) = (of(&old), of(&new));
            if was.words() == is.words() {
                continue;
            }
            let is_list = [&was, &is].into_iter().any(|value| matches!(value, SettingValue::List(_)));
            let (effect, pairs_only) = match property.block.filter(|_| is_list) {
                Some(block) => (lists(&read, block, partner, default, context), cuts_pairs(&read, block)),
                None => (alone(name, &was, &is, default, context), false),
            };
            found.push(ChangedSetting { setting: name.clone(), was, is, effect, block: property.block, pairs_only, undecoded: false });
        }
    }
    found
}

/// The values as they came, where they differ.
fn unreadable(read: &Read<'_>) -> Option<ChangedSetting> {
    let (old, new) = (&read.property.old, &read.property.new);
    let side = |value: &Value, decoded: &Decoded| match decoded {
        Decoded::Raw { text, truncated } => SettingValue::Unreadable { text: text.clone(), truncated: *truncated },
        // The other side is shown as it came as well, so that the two can be compared.
        _ if read.property.is_container() && !value.is_null() => SettingValue::Unreadable { text: text_of(value), truncated: false },
        _ => SettingValue::verbatim(value),
    };
    let (was, is) = (side(old, &read.sides[0]), side(new, &read.sides[1]));
    let setting = graph_name(&read.name);
    (was.words() != is.words()).then_some(ChangedSetting {
        setting,
        was,
        is,
        effect: Effect::Unknown,
        block: read.block,
        pairs_only: false,
        undecoded: true,
    })
}

/// The block on one side, as far as the event shows it.
fn block_of(read: &[Read<'_>], block: Block, side: usize) -> Option<B2bSetting> {
    let mut whole = B2bSetting::default();
    for property in read.iter().filter(|property| property.block == Some(block)) {
        match &property.sides[side] {
            Decoded::Setting(setting) => {
                whole.users_and_groups = setting.users_and_groups.clone().or(whole.users_and_groups);
                whole.applications = setting.applications.clone().or(whole.applications);
            }
            Decoded::Targets(list) if property.name.ends_with("usersAndGroups") => whole.users_and_groups = Some(list.clone()),
            Decoded::Targets(list) => whole.applications = Some(list.clone()),
            _ => {}
        }
    }
    (whole != B2bSetting::default()).then_some(whole)
}

/// What the change of both lists of a block does.
fn lists(read: &[Read<'_>], block: Block, partner: Option<&str>, default: Option<&Configuration>, context: &Context<'_>) -> Effect {
    if read.iter().any(|property| property.block == Some(block) && property.is_unreadable()) {
        return Effect::Unknown;
    }
    let [before, after] = [0, 1].map(|side| {
        let mut blocks = Configuration::default();
        blocks.set_setting(block, block_of(read, block, side));
        blocks
    });
    let observed = direction_of(block).map(|direction| (context.observed)(direction, partner)).unwrap_or_default();
    configuration_effect(&before, &after, default, observed, context.lookups)
}

fn cuts_pairs(read: &[Read<'_>], block: Block) -> bool {
    let Some(B2bSetting { users_and_groups: Some(users), applications: Some(applications), .. }) = block_of(read, block, 1) else { return false };
    let everything = B2bSetting::everything(AccessType::Blocked);
    let both = [&users, &applications].into_iter().all(|list| list.access == AccessType::Blocked && !list.targets.is_empty());
    both && (everything.users_and_groups != Some(users) || everything.applications != Some(applications))
}

/// What the change of a switch, or of something that is not modelled, does.
fn alone(name: &str, was: &SettingValue, is: &SettingValue, default: Option<&Configuration>, context: &Context<'_>) -> Effect {
    let switch = |value: &SettingValue| match value {
        SettingValue::Inherited => Some(Decoded::Inherited),
        SettingValue::Switch(switch) => Some(Decoded::Switch(*switch)),
        SettingValue::List(list) => Some(Decoded::Targets(list.clone())),
        _ => None,
    };
    if name == ALLOWED_ROLES {
        return roles(was, is);
    }
    let known = Block::find(name).is_some_and(|block| matches!(block, Block::InboundTrust | Block::AutomaticUserConsent))
        || name.starts_with("userSync")
        || name == GROUP_SYNC
        || name == "blockServiceProviderOutboundAccess"
        || newer_list(name).is_some();
    match (switch(was), switch(is)) {
        (Some(was), Some(is)) if known => match change_effect(name, &was, &is, default, [], context.lookups) {
            // A switch of these blocks that is newer than this program.
            Effect::Unknown => Effect::Changed,
            effect => effect,
        },
        _ => Effect::Changed,
    }
}

/// What the change of the roles does that a service provider may hold. Without a list nothing is known of what it may.
fn roles(was: &SettingValue, is: &SettingValue) -> Effect {
    let set = |value: &SettingValue| match value {
        SettingValue::Texts(texts) => Some(texts.iter().map(|text| text.to_lowercase()).collect::<BTreeSet<_>>()),
        SettingValue::Other(Value::String(text)) => Some(BTreeSet::from([text.to_lowercase()])),
        _ => None,
    };
    match (set(was), set(is)) {
        (Some(was), Some(is)) if was == is => Effect::Unchanged,
        (Some(was), Some(is)) if was.is_subset(&is) => Effect::Loosened,
        (Some(was), Some(is)) if is.is_subset(&was) => Effect::Tightened,
        _ => Effect::Changed,
    }
}
