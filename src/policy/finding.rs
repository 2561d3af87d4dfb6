//! A fault of a policy: its number, how bad it is, where it is.
//!
//! What it is not: the checks (see `validate`) or the sentences (see `finding_words`). The numbers are stable.

use super::block::Block;
use crate::model::Cloud;
use crate::words::{Lang, findings};

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Microsoft refuses it.
    Error,
    /// It does not do what it seems to.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The name used in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A fault of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The number of the rule.
    pub number: u8,
    /// How bad.
    pub severity: Severity,
    /// `default` or the tenant id of a partner, then the dotted path.
    pub where_: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
}

impl Finding {
    /// `V1` to `V24`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("V{}", self.number)
    }

    /// What is wrong and what to do, as one sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        findings::sentence(lang, &self.message, &self.fix)
    }

    /// All of it on one line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        format!("{} [{}] {}: {}", self.code(), self.severity.name(), self.where_, self.sentence(lang))
    }
}

/// What is worth saying about a partner in another cloud.
#[derive(Clone, Copy, Debug)]
pub(super) enum V15 {
    CloudNotAllowed(Cloud),
    DirectConnect(Cloud),
    BothSides(Cloud),
}

/// A rule that is broken, with what its sentence names.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    V1,
    /// Half a setting; users and applications must agree, so it goes with V1.
    Half,
    V2,
    V3,
    V4(String),
    V4Kind(String),
    V5(String),
    V6,
    V7(Block),
    V8(Option<u64>),
    V9(Vec<&'static str>),
    V10 {
        inbound: bool,
    },
    V11,
    V12,
    V13,
    V14Twice(String),
    V14NoGuid(String),
    V14Unseen(String),
    V15(V15),
    /// The object id of a guest here, where one of the partner's directory belongs.
    V16(String),
    /// Let in by the settings, and refused by the list of domains.
    V17Refused {
        domain: String,
        only_these: bool,
    },
    /// Let in by the list of domains, and refused by the settings.
    V17Blocked(String),
    V18Nobody,
    V18Everyone,
    V19Off {
        existing: bool,
    },
    V19Open,
    V19Domain(String),
    V20,
    /// A removed entry: the days on which it went and will be gone, where they are told.
    V21(Option<[String; 2]>),
    V22(Vec<&'static str>),
    V23,
    /// The roles that a service provider may hold.
    V24(Vec<String>),
}

impl Rule {
    pub fn finding(&self, where_: String, lang: Lang) -> Finding {
        let (number, severity) = self.rank();
        Finding { number, severity, where_, message: self.message(lang), fix: self.fix(lang) }
    }

    fn rank(&self) -> (u8, Severity) {
        use Severity::{Error, Info, Warning};
        match self {
            Self::V1 => (1, Error),
            Self::Half => (1, Warning),
            Self::V2 => (2, Error),
            Self::V3 => (3, Error),
            Self::V4(_) => (4, Error),
            Self::V4Kind(_) => (4, Warning),
            Self::V5(_) => (5, Error),
            Self::V6 => (6, Warning),
            Self::V7(_) => (7, Warning),
            Self::V8(Some(_)) => (8, Warning),
            Self::V8(None) => (8, Info),
            Self::V9(_) => (9, Warning),
            Self::V10 { .. } => (10, Info),
            Self::V11 => (11, Warning),
            Self::V12 => (12, Warning),
            Self::V13 => (13, Info),
            Self::V14Twice(_) | Self::V14NoGuid(_) => (14, Warning),
            Self::V14Unseen(_) => (14, Info),
            Self::V15(V15::CloudNotAllowed(_) | V15::DirectConnect(_)) => (15, Warning),
            Self::V15(V15::BothSides(_)) => (15, Info),
            Self::V16(_) => (16, Warning),
            Self::V17Refused { .. } | Self::V17Blocked(_) => (17, Warning),
            Self::V18Nobody => (18, Warning),
            Self::V18Everyone => (18, Info),
            Self::V19Off { .. } | Self::V19Domain(_) => (19, Warning),
            Self::V19Open => (19, Info),
            Self::V20 => (20, Warning),
            Self::V21(_) => (21, Info),
            Self::V22(_) => (22, Info),
            Self::V23 => (23, Info),
            Self::V24(_) => (24, Info),
        }
    }
}
