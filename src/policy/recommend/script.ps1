#Requires -Modules Microsoft.Graph.Authentication
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    # <partner>
    [string] $Partner,
    # <rollback>
    [string] $Rollback,
    # <accept-unknown>
    [switch] $AcceptUnknown,
    # <done>
    [string] $Done = (Join-Path $PSScriptRoot ('cross-tenant-access-done-{0:yyyyMMdd-HHmmss}.jsonl' -f (Get-Date))),
    # <environment>
    [string] $Environment = '<ENVIRONMENT>'
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$plan = @'
<PLAN>
'@ | ConvertFrom-Json

# <select-part>
function Select-Part($Object, [string[]] $Names) {
    $part = [ordered]@{}
    foreach ($name in $Names) {
        $part[$name] = $null
        # <keep-list>
        if ($null -ne $Object -and $Object.PSObject.Properties[$name]) { $part[$name] = $Object.$name }
    }
    [pscustomobject] $part
}
# <get-shape>
function Get-Shape($Value) {
    if ($null -eq $Value) { return '' }
    if ($Value -is [array]) { return '[' + ((@($Value | ForEach-Object { Get-Shape $_ }) | Sort-Object) -join ',') + ']' }
    if ($Value -isnot [System.Management.Automation.PSCustomObject]) { return "$Value".ToLowerInvariant() }
    $members = foreach ($member in ($Value.PSObject.Properties | Sort-Object -Property Name)) {
        $shape = Get-Shape $member.Value
        if ($shape -ne '' -and $member.Name -notlike '*@odata*') { "$($member.Name)=$shape" }
    }
    if ($members) { '{' + ($members -join ';') + '}' } else { '' }
}
# <read-there>
function Read-There([string] $Uri) {
    try { Invoke-MgGraphRequest -Method GET -Uri $Uri -OutputType PSObject }
    catch { if ("$($_.Exception.Message)" -notmatch '404|NotFound|Not Found') { throw } }
}

if ($null -eq (Get-MgContext)) {
    Connect-MgGraph -Environment $Environment -Scopes 'Policy.Read.All', 'Policy.ReadWrite.CrossTenantAccess' | Out-Null
}
if ($plan.tenant -and (Get-MgContext).TenantId -ne $plan.tenant) {
    throw "These settings are for the tenant $($plan.tenant), and the session is connected to $((Get-MgContext).TenantId)."
}
$steps = @($plan.steps)
if ($Rollback) {
    $steps = @(Get-Content -LiteralPath $Rollback -Encoding UTF8 | Where-Object { $_ } | ForEach-Object { $_ | ConvertFrom-Json })
    [array]::Reverse($steps)
}
if ($Partner) { $steps = @($steps | Where-Object { $_.partner -eq $Partner }) }
if ($steps.Count -eq 0) { throw 'There is no such step: nothing was changed.' }

$sum = [ordered]@{ changed = 0; same = 0; declined = 0 }
try {
    foreach ($step in $steps) {
        Write-Host ''
        Write-Host "== $($step.title)"
        foreach ($line in $step.difference) { Write-Host "   $line" }
        $there = Read-There ($step.api + $step.read)
        $names = @(@($step.body, $step.before) | Where-Object { $null -ne $_ } | ForEach-Object { $_.PSObject.Properties } | ForEach-Object { $_.Name } | Select-Object -Unique)
        $have = if ($null -eq $there) { 'no entry' } else { Get-Shape (Select-Part $there $names) }
        $body = $step.body
        if ($step.add -and $null -ne $there) {
            $name = $names[0]
            $body = [pscustomobject]@{ $name = @(@((Select-Part $there $names).$name) + @($body.$name) | Where-Object { $_ } | Sort-Object -Unique) }
        }
        $want = if ($step.method -eq 'DELETE') { 'no entry' } else { Get-Shape (Select-Part $body $names) }
        if ($have -eq $want) {
            Write-Host '-- already so'
            $sum.same++
            continue
        }
        $method = $step.method
        if ($step.known) {
            $expected = if ($null -eq $step.before) { 'no entry' } else { Get-Shape (Select-Part $step.before $names) }
            if ($have -ne $expected) {
                Write-Host "-- expected: $expected"
                Write-Host "-- found:    $have"
                throw "$($step.title): what is there has changed since this was written. Nothing was changed in this step; write the script anew from the present settings."
            }
        } else {
            if ($method -ne 'DELETE' -and $step.partner) { $method = if ($null -eq $there) { 'POST' } else { 'PATCH' } }
            Write-Host '-- there now:'
            Write-Host (Select-Part $there $names | ConvertTo-Json -Depth 20)
            if (-not $AcceptUnknown -and -not $WhatIfPreference) {
                throw "$($step.title): this was written without the present settings. Compare what is there; -AcceptUnknown goes on."
            }
        }
        if ($sum.declined -gt 0 -and -not $Rollback -and -not $WhatIfPreference -and ($step.read -eq '/default' -or $method -eq 'DELETE')) {
            Write-Host '-- left out: a step before it was not done, and without that one this could cut an organization off'
            $sum.declined++
            continue
        }
        $uri = $step.api + $step.read
        $sent = $body
        if ($method -eq 'POST') {
            $uri = "$($step.api)/partners"
            $sent = Select-Part $body $names
            $sent | Add-Member -NotePropertyName 'tenantId' -NotePropertyValue $step.partner
        }
        if (-not $PSCmdlet.ShouldProcess($step.title, "$method $uri")) {
            $sum.declined++
            continue
        }
        if (-not $Rollback) {
            # <write-first>
            $undo = @{ POST = 'DELETE'; DELETE = 'POST'; PATCH = 'PATCH' }[$method]
            $was = if ($null -eq $there) { $null } else { Select-Part $there $names }
            $now = if ($method -eq 'DELETE') { $null } else { $body }
            [ordered]@{
                title = $step.title; partner = $step.partner; api = $step.api; read = $step.read; method = $undo
                known = $true; add = $false; before = $now; body = $was; difference = @()
            } | ConvertTo-Json -Depth 20 -Compress | Add-Content -LiteralPath $Done -Encoding UTF8 -Confirm:$false -WhatIf:$false
        }
        if ($method -eq 'DELETE') {
            Invoke-MgGraphRequest -Method DELETE -Uri $uri | Out-Null
        } else {
            Invoke-MgGraphRequest -Method $method -Uri $uri -Body (ConvertTo-Json -Depth 20 -InputObject $sent) -ContentType 'application/json' | Out-Null
        }
        $sum.changed++
    }
} finally {
    Write-Host ''
    Write-Host "$($sum.changed) of $($steps.Count) steps done, $($sum.same) were so already, $($sum.declined) not done."
    if ($sum.changed -gt 0 -and -not $Rollback) { Write-Host "To undo them: -Rollback '$Done'" }
}
