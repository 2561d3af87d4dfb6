### What must be known before a proposal is applied. Names are given as the log has them.

## Names

# $partner, $inbound or outbound.
place = { $partner } { $inbound ->
    [true] inbound
   *[false] outbound
}
# $name and how many ($count) of it.
named-count = { $name }: { NUMBER($count, useGrouping: 0) }
# $partner, $cloud
named-cloud = { $partner }: { $cloud }
# A $domain, where it is known, and how many $users.
domain = { $domain ->
    [none] (unknown)
   *[other] { $domain }
} ({ NUMBER($users, useGrouping: 0) })
separator = {", "}
# $names and so many $more.
more = { $names } and { NUMBER($more, useGrouping: 0) } more

## Always

license = Settings for single applications, users or groups need Microsoft Entra ID P1 or P2 in this tenant.
blocked-default = A blocked inbound default also refuses new invitations, and redemptions of open ones, from organizations without an entry: add the entry before inviting.
sharepoint = SharePoint and OneDrive look at the domain list of the external collaboration settings as well: a domain that it excludes stays shut out.
order-with-rollback = Apply in this order: allowedCloudEndpoints, the entries of partners, the default last, and only then remove unused entries. To roll back, send the requests under rollback in their order: the default comes first.
order-without-rollback = Apply in this order: allowedCloudEndpoints, the entries of partners, the default last. Save the present settings first: without them there is nothing to roll back to (with a current policy among the inputs, the rollback is written here); roll back the default first.
one-side = Allowed means allowed by this side: each partner has settings of its own, which must allow the other side of it.
blind-spots = What these logs do not show is not in here: quarterly jobs, invitations that are still open, missing non-interactive logs, days outside the window. Simulate over as long a time as there are logs for.
no-current = No current policy was given: trust settings, automatic redemption and tenant restrictions of existing entries are not carried over, unused entries are not known, and allowedCloudEndpoints, which replaces the whole list, holds only what these logs need.

## What today's settings refuse, and what of them stays

closed-today = The current settings refuse what succeeded earlier in these logs (successes: { $names }). It is not reopened; reopen lists what it would take, and --reopen PARTNER includes it.
closed-by-audit = The last change in the audit log closed what succeeded earlier (successes: { $names }), so it is taken for closed and not reopened. Without the current settings this is in doubt: add them, or say --reopen PARTNER.
always-added = Lists of applications also hold My Apps, App Access Panel, My Profile, My Sign-ins and Rights Management, which the current lists do not allow here: { $names }.
clouds-untold = The current settings that were given do not say which Microsoft clouds are enabled (the answer of policies/crossTenantAccessPolicy itself does): an empty list would disable them all, so allowedCloudEndpoints is left out unless a partner that is reopened needs one, and partners in other clouds are judged as blocked.
rights-management-opened = The proposed outbound default allows Rights Management, which the current one blocks: encrypted mail and files need it.
only-some = Only the entries of these partners are in here; the default, clouds and all other entries stay as they are: { $names }.
unused = These entries have no successful sign-in in these logs and stay as they are; --remove-unused deletes them: { $names }.
block-list-kept = Here the current list names what is blocked and leaves everything else open; it stays as it is, because a list of what is allowed could let in what it blocks: { $names }. --reopen PARTNER replaces it.

## Partners

on-default-today = These partners have no entry today and ride on the default: { $names }.
stays-on-default = These partners need no entry, because only Rights Management was used, which the default allows: { $names }.
direct-connect = B2B direct connect is opened for { $names }: the partner must open the mirror of it, and where Conditional Access asks for MFA, the side that is entered must trust the MFA of the home tenant (inboundTrust.isMfaAccepted), or nobody gets in.
other-clouds = These partners are in another cloud and need the cloud and an entry, on both sides: { $names }. B2B direct connect does not work between clouds.
removed = These entries have no successful sign-in and are to be removed after the default is blocked: { $names }.
kept = Entries of service providers and of members of the multitenant organization are not tidied up: { $names }.
protected-but-needed = Of these, some had to be changed, because the new default would block what succeeded: { $names }.

## Applications

client-only = Microsoft documents client and resource app IDs as targets, but not which of them decides. These rest on the client app ID alone; test each with one user before the default closes: { $names }.
resource-absent = The log has no resource ID for sign-ins of these clients, so the client is named: { $names }.
hub-without-client = The log has no client ID for sign-ins to these hub resources, so they are allowed themselves, which opens nearly everything: { $names }.
hubs-included = Hub resources are allowed because that was asked for, which opens nearly everything: { $names }.
long-ago = The last success is more than 90 days before the last event; ask whether they are still needed: { $names }.
one-day = Seen on one day only; ask whether they are still needed: { $names }.
api-only = The portal does not offer these applications; set them through Microsoft Graph: { $names }.
everything = Some successful sign-ins have no usable application ID at all, so all applications had to be allowed: { $names }. An export with application IDs gives a narrower proposal.

## The rest

external-identities = Users without an Entra home tenant are governed by the external collaboration settings; for the domain allow-list there (users): { $domains }.
many-users = Better a group than so many users: { $names }.
users-unknown = Users could not be listed, because a success has no user ID: { $names }.
users-widened = Reopened for users whom the current list does not name; the logs do not tell who they are there, so all users are let through: { $names }.
# $successes, $names
impossible = { $successes ->
    [one] 1 success
   *[other] { NUMBER($successes, useGrouping: 0) } successes
} of B2B direct connect with another cloud can be allowed by no setting: { $names }. Check in which cloud they are.
service-providers = Sign-ins of service providers and Microsoft support are not governed by these settings and justify none: { $names }.
unknown-type = { $successes ->
    [one] 1 success
   *[other] { NUMBER($successes, useGrouping: 0) } successes
} of an access type that is hidden or not known: no access follows from that.
assumed = { $successes ->
    [one] 1 success
   *[other] { NUMBER($successes, useGrouping: 0) } successes
} without an access type in the log (or with none), taken for B2B collaboration.
# $successes, $minimum
too-few = { $successes ->
    [one] 1 success
   *[other] { NUMBER($successes, useGrouping: 0) } successes
} left out and blocked then: fewer than { NUMBER($minimum, useGrouping: 0) } for their application.
