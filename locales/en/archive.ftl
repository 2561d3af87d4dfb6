### What the commands of `archive` ask, answer and warn of.

holds = What does the archive hold?
added = What was added, and what does the archive hold now?
is-whole = Is the archive whole?

# $new of all $records in so many $files, $copies, $skipped
new-events = { NUMBER($new, useGrouping: 0) } of { NUMBER($records, useGrouping: 0) } records in { NUMBER($files, useGrouping: 0) } files are new in the archive; { NUMBER($copies, useGrouping: 0) } are copies of events that are there, { NUMBER($skipped, useGrouping: 0) } were skipped.

known-files = { NUMBER($files, useGrouping: 0) } files were in the archive already, byte for byte.
new-snapshots = { NUMBER($snapshots, useGrouping: 0) } user lists and settings are new.
nothing-new = Nothing is new.

# $path in the archive, its $events
lost = { $path } in the archive was damaged or gone, and with it { NUMBER($events, useGrouping: 0) } events
    .next = add the exports they came from again; they are counted as skipped until then

removed = { NUMBER($files, useGrouping: 0) } files that an interrupted run had left were removed.
not-removed = What interrupted runs may have left was not removed: { $why }.

# $events, $files
whole = The archive is whole: { NUMBER($events, useGrouping: 0) } events in { NUMBER($files, useGrouping: 0) } files.

# $files that are damaged, the events $lost of all $events
damaged = { NUMBER($files, useGrouping: 0) } of its files are damaged or gone, and with them { NUMBER($lost, useGrouping: 0) } of { NUMBER($events, useGrouping: 0) } events; add the exports they came from again.

export-damaged = { $path } is damaged or gone; crosstenant archive verify tells more
