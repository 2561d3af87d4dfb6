//! The answers as columns of archives.

use std::sync::LazyLock;

use super::{Asked, Brought, Demands, Evidence, Kind, Method, Mfa};

/// An answer in a column of its own.
pub struct EvidenceColumn {
    /// Its name.
    pub name: &'static str,
    /// The bits of the answer.
    mask: u64,
    /// What stands in it, and what that tells.
    pub words: Vec<(String, Evidence)>,
}

impl EvidenceColumn {
    fn new(name: &'static str, mask: u64, words: impl IntoIterator<Item = (String, Evidence)>) -> Self {
        Self { name, mask, words: words.into_iter().collect() }
    }

    fn yes_no(name: &'static str, asked: Asked) -> Self {
        let words = [("no", false), ("yes", true)].map(|(word, answer)| (word.to_owned(), Evidence::NONE.with(asked, Some(answer))));
        Self::new(name, 3 << asked.place(), words)
    }

    fn kinds<K: Kind>(name: &'static str) -> Self {
        Self::new(name, 7 << K::PLACE, K::WORDS.iter().map(|&(word, kind)| (word.to_owned(), Evidence::NONE.with_kind(kind))))
    }

    fn demands(name: &'static str) -> Self {
        let sets = (1..=Demands::ALL).map(Demands);
        Self::new(name, u64::from(Demands::ALL) << Demands::PLACE, sets.map(|set| (set.words(), Evidence::NONE.with_demands(set))))
    }

    /// The place of the word for what a sign-in shows.
    #[must_use]
    pub fn place(&self, evidence: Evidence) -> Option<usize> {
        self.words.iter().position(|(_, told)| told.0 == evidence.0 & self.mask)
    }
}

/// The columns of archives that tell what sign-ins show, in their order there. Whether a protocol was a legacy one, `client_app` tells.
pub static EVIDENCE_COLUMNS: LazyLock<Vec<EvidenceColumn>> = LazyLock::new(|| {
    vec![
        EvidenceColumn::yes_no("mfa_required", Asked::MfaRequired),
        EvidenceColumn::kinds::<Mfa>("mfa"),
        EvidenceColumn::yes_no("device_compliant", Asked::Compliant),
        EvidenceColumn::yes_no("device_hybrid_joined", Asked::HybridJoined),
        EvidenceColumn::yes_no("risky", Asked::Risky),
        EvidenceColumn::kinds::<Method>("mfa_method"),
        EvidenceColumn::yes_no("device_managed", Asked::Managed),
        EvidenceColumn::yes_no("token_bound", Asked::TokenBound),
        EvidenceColumn::yes_no("tenant_restricted", Asked::TenantRestricted),
        EvidenceColumn::yes_no("agent", Asked::Agent),
        EvidenceColumn::yes_no("sign_in_frequency", Asked::SignInFrequency),
        EvidenceColumn::demands("mfa_required_by"),
        EvidenceColumn::kinds::<Brought>("incoming_token"),
        EvidenceColumn::yes_no("foreign_resource", Asked::ForeignResource),
    ]
});
