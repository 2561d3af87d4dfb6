//! The words of the template in one language.

use crate::words::{Lang, page as said};

/// Takes a field for each word.
macro_rules! words {
    ($($name:ident),* $(,)?) => {
        /// What the template says, a field for each message of that name.
        pub(super) struct Words {
            $(pub $name: &'static str,)*
            /// What the script says: names in braces are filled in on the page.
            pub counted: String,
            /// The same over a table that is cut.
            pub counted_of_cut: String,
            /// The same where words were looked for.
            pub searched_of_cut: String,
        }

        impl Words {
            /// In a language.
            pub(super) fn of(lang: Lang) -> Self {
                let [shown, rows, all, whole] = ["{shown}", "{rows}", "{all}", "{whole}"];
                Self {
                    $($name: said::$name(lang),)*
                    counted: said::counted(lang, shown, rows),
                    counted_of_cut: said::counted_of_cut(lang, shown, rows, all, whole),
                    searched_of_cut: said::searched_of_cut(lang, shown, rows, all, whole),
                }
            }
        }
    };
}

words! {
    nav_answer, nav_limits, nav_messages, nav_evidence, answer, hints, sentences, limits,
    before_applying, requests, nothing_to_change, way_back, way_back_requests, reasons, left_out, nothing_sent,
    drill, filter, filter_hint, all_columns, no_rows, copy, copied, selected, behind_row, close,
    messages_question, evidence_question, program, command, own_tenant, own_tenant_given, settings_set, times,
}
