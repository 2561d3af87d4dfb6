//! `demo` writes a story for its owner only, and `completions` knows the program.

use crate::support::{Files, code, crosstenant, stdout};

#[test]
fn completions_and_demo_work() {
    assert!(stdout(&crosstenant(["completions", "powershell"])).contains("crosstenant"));
    let files = Files::new();
    let folder = files.path("demo");
    assert_eq!(code(&crosstenant(["demo", &folder, "--size", "300"])), 0);
    assert_eq!(code(&crosstenant(["demo", &folder])), 2, "a folder with files in it is left alone");
    assert_eq!(code(&crosstenant(["partners", &folder])), 0);
    #[cfg(unix)]
    for entry in walkdir::WalkDir::new(&folder) {
        use std::os::unix::fs::PermissionsExt;
        let entry = entry.expect("entry");
        let mode = entry.metadata().expect("metadata").permissions().mode() & 0o777;
        assert_eq!(mode, if entry.file_type().is_dir() { 0o700 } else { 0o600 }, "{}", entry.path().display());
    }
}

#[test]
fn the_non_interactive_table_has_documented_columns_only() {
    // The columns of AADNonInteractiveUserSignInLogs in Microsoft's reference of Azure Monitor tables.
    const DOCUMENTED: &str = "AADTenantId Agent AlternateSignInName AppDisplayName AppId AppliedEventListeners AppOwnerTenantId \
        AuthenticationContextClassReferences AuthenticationDetails AuthenticationMethodsUsed \
        AuthenticationProcessingDetails AuthenticationProtocol AuthenticationRequirement \
        AuthenticationRequirementPolicies AuthenticatorAppLocation AutonomousSystemNumber Category ClientAppUsed \
        ClientCredentialType ClientSessionId ConditionalAccessAudiences ConditionalAccessPolicies \
        ConditionalAccessStatus CorrelationId CreatedDateTime CrossTenantAccessType DeviceDetail DurationMs \
        FederatedCredentialId GlobalSecureAccessIpAddress HomeTenantId HomeTenantName Id Identity IncomingTokenType \
        IPAddress IsInteractive IsRisky IsTenantRestricted IsThroughGlobalSecureAccess Level Location LocationDetails \
        MfaDetail NetworkLocationDetails OperationName OperationVersion OriginalRequestId OriginalTransferMethod \
        ProcessingTimeInMs ResourceDisplayName ResourceGroup ResourceIdentity ResourceOwnerTenantId \
        ResourceServicePrincipalId ResourceTenantId ResultDescription ResultSignature ResultType RiskDetail \
        RiskEventTypes RiskEventTypes_V2 RiskLevelAggregated RiskLevelDuringSignIn RiskState ServicePrincipalId \
        SessionId SessionLifetimePolicies SignInEventTypes SignInIdentifierType SourceSystem Status TenantId \
        TimeGenerated TokenIssuerName TokenIssuerType TokenProtectionStatusDetails Type UniqueTokenIdentifier \
        UserAgent UserDisplayName UserId UserPrincipalName UserType";
    let folder = Files::new();
    assert_eq!(code(&crosstenant(["demo", &folder.path("logs")])), 0);
    let text = std::fs::read_to_string(folder.path("logs/log-analytics/AADNonInteractiveUserSignInLogs.csv")).expect("a table");
    let heading = text.trim_start_matches('\u{feff}').lines().next().expect("a heading");
    let documented: Vec<&str> = DOCUMENTED.split_whitespace().collect();
    let unknown: Vec<&str> = heading.split(',').map(|name| name.trim_end_matches(" [UTC]")).filter(|name| !documented.contains(name)).collect();
    assert_eq!(unknown, [""; 0]);
}
