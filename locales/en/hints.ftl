### What the sequence of sign-ins points to.

## Who must act, in the middle of a sentence.

us = you
partner = the partner
network = whoever runs their network
user = the user
app-owner = the owner of the application
microsoft = Microsoft
nobody = nobody
unclassified = somebody whom the code does not name

## Lists of names.

hidden-user = a hidden user
separator = {", "}
# $shown, $more
listed = { $shown } and { NUMBER($more, useGrouping: 0) } more
# An organisation ($partner) and how many users are hit ($users).
users-of = { $partner } ({ $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
})

## One partner, or all of them.

# $users, $names, $who
all-partners = { $users ->
    [one] 1 user of ours ({ $names }) fails
   *[other] { NUMBER($users) } users of ours ({ $names }) fail
} at every organisation they try: suspect your own outbound setting, or the network they are on. By the codes, { $who } must act.
# $users, $names, $partner, $who
one-partner = { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} of ours ({ $names }) never got into { $partner } but into other organisations: the cause is most probably there, or in your setting for this one partner. By the codes, { $who } must act.
# $users, $partners, $named, $more, $who
some-partners = { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} of ours never got into one of { NUMBER($partners, useGrouping: 0) } organisations but into others: { $named }{ $more ->
    [0] {""}
   *[other] {" "}and { NUMBER($more, useGrouping: 0) } more
}; the cause is most probably there, or in your setting for this one partner. By most of the codes, { $who } must act.

## Asked for MFA, refused by a policy, retried.

# $users, $names, $who (none: the user)
mfa-loop = { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} ({ $names }): asked for MFA again and again and never let in afterwards. { $who ->
    [none] The user must act first: register a method, or complete the prompt
   *[other] By the codes, { $who } must act
}. If that does not help, allow My Sign-ins (19db86c3-b2b9-44cc-b339-36da233a3be2) inbound, or trust the MFA of the home tenant.
# $inbound, $sign-ins, $users, $partners
refused-by-policy = Conditional Access refused { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} of { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} ({ $inbound ->
    [true] inbound
   *[false] outbound
}, { $partners }): { $inbound ->
    [true] policies of your own tenant; the command names them where the export does
   *[false] policies of the partners, whose names your logs may not have
}.
# $mended, $failed
retried = { NUMBER($mended, useGrouping: 0) } of { $failed ->
    [one] 1 sign-in
   *[other] { NUMBER($failed) } sign-ins
} that failed or were interrupted { $mended ->
    [one] was
   *[other] were
} followed by a success of the same user and application within 15 minutes: nobody has to act on those, whatever side the table names for their codes.

## Turned away.

refusal = { $whose ->
    [trust] your trust settings do not accept what their home tenant proves
    [outbound] your outbound setting refuses them
    [inbound] your inbound setting refuses them
   *[partner] the partner's setting refuses them
}
# $partner, $inbound, $since, $zone, $sign-ins, $users, $code, $before (successes), $refusal, $cause
turned-away = { $partner } ({ $inbound ->
    [true] inbound
   *[false] outbound
}): nothing has worked since { $since } { $zone }; { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} of { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} were refused with { NUMBER($code, useGrouping: 0) }, { $before ->
    [0] none ever succeeded in these logs
    [one] 1 sign-in succeeded before
   *[other] { NUMBER($before) } sign-ins succeeded before
}: { $refusal }. { $cause }
# $time, $actor
changed-before = The setting was changed at { $time }{ $actor ->
    [none] {""}
   *[other] {" "}by { $actor }
}; crosstenant changes tells how.
look-for-change = If that is not meant, look for a change of the settings shortly before.
# $partner, $since, $sign-ins, $users
turned-away-case = { $partner } since { $since } ({ $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} of { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
})
# $partners, $inbound, $sign-ins, $users, $code, $refusal, $named, $more, $zone
several-turned-away = { NUMBER($partners, useGrouping: 0) } organisations ({ $inbound ->
    [true] inbound
   *[false] outbound
}): from some day on nothing has worked; { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} of { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} were refused with { NUMBER($code, useGrouping: 0) }: { $refusal }. { $named }{ $more ->
    [0] {""}
   *[other] {" "}and { NUMBER($more, useGrouping: 0) } more
} (times in { $zone }). crosstenant changes tells who changed what shortly before.

## Not known in the resource tenant.

# $users, $names, $cause, $inbound, $theirs (the users themselves must act)
not-known = { $users ->
    [one] 1 user
   *[other] { NUMBER($users) } users
} ({ $names }): { $cause ->
    [never] { $inbound ->
        [true] not known here: never had a guest object, as far as these logs show
       *[false] not known at the partner: never had a guest object there, as far as these logs show
    }
    [object] known here by an invitation or otherwise, but not found when they came
   *[lost] got in before and not known any more: the guest object was deleted, or the home account was created anew
}. { $theirs ->
    [true] They must act: check the spelling, the account and the tenant they chose
   *[false] { $cause ->
        [never] { $inbound ->
            [true] Invite them, or let them choose the right account
           *[false] Ask the partner to invite them, or let them choose the right account
        }
        [object] Check that they accepted the invitation with the invited account
       *[lost] { $inbound ->
            [true] Invite them again, or reset the redemption
           *[false] Ask the partner to invite them again, or to reset the redemption
        }
    }
}.

## Those that are not shown.

more-hints = { $more ->
    [one] 1 more hint
   *[other] { NUMBER($more) } more hints
} with fewer users hit.
all-in-json = { $more } --format json has all.
