//! What the fields of a sign-in show about multifactor authentication, device, protocol and risk. Microsoft tells results of steps in fixed
//! texts, which the portal translates.
//!
//! Session controls of applied policies (`enforcedSessionControls`) are left unread on purpose. A sign-in frequency and a token bound to the
//! device, which bear on who is asked again, are told by `sessionLifetimePolicies` and `tokenProtectionStatusDetails`; the others (app
//! enforced restrictions, Cloud App Security, persistent browser) act within a session, and nothing of trust depends on them.

use std::sync::LazyLock;

use super::shapes::{DEMAND, STEP};
use super::{Field, Fields, Scalar, Shape};
use crate::knowledge::tenants::is_microsoft;
use crate::model::{Asked, Brought, Demand, Demands, Evidence, Kind, Method, Mfa, is_legacy_client, parse_guid};

/// A list of which each element tells something, and all together what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The steps of the authentication: what they tell of a second factor.
    Steps,
    /// The policies that demanded several factors.
    Demands,
}

impl Told {
    /// What an element is made of.
    pub(super) fn shape(self) -> &'static LazyLock<Shape> {
        match self {
            Self::Steps => &STEP,
            Self::Demands => &DEMAND,
        }
    }

    /// What is kept, as bits.
    pub(super) fn field(self) -> Field {
        match self {
            Self::Steps => Field::MfaSteps,
            Self::Demands => Field::Demands,
        }
    }

    /// Notes that there is a list.
    pub(super) fn begin(self, fields: &mut Fields<'_>) {
        if !fields.has(self.field()) {
            fields.set(self.field(), Scalar::Int(0));
        }
    }

    /// Makes what an element tells part of what all tell together.
    pub(super) fn take(self, fields: &mut Fields<'_>) {
        let told = match self {
            Self::Steps => {
                let mfa = step(fields);
                bit(mfa) | fields.text(Field::StepMethod).filter(|_| mfa == Mfa::Here).map_or(0, |name| method_bit(method(&name)))
            }
            Self::Demands => fields.text(Field::DemandedBy).map_or(0, |name| Demands::default().and(demand(&name)).bits()),
        };
        self.forget(fields);
        let before = if let Scalar::Int(bits) = fields.get(self.field()) { *bits } else { 0 };
        fields.set(self.field(), Scalar::Int(before | told));
    }

    /// Forgets the element at hand.
    pub(super) fn forget(self, fields: &mut Fields<'_>) {
        let of_element: &[Field] = match self {
            Self::Steps => &[Field::StepMethod, Field::StepSucceeded, Field::StepResult],
            Self::Demands => &[Field::DemandedBy],
        };
        for &field in of_element {
            fields.take(field);
        }
    }
}

/// What demands several factors, by the name that Graph gives it (`requirementProvider`).
fn demand(name: &str) -> Demand {
    const NAMES: [(&str, Demand); 18] = [
        // Nearly all there are.
        ("multiConditionalAccess", Demand::ConditionalAccess),
        ("securityDefaults", Demand::SecurityDefaults),
        ("user", Demand::PerUser),
        ("authenticationStrengths", Demand::Strength),
        ("v1ConditionalAccess", Demand::ConditionalAccess),
        ("v1ConditionalAccessDependency", Demand::ConditionalAccess),
        ("v1ConditionalAccessPolicyIdRequested", Demand::ConditionalAccess),
        ("mfaRegistrationRequiredByMultiConditionalAccess", Demand::ConditionalAccess),
        ("gpsLocationCondition", Demand::ConditionalAccess),
        ("mfaRegistrationRequiredBySecurityDefaults", Demand::SecurityDefaults),
        // What security defaults were before.
        ("baselineProtection", Demand::SecurityDefaults),
        ("mfaRegistrationRequiredByBaselineProtection", Demand::SecurityDefaults),
        ("tenantSessionRiskPolicy", Demand::Risk),
        ("accountCompromisePolicies", Demand::Risk),
        ("riskBasedPolicy", Demand::Risk),
        ("mfaRegistrationRequiredByIdentityProtectionPolicy", Demand::Risk),
        ("enforcedForCspAdmins", Demand::ServiceProvider),
        ("request", Demand::Other),
    ];
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or(Demand::Other, |&(_, demand)| demand)
}

