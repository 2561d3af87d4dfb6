### The page for one partner: what is said to its administrators.

# $partner, $own
title = Access between { $partner } and { $own }
own-tenant = our tenant
# $first, $last, $people, $inbound, $ours, $outbound
lead = From { $first } to { $last }, { $people ->
        [0] none of your people signed in to us
        [one] one of your people tried to sign in to us ({ NUMBER($inbound) } sign-ins)
       *[other] { NUMBER($people) } of your people tried to sign in to us ({ NUMBER($inbound) } sign-ins)
    }, and { $ours ->
        [0] none of ours to you.
        [one] one of ours to you ({ NUMBER($outbound) } sign-ins).
       *[other] { NUMBER($ours) } of ours to you ({ NUMBER($outbound) } sign-ins).
    }
# $own, $tenant
who = “We” and “us” is { $own } ({ $tenant }); “you” is the organisation that this page is for.
asked = What we ask of you
# $people
ask-people = Please confirm that { $people ->
        [one] the person below still needs access to us, or tell us if they have left.
       *[other] the { NUMBER($people) } people below still need access to us, and tell us who has left.
    }
# $code, $sign-ins, $users, $meaning
ask-code = { $sign-ins ->
        [one] One sign-in failed
       *[other] { NUMBER($sign-ins) } sign-ins failed
    } ({ $users ->
        [one] one user
       *[other] { NUMBER($users) } users
    }) with the error code { NUMBER($code, useGrouping: 0) }, which only your side can settle. Please look into it: { $meaning }
ask-trust = We accept the multifactor authentication that your people pass with you. Please confirm that you require it of those who come to us.
ask-mfa = We do not accept the multifactor authentication that your people pass with you, so they register with us as well. If they are asked twice, tell us, and we can look into trusting yours.
ask-redemption = We have turned automatic redemption on for your people. For the consent prompt to go, please turn it on for us too: outbound, in your entry for our tenant.
people = Your people who signed in to us
people-about = Everybody of yours who tried, with the first and the last time.
apps = What your people use with us
apps-about = The application they started, and the resource it opened.
ours = What our people use with you
ours-about = Our people are counted, not named.
failures = What failed
failures-about = “Whose turn” says who can settle it. Interruptions such as a prompt for multifactor authentication are part of it.
settings = Our settings that apply to you
settings-about = Cross-tenant access settings of our tenant: those of our entry for you, and the default where the entry is silent. Yours decide as well.
settings-unknown = The settings were not at hand when this page was made.
from-entry = our entry for you
from-default = our default
nothing = None.
turn = { $side ->
        [us] we
        [partner] you
        [user] the user
        [network] whoever runs the network
        [owner] the owner of the application
        [microsoft] Microsoft
        [nobody] nobody
       *[unclassified] not known
    }
inbound = your people with us
outbound = our people with you
column-turn = Whose turn
column-from = From
column-way = Who
column-value = Value
# $zone
notes = Times are those of { $zone }. Tokens such as usr_… and app_… stand for people and applications that are not yours: we can tell which are meant.
# $path
written = Page for the partner: { $path }
