//! What a sign-in shows about multifactor authentication, the device, the protocol and risk: a few small answers packed in a number, for
//! they are part of how every sign-in happened.
//!
//! Each answer may be missing, because the export does not carry it: that is never the same as "no".

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

impl Mfa {
    const ALL: [Self; 6] = [Self::NotRecorded, Self::Nothing, Self::External, Self::Here, Self::Earlier, Self::Failed];
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

impl Method {
    /// Every kind, those that say something from the strongest on.
    pub const ALL: [Self; 5] = [Self::NotRecorded, Self::PhishingResistant, Self::App, Self::Phone, Self::Other];
}

/// The answers of one sign-in. The default knows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Evidence(u32);

/// The places of the answers in the number: yes-or-no answers take two bits (not recorded, no, yes), [`Mfa`] and [`Method`] take three.
const REQUIRED: u32 = 0;
const COMPLIANT: u32 = 2;
const HYBRID: u32 = 4;
const LEGACY: u32 = 6;
const RISKY: u32 = 8;
const MFA: u32 = 10;
const METHOD: u32 = 13;
const MANAGED: u32 = 16;
const BOUND: u32 = 18;
const RESTRICTED: u32 = 20;
const AGENT: u32 = 22;
const FREQUENCY: u32 = 24;

impl Evidence {
    /// Nothing is recorded.
    pub const NONE: Self = Self(0);

    /// The answers of both, none of which both have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn answer(self, place: u32) -> Option<bool> {
        match self.0 >> place & 3 {
            1 => Some(false),
            2 => Some(true),
            _ => None,
        }
    }

    fn with(self, place: u32, answer: Option<bool>) -> Self {
        let bits = answer.map_or(0, |yes| 1 + u32::from(yes));
        Self(self.0 & !(3 << place) | bits << place)
    }

    /// Whether multifactor authentication was required; `None` = not recorded, here and below.
    #[must_use]
    pub fn mfa_required(self) -> Option<bool> {
        self.answer(REQUIRED)
    }

    /// Whether the device was claimed to be compliant.
    #[must_use]
    pub fn compliant(self) -> Option<bool> {
        self.answer(COMPLIANT)
    }

    /// Whether the device was claimed to be hybrid joined.
    #[must_use]
    pub fn hybrid_joined(self) -> Option<bool> {
        self.answer(HYBRID)
    }

    /// Whether a protocol was used that knows no modern authentication.
    #[must_use]
    pub fn legacy(self) -> Option<bool> {
        self.answer(LEGACY)
    }

    /// Whether the sign-in or the account was held to be at risk.
    #[must_use]
    pub fn risky(self) -> Option<bool> {
        self.answer(RISKY)
    }

    /// How multifactor authentication came about.
    #[must_use]
    pub fn mfa(self) -> Mfa {
        Mfa::ALL.get((self.0 >> MFA & 7) as usize).copied().unwrap_or_default()
    }

    /// By which kind of method it was done here.
    #[must_use]
    pub fn method(self) -> Method {
        Method::ALL.get((self.0 >> METHOD & 7) as usize).copied().unwrap_or_default()
    }

    /// Whether the device was claimed to be managed: no setting of trust takes that for compliance.
    #[must_use]
    pub fn managed(self) -> Option<bool> {
        self.answer(MANAGED)
    }

    /// Whether the token of the session is bound to the device.
    #[must_use]
    pub fn token_bound(self) -> Option<bool> {
        self.answer(BOUND)
    }

    /// Whether the device or the network sent along that tenant restrictions apply.
    #[must_use]
    pub fn tenant_restricted(self) -> Option<bool> {
        self.answer(RESTRICTED)
    }

    /// Whether an agent signed in, and no person.
    #[must_use]
    pub fn agent(self) -> Option<bool> {
        self.answer(AGENT)
    }

    /// Whether a policy demanded to sign in anew after some time, or every time.
    #[must_use]
    pub fn sign_in_frequency(self) -> Option<bool> {
        self.answer(FREQUENCY)
    }

