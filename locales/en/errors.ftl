### What ends a run: what happened, and what to do next.

# $failure
error = error: { $failure }
next = {"  "}next: { $next }
code = {"  "}code: { $code }

bug = a bug in crosstenant: { $error }
    .at = a bug in crosstenant ({ $place })
    .next = please report it with the command you typed

## Writing

# $place, $error
cannot-write = cannot write { $place }: { $error }
    .next = check free space and permissions, or choose another place with -o
standard-output = standard output
is-a-device = { $path } is a device or a pipe, which is never replaced
    .next = name a file, or leave out -o: it goes to standard output then
exists = { $path } exists already
    .next = choose another name, or say --force to replace it
is-a-folder = { $path } is a folder
    .next = name a file, or use several formats with -o FOLDER
no-folder-name = { $path } is no name for a folder of its own
    .next = name a new folder, such as -o report
not-ours = { $path } exists and was not written by crosstenant report
    .next = choose another folder with -o, or say --force to put the report beside what is there
not-empty = { $path } exists and is not empty
    .next = choose another folder

## Inputs

no-input = there is no file or folder { $path }
    .next = check the spelling; a name with spaces needs quotes; folders and patterns like "logs/*.json" also work
    .quote = a backslash before the closing quote took the quote along, and all that follows: leave that backslash out

# $folder, $error
cannot-list = cannot list { $folder }: { $error }
    .next = check the permissions of the folder

# $pattern, $error
bad-pattern = the pattern { $pattern } cannot be read: { $error }
    .next = quote it, or name the folder
no-match = no file matches the pattern { $pattern }
    .next = check the folder and the pattern

# $path, $error
cannot-read = cannot read { $path }: { $error }
    .path = check the path
    .permissions = check the permissions
    .of-archive = check the permissions of the archive
    .command-again = run the command again
    .file-again = get the file again

no-files = there are no files in the inputs

# Each of the lines of $list begins with a line break; $count
nothing-recognised = none of { NUMBER($count, useGrouping: 0) } inputs is a sign-in or audit log:{ $list }
    .next = crosstenant formats lists every export that is read and how to get it

## Archives

# $path, $error
cannot-write-archive = cannot write the archive { $path }: { $error }
    .next = check free space and permissions; the archive is as it was before

no-archive-in = { $path } is not empty and no archive
    .next = name a new folder, or the folder of an archive
no-manifest = { $path } holds no archive: there is no manifest.json
no-folder = { $path } is no folder
no-archive-next = crosstenant archive add DIR LOGS makes an archive

# $path, $error
cannot-read-archive = cannot read the archive { $path }: { $error }

# $path, $what
archive-damaged = the archive { $path } is damaged, and nothing of it is shown: { $what }
    .next = crosstenant archive verify { $path } names all that is damaged; bring the folder back from a copy, or add the exports it came from again

# $holder, $path
archive-locked = process { $holder ->
    [none] (not named)
   *[other] { $holder }
} is writing to the archive { $path }
    .next = wait until it is done, then run the command again; a process that has ended holds no lock

bad-day = --snapshot-date { $text } is no day
    .next = write it as 2026-10-31
no-snapshot-date = the day that { $path } describes is not known
    .next = say it with --snapshot-date 2026-10-31
archive-format = archive export writes NDJSON
    .next = leave --format out; any command makes tables of the archive

## The command line

bad-zone = the time zone { $name } is not known
    .next = use a name of the tz database, such as Asia/Tokyo or UTC
bad-format = the format { $name } is not known
    .next = use one of { $formats }
file-for-folder = { $path } is a file, and several formats need a folder
    .next = name a folder with -o
several-formats = several formats need a place
    .next = add -o FOLDER
binary-on-terminal = { $format } is nothing for a terminal
    .next = add -o FILE
bad-extension = the name { $path } does not tell a format
    .next = end it with .csv, .json, .ndjson, .md, .xlsx, .html or .txt, or say --format
report-format = report always writes the page, the workbook and all tables; --format json prints its summary beside
    .next = leave --format out; -o names the folder
recommend-format = json, powershell, terraform and m365dsc are settings, not tables
    .next = ask for one of them at a time
explain-format = explain writes text or JSON
    .next = leave --format out, or say --format json

no-settings-in = no file in { $path } holds cross-tenant access settings
    .next = save the answers of Graph policies/crossTenantAccessPolicy/default and /partners there
current-is-code = { $path } holds settings kept as code: they say what should be, and not all that is; --current needs the settings as they are
    .next = save the answers of Graph policies/crossTenantAccessPolicy/default and /partners and give those; a change of the code is judged with simulate --policy
no-current = changes --at goes back from the current settings, and there are none among the inputs
    .next = add the current settings: Graph policies/crossTenantAccessPolicy/default and /partners as files, or --current PATH

bad-tenant = { $text } is no tenant id
    .next = a tenant id looks like 2b7c0e4a-91d6-4f38-a5c2-7d10e8b3f649 (Entra admin center > Overview)

# $option, $text
no-zone = { $option } { $text } is not written as RFC 3339, with its zone
    .next = add the zone, as in 2026-10-01T09:30:00Z or 2026-10-01T09:30:00+09:00; a date alone is a day of --tz

# $option, $text
bad-time = { $option } { $text } is no time
    .next = write 2026-10-01, 2026-10-01T09:30:00Z, or 7d, 24h, yesterday, counted back from the last event of the input
    .next-at = write 2026-10-01, or 2026-10-01T09:30:00Z

