### The answer of a report, in figures and sentences.

# What stands on the other side of a sign-in that has no organisation there.
-no-entra-home = external identities without an Entra home
separator = {", "}
# What stands between two sentences.
between-sentences = {" "}

nothing-read = Nothing can be said about people crossing the border: no sign-in of a user could be read from these inputs.
# $skipped, $records
mostly-unreadable = Most of the input could not be read ({ NUMBER($skipped) } of { NUMBER($records) } records): do not rely on the numbers below.

## Who crosses the border. What names the time stands before the first sentence, or nothing.

# $days, $first, $last
in-days = In { $days ->
    [one] 1 day
   *[other] { NUMBER($days) } days
} ({ $first } to { $last }){" "}
nobody-came = { $when }nobody came in from outside.
# $when, $users, $organisations, $sign-ins, $applications
came-in = { $when }{ $users ->
    [one] 1 external user
   *[other] { NUMBER($users) } external users
} came in from { $organisations ->
    [one] 1 organisation
   *[other] { NUMBER($organisations) } organisations
}, with { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} through { $applications ->
    [one] 1 application
   *[other] { NUMBER($applications) } applications
} (pairs of client and resource).
nobody-went = None of our own users went out.
# $users, $organisations, $sign-ins, $applications
went-out = { NUMBER($users) } of our own users went out to { $organisations ->
    [one] 1 organisation
   *[other] { NUMBER($organisations) } organisations
}, with { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} through { $applications ->
    [one] 1 application
   *[other] { NUMBER($applications) } applications
} (pairs of client and resource).
without-home = { NUMBER($sign-ins) } of the inbound sign-ins { $sign-ins ->
    [one] belongs
   *[other] belong
} to { -no-entra-home } (Microsoft account, Google, one-time passcode): cross-tenant access settings do not govern them.

## Key figures.

inbound-figure = Sign-ins from outside
outbound-figure = Sign-ins of our people elsewhere
# $users, $organisations
crossings-note = { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} · { $organisations ->
    [one] 1 organisation
   *[other] { NUMBER($organisations) } organisations
}
blocked-figure = Would be blocked
# $successes, $proposed, $newly (none: no current settings, or all of them), $today
blocked-note = of { $successes ->
    [one] 1 success
   *[other] { NUMBER($successes) } successes
}, { $proposed ->
    [true] with the proposed settings
   *[false] if the default is closed and today's entries stay
}{ $newly ->
    [none] {""}
   *[other] ; { NUMBER($newly) } newly, { NUMBER($today) } by today's settings too
}
failures-figure = Failures across the border
# $share, $sign-ins, $interrupted
failures-note = { $share } of { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
}; { $interrupted ->
    [one] 1 interruption
   *[other] { NUMBER($interrupted) } interruptions
} apart
ours-figure = Failures that we can mend
ours-note = { NUMBER($partners) } { $partners ->
    [one] is
   *[other] are
} the partners' to mend; interruptions apart
less-than-least = less than 0.1 %

## What fails.

outcomes-not-told = How these sign-ins ended cannot be told: no record carries an error code or a status. That does not mean that none failed.
# Where some sign-ins do not tell how they ended: how many do ($told).
none-failed = No sign-in across the border failed or was interrupted{ $told ->
    [none] {""}
   *[other] , of { $told ->
        [one] 1 sign-in
       *[other] { NUMBER($told) } sign-ins
    } that tell how they ended
}.
# $failed, $sign-ins, $share, $us, $partners, $users, $others, $interrupted
some-failed = { NUMBER($failed) } of { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} across the border failed ({ $share }): we must act on { NUMBER($us) }, the partners on { NUMBER($partners) }, the users on { NUMBER($users) }, others or nobody known on { NUMBER($others) }. { NUMBER($interrupted) } more { $interrupted ->
    [one] was
   *[other] were
} interrupted (MFA, consent), which is no failure by itself.

## Where there are settings that cannot be used.

settings-of-a-part = Nothing is recommended and nothing is said about closing the default: { $filters } leaves traffic out, and settings made from a part would cut off the rest. Leave it out, or use --partner alone.
no-user-crossed = The settings are not judged: no sign-in of a user across the border is among what was read and wanted.
own-tenants = The settings are not judged: that needs exactly one own tenant, and there are { NUMBER($count, useGrouping: 0) }. Say --tenant GUID.
