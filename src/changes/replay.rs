//! The policy that held at a time: a snapshot of it, with the changes since then undone, or with the changes until then made.
//!
//! What it is not: certain. Logs are kept for a month, exports are cut and events come without values, so every place where the history does
//! not fit the snapshot is reported; the replay goes on with what the events say.

use std::collections::BTreeMap;

use super::activity::{Operation, Scope};
use super::change::{Change, ENTRY};
use super::contradiction::{Contradiction, Disagreement};
use super::setting_value::{SettingValue, consent_switches, of_block, of_switches, other_value, trust_switches};
use super::state::{Place, entry_mut};
use crate::policy::{Block, CrossTenantAccessPolicy, Effect, PartnerConfiguration, settings_in};

/// The policy that held at `at`, and where the history does not fit. `snapshot_time`: when the snapshot was taken; `i64::MAX` for now. A change
/// of the very second `at` holds already. Contradictions are in the order of time.
#[must_use]
pub fn state_at(
    snapshot: &CrossTenantAccessPolicy,
    snapshot_time: i64,
    changes: &[Change],
    at: i64,
) -> (CrossTenantAccessPolicy, Vec<Contradiction>) {
    let of_policy = |change: &&Change| matches!(change.scope, Scope::Default | Scope::Partner | Scope::Sync);
    let placed = |change: &&Change| change.scope == Scope::Default || change.partner_tenant_id.is_some();
    let (first, last) = (at.min(snapshot_time), at.max(snapshot_time));
    let between = changes.iter().filter(|change| change.succeeded && change.time > first && change.time <= last);
    // One step for each event and organisation, because an entry comes and goes whole.
    let mut steps: BTreeMap<(i64, &str, Option<&str>), Vec<&Change>> = BTreeMap::new();
    for change in between.filter(of_policy).filter(placed) {
        steps.entry((change.time, &change.event_id, change.partner_tenant_id.as_deref())).or_default().push(change);
    }
    let mut replay = Replay { policy: snapshot.clone(), back: at < snapshot_time, touched: BTreeMap::new(), found: Vec::new() };
    if replay.back {
        for step in steps.values().rev() {
            replay.step(step);
        }
    } else {
        for step in steps.values() {
            replay.step(step);
        }
    }
    replay.found.sort_by(|one, two| (one.time, &one.event_id).cmp(&(two.time, &two.event_id)));
    (replay.policy, replay.found)
}

struct Replay {
    policy: CrossTenantAccessPolicy,
    back: bool,
    /// When each setting was last met.
    touched: BTreeMap<Place, i64>,
    found: Vec<Contradiction>,
}

impl Replay {
    /// Undoes or makes the changes of one event to one organisation or to the default.
    fn step(&mut self, step: &[&Change]) {
        let Some(first) = step.first() else { return };
        let entry = first.partner_tenant_id.as_deref().filter(|_| first.scope == Scope::Partner);
        // Backwards, what was removed appears, and what was added goes.
        let (appears, goes) = match first.operation {
            Operation::Add => (!self.back, self.back),
            Operation::Remove => (self.back, !self.back),
            _ => (false, false),
        };
        if let Some(tenant) = first.partner_tenant_id.as_deref() {
            let there = self.policy.partner(tenant).is_some();
            if entry.is_some() && appears && there {
                self.report(first, ENTRY, Disagreement::EntryThere);
            } else if !appears && !there && (entry.is_some() || step.iter().any(|change| self.sides(change).0 != &SettingValue::Inherited)) {
                self.report(first, ENTRY, Disagreement::EntryMissing);
            }
            if entry.is_some() && appears {
                entry_mut(&mut self.policy, tenant);
            }
        }
        for change in step {
            self.change(change);
        }
        let Some(tenant) = entry.filter(|_| goes) else { return };
        if let Ok(place) = self.policy.partners.binary_search_by(|entry| entry.tenant_id.as_str().cmp(tenant)) {
            let gone = self.policy.partners.remove(place);
            // What is left was set by a change that the logs do not show.
            for (setting, part) in leftovers(&gone) {
                self.report(first, &setting, Disagreement::Unexplained { found: part.words() });
            }
        }
    }

    /// What the change says of the state that the replay is in, and of the one it goes to.
    fn sides<'c>(&self, change: &'c Change) -> (&'c SettingValue, &'c SettingValue) {
        if self.back { (&change.is, &change.was) } else { (&change.was, &change.is) }
    }

    fn change(&mut self, change: &Change) {
        if change.setting == ENTRY {
            // Removed or reset, without the values that went: where the replay needs them, it cannot know them.
            if self.back && change.effect == Effect::Unknown {
                self.report(change, ENTRY, Disagreement::NotTold);
            }
            return;
        }
        let place = Place::of(change);
        let (expected, next) = self.sides(change);
        if [expected, next].into_iter().any(|part| matches!(part, SettingValue::Unreadable { .. })) || change.undecoded {
            self.report(change, &change.setting, Disagreement::Unreadable);
            return;
        }
        let found = place.get(&self.policy);
        if !place.same(&found, expected) {
            self.report(change, &change.setting, Disagreement::Differs { expected: expected.words(), found: found.words() });
        }
        // Nothing to make an entry for.
        if *next != SettingValue::Inherited || found != SettingValue::Inherited {
            place.put(&mut self.policy, next);
        }
        self.touched.insert(place, change.time);
    }

    fn report(&mut self, change: &Change, setting: &str, disagreement: Disagreement) {
        let place = Place { tenant: change.partner_tenant_id.clone(), setting: setting.to_owned() };
        let against = self.touched.get(&place).copied();
        self.found.push(Contradiction {
            time: change.time,
            event_id: change.event_id.clone(),
            partner_tenant_id: place.tenant,
            setting: place.setting,
            against,
            disagreement,
        });
    }
}

/// The settings of an entry.
fn leftovers(entry: &PartnerConfiguration) -> Vec<(String, SettingValue)> {
    let blocks = &entry.blocks;
    let mut found = Vec::new();
    for block in Block::SETTINGS {
        found.extend(blocks.setting(block).into_iter().flat_map(|setting| of_block(block.name(), setting)));
    }
    if let Some(trust) = &blocks.inbound_trust {
        found.extend(of_switches(Block::InboundTrust.name(), &trust_switches(trust), &trust.other));
    }
    if let Some(consent) = &blocks.automatic_user_consent {
        found.extend(of_switches(Block::AutomaticUserConsent.name(), &consent_switches(consent), &consent.other));
    }
    let others = blocks.other.iter().flat_map(|(name, value)| settings_in(name, value));
    found.extend(others.map(|(name, value)| (name.clone(), other_value(&name, &value))));
    found.extend(entry.user_sync_inbound.map(|on| ("userSyncInbound.isSyncAllowed".to_owned(), SettingValue::Switch(on))));
    found
}
