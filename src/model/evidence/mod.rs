//! What a sign-in shows about multifactor authentication, the device, the protocol and risk: a few small answers packed in a number, for
//! they are part of how every sign-in happened.
//!
//! Each answer may be missing, because the export does not carry it: that is never the same as "no". Every answer is named once, here: its
//! place in the number, and what archives call it.

mod answers;
mod columns;

pub use answers::{Asked, Brought, Demand, Demands, Kind, Method, Mfa};
pub use columns::{EVIDENCE_COLUMNS, EvidenceColumn};

/// The answers of one sign-in. The default knows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Evidence(u64);

impl Evidence {
    /// Nothing is recorded.
    pub const NONE: Self = Self(0);

    /// The answers of both, none of which both have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is answered to a question; `None` = not recorded.
    #[must_use]
    pub fn answer(self, asked: Asked) -> Option<bool> {
        match self.0 >> asked.place() & 3 {
            1 => Some(false),
            2 => Some(true),
            _ => None,
        }
    }

    /// Whether the answer is yes.
    #[must_use]
    pub fn says(self, asked: Asked) -> bool {
        self.answer(asked) == Some(true)
    }

    /// The same, with this answer.
    #[must_use]
    pub fn with(self, asked: Asked, answer: Option<bool>) -> Self {
        let bits = answer.map_or(0, |yes| 1 + u64::from(yes));
        Self(self.0 & !(3 << asked.place()) | bits << asked.place())
    }

    fn kind<K: Kind>(self) -> K {
        let number = (self.0 >> K::PLACE & 7) as usize;
        number.checked_sub(1).and_then(|place| K::WORDS.get(place)).map(|&(_, kind)| kind).unwrap_or_default()
    }

    /// The same, with this kind.
    #[must_use]
    pub fn with_kind<K: Kind>(self, kind: K) -> Self {
        let number = K::WORDS.iter().position(|&(_, known)| known == kind).map_or(0, |place| place as u64 + 1);
        Self(self.0 & !(7 << K::PLACE) | number << K::PLACE)
    }

    /// How multifactor authentication came about.
    #[must_use]
    pub fn mfa(self) -> Mfa {
        self.kind()
    }

    /// By which kind of method it was done here.
    #[must_use]
    pub fn method(self) -> Method {
        self.kind()
    }

    /// What was brought along where a claim met it.
    #[must_use]
    pub fn brought(self) -> Brought {
        self.kind()
    }

    /// Who demanded it.
    #[must_use]
    pub fn demands(self) -> Demands {
        Demands(u8::try_from(self.0 >> Demands::PLACE & u64::from(Demands::ALL)).unwrap_or_default())
    }

    /// The same, with who demanded it.
    #[must_use]
    pub fn with_demands(self, demands: Demands) -> Self {
        Self(self.0 & !(u64::from(Demands::ALL) << Demands::PLACE) | u64::from(demands.0) << Demands::PLACE)
    }
}

/// What Microsoft lists as clients of legacy authentication: the beginnings of their names, without spaces and in lower case.
const LEGACY_CLIENTS: [&str; 17] = [
    "authenticatedsmtp",
    "smtp",
    "autodiscover",
    "exchangeactivesync",
    "exchangeonlinepowershell",
    "exchangewebservices",
    "imap",
    "mapioverhttp",
    "offlineaddressbook",
    "outlookanywhere",
    "outlookservice",
    "pop",
    "reportingwebservices",
    "otherclients",
    "universaloutlook",
    "その他のクライアント",
    "認証済みsmtp",
];

