//! What the fields of a sign-in show about multifactor authentication, device, protocol and risk. Microsoft tells results of steps in fixed
//! texts, which the portal translates.
//!
//! Session controls of applied policies (`enforcedSessionControls`) are left unread on purpose. A sign-in frequency and a token bound to the
//! device, which bear on who is asked again, are told by `sessionLifetimePolicies` and `tokenProtectionStatusDetails`; the others (app
//! enforced restrictions, Cloud App Security, persistent browser) act within a session, and nothing of trust depends on them.

mod texts;

use std::sync::LazyLock;

use super::shapes::{DEMAND, STEP};
use super::{Field, Fields, Scalar, Shape};
use crate::knowledge::tenants::is_microsoft;
use crate::model::{Asked, Brought, Demands, Evidence, Kind, Method, Mfa, is_legacy_client, parse_guid};
use texts::{agent, brought, demand, method, required, result, risk, risk_state};

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
    use crate::model::Demand;

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
