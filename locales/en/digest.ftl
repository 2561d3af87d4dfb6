### What is new, in ten lines.

about-digest = What is new, in ten lines for a mail or a message
digest-only-if-new = Write nothing where nothing is new
digest-since = What was not seen before this time is new; without it and without --baseline, 7d: the seven days before the last event
digest-format = text, markdown, adaptive-card, teams (the card in the message that a Teams workflow takes) or json

bad-format = digest does not write { $format }
    .next = use one of text, markdown, adaptive-card, teams, json

title = What is new at the tenant border
title-of = What is new at the tenant border of { $name }
nothing-to-compare = There is nothing to compare with: no sign-in of a user before this period.
nothing-new = Nothing is new.
# What stands between two sentences of a line.
between = {"; "}
unnamed = without a name

# $name, $way, $count
named = { $name } ({ $way ->
    [inbound] inbound,{" "}
    [outbound] outbound,{" "}
   *[neither] {""}
}{ NUMBER($count) })
# $name, $way, $was, $is
paced = { $name } ({ $way ->
    [inbound] inbound,{" "}
    [outbound] outbound,{" "}
   *[neither] {""}
}{ NUMBER($was) } before, { NUMBER($is) } now)

# $count, $names
new-partners = { $count ->
    [one] 1 new partner
   *[other] { NUMBER($count) } new partners
}: { $names }
# $count, $names
new-directions = { $count ->
    [one] 1 known partner in a new direction
   *[other] { NUMBER($count) } known partners in a new direction
}: { $names }
# $count, $names
new-apps = { $count ->
    [one] 1 new application
   *[other] { NUMBER($count) } new applications
}: { $names }
# $count, $names
new-failures = { $count ->
    [one] 1 new kind of failure
   *[other] { NUMBER($count) } new kinds of failure
}: { $names }
# $count, $inbound, $outbound
new-users = { $count ->
    [one] 1 new user
   *[other] { NUMBER($count) } new users
} ({ NUMBER($inbound) } inbound, { NUMBER($outbound) } outbound)
# $count, $tightened, $foreign, $actors
changed = { $count ->
    [one] 1 setting was changed
   *[other] { NUMBER($count) } settings were changed
} ({ NUMBER($tightened) } tightened, { NUMBER($foreign) } by somebody of another tenant): { $actors }
# $names
pace = Far more or far fewer sign-ins a day: { $names }
# $count, $names
gone = { $count ->
    [one] 1 partner no longer seen
   *[other] { NUMBER($count) } partners no longer seen
}: { $names }
incomplete = {" "}The logs are not whole: crosstenant coverage tells what is missing.
