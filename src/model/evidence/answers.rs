//! The answers that a sign-in may give: yes or no, or one of a few kinds. Their places in the number do not overlap.

use std::fmt::Debug;

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
    pub(super) fn place(self) -> u32 {
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
pub struct Demands(pub(super) u8);

impl Demands {
    /// Where they stand in the number: a bit each.
    pub(super) const PLACE: u32 = 31;
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
    pub(super) const ALL: u8 = (1 << Self::WORDS.len()) - 1;

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
    pub(super) fn words(self) -> String {
        let words = Self::WORDS.iter().filter(|(_, demand)| self.has(*demand)).map(|(word, _)| *word);
        words.collect::<Vec<_>>().join(",")
    }
}
