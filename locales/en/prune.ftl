### What is removed from an archive on purpose.

question = What is removed from the archive?

# $date, $events, $files, $snapshots
did = Removed what is older than { $date }: { NUMBER($events) } events in { NUMBER($files) } files, one for each log and day, and { NUMBER($snapshots) } user lists and settings. Adding the old exports again does not bring it back without --restore.
# $date, $events, $files, $snapshots
would = This would remove what is older than { $date }: { NUMBER($events) } events in { NUMBER($files) } files, one for each log and day, and { NUMBER($snapshots) } user lists and settings. Nothing was changed.
nothing = The archive holds nothing older than { $date }; it is as it was.

still-read = another process reads the archive, so the removed files are still on the disk
    .next = run crosstenant archive verify when it has ended: that clears them

# $records, $date
left-out = { NUMBER($records) } records of days before { $date } were left out: those days were removed on purpose. Add --restore to bring them back.
# $snapshots, $date
left-out-snapshots = { NUMBER($snapshots) } user lists and settings of days before { $date } were left out: those days were removed on purpose. Add --restore to bring them back.

# $date, $records
caveat = Days before { $date } were removed from the archive on purpose, with { NUMBER($records) } records: what happened then is not part of any answer.
