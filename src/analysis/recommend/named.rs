//! The partners that options name: a name that occurs nowhere ends the command, because settings that follow from a slip would close everything.

use std::collections::BTreeSet;

use super::Options;
use crate::dataset::{Dataset, Filters, is_tenant, same_name};
use crate::failure::{Code, Failure};
use crate::model::TenantId;
use crate::policy::recommend::Reopen;
use crate::safe::quoted;
use crate::words::{Lang, errors as said};

/// The word that reopens for everybody.
const ALL: &str = "all";

/// Whether everybody is meant.
pub(super) fn is_all(name: &str) -> bool {
    name.eq_ignore_ascii_case(ALL)
}

/// The partners that are named; `None` where none is.
///
/// # Errors
/// One of them occurs nowhere.
pub fn scope(data: &Dataset, filters: &Filters) -> Result<Option<BTreeSet<String>>, Failure> {
    let mut all = BTreeSet::new();
    for name in &filters.partners {
        all.extend(named(data, "--partner", name)?);
    }
    Ok((!filters.partners.is_empty()).then_some(all))
}

/// Whose closed ways are reopened.
pub(super) fn reopen(data: &Dataset, options: &Options) -> Result<Reopen, Failure> {
    if options.reopen.iter().any(|name| is_all(name)) {
        return Ok(Reopen::All);
    }
    let mut partners = BTreeSet::new();
    for name in &options.reopen {
        partners.extend(named(data, "--reopen", name)?);
    }
    Ok(if partners.is_empty() { Reopen::Nothing } else { Reopen::Partners(partners) })
}

/// The tenants of this id or name, in sign-ins or settings.
fn named(data: &Dataset, option: &'static str, name: &str) -> Result<BTreeSet<String>, Failure> {
    if name == "-" {
        return Err(Failure::new(Code::PartnerUnknown, move |lang: Lang| said::no_partner_meant(lang, option), said::no_partner_meant_next));
    }
    let mut tenants: BTreeSet<TenantId> = data.user_facts().map(|fact| fact.partner).collect();
    tenants
        .extend(data.policy.iter().flat_map(|policy| &policy.partners).filter_map(|entry| data.input.texts.lookup(&entry.tenant_id)).map(TenantId));
    let found = tenants.into_iter().filter(|tenant| !tenant.is_absent() && is_tenant(*tenant, name, data));
    let mut found: BTreeSet<String> = found.filter_map(|tenant| data.text(tenant.0)).map(str::to_owned).collect();
    // An entry of a tenant that no sign-in names.
    let entries = data.policy.iter().flat_map(|policy| &policy.partners);
    found.extend(
        entries
            .filter(|entry| same_name(&entry.tenant_id, name) || entry.display_name.as_ref().is_some_and(|shown| same_name(shown, name)))
            .map(|entry| entry.tenant_id.clone()),
    );
    if found.is_empty() {
        let name = quoted(name);
        return Err(Failure::new(Code::PartnerUnknown, move |lang: Lang| said::partner_unknown(lang, option, &name), said::partner_unknown_next));
    }
    Ok(found)
}
