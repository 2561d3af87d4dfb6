//! Which tenant is ours: as given, else as the logs prove, else as the counts suggest beyond doubt.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::Collected;
use crate::failure::{Code, Failure};
use crate::knowledge::tenants;
use crate::model::{Interner, Sym, TenantId};
use crate::words::{Text, input as said};

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
            return Err(unclear("these logs name more than one tenant as their owner", &owners, texts));
        };
        let (tenant, records) = (texts.text(owner.0).to_owned(), *records);
        let said = Text::from(move |lang| said::owner_named(lang, &tenant, records));
        return Ok(OwnEvidence { own: vec![*owner], said: Some(said) });
    }
    let (counts, with_id) = counts(collected);
    if collected.facts.is_empty() {
        return Ok(OwnEvidence { own: Vec::new(), said: None });
    }
    let candidates = ranked(&counts, texts);
    let Some(&(best, rows)) = candidates.first() else {
        return Err(Failure::new(
            Code::OwnTenantUnclear,
            "no record names a tenant, so the own tenant cannot be told".to_owned(),
            "say it with --tenant GUID (Entra admin center > Overview > Tenant ID)",
        ));
    };
    let runner_up = candidates.get(1).map_or(0, |&(_, rows)| rows);
    if rows * 100 >= with_id * 95 && rows >= runner_up * 2 {
        let tenant = texts.text(best.0).to_owned();
        let said = Text::from(move |lang| said::own_inferred(lang, &tenant, rows, with_id, runner_up));
        return Ok(OwnEvidence { own: vec![best], said: Some(said) });
    }
    Err(unclear(&format!("none of the tenants in {with_id} sign-ins stands out enough to be yours"), &candidates, texts))
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
        return Ok(Some(Text::from(move |lang| said::own_absent(lang, &missing))));
    }
    Err(Failure::new(
        Code::OwnTenantAbsent,
        format!(
            "--tenant {missing} occurs in no sign-in, as home, resource or owner of the log. These tenants occur:{}",
            list(&ranked(&counts, texts), texts)
        ),
        "check the id (Entra admin center > Overview > Tenant ID), and whether these are the logs you mean",
    ))
}

fn list(tenants: &[(TenantId, u64)], texts: &Interner) -> String {
    tenants.iter().take(5).map(|(tenant, rows)| format!("\n    {}  {rows} records", texts.text(tenant.0))).collect::<Vec<_>>().concat()
}

fn unclear(why: &str, candidates: &[(TenantId, u64)], texts: &Interner) -> Failure {
    Failure::new(
        Code::OwnTenantUnclear,
        format!("the own tenant is not clear: {why}. Candidates:{}", list(candidates, texts)),
        "say which is yours with --tenant GUID; repeat the option for a group of companies",
    )
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