/// What was brought along, by the name that the logs give the token; of several that which the claim is of.
fn brought(names: &str) -> Brought {
    let plain: String = names.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let any = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    if any(&["saml"]) {
        Brought::Saml
    } else if any(&["primaryrefreshtoken", "プライマリ更新トークン", "プライマリリフレッシュトークン"]) {
        Brought::PrimaryRefreshToken
    } else if any(&["refreshtoken", "更新トークン", "リフレッシュトークン"]) {
        Brought::RefreshToken
    } else if matches!(plain.as_str(), "none" | "なし") {
        Brought::Nothing
    } else if plain.is_empty() || plain == "unknownfuturevalue" {
        Brought::NotRecorded
    } else {
        Brought::Other
    }
}

/// What the steps of a sign-in tell of a second factor, as bits of [`Field::MfaSteps`].
fn bit(mfa: Mfa) -> i64 {
    match mfa {
        Mfa::NotRecorded | Mfa::Nothing => 0,
        Mfa::External => 1,
        Mfa::Here => 2,
        Mfa::Earlier => 4,
        Mfa::Failed => 8,
    }
}

/// What decides of several steps: what was done here after a claim was brought along, then the claim, then what had been done before. One
/// success outweighs attempts that failed.
const IN_ORDER: [Mfa; 4] = [Mfa::Here, Mfa::External, Mfa::Earlier, Mfa::Failed];

/// The bits of [`Field::MfaSteps`] that tell by which kinds of method a second factor was given.
fn method_bit(method: Method) -> i64 {
    if method == Method::NotRecorded { 0 } else { 8 << method as u8 }
}

/// The kind of a method, by the name that the logs give it.
fn method(name: &str) -> Method {
    let name = name.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if any(&["previously", "以前", "password", "パスワード"]) && !any(&["passwordless", "パスワードレス"]) {
        Method::NotRecorded
    } else if any(&[
        "passkey",
        "パスキー",
        "fido",
        "security key",
        "セキュリティ キー",
        "windows hello",
        "certificate",
        "証明書",
        "platform credential",
    ]) {
        Method::PhishingResistant
    } else if any(&["mobile app", "authenticator", "アプリ", "phone sign-in", "oath", "token", "トークン", "notification", "通知"]) {
        Method::App
    } else if any(&["phone", "call", "voice", "text message", "sms", "電話", "通話", "音声", "テキスト メッセージ"]) {
        Method::Phone
    } else {
        Method::Other
    }
}

/// What a step tells, as the bits of [`Field::MfaSteps`], where its row stands by itself.
pub fn take_row_of_step(fields: &mut Fields<'_>) -> i64 {
    Told::Steps.take(fields);
    if let Scalar::Int(bits) = fields.take(Field::MfaSteps) { bits } else { 0 }
}

fn step(fields: &Fields<'_>) -> Mfa {
    let succeeded = fields.bool(Field::StepSucceeded);
    match fields.text(Field::StepResult).map(|text| result(&text)) {
        // What a step says of itself, against a mark that it did not succeed.
        Some(Mfa::External | Mfa::Here | Mfa::Earlier) if succeeded == Some(false) => Mfa::Failed,
        Some(told) => told,
        None => Mfa::Nothing,
    }
}

/// What the result of a step, or of the whole, says of a second factor.
fn result(text: &str) -> Mfa {
    // Nearly all there are, as Graph writes them.
    match text {
        "MFA requirement satisfied by claim in the token" => return Mfa::Earlier,
        "MFA requirement satisfied by claim provided by external provider" => return Mfa::External,
        "First factor requirement satisfied by claim in the token" | "Correct password" | "MFA required in Azure AD" => return Mfa::Nothing,
        _ => {}
    }
    let text = text.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let of_second_factor = any(&["mfa", "multi", "strong authentication", "多要素", "強力な認証"]);
    let satisfied = any(&["satisfied", "満た", "充足"]);
    if any(&["first factor", "primary", "第 1 要素", "第1要素", "第一要素", "最初の要素", "プライマリ"]) {
        Mfa::Nothing
    } else if satisfied
        && any(&["external provider", "external identity provider", "外部プロバイダー", "外部 プロバイダー", "外部の id プロバイダー"])
    {
        Mfa::External
    } else if any(&["declined", "did not respond"])
        || (of_second_factor && any(&["denied", "failed", "incorrect", "拒否", "失敗", "応答しません", "正しくあり"]))
    {
        Mfa::Failed
    } else if (satisfied && any(&["token", "previously", "トークン", "以前"])) || any(&["skipped", "remembered", "スキップ", "記憶"]) {
        Mfa::Earlier
    } else if of_second_factor && (satisfied || any(&["completed", "succe", "approved", "完了", "成功", "承認"])) {
        Mfa::Here
    } else {
        Mfa::Nothing
    }
}

