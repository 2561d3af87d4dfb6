### Why a verdict came out as it did. Sentences have no full stop of their own.

## What was assumed

# $reason
type-absent = { $reason } (no access type in the log: judged as B2B collaboration)
# $reason
type-none = { $reason } (access type none: judged as B2B collaboration)

## Reasons that lie outside the lists

no-border = this sign-in crosses no border of the own tenant
external-identity = no home tenant in Microsoft Entra: external collaboration settings govern it
service-provider = service providers are not governed by these settings
service-provider-outbound = blockServiceProviderOutboundAccess keeps our users from signing in there as service providers
service-provider-entry = no access type in the log, and the partner entry is one of a service provider, whom these settings do not govern
microsoft-support = Microsoft support is not governed by these settings
passthrough = passthrough: tried without an object in the resource tenant, no setting is known to govern it
unknown-future-value = the log hides a newer access type (unknownFutureValue)
unknown-access-type = the access type in the log is not known
cloud-not-allowed = the partner is in { $cloud }, which is not in allowedCloudEndpoints
cloud-without-entry = the partner is in { $cloud }, and organisations there need an entry of their own
direct-connect-across-clouds = the partner is in { $cloud }, and B2B direct connect does not work between clouds

## Lists

# $level, $block, $parts
lists = { $level }, { $block }: { $parts }
list-separator = {" and "}

allowed = { $access ->
    [allowed] allowed
   *[blocked] blocked
}

user-all = all users are { allowed }
# $access, $group
user-in-group = the user is in the { allowed } group { $group }
user-listed = the user is in the { allowed } list
user-not-listed = the user is not in the { allowed } list

application-all = all applications are { allowed }
# Which $ids were compared: one of them, of the $client and of the $resource, or none that is known.
application = { $ids ->
    [application] application { $client }
    [client] client application { $client }
    [resource] resource { $resource }
    [both] application { $client } and resource { $resource }
   *[untold] the application
}
is = { $ids ->
    [both] are
   *[other] is
}
# $ids, $client, $resource, $access
application-listed = { application } { is } in the { allowed } list
# $ids, $client, $resource, $access
application-not-listed = { $ids ->
    [both] neither application { $client } nor resource { $resource } is
   *[other] { application } is not
} in the { allowed } list
# $ids, $client, $resource, $keyword, $access
application-in-keyword = { application } { $ids ->
    [both] belong
   *[other] belongs
} to { $keyword }, which is { allowed }

## What would have to be known

# $missing
depends = depends on { $missing }
missing-separator = {" and on "}
missing-more = { NUMBER($more, useGrouping: 0) } more
missing-group = membership of group { $group }, which is not known (--members)
missing-home-user = which user of the partner this is, which is not known (--user-map)
missing-user-id = the user, whose ID is not in the log
missing-application-id = the application, whose ID is not in the log
missing-keyword = what the keyword { $keyword } covers, which is not known
missing-kind = whether the target { $target }, whose type is not known, covers the user
