### What `formats` says: each export by what people call it, and how to get it.

question = Which exports are read?
note = Plain, .gz, .zst or .zip; UTF-8, UTF-16 or CP932; single files or folders. The content decides, not the name.

diagnostic = Diagnostic settings: storage account or Event Hub, one record a line or {"{\"records\":[…]}"}
    .export = Entra admin center > Monitoring & health > Diagnostic settings > Archive to a storage account; download the insights-logs-… containers
log-analytics = Log Analytics or Sentinel: CSV, JSON or one row a line of SigninLogs, AADNonInteractiveUserSignInLogs, AuditLogs and the like
    .export = Log Analytics workspace > Logs > SigninLogs | where TimeGenerated > ago(30d) > Export > CSV (all columns)
powershell-json = Microsoft Graph PowerShell: ConvertTo-Json of Get-MgAuditLogSignIn or Get-MgBetaAuditLogSignIn
    .export = Get-MgBetaAuditLogSignIn -All | ConvertTo-Json -Depth 8 | Set-Content signins.json -Encoding UTF8
graph-beta = Microsoft Graph beta: page, pages, list or one record a line; portal JSON
    .export = GET https://graph.microsoft.com/beta/auditLogs/signIns (all pages), or Sign-in logs > Download > JSON
graph-v1 = Microsoft Graph v1.0: page, pages, list or one record a line
    .export = GET https://graph.microsoft.com/v1.0/auditLogs/signIns; prefer beta, which tells the access type
graph-audit = Microsoft Graph: directory audits, page, pages, list or one record a line; portal JSON
    .export = GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits, or Audit logs > Download > JSON
portal-csv = Entra admin center: CSV of user sign-ins (57 or 55 columns)
    .export = Entra admin center > Monitoring & health > Sign-in logs > Download > CSV (interactive and non-interactive)
portal-csv-apps = Entra admin center: CSV of application sign-ins (22 columns)
    .export = Entra admin center > Monitoring & health > Sign-in logs > Download > CSV (service principals, managed identities)
portal-audit-csv = Entra admin center: CSV of the audit log (86 columns)
    .export = Audit logs > Download > CSV; prefer JSON, the CSV cuts long changes
powershell-csv = Microsoft Graph PowerShell: Export-Csv, and flattened Graph records of other tools
    .export = prefer ConvertTo-Json -Depth 8: Export-Csv drops what is nested, error codes among it
flattened = Sign-ins under names that tools made of Graph's: Steampipe, custom tables, Elastic Common Schema, diagnostic records on one level
    .export = prefer the export itself, before a tool renames its fields
defender = Defender XDR advanced hunting: EntraIdSignInEvents or AADSignInEventsBeta, CSV or JSON
    .export = Defender portal > Hunting > Advanced hunting > EntraIdSignInEvents > Export; prefer the sign-in log itself, which names the home tenant
unified-audit = Unified audit log (Purview): CSV with AuditData, or JSON
    .export = Purview portal > Audit > Search > Export; prefer the sign-in and audit logs of Entra, which tell far more
users = List of users: portal CSV, or Graph /users as JSON
    .export = Entra admin center > Users > All users > Download users; or GET https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,displayName,mail,userType,accountEnabled,creationType,externalUserState,externalUserStateChangeDateTime,createdDateTime,identities,signInActivity
settings = Cross-tenant access settings: JSON of Graph or PowerShell
    .export = GET https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/default and …/partners (all pages), each saved to a file
