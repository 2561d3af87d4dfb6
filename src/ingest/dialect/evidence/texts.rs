//! What the texts of the logs mean, as Graph and Log Analytics write them and as the portal translates them.

use crate::model::{Brought, Demand, Method, Mfa};

/// What demands several factors, by the name that Graph gives it (`requirementProvider`).
pub(super) fn demand(name: &str) -> Demand {
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
pub(super) fn brought(names: &str) -> Brought {
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

/// The kind of a method, by the name that the logs give it.
pub(super) fn method(name: &str) -> Method {
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

/// What the result of a step, or of the whole, says of a second factor.
pub(super) fn result(text: &str) -> Mfa {
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
pub(super) fn required(text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    let several = ["multi", "多要素"].iter().any(|word| text.contains(word));
    let one = ["single", "単一要素", "単要素"].iter().any(|word| text.contains(word));
    if several { Some(true) } else { one.then_some(false) }
}

/// Whether a level, or a state, of risk is one; hidden ones tell nothing.
pub(super) fn risk(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "none" | "1" | "confirmedsafe" | "remediated" | "dismissed" | "なし" => Some(false),
        "low" | "medium" | "high" | "10" | "50" | "100" | "atrisk" | "confirmedcompromised" | "低" | "中" | "高" => Some(true),
        _ => None,
    }
}

/// The state of risk that Defender gives as a number: other numbers than its levels.
pub(super) fn risk_state(text: &str) -> Option<bool> {
    match text {
        "0" | "1" | "2" | "3" => Some(false),
        "4" | "5" => Some(true),
        other => risk(other),
    }
}

/// Whether an agent signed in; kinds that are not known yet tell nothing.
pub(super) fn agent(kind: &str) -> Option<bool> {
    let kind = kind.to_ascii_lowercase();
    if kind.starts_with("agent") { Some(true) } else { (kind == "notagentic").then_some(false) }
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
}