/// Whether several factors were required.
fn required(text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    let several = ["multi", "多要素"].iter().any(|word| text.contains(word));
    let one = ["single", "単一要素", "単要素"].iter().any(|word| text.contains(word));
    if several { Some(true) } else { one.then_some(false) }
}

/// Whether a level, or a state, of risk is one; hidden ones tell nothing.
fn risk(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "none" | "1" | "confirmedsafe" | "remediated" | "dismissed" | "なし" => Some(false),
        "low" | "medium" | "high" | "10" | "50" | "100" | "atrisk" | "confirmedcompromised" | "低" | "中" | "高" => Some(true),
        _ => None,
    }
}

/// The state of risk that Defender gives as a number: other numbers than its levels.
fn risk_state(text: &str) -> Option<bool> {
    match text {
        "0" | "1" | "2" | "3" => Some(false),
        "4" | "5" => Some(true),
        other => risk(other),
    }
}

fn mfa(fields: &Fields<'_>) -> Mfa {
    let steps = if let Scalar::Int(bits) = fields.get(Field::MfaSteps) { Some(*bits) } else { None };
    let told = fields.text(Field::MfaResult).map(|text| result(&text));
    let method = fields.text(Field::MfaMethod);
    let bits = steps.unwrap_or_default() | told.map_or(0, bit);
    if let Some(found) = IN_ORDER.into_iter().find(|&mfa| bits & bit(mfa) != 0) {
        return found;
    }
    match method.as_deref() {
        Some("Previously satisfied" | "以前に満たされた") => Mfa::Earlier,
        // A method alone says that it was asked for by it, and not whether it succeeded: that the error code tells.
        Some(_) if fields.first(&[Field::ErrorCode, Field::EnvelopeResult]).is_some_and(|code| code == "0") => Mfa::Here,
        Some(_) => Mfa::Failed,
        None if steps.is_some() || told.is_some() => Mfa::Nothing,
        None => Mfa::NotRecorded,
    }
}

/// By which kind of method it was done here, the strongest of several.
fn method_used(fields: &Fields<'_>) -> Method {
    let steps = if let Scalar::Int(bits) = fields.get(Field::MfaSteps) { *bits } else { 0 };
    let told = Method::WORDS.iter().map(|&(_, kind)| kind).find(|&kind| steps & method_bit(kind) != 0);
    told.or_else(|| fields.text(Field::MfaMethod).map(|name| method(&name))).unwrap_or_default()
}

/// Whether an agent signed in; kinds that are not known yet tell nothing.
fn agent(kind: &str) -> Option<bool> {
    let kind = kind.to_ascii_lowercase();
    if kind.starts_with("agent") { Some(true) } else { (kind == "notagentic").then_some(false) }
}

