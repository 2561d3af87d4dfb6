
#Requires -Modules Microsoft.Graph.Authentication
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    # Where the present settings are saved before anything is changed.
    [string] $SaveTo = (Join-Path $PSScriptRoot ('cross-tenant-access-before-{0:yyyyMMdd-HHmmss}.json' -f (Get-Date))),
    # The cloud to connect to, if not connected yet.
    [string] $Environment = '<ENVIRONMENT>'<ROLLBACK>
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$root = 'v1.0/policies/crossTenantAccessPolicy'
$tenant = <TENANT>

if ($null -eq (Get-MgContext)) {
    Connect-MgGraph -Environment $Environment -Scopes 'Policy.Read.All', 'Policy.ReadWrite.CrossTenantAccess' | Out-Null
}
if ($tenant -and (Get-MgContext).TenantId -ne $tenant) {
    throw "These settings are for the tenant $tenant, and the session is connected to $((Get-MgContext).TenantId)."
}

function Read-Graph([string] $Uri) {
    Invoke-MgGraphRequest -Method GET -Uri $Uri -OutputType PSObject
}
function Get-Named($Object, [string] $Name) {
    if ($null -ne $Object -and $Object.PSObject.Properties[$Name] -and $null -ne $Object.$Name) { $Object.$Name }
}

# The present settings, saved before anything is changed.
$policy = Read-Graph $root
$default = Read-Graph "$root/default"
$partners = @()
$next = "$root/partners"
while ($next) {
    $page = Read-Graph $next
    $partners += @(Get-Named $page 'value')
    $next = Get-Named $page '@odata.nextLink'
}
$clouds = @(Get-Named $policy 'allowedCloudEndpoints')
$before = [ordered]@{ allowedCloudEndpoints = $clouds; default = $default; partners = $partners } | ConvertTo-Json -Depth 20
if (Test-Path -LiteralPath $SaveTo) { throw "$SaveTo exists already." }
Set-Content -LiteralPath $SaveTo -Value $before -Encoding UTF8 -Confirm:$false
if (-not $WhatIfPreference -and -not (Test-Path -LiteralPath $SaveTo)) { throw "$SaveTo could not be written." }
