### What the script of the page says. { names } in braces are filled in on the page.

## Filters

filters = Filters
explore = Explore
explore-question = Choose, and every table and chart below follows.
find = Find an organisation, application, user or error code
find-hint = Find: name, id, domain, code
nothing-found = Nothing has this name or id.
key-direction = Direction
key-partner = Organisation
key-app = Application
key-user = User
key-outcome = Outcome
key-code = Error code
key-side = Who must act
key-access-type = Access type
key-log = Log
key-from = From
key-to = Before
# $filter
remove = Remove the filter { $filter }
remove-all = Remove all
sums = In view
# $sign-ins, $partners
in-view = { $sign-ins } sign-ins, { $partners } organisations in view
whole-answer = The answer, the limits and the hints speak of the whole report, whatever is filtered.

## Values

internal = Internal
foreign = Foreign
undetermined = Undetermined
success = Success
interrupted = Interrupted
failure = Failure
passthrough = Passthrough
unknown = Unknown
interactive = Interactive
non-interactive = Non-interactive

## Days

days-label = Sign-ins by day
days-other = Other
day-from = From
day-to = to
drag = or drag over the days

## Tables

search = Search
search-hint = text in any column
columns = Columns
csv = CSV
by-week = by week
copy-refused = Not allowed
# $shown, $rows
counted = { $shown } of { $rows } rows
# $shown, $rows
printed = { $shown } of { $rows } rows are printed.
# $count
hidden-users = Sign-ins that name no user and have no row here: { $count }.
follows-both = This table follows the filters on organisation and direction only.
follows-partner = This table follows the filter on organisation only.
follows-direction = This table follows the filter on direction only.
follows-none = This table does not follow the filters.
# $command
users-elsewhere = There are too many users for this page: they are not told apart here. This command has them: { $command }
facts-elsewhere = There are too many sign-ins for this page to filter: the tables below are those of the whole report. The commands below them know every filter.

## Charts that follow the filters

chart-partners-inbound = Organisations by inbound sign-ins
chart-partners-outbound = Organisations by outbound sign-ins
chart-partners-by-day = Organisations by day
chart-applications = Client applications
chart-failures = Who must act on failures and interruptions

## The sheet of a row

details = Details of the selected row
only-this = Show this alone
under-filters = Counted under the filters in force.
use = Use
first-use = First use
last-use = Last use
failing = What fails, and what to do
setting = Settings
setting-organization = This organisation has settings of its own.
setting-default = The default settings apply.
recommended = What is recommended
would-block = What a closed default, or the given settings, would do
changed = Changes of its settings
events = Its sign-ins
side-no-option = Who must act is no option of the command: it lists the sign-ins of every side.
row = The whole row
resources = Resources
# $count
more = and { $count } more
dark = Dark
