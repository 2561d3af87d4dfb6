### Why a condition of --fail-on cannot be answered: the run does not pass then.

# $gate, $missing
lacking = --fail-on { $gate } cannot be answered: { $missing ->
    [users] there is no sign-in of a user
    [tenants] no record names both home and resource tenant
    [applications] no record names an application
    [outcomes] no record tells how a sign-in ended
    [codes] no record has an error code
    [settings] the current cross-tenant access settings are not among the inputs
    [audits] there is no audit log among the inputs
   *[expected] no list of expected partners was given
}
    .next = { $missing ->
        [users] add sign-in logs (interactive and non-interactive); crosstenant formats lists the exports
        [settings] add the current settings: Graph policies/crossTenantAccessPolicy/default and /partners as files, or --current PATH
        [audits] add the audit logs; crosstenant formats lists the exports
        [expected] give the list with --expected FILE; crosstenant partners INPUT --format expected writes one from what was seen
       *[other] export the logs in a format that has it; crosstenant formats tells which
    }

# $gate, $side
empty = --fail-on { $gate } cannot be answered: there is no sign-in of a user { $side ->
    [before] in the baseline, and everything would be new
   *[after] in the current period
}
    .next = choose another time, or add the logs of these days

no-baseline = --fail-on { $gate } cannot be answered: nothing tells what was there before
    .next = add --since TIME (what came before it was there), or --baseline INPUT with earlier logs

no-proposal = --fail-on { $gate } cannot be answered: no proposed settings were given
    .next = use crosstenant simulate or report, with --policy PATH

open = --fail-on { $gate } cannot be answered: what was read leaves it open
    .next = for dormant-guest, give sign-in logs that reach further back, or a user list with signInActivity; for foreign-actor, name the own tenant with --tenant
