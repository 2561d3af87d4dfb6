### Why a thing is allowed, left out, removed or carried over. Sentences have no full stop of their own.

## Evidence

used = { $count ->
    [one] one application was used with success
   *[other] { NUMBER($count, useGrouping: 0) } applications were used with success
}
client-of-hubs = used { $hubs }, which would open nearly everything: allowed by the client app ID instead
suite-of-teams = Teams was used, which needs SharePoint and Exchange
suite = { NUMBER($members, useGrouping: 0) } applications of the suite were used
cloud-needed = partners with access are in { $cloud }
never-succeeded = tried { $attempts ->
    [one] once
   *[other] { NUMBER($attempts, useGrouping: 0) } times
}, never with success: failures justify no access
too-few = fewer than { NUMBER($minimum, useGrouping: 0) } successes

## Access

resource = the resource of successful sign-ins
client-alone = the client of successful sign-ins whose resource is not in the log
hub-without-client = a hub resource that opens nearly everything, but the client is not in the log
hub-included = a hub resource, listed because that was asked for
in-suite = part of Office 365, which is allowed as a whole
rights-management = encrypted mail and files need it
companion = guests meet it on the way to any other application
closed-today = succeeded earlier, and the current settings refuse it: not reopened (see reopen)
client-today = the client that the current list names; naming the resource would let in more than that list does
hub-today = a hub resource that the current list names, and not the clients that used it
untold = on the current list; the log does not tell which of them was used
no-ids = successful sign-ins without any usable application ID: only all applications together let them through
under-everything = all applications are allowed
user-seen = had a successful sign-in
on-default = only Rights Management was used, which the default allows
hub-by-clients = a hub resource: the clients that used it are allowed instead, by their client app IDs

## The current policy and the default

unused-entry = no successful sign-in in these logs: the default, which blocks, holds instead
unused-entry-stays = no successful sign-in in these logs; it stays as it is (--remove-unused deletes such entries)
stays-as-it-is = its successes are closed today or are governed by no setting: the entry stays as it is
unused-block-stays = no successful sign-in in this direction; it stays, because without it the default would hold, which this proposal leaves as it is
block-list-kept = a list of what is blocked cannot be narrowed without letting in, by the other ID of a sign-in, what it blocks: stays as it is (--reopen replaces it)
unused-target = no successful sign-in needs it in these logs
unused-block = no successful sign-in in this direction: the default holds instead
block-list-replaced = a list of what is blocked leaves everything else open: replaced by a list of what is allowed
users-widened = reopened for users whom the current list does not name, and who they are in the partner's directory is not in the log: all users
trust = trust settings are carried over, not invented
redemption = automatic redemption is carried over
tenant-restrictions = tenant restrictions are not judged by sign-ins: carried over
other-settings = settings that sign-ins do not show: carried over
synchronisation = identity synchronisation is not touched
service-provider-entry = made by Microsoft for a service provider: neither changed nor removed
multi-tenant-entry = a member of the multitenant organization: neither changed nor removed
protected-but-needed = the entry as it is, together with the new default, would block what succeeded
explicit-block = an explicit block is kept
cloud-enabled = enabled today; logs do not always tell in which cloud a partner is
default-inbound = whoever has no entry stays outside
default-outbound = only Rights Management, so that encrypted mail and files can be read everywhere
default-direct-connect = shared channels only with partners that use them

## What is decided.

decision-allow = allow
decision-omit = leave out
decision-remove = remove
decision-carry-over = carry over
decision-block = block
