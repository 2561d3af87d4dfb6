//! Small words of sentences: names for ids, short lists, values cut to a length that can be read.
//!
//! What it is not: escaping, which is the business of the output.

use super::super::change::Change;
use super::Names;
use crate::knowledge::{apps, tenants};
use crate::policy::{Block, Target, TargetKind, TargetName, newer_list};
use crate::words::{Lang, changes as said};

/// How many targets a sentence names.
const NAMED: usize = 3;
/// How much of a value a sentence shows, in characters.
const SHOWN: usize = 80;

/// An organisation by its name, else by the beginning of its id.
pub(in super::super) fn partner(tenant_id: &str, names: &dyn Names) -> String {
    names.partner(tenant_id).or_else(|| tenants::name(tenant_id).map(str::to_owned)).unwrap_or_else(|| tenants::short_id(tenant_id))
}

/// The block that a sentence names; automatic redemption is named by its switches.
pub(super) fn place(change: &Change, lang: Lang) -> Option<&'static str> {
    let newer = newer_list(&change.setting).map(|newer| newer.words(lang));
    change.block.filter(|block| *block != Block::AutomaticUserConsent).map(|block| block.words(lang)).or(newer)
}

/// A value, cut.
pub(in super::super) fn shown(text: &str) -> String {
    let cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

/// A target by its name, else by its id.
pub(super) fn target(target: &Target, names: &dyn Names) -> String {
    match &target.target {
        TargetName::Id(id) if target.kind == TargetKind::Application => {
            names.app(id).or_else(|| apps::find(id).map(|app| app.name.clone())).unwrap_or_else(|| id.clone())
        }
        TargetName::Id(id) => names.object(id).unwrap_or_else(|| id.clone()),
        TargetName::Office365 => "Office 365".to_owned(),
        keyword => keyword.text().to_owned(),
    }
}

/// The first names, and how many more there are.
pub(super) fn list(items: &[String], lang: Lang) -> String {
    let separator = said::names_separator(lang);
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] if items.len() <= NAMED => said::names_last(lang, &most.join(separator), last),
        _ => said::names_more(lang, &items.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(separator), items.len() - NAMED),
    }
}
