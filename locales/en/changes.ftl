### One sentence about a change: when, who, what, and who was blocked since.

## The sentence

# When ($time), $who, the $deed, whether it was only $tried and for what $reason it failed, and what a reader must know besides: that it had
# $no-effect, that the effect is $contrary to what it sounds like, its $impact, that only $pairs of both lists are blocked, that the event may be $cut.
sentence = { $time } { $who } { $deed }{ $tried ->
    [true] , but it failed{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }
   *[false] {""}
}{ $no-effect ->
    [true] ; in effect nothing changed
   *[false] {""}
}{ $contrary ->
    [loosened] ; together with the other list of the same event, more is allowed than before
    [tightened] ; together with the other list of the same event, less is allowed than before
   *[none] {""}
}{ $impact ->
    [none] {""}
   *[other] ; { $impact }
}.{ $pairs ->
    [true] {" "}Both lists block: only the listed users are cut off, and only from the listed applications.
   *[false] {""}
}{ $cut ->
    [true] {" "}The CSV export holds at most 3 targets of 5 properties each, so more may have changed.
   *[false] {""}
}

## Who

user = { $name ->
    [none] somebody (the log does not say who)
   *[other] { $name }
}
app = the app { $name ->
    [none] without a name
   *[other] { $name }
}
service = a service of Microsoft{ $name ->
    [none] {""}
   *[other] {" "}({ $name })
}
# $who belongs to the tenant $home.
foreign = { $who }, who belongs to another tenant ({ $home }),

## Where

everybody-else = all organizations without settings of their own
multitenant-organization = the multitenant organization
this-directory = this directory
unnamed-organization = an organization that the log does not name

# $whose settings, whether they are the $default or belong to nobody in particular ($nowhere), the $block, where there is one. The $part matters in
# Japanese: the settings as a whole, one of them, or a list in a block.
at = { $nowhere ->
    [true] {""}
   *[false] {" "}for { $whose }{ $block ->
        [none] { $default ->
            [true] {" "}(default settings)
           *[false] {""}
        }
       *[other] {" "}({ $block }{ $default ->
            [true] , default settings
           *[false] {""}
        })
    }
}
# What holds where nothing is set: of the $default settings, Microsoft's own.
back = { $default ->
    [true] Microsoft's own default
   *[false] the default settings
}

## What was done, or $tried

# $tried, $whose
added = { $tried ->
    [true] tried to add the partner organization { $whose }
   *[false] added the partner organization { $whose }, which follows the default settings until it has its own
}
# $tried, $whose
removed = { $tried ->
    [true] tried to remove the partner organization { $whose }
   *[false] removed the partner organization { $whose }, so that the default settings apply to it
}
# $tried, $whose
sync-added = { $tried ->
    [true] tried to add
   *[false] added
} the cross-tenant synchronization setting of { $whose }
# $tried, $whose
sync-removed = { $tried ->
    [true] tried to remove
   *[false] removed
} the cross-tenant synchronization setting of { $whose }
# $tried, $at, $back
reset = { $tried ->
    [true] tried to reset
   *[false] reset
} the settings{ $at } to { $back }
# $tried, $whose
migrated = { $tried ->
    [true] tried to move
   *[false] moved
} the settings of { $whose } to a new storage model; nobody changed a setting
# $tried, $at
saved = { $tried ->
    [true] tried to save
   *[false] saved
} the settings{ $at } without changing any value that the log shows
# $tried, an $activity that is best told by its own name: of the $multitenant organization or the external collaboration settings, with a $partner.
activity = { $tried ->
    [true] tried to change
   *[false] changed
} { $multitenant ->
    [true] the multitenant organization
   *[false] the external collaboration settings
} ({ $activity }{ $partner ->
    [none] {""}
   *[other] , { $partner }
})

## Lists

# $names and the $last one.
names-last = { $names } and { $last }
# $names and so many $more.
names-more = { $names } and { NUMBER($more, useGrouping: 0) } more
names-separator = {", "}

# $tried, $noun, $at, $back
list-inherited = { $tried ->
    [true] tried to return
   *[false] returned
} the { noun }{ $at } to { $back }
noun = { $noun ->
    [users] users
   *[applications] applications
}
# $tried, $access
verb = { $access ->
    [allowed] { $tried ->
        [true] tried to allow
       *[false] allowed
    }
   *[blocked] { $tried ->
        [true] tried to block
       *[false] blocked
    }
}
# $tried, $access, $noun, $at
list-everything = { verb } all { noun }{ $at }
# $tried, $access, $noun, $names, $at
list-only = { verb } only the { noun } { $names }{ $at }
# $access, $noun, $at
list = { allowed } { noun }{ $at }
allowed = { $access ->
    [allowed] allowed
   *[blocked] blocked
}
# $tried, $list, $names
list-longer = { $tried ->
    [true] tried to add
   *[false] added
} { $names } to the { $list }
# $tried, $list, $names
list-shorter = { $tried ->
    [true] tried to remove
   *[false] removed
} { $names } from the { $list }
# $tried, $list, $added, $removed
list-changed = { $tried ->
    [true] tried to change
   *[false] changed
} the { $list }: added { $added }, removed { $removed }
# $tried, $list
list-touched = { $tried ->
    [true] tried to change
   *[false] changed
} the { $list }

domains-any = { $tried ->
    [true] tried to allow
   *[false] allowed
} invitations to any domain
# $tried, $names
domains-allowed = { $tried ->
    [true] tried to allow
   *[false] allowed
} invitations only to the domains { $names }
# $tried, $names
domains-blocked = { $tried ->
    [true] tried to block
   *[false] blocked
} invitations to the domains { $names }
# $access
domains = domains to which invitations are { allowed }

