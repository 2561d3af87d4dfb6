//! What a sign-in shows about multifactor authentication, the device, the protocol and risk: a few small answers packed in a number, for
//! they are part of how every sign-in happened.
//!
//! Each answer may be missing, because the export does not carry it: that is never the same as "no". Every answer is named once, here: its
//! place in the number, and what archives call it.

use std::fmt::Debug;
use std::sync::LazyLock;

/// What a sign-in may be asked that is answered with yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Was multifactor authentication required?
    MfaRequired,
    /// Was the device claimed to be compliant?
    Compliant,
    /// Was the device claimed to be hybrid joined?
    HybridJoined,
    /// Was a protocol used that knows no modern authentication?
    Legacy,
    /// Was the sign-in or the account held to be at risk?
    Risky,
    /// Was the device claimed to be managed? No setting of trust takes that for compliance.
    Managed,
    /// Is the token of the session bound to the device?
    TokenBound,
    /// Did the device or the network send along that tenant restrictions apply?
    TenantRestricted,
    /// Did an agent sign in, and no person?
    Agent,
    /// Did a policy demand to sign in anew after some time, or every time?
    SignInFrequency,
    /// Is the resource published by neither the tenant it was used in nor Microsoft?
    ForeignResource,
}

impl Asked {
    /// Two bits each: not recorded, no, yes.
    fn place(self) -> u32 {
        2 * self as u32
    }
}

/// An answer that is one of a few kinds, of which the default says that nothing is recorded.
pub trait Kind: Copy + Debug + Default + PartialEq + 'static {
    /// Where the answer stands in the number: three bits.
    const PLACE: u32;
    /// The other kinds, and what archives call them.
    const WORDS: &'static [(&'static str, Self)];
}

/// How multifactor authentication came about, as the steps of a sign-in tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mfa {
    /// The export does not tell the steps.
    #[default]
    NotRecorded,
    /// The steps are told, and none is of a second factor.
    Nothing,
    /// A claim of an external provider was accepted.
    External,
    /// It was done in the tenant that was signed in to.
    Here,
    /// It had been done before: a claim in the token, a remembered device.
    Earlier,
    /// It was tried, and failed.
    Failed,
}

impl Kind for Mfa {
    const PLACE: u32 = 22;
    const WORDS: &'static [(&'static str, Self)] =
        &[("none", Self::Nothing), ("external", Self::External), ("here", Self::Here), ("earlier", Self::Earlier), ("failed", Self::Failed)];
}

/// By which kind of method multifactor authentication was done in the tenant that was signed in to. Of a claim from outside nobody tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// It was not done here, or the export does not tell.
    #[default]
    NotRecorded,
    /// One that no copy of a page can catch: a passkey or security key, Windows Hello, a certificate.
    PhishingResistant,
    /// A notification or a code of an app or a token.
    App,
    /// A call or a text message.
    Phone,
    /// Another: mail, a temporary pass, what is new.
    Other,
}

impl Kind for Method {
    const PLACE: u32 = 25;
    /// From the strongest on.
    const WORDS: &'static [(&'static str, Self)] =
        &[("phishing_resistant", Self::PhishingResistant), ("app", Self::App), ("phone", Self::Phone), ("other", Self::Other)];
}

/// What was brought along where a claim met the demand for multifactor authentication: what the claim rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Brought {
    /// No claim met it, or the export does not tell.
    #[default]
    NotRecorded,
    /// No token: the claim stands in a cookie of the browser, or came with the sign-in.
    Nothing,
    /// The token that a device got when its user signed in to it.
    PrimaryRefreshToken,
    /// What a federated identity provider stated.
    Saml,
    /// A refresh token of an application.
    RefreshToken,
    /// Another.
    Other,
}

impl Kind for Brought {
    const PLACE: u32 = 28;
    const WORDS: &'static [(&'static str, Self)] = &[
        ("none", Self::Nothing),
        ("primary_refresh_token", Self::PrimaryRefreshToken),
        ("saml", Self::Saml),
        ("refresh_token", Self::RefreshToken),
        ("other", Self::Other),
    ];
}

/// Who may demand multifactor authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// A Conditional Access policy.
    ConditionalAccess,
    /// An authentication strength, which demands certain methods.
    Strength,
    /// Security defaults.
    SecurityDefaults,
    /// The state of the account: multifactor authentication for each user.
    PerUser,
    /// A policy of Entra ID Protection.
    Risk,
    /// The rule for technicians of service providers.
    ServiceProvider,
    /// The application or its request, or something new.
    Other,
}

/// Those who demanded multifactor authentication of a sign-in; nobody, where it was not required or the export does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Demands(u8);

impl Demands {
    /// Where they stand in the number: a bit each.
    const PLACE: u32 = 31;
    /// All of them, and what archives call them.
    pub const WORDS: [(&'static str, Demand); 7] = [
        ("conditional_access", Demand::ConditionalAccess),
        ("authentication_strength", Demand::Strength),
        ("security_defaults", Demand::SecurityDefaults),
        ("per_user", Demand::PerUser),
        ("risk", Demand::Risk),
        ("service_provider", Demand::ServiceProvider),
        ("other", Demand::Other),
    ];
    const ALL: u8 = (1 << Self::WORDS.len()) - 1;

    /// Those that bits stand for.
    #[must_use]
    pub fn of_bits(bits: i64) -> Self {
        Self(u8::try_from(bits).unwrap_or_default() & Self::ALL)
    }

    /// As bits.
    #[must_use]
    pub fn bits(self) -> i64 {
        self.0.into()
    }

    /// These and another.
    #[must_use]
    pub fn and(self, demand: Demand) -> Self {
        Self(self.0 | 1 << demand as u8)
    }

    /// Whether one is among them.
    #[must_use]
    pub fn has(self, demand: Demand) -> bool {
        self.0 >> demand as u8 & 1 == 1
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What archives call them together.
    fn words(self) -> String {
        let words = Self::WORDS.iter().filter(|(_, demand)| self.has(*demand)).map(|(word, _)| *word);
        words.collect::<Vec<_>>().join(",")
    }
}

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
        Demands((self.0 >> Demands::PLACE) as u8 & Demands::ALL)
    }

    /// The same, with who demanded it.
    #[must_use]
    pub fn with_demands(self, demands: Demands) -> Self {
        Self(self.0 & !(u64::from(Demands::ALL) << Demands::PLACE) | u64::from(demands.0) << Demands::PLACE)
    }
}

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
