//! What the fields of a sign-in show about multifactor authentication, device, protocol and risk. Microsoft tells results of steps in fixed
//! texts, which the portal translates.

use super::{Field, Fields, Scalar};
use crate::model::{Evidence, Method, Mfa, is_legacy_client};

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

/// Notes that the steps are told.
pub(super) fn no_steps(fields: &mut Fields<'_>) {
    if !fields.has(Field::MfaSteps) {
        fields.set(Field::MfaSteps, Scalar::Int(0));
    }
}

/// Makes what a step tells part of what the steps tell together.
pub(super) fn take_step(fields: &mut Fields<'_>) {
    let mfa = step(fields);
    let by = fields.text(Field::StepMethod).filter(|_| mfa == Mfa::Here).map_or(0, |name| method_bit(method(&name)));
    let told = bit(mfa) | by;
    forget_step(fields);
    let before = if let Scalar::Int(bits) = fields.get(Field::MfaSteps) { *bits } else { 0 };
    fields.set(Field::MfaSteps, Scalar::Int(before | told));
}

/// What a step tells, as the bits of [`Field::MfaSteps`], where its row stands by itself.
pub fn take_row_of_step(fields: &mut Fields<'_>) -> i64 {
    take_step(fields);
    if let Scalar::Int(bits) = fields.take(Field::MfaSteps) { bits } else { 0 }
}

/// Forgets the step at hand.
pub(super) fn forget_step(fields: &mut Fields<'_>) {
    for field in [Field::StepMethod, Field::StepSucceeded, Field::StepResult] {
        fields.take(field);
    }
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
    let told = Method::ALL.into_iter().find(|&kind| steps & method_bit(kind) != 0);
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
    Evidence::NONE
        .with_mfa_required(fields.text(Field::Requirement).and_then(|text| required(&text)))
        .with_mfa(mfa)
        .with_method(if mfa == Mfa::Here { method_used(fields) } else { Method::NotRecorded })
        .with_managed(fields.bool(Field::Managed))
        .with_token_bound(fields.text(Field::TokenBinding).and_then(|text| bound(&text)))
        .with_tenant_restricted(fields.bool(Field::TenantRestricted))
        .with_agent(fields.text(Field::Agent).and_then(|kind| agent(&kind)))
        .with_sign_in_frequency(fields.text(Field::SessionLifetime).map(|text| text.to_ascii_lowercase().contains("signinfrequency")))
        .with_compliant(device.then(|| fields.bool(Field::Compliant).unwrap_or_default()))
        .with_hybrid_joined(device.then_some(hybrid))
        .with_legacy(fields.text(Field::ClientApp).map(|client| is_legacy_client(&client)))
        .with_risky(risky)
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
        no_steps(&mut fields);
        assert_eq!(mfa(&fields), Mfa::Nothing);
        for (text, succeeded, told) in [
            ("MFA denied; user declined the authentication", false, Mfa::Failed),
            ("MFA requirement satisfied by claim provided by external provider", true, Mfa::External),
            ("MFA successfully completed", true, Mfa::Here),
        ] {
            fields.set(Field::StepResult, Scalar::Text(text.into()));
            fields.set(Field::StepSucceeded, Scalar::Bool(succeeded));
            take_step(&mut fields);
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
        assert_eq!(of(&[(Field::RiskDuring, "hidden")]).risky(), None);
        assert_eq!(of(&[(Field::RiskDuring, "hidden"), (Field::RiskState, "atRisk")]).risky(), Some(true));
        assert_eq!(of(&[(Field::RiskDuring, "none")]).risky(), Some(false));
        assert_eq!(of(&[(Field::Requirement, "Multifactor authentication")]).mfa_required(), Some(true));
        assert_eq!(of(&[(Field::Requirement, "単一要素認証")]).mfa_required(), Some(false));
        let joined = of(&[(Field::TrustType, "Hybrid Azure AD joined")]);
        assert_eq!((joined.compliant(), joined.hybrid_joined()), (Some(false), Some(true)));
        assert_eq!(of(&[(Field::Compliant, "Yes")]).compliant(), Some(true));
        assert_eq!(of(&[(Field::ClientApp, "IMAP4")]).legacy(), Some(true));
        assert_eq!((of(&[(Field::TokenBinding, "Unbound")]).token_bound(), of(&[(Field::TokenBinding, "none")]).token_bound()), (Some(false), None));
        let agents = ["agentIDuser", "agenticAppInstance", "notAgentic", "unknownFutureValue"].map(|kind| of(&[(Field::Agent, kind)]).agent());
        assert_eq!(agents, [Some(true), Some(true), Some(false), None]);
        let policies = ["[]", r#"[{"expirationRequirement":"signInFrequencyPeriodicReauthentication"}]"#, r#"[{"expirationRequirement":"ngcMfa"}]"#];
        let told = policies.map(|text| of(&[(Field::SessionLifetime, text)]).sign_in_frequency());
        assert_eq!(told, [Some(false), Some(true), Some(false)]);
        assert_eq!(
            (of(&[(Field::Managed, "はい")]).managed(), of(&[(Field::TenantRestricted, "FALSE")]).tenant_restricted()),
            (Some(true), Some(false))
        );
        // The kind of method counts where it was done here.
        let done = [(Field::ErrorCode, "0"), (Field::MfaMethod, "Text message")];
        assert_eq!((of(&done).mfa(), of(&done).method()), (Mfa::Here, Method::Phone));
        let failed = [(Field::ErrorCode, "500121"), (Field::MfaMethod, "Text message")];
        assert_eq!((of(&failed).mfa(), of(&failed).method()), (Mfa::Failed, Method::NotRecorded));
    }
}
