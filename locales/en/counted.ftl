### Records that stand for several sign-ins: distilled archives, and the rows of the query that `kql` writes.

single-sign-ins = each sign-in by itself
single-sign-ins-so = a query has summed them up: events cannot list them, and a failure that a retry mended cannot be told

caveat-no-single-sign-ins = Rows of a query stand for several sign-ins each.
caveat-no-single-sign-ins-next = where single sign-ins are needed, export the tables themselves for a shorter time

# $path of what counts, $log and $day they share, $other file
beside = { $path } counts sign-ins of the log { $log } on { $day }, of which { $other } tells too: they would count twice
    .next = give one of them alone; an archive that was not distilled finds copies

failure-beside = Sign-ins that are counted stand beside others of the same log and day, and would count twice.
failure-beside-next = give one of them alone

home = sign-ins at home in { $tenant } are counted, and it is not given as ours
    .next = name it with --tenant too, or read the archive that this one was distilled from

failure-home = An archive counts the sign-ins at home of a tenant that is not ours: which of them cross a border cannot be told.
failure-home-next = name the tenant with --tenant too, or read the archive that this one was distilled from

internal = { $command } cannot tell internal sign-ins one from another: the archive was distilled, and counts them
    .next = ask timeline or coverage, or the archive that this one was distilled from

cut = { $command } would have to cut a quarter of an hour in which sign-ins are counted: --from, --to and --split must lie on quarter hours (UTC) here
    .next = move the bound to a quarter of an hour, or read the archive that this one was distilled from

events = { $path } counts sign-ins: they cannot be listed
    .next = export the tables themselves for a shorter time, or ask another command

failure-sign-ins-counted = The question is about single sign-ins, of which the input has only counts.
failure-sign-ins-counted-next = ask the archive or the tables that they were counted from

# $path, and what was to be done with it: $doing
archive = { $path } { $doing ->
    [add] counts sign-ins, and cannot be added to
    [added] counts sign-ins, and cannot be added to an archive
    [exported] counts sign-ins, which are no events that could be exported
    [distilled] is distilled already
   *[replaced] is an archive that was not distilled from another, and is not written over
    }
    .next = use the archive that holds every event, or another folder

failure-archive = An archive that was distilled stands where one with every event is needed, or the other way round.
failure-archive-next = use the archive that holds every event, or another folder

question-distilled = What was distilled, and what does the archive hold now?

# $counted of all $events, $files that were made anew of all $all
distilled = { NUMBER($counted, useGrouping: 0) } of { NUMBER($events, useGrouping: 0) } events are counted, the others are whole; { NUMBER($files, useGrouping: 0) } of { NUMBER($all, useGrouping: 0) } days were made anew.

kql-format = kql has one form, a query
    .next = leave --format out; -o FILE writes it to a file