    /// The same, with whether multifactor authentication was required.
    #[must_use]
    pub fn with_mfa_required(self, answer: Option<bool>) -> Self {
        self.with(REQUIRED, answer)
    }

    /// The same, with whether the device was claimed to be compliant.
    #[must_use]
    pub fn with_compliant(self, answer: Option<bool>) -> Self {
        self.with(COMPLIANT, answer)
    }

    /// The same, with whether the device was claimed to be hybrid joined.
    #[must_use]
    pub fn with_hybrid_joined(self, answer: Option<bool>) -> Self {
        self.with(HYBRID, answer)
    }

    /// The same, with whether a legacy protocol was used.
    #[must_use]
    pub fn with_legacy(self, answer: Option<bool>) -> Self {
        self.with(LEGACY, answer)
    }

    /// The same, with whether there was risk.
    #[must_use]
    pub fn with_risky(self, answer: Option<bool>) -> Self {
        self.with(RISKY, answer)
    }

    /// The same, with how multifactor authentication came about.
    #[must_use]
    pub fn with_mfa(self, mfa: Mfa) -> Self {
        Self(self.0 & !(7 << MFA) | (mfa as u32) << MFA)
    }

    /// The same, with the kind of method by which it was done here.
    #[must_use]
    pub fn with_method(self, method: Method) -> Self {
        Self(self.0 & !(7 << METHOD) | (method as u32) << METHOD)
    }

    /// The same, with whether the device was claimed to be managed.
    #[must_use]
    pub fn with_managed(self, answer: Option<bool>) -> Self {
        self.with(MANAGED, answer)
    }

    /// The same, with whether the token of the session is bound to the device.
    #[must_use]
    pub fn with_token_bound(self, answer: Option<bool>) -> Self {
        self.with(BOUND, answer)
    }

    /// The same, with whether tenant restrictions apply.
    #[must_use]
    pub fn with_tenant_restricted(self, answer: Option<bool>) -> Self {
        self.with(RESTRICTED, answer)
    }

    /// The same, with whether an agent signed in.
    #[must_use]
    pub fn with_agent(self, answer: Option<bool>) -> Self {
        self.with(AGENT, answer)
    }

    /// The same, with whether a policy demanded to sign in anew after some time.
    #[must_use]
    pub fn with_sign_in_frequency(self, answer: Option<bool>) -> Self {
        self.with(FREQUENCY, answer)
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

    #[test]
    fn answers_do_not_touch_each_other() {
        let all = Evidence::NONE
            .with_mfa_required(Some(true))
            .with_compliant(Some(false))
            .with_hybrid_joined(Some(true))
            .with_legacy(None)
            .with_risky(Some(true))
            .with_mfa(Mfa::Failed);
        let told = (all.mfa_required(), all.compliant(), all.hybrid_joined(), all.legacy(), all.risky(), all.mfa());
        assert_eq!(told, (Some(true), Some(false), Some(true), None, Some(true), Mfa::Failed));
        let other = all.with_risky(None).with_mfa(Mfa::External).with_compliant(Some(true));
        assert_eq!((other.risky(), other.mfa(), other.compliant(), other.mfa_required()), (None, Mfa::External, Some(true), Some(true)));
        for mfa in Mfa::ALL {
            assert_eq!(Evidence::NONE.with_mfa(mfa).mfa(), mfa);
        }
        for method in Method::ALL {
            let both = all.with_method(method).with_agent(Some(true));
            assert_eq!((both.method(), both.mfa(), both.managed(), both.agent()), (method, Mfa::Failed, None, Some(true)));
        }
        let last = Evidence::NONE.with_sign_in_frequency(Some(true)).with_token_bound(Some(false)).with_tenant_restricted(Some(true));
        let told = (last.sign_in_frequency(), last.token_bound(), last.tenant_restricted(), last.agent(), last.mfa());
        assert_eq!(told, (Some(true), Some(false), Some(true), None, Mfa::NotRecorded));
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
