### What stands beside the charts of a report.

inbound = Inbound
outbound = Outbound
failed = Failed
interrupted = Interrupted
no-error = No error
outcome-unknown = Outcome not known
unknown-app = (unknown)

# A title ($title) that says how much is left out.
# $title, $most, $all
some-of = { $title } (the { NUMBER($most, useGrouping: 0) } with most of { NUMBER($all, useGrouping: 0) })

days = Sign-ins per day
    .description = Sign-ins per day, inbound and outbound, with the failures among them.

## External identities ($others) have a bar, and are no organisation.

partners-in = Organisations{ $others ->
    [true] {" "}and external identities
   *[false] {""}
} that come in
partners-out = Organisations{ $others ->
    [true] {" "}and external identities
   *[false] {""}
} that our people go to
# $title, $most
partners-described = { $title }, by sign-ins, with interruptions and failures; at most { NUMBER($most, useGrouping: 0) }.
by-day = Partners{ $others ->
    [true] {" "}and external identities
   *[false] {""}
} by day, both directions
by-day-described = Sign-ins of each partner on each day, darker = more; at most { NUMBER($most, useGrouping: 0) } partners.

applications = Applications, client → resource
applications-described = Applications by sign-ins across the border, at most { NUMBER($most, useGrouping: 0) }.

## Who must act.

sides = Failures by who must act
    .description = Failed and interrupted sign-ins across the border by the side that must act, seen from us; the number behind a bar is both together.
us = We
partner = The partner
network = Network or device
user = The user
app-owner = Owner of the app
microsoft = Microsoft
nobody = Nobody
unclassified = Not known

## Changes of settings.

changes = Changes of settings, and the sign-ins of those partners
    .description = Sign-ins per day of partners whose settings were changed, with the failures among them; lines mark the changes.
# $partner, $inbound
panel = { $partner }, { $inbound ->
    [true] inbound
   *[false] outbound
}
tightened = tightened
loosened = loosened
changed = changed

## Steps of tightening.

tightening = What each step of tightening would cut
# $end (what is left is nothing), $newly (none: the same as $first), $first
tightening-described = Successful sign-ins of these logs that would be blocked: with the default closed and no entries, then with the entries of organisations added one by one, { $end ->
    [true] until nothing is cut
   *[false] what is left no setting can allow
}. What the current settings refuse already is not counted.{ $newly ->
    [none] {""}
   *[other] {" "}The first step takes today's entries away as well, so it cuts { NUMBER($first) } and not the { NUMBER($newly) } that closing the default alone would newly block.
}
closed = Default closed, no entries
step = + { $organisation }
more-steps = + { NUMBER($more, useGrouping: 0) } more organisations

## How far guests have come.

guests = Guests, from invitation to use
    .description = How many guests were invited, redeemed the invitation and signed in; then where they stand, from active to not known, which sums to all of them.
guests-all = Guests
guests-invitation-seen = Invitation seen
guests-redemption-seen = Redemption seen
guests-signed-in = Signed in
guests-active = Active
guests-redeemed = Redeemed, not seen since
guests-invited = Invited, not come
guests-dormant = Dormant
guests-disabled = Disabled
guests-removed = Removed
guests-unknown = Not known
guests-on-the-way = On the way in
guests-not-here = Not, or no longer
