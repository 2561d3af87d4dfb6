### What became of the records: why they were skipped, what was set aside, and the sums. None of these has a full stop.

bad-json = the record is not valid JSON; export the file again if the record matters
cut = the file ends in the middle of this record; it was still being written, or the download broke off
too-long = the record is longer than --max-record allows; raise it if the record is real
not-an-object = the list holds something that is no record
bad-csv = the row cannot be read as CSV; export the file again without opening it in an editor
no-time = the record has no time and cannot be placed
bad-time = the time has a form that no export writes, or lies before there were logs
ambiguous-date = day and month cannot be told apart; say --date-order mdy or --date-order dmy
no-zone = the time has no zone, and this export writes the clock of whoever exported it; say --zone ZONE, such as --zone Asia/Tokyo or --zone UTC
no-tenant-columns = this export has no home and resource tenant columns, so nothing can be said about tenants; download the sign-in log again from the Entra admin center (Monitoring & health > Sign-in logs > Download, JSON or CSV of 2024 or later)
archive-damaged = the file of the archive that held the record is damaged or gone; crosstenant archive verify names it, and adding the exports it came from again brings the records back

other-records = { $records ->
    [one] 1 record of another log or product was
   *[other] { NUMBER($records, useGrouping: 0) } records of other logs or products were
} set aside; the ledger does not count them
prefixed-lines = { $records ->
    [one] 1 record stands
   *[other] { NUMBER($records, useGrouping: 0) } records stand
} behind something else on their lines, which is left out
short-rows = { $rows ->
    [one] 1 row has
   *[other] { NUMBER($rows, useGrouping: 0) } rows have
} fewer cells than the heading; what is missing at the end is absent
no-records = recognised, but it holds no record

# $records, $files, $kept, $duplicates, $skipped
sums = { $records ->
    [one] 1 record
   *[other] { NUMBER($records, useGrouping: 0) } records
} in { $files ->
    [one] 1 file
   *[other] { NUMBER($files, useGrouping: 0) } files
} = { NUMBER($kept, useGrouping: 0) } kept + { NUMBER($duplicates, useGrouping: 0) } duplicates + { NUMBER($skipped, useGrouping: 0) } skipped
