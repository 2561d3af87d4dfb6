### The exports that are read: what people call them, how to get them, and who wraps them.

diagnostic = Diagnostic settings: storage account or Event Hub, one record a line or {"{"}"records":[…]{"}"}
    .how = Entra admin center > Monitoring & health > Diagnostic settings > Archive to a storage account; download the insights-logs-… containers
log-analytics = Log Analytics or Sentinel: CSV, JSON or one row a line of SigninLogs, AADNonInteractiveUserSignInLogs, AuditLogs and the like
    .how = Log Analytics workspace > Logs > SigninLogs | where TimeGenerated > ago(30d) > Export > CSV (all columns)
graph-beta = Microsoft Graph beta: page, pages, list or one record a line; portal JSON
    .how = GET https://graph.microsoft.com/beta/auditLogs/signIns (all pages), or Sign-in logs > Download > JSON
graph-audit = Microsoft Graph: directory audits, page, pages, list or one record a line; portal JSON
    .how = GET https://graph.microsoft.com/v1.0/auditLogs/directoryAudits, or Audit logs > Download > JSON
graph-v1 = Microsoft Graph v1.0: page, pages, list or one record a line
    .how = GET https://graph.microsoft.com/v1.0/auditLogs/signIns; prefer beta, which tells the access type
portal-csv = Entra admin center: CSV of user sign-ins (57 or 55 columns)
    .how = Entra admin center > Monitoring & health > Sign-in logs > Download > CSV (interactive and non-interactive)
portal-csv-apps = Entra admin center: CSV of application sign-ins (22 columns)
    .how = Entra admin center > Monitoring & health > Sign-in logs > Download > CSV (service principals, managed identities)
portal-audit-csv = Entra admin center: CSV of the audit log (86 columns)
    .how = Audit logs > Download > CSV; prefer JSON, the CSV cuts long changes
powershell-json = Microsoft Graph PowerShell: ConvertTo-Json of Get-MgAuditLogSignIn or Get-MgBetaAuditLogSignIn
    .how = Get-MgBetaAuditLogSignIn -All | ConvertTo-Json -Depth 8 | Set-Content signins.json -Encoding UTF8
powershell-csv = Microsoft Graph PowerShell: Export-Csv, and flattened Graph records of other tools
    .how = prefer ConvertTo-Json -Depth 8: Export-Csv drops what is nested, error codes among it
flattened = Sign-ins under names that tools made of Graph's: Steampipe, custom tables, Elastic Common Schema, diagnostic records on one level
    .how = prefer the export itself, before a tool renames its fields
defender = Defender XDR advanced hunting: EntraIdSignInEvents or AADSignInEventsBeta, CSV or JSON
    .how = Defender portal > Hunting > Advanced hunting > EntraIdSignInEvents > Export; prefer the sign-in log itself, which names the home tenant
unified-audit = Unified audit log (Purview): CSV with AuditData, or JSON
    .how = Purview portal > Audit > Search > Export; prefer the sign-in and audit logs of Entra, which tell far more
users = List of users: portal CSV, or Graph /users as JSON
    .how = Entra admin center > Users > All users > Download users; or GET https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,displayName,mail,userType,accountEnabled,creationType,externalUserState,externalUserStateChangeDateTime,createdDateTime,identities,signInActivity
settings = Cross-tenant access settings: JSON of Graph or PowerShell
    .how = GET https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/default and …/partners (all pages), each saved to a file

## Who hands on records of others

splunk-result = a search result of Splunk
splunk = Splunk or Cribl
elastic-hits = an answer of Elasticsearch
elastic = Elastic or Kibana
elastic-fields = the fields of Elastic or Kibana, each a list of one
elastic-azure = the Azure integration of Elastic
filebeat = Filebeat or Logstash
graph-batch = an answer of Graph to $batch
event-hub = a consumer of Event Hubs
logic-app = Logic Apps or Power Automate
kafka = Kafka
list = a list under a key
strings = JSON within JSON strings
relationships = Delegated admin relationships (GDAP): JSON of Graph or PowerShell
    .how = GET /tenantRelationships/delegatedAdminRelationships of Microsoft Graph, or Get-MgTenantRelationshipDelegatedAdminRelationship | ConvertTo-Json -Depth 8
