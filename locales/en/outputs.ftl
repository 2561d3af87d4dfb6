### What tables, workbooks and charts say of themselves.

no-rows = No rows: nothing in the input matches.
# $columns, a list.
no-room = (no room for { $columns }; a wider window, --format csv or -o FILE.xlsx has them)
separator = {", "}
total-row = Total
rows = { $rows ->
    [one] 1 row
   *[other] { NUMBER($rows) } rows
}

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
sheet-compare = compare
sheet-trust = trust
sheet-providers = providers
sheet-figures = chart data
# $name, $number from 2 on.
sheet-continued = { $name } ({ NUMBER($number, useGrouping: 0) })
# $first, $last, $all
sheet-part = Rows { NUMBER($first) } to { NUMBER($last) } of { NUMBER($all) }: no sheet holds more.
# $columns, a list.
sheet-folded = Folded away, since a name stands beside each: { $columns }. The + above the columns opens them.
failed = failures

## The cover

cover-figures = Key figures
cover-answer = The answer
cover-hints = What to do
cover-caveats = What these logs do not show
cover-charts = Charts
cover-contents = Contents
cover-sheet = Sheet
cover-rows = Rows
cover-question = The question it answers
cover-evidence = The files that were read, and what became of their records
cover-data = The numbers behind the charts
own-tenants = own tenants
own-found = how the own tenant was found
own-given = given with --tenant
settings-set = set without being typed
options = options
time-zone = time zone
version = crosstenant version

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
