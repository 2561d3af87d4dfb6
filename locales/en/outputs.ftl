### What tables, workbooks and charts say of themselves.

no-rows = No rows: nothing in the input matches.
# $columns, a list.
no-room = (no room for { $columns }; a wider window, --format csv or -o FILE.xlsx has them)
separator = {", "}

# The $sums as an aside.
sums-aside = ({ $sums })

## Workbook

book-title = Cross-tenant access
sheet-summary = summary
sheet-evidence = evidence
sheet-coverage = coverage
sheet-partners = partners
sheet-apps = apps
sheet-users = users
sheet-timeline = timeline
sheet-failures = failures
sheet-workloads = workloads
sheet-changes = changes
sheet-guests = guests
sheet-simulate = simulate
sheet-recommend = recommend
sheet-events = events
sheet-inspect = inspect
sheet-formats = formats
sheet-archive = archive
own-tenants = own tenants
own-found = how the own tenant was found
own-given = given with --tenant
settings-set = set without being typed
options = options
time-zone = time zone
version = crosstenant version
# $missing, $all
sheet-full = A sheet holds no more rows: { NUMBER($missing, useGrouping: 0) } of { NUMBER($all, useGrouping: 0) } are missing; use CSV.

## Charts

no-sign-ins = no sign-ins
zero = 0 – no sign-ins
own-scale = , each panel with its own scale
# $first, $last
days = { $first } to { $last }
# $count, already in digits.
all-sign-ins = { $count } sign-ins
# $count, already in digits.
all-failed = { $count } failed
total = total
per-day = sign-ins a day
