### Faults of settings: what is wrong, and what to do (`.fix`). The messages are named after the rules, whose numbers are stable.

# $message, $fix
sentence = { $message }; { $fix }.

## Lists

v1 = all users are blocked, but not all applications: Microsoft refuses this
    .fix = block AllApplications as well
v1-half = only one of users and applications is given: the other one is taken from the default settings
    .fix = give both, because Microsoft refuses one alone
v2 = users are allowed, but all applications are blocked: Microsoft refuses this
    .fix = allow at least one application, or block all users as well
v3 = the inbound default names single users or groups, which belong to no one organisation: Microsoft refuses this
    .fix = use AllUsers here and name users in the entry of their organisation
v13 = both lists block: only the listed users are cut off, and only from the listed applications; everybody else, and every other application, stays open
    .fix = to cut the listed users off from everything, block AllApplications; to close the listed applications to everybody, allow AllUsers and block the applications

## Targets

v4 = the target { $target } does not belong in this list
    .fix = name users and groups under usersAndGroups, and applications under applications, each with its targetType
v4-kind = the target { $target } has no known targetType
    .fix = write user, group or application
v5 = { $keyword } is no valid target: Microsoft refuses it
    .fix = name the applications by their IDs (Azure portal c44b4083-3bb0-49c1-b47d-974e53cbdf3c, Defender, Intune and Purview portals 80ccca67-54bd-44ab-8625-4b79c4dc7775)
v9 = the allowed applications lack what guests meet on the way to them: { $applications }
    .fix = add these IDs; those that the portal does not offer can be set through Microsoft Graph
v14-twice = the target { $target } is listed twice
    .fix = list it once
v14-no-id = { $id } is no ID
    .fix = write the object ID, application ID or tenant ID
# $id, $name
v14-unseen = the application { $id }{ $name ->
    [none] {""}
   *[other] {" "}({ $name })
} occurs nowhere in these logs
    .fix = check the ID; an application that is used once a quarter may be missing from a month of logs
v16 = { $id } is the object ID of a guest in our directory, and inbound lists name users of the partner's directory
    .fix = ask the partner for the object ID in its directory, or leave it to --user-map

## Organisations

v6 = the default opens B2B direct connect to every organisation
    .fix = block it here and allow it in the entries of those who share channels
v7-inbound = B2B direct connect is open inbound only: their users can come here; ours cannot go there
    .fix = if both are meant, allow it outbound as well; the partner must allow the mirror of each direction
v7-outbound = B2B direct connect is open outbound only: our users can go there; theirs cannot come here
    .fix = if both are meant, allow it inbound as well; the partner must allow the mirror of each direction
# How many $failures there were, where the logs tell.
v8 = B2B direct connect is open, but the MFA of the home tenant is not trusted{ $failures ->
    [none] : if Conditional Access asks for MFA, nobody gets in
   *[other] , and Conditional Access asks for it: { NUMBER($failures, useGrouping: 0) } sign-ins failed
}
    .fix = set inboundTrust.isMfaAccepted to true
v10-inbound = automatic redemption is on inbound only
    .fix = nothing has to be done, unless own users are to be spared the consent prompt there: then turn it on outbound as well
v10-outbound = automatic redemption is on outbound only
    .fix = nothing has to be done, unless their users are to be spared the consent prompt here: then turn it on inbound as well
v11 = claims of this organisation are trusted, but none of its users can come in: the trust does nothing
    .fix = remove the trust, or allow inbound access
v12 = users may be synchronised, but automatic redemption inbound is off: synchronisation cannot work
    .fix = set automaticUserConsentSettings.inboundAllowed to true

## Clouds

# $cloud and its $endpoint.
v15-cloud-not-allowed = this organisation is in { $cloud }, which is not enabled: its entry does nothing
    .fix = add { $endpoint } to allowedCloudEndpoints
v15-direct-connect = this organisation is in { $cloud }: B2B direct connect does not work between clouds
    .fix = use B2B collaboration with it
v15-both-sides = this organisation is in { $cloud }
    .fix = make sure that it has enabled your cloud and has an entry for you as well
