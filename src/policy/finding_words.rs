//! The words of validation: what is wrong and what to do.
//!
//! What it is not: the checks (see `validate`). The sentences may get better; the numbers stay.

use super::block::Block;
use super::finding::{Rule, V15};
use crate::knowledge::apps;
use crate::safe::quoted;
use crate::words::{Lang, findings as said, settings_2026 as around};

impl Rule {
    /// What is wrong.
    pub(super) fn message(&self, lang: Lang) -> String {
        let plain = match self {
            Self::V1 => said::v1(lang),
            Self::Half => said::v1_half(lang),
            Self::V2 => said::v2(lang),
            Self::V3 => said::v3(lang),
            Self::V4(target) => return said::v4(lang, target),
            Self::V4Kind(target) => return said::v4_kind(lang, target),
            Self::V5(keyword) => return said::v5(lang, keyword),
            Self::V6 => said::v6(lang),
            Self::V7(Block::DirectConnectInbound) => said::v7_inbound(lang),
            Self::V7(_) => said::v7_outbound(lang),
            Self::V8(failures) => return said::v8(lang, *failures),
            Self::V9(missing) => {
                let named = |id: &&str| apps::find(id).map_or_else(|| (*id).to_owned(), |app| format!("{} {id}", app.name));
                return said::v9(lang, &missing.iter().map(named).collect::<Vec<_>>().join(", "));
            }
            Self::V10 { inbound: true } => said::v10_inbound(lang),
            Self::V10 { inbound: false } => said::v10_outbound(lang),
            Self::V11 => said::v11(lang),
            Self::V12 => said::v12(lang),
            Self::V13 => said::v13(lang),
            Self::V14Twice(target) => return said::v14_twice(lang, target),
            Self::V14NoGuid(id) => return said::v14_no_id(lang, &quoted(id)),
            Self::V14Unseen(id) => return said::v14_unseen(lang, id, apps::find(id).map(|app| app.name.as_str())),
            Self::V15(V15::CloudNotAllowed(cloud)) => return said::v15_cloud_not_allowed(lang, cloud.words(lang)),
            Self::V15(V15::DirectConnect(cloud)) => return said::v15_direct_connect(lang, cloud.words(lang)),
            Self::V15(V15::BothSides(cloud)) => return said::v15_both_sides(lang, cloud.words(lang)),
            Self::V16(id) => return said::v16(lang, id),
            Self::V17Refused { domain, only_these } => return around::v17_refused(lang, domain, *only_these),
            Self::V17Blocked(domain) => return around::v17_blocked(lang, domain),
            Self::V18Nobody => around::v18_nobody(lang),
            Self::V18Everyone => around::v18_everyone(lang),
            Self::V19Off { existing: false } => around::v19_off(lang),
            Self::V19Off { existing: true } => around::v19_existing(lang),
            Self::V19Open => around::v19_open(lang),
            Self::V19Domain(domain) => return around::v19_domain(lang, domain),
            Self::V20 => around::v20(lang),
            Self::V21(Some([gone, lost])) => return around::v21(lang, gone, lost),
            Self::V21(None) => around::v21_untold(lang),
            Self::V22(names) => return around::v22(lang, &names.join(", ")),
            Self::V23 => around::v23(lang),
            Self::V24(roles) => return around::v24(lang, roles.len(), &roles.join(", ")),
        };
        plain.to_owned()
    }

    /// What to do.
    pub(super) fn fix(&self, lang: Lang) -> String {
        let plain = match self {
            Self::V1 => said::v1_fix(lang),
            Self::Half => said::v1_half_fix(lang),
            Self::V2 => said::v2_fix(lang),
            Self::V3 => said::v3_fix(lang),
            Self::V4(_) => said::v4_fix(lang),
            Self::V4Kind(_) => said::v4_kind_fix(lang),
            Self::V5(_) => said::v5_fix(lang),
            Self::V6 => said::v6_fix(lang),
            Self::V7(Block::DirectConnectInbound) => said::v7_inbound_fix(lang),
            Self::V7(_) => said::v7_outbound_fix(lang),
            Self::V8(_) => said::v8_fix(lang),
            Self::V9(_) => said::v9_fix(lang),
            Self::V10 { inbound: true } => said::v10_inbound_fix(lang),
            Self::V10 { inbound: false } => said::v10_outbound_fix(lang),
            Self::V11 => said::v11_fix(lang),
            Self::V12 => said::v12_fix(lang),
            Self::V13 => said::v13_fix(lang),
            Self::V14Twice(_) => said::v14_twice_fix(lang),
            Self::V14NoGuid(_) => said::v14_no_id_fix(lang),
            Self::V14Unseen(_) => said::v14_unseen_fix(lang),
            Self::V15(V15::CloudNotAllowed(cloud)) => return said::v15_cloud_not_allowed_fix(lang, cloud.endpoint()),
            Self::V15(V15::DirectConnect(_)) => said::v15_direct_connect_fix(lang),
            Self::V15(V15::BothSides(_)) => said::v15_both_sides_fix(lang),
            Self::V16(_) => said::v16_fix(lang),
            Self::V17Refused { .. } => around::v17_refused_fix(lang),
            Self::V17Blocked(_) => around::v17_blocked_fix(lang),
            Self::V18Nobody => around::v18_nobody_fix(lang),
            Self::V18Everyone => around::v18_everyone_fix(lang),
            Self::V19Off { existing: false } => around::v19_off_fix(lang),
            Self::V19Off { existing: true } => around::v19_existing_fix(lang),
            Self::V19Open => around::v19_open_fix(lang),
            Self::V19Domain(_) => around::v19_domain_fix(lang),
            Self::V20 => around::v20_fix(lang),
            Self::V21(Some(_)) => around::v21_fix(lang),
            Self::V21(None) => around::v21_untold_fix(lang),
            Self::V22(_) => around::v22_fix(lang),
            Self::V23 => around::v23_fix(lang),
            Self::V24(_) => around::v24_fix(lang),
        };
        plain.to_owned()
    }
}