## Single settings

# $switch, $at
switch-at = { $switch ->
    [mfa] trust in multifactor authentication
    [compliant] trust in compliant devices
    [hybrid] trust in Microsoft Entra hybrid joined devices
    [redemption-inbound] inbound automatic redemption of invitations
    [redemption-outbound] outbound automatic redemption of invitations
    [synchronization] inbound cross-tenant synchronization of users
    [group-synchronization] inbound cross-tenant synchronization of groups
    [service-provider-block] the block that keeps own users from signing in elsewhere as service providers
   *[email-join] joining by users with a verified mail address
}{ $at }
# $tried, $switch, $at
turned-on = { $tried ->
    [true] tried to turn on
   *[false] turned on
} { switch-at }
# $tried, $switch, $at
turned-off = { $tried ->
    [true] tried to turn off
   *[false] turned off
} { switch-at }
# $tried, $switch, $at, $back
returned = { $tried ->
    [true] tried to return
   *[false] returned
} { switch-at } to { $back }

inviters = { $inviters ->
    [nobody] nobody
    [admins] only certain admin roles and guest inviters
    [members] members and certain admin roles
   *[everybody] everybody, guests included
}
# $tried, $from, $to
inviters-changed = { $tried ->
    [true] tried to change
   *[false] changed
} who may invite guests{ from-to }
# $from, $to
from-to = { $from ->
    [none] {""}
   *[other] {" "}from { $from }
}{ $to ->
    [none] {""}
   *[other] {" "}to { $to }
}
guest-role = { $guest-role ->
    [restricted] only their own profile (most restrictive)
    [limited] a limited part of the directory
   *[as-members] as much as members (most inclusive)
}
# $tried, $from, $to
guest-role-changed = { $tried ->
    [true] tried to change
   *[false] changed
} what guests may see{ from-to }
# $tried, $setting, $at, $from, $to
value-changed = { $tried ->
    [true] tried to change
   *[false] changed
} the setting { $setting }{ $at } from { $from ->
    [none] not set
   *[other] { $from }
} to { $to ->
    [none] not set
   *[other] { $to }
}
# $tried, $setting, $at, $truncated
unreadable = { $tried ->
    [true] tried to change
   *[false] changed
} the setting { $setting }{ $at }; { $truncated ->
    [true] the log cut the value off
   *[false] the value could not be read
}, so it is shown as text

## Impact

window = { $days ->
    [one] day
   *[other] { NUMBER($days, useGrouping: 0) } days
}
# What $end the days: themselves, or the next change.
# $end, $days
after = { $end ->
    [next-change] until the next change of this setting
    [either] in the { window } after or until the next change of the same setting
   *[days] in the { window } after
}
# $before, $end, $days
before = { $before ->
    [none] how many before is not known, because the sign-in logs do not cover it
    [0] none before
   *[other] { NUMBER($before, useGrouping: 0) } { $end ->
        [days] before
       *[other] in the { window } before
    }
}
# $before, $end, $days
known = { $before ->
    [none] {""}
   *[other] , { before }
}
several = { $several ->
    [true] by all that this event changed,{" "}
   *[false] {""}
}
first = { $first ->
    [none] {""}
   *[other] {" "}(first at { $first })
}
sign-ins = { $count ->
    [one] 1 sign-in
   *[other] { NUMBER($count, useGrouping: 0) } sign-ins
}
were = { $count ->
    [one] was
   *[other] were
}
people = { $people ->
    [one] 1 user
   *[other] { NUMBER($people, useGrouping: 0) } users
}
of-users = { $users ->
    [none] {""}
    [one] {" "}of 1 user
   *[other] {" "}of { NUMBER($users, useGrouping: 0) } users
}
# How many came to the end of the logs: the $total with so many $people, 0 where none came later.
# $total, $people
to-date = { $total ->
    [none] {""}
    [0] {" "}and none since
   *[other] , { NUMBER($total, useGrouping: 0) } of { people } to date
}

# Whom a change kept out: by $several settings together, the $count of $users after it, the $first, what came to the end of the logs ($total, $people),
# and those $before.
# $end, $days
blocked = { several }{ $count ->
    [0] no sign-ins were blocked { after }{ to-date }, { before }
   *[other] { sign-ins }{ of-users } { were } blocked { after }{ first }{ to-date }, { before }
}
# The logs end too early, so this is what came so far.
# $several, $count, $people, $first, $before, $end, $days
blocked-so-far = { several }{ $count ->
    [0] no sign-ins were blocked so far, but the sign-in logs end before the { window } are over{ known }
   *[other] { sign-ins } of { people } { were } blocked so far{ first }, and the sign-in logs end before the { window } are over{ known }
}
# $several, $before, $end, $days
blocked-unknown = { several }how many sign-ins were blocked { after } is not known, because the sign-in logs do not cover it{ known }

# Whom a change that keeps nobody out found kept out: those $before, and the $count of $users still, which other changes of the event $may have caused.
# $end, $days
still-refused = { $before ->
    [none] how many sign-ins were blocked before is not known, because the sign-in logs do not cover it
    [0] no sign-ins were blocked in the { window } before
    [one] 1 sign-in was blocked in the { window } before
   *[other] { NUMBER($before, useGrouping: 0) } sign-ins were blocked in the { window } before
}, { $count ->
    [none] whether any were refused later is not known, because the sign-in logs do not cover it
    [0] none { after }
   *[other] { sign-ins }{ of-users } still refused { after }, { $may ->
        [true] which other changes of this event may have caused
       *[false] which this change did not cause
    }
}
