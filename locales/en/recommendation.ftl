### What `recommend` says about its proposal as a whole.

# $organisations, $allowed, $omitted
answer = Settings for { $organisations ->
    [one] 1 organisation
   *[other] { $organisations } organisations
} with { $allowed ->
    [one] 1 allowed application
   *[other] { $allowed } allowed applications
}; { $omitted ->
    [one] 1 application is
   *[other] { $omitted } applications are
} left out.

to-be-deleted = { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
} without a success to be deleted.

what-next = --format json gives the settings, --format powershell a script, crosstenant simulate checks them.

# The successes that stay allowed ($successes), where both readings of the settings agree.
allowed = { NUMBER($successes) } successful sign-ins stay allowed, whichever application ID Microsoft compares.

# From $strict, by both readings, to $either, by one of them.
allowed-range = { NUMBER($strict) } to { NUMBER($either) } successful sign-ins stay allowed: { NUMBER($strict) } whichever application ID Microsoft compares (client or resource), the rest by one of them only.

# A way that was closed: $partner, $inbound or outbound, $app, $resource, $successes, $users, $last success, when it was $closed and $by whom,
# where the audit log tells.
reopen = reopen: { $partner } { $inbound ->
    [true] inbound
   *[false] outbound
}: { $app } > { $resource }: { $successes ->
    [one] 1 success
   *[other] { $successes } successes
} of { $users ->
    [one] 1 user
   *[other] { $users } users
}, last { $last }; { $closed ->
    [none] the audit log here has no change after that which closed it
   *[other] closed { $closed } by { $by ->
        [none] somebody the audit log does not name
       *[other] { $by }
    }
}

reopen-more = reopen: { NUMBER($more, useGrouping: 0) } more; --format json lists all.
