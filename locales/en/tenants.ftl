### Which tenant is ours.

# $tenant, $records
named = own tenant { $tenant } (named as the log owner by { NUMBER($records, useGrouping: 0) } records)

# $tenant, $rows, $all, $next
inferred = own tenant { $tenant } inferred: home or resource in { NUMBER($rows, useGrouping: 0) } of { NUMBER($all, useGrouping: 0) } sign-ins that name a tenant, the next in { NUMBER($next, useGrouping: 0) }; say --tenant GUID if this is wrong
missing = the own tenant { $tenants } occurs in no sign-in

none = no record names a tenant, so the own tenant cannot be told
    .next = say it with --tenant GUID (Entra admin center > Overview > Tenant ID)

# Each of the lines of $list begins with a line break.
several-owners = the own tenant is not clear: these logs name more than one tenant as their owner. Candidates:{ $list }

# $all, $list
none-stands-out = the own tenant is not clear: none of the tenants in { NUMBER($all, useGrouping: 0) } sign-ins stands out enough to be yours. Candidates:{ $list }
unclear-next = say which is yours with --tenant GUID; repeat the option for a group of companies

# $tenant, $records
candidate = { $tenant }  { NUMBER($records, useGrouping: 0) } records

# $tenants, $list
absent = --tenant { $tenants } occurs in no sign-in, as home, resource or owner of the log. These tenants occur:{ $list }
    .next = check the id (Entra admin center > Overview > Tenant ID), and whether these are the logs you mean

# $command, $found
one-needed = { $command } needs exactly one own tenant; { $found ->
    [none] none is known
   *[other] found { $found }
}
    .next = say --tenant GUID
