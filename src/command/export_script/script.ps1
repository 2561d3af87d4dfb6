#Requires -Modules Microsoft.Graph.Authentication
[CmdletBinding()]
param(
    # <folder>
    [string] $Folder = (Join-Path (Get-Location) 'entra-logs'),
    # <tenant>
    [string] $Tenant,
    # <environment>
    [string] $Environment = 'Global'
)
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$plan = @'
<PLAN>
'@ | ConvertFrom-Json

# <get-page>
function Get-Page([string] $Uri) {
    for ($try = 1; ; $try++) {
        $page = Invoke-MgGraphRequest -Method GET -Uri $Uri -Headers @{ Prefer = 'include-unknown-enum-members' } -OutputType Json -SkipHttpErrorCheck -StatusCodeVariable status -ResponseHeadersVariable headers
        if ($status -eq 200) { return $page }
        if ($try -ge 10 -or ($status -ne 429 -and $status -lt 500)) { throw "HTTP $status for ${Uri}: $page" }
        $wait = [Math]::Min(300, [Math]::Pow(2, $try))
        if ($headers.ContainsKey('Retry-After')) { $wait = [int] "$(@($headers['Retry-After'])[0])" }
        Write-Host "HTTP $status, waiting $wait s"
        Start-Sleep -Seconds $wait
    }
}

# <save-slice>
function Save-Slice([string] $Start, [string] $Place) {
    $uri = $Start
    $part = "$Place.part"
    $mark = Join-Path $part 'next.txt'
    $resumed = Test-Path -LiteralPath $mark
    if ($resumed) {
        $uri = [IO.File]::ReadAllText($mark)
    } else {
        if (Test-Path -LiteralPath $part) { Remove-Item -LiteralPath $part -Recurse -Force }
        [void] (New-Item -ItemType Directory -Force -Path $part)
    }
    $pages = @(Get-ChildItem -LiteralPath $part -Filter '*.json').Count
    while ($uri) {
        try {
            $page = Get-Page $uri
        } catch {
            # <stale>
            if (-not $resumed) { throw }
            Remove-Item -LiteralPath $mark
            return Save-Slice $Start $Place
        }
        $resumed = $false
        $pages++
        [IO.File]::WriteAllText((Join-Path $part ('{0:d5}.json' -f $pages)), $page)
        $next = ($page | ConvertFrom-Json).PSObject.Properties['@odata.nextLink']
        $uri = if ($next) { [string] $next.Value } else { '' }
        [IO.File]::WriteAllText($mark, $uri)
    }
    Remove-Item -LiteralPath $mark
    if (Test-Path -LiteralPath $Place) { Remove-Item -LiteralPath $Place -Recurse -Force }
    Move-Item -LiteralPath $part -Destination $Place
    $pages
}

if (-not (Get-MgContext)) {
    $account = @{ Scopes = $plan.scopes; Environment = $Environment; NoWelcome = $true }
    if ($Tenant) { $account.TenantId = $Tenant }
    Connect-MgGraph @account
}
[void] (New-Item -ItemType Directory -Force -Path $Folder)
$Folder = (Resolve-Path -LiteralPath $Folder).ProviderPath

# <manifest>
$manifest = Join-Path $Folder 'fetched.json'
$fetched = [ordered] @{}
if (Test-Path -LiteralPath $manifest) {
    foreach ($entry in ([IO.File]::ReadAllText($manifest) | ConvertFrom-Json).PSObject.Properties) { $fetched[$entry.Name] = $entry.Value }
}
foreach ($item in $plan.items) {
    # <slices>
    $today = [DateTime]::UtcNow.Date
    $days = @($today)
    if ($item.daily) {
        $first = if ($plan.since) { [DateTime]::ParseExact($plan.since, 'yyyy-MM-dd', [Globalization.CultureInfo]::InvariantCulture) } else { $today.AddDays(-$plan.days) }
        $days = @(for ($day = $first; $day -le $today; $day = $day.AddDays(1)) { $day })
    }
    foreach ($day in $days) {
        $name = if ($item.daily) { '{0}/{1:yyyy-MM-dd}' -f $item.name, $day } else { $item.name }
        if ($fetched.Contains($name) -and $fetched[$name].complete) { continue }
        $started = [DateTime]::UtcNow
        $from = $day.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [Globalization.CultureInfo]::InvariantCulture)
        $to = $day.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [Globalization.CultureInfo]::InvariantCulture)
        $place = Join-Path $Folder $name
        $pages = 0
        foreach ($uri in $item.uris) {
            # <fallback>
            try {
                $address = $uri.Replace('{from}', $from).Replace('{to}', $to)
                $pages = Save-Slice $address $place
                break
            } catch {
                if ($uri -eq $item.uris[-1]) { throw }
                Write-Warning "$name`: $_"
                if (Test-Path -LiteralPath "$place.part") { Remove-Item -LiteralPath "$place.part" -Recurse -Force }
            }
        }
        # <complete>
        $complete = $item.daily -and $started -ge $day.AddHours(24 + $plan.settles_after_hours)
        $fetched[$name] = [pscustomobject] @{ pages = $pages; fetched_at = $started.ToString('o'); complete = $complete }
        [IO.File]::WriteAllText("$manifest.new", ($fetched | ConvertTo-Json))
        Move-Item -LiteralPath "$manifest.new" -Destination $manifest -Force
        Write-Host "$name`: $pages pages"
    }
}
Write-Host "Done: crosstenant report `"$Folder`""
