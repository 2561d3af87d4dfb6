### Settings that Graph has got since, and what stands around the cross-tenant access settings.

m365-inbound = inbound Microsoft 365 collaboration
m365-outbound = outbound Microsoft 365 collaboration
app-service-inbound = inbound App Service connect

## Contradictions with what stands around, and which of the two wins

# $domain, $only_these
v17-refused = the settings let this organisation in, but { $only_these ->
    [true] the list of allowed domains leaves out { $domain }
   *[false] { $domain } is on the list of blocked domains
}: the list wins for invitations, guests who are here already keep coming in
    .fix = change the list of domains in the external collaboration settings, or block the organisation here as well
# $domain
v17-blocked = { $domain } is on the list of allowed domains, but the settings refuse everybody of this organisation: the settings win, for invitations and sign-ins
    .fix = let the organisation in here, or take the domain off the list
v18-nobody = the settings let organisations in, but nobody may invite guests (allowInvitesFrom is none): that wins for invitations, guests who are here already keep coming in
    .fix = let at least admins and guest inviters invite, or block what shall be blocked here
v18-everyone = everybody, guests included, may invite (allowInvitesFrom is everyone), but the default refuses organisations without an entry: the default wins, and such invitations fail
    .fix = tell those who invite that an organisation needs an entry first
v19-off = the settings let organisations in, but SharePoint shares with nobody from outside: SharePoint wins for sites and files
    .fix = allow sharing with guests in SharePoint, or block what shall be blocked here
v19-existing = the settings let organisations in, but SharePoint shares only with guests who are in the directory already: new ones have to be invited elsewhere first
    .fix = invite guests before something is shared with them, or allow new guests in SharePoint
v19-open = SharePoint shares with new guests, but the default refuses organisations without an entry: the default wins, and sharing with their people fails
    .fix = add an entry for the organisation before something is shared with it
# $domain
v19-domain = the settings let this organisation in, but SharePoint's own list of domains refuses { $domain }: SharePoint wins for sites and files
    .fix = change the list of domains of SharePoint as well
v20 = the settings let organisations in, but Teams lets no guests in: Teams wins for its teams and chats; shared channels are B2B direct connect and are not touched
    .fix = turn on guest access in the Teams admin center, or leave Teams out of what is allowed here

## What is not in force, and what sign-ins do not show

# $gone, $lost
v21 = this entry was removed on { $gone } and is not in force; it can be brought back until { $lost }, and is gone for good then
    .fix = restore it from policies/deletedItems/crossTenantPartners if it is missed
v21-untold = this entry was removed and is not in force; the export does not tell when, and it is gone for good 30 days later
    .fix = restore it from policies/deletedItems/crossTenantPartners if it is missed
# $names
v22 = sign-ins do not show what these decide: { $names }; nothing here is judged by them, and they are carried over as they are
    .fix = look after them by hand
v23 = templates of the multi-tenant organisation are among the files; they are applied to new members and are not settings in force
    .fix = compare the entries themselves
# $count of $roles
v24 = { $count ->
    [one] technicians of this service provider may hold one role only
   *[other] technicians of this service provider may hold only { NUMBER($count) } roles
} (by the id of its template): { $roles }
    .fix = compare them with the roles of its delegated admin relationships: any other role is refused here