empty-window = --to is not after --from
    .next = --to is exclusive: for one day say --from 2026-10-01 --to 2026-10-02

empty-value = it is empty; leave the option out, or give it a value
bad-code = write it as 500213 or AADSTS500213

# $command, $option
filter-not-applicable = { $command } cannot filter by { $option }

nothing-to-explain = { $asked } is no error code, message or command that is known
    .next = crosstenant explain alone lists what there is; quote the message as the page shows it
    .next-code = the table has no such code; Microsoft explains codes at https://login.microsoftonline.com/error

# $option
no-partner-meant = { $option } - names sign-ins without a partner tenant, and no setting governs those
    .next = name a tenant by its id or name

# $option, $name
partner-unknown = { $option } { $name } occurs nowhere in what was read, neither in a sign-in nor in the settings
    .next = crosstenant partners lists the tenants with their ids and names

## Gates and evidence

# $name, $command
gate-unknown = --fail-on { $name } is nothing that { $command } can answer

# $command, $gates
gate-unknown-next = { $command } answers { $gates }

# $option, $value
gate-slip = --fail-on cannot be answered: { $option } { $value } occurs nowhere in what was read
    .next = { $similar ->
        [none] {""}
       *[other] did you mean { $similar }?{" "}
    }names compare whole; crosstenant partners, apps and users list what there is
or = {", or "}

gate-no-logs = --fail-on cannot be answered: no sign-in or audit log is among what was read
    .next = add the logs; crosstenant formats lists the exports
gate-no-days = --fail-on cannot be answered: there is no sign-in of any direction between --from and --to
    .next = check the dates against crosstenant coverage

# $purpose, $missing
no-evidence = { $purpose ->
    [gate] --fail-on cannot be answered
   *[recommendation] nothing can be recommended
}: { $missing ->
    [users] no sign-in of a user is among what was read
    [tenants] no record has both the home and the resource tenant
    [applications] no record has the id of an application
   *[outcomes] no record tells whether the sign-in succeeded
}
    .next = { $missing ->
        [users] add sign-in logs (interactive and non-interactive); crosstenant formats lists the exports
       *[other] export the sign-in logs with these columns; crosstenant formats tells which exports have them
    }

## Files that options name

# $path, $error
unreadable = { $path } cannot be read: { $error }

# $path, $found
other-columns = { $path } has the columns { $found }

# $first, $second
other-columns-next = write a CSV file with the heading { $first },{ $second }

# $path, $user
two-homes = { $path } gives the guest { $user } two home ids
    .next = leave one line for each guest

names-no-json = { $path } is no JSON

# $path, $start
names-no-headings = { $path } has no headings tenant_id and name; it begins with { $start }

# $path, $cloud, $tenant
names-no-cloud = { $path } names the cloud { $cloud } of { $tenant }, which is none of public, us, china
names-none = { $path } holds no tenant names
names-next = begin the file with the headings tenant_id,name and write one line per tenant (or give the JSON of Graph findTenantInformationByTenantId)

# $path, $cells
headings-cells = a line of { $path } has { NUMBER($cells, useGrouping: 0) } cells
headings-none = { $path } holds no headings
headings-next = write one line per column: alias,english heading (such as 要求 ID,Request ID)

## Settings

no-policy = no policy was given
    .next = give the JSON of the default, the partners, or both: GET /policies/crossTenantAccessPolicy/default and /partners

# $path, $detail
policy-no-json = { $path }: this is not JSON: { $detail }
    .next = give the JSON that Microsoft Graph answers, not a screen copy of it; get the file again if it was cut

# $place, $found
not-a-policy = { $place }: this is no cross-tenant access policy: found { $found }
    .next = give the answer to GET /policies/crossTenantAccessPolicy, /default or /partners, a file with "default" and "partners", or a folder of them

# $place, $found
policy-access-type = { $place }: accessType must be allowed or blocked, found { $found }
    .next = write allowed or blocked (audit logs write 1 or 2)

# $place, $expected, $found
policy-shape = { $place }: expected { $expected ->
    [object] an object
    [list] a list
    [switch] true or false
    [target] a target
   *[tenant-id] the tenantId of the organisation
}, found { $found }
    .next = compare with what Microsoft Graph answers to GET /policies/crossTenantAccessPolicy/default

# $place, $found
policy-depth = { $place }: the export was cut at a nesting depth, found { $found }
    .next = export again with ConvertTo-Json -Depth 10: a smaller depth leaves the names of types in place of the settings

# $path, $what
policy-twice-in-one = { $path }: { $what } is given twice, with different content

# $first, $second, $what
policy-twice = { $first } and { $second }: { $what } is given twice, with different content
    .next = keep only the newest file of each

empty-file = the file is empty
empty-list = an empty list
empty-object = an empty object
members = the members { $names }
the-partner = the partner { $id }
the-synchronisation = the identity synchronisation of { $id }

no-schema = no output is called { $name }
    .next = one of: { $names }
schema-format = a schema is JSON and nothing else
    .next = leave --format out
export-script-format = the script has no other format
    .next = leave --format out; -o get-logs.ps1 writes it to a file
ids-format = object ids alone are for guests --review, and not beside other formats
    .next = say guests --review --format ids, or choose another format