/// What a sign-in shows.
pub(super) fn evidence(fields: &Fields<'_>) -> Evidence {
    let device = [Field::Device, Field::Compliant, Field::TrustType].iter().any(|&field| fields.has(field));
    let trust = fields.text(Field::TrustType).map(|text| text.to_lowercase());
    let hybrid = trust.is_some_and(|trust| trust.contains("hybrid") || trust.contains("ハイブリッド") || trust == "serverad");
    let levels = [
        fields.text(Field::RiskDuring).and_then(|text| risk(&text)),
        fields.text(Field::RiskAggregated).and_then(|text| risk(&text)),
        fields.text(Field::RiskState).and_then(|text| risk_state(&text)),
    ];
    let risky = if levels.contains(&Some(true)) { Some(true) } else { levels.into_iter().flatten().next() };
    let bound = |text: &str| match text.to_ascii_lowercase().as_str() {
        "bound" => Some(true),
        "unbound" => Some(false),
        _ => None,
    };
    let mfa = mfa(fields);
    let text = |field| fields.text(field);
    let required = text(Field::Requirement).and_then(|text| required(&text));
    // What is told of nobody who was asked, of no method that was used and of no claim that counted only makes circumstances differ.
    let demands = if let (Some(true), Scalar::Int(bits)) = (required, fields.get(Field::Demands)) { *bits } else { 0 };
    let met_by_claim = matches!(mfa, Mfa::External | Mfa::Earlier);
    Evidence::NONE
        .with(Asked::MfaRequired, required)
        .with_demands(Demands::of_bits(demands))
        .with_kind(mfa)
        .with_kind(if mfa == Mfa::Here { method_used(fields) } else { Method::NotRecorded })
        .with_kind(text(Field::IncomingToken).filter(|_| met_by_claim).map_or(Brought::NotRecorded, |names| brought(&names)))
        .with(Asked::Managed, fields.bool(Field::Managed))
        .with(Asked::TokenBound, text(Field::TokenBinding).and_then(|text| bound(&text)))
        .with(Asked::TenantRestricted, fields.bool(Field::TenantRestricted))
        .with(Asked::Agent, text(Field::Agent).and_then(|kind| agent(&kind)))
        .with(Asked::SignInFrequency, text(Field::SessionLifetime).map(|text| text.to_ascii_lowercase().contains("signinfrequency")))
        .with(Asked::Compliant, device.then(|| fields.bool(Field::Compliant).unwrap_or_default()))
        .with(Asked::HybridJoined, device.then_some(hybrid))
        .with(Asked::Legacy, text(Field::ClientApp).map(|client| is_legacy_client(&client)))
        .with(Asked::Risky, risky)
        .with(Asked::ForeignResource, foreign_resource(fields))
}

