### Settings kept as code: what stands above a file, and why one is refused.

title = Cross-tenant access settings with least privilege, from observed sign-ins.
provider = For the Terraform provider "terraprovider/microsoft365wp"; name it under required_providers of your configuration.
module = For Microsoft365DSC: compile it with CrossTenantAccess -Credential (Get-Credential), or put in the way you connect. The module has to know every property that stands here.
whole-terraform = This is the whole state: it holds every entry of the current settings, unchanged ones too. Terraform destroys what is taken out of it, and gives the provider's own values to members of the default that are left out.
whole-dsc = This is the whole state: it holds every entry of the current settings, unchanged ones too. Microsoft365DSC leaves alone what a configuration does not name, so an entry goes only with Ensure = 'Absent'; simulate takes an entry that is not named as one that is not there.
# $no_current, $terraform
fragment = This is a fragment to merge into the files that you have, not a whole state: { $no_current ->
    [true] it was written without the current settings, and entries that it does not know are not in it
   *[false] it holds the entries of the named partners alone
}. { $terraform ->
    [true] prevent_destroy keeps Terraform from destroying what is in it; take it out when the file is whole.
   *[false] DSC has no prevent_destroy: compare it with an export (Export-M365DSCConfiguration) before you apply it, and take no resource out of the files that you have.
}
check = Before it is applied: crosstenant simulate LOGS --policy FILE --fail-on blocked-success,depends-success,unknown-success
# $tenants, $terraform
removed = { $terraform ->
    [true] Left out, and so deleted
   *[false] With Ensure = 'Absent', and so deleted
}: { $tenants }
# $whose, $what
unsaid = Of { $whose } this cannot say, and it stays as it is: { $what }
the-default = the default settings
import = Entries that are there already have to be imported before the first plan:

## A file that is refused

# $place, $name, $found
not-literal = { $place }: { $name } is not written out, found { $found }
    .next = write the values themselves into the file, or give simulate the settings as JSON of Microsoft Graph: variables, functions and expressions are not carried out, and half a file is never read
# $place, $name, $found
wrong-shape = { $place }: another kind of value belongs to { $name }, found { $found }
# $place, $name
unknown-member = { $place }: { $name } is not known here
# $place, $name
unknown-resource = { $place }: the resource { $name } belongs to cross-tenant access and is not known
unknown-next = correct the name; if it is one of a newer version, take it out into a file of its own and give simulate the rest
# $place, $what
repeated = { $place }: what { $what } makes of this cannot be told from the file
    .next = write each entry as a resource of its own, outside of modules, loops and conditions, or give simulate the settings as JSON of Microsoft Graph
# $place, $name
missing = { $place }: { $name } is missing
# $place, $name
twice = { $place }: { $name } is given twice
# $place, $what
elsewhere = { $place }: with { $what } the settings are not those of this file
    .next = take it out, or give simulate the settings as JSON of Microsoft Graph
# $place, $name
named-principal = { $place }: the user or group { $name } is given by name
    .next = write its object id: only that can be compared with sign-ins
# $place, $found
broken = { $place }: this cannot be read, found { $found }
broken-next = correct that line; terraform validate, or the PowerShell editor, says what is wrong
# $place
too-deep = { $place }: values lie deeper in one another than any settings
# $first, $second
mixed = { $first } and { $second }: settings of two kinds, and it is not clear which of them count
    .next = give one file, or a folder that holds one kind alone: Terraform, Microsoft365DSC or JSON
# $path
no-resources = { $path }: no resource of the cross-tenant access policy is in it
    .next = give the file that holds the resources microsoft365wp_cross_tenant_access_policy…, msgraph_resource or AADCrossTenantAccessPolicy…
