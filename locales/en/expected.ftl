### The list of expected partners.

# $path, $start
no-headings = { $path } has no headings tenant_id and name; it begins with { $start }
none = { $path } lists no partner
# $path, $line, $column, $found
bad-cell = { $path }, line { NUMBER($line, useGrouping: 0) }: { $column } is not understood: { $found }
next = begin the file with the headings tenant_id,name,owner,reason,until,direction (the last four may be missing) and write one line per partner: until as 2026-12-31, direction as inbound, outbound or nothing for both

separator = {", "}
# $partners, $names
unexpected = { $partners ->
    [one] 1 partner is
   *[other] { NUMBER($partners) } partners are
} not on the list of expected partners, or past the last day there: { $names }.
# $entries, $names
unused = { $entries ->
    [one] 1 entry of the current settings has
   *[other] { NUMBER($entries) } entries of the current settings have
} no successful sign-in in what was read: { $names }.
more = and { NUMBER($count) } more
