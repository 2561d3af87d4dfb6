### Why a file is no log, or one that no command uses, and what it was recognised by.

## No log

empty = the file is empty
archive-in-archive = an archive within an archive; unpack the outer one first
parquet = a Parquet file; of an archive of this program, name the folder that holds manifest.json; of others: duckdb -c "COPY (FROM 'FILE') TO 'FILE.csv'"
avro = an Avro file, as Event Hubs Capture writes it; unwrap it: avro-tools tojson FILE > FILE.json
utf16 = it looks like UTF-16 without a byte order mark; save it as UTF-8 (in PowerShell: -Encoding UTF8) and try again
binary = the file holds binary data
neither-json-nor-csv = neither JSON nor CSV with a heading
other-columns = text, but not with the columns of a sign-in or audit log
other-tables = tables of a query, but without the columns of a sign-in or audit log
empty-list = an empty list
no-record = no complete JSON record at the start
no-json-lines = text, but no lines of JSON
text-with-json = text with some JSON in it
no-records = the JSON holds no records
other-json = JSON, but without the fields of a sign-in or audit record
unreadable = it cannot be read: { $error }

# $why, $mebibytes
only-start = { $why }; it can be read only once, and the first { NUMBER($mebibytes, useGrouping: 0) } MiB were looked at: give it as a file if a log may follow
zip-from-pipe = a zip file, which cannot be read from standard input or a pipe; save it to a file and name that
aggregated = its rows stand for several sign-ins each (column { $column }), so users, times and ids of the single ones are lost; export the sign-ins themselves: in the portal with Download, in Log Analytics without summarize

# $quoted, $key
base64 = JSON that carries records in base64 under { $quoted }; unwrap them: jq -r '.["{ $key }"] | @base64d' FILE > FILE.ndjson

# Each of the lines of $lines begins with a line break.
unknown-headings = it has as many columns as a sign-in log of the portal, but headings that are not known. Write the English heading behind each that matters, and give the file with --headers:{ $lines }

## A log or list that no command uses

empty-archive = the archive is empty
graph-objects = objects of Microsoft Graph of the type { $type }, which are no sign-ins
risks = risk detections or risky users of Identity Protection, which are no sign-ins
devices = devices of Intune, which are no sign-ins

# $category, $provider
other-category = a diagnostic log of the category { $category }{ $provider ->
    [none] {""}
   *[other] {" "}of { $provider }
}, which holds no sign-ins
other-table = the Log Analytics table { $table }, which holds no sign-ins of this directory
other-rows = rows of Log Analytics of { $tables }, which hold no sign-ins of this directory
# $days, $open
fetched = what the script of export-script fetched: { NUMBER($days) } { $days ->
    [one] day
   *[other] days
} of logs{ $open ->
    [none] , all of them whole
   *[other] ; records may still arrive for { $open }: run the script again two days later
}
invitation = an invitation as Graph returns it; the audit log tells what became of it
authentication-details = authentication details of sign-ins (AuthDetails), which name no tenants; the sign-ins themselves are in the file without AuthDetails in its name: give both together
steps-taken = authentication details of sign-ins (AuthDetails): read beside the sign-ins that they belong to, which are in the file without AuthDetails in its name

## Records of others only

all-of-others = all records are of other logs or products

## What a format was recognised by

# $columns, $evidence
by-columns = { NUMBER($columns, useGrouping: 0) } columns, { $evidence }
by-position = { NUMBER($columns, useGrouping: 0) } columns of the portal by their position; the headings are in a language that is not known

# $evidence, $path, $product
carried = { $evidence }; carried in { $path }{ $product ->
    [none] {""}
   *[other] {" "}({ $product })
}
of-empty-page = an empty page
of-empty-list = an empty list
beta-keys = key createdDateTime and others of a sign-in; beta
v1-keys = key createdDateTime and others of a sign-in; v1.0: no access type
audit-keys = keys activityDateTime, activityDisplayName
diagnostic-keys = keys time, category, properties
key-of-time = key TimeGenerated
columns-of-sign-ins = columns of a sign-in table
pascal-keys = keys CreatedDateTime, AppId in Pascal case
defender-keys = keys Timestamp, AccountUpn, ApplicationId
unified-audit-keys = keys CreationTime, Workload, Operation
relationship-keys = keys of delegated admin relationships
settings-keys = keys of cross-tenant access settings
flattened-names = names like userPrincipalName, appDisplayName
flattened-audit-names = names like activityDateTime, activityDisplayName
user-names = userPrincipalName and others of a user
no-user = Service principal ID, no user
