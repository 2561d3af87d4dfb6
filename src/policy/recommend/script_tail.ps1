foreach ($step in $steps) {
    $old = $null
    $body = $step.Body
    $known = @($partners | Where-Object { $_.tenantId -eq $step.Id })
    $method = 'PATCH'
    switch ($step.Kind) {
        { $_ -in 'AddClouds', 'Clouds' } {
            $uri = $root
            $old = $policy
        }
        'AddClouds' {
            $wanted = @(($step.Body | ConvertFrom-Json).allowedCloudEndpoints)
            $body = ConvertTo-Json -Depth 20 -InputObject @{ allowedCloudEndpoints = @($clouds + $wanted | Sort-Object -Unique) }
        }
        'Default' {
            $uri = "$root/default"
            $old = $default
        }
        { $_ -in 'Partner', 'Remove' } {
            $uri = "$root/partners/$($step.Id)"
            if ($known.Count -gt 0) { $old = $known[0] }
        }
        'Partner' {
            if ($known.Count -eq 0) {
                $method = 'POST'
                $uri = "$root/partners"
                $new = $step.Body | ConvertFrom-Json
                $new | Add-Member -NotePropertyName 'tenantId' -NotePropertyValue $step.Id
                $body = ConvertTo-Json -Depth 20 -InputObject $new
            }
        }
        'Remove' {
            $method = 'DELETE'
            if ($known.Count -eq 0) { $method = $null }
        }
    }
    Write-Host ''
    Write-Host "== $($step.Title)"
    if ($null -eq $method) {
        Write-Host '-- not there, nothing to remove'
        continue
    }
    if ($null -ne $old) {
        $names = @()
        if ($body) { $names = @(($body | ConvertFrom-Json).PSObject.Properties | ForEach-Object { $_.Name }) }
        if ($names.Count -eq 0) { $names = @('*') }
        Write-Host '-- present'
        Write-Host ($old | Select-Object -Property $names | ConvertTo-Json -Depth 20)
    }
    if ($body) {
        Write-Host '-- new'
        Write-Host $body
    }
    if ($PSCmdlet.ShouldProcess($step.Title, "$method $uri")) {
        if ($body) {
            Invoke-MgGraphRequest -Method $method -Uri $uri -Body $body -ContentType 'application/json' | Out-Null
        } else {
            Invoke-MgGraphRequest -Method $method -Uri $uri | Out-Null
        }
    }
}
Write-Host ''
if ($WhatIfPreference) { Write-Host 'Nothing was changed.' } else { Write-Host "The settings as they were: $SaveTo" }