/// Whether the resource is published by neither the tenant it was used in nor Microsoft.
fn foreign_resource(fields: &Fields<'_>) -> Option<bool> {
    let id = |field| fields.text(field).filter(|id| parse_guid(id).is_some()).map(|id| id.to_ascii_lowercase());
    let owner = id(Field::ResourceOwnerTenantId)?;
    if is_microsoft(&owner) { Some(false) } else { id(Field::ResourceTenantId).map(|tenant| tenant != owner) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_understood_in_both_languages() {
        for (text, told) in [
            ("MFA requirement satisfied by claim provided by external provider", Mfa::External),
            ("外部プロバイダーから送信された要求によって満たされました", Mfa::External),
            ("First factor requirement satisfied by claim provided by external provider", Mfa::Nothing),
            ("MFA requirement satisfied by claim in the token", Mfa::Earlier),
            ("トークン内の要求によって MFA 要件が満たされました", Mfa::Earlier),
            ("MFA requirement skipped due to remembered device", Mfa::Earlier),
            ("MFA completed in Azure AD", Mfa::Here),
            ("MFA successfully completed", Mfa::Here),
            ("MFA requirement satisfied by multi-factor device", Mfa::Here),
            ("MFA は正常に完了しました", Mfa::Here),
            ("MFA denied; user declined the authentication", Mfa::Failed),
            ("MFA failed; user did not respond to mobile app notification", Mfa::Failed),
            ("MFA が拒否されました。ユーザーが認証を拒否しました", Mfa::Failed),
            ("MFA required in Azure AD", Mfa::Nothing),
            ("Redirected to external provider for MFA", Mfa::Nothing),
            ("Correct password", Mfa::Nothing),
            ("Incorrect password", Mfa::Nothing),
        ] {
            assert_eq!(result(text), told, "{text}");
        }
    }

    #[test]
    fn methods_are_of_a_kind_in_both_languages() {
        for (name, kind) in [
            ("FIDO2 security key", Method::PhishingResistant),
            ("Passkey (device-bound)", Method::PhishingResistant),
            ("Windows Hello for Business", Method::PhishingResistant),
            ("X.509 Certificate", Method::PhishingResistant),
            ("パスキー (Microsoft Authenticator)", Method::PhishingResistant),
            ("Mobile app notification", Method::App),
            ("Passwordless phone sign-in", Method::App),
            ("OATH verification code", Method::App),
            ("モバイル アプリの通知", Method::App),
            ("Text message", Method::Phone),
            ("Phone call approval (Authentication phone)", Method::Phone),
            ("テキスト メッセージ", Method::Phone),
            ("Temporary Access Pass", Method::Other),
            ("Email OTP", Method::Other),
            ("Previously satisfied", Method::NotRecorded),
            ("Password", Method::NotRecorded),
        ] {
            assert_eq!(method(name), kind, "{name}");
        }
    }

    #[test]
    fn one_success_outweighs_attempts_that_failed() {
        let mut fields = Fields::default();
        Told::Steps.begin(&mut fields);
        assert_eq!(mfa(&fields), Mfa::Nothing);
        for (text, succeeded, told) in [
            ("MFA denied; user declined the authentication", false, Mfa::Failed),
            ("MFA requirement satisfied by claim provided by external provider", true, Mfa::External),
            ("MFA successfully completed", true, Mfa::Here),
        ] {
            fields.set(Field::StepResult, Scalar::Text(text.into()));
            fields.set(Field::StepSucceeded, Scalar::Bool(succeeded));
            Told::Steps.take(&mut fields);
            assert_eq!(mfa(&fields), told);
            assert!(!fields.has(Field::StepResult) && !fields.has(Field::StepSucceeded));
        }
        assert_eq!(mfa(&Fields::default()), Mfa::NotRecorded);
    }

    #[test]
    fn what_is_hidden_or_missing_is_not_recorded() {
        let of = |values: &[(Field, &'static str)]| {
            let mut fields = Fields::default();
            for &(field, text) in values {
                fields.set(field, Scalar::Text(text.into()));
            }
            evidence(&fields)
        };
        assert_eq!(of(&[]), Evidence::NONE);
        assert_eq!(of(&[(Field::RiskDuring, "hidden")]).answer(Asked::Risky), None);
        assert_eq!(of(&[(Field::RiskDuring, "hidden"), (Field::RiskState, "atRisk")]).answer(Asked::Risky), Some(true));
        assert_eq!(of(&[(Field::RiskDuring, "none")]).answer(Asked::Risky), Some(false));
        assert_eq!(of(&[(Field::Requirement, "Multifactor authentication")]).answer(Asked::MfaRequired), Some(true));
        assert_eq!(of(&[(Field::Requirement, "単一要素認証")]).answer(Asked::MfaRequired), Some(false));
        let joined = of(&[(Field::TrustType, "Hybrid Azure AD joined")]);
        assert_eq!((joined.answer(Asked::Compliant), joined.answer(Asked::HybridJoined)), (Some(false), Some(true)));
        assert_eq!(of(&[(Field::Compliant, "Yes")]).answer(Asked::Compliant), Some(true));
        assert_eq!(of(&[(Field::ClientApp, "IMAP4")]).answer(Asked::Legacy), Some(true));
        assert_eq!(
            (of(&[(Field::TokenBinding, "Unbound")]).answer(Asked::TokenBound), of(&[(Field::TokenBinding, "none")]).answer(Asked::TokenBound)),
            (Some(false), None)
        );
        let agents =
            ["agentIDuser", "agenticAppInstance", "notAgentic", "unknownFutureValue"].map(|kind| of(&[(Field::Agent, kind)]).answer(Asked::Agent));
        assert_eq!(agents, [Some(true), Some(true), Some(false), None]);
        let policies = ["[]", r#"[{"expirationRequirement":"signInFrequencyPeriodicReauthentication"}]"#, r#"[{"expirationRequirement":"ngcMfa"}]"#];
        let told = policies.map(|text| of(&[(Field::SessionLifetime, text)]).answer(Asked::SignInFrequency));
        assert_eq!(told, [Some(false), Some(true), Some(false)]);
        assert_eq!(
            (of(&[(Field::Managed, "はい")]).answer(Asked::Managed), of(&[(Field::TenantRestricted, "FALSE")]).answer(Asked::TenantRestricted)),
            (Some(true), Some(false))
        );
        // Who demanded it counts where it was demanded, the token where a claim met the demand.
        let by = |required: &'static str, steps| {
            let mut fields = Fields::default();
            for (field, text) in [(Field::Requirement, required), (Field::IncomingToken, "primaryRefreshToken"), (Field::MfaResult, steps)] {
                fields.set(field, Scalar::Text(text.into()));
            }
            for name in ["MultiConditionalAccess", "user"] {
                fields.set(Field::DemandedBy, Scalar::Text(name.into()));
                Told::Demands.take(&mut fields);
            }
            let evidence = evidence(&fields);
            (evidence.demands(), evidence.brought())
        };
        let both = Demands::default().and(Demand::ConditionalAccess).and(Demand::PerUser);
        assert_eq!(by("multiFactorAuthentication", "MFA requirement satisfied by claim in the token"), (both, Brought::PrimaryRefreshToken));
        assert_eq!(by("singleFactorAuthentication", "MFA successfully completed"), (Demands::default(), Brought::NotRecorded));
        // The kind of method counts where it was done here.
        let done = [(Field::ErrorCode, "0"), (Field::MfaMethod, "Text message")];
        assert_eq!((of(&done).mfa(), of(&done).method()), (Mfa::Here, Method::Phone));
        let failed = [(Field::ErrorCode, "500121"), (Field::MfaMethod, "Text message")];
        assert_eq!((of(&failed).mfa(), of(&failed).method()), (Mfa::Failed, Method::NotRecorded));
    }

    #[test]
    fn demands_and_tokens_are_known_by_name() {
        for (name, known) in [
            ("multiConditionalAccess", Demand::ConditionalAccess),
            ("SecurityDefaults", Demand::SecurityDefaults),
            ("user", Demand::PerUser),
            ("authenticationStrengths", Demand::Strength),
            ("riskBasedPolicy", Demand::Risk),
            ("enforcedForCspAdmins", Demand::ServiceProvider),
            ("crossTenantOutboundRule", Demand::Other),
            ("unknownFutureValue", Demand::Other),
        ] {
            assert_eq!(demand(name), known, "{name}");
        }
        for (names, known) in [
            ("primaryRefreshToken", Brought::PrimaryRefreshToken),
            ("Primary refresh token", Brought::PrimaryRefreshToken),
            ("プライマリ更新トークン", Brought::PrimaryRefreshToken),
            ("refreshToken", Brought::RefreshToken),
            ("saml20", Brought::Saml),
            ("SAML 1.1", Brought::Saml),
            ("primaryRefreshToken,saml20", Brought::Saml),
            ("remoteDesktopToken", Brought::Other),
            ("none", Brought::Nothing),
            ("unknownFutureValue", Brought::NotRecorded),
        ] {
            assert_eq!(brought(names), known, "{names}");
        }
    }

    #[test]
    fn a_resource_is_foreign_that_neither_its_tenant_nor_microsoft_publishes() {
        const OWN: &str = "0A1B2C3D-0000-4000-8000-00000000000F";
        const OTHER: &str = "1a1b2c3d-0000-4000-8000-00000000000f";
        for (owner, tenant, foreign) in [
            ("f8cdef31-a31e-4b4a-93e4-5f571e91255a", OWN, Some(false)),
            ("f8cdef31-a31e-4b4a-93e4-5f571e91255a", "", Some(false)),
            ("0a1b2c3d-0000-4000-8000-00000000000f", OWN, Some(false)),
            (OTHER, OWN, Some(true)),
            (OTHER, "", None),
            ("", OWN, None),
            ("XXXXXXXX-0000-4000-8000-00000000000f", OWN, None),
            ("00000000-0000-0000-0000-000000000000", OWN, None),
        ] {
            let mut fields = Fields::default();
            fields.set(Field::ResourceOwnerTenantId, Scalar::Text(owner.into()));
            fields.set(Field::ResourceTenantId, Scalar::Text(tenant.into()));
            assert_eq!(foreign_resource(&fields), foreign, "{owner} in {tenant}");
        }
    }
}
