### Guests to look at, and how many were active in each month.

separator = {", "}

## For which reason, with a count

never-came = { NUMBER($count) } invited and never came
dormant = { NUMBER($count) } dormant
partner-gone = { NUMBER($count) } of a partner of which nobody comes any more
made-member = { NUMBER($count) } made member
no-sponsor = { NUMBER($count) } without a sponsor
inviter-disabled = { NUMBER($count) } invited by an account that is disabled
internal-guest = { $count ->
    [one] 1 internal guest to convert
   *[other] { NUMBER($count) } internal guests to convert
}

# $guests to look at, of $all, by $reasons
tally = { NUMBER($guests) } of { NUMBER($all) } guests should be looked at, some for several reasons: { $reasons }.
hand-on = --format ids gives the object ids alone, one a line, as access reviews and scripts take them; -o review.xlsx a workbook.
nobody = For none of { NUMBER($all) } guests is there a reason to look at them in these logs and lists.
without-id = { NUMBER($guests) } guests to look at have no object id in these logs and lists, and are not in this list.

## By month

# $month, $count
of-month = { $month }: { NUMBER($count) }
monthly = Guests who signed in with success, by month, as far as the logs reach: { $months }. External ID bills active guests beyond 50,000 a month.
monthly-untold = Beside them, inbound users of whom nothing tells whether they are guests or members: { $months }. A list of users among the inputs tells.
governed = Guests with an action that Entra ID Governance bills, by month: { $months }.
