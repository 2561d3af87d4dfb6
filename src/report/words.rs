//! The words for columns and for rows without a name, as people read them. Names in CSV and JSON are never translated.

use super::{Cell, Table};
use crate::knowledge::tenants::short_id;
use crate::words::{Lang, headings as said};

/// What stands on the other side of a sign-in that has no organisation there: a Microsoft account, Google, a one-time passcode.
pub const NO_ENTRA_HOME: &str = "external identities without an Entra home";

/// [`NO_ENTRA_HOME`] in a language.
#[must_use]
pub fn no_entra_home(lang: Lang) -> &'static str {
    said::shown_no_entra_home(lang)
}

/// What people are shown as the name of the organisation of a row: without one the beginning of its id, or what it is instead.
#[must_use]
pub fn shown_name(table: &Table, row: &[Cell], lang: Lang) -> String {
    let column = |name| table.str_if_any(row, name);
    if let Some(name) = column("partner_name") {
        return name.to_owned();
    }
    if let Some(id) = column("partner_tenant_id") {
        return short_id(id);
    }
    let instead = match (column("direction"), column("scope")) {
        // A recommended setting of no organisation.
        _ if table.place("decision").is_some() => said::shown_default_settings(lang),
        (Some("foreign"), _) => said::shown_foreign_tenants(lang),
        (Some("undetermined"), _) => said::shown_untold(lang),
        (Some("internal"), _) => said::shown_own_tenants(lang),
        (Some(_), _) => no_entra_home(lang),
        (None, Some("default")) => said::shown_without_settings(lang),
        (None, _) => said::shown_this_directory(lang),
    };
    instead.to_owned()
}

/// A truth value.
#[must_use]
pub fn truth(value: bool, lang: Lang) -> &'static str {
    if value { said::yes(lang) } else { said::no(lang) }
}

/// Writes the look-up of headings: each column is a message of that name.
macro_rules! headings {
    ($($column:ident),* $(,)?) => {
        fn known(column: &str, lang: Lang) -> Option<&'static str> {
            match column {
                $(stringify!($column) => Some(said::$column(lang)),)*
                _ => None,
            }
        }
    };
}

headings! {
    access_type, access_types, action, activity, actor, actor_home_tenant_id, actor_id, actor_ip, actor_kind, after,
    app_id, app_name, app_owner_tenant_id, apps, because, before, blocked_after, blocked_before, bytes, ca_policies,
    cannot_tell, category, change, client_app, conditional_access, container, correlation_id, countries, country,
    damage, days, days_seen, days_to_redeem, days_with_data, decided_by, decision, direction, domain, domains,
    duplicates, effect, encoding, error_code, error_name, events, evidence, failure_reason, failures, file, files,
    first, first_block, first_party, first_seen, first_sign_in, foreign_actor, format, gap_days, how_to_export, id,
    identity, identity_provider, interruptions, invited_at, invited_by, ip, kept, key, kind, last, last_seen, last_sign_in,
    log, mail, matched, matched_by, meaning, missing, name, note, origin, outcome, own_entry, own_tenant, partner_name,
    partner_tenant_id, partners, passthroughs, path, period, place, problem, reason, reasons, records, redeemed_at, resource_id,
    resource_name, resources, result, scope, expected, new, sign_ins_before, sign_ins_after, users_before, users_after, setting, sha256, side, sign_ins, since, skipped, source, sources, state,
    successes, summary, target, time, unknowns, unwrapped, user_display_name, user_id, user_kind, user_principal_name,
    users, users_blocked_after, value, verdict, without_id,
    mfa_required, mfa_external, mfa_here, mfa_unmet, device_compliant, device_hybrid_joined, legacy,
    risky, trusts_mfa, trusts_compliant, trusts_hybrid, users_asked_again, users_spared,
    technicians, is_service_provider, relationships, roles, relationship_end,
}

/// The heading of a column in a table, page or workbook.
#[must_use]
pub fn heading(column: &str, lang: Lang) -> String {
    known(column, lang).map_or_else(
        || {
            let plain = column.replace('_', " ");
            let mut letters = plain.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        },
        str::to_owned,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_without_a_heading_is_read_by_its_name() {
        assert_eq!(heading("some_column", Lang::Ja), "Some column");
        assert_eq!(heading("partner_name", Lang::Ja), "パートナー組織");
    }
}
