### What `inspect` says about files.

question = What are these files?

# $file, a $note of the ledger
note = { $file }: { $note }.

# $file, $count, $code, the place of the $first, $reason
skipped = { $file }: { NUMBER($count, useGrouping: 0) } skipped ({ $code }){ $first ->
    [none] {""}
   *[other] , first at { $first }
}: { $reason }.

archive = manifest.json, { $schema }; crosstenant archive info tells more
