//! The words of the template and of the script in one language.

use serde_json::{Map, Value};

use crate::words::{Lang, badges, charts, explorer, headings, page as said};

/// Takes a field for each word.
macro_rules! words {
    ($($module:ident: $($name:ident),* $(,)?;)*) => {
        /// What the template says, a field for each message of that name.
        pub(super) struct Words {
            $($(pub $name: &'static str,)*)*
        }

        impl Words {
            /// In a language.
            pub(super) fn of(lang: Lang) -> Self {
                Self { $($($name: $module::$name(lang),)*)* }
            }
        }
    };
}

words! {
    said: nav_answer, nav_limits, nav_messages, nav_evidence, answer, hints, sentences, limits, contents,
        before_applying, requests, nothing_to_change, way_back, way_back_requests, reasons, left_out, nothing_sent,
        drill, no_rows, messages_question, evidence_question, program, command, own_tenant, own_tenant_given, settings_set, times;
    explorer: explore, explore_question, filters, sums, details, whole_answer, facts_elsewhere;
}

/// What the script says, by the names it knows; names in braces are filled in on the page.
pub(super) fn explorer_words(lang: Lang) -> Map<String, Value> {
    macro_rules! plain {
        ($($module:ident: $($name:ident),* $(,)?;)*) => {
            [$($((stringify!($name), $module::$name(lang)),)*)*]
        };
    }
    let plain = plain! {
        said: copy, copied, close, no_rows;
        explorer: find, find_hint, nothing_found, key_direction, key_partner, key_app, key_user, key_outcome, key_code, key_side, key_log, key_from, key_to,
            remove_all, days_label, days_other, day_from, day_to, drag, search, search_hint, columns, csv, by_week, copy_refused, follows_both, follows_partner,
            follows_direction, follows_none, chart_partners_inbound, chart_partners_outbound, chart_partners_by_day, chart_applications, chart_failures,
            only_this, resources, under_filters, first_use, last_use, failing, setting, setting_organization, setting_default, recommended, would_block, changed,
            events, side_no_option, row, dark;
        headings: yes, no, sign_ins, days_seen;
    };
    let [count, command] = ["{count}", "{command}"];
    let named = [
        ("key_access-type", explorer::key_access_type(lang)),
        ("use", explorer::r#use(lang)),
        ("value_inbound", charts::inbound(lang)),
        ("value_outbound", charts::outbound(lang)),
        ("badge_new", badges::new(lang)),
        ("badge_not_listed", badges::not_listed(lang)),
        ("badge_expired", badges::expired(lang)),
        ("no_error", charts::no_error(lang)),
        ("value_internal", explorer::internal(lang)),
        ("value_foreign", explorer::foreign(lang)),
        ("value_undetermined", explorer::undetermined(lang)),
        ("value_success", explorer::success(lang)),
        ("value_interrupted", explorer::interrupted(lang)),
        ("value_failure", explorer::failure(lang)),
        ("value_passthrough", explorer::passthrough(lang)),
        ("value_unknown", explorer::unknown(lang)),
        ("value_interactive", explorer::interactive(lang)),
        ("value_non_interactive", explorer::non_interactive(lang)),
        ("value_us", charts::us(lang)),
        ("value_partner", charts::partner(lang)),
        ("value_network", charts::network(lang)),
        ("value_user", charts::user(lang)),
        ("value_app_owner", charts::app_owner(lang)),
        ("value_microsoft", charts::microsoft(lang)),
        ("value_nobody", charts::nobody(lang)),
        ("value_unclassified", charts::unclassified(lang)),
        ("none_inbound", headings::shown_no_entra_home(lang)),
        ("none_outbound", headings::shown_no_entra_home(lang)),
        ("none_internal", headings::shown_own_tenants(lang)),
        ("none_foreign", headings::shown_foreign_tenants(lang)),
        ("none_undetermined", headings::shown_untold(lang)),
    ];
    let filled = [
        ("remove", explorer::remove(lang, "{filter}")),
        ("in_view", explorer::in_view(lang, "{sign_ins}", "{partners}")),
        ("counted", explorer::counted(lang, "{shown}", "{rows}")),
        ("printed", explorer::printed(lang, "{shown}", "{rows}")),
        ("hidden_users", explorer::hidden_users(lang, count)),
        ("users_elsewhere", explorer::users_elsewhere(lang, command)),
        ("more", explorer::more(lang, count)),
    ];
    let texts = plain.into_iter().chain(named).map(|(name, text)| (name, text.to_owned())).chain(filled);
    texts.map(|(name, text)| (name.to_owned(), Value::String(text))).collect()
}
