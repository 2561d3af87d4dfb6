### What a replay of the sign-ins against settings says.

separator = {", "}

## The proposal.

# $errors, $warnings
faults = The settings themselves have { $errors ->
    [one] 1 error
   *[other] { NUMBER($errors, useGrouping: 0) } errors
} and { $warnings ->
    [one] 1 warning
   *[other] { NUMBER($warnings, useGrouping: 0) } warnings
}; they are listed below.
part-over-current = The proposal is a part: what it does not give stays as in the current settings.
part-over-nothing = The proposal is a part, and there are no current settings among the inputs: what it does not give is taken as Microsoft sets it. Add them with --current.

## The answer.

no-successes = No successful sign-in across the border is among what was read and wanted: this says nothing about what the settings would block.
none-blocked = None of { NUMBER($successes) } successful sign-ins would be blocked.
# $blocked, $successes, $users, $partners, $applications
blocked = { NUMBER($blocked) } of { NUMBER($successes) } successful sign-ins would be blocked: { $users ->
    [one] 1 user
   *[other] { NUMBER($users, useGrouping: 0) } users
} of { $partners ->
    [one] 1 partner
   *[other] { NUMBER($partners, useGrouping: 0) } partners
}, { $applications ->
    [one] 1 application
   *[other] { NUMBER($applications, useGrouping: 0) } applications
}.
depends = { NUMBER($count) } more hang on something that is not known (group members, home ids); column because names it.
cannot-ask = { NUMBER($count) } more are of a kind that these settings cannot be asked about.
nothing-changes = Against the current settings nothing changes: all of these are blocked today as well.
# $blocked, $allowed
newly = Against the current settings { NUMBER($blocked) } are newly blocked and { NUMBER($allowed) } newly allowed.
client-alone = { NUMBER($count) } allowed successes rest on the client id alone; which id Microsoft compares is not documented: test one user, or ask with --match resource.
# $rows, $days
rare = { NUMBER($rows, useGrouping: 0) } of the blocked rows with successes were seen on { NUMBER($days, useGrouping: 0) } days or fewer: rare use is easily taken for none.
our-side = Allowed means allowed by our side: the other side has settings of its own, which are not in these logs.
blind = These logs do not show everything ({ $codes }); crosstenant coverage says what is missing.

## What closing the default would do.

only-named = Only the named partners are in here: the figures are theirs, and so are the settings.
# $proposed (or the default is closed), $today (blocked by today's settings as well), $left (cut by the recommended settings), $allowed
asked = { $proposed ->
    [true] That is with the proposed settings.
   *[false] That is if the default is simply closed (all but Rights Management outbound) and today's entries stay as they are.
}{ $today ->
    [0] {""}
   *[other] {" "}Of these, { NUMBER($today) } would be blocked by today's settings as well.
} { $left ->
    [0] The recommended settings would block none that are allowed today, and leave { $allowed } allowed.
   *[other] The recommended settings would block { NUMBER($left) }, which no setting can allow.
}
# $least, $most
range = { NUMBER($least) } to { NUMBER($most) }
exactly = { NUMBER($count) }

## Who rests on the default.

nobody = Nobody: every successful sign-in rests on an entry of its organisation, or on no setting at all.
# $successes, $organisations, $users
on-default = { $successes ->
    [one] 1 successful sign-in
   *[other] { NUMBER($successes) } successful sign-ins
} of { $organisations ->
    [one] 1 organisation
   *[other] { NUMBER($organisations) } organisations
} rest on the default alone: { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
}.
silent = { NUMBER($count, useGrouping: 0) } of them { $count ->
    [one] has
   *[other] have
} an entry that says nothing about these sign-ins (trust settings, the other direction): an entry alone protects nobody.
