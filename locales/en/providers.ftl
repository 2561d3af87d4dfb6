### Service providers (CSP, GDAP): whose technicians administer whom.

# $sign-ins, $zone, $first, $last (hours, two digits), $night
hours = { $sign-ins ->
    [one] 1 sign-in
   *[other] { NUMBER($sign-ins) } sign-ins
} by technicians, between { $first }:00 and { $last }:59 ({ $zone }); { NUMBER($night) } of them between 18:00 and 06:00.
no-relationships = What relationships allow is empty without an export of them: GET /tenantRelationships/delegatedAdminRelationships of Microsoft Graph, as JSON among the inputs.
untold = { $count ->
    [one] 1 relationship names
   *[other] { NUMBER($count) } relationships name
} no other tenant than ours, so that it is not told whose { $count ->
    [one] it is
   *[other] they are
}: export them where the provider stands in them too (a member partner with its tenantId).

# $count, $names
unused = Relationships in force without a sign-in in this period: { NUMBER($count) }, with { $names }. Technicians may have come before: look further back before you end one.
# $count, $names
ended = Relationships whose end had passed by the last event: { NUMBER($count) }, with { $names }. Export them again.
# $count, $names
ends-soon = Relationships that end within 30 days of the last event and are not extended by themselves: { NUMBER($count) }, with { $names }.
# $count, $names
extends = Relationships that are extended by themselves (autoExtendDuration): { NUMBER($count) }, with { $names }. They do not end unless somebody ends them.
# $name, $count, $roles
allowed-roles = The settings allow { $name } { $count ->
    [one] 1 role
   *[other] { NUMBER($count) } roles
} (serviceProviderConstraints): { $roles }.
# $name, $count, $roles
beyond-allowed = Relationships of { $name } grant { $count ->
    [one] 1 role
   *[other] { NUMBER($count) } roles
} that the settings do not allow it: { $roles }.
# $count, $names
global-administrator = Relationships with the role Global Administrator: { NUMBER($count) }, with { $names }. Microsoft advises roles that allow less.

unreadable = it is no whole JSON
