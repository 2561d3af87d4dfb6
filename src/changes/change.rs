//! One changed setting: who changed it when, from what to what, and what that does.
//!
//! What it is not: the number of sign-ins that were blocked, which needs the sign-in logs; it only says which error codes to count.

use serde_json::Value;

use super::activity::{Operation, Scope};
use super::actor::Actor;
use super::setting_value::SettingValue;
use crate::model::Direction;
use crate::policy::{Block, Effect, Target};

/// The setting of an event that names no other: the entry itself.
pub const ENTRY: &str = "entry";

/// One changed setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// When: seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Id of the event.
    pub event_id: String,
    /// Correlation id.
    pub correlation_id: String,
    /// Activity, trimmed, without the full stop of the unified audit log.
    pub activity: String,
    /// Category.
    pub category: String,
    /// Graph's word: `success`, `failure`, `timeout`, `unknownFutureValue`; other words as they are; empty where the log has none.
    pub result: String,
    /// Why it failed, as written.
    pub reason: String,
    /// Whether it took effect. A log without a result records what was done.
    pub succeeded: bool,
    /// Who.
    pub actor: Actor,
    /// Which settings.
    pub scope: Scope,
    /// What was done.
    pub operation: Operation,
    /// The organisation, lower case.
    pub partner_tenant_id: Option<String>,
    /// Graph's dotted name, or [`ENTRY`].
    pub setting: String,
    /// The value before.
    pub was: SettingValue,
    /// The value after, or that was tried.
    pub is: SettingValue,
    /// `was` in words.
    pub before: Option<String>,
    /// `is` in words; of an entry `added`, `removed` or `reset`.
    pub after: Option<String>,
    /// What it does. A failed attempt does nothing.
    pub effect: Effect,
    /// The block of the setting.
    pub block: Option<Block>,
    /// Targets that are listed now and were not before.
    pub added: Vec<Target>,
    /// Targets that were listed before and are not now.
    pub removed: Vec<Target>,
    /// Both lists of the block block, and not everything: only the listed users are cut off, and only from the listed applications.
    pub pairs_only: bool,
    /// A value could not be read and is shown as it came.
    pub undecoded: bool,
    /// The export may have cut the event: a CSV holds 3 targets of 5 properties each.
    pub maybe_cut: bool,
    /// Nobody decided this: a migration, or an entry that Microsoft makes.
    pub automatic: bool,
}

impl Change {
    /// Which way the sign-ins go that this setting blocks; `None` where it names no way (tenant restrictions bind accounts of others).
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        direction_of(self.block?)
    }

    /// The error codes of the sign-ins that this setting blocks.
    #[must_use]
    pub fn codes(&self) -> &'static [i64] {
        match self.block {
            Some(Block::CollaborationInbound | Block::DirectConnectInbound) => &[500_213],
            Some(Block::CollaborationOutbound | Block::DirectConnectOutbound) => &[500_212],
            Some(Block::InboundTrust) => &[90071, 530_004],
            Some(Block::TenantRestrictions) => &[5_000_211],
            Some(Block::AutomaticUserConsent) | None => &[],
        }
    }

    /// The order of rows: time, event id, setting.
    pub(super) fn rank(&self) -> (i64, &str, &str, Option<&str>, Option<&str>, Option<&str>) {
        (self.time, &self.event_id, &self.setting, self.partner_tenant_id.as_deref(), self.before.as_deref(), self.after.as_deref())
    }
}

/// Which way a block works.
pub(super) fn direction_of(block: Block) -> Option<Direction> {
    match block {
        Block::CollaborationInbound | Block::DirectConnectInbound | Block::InboundTrust => Some(Direction::Inbound),
        Block::CollaborationOutbound | Block::DirectConnectOutbound => Some(Direction::Outbound),
        Block::TenantRestrictions | Block::AutomaticUserConsent => None,
    }
}

/// The targets of `one` that `other` does not list.
pub(super) fn more(one: &SettingValue, other: &SettingValue) -> Vec<Target> {
    let list = |part: &SettingValue| if let SettingValue::List(list) = part { list.targets.clone() } else { Vec::new() };
    let known = list(other);
    let mut found: Vec<Target> = list(one).into_iter().filter(|target| !known.iter().any(|known| known.target == target.target)).collect();
    found.sort();
    found.dedup();
    found
}

/// What an operation does to an entry, in the words of the table. `told`: whether the event shows values, none of which differ.
pub(super) fn entry_word(operation: Operation, told: bool) -> SettingValue {
    match operation {
        Operation::Reset if told => SettingValue::Inherited,
        Operation::Add => SettingValue::Other(Value::from("added")),
        Operation::Remove => SettingValue::Other(Value::from("removed")),
        Operation::Reset => SettingValue::Other(Value::from("reset")),
        Operation::Update | Operation::Migrate => SettingValue::Inherited,
    }
}
