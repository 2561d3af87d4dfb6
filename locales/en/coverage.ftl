### What these logs cannot show, and what to do about it.

separator = {", "}

other-owner = The logs name { $owner } as their owner, which is not among the own tenants: is --tenant right?
own-tenant-absent = The own tenant { $tenant } occurs in no sign-in: is --tenant right?

# $count of a $code, which has a $reason: a sentence without its full stop.
skipped = { $count ->
    [one] 1 record
   *[other] { NUMBER($count, useGrouping: 0) } records
} skipped ({ $code }): { $reason }.

# $file, $why
read-error = { $file } could be read only in part ({ $why }); what came before the damage is counted.

# $archive, $what
archive-damaged = The archive { $archive } is damaged, and nothing of it is shown: { $what }.

set-aside = { $files ->
    [one] 1 file among the inputs holds
   *[other] { NUMBER($files, useGrouping: 0) } files among the inputs hold
} no log that this command uses; crosstenant inspect names them.

# Of a $file, a $note of the ledger: a sentence without its full stop.
note = { $file }: { $note }.

not-utf8 = { $records ->
    [one] 1 record
   *[other] { NUMBER($records, useGrouping: 0) } records
} had bytes that are not UTF-8; they are shown as U+FFFD.

names-destroyed = Names in { $files } are runs of question marks: Japanese and other letters were lost when the file was written, and cannot be brought back. Export again with -Encoding UTF8 (Export-Csv -Encoding UTF8, Set-Content -Encoding UTF8).

interactive-only = Only interactive sign-ins: what applications do in the background with a refreshed token is missing. Download the non-interactive log too before you conclude that something is unused.

non-interactive-only = Only non-interactive sign-ins: first sign-ins, MFA and most blocks are in the interactive log, which is missing.

short-window = The logs cover { $days ->
    [one] 1 day
   *[other] { NUMBER($days, useGrouping: 0) } days
} only. What happens once a month or a quarter may be missing: do not conclude that it is unused.

# $days without data, their $dates, and the $logs
gap-days = { $days ->
    [one] 1 day
   *[other] { NUMBER($days, useGrouping: 0) } days
} without any data ({ $dates }) in these logs: { $logs }. Shown as zero, but perhaps only not exported.

# $file, $records
possibly-truncated = { $file } holds exactly { NUMBER($records, useGrouping: 0) } records, a limit at which exports are cut: export shorter spans.

# $folder and how many $pages are in it
more-pages = Every page in { $folder ->
    [none] this folder
   *[other] { $folder }
} ({ NUMBER($pages, useGrouping: 0) }) says that there is a next page (@odata.nextLink): the last pages were not downloaded.

# $count, $what is missing, in which $formats, and with which $consequence: sentences with their full stops.
sign-ins-without = { $count ->
    [one] 1 sign-in comes
   *[other] { NUMBER($count, useGrouping: 0) } sign-ins come
} from exports without this: { $what } ({ $formats }). So { $consequence }

# The same of the audit log: $count, $what, $formats, $consequence
audit-events-without = { $count ->
    [one] 1 audit event comes
   *[other] { NUMBER($count, useGrouping: 0) } audit events come
} from exports without this: { $what } ({ $formats }). So { $consequence }

no-codes = No sign-in carries an error code, so { $outcomes ->
    [true] why a sign-in failed and who must act cannot be told
   *[false] which sign-ins failed cannot be told: the counts of outcomes are empty, which does not mean that nothing failed
}. Export the columns ResultType or Status (errorCode), Sign-in error code in the portal.

no-app-id = { $count ->
    [one] 1 sign-in names
   *[other] { NUMBER($count, useGrouping: 0) } sign-ins name
} an application without its id; such applications are told apart by name, and no setting can be made of them.

no-event-id = { $count ->
    [one] 1 sign-in has
   *[other] { NUMBER($count, useGrouping: 0) } sign-ins have
} no id, so duplicates among them cannot be found.

headings-by-position = The headings of { $files } are in a language that is not known; its columns were taken by their position. Compare a few rows with the portal, or name the headings with --headers.

log-assumed = Neither the records nor the name of { $files } tell interactive from non-interactive sign-ins; interactive is assumed. Keep the name of the download (InteractiveSignIns…, NonInteractiveSignIns…).

masked-users = { $count ->
    [one] 1 sign-in hides
   *[other] { NUMBER($count, useGrouping: 0) } sign-ins hide
} the user ({"{PII Removed}"} or an all-zero id): counted, but not as a user.

status-contradicts-code = { $count ->
    [one] 1 sign-in has
   *[other] { NUMBER($count, useGrouping: 0) } sign-ins have
} a status text that does not fit the error code; the code decides.

label-contradicts-tenants = { $count ->
    [one] 1 sign-in carries
   *[other] { NUMBER($count, useGrouping: 0) } sign-ins carry
} an access type that does not fit the tenant ids; the ids decide the direction.

undetermined = { $count ->
    [one] 1 sign-in lacks
   *[other] { NUMBER($count, useGrouping: 0) } sign-ins lack
} a tenant id, so the direction cannot be told; partners lists them by reason.

foreign = { $count ->
    [one] 1 sign-in has
   *[other] { NUMBER($count, useGrouping: 0) } sign-ins have
} neither home nor resource in an own tenant: tenant restrictions, a provider's logs, or a --tenant that is missing.
