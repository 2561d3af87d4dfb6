//! Which tenant is ours: as given, else as the logs prove, else as the counts suggest beyond doubt.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::Collected;
use crate::failure::{Code, Failure};
use crate::knowledge::tenants;
use crate::model::{Interner, Sym, TenantId};
use crate::words::{Lang, Text, tenants as said};

/// The own tenants and how they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnEvidence {
    /// Own tenants, sorted by id.
    pub own: Vec<TenantId>,
    /// What to tell the user about it; `None` where the user said it.
    pub said: Option<Text>,
}

/// Decides on the own tenants.
///
/// # Errors
/// No tenant is given and the logs do not settle it, or none of those given occurs in them; the candidates are listed with their counts.
pub fn resolve_own(given: &[String], collected: &mut Collected) -> Result<OwnEvidence, Failure> {
    if !given.is_empty() {
        let own: Vec<TenantId> = given.iter().map(|id| collected.tenant(id)).collect();
        let own = sorted(own, &collected.texts);
        let said = check(&own, collected)?;
        return Ok(OwnEvidence { own, said });
    }
    let texts = &collected.texts;
    if !collected.owners.is_empty() {
        let owners = ranked(&collected.owners, texts);
        let [(owner, records)] = owners.as_slice() else {
            let list = list(&owners, texts);
            return Err(unclear(move |lang: Lang| said::several_owners(lang, &list(lang))));
        };
        let (id, records) = (texts.text(owner.0).to_owned(), *records);
        return Ok(OwnEvidence { own: vec![*owner], said: Some(Text::from(move |lang: Lang| said::named(lang, &id, records))) });
    }
    let (counts, with_id) = counts(collected);
    if collected.facts.is_empty() {
        return Ok(OwnEvidence { own: Vec::new(), said: None });
    }
    let candidates = ranked(&counts, texts);
    let Some(&(best, rows)) = candidates.first() else {
        return Err(Failure::new(Code::OwnTenantUnclear, said::none, said::none_next));
    };
    let runner_up = candidates.get(1).map_or(0, |&(_, rows)| rows);
    if rows * 100 >= with_id * 95 && rows >= runner_up * 2 {
        let id = texts.text(best.0).to_owned();
        let said = Text::from(move |lang: Lang| said::inferred(lang, &id, rows, with_id, runner_up));
        return Ok(OwnEvidence { own: vec![best], said: Some(said) });
    }
    let list = list(&candidates, texts);
    Err(unclear(move |lang: Lang| said::none_stands_out(lang, with_id, &list(lang))))
}

/// Whether the sign-ins are of the tenants given: none of them in any sign-in is a slip that would make every number wrong. Says which of
/// several is missing. Where no sign-in names a tenant, nothing speaks against them.
fn check(given: &[TenantId], collected: &Collected) -> Result<Option<Text>, Failure> {
    let texts = &collected.texts;
    let counts = occurring(collected);
    let missing: Vec<&str> = given.iter().filter(|tenant| !counts.contains_key(&tenant.0.0)).map(|tenant| texts.text(tenant.0)).collect();
    if missing.is_empty() || counts.is_empty() {
        return Ok(None);
    }
    let missing = missing.join(", ");
    if given.iter().any(|tenant| counts.contains_key(&tenant.0.0)) {
        return Ok(Some(Text::from(move |lang: Lang| said::missing(lang, &missing))));
    }
    let list = list(&ranked(&counts, texts), texts);
    Err(Failure::new(Code::OwnTenantAbsent, move |lang: Lang| said::absent(lang, &missing, &list(lang)), said::absent_next))
}

/// The first few tenants with their records, a line each.
fn list(tenants: &[(TenantId, u64)], texts: &Interner) -> impl Fn(Lang) -> String + Send + Sync + 'static {
    let shown: Vec<(String, u64)> = tenants.iter().take(5).map(|(tenant, rows)| (texts.text(tenant.0).to_owned(), *rows)).collect();
    move |lang| shown.iter().map(|(tenant, rows)| format!("\n    {}", said::candidate(lang, tenant, *rows))).collect::<Vec<_>>().concat()
}

fn unclear(what: impl Into<Text>) -> Failure {
    Failure::new(Code::OwnTenantUnclear, what, said::unclear_next)
}

fn sorted(mut own: Vec<TenantId>, texts: &Interner) -> Vec<TenantId> {
    own.sort_by_key(|tenant| texts.text(tenant.0));
    own.dedup();
    own
}

fn ranked(counts: &BTreeMap<u32, u64>, texts: &Interner) -> Vec<(TenantId, u64)> {
    let mut ranked: Vec<_> = counts.iter().map(|(&id, &rows)| (TenantId(Sym(id)), rows)).collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| texts.text(a.0.0).cmp(texts.text(b.0.0))));
    ranked
}

/// Sign-ins in which each tenant is home or resource, and sign-ins that name a tenant at all.
fn counts(collected: &Collected) -> (BTreeMap<u32, u64>, u64) {
    let parts = collected.facts.parts();
    let mut pairs: HashMap<(TenantId, TenantId), u64> = HashMap::new();
    for (numbers, count) in collected.facts.counts() {
        let home = parts.who.values()[numbers.who as usize].home;
        *pairs.entry((home, parts.how.values()[numbers.how as usize].resource_tenant)).or_default() += count;
    }
    let mut counts = BTreeMap::new();
    let mut with_id = 0;
    let pairs: BTreeMap<_, _> = pairs.into_iter().collect();
    for ((home, resource), count) in pairs {
        if !home.is_absent() || !resource.is_absent() {
            with_id += count;
        }
        for tenant in [Some(home), (resource != home).then_some(resource)].into_iter().flatten() {
            // Consumer accounts are nobody's own tenant.
            if !tenant.is_absent() && collected.texts.text(tenant.0) != tenants::CONSUMERS {
                *counts.entry(tenant.0.0).or_default() += count;
            }
        }
    }
    (counts, with_id)
}

/// Sign-ins in which each tenant is home, resource or owner of the log.
fn occurring(collected: &Collected) -> BTreeMap<u32, u64> {
    let parts = collected.facts.parts();
    let mut counts: HashMap<[TenantId; 3], u64> = HashMap::new();
    for (numbers, count) in collected.facts.counts() {
        let (who, how) = (&parts.who.values()[numbers.who as usize], &parts.how.values()[numbers.how as usize]);
        *counts.entry([who.home, how.resource_tenant, how.owner]).or_default() += count;
    }
    let mut occurring = BTreeMap::new();
    for (tenants, count) in counts.into_iter().collect::<BTreeMap<_, _>>() {
        for tenant in tenants.into_iter().filter(|tenant| !tenant.is_absent()).collect::<BTreeSet<_>>() {
            *occurring.entry(tenant.0.0).or_default() += count;
        }
    }
    occurring
}
