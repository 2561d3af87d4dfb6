### `update`: what a schedule runs.

about-update = Add new exports to the archive, write the report, tell what is new and check the gates: what a schedule runs
archive = Archive that the exports are added to; it is made where there is none
inputs = Exports that may be new: files, folders, patterns; what the archive holds already is not added again
output = Folder that holds the reports, one for each last day, and last-update.json, which tells the next run what was reported; without it, reports
only-if-new = Print no digest where nothing is new; the report is written all the same
pseudonymise = Not here: an archive and its reports hold names in clear

report = The report is { $path }.

# $sources, $events, $first, $last
new = New in the archive since the last update: { NUMBER($events) } { $events ->
    [one] event
   *[other] events
} in { NUMBER($sources) } { $sources ->
    [one] export
   *[other] exports
}, { $first } to { $last }.
# $sources, $events, $first, $last
holds = The archive holds { NUMBER($events) } { $events ->
    [one] event
   *[other] events
} of { NUMBER($sources) } { $sources ->
    [one] export
   *[other] exports
}, { $first } to { $last }.
beginning = This is the first run: there is nothing to compare with yet. The next run tells what is new.
nothing-left = There is nothing to compare with: of what was reported, the archive holds no sign-in of a user any more.
no-exports = No new exports since the last update.
between = {" "}
replaced = { $events ->
    [one] 1 event that was reported before counts
   *[other] { NUMBER($events) } events that were reported before count
} with an export that tells more of it: what it shows may look new.

first-next = nothing has been reported yet, so this run is the beginning: its report is written, and the next run can tell what is new

# $path, $why
unreadable = { $path } does not tell what was reported so far: { $why }
    .next = put the file back from a copy; or move it away, and the next run begins anew: it then cannot tell what is new
# $path, $archive
another = { $path } tells of another archive: the archive { $archive } holds none of the exports that were reported
    .next = name the archive and the folder that belong together with --archive and --output; or give this archive a folder of its own
