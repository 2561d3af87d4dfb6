### Archives that many machines made parts of.

none = { $path } holds no archive
    .next = give the folder into which each machine wrote its part with crosstenant archive add

there = { $path } is an archive already
    .next = let the engine write into a new folder

format = archive sources has one form, NDJSON
    .next = leave --format out, or say --format ndjson

# $path, $what is wrong with it
unfit = { $path } cannot become part of an archive: { $what }
    .next = run the engine's job again; it must keep every column, and give each row the number of its source from archive sources

other-place = its folder does not name a log and a day
other-columns = it does not have the columns of the sign-ins of an archive, or types that are not theirs
other-rows = its rows are not those of the parts, or of another day

failure-not-adopted = What an engine wrote is not what an archive is made of.
failure-not-adopted-next = run the engine's job again over the parts

question = What was adopted, and what does the archive hold now?

# $events, $parts
adopted = { NUMBER($events, useGrouping: 0) } events of { NUMBER($parts, useGrouping: 0) } parts are in the archive.

# $path, $error
cannot-write = { $path } cannot be written: { $error }
