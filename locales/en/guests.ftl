### What the table of guests shows, and what should not be concluded from it.

separator = {", "}

## How many stand where: the states first, because they sum to all.

active = { NUMBER($count) } active
dormant = { NUMBER($count) } dormant
redeemed = { NUMBER($count) } redeemed and not seen since
invited = { NUMBER($count) } invited and not come
disabled = { NUMBER($count) } disabled
removed = { NUMBER($count) } removed
unknown = { NUMBER($count) } known only by attempts without success, a list or a change
# $all, $states, $invited, $redeemed, $signed-in, $median (days that half of them took at most)
tally = { $all ->
    [one] 1 guest
   *[other] { NUMBER($all) } guests
}: { $states }. Of them { NUMBER($invited) } with an invitation in these logs and lists, { NUMBER($redeemed) } with a redemption, { NUMBER($signed-in) } with a successful sign-in.{ $median ->
    [none] {""}
   *[other] {" "}Half of those whose days to redeem are known took at most { $median ->
        [one] 1 day
       *[other] { NUMBER($median) } days
    }.
}

# $attempts, $guests
attempts = Sign-ins here are the successful ones. Apart from them these guests made { $attempts ->
    [one] 1 attempt
   *[other] { NUMBER($attempts) } attempts
} without success ({ $guests ->
    [one] 1 guest
   *[other] { NUMBER($guests) } guests
}): crosstenant failures tells why.
not-all-users = These are not the inbound users of these logs: who needs no object here (B2B direct connect, service providers, Microsoft support) or never had one is in crosstenant users alone, and who was invited and has not come is here alone.
too-short = The sign-in logs cover less than { NUMBER($days, useGrouping: 0) } days, so nobody is called dormant for having no sign-in; a list of users with signInActivity, or an archive, can tell.
not-come = Invited and not come yet: { NUMBER($count, useGrouping: 0) }. Invitations sent from the portal or Teams do not expire: send them again, or delete the guest.
internal = Internal guests, accounts with a password of ours and the user type guest: { NUMBER($count, useGrouping: 0) }. They can be converted to external users (Users > the user > Convert to external user), so that they sign in with their own organisation.
widened = Changed from guest to member, which widens what they may see: { $names }.
