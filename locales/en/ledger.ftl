### What became of the records: what was set aside, and the sums. None of these has a full stop.


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
