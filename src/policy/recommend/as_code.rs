//! The proposal as settings kept as code: the whole state, because what such a file leaves out is taken for gone.
//!
//! What it is not: the spelling (see `policy/code`). What sign-ins say nothing about is carried over here too, where the language can say it:
//! identity synchronisation stands in resources of its own, and one that is left out would be destroyed.

use super::super::block::Block;
use super::super::code::{Fragment, Head, Language};
use super::super::effective::effective;
use super::super::model::{B2bSetting, CrossTenantAccessPolicy};
use super::super::write::IDENTITY_SYNCHRONIZATION;
use super::propose::ACCESS;
use super::{Note, Recommendation};
use crate::words::Lang;

impl Recommendation {
    /// The settings as a file of a language.
    #[must_use]
    pub fn to_code(&self, language: Language, lang: Lang) -> String {
        let current = self.current.as_ref();
        let fragment = match (&self.policy.default, current) {
            (None, _) => Some(Fragment::SomePartners),
            (Some(_), None) => Some(Fragment::NoCurrent),
            (Some(_), Some(_)) => None,
        };
        let head = Head {
            lang,
            fragment,
            there: current.iter().flat_map(|current| &current.partners).map(|entry| entry.tenant_id.clone()).collect(),
            removed: self.remove.as_deref().unwrap_or_default(),
            names: &self.names,
            notes: self.notes.iter().map(|note| Note::words(note, lang)).collect(),
        };
        language.write(&self.state(language), &head)
    }

    /// The proposal with what it leaves as it is.
    fn state(&self, language: Language) -> CrossTenantAccessPolicy {
        let mut state = self.policy.clone();
        let default = state.default.clone();
        for entry in &mut state.partners {
            let Some(there) = self.current.as_ref().and_then(|current| current.partner(&entry.tenant_id)) else { continue };
            entry.user_sync_inbound = there.user_sync_inbound;
            if let Some(sync) = there.blocks.other.get(IDENTITY_SYNCHRONIZATION) {
                entry.blocks.other.insert(IDENTITY_SYNCHRONIZATION.to_owned(), sync.clone());
            }
            if language == Language::Dsc {
                // What a configuration does not name stays, so that a block that goes back to the default has to be written out.
                for block in ACCESS {
                    if entry.blocks.setting(block).is_none() && there.blocks.setting(block).is_some() {
                        entry.blocks.set_setting(block, Some(inherited(default.as_ref().and_then(|default| default.blocks.setting(block)), block)));
                    }
                }
            }
        }
        state
    }
}

/// What an entry without this block inherits, in so many words.
fn inherited(default: Option<&B2bSetting>, block: Block) -> B2bSetting {
    let lists = effective(None, default, block);
    B2bSetting::new(lists.users_and_groups.1.clone(), lists.applications.1.clone())
}