/// Whether a client application is one of legacy authentication, by the name that the logs give its kind.
#[must_use]
pub fn is_legacy_client(client_app: &str) -> bool {
    let plain: String = client_app.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect();
    LEGACY_CLIENTS.iter().any(|known| plain.starts_with(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: [Asked; 11] = [
        Asked::MfaRequired,
        Asked::Compliant,
        Asked::HybridJoined,
        Asked::Legacy,
        Asked::Risky,
        Asked::Managed,
        Asked::TokenBound,
        Asked::TenantRestricted,
        Asked::Agent,
        Asked::SignInFrequency,
        Asked::ForeignResource,
    ];

    fn every<K: Kind>() -> impl Iterator<Item = K> {
        std::iter::once(K::default()).chain(K::WORDS.iter().map(|&(_, kind)| kind))
    }

    /// Whatever stands beside it, an answer is the one that was given, and takes the place of an earlier one.
    #[test]
    fn answers_do_not_touch_each_other() {
        let all = ASKED.into_iter().fold(Evidence::NONE, |all, asked| all.with(asked, Some(true)));
        let all = all.with_kind(Mfa::Failed).with_kind(Method::Other).with_kind(Brought::Other).with_demands(Demands::of_bits(0x7f));
        let rest = |evidence: Evidence| {
            (evidence.mfa(), evidence.method(), evidence.brought(), evidence.demands(), ASKED.map(|asked| evidence.answer(asked)))
        };
        for asked in ASKED {
            for answer in [None, Some(false), Some(true)] {
                let changed = all.with(asked, answer);
                assert_eq!((changed.answer(asked), changed.with(asked, Some(true))), (answer, all));
            }
        }
        for mfa in every::<Mfa>() {
            assert_eq!((all.with_kind(mfa).mfa(), all.with_kind(mfa).with_kind(Mfa::Failed)), (mfa, all));
        }
        for method in every::<Method>() {
            assert_eq!((all.with_kind(method).method(), all.with_kind(method).with_kind(Method::Other)), (method, all));
        }
        for brought in every::<Brought>() {
            assert_eq!((all.with_kind(brought).brought(), all.with_kind(brought).with_kind(Brought::Other)), (brought, all));
        }
        for (_, demand) in Demands::WORDS {
            let one = all.with_demands(Demands::default().and(demand));
            assert!(Demands::WORDS.iter().all(|&(_, other)| one.demands().has(other) == (other == demand)));
            assert_eq!(rest(one.with_demands(all.demands())), rest(all));
        }
        assert_eq!(rest(Evidence::NONE), (Mfa::NotRecorded, Method::NotRecorded, Brought::NotRecorded, Demands::default(), [None; 11]));
    }

    /// All columns of an archive together tell everything but the protocol, and each of their words stands once.
    #[test]
    fn columns_tell_every_answer() {
        let all = ASKED.into_iter().filter(|&asked| asked != Asked::Legacy).fold(Evidence::NONE, |all, asked| all.with(asked, Some(true)));
        let all = all.with_kind(Mfa::External).with_kind(Method::App).with_kind(Brought::Saml);
        let all = all.with_demands(Demands::default().and(Demand::PerUser).and(Demand::ConditionalAccess));
        let told = EVIDENCE_COLUMNS.iter().map(|column| &column.words[column.place(all).expect("told")]);
        let (words, read): (Vec<&str>, Vec<Evidence>) = told.map(|(word, told)| (word.as_str(), *told)).unzip();
        assert_eq!(read.into_iter().fold(Evidence::NONE, Evidence::and), all);
        assert!(words.contains(&"conditional_access,per_user"), "{words:?}");
        for column in EVIDENCE_COLUMNS.iter() {
            assert_eq!(column.place(Evidence::NONE), None, "{}", column.name);
            for (place, (word, told)) in column.words.iter().enumerate() {
                assert_eq!(column.place(*told), Some(place), "{}", column.name);
                assert_eq!(column.words.iter().filter(|(other, _)| other == word).count(), 1, "{word}");
            }
        }
    }

    #[test]
    fn clients_of_legacy_authentication_are_those_that_microsoft_lists() {
        for client in ["IMAP4", "IMAP", "POP3", "Authenticated SMTP", "Exchange ActiveSync", "Other clients", "Other clients; IMAP", "MAPI Over HTTP"]
        {
            assert!(is_legacy_client(client), "{client}");
        }
        for client in ["Browser", "Mobile Apps and Desktop clients", "", "ブラウザー", "Portal"] {
            assert!(!is_legacy_client(client), "{client}");
        }
    }
}
